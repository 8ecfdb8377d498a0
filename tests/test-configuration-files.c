/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-configuration-files.h"
#include "configuration-file.h"
#include "error.h"
#include "test-support.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static char *path; /* the file that every test writes and reads */

static void
write_file (const char *content)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static VitConfiguration *
read_back (void)
{
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_read (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (configuration);
  return configuration;
}

static VitConfiguration *
read_content (const char *content)
{
  write_file (content);
  return read_back ();
}

static void
assert_error (int line, const char *fragment)
{
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_read (path, &error);

  g_assert_null (configuration);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  vit_test_assert_message (error, path, line, fragment);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
assert_position (const VitConfiguration *configuration, gsize atom, const char *symbol, double x, double y, double z)
{
  const double *position = vit_configuration_get_positions (configuration)[atom];
  int species = vit_configuration_get_species (configuration)[atom];

  g_assert_cmpstr (vit_configuration_get_element (configuration, species)->symbol, ==, symbol);
  /* The files of this test have at most four digits. */
  g_assert_cmpfloat_with_epsilon (position[0], x, 1e-12);
  g_assert_cmpfloat_with_epsilon (position[1], y, 1e-12);
  g_assert_cmpfloat_with_epsilon (position[2], z, 1e-12);
}

/* The same lattice turned gives the same distances. */
static void
assert_same (const VitConfiguration *a, const VitConfiguration *b)
{
  gsize n = vit_configuration_get_n_atoms (a);

  g_assert_cmpuint (vit_configuration_get_n_atoms (b), ==, n);
  g_assert_cmpmem (vit_configuration_get_species (a), n, vit_configuration_get_species (b), n);
  for (int s = 0; s < vit_configuration_get_n_species (a); s++)
    g_assert_true (vit_configuration_get_element (a, s) == vit_configuration_get_element (b, s));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      {
        double vector[3];

        /* Ten digits after the point in two positions, and a cell of 15 digits. */
        g_assert_cmpfloat_with_epsilon (vit_test_nearest_image (a, i, j, vector),
                                        vit_test_nearest_image (b, i, j, vector), 1e-9);
      }
}

/* 60 atoms of three elements, some of them outside of the cell. */
static VitConfiguration *
make_configuration (const double matrix[3][3])
{
  static const guint8 elements[3] = { 40, 29, 13 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration;
  VitCell cell;
  guint8 number[60];
  double position[60][3];

  g_assert_true (vit_cell_init (&cell, matrix, &error));
  for (int i = 0; i < 60; i++)
    {
      number[i] = elements[i % 3];
      for (int a = 0; a < 3; a++)
        position[i][a] = g_rand_double_range (random, -0.5, 1.7);
      vit_cell_to_cartesian (&cell, position[i], position[i]);
    }
  configuration = vit_configuration_new (&cell, 60, number, (const double (*)[3]) position, &error);
  g_assert_no_error (error);
  return configuration;
}

static const double orthogonal[3][3] = { { 14.1234567891234, 0, 0 }, { 0, 15.3, 0 }, { 0, 0, 16.7 } };
static const double tilted[3][3] = { { 14.1, 0, 0 }, { -3.7, 15.3, 0 }, { 2.9, -4.4, 16.7 } };
static const double general[3][3] = { { 9.1, 8.3, -4.2 }, { -8.7, 11.3, 3.1 }, { 2.9, -4.4, 16.7 } };
static const double turned[3][3] = { { 0, 14.1, 0 }, { 0, 0, 15.3 }, { 16.7, 0, 0 } };
static const double inverted[3][3] = { { -14.1, 0, 0 }, { 0, -15.3, 0 }, { 0, 0, 16.7 } };

static void
test_round_trip (gconstpointer format)
{
  const double (*const cells[])[3] = { orthogonal, tilted, general, turned, inverted };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    {
      g_autoptr (VitConfiguration) before = make_configuration (cells[c]);
      g_autoptr (VitConfiguration) after = NULL;
      g_autoptr (GError) error = NULL;

      vit_configuration_write (before, path, GPOINTER_TO_INT (format), "line \"one\" \\\nand a=1 {two} 7 atoms",
                               &error);
      g_assert_no_error (error);
      after = read_back ();
      assert_same (before, after);
      g_assert_cmpfloat_with_epsilon (vit_configuration_get_cell (after)->volume,
                                      vit_configuration_get_cell (before)->volume, 1e-8);
    }
}

static void
test_xyz_keeps_positions (void)
{
  g_autoptr (VitConfiguration) before = make_configuration (general);
  g_autoptr (VitConfiguration) after = NULL;

  g_assert_true (vit_configuration_write (before, path, VIT_FORMAT_EXTENDED_XYZ, NULL, NULL));
  after = read_back ();
  for (gsize i = 0; i < vit_configuration_get_n_atoms (before); i++)
    for (int a = 0; a < 3; a++)
      g_assert_cmpfloat_with_epsilon (vit_configuration_get_positions (after)[i][a],
                                      vit_configuration_get_positions (before)[i][a], 1e-9);
}

static void
test_comma_locale (void)
{
  vit_test_set_comma_locale ();
  for (int format = VIT_FORMAT_EXTENDED_XYZ; format <= VIT_FORMAT_LAMMPS_DUMP; format++)
    {
      g_autofree char *content = NULL;

      test_round_trip (GINT_TO_POINTER (format));
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_null (strchr (content, ','));
    }
  setlocale (LC_ALL, "C");
}

static void
compress_file (void)
{
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) raw = NULL, packed = NULL;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  raw = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL));
  packed = g_converter_output_stream_new (raw, gzip);
  g_assert_true (g_output_stream_write_all (packed, content, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));
}

