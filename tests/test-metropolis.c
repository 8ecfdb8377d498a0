/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#define WIDTH 0.5   /* σ of the Gaussian that every coordinate must follow, Å */
#define WARM_UP 500 /* sweeps that are not counted */
#define N_BLOCKS                                                                                                       \
  100 /* of the averages, of 400 sweeps or more: much longer than the autocorrelation, some ten sweeps                 \
       */
#define N_SAMPLES 2560000 /* positions in all: atoms times sweeps */
#define THINNING 100      /* sweeps between independent samples */

/* A harmonic well in the middle of the cell for each atom by itself: δ² = Σ_i Σ_a stiffness_a (x_ia − x0_a)². */
typedef struct
{
  VitTerm parent;
  double stiffness[3];
  double proposed;
} WellTerm;

static const VitFixedPoint middle = { { G_MININT32, G_MININT32, G_MININT32 } };

static double
energy (const WellTerm *self, const VitCell *cell, VitFixedPoint point)
{
  double x[3], sum = 0;

  vit_fixed_point_vector (cell, middle, point, x);
  for (int a = 0; a < 3; a++)
    sum += self->stiffness[a] * x[a] * x[a];
  return sum;
}

static double
well_rebuild (VitTerm *term, const VitModel *model)
{
  term->delta2 = 0;
  for (gsize i = 0; i < model->atoms->n_atoms; i++)
    term->delta2 += energy ((WellTerm *) term, &model->atoms->cell, vit_atoms_get (model->atoms, i));
  return 0;
}

static double
well_propose (VitTerm *term, VitModel *model)
{
  WellTerm *self = (WellTerm *) term;
  const VitAtoms *atoms = model->atoms;
  VitFixedPoint from = vit_atoms_get (atoms, vit_pair_distances_get_atom (model->distances));
  VitFixedPoint to = vit_pair_distances_get_point (model->distances);

  self->proposed = term->delta2 + energy (self, &atoms->cell, to) - energy (self, &atoms->cell, from);
  return self->proposed;
}

static void
well_commit (VitTerm *term)
{
  term->delta2 = ((WellTerm *) term)->proposed;
}

static void
well_free (VitTerm *term)
{
  g_free (term);
}

static const VitTermKind cheap_well
    = { .cost = 1, .rebuild = well_rebuild, .propose = well_propose, .commit = well_commit, .free = well_free };
static const VitTermKind dear_well
    = { .cost = 2, .rebuild = well_rebuild, .propose = well_propose, .commit = well_commit, .free = well_free };

static void
add_well (VitAnnealer *annealer, const VitTermKind *kind, const double stiffness[3], double sigma, double weight)
{
  WellTerm *self = g_new0 (WellTerm, 1);

  self->parent.kind = kind;
  self->parent.name = g_strdup ("well");
  self->parent.weight = weight;
  self->parent.schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, sigma, sigma, 0 };
  for (int a = 0; a < 3; a++)
    self->stiffness[a] = stiffness[a];
  vit_annealer_add_term (annealer, &self->parent);
}

/* All atoms at the bottom of their wells. */
static VitAnnealer *
new_gas (gsize n_atoms, double edge, double angle, const VitAnnealerSettings *settings, double near_radius)
{
  VitCell cell;
  g_autofree guint8 *atoms = g_new (guint8, n_atoms);
  g_autofree double (*position)[3] = g_malloc_n (n_atoms, sizeof *position);
  const VitModelNeeds needs = { .near_radius = near_radius };
  g_autoptr (VitConfiguration) configuration = NULL;
  g_autoptr (GError) error = NULL;
  VitModel *model;

  vit_cell_init_parameters (&cell, (double[]){ edge, edge, edge }, (double[]){ angle, angle, angle }, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n_atoms; i++)
    {
      atoms[i] = 18;
      vit_cell_to_cartesian (&cell, (double[]){ 0.5, 0.5, 0.5 }, position[i]);
    }
  configuration = vit_configuration_new (&cell, n_atoms, atoms, (const double (*)[3]) position, &error);
  g_assert_no_error (error);
  model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  g_assert_no_error (error);
  return vit_annealer_new (model, settings);
}

