/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "element.h"
#include "pair-histogram.h"

#include <math.h>

static void
test_look_up (void)
{
  const VitElement *copper = vit_element_by_number (29), *zirconium = vit_element_by_symbol ("Zr", -1);

  g_assert_cmpstr (copper->symbol, ==, "Cu");
  g_assert_cmpstr (copper->name, ==, "copper");
  g_assert_cmpfloat (fabs (copper->mass - 63.546), <, 1e-3);
  g_assert_cmpint (zirconium->z, ==, 40);
  g_assert_cmpfloat (fabs (zirconium->mass - 91.224), <, 2e-3);
  g_assert_true (vit_element_by_symbol ("Zr36Cu", 2) == zirconium);
  g_assert_true (vit_element_by_symbol ("C", 1) == vit_element_by_number (6));
  g_assert_true (vit_element_by_symbol ("Cu", 1) == vit_element_by_number (6));
}

/* Each number has its own symbol, which leads back, and sensible properties. */
static void
test_table (void)
{
  for (int z = 1; z <= 96; z++)
    {
      const VitElement *element = vit_element_by_number (z);

      g_assert_nonnull (element);
      g_assert_cmpint (element->z, ==, z);
      g_assert_true (vit_element_by_symbol (element->symbol, -1) == element);
      /* Between one and three nucleons a proton, and no two letters of a symbol are large. */
      g_assert_cmpfloat (element->mass, >=, z * 0.99);
      g_assert_cmpfloat (element->mass, <, 3 * z);
      g_assert_cmpfloat (element->radius, >, 0.2);
      g_assert_cmpfloat (element->radius, <, 2.7);
      g_assert_true (g_ascii_isupper (element->symbol[0]));
      for (int c = 0; c < 3; c++)
        g_assert_true (element->colour[c] >= 0 && element->colour[c] <= 1);
      for (int c = 1; element->symbol[c] != '\0'; c++)
        g_assert_true (g_ascii_islower (element->symbol[c]));
    }
}

static void
test_mass (void)
{
  g_assert_cmpint (vit_element_by_mass (63.55)->z, ==, 29);
  g_assert_cmpint (vit_element_by_mass (180.95)->z, ==, 73);
  g_assert_cmpint (vit_element_by_mass (91.2)->z, ==, 40);
  g_assert_cmpint (vit_element_by_mass (58.69)->z, ==, 28);
  g_assert_cmpint (vit_element_by_mass (58.93)->z, ==, 27);
  g_assert_cmpint (vit_element_by_mass (47.87)->z, ==, 22);
  g_assert_cmpint (vit_element_by_mass (1)->z, ==, 1);
}

static void
test_unknown (void)
{
  static const char *const symbols[] = { "", "Xx", "cu", "CU", "Cuu", "Copper", " Cu" };
  static const double masses[] = { 0, -1, 62.5, 1000, NAN, INFINITY };

  g_assert_null (vit_element_by_number (0));
  g_assert_null (vit_element_by_number (-1));
  g_assert_null (vit_element_by_number (97));
  g_assert_null (vit_element_by_number (1000000));
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    g_assert_null (vit_element_by_symbol (symbols[i], -1));
  g_assert_null (vit_element_by_symbol ("Cu", 0));
  for (gsize i = 0; i < G_N_ELEMENTS (masses); i++)
    g_assert_null (vit_element_by_mass (masses[i]));
}

