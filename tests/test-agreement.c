/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement.h"
#include "error.h"
#include "random-packing.h"
#include "structure-factor.h"

#include <math.h>
#include <string.h>

#define N_ATOMS 100

static void
init_cell (VitCell *cell, double edge)
{
  g_autoptr (GError) error = NULL;

  vit_cell_init_parameters (cell, (double[]){ edge, edge, edge }, (double[]){ G_PI / 2, G_PI / 2, G_PI / 2 }, &error);
  g_assert_no_error (error);
}

/* 40 atoms of one element, 60 of another. */
static VitConfiguration *
new_configuration (double edge, guint8 z_first, guint8 z_second, guint64 seed)
{
  VitCell cell;
  guint8 atoms[N_ATOMS];
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration;

  init_cell (&cell, edge);
  memset (atoms, z_first, 40);
  memset (atoms + 40, z_second, N_ATOMS - 40);
  configuration = vit_random_packing (&cell, N_ATOMS, atoms, (double[]){ 2, 2, 2 }, seed, &error);
  g_assert_no_error (error);
  return configuration;
}

/* The same atoms in the opposite order: species change places. */
static VitConfiguration *
reverse (const VitConfiguration *configuration)
{
  gsize n = vit_configuration_get_n_atoms (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  const double (*from)[3] = vit_configuration_get_positions (configuration);
  g_autofree guint8 *atoms = g_new (guint8, n);
  g_autofree double (*position)[3] = g_malloc_n (n, sizeof *position);
  g_autoptr (GError) error = NULL;
  VitConfiguration *result;

  for (gsize i = 0; i < n; i++)
    {
      atoms[i] = (guint8) vit_configuration_get_element (configuration, species[n - 1 - i])->z;
      memcpy (position[i], from[n - 1 - i], sizeof *position);
    }
  result = vit_configuration_new (vit_configuration_get_cell (configuration), n, atoms, (const double (*)[3]) position,
                                  &error);
  g_assert_no_error (error);
  return result;
}

/* Wave numbers 0.6, 0.7 … 20 Å⁻¹. */
#define N_Q 195

static VitAgreementOptions
new_options (double bin, double r_max)
{
  static double q[N_Q];

  for (int i = 0; i < N_Q; i++)
    q[i] = 0.6 + 0.1 * i;
  return (VitAgreementOptions){ .bin = bin, .r_max = r_max, .n = N_Q, .q = q };
}

static GArray *
compare (const VitConfiguration *model, const VitConfiguration *target, const VitAgreementOptions *options)
{
  g_autoptr (GError) error = NULL;
  GArray *result = vit_agreement_compare (model, target, options, &error);

  g_assert_no_error (error);
  return result;
}

static double
find (const GArray *agreements, const char *name)
{
  for (guint i = 0; i < agreements->len; i++)
    if (g_str_equal (g_array_index (agreements, VitAgreement, i).name, name))
      return g_array_index (agreements, VitAgreement, i).r2;
  g_error ("there is no curve %s", name);
}

static void
test_r_squared (void)
{
  const double target[] = { 1, 2, 3, 4 }, shifted[] = { 1.5, 2.5, 3.5, 4.5 }, mean[] = { 2.5, 2.5, 2.5, 2.5 };
  const double opposite[] = { 4, 3, 2, 1 }, one_off[] = { 1, 2, 3, 5 };

  /* Σ (target − mean)² = 5. */
  /* Σ (y − y_target)² / ⟨y_target²⟩ of 4 points. */
  g_assert_cmpfloat (vit_delta_squared (4, target, target), ==, 0);
  g_assert_cmpfloat_with_epsilon (
      vit_delta_squared (4, one_off, target),
      4
          * ((one_off[0] - target[0]) * (one_off[0] - target[0]) + (one_off[1] - target[1]) * (one_off[1] - target[1])
             + (one_off[2] - target[2]) * (one_off[2] - target[2])
             + (one_off[3] - target[3]) * (one_off[3] - target[3]))
          / (target[0] * target[0] + target[1] * target[1] + target[2] * target[2] + target[3] * target[3]),
      1e-14);
  g_assert_cmpfloat (vit_r_squared (4, target, target), ==, 1);
  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, shifted, target), 1 - 1.0 / 5, 1e-15);
  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, one_off, target), 1 - 1.0 / 5, 1e-15);
  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, mean, target), 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, opposite, target), -3, 1e-15);
}

