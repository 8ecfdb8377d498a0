/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-small-fit.h"

#include <math.h>

static double
sum_terms (const VitAnnealer *annealer)
{
  double chi2 = 0;

  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      if (!term->disabled)
        chi2 += term->weight * term->delta2 / (term->sigma * term->sigma);
    }
  return chi2;
}

static void
assert_chi2_is_true (const VitAnnealer *annealer)
{
  double expected = sum_terms (annealer);

  g_assert_cmpfloat (expected, >, 0);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (annealer), expected, 1e-12 * expected);
}

static void
test_set_weight (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  const VitTerm *term = vit_annealer_get_term (fit->annealer, 1);
  double chi2, part;

  vit_test_fit_run (fit, 300);
  chi2 = vit_annealer_get_chi2 (fit->annealer);
  part = term->delta2 * vit_term_get_factor (term);
  vit_annealer_set_weight (fit->annealer, 1, 3);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (fit->annealer), chi2 + 2 * part, 1e-12 * chi2);
  assert_chi2_is_true (fit->annealer);
  vit_test_fit_run (fit, 300);
  assert_chi2_is_true (fit->annealer);
  vit_annealer_set_weight (fit->annealer, 1, 0);
  assert_chi2_is_true (fit->annealer);
  vit_test_fit_run (fit, 300);
  assert_chi2_is_true (fit->annealer);
}

static void
test_set_schedule (void)
{
  static const VitSchedule schedule = { VIT_SCHEDULE_LINEAR, 0.5, 0.1, 0 };
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  const VitTerm *term = vit_annealer_get_term (fit->annealer, 3), *other = vit_annealer_get_term (fit->annealer, 0);
  double sigma;

  vit_test_fit_run (fit, 1250);
  sigma = other->sigma;
  vit_annealer_set_schedule (fit->annealer, 3, &schedule);
  /* A quarter of the 5000 moves: now, not at the next update, and of this term alone. */
  g_assert_cmpfloat_with_epsilon (term->sigma, 0.4, 1e-15);
  g_assert_cmpfloat (other->sigma, ==, sigma);
  assert_chi2_is_true (fit->annealer);
  vit_test_fit_run (fit, 1750);
  g_assert_cmpfloat_with_epsilon (term->sigma, 0.26, 1e-15);
  assert_chi2_is_true (fit->annealer);
}

static void
test_set_n_moves (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  const VitTerm *term;

  vit_test_fit_run (fit, 2000);
  g_assert_cmpfloat (vit_annealer_get_progress (fit->annealer), ==, 0.4);
  vit_annealer_set_n_moves (fit->annealer, 20000);
  g_assert_cmpfloat (vit_annealer_get_progress (fit->annealer), ==, 0.1);
  for (int t = 0; t < vit_annealer_get_n_terms (fit->annealer); t++)
    {
      term = vit_annealer_get_term (fit->annealer, t);
      g_assert_cmpfloat (term->sigma, ==, vit_schedule_get_value (&term->schedule, 0.1));
    }
  assert_chi2_is_true (fit->annealer);
  vit_annealer_set_n_moves (fit->annealer, 1000);
  g_assert_cmpfloat (vit_annealer_get_progress (fit->annealer), ==, 1);
  assert_chi2_is_true (fit->annealer);
}

/* The next move has the new step: without terms and limits it would be anywhere within it. */
static void
test_set_step (void)
{
  g_autoptr (VitAnnealer) annealer = vit_test_idle_annealer_new (FALSE);
  const VitAtoms *atoms = vit_annealer_get_model (annealer)->atoms;
  double farthest[2] = { 0 };

  for (int large = 0; large < 2; large++)
    {
      vit_annealer_set_step (annealer, large ? 0.5 : 0.01);
      g_assert_cmpfloat (vit_annealer_get_step (annealer), ==, large ? 0.5 : 0.01);
      for (int move = 0; move < 200; move++)
        {
          g_autofree VitFixedPoint *before = g_new (VitFixedPoint, atoms->n_atoms);

          for (gsize i = 0; i < atoms->n_atoms; i++)
            before[i] = vit_atoms_get (atoms, i);
          vit_annealer_run (annealer, 1, NULL);
          for (gsize i = 0; i < atoms->n_atoms; i++)
            {
              double x[3];

              vit_fixed_point_vector (&atoms->cell, before[i], vit_atoms_get (atoms, i), x);
              farthest[large] = fmax (farthest[large], fmax (fabs (x[0]), fmax (fabs (x[1]), fabs (x[2]))));
            }
        }
    }
  g_assert_cmpfloat (farthest[0], <=, 0.01 + 1e-7);
  g_assert_cmpfloat (farthest[0], >, 0.008);
  g_assert_cmpfloat (farthest[1], <=, 0.5 + 1e-7);
  g_assert_cmpfloat (farthest[1], >, 0.4);
}

