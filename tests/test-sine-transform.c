/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sine-transform.h"
#include "structure-factor.h"
#include "test-support.h"

#include <math.h>

/* Bins and wave numbers. @q_max sets how many fine bins share a coarse point (1.9 D bin q_max ≤ π). */
typedef struct
{
  int n_bins;
  double bin;
  gsize n_q;
  double q_max;
} Case;

/* D = 8, 6, 4, 3, 2, 1, and shapes that are no multiples of anything: few q, few bins. */
static const Case cases[] = {
  { 1364, 0.02, 200, 10 }, { 1364, 0.02, 257, 13 }, { 1371, 0.02, 389, 20 },  { 998, 0.02, 96, 27 },
  { 501, 0.02, 33, 32 },   { 300, 0.02, 45, 60 },   { 137, 0.1, 61, 25 },     { 377, 0.02, 1, 20 },
  { 141, 0.02, 5, 20 },    { 350, 0.01, 100, 20 },  { 2500, 0.02, 64, 20.6 }, { 160, 0.05, 31, 5 },
};

/* The direct sum in double precision: w_k times the integral over each shell at each q, shape (n_q, n_bins). */
static double *
make_matrix (const Case *c, const double *weight, gsize n_q, const double *q)
{
  double *matrix = g_new (double, n_q *(gsize) c->n_bins);

  for (gsize i = 0; i < n_q; i++)
    for (int k = 0; k < c->n_bins; k++)
      matrix[i * (gsize) c->n_bins + (gsize) k] = weight[k] * vit_sine_kernel (q[i], k * c->bin, (k + 1) * c->bin);
  return matrix;
}

static void
direct (const Case *c, const double *matrix, gsize n_q, const gint32 *row, double *t)
{
  for (gsize i = 0; i < n_q; i++)
    {
      t[i] = 0;
      for (int k = 0; k < c->n_bins; k++)
        t[i] += row[k] * matrix[i * (gsize) c->n_bins + (gsize) k];
    }
}

/* Weights as S(q) has them, with a window: 1/shell. */
static double *
make_weights (const Case *c)
{
  double *weight = g_new (double, c->n_bins);

  for (int k = 0; k < c->n_bins; k++)
    weight[k]
        = vit_window_value (VIT_WINDOW_LORCH, (k + 0.5) * c->bin, c->n_bins * c->bin) / vit_shell_volume (k, c->bin);
  return weight;
}

/* Changes as a move makes them: pairs taken from some bins and put into others, more of them further out. Past the bins
 * of a row comes what must not be read. Below 0.5 Å, where no pair of atoms is, the expansion of the integral over a
 * bin is not good to 1e-6. */
static gint32 *
make_rows (const Case *c, int n_rows, int stride, GRand *rand)
{
  gint32 *rows = g_new (gint32, n_rows * stride);

  for (int row = 0; row < n_rows; row++)
    for (int k = 0; k < stride; k++)
      {
        double r = (k + 0.5) * c->bin;
        int most = 1 + (int) (0.3 * r * r * c->bin / 0.02);

        rows[row * stride + k] = k >= c->n_bins ? 12345 : r < 0.5 ? 0 : g_rand_int_range (rand, -most, most + 1);
      }
  return rows;
}

/* What the direct sum needs for one case. @all_q: fine enough (eight points to the shortest period) to find the
 * maximum. */
typedef struct
{
  const Case *c;
  double *weight;
  double *q;
  double *all_q;
  gsize n_all;
  double *matrix;
  double *all_matrix;
} Direct;

static void
direct_init (Direct *self, const Case *c)
{
  self->c = c;
  self->weight = make_weights (c);
  self->q = vit_test_grid (0.3, (c->q_max - 0.3) / (double) MAX (c->n_q - 1, 1), c->n_q);
  self->n_all = (gsize) (8 * c->n_bins * c->bin * c->q_max / (2 * G_PI)) + 10;
  self->all_q = vit_test_grid (0.3, (c->q_max - 0.3) / (double) (self->n_all - 1), self->n_all);
  self->matrix = make_matrix (c, self->weight, c->n_q, self->q);
  self->all_matrix = make_matrix (c, self->weight, self->n_all, self->all_q);
}

