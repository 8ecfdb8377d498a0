/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moves of all kinds, and slow terms asked about blocks of moves, must leave the distribution that the Metropolis rule
 * promises. Two kinds of atoms in harmonic wells of different widths have one that is known: Gaussians. */
#include "annealer.h"
#include "test-small-fit.h"
#include "test-support.h"

#include <math.h>

#define N_EACH 6          /* atoms of each kind */
#define EDGE 20.0         /* Å */
#define WARM_UP 20000     /* moves */
#define N_BLOCKS 100      /* of the averages */
#define BLOCK 60000       /* moves: much longer than the autocorrelation */
#define BETWEEN 12        /* moves between samples */
#define STANDARD_ERRORS 4 /* seeds are fixed; by chance 1 in 16,000 */

static const VitFixedPoint middle = { { G_MININT32, G_MININT32, G_MININT32 } };

/* δ² = Σ_i stiffness(i) |x_i − x₀|² */
typedef struct
{
  VitTerm parent;
  double stiffness[2];
  double proposed;
  int fails_at; /* asking that fails; 0: none does */
  int n_asked;
} WellTerm;

static double
energy (const WellTerm *self, const VitAtoms *atoms, gsize atom, VitFixedPoint point)
{
  double x[3];

  vit_fixed_point_vector (&atoms->cell, middle, point, x);
  return self->stiffness[atoms->species[atom]] * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
}

static double
well_rebuild (VitTerm *term, const VitModel *model)
{
  term->delta2 = 0;
  for (gsize i = 0; i < model->atoms->n_atoms; i++)
    term->delta2 += energy ((WellTerm *) term, model->atoms, i, vit_atoms_get (model->atoms, i));
  return 0;
}

static double
well_propose (VitTerm *term, VitModel *model)
{
  WellTerm *self = (WellTerm *) term;
  gsize atom = vit_pair_distances_get_atom (model->distances);

  self->proposed = term->delta2 + energy (self, model->atoms, atom, vit_pair_distances_get_point (model->distances))
                   - energy (self, model->atoms, atom, vit_atoms_get (model->atoms, atom));
  return self->proposed;
}

static void
well_commit (VitTerm *term)
{
  term->delta2 = ((WellTerm *) term)->proposed;
}

static gboolean
well_ask (VitTerm *term, const VitModel *model, GError **error)
{
  WellTerm *self = (WellTerm *) term;

  if (++self->n_asked == self->fails_at)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "the well is dry");
      return FALSE;
    }
  well_rebuild (term, model);
  return TRUE;
}

static double *
well_get_sums (VitTerm *term, gsize *n)
{
  *n = 1;
  return &((WellTerm *) term)->proposed;
}

/* Any table may guide a biased move, even one that has nothing to do with the well. */
static void
well_add_response (VitTerm *term, const VitModel *model, int n, const double *r, double *response)
{
  for (int pair = 0; pair < vit_n_pairs (model->n_species); pair++)
    for (int k = 0; k < n; k++)
      response[pair * n + k] += (2 + pair) * cos (3 * r[k]);
}

static void
well_free (VitTerm *term)
{
  g_free (term);
}

static const VitTermKind fast_well = { .cost = 1,
                                       .rebuild = well_rebuild,
                                       .propose = well_propose,
                                       .commit = well_commit,
                                       .add_response = well_add_response,
                                       .free = well_free };
static const VitTermKind slow_well = { .cost = 100, .ask = well_ask, .free = well_free, .get_sums = well_get_sums };

static WellTerm *
add_well (VitAnnealer *annealer, const VitTermKind *kind, double a, double b)
{
  WellTerm *self = g_new0 (WellTerm, 1);

  self->parent.kind = kind;
  self->parent.name = g_strdup ("well");
  self->parent.weight = 1;
  self->parent.schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 1, 1, 0 };
  self->stiffness[0] = a;
  self->stiffness[1] = b;
  vit_annealer_add_term (annealer, &self->parent);
  return self;
}

