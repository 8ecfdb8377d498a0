/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Coordination, bond angles and chemical order as terms of χ²: one move against the whole, the whole against the
 * analysis of a finished model, crystals against textbooks. */

#include "angle-bins.h"
#include "angle-observable.h"
#include "bond-angles.h"
#include "coordination-quantity.h"
#include "coordination.h"
#include "error.h"
#include "test-crystals.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

#define N_MOVES 10000
#define CHECK_EVERY 500
#define NEAR 4.2 /* Å */
#define N_KINDS 9

/* Different for each pair, and the longest is the near radius itself. */
static void
set_cutoffs (double *cutoff)
{
  for (int pair = 0; pair < VIT_MAX_PAIRS; pair++)
    cutoff[pair] = NEAR - 0.3 * (pair % 3);
}

static VitModel *
new_model (const VitConfiguration *configuration)
{
  VitModelNeeds needs = { .near_radius = NEAR };
  GError *error = NULL;
  VitModel *model = vit_model_new (configuration, &needs, vit_vector_target (), &error);

  g_assert_no_error (error);
  return model;
}

/* Curves; of coordination those with all species, and one whose end holds many atoms. */
static VitObservable *
new_observable (const VitModel *model, int k)
{
  static const int coordination[5][3] = { { 0, 1, 24 }, { 1, 0, 24 }, { 0, 0, 24 }, { -1, -1, 40 }, { -1, 1, 3 } };
  static const int angles[4][4] = { { 0, 0, 1, 36 }, { -1, -1, -1, 180 }, { 1, 1, 1, 36 }, { 0, -1, 1, 7 } };
  VitCoordinationOptions count = { 0 };
  VitAngleOptions angle = { 0 };
  GError *error = NULL;
  VitObservable *observable;

  if (k < 5)
    {
      count = (VitCoordinationOptions){ coordination[k][0], coordination[k][1], { 0 }, coordination[k][2] };
      set_cutoffs (count.cutoff);
      observable = vit_coordination_observable_new (model, &count, &error);
    }
  else
    {
      angle = (VitAngleOptions){ angles[k - 5][0], { angles[k - 5][1], angles[k - 5][2] }, { 0 }, angles[k - 5][3] };
      set_cutoffs (angle.cutoff);
      observable = vit_angle_observable_new (model, &angle, &error);
    }
  g_assert_no_error (error);
  g_assert_true (observable->kind->is_near);
  return observable;
}

#define N_QUANTITIES 5

static VitQuantity *
new_quantity (const VitModel *model, int k)
{
  static const int pair[N_QUANTITIES][2] = { { 0, 1 }, { 1, 1 }, { -1, -1 }, { 0, 1 }, { 1, 1 } };
  VitCoordinationOptions options = { pair[k][0], pair[k][1], { 0 }, 1 };
  GError *error = NULL;
  VitQuantity *quantity;

  set_cutoffs (options.cutoff);
  quantity = k < 3 ? vit_coordination_quantity_new (model, &options, &error)
                   : vit_chemical_order_quantity_new (model, &options, &error);
  g_assert_no_error (error);
  return quantity;
}

typedef struct
{
  VitModel *model;
  VitObservable *observable[N_KINDS];
  double *sum[N_KINDS];
  VitQuantity *quantity[N_QUANTITIES];
  GRand *rand;
} Walk;

static void
walk_init (Walk *self, const VitConfiguration *configuration)
{
  self->model = new_model (configuration);
  self->rand = g_rand_new_with_seed (3);
  for (int k = 0; k < N_KINDS; k++)
    {
      self->observable[k] = new_observable (self->model, k);
      self->sum[k] = g_new (double, self->observable[k]->n_points);
      self->observable[k]->kind->compute (self->observable[k], self->model, self->sum[k]);
    }
  for (int k = 0; k < N_QUANTITIES; k++)
    {
      self->quantity[k] = new_quantity (self->model, k);
      self->quantity[k]->kind->compute (self->quantity[k], self->model, NULL);
    }
}

