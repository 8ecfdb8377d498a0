/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "picture-private.h"
#include "picture.h"
#include "polyhedra.h"
#include "scene-private.h"
#include "test-crystals.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VitConfiguration *configuration;
  VitProfile *profile;
  VitScene *scene;
  VitPictureOptions options;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VitProfileOptions options;

  fixture->configuration = vit_test_configuration_read (data);
  g_assert_true (vit_profile_options_init (&options, fixture->configuration, NULL, &error));
  fixture->profile = vit_profile_new (fixture->configuration, &options, &error);
  g_assert_no_error (error);
  fixture->scene = vit_scene_new ();
  vit_picture_options_init (&fixture->options);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vit_scene_free (fixture->scene);
  vit_profile_free (fixture->profile);
  vit_configuration_free (fixture->configuration);
}

static VitPictureLegend *
build (Fixture *fixture)
{
  GError *error = NULL;
  VitPictureLegend *legend
      = vit_picture_build (fixture->scene, fixture->configuration, fixture->profile, &fixture->options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vit_scene_get_n_spheres (fixture->scene), ==,
                    vit_configuration_get_n_atoms (fixture->configuration));
  return legend;
}

static VitSceneColour
colour_of (const Fixture *fixture, gsize atom)
{
  return vit_scene_get_spheres (fixture->scene)[atom].colour;
}

static gboolean
is_same (VitSceneColour a, VitSceneColour b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static VitVoronoiCell *
cell_of (const VitConfiguration *configuration, gsize atom)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) cells = vit_voronoi_cells (configuration, NULL, 1, &atom, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cells->len, ==, 1);
  return g_ptr_array_steal_index (cells, 0);
}

static double
length (const float a[3], const float b[3])
{
  return sqrt ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
}

/* Volume of what triangles enclose: positive if they are counter-clockwise from outside. */
static double
volume (const VitPolyhedra *shapes)
{
  double sum = 0;

  for (guint i = 0; i < shapes->triangles->len; i++)
    {
      const float (*p)[3] = g_array_index (shapes->triangles, VitSceneTriangle, i).corner;

      for (int k = 0; k < 3; k++)
        sum += p[0][k] * (p[1][(k + 1) % 3] * p[2][(k + 2) % 3] - p[1][(k + 2) % 3] * p[2][(k + 1) % 3]) / 6;
    }
  return sum;
}

static void
test_icosahedron_has_twenty_faces (void)
{
  const double r = 2.7, edge = r / sin (2 * G_PI / 5), middle[3] = { 1, 2, 3 }, origin[3] = { 0, 0, 0 };
  g_autoptr (VitConfiguration) configuration = vit_test_icosahedron (r);
  g_autoptr (VitVoronoiCell) cell = cell_of (configuration, 0);
  g_auto (VitPolyhedra) shapes = { 0 };

  vit_polyhedra_init (&shapes);
  vit_polyhedra_add_shell (&shapes, configuration, cell, middle);
  g_assert_cmpuint (shapes.triangles->len, ==, 20);
  g_assert_cmpuint (shapes.sticks->len, ==, 30);
  for (int i = 0; i < 30; i++)
    {
      const VitSceneStick *stick = &g_array_index (shapes.sticks, VitSceneStick, i);

      g_assert_cmpfloat_with_epsilon (length (stick->from, stick->to), edge, 1e-4);
      g_assert_cmpfloat_with_epsilon (length (stick->from, (float[3]){ 1, 2, 3 }), r, 1e-4);
    }
  g_array_set_size (shapes.triangles, 0);
  vit_polyhedra_add_shell (&shapes, configuration, cell, origin);
  g_assert_cmpfloat_with_epsilon (volume (&shapes), 5 * (3 + sqrt (5)) / 12 * pow (edge, 3), 1e-3);
}

/* Twelve neighbours at the corners of a cuboctahedron: eight triangles and six squares, each square two triangles. The
 * neighbours are images beyond the edge of the cell. */
static void
test_fcc_has_a_cuboctahedron (void)
{
  const double a = 3.6, origin[3] = { 0, 0, 0 };
  g_autoptr (VitConfiguration) configuration = vit_test_crystal (VIT_TEST_FCC, a, 3, 0, 1);
  g_autoptr (VitVoronoiCell) cell = cell_of (configuration, 0);
  g_auto (VitPolyhedra) shapes = { 0 };
  int edges = 0;

  vit_polyhedra_init (&shapes);
  vit_polyhedra_add_shell (&shapes, configuration, cell, origin);
  g_assert_cmpuint (shapes.triangles->len, >=, 20);
  /* Rounding may divide a corner of four faces in two, with an edge between two far faces. */
  for (guint i = 0; i < shapes.sticks->len; i++)
    {
      const VitSceneStick *stick = &g_array_index (shapes.sticks, VitSceneStick, i);

      edges += fabs (length (stick->from, stick->to) - a / sqrt (2)) < 1e-4;
    }
  g_assert_cmpint (edges, ==, 24);
  g_assert_cmpfloat_with_epsilon (volume (&shapes), 5 * sqrt (2) / 3 * pow (a / sqrt (2), 3), 1e-3);
}

