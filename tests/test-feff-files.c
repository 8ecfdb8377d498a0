/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "feff-file.h"
#include "test-folder.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* The parts of a small path file, line by line; the table begins at line 8. */
#define A_TITLE " a title with 2 numbers 1.0 and Z=99\n"
#define POTENTIALS " Abs   Z=29 Rmt= 1.435 Rnm= 1.497 K  shell\n Pot 1 Z=40 Rmt= 1.323 Rnm= 1.371\n"
#define PATH_LINE " 2   1.000   2.5500    2.6325   -5.52780 nleg, deg, reff, rnrmav(bohr), edge\n"
#define ATOMS "     x   y   z   pot at#\n 0.0 0.0 0.0  0  29 Cu absorbing atom\n 1.8031 0.0 1.8031  1  40 Zr\n"
#define A_HEADER A_TITLE POTENTIALS PATH_LINE ATOMS
#define COLUMNS "    k   real[2*phc]   mag[feff]  phase[feff] red factor   lambda     real[p]@#\n"

/* @n rows k = 0, 1, 2 … */
static char *
make_rows (int n)
{
  GString *rows = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (rows, "%3d.000  3.5037E+00  1.5000E-01 -5.1342E+00  9.871E-01  1.5615E+01  1.8046E+00\n",
                            i);
  return g_string_free (rows, FALSE);
}

static char *
make_file (const char *header, int n)
{
  g_autofree char *rows = make_rows (n);

  return g_strconcat (header, COLUMNS, rows, NULL);
}

static VitFeffPath *
read_text (const char *text)
{
  const char *path = vit_test_folder_write ("path.dat", text);
  g_autoptr (GError) error = NULL;
  VitFeffPath *self = vit_feff_path_read (path, &error);

  g_assert_no_error (error);
  return self;
}

/* @expected: the message behind the path. */
static void
assert_error (const char *text, const char *expected)
{
  const char *path = vit_test_folder_write ("cu_k.dat", text);
  g_autofree char *message = g_strconcat (path, expected, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFeffPath) self = vit_feff_path_read (path, &error);

  g_assert_null (self);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, message);
}