static VitAnnealer *
new_annealer (const VitAnnealerSettings *settings)
{
  VitCell cell = vit_test_cell_triclinic (EDGE, EDGE, EDGE);
  guint8 atoms[2 * N_EACH];
  double position[2 * N_EACH][3];
  const VitModelNeeds needs = { .near_radius = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) configuration = NULL;
  VitModel *model;

  for (int i = 0; i < 2 * N_EACH; i++)
    {
      atoms[i] = i < N_EACH ? 29 : 40;
      vit_cell_to_cartesian (&cell, (double[]){ 0.5 + 0.01 * i, 0.5, 0.5 - 0.01 * i }, position[i]);
    }
  configuration = vit_configuration_new (&cell, 2 * N_EACH, atoms, (const double (*)[3]) position, &error);
  g_assert_no_error (error);
  model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  g_assert_no_error (error);
  return vit_annealer_new (model, settings);
}

/* ⟨x²⟩ of one coordinate of each kind of atom, with its standard error. */
static void
measure (VitAnnealer *annealer, double mean[2], double standard_error[2])
{
  const VitAtoms *atoms = vit_annealer_get_model (annealer)->atoms;
  double sum[2] = { 0 }, squares[2] = { 0 };
  g_autoptr (GError) error = NULL;

  vit_annealer_prepare (annealer);
  vit_annealer_run (annealer, WARM_UP, &error);
  for (int block = 0; block < N_BLOCKS; block++)
    {
      double of_block[2] = { 0 };

      for (int sample = 0; sample < BLOCK / BETWEEN; sample++)
        {
          vit_annealer_run (annealer, BETWEEN, &error);
          for (gsize i = 0; i < atoms->n_atoms; i++)
            {
              double x[3];

              vit_fixed_point_vector (&atoms->cell, middle, vit_atoms_get (atoms, i), x);
              of_block[atoms->species[i]]
                  += (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / (3.0 * N_EACH * (BLOCK / BETWEEN));
            }
        }
      for (int s = 0; s < 2; s++)
        {
          sum[s] += of_block[s];
          squares[s] += of_block[s] * of_block[s];
        }
    }
  g_assert_no_error (error);
  for (int s = 0; s < 2; s++)
    {
      mean[s] = sum[s] / N_BLOCKS;
      standard_error[s] = sqrt ((squares[s] / N_BLOCKS - mean[s] * mean[s]) / (N_BLOCKS - 1));
    }
}

/* The variance is one over the stiffness: exp (−χ²/2) with χ² = stiffness x². */
static void
assert_variances (VitAnnealer *annealer, double a, double b)
{
  const double stiffness[2] = { a, b };
  double mean[2], standard_error[2];

  measure (annealer, mean, standard_error);
  for (int s = 0; s < 2; s++)
    {
      double expected = 1 / stiffness[s];

      g_test_message ("⟨x²⟩ %.4f ± %.4f, expected %.4f", mean[s], standard_error[s], expected);
      g_assert_cmpfloat (standard_error[s], <, 0.02 * expected);
      g_assert_cmpfloat (fabs (mean[s] - expected), <, STANDARD_ERRORS * standard_error[s]);
    }
}

static void
test_swaps (void)
{
  const VitAnnealerSettings settings
      = { .n_moves = 1, .seed = 5, .step = 0.8, .share = { [VIT_MOVE_SWAP] = 0.5 }, .swap = { 0, TRUE, 0 } };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  const VitMoveCounts *counts = &vit_annealer_get_counts (annealer)->kinds[VIT_MOVE_SWAP];

  add_well (annealer, &fast_well, 4, 1);
  assert_variances (annealer, 4, 1);
  g_assert_cmpint (counts->accepted, >, counts->attempted / 20);
}

static void
test_clusters (void)
{
  const VitAnnealerSettings settings
      = { .n_moves = 1, .seed = 6, .step = 0.6, .share = { [VIT_MOVE_CLUSTER] = 0.5 }, .cluster_radius = 0.8 };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  const VitMoveCounts *counts = &vit_annealer_get_counts (annealer)->kinds[VIT_MOVE_CLUSTER];

  add_well (annealer, &fast_well, 4, 1);
  assert_variances (annealer, 4, 1);
  g_assert_cmpint (counts->accepted, >, counts->attempted / 20);
}

static void
test_biased (void)
{
  const VitAnnealerSettings settings = { .n_moves = 1, .seed = 10, .step = 0.8, .share = { [VIT_MOVE_BIASED] = 1 } };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  const VitMoveCounts *counts = &vit_annealer_get_counts (annealer)->kinds[VIT_MOVE_BIASED];

  add_well (annealer, &fast_well, 4, 1);
  assert_variances (annealer, 4, 1);
  g_assert_cmpint (counts->attempted, ==, vit_annealer_get_counts (annealer)->attempted);
  g_assert_cmpint (counts->accepted, >, counts->attempted / 20);
}

/* One well shared by a fast and a slow term; the chain must not know. */
static void
test_blocks (gconstpointer data)
{
  const VitAnnealerSettings settings = { .n_moves = 1,
                                         .seed = 7,
                                         .step = 0.8,
                                         .share = { [VIT_MOVE_SWAP] = 0.1 },
                                         .swap = { 0, TRUE, 0 },
                                         .block = GPOINTER_TO_INT (data) };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);

  add_well (annealer, &fast_well, 2, 1.5);
  add_well (annealer, &slow_well, 2, 0.5);
  assert_variances (annealer, 4, 2);
  g_assert_cmpint (counts->blocks, ==, counts->attempted / settings.block);
  g_assert_cmpint (counts->undone, >, 0);
  g_assert_cmpint (counts->undone, <, counts->blocks);
}