/* Each polyhedron of a glass is closed and its triangles face outward, whatever small faces its cell has. */
static void
test_polyhedra_of_a_glass_are_closed (Fixture *fixture, gconstpointer data)
{
  const double origin[3] = { 0, 0, 0 };

  for (gsize atom = 0; atom < 60; atom++)
    {
      g_autoptr (VitVoronoiCell) cell = cell_of (fixture->configuration, atom);
      g_auto (VitPolyhedra) shapes = { 0 }, shape = { 0 };

      vit_polyhedra_init (&shapes);
      vit_polyhedra_init (&shape);
      vit_polyhedra_add_shell (&shapes, fixture->configuration, cell, origin);
      /* Euler: a closed surface of triangles over V corners has 2V − 4. */
      g_assert_cmpuint (shapes.triangles->len, ==, 2 * (guint) cell->n_faces - 4);
      g_assert_cmpuint (shapes.sticks->len, ==, 3 * (guint) cell->n_faces - 6);
      g_assert_cmpfloat (volume (&shapes), >, 5);
      vit_polyhedra_add_cell (&shape, cell, origin);
      g_assert_cmpfloat_with_epsilon (volume (&shape), fixture->profile->voronoi->volume[atom], 1e-3);
    }
}

static void
test_elements_have_their_colours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitPictureLegend) legend = build (fixture);
  const guint8 *species = vit_configuration_get_species (fixture->configuration);
  const VitCell *cell = vit_configuration_get_cell (fixture->configuration);

  g_assert_cmpstr (legend->title, ==, "");
  g_assert_cmpuint (legend->keys->len, ==, 2);
  g_assert_false (legend->has_range);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    {
      const VitSceneSphere *sphere = &vit_scene_get_spheres (fixture->scene)[i];
      const VitPictureKey *key = &g_array_index (legend->keys, VitPictureKey, species[i]);

      g_assert_true (is_same (sphere->colour, key->colour));
      g_assert_cmpint (sphere->colour.alpha, ==, 255);
      for (int k = 0; k < 3; k++)
        {
          g_assert_cmpfloat (sphere->position[k], >=, -1e-4);
          g_assert_cmpfloat (sphere->position[k], <=, cell->matrix[k][k] + 1e-4);
        }
    }
}

static void
test_hidden_elements_are_not_shown (Fixture *fixture, gconstpointer data)
{
  const guint8 *species = vit_configuration_get_species (fixture->configuration);
  g_autoptr (VitPictureLegend) legend = NULL;

  fixture->options.hidden[1] = TRUE;
  legend = build (fixture);
  g_assert_cmpuint (legend->keys->len, ==, 1);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    g_assert_cmpint (colour_of (fixture, i).alpha, ==, species[i] == 1 ? 0 : 255);
}

static void
test_classes_are_those_of_the_legend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitPictureLegend) legend = NULL;

  fixture->options.colour = VIT_COLOUR_CLASS;
  legend = build (fixture);
  g_assert_cmpuint (legend->keys->len, ==, VIT_PICTURE_PALETTE + 1);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    {
      g_autofree char *index = vit_voronoi_index_format (fixture->profile->voronoi->index[i]);
      guint k = 0;

      while (k < VIT_PICTURE_PALETTE && strcmp (g_array_index (legend->keys, VitPictureKey, k).label, index) != 0)
        k++;
      g_assert_true (is_same (colour_of (fixture, i), g_array_index (legend->keys, VitPictureKey, k).colour));
    }
}