static void
walk_clear (Walk *self)
{
  for (int k = 0; k < N_KINDS; k++)
    {
      vit_observable_free (self->observable[k]);
      g_free (self->sum[k]);
    }
  for (int k = 0; k < N_QUANTITIES; k++)
    vit_quantity_free (self->quantity[k]);
  vit_model_free (self->model);
  g_rand_free (self->rand);
}

static void
commit_all (Walk *self)
{
  for (int k = 0; k < N_KINDS; k++)
    self->observable[k]->kind->commit (self->observable[k]);
  for (int k = 0; k < N_QUANTITIES; k++)
    self->quantity[k]->kind->commit (self->quantity[k]);
}

/* Small and large steps; half of them are taken, and what the terms keep changes before or after the model. */
static void
walk_step (Walk *self)
{
  gsize atom = (gsize) g_rand_int_range (self->rand, 0, (gint32) self->model->atoms->n_atoms);
  gboolean accepted = g_rand_boolean (self->rand), before = g_rand_boolean (self->rand);
  double step = 0.05 * pow (60, g_rand_double (self->rand));

  vit_model_propose (self->model, atom, vit_test_random_place (self->model->atoms, atom, step, self->rand));
  for (int k = 0; k < N_KINDS; k++)
    {
      const double *change = self->observable[k]->kind->change (self->observable[k], self->model);

      g_assert_cmpuint ((guintptr) change % 64, ==, 0);
      for (gsize c = self->observable[k]->n_points; c % 16 != 0; c++)
        g_assert_true (change[c] == 0);
      for (gsize c = 0; accepted && c < self->observable[k]->n_points; c++)
        self->sum[k][c] += change[c];
    }
  for (int k = 0; k < N_QUANTITIES; k++)
    self->quantity[k]->kind->propose (self->quantity[k], self->model);
  if (!accepted)
    return;
  if (before)
    commit_all (self);
  vit_model_commit (self->model);
  if (!before)
    commit_all (self);
}

/* Whole numbers behind a curve: divided by the least change that it can have, counts come out to within rounding. */
static void
assert_same_counts (gsize n, const double *kept, const double *scratch, double one)
{
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat (fabs (kept[i] / one - rint (kept[i] / one)), <, 1e-6);
      g_assert_cmpfloat (rint (kept[i] / one), ==, rint (scratch[i] / one));
    }
}

static double
count_centres (const VitModel *model, int k)
{
  static const int centre[N_KINDS] = { 0, 1, 0, -1, -1, 0, -1, 1, 0 };

  return centre[k] < 0 ? (double) model->atoms->n_atoms : (double) model->atoms->count[centre[k]];
}

/* Against observables that were not there before, so that nothing that the kept ones hold is set right on the way. */
static void
walk_check (const Walk *self)
{
  for (int k = 0; k < N_KINDS; k++)
    {
      g_autoptr (VitObservable) fresh = new_observable (self->model, k);
      g_autofree double *curve = g_new (double, fresh->n_points);
      double one = 1 / count_centres (self->model, k);

      vit_observable_compute_curve (fresh, self->model, curve);
      for (gsize i = 0; k >= 5 && i < fresh->n_points; i++)
        {
          double width = 180.0 / (double) (fresh->n_points - 1) * (i == 0 || i + 1 == fresh->n_points ? 0.5 : 1);

          curve[i] *= width;
          self->sum[k][i] *= width;
        }
      assert_same_counts (fresh->n_points, self->sum[k], curve, one);
      for (gsize i = 0; k >= 5 && i < fresh->n_points; i++)
        self->sum[k][i] /= 180.0 / (double) (fresh->n_points - 1) * (i == 0 || i + 1 == fresh->n_points ? 0.5 : 1);
    }
  for (int k = 0; k < N_QUANTITIES; k++)
    {
      g_autoptr (VitQuantity) fresh = new_quantity (self->model, k);

      g_assert_cmpfloat (fresh->kind->compute (fresh, self->model, NULL), ==,
                         vit_quantity_get_value (self->quantity[k]));
    }
}

