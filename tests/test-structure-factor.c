/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atoms.h"
#include "error.h"
#include "structure-factor.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static VitPairHistogram *
exact_histogram (const VitConfiguration *configuration, double bin, double r_max)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (GError) error = NULL;
  VitPairHistogram *histogram = vit_pair_histogram_new (atoms, bin, r_max, &error);

  g_assert_no_error (error);
  vit_pair_histogram_count_exact (histogram, configuration);
  return histogram;
}

static void
get_elements (const VitConfiguration *configuration, const VitElement *elements[VIT_MAX_SPECIES])
{
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    elements[s] = vit_configuration_get_element (configuration, s);
}

/* The long way round, in the precision that is left. */
static double
sphere_transform (double q, double r)
{
  long double x = (long double) q * r;

  return (double) ((sinl (x) - x * cosl (x)) / ((long double) q * q * q));
}

/* Two atoms at a distance r in the middle of a bin. */
static VitConfiguration *
pair_of_atoms (guint8 z1, guint8 z2, double r)
{
  VitCell cell = vit_test_cell_orthogonal (20, 21, 22);
  const double position[2][3] = { { 1, 1, 1 }, { 1 + r * 2 / 3, 1 - r / 3, 1 + r * 2 / 3 } };
  const guint8 z[2] = { z1, z2 };
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_new (&cell, 2, z, position, &error);

  g_assert_no_error (error);
  return configuration;
}

/* One pair among N atoms of a volume V gives S − 1 = 4π (N/V) (V/P) sin (qr)/(4π qr) and the sphere without a pair
 * takes away its transform; P = 1 and N = 2 here. A bin of 0.001 Å smears q r by (0.001 q)²/24 = 2e-5 at q = 20. */
static void
test_single_pair (void)
{
  double r = 2.6005;
  g_autoptr (VitConfiguration) like = pair_of_atoms (29, 29, r), unlike = pair_of_atoms (29, 40, r);
  g_autoptr (VitPairHistogram) histogram = exact_histogram (like, 0.001, 10);
  g_autoptr (VitPairHistogram) other = exact_histogram (unlike, 0.001, 10);
  double rho = 2 / histogram->volume;
  gsize n = 100;
  g_autofree double *q = vit_test_grid (0.2, 0.2, n), *s = g_new (double, n), *partials = g_new (double, 3 * n);

  vit_structure_factor_partials (histogram, VIT_WINDOW_NONE, n, q, s);
  vit_structure_factor_partials (other, VIT_WINDOW_NONE, n, q, partials);
  for (gsize i = 0; i < n; i++)
    {
      double expected = 1 + 2 * sin (q[i] * r) / (q[i] * r) - 4 * G_PI * rho * sphere_transform (q[i], 10);

      g_assert_cmpfloat (fabs (s[i] - expected), <, 3e-5);
      g_assert_cmpfloat (fabs (partials[n + i] - expected), <, 3e-5);
      /* No pair of two copper atoms can be there: nothing is known, S = 1. */
      g_assert_cmpfloat (partials[i], ==, 1);
      g_assert_cmpfloat (partials[2 * n + i], ==, 1);
    }
}

/* The total of an unlike pair is what Debye's formula gives for a molecule: I = f₁² + f₂² + 2 f₁f₂ sin (qr)/(qr), and
 * in Faber and Ziman's normalisation S − 1 = (I − Σf²)/(N ⟨f⟩²). The sphere around an atom is taken away as above. */
