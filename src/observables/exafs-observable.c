/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exafs-observable.h"

#include "error.h"
#include "orthonormal-basis.h"

#include <math.h>
#include <string.h>

#define R_FIRST 1.0          /* Å, first row of the table */
#define R_STEP 0.01          /* Å */
#define BASIS_TOLERANCE 1e-8 /* of the longest row */
#define LANES 8

typedef struct
{
  VitObservable parent;
  int absorber;
  float cutoff;
  int n_rows;  /* of one scatterer's table */
  gsize width; /* n_coordinates, padded */
  VitVectorTarget target;
  VitOrthonormalBasis *basis;
  double *table[VIT_MAX_SPECIES]; /* shape (n_rows, width): F in the basis, times S0²/N_α */
  double *change; /* shape (width); in double precision, as a chain adds and takes away the large terms of near pairs
                   * millions of times */
} ExafsObservable;

/* Where a distance falls in the table: the first of four rows and their weights. */
typedef struct
{
  int row;
  double weight[4];
} Spread;

/* In double precision: a place of 600.5 rows would leave single precision 3e-5 of a row, and every compiled version of
 * this another 3e-5. */
VIT_ALWAYS_INLINE Spread
spread (float r, int n_rows)
{
  double position = ((double) r - R_FIRST) * (1 / R_STEP), t;
  Spread result;
  int cell;

  /* Cubic through the rows cell−1 … cell+2. */
  position = position < 1 ? 1 : position;
  cell = (int) position;
  cell = cell > n_rows - 3 ? n_rows - 3 : cell;
  t = position - cell;
  result.row = cell - 1;
  result.weight[0] = -t * (t - 1) * (t - 2) / 6;
  result.weight[1] = (t + 1) * (t - 1) * (t - 2) / 2;
  result.weight[2] = -(t + 1) * t * (t - 2) / 2;
  result.weight[3] = (t + 1) * t * (t - 1) / 6;
  return result;
}

/* How often a pair counts, and whose table: the moved atom as the absorber, its neighbour, or both. */
static inline const double *
pair_table (const ExafsObservable *self, int moved, int neighbour, double *times)
{
  gboolean both = moved == self->absorber && neighbour == self->absorber;

  *times = both ? 2 : 1;
  if (moved == self->absorber)
    return self->table[neighbour];
  return neighbour == self->absorber ? self->table[moved] : NULL;
}

VIT_ALWAYS_INLINE void
add_distance (const ExafsObservable *self, const double *table, float r, double times, double *restrict sum)
{
  Spread s = spread (r, self->n_rows);
  gsize width = self->width / LANES * LANES; /* as it is: says that no vector is begun and not filled */
  const double *restrict a = table + (gsize) s.row * self->width, *restrict b = a + self->width,
                         *restrict c = b + self->width, *restrict d = c + self->width;
  double w[4];

  for (int i = 0; i < 4; i++)
    w[i] = s.weight[i] * times;
  for (gsize v = 0; v < width; v++)
    sum[v] += a[v] * w[0] + b[v] * w[1] + c[v] * w[2] + d[v] * w[3];
}

VIT_ALWAYS_INLINE void
change_all (ExafsObservable *self, const VitNearPairs *near, int moved)
{
  double *sum = self->change;

  memset (self->change, 0, self->width * sizeof *self->change);
  for (int i = 0; i < near->n; i++)
    {
      double times;
      const double *table = pair_table (self, moved, near->species[i], &times);

      if (table == NULL)
        continue;
      if (near->r_old[i] < self->cutoff)
        add_distance (self, table, near->r_old[i], -times, sum);
      if (near->r_new[i] < self->cutoff)
        add_distance (self, table, near->r_new[i], times, sum);
    }
}

static void
change_plain (ExafsObservable *self, const VitNearPairs *near, int moved)
{
  change_all (self, near, moved);
}

VIT_TARGET_AVX2 static void
change_avx2 (ExafsObservable *self, const VitNearPairs *near, int moved)
{
  change_all (self, near, moved);
}

VIT_TARGET_AVX512 static void
change_avx512 (ExafsObservable *self, const VitNearPairs *near, int moved)
{
  change_all (self, near, moved);
}

static const double *
exafs_change (VitObservable *parent, VitModel *model)
{
  ExafsObservable *self = (ExafsObservable *) parent;
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);
  int moved = vit_pair_distances_get_species (model->distances);

  switch (self->target)
    {
    case VIT_VECTOR_AVX512:
      change_avx512 (self, near, moved);
      break;
    case VIT_VECTOR_AVX2:
      change_avx2 (self, near, moved);
      break;
    case VIT_VECTOR_PLAIN:
    default:
      change_plain (self, near, moved);
    }
  return self->change;
}