static void
test_gzip (void)
{
  g_autoptr (VitConfiguration) before = make_configuration (tilted);

  for (int format = VIT_FORMAT_EXTENDED_XYZ; format <= VIT_FORMAT_LAMMPS_DUMP; format++)
    {
      g_autoptr (VitConfiguration) after = NULL;

      g_assert_true (vit_configuration_write (before, path, format, NULL, NULL));
      compress_file ();
      after = read_back ();
      assert_same (before, after);
    }
}

static void
test_gzip_cut_short (void)
{
  g_autoptr (VitConfiguration) before = make_configuration (tilted);
  g_autoptr (VitConfiguration) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (vit_configuration_write (before, path, VIT_FORMAT_EXTENDED_XYZ, NULL, NULL));
  compress_file ();
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) length / 2, NULL));
  after = vit_configuration_read (path, &error);
  g_assert_null (after);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_crlf (void)
{
  g_autoptr (VitConfiguration) before = make_configuration (tilted);

  for (int format = VIT_FORMAT_EXTENDED_XYZ; format <= VIT_FORMAT_LAMMPS_DUMP; format++)
    {
      g_autoptr (VitConfiguration) after = NULL;
      g_autofree char *content = NULL;
      g_autoptr (GString) windows = NULL;

      g_assert_true (vit_configuration_write (before, path, format, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      windows = g_string_new (content);
      g_string_replace (windows, "\n", "\r\n", 0);
      g_string_append (windows, "\r\n\r\n");
      write_file (windows->str);
      after = read_back ();
      assert_same (before, after);
    }
}

static void
test_write_to_missing_folder (void)
{
  g_autoptr (VitConfiguration) configuration = make_configuration (orthogonal);
  g_autofree char *nowhere = g_build_filename (path, "no-folder", "a.xyz", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (vit_configuration_write (configuration, nowhere, VIT_FORMAT_EXTENDED_XYZ, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "no-folder"));
}

static void
test_format_from_name (void)
{
  VitFileFormat format;

  g_assert_true (vit_file_format_from_name ("/a.data/Cu.XYZ", &format) && format == VIT_FORMAT_EXTENDED_XYZ);
  g_assert_true (vit_file_format_from_name ("a.extxyz", &format) && format == VIT_FORMAT_EXTENDED_XYZ);
  g_assert_true (vit_file_format_from_name ("a.data", &format) && format == VIT_FORMAT_LAMMPS_DATA);
  g_assert_true (vit_file_format_from_name ("a.lmp", &format) && format == VIT_FORMAT_LAMMPS_DATA);
  g_assert_true (vit_file_format_from_name ("a.dump", &format) && format == VIT_FORMAT_LAMMPS_DUMP);
  g_assert_true (vit_file_format_from_name ("a.lammpstrj", &format) && format == VIT_FORMAT_LAMMPS_DUMP);
  format = VIT_FORMAT_LAMMPS_DATA;
  g_assert_false (vit_file_format_from_name ("a.xyz.gz", &format));
  g_assert_false (vit_file_format_from_name ("xyz", &format));
  g_assert_true (format == VIT_FORMAT_LAMMPS_DATA);
}

static void
test_xyz_header_in_any_order (void)
{
  g_autoptr (VitConfiguration) configuration
      = read_content ("2\n"
                      "energy = -3.5 pbc=[T, T, T] title='it is \"so\"' done Origin=\"1 2 3\" config=\"a \\\" b=c\" "
                      "properties=id:I:1:pos:R:3:force:R:3:species:S:1:kept:L:1 stress=[[1, 2], [3, 4]] "
                      "lattice={10 0 0 1 11 0 0 0 12}\n"
                      "7 1.5 2.5 3.5 9 9 9 Zr T\n"
                      "3\t-1\t0\t0.25D+1\tx\ty\tz\tCu\tF   \n"
                      "\n");

  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, 2);
  g_assert_cmpfloat (vit_configuration_get_cell (configuration)->matrix[1][0], ==, 1);
  g_assert_cmpfloat (vit_configuration_get_cell (configuration)->matrix[2][2], ==, 12);
  assert_position (configuration, 0, "Zr", 0.5, 0.5, 0.5);
  assert_position (configuration, 1, "Cu", -2, -2, -0.5);
}

static void
test_xyz_plain (void)
{
  g_autoptr (VitConfiguration) configuration = read_content ("\xef\xbb\xbf  2  \n" CELL "\nTa 1 2 3 0.5\nTa 4 5 6 0.7");

  g_assert_cmpint (vit_configuration_get_n_species (configuration), ==, 1);
  assert_position (configuration, 1, "Ta", 4, 5, 6);
}

static void
test_xyz_last_frame (void)
{
  g_autoptr (VitConfiguration) configuration
      = read_content ("2\n" CELL "\nTa 1 2 3\nTa 4 5 6\n\n1\nLattice=\"5 0 0 0 5 0 0 0 5\"\nCu 0.5 0 0\n"
                      "3\nLattice=\"6 0 0 0 7 0 0 0 8\" " COLUMNS "\nAl 1 1 1\nNi 2 2 2\nZr 3 3 3\n\n");

  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, 3);
  g_assert_cmpfloat (vit_configuration_get_cell (configuration)->volume, ==, 6 * 7 * 8);
  assert_position (configuration, 2, "Zr", 3, 3, 3);
}

static void
test_data_box_is_shifted (void)
{
  g_autoptr (VitConfiguration) configuration = read_content (
      "5\n\n3 atoms # of a glass\n4 bonds\n2 atom types\n2 extra bond per atom\n-5 5 xlo xhi\n1 12 ylo yhi\n"
      "0.5 13 zlo zhi\n1.5 -2 0.5 xy xz yz\n\nMasses\n\n1 63.5 # Cu, copper\n2 91.224\n\nPair Coeffs # eam\n\n1 0.5\n\n"
      "Atoms # charge\n\n3 2 0.1 -4 2 1 0 0 -1\n1 1 0.1 -5 1 0.5 0 1 0 # the corner\n2 1 0.1 5 1 1.5 1 0 0\n\n"
      "Velocities\n\n1 0 0 0\n2 0 0 0\n3 0 0 0\n\nBonds\n\n1 1 1 2\n");
  const VitCell *cell = vit_configuration_get_cell (configuration);

  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, 3);
  g_assert_cmpfloat (cell->matrix[0][0], ==, 10);
  g_assert_cmpfloat (cell->matrix[1][0], ==, 1.5);
  g_assert_cmpfloat (cell->matrix[1][1], ==, 11);
  g_assert_cmpfloat (cell->matrix[2][0], ==, -2);
  g_assert_cmpfloat (cell->matrix[2][1], ==, 0.5);
  g_assert_cmpfloat (cell->matrix[2][2], ==, 12.5);
  assert_position (configuration, 0, "Cu", 0, 0, 0);
  assert_position (configuration, 1, "Cu", 10, 0, 1);
  assert_position (configuration, 2, "Zr", 1, 1, 0.5);
}

