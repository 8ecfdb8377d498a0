/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-small-fit.h"

#include "test-support.h"

#include <math.h>

VitRecipe *
vit_test_recipe_new (VitTestVariant variant)
{
  g_autofree char *path = vit_test_path ("tests/data/small.ini");
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe = vit_recipe_read (path, &error);
  double edge = variant & VIT_TEST_SHORT_R_MAX ? 30 : 17.5, right = G_PI / 2;

  g_assert_no_error (error);
  vit_cell_init_parameters (
      &recipe->cell, (double[]){ edge, edge, edge },
      variant & VIT_TEST_TRICLINIC ? (double[]){ 1.4, 1.5, 1.45 } : (double[]){ right, right, right }, &error);
  g_assert_no_error (error);
  /* Within the cell of the target too. */
  recipe->r_max = variant & VIT_TEST_SHORT_R_MAX ? 6 : 8;
  if (variant & VIT_TEST_SHORT_R_MAX)
    recipe->window = VIT_WINDOW_COSINE;
  for (guint i = 0; i < recipe->data->len; i++)
    {
      VitSchedule *schedule = &((VitRecipeData *) recipe->data->pdata[i])->schedule;

      schedule->start *= variant & VIT_TEST_LOOSE ? 1000 : 5;
      schedule->end *= variant & VIT_TEST_LOOSE ? 1e4 : 5;
    }
  /* Past the end of the schedule too. */
  recipe->settings.n_moves = 5000;
  return recipe;
}

VitRecipeConstraint *
vit_test_energy_new (double temperature)
{
  VitRecipeConstraint *self = g_new0 (VitRecipeConstraint, 1);

  self->group = g_strdup ("constraint energy");
  self->name = g_strdup ("energy");
  self->kind = VIT_CONSTRAINT_ENERGY;
  self->form = VIT_VALUE_BOLTZMANN;
  self->weight = 1;
  self->fitted = TRUE;
  self->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, temperature, temperature, 0 };
  self->potential = g_strsplit ("CuZr_mm.eam.fs", " ", -1);
  return self;
}

VitFit *
vit_test_fit_new_for (VitRecipe *recipe)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = vit_fit_new (recipe, &error);

  g_assert_no_error (error);
  return fit;
}

VitFit *
vit_test_fit_new (VitTestVariant variant)
{
  return vit_test_fit_new_for (vit_test_recipe_new (variant));
}

void
vit_test_fit_run (const VitFit *fit, gint64 n_moves)
{
  g_autoptr (GError) error = NULL;

  vit_annealer_run (fit->annealer, n_moves, &error);
  g_assert_no_error (error);
}

void
vit_test_fit_run_to (const VitFit *fit, gint64 moves, GRand *rand)
{
  gint64 left;

  while ((left = moves - vit_annealer_get_counts (fit->annealer)->attempted) > 0)
    {
      gint64 slice = g_rand_int_range (rand, 1, 1500);

      vit_test_fit_run (fit, MIN (left, slice));
    }
}

static double
idle_rebuild (VitTerm *term, const VitModel *model)
{
  g_assert_nonnull (model);
  return 0;
}

static double
idle_propose (VitTerm *term, VitModel *model)
{
  g_assert_nonnull (model);
  return 0;
}

static void
idle_commit (VitTerm *term)
{
  term->delta2 = 0;
}

static void
idle_free (VitTerm *term)
{
  g_free (term);
}

static const VitTermKind idle_kind
    = { .cost = 1, .rebuild = idle_rebuild, .propose = idle_propose, .commit = idle_commit, .free = idle_free };

VitAnnealer *
vit_test_idle_annealer_new (gboolean with_term)
{
  static const VitModelNeeds needs = { .near_radius = 3 };
  VitAnnealerSettings settings = { .n_moves = 100, .seed = 3, .step = 0.2, .closest = { 1.5, 1.5, 1.5 } };
  VitCell cell = vit_test_cell_triclinic (12, 13, 14);
  g_autoptr (VitConfiguration) start = vit_test_configuration_random (&cell, "Cu64Zr36", 100, 1.6, 5);
  g_autoptr (GError) error = NULL;
  VitAnnealer *annealer = vit_annealer_new (vit_model_new (start, &needs, vit_vector_target (), &error), &settings);

  g_assert_no_error (error);
  if (with_term)
    {
      VitTerm *term = g_new0 (VitTerm, 1);

      term->kind = &idle_kind;
      term->name = g_strdup ("idle");
      term->weight = 1;
      term->schedule = (VitSchedule){ VIT_SCHEDULE_LINEAR, 1, 2, 0 };
      vit_annealer_add_term (annealer, term);
    }
  vit_annealer_prepare (annealer);
  return annealer;
}
