/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of the neighbourhoods of atoms, at work: fractions of Voronoi classes, and short runs with one term
 * alone. */

#include "angle-observable.h"
#include "annealer-state.h"
#include "annealer.h"
#include "coordination-quantity.h"
#include "data-term.h"
#include "error.h"
#include "test-crystals.h"
#include "test-support.h"
#include "value-term.h"
#include "voronoi-classes.h"
#include "voronoi-quantity.h"

#include <math.h>

static VitModel *
new_model (const VitConfiguration *configuration)
{
  VitModelNeeds needs = { .near_radius = 3.8 };
  GError *error = NULL;
  VitModel *model = vit_model_new (configuration, &needs, vit_vector_target (), &error);

  g_assert_no_error (error);
  return model;
}

static void
test_voronoi (void)
{
  VitCell cell = vit_test_cell_triclinic (22, 21, 20);
  g_autoptr (VitConfiguration) glass = vit_test_configuration_random (&cell, "Cu50Zr50", 431, 2, 2);
  g_autoptr (VitConfiguration) ico = vit_test_icosahedron (2.6);
  g_autoptr (VitModel) model = new_model (glass), small = new_model (ico);
  g_autoptr (VitVoronoi) voronoi = vit_voronoi_new (glass, NULL, NULL);

  for (int species = -1; species < 2; species++)
    {
      g_autoptr (GArray) classes = vit_voronoi_classes (voronoi, glass, species);
      const VitVoronoiClass *most = &g_array_index (classes, VitVoronoiClass, 0);
      g_autoptr (VitQuantity) quantity = vit_voronoi_quantity_new (model, most->index, species);
      double all = species < 0 ? 431 : (double) vit_configuration_get_count (glass, species);
      gsize n = 0;

      g_assert_null (quantity->kind->propose);
      g_assert_cmpfloat (quantity->kind->compute (quantity, model, NULL), ==, (double) most->count / all);
      g_assert_cmpfloat (vit_quantity_get_value (quantity), ==, *quantity->kind->get_sums (quantity, &n));
      g_assert_cmpuint (n, ==, 1);
    }
  {
    g_autoptr (VitQuantity) quantity = vit_voronoi_quantity_new (small, VIT_ICOSAHEDRON, 0);

    g_assert_cmpfloat (quantity->kind->compute (quantity, small, NULL), ==, 1);
  }
}

static void
test_voronoi_of_atoms_at_one_place (void)
{
  VitCell cell = vit_test_cell_orthogonal (12, 12, 12);
  g_autoptr (VitConfiguration) glass = vit_test_configuration_random (&cell, "Cu50Zr50", 60, 2, 2);
  g_autoptr (VitModel) model = NULL;
  g_autoptr (VitQuantity) quantity = NULL;
  g_autoptr (GError) error = NULL;

  vit_configuration_set_position (glass, 1, vit_configuration_get_positions (glass)[0]);
  model = new_model (glass);
  quantity = vit_voronoi_quantity_new (model, VIT_ICOSAHEDRON, VIT_ALL_SPECIES);
  g_assert_true (isnan (quantity->kind->compute (quantity, model, &error)));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

/* Runs with one term alone, from a random packing of about 300 atoms. */

static VitAnnealer *
new_annealer (const VitConfiguration *start)
{
  VitAnnealerSettings settings = { .n_moves = 60000, .seed = 1, .step = 0.3 };

  for (int pair = 0; pair < VIT_MAX_PAIRS; pair++)
    settings.closest[pair] = 2;
  return vit_annealer_new (new_model (start), &settings);
}

static void
run (VitAnnealer *annealer, VitTerm *term, double sigma)
{
  GError *error = NULL;

  term->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, sigma, sigma / 10, 0 };
  vit_annealer_add_term (annealer, term);
  vit_annealer_prepare (annealer);
  vit_annealer_run (annealer, 60000, &error);
  g_assert_no_error (error);
  vit_annealer_rebuild (annealer, &error);
  g_assert_no_error (error);
}

static VitConfiguration *
new_packing (void)
{
  VitCell cell = vit_test_cell_orthogonal (17, 17, 17);

  return vit_test_configuration_random (&cell, "Cu64Zr36", 300, 2, 5);
}

static void
test_run_coordination (void)
{
  g_autoptr (VitConfiguration) start = new_packing ();
  g_autoptr (VitAnnealer) annealer = new_annealer (start);
  const VitModel *model = vit_annealer_get_model (annealer);
  VitCoordinationOptions options = { 0, 1, { 3.6, 3.6, 3.6 }, 12 };
  double target[13] = { [4] = 0.1, [5] = 0.2, [6] = 0.4, [7] = 0.2, [8] = 0.1 }, before[13];
  VitObservable *observable = vit_coordination_observable_new (model, &options, NULL);
  VitTerm *term = vit_data_term_new (observable, target);

  vit_observable_compute_curve (observable, model, before);
  g_assert_cmpfloat (before[6], <, 0.25);
  run (annealer, term, 0.1);
  g_test_message ("R² = %.4f", vit_data_term_get_r2 (term));
  g_assert_cmpfloat (vit_data_term_get_r2 (term), >, 0.99);
}

