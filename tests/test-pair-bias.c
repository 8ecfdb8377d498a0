/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer.h"
#include "data-term.h"
#include "eam-quantity.h"
#include "potential.h"
#include "test-small-fit.h"
#include "test-support.h"
#include "value-term.h"

#include <math.h>

#define N_ATOMS 80
#define STEP 0.02 /* of the differences, Å */

/* χ² of the terms from @first on, before @end, after moving an atom along an axis. */
static double
chi2_at (VitAnnealer *annealer, int first, int end, gsize atom, int axis, double way)
{
  VitModel *model = (VitModel *) vit_annealer_get_model (annealer);
  double fractional[3], shift[3] = { 0 }, chi2 = 0;
  VitFixedPoint to = vit_atoms_get (model->atoms, atom), by;

  shift[axis] = way;
  vit_cell_to_fractional (&model->atoms->cell, shift, fractional);
  by = vit_fixed_point_from_fractional (fractional);
  for (int a = 0; a < 3; a++)
    to.f[a] = vit_fixed_add (to.f[a], by.f[a]);
  vit_model_propose (model, atom, to);
  for (int t = first; t < end; t++)
    {
      VitTerm *term = vit_annealer_get_term (annealer, t);

      chi2 += term->kind->propose (term, model) * vit_term_get_factor (term);
    }
  return chi2;
}

/* Correlation of the force by the tables with that by differences of χ², over atoms and axes, and the slope. */
static void
compare (VitAnnealer *annealer, int first, int end, double *correlation, double *slope)
{
  VitModel *model = (VitModel *) vit_annealer_get_model (annealer);
  g_autoptr (VitPairBias) bias = vit_pair_bias_new (model->n_species, model->near_radius);
  double xy = 0, xx = 0, yy = 0;
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();

  for (int t = first; t < end; t++)
    g_ptr_array_add (terms, vit_annealer_get_term (annealer, t));
  vit_pair_bias_update (bias, model, terms->len, (VitTerm *const *) terms->pdata);
  for (gsize atom = 0; atom < N_ATOMS; atom++)
    {
      VitFixedPoint point = vit_atoms_get (model->atoms, atom);
      double drift[3];

      vit_model_propose (model, atom, point);
      /* So small a variance that nothing is cut. */
      vit_pair_bias_drift (bias, model->atoms, vit_pair_distances_get_near (model->distances),
                           model->atoms->species[atom], FALSE, point, 1e-12, drift);
      for (int a = 0; a < 3; a++)
        {
          double difference
              = chi2_at (annealer, first, end, atom, a, STEP) - chi2_at (annealer, first, end, atom, a, -STEP);
          double x = -difference / (2 * STEP), y = 4 * drift[a] / 1e-12;

          xy += x * y;
          xx += x * x;
          yy += y * y;
        }
    }
  *correlation = xy / sqrt (xx * yy);
  *slope = xy / xx;
}

/* Each term by itself. What is beyond the near radius is missing, and waves as short as two steps of the tables are
 * weakened; g(r) goes by the steps of its bins, of which differences over STEP see the edges alone. */
static void
test_data (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  int n = vit_annealer_get_n_terms (fit->annealer);

  for (int t = 0; t < n; t++)
    {
      double correlation, slope;

      compare (fit->annealer, t, t + 1, &correlation, &slope);
      g_test_message ("%s: correlation %.3f, slope %.3f", vit_annealer_get_term (fit->annealer, t)->name, correlation,
                      slope);
      g_assert_cmpfloat (correlation, >, 0.6);
      if (!g_str_equal (vit_data_term_get_observable (vit_annealer_get_term (fit->annealer, t))->kind->id, "rdf"))
        g_assert_cmpfloat (fabs (slope - 0.8), <, 0.2);
    }
}

/* Densities that are not the mean one are what is missing. */
static void
test_energy (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 20, 20);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 450, 1.9, 3);
  const VitModelNeeds needs = { .near_radius = 6.6 };
  const VitAnnealerSettings settings = { .n_moves = 1, .seed = 1, .step = 0.1 };
  g_autoptr (GError) error = NULL;
  VitModel *model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  g_autoptr (VitAnnealer) annealer = vit_annealer_new (model, &settings);
  VitEam *eam = vit_potential_read ((const char *const[]){ "CuZr_mm.eam.fs", NULL }, &error);
  VitQuantity *quantity = vit_eam_quantity_new (eam, model, &error);
  VitTerm *term = vit_value_term_new (quantity, VIT_VALUE_BOLTZMANN, 0, model->atoms->n_atoms);
  double correlation, slope;

  g_assert_no_error (error);
  term->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 300, 300, 0 };
  vit_annealer_add_term (annealer, term);
  vit_annealer_prepare (annealer);
  compare (annealer, 0, 1, &correlation, &slope);
  g_test_message ("correlation %.3f, slope %.3f", correlation, slope);
  g_assert_cmpfloat (correlation, >, 0.95);
  g_assert_cmpfloat (fabs (slope - 1), <, 0.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pair-bias/forces-are-those-of-the-terms", test_data);
  g_test_add_func ("/pair-bias/forces-are-those-of-the-energy", test_energy);
  return g_test_run ();
}
