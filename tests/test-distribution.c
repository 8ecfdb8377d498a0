/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "distribution.h"
#include "test-support.h"

#include <math.h>

static void
test_blocks_divide_the_cell (void)
{
  VitCell cell = vit_test_cell_triclinic (50, 24, 36);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu", 5000, 0, 2);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (atoms);
  g_autofree gsize *count = g_new0 (gsize, blocks->n_blocks);
  int along = 1;

  for (int a = 0; a < 3; a++)
    along *= MAX (2, (int) floor (cell.width[a] / 11));
  g_assert_cmpint (blocks->n_blocks, ==, along);
  for (gsize i = 0; i < 5000; i++)
    count[blocks->block[i]]++;
  for (int b = 0; b < blocks->n_blocks; b++)
    /* Poisson: five standard deviations. */
    g_assert_cmpfloat (fabs ((double) count[b] - 5000.0 / along), <, 5 * sqrt (5000.0 / along));
}

/* For independent atoms the error is that of the textbook, s/√n. */
static void
test_error_of_independent_values (void)
{
  VitCell cell = vit_test_cell_orthogonal (55, 55, 55);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu", 10000, 0, 2);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (atoms);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree double *value = g_new (double, 10000);
  VitEstimate mean;

  for (gsize i = 0; i < 10000; i++)
    value[i] = i % 2 == 0 ? g_rand_double (rand) : NAN;
  mean = vit_blocks_mean (blocks, value);
  g_assert_cmpfloat_with_epsilon (mean.value, 0.5, 4 * sqrt (1 / 12.0 / 5000));
  /* Told from 125 blocks: good to 1/√250, here four times that. */
  g_assert_cmpfloat_with_epsilon (mean.error / sqrt (1 / 12.0 / 5000), 1, 0.26);
}

static void
test_error_of_blocks_that_differ (void)
{
  VitCell cell = vit_test_cell_orthogonal (24, 24, 24);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu", 4000, 0, 2);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (atoms);
  g_autofree double *value = g_new (double, 4000);

  g_assert_cmpint (blocks->n_blocks, ==, 8);
  for (gsize i = 0; i < 4000; i++)
    value[i] = blocks->block[i] < 4 ? 0 : 1;
  /* Eight draws of 0 or 1: ½/√7, whatever the number of atoms, up to the unequal filling of the blocks. */
  g_assert_cmpfloat_with_epsilon (vit_blocks_mean (blocks, value).error, 0.5 / sqrt (7), 0.01);
  for (gsize i = 0; i < 4000; i++)
    value[i] = NAN;
  g_assert_true (isnan (vit_blocks_mean (blocks, value).value));
}

/* A quantity that depends on the element alone has no error at a given composition. */
static void
test_error_by_species (void)
{
  VitCell cell = vit_test_cell_orthogonal (55, 55, 55);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu64Zr36", 10000, 0, 2);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (atoms);
  g_autofree double *value = g_new (double, 10000);
  VitEstimate plain, by_species;

  for (gsize i = 0; i < 10000; i++)
    value[i] = vit_configuration_get_species (atoms)[i] == 0 ? -3 : -6;
  plain = vit_blocks_mean (blocks, value);
  by_species = vit_blocks_mean_by_species (blocks, atoms, value);
  g_assert_cmpfloat_with_epsilon (plain.value, by_species.value, 1e-9);
  g_assert_cmpfloat_with_epsilon (by_species.error, 0, 1e-12);
  /* 3 √(0.64 · 0.36 / 10000), told from 125 blocks. */
  g_assert_cmpfloat_with_epsilon (plain.error / 0.0144, 1, 0.26);
}

/* @n_blocks blocks of @n draws each from the classes of probabilities @p. */
static VitDistribution *
draw (GRand *rand, int n_blocks, int n, const double *p, int n_classes)
{
  VitDistribution *distribution = vit_distribution_new (n_blocks, n_classes);

  for (int b = 0; b < n_blocks; b++)
    for (int k = 0; k < n; k++)
      {
        double u = g_rand_double (rand);
        int class = 0;

        while (class < n_classes - 1 && u > p[class])
          u -= p[class ++];
        vit_distribution_add (distribution, b, class, 1);
      }
  return distribution;
}