/* How much of each row of the tables the neighbours of all absorbers need, shape (species, n_rows). */
static double *
spread_all (const ExafsObservable *self, const VitModel *model)
{
  const VitAtoms *atoms = model->atoms;
  double *amount = g_new0 (double, (gsize) model->n_species *(gsize) self->n_rows);
  g_autoptr (VitPairDistances) distances
      = vit_pair_distances_new (atoms, model->grid, self->cutoff, 0, 0, model->kernel);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      const VitNearPairs *near;

      if (atoms->species[i] != self->absorber)
        continue;
      vit_pair_distances_begin (distances, i, vit_atoms_get (atoms, i));
      near = vit_pair_distances_get_near (distances);
      for (int j = 0; j < near->n; j++)
        if (near->r_old[j] < self->cutoff)
          {
            Spread s = spread (near->r_old[j], self->n_rows);

            for (int w = 0; w < 4; w++)
              amount[near->species[j] * self->n_rows + s.row + w] += s.weight[w];
          }
    }
  return amount;
}

static void
exafs_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  ExafsObservable *self = (ExafsObservable *) parent;
  gsize n = parent->n_coordinates;
  g_autofree double *amount = spread_all (self, model);

  memset (coordinates, 0, n * sizeof *coordinates);
  for (int s = 0; s < model->n_species; s++)
    for (int row = 0; row < self->n_rows; row++)
      {
        double times = amount[s * self->n_rows + row];

        if (times != 0)
          for (gsize i = 0; i < n; i++)
            coordinates[i] += times * self->table[s][(gsize) row * self->width + i];
      }
}

static void
exafs_to_curve (const VitObservable *parent, const double *coordinates, double *curve)
{
  vit_orthonormal_basis_expand (((const ExafsObservable *) parent)->basis, coordinates, curve);
}

static double
exafs_from_curve (const VitObservable *parent, const double *curve, double *coordinates)
{
  return vit_orthonormal_basis_project (((const ExafsObservable *) parent)->basis, curve, coordinates);
}

/* One pair more at r is one more neighbour of an absorber, or of two. */
static void
exafs_add_response (const VitObservable *parent, const VitModel *model, const double *weights, int n, const double *r,
                    double *response)
{
  const ExafsObservable *self = (const ExafsObservable *) parent;

  for (int s = 0; s < model->n_species; s++)
    {
      double times = s == self->absorber ? 2 : 1;
      double *out = response + vit_pair_index (model->n_species, self->absorber, s) * n;

      for (int k = 0; k < n && r[k] < (double) self->cutoff; k++)
        {
          Spread at = spread ((float) r[k], self->n_rows);

          for (int w = 0; w < 4; w++)
            {
              const double *row = self->table[s] + (gsize) (at.row + w) * self->width;

              for (gsize i = 0; i < parent->n_coordinates; i++)
                out[k] += times * at.weight[w] * row[i] * weights[i];
            }
        }
    }
}

static void
exafs_free (VitObservable *parent)
{
  ExafsObservable *self = (ExafsObservable *) parent;

  for (int s = 0; s < VIT_MAX_SPECIES; s++)
    g_aligned_free (self->table[s]);
  vit_orthonormal_basis_free (self->basis);
  g_aligned_free (self->change);
  g_free (self);
}

static const VitObservableKind exafs_kind = {
  .id = "exafs",
  .is_near = TRUE,
  .compute = exafs_compute,
  .change = exafs_change,
  .to_curve = exafs_to_curve,
  .from_curve = exafs_from_curve,
  .add_response = exafs_add_response,
  .free = exafs_free,
};

static VitFourierFilter *
new_filter (const VitExafsOptions *options, gsize n, const double *k, GError **error)
{
  double step = n > 1 ? (k[n - 1] - k[0]) / (double) (n - 1) : 0, first = rint (k[0] / step);

  for (gsize i = 0; i < n; i++)
    if (n < 2 || fabs (k[i] - (first + (double) i) * step) > 1e-3 * step)
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                     "a Fourier filter needs k at whole multiples of an even step, found k = %g Å⁻¹", k[i]);
        return NULL;
      }
  return vit_fourier_filter_new (&options->k_window, &options->r_window, step, (gsize) first, n, error);
}