/* Averages over the atoms for each block and axis, and the thinned samples of all axes. */
typedef struct
{
  double mean[3][N_BLOCKS];
  double square[3][N_BLOCKS];
  GArray *samples[3];
} Statistics;

static void
collect (VitAnnealer *annealer, Statistics *statistics)
{
  const VitAtoms *atoms = vit_annealer_get_model (annealer)->atoms;
  int n_atoms = (int) atoms->n_atoms, block = N_SAMPLES / n_atoms / N_BLOCKS;
  g_autoptr (GError) error = NULL;

  vit_annealer_prepare (annealer);
  vit_annealer_run (annealer, WARM_UP * n_atoms, &error);
  for (int sweep = 0; sweep < N_BLOCKS * block; sweep++)
    {
      vit_annealer_run (annealer, n_atoms, &error);
      for (gsize i = 0; i < atoms->n_atoms; i++)
        {
          double x[3];

          vit_fixed_point_vector (&atoms->cell, middle, vit_atoms_get (atoms, i), x);
          for (int a = 0; a < 3; a++)
            {
              statistics->mean[a][sweep / block] += x[a] / (block * n_atoms);
              statistics->square[a][sweep / block] += x[a] * x[a] / (block * n_atoms);
              if (sweep % THINNING == 0)
                g_array_append_val (statistics->samples[a], x[a]);
            }
        }
    }
  g_assert_no_error (error);
}

