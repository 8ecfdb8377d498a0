/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atoms.h"
#include "error.h"
#include "random-packing.h"

#include <math.h>
#include <string.h>

static const double closest[3] = { 2.0, 2.2, 2.4 };

static VitConfiguration *
pack (double density, gsize n, double tilt, guint64 seed, GError **error)
{
  double edge = cbrt ((double) n / density);
  const double matrix[3][3] = { { edge, 0, 0 }, { tilt * edge, edge, 0 }, { 0.4 * tilt * edge, -tilt * edge, edge } };
  g_autofree guint8 *atoms = g_new (guint8, n);
  VitCell cell;

  vit_cell_init (&cell, matrix, NULL);
  memset (atoms, 29, n);
  memset (atoms + n * 64 / 100, 40, n - n * 64 / 100);
  return vit_random_packing (&cell, n, atoms, closest, seed, error);
}

/* Every pair by brute force; the fixed point of the engine leaves 1e-7 Å. */
static void
check_distances (const VitConfiguration *packing)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (packing);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    for (gsize j = i + 1; j < atoms->n_atoms; j++)
      {
        double v[3];
        int pair = vit_pair_index (atoms->n_species, atoms->species[i], atoms->species[j]);

        vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, i), vit_atoms_get (atoms, j), v);
        g_assert_cmpfloat (sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]), >=, closest[pair] - 1e-7);
      }
}

static void
test_distances (gconstpointer tilt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) packing = pack (0.0615, 1500, GPOINTER_TO_INT (tilt) / 100.0, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vit_configuration_get_count (packing, 0), ==, 960);
  g_assert_cmpfloat_with_epsilon (vit_configuration_get_density (packing), 0.0615, 1e-9);
  check_distances (packing);
}

static void
test_seed (void)
{
  g_autoptr (VitConfiguration) a = pack (0.06, 300, 0, 3, NULL), b = pack (0.06, 300, 0, 3, NULL),
                               c = pack (0.06, 300, 0, 4, NULL);
  gsize size = 300 * sizeof (double[3]);

  g_assert_cmpmem (vit_configuration_get_positions (a), size, vit_configuration_get_positions (b), size);
  g_assert_true (memcmp (vit_configuration_get_positions (a), vit_configuration_get_positions (c), size) != 0);
}

static void
test_too_dense (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pack (0.2, 200, 0, 1, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

static void
test_one_atom (void)
{
  g_autoptr (GError) error = NULL;
  const guint8 atom = 73;
  g_autoptr (VitConfiguration) single = NULL;
  VitCell cell;

  vit_cell_init (&cell, (const double[3][3]){ { 3, 0, 0 }, { 0, 3, 0 }, { 0, 0, 3 } }, NULL);
  single = vit_random_packing (&cell, 1, &atom, closest, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vit_configuration_get_n_atoms (single), ==, 1);
}

/* Without limits an ideal gas: fractions below one half in each direction, to five standard errors. */
static void
test_no_limits (void)
{
  enum
  {
    N = 20000
  };
  static guint8 atoms[N];
  g_autoptr (VitConfiguration) gas = NULL;
  const double (*position)[3];
  VitCell cell;

  memset (atoms, 29, sizeof atoms);
  vit_cell_init (&cell, (const double[3][3]){ { 50, 0, 0 }, { 0, 50, 0 }, { 0, 0, 50 } }, NULL);
  gas = vit_random_packing (&cell, N, atoms, NULL, 1, NULL);
  position = vit_configuration_get_positions (gas);
  for (int a = 0; a < 3; a++)
    {
      int low = 0;

      for (int i = 0; i < N; i++)
        low += position[i][a] < 25;
      g_assert_cmpfloat (fabs (low - N / 2.0), <, 5 * sqrt (N / 4.0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/random-packing/keeps closest approaches, composition and density", GINT_TO_POINTER (0),
                        test_distances);
  g_test_add_data_func ("/random-packing/keeps closest approaches in a triclinic cell", GINT_TO_POINTER (30),
                        test_distances);
  g_test_add_func ("/random-packing/the same seed gives the same atoms", test_seed);
  g_test_add_func ("/random-packing/limits that cannot be met are an error", test_too_dense);
  g_test_add_func ("/random-packing/one atom is a packing", test_one_atom);
  g_test_add_func ("/random-packing/without limits atoms are anywhere", test_no_limits);
  return g_test_run ();
}