static VitFeffPath *
read_source (const char *name)
{
  g_autofree char *path = vit_test_path (name);
  g_autoptr (GError) error = NULL;
  VitFeffPath *self = vit_feff_path_read (path, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_feff6 (void)
{
  g_autoptr (VitFeffPath) path = read_source ("tests/reference/cu-fcc/feff6-dialect.dat");

  g_assert_cmpint (path->absorber, ==, 29);
  g_assert_cmpint (path->scatterer, ==, 29);
  g_assert_cmpstr (path->edge, ==, "K");
  g_assert_cmpfloat (path->reff, ==, 2.55);
  g_assert_cmpfloat (path->k[1], ==, 0.2);
  g_assert_cmpfloat (path->phase_c[1], ==, 3.5058);
  g_assert_cmpfloat (path->amplitude[1], ==, 6.7160E-02);
  g_assert_cmpfloat (path->phase[1], ==, -6.1151);
  g_assert_cmpfloat (path->reduction[1], ==, 0.9875);
  g_assert_cmpfloat (path->lambda[1], ==, 15.705);
  g_assert_cmpfloat (path->real_p[1], ==, 1.8152);
  g_assert_cmpfloat (path->k[path->n - 1], ==, 20);
  g_assert_cmpfloat (path->real_p[path->n - 1], ==, 20.024);
}

static void
test_feff8 (void)
{
  g_autoptr (VitFeffPath) zr = read_source ("data/feff/cu_k_zr/r2.20.dat");
  g_autoptr (VitFeffPath) ta = read_source ("data/feff/ta_l3_ta/r7.00.dat");

  g_assert_cmpint (zr->absorber, ==, 29);
  g_assert_cmpint (zr->scatterer, ==, 40);
  g_assert_cmpstr (zr->edge, ==, "K");
  g_assert_cmpfloat (zr->reff, ==, 2.2);
  g_assert_cmpfloat (zr->k[0], ==, 0);
  g_assert_cmpfloat (zr->amplitude[2], ==, 2.1120E-01);
  g_assert_cmpfloat (zr->k[zr->n - 1], ==, 20);
  g_assert_cmpint (ta->absorber, ==, 73);
  g_assert_cmpstr (ta->edge, ==, "L3");
  g_assert_cmpfloat (ta->reff, ==, 7);
}

static void
test_run_together (void)
{
  g_autofree char *rows = make_rows (10);
  g_autofree char *text = g_strconcat (
      A_HEADER COLUMNS, rows,
      " 10.000-1.234E+00-5.678E-01-1.000E+02 1.0000-100 1.5D+01-2.0E+00\r\n 11.000 .5 5. +1.E-001 1.2+101 1E10 -3\n\n",
      NULL);
  g_autoptr (VitFeffPath) path = read_text (text);

  g_assert_cmpint (path->n, ==, 12);
  g_assert_cmpfloat (path->k[10], ==, 10);
  g_assert_cmpfloat (path->phase_c[10], ==, -1.234);
  g_assert_cmpfloat (path->amplitude[10], ==, -0.5678);
  g_assert_cmpfloat (path->phase[10], ==, -100);
  g_assert_cmpfloat (path->reduction[10], ==, 1e-100);
  g_assert_cmpfloat (path->lambda[10], ==, 15);
  g_assert_cmpfloat (path->real_p[10], ==, -2);
  g_assert_cmpfloat (path->phase_c[11], ==, 0.5);
  g_assert_cmpfloat (path->phase[11], ==, 0.1);
  g_assert_cmpfloat (path->reduction[11], ==, 1.2e101);
  g_assert_cmpfloat (path->lambda[11], ==, 1e10);
}

static void
test_headers (void)
{
  /* No Z in the atoms: from the potentials; a title like an absorber line is overruled by the true one. */
  g_autofree char *old
      = make_file (" Abs Z=13 L1 shell\n" POTENTIALS PATH_LINE "x y z pot\n 0 0 0 0 Cu\n 1.8 0 1.8 1 Zr\n", 10);
  g_autofree char *bare = make_file (PATH_LINE ATOMS, 10);
  g_autoptr (VitFeffPath) from_potentials = read_text (old);
  g_autoptr (VitFeffPath) from_atoms = read_text (bare);

  g_assert_cmpint (from_potentials->absorber, ==, 29);
  g_assert_cmpint (from_potentials->scatterer, ==, 40);
  g_assert_cmpstr (from_potentials->edge, ==, "K");
  g_assert_cmpint (from_atoms->scatterer, ==, 40);
  g_assert_cmpstr (from_atoms->edge, ==, "");
}

static void
test_broken_headers (void)
{
  g_autofree char *three
      = make_file (A_TITLE POTENTIALS " 3 1.0 2.55 2.6 -5.5 nleg, deg, reff, rnrmav(bohr), edge\n" ATOMS, 10);
  g_autofree char *near
      = make_file (A_TITLE POTENTIALS " 2 1.0 0.5 2.6 -5.5 nleg, deg, reff, rnrmav(bohr), edge\n" ATOMS, 10);
  g_autofree char *lone = make_file (A_TITLE POTENTIALS PATH_LINE " 0.0 0.0 0.0  0  29 Cu absorbing atom\n", 10);
  g_autofree char *alien
      = make_file (A_TITLE POTENTIALS PATH_LINE " 0.0 0.0 0.0  0  29 Cu\n 1.8 0.0 1.8  9  140 ?\n", 10);
  g_autofree char *torn = make_file (A_TITLE POTENTIALS PATH_LINE " 0.0 0.0 0.0\n", 10);
  g_autofree char *rows = make_rows (10), *headless = g_strconcat (A_HEADER, rows, NULL);

  assert_error (three, ":4: expected a path of 2 legs (single scattering), found 3");
  assert_error (near, ":4: expected reff above 0.5 Å, found 0.5");
  assert_error (lone, ":6: expected 2 atoms before the table, found 1");
  assert_error (alien, ":6: expected the atomic number of an element, found 140");
  assert_error (torn, ":5: expected an atom “x y z ipot Z”, found “0.0 0.0 0.0”");
  assert_error (headless, ":8: expected the header of the table “k real[2*phc] mag[feff] …”, found another line");
  assert_error (A_HEADER,
                ":7: expected the header of the table “k real[2*phc] mag[feff] …”, found the end of the file");
  assert_error (A_TITLE POTENTIALS, ":3: expected a line “nleg, deg, reff …”, found the end of the file");
}

static void
assert_row_error (const char *row, const char *expected)
{
  g_autofree char *rows = make_rows (10),
                  *text = g_strconcat (A_HEADER COLUMNS, rows, row, "\n 11 1 1 1 1 1 1\n", NULL);

  assert_error (text, expected);
}

static void
test_broken_tables (void)
{
  g_autofree char *short_table = make_file (A_HEADER, 9);

  assert_row_error ("10.0 1 1 1 1", ":19: expected 7 columns, found 5");
  assert_row_error ("10.0 1 1 1 1 1 1 1", ":19: expected 7 columns, found 8");
  assert_row_error ("10.0 1 NaN 1 1 1 1", ":19: expected a finite number in column 3, found “NaN”");
  assert_row_error ("10.0 1 1 -Infinity 1 1 1", ":19: expected a finite number in column 4, found “-Infinity”");
  assert_row_error ("10.0 1 1 ********* 1 1 1", ":19: expected a number in column 4, found “*********”");
  assert_row_error ("10.0 1 1 1.0x 1 1 1", ":19: expected a number in column 4, found “1.0x”");
  assert_row_error ("9.0 1 1 1 1 1 1", ":19: expected k to rise, found 9 after 9");
  assert_row_error ("10.0 1 1 1 1 0.0 1", ":19: expected a mean free path above 0, found 0");
  assert_error (short_table, ":17: expected at least 10 rows, found 9 and the end of the file");
}

static GPtrArray *
read_folder (const char *name, int absorber, int scatterer, const char *edge)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *paths = vit_feff_folder_read (name, absorber, scatterer, edge, &error);

  g_assert_no_error (error);
  return paths;
}

static void
test_folder (void)
{
  g_autofree char *all = vit_test_path ("data/feff"), *one = vit_test_path ("data/feff/cu_k_zr");
  g_autofree char *fcc = vit_test_path ("tests/reference/cu-fcc");
  g_autoptr (GPtrArray) below = read_folder (all, 29, 40, "K");
  g_autoptr (GPtrArray) here = read_folder (one, 29, 40, NULL);
  g_autoptr (GPtrArray) ta = read_folder (all, 73, 73, "l3");
  g_autoptr (GError) missing = NULL, twice = NULL;
  static const double reff[] = { 2.2, 2.8, 4, 7 };
  g_autofree char *expected = NULL, *both = NULL;

  g_assert_cmpuint (below->len, ==, 4);
  g_assert_cmpuint (here->len, ==, 4);
  g_assert_cmpuint (ta->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (((const VitFeffPath *) below->pdata[i])->reff, ==, reff[i]);

  g_assert_null (vit_feff_folder_read (all, 73, 73, "K", &missing));
  g_assert_error (missing, VIT_ERROR, VIT_ERROR_INPUT);
  expected
      = g_strconcat (all, ": expected FEFF paths of Ta K-Ta, found Cu K-Cu, Cu K-Zr, Ta L3-Ta, Zr K-Cu, Zr K-Zr", NULL);
  g_assert_cmpstr (missing->message, ==, expected);

  /* chi.dat, files.dat and the others are passed over; the two dialects of one path are one too many. */
  g_assert_null (vit_feff_folder_read (fcc, 29, 29, "K", &twice));
  g_assert_error (twice, VIT_ERROR, VIT_ERROR_INPUT);
  both = g_strdup_printf ("%s/feff6-dialect.dat: expected one path of Cu K-Cu for each reff, found 2.55 Å in "
                          "%s/feff0001.dat, too",
                          fcc, fcc);
  g_assert_cmpstr (twice->message, ==, both);
}

static void
test_folder_with_other_files (void)
{
  g_autofree char *path = make_file (A_HEADER, 10), *message = NULL, *three = NULL;
  const char *base = vit_test_folder_path ("run"), *broken, *legs;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;

  vit_test_folder_write ("run/sub/feff0001.dat", path);
  vit_test_folder_write ("run/xmu.dat", "# omega e k mu\n1 2 3 4\n");
  vit_test_folder_write ("run/empty.dat", "");
  vit_test_folder_write ("run/notes.txt", path);
  vit_test_folder_write ("run/sub/deeper/feff0002.dat", "broken, but two levels down");
  paths = read_folder (base, 29, 40, "K");
  g_assert_cmpuint (paths->len, ==, 1);

  broken = vit_test_folder_write ("run/feff0003.dat", A_HEADER COLUMNS " 0.0 1 1\n");
  g_assert_null (vit_feff_folder_read (base, 29, 40, "K", &error));
  message = g_strconcat (broken, ":9: expected 7 columns, found 3", NULL);
  g_assert_cmpstr (error->message, ==, message);
  g_clear_error (&error);
  g_remove (broken);

  three = make_file (A_TITLE POTENTIALS " 3 1.0 2.55 2.6 -5.5 nleg, deg, reff, rnrmav(bohr), edge\n" ATOMS, 10);
  legs = vit_test_folder_write ("run/feff0004.dat", three);
  g_assert_null (vit_feff_folder_read (base, 29, 40, "K", &error));
  g_assert_true (g_str_has_prefix (error->message, legs));
  g_clear_error (&error);

  g_assert_null (vit_feff_folder_read (vit_test_folder_path ("no-such-folder"), 29, 40, "K", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_comma_locale (void)
{
  vit_test_set_comma_locale ();
  test_feff6 ();
  setlocale (LC_ALL, "C");
}

/* A damaged file gives a path or an error, whatever was damaged. */
static void
test_mutations (void)
{
  g_autofree char *rows = make_rows (12), *valid = g_strconcat (A_HEADER COLUMNS, rows, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  int n_read = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (valid);
      const char *path;
      g_autoptr (GError) error = NULL;
      g_autoptr (VitFeffPath) self = NULL;

      for (int j = g_rand_int_range (random, 1, 5); j > 0; j--)
        {
          gint32 at = g_rand_int_range (random, 0, (gint32) text->len - 10);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              text->str[at] ^= (char) (1 << g_rand_int_range (random, 0, 8));
              break;
            case 1:
              g_string_erase (text, at, g_rand_int_range (random, 1, 9));
              break;
            default:
              g_string_insert_len (text, at, valid + at % 500, 4);
              break;
            }
        }
      path = vit_test_folder_write_bytes ("mutation.dat", text->str, (gssize) text->len);
      self = vit_feff_path_read (path, &error);
      g_assert_true ((self == NULL) == (error != NULL));
      if (self == NULL)
        {
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      n_read++;
      for (int j = 0; j < self->n; j++)
        g_assert_true (isfinite (self->amplitude[j]) && self->lambda[j] > 0 && (j == 0 || self->k[j] > self->k[j - 1]));
    }
  g_test_message ("%d of 2000 damaged files could still be read", n_read);
  g_assert_cmpint (n_read, >, 100);
  g_assert_cmpint (n_read, <, 1900);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_folder_make ("feff");
  g_test_add_func ("/feff-files/a-path-of-feff-6-is-read-to-the-last-digit", test_feff6);
  g_test_add_func ("/feff-files/paths-of-feff-8-are-read", test_feff8);
  g_test_add_func ("/feff-files/columns-that-run-together-are-told-apart", test_run_together);
  g_test_add_func ("/feff-files/elements-and-edge-are-found-in-any-header", test_headers);
  g_test_add_func ("/feff-files/a-broken-header-is-an-error-with-its-line", test_broken_headers);
  g_test_add_func ("/feff-files/a-broken-table-is-an-error-with-its-line", test_broken_tables);
  g_test_add_func ("/feff-files/a-folder-gives-the-paths-of-a-pair-by-reff", test_folder);
  g_test_add_func ("/feff-files/other-files-are-passed-over-but-not-broken-paths", test_folder_with_other_files);
  g_test_add_func ("/feff-files/a-comma-locale-changes-nothing", test_comma_locale);
  g_test_add_func ("/feff-files/damaged-files-never-crash", test_mutations);
  result = g_test_run ();
  vit_test_folder_remove ();
  return result;
}