/* The atom styles by their hint or by the number of their columns; all give Cu (1 2 3), Zr (4 5 6). */
static void
test_data_atom_styles (void)
{
  static const char *const sections[] = {
    "Atoms\n\n1 1 1 2 3\n2 2 4 5 6\n",
    "Atoms\n\n1 1 1 2 3 0 0 1\n2 2 4 5 6 0 0 0\n",
    "Atoms\n\n1 1 0.5 1 2 3\n2 2 0.5 4 5 6\n",
    "Atoms\n\n1 1 0.5 1 2 3 0 0 1\n2 2 0.5 4 5 6 0 0 0\n",
    "Atoms  # atomic\n\n1 1 1 2 3\n2 2 4 5 6\n",
    "Atoms # charge\n\n1 1 0.5 1 2 3\n2 2 0.5 4 5 6\n",
    "Atoms # molecular\n\n1 7 1 1 2 3\n2 7 2 4 5 6\n",
    "Atoms # bond\n\n1 7 1 1 2 3 0 0 0\n2 7 2 4 5 6 0 0 0\n",
    "Atoms # full\n\n1 7 1 0.5 1 2 3\n2 7 2 0.5 4 5 6\n",
    "Atoms # full\n\n1 7 1 0.5 1 2 3 0 0 0\n2 7 2 0.5 4 5 6 0 0 0\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *content = g_strconcat (DATA_HEAD DATA_MASSES, sections[i], NULL);
      g_autoptr (VitConfiguration) configuration = read_content (content);

      assert_position (configuration, 0, "Cu", 1, 2, 3);
      assert_position (configuration, 1, "Zr", 4, 5, 6);
    }
}

