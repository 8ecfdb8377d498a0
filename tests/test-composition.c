/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"
#include "error.h"

#include <math.h>

static void
test_parse (void)
{
  static const char *const texts[] = { "Cu64Zr36", "Cu 0.64 Zr 0.36", "  Cu64 Zr 36 " };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VitComposition composition;
      g_autoptr (GError) error = NULL;

      g_assert_true (vit_composition_parse (&composition, texts[i], &error));
      g_assert_no_error (error);
      g_assert_cmpint (composition.n, ==, 2);
      g_assert_cmpint (composition.element[0]->z, ==, 29);
      g_assert_cmpint (composition.element[1]->z, ==, 40);
      g_assert_cmpfloat_with_epsilon (composition.count[0] / composition.count[1], 64.0 / 36, 1e-12);
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = { "", " ", "cu64", "Xx3", "Cu64Cu36", "Cu0", "Cu-5", "64Cu", "HHeLiBeBCNOF" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VitComposition composition = { .n = 77 };
      g_autoptr (GError) error = NULL;

      g_assert_false (vit_composition_parse (&composition, texts[i], &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_cmpint (composition.n, ==, 77); /* untouched */
    }
}

static void
test_atoms (void)
{
  VitComposition composition;
  guint8 atoms[1001];
  gsize copper = 0;
  g_autoptr (GError) error = NULL;

  vit_composition_parse (&composition, "Cu2Zr", NULL);
  g_assert_true (vit_composition_get_atoms (&composition, 1001, atoms, NULL));
  for (int i = 0; i < 1001; i++)
    copper += atoms[i] == 29;
  g_assert_cmpuint (copper, ==, 667); /* 667.33 */
  g_assert_cmpint (atoms[667], ==, 40);

  vit_composition_parse (&composition, "Cu99Zr1", NULL);
  g_assert_false (vit_composition_get_atoms (&composition, 10, atoms, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

static void
test_density (void)
{
  VitComposition copper;

  /* Copper: 8.96 g/cm³, 63.546 g/mol, 0.0849 atoms/Å³. */
  vit_composition_parse (&copper, "Cu", NULL);
  g_assert_cmpfloat_with_epsilon (vit_composition_number_density (&copper, 8.96), 0.08491, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composition/several ways of writing are the same", test_parse);
  g_test_add_func ("/composition/what is no composition is an error and changes nothing", test_bad);
  g_test_add_func ("/composition/counts of atoms add up", test_atoms);
  g_test_add_func ("/composition/g per cm3 become atoms per cubic angstrom", test_density);
  return g_test_run ();
}