/* The kinds of the next moves are those; displacements are what is left, and nothing comes to more than all. */
static void
test_set_share (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (VIT_TEST_LOOSE);
  const VitMoveCounts *kinds = vit_annealer_get_counts (fit->annealer)->kinds;

  vit_test_fit_run (fit, 300);
  g_assert_cmpint (kinds[VIT_MOVE_DISPLACEMENT].attempted, ==, 300);
  vit_annealer_set_share (fit->annealer, VIT_MOVE_SWAP, 0.5);
  vit_annealer_set_share (fit->annealer, VIT_MOVE_BIASED, 0.3);
  vit_annealer_set_share (fit->annealer, VIT_MOVE_CLUSTER, 0.4);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_share (fit->annealer, VIT_MOVE_CLUSTER), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_share (fit->annealer, VIT_MOVE_DISPLACEMENT), 0, 1e-12);
  vit_test_fit_run (fit, 2000);
  /* Six standard deviations. */
  g_assert_cmpfloat_with_epsilon ((double) kinds[VIT_MOVE_SWAP].attempted, 1000, 134);
  g_assert_cmpfloat_with_epsilon ((double) kinds[VIT_MOVE_BIASED].attempted, 600, 123);
  g_assert_cmpfloat_with_epsilon ((double) kinds[VIT_MOVE_CLUSTER].attempted, 400, 107);
  g_assert_cmpint (kinds[VIT_MOVE_DISPLACEMENT].attempted, ==, 300);
  g_assert_cmpint (kinds[VIT_MOVE_BIASED].accepted, >, 0);
  assert_chi2_is_true (fit->annealer);
  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    vit_annealer_set_share (fit->annealer, (VitMoveKind) kind, 0);
  vit_test_fit_run (fit, 100);
  g_assert_cmpint (kinds[VIT_MOVE_DISPLACEMENT].attempted, ==, 400);
}

/* No neighbours are known so far out, no pair may swap. */
static void
test_impossible_kinds (void)
{
  g_autoptr (VitAnnealer) annealer = vit_test_idle_annealer_new (TRUE);

  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    {
      g_assert_false (vit_annealer_can_make (annealer, (VitMoveKind) kind));
      vit_annealer_set_share (annealer, (VitMoveKind) kind, 0.5);
      g_assert_cmpfloat (vit_annealer_get_share (annealer, (VitMoveKind) kind), ==, 0);
    }
  g_assert_true (vit_annealer_can_make (annealer, VIT_MOVE_DISPLACEMENT));
}

/* The curve of each term as it follows the moves, and δ², against a computation from scratch. */
static void
test_disabled_terms_stay_true (void)
{
  for (int variant = 0; variant < VIT_TEST_N_VARIANTS; variant++)
    {
      g_autoptr (VitFit) fit = vit_test_fit_new (variant | VIT_TEST_LOOSE);
      int n_terms = vit_annealer_get_n_terms (fit->annealer);
      g_autofree double *delta2 = g_new (double, n_terms);
      g_autoptr (GError) error = NULL;
      double start = vit_annealer_get_term (fit->annealer, 0)->delta2;

      for (int t = 0; t < n_terms; t++)
        vit_annealer_set_enabled (fit->annealer, t, t == variant);
      assert_chi2_is_true (fit->annealer);
      vit_test_fit_run (fit, 5000);
      g_assert_cmpint (vit_annealer_get_counts (fit->annealer)->accepted, >, 1500);
      for (int t = 0; t < n_terms; t++)
        {
          const VitTerm *term = vit_annealer_get_term (fit->annealer, t);

          delta2[t] = term->delta2;
          g_assert_true ((term->asked == 0) == (t != variant));
        }
      g_assert_cmpfloat (delta2[0], !=, start);
      vit_annealer_rebuild (fit->annealer, &error);
      g_assert_no_error (error);
      /* δ² is quadratic in a residual that is as large as the curve: twice the relative error, over some terms. */
      for (int t = 0; t < n_terms; t++)
        g_assert_cmpfloat_with_epsilon (vit_annealer_get_term (fit->annealer, t)->delta2, delta2[t], 4e-6 * delta2[t]);
      for (int t = 0; t < n_terms; t++)
        vit_annealer_set_enabled (fit->annealer, t, TRUE);
      assert_chi2_is_true (fit->annealer);
      vit_test_fit_run (fit, 1000);
      for (int t = 0; t < n_terms; t++)
        g_assert_cmpint (vit_annealer_get_term (fit->annealer, t)->asked, >, 0);
    }
}