static void
test_data_elements (void)
{
  g_autoptr (VitConfiguration) labelled
      = read_content (DATA_HEAD "Atom Type Labels\n\n1 Cu\n2 Zr\n\nAtoms # atomic\n\n2 2 4 5 6\n1 Cu 1 2 3\n\n"
                                "Masses\n\nCu 1.0 # wrong\nZr 2.5\n");
  g_autoptr (VitConfiguration) late
      = read_content (DATA_HEAD "Atoms # atomic\n\n2 2 4 5 6\n1 1 1 2 3\n\nMasses\n\n2 91.2 # zirconium\n1 1 # Ni\n");

  assert_position (labelled, 0, "Cu", 1, 2, 3);
  assert_position (labelled, 1, "Zr", 4, 5, 6);
  assert_position (late, 0, "Ni", 1, 2, 3);
  assert_position (late, 1, "Zr", 4, 5, 6);
}

static void
test_dump_tilted_box (void)
{
  /* low = (1, 2, 3), lengths 10, 11, 12, xy −3, xz 2, yz −1: the bounds reach from 1 − 3 to 11 + 2, and from 2 − 1. */
  g_autoptr (VitConfiguration) configuration
      = read_content ("ITEM: UNITS\nmetal\nITEM: TIME\n0.5\nITEM: TIMESTEP\n100\nITEM: NUMBER OF ATOMS\n2\n"
                      "ITEM: BOX BOUNDS xy xz yz pp pp pp\n-2 13 -3\n1 13 2\n3 15 -1\n"
                      "ITEM: ATOMS yu type element vx xu id zu\n3.5 1 Cu 0 2.5 12 4.5\n-2 2 Zr 0 -1 4 -3\n");
  const VitCell *cell = vit_configuration_get_cell (configuration);
  static const double matrix[3][3] = { { 10, 0, 0 }, { -3, 11, 0 }, { 2, -1, 12 } };

  g_assert_cmpmem (cell->matrix, sizeof matrix, matrix, sizeof matrix);
  assert_position (configuration, 0, "Zr", -2, -4, -6);
  assert_position (configuration, 1, "Cu", 1.5, 1.5, 1.5);
}

