/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "test-crystals.h"
#include "test-support.h"
#include "voronoi.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static VitVoronoi *
tessellate (const VitConfiguration *configuration, const VitVoronoiOptions *options)
{
  g_autoptr (GError) error = NULL;
  VitVoronoi *voronoi = vit_voronoi_new (configuration, options, &error);

  g_assert_no_error (error);
  return voronoi;
}

/* A table that the voro++ program wrote: atom, element, n3, n4, n5, n6, faces, volume. */
static void
assert_equals_program (const char *glass)
{
  g_autofree char *glass_name = g_strdup_printf ("data/glasses/%s.xyz", glass);
  g_autofree char *table_name = g_strdup_printf ("tests/reference/%s-voronoi.csv", glass);
  g_autofree char *path = vit_test_path (table_name), *text = NULL;
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read (glass_name);
  g_autoptr (VitVoronoi) voronoi = tessellate (configuration, NULL);
  g_auto (GStrv) line = NULL;
  gsize atom = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = g_strsplit (text, "\n", -1);
  for (gsize k = 0; line[k] != NULL; k++)
    {
      g_auto (GStrv) field = g_strsplit (line[k], ",", -1);

      if (line[k][0] == '#' || line[k][0] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (field), ==, 8);
      for (int n = 0; n < 4; n++)
        g_assert_cmpuint (voronoi->index[atom].n[n], ==, g_ascii_strtoull (field[2 + n], NULL, 10));
      g_assert_cmpuint (vit_voronoi_count (voronoi, atom), ==, g_ascii_strtoull (field[6], NULL, 10));
      /* The program prints six digits. */
      g_assert_cmpfloat_with_epsilon (voronoi->volume[atom], g_ascii_strtod (field[7], NULL), 6e-5);
      atom++;
    }
  g_assert_cmpuint (atom, ==, voronoi->n_atoms);
}

static void
test_glasses (void)
{
  assert_equals_program ("ta");
  assert_equals_program ("cu64zr36");
}

/* Volumes fill the cell, and each face stands with both atoms that it divides. */
static void
assert_is_tessellation (const VitConfiguration *configuration, const VitVoronoi *voronoi)
{
  g_autoptr (GHashTable) area = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  double volume = 0, cell_volume = vit_configuration_get_cell (configuration)->volume;
  GHashTableIter iter;
  gpointer value;

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    {
      volume += voronoi->volume[i];
      for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
        {
          const VitVoronoiFace *face = &vit_voronoi_get (voronoi, i)[f];
          gint64 low = MIN ((gint64) i, face->atom), high = MAX ((gint64) i, face->atom), key = low << 32 | high;
          double *sum = g_hash_table_lookup (area, &key);

          if (sum == NULL)
            g_hash_table_insert (area, g_memdup2 (&key, sizeof key), sum = g_new0 (double, 1));
          if (low != high)
            *sum += (gint64) i == low ? face->area : -face->area;
        }
    }
  /* Sums of as many roundings as there are atoms. */
  g_assert_cmpfloat_with_epsilon (volume / cell_volume, 1, 1e-11);
  g_hash_table_iter_init (&iter, area);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    /* Faces smaller than that come and go with rounding. */
    g_assert_cmpfloat (fabs (*(double *) value), <, 1e-6);
}

static void
test_random_packings (void)
{
  VitCell orthogonal = vit_test_cell_orthogonal (22, 25, 20), triclinic = vit_test_cell_triclinic (24, 22, 26);
  g_autoptr (VitConfiguration) first = vit_test_configuration_random (&orthogonal, "Cu64Zr36", 600, 2.0, 3);
  g_autoptr (VitConfiguration) second = vit_test_configuration_random (&triclinic, "Cu64Zr36", 600, 0, 4);
  g_autoptr (VitVoronoi) of_first = tessellate (first, NULL);
  g_autoptr (VitVoronoi) of_second = tessellate (second, NULL);

  assert_is_tessellation (first, of_first);
  assert_is_tessellation (second, of_second);
}

/* Index of all atoms of a crystal, which thermal motion has moved a little. (Not the simple cubic one, where motion
 * splits the edges, at which four cells meet, in the middle.) */