static void
test_r_squared_is_not_symmetric (void)
{
  const double target[] = { 0, 1, 0, 1 }, model[] = { 0, 2, 0, 2 };

  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, model, target), 1 - 2.0 / 1, 1e-15);
  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, target, model), 1 - 2.0 / 4, 1e-15);
}

/* S(q) of 1e6 and a hair: the mean is taken off before squaring. */
static void
test_r_squared_of_large_values (void)
{
  const double target[] = { 1e6 + 1, 1e6 + 2, 1e6 + 3, 1e6 + 4 },
               model[] = { 1e6 + 1.5, 1e6 + 2.5, 1e6 + 3.5, 1e6 + 4.5 };

  g_assert_cmpfloat_with_epsilon (vit_r_squared (4, model, target), 0.8, 1e-9);
}

static void
test_constant_target (void)
{
  const double target[] = { 1, 1, 1 }, other[] = { 1, 1, 2 };

  g_assert_cmpfloat (vit_r_squared (3, target, target), ==, 1);
  g_assert_cmpfloat (vit_r_squared (3, other, target), <, 0);
}

static void
test_itself (void)
{
  static const char *const names[] = { "g(r) total", "g(r) Cu-Cu", "g(r) Cu-Zr", "g(r) Zr-Zr",
                                       "S(q) X-ray", "S(q) Cu-Cu", "S(q) Cu-Zr", "S(q) Zr-Zr" };
  VitAgreementOptions options = new_options (0.02, 0);
  g_autoptr (VitConfiguration) configuration = new_configuration (12, 29, 40, 1);
  g_autoptr (GArray) agreements = compare (configuration, configuration, &options);

  g_assert_cmpuint (agreements->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < agreements->len; i++)
    {
      g_assert_cmpstr (g_array_index (agreements, VitAgreement, i).name, ==, names[i]);
      g_assert_cmpfloat (g_array_index (agreements, VitAgreement, i).r2, ==, 1);
    }
}

static void
test_order_of_atoms (void)
{
  VitAgreementOptions options = new_options (0.05, 0);
  g_autoptr (VitConfiguration) a = new_configuration (12, 29, 40, 1), b = new_configuration (12, 29, 40, 2);
  g_autoptr (VitConfiguration) a_reversed = reverse (a);
  g_autoptr (GArray) same = compare (a_reversed, a, &options), straight = compare (a, b, &options),
                     crossed = compare (a_reversed, b, &options);

  /* The sums are of the same numbers in another order. */
  for (guint i = 0; i < same->len; i++)
    {
      g_assert_cmpfloat_with_epsilon (g_array_index (same, VitAgreement, i).r2, 1, 1e-12);
      g_assert_cmpstr (g_array_index (straight, VitAgreement, i).name, ==,
                       g_array_index (crossed, VitAgreement, i).name);
      g_assert_cmpfloat_with_epsilon (g_array_index (straight, VitAgreement, i).r2,
                                      g_array_index (crossed, VitAgreement, i).r2, 1e-9);
    }
  g_assert_cmpfloat (find (straight, "g(r) total"), <, 0.99);
}

