/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"
#include "error.h"

#include <math.h>

static VitComposition
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VitComposition composition;

  vit_composition_parse (&composition, text, &error);
  g_assert_no_error (error);
  return composition;
}

static void
test_parse (void)
{
  static const char *const same[] = { "Cu64Zr36", "Cu 64 Zr 36", "  Cu64 Zr36\n", "Cu64.0Zr36.", "Cu6.4e1Zr3.6e1" };
  VitComposition fractions = parse ("Cu 0.64 Zr .36"), one = parse ("Ta"), mixed = parse ("CuZr2"),
                 carbon = parse ("CCuCo");

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      VitComposition composition = parse (same[i]);

      g_assert_cmpint (composition.n, ==, 2);
      g_assert_cmpint (composition.element[0]->z, ==, 29);
      g_assert_cmpint (composition.element[1]->z, ==, 40);
      g_assert_cmpfloat (composition.count[0], ==, 64);
      g_assert_cmpfloat (composition.count[1], ==, 36);
    }
  g_assert_cmpfloat (fabs (fractions.count[0] / fractions.count[1] - 64.0 / 36), <, 1e-12);
  g_assert_cmpint (one.n, ==, 1);
  g_assert_cmpint (one.element[0]->z, ==, 73);
  g_assert_cmpfloat (one.count[0], ==, 1);
  g_assert_cmpfloat (mixed.count[0], ==, 1);
  g_assert_cmpfloat (mixed.count[1], ==, 2);
  g_assert_cmpint (carbon.n, ==, 3);
  g_assert_cmpint (carbon.element[0]->z, ==, 6);
  g_assert_cmpint (carbon.element[2]->z, ==, 27);
}

static void
test_parse_errors (void)
{
  static const char *const bad[]
      = { "",          "   ",       "64",           "cu64",      "Cu64Xx36", "Cu64Cu36",   "Cu-64", "Cu0Zr1",
          "Cu64,Zr36", "Cu64Zr36!", "HHeLiBeBCNOF", "Cu64Zr36;", "Copper",   "Cu1e400Zr1", "Cu.Zr" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      VitComposition composition = { .n = 99 };
      g_autoptr (GError) error = NULL;

      if (vit_composition_parse (&composition, bad[i], &error))
        g_error ("\"%s\" was taken for a composition", bad[i]);
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_cmpint (composition.n, ==, 99);
    }
  g_assert_cmpint (parse ("HHeLiBeBCNO").n, ==, 8);
}

static void
test_atoms (void)
{
  static const struct
  {
    const char *text;
    gsize n;
    gsize count[4];
  } cases[] = { { "Cu64Zr36", 10000, { 6400, 3600 } },
                { "Cu64Zr36", 10, { 6, 4 } },
                { "CuZr", 7, { 4, 3 } },
                { "CuZrNi", 100, { 34, 33, 33 } },
                { "Cu1Zr2", 10, { 3, 7 } },
                { "Ta", 1, { 1 } },
                { "Cu0.5Zr0.3Ni0.1Al0.1", 1001, { 501, 300, 100, 100 } },
                { "Cu33.3Zr66.7", 3, { 1, 2 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VitComposition composition = parse (cases[i].text);
      g_autofree guint8 *atoms = g_new (guint8, cases[i].n);
      gsize count[4] = { 0 };

      g_assert_true (vit_composition_get_atoms (&composition, cases[i].n, atoms, NULL));
      for (gsize k = 0; k < cases[i].n; k++)
        for (int e = 0; e < composition.n; e++)
          {
            count[e] += composition.element[e]->z == atoms[k];
            /* Element after element. */
            g_assert_true (k == 0 || atoms[k] == atoms[k - 1] || count[e] == 0
                           || composition.element[e]->z != atoms[k - 1] || count[e] == cases[i].count[e]);
          }
      for (int e = 0; e < composition.n; e++)
        g_assert_cmpuint (count[e], ==, cases[i].count[e]);
    }
}

/* However many atoms there are, their counts add up and each is within one of its share. */
static void
test_atoms_add_up (void)
{
  VitComposition composition = parse ("Cu46.3Zr41.9Al7.1Ag4.7");

  for (gsize n = 40; n < 600; n++)
    {
      g_autofree guint8 *atoms = g_new0 (guint8, n + 1);
      double count[100] = { 0 };

      g_assert_true (vit_composition_get_atoms (&composition, n, atoms, NULL));
      g_assert_cmpint (atoms[n], ==, 0);
      for (gsize k = 0; k < n; k++)
        count[atoms[k]]++;
      for (int e = 0; e < 4; e++)
        g_assert_cmpfloat (fabs (count[composition.element[e]->z] - composition.count[e] / 100 * (double) n), <, 1);
    }
}

static void
test_too_few_atoms (void)
{
  VitComposition composition = parse ("Cu99Zr1"), two = parse ("CuZr");
  guint8 atoms[10];
  GError *error = NULL;

  g_assert_false (vit_composition_get_atoms (&composition, 10, atoms, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (vit_composition_get_atoms (&two, 1, atoms, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
}

/* Solid copper, 8.96 g/cm³, has 8.49e22 atoms/cm³ (Kittel: 8.45 at 8.93 g/cm³), tantalum at 16.65 g/cm³ 5.54e22. */
static void
test_density (void)
{
  VitComposition copper = parse ("Cu"), tantalum = parse ("Ta"), glass = parse ("Cu64Zr36");
  double mass = 0.64 * 63.546 + 0.36 * 91.224;

  g_assert_cmpfloat (fabs (vit_composition_number_density (&copper, 8.96) - 0.08491), <, 1e-5);
  g_assert_cmpfloat (fabs (vit_composition_number_density (&tantalum, 16.65) - 0.05541), <, 1e-5);
  g_assert_cmpfloat (fabs (vit_composition_number_density (&glass, 7.5) - 7.5 * 0.602214076 / mass), <, 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composition/elements and amounts are read", test_parse);
  g_test_add_func ("/composition/what is no composition is an error", test_parse_errors);
  g_test_add_func ("/composition/atoms are split by the amounts", test_atoms);
  g_test_add_func ("/composition/counts add up", test_atoms_add_up);
  g_test_add_func ("/composition/an element without an atom is an error", test_too_few_atoms);
  g_test_add_func ("/composition/mass density becomes number density", test_density);
  return g_test_run ();
}
