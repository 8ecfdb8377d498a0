/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"
#include "error.h"
#include "random-packing.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static VitConfiguration *
pack (const VitCell *cell, const char *text, gsize n, const double *closest, guint64 seed, GError **error)
{
  g_autofree guint8 *atoms = g_new (guint8, n);
  VitComposition composition;

  g_assert_true (vit_composition_parse (&composition, text, NULL));
  g_assert_true (vit_composition_get_atoms (&composition, n, atoms, NULL));
  return vit_random_packing (cell, n, atoms, closest, seed, error);
}

/* The least distance of each pair of species over its limit, by all images of all pairs. */
static double
least_over_limit (const VitConfiguration *configuration, const double *closest)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*x)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  int n_species = vit_configuration_get_n_species (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);
  double least = INFINITY;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      for (int image = 0; image < 27; image++)
        {
          double f[3], square;

          for (int a = 0; a < 3; a++)
            f[a] = x[i][a] - x[j][a];
          vit_cell_to_fractional (cell, f, f);
          f[0] = f[0] - rint (f[0]) + image % 3 - 1;
          f[1] = f[1] - rint (f[1]) + image / 3 % 3 - 1;
          f[2] = f[2] - rint (f[2]) + image / 9 - 1;
          vit_cell_to_cartesian (cell, f, f);
          square = f[0] * f[0] + f[1] * f[1] + f[2] * f[2];
          least = fmin (least, sqrt (square) / closest[vit_pair_index (n_species, species[i], species[j])]);
        }
  return least;
}

/* 0.06 atoms/Å³ with the limits of a metallic glass. Positions are written back with the 1e-8 Å of fixed point. */
static void
check_limits (const VitCell *cell, guint64 seed)
{
  static const double closest[3] = { 2.1, 2.3, 2.6 };
  gsize n = (gsize) (0.06 * cell->volume);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) configuration = pack (cell, "Cu64Zr36", n, closest, seed, &error);
  double least;

  g_assert_no_error (error);
  least = least_over_limit (configuration, closest);
  g_test_message ("%d atoms, least distance over its limit: %.6f", (int) n, least);
  g_assert_cmpfloat (least, >=, 1 - 1e-8);
  g_assert_cmpfloat (least, <, 1.05);
}

static void
test_limits (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (20, 21, 22), vit_test_cell_triclinic (23, 22, 24),
                      vit_test_cell_orthogonal (7, 30, 6.5), vit_test_cell_triclinic (9, 28, 9) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    for (guint64 seed = 1; seed < 4; seed++)
      check_limits (&cells[c], seed);
}

static void
test_composition (void)
{
  VitCell cell = vit_test_cell_triclinic (23, 22, 24);
  static const double closest[3] = { 2.0, 2.2, 2.4 };
  g_autoptr (VitConfiguration) configuration = pack (&cell, "Cu64Zr36", 600, closest, 1, NULL);
  const double (*x)[3] = vit_configuration_get_positions (configuration);

  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, 600);
  g_assert_cmpuint (vit_configuration_get_count (configuration, 0), ==, 384);
  g_assert_cmpuint (vit_configuration_get_count (configuration, 1), ==, 216);
  g_assert_cmpint (vit_configuration_get_element (configuration, 0)->z, ==, 29);
  g_assert_cmpfloat (fabs (vit_configuration_get_density (configuration) - 600 / cell.volume), <, 1e-12);
  for (gsize i = 0; i < 600; i++)
    {
      double f[3];

      vit_cell_to_fractional (&cell, x[i], f);
      for (int a = 0; a < 3; a++)
        g_assert_true (f[a] > -1e-12 && f[a] < 1 + 1e-12);
    }
}