static void
walk (const VitConfiguration *configuration)
{
  Walk self;

  walk_init (&self, configuration);
  for (int i = 1; i <= N_MOVES; i++)
    {
      walk_step (&self);
      if (i % CHECK_EVERY == 0)
        walk_check (&self);
    }
  walk_clear (&self);
}

static void
test_orthogonal (void)
{
  VitCell cell = vit_test_cell_orthogonal (19, 20, 21);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 490, 2, 1);

  walk (configuration);
}

static void
test_triclinic (void)
{
  VitCell cell = vit_test_cell_triclinic (22, 21, 20);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu50Zr30Ni20", 431, 2, 2);

  walk (configuration);
}

/* An ideal gas, where atoms have far more neighbours than a list has room for at first, and some hardly any. */
static void
test_dense_gas (void)
{
  VitCell cell = vit_test_cell_orthogonal (12, 12, 12);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu399Zr1", 400, 0, 3);

  walk (configuration);
}

static void
test_no_move (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 400, 2, 6);
  Walk self;

  walk_init (&self, configuration);
  for (gsize atom = 0; atom < 20; atom++)
    {
      vit_model_propose (self.model, atom, vit_atoms_get (self.model->atoms, atom));
      for (int k = 0; k < N_KINDS; k++)
        {
          const double *change = self.observable[k]->kind->change (self.observable[k], self.model);

          for (gsize i = 0; i < self.observable[k]->n_points; i++)
            g_assert_true (change[i] == 0);
        }
      for (int k = 0; k < N_QUANTITIES; k++)
        g_assert_cmpfloat (self.quantity[k]->kind->propose (self.quantity[k], self.model), ==,
                           vit_quantity_get_value (self.quantity[k]));
    }
  walk_clear (&self);
}

/* The analysis works in double precision, with lists of its own. */

static void
assert_coordination (VitModel *model, int k, const VitCoordination *analysis, int a, int b, gsize n_max)
{
  g_autoptr (VitObservable) observable = new_observable (model, k);
  g_autofree double *curve = g_new (double, observable->n_points), *count = g_new (double, analysis->n_atoms);
  g_autofree double *expected = g_new0 (double, observable->n_points);

  vit_observable_compute_curve (observable, model, curve);
  vit_coordination_get_values (analysis, a, b, count);
  for (gsize i = 0; i < analysis->n_atoms; i++)
    if (!isnan (count[i]))
      expected[MIN ((gsize) count[i], n_max)] += 1 / count_centres (model, k);
  for (gsize n = 0; n <= n_max; n++)
    g_assert_cmpfloat_with_epsilon (curve[n], expected[n], 1e-12);
}

static void
assert_angles (VitModel *model, int k, const VitConfiguration *configuration, const VitNeighbourList *list, int centre,
               int pair)
{
  g_autoptr (VitObservable) observable = new_observable (model, k);
  gsize n = observable->n_points;
  g_autofree double *curve = g_new (double, n), *density = g_new (double, n);
  g_autoptr (VitBondAngles) angles = vit_bond_angles_new (model->n_species, 180.0 / (double) (n - 1), NULL);
  double per_centre;

  vit_observable_compute_curve (observable, model, curve);
  vit_bond_angles_add_all (angles, list, vit_configuration_get_species (configuration));
  per_centre = (double) vit_bond_angles_get_density (angles, centre, pair, VIT_BOND_ANGLE_DENSITY, density)
               / count_centres (model, k);
  g_assert_cmpfloat (per_centre, >, 0.1);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (observable->x[i], vit_bond_angles_get_angle (angles, (int) i), 1e-9);
      g_assert_cmpfloat_with_epsilon (curve[i], density[i] * per_centre, 1e-9);
    }
}