static void
test_ranges_go_from_the_least_to_the_most (Fixture *fixture, gconstpointer data)
{
  const VitColourBy kinds[] = { VIT_COLOUR_COORDINATION, VIT_COLOUR_FIVEFOLD };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (VitPictureLegend) legend = NULL, chosen = NULL;
      gsize n = vit_scene_get_n_spheres (fixture->scene);

      fixture->options = (VitPictureOptions){ 0 };
      vit_picture_options_init (&fixture->options);
      fixture->options.colour = kinds[k];
      legend = build (fixture);
      n = vit_scene_get_n_spheres (fixture->scene);
      g_assert_true (legend->has_range);
      g_assert_cmpfloat (legend->low, <, legend->high);
      g_assert_cmpuint (legend->keys->len, ==, 0);
      g_assert_cmpuint (strlen (legend->title), >, 0);
      fixture->options.low = legend->low - 1000;
      fixture->options.high = legend->low - 999;
      chosen = build (fixture);
      g_assert_cmpfloat (chosen->low, ==, legend->low - 1000);
      for (gsize i = 0; i < n; i++)
        g_assert_true (is_same (colour_of (fixture, i), vit_picture_range_colour (1)));
    }
}

static void
test_energies_need_a_potential (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->options.colour = VIT_COLOUR_ENERGY;
  g_assert_null (
      vit_picture_build (fixture->scene, fixture->configuration, fixture->profile, &fixture->options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpuint (vit_scene_get_n_spheres (fixture->scene), ==, 0);
}

static void
test_displacements_are_those_to_the_nearest_image (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitConfiguration) reference = vit_configuration_copy (fixture->configuration);
  const VitCell *cell = vit_configuration_get_cell (reference);
  g_autoptr (VitPictureLegend) legend = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (VitPictureLegend) later = NULL;
  g_autoptr (GPtrArray) since = NULL;
  g_autoptr (GError) error = NULL;
  double x[3];

  fixture->options.colour = VIT_COLOUR_DISPLACEMENT;
  g_assert_null (vit_picture_build (fixture->scene, fixture->configuration, NULL, &fixture->options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  memcpy (x, vit_configuration_get_positions (reference)[7], sizeof x);
  for (int k = 0; k < 3; k++)
    x[k] += cell->matrix[0][k] - 2 * cell->matrix[2][k] + (k == 1 ? 1.5 : 0);
  vit_configuration_set_position (reference, 7, x);
  g_assert_cmpfloat_with_epsilon (vit_picture_displacement (fixture->configuration, reference, 7), 1.5, 1e-9);
  fixture->options.reference = reference;
  fixture->options.low = 0;
  fixture->options.high = 1.5;
  legend = build (fixture);
  g_assert_true (is_same (colour_of (fixture, 7), vit_picture_range_colour (1)));
  g_assert_true (is_same (colour_of (fixture, 8), vit_picture_range_colour (0)));
  rows = vit_picture_describe_atom (fixture->configuration, NULL, reference, NULL, 7);
  g_assert_true (g_ptr_array_find_with_equal_func (rows, "1.50 Å", g_str_equal, NULL));
  g_assert_cmpstr (legend->title, ==, "Displacement / Å");
  fixture->options.since = "checkpoint 3";
  later = build (fixture);
  g_assert_cmpstr (later->title, ==, "Displacement since checkpoint 3 / Å");
  since = vit_picture_describe_atom (fixture->configuration, NULL, reference, "checkpoint 3", 7);
  g_assert_true (g_ptr_array_find_with_equal_func (since, "1.50 Å since checkpoint 3", g_str_equal, NULL));
}

static void
test_atoms_of_an_index_stay_whole (Fixture *fixture, gconstpointer data)
{
  const guint8 *species = vit_configuration_get_species (fixture->configuration);
  g_autoptr (VitPictureLegend) legend = NULL;
  gsize whole = 0, centres = 0;

  fixture->options.has_index = TRUE;
  fixture->options.polyhedra = TRUE;
  fixture->options.index_species = 0;
  legend = build (fixture);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    {
      centres += species[i] == 0 && vit_voronoi_index_equal (fixture->profile->voronoi->index[i], VIT_ICOSAHEDRON);
      whole += colour_of (fixture, i).alpha == 255;
      g_assert_cmpint (colour_of (fixture, i).alpha, >, 0);
    }
  g_assert_cmpuint (whole, ==, centres);
  g_assert_cmpuint (vit_scene_get_n_triangles (fixture->scene), ==, 20 * centres);
  g_assert_cmpuint (vit_scene_get_n_sticks (fixture->scene), ==, 30 * centres);
}

static void
test_the_others_of_an_index_can_be_hidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitPictureLegend) legend = NULL;
  gsize other = 0;

  fixture->options.hide_others = TRUE;
  vit_picture_legend_free (build (fixture));
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    g_assert_cmpint (colour_of (fixture, i).alpha, ==, 255);
  fixture->options.has_index = TRUE;
  legend = build (fixture);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    g_assert_cmpint (colour_of (fixture, i).alpha, ==,
                     vit_voronoi_index_equal (fixture->profile->voronoi->index[i], VIT_ICOSAHEDRON) ? 255 : 0);
  while (vit_voronoi_index_equal (fixture->profile->voronoi->index[other], VIT_ICOSAHEDRON))
    other++;
  fixture->options.atom = (gssize) other;
  vit_picture_legend_free (build (fixture));
  g_assert_cmpint (colour_of (fixture, other).alpha, ==, 255);
}

static void
test_links_are_as_long_as_bonds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitPictureLegend) legend = NULL;

  fixture->options.links = TRUE;
  legend = build (fixture);
  g_assert_cmpuint (vit_scene_get_n_sticks (fixture->scene), ==,
                    2 * fixture->profile->icosahedra->count[VIT_LINK_INTERPENETRATING]);
  for (gsize i = 0; i < vit_scene_get_n_sticks (fixture->scene); i++)
    g_assert_cmpfloat (
        length (vit_scene_get_sticks (fixture->scene)[i].from, vit_scene_get_sticks (fixture->scene)[i].to), <, 2.5);
}

