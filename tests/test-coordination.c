/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coordination.h"
#include "test-crystals.h"
#include "test-support.h"

#include <math.h>

#define ROUNDING 1e-12

static VitCoordination *
coordination_new (const VitConfiguration *configuration, const double *cutoff)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitNeighbourList) list = vit_neighbour_list_new (configuration, cutoff, &error);

  g_assert_no_error (error);
  return vit_coordination_new (configuration, list);
}

/* 8 unlike neighbours at 2.77 Å, 6 like ones at 3.2 Å. */
static void
test_b2 (void)
{
  g_autoptr (VitConfiguration) b2 = vit_test_crystal (VIT_TEST_B2, 3.2, 4, 0, 1);
  g_autoptr (VitCoordination) first = coordination_new (b2, (double[]){ 3, 3, 3 });
  g_autoptr (VitCoordination) both = coordination_new (b2, (double[]){ 3.8, 3.8, 3.8 });

  for (int a = 0; a < 2; a++)
    {
      int b = 1 - a;

      g_assert_cmpfloat (first->partial[a][b], ==, 8);
      g_assert_cmpfloat (first->partial[a][a], ==, 0);
      g_assert_cmpfloat (vit_coordination_get_warren_cowley (first, a, b), ==, -1);
      g_assert_cmpfloat (vit_coordination_get_warren_cowley (first, a, a), ==, 1);
      g_assert_cmpfloat (vit_coordination_get_mean_warren_cowley (first, a, b), ==, -1);
      g_assert_cmpfloat (vit_coordination_get_cargill_spaepen (first, a, b), ==, 1);

      g_assert_cmpfloat (both->partial[a][b], ==, 8);
      g_assert_cmpfloat (both->partial[a][a], ==, 6);
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (both, a, b), -1.0 / 7, ROUNDING);
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (both, a, a), 1.0 / 7, ROUNDING);
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_cargill_spaepen (both, a, b), 1.0 / 7, ROUNDING);
    }
}

/* Cu with 12 Zr that have only Cu: Z_Cu = 12, Z_Zr = 1, ⟨Z⟩ = 24/13. */
static void
test_unequal_coordination (void)
{
  g_autoptr (VitConfiguration) cluster = vit_test_icosahedron (2.8);
  g_autoptr (VitCoordination) coordination = coordination_new (cluster, (double[]){ 0, 2.85, 0 });

  g_assert_cmpfloat (coordination->partial[0][1], ==, 12);
  g_assert_cmpfloat (coordination->partial[1][0], ==, 1);
  g_assert_cmpfloat_with_epsilon (coordination->mean_all, 24.0 / 13, ROUNDING);
  g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, 0, 1), -1.0 / 12, ROUNDING);
  g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, 1, 0), -12, ROUNDING);
  for (int a = 0; a < 2; a++)
    {
      /* 1 − 12 / (12/13 · 24/13), and 12 / (12/13 · 12 · 1 / (24/13)) − 1, from both ends. */
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_mean_warren_cowley (coordination, a, 1 - a), 1 - 169.0 / 24,
                                      ROUNDING);
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_cargill_spaepen (coordination, a, 1 - a), 1, ROUNDING);
    }
}

/* With M bonds drawn at random, the part of unlike ones has a relative error of 1/√M; that of α_aa is c_b/c_a as large.
   Four errors are allowed. */
static void
test_random_alloy (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 12, 0, 1);
  gsize n = vit_configuration_get_n_atoms (crystal);

  for (guint32 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (VitConfiguration) alloy = vit_test_random_alloy (crystal, n * 3 / 10, seed);
      g_autoptr (VitCoordination) coordination = coordination_new (alloy, (double[]){ 3, 3, 3 });
      double error = 1 / sqrt (6.0 * (double) n);

      for (int a = 0; a < 2; a++)
        {
          double like = coordination->fraction[1 - a] / coordination->fraction[a] * error;

          g_assert_cmpfloat_with_epsilon (coordination->mean[a], 12, ROUNDING);
          g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, a, 1 - a), 0, 4 * error);
          g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, a, a), 0, 4 * like);
          g_assert_cmpfloat_with_epsilon (vit_coordination_get_cargill_spaepen (coordination, a, 1 - a), 0, 4 * error);
        }
      /* All atoms have 12 neighbours, so that α is symmetric and equal to −η. */
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, 0, 1),
                                      vit_coordination_get_warren_cowley (coordination, 1, 0), ROUNDING);
      g_assert_cmpfloat_with_epsilon (vit_coordination_get_warren_cowley (coordination, 0, 1),
                                      -vit_coordination_get_cargill_spaepen (coordination, 0, 1), ROUNDING);
    }
}