static double
compute (VitModel *model, int k)
{
  g_autoptr (VitQuantity) quantity = new_quantity (model, k);

  return quantity->kind->compute (quantity, model, NULL);
}

static void
test_analysis (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (19, 20, 21), vit_test_cell_triclinic (22, 21, 20) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    {
      g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cells[c], "Cu64Zr36", 450, 2, 8);
      g_autoptr (VitModel) model = new_model (configuration);
      double cutoff[VIT_MAX_PAIRS];
      g_autoptr (VitNeighbourList) list = NULL;
      g_autoptr (VitCoordination) analysis = NULL;
      int cu = vit_configuration_find_species (configuration, 29), pair = vit_pair_index (2, 0, 1);

      g_assert_cmpint (cu, >=, 0);
      set_cutoffs (cutoff);
      list = vit_neighbour_list_new (configuration, cutoff, NULL);
      analysis = vit_coordination_new (configuration, list);
      assert_coordination (model, 0, analysis, 0, 1, 24);
      assert_coordination (model, 1, analysis, 1, 0, 24);
      assert_coordination (model, 3, analysis, -1, -1, 40);
      assert_coordination (model, 4, analysis, -1, 1, 3);
      assert_angles (model, 5, configuration, list, 0, pair);
      assert_angles (model, 6, configuration, list, -1, -1);
      assert_angles (model, 7, configuration, list, 1, vit_pair_index (2, 1, 1));
      g_assert_cmpfloat_with_epsilon (compute (model, 0), analysis->partial[0][1], 1e-12);
      g_assert_cmpfloat_with_epsilon (compute (model, 1), analysis->partial[1][1], 1e-12);
      g_assert_cmpfloat_with_epsilon (compute (model, 2), analysis->mean_all, 1e-12);
      g_assert_cmpfloat_with_epsilon (compute (model, 3), vit_coordination_get_warren_cowley (analysis, 0, 1), 1e-12);
      g_assert_cmpfloat_with_epsilon (compute (model, 4), vit_coordination_get_warren_cowley (analysis, 1, 1), 1e-12);
    }
}

/* Face-centred cubic: 12 neighbours, and at each atom 24 angles of 60°, 12 of 90°, 24 of 120°, 6 of 180°. */
static void
test_fcc (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.6, 4, 0, 1);
  g_autoptr (VitModel) model = new_model (crystal);
  VitCoordinationOptions count = { 0, 0, { 3.1 }, 14 };
  VitAngleOptions angle = { 0, { 0, 0 }, { 3.1 }, 36 };
  g_autoptr (VitObservable) counts = vit_coordination_observable_new (model, &count, NULL);
  g_autoptr (VitObservable) angles = vit_angle_observable_new (model, &angle, NULL);
  double curve[37];

  vit_observable_compute_curve (counts, model, curve);
  for (int n = 0; n <= 14; n++)
    g_assert_cmpfloat (curve[n], ==, n == 12 ? 1 : 0);
  vit_observable_compute_curve (angles, model, curve);
  for (int k = 0; k < 37; k++)
    g_assert_cmpfloat_with_epsilon (curve[k] * 5 * (k == 36 ? 0.5 : 1),
                                    k == 12   ? 24
                                    : k == 18 ? 12
                                    : k == 24 ? 24
                                    : k == 36 ? 6
                                              : 0,
                                    1e-9);
}

/* B2 with the first shell alone is as ordered as can be, α = −1; with the second, six of its own kind, −1/7. */
static void
test_b2 (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_B2, 3.2, 5, 0, 1);
  g_autoptr (VitModel) model = new_model (crystal);
  double expected[2] = { -1, -1.0 / 7 }, shell[2] = { 3, 3.8 };

  for (int s = 0; s < 2; s++)
    {
      VitCoordinationOptions options = { 0, 1, { shell[s], shell[s], shell[s] }, 1 };
      g_autoptr (VitQuantity) order = vit_chemical_order_quantity_new (model, &options, NULL);
      g_autoptr (VitQuantity) mean = vit_coordination_quantity_new (model, &options, NULL);

      g_assert_cmpfloat_with_epsilon (order->kind->compute (order, model, NULL), expected[s], 1e-12);
      g_assert_cmpfloat (mean->kind->compute (mean, model, NULL), ==, 8);
    }
}

