/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "model.h"
#include "pair-histogram.h"
#include "structure-factor.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

#define BIN 0.02

static VitPairHistogram *
new_histogram (const VitAtoms *atoms, double bin, double r_max)
{
  g_autoptr (GError) error = NULL;
  VitPairHistogram *histogram = vit_pair_histogram_new (atoms, bin, r_max, &error);

  g_assert_no_error (error);
  return histogram;
}

/* As the engine counts. @edge is that of the grid's boxes: a large one makes it count over all atoms at once. */
static VitPairHistogram *
engine_histogram (const VitConfiguration *configuration, double r_max, double edge, VitVectorTarget target)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, edge);
  VitPairHistogram *histogram = new_histogram (atoms, BIN, r_max);

  vit_pair_histogram_count (histogram, atoms, grid, vit_distance_kernel_get (target));
  return histogram;
}

static VitPairHistogram *
exact_histogram (const VitConfiguration *configuration, double r_max)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  VitPairHistogram *histogram = new_histogram (atoms, BIN, r_max);

  vit_pair_histogram_count_exact (histogram, configuration);
  return histogram;
}

/* The first bins of both, as many as the shorter has. */
static void
assert_equal_counts (const VitPairHistogram *a, const VitPairHistogram *b)
{
  int n_bins = MIN (a->n_bins, b->n_bins);

  g_assert_cmpint (a->n_pairs, ==, b->n_pairs);
  for (int pair = 0; pair < a->n_pairs; pair++)
    for (int k = 0; k < n_bins; k++)
      g_assert_cmpint (a->count[pair * a->n_bins + k], ==, b->count[pair * b->n_bins + k]);
}

static gint64
sum_counts (const VitPairHistogram *self, int pair, double r_low, double r_high)
{
  gint64 sum = 0;

  for (int k = 0; k < self->n_bins; k++)
    if ((k + 0.5) * self->bin > r_low && (k + 0.5) * self->bin < r_high)
      sum += self->count[pair * self->n_bins + k];
  return sum;
}

static void
compare_targets (const VitCell *cell, gsize n_atoms, const char *composition)
{
  g_autoptr (VitConfiguration) configuration
      = vit_test_configuration_random (cell, composition, n_atoms, 0, (guint32) n_atoms);
  g_autoptr (VitPairHistogram) plain = engine_histogram (configuration, 0, 100, VIT_VECTOR_PLAIN);
  VitVectorTarget targets[3];
  int n = vit_test_vector_targets (targets);

  for (int t = 1; t < n; t++)
    {
      g_autoptr (VitPairHistogram) wide = engine_histogram (configuration, 0, 100, targets[t]);
      g_autoptr (VitPairHistogram) boxes = engine_histogram (configuration, 0, 3, targets[t]);

      assert_equal_counts (plain, wide);
      assert_equal_counts (plain, boxes);
    }
}

/* Around the lengths of vectors (16) and blocks (256), where loops have their ends. */
static void
test_targets (void)
{
  static const gsize n_atoms[] = { 3, 15, 16, 17, 33, 255, 256, 257, 511, 1001 };
  VitCell orthogonal = vit_test_cell_orthogonal (19, 23, 21), triclinic = vit_test_cell_triclinic (25, 24, 23);

  for (gsize i = 0; i < G_N_ELEMENTS (n_atoms); i++)
    {
      compare_targets (&orthogonal, n_atoms[i], "Cu2Zr");
      compare_targets (&triclinic, n_atoms[i], "CuZrNi");
      compare_targets (&triclinic, n_atoms[i], "Ta");
    }
}