/* kⁿF(k, r), filtered, for all distances of one scatterer: shape (n_rows, n). */
static gboolean
fill_rows (const ExafsObservable *self, const VitExafsOptions *options, int scatterer, VitFourierFilter *filter,
           double *rows, GError **error)
{
  gsize n = self->parent.n_points;
  const double *k = self->parent.x;
  GPtrArray *paths = options->paths[scatterer];
  g_autoptr (VitExafsKernel) kernel
      = vit_exafs_kernel_new ((int) paths->len, (VitFeffPath *const *) paths->pdata, n, k, options->e0_shift, error);

  if (kernel == NULL)
    return FALSE;
  for (int row = 0; row < self->n_rows; row++)
    {
      double *f = rows + (gsize) row * n;

      vit_exafs_kernel_evaluate (kernel, R_FIRST + row * R_STEP, f);
      for (gsize i = 0; i < n; i++)
        f[i] *= pow (k[i], options->k_weight);
      if (filter != NULL)
        vit_fourier_filter_apply (filter, f, f);
    }
  return TRUE;
}

static void
fill_tables (ExafsObservable *self, const VitModel *model, double scale, const double *rows)
{
  gsize n = self->parent.n_points, rank = self->basis->rank;

  for (int s = 0; s < model->n_species; s++)
    {
      self->table[s] = g_aligned_alloc0 ((gsize) self->n_rows * self->width, sizeof (double), 64);
      for (int row = 0; row < self->n_rows; row++)
        {
          double *coordinates = self->table[s] + (gsize) row * self->width;

          vit_orthonormal_basis_project (self->basis, rows + (gsize) (s * self->n_rows + row) * n, coordinates);
          for (gsize i = 0; i < rank; i++)
            coordinates[i] *= scale;
        }
    }
}

static gboolean
build (ExafsObservable *self, const VitModel *model, const VitExafsOptions *options, GError **error)
{
  gsize n = self->parent.n_points, size = (gsize) model->n_species * (gsize) self->n_rows * n;
  g_autofree double *rows = g_new0 (double, size), *scratch = NULL;
  g_autoptr (VitFourierFilter) filter = NULL;

  if (options->filtered && (filter = new_filter (options, n, self->parent.x, error)) == NULL)
    return FALSE;
  for (int s = 0; s < model->n_species; s++)
    if (!fill_rows (self, options, s, filter, rows + (gsize) s * (gsize) self->n_rows * n, error))
      return FALSE;

  scratch = g_memdup2 (rows, size * sizeof *rows);
  self->basis
      = vit_orthonormal_basis_new ((gsize) model->n_species * (gsize) self->n_rows, n, scratch, BASIS_TOLERANCE);
  self->parent.n_coordinates = self->basis->rank;
  self->width = (self->basis->rank + VIT_LANES - 1) / VIT_LANES * VIT_LANES;
  self->change = g_aligned_alloc0 (self->width, sizeof (double), 64);
  fill_tables (self, model, options->s02 / (double) model->atoms->count[options->absorber], rows);
  return TRUE;
}

static gboolean
check (const VitModel *model, const VitExafsOptions *options, const char *edge, GError **error)
{
  if (!(options->cutoff <= model->near_radius + 1e-9 && options->cutoff >= R_FIRST + 10 * R_STEP))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "%s EXAFS: expected a cut-off between %g and %g Å, found %g Å",
                   edge, R_FIRST + 10 * R_STEP, model->near_radius, options->cutoff);
      return FALSE;
    }
  for (int s = 0; s < model->n_species; s++)
    if (options->paths[s] == NULL || options->paths[s]->len == 0)
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "%s EXAFS: no FEFF path with %s as the scatterer", edge,
                     model->elements[s]->symbol);
        return FALSE;
      }
  return TRUE;
}

VitObservable *
vit_exafs_observable_new (const VitModel *model, const VitExafsOptions *options, const char *edge, gsize n,
                          const double *k, GError **error)
{
  ExafsObservable *self;

  if (!check (model, options, edge, error))
    return NULL;
  self = g_new0 (ExafsObservable, 1);
  vit_observable_init (&self->parent, &exafs_kind, n, k);
  self->parent.name = g_strdup_printf ("%s EXAFS", edge);
  self->parent.x_name = g_strdup ("k_1/A");
  self->parent.y_name = options->k_weight == 0
                            ? g_strdup ("chi")
                            : g_strdup_printf ("k%d_chi_A^-%d", options->k_weight, options->k_weight);
  self->absorber = options->absorber;
  self->cutoff = (float) options->cutoff;
  self->n_rows = (int) ceil ((options->cutoff - R_FIRST) / R_STEP) + 4;
  self->target = model->kernel->target;
  if (!build (self, model, options, error))
    {
      g_prefix_error (error, "%s EXAFS: ", edge);
      vit_observable_free (&self->parent);
      return NULL;
    }
  return &self->parent;
}