/* Sears, Neutron News 3 (1992) 26: bound coherent lengths, fm. */
static void
test_neutron_lengths (void)
{
  static const struct
  {
    const char *symbol;
    double b;
  } known[] = { { "Cu", 7.718 }, { "Zr", 7.16 },  { "Ta", 6.91 },  { "Ni", 10.3 }, { "Ti", -3.438 },
                { "H", -3.739 }, { "Al", 3.449 }, { "Fe", 9.45 },  { "Pd", 5.91 }, { "Si", 4.1491 },
                { "O", 5.803 },  { "Nb", 7.054 }, { "Ag", 5.922 }, { "Be", 7.79 }, { "Mn", -3.73 } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpfloat (fabs (vit_element_by_symbol (known[i].symbol, -1)->neutron_length - known[i].b), <, 1e-9);
  g_assert_true (isnan (vit_element_by_symbol ("Po", -1)->neutron_length));
}

/* Forward scattering counts the electrons. */
static void
test_forward_scattering (void)
{
  for (int z = 1; z <= 92; z++)
    g_assert_cmpfloat (fabs (vit_element_xray_form_factor (vit_element_by_number (z), 0) - z), <, 1e-3 * z);
}

/* FF_Rayl of xraylib, at the points q/4π = 0.1, 0.5 and 1 Å⁻¹ of its tables (Hubbell and others, 1975). */
static void
test_form_factor (void)
{
  static const struct
  {
    int z;
    double s;
    double f;
  } known[] = { { 13, 0.1, 11.225 }, { 13, 0.5, 5.6864 }, { 13, 1, 2.3248 },   { 29, 0.1, 27.081 },
                { 29, 0.5, 13.667 }, { 29, 1, 7.1235 },   { 40, 0.1, 36.313 }, { 40, 0.5, 20.808 },
                { 40, 1, 11.777 },   { 73, 0.1, 68.595 }, { 73, 0.5, 42.731 }, { 73, 1, 24.521 } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpfloat (
        fabs (vit_element_xray_form_factor (vit_element_by_number (known[i].z), 4 * G_PI * known[i].s) - known[i].f), <,
        1e-5 * known[i].f);
}

/* It falls with q, and heavier atoms scatter more. */
static void
test_form_factor_falls (void)
{
  const VitElement *copper = vit_element_by_number (29), *zirconium = vit_element_by_number (40);

  for (double q = 0; q < 25; q += 0.1)
    {
      double f = vit_element_xray_form_factor (copper, q);

      g_assert_cmpfloat (vit_element_xray_form_factor (copper, q + 0.1), <, f);
      g_assert_cmpfloat (vit_element_xray_form_factor (zirconium, q), >, f);
      g_assert_cmpfloat (f, >, 0);
    }
}

/* Every unordered pair of 1 to 8 species has its own index, without gaps, in the order (0,0), (0,1) … (1,1) …; both
 * orders of a pair have the same, and vit_pair_species () goes back. */
static void
test_pair_index (void)
{
  for (int n = 1; n <= VIT_MAX_SPECIES; n++)
    {
      int next = 0;

      for (int a = 0; a < n; a++)
        for (int b = a; b < n; b++)
          {
            int low = -1, high = -1;

            g_assert_cmpint (vit_pair_index (n, a, b), ==, next);
            g_assert_cmpint (vit_pair_index (n, b, a), ==, next);
            vit_pair_species (n, next++, &low, &high);
            g_assert_cmpint (low, ==, a);
            g_assert_cmpint (high, ==, b);
          }
      g_assert_cmpint (vit_n_pairs (n), ==, next);
      g_assert_cmpint (next, <=, VIT_MAX_PAIRS);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/element/elements are found by number and symbol", test_look_up);
  g_test_add_func ("/element/every element of the table is sound", test_table);
  g_test_add_func ("/element/elements are found by mass", test_mass);
  g_test_add_func ("/element/unknown elements are NULL", test_unknown);
  g_test_add_func ("/element/neutron lengths are those of Sears", test_neutron_lengths);
  g_test_add_func ("/element/forward scattering counts the electrons", test_forward_scattering);
  g_test_add_func ("/element/form factors are those of xraylib", test_form_factor);
  g_test_add_func ("/element/form factors fall with q", test_form_factor_falls);
  g_test_add_func ("/element/pair indices are a bijection", test_pair_index);
  return g_test_run ();
}
