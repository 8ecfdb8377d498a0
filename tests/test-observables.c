/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One move against the whole: what the observables say that a move changes, summed over thousands of moves, must be
 * what they compute from scratch afterwards. */

#include "angle-observable.h"
#include "coordination-observable.h"
#include "exafs-observable.h"
#include "feff-path.h"
#include "rdf-observable.h"
#include "sq-observable.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

#define N_MOVES 10000
#define CHECK_EVERY 500
#define N_OBSERVABLES 20

/* A model with one observable of each kind, and the coordinates of each as summed over the moves. */
typedef struct
{
  VitModel *model;
  int n;
  VitObservable *observable[N_OBSERVABLES];
  double *sum[N_OBSERVABLES];
  GRand *rand;
} Fixture;

static void
add (Fixture *self, VitObservable *observable, GError *error)
{
  g_assert_no_error (error);
  g_assert_cmpint (self->n, <, N_OBSERVABLES);
  self->observable[self->n] = observable;
  self->sum[self->n] = g_new (double, observable->n_coordinates);
  observable->kind->compute (observable, self->model, self->sum[self->n]);
  self->n++;
}

static void
add_sq (Fixture *self, VitWindow window)
{
  /* 393 points: not a multiple of the vectors. */
  g_autofree double *q = vit_test_grid (0.4, 0.05, 393);
  GError *error = NULL;

  add (self, vit_sq_observable_new (self->model, VIT_RADIATION_XRAY, window, 393, q, &error), error);
  add (self, vit_sq_observable_new (self->model, VIT_RADIATION_NEUTRON, window, 393, q, &error), error);
  for (int pair = 0; pair < 3; pair++)
    add (self, vit_sq_observable_new_partial (self->model, pair, window, 393, q), NULL);
}

static void
add_rdf (Fixture *self)
{
  GError *error = NULL;

  add (self, vit_rdf_observable_new (self->model, VIT_RDF_TOTAL, 1.5, 100, &error), error);
  add (self, vit_rdf_observable_new (self->model, 0, 1.5, 5, &error), error);
  add (self, vit_rdf_observable_new (self->model, 1, 1.5, 100, &error), error);
}

/* Every way to weight the pairs, as g(r) and as G(r). */
static void
add_weighted_rdf (Fixture *self)
{
  static const VitRdfOptions options[] = {
    { VIT_RDF_TOTAL, VIT_RDF_WEIGHTS_XRAY, FALSE, 1.5, 100 },
    { VIT_RDF_TOTAL, VIT_RDF_WEIGHTS_ATOMS, TRUE, 0, 100 },
    { VIT_RDF_TOTAL, VIT_RDF_WEIGHTS_NEUTRON, TRUE, 0, 5 },
    { 1, VIT_RDF_WEIGHTS_ATOMS, TRUE, 0, 100 },
  };
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    add (self, vit_rdf_observable_new_full (self->model, &options[i], &error), error);
}

/* Nickel scatters as copper does: any kernel serves to compare a sum with itself. */
static void
add_exafs (Fixture *self, int absorber, gboolean filtered)
{
  gboolean zirconium = g_str_equal (self->model->elements[absorber]->symbol, "Zr");
  g_autofree double *k = vit_test_grid (3, 0.05, 221);
  VitExafsOptions options = { .absorber = absorber,
                              .s02 = 0.9,
                              .e0_shift = 2.5,
                              .k_weight = 2,
                              .cutoff = 5.5,
                              .filtered = filtered,
                              .k_window = { 3, 13, 1, VIT_SILL_HANNING },
                              .r_window = { 1.5, 3.4, 0.5, VIT_SILL_HANNING } };
  GError *error = NULL;

  for (int s = 0; s < self->model->n_species; s++)
    {
      const char *scatterer = g_str_equal (self->model->elements[s]->symbol, "Zr") ? "zr" : "cu";
      g_autofree char *pair = g_strdup_printf ("%s_k_%s", zirconium ? "zr" : "cu", scatterer);

      options.paths[s] = vit_test_feff_paths (pair);
    }
  add (self, vit_exafs_observable_new (self->model, &options, zirconium ? "Zr K" : "Cu K", 221, k, &error), error);
  for (int s = 0; s < self->model->n_species; s++)
    g_ptr_array_unref (options.paths[s]);
}

/* Those that keep something of the model themselves (test-neighbourhoods.c has more of them). */
static void
add_neighbourhoods (Fixture *self)
{
  VitCoordinationOptions coordination = { .centre = 0, .neighbour = 1, .n_max = 20 };
  VitAngleOptions angles = { .centre = 1, .pair = { 0, VIT_ALL_SPECIES }, .n_bins = 36 };
  GError *error = NULL;

  for (int pair = 0; pair < VIT_MAX_PAIRS; pair++)
    coordination.cutoff[pair] = angles.cutoff[pair] = 3.6;
  add (self, vit_coordination_observable_new (self->model, &coordination, &error), error);
  add (self, vit_angle_observable_new (self->model, &angles, &error), error);
}