static void
test_picked_atom_has_its_neighbours_round_it (Fixture *fixture, gconstpointer data)
{
  for (gsize atom = 0; atom < 40; atom++)
    {
      g_autoptr (VitPictureLegend) legend = NULL;
      const VitSceneSphere *spheres;
      gsize whole = 0;

      fixture->options.atom = (gssize) atom;
      fixture->options.voronoi_cell = atom % 2;
      legend = build (fixture);
      spheres = vit_scene_get_spheres (fixture->scene);
      for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
        if (spheres[i].colour.alpha == 255)
          {
            whole++;
            g_assert_cmpfloat (length (spheres[i].position, spheres[atom].position), <, 7);
          }
      g_assert_cmpuint (whole, ==, vit_voronoi_count (fixture->profile->voronoi, atom) + 1);
      g_assert_cmpuint (vit_scene_get_n_triangles (fixture->scene), >=, 8);
    }
}

static void
test_only_what_is_near_an_atom_is_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitPictureLegend) legend = NULL;
  gsize shown = 0, near = 0;

  fixture->options.around = 3;
  fixture->options.distance = 5;
  legend = build (fixture);
  for (gsize i = 0; i < vit_scene_get_n_spheres (fixture->scene); i++)
    {
      double vector[3];

      near += i == 3 || vit_test_nearest_image (fixture->configuration, 3, i, vector) <= 5;
      if (colour_of (fixture, i).alpha == 0)
        continue;
      shown++;
      g_assert_cmpfloat (length (vit_scene_get_spheres (fixture->scene)[i].position,
                                 vit_scene_get_spheres (fixture->scene)[3].position),
                         <=, 5.001);
    }
  g_assert_cmpuint (shown, ==, near);
  g_assert_cmpuint (shown, >, 10);
}

static void
test_clusters_have_the_colours_of_their_size (Fixture *fixture, gconstpointer data)
{
  const VitClusters *clusters = fixture->profile->icosahedra;
  g_autoptr (VitPictureLegend) legend = NULL;

  fixture->options.colour = VIT_COLOUR_CLUSTER;
  legend = build (fixture);
  for (gsize c = 0; c < clusters->n_centres; c++)
    {
      VitSceneColour colour = colour_of (fixture, clusters->centre[c]);

      g_assert_cmpint (colour.alpha, ==, 255);
      if (clusters->network[c] < VIT_PICTURE_PALETTE)
        g_assert_true (is_same (colour, vit_picture_palette_colour ((guint) clusters->network[c])));
    }
}

