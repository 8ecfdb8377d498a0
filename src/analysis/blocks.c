/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blocks.h"

#include <math.h>

#define WIDTH 11.0 /* Å */
#define MIN_ALONG 2
#define MAX_ALONG 10

VitBlocks *
vit_blocks_new (const VitConfiguration *configuration)
{
  VitBlocks *self = g_new0 (VitBlocks, 1);
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  int along[3];

  for (int a = 0; a < 3; a++)
    along[a] = (int) CLAMP (floor (cell->width[a] / WIDTH), MIN_ALONG, MAX_ALONG);
  self->n_blocks = along[0] * along[1] * along[2];
  self->n_atoms = vit_configuration_get_n_atoms (configuration);
  self->block = g_new0 (int, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double f[3];

      vit_cell_to_fractional (cell, position[i], f);
      for (int a = 0; a < 3; a++)
        self->block[i] = self->block[i] * along[a] + MIN ((int) ((f[a] - floor (f[a])) * along[a]), along[a] - 1);
    }
  return self;
}

void
vit_blocks_free (VitBlocks *self)
{
  if (self == NULL)
    return;
  g_free (self->block);
  g_free (self);
}

/* The error from the scatter of what the blocks have too much, Σ_b residual_b = 0; NaN if fewer than two blocks hold
 * anything. */
static double
error_from (const double *residual, const double *count, int n_blocks, double n)
{
  double scatter = 0;
  int filled = 0;

  for (int b = 0; b < n_blocks; b++)
    {
      scatter += residual[b] * residual[b];
      filled += count[b] > 0 ? 1 : 0;
    }
  return filled >= 2 ? sqrt (scatter * n_blocks / (n_blocks - 1.0)) / n : NAN;
}

/* Adds S_b − m N_b of atoms (of all, or of one species) to @residual and their numbers to @count. Returns: m. */
static double
add_residuals (const VitBlocks *self, const double *value, const guint8 *species, int wanted, double *residual,
               double *count, double *n)
{
  double total = 0, mean;

  *n = 0;
  for (gsize i = 0; i < self->n_atoms; i++)
    if (!isnan (value[i]) && (species == NULL || species[i] == wanted))
      {
        total += value[i];
        *n += 1;
      }
  mean = total / *n;
  for (gsize i = 0; i < self->n_atoms; i++)
    if (!isnan (value[i]) && (species == NULL || species[i] == wanted))
      {
        residual[self->block[i]] += value[i] - mean;
        count[self->block[i]] += 1;
      }
  return mean;
}

VitEstimate
vit_blocks_mean (const VitBlocks *self, const double *value)
{
  g_autofree double *residual = g_new0 (double, self->n_blocks), *count = g_new0 (double, self->n_blocks);
  double n, mean = add_residuals (self, value, NULL, 0, residual, count, &n);

  return n > 0 ? (VitEstimate){ mean, error_from (residual, count, self->n_blocks, n) } : (VitEstimate){ NAN, NAN };
}

VitEstimate
vit_blocks_mean_by_species (const VitBlocks *self, const VitConfiguration *configuration, const double *value)
{
  g_autofree double *residual = g_new0 (double, self->n_blocks), *count = g_new0 (double, self->n_blocks);
  const guint8 *species = vit_configuration_get_species (configuration);
  double total = 0, all = 0;

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    {
      double n, mean = add_residuals (self, value, species, s, residual, count, &n);

      total += n > 0 ? n * mean : 0;
      all += n;
    }
  return all > 0 ? (VitEstimate){ total / all, error_from (residual, count, self->n_blocks, all) }
                 : (VitEstimate){ NAN, NAN };
}
