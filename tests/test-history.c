/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-term.h"
#include "history.h"
#include "random-packing.h"
#include "rdf-observable.h"

#include <math.h>
#include <string.h>

/* A term that accepts everything and whose δ² the test sets. */
static double
idle_rebuild (VitTerm *term, const VitModel *model)
{
  g_assert_true (term->kind != NULL && model != NULL);
  return 0;
}

static double
idle_propose (VitTerm *term, VitModel *model)
{
  g_assert_nonnull (model);
  return term->delta2;
}

static void
idle_commit (VitTerm *term)
{
  g_assert_cmpfloat (term->delta2, >=, 0);
}

static void
idle_free (VitTerm *term)
{
  g_free (term);
}

static const VitTermKind idle_kind
    = { .cost = 1, .rebuild = idle_rebuild, .propose = idle_propose, .commit = idle_commit, .free = idle_free };

static VitModel *
new_model (void)
{
  const VitModelNeeds needs = { .histogram = TRUE, .bin = 0.1 };
  VitCell cell;
  guint8 atoms[32];
  g_autoptr (VitConfiguration) configuration = NULL;
  g_autoptr (GError) error = NULL;
  VitModel *model;

  memset (atoms, 18, sizeof atoms);
  vit_cell_init_parameters (&cell, (double[]){ 12, 12, 12 }, (double[]){ G_PI / 2, G_PI / 2, G_PI / 2 }, &error);
  g_assert_no_error (error);
  configuration = vit_random_packing (&cell, 32, atoms, NULL, 3, &error);
  g_assert_no_error (error);
  model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  g_assert_no_error (error);
  return model;
}

static VitTerm *
new_idle_term (void)
{
  VitTerm *term = g_new0 (VitTerm, 1);

  term->kind = &idle_kind;
  term->name = g_strdup ("idle");
  term->weight = 2;
  term->schedule = (VitSchedule){ VIT_SCHEDULE_LINEAR, 0.5, 0.1, 0 };
  return term;
}

/* g(r) against a curve of ones. */
static VitTerm *
new_rdf_term (const VitModel *model)
{
  g_autoptr (GError) error = NULL;
  VitObservable *observable = vit_rdf_observable_new (model, VIT_RDF_TOTAL, 1, 5, &error);
  g_autofree double *target = NULL;
  VitTerm *term;

  g_assert_no_error (error);
  target = g_new (double, observable->n_points);
  for (gsize i = 0; i < observable->n_points; i++)
    target[i] = 1 + 0.1 * sin (observable->x[i]);
  term = vit_data_term_new (observable, target);
  term->schedule = (VitSchedule){ VIT_SCHEDULE_LINEAR, 100, 100, 0 };
  return term;
}

static const VitAnnealerSettings settings = { .n_moves = 1000, .seed = 1, .step = 0.3 };

static VitAnnealer *
new_idle_annealer (void)
{
  VitAnnealer *annealer = vit_annealer_new (new_model (), &settings);

  vit_annealer_add_term (annealer, new_idle_term ());
  vit_annealer_prepare (annealer);
  return annealer;
}

static void
run (VitAnnealer *annealer, gint64 n_moves)
{
  g_autoptr (GError) error = NULL;

  vit_annealer_run (annealer, n_moves, &error);
  g_assert_no_error (error);
}

static void
test_empty (void)
{
  g_autoptr (VitHistory) history = vit_history_new (3);

  g_assert_cmpuint (vit_history_get_n_rows (history), ==, 0);
  g_assert_cmpint (vit_history_get_n_terms (history), ==, 3);
  g_assert_false (vit_history_is_in_equilibrium (history, 0));
}

static void
test_rows (void)
{
  VitAnnealer *annealer = vit_annealer_new (new_model (), &settings);
  g_autoptr (VitHistory) history = vit_history_new (2);
  double expected[5][2], chi2[5];

  vit_annealer_add_term (annealer, new_rdf_term (vit_annealer_get_model (annealer)));
  vit_annealer_add_term (annealer, new_idle_term ());
  vit_annealer_prepare (annealer);
  for (int row = 0; row < 5; row++)
    {
      VitTerm *idle = vit_annealer_get_term (annealer, 0), *rdf = vit_annealer_get_term (annealer, 1);

      if (row > 0)
        run (annealer, 1000);
      idle->delta2 = 1e-4 * row;
      expected[row][0] = rdf->delta2;
      expected[row][1] = vit_data_term_get_r2 (rdf);
      chi2[row] = vit_annealer_get_chi2 (annealer);
      vit_history_record (history, annealer);
    }
  g_assert_cmpuint (vit_history_get_n_rows (history), ==, 5);
  for (gsize row = 0; row < 5; row++)
    {
      const VitHistoryRow *whole = vit_history_get_row (history, row);
      const VitHistoryTerm *idle = vit_history_get_term (history, row, 0);
      const VitHistoryTerm *rdf = vit_history_get_term (history, row, 1);
      double sigma = row == 0 ? 0.5 : 0.1;

      g_assert_cmpint (whole->moves, ==, 1000 * (gint64) row);
      g_assert_cmpfloat (whole->chi2, ==, chi2[row]);
      g_assert_cmpfloat (whole->step, ==, 0.3);
      g_assert_cmpfloat (whole->acceptance, >=, row > 0 ? 0.01 : 0);
      g_assert_cmpfloat (whole->acceptance, <=, 1);
      g_assert_cmpfloat_with_epsilon (idle->sigma, sigma, 1e-15);
      g_assert_cmpfloat (idle->delta2, ==, 1e-4 * (double) row);
      g_assert_cmpfloat_with_epsilon (idle->chi2, 2 * 1e-4 * (double) row / (sigma * sigma), 1e-12);
      g_assert_true (isnan (idle->r2_or_value));
      g_assert_cmpfloat (rdf->sigma, ==, 100);
      g_assert_cmpfloat (rdf->delta2, ==, expected[row][0]);
      g_assert_cmpfloat_with_epsilon (rdf->chi2, expected[row][0] / 1e4, 1e-12);
      g_assert_cmpfloat (rdf->r2_or_value, ==, expected[row][1]);
    }
  /* The rows are copies: the chain went on. */
  g_assert_cmpfloat (vit_history_get_term (history, 0, 1)->delta2, !=, vit_history_get_term (history, 4, 1)->delta2);
  vit_annealer_free (annealer);
}