static void
assert_crystal (VitTestLattice lattice, const VitVoronoiOptions *thresholds, VitVoronoiIndex expected, double volume)
{
  for (guint32 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (VitConfiguration) crystal
          = vit_test_crystal (lattice, 4, 5, seed == 1 || lattice == VIT_TEST_SIMPLE_CUBIC ? 0 : 0.02, seed);
      g_autoptr (VitConfiguration) sheared = vit_test_sheared (crystal), rotated = vit_test_rotated (crystal, 4);
      const VitConfiguration *forms[] = { crystal, sheared, rotated };

      for (gsize k = 0; k < G_N_ELEMENTS (forms); k++)
        {
          VitVoronoiOptions options = *thresholds;
          g_autoptr (VitVoronoi) voronoi = tessellate (forms[k], &options);

          for (gsize i = 0; i < voronoi->n_atoms; i++)
            {
              g_assert_cmpmem (voronoi->index[i].n, sizeof expected.n, expected.n, sizeof expected.n);
              if (seed == 1)
                g_assert_cmpfloat_with_epsilon (voronoi->volume[i], volume, 1e-9);
            }
        }
    }
}

static void
test_crystals (void)
{
  /* Where corners of more than three edges are split by noise, the new edges and faces are small. */
  const VitVoronoiOptions with_thresholds = { .relative_area = 0.005, .edge_length = 0.2 }, none = { 0 };

  assert_crystal (VIT_TEST_FCC, &with_thresholds, (VitVoronoiIndex){ { 0, 12, 0, 0 } }, 16);
  assert_crystal (VIT_TEST_HCP, &with_thresholds, (VitVoronoiIndex){ { 0, 12, 0, 0 } }, 64 / G_SQRT2);
  assert_crystal (VIT_TEST_SIMPLE_CUBIC, &with_thresholds, (VitVoronoiIndex){ { 0, 6, 0, 0 } }, 64);
  /* The truncated octahedron has three edges at each corner: it needs no threshold. */
  assert_crystal (VIT_TEST_BCC, &none, (VitVoronoiIndex){ { 0, 6, 0, 8 } }, 32);
  assert_crystal (VIT_TEST_BCC, &with_thresholds, (VitVoronoiIndex){ { 0, 6, 0, 8 } }, 32);
}

static void
test_icosahedron (void)
{
  g_autoptr (VitConfiguration) icosahedron = vit_test_icosahedron (2.7);
  g_autoptr (VitVoronoi) voronoi = tessellate (icosahedron, NULL);
  const VitVoronoiIndex dodecahedron = { { 0, 0, 12, 0 } };

  /* The cell of the centre is a dodecahedron, of inner radius 1.35 Å: V = 5.5503 r³. */
  g_assert_cmpmem (voronoi->index[0].n, sizeof dodecahedron.n, dodecahedron.n, sizeof dodecahedron.n);
  g_assert_cmpfloat_with_epsilon (voronoi->volume[0], 5.550291 * 1.35 * 1.35 * 1.35, 1e-5);
}

static VitConfiguration *
change_cell (const VitConfiguration *configuration, const VitCell *cell)
{
  gsize n = vit_configuration_get_n_atoms (configuration);
  g_autofree guint8 *z = g_new (guint8, n);
  g_autoptr (GError) error = NULL;
  VitConfiguration *changed;

  for (gsize i = 0; i < n; i++)
    z[i] = (guint8) vit_configuration_get_element (configuration, vit_configuration_get_species (configuration)[i])->z;
  changed = vit_configuration_new (cell, n, z, vit_configuration_get_positions (configuration), &error);
  g_assert_no_error (error);
  return changed;
}

/* A cell vector plus whole others spans the same lattice. */
static VitCell
sheared_cell (const VitCell *cell, int b_by_a, int c_by_a, int c_by_b)
{
  double matrix[3][3];

  memcpy (matrix, cell->matrix, sizeof matrix);
  for (int j = 0; j < 3; j++)
    {
      matrix[1][j] += b_by_a * cell->matrix[0][j];
      matrix[2][j] += c_by_a * cell->matrix[0][j] + c_by_b * cell->matrix[1][j];
    }
  return vit_test_cell ((const double (*)[3]) matrix);
}

static void
assert_equal_tessellations (const VitVoronoi *a, const VitVoronoi *b)
{
  for (gsize i = 0; i < a->n_atoms; i++)
    {
      g_assert_cmpmem (a->index[i].n, sizeof a->index[i].n, b->index[i].n, sizeof b->index[i].n);
      g_assert_cmpfloat_with_epsilon (a->volume[i], b->volume[i], 1e-9);
      g_assert_cmpuint (vit_voronoi_count (a, i), ==, vit_voronoi_count (b, i));
      for (gsize f = 0; f < vit_voronoi_count (a, i); f++)
        {
          g_assert_cmpint (vit_voronoi_get (a, i)[f].atom, ==, vit_voronoi_get (b, i)[f].atom);
          g_assert_cmpint (vit_voronoi_get (a, i)[f].n_edges, ==, vit_voronoi_get (b, i)[f].n_edges);
          g_assert_cmpfloat_with_epsilon (vit_voronoi_get (a, i)[f].area, vit_voronoi_get (b, i)[f].area, 1e-8);
        }
    }
}