static void
test_sum_rules (void)
{
  VitCell cell = vit_test_cell_triclinic (26, 24, 26);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu50Zr30Al20", 900, 1.8, 5);
  g_autoptr (VitCoordination) coordination = coordination_new (atoms, (double[]){ 3.1, 3.6, 3.3, 4.2, 3.9, 3.4 });

  for (int a = 0; a < 3; a++)
    {
      double sum = 0;

      for (int b = 0; b < 3; b++)
        {
          sum += coordination->partial[a][b];
          g_assert_cmpfloat_with_epsilon (coordination->fraction[a] * coordination->partial[a][b],
                                          coordination->fraction[b] * coordination->partial[b][a], ROUNDING);
          g_assert_cmpfloat_with_epsilon (vit_coordination_get_cargill_spaepen (coordination, a, b),
                                          vit_coordination_get_cargill_spaepen (coordination, b, a), ROUNDING);
        }
      g_assert_cmpfloat (coordination->mean[a], ==, sum);
      sum = 0;
      /* Σ_b c_b α_ab = 0. */
      for (int b = 0; b < 3; b++)
        sum += coordination->fraction[b] * vit_coordination_get_warren_cowley (coordination, a, b);
      g_assert_cmpfloat_with_epsilon (sum, 0, ROUNDING);
    }
}

static void
test_plain_loops (void)
{
  const double cutoff[] = { 3.1, 3.6, 4.2 };
  VitCell cell = vit_test_cell_triclinic (26, 24, 26);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu64Zr36", 700, 1.8, 7);
  const guint8 *species = vit_configuration_get_species (atoms);
  g_autoptr (VitCoordination) coordination = coordination_new (atoms, cutoff);

  for (gsize i = 0; i < 700; i++)
    {
      int count[2] = { 0 };
      double vector[3];

      for (gsize j = 0; j < 700; j++)
        if (j != i && vit_test_nearest_image (atoms, i, j, vector) < cutoff[vit_pair_index (2, species[i], species[j])])
          count[species[j]]++;
      g_assert_cmpint (coordination->count[2 * i], ==, count[0]);
      g_assert_cmpint (coordination->count[2 * i + 1], ==, count[1]);
      g_assert_cmpint (coordination->total[i], ==, count[0] + count[1]);
    }
}

static void
test_distribution (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitCoordination) coordination = coordination_new (glass, (double[]){ 3.5, 3.8, 4.3 });
  gsize size = (gsize) coordination->largest + 1;
  g_autofree gsize *all = g_new (gsize, size), *one = g_new (gsize, size), *sum = g_new0 (gsize, size);

  vit_coordination_get_distribution (coordination, -1, all);
  for (int s = 0; s < 2; s++)
    {
      double n = 0, neighbours = 0;

      vit_coordination_get_distribution (coordination, s, one);
      for (gsize z = 0; z < size; z++)
        {
          sum[z] += one[z];
          n += (double) one[z];
          neighbours += (double) (z * one[z]);
        }
      g_assert_cmpfloat (n, ==, (double) vit_configuration_get_count (glass, s));
      g_assert_cmpfloat_with_epsilon (neighbours / n, coordination->mean[s], ROUNDING);
    }
  g_assert_cmpmem (all, size * sizeof *all, sum, size * sizeof *sum);
  g_assert_cmpuint (all[size - 1], >, 0);
}

/* tests/reference/make-order.py counts in Python, and prints ten decimals. */
static void
test_reference (void)
{
  g_autoptr (VitTestTable) table = vit_test_table_read ("tests/reference/cu64zr36-coordination.csv", 4);
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitCoordination) coordination = coordination_new (glass, (double[]){ 3.5, 3.8, 4.3 });

  g_assert_cmpint (vit_configuration_find_species (glass, 29), ==, 0);
  for (int a = 0; a < 2; a++)
    for (int b = 0; b < 2; b++)
      g_assert_cmpfloat_with_epsilon (coordination->partial[a][b], table->column[2 * a + b][0], 1e-10);
}

static void
test_no_neighbours (void)
{
  g_autoptr (VitConfiguration) b2 = vit_test_crystal (VIT_TEST_B2, 3.2, 4, 0, 1);
  g_autoptr (VitCoordination) coordination = coordination_new (b2, (double[]){ 0, 0, 3.5 });
  g_autoptr (VitCoordination) none = coordination_new (b2, (double[]){ 0, 0, 0 });
  gsize n[1];

  g_assert_true (isnan (vit_coordination_get_warren_cowley (coordination, 0, 1)));
  g_assert_cmpfloat (vit_coordination_get_warren_cowley (coordination, 1, 0), ==, 1);
  g_assert_true (isnan (vit_coordination_get_cargill_spaepen (coordination, 0, 1)));
  g_assert_true (isnan (vit_coordination_get_mean_warren_cowley (none, 0, 1)));
  g_assert_cmpint (none->largest, ==, 0);
  vit_coordination_get_distribution (none, -1, n);
  g_assert_cmpuint (n[0], ==, none->n_atoms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordination/b2-has-8-unlike-and-6-like-neighbours", test_b2);
  g_test_add_func ("/coordination/order-of-atoms-of-unequal-coordination-is-as-by-hand", test_unequal_coordination);
  g_test_add_func ("/coordination/a-random-alloy-has-no-order", test_random_alloy);
  g_test_add_func ("/coordination/sum-rules-hold-for-three-species", test_sum_rules);
  g_test_add_func ("/coordination/counts-are-those-of-plain-loops", test_plain_loops);
  g_test_add_func ("/coordination/distributions-add-up-to-the-means", test_distribution);
  g_test_add_func ("/coordination/a-glass-has-the-numbers-of-an-independent-count", test_reference);
  g_test_add_func ("/coordination/order-without-neighbours-is-no-number", test_no_neighbours);
  return g_test_run ();
}