static void
test_distance_of_known_distributions (void)
{
  g_autoptr (VitDistribution) a = vit_distribution_new (2, 3), b = vit_distribution_new (3, 3);
  VitDifference difference;

  for (int block = 0; block < 2; block++)
    {
      vit_distribution_add (a, block, 0, 5);
      vit_distribution_add (a, block, 1, 5);
    }
  for (int block = 0; block < 3; block++)
    {
      vit_distribution_add (b, block, 1, 2);
      vit_distribution_add (b, block, 2, 6);
    }
  difference = vit_distribution_compare (a, b);
  /* ½ (0.5 + 0.25 + 0.75). */
  g_assert_cmpfloat_with_epsilon (difference.distance, 0.75, 1e-12);
  /* Blocks that are all alike leave no doubt. */
  g_assert_cmpfloat_with_epsilon (difference.error, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (vit_distribution_fraction (b, 2).value, 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (vit_distribution_fraction (b, 2).error, 0, 1e-12);
  difference = vit_distribution_compare (a, a);
  g_assert_cmpfloat (difference.distance, ==, 0);
}

/* Among samples of one distribution, one in twenty is to pass the noise level. */
static void
test_noise_level (void)
{
  const double p[] = { 0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  int above = 0;

  for (int k = 0; k < 200; k++)
    {
      g_autoptr (VitDistribution) a = draw (rand, 64, 30, p, 8), b = draw (rand, 64, 30, p, 8);
      VitDifference difference = vit_distribution_compare (a, b);

      above += difference.distance > difference.noise ? 1 : 0;
    }
  /* Expected 10; binomial: 3 standard deviations are 9. */
  g_assert_cmpint (above, >=, 1);
  g_assert_cmpint (above, <=, 19);
}

/* Two samples of one distribution of many rare classes share few of them: the level must know. */
static void
test_noise_level_of_rare_classes (void)
{
  double p[1500];
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  int above = 0;

  for (int c = 0; c < 1500; c++)
    p[c] = c < 100 ? 0.005 : 0.5 / 1400;
  for (int k = 0; k < 40; k++)
    {
      g_autoptr (VitDistribution) a = draw (rand, 64, 20, p, 1500), b = draw (rand, 64, 20, p, 1500);
      VitDifference difference = vit_distribution_compare (a, b);

      above += difference.distance > difference.noise ? 1 : 0;
      /* But not by much: it is to tell differences that are there. */
      g_assert_cmpfloat (difference.noise, <, 1.35 * difference.distance);
    }
  /* Expected 2; binomial: three standard deviations are 4. */
  g_assert_cmpint (above, <=, 6);
}

static void
test_error_of_the_distance (void)
{
  const double p[] = { 0.5, 0.3, 0.2 }, q[] = { 0.3, 0.3, 0.4 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  double sum = 0, squares = 0, error = 0;

  for (int k = 0; k < 200; k++)
    {
      g_autoptr (VitDistribution) a = draw (rand, 64, 20, p, 3), b = draw (rand, 64, 20, q, 3);
      VitDifference difference = vit_distribution_compare (a, b);

      sum += difference.distance;
      squares += difference.distance * difference.distance;
      error += difference.error / 200;
      g_assert_cmpfloat (difference.distance, >, difference.noise);
    }
  g_assert_cmpfloat_with_epsilon (sum / 200, 0.2, 0.01);
  /* The scatter of 200 repetitions is known to 5 %; bootstrap with 64 blocks has a bias of a few per cent. */
  g_assert_cmpfloat_with_epsilon (error / sqrt (squares / 200 - sum * sum / 40000), 1, 0.2);
}

static void
test_effective_classes (void)
{
  g_autoptr (VitDistribution) even = vit_distribution_new (4, 10), one = vit_distribution_new (4, 10);

  for (int b = 0; b < 4; b++)
    {
      vit_distribution_add (one, b, 3, 7);
      for (int c = 0; c < 8; c++)
        vit_distribution_add (even, b, c, 2);
    }
  g_assert_cmpfloat_with_epsilon (vit_distribution_effective_classes (even).value, 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (vit_distribution_effective_classes (even).error, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (vit_distribution_effective_classes (one).value, 1, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blocks/divide-the-cell-evenly", test_blocks_divide_the_cell);
  g_test_add_func ("/blocks/error-of-independent-values-is-the-textbook's", test_error_of_independent_values);
  g_test_add_func ("/blocks/error-follows-the-blocks-where-they-differ", test_error_of_blocks_that_differ);
  g_test_add_func ("/blocks/error-at-a-given-composition", test_error_by_species);
  g_test_add_func ("/distribution/distance-of-known-distributions", test_distance_of_known_distributions);
  g_test_add_func ("/distribution/one-in-twenty-passes-the-noise-level", test_noise_level);
  g_test_add_func ("/distribution/noise-level-of-rare-classes", test_noise_level_of_rare_classes);
  g_test_add_func ("/distribution/error-is-the-scatter-of-repetitions", test_error_of_the_distance);
  g_test_add_func ("/distribution/effective-number-of-classes", test_effective_classes);
  return g_test_run ();
}