/* Where a slow term fails, the atoms are where they were before the block, and the run can go on. */
static void
test_failure (void)
{
  const VitAnnealerSettings settings = { .n_moves = 1, .seed = 8, .step = 0.8, .block = 50 };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  const VitAtoms *atoms = vit_annealer_get_model (annealer)->atoms;
  VitFixedPoint before[2 * N_EACH];
  g_autoptr (GError) error = NULL;
  WellTerm *well;
  double chi2;

  add_well (annealer, &fast_well, 1, 1);
  well = add_well (annealer, &slow_well, 1, 1);
  vit_annealer_prepare (annealer);
  vit_annealer_run (annealer, 500, &error);
  g_assert_no_error (error);
  chi2 = vit_annealer_get_chi2 (annealer);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    before[i] = vit_atoms_get (atoms, i);
  well->fails_at = well->n_asked + 1;
  g_assert_false (vit_annealer_run (annealer, 50, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint now = vit_atoms_get (atoms, i);

      g_assert_cmpmem (&now, sizeof now, &before[i], sizeof before[i]);
    }
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (annealer), chi2, 1e-9 * chi2);
  g_clear_error (&error);
  g_assert_true (vit_annealer_run (annealer, 50, &error));
}

/* A slow term that is switched on again is asked where the atoms are by then. */
static void
test_switched_on_again (void)
{
  const VitAnnealerSettings settings = { .n_moves = 1, .seed = 9, .step = 0.8, .block = 10 };
  g_autoptr (VitAnnealer) annealer = new_annealer (&settings);
  g_autoptr (GError) error = NULL;
  WellTerm *fast, *slow;

  fast = add_well (annealer, &fast_well, 1, 1);
  slow = add_well (annealer, &slow_well, 1, 1);
  vit_annealer_prepare (annealer);
  vit_annealer_set_enabled (annealer, 1, FALSE);
  vit_annealer_run (annealer, 1000, &error);
  g_assert_cmpint (slow->n_asked, ==, 0);
  g_assert_cmpfloat (vit_annealer_get_chi2 (annealer), ==, fast->parent.delta2);
  vit_annealer_set_enabled (annealer, 1, TRUE);
  vit_annealer_run (annealer, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (slow->n_asked, ==, 2);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (annealer), 2 * fast->parent.delta2, 1e-9);
}