static const VitTerm *
find_term (const VitFit *fit, const char *name)
{
  for (int t = 0; t < vit_annealer_get_n_terms (fit->annealer); t++)
    if (g_str_equal (vit_annealer_get_term (fit->annealer, t)->name, name))
      return vit_annealer_get_term (fit->annealer, t);
  return NULL;
}

/* Each term in turn is disabled in one run and missing in another. */
static void
test_disabled_is_absent (void)
{
  for (int off = 0; off < 5; off++)
    {
      g_autoptr (VitFit) disabled = vit_test_fit_new (VIT_TEST_TRICLINIC), absent = NULL;
      g_autofree char *name = g_strdup (vit_annealer_get_term (disabled->annealer, off)->name);
      VitRecipe *recipe = vit_test_recipe_new (VIT_TEST_TRICLINIC);
      const VitAtoms *a, *b;

      for (guint i = 0; i < recipe->data->len; i++)
        if (g_str_equal (((VitRecipeData *) recipe->data->pdata[i])->name, name))
          g_ptr_array_remove_index (recipe->data, i);
      absent = vit_test_fit_new_for (recipe);
      g_assert_cmpint (vit_annealer_get_n_terms (absent->annealer), ==, 4);
      vit_annealer_set_enabled (disabled->annealer, off, FALSE);
      vit_test_fit_run (disabled, 4000);
      vit_test_fit_run (absent, 4000);

      a = vit_annealer_get_model (disabled->annealer)->atoms;
      b = vit_annealer_get_model (absent->annealer)->atoms;
      for (int axis = 0; axis < 3; axis++)
        g_assert_cmpmem (a->f[axis], a->n_atoms * 4, b->f[axis], b->n_atoms * 4);
      g_assert_cmpmem (vit_annealer_get_counts (disabled->annealer), sizeof (VitAnnealerCounts),
                       vit_annealer_get_counts (absent->annealer), sizeof (VitAnnealerCounts));
      g_assert_cmpfloat (vit_annealer_get_chi2 (disabled->annealer), ==, vit_annealer_get_chi2 (absent->annealer));
      g_assert_cmpfloat (vit_annealer_get_step (disabled->annealer), ==, vit_annealer_get_step (absent->annealer));
      for (int t = 0; t < 4; t++)
        {
          const VitTerm *term = vit_annealer_get_term (absent->annealer, t), *twin = find_term (disabled, term->name);

          g_assert_cmpfloat (term->delta2, ==, twin->delta2);
          g_assert_cmpint (term->asked, ==, twin->asked);
          g_assert_cmpint (term->rejected, ==, twin->rejected);
        }
      g_assert_cmpint (vit_annealer_get_counts (absent->annealer)->accepted, >, 200);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annealer-changes/weights-act-at-once", test_set_weight);
  g_test_add_func ("/annealer-changes/schedules-act-at-once", test_set_schedule);
  g_test_add_func ("/annealer-changes/the-number-of-moves-acts-at-once", test_set_n_moves);
  g_test_add_func ("/annealer-changes/the-step-acts-at-once", test_set_step);
  g_test_add_func ("/annealer-changes/shares-act-at-once", test_set_share);
  g_test_add_func ("/annealer-changes/kinds-that-cannot-be-stay-away", test_impossible_kinds);
  g_test_add_func ("/annealer-changes/disabled-terms-stay-true", test_disabled_terms_stay_true);
  g_test_add_func ("/annealer-changes/a-disabled-term-is-as-if-absent", test_disabled_is_absent);
  return g_test_run ();
}