/* The same seed gives the same to the bit, another one something else. */
static void
test_seed (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 21, 22);
  static const double closest[3] = { 2.0, 2.2, 2.4 };
  g_autoptr (VitConfiguration) a = pack (&cell, "Cu64Zr36", 500, closest, 7, NULL);
  g_autoptr (VitConfiguration) b = pack (&cell, "Cu64Zr36", 500, closest, 7, NULL);
  g_autoptr (VitConfiguration) c = pack (&cell, "Cu64Zr36", 500, closest, 8, NULL);
  gsize size = 500 * 3 * sizeof (double);

  g_assert_cmpmem (vit_configuration_get_positions (a), size, vit_configuration_get_positions (b), size);
  g_assert_cmpint (memcmp (vit_configuration_get_positions (a), vit_configuration_get_positions (c), size), !=, 0);
}

/* Spheres of 2.6 Å at 0.09 atoms/Å³ fill 83 % of the volume, more than any packing (74 %). */
static void
test_impossible (void)
{
  VitCell cell = vit_test_cell_orthogonal (12, 12, 12);
  static const double closest[3] = { 2.6, 2.6, 2.6 };
  g_autoptr (GError) error = NULL;

  g_assert_null (pack (&cell, "Cu64Zr36", 156, closest, 1, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

/* A denser packing than any glass needs is reached: half of the volume. */
static void
test_dense (void)
{
  VitCell cell = vit_test_cell_orthogonal (18, 18, 18);
  static const double closest[3] = { 2.5, 2.5, 2.5 };
  gsize n = (gsize) (0.5 * cell.volume / (G_PI / 6 * 2.5 * 2.5 * 2.5));
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) configuration = pack (&cell, "CuZr", n, closest, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (least_over_limit (configuration, closest), >=, 1 - 1e-8);
}

static void
test_few_and_many (void)
{
  VitCell cell = vit_test_cell_orthogonal (15, 15, 15);
  double closest[36];
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) one = NULL, eight = NULL;

  /* Each pair of species has a limit of its own. */
  for (int pair = 0; pair < 36; pair++)
    closest[pair] = 1.5 + 0.03 * pair;
  one = pack (&cell, "Ta", 1, closest, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vit_configuration_get_n_atoms (one), ==, 1);
  eight = pack (&cell, "Cu3Zr2Ni1Ti1Al1Ag1Be1Pd1", 165, closest, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vit_configuration_get_n_species (eight), ==, 8);
  g_assert_cmpfloat (least_over_limit (eight, closest), >=, 1 - 1e-8);
}

/* Without limits the atoms are an ideal gas: they fill the cell evenly. */
static void
test_no_limits (void)
{
  VitCell cell = vit_test_cell_triclinic (23, 22, 24);
  g_autoptr (VitConfiguration) configuration = pack (&cell, "Cu", 8000, NULL, 3, NULL);
  double octant[8] = { 0 };

  for (gsize i = 0; i < 8000; i++)
    {
      double f[3];

      vit_cell_to_fractional (&cell, vit_configuration_get_positions (configuration)[i], f);
      octant[(f[0] < 0.5) + 2 * (f[1] < 0.5) + 4 * (f[2] < 0.5)]++;
    }
  /* 1000 in each, with a standard deviation of 30. */
  for (int o = 0; o < 8; o++)
    g_assert_cmpfloat (fabs (octant[o] - 1000), <, 150);
}

static void
test_errors (void)
{
  VitCell cell = vit_test_cell_orthogonal (15, 15, 15);
  const guint8 unknown[2] = { 29, 0 };
  GError *error = NULL;

  g_assert_null (vit_random_packing (&cell, 2, unknown, NULL, 1, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (vit_random_packing (&cell, 0, unknown, NULL, 1, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-packing/no pair is nearer than its limit", test_limits);
  g_test_add_func ("/random-packing/composition and density are as asked for", test_composition);
  g_test_add_func ("/random-packing/the seed decides", test_seed);
  g_test_add_func ("/random-packing/what cannot be is an error", test_impossible);
  g_test_add_func ("/random-packing/half of the volume can be filled", test_dense);
  g_test_add_func ("/random-packing/one atom and eight species", test_few_and_many);
  g_test_add_func ("/random-packing/without limits it is an ideal gas", test_no_limits);
  g_test_add_func ("/random-packing/wrong atoms are errors", test_errors);
  return g_test_run ();
}