static void
set_up (Fixture *self, const VitConfiguration *configuration, double r_max, VitWindow window, VitVectorTarget target)
{
  VitModelNeeds needs = { .near_radius = 6, .histogram = TRUE, .bin = 0.02, .r_max = r_max };
  GError *error = NULL;

  memset (self, 0, sizeof *self);
  self->rand = g_rand_new_with_seed (7);
  self->model = vit_model_new (configuration, &needs, target, &error);
  g_assert_no_error (error);
  add_sq (self, window);
  add_rdf (self);
  add_weighted_rdf (self);
  for (int species = 0; species < self->model->n_species; species++)
    if (!g_str_equal (self->model->elements[species]->symbol, "Ni"))
      {
        add_exafs (self, species, FALSE);
        add_exafs (self, species, TRUE);
      }
  add_neighbourhoods (self);
}

static void
tear_down (Fixture *self)
{
  for (int i = 0; i < self->n; i++)
    {
      g_free (self->sum[i]);
      vit_observable_free (self->observable[i]);
    }
  vit_model_free (self->model);
  g_rand_free (self->rand);
}

/* A step of 0.05 to 3 Å, small ones as likely as large ones, in a random direction. */
static VitFixedPoint
random_step (Fixture *self, gsize atom)
{
  double length = 0.05 * pow (60, g_rand_double (self->rand)), z = g_rand_double_range (self->rand, -1, 1);
  double angle = g_rand_double_range (self->rand, 0, 2 * G_PI), across = sqrt (1 - z * z);
  double step[3] = { length * across * cos (angle), length * across * sin (angle), length * z };
  VitFixedPoint point = vit_atoms_get (self->model->atoms, atom), change;

  vit_cell_to_fractional (&self->model->atoms->cell, step, step);
  change = vit_fixed_point_from_fractional (step);
  for (int a = 0; a < 3; a++)
    point.f[a] = vit_fixed_add (point.f[a], change.f[a]);
  return point;
}

/* Changes are asked for in random order and some not at all, as the annealer does that rejects early. */
static void
move (Fixture *self)
{
  gsize atom = (gsize) g_rand_int_range (self->rand, 0, (gint32) self->model->atoms->n_atoms);
  gboolean accepted = g_rand_boolean (self->rand);
  int asked = accepted ? self->n : g_rand_int_range (self->rand, 0, self->n + 1);
  int first = g_rand_int_range (self->rand, 0, self->n);

  vit_model_propose (self->model, atom, random_step (self, atom));
  for (int i = 0; i < asked; i++)
    {
      int o = (first + i) % self->n;
      const double *change = self->observable[o]->kind->change (self->observable[o], self->model);

      for (gsize c = 0; accepted && c < self->observable[o]->n_coordinates; c++)
        self->sum[o][c] += change[c];
    }
  for (int o = 0; accepted && o < self->n; o++)
    if (self->observable[o]->kind->commit != NULL)
      self->observable[o]->kind->commit (self->observable[o]);
  if (accepted)
    vit_model_commit (self->model);
}

/* Largest difference between the curve that was kept and the one from scratch, over the rms of that. */
static double
deviation (const Fixture *self, int o)
{
  VitObservable *observable = self->observable[o];
  g_autofree double *kept = g_new (double, observable->n_points), *scratch = g_new (double, observable->n_points);

  observable->kind->to_curve (observable, self->sum[o], kept);
  vit_observable_compute_curve (observable, self->model, scratch);
  return vit_test_largest_difference (observable->n_points, kept, scratch)
         / vit_test_rms (observable->n_points, scratch);
}

static void
walk (const VitConfiguration *configuration, double r_max, VitWindow window, VitVectorTarget target, int n_moves)
{
  Fixture self;
  double worst[N_OBSERVABLES] = { 0 };

  set_up (&self, configuration, r_max, window, target);
  for (int i = 0; i < n_moves; i++)
    {
      move (&self);
      if ((i + 1) % CHECK_EVERY == 0)
        {
          g_assert_true (vit_model_rebuild (self.model));
          for (int o = 0; o < self.n; o++)
            worst[o] = fmax (worst[o], deviation (&self, o));
        }
    }
  for (int o = 0; o < self.n; o++)
    {
      g_test_message ("%s: %.1e of the rms", self.observable[o]->name, worst[o]);
      g_assert_cmpfloat (worst[o], <, 1e-6);
    }
  tear_down (&self);
}

static void
test_orthogonal (void)
{
  VitCell cell = vit_test_cell_orthogonal (19, 20, 21);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 490, 2, 1);

  walk (configuration, 0, VIT_WINDOW_NONE, vit_vector_target (), N_MOVES);
}

static void
test_triclinic (void)
{
  VitCell cell = vit_test_cell_triclinic (22, 21, 20);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu50Zr30Ni20", 431, 2, 2);

  walk (configuration, 0, VIT_WINDOW_LORCH, vit_vector_target (), N_MOVES);
}

/* Long cells and a short r_max: the changes come from the boxes of the grid that are near, not from all atoms. */
static void
test_short_orthogonal (void)
{
  VitCell cell = vit_test_cell_orthogonal (15, 58, 15);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Zr36Cu64", 700, 2, 3);

  walk (configuration, 6, VIT_WINDOW_COSINE, vit_vector_target (), N_MOVES);
}

