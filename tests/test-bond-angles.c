/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bond-angles.h"
#include "error.h"
#include "test-crystals.h"
#include "test-support.h"

#include <math.h>

static VitBondAngles *
angles_new (int n_species, double width)
{
  g_autoptr (GError) error = NULL;
  VitBondAngles *angles = vit_bond_angles_new (n_species, width, &error);

  g_assert_no_error (error);
  return angles;
}

typedef struct
{
  double angle; /* degrees */
  gint64 n;     /* at one atom */
} Ideal;

/* These angles, and no others, whatever the bins. */
static void
assert_angles_of_atom (const VitConfiguration *configuration, double cutoff, gsize atom, int n_ideal,
                       const Ideal *ideal)
{
  static const double widths[] = { 1, 2, 5, 0.5 };
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (configuration, cutoff);
  const guint8 *species = vit_configuration_get_species (configuration);

  for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (VitBondAngles) angles = angles_new (vit_configuration_get_n_species (configuration), widths[w]);
      g_autofree gint64 *count = g_new (gint64, (gsize) angles->n_bins);
      gint64 expected = 0;

      vit_bond_angles_add_atom (angles, list, species, atom);
      for (int i = 0; i < n_ideal; i++)
        expected += ideal[i].n;
      g_assert_cmpint (vit_bond_angles_get_counts (angles, -1, -1, count), ==, expected);
      g_assert_cmpfloat (vit_bond_angles_get_angle (angles, angles->n_bins - 1), ==, 180);
      for (int i = 0; i < n_ideal; i++)
        g_assert_cmpint (count[(int) rint (ideal[i].angle / widths[w])], ==, ideal[i].n);
    }
}

static void
assert_angles (const VitConfiguration *configuration, double cutoff, int n_ideal, const Ideal *ideal)
{
  for (gsize atom = 0; atom < 8; atom++)
    assert_angles_of_atom (configuration, cutoff, atom, n_ideal, ideal);
}

static const Ideal fcc_angles[] = { { 60, 24 }, { 90, 12 }, { 120, 24 }, { 180, 6 } };

static void
test_fcc (void)
{
  g_autoptr (VitConfiguration) fcc = vit_test_crystal (VIT_TEST_FCC, 3.61, 4, 0, 1);
  g_autoptr (VitConfiguration) sheared = vit_test_sheared (fcc);

  assert_angles (fcc, 3, 4, fcc_angles);
  assert_angles (sheared, 3, 4, fcc_angles);
  for (guint32 seed = 0; seed < 10; seed++)
    {
      g_autoptr (VitConfiguration) rotated = vit_test_rotated (fcc, seed);
      g_autoptr (VitConfiguration) both = vit_test_sheared (rotated);

      assert_angles (rotated, 3, 4, fcc_angles);
      assert_angles (both, 3, 4, fcc_angles);
    }
}

static void
test_other_crystals (void)
{
  const double tetrahedral = acos (-1.0 / 3) * 180 / G_PI;
  const Ideal sc[] = { { 90, 12 }, { 180, 3 } }, diamond[] = { { tetrahedral, 6 } },
              bcc[] = { { 180 - tetrahedral, 12 }, { tetrahedral, 12 }, { 180, 4 } },
              hcp[] = { { 60, 24 }, { 90, 12 }, { tetrahedral, 3 }, { 120, 18 }, { acos (-5.0 / 6) * 180 / G_PI, 6 },
                        { 180, 3 } };
  g_autoptr (VitConfiguration) sc_crystal = vit_test_crystal (VIT_TEST_SIMPLE_CUBIC, 3, 4, 0, 1),
                               bcc_crystal = vit_test_crystal (VIT_TEST_BCC, 3.2, 4, 0, 1),
                               hcp_crystal = vit_test_crystal (VIT_TEST_HCP, 2.8, 4, 0, 1),
                               diamond_crystal = vit_test_crystal (VIT_TEST_DIAMOND, 5.4, 3, 0, 1);

  assert_angles (sc_crystal, 3.5, G_N_ELEMENTS (sc), sc);
  assert_angles (bcc_crystal, 3, G_N_ELEMENTS (bcc), bcc);
  assert_angles (hcp_crystal, 3.2, G_N_ELEMENTS (hcp), hcp);
  assert_angles (diamond_crystal, 3, G_N_ELEMENTS (diamond), diamond);
}