static void
direct_clear (Direct *self)
{
  g_free (self->weight);
  g_free (self->q);
  g_free (self->all_q);
  g_free (self->matrix);
  g_free (self->all_matrix);
}

/* The largest error over the maximum of a row's curve. */
static double
check_row (const Direct *self, const gint32 *row, gsize length, const float *out)
{
  gsize n = self->c->n_q;
  g_autofree double *expected = g_new (double, n), *found = g_new (double, n), *all = g_new (double, self->n_all);

  direct (self->c, self->matrix, n, row, expected);
  direct (self->c, self->all_matrix, self->n_all, row, all);
  for (gsize i = 0; i < n; i++)
    found[i] = (double) out[i];
  for (gsize i = n; i < length; i++)
    g_assert_true (out[i] == 0);
  return vit_test_largest_difference (n, found, expected) / vit_test_largest (self->n_all, all);
}

static double
check (const Direct *self, int n_rows, VitVectorTarget target, GRand *rand)
{
  const Case *c = self->c;
  g_autoptr (VitSineTransform) transform
      = vit_sine_transform_new (c->n_bins, c->bin, self->weight, c->n_q, self->q, target);
  gsize length = vit_sine_transform_get_stride (transform);
  int stride = (c->n_bins + 17) / 16 * 16 + 16;
  g_autofree gint32 *rows = make_rows (c, n_rows, stride, rand);
  float *out = g_aligned_alloc0 ((gsize) n_rows * length, sizeof (float), 64);
  double worst = 0;

  g_assert_cmpuint (length % 32, ==, 0);
  g_assert_cmpuint (length, >=, c->n_q);
  vit_sine_transform_apply (transform, n_rows, rows, stride, out);
  for (int row = 0; row < n_rows; row++)
    worst = fmax (worst, check_row (self, rows + row * stride, length, out + (gsize) row * length));
  g_aligned_free (out);
  return worst;
}

static void
test_direct_sum (void)
{
  static const int n_rows[] = { 1, 2, 3, 5 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  VitVectorTarget targets[3];
  int n_targets = vit_test_vector_targets (targets);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double worst = 0;
      Direct self;

      direct_init (&self, &cases[i]);
      for (int t = 0; t < n_targets; t++)
        for (gsize r = 0; r < G_N_ELEMENTS (n_rows); r++)
          worst = fmax (worst, check (&self, n_rows[r], targets[t], rand));
      g_test_message ("%d bins of %g A, q up to %g: %.1e of the maximum", cases[i].n_bins, cases[i].bin, cases[i].q_max,
                      worst);
      g_assert_cmpfloat (worst, <, 1e-6);
      direct_clear (&self);
    }
}

/* A single pair anywhere shows its own sine: this finds an end of the bins that the sums above would drown. */
static void
test_every_bin (void)
{
  static const Case few[] = { { 91, 0.02, 40, 10 }, { 91, 0.02, 40, 13 }, { 91, 0.02, 40, 20 },
                              { 91, 0.02, 40, 27 }, { 91, 0.02, 40, 32 }, { 91, 0.02, 40, 60 } };
  double worst = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (few); i++)
    {
      const Case *c = &few[i];
      g_autofree double *weight = make_weights (c), *q = vit_test_grid (c->q_max / 40, c->q_max / 40, 40);
      g_autofree double *matrix = make_matrix (c, weight, 40, q);
      g_autoptr (VitSineTransform) transform
          = vit_sine_transform_new (c->n_bins, c->bin, weight, 40, q, vit_vector_target ());
      float *out = g_aligned_alloc0 (vit_sine_transform_get_stride (transform), sizeof (float), 64);
      g_autofree gint32 *row = g_new0 (gint32, 96);

      for (int k = 25; k < c->n_bins; k++)
        {
          double expected[40], found[40];

          row[k] = 1;
          vit_sine_transform_apply (transform, 1, row, 96, out);
          direct (c, matrix, 40, row, expected);
          for (int n = 0; n < 40; n++)
            found[n] = (double) out[n];
          worst = fmax (worst, vit_test_largest_difference (40, found, expected) / vit_test_largest (40, expected));
          row[k] = 0;
        }
      g_aligned_free (out);
    }
  g_test_message ("%.1e of the maximum", worst);
  g_assert_cmpfloat (worst, <, 1e-6);
}