static void
test_dump_scaled (void)
{
  g_autoptr (VitConfiguration) scaled
      = read_content ("ITEM: TIMESTEP\n100\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS\n-5 5\n0 20\n7 37\n"
                      "ITEM: ATOMS element xs ys zs\nCu 0.5 0.25 0.1\nCu 0 0 1\n");
  g_autoptr (VitConfiguration) unwrapped
      = read_content ("ITEM: TIMESTEP\n100\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n-5 5\n0 20\n7 37\n"
                      "ITEM: ATOMS id zsu xsu ysu element\n2 0.1 -0.5 2.25 Cu\n1 1 0 0 Zr\n");

  assert_position (scaled, 0, "Cu", 5, 5, 3);
  assert_position (scaled, 1, "Cu", 0, 0, 30);
  assert_position (unwrapped, 0, "Zr", 0, 0, 30);
  assert_position (unwrapped, 1, "Cu", -5, 45, 3);
}

static void
test_dump_last_frame (void)
{
  g_autoptr (VitConfiguration) configuration = read_content (
      DUMP_HEAD "ITEM: ATOMS id type x y z\n1 1 0 0 0\n2 1 1 1 1\n"
                "ITEM: TIMESTEP\n200\nITEM: NUMBER OF ATOMS\n3\nITEM: BOX BOUNDS pp pp pp\n0 20\n0 30\n0 40\n"
                "ITEM: ATOMS id element x y z \n9 Ni 9 9 9\n-2 Cu 1 2 3\n5 Al 5 5 5\n\n");

  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, 3);
  g_assert_cmpfloat (vit_configuration_get_cell (configuration)->volume, ==, 24000);
  assert_position (configuration, 0, "Cu", 1, 2, 3);
  assert_position (configuration, 1, "Al", 5, 5, 5);
  assert_position (configuration, 2, "Ni", 9, 9, 9);
}

static void
test_glasses (void)
{
  static const struct
  {
    const char *name;
    gsize n_atoms;
    double length;
    int z;
  } glasses[] = {
    { "cu50zr50.xyz", 10000, 56.46530946, 40 },
    { "cu64zr36.xyz", 10000, 54.57876636, 29 },
    { "ta.xyz", 16000, 66.30551101, 73 },
  };
  const char *root = g_getenv ("VITRUM_SOURCE_DIR");

  if (root == NULL)
    {
      g_test_fail_printf ("VITRUM_SOURCE_DIR is not set");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (glasses); i++)
    {
      g_autofree char *name = g_build_filename (root, "data", "glasses", glasses[i].name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (VitConfiguration) configuration = vit_configuration_read (name, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, glasses[i].n_atoms);
      g_assert_cmpfloat (vit_configuration_get_cell (configuration)->matrix[2][2], ==, glasses[i].length);
      g_assert_cmpint (vit_configuration_get_element (configuration, 0)->z, ==, glasses[i].z);
    }
}

/* Two frames of 1.5 million atoms, 100 MB: a parser that is quadratic, or that keeps every frame, does not come back.
 */
static void
test_big_file (void)
{
  enum
  {
    FRAMES = 2,
    BLOCKS = 1500,
    LINES = 1000
  };
  g_autoptr (GString) block = g_string_new (NULL);
  g_autoptr (VitConfiguration) configuration = NULL;
  FILE *stream = g_fopen (path, "w");
  double seconds;

  for (int i = 0; i < LINES; i++)
    g_string_append_printf (block, "%s %d.12345678 %d.87654321 %d.11111111\n", i % 2 ? "Cu" : "Zr", i % 100, i % 89,
                            i % 83);
  for (int f = 0; f < FRAMES; f++)
    {
      fprintf (stream, "%d\nLattice=\"100 0 0 0 100 0 0 0 100\" " COLUMNS "\n", BLOCKS * LINES);
      for (int b = 0; b < BLOCKS; b++)
        fwrite (block->str, 1, block->len, stream);
    }
  g_assert_cmpint (fclose (stream), ==, 0);

  g_test_timer_start ();
  configuration = read_back ();
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "%.2f s for a file of 100 MB", seconds);
  g_assert_cmpuint (vit_configuration_get_n_atoms (configuration), ==, BLOCKS * LINES);
  assert_position (configuration, BLOCKS * LINES - 1, "Cu", 99.12345678, 20.87654321, 3.11111111);
  g_remove (path);
}

