/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair-histogram.h"

#include "error.h"

#include <math.h>
#include <string.h>

VitPairHistogram *
vit_pair_histogram_new (const VitAtoms *atoms, double bin, double r_max, GError **error)
{
  double limit = vit_cell_inscribed_radius (&atoms->cell);
  VitPairHistogram *self;

  if (!(r_max <= limit * (1 + 1e-12)))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "r_max = %g Å is above the radius of the largest sphere in the cell, %.4f Å", r_max, limit);
      return NULL;
    }
  if (r_max <= 0)
    r_max = limit;
  if (!(bin > 0) || r_max < bin || r_max / bin > 1e6)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "expected a bin between %g and %.4f Å, found %g Å", r_max / 1e6,
                   r_max, bin);
      return NULL;
    }

  self = g_new0 (VitPairHistogram, 1);
  self->n_species = atoms->n_species;
  self->n_pairs = vit_n_pairs (atoms->n_species);
  self->n_bins = (int) floor (r_max / bin + 1e-9);
  self->bin = bin;
  self->n_atoms = atoms->n_atoms;
  self->volume = atoms->cell.volume;
  for (int pair = 0; pair < self->n_pairs; pair++)
    {
      int a, b;

      vit_pair_species (self->n_species, pair, &a, &b);
      self->pairs[pair] = vit_atoms_get_n_pairs (atoms, a, b);
    }
  for (int s = 0; s < self->n_species; s++)
    self->fraction[s] = (double) atoms->count[s] / (double) atoms->n_atoms;
  self->count = g_new0 (gint64, (gsize) self->n_pairs * (gsize) self->n_bins);
  return self;
}

void
vit_pair_histogram_free (VitPairHistogram *self)
{
  if (self == NULL)
    return;
  g_free (self->count);
  g_free (self);
}

static void
clear (VitPairHistogram *self)
{
  memset (self->count, 0, (gsize) self->n_pairs * (gsize) self->n_bins * sizeof *self->count);
}

void
vit_pair_histogram_count (VitPairHistogram *self, const VitAtoms *atoms, const VitNeighbourGrid *grid,
                          const VitDistanceKernel *kernel)
{
  int stride = self->n_bins + 1;
  gsize size = (gsize) self->n_species * (gsize) stride;
  g_autofree gint32 *row = g_new (gint32, size);
  g_autofree VitAtomSpan *spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));
  VitAtomSpan all = vit_atoms_get_span (atoms);
  double r_max = self->n_bins * self->bin;
  gboolean everywhere = vit_neighbour_grid_is_covered (grid, r_max);
  VitMetric metric;

  vit_metric_init (&metric, &atoms->cell, self->bin);
  clear (self);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (atoms, i);

      memset (row, 0, size * sizeof *row);
      if (everywhere)
        kernel->count (&metric, 1, &all, point, stride, row);
      else
        kernel->count (&metric, (gsize) vit_neighbour_grid_collect (grid, point, point, r_max, spans), spans, point,
                       stride, row);
      row[atoms->species[i] * stride]--; /* the atom itself */
      vit_pair_histogram_move (self, atoms->species[i], row, stride);
    }
  /* Every pair was met from both of its ends. */
  for (gsize k = 0; k < (gsize) self->n_pairs * (gsize) self->n_bins; k++)
    self->count[k] /= 2;
}

void
vit_pair_histogram_move (VitPairHistogram *self, int species, const gint32 *change, int stride)
{
  for (int s = 0; s < self->n_species; s++)
    {
      gint64 *restrict count
          = self->count + (gsize) vit_pair_index (self->n_species, species, s) * (gsize) self->n_bins;
      const gint32 *restrict row = change + (gsize) s * (gsize) stride;

      for (int k = 0; k < self->n_bins; k++)
        count[k] += row[k];
    }
}

/* Fractional positions as a structure of arrays, and the matrix that turns their differences into distances. */
typedef struct
{
  double matrix[3][3];
  gboolean orthogonal;
  double *f[3];
  double inverse_bin;
} ExactPositions;