static void
test_sheared (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitVoronoi) plain = tessellate (glass, NULL);
  const int shears[][3] = { { 1, 0, 0 }, { 0, -1, 1 }, { 3, -2, 5 } };

  for (gsize s = 0; s < G_N_ELEMENTS (shears); s++)
    {
      VitCell cell = sheared_cell (vit_configuration_get_cell (glass), shears[s][0], shears[s][1], shears[s][2]);
      g_autoptr (VitConfiguration) same = change_cell (glass, &cell);
      g_autoptr (VitVoronoi) sheared = tessellate (same, NULL);

      g_assert_false (cell.orthogonal);
      assert_equal_tessellations (plain, sheared);
    }
}

static void
test_radical (void)
{
  VitCell orthogonal = vit_test_cell_orthogonal (22, 25, 20), sheared = sheared_cell (&orthogonal, 1, 1, -1);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&orthogonal, "Cu64Zr36", 600, 2.0, 3);
  g_autoptr (VitConfiguration) same = change_cell (configuration, &sheared);
  g_autoptr (VitVoronoi) plain = tessellate (configuration, NULL);
  VitVoronoiOptions options;
  g_autoptr (VitVoronoi) radical = NULL, oblique = NULL, equal = NULL;
  double of_cu = 0, of_cu_plain = 0;

  vit_voronoi_options_init (&options, configuration);
  options.radical = TRUE;
  radical = tessellate (configuration, &options);
  oblique = tessellate (same, &options);
  assert_is_tessellation (configuration, radical);
  assert_equal_tessellations (radical, oblique);
  /* Copper is the smaller. */
  g_assert_cmpfloat (options.radius[0] < options.radius[1], ==,
                     vit_configuration_get_element (configuration, 0)->z == 29);
  for (gsize i = 0; i < plain->n_atoms; i++)
    if (vit_configuration_get_species (configuration)[i] == vit_configuration_find_species (configuration, 29))
      {
        of_cu += radical->volume[i];
        of_cu_plain += plain->volume[i];
      }
  g_assert_cmpfloat (of_cu, <, 0.95 * of_cu_plain);
  options.radius[0] = options.radius[1] = 1.4;
  equal = tessellate (configuration, &options);
  assert_equal_tessellations (plain, equal);
}

static void
test_thresholds (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitVoronoi) plain = tessellate (glass, NULL);
  VitVoronoiOptions options;
  g_autoptr (VitVoronoi) area = NULL, edge = NULL;

  vit_voronoi_options_init (&options, glass);
  options.relative_area = 0.01;
  area = tessellate (glass, &options);
  options.relative_area = 0;
  options.edge_length = 0.5;
  edge = tessellate (glass, &options);
  for (gsize i = 0; i < plain->n_atoms; i++)
    {
      double surface = 0, edges = 0, edges_plain = 0;
      gsize large = 0;

      for (gsize f = 0; f < vit_voronoi_count (plain, i); f++)
        surface += vit_voronoi_get (plain, i)[f].area;
      for (gsize f = 0; f < vit_voronoi_count (plain, i); f++)
        large += vit_voronoi_get (plain, i)[f].area >= 0.01 * surface ? 1 : 0;
      g_assert_cmpuint (vit_voronoi_count (area, i), ==, large);
      g_assert_cmpfloat (area->volume[i], ==, plain->volume[i]);
      for (gsize f = 0; f < vit_voronoi_count (plain, i); f++)
        edges_plain += vit_voronoi_get (plain, i)[f].n_edges;
      for (gsize f = 0; f < vit_voronoi_count (edge, i); f++)
        edges += vit_voronoi_get (edge, i)[f].n_edges;
      g_assert_cmpfloat (edges, <=, edges_plain);
    }
}

/* Each corner is as far from the atom as from the neighbours whose faces meet there, and the faces enclose the volume.
 */