/* Mean of block averages and its standard error. */
static void
average (const double *block, double *mean, double *standard_error)
{
  double variance = 0;

  *mean = 0;
  for (int b = 0; b < N_BLOCKS; b++)
    *mean += block[b] / N_BLOCKS;
  for (int b = 0; b < N_BLOCKS; b++)
    variance += (block[b] - *mean) * (block[b] - *mean) / (N_BLOCKS - 1);
  *standard_error = sqrt (variance / N_BLOCKS);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Kolmogorov–Smirnov: √n times the largest distance from the Gaussian's distribution function. */
static double
kolmogorov_smirnov (GArray *samples)
{
  double worst = 0, n = samples->len;

  qsort (samples->data, samples->len, sizeof (double), compare_doubles);
  for (guint i = 0; i < samples->len; i++)
    {
      double expected = gsl_cdf_gaussian_P (g_array_index (samples, double, i), WIDTH);

      worst = fmax (worst, fmax (expected - i / n, (i + 1) / n - expected));
    }
  return sqrt (n) * worst;
}

static void
assert_gaussian (VitAnnealer *annealer)
{
  static const char axis[] = "xyz";
  g_autofree Statistics *statistics = g_new0 (Statistics, 1);

  for (int a = 0; a < 3; a++)
    statistics->samples[a] = g_array_new (FALSE, FALSE, sizeof (double));
  collect (annealer, statistics);
  for (int a = 0; a < 3; a++)
    {
      double mean, mean_error, square, square_error, ks = kolmogorov_smirnov (statistics->samples[a]);

      average (statistics->mean[a], &mean, &mean_error);
      average (statistics->square[a], &square, &square_error);
      g_test_message ("%c: mean %.5f +- %.5f (0), variance %.5f +- %.5f (%g), Kolmogorov-Smirnov %.2f", axis[a], mean,
                      mean_error, square, square_error, WIDTH * WIDTH, ks);
      g_assert_cmpfloat_with_epsilon (mean, 0, 4 * mean_error);
      g_assert_cmpfloat_with_epsilon (square, WIDTH * WIDTH, 4 * square_error);
      /* The errors are small enough to see a factor of 2 in the exponent, or an asymmetric proposal. */
      g_assert_cmpfloat (mean_error, <, 0.005);
      g_assert_cmpfloat (square_error, <, 0.005 * WIDTH * WIDTH);
      /* Passed by chance with a probability of 0.001 only. */
      g_assert_cmpfloat (ks, <, 1.95);
      g_array_unref (statistics->samples[a]);
    }
}

static const VitAnnealerSettings gas_settings = { .n_moves = 1, .seed = 2024, .step = 0.9 };

static void
test_one_well (void)
{
  g_autoptr (VitAnnealer) annealer = new_gas (64, 20, G_PI / 2, &gas_settings, 0);

  add_well (annealer, &cheap_well, (double[]){ 1, 1, 1 }, WIDTH, 1);
  assert_gaussian (annealer);
  g_assert_cmpint (vit_annealer_get_counts (annealer)->evaluated, ==, vit_annealer_get_counts (annealer)->attempted);
}

/* The same sum in two parts with other weights and σ: y is shared. Factors w/σ² are 4 and 2. Only with few atoms is the
 * first part often above the bound alone. */
static void
test_two_wells (void)
{
  g_autoptr (VitAnnealer) annealer = new_gas (4, 20, G_PI / 2, &gas_settings, 0);

  add_well (annealer, &dear_well, (double[]){ 0, 1, 2 }, 1, 2);
  add_well (annealer, &cheap_well, (double[]){ 1, 0.5, 0 }, WIDTH, 1);
  assert_gaussian (annealer);
  /* A good part of the rejections is early. */
  g_assert_cmpint (vit_annealer_get_counts (annealer)->evaluated, <,
                   (gint64) (0.95 * (double) vit_annealer_get_counts (annealer)->attempted));
}

/* Displacements are even in a Cartesian cube whatever the cell. */
static void
test_triclinic_cell (void)
{
  g_autoptr (VitAnnealer) annealer = new_gas (64, 20, G_PI / 3, &gas_settings, 0);

  add_well (annealer, &cheap_well, (double[]){ 1, 1, 1 }, WIDTH, 1);
  assert_gaussian (annealer);
}

static void
test_large_steps (void)
{
  VitAnnealerSettings settings = gas_settings;
  g_autoptr (VitAnnealer) annealer = NULL;

  settings.step = 1.8;
  settings.seed = 7;
  annealer = new_gas (16, 20, G_PI / 2, &settings, 0);
  add_well (annealer, &cheap_well, (double[]){ 1, 0.5, 0 }, WIDTH, 1);
  add_well (annealer, &dear_well, (double[]){ 0, 1, 2 }, 1, 2);
  assert_gaussian (annealer);
}

/* Two hard atoms alone: every distance vector beyond the limit is as likely as any other, also after they were set on
 * top of each other. */
static void
test_hard_atoms (void)
{
  const double limit = 2, inner = 2.5, outer = 3;
  const double expected = (pow (inner, 3) - pow (limit, 3)) / (pow (outer, 3) - pow (limit, 3));
  VitAnnealerSettings settings = { .n_moves = 1, .seed = 99, .step = 1.5, .closest = { limit } };
  g_autoptr (VitAnnealer) annealer = new_gas (2, 6, G_PI / 2, &settings, outer);
  const VitAtoms *atoms = vit_annealer_get_model (annealer)->atoms;
  double block[N_BLOCKS] = { 0 }, mean, standard_error;
  g_autoptr (GError) error = NULL;

  vit_annealer_prepare (annealer);
  vit_annealer_run (annealer, 1000, &error);
  for (int b = 0; b < N_BLOCKS; b++)
    {
      int n = 0, n_inner = 0;

      while (n < 4000)
        {
          double x[3], r;

          vit_annealer_run (annealer, 2, &error);
          vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, 0), vit_atoms_get (atoms, 1), x);
          r = sqrt (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
          n += r < outer;
          n_inner += r < inner;
        }
      block[b] = (double) n_inner / n;
    }
  g_assert_no_error (error);
  average (block, &mean, &standard_error);
  g_test_message ("share of distances below %g A: %.4f +- %.4f (%.4f)", inner, mean, standard_error, expected);
  g_assert_cmpfloat_with_epsilon (mean, expected, 4 * standard_error);
  g_assert_cmpfloat (standard_error, <, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metropolis/a-harmonic-well-holds-a-gaussian", test_one_well);
  g_test_add_func ("/metropolis/so-do-two-that-reject-early", test_two_wells);
  g_test_add_func ("/metropolis/so-does-one-in-a-triclinic-cell", test_triclinic_cell);
  g_test_add_func ("/metropolis/so-do-two-with-large-steps", test_large_steps);
  g_test_add_func ("/metropolis/hard-atoms-fill-the-room-that-they-have", test_hard_atoms);
  return g_test_run ();
}