/* Alloys without any neighbours have no order to speak of. */
static void
test_no_neighbours (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_B2, 3.2, 5, 0, 1);
  g_autoptr (VitModel) model = new_model (crystal);
  VitCoordinationOptions options = { 0, 1, { 1, 1, 1 }, 1 };
  g_autoptr (VitQuantity) order = vit_chemical_order_quantity_new (model, &options, NULL);

  g_assert_cmpfloat (order->kind->compute (order, model, NULL), ==, 0);
}

static void
test_cutoff_beyond_the_model (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.6, 4, 0, 1);
  g_autoptr (VitModel) model = new_model (crystal);
  VitCoordinationOptions count = { 0, 0, { NEAR + 0.1 }, 14 };
  VitAngleOptions angle = { 0, { 0, 0 }, { -1 }, 36 };
  g_autoptr (GError) error = NULL;

  g_assert_null (vit_coordination_observable_new (model, &count, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (vit_coordination_quantity_new (model, &count, NULL));
  g_assert_null (vit_chemical_order_quantity_new (model, &count, NULL));
  g_assert_null (vit_angle_observable_new (model, &angle, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

/* The look-up is the arc cosine of the analysis, to the last bin, up to both ends. */
static void
test_angle_bins (void)
{
  static const int n_intervals[] = { 1, 2, 7, 36, 180, 1800 };

  for (gsize k = 0; k < G_N_ELEMENTS (n_intervals); k++)
    {
      g_autoptr (VitAngleBins) bins = vit_angle_bins_new (n_intervals[k]);
      double area = 0;

      for (int i = 0; i <= 100000; i++)
        {
          /* Not through the edges, where rounding decides. */
          double angle = (i + 0.3) / 100001 * G_PI;

          g_assert_cmpint (vit_angle_bins_find (bins, cos (angle)), ==, (int) (angle / G_PI * n_intervals[k] + 0.5));
        }
      g_assert_cmpint (vit_angle_bins_find (bins, 1), ==, 0);
      g_assert_cmpint (vit_angle_bins_find (bins, 1 + 1e-12), ==, 0);
      g_assert_cmpint (vit_angle_bins_find (bins, -1 - 1e-12), ==, n_intervals[k]);
      for (int i = 0; i < bins->n; i++)
        area += vit_angle_bins_get_width (bins, i);
      g_assert_cmpfloat_with_epsilon (area, 180, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbourhoods/moves add up to the whole, orthogonal cell", test_orthogonal);
  g_test_add_func ("/neighbourhoods/moves add up to the whole, triclinic cell", test_triclinic);
  g_test_add_func ("/neighbourhoods/moves add up to the whole in a dense gas", test_dense_gas);
  g_test_add_func ("/neighbourhoods/a move of no length changes nothing", test_no_move);
  g_test_add_func ("/neighbourhoods/the whole is that of the analysis", test_analysis);
  g_test_add_func ("/neighbourhoods/a face-centred crystal has 12 neighbours and its angles", test_fcc);
  g_test_add_func ("/neighbourhoods/an ordered alloy has its Warren-Cowley parameter", test_b2);
  g_test_add_func ("/neighbourhoods/no neighbours are no order", test_no_neighbours);
  g_test_add_func ("/neighbourhoods/a cut-off beyond the model is refused", test_cutoff_beyond_the_model);
  g_test_add_func ("/neighbourhoods/angles are looked up as the arc cosine has them", test_angle_bins);
  return g_test_run ();
}