/* The changes that moves make are the same in all kernels too, and so are the distances of near neighbours. */
static void
test_target_changes (void)
{
  VitCell cell = vit_test_cell_triclinic (25, 24, 23);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu2Zr", 777, 0, 3);
  VitModelNeeds needs = { .near_radius = 6, .histogram = TRUE, .bin = BIN };
  VitModel *model[3];
  VitVectorTarget targets[3];
  int n = vit_test_vector_targets (targets);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int t = 0; t < n; t++)
    model[t] = vit_model_new (configuration, &needs, targets[t], NULL);
  for (int i = 0; i < 500; i++)
    {
      gsize atom = (gsize) g_rand_int_range (rand, 0, 777);
      VitFixedPoint point = { { (gint32) g_rand_int (rand), (gint32) g_rand_int (rand), (gint32) g_rand_int (rand) } };

      for (int t = 0; t < n; t++)
        vit_model_propose (model[t], atom, point);
      for (int t = 1; t < n; t++)
        {
          gsize size = (gsize) (vit_pair_distances_get_stride (model[0]->distances) * model[0]->n_species);
          const VitNearPairs *a = vit_pair_distances_get_near (model[0]->distances);
          const VitNearPairs *b = vit_pair_distances_get_near (model[t]->distances);

          g_assert_cmpmem (vit_pair_distances_get_change (model[0]->distances), size * sizeof (gint32),
                           vit_pair_distances_get_change (model[t]->distances), size * sizeof (gint32));
          g_assert_cmpmem (a->atom, (gsize) a->n * sizeof *a->atom, b->atom, (gsize) b->n * sizeof *b->atom);
          g_assert_cmpmem (a->r_old, (gsize) a->n * sizeof (float), b->r_old, (gsize) b->n * sizeof (float));
          g_assert_cmpmem (a->r_new, (gsize) a->n * sizeof (float), b->r_new, (gsize) b->n * sizeof (float));
        }
      for (int t = 0; t < n; t++)
        vit_model_commit (model[t]);
    }
  for (int t = 0; t < n; t++)
    {
      g_assert_true (vit_model_rebuild (model[t]));
      assert_equal_counts (model[0]->histogram, model[t]->histogram);
    }
  for (int t = 0; t < n; t++)
    vit_model_free (model[t]);
}

/* Every pair of two atoms in a bin of its own distance, by the shortest of 343 images: nothing shared with the code
 * tested. */
static void
test_brute_force (void)
{
  VitCell cell = vit_test_cell_triclinic (14, 15, 16);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "CuZrNi", 120, 0, 4);
  g_autoptr (VitPairHistogram) exact = exact_histogram (configuration, 0), brute = exact_histogram (configuration, 0);
  const double (*x)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);

  memset (brute->count, 0, (gsize) (brute->n_pairs * brute->n_bins) * sizeof *brute->count);
  for (int i = 0; i < 120; i++)
    for (int j = 0; j < i; j++)
      {
        double shortest = INFINITY;
        int k;

        for (int image = 0; image < 343; image++)
          {
            int n[3] = { image % 7 - 3, image / 7 % 7 - 3, image / 49 - 3 };
            double square = 0;

            for (int a = 0; a < 3; a++)
              square += pow (x[i][a] - x[j][a] + n[0] * cell.matrix[0][a] + n[1] * cell.matrix[1][a]
                                 + n[2] * cell.matrix[2][a],
                             2);
            shortest = fmin (shortest, square);
          }
        k = (int) (sqrt (shortest) / BIN);
        if (k < brute->n_bins)
          brute->count[vit_pair_index (3, species[i], species[j]) * brute->n_bins + k]++;
      }
  assert_equal_counts (exact, brute);
}

/* Every float distance of the first atoms of the glass against the double one: off by so little that a pair can only
 * fall into the next bin. Fixed point (1e-8 Å) and seven products and sums in floats: a few 1e-7 of the distance. */
static void
check_distances (const VitConfiguration *configuration)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 7);
  double radius = vit_cell_inscribed_radius (&atoms->cell), worst = 0;
  g_autoptr (VitPairDistances) distances
      = vit_pair_distances_new (atoms, grid, radius, 0, 0, vit_distance_kernel_get (vit_vector_target ()));
  gsize pairs = 0, other_bin = 0;

  for (gsize i = 0; i < 200; i++)
    {
      const VitNearPairs *near;

      vit_pair_distances_begin (distances, i, vit_atoms_get (atoms, i));
      near = vit_pair_distances_get_near (distances);
      for (int j = 0; j < near->n; j++)
        {
          double d[3], r = vit_test_nearest_image (configuration, i, (gsize) near->atom[j], d);

          worst = fmax (worst, fabs (r - (double) near->r_old[j]));
          other_bin += (int) (r / BIN) != (int) ((double) near->r_old[j] / BIN);
          pairs++;
        }
    }
  g_test_message ("distances off by up to %.1e A, %.1e of the pairs in another bin", worst,
                  (double) other_bin / (double) pairs);
  g_assert_cmpuint (pairs, >, 100000);
  g_assert_cmpfloat (worst, <, 1e-5);
  g_assert_cmpuint (other_bin, <, pairs / 2000);
}