static void
test_debye (void)
{
  double r = 2.6005;
  g_autoptr (VitConfiguration) configuration = pair_of_atoms (29, 40, r);
  g_autoptr (VitPairHistogram) histogram = exact_histogram (configuration, 0.001, 10);
  const VitElement *elements[VIT_MAX_SPECIES];
  gsize n = 100;
  g_autofree double *q = vit_test_grid (0.2, 0.2, n), *s = g_new (double, n);
  g_autofree double *partials = g_new (double, 3 * n), *weights = g_new (double, 3 * n);
  g_autoptr (GError) error = NULL;

  get_elements (configuration, elements);
  vit_structure_factor_partials (histogram, VIT_WINDOW_NONE, n, q, partials);
  g_assert_true (vit_scattering_weights (histogram, elements, VIT_RADIATION_XRAY, n, q, weights, &error));
  vit_structure_factor_total (3, n, weights, partials, s);
  for (gsize i = 0; i < n; i++)
    {
      double f1 = vit_element_xray_form_factor (vit_element_by_number (29), q[i]);
      double f2 = vit_element_xray_form_factor (vit_element_by_number (40), q[i]), mean = (f1 + f2) / 2;
      double debye = 2 * f1 * f2 * sin (q[i] * r) / (q[i] * r) / (2 * mean * mean);
      double sphere = 4 * G_PI * 2 / histogram->volume * sphere_transform (q[i], 10) * f1 * f2 / (2 * mean * mean);

      g_assert_cmpfloat (fabs (s[i] - 1 - debye + sphere), <, 3e-5);
    }
}

/* S(q) as numpy computed it from its own g(r): the printed digits are what is left. */
static void
check_reference (const char *glass, int n_columns)
{
  g_autofree char *xyz = g_strdup_printf ("data/glasses/%s.xyz", glass);
  g_autofree char *csv = g_strdup_printf ("tests/reference/%s-sq.csv", glass);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read (xyz);
  g_autoptr (VitTestTable) table = vit_test_table_read (csv, n_columns);
  g_autoptr (VitPairHistogram) histogram = exact_histogram (configuration, 0.02, 0);
  const VitElement *elements[VIT_MAX_SPECIES];
  int n_pairs = histogram->n_pairs;
  gsize n = table->n;
  g_autofree double *partials = g_new (double, (gsize) n_pairs *n), *weights = g_new (double, (gsize) n_pairs *n);
  g_autofree double *s = g_new (double, n);
  g_autoptr (GError) error = NULL;
  double worst;

  get_elements (configuration, elements);
  vit_structure_factor_partials (histogram, VIT_WINDOW_NONE, n, table->column[0], partials);
  g_assert_true (
      vit_scattering_weights (histogram, elements, VIT_RADIATION_XRAY, n, table->column[0], weights, &error));
  vit_structure_factor_total (n_pairs, n, weights, partials, s);
  worst = vit_test_largest_difference (n, s, table->column[1]);
  g_test_message ("%s X-ray: %.1e", glass, worst);
  g_assert_cmpfloat (worst, <, 1e-6);
  for (int pair = 0; pair < n_pairs; pair++)
    {
      worst = vit_test_largest_difference (n, partials + (gsize) pair * n, table->column[2 + pair]);
      g_test_message ("%s pair %d: %.1e", glass, pair, worst);
      g_assert_cmpfloat (worst, <, 1e-6);
    }
}

static void
test_reference_cuzr (void)
{
  check_reference ("cu64zr36", 5);
}

static void
test_reference_ta (void)
{
  check_reference ("ta", 3);
}

/* At every q the weights of all pairs add up to (Σ c f)² / (Σ c f)² = 1, also with lengths of both signs. */
static void
test_weights (void)
{
  static const char *const composition[] = { "Cu64Zr36", "Ta", "Ti60Ni40", "Cu3Zr2Ni1Ti1Al1Ag1Be1Pd1" };
  VitCell cell = vit_test_cell_orthogonal (12, 12, 12);
  gsize n = 60;
  g_autofree double *q = vit_test_grid (0, 0.5, n);

  for (gsize c = 0; c < G_N_ELEMENTS (composition); c++)
    for (VitRadiation radiation = VIT_RADIATION_XRAY; radiation <= VIT_RADIATION_NEUTRON; radiation++)
      {
        g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, composition[c], 110, 0, 1);
        g_autoptr (VitPairHistogram) histogram = exact_histogram (configuration, 0.02, 0);
        const VitElement *elements[VIT_MAX_SPECIES];
        g_autofree double *weights = g_new (double, (gsize) histogram->n_pairs *n);
        g_autoptr (GError) error = NULL;

        get_elements (configuration, elements);
        g_assert_true (vit_scattering_weights (histogram, elements, radiation, n, q, weights, &error));
        for (gsize i = 0; i < n; i++)
          {
            double sum = 0;

            for (int pair = 0; pair < histogram->n_pairs; pair++)
              sum += weights[(gsize) pair * n + i];
            g_assert_cmpfloat (fabs (sum - 1), <, 1e-12);
          }
      }
}