static void
test_short_triclinic (void)
{
  VitCell cell = vit_test_cell_triclinic (17, 17, 60);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu50Zr30Ni20", 800, 2, 4);

  walk (configuration, 6.3, VIT_WINDOW_COSINE, vit_vector_target (), N_MOVES);
}

static void
test_every_target (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu50Zr50", 301, 2, 5);
  VitVectorTarget targets[3];
  int n = vit_test_vector_targets (targets);

  for (int t = 0; t < n; t++)
    walk (configuration, 0, VIT_WINDOW_NONE, targets[t], 2 * CHECK_EVERY);
}

/* Padding must be zero: χ² is summed over whole vectors. */
static void
test_padding (void)
{
  VitCell cell = vit_test_cell_orthogonal (19, 20, 21);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 490, 2, 1);
  Fixture self;

  set_up (&self, configuration, 0, VIT_WINDOW_NONE, vit_vector_target ());
  for (int i = 0; i < 50; i++)
    {
      vit_model_propose (self.model, (gsize) i, random_step (&self, (gsize) i));
      for (int o = 0; o < self.n; o++)
        {
          const double *change = self.observable[o]->kind->change (self.observable[o], self.model);

          g_assert_cmpuint ((guintptr) change % 64, ==, 0);
          for (gsize c = self.observable[o]->n_coordinates; c % 16 != 0; c++)
            g_assert_true (change[c] == 0);
        }
    }
  tear_down (&self);
}

/* A move of no length changes nothing, and neither does one by whole periods of the cell. */
static void
test_no_move (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 400, 2, 6);
  Fixture self;

  set_up (&self, configuration, 0, VIT_WINDOW_NONE, vit_vector_target ());
  for (gsize i = 0; i < 20; i++)
    {
      vit_model_propose (self.model, i, vit_atoms_get (self.model->atoms, i));
      for (int o = 0; o < self.n; o++)
        {
          const double *change = self.observable[o]->kind->change (self.observable[o], self.model);

          /* EXAFS takes the old distances away one by one and adds the new ones: they cancel to the rounding of floats.
           */
          for (gsize c = 0; c < self.observable[o]->n_coordinates; c++)
            g_assert_cmpfloat (fabs (change[c]), <, 1e-6);
        }
    }
  tear_down (&self);
}

/* An atom that is the only one of its species has no pairs with itself; its g(r) stays 1 and its S(q) finite. */
static void
test_single_atom_species (void)
{
  VitCell cell = vit_test_cell_orthogonal (19, 20, 21);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu399Zr1", 400, 2, 8);

  walk (configuration, 0, VIT_WINDOW_NONE, vit_vector_target (), 4 * CHECK_EVERY);
}

/* A curve that an EXAFS observable can make comes back from its coordinates, and one that it cannot leaves the rest. */
static void
test_coordinates_keep_distances (void)
{
  VitCell cell = vit_test_cell_orthogonal (19, 20, 21);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu64Zr36", 490, 2, 1);
  Fixture self;

  set_up (&self, configuration, 0, VIT_WINDOW_NONE, vit_vector_target ());
  for (int o = 0; o < self.n; o++)
    {
      VitObservable *observable = self.observable[o];
      gsize n = observable->n_points;
      g_autofree double *curve = g_new (double, n), *target = g_new (double, n);
      g_autofree double *coordinates = g_new (double, observable->n_coordinates);
      double outside, points = 0, inside = 0;

      vit_observable_compute_curve (observable, self.model, curve);
      for (gsize i = 0; i < n; i++)
        target[i] = curve[i] + 0.1 * sin (0.37 * (double) (i * i));
      outside = observable->kind->from_curve (observable, target, coordinates);
      for (gsize i = 0; i < n; i++)
        points += (target[i] - curve[i]) * (target[i] - curve[i]);
      for (gsize c = 0; c < observable->n_coordinates; c++)
        inside += (coordinates[c] - self.sum[o][c]) * (coordinates[c] - self.sum[o][c]);
      g_assert_cmpfloat (fabs (inside + outside - points), <, 1e-10 * points);
      g_assert_cmpuint (observable->n_coordinates, <=, n);
    }
  tear_down (&self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/observables/moves add up to the whole, orthogonal cell", test_orthogonal);
  g_test_add_func ("/observables/moves add up to the whole, triclinic cell", test_triclinic);
  g_test_add_func ("/observables/moves add up to the whole, short r_max, orthogonal cell", test_short_orthogonal);
  g_test_add_func ("/observables/moves add up to the whole, short r_max, triclinic cell", test_short_triclinic);
  g_test_add_func ("/observables/moves add up to the whole with every vector target", test_every_target);
  g_test_add_func ("/observables/a change is padded by zeros to whole aligned vectors", test_padding);
  g_test_add_func ("/observables/a move of no length changes nothing", test_no_move);
  g_test_add_func ("/observables/a species of one atom has finite curves", test_single_atom_species);
  g_test_add_func ("/observables/distances are the same in coordinates and in points", test_coordinates_keep_distances);
  return g_test_run ();
}