static void
check_engine_histogram (const VitConfiguration *configuration)
{
  g_autoptr (VitPairHistogram) engine = engine_histogram (configuration, 0, 7, vit_vector_target ());
  g_autoptr (VitPairHistogram) exact = exact_histogram (configuration, 0);
  gint64 total = 0, moved = 0;

  for (int pair = 0; pair < exact->n_pairs; pair++)
    {
      /* Pairs that crossed the upper edge of the bin, net; only the crossing of the last one changes the number of
       * pairs. */
      gint64 crossed = 0;

      for (int k = 0; k < exact->n_bins; k++)
        {
          gint64 count = exact->count[pair * exact->n_bins + k];

          crossed += engine->count[pair * exact->n_bins + k] - count;
          total += count;
          moved += ABS (crossed);
          /* Of the pairs near one edge. The edge has 1e-5 Å on both sides at most, the bin 0.02 Å: a thousandth. */
          g_assert_cmpint (ABS (crossed), <=, 4 + count / 500);
        }
    }
  g_test_message ("%.1e of the pairs in another bin", (double) moved / (double) total);
  g_assert_cmpint (moved, <, total / 2000);
}

static void
test_engine_is_exact (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  VitCell cell = vit_test_cell_triclinic (52, 50, 51);
  g_autoptr (VitConfiguration) gas = vit_test_configuration_random (&cell, "CuZr", 5001, 0, 8);

  check_distances (glass);
  check_engine_histogram (glass);
  check_distances (gas);
  check_engine_histogram (gas);
}

/* S(q) of the engine's histogram against that of the exact one: no difference that an experiment could see. */
static void
test_engine_structure_factor (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitPairHistogram) engine = engine_histogram (glass, 0, 7, vit_vector_target ());
  g_autoptr (VitPairHistogram) exact = exact_histogram (glass, 0);
  gsize n = 195;
  g_autofree double *q = vit_test_grid (0.6, 0.1, n);
  g_autofree double *a = g_new (double, 3 * n), *b = g_new (double, 3 * n);
  double worst;

  vit_structure_factor_partials (engine, VIT_WINDOW_NONE, n, q, a);
  vit_structure_factor_partials (exact, VIT_WINDOW_NONE, n, q, b);
  worst = vit_test_largest_difference (3 * n, a, b);
  g_test_message ("partial S(q) off by up to %.1e", worst);
  g_assert_cmpfloat (worst, <, 1e-4);
}

/* g(r) as numpy computed it; 1e-6 is what its printed digits allow where g is largest. */
static void
check_reference_g (const char *glass, int n_columns)
{
  g_autofree char *xyz = g_strdup_printf ("data/glasses/%s.xyz", glass);
  g_autofree char *csv = g_strdup_printf ("tests/reference/%s-gr.csv", glass);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read (xyz);
  g_autoptr (VitTestTable) table = vit_test_table_read (csv, n_columns);
  g_autoptr (VitPairHistogram) exact = exact_histogram (configuration, 0);
  g_autofree double *g = g_new (double, exact->n_bins);

  g_assert_cmpuint (table->n, ==, (gsize) exact->n_bins);
  for (int c = 1; c < n_columns; c++)
    {
      double worst;

      if (c == 1)
        vit_pair_histogram_get_total_g (exact, g);
      else
        vit_pair_histogram_get_g (exact, c - 2, g);
      worst = vit_test_largest_difference (table->n, g, table->column[c]);
      g_test_message ("%s column %d: %.1e", glass, c, worst);
      g_assert_cmpfloat (worst, <, 1e-6);
    }
  for (gsize k = 0; k < table->n; k++)
    g_assert_cmpfloat (fabs (table->column[0][k] - ((double) k + 0.5) * BIN), <, 1e-9);
}