static void
test_binary_file (void)
{
  g_assert_true (g_file_set_contents (path, "2\n\0\1\2\n", 7, NULL));
  assert_error (0, "binary");
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vit_configuration_read ("/no/such/file.xyz", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_bad_file (gconstpointer data)
{
  const BadFile *bad = data;

  write_file (bad->content);
  assert_error (bad->line, bad->fragment);
}

/* Flips, deletes or doubles up to four bytes. */
static void
mutate (GRand *random, GString *content)
{
  int n = g_rand_int_range (random, 1, 5);

  for (int i = 0; i < n; i++)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) content->len);
      gsize most = (gsize) g_rand_int_range (random, 1, 40), length = MIN (most, content->len - at);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          content->str[at] = (char) (content->str[at] ^ 1 << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          content->str[at] = "0123456789-.e\n\t \"=#:[]"[g_rand_int_range (random, 0, 22)];
          break;
        case 2:
          if (content->len > length)
            g_string_erase (content, (gssize) at, (gssize) length);
          break;
          default: {
            g_autofree char *copy = g_strndup (content->str + at, length);

            g_string_insert (content, g_rand_int_range (random, 0, (gint32) content->len), copy);
          }
        }
    }
}

/* Without the detour over another file and the disk that g_file_set_contents() takes each time. */
static void
write_bytes (const GString *content)
{
  FILE *stream = g_fopen (path, "wb");

  g_assert_cmpuint (fwrite (content->str, 1, content->len, stream), ==, content->len);
  g_assert_cmpint (fclose (stream), ==, 0);
}

