/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "neighbour-list.h"
#include "test-support.h"

#include <math.h>

/* Every image of every atom within one cell around: slow and plain. */
static gsize
count_by_images (const VitConfiguration *configuration, gsize i, const double *cutoff, double *sum)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  int n_species = vit_configuration_get_n_species (configuration);
  gsize count = 0;

  *sum = 0;
  for (gsize j = 0; j < vit_configuration_get_n_atoms (configuration); j++)
    for (int image = 0; image < 27; image++)
      {
        int shift[3] = { image % 3 - 1, image / 3 % 3 - 1, image / 9 - 1 };
        double square = 0;

        for (int a = 0; a < 3; a++)
          {
            double d = position[j][a] - position[i][a];

            for (int v = 0; v < 3; v++)
              d += shift[v] * cell->matrix[v][a];
            square += d * d;
          }
        if (square > 0 && sqrt (square) < cutoff[vit_pair_index (n_species, species[i], species[j])])
          {
            count++;
            *sum += sqrt (square);
          }
      }
  return count;
}

static void
assert_list_is_complete (const VitCell *cell, const double *cutoff)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (cell, "Cu64Zr36", 700, 2.0, 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitNeighbourList) list = vit_neighbour_list_new (configuration, cutoff, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < list->n_atoms; i++)
    {
      const VitNeighbour *neighbour = vit_neighbour_list_get (list, i);
      double expected, sum = 0;

      g_assert_cmpuint (vit_neighbour_list_count (list, i), ==, count_by_images (configuration, i, cutoff, &expected));
      for (gsize k = 0; k < vit_neighbour_list_count (list, i); k++)
        {
          const double *v = neighbour[k].vector;

          g_assert_true (k == 0 || neighbour[k].r >= neighbour[k - 1].r);
          /* Rounding of three products. */
          g_assert_cmpfloat_with_epsilon (sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]), neighbour[k].r, 1e-12);
          sum += neighbour[k].r;
        }
      g_assert_cmpfloat_with_epsilon (sum, expected, 1e-10);
    }
}

static void
test_orthogonal (void)
{
  VitCell cell = vit_test_cell_orthogonal (24, 22, 26);

  assert_list_is_complete (&cell, (double[]){ 3.2, 3.7, 10.9 });
}

static void
test_triclinic (void)
{
  VitCell cell = vit_test_cell_triclinic (26, 24, 26);

  assert_list_is_complete (&cell, (double[]){ 5.5, 3.7, 0 });
}

static void
test_two_atoms (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 10, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) configuration = vit_configuration_new (
      &cell, 2, (guint8[]){ 29, 40 }, (const double[][3]){ { 0.5, 5, 5 }, { 9.5, 5, 5 } }, &error);
  g_autoptr (VitNeighbourList) list = vit_neighbour_list_new (configuration, (double[]){ 3, 3, 3 }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vit_neighbour_list_count (list, 0), ==, 1);
  g_assert_cmpint (vit_neighbour_list_get (list, 0)->atom, ==, 1);
  g_assert_cmpfloat_with_epsilon (vit_neighbour_list_get (list, 0)->vector[0], -1, 1e-12);
  g_assert_cmpfloat_with_epsilon (vit_neighbour_list_get (list, 1)->vector[0], 1, 1e-12);
}

static void
test_bad_cutoffs (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 12, 14);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "Ta", 20, 0, 1);
  const double bad[] = { 5.01, -1, NAN, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_neighbour_list_new (configuration, &bad[i], &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbour-list/orthogonal-cell-agrees-with-all-images", test_orthogonal);
  g_test_add_func ("/neighbour-list/triclinic-cell-agrees-with-all-images", test_triclinic);
  g_test_add_func ("/neighbour-list/two-atoms-across-the-boundary", test_two_atoms);
  g_test_add_func ("/neighbour-list/cut-off-must-fit-into-the-cell", test_bad_cutoffs);
  return g_test_run ();
}
