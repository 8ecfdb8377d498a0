/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "test-support.h"
#include "voronoi-classes.h"

#include <math.h>

static void
test_format_and_parse (void)
{
  VitVoronoiIndex icosahedron = { { 0, 0, 12, 0 } }, wide = { { 0, 1, 10, 2, 0, 1 } }, parsed;
  const char *good[] = { "0,0,12,0", "⟨0,0,12,0⟩", "<0, 0, 12, 0>", "0,0,12,0,0,0" };
  const char *bad[]
      = { "", "0,0,12", "0,0,12,x", "0,0,12,0,0,0,0,0,0", "0,0,1200,0", "0 0 12 0", "0,,12,0", "-1,0,12,0" };
  g_autofree char *text = vit_voronoi_index_format (icosahedron), *text_wide = vit_voronoi_index_format (wide);

  g_assert_cmpstr (text, ==, "⟨0,0,12,0⟩");
  g_assert_cmpstr (text_wide, ==, "⟨0,1,10,2,0,1⟩");
  for (gsize k = 0; k < G_N_ELEMENTS (good); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (vit_voronoi_index_parse (good[k], &parsed, &error));
      g_assert_no_error (error);
      g_assert_true (vit_voronoi_index_equal (parsed, icosahedron));
    }
  g_assert_true (vit_voronoi_index_parse (text_wide, &parsed, NULL));
  g_assert_true (vit_voronoi_index_equal (parsed, wide));
  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vit_voronoi_index_parse (bad[k], &parsed, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

static void
test_counts_of_the_glass (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitVoronoi) voronoi = vit_voronoi_new (glass, NULL, NULL);
  int cu = vit_configuration_find_species (glass, 29), zr = vit_configuration_find_species (glass, 40);
  g_autoptr (GArray) all = vit_voronoi_classes (voronoi, glass, VIT_ALL_SPECIES);
  g_autoptr (GArray) of_cu = vit_voronoi_classes (voronoi, glass, cu);
  gsize total = 0, icosahedra = 0;
  VitVoronoiIndex icosahedron = { { 0, 0, 12, 0 } };
  const VitVoronoiClass *first = &g_array_index (of_cu, VitVoronoiClass, 0);

  for (guint c = 0; c < all->len; c++)
    {
      total += g_array_index (all, VitVoronoiClass, c).count;
      g_assert_true (
          c == 0 || g_array_index (all, VitVoronoiClass, c - 1).count >= g_array_index (all, VitVoronoiClass, c).count);
    }
  g_assert_cmpuint (total, ==, 10000);
  for (gsize i = 0; i < 10000; i++)
    if (vit_configuration_get_species (glass)[i] == cu && vit_voronoi_index_equal (voronoi->index[i], icosahedron))
      icosahedra++;
  g_assert_true (vit_voronoi_index_equal (first->index, icosahedron));
  g_assert_cmpuint (first->count, ==, icosahedra);
  /* grep -c ',Cu,0,0,12,0,12,' tests/reference/cu64zr36-voronoi.csv */
  g_assert_cmpuint (icosahedra, ==, 1019);
  g_assert_cmpint (zr, !=, cu);
}

static void
test_statistics_of_the_glass (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitVoronoi) voronoi = vit_voronoi_new (glass, NULL, NULL);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (glass);
  VitVoronoiSample sample = { voronoi, glass, blocks, VIT_ALL_SPECIES };
  VitVoronoiStatistics all = vit_voronoi_statistics (&sample), part[2];
  double sum = 0;

  for (int s = 0; s < 2; s++)
    {
      sample.species = s;
      part[s] = vit_voronoi_statistics (&sample);
    }
  g_assert_cmpuint (part[0].n + part[1].n, ==, all.n);
  g_assert_cmpfloat_with_epsilon (
      (part[0].coordination.value * (double) part[0].n + part[1].coordination.value * (double) part[1].n) / 10000,
      all.coordination.value, 1e-9);
  /* Mean volume is one over the density. */
  g_assert_cmpfloat_with_epsilon (all.volume.value, 1 / vit_configuration_get_density (glass), 1e-9);
  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    sum += all.faces[k].value;
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  /* Euler: three edges meet at each corner, so that the mean order of the faces is 6 − 12/Z for each cell. */
  sum = 0;
  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    sum += (k + 3) * all.faces[k].value;
  g_assert_cmpfloat_with_epsilon (sum, 6 - 12 / all.coordination.value, 1e-9);
}

static void
test_union_and_distribution (void)
{
  VitCell cell = vit_test_cell_orthogonal (24, 24, 24);
  g_autoptr (VitConfiguration) a = vit_test_configuration_random (&cell, "Cu64Zr36", 700, 2.1, 1);
  g_autoptr (VitConfiguration) b = vit_test_configuration_random (&cell, "Cu64Zr36", 700, 2.1, 2);
  g_autoptr (VitVoronoi) of_a = vit_voronoi_new (a, NULL, NULL), of_b = vit_voronoi_new (b, NULL, NULL);
  g_autoptr (VitBlocks) blocks_a = vit_blocks_new (a), blocks_b = vit_blocks_new (b);
  VitVoronoiSample first = { of_a, a, blocks_a, 0 }, second = { of_b, b, blocks_b, 0 };
  g_autoptr (GArray) classes = vit_voronoi_classes_union (&first, &second);
  g_autoptr (GArray) own = vit_voronoi_classes (of_a, a, 0);
  g_autoptr (VitDistribution) p = vit_voronoi_distribution (&first, classes);
  g_autoptr (VitDistribution) q = vit_voronoi_distribution (&second, classes);
  g_autoptr (VitDistribution) partly = vit_voronoi_distribution (&second, own);
  VitDifference difference = vit_distribution_compare (p, q);

  g_assert_cmpint (p->n_classes, ==, (int) classes->len + 1);
  /* Every class is in the union: none is left for the last one; but of those of A alone some are. */
  g_assert_cmpfloat (vit_distribution_fraction (p, (int) classes->len).value, ==, 0);
  g_assert_cmpfloat (vit_distribution_fraction (q, (int) classes->len).value, ==, 0);
  g_assert_cmpfloat (vit_distribution_fraction (partly, (int) own->len).value, >, 0);
  g_assert_cmpfloat (vit_distribution_total (p), ==, (double) vit_configuration_get_count (a, 0));
  /* Two packings of one kind. */
  g_assert_cmpfloat (difference.distance, >, 0);
  g_assert_cmpfloat (difference.distance, <, 1.1 * difference.noise);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voronoi-classes/names-are-written-and-read", test_format_and_parse);
  g_test_add_func ("/voronoi-classes/counts-of-the-glass", test_counts_of_the_glass);
  g_test_add_func ("/voronoi-classes/statistics-obey-sum-rules", test_statistics_of_the_glass);
  g_test_add_func ("/voronoi-classes/union-holds-all-classes", test_union_and_distribution);
  return g_test_run ();
}