static void
test_icosahedron (void)
{
  const double edge = atan (2) * 180 / G_PI; /* 63.43 */
  const Ideal ideal[] = { { edge, 30 }, { 180 - edge, 30 }, { 180, 6 } };
  g_autoptr (VitConfiguration) icosahedron = vit_test_icosahedron (2.8);

  assert_angles_of_atom (icosahedron, 2.85, 0, G_N_ELEMENTS (ideal), ideal);
}

/* 8 Zr and 6 Cu round each Cu: Cu-Cu-Cu as in a simple cubic, Zr-Cu-Zr as in a body-centred crystal, Cu-Cu-Zr at half
   the tetrahedral angle. */
static void
test_kinds_of_triplets (void)
{
  g_autoptr (VitConfiguration) b2 = vit_test_crystal (VIT_TEST_B2, 3.2, 4, 0, 1);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (b2, 3.8);
  g_autoptr (VitBondAngles) angles = angles_new (2, 1);
  g_autofree gint64 *count = g_new (gint64, (gsize) angles->n_bins);
  gint64 atoms = (gint64) vit_configuration_get_count (b2, 0);

  vit_bond_angles_add_all (angles, list, vit_configuration_get_species (b2));
  g_assert_cmpint (vit_bond_angles_get_counts (angles, 0, 0, count), ==, 15 * atoms);
  g_assert_cmpint (count[90], ==, 12 * atoms);
  g_assert_cmpint (vit_bond_angles_get_counts (angles, 0, 1, count), ==, 48 * atoms);
  g_assert_cmpint (count[55], ==, 24 * atoms);
  g_assert_cmpint (count[125], ==, 24 * atoms);
  g_assert_cmpint (vit_bond_angles_get_counts (angles, 0, 2, count), ==, 28 * atoms);
  g_assert_cmpint (count[109], ==, 12 * atoms);
  g_assert_cmpint (vit_bond_angles_get_counts (angles, 1, 0, count), ==, 28 * atoms);
  g_assert_cmpint (vit_bond_angles_get_counts (angles, 1, -1, count), ==, 91 * atoms);
  g_assert_cmpint (vit_bond_angles_get_counts (angles, -1, 2, count), ==, (28 + 15) * atoms);
}

/* From the positions of all atoms, without the list's vectors. */
static void
count_plainly (const VitConfiguration *configuration, double cutoff, double width, VitBondAngles *angles)
{
  const guint8 *species = vit_configuration_get_species (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);

  for (gsize i = 0; i < n; i++)
    {
      double v[200][4];
      gsize atom[200];
      int found = 0;

      for (gsize j = 0; j < n; j++)
        {
          double *d = v[found];

          d[3] = vit_test_nearest_image (configuration, i, j, d);
          atom[found] = j;
          found += j != i && d[3] < cutoff;
        }
      for (int b = 0; b < found; b++)
        for (int c = b + 1; c < found; c++)
          {
            double cosine = (v[b][0] * v[c][0] + v[b][1] * v[c][1] + v[b][2] * v[c][2]) / (v[b][3] * v[c][3]);
            int bin = (int) rint (acos (cosine) * 180 / G_PI / width);
            int pair = vit_pair_index (angles->n_species, species[atom[b]], species[atom[c]]);

            angles->count[(species[i] * angles->n_pairs + pair) * angles->n_bins + bin]++;
          }
    }
}

static void
test_plain_loops (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 21, 22);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu50Zr30Al20", 400, 1.8, 5);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 3.7);
  g_autoptr (VitBondAngles) angles = angles_new (3, 3), plain = angles_new (3, 3);
  gsize size = (gsize) (3 * angles->n_pairs * angles->n_bins) * sizeof *angles->count;

  vit_bond_angles_add_all (angles, list, vit_configuration_get_species (atoms));
  count_plainly (atoms, 3.7, 3, plain);
  g_assert_cmpmem (angles->count, size, plain->count, size);
}

static void
test_blocks_add_up (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 21, 22);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu50Zr50", 400, 1.8, 5);
  const guint8 *species = vit_configuration_get_species (atoms);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 3.7);
  g_autoptr (VitBondAngles) all = angles_new (2, 2), sum = angles_new (2, 2);
  gsize size = (gsize) (2 * all->n_pairs * all->n_bins) * sizeof *all->count;

  vit_bond_angles_add_all (all, list, species);
  for (gsize block = 0; block < 4; block++)
    {
      g_autoptr (VitBondAngles) part = angles_new (2, 2);

      for (gsize i = 100 * block; i < 100 * (block + 1); i++)
        vit_bond_angles_add_atom (part, list, species, i);
      vit_bond_angles_add (sum, part);
    }
  g_assert_cmpmem (all->count, size, sum->count, size);
}