/* Ti60Ni40 by hand: b = −3.438 and 10.3 fm, ⟨b⟩ = 0.6 (−3.438) + 0.4 · 10.3 = 2.0572 fm. */
static void
test_neutron_weights (void)
{
  VitCell cell = vit_test_cell_orthogonal (12, 12, 12);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Ti60Ni40", 100, 0, 1);
  g_autoptr (VitPairHistogram) histogram = exact_histogram (configuration, 0.02, 0);
  const VitElement *elements[VIT_MAX_SPECIES];
  const double q[2] = { 0.5, 15 };
  double weights[6];
  int ti = vit_configuration_find_species (configuration, 22), ni = 1 - ti;

  get_elements (configuration, elements);
  g_assert_true (vit_scattering_weights (histogram, elements, VIT_RADIATION_NEUTRON, 2, q, weights, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpfloat (fabs (weights[2 * vit_pair_index (2, ti, ti) + i] - 1.005452), <, 1e-5);
      g_assert_cmpfloat (fabs (weights[2 * vit_pair_index (2, ti, ni) + i] + 4.016348), <, 1e-5);
      g_assert_cmpfloat (fabs (weights[2 * vit_pair_index (2, ni, ni) + i] - 4.010896), <, 1e-5);
    }
}

/* Ti3580Zr1719 scatters no neutrons coherently: 3580 · 3.438 = 1719 · 7.16. */
static void
test_null_alloy (void)
{
  VitCell cell = vit_test_cell_orthogonal (30, 30, 30);
  g_autoptr (VitConfiguration) null_alloy = vit_test_configuration_random (&cell, "Ti3580Zr1719", 5299, 0, 1);
  g_autoptr (VitConfiguration) unknown = vit_test_configuration_random (&cell, "PoCu", 10, 0, 1);
  const VitConfiguration *bad[] = { null_alloy, unknown };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (VitAtoms) atoms = vit_atoms_new (bad[i]);
      g_autoptr (VitPairHistogram) histogram = vit_pair_histogram_new (atoms, 0.02, 0, NULL);
      const VitElement *elements[VIT_MAX_SPECIES];
      const double q[1] = { 2 };
      double weights[3];
      g_autoptr (GError) error = NULL;

      get_elements (bad[i], elements);
      g_assert_false (vit_scattering_weights (histogram, elements, VIT_RADIATION_NEUTRON, 1, q, weights, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
      g_assert_true (vit_scattering_weights (histogram, elements, VIT_RADIATION_XRAY, 1, q, weights, NULL));
    }
}

static void
test_windows (void)
{
  double at_end = vit_window_value (VIT_WINDOW_LORCH, 10, 10);

  for (double r = 0; r <= 10; r += 0.01)
    {
      double half = cos (G_PI / 2 * (r - 5) / 5), x = G_PI * r / 10;

      g_assert_cmpfloat (vit_window_value (VIT_WINDOW_NONE, r, 10), ==, 1);
      /* 1 up to half way, from there cos² falls to zero. */
      g_assert_cmpfloat (fabs (vit_window_value (VIT_WINDOW_COSINE, r, 10) - (r < 5 ? 1 : half * half)), <, 1e-12);
      g_assert_cmpfloat (fabs (vit_window_value (VIT_WINDOW_LORCH, r, 10) - (r > 0 ? sin (x) / x : 1)), <, 1e-12);
    }
  g_assert_cmpfloat (fabs (vit_window_value (VIT_WINDOW_LORCH, 5, 10) - 2 / G_PI), <, 1e-12);
  g_assert_cmpfloat (fabs (at_end), <, 1e-12);
  g_assert_cmpfloat (vit_window_value (VIT_WINDOW_COSINE, 10.01, 10), ==, 0);
  g_assert_cmpfloat (vit_window_value (VIT_WINDOW_LORCH, 10.01, 10), ==, 0);
}

static void
test_window_names (void)
{
  VitWindow window = VIT_WINDOW_LORCH;

  g_assert_true (vit_window_from_string ("none", &window) && window == VIT_WINDOW_NONE);
  g_assert_true (vit_window_from_string ("cosine", &window) && window == VIT_WINDOW_COSINE);
  g_assert_true (vit_window_from_string ("lorch", &window) && window == VIT_WINDOW_LORCH);
  g_assert_false (vit_window_from_string ("Hann", &window));
  g_assert_cmpint (window, ==, VIT_WINDOW_LORCH);
}

/* The kernel is the integral of r² sin (qr)/(qr): by Simpson's rule in between, by r³/3 at q = 0, and without a step
 * where the series ends and the closed form begins (qr = 0.1). */
static void
test_kernel (void)
{
  g_assert_cmpfloat (fabs (vit_sine_kernel (0, 2, 3) - 19.0 / 3), <, 1e-12);
  g_assert_cmpfloat (fabs (vit_sine_kernel (1e-9, 2, 3) - 19.0 / 3), <, 1e-12);
  for (double q = 1e-3; q < 40; q *= 1.37)
    {
      double sum = 0, low = 1.3, step = 0.001;

      for (int i = 0; i <= 100; i++)
        {
          double r = low + i * step;

          sum += (i == 0 || i == 100 ? 1 : i % 2 ? 4 : 2) * r * sin (q * r) / q * step / 3;
        }
      /* Simpson's error is (0.1/180) step⁴ q² r/… ≪ 1e-12. */
      g_assert_cmpfloat (fabs (vit_sine_kernel (q, low, low + 0.1) - sum), <, 1e-10);
    }
  for (double x = 0.0999; x < 0.1001; x += 1e-6)
    g_assert_cmpfloat (fabs (vit_sine_kernel (x, 0, 1) / sphere_transform (x, 1) - 1), <, 1e-9);
}

/* For q → 0 S counts pairs: S − 1 = ρ (V h/P − 4π/3 R³), with h all pairs within R. */
static void
test_long_waves (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 22, 24);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "CuZr", 500, 1.5, 1);
  g_autoptr (VitPairHistogram) histogram = exact_histogram (configuration, 0.02, 8);
  const double q[3] = { 0, 1e-6, 1e-3 };
  double s[9], rho = 500 / cell.volume;

  vit_structure_factor_partials (histogram, VIT_WINDOW_NONE, 3, q, s);
  for (int pair = 0; pair < 3; pair++)
    {
      double pairs = 0, expected;

      for (int k = 0; k < 400; k++)
        pairs += (double) histogram->count[pair * 400 + k];
      expected = 1 + rho * (cell.volume * pairs / histogram->pairs[pair] - 4 * G_PI / 3 * 512);
      g_assert_cmpfloat (fabs (s[3 * pair] - expected), <, 1e-9);
      g_assert_cmpfloat (fabs (s[3 * pair + 1] - expected), <, 1e-9);
      /* (qR)²/10 of terms of order ρ R³. */
      g_assert_cmpfloat (fabs (s[3 * pair + 2] - expected), <, 1e-3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/structure-factor/one pair gives sin (qr)/(qr)", test_single_pair);
  g_test_add_func ("/structure-factor/a molecule scatters as Debye says", test_debye);
  g_test_add_func ("/structure-factor/S(q) of Cu64Zr36 is that of numpy", test_reference_cuzr);
  g_test_add_func ("/structure-factor/S(q) of tantalum is that of numpy", test_reference_ta);
  g_test_add_func ("/structure-factor/weights add up to one at every q", test_weights);
  g_test_add_func ("/structure-factor/neutron weights of Ti60Ni40 are those by hand", test_neutron_weights);
  g_test_add_func ("/structure-factor/a null alloy and unknown lengths are errors", test_null_alloy);
  g_test_add_func ("/structure-factor/windows have the values of their formulas", test_windows);
  g_test_add_func ("/structure-factor/windows have names", test_window_names);
  g_test_add_func ("/structure-factor/the kernel is the integral over a shell", test_kernel);
  g_test_add_func ("/structure-factor/long waves count pairs", test_long_waves);
  return g_test_run ();
}
