/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is watched but not fitted: moves know nothing of it, and it is right all the same. */
#include "annealer-state.h"
#include "data-term.h"
#include "test-small-fit.h"
#include "value-term.h"

#define MOVES 3000

/* S(q) and Cu K EXAFS are fitted. Of the rest of tests/data/small.ini, and the potential energy: watched or left out.
 */
static VitFit *
new_fit (VitTestVariant variant, gboolean watched)
{
  VitRecipe *recipe = vit_test_recipe_new (variant);

  for (guint k = recipe->data->len; k-- > 0;)
    {
      VitRecipeData *data = recipe->data->pdata[k];

      if (g_str_equal (data->name, "X-ray S(q)") || g_str_equal (data->name, "Cu K"))
        continue;
      data->fitted = FALSE;
      if (!watched)
        g_ptr_array_remove_index (recipe->data, k);
    }
  if (watched)
    {
      VitRecipeConstraint *energy = vit_test_energy_new (300);

      energy->fitted = FALSE;
      g_ptr_array_add (recipe->constraints, energy);
    }
  return vit_test_fit_new_for (recipe);
}

static int
find_term (const VitFit *fit, const char *name)
{
  int t = 0;

  while (!g_str_equal (vit_annealer_get_term (fit->annealer, t)->name, name))
    t++;
  return t;
}

static void
assert_same_atoms (const VitFit *a, const VitFit *b)
{
  const VitAtoms *first = vit_annealer_get_model (a->annealer)->atoms;
  const VitAtoms *second = vit_annealer_get_model (b->annealer)->atoms;

  for (gsize i = 0; i < first->n_atoms; i++)
    for (int k = 0; k < 3; k++)
      g_assert_cmpint (vit_atoms_get (first, i).f[k], ==, vit_atoms_get (second, i).f[k]);
}

static void
assert_follows (const VitFit *fit)
{
  g_autoptr (GError) error = NULL;

  /* All sums agree with a computation from scratch to 1e-6 of the curves' rms, or this fails. */
  g_assert_true (vit_annealer_rebuild (fit->annealer, &error));
  g_assert_no_error (error);
}

static void
test_moves_know_nothing_of_it (gconstpointer data)
{
  VitTestVariant variant = (VitTestVariant) GPOINTER_TO_INT (data);
  g_autoptr (VitFit) without = new_fit (variant, FALSE), with = new_fit (variant, TRUE);
  const VitTerm *energy = vit_annealer_get_term (with->annealer, find_term (with, "energy"));
  double before = vit_value_term_get_value (energy);

  g_assert_cmpint (vit_annealer_get_n_terms (without->annealer), ==, 2);
  g_assert_cmpint (vit_annealer_get_n_terms (with->annealer), ==, 6);
  vit_test_fit_run (without, MOVES);
  vit_test_fit_run (with, MOVES);
  g_assert_cmpint (vit_annealer_get_counts (with->annealer)->accepted, >, 100);
  assert_same_atoms (without, with);
  g_assert_cmpfloat (vit_annealer_get_chi2 (without->annealer), ==, vit_annealer_get_chi2 (with->annealer));
  g_assert_cmpint (energy->asked, ==, 0);
  g_assert_cmpfloat (vit_value_term_get_value (energy), !=, before);
  assert_follows (with);
}

/* In the middle of a run, as the switch of a card in the window does. */
static void
test_it_can_be_fitted_later (void)
{
  g_autoptr (VitFit) fit = new_fit (0, TRUE);
  int index = find_term (fit, "g(r)");
  const VitTerm *term = vit_annealer_get_term (fit->annealer, index);
  double watched;

  vit_test_fit_run (fit, MOVES);
  watched = vit_data_term_get_r2 (term);
  vit_annealer_set_enabled (fit->annealer, index, TRUE);
  vit_annealer_set_schedule (fit->annealer, index, &(VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 0.05, 0.05, 0 });
  vit_test_fit_run (fit, 5 * MOVES);
  g_assert_cmpint (term->asked, >, 0);
  g_test_message ("R² of g(r) %.3f watched, %.3f fitted", watched, vit_data_term_get_r2 (term));
  g_assert_cmpfloat (vit_data_term_get_r2 (term), >, watched);
  assert_follows (fit);
}

/* A project that is opened again finds it as it was. */
static void
test_it_is_part_of_the_state (void)
{
  g_autoptr (VitFit) fit = new_fit (0, TRUE), again = new_fit (0, TRUE);
  g_autoptr (GBytes) state = NULL;
  g_autoptr (GError) error = NULL;
  int index = find_term (fit, "energy");

  vit_test_fit_run (fit, MOVES / 2);
  state = vit_annealer_save (fit->annealer);
  g_assert_true (vit_annealer_restore (again->annealer, state, &error));
  g_assert_no_error (error);
  g_assert_true (vit_annealer_get_term (again->annealer, index)->disabled);
  vit_test_fit_run (fit, MOVES);
  vit_test_fit_run (again, MOVES);
  assert_same_atoms (fit, again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/watched/moves know nothing of it", GINT_TO_POINTER (0), test_moves_know_nothing_of_it);
  g_test_add_data_func ("/watched/moves know nothing of it in a triclinic cell", GINT_TO_POINTER (VIT_TEST_TRICLINIC),
                        test_moves_know_nothing_of_it);
  g_test_add_func ("/watched/it can be fitted later", test_it_can_be_fitted_later);
  g_test_add_func ("/watched/it is part of the state", test_it_is_part_of_the_state);
  return g_test_run ();
}