/* A history of @n rows, @between moves apart, with δ² = value (progress). */
static VitHistory *
new_history (int n, gint64 between, double (*value) (double progress))
{
  g_autoptr (VitAnnealer) annealer = new_idle_annealer ();
  VitHistory *history = vit_history_new (1);

  for (int row = 0; row < n; row++)
    {
      if (row > 0)
        run (annealer, between);
      vit_annealer_get_term (annealer, 0)->delta2 = value (row / (double) (n - 1));
      vit_history_record (history, annealer);
    }
  return history;
}

static double
constant (double progress)
{
  return progress >= 0 ? 0.7 : 0;
}

static double
falling (double progress)
{
  return exp (-3 * progress);
}

static double
rising (double progress)
{
  return 0.1 + progress;
}

static double
falling_then_flat (double progress)
{
  return fmax (exp (-10 * progress), exp (-7));
}

/* Flat for long, but falling at the end, as when σ is lowered. */
static double
flat_then_falling (double progress)
{
  return progress < 0.85 ? 1 : 1 - 3 * (progress - 0.85);
}

/* ±5 % round 1, in turn. */
static double
noisy (double progress)
{
  return fmod (progress * 500 + 0.5, 2) < 1 ? 0.95 : 1.05;
}

/* Over a tenth of the moves these two fall by 1 and by 3 %. */
static double
falling_by_1 (double progress)
{
  return pow (0.99, 10 * progress);
}

static double
falling_by_3 (double progress)
{
  return pow (0.97, 10 * progress);
}

static void
test_equilibrium (void)
{
  static const struct
  {
    double (*value) (double progress);
    gboolean equilibrium;
  } cases[] = {
    { constant, TRUE },           { falling, FALSE }, { rising, TRUE },       { falling_then_flat, TRUE },
    { flat_then_falling, FALSE }, { noisy, TRUE },    { falling_by_1, TRUE }, { falling_by_3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VitHistory) history = new_history (501, 10, cases[i].value);

      g_test_message ("case %d", (int) i);
      g_assert_cmpint (vit_history_is_in_equilibrium (history, 0), ==, cases[i].equilibrium);
    }
}

static void
test_short_history (void)
{
  g_autoptr (VitHistory) one = new_history (1, 1000, constant), ten = new_history (10, 1000, constant),
                         twenty = new_history (20, 1000, constant);

  g_assert_false (vit_history_is_in_equilibrium (one, 0));
  g_assert_false (vit_history_is_in_equilibrium (ten, 0));
  g_assert_true (vit_history_is_in_equilibrium (twenty, 0));
}

/* δ² hardly falls as long as most of the 32 atoms were never moved. */
static void
test_few_moves (void)
{
  g_autoptr (VitHistory) few = new_history (500, 1, constant), enough = new_history (500, 10, constant);

  g_assert_false (vit_history_is_in_equilibrium (few, 0));
  g_assert_true (vit_history_is_in_equilibrium (enough, 0));
}

/* Tenths are of the moves, not of the rows: here most rows are of the start. */
static void
test_uneven_rows (void)
{
  g_autoptr (VitAnnealer) annealer = new_idle_annealer ();
  g_autoptr (VitHistory) history = vit_history_new (1);

  for (int row = 0; row < 200; row++)
    {
      run (annealer, row < 150 ? 2 : 80);
      /* Falls by 0.6 % a row: by 3 % over a tenth of the moves, which is 5 rows. */
      vit_annealer_get_term (annealer, 0)->delta2 = row < 150 ? 1 : pow (0.994, row - 150);
      vit_history_record (history, annealer);
    }
  g_assert_false (vit_history_is_in_equilibrium (history, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/an-empty-history-has-no-rows", test_empty);
  g_test_add_func ("/history/rows-hold-what-the-annealer-was", test_rows);
  g_test_add_func ("/history/equilibrium-is-when-delta-squared-ceases-to-fall", test_equilibrium);
  g_test_add_func ("/history/a-short-history-tells-nothing", test_short_history);
  g_test_add_func ("/history/few-moves-tell-nothing", test_few_moves);
  g_test_add_func ("/history/tenths-are-of-the-moves", test_uneven_rows);
  return g_test_run ();
}