/* The same from the histograms. */
static void
test_values (void)
{
  VitAgreementOptions options = new_options (0.1, 5);
  const VitConfiguration *both[2];
  g_autoptr (VitConfiguration) model = new_configuration (12, 29, 40, 1), target = new_configuration (12.5, 29, 40, 2);
  g_autoptr (GArray) agreements = compare (model, target, &options);
  double g[2][50], partial_g[2][50], s[2][N_Q], partials[2][3 * N_Q];

  both[0] = model;
  both[1] = target;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VitAtoms) atoms = vit_atoms_new (both[i]);
      g_autoptr (VitPairHistogram) histogram = vit_pair_histogram_new (atoms, 0.1, 5, &error);
      const VitElement *elements[] = { vit_element_by_number (29), vit_element_by_number (40) };
      double weights[3 * N_Q];

      g_assert_no_error (error);
      g_assert_cmpint (histogram->n_bins, ==, 50);
      vit_pair_histogram_count_exact (histogram, both[i]);
      vit_pair_histogram_get_total_g (histogram, g[i]);
      vit_pair_histogram_get_g (histogram, 1, partial_g[i]);
      vit_structure_factor_partials (histogram, VIT_WINDOW_NONE, N_Q, options.q, partials[i]);
      vit_scattering_weights (histogram, elements, VIT_RADIATION_XRAY, N_Q, options.q, weights, &error);
      g_assert_no_error (error);
      vit_structure_factor_total (3, N_Q, weights, partials[i], s[i]);
    }
  g_assert_cmpfloat (find (agreements, "g(r) total"), ==, vit_r_squared (50, g[0], g[1]));
  g_assert_cmpfloat (find (agreements, "g(r) Cu-Zr"), ==, vit_r_squared (50, partial_g[0], partial_g[1]));
  g_assert_cmpfloat (find (agreements, "S(q) X-ray"), ==, vit_r_squared (N_Q, s[0], s[1]));
  g_assert_cmpfloat (find (agreements, "S(q) Zr-Zr"), ==,
                     vit_r_squared (N_Q, partials[0] + 2 * N_Q, partials[1] + 2 * N_Q));
}

static void
test_smaller_cell_decides (void)
{
  VitAgreementOptions whole = new_options (0.05, 0), cut = new_options (0.05, 5.5), too_far = new_options (0.05, 5.8);
  g_autoptr (VitConfiguration) small = new_configuration (11, 29, 40, 1), large = new_configuration (14, 29, 40, 2);
  g_autoptr (GArray) a = compare (small, large, &whole), b = compare (small, large, &cut);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < a->len; i++)
    g_assert_cmpfloat (g_array_index (a, VitAgreement, i).r2, ==, g_array_index (b, VitAgreement, i).r2);
  g_assert_null (vit_agreement_compare (small, large, &too_far, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

static void
test_other_elements (void)
{
  VitAgreementOptions options = new_options (0.05, 0);
  g_autoptr (VitConfiguration) cu_zr = new_configuration (12, 29, 40, 1), cu_ta = new_configuration (12, 29, 73, 1),
                               cu = new_configuration (12, 29, 29, 1);
  const VitConfiguration *const pairs[][2] = { { cu_zr, cu_ta }, { cu, cu_zr }, { cu_zr, cu } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_agreement_compare (pairs[i][0], pairs[i][1], &options, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/r-squared-is-its-formula", test_r_squared);
  g_test_add_func ("/agreement/r-squared-is-relative-to-the-target", test_r_squared_is_not_symmetric);
  g_test_add_func ("/agreement/r-squared-holds-for-large-values", test_r_squared_of_large_values);
  g_test_add_func ("/agreement/a-constant-target-is-matched-or-not", test_constant_target);
  g_test_add_func ("/agreement/a-configuration-agrees-with-itself", test_itself);
  g_test_add_func ("/agreement/the-order-of-atoms-does-not-matter", test_order_of_atoms);
  g_test_add_func ("/agreement/curves-are-those-of-the-histograms", test_values);
  g_test_add_func ("/agreement/the-smaller-cell-decides-how-far", test_smaller_cell_decides);
  g_test_add_func ("/agreement/other-elements-are-refused", test_other_elements);
  return g_test_run ();
}
