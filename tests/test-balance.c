/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"
#include "balance.h"
#include "runner.h"
#include "test-small-fit.h"

#include <math.h>

#define N_TERMS 5       /* of the small fit */
#define LONG_ENOUGH 120 /* s; under sanitizers too */

static void
set_weights (VitAnnealer *annealer, const double *weights)
{
  for (int t = 0; t < N_TERMS; t++)
    vit_annealer_set_weight (annealer, t, weights[t]);
}

/* Mean changes of χ² and their errors. */
static void
measure_chi2 (VitAnnealer *annealer, int n_proposals, double mean[N_TERMS], double error[N_TERMS])
{
  VitTermChange changes[N_TERMS];

  g_assert_cmpint (vit_annealer_measure_balance (annealer, n_proposals, changes), ==, n_proposals);
  for (int t = 0; t < N_TERMS; t++)
    {
      mean[t] = vit_term_change_get_chi2 (&changes[t], vit_annealer_get_term (annealer, t));
      error[t] = mean[t] * changes[t].error / changes[t].mean;
    }
}

static void
suggest (VitAnnealer *annealer, double weights[N_TERMS])
{
  VitTermChange changes[N_TERMS];

  vit_annealer_measure_balance (annealer, VIT_BALANCE_PROPOSALS, changes);
  vit_balance_suggest (annealer, changes, weights);
}

static void
test_all_terms_change_alike_with_the_suggested_weights (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  double weights[N_TERMS], mean[N_TERMS], error[N_TERMS], least = INFINITY, most = 0;

  vit_test_fit_run (fit, 2000);
  measure_chi2 (fit->annealer, 2000, mean, error);
  for (int t = 0; t < N_TERMS; t++)
    {
      least = fmin (least, mean[t]);
      most = fmax (most, mean[t]);
    }
  g_assert_cmpfloat (most, >, 5 * least); /* there is something to balance */
  suggest (fit->annealer, weights);
  set_weights (fit->annealer, weights);

  /* More proposals, and so others for the most part. */
  measure_chi2 (fit->annealer, 8000, mean, error);
  for (int t = 1; t < N_TERMS; t++)
    {
      /* The weights have the errors of 500 proposals, four times those of 8000. */
      double tolerance = 5 * 4 * hypot (error[0], error[t]);

      g_assert_cmpfloat (tolerance, <, mean[0]);
      g_assert_cmpfloat_with_epsilon (mean[t], mean[0], tolerance);
    }
}

static void
test_advice_that_was_taken_is_given_again (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  double weights[N_TERMS], again[N_TERMS], product = 1, before = 1;

  vit_test_fit_run (fit, 500);
  vit_annealer_set_weight (fit->annealer, 1, 7);
  suggest (fit->annealer, weights);
  for (int t = 0; t < N_TERMS; t++)
    {
      product *= weights[t];
      before *= vit_annealer_get_term (fit->annealer, t)->weight;
    }
  g_assert_cmpfloat_with_epsilon (product, before, 1e-9 * before);
  set_weights (fit->annealer, weights);
  suggest (fit->annealer, again);
  for (int t = 0; t < N_TERMS; t++)
    g_assert_cmpfloat_with_epsilon (again[t], weights[t], 1e-9 * weights[t]);
}

static void
test_disabled_terms_and_weights_of_zero_do_not_count (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  double weights[N_TERMS], chi2[N_TERMS];
  VitTermChange changes[N_TERMS];

  vit_annealer_set_enabled (fit->annealer, 1, FALSE);
  vit_annealer_set_weight (fit->annealer, 2, 0);
  vit_annealer_measure_balance (fit->annealer, VIT_BALANCE_PROPOSALS, changes);
  for (int t = 0; t < N_TERMS; t++)
    {
      g_assert_cmpfloat (changes[t].mean, >, 0);
      g_assert_cmpfloat (changes[t].error, >, 0);
    }
  vit_balance_suggest (fit->annealer, changes, weights);
  g_assert_cmpfloat (weights[2], ==, 0);
  g_assert_cmpfloat_with_epsilon (weights[0] * weights[3] * weights[4], 1, 1e-9);
  set_weights (fit->annealer, weights);
  for (int t = 0; t < N_TERMS; t++)
    chi2[t] = vit_term_change_get_chi2 (&changes[t], vit_annealer_get_term (fit->annealer, t));
  /* What is disabled could join as an equal. */
  for (int t = 1; t < N_TERMS; t++)
    g_assert_cmpfloat_with_epsilon (chi2[t], t == 2 ? 0 : chi2[0], 1e-9 * chi2[0]);
}

static void
test_terms_that_nothing_changes_keep_their_weights (void)
{
  g_autoptr (VitAnnealer) annealer = vit_test_idle_annealer_new (TRUE);
  VitTermChange change;
  double weight = 0;

  vit_annealer_set_weight (annealer, 0, 3);
  g_assert_cmpint (vit_annealer_measure_balance (annealer, 100, &change), ==, 100);
  g_assert_cmpfloat (change.mean, ==, 0);
  vit_balance_suggest (annealer, &change, &weight);
  g_assert_cmpfloat (weight, ==, 3);
}