static void
test_what_is_missing_is_said (Fixture *fixture, gconstpointer data)
{
  for (int kind = 0; kind < 8; kind++)
    {
      g_autoptr (GError) error = NULL;

      vit_picture_options_init (&fixture->options);
      fixture->options.has_index = kind == 0;
      fixture->options.polyhedra = kind == 1;
      fixture->options.links = kind == 2;
      fixture->options.colour = kind == 3   ? VIT_COLOUR_CLASS
                                : kind == 4 ? VIT_COLOUR_COORDINATION
                                : kind == 5 ? VIT_COLOUR_CLUSTER
                                            : VIT_COLOUR_ELEMENT;
      fixture->options.atom = kind == 6 ? 1 << 30 : -1;
      fixture->options.around = kind == 7 ? 1 << 30 : -1;
      g_assert_null (vit_picture_build (fixture->scene, fixture->configuration, NULL, &fixture->options, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_cmpuint (vit_scene_get_n_spheres (fixture->scene), ==, 0);
    }
}

static void
test_describes_an_atom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows
      = vit_picture_describe_atom (fixture->configuration, fixture->profile, fixture->configuration, NULL, 0);
  g_autofree char *index = vit_voronoi_index_format (fixture->profile->voronoi->index[0]);
  g_autofree char *bare = NULL;

  g_assert_cmpuint (rows->len % 2, ==, 0);
  g_assert_cmpstr (rows->pdata[0], ==, "Atom");
  bare = g_strdup_printf ("%s 1", vit_configuration_get_element (
                                      fixture->configuration, vit_configuration_get_species (fixture->configuration)[0])
                                      ->symbol);
  g_assert_cmpstr (rows->pdata[1], ==, bare);
  g_assert_cmpstr (rows->pdata[2], ==, "Voronoi index");
  g_assert_cmpstr (rows->pdata[3], ==, index);
  g_assert_true (g_ptr_array_find_with_equal_func (rows, "0.00 Å", g_str_equal, NULL));
}

static void
test_colours_have_names (void)
{
  VitColourBy colour;

  for (int k = 0; k < VIT_N_COLOURS; k++)
    {
      g_assert_true (vit_colour_by_parse (vit_colour_by_name ((VitColourBy) k), &colour));
      g_assert_cmpint (colour, ==, k);
    }
  g_assert_false (vit_colour_by_parse ("Element", &colour));
}

/* Neither black nor white, and no two of a common glass alike. */
static void
test_elements_can_be_told_apart (void)
{
  const char *const symbols[] = { "Cu", "Zr", "Al", "Ni", "Ta", "Pd", "Ti", "Si" };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    for (gsize j = 0; j < i; j++)
      {
        VitSceneColour a = vit_picture_element_colour (vit_element_by_symbol (symbols[i], -1));
        VitSceneColour b = vit_picture_element_colour (vit_element_by_symbol (symbols[j], -1));

        g_test_message ("%s %s", symbols[i], symbols[j]);
        g_assert_cmpint (ABS (a.red - b.red) + ABS (a.green - b.green) + ABS (a.blue - b.blue), >, 15);
        g_assert_cmpint (MAX (MAX (a.red, a.green), a.blue), <, 245);
        g_assert_cmpint (MAX (MAX (a.red, a.green), a.blue), >, 90);
      }
}

#define GLASS "data/glasses/cu64zr36.xyz"
#define SMALL "tests/data/small.xyz"
#define ADD(path, file, function) g_test_add (path, Fixture, file, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polyhedra/icosahedron-has-twenty-faces", test_icosahedron_has_twenty_faces);
  g_test_add_func ("/polyhedra/fcc-has-a-cuboctahedron", test_fcc_has_a_cuboctahedron);
  g_test_add_func ("/colours/have-names", test_colours_have_names);
  g_test_add_func ("/colours/elements-can-be-told-apart", test_elements_can_be_told_apart);
  ADD ("/polyhedra/of-a-glass-are-closed", SMALL, test_polyhedra_of_a_glass_are_closed);
  ADD ("/picture/elements-have-their-colours", GLASS, test_elements_have_their_colours);
  ADD ("/picture/hidden-elements-are-not-shown", SMALL, test_hidden_elements_are_not_shown);
  ADD ("/picture/classes-are-those-of-the-legend", GLASS, test_classes_are_those_of_the_legend);
  ADD ("/picture/ranges-go-from-the-least-to-the-most", GLASS, test_ranges_go_from_the_least_to_the_most);
  ADD ("/picture/energies-need-a-potential", SMALL, test_energies_need_a_potential);
  ADD ("/picture/displacements-are-those-to-the-nearest-image", SMALL,
       test_displacements_are_those_to_the_nearest_image);
  ADD ("/picture/atoms-of-an-index-stay-whole", GLASS, test_atoms_of_an_index_stay_whole);
  ADD ("/picture/the-others-of-an-index-can-be-hidden", GLASS, test_the_others_of_an_index_can_be_hidden);
  ADD ("/picture/links-are-as-long-as-bonds", GLASS, test_links_are_as_long_as_bonds);
  ADD ("/picture/picked-atom-has-its-neighbours-round-it", SMALL, test_picked_atom_has_its_neighbours_round_it);
  ADD ("/picture/only-what-is-near-an-atom-is-shown", SMALL, test_only_what_is_near_an_atom_is_shown);
  ADD ("/picture/clusters-have-the-colours-of-their-size", GLASS, test_clusters_have_the_colours_of_their_size);
  ADD ("/picture/what-is-missing-is-said", SMALL, test_what_is_missing_is_said);
  ADD ("/picture/describes-an-atom", SMALL, test_describes_an_atom);
  return g_test_run ();
}
