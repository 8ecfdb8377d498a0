/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atoms.h"
#include "configuration.h"
#include "error.h"
#include "test-support.h"

#include <math.h>

static const guint8 numbers[5] = { 40, 29, 40, 73, 29 };
static const double places[5][3] = { { 1, 2, 3 }, { -4, 25, 7.5 }, { 0, 0, 0 }, { 19.99, 0.01, 12 }, { 5, 5, 5 } };

static VitConfiguration *
five_atoms (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_new (&cell, 5, numbers, places, &error);

  g_assert_no_error (error);
  return configuration;
}

static void
test_species (void)
{
  g_autoptr (VitConfiguration) configuration = five_atoms ();
  static const guint8 expected[5] = { 0, 1, 0, 2, 1 };

  g_assert_cmpint (vit_configuration_get_n_species (configuration), ==, 3);
  g_assert_cmpmem (vit_configuration_get_species (configuration), 5, expected, 5);
  g_assert_cmpstr (vit_configuration_get_element (configuration, 0)->symbol, ==, "Zr");
  g_assert_cmpint (vit_configuration_find_species (configuration, 73), ==, 2);
  g_assert_cmpint (vit_configuration_find_species (configuration, 28), ==, -1);
  g_assert_cmpuint (vit_configuration_get_count (configuration, 1), ==, 2);
  g_assert_cmpfloat (fabs (vit_configuration_get_fraction (configuration, 2) - 0.2), <, 1e-15);
  g_assert_cmpfloat (vit_configuration_get_n_pairs (configuration, 0, 0), ==, 1);
  g_assert_cmpfloat (vit_configuration_get_n_pairs (configuration, 0, 1), ==, 4);
  g_assert_cmpfloat (vit_configuration_get_n_pairs (configuration, 1, 0), ==, 4);
  g_assert_cmpfloat (vit_configuration_get_n_pairs (configuration, 2, 2), ==, 0);
  g_assert_cmpfloat (
      fabs (vit_configuration_get_density (configuration) * vit_configuration_get_cell (configuration)->volume - 5), <,
      1e-12);
}

static void
test_copy (void)
{
  g_autoptr (VitConfiguration) configuration = five_atoms (), copy = vit_configuration_copy (configuration);
  const double moved[3] = { 9, 8, 7 };

  g_assert_cmpmem (vit_configuration_get_positions (copy), sizeof places, places, sizeof places);
  vit_configuration_set_position (copy, 3, moved);
  g_assert_cmpmem (vit_configuration_get_positions (configuration), sizeof places, places, sizeof places);
  g_assert_cmpmem (vit_configuration_get_positions (copy)[3], sizeof moved, moved, sizeof moved);
}

