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

VitEstimate
vit_blocks_mean (const VitBlocks *self, const double *value)
{
  g_autofree double *sum = g_new0 (double, self->n_blocks), *count = g_new0 (double, self->n_blocks);
  double total = 0, n = 0, scatter = 0, mean;

  for (gsize i = 0; i < self->n_atoms; i++)
    if (!isnan (value[i]))
      {
        sum[self->block[i]] += value[i];
        count[self->block[i]] += 1;
      }
  for (int b = 0; b < self->n_blocks; b++)
    {
      total += sum[b];
      n += count[b];
    }
  if (n == 0)
    return (VitEstimate){ NAN, NAN };
  mean = total / n;
  for (int b = 0; b < self->n_blocks; b++)
    scatter += (sum[b] - mean * count[b]) * (sum[b] - mean * count[b]);
  return (VitEstimate){ mean, sqrt (scatter * self->n_blocks / (self->n_blocks - 1.0)) / n };
}

VitEstimate
vit_blocks_mean_by_species (const VitBlocks *self, const VitConfiguration *configuration, const double *value)
{
  g_autofree double *part = g_new (double, self->n_atoms);
  const guint8 *species = vit_configuration_get_species (configuration);
  double mean = 0, square = 0, n = 0;

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    {
      double count = 0;
      VitEstimate of_species;

      for (gsize i = 0; i < self->n_atoms; i++)
        {
          part[i] = species[i] == s ? value[i] : NAN;
          count += isnan (part[i]) ? 0 : 1;
        }
      if (count == 0)
        continue;
      of_species = vit_blocks_mean (self, part);
      mean += count * of_species.value;
      square += count * count * of_species.error * of_species.error;
      n += count;
    }
  return n > 0 ? (VitEstimate){ mean / n, sqrt (square) / n } : (VitEstimate){ NAN, NAN };
}