static void
test_reference_cuzr (void)
{
  check_reference_g ("cu64zr36", 5);
}

static void
test_reference_ta (void)
{
  check_reference_g ("ta", 3);
}

static void
check_short (const VitConfiguration *configuration)
{
  g_autoptr (VitPairHistogram) full = engine_histogram (configuration, 0, 100, vit_vector_target ());
  g_autoptr (VitPairHistogram) near = engine_histogram (configuration, 8, 5, vit_vector_target ());
  g_autoptr (VitPairHistogram) exact_full = exact_histogram (configuration, 0);
  g_autoptr (VitPairHistogram) exact_near = exact_histogram (configuration, 8);

  g_assert_cmpint (near->n_bins, ==, 400);
  assert_equal_counts (full, near);
  assert_equal_counts (exact_full, exact_near);
}

static void
test_short (void)
{
  VitCell triclinic = vit_test_cell_triclinic (46, 48, 50), orthogonal = vit_test_cell_orthogonal (38, 40, 42);
  g_autoptr (VitConfiguration) a = vit_test_configuration_random (&triclinic, "Cu3ZrNi", 4003, 1, 9);
  g_autoptr (VitConfiguration) b = vit_test_configuration_random (&orthogonal, "CuZr", 3001, 0, 10);

  check_short (a);
  check_short (b);
}

/* Counts of an ideal gas are Poisson numbers about P · shell / V: within five standard deviations in all of some 100
 * shells. */
static void
test_ideal_gas (void)
{
  VitCell cell = vit_test_cell_triclinic (40, 42, 41);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu3Zr2", 4000, 0, 11);
  g_autoptr (VitPairHistogram) histogram = engine_histogram (configuration, 0, 7, vit_vector_target ());
  double chi_square = 0;
  int shells = 0;

  for (int pair = 0; pair < 3; pair++)
    for (int first = 25; first + 25 <= histogram->n_bins; first += 25)
      {
        double expected = 0, count = 0, deviation;

        for (int k = first; k < first + 25; k++)
          {
            expected += histogram->pairs[pair] * vit_shell_volume (k, BIN) / cell.volume;
            count += (double) histogram->count[pair * histogram->n_bins + k];
          }
        deviation = (count - expected) / sqrt (expected);
        g_assert_cmpfloat (fabs (deviation), <, 5);
        chi_square += deviation * deviation;
        shells++;
      }
  g_test_message ("chi^2 = %.1f for %d shells", chi_square, shells);
  g_assert_cmpint (shells, >, 80);
  /* Five standard deviations of a χ² distribution, √(2n) each. */
  g_assert_cmpfloat (fabs (chi_square - shells), <, 5 * sqrt (2.0 * shells));
}

/* g of an ideal gas is one on average, the total as well. */
static void
test_ideal_gas_g (void)
{
  VitCell cell = vit_test_cell_orthogonal (40, 42, 41);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu3Zr2", 4000, 0, 12);
  g_autoptr (VitPairHistogram) histogram = engine_histogram (configuration, 0, 7, vit_vector_target ());
  g_autofree double *g = g_new (double, histogram->n_bins);

  for (int pair = -1; pair < 3; pair++)
    {
      double sum = 0, volume = 0;

      if (pair < 0)
        vit_pair_histogram_get_total_g (histogram, g);
      else
        vit_pair_histogram_get_g (histogram, pair, g);
      for (int k = 0; k < histogram->n_bins; k++)
        {
          sum += g[k] * vit_shell_volume (k, BIN);
          volume += vit_shell_volume (k, BIN);
        }
      /* 640,000 pairs of the rarest kind, half of them within r_max: a standard deviation of 0.002. */
      g_assert_cmpfloat (fabs (sum / volume - 1), <, 0.008);
    }
}