/* With another weight it would be at another temperature, and it is no measure for the others either. */
static void
test_a_temperature_is_left_alone (void)
{
  VitRecipe *recipe = vit_test_recipe_new (0);
  g_autoptr (VitFit) without = vit_test_fit_new (0), with = NULL;
  VitTermChange changes[N_TERMS + 1];
  double expected[N_TERMS], weights[N_TERMS + 1];

  g_ptr_array_add (recipe->constraints, vit_test_energy_new (300));
  with = vit_test_fit_new_for (recipe);
  suggest (without->annealer, expected);
  vit_annealer_measure_balance (with->annealer, VIT_BALANCE_PROPOSALS, changes);
  vit_balance_suggest (with->annealer, changes, weights);
  for (int t = 0, k = 0; t < N_TERMS + 1; t++)
    if (g_str_equal (vit_annealer_get_term (with->annealer, t)->name, "energy"))
      {
        g_assert_cmpfloat (changes[t].mean, >, 0);
        g_assert_cmpfloat (weights[t], ==, 1);
      }
    else
      {
        g_assert_cmpfloat_with_epsilon (weights[t], expected[k], 1e-9 * expected[k]);
        k++;
      }
}

static void
test_measuring_leaves_the_run_the_same_to_the_last_bit (void)
{
  for (int variant = 0; variant < VIT_TEST_N_VARIANTS; variant++)
    {
      g_autoptr (VitFit) plain = vit_test_fit_new ((VitTestVariant) variant);
      g_autoptr (VitFit) measured = vit_test_fit_new ((VitTestVariant) variant);
      VitTermChange changes[N_TERMS];

      for (int part = 0; part < 4; part++)
        {
          g_autoptr (GBytes) expected = NULL, found = NULL;

          vit_test_fit_run (plain, 700);
          vit_test_fit_run (measured, 700);
          vit_annealer_measure_balance (measured->annealer, 50 + part, changes);
          expected = vit_annealer_save (plain->annealer);
          found = vit_annealer_save (measured->annealer);
          g_assert_true (g_bytes_equal (found, expected));
        }
    }
}

static void
test_the_same_state_gives_the_same_answer (void)
{
  g_autoptr (VitFit) first = vit_test_fit_new (0), second = vit_test_fit_new (0);
  double weights[N_TERMS], again[N_TERMS];

  vit_test_fit_run (first, 300);
  suggest (first->annealer, weights);
  suggest (first->annealer, again);
  g_assert_cmpmem (again, sizeof again, weights, sizeof weights);
  vit_test_fit_run (second, 300);
  suggest (second->annealer, again);
  g_assert_cmpmem (again, sizeof again, weights, sizeof weights);
}

static void
count_call (gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

static void
test_runner_suggests_and_goes_on_as_before (void)
{
  g_autoptr (VitFit) plain = vit_test_fit_new (0), measured = vit_test_fit_new (0);
  g_autoptr (GBytes) expected = NULL, found = NULL;
  double weights[N_TERMS] = { -1 }, direct[N_TERMS];
  VitRunnerOptions options;
  VitRunner *runner;
  gint64 serial = -1;
  int calls = 0, calls_before;

  vit_runner_options_init (&options);
  options.changed = count_call;
  options.data = &calls;
  runner = vit_runner_new (measured->annealer, &options);
  g_assert_false (vit_runner_get_balance (runner, weights, &serial));
  g_assert_cmpint (serial, ==, 0);
  g_assert_cmpfloat (weights[0], ==, -1);
  calls_before = g_atomic_int_get (&calls);
  vit_runner_balance (runner);
  g_assert_true (vit_runner_wait (runner, LONG_ENOUGH));
  g_assert_cmpint (g_atomic_int_get (&calls), >, calls_before);
  g_assert_true (vit_runner_get_balance (runner, weights, &serial));
  g_assert_cmpint (serial, ==, 1);
  suggest (plain->annealer, direct);
  g_assert_cmpmem (weights, sizeof weights, direct, sizeof direct);

  /* In the middle of a run, wherever that is. */
  vit_runner_step (runner, 3000);
  for (int i = 0; i < 5; i++)
    vit_runner_balance (runner);
  g_assert_true (vit_runner_wait (runner, LONG_ENOUGH));
  g_assert_true (vit_runner_get_balance (runner, weights, &serial));
  g_assert_cmpint (serial, ==, 6);
  vit_runner_free (runner);
  vit_test_fit_run (plain, 3000);
  expected = vit_annealer_save (plain->annealer);
  found = vit_annealer_save (measured->annealer);
  g_assert_true (g_bytes_equal (found, expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/all-terms-change-alike-with-the-suggested-weights",
                   test_all_terms_change_alike_with_the_suggested_weights);
  g_test_add_func ("/balance/advice-that-was-taken-is-given-again", test_advice_that_was_taken_is_given_again);
  g_test_add_func ("/balance/disabled-terms-and-weights-of-zero-do-not-count",
                   test_disabled_terms_and_weights_of_zero_do_not_count);
  g_test_add_func ("/balance/terms-that-nothing-changes-keep-their-weights",
                   test_terms_that_nothing_changes_keep_their_weights);
  g_test_add_func ("/balance/an-energy-at-a-temperature-is-left-alone", test_a_temperature_is_left_alone);
  g_test_add_func ("/balance/measuring-leaves-the-run-the-same-to-the-last-bit",
                   test_measuring_leaves_the_run_the_same_to_the_last_bit);
  g_test_add_func ("/balance/the-same-state-gives-the-same-answer", test_the_same_state_gives_the_same_answer);
  g_test_add_func ("/balance/runner-suggests-and-goes-on-as-before", test_runner_suggests_and_goes_on_as_before);
  return g_test_run ();
}