/* What is kept up to date follows moves of several atoms too, also where these are in each other's place on the way. */
static void
test_sums (gconstpointer data)
{
  VitRecipe *recipe = vit_test_recipe_new (VIT_TEST_LOOSE);
  g_autoptr (VitFit) fit = NULL;
  g_autoptr (GError) error = NULL;
  VitAnnealer *annealer;

  recipe->settings.share[GPOINTER_TO_INT (data)] = 0.7;
  recipe->settings.cluster_radius = 3;
  /* so hot that nearly every move is accepted */
  g_ptr_array_add (recipe->constraints, vit_test_energy_new (1e9));
  fit = vit_test_fit_new_for (recipe);
  annealer = fit->annealer;
  vit_annealer_run (annealer, 4000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vit_annealer_get_counts (annealer)->kinds[GPOINTER_TO_INT (data)].accepted, >, 10);
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      VitTerm *term = vit_annealer_get_term (annealer, t);
      double worst = term->kind->rebuild (term, vit_annealer_get_model (annealer));

      g_test_message ("%s: %g", term->name, worst);
      g_assert_cmpfloat (worst, <, 1e-6);
    }
  g_assert_true (vit_annealer_rebuild (annealer, &error));
}

/* Distances within the cluster stay. */
static void
test_clusters_are_rigid (void)
{
  VitCell cell = vit_test_cell_triclinic (14, 15, 16);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 150, 1.8, 3);
  const VitModelNeeds needs = { .near_radius = 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VitModel) model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  int found = 0;

  for (int attempt = 0; attempt < 1000; attempt++)
    {
      VitMoveStep steps[VIT_MAX_CLUSTER];
      int n = vit_move_cluster (model, 3.2, 0.2, rng, steps);

      found += n > 1 ? 1 : 0;
      for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
          {
            double old[3], new_[3];

            vit_fixed_point_vector (&cell, steps[i].from, steps[j].from, old);
            vit_fixed_point_vector (&cell, steps[i].to, steps[j].to, new_);
            g_assert_cmpfloat_with_epsilon (hypot (hypot (old[0], old[1]), old[2]),
                                            hypot (hypot (new_[0], new_[1]), new_[2]), 1e-6);
          }
    }
  g_assert_cmpint (found, >, 100);
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moves/swaps-leave-the-distribution", test_swaps);
  g_test_add_func ("/moves/clusters-leave-the-distribution", test_clusters);
  g_test_add_func ("/moves/biased-moves-leave-the-distribution", test_biased);
  g_test_add_data_func ("/moves/sums-follow-swaps", GINT_TO_POINTER (VIT_MOVE_SWAP), test_sums);
  g_test_add_data_func ("/moves/sums-follow-clusters", GINT_TO_POINTER (VIT_MOVE_CLUSTER), test_sums);
  g_test_add_data_func ("/moves/sums-follow-biased-moves", GINT_TO_POINTER (VIT_MOVE_BIASED), test_sums);
  g_test_add_func ("/moves/clusters-are-rigid", test_clusters_are_rigid);
  g_test_add_data_func ("/moves/slow-terms-at-every-move", GINT_TO_POINTER (1), test_blocks);
  g_test_add_data_func ("/moves/slow-terms-in-blocks-of-5", GINT_TO_POINTER (5), test_blocks);
  g_test_add_data_func ("/moves/slow-terms-in-blocks-of-30", GINT_TO_POINTER (30), test_blocks);
  g_test_add_func ("/moves/a-slow-term-that-fails-loses-nothing", test_failure);
  g_test_add_func ("/moves/a-slow-term-switched-on-again-is-asked", test_switched_on_again);
  return g_test_run ();
}