/* Face-centred cubic, nearest neighbours at 2.55 Å; @matrix: cell vectors in units of the lattice constant. */
static VitConfiguration *
fcc (const int matrix[3][3], gsize expected)
{
  double a = 2.55 * sqrt (2), edges[3][3];
  g_autoptr (GArray) position = g_array_new (FALSE, FALSE, 3 * sizeof (double));
  g_autofree guint8 *z = NULL;
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration;
  VitCell cell;

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      edges[i][j] = a * matrix[i][j];
  cell = vit_test_cell ((const double (*)[3]) edges);
  /* Half lattice constants with an even sum are the sites; those inside the cell are kept. The shift by a small vector
   * keeps them away from its faces. */
  for (int i = -60; i <= 60; i++)
    for (int j = -60; j <= 60; j++)
      for (int k = -60; k <= 60; k++)
        {
          double x[3] = { a / 2 * i + 0.1, a / 2 * j + 0.17, a / 2 * k + 0.23 }, f[3];

          vit_cell_to_fractional (&cell, x, f);
          if ((i + j + k) % 2 == 0 && f[0] >= 0 && f[1] >= 0 && f[2] >= 0 && f[0] < 1 && f[1] < 1 && f[2] < 1)
            g_array_append_vals (position, x, 1);
        }
  g_assert_cmpuint (position->len, ==, expected);
  z = g_malloc (expected);
  memset (z, 29, expected);
  configuration = vit_configuration_new (&cell, expected, z, (const double (*)[3]) position->data, &error);
  g_assert_no_error (error);
  return configuration;
}

/* Neighbours in the shells at √(n/2) lattice constants. */
static const int fcc_shell[] = { 12, 6, 24, 12, 24, 8, 48, 6, 36, 24, 24, 24, 72, 0, 48, 12, 48, 30 };

static void
check_fcc (const VitConfiguration *configuration, int n_shells)
{
  g_autoptr (VitPairHistogram) engine = engine_histogram (configuration, 0, 7, vit_vector_target ());
  g_autoptr (VitPairHistogram) exact = exact_histogram (configuration, 0);
  gint64 n_atoms = (gint64) engine->n_atoms;

  for (int n = 1; n <= n_shells; n++)
    {
      double r = 2.55 * sqrt (n);

      g_assert_cmpfloat (r + 0.03, <, engine->n_bins * BIN);
      g_assert_cmpint (2 * sum_counts (engine, 0, r - 0.031, r + 0.031), ==, n_atoms * fcc_shell[n - 1]);
      g_assert_cmpint (2 * sum_counts (exact, 0, r - 0.031, r + 0.031), ==, n_atoms * fcc_shell[n - 1]);
      /* And nothing between this shell and the next. */
      g_assert_cmpint (sum_counts (exact, 0, r + 0.031, 2.55 * sqrt (n + 1) - 0.031), ==, 0);
    }
}

static void
test_fcc (void)
{
  static const int cubic[3][3] = { { 6, 0, 0 }, { 0, 6, 0 }, { 0, 0, 6 } };
  /* The same lattice in skewed cells. */
  static const int tilted[3][3] = { { 6, 0, 0 }, { 3, 6, 0 }, { -2, 2, 6 } };
  static const int turned[3][3] = { { 5, 3, 1 }, { -2, 6, 1 }, { 1, -1, 6 } };
  g_autoptr (VitConfiguration) a = fcc (cubic, 864), b = fcc (tilted, 864), c = fcc (turned, 4 * 220);

  check_fcc (a, 17);
  check_fcc (b, 11);
  check_fcc (c, 11);
}