/* q = 0 is a number as all others are: Σ h w r² dr. */
static void
test_zero (void)
{
  const Case c = { 500, 0.02, 40, 10 };
  g_autofree double *weight = make_weights (&c), *q = vit_test_grid (0, 0.25, 40);
  g_autofree double *matrix = make_matrix (&c, weight, 40, q);
  g_autoptr (VitSineTransform) transform = vit_sine_transform_new (500, 0.02, weight, 40, q, vit_vector_target ());
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autofree gint32 *row = make_rows (&c, 1, 528, rand);
  float *out = g_aligned_alloc0 (vit_sine_transform_get_stride (transform), sizeof (float), 64);
  double expected[40];

  vit_sine_transform_apply (transform, 1, row, 528, out);
  direct (&c, matrix, 40, row, expected);
  g_assert_cmpfloat (fabs ((double) out[0] - expected[0]), <, 1e-6 * vit_test_largest (40, expected));
  g_aligned_free (out);
}

/* In double precision the changes of many moves add up to the transform of their sum, with every vector target; and
 * that is as near to the direct sum as the other. */
static void
test_linear (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  VitVectorTarget targets[3];
  int n_targets = vit_test_vector_targets (targets);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree double *weight = make_weights (c), *q = vit_test_grid (0.3, (c->q_max - 0.3) / 199, 200);
      g_autofree double *matrix = make_matrix (c, weight, 200, q);

      for (int t = 0; t < n_targets; t++)
        {
          g_autoptr (VitSineTransform) transform
              = vit_sine_transform_new (c->n_bins, c->bin, weight, 200, q, targets[t]);
          gsize length = vit_sine_transform_get_stride (transform);
          double *out = g_aligned_alloc0 (length, sizeof (double), 64), sum[200] = { 0 }, expected[200];
          g_autofree gint32 *all = g_new0 (gint32, c->n_bins);

          for (int move = 0; move < 50; move++)
            {
              g_autofree gint32 *row = make_rows (c, 1, c->n_bins, rand);

              vit_sine_transform_apply_linear (transform, row, out);
              for (int k = 0; k < c->n_bins; k++)
                all[k] += row[k];
              for (int k = 0; k < 200; k++)
                sum[k] += out[k];
            }
          vit_sine_transform_apply_linear (transform, all, out);
          direct (c, matrix, 200, all, expected);
          g_assert_cmpfloat (vit_test_largest_difference (200, sum, out), <, 1e-13 * vit_test_largest (200, out));
          g_assert_cmpfloat (vit_test_largest_difference (200, expected, out), <, 1e-6 * vit_test_largest (200, out));
          for (gsize k = 200; k < length; k++)
            g_assert_true (out[k] == 0);
          g_aligned_free (out);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sine-transform/it is the direct sum at all factors, rows and vector targets", test_direct_sum);
  g_test_add_func ("/sine-transform/every bin counts", test_every_bin);
  g_test_add_func ("/sine-transform/q = 0 is good too", test_zero);
  g_test_add_func ("/sine-transform/changes in double precision add up to the whole", test_linear);
  return g_test_run ();
}
