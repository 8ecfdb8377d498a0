/* SPDX-License-Identifier: GPL-3.0-or-later */

/* g(r), G(r) and partial S(q) of a model against a plain double loop over its atoms, and against the reference numbers
 * of the glasses. That a move changes them rightly is tested in test-observables.c. */

#include "error.h"
#include "rdf-observable.h"
#include "sq-observable.h"
#include "test-support.h"

#include <math.h>

#define BIN 0.05
#define N_ATOMS 260

static VitConfiguration *
make_configuration (void)
{
  VitCell cell = vit_test_cell_triclinic (18, 17, 16);

  return vit_test_configuration_random (&cell, "Cu50Zr30Ni20", N_ATOMS, 1.8, 11);
}

/* A model whose pairs are counted in double precision: the engine's distances put a few pairs into the next bin. */
static VitModel *
make_model (const VitConfiguration *configuration, double bin)
{
  const VitModelNeeds needs = { .histogram = TRUE, .bin = bin };
  g_autoptr (GError) error = NULL;
  VitModel *model = vit_model_new (configuration, &needs, vit_vector_target (), &error);

  g_assert_no_error (error);
  vit_pair_histogram_count_exact (model->histogram, configuration);
  return model;
}

/* g of the pairs of two elements, by the number of neighbours b of all atoms a over that of an ideal gas without the
 * atom itself. */
static double *
loop_partial (const VitConfiguration *configuration, int a, int b, int n_bins)
{
  const guint8 *species = vit_configuration_get_species (configuration);
  double n_a = (double) vit_configuration_get_count (configuration, a);
  double n_b = (double) vit_configuration_get_count (configuration, b) - (a == b);
  double volume = vit_configuration_get_cell (configuration)->volume;
  double *g = g_new0 (double, n_bins);

  for (gsize i = 0; i < N_ATOMS; i++)
    for (gsize j = 0; j < N_ATOMS; j++)
      if (i != j && species[i] == a && species[j] == b)
        {
          double vector[3], r = vit_test_nearest_image (configuration, i, j, vector);
          int k = (int) floor (r / BIN);

          if (k < n_bins)
            g[k] += 1;
        }
  for (int k = 0; k < n_bins; k++)
    g[k] *= volume / (n_a * n_b * 4 * G_PI / 3 * (pow ((k + 1) * BIN, 3) - pow (k * BIN, 3)));
  return g;
}

/* What an element counts for in a total. */
static double
amplitude (const VitElement *element, VitRdfWeights weights)
{
  return weights == VIT_RDF_WEIGHTS_ATOMS ? 1 : weights == VIT_RDF_WEIGHTS_XRAY ? element->z : element->neutron_length;
}

/* Σ_ab c_a c_b f_a f_b g_ab / (Σ c f)² over ordered pairs. */
static double *
loop_total (const VitConfiguration *configuration, VitRdfWeights weights, int n_bins)
{
  int n = vit_configuration_get_n_species (configuration);
  double cf[VIT_MAX_SPECIES], mean = 0;
  double *total = g_new0 (double, n_bins);

  for (int a = 0; a < n; a++)
    {
      cf[a] = (double) vit_configuration_get_count (configuration, a) / N_ATOMS
              * amplitude (vit_configuration_get_element (configuration, a), weights);
      mean += cf[a];
    }
  for (int a = 0; a < n; a++)
    for (int b = 0; b < n; b++)
      {
        g_autofree double *g = loop_partial (configuration, a, b, n_bins);

        for (int k = 0; k < n_bins; k++)
          total[k] += cf[a] * cf[b] / (mean * mean) * g[k];
      }
  return total;
}

/* The observable's curve is @g, or 4πρr (g − 1), to rounding. */
static void
assert_rdf (VitModel *model, const VitRdfOptions *options, const double *g)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitObservable) observable = vit_rdf_observable_new_full (model, options, &error);
  double rho = (double) model->histogram->n_atoms / model->histogram->volume, worst = 0, size = 0;
  g_autofree double *curve = NULL;
  int first;

  g_assert_no_error (error);
  curve = g_new (double, observable->n_points);
  vit_observable_compute_curve (observable, model, curve);
  first = (int) lround (observable->x[0] / model->histogram->bin - 0.5);
  for (gsize i = 0; i < observable->n_points; i++)
    {
      double value = g[first + (int) i];
      double expected = options->reduced ? 4 * G_PI * rho * observable->x[i] * (value - 1) : value;

      worst = fmax (worst, fabs (curve[i] - expected));
      size = fmax (size, fabs (expected));
    }
  g_test_message ("%s: %.1e of the largest value", observable->name, worst / size);
  g_assert_cmpfloat (worst, <, 1e-12 * size);
}

static void
test_partials_by_a_double_loop (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration ();
  g_autoptr (VitModel) model = make_model (configuration, BIN);

  for (int a = 0; a < 3; a++)
    for (int b = a; b < 3; b++)
      {
        g_autofree double *g = loop_partial (configuration, a, b, model->histogram->n_bins);

        for (int reduced = 0; reduced < 2; reduced++)
          assert_rdf (model, &(VitRdfOptions){ vit_pair_index (3, a, b), VIT_RDF_WEIGHTS_ATOMS, reduced, 1.3, 6.7 }, g);
      }
}