/* Towards the angles of a face-centred crystal shaken until it is nearly a liquid, of the same density. */
static void
test_run_angles (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 4.2, 4, 0.6, 1), start = NULL;
  g_autoptr (VitModel) hot = new_model (crystal);
  g_autoptr (VitAnnealer) annealer = NULL;
  VitAngleOptions options = { 0, { 0, 0 }, { 3.6 }, 36 };
  g_autoptr (VitObservable) of_crystal = vit_angle_observable_new (hot, &options, NULL);
  g_autofree double *target = g_new (double, of_crystal->n_points);
  VitTerm *term;
  double before;

  vit_observable_compute_curve (of_crystal, hot, target);
  start = vit_test_configuration_random (vit_configuration_get_cell (crystal), "Cu",
                                         vit_configuration_get_n_atoms (crystal), 2, 4);
  annealer = new_annealer (start);
  term = vit_data_term_new (vit_angle_observable_new (vit_annealer_get_model (annealer), &options, NULL), target);
  term->kind->rebuild (term, vit_annealer_get_model (annealer));
  before = vit_data_term_get_r2 (term);
  run (annealer, term, 0.1);
  g_test_message ("R² = %.4f, was %.4f", vit_data_term_get_r2 (term), before);
  g_assert_cmpfloat (before, <, 0.8);
  g_assert_cmpfloat (vit_data_term_get_r2 (term), >, 0.99);
}

static void
test_run_quantities (void)
{
  g_autoptr (VitConfiguration) start = new_packing ();

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (VitAnnealer) annealer = new_annealer (start);
      const VitModel *model = vit_annealer_get_model (annealer);
      VitCoordinationOptions options = { 0, 1, { 3.6, 3.6, 3.6 }, 1 };
      VitQuantity *quantity = k == 0 ? vit_coordination_quantity_new (model, &options, NULL)
                                     : vit_chemical_order_quantity_new (model, &options, NULL);
      double before = quantity->kind->compute (quantity, model, NULL), wanted = k == 0 ? before + 1.5 : before - 0.2;
      VitTerm *term
          = vit_value_term_new (quantity, k == 0 ? VIT_VALUE_EQUAL : VIT_VALUE_AT_MOST, wanted, model->atoms->n_atoms);

      run (annealer, term, k == 0 ? 0.1 : 0.02);
      g_test_message ("%s: %.4f, wanted %.4f, was %.4f", quantity->name, vit_value_term_get_value (term), wanted,
                      before);
      if (k == 0)
        g_assert_cmpfloat_with_epsilon (vit_value_term_get_value (term), wanted, 0.04);
      else
        g_assert_cmpfloat (vit_value_term_get_value (term), <, wanted + 0.008);
    }
}

/* @k: a mean or an order, that is to be @wanted */
static VitAnnealer *
new_quantity_run (const VitConfiguration *start, int k, double wanted)
{
  VitAnnealer *annealer = new_annealer (start);
  const VitModel *model = vit_annealer_get_model (annealer);
  VitCoordinationOptions options = { 0, 1, { 3.6, 3.6, 3.6 }, 1 };
  VitTerm *term = vit_value_term_new (k == 0 ? vit_coordination_quantity_new (model, &options, NULL)
                                             : vit_chemical_order_quantity_new (model, &options, NULL),
                                      VIT_VALUE_EQUAL, wanted, model->atoms->n_atoms);

  term->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 0.1, 0.01, 0 };
  vit_annealer_add_term (annealer, term);
  vit_annealer_prepare (annealer);
  return annealer;
}

/* Bonds are not in the state, and those of an annealer that resumes are of other atoms. */
static void
test_resumed_quantities (void)
{
  g_autoptr (VitConfiguration) start = new_packing ();

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (VitAnnealer) whole = new_quantity_run (start, k, 5 * (1 - k)),
                              resumed = new_quantity_run (start, k, 5 * (1 - k)),
                              other = new_quantity_run (start, k, 5 * (1 - k) + 0.5);
      g_autoptr (GBytes) state = NULL, end = NULL, end_resumed = NULL;
      g_autoptr (GError) error = NULL;

      vit_annealer_run (whole, 5000, NULL);
      state = vit_annealer_save (whole);
      vit_annealer_restore (resumed, state, &error);
      g_assert_no_error (error);
      vit_annealer_run (whole, 5000, NULL);
      vit_annealer_run (resumed, 5000, NULL);
      end = vit_annealer_save (whole);
      end_resumed = vit_annealer_save (resumed);
      g_assert_true (g_bytes_equal (end, end_resumed));
      g_assert_false (vit_annealer_restore (other, state, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbourhood-runs/a Voronoi class is as frequent as the analysis says", test_voronoi);
  g_test_add_func ("/neighbourhood-runs/atoms at one place have no tessellation", test_voronoi_of_atoms_at_one_place);
  g_test_add_func ("/neighbourhood-runs/a distribution of coordination numbers is reached", test_run_coordination);
  g_test_add_func ("/neighbourhood-runs/a distribution of angles is reached", test_run_angles);
  g_test_add_func ("/neighbourhood-runs/a mean and an order are reached", test_run_quantities);
  g_test_add_func ("/neighbourhood-runs/a mean and an order go on from a saved state", test_resumed_quantities);
  return g_test_run ();
}