static void
assert_cell_is_right (const VitConfiguration *configuration, const VitVoronoi *voronoi, const VitVoronoiCell *shape)
{
  double volume = 0;

  g_assert_cmpint (shape->n_faces, ==, (int) vit_voronoi_count (voronoi, shape->atom));
  /* Euler: every edge belongs to two faces. */
  g_assert_cmpint (shape->n_vertices - shape->start[shape->n_faces] / 2 + shape->n_faces, ==, 2);
  for (int f = 0; f < shape->n_faces; f++)
    {
      double d[3], r = vit_test_nearest_image (configuration, shape->atom, (gsize) shape->neighbour[f], d);
      const int *corner = shape->corner + shape->start[f];

      for (int k = 0; k < shape->start[f + 1] - shape->start[f]; k++)
        {
          const double *x = shape->vertex[corner[k]];

          /* The bisecting plane: x · d = d²/2. */
          g_assert_cmpfloat_with_epsilon (x[0] * d[0] + x[1] * d[1] + x[2] * d[2], r * r / 2, 1e-7);
        }
      for (int k = 1; k + 1 < shape->start[f + 1] - shape->start[f]; k++)
        {
          const double *a = shape->vertex[corner[0]], *b = shape->vertex[corner[k]], *c = shape->vertex[corner[k + 1]];

          volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])
                     + a[2] * (b[0] * c[1] - b[1] * c[0]))
                    / 6;
        }
    }
  /* Positive: corners run counter-clockwise, seen from outside. */
  g_assert_cmpfloat_with_epsilon (volume, voronoi->volume[shape->atom], 1e-9);
}

static void
test_shapes (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (22, 25, 20), vit_test_cell_triclinic (24, 22, 26) };
  const gsize wanted[] = { 5, 0, 399, 17 };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    {
      g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cells[c], "Cu64Zr36", 400, 2.0, 9);
      g_autoptr (VitVoronoi) voronoi = tessellate (configuration, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) shapes = vit_voronoi_cells (configuration, NULL, G_N_ELEMENTS (wanted), wanted, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (shapes->len, ==, G_N_ELEMENTS (wanted));
      for (guint k = 0; k < shapes->len; k++)
        {
          const VitVoronoiCell *shape = g_ptr_array_index (shapes, k);

          g_assert_cmpuint (shape->atom, ==, wanted[k]);
          assert_cell_is_right (configuration, voronoi, shape);
        }
    }
}

static void
test_few_atoms (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (4, 5, 6), vit_test_cell_triclinic (4, 5, 6) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    for (gsize n = 1; n <= 2; n++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (VitConfiguration) few = vit_configuration_new (
            &cells[c], n, (guint8[]){ 29, 40 }, (const double[][3]){ { 0, 0, 0 }, { 1, 2, 2.5 } }, &error);
        g_autoptr (VitVoronoi) voronoi = tessellate (few, NULL);

        assert_is_tessellation (few, voronoi);
        g_assert_cmpuint (vit_voronoi_count (voronoi, 0), >=, 6);
        for (gsize i = 0; i < n; i++)
          for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
            g_assert_cmpuint ((gsize) vit_voronoi_get (voronoi, i)[f].atom, <, n);
      }
}

static void
test_bad_input (void)
{
  VitCell cell = vit_test_cell_orthogonal (10, 10, 10);
  const double same[][3] = { { 1, 2, 3 }, { 5, 5, 5 }, { 11, 2, 13 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) coincident = vit_configuration_new (&cell, 3, (guint8[]){ 29, 29, 29 }, same, &error);
  VitVoronoiOptions options;

  g_assert_null (vit_voronoi_new (coincident, NULL, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "atoms 1 and 3"));
  g_clear_error (&error);
  vit_voronoi_options_init (&options, coincident);
  options.relative_area = 1;
  g_assert_null (vit_voronoi_new (coincident, &options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
  vit_voronoi_options_init (&options, coincident);
  options.radical = TRUE;
  options.radius[0] = NAN;
  g_assert_null (vit_voronoi_new (coincident, &options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voronoi/glasses-equal-the-voro++-program", test_glasses);
  g_test_add_func ("/voronoi/random-packings-are-filled-and-faces-are-shared", test_random_packings);
  g_test_add_func ("/voronoi/crystals-have-the-textbook-indices", test_crystals);
  g_test_add_func ("/voronoi/an-icosahedron-is-a-dodecahedron", test_icosahedron);
  g_test_add_func ("/voronoi/sheared-cells-give-the-same", test_sheared);
  g_test_add_func ("/voronoi/radical-tessellation", test_radical);
  g_test_add_func ("/voronoi/thresholds-drop-small-faces-and-short-edges", test_thresholds);
  g_test_add_func ("/voronoi/shapes-bisect-and-enclose-the-volume", test_shapes);
  g_test_add_func ("/voronoi/one-and-two-atoms", test_few_atoms);
  g_test_add_func ("/voronoi/bad-input", test_bad_input);
  return g_test_run ();
}