static void
test_errors (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 10, 10);
  static const guint8 unknown[5] = { 29, 29, 0, 29, 29 }, beyond[5] = { 29, 29, 200, 29, 29 };
  static const guint8 nine[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  static const double nan[5][3] = { { 0, 0, 0 }, { 1, 1, NAN } }, infinite[5][3] = { { 0, -INFINITY, 0 } };
  const double many[9][3] = { { 0 } };
  const struct
  {
    gsize n;
    const guint8 *z;
    const double (*x)[3];
  } bad[] = { { 0, numbers, places }, { 5, unknown, places },   { 5, beyond, places },
              { 5, numbers, nan },    { 5, numbers, infinite }, { 9, nine, many } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_configuration_new (&cell, bad[i].n, bad[i].z, bad[i].x, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

/* Eight elements are as many as can be. */
static void
test_eight_species (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 10, 10);
  static const guint8 eight[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
  const double x[8][3] = { { 0 } };
  g_autoptr (VitConfiguration) configuration = vit_configuration_new (&cell, 8, eight, x, NULL);

  g_assert_cmpint (vit_configuration_get_n_species (configuration), ==, 8);
}

/* To fixed point and back: half of the last bit of each of three coordinates. 55 Å · 2⁻³³ = 6.4e-9 Å along an axis. */
static void
check_fixed_point (const VitCell *cell)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (cell, "CuZr", 3000, 0, 1);
  g_autoptr (VitConfiguration) stored = vit_configuration_copy (configuration);
  g_autoptr (VitAtoms) atoms = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  double worst = 0;

  /* Random packings are in fixed point already. */
  for (gsize i = 0; i < 3000; i++)
    {
      double x[3];

      for (int a = 0; a < 3; a++)
        x[a] = g_rand_double_range (rand, -2, 2);
      vit_cell_to_cartesian (cell, x, x);
      vit_configuration_set_position (configuration, i, x);
    }
  atoms = vit_atoms_new (configuration);
  vit_atoms_store (atoms, stored);
  for (gsize i = 0; i < 3000; i++)
    {
      double f[3], d[3];

      for (int a = 0; a < 3; a++)
        d[a] = vit_configuration_get_positions (stored)[i][a] - vit_configuration_get_positions (configuration)[i][a];
      vit_cell_to_fractional (cell, d, d);
      vit_cell_to_fractional (cell, vit_configuration_get_positions (stored)[i], f);
      for (int a = 0; a < 3; a++)
        {
          g_assert_true (f[a] > -1e-12 && f[a] < 1 + 1e-12);
          d[a] -= rint (d[a]);
          worst = fmax (worst, fabs (d[a]) * cell->width[a]);
        }
    }
  g_test_message ("off by up to %.1e A", worst);
  g_assert_cmpfloat (worst, <, 1e-8);
  g_assert_cmpfloat (worst, >, 1e-9);
}

static void
test_fixed_point (void)
{
  VitCell orthogonal = vit_test_cell_orthogonal (55, 55, 55), triclinic = vit_test_cell_triclinic (55, 54, 53);

  check_fixed_point (&orthogonal);
  check_fixed_point (&triclinic);
}

/* Any period gives the same point, 1 is 0, and what is just below 1 does not leave the range. */
static void
test_wrap (void)
{
  static const double same[][3] = { { 0.25, 0.5, 0.75 }, { 1.25, -0.5, 3.75 }, { -7.75, 100.5, -1000.25 } };
  static const double edge[3] = { 1, -1e-18, 1 - 1e-17 };
  static const double last[3] = { 1 - 1e-12, 1 - 1.2e-16, -1e-12 };
  VitFixedPoint first = vit_fixed_point_from_fractional (same[0]), zero = vit_fixed_point_from_fractional (edge);
  VitFixedPoint near = vit_fixed_point_from_fractional (last);
  double f[3];

  for (gsize i = 1; i < G_N_ELEMENTS (same); i++)
    {
      VitFixedPoint point = vit_fixed_point_from_fractional (same[i]);

      g_assert_cmpmem (&point, sizeof point, &first, sizeof first);
    }
  vit_fixed_point_to_fractional (first, f);
  g_assert_cmpmem (f, sizeof f, same[0], sizeof same[0]);
  for (int a = 0; a < 3; a++)
    {
      g_assert_cmpint (zero.f[a], ==, 0);
      g_assert_cmpint (near.f[a], ==, 0);
    }
}

/* Differences wrap by themselves: across the border the short way, and as a vector in any cell. */
static void
test_vector (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  const double from[3] = { 0.95, 0.5, 0.02 }, to[3] = { 0.05, 0.45, 0.97 }, short_way[3] = { 0.1, -0.05, -0.05 };
  VitFixedPoint a = vit_fixed_point_from_fractional (from), b = vit_fixed_point_from_fractional (to);
  double vector[3], back[3], expected[3];

  vit_cell_to_cartesian (&cell, short_way, expected);
  vit_fixed_point_vector (&cell, a, b, vector);
  vit_fixed_point_vector (&cell, b, a, back);
  for (int c = 0; c < 3; c++)
    {
      g_assert_cmpfloat (fabs (vector[c] - expected[c]), <, 2e-8);
      g_assert_cmpfloat (fabs (vector[c] + back[c]), <, 1e-14);
      g_assert_cmpint (vit_fixed_add (a.f[c], vit_fixed_subtract (b.f[c], a.f[c])), ==, b.f[c]);
    }
  g_assert_cmpint (vit_fixed_add (G_MAXINT32, 1), ==, G_MININT32);
  g_assert_cmpint (vit_fixed_subtract (G_MININT32, 1), ==, G_MAXINT32);
}

static void
test_atoms (void)
{
  g_autoptr (VitConfiguration) configuration = five_atoms ();
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  VitAtomSpan span = vit_atoms_get_span (atoms);

  g_assert_cmpuint (span.n, ==, 5);
  g_assert_null (span.atom);
  for (int a = 0; a < 3; a++)
    g_assert_cmpuint ((guintptr) span.f[a] % 64, ==, 0);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (span.species[i], ==, vit_configuration_get_species (configuration)[i]);
  g_assert_cmpfloat (vit_atoms_get_n_pairs (atoms, 0, 0), ==, 1);
  g_assert_cmpfloat (vit_atoms_get_n_pairs (atoms, 0, 1), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/configuration/species are in the order of first appearance", test_species);
  g_test_add_func ("/configuration/a copy is its own", test_copy);
  g_test_add_func ("/configuration/wrong atoms are errors", test_errors);
  g_test_add_func ("/configuration/there may be eight species", test_eight_species);
  g_test_add_func ("/configuration/fixed point holds 1e-8 A at 55 A", test_fixed_point);
  g_test_add_func ("/configuration/fixed point wraps into one period", test_wrap);
  g_test_add_func ("/configuration/vectors go the short way", test_vector);
  g_test_add_func ("/configuration/atoms are a padded copy", test_atoms);
  return g_test_run ();
}