static void
test_mutations (void)
{
  static const char *const contents[] = {
    "3\n" CELL " Origin=\"1 2 3\" pbc=\"T T T\" " COLUMNS " comment=\"a b\"\nCu 0 0.5 1\nZr 2 3e0 4\nAl 5 6 7\n",
    "1\n" CELL "\nCu 0 0 0\n2\n" CELL " Properties=pos:R:3:species:S:1:f:R:1\n0 0 0 Cu 1\n1 1 1 Zr 2\n",
    DATA_HEAD
    "1 2 3 xy xz yz\n\nMasses\n\n1 63.546 # Cu\n2 91.224\n\nAtoms # charge\n\n1 1 0 1 2 3 0 0 0\n2 2 0 4 5 6 1 1 1\n\n"
    "Velocities\n\n1 0 0 0\n2 0 0 0\n",
    DATA_HEAD "Atom Type Labels\n\n1 Cu\n2 Zr\n\n" ATOMS,
    DUMP_HEAD DUMP_ATOMS "2 Cu 0 0 0\n1 Cu 1 0 0\n" DUMP_HEAD
                         "ITEM: ATOMS element xs ys zs id\nCu 0 0 0 7\nZr 1 0 0 3\n",
    "ITEM: TIMESTEP\n1\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS xy xz yz pp pp pp\n0 10 1\n0 10 -2\n0 10 "
    "3\n" DUMP_ATOMS "2 Cu 0 0 0\n1 Cu 1 0 0\n",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240611);
  int n_read = 0, n_refused = 0;

  for (int i = 0; i < 2000; i++)
    for (gsize c = 0; c < G_N_ELEMENTS (contents); c++)
      {
        g_autoptr (GString) content = g_string_new (contents[c]);
        g_autoptr (VitConfiguration) configuration = NULL;
        g_autoptr (GError) error = NULL;

        if (i > 0)
          mutate (random, content);
        write_bytes (content);
        configuration = vit_configuration_read (path, &error);
        if (i == 0)
          g_assert_no_error (error);
        g_assert_true ((configuration == NULL) == (error != NULL));
        n_read += configuration != NULL;
        n_refused += error != NULL;
        g_assert_true (error == NULL || g_str_has_prefix (error->message, path));
      }
  g_test_message ("%d read, %d refused", n_read, n_refused);
  /* Both happen often, or the loop tests nothing. */
  g_assert_cmpint (n_read, >, 500);
  g_assert_cmpint (n_refused, >, 500);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  path = g_build_filename (folder, "test", NULL);

  g_test_add_data_func ("/configuration-files/xyz/round trip keeps distances",
                        GINT_TO_POINTER (VIT_FORMAT_EXTENDED_XYZ), test_round_trip);
  g_test_add_data_func ("/configuration-files/data/round trip keeps distances",
                        GINT_TO_POINTER (VIT_FORMAT_LAMMPS_DATA), test_round_trip);
  g_test_add_data_func ("/configuration-files/dump/round trip keeps distances",
                        GINT_TO_POINTER (VIT_FORMAT_LAMMPS_DUMP), test_round_trip);
  g_test_add_func ("/configuration-files/xyz/round trip keeps positions", test_xyz_keeps_positions);
  g_test_add_func ("/configuration-files/xyz/header and columns come in any order", test_xyz_header_in_any_order);
  g_test_add_func ("/configuration-files/xyz/plain columns are symbol x y z", test_xyz_plain);
  g_test_add_func ("/configuration-files/xyz/last frame is read", test_xyz_last_frame);
  g_test_add_func ("/configuration-files/xyz/glasses that come along are read", test_glasses);
  g_test_add_func ("/configuration-files/xyz/big file is read in seconds", test_big_file);
  g_test_add_func ("/configuration-files/data/box is shifted to 0", test_data_box_is_shifted);
  g_test_add_func ("/configuration-files/data/atom styles are told apart", test_data_atom_styles);
  g_test_add_func ("/configuration-files/data/elements come from comment, label or mass", test_data_elements);
  g_test_add_func ("/configuration-files/dump/bounds of a tilted box are corrected", test_dump_tilted_box);
  g_test_add_func ("/configuration-files/dump/scaled positions are scaled back", test_dump_scaled);
  g_test_add_func ("/configuration-files/dump/last frame is read and sorted", test_dump_last_frame);
  g_test_add_func ("/configuration-files/comma locale changes nothing", test_comma_locale);
  g_test_add_func ("/configuration-files/gzip is unpacked", test_gzip);
  g_test_add_func ("/configuration-files/gzip cut short is an error", test_gzip_cut_short);
  g_test_add_func ("/configuration-files/CRLF line ends are read", test_crlf);
  g_test_add_func ("/configuration-files/format follows from the name", test_format_from_name);
  g_test_add_func ("/configuration-files/writing to a missing folder is an error", test_write_to_missing_folder);
  g_test_add_func ("/configuration-files/binary file is refused", test_binary_file);
  g_test_add_func ("/configuration-files/missing file is an error of GIO", test_missing_file);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *name = g_strconcat ("/configuration-files/", bad_files[i].name, NULL);

      g_test_add_data_func (name, &bad_files[i], test_bad_file);
    }
  g_test_add_func ("/configuration-files/mutated files give a configuration or an error", test_mutations);

  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  g_free (path);
  return status;
}