/* The same infinite arrangement, described by other cell vectors: a, b + a, c − b + a. */
static void
test_equivalent_cell (void)
{
  VitCell straight = vit_test_cell_orthogonal (24, 25, 26);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&straight, "CuZr", 901, 0, 13),
                               sheared = NULL;
  const double matrix[3][3] = { { 24, 0, 0 }, { 24, 25, 0 }, { 24, -25, 26 } };
  VitCell cell = vit_test_cell (matrix);
  g_autofree guint8 *z = g_new (guint8, 901);
  g_autoptr (GError) error = NULL;
  double r_max = vit_cell_inscribed_radius (&cell);
  g_autoptr (VitPairHistogram) exact = exact_histogram (configuration, r_max), other = NULL, engine = NULL;

  g_assert_cmpfloat (fabs (cell.volume - straight.volume), <, 1e-9);
  for (gsize i = 0; i < 901; i++)
    z[i] = (guint8) vit_configuration_get_element (configuration, vit_configuration_get_species (configuration)[i])->z;
  sheared = vit_configuration_new (&cell, 901, z, vit_configuration_get_positions (configuration), &error);
  g_assert_no_error (error);
  other = exact_histogram (sheared, r_max);
  assert_equal_counts (exact, other);
  check_engine_histogram (sheared);
}

static void
test_r_max_too_large (void)
{
  VitCell cell = vit_test_cell_triclinic (20, 22, 24);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Cu", 50, 0, 14);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  double limit = vit_cell_inscribed_radius (&cell);
  static const double bad_bin[] = { 0, -0.02, NAN, 100, 1e-9 };
  g_autoptr (VitPairHistogram) largest = new_histogram (atoms, BIN, limit);
  GError *error = NULL;

  g_assert_cmpint (largest->n_bins, ==, (int) (limit / BIN));
  g_assert_null (vit_pair_histogram_new (atoms, BIN, limit + 0.001, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_bin); i++)
    {
      g_assert_null (vit_pair_histogram_new (atoms, bad_bin[i], 0, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
      g_clear_error (&error);
    }
  g_assert_null (vit_pair_histogram_new (atoms, BIN, NAN, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
}

static void
test_whole_bins (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "CuZr", 10, 0, 15);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitPairHistogram) all = new_histogram (atoms, BIN, 0), some = new_histogram (atoms, 0.03, 5);
  double sum = 0;

  g_assert_cmpint (all->n_bins, ==, 500);
  g_assert_cmpint (some->n_bins, ==, 166);
  for (int pair = 0; pair < all->n_pairs; pair++)
    sum += vit_pair_histogram_get_weight (all, pair);
  g_assert_cmpfloat (fabs (sum - 1), <, 1e-12);
  g_assert_cmpfloat (all->pairs[0], ==, 10);
  g_assert_cmpfloat (all->pairs[1], ==, 25);
  sum = 0;
  for (int k = 0; k < 500; k++)
    sum += vit_shell_volume (k, BIN);
  g_assert_cmpfloat (fabs (sum - 4 * G_PI / 3 * 1000), <, 1e-8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pair-histogram/every vector target gives the same counts", test_targets);
  g_test_add_func ("/pair-histogram/every vector target gives the same changes", test_target_changes);
  g_test_add_func ("/pair-histogram/exact counts are those of the shortest images", test_brute_force);
  g_test_add_func ("/pair-histogram/engine and exact counts differ rarely and in neighbouring bins",
                   test_engine_is_exact);
  g_test_add_func ("/pair-histogram/engine and exact counts give the same S(q)", test_engine_structure_factor);
  g_test_add_func ("/pair-histogram/g(r) of Cu64Zr36 is that of numpy", test_reference_cuzr);
  g_test_add_func ("/pair-histogram/g(r) of tantalum is that of numpy", test_reference_ta);
  g_test_add_func ("/pair-histogram/a short r_max counts the same", test_short);
  g_test_add_func ("/pair-histogram/counts of an ideal gas are Poisson numbers", test_ideal_gas);
  g_test_add_func ("/pair-histogram/g of an ideal gas is one", test_ideal_gas_g);
  g_test_add_func ("/pair-histogram/fcc has 12, 6, 24 ... neighbours in any cell", test_fcc);
  g_test_add_func ("/pair-histogram/equivalent cells give the same counts", test_equivalent_cell);
  g_test_add_func ("/pair-histogram/r_max beyond the cell and empty bins are errors", test_r_max_too_large);
  g_test_add_func ("/pair-histogram/bins are whole and fill the sphere", test_whole_bins);
  return g_test_run ();
}