static inline void
count_exact_pair (VitPairHistogram *self, const ExactPositions *exact, const guint8 *species, gsize i, gsize j)
{
  const double (*m)[3] = exact->matrix;
  double d[3], x, y, z;
  int k;

  for (int a = 0; a < 3; a++)
    {
      d[a] = exact->f[a][j] - exact->f[a][i];
      d[a] -= rint (d[a]);
    }
  x = d[0] * m[0][0] + (exact->orthogonal ? 0 : d[1] * m[1][0] + d[2] * m[2][0]);
  y = d[1] * m[1][1] + (exact->orthogonal ? 0 : d[0] * m[0][1] + d[2] * m[2][1]);
  z = d[2] * m[2][2] + (exact->orthogonal ? 0 : d[0] * m[0][2] + d[1] * m[1][2]);
  k = (int) (sqrt (x * x + y * y + z * z) * exact->inverse_bin);
  if (k < self->n_bins)
    self->count[(gsize) vit_pair_index (self->n_species, species[i], species[j]) * (gsize) self->n_bins + (gsize) k]++;
}

static void
count_exact_near (VitPairHistogram *self, const ExactPositions *exact, const VitAtoms *atoms, const guint8 *species)
{
  double r_max = self->n_bins * self->bin;
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, r_max / 2);
  g_autofree VitAtomSpan *spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (atoms, i);
      /* Fixed point moves an atom by up to 1e-8 Å, and with it perhaps into another box. */
      int n = vit_neighbour_grid_collect (grid, point, point, r_max + 1e-6, spans);

      for (int b = 0; b < n; b++)
        for (gsize k = 0; k < spans[b].n; k++)
          if ((gsize) spans[b].atom[k] > i)
            count_exact_pair (self, exact, species, i, (gsize) spans[b].atom[k]);
    }
}

void
vit_pair_histogram_count_exact (VitPairHistogram *self, const VitConfiguration *configuration)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);
  ExactPositions exact = { .orthogonal = cell->orthogonal, .inverse_bin = 1 / self->bin };
  g_autofree double *storage = g_new (double, 3 * n);

  memcpy (exact.matrix, cell->matrix, sizeof exact.matrix);
  for (int a = 0; a < 3; a++)
    exact.f[a] = storage + (gsize) a * n;
  for (gsize i = 0; i < n; i++)
    {
      double f[3];

      vit_cell_to_fractional (cell, position[i], f);
      for (int a = 0; a < 3; a++)
        exact.f[a][i] = f[a];
    }

  clear (self);
  if (self->n_bins * self->bin < 0.6 * vit_cell_inscribed_radius (cell) && n > 2000)
    {
      g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);

      count_exact_near (self, &exact, atoms, species);
      return;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      count_exact_pair (self, &exact, species, i, j);
}

void
vit_pair_histogram_get_g (const VitPairHistogram *self, int pair, double *g)
{
  const gint64 *count = self->count + (gsize) pair * (gsize) self->n_bins;

  for (int k = 0; k < self->n_bins; k++)
    g[k] = self->pairs[pair] > 0
               ? (double) count[k] * self->volume / (self->pairs[pair] * vit_shell_volume (k, self->bin))
               : 1;
}

double
vit_pair_histogram_get_weight (const VitPairHistogram *self, int pair)
{
  int a, b;

  vit_pair_species (self->n_species, pair, &a, &b);
  return self->fraction[a] * self->fraction[b] * (a == b ? 1 : 2);
}

void
vit_pair_histogram_get_total_g (const VitPairHistogram *self, double *g)
{
  g_autofree double *partial = g_new (double, self->n_bins);

  memset (g, 0, (gsize) self->n_bins * sizeof *g);
  for (int pair = 0; pair < self->n_pairs; pair++)
    {
      double weight = vit_pair_histogram_get_weight (self, pair);

      vit_pair_histogram_get_g (self, pair, partial);
      for (int k = 0; k < self->n_bins; k++)
        g[k] += weight * partial[k];
    }
}

void
vit_pair_species (int n_species, int pair, int *a, int *b)
{
  *a = 0;
  while (pair >= n_species - *a)
    pair -= n_species - (*a)++;
  *b = *a + pair;
}