static void
test_totals_by_a_double_loop (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration ();
  g_autoptr (VitModel) model = make_model (configuration, BIN);

  for (int weights = VIT_RDF_WEIGHTS_ATOMS; weights <= VIT_RDF_WEIGHTS_NEUTRON; weights++)
    {
      g_autofree double *g = loop_total (configuration, (VitRdfWeights) weights, model->histogram->n_bins);

      for (int reduced = 0; reduced < 2; reduced++)
        assert_rdf (model, &(VitRdfOptions){ VIT_RDF_TOTAL, (VitRdfWeights) weights, reduced, 0, 100 }, g);
    }
}

/* S − 1 = 4πρ ∫ r² (g − 1) sin (qr)/(qr) dr by Simpson's rule in each bin: 1e-9 of the integrand at q Δr = 1. */
static double
loop_structure_factor (const double *g, int n_bins, double rho, double q)
{
  double sum = 0;

  for (int k = 0; k < n_bins; k++)
    for (int part = 0; part < 4; part++)
      {
        double h = BIN / 8, r = k * BIN + (2 * part + 1) * h;

        sum += (g[k] - 1) * h / 3 * ((r - h) * sin (q * (r - h)) + 4 * r * sin (q * r) + (r + h) * sin (q * (r + h)));
      }
  return 1 + 4 * G_PI * rho * sum / q;
}

static void
test_partial_sq_by_a_double_loop (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration ();
  g_autoptr (VitModel) model = make_model (configuration, BIN);
  double rho = vit_configuration_get_density (configuration);
  g_autofree double *q = vit_test_grid (0.5, 0.3, 61);

  for (int a = 0; a < 3; a++)
    for (int b = a; b < 3; b++)
      {
        g_autofree double *g = loop_partial (configuration, a, b, model->histogram->n_bins);
        g_autoptr (VitObservable) observable
            = vit_sq_observable_new_partial (model, vit_pair_index (3, a, b), VIT_WINDOW_NONE, 61, q);
        double curve[61];

        vit_observable_compute_curve (observable, model, curve);
        for (int i = 0; i < 61; i++)
          g_assert_cmpfloat_with_epsilon (curve[i], loop_structure_factor (g, model->histogram->n_bins, rho, q[i]),
                                          1e-6);
      }
}

/* numpy's g(r) and S(q) of the glass; nine digits were printed, and its g(r) ends at 27.28 Å, too. */
static void
test_reference_of_cu64zr36 (void)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitTestTable) gr = vit_test_table_read ("tests/reference/cu64zr36-gr.csv", 5);
  g_autoptr (VitTestTable) sq = vit_test_table_read ("tests/reference/cu64zr36-sq.csv", 5);
  g_autoptr (VitModel) model = make_model (configuration, 0.02);
  g_autofree double *curve = g_new (double, sq->n);

  g_assert_cmpuint (gr->n, ==, model->histogram->n_bins);
  for (int pair = 0; pair < 3; pair++)
    {
      g_autoptr (VitObservable) observable
          = vit_sq_observable_new_partial (model, pair, VIT_WINDOW_NONE, sq->n, sq->column[0]);
      double worst;

      vit_observable_compute_curve (observable, model, curve);
      worst = vit_test_largest_difference (sq->n, curve, sq->column[2 + pair]);
      g_test_message ("%s: %.1e", observable->name, worst);
      g_assert_cmpfloat (worst, <, 1e-6);
    }
}

/* The observable is asked for bins from @low to @high Å of a model that ends at some 7 Å. */
static void
test_range_is_of_the_model (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration ();
  g_autoptr (VitModel) model = make_model (configuration, BIN);
  double end = model->histogram->n_bins * BIN;
  g_autoptr (GError) error = NULL;

  g_assert_null (vit_rdf_observable_new_full (
      model, &(VitRdfOptions){ VIT_RDF_TOTAL, VIT_RDF_WEIGHTS_XRAY, TRUE, end + 0.1, 1e9 }, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

/* Only what is of the pair costs anything: the others leave its S(q) as it is. */
static void
test_other_elements_change_nothing (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration ();
  g_autoptr (VitModel) model = make_model (configuration, BIN);
  const guint8 *species = vit_configuration_get_species (configuration);
  g_autofree double *q = vit_test_grid (0.5, 0.3, 61);
  g_autoptr (VitObservable) observable
      = vit_sq_observable_new_partial (model, vit_pair_index (3, 0, 1), VIT_WINDOW_NONE, 61, q);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < 60; i++)
    {
      const double *change;

      vit_model_propose (model, i, vit_test_random_place (model->atoms, i, 0.5, rand));
      change = observable->kind->change (observable, model);
      g_assert_true ((vit_test_largest (61, change) == 0) == (species[i] == 2));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdf-observable/partial g(r) and G(r) are those of a double loop", test_partials_by_a_double_loop);
  g_test_add_func ("/rdf-observable/totals of all weights are those of a double loop", test_totals_by_a_double_loop);
  g_test_add_func ("/rdf-observable/partial S(q) is that of a double loop", test_partial_sq_by_a_double_loop);
  g_test_add_func ("/rdf-observable/partial S(q) is that of numpy", test_reference_of_cu64zr36);
  g_test_add_func ("/rdf-observable/a range beyond the model is refused", test_range_is_of_the_model);
  g_test_add_func ("/rdf-observable/atoms of other elements change no partial S(q)",
                   test_other_elements_change_nothing);
  return g_test_run ();
}