/* Neighbours without correlation: g(θ) per solid angle is 1, within five errors of the counts (angles of the same atom
   depend on each other but little). */
static void
test_densities (void)
{
  VitCell cell = vit_test_cell_orthogonal (30, 31, 32);
  g_autoptr (VitConfiguration) gas = vit_test_configuration_random (&cell, "Cu50Zr50", 3000, 0, 5);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (gas, 3.7);
  g_autoptr (VitBondAngles) angles = angles_new (2, 5);
  gsize n = (gsize) angles->n_bins;
  g_autofree double *density = g_new (double, n), *solid = g_new (double, n);
  g_autofree gint64 *count = g_new (gint64, n);

  vit_bond_angles_add_all (angles, list, vit_configuration_get_species (gas));
  for (int centre = -1; centre < 2; centre++)
    for (int pair = -1; pair < 3; pair++)
      {
        gint64 total = vit_bond_angles_get_counts (angles, centre, pair, count);
        double integral = 0;

        g_assert_cmpint (vit_bond_angles_get_density (angles, centre, pair, VIT_BOND_ANGLE_DENSITY, density), ==,
                         total);
        vit_bond_angles_get_density (angles, centre, pair, VIT_BOND_ANGLE_SOLID, solid);
        for (gsize k = 0; k < n; k++)
          {
            double expected = 5 * sin ((double) k * 5 * G_PI / 180) * G_PI / 360;

            integral += density[k] * (k == 0 || k == n - 1 ? 2.5 : 5);
            if (count[k] > 30)
              {
                g_assert_cmpfloat_with_epsilon (solid[k], 1, 5 / sqrt ((double) count[k]));
                /* The sine at the centre of a bin of 5° is its mean to 0.03 %. */
                if (k > 0 && k < n - 1)
                  g_assert_cmpfloat_with_epsilon (5 * density[k] / solid[k] / expected, 1, 1e-3);
              }
          }
        g_assert_cmpfloat_with_epsilon (integral, 1, 1e-12);
      }
}

static void
test_no_angles (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 10, 10);
  const double position[][3] = { { 1, 1, 1 }, { 1, 1, 1 }, { 3, 1, 1 } };
  g_autoptr (VitConfiguration) atoms = vit_configuration_new (&cell, 3, (guint8[]){ 29, 29, 29 }, position, NULL);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 3);
  g_autoptr (VitBondAngles) angles = angles_new (1, 90);
  double density[3];

  g_assert_cmpint (angles->n_bins, ==, 3);
  g_assert_cmpint (vit_bond_angles_get_density (angles, 0, 0, VIT_BOND_ANGLE_DENSITY, density), ==, 0);
  g_assert_cmpfloat (density[1], ==, 0);
  vit_bond_angles_add_atom (angles, list, vit_configuration_get_species (atoms), 0);
  g_assert_cmpint (vit_bond_angles_get_density (angles, 0, 0, VIT_BOND_ANGLE_DENSITY, density), ==, 0);
  /* Two neighbours in the same place see each other at 0 degrees. */
  vit_bond_angles_add_atom (angles, list, vit_configuration_get_species (atoms), 2);
  g_assert_cmpint (vit_bond_angles_get_density (angles, 0, 0, VIT_BOND_ANGLE_DENSITY, density), ==, 1);
  g_assert_cmpfloat_with_epsilon (density[0], 1 / 45.0, 1e-15);
}

static void
test_bad_widths (void)
{
  static const double widths[] = { 0, -1, 7, 200, 1e-3, NAN, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_bond_angles_new (2, widths[i], &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bond-angles/fcc-has-60-90-120-180-however-it-is-turned", test_fcc);
  g_test_add_func ("/bond-angles/other-crystals-have-their-angles", test_other_crystals);
  g_test_add_func ("/bond-angles/icosahedron-has-three-angles", test_icosahedron);
  g_test_add_func ("/bond-angles/kinds-of-triplets-are-kept-apart", test_kinds_of_triplets);
  g_test_add_func ("/bond-angles/counts-are-those-of-plain-loops", test_plain_loops);
  g_test_add_func ("/bond-angles/blocks-of-atoms-add-up", test_blocks_add_up);
  g_test_add_func ("/bond-angles/densities-are-normalised-and-flat-without-correlation", test_densities);
  g_test_add_func ("/bond-angles/no-angles-give-no-density", test_no_angles);
  g_test_add_func ("/bond-angles/bins-must-divide-180-degrees", test_bad_widths);
  return g_test_run ();
}
