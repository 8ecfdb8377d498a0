/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-file.h"
#include "error.h"
#include "test-eam-support.h"
#include "test-folder.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static const char *folder;

static VitEam *
read_text (const char *name, const char *text, GError **error)
{
  const char *path = vit_test_folder_write (name, text);

  return vit_eam_file_read ((const char *[]){ path, NULL }, error);
}

/* The message is the path of @name, and @message behind it. */
static void
assert_error (const char *name, const char *text, const char *message)
{
  g_autofree char *expected = g_strconcat (vit_test_folder_path (name), message, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (name, text, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, expected);
}

#define SETFL_GRID "title\n\n#####\n2 Cu Zr\n6 0.5 5 0.25 1.2\n"
#define F_CU " 0 -1 -2 -3\n-4 -5\n"
#define F_ZR "0 -2 -4 -6 -8 -10\n"
#define R5 "5 4 3 2\n 1\n"
#define CU "29 63.5 3.6 fcc\n"
#define ZR "40 91.2 3.2 hcp # zirconium\n"
#define PHI "1 1 1 1 1\n2 2 2 2 2\n3 3 3 3 3\n"
#define ALLOY SETFL_GRID CU F_CU R5 ZR F_ZR "50 40 30 20 10\n" PHI
#define FS SETFL_GRID CU F_CU R5 "6 6 6 6 6\n" ZR F_ZR "7 7 7 7 7\n50 40 30 20 10 " PHI

static void
assert_small (const VitEam *eam, double cu_of_zr, double zr_of_cu)
{
  VitEamPair pair;

  g_assert_cmpint (eam->n_elements, ==, 2);
  g_assert_cmpint (eam->z[0], ==, 29);
  g_assert_cmpint (eam->z[1], ==, 40);
  g_assert_cmpfloat (eam->cutoff, ==, 1.2);
  g_assert_cmpfloat (vit_eam_embedding (eam, 1, 1.5, NULL), ==, -6);
  pair = vit_eam_look_up (eam, vit_eam_get_pair (eam, 1, 0), 0.5);
  g_assert_cmpfloat (pair.density[0], ==, cu_of_zr);
  g_assert_cmpfloat (pair.density[1], ==, zr_of_cu);
  g_assert_cmpfloat (pair.energy, ==, 2 / 0.5);
  g_assert_cmpfloat (vit_eam_look_up (eam, vit_eam_get_pair (eam, 1, 1), 0.5).energy, ==, 3 / 0.5);
}

/* The count of numbers decides, whatever the name says. */
static void
test_setfl (void)
{
  static const char *const names[] = { "x.eam.alloy", "x.eam.fs", "x.set" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VitEam) alloy = read_text (names[i], ALLOY, &error);
      g_autoptr (VitEam) fs = alloy != NULL ? read_text (names[i], FS, &error) : NULL;

      g_assert_no_error (error);
      assert_small (alloy, 30, 3);
      /* The table of Cu at Zr stands with Cu. */
      assert_small (fs, 7, 6);
      g_assert_cmpstr (fs->name, ==, names[i]);
    }
}

static void
test_broken_setfl (void)
{
  assert_error ("a.eam.alloy", "title\n", ":1: expected a potential (setfl or funcfl), found the end of the file");
  assert_error ("a.eam.alloy", "a\nb\nc\n3 Cu Zr\n", ":4: expected 3 elements, found 2");
  assert_error ("a.eam.alloy", "a\nb\nc\nCu Zr\n",
                ":4: expected the number of elements (1 to 16) and their symbols, found “Cu”");
  assert_error ("a.eam.alloy", "a\nb\nc\n2 Cu Xx\n", ":4: expected the symbol of an element, found “Xx”");
  assert_error ("a.eam.alloy", "a\nb\nc\n2 Cu Cu\n", ":4: expected every element once, found Cu twice");
  assert_error ("a.eam.alloy", "DATE: 1 UNITS: real\nb\nc\n1 Cu\n", ":1: expected units metal (eV, Å), found real");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n",
                ":4: expected 5 numbers (n_rho d_rho n_r d_r cutoff), found the end of the file");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n6 0.5 5 0.25\n",
                ":5: expected 5 numbers (n_rho d_rho n_r d_r cutoff), found 4");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n1000000000 0.5 5 0.25 1.2\n",
                ":5: expected 5 to 1000000 points of F(ρ), found “1000000000”");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n6 0 5 0.25 1.2\n", ":5: expected a step of ρ above 0, found “0”");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n6 0.5 5 -0.25 1.2\n", ":5: expected a step of r above 0, found “-0.25”");
  assert_error ("a.eam.alloy", "a\nb\nc\n1 Cu\n6 0.5 5 0.25 nan\n", ":5: expected a cut-off above 0, found “nan”");
  assert_error ("a.eam.alloy", SETFL_GRID CU F_CU R5 ZR,
                ":5: expected at least 37 numbers below this line, found 19 and the end of the file");
  assert_error ("a.eam.alloy", SETFL_GRID CU F_CU R5 ZR F_ZR "50 40 30 20 10\n1 1 1 1 1\n2 2\n",
                ":15: expected 5 values of r φ(r) of Zr–Cu, found 2 and the end of the file");
  assert_error ("a.eam.fs", SETFL_GRID CU F_CU R5 "6 6 6 6 6\n" ZR F_ZR "7 7 7 7 7\n50 40",
                ":15: expected 5 values of ρ(r) of Zr, found 2 and the end of the file");
  assert_error ("a.eam.alloy", SETFL_GRID CU "0 -1 minus -3 -4 -5\n" R5 ZR F_ZR R5 PHI,
                ":7: expected 6 values of F(ρ) of Cu, found 2 and “minus”, which is no number");
  assert_error ("a.eam.alloy", SETFL_GRID CU "0 -1 1e200 -3 -4 -5\n" R5 ZR F_ZR R5 PHI,
                ":7: expected values of F(ρ) of Cu, found 1e+200, which is no energy or density");
  assert_error ("a.eam.alloy", SETFL_GRID CU "0 -1 -2 -3 -4 -5 -6\n" R5 ZR F_ZR R5 PHI,
                ":9: expected a line “Z mass lattice structure” of Zr, found “1”");
  /* Six numbers more, and it could be eam/fs. */
  assert_error ("a.eam.alloy", ALLOY "17\n1 2 3\n", ":17: expected the end of the file, found “17”");
}

#define FUNCFL "title\n29 63.55 3.6 FCC\n6 0.5 8 0.25 1.7\n0 -1 -2 -3 -4 -5\n8 7 6 5\n4 3 2 1\n16 14 12 10 8 6 4 2\n"

/* Linear tables stay what they are on any grid. LAMMPS counts steps, so that the last point is left out. */
static void
test_funcfl (void)
{
  g_autoptr (GError) error = NULL;
  const char *cu = vit_test_folder_write ("Cu.eam", FUNCFL);
  const char *ni
      = vit_test_folder_write ("Ni.eam", "title\n28 58.7 3.5 FCC\n11 0.25 8 0.2 1.5\n0 1 2 3 4 5 6 7 8 9 10\n"
                                         "1 1 1 1 1 1 1 1\n3 3 3 3 3 3 3 3\n");
  g_autoptr (VitEam) one = vit_eam_file_read ((const char *[]){ cu, NULL }, &error);
  g_autoptr (VitEam) two = one != NULL ? vit_eam_file_read ((const char *[]){ cu, ni, NULL }, &error) : NULL;
  VitEamPair pair;

  g_assert_no_error (error);
  g_assert_cmpint (one->n_rho, ==, 5);
  g_assert_cmpint (one->n_r, ==, 7);
  g_assert_cmpfloat_with_epsilon (vit_eam_embedding (one, 0, 1.75, NULL), -3.5, 1e-12);
  pair = vit_eam_look_up (one, vit_eam_get_pair (one, 0, 0), 0.5);
  g_assert_cmpfloat_with_epsilon (pair.density[0], 12, 1e-12);
  g_assert_cmpfloat_with_epsilon (pair.energy, 27.2 * 0.529 * 6 * 6 / 0.5, 1e-10);

  g_assert_cmpstr (two->name, ==, "Cu.eam + Ni.eam");
  g_assert_cmpfloat (two->d_r, ==, 0.25);
  g_assert_cmpfloat (two->cutoff, ==, 1.7);
  g_assert_cmpfloat_with_epsilon (vit_eam_embedding (two, 1, 1.75, NULL), 7, 1e-12);
  pair = vit_eam_look_up (two, vit_eam_get_pair (two, 0, 1), 0.5);
  g_assert_cmpfloat_with_epsilon (pair.density[0], 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (pair.density[1], 12, 1e-12);
  g_assert_cmpfloat_with_epsilon (pair.energy, 27.2 * 0.529 * 6 * 1 / 0.5, 1e-10);
}

static void
test_broken_funcfl (void)
{
  g_autoptr (GError) error = NULL;
  const char *cu = vit_test_folder_write ("Cu.eam", FUNCFL), *again = vit_test_folder_write ("Cu2.eam", FUNCFL);
  const char *alloy = vit_test_folder_write ("x.eam.alloy", ALLOY);
  g_autofree char *message = NULL;

  assert_error ("a.eam", "title\n0 63.55 3.6 FCC\n6 0.5 8 0.25 1.7\n",
                ":2: expected the atomic number of an element, found 0");
  assert_error ("a.eam", "title\nCu 63.55 3.6 FCC\n6 0.5 8 0.25 1.7\n",
                ":2: expected a line “Z mass lattice structure”, found another");
  assert_error ("a.txt", "title\n29 63.55 3.6 FCC\n6 0.5 8 0.25 1.7\n0 -1 -2\n",
                ":4: expected 6 values of F(ρ), found 3 and the end of the file");
  assert_error ("a.eam", FUNCFL "1\n", ":8: expected the end of the file, found “1”");

  g_assert_null (vit_eam_file_read ((const char *[]){ cu, again, NULL }, &error));
  g_assert_cmpstr (error->message, ==, "Cu.eam + Cu2.eam: expected every element once, found Cu twice");
  g_clear_error (&error);
  g_assert_null (vit_eam_file_read ((const char *[]){ cu, alloy, NULL }, &error));
  message = g_strconcat (alloy,
                         ": expected a funcfl file, one for each element; a setfl file holds all elements and "
                         "comes alone",
                         NULL);
  g_assert_cmpstr (error->message, ==, message);
  g_clear_error (&error);
  g_assert_null (vit_eam_file_read ((const char *[]){ NULL }, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (vit_eam_file_read ((const char *[]){ "/no/such/file", NULL }, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Every potential of these formats in lammps-data can be read. */
static void
test_all_of_lammps (void)
{
  const char *base = "/usr/share/lammps/potentials";
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (base, 0, &error);
  const char *name;
  int n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eam") || g_str_has_suffix (name, ".eam.alloy") || g_str_has_suffix (name, ".eam.fs"))
      {
        g_autoptr (VitEam) eam = vit_test_eam (name);

        g_assert_cmpfloat (eam->cutoff, >, 3);
        n++;
      }
  g_assert_cmpint (n, >=, 20);
}

static void
test_find (void)
{
  const char *own = vit_test_folder_write ("mine.eam.fs", FS);
  g_autofree char *found = NULL, *here = NULL, *expected = NULL;
  g_autofree char *list = g_strconcat ("/no/such/folder:", folder, NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("LAMMPS_POTENTIALS", list, TRUE);
  found = vit_potential_find ("mine.eam.fs", &error);
  g_assert_cmpstr (found, ==, own);
  here = vit_potential_find (own, &error);
  g_assert_cmpstr (here, ==, own);
  g_assert_null (vit_potential_find ("no-such.eam", &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  expected
      = g_strconcat ("no-such.eam: expected a potential, found no such file, nor one in ", "/no/such/folder, ", folder,
                     ", /usr/share/lammps/potentials (LAMMPS_POTENTIALS names more folders; Debian's package "
                     "lammps-data holds the potentials of LAMMPS)",
                     NULL);
  g_assert_cmpstr (error->message, ==, expected);
  g_unsetenv ("LAMMPS_POTENTIALS");
}

/* A potential, or an error in valid UTF-8; what is read gives finite numbers. */
static gboolean
survives (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitEam) eam = vit_eam_file_read ((const char *[]){ path, NULL }, &error);

  g_assert_true ((eam == NULL) == (error != NULL));
  if (eam == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  for (double r = 0; r < eam->cutoff; r += eam->cutoff / 50)
    {
      VitEamPair slope, look = vit_eam_look_up_slopes (eam, vit_eam_get_pair (eam, 0, eam->n_elements - 1), r, &slope);

      g_assert_true (isfinite (look.energy) && isfinite (look.density[0]) && isfinite (slope.energy));
    }
  g_assert_true (isfinite (vit_eam_embedding (eam, 0, 1e6, NULL)));
  g_assert_true (isfinite (vit_eam_embedding (eam, 0, -1e6, NULL)));
  return TRUE;
}

static void
assert_damage (const char *name, gsize every, int n_flips)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = vit_potential_find (name, &error), *text = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  gsize size;
  int n_read = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  for (gsize cut = 0; cut < size - 100; cut += every)
    {
      g_assert_false (survives (vit_test_folder_write_bytes (name, text, (gssize) cut)));
    }
  for (int i = 0; i < n_flips; i++)
    {
      g_autofree char *damaged = g_memdup2 (text, size);

      for (int k = g_rand_int_range (rand, 1, 6); k > 0; k--)
        /* Half of them where the header is. */
        damaged[g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 700 : (gint32) size)]
            ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      n_read += survives (vit_test_folder_write_bytes (name, damaged, (gssize) size));
    }
  g_test_message ("%s: %d of %d with flipped bits could still be read", name, n_read, n_flips);
  g_assert_cmpint (n_read, <, n_flips);
}

static void
test_damage (void)
{
  assert_damage ("CuNi.eam.alloy", 1000, 500);
  assert_damage ("Cu_u3.eam", 1000, 500);
  assert_damage ("NiAlH_jea.eam.fs", 4000, 200);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = vit_test_folder_make ("eam");
  g_test_add_func ("/eam-files/setfl-is-read-in-both-forms", test_setfl);
  g_test_add_func ("/eam-files/a-broken-setfl-file-is-an-error-with-its-line", test_broken_setfl);
  g_test_add_func ("/eam-files/funcfl-files-are-mixed", test_funcfl);
  g_test_add_func ("/eam-files/a-broken-funcfl-file-is-an-error-with-its-line", test_broken_funcfl);
  g_test_add_func ("/eam-files/all-potentials-of-lammps-are-read", test_all_of_lammps);
  g_test_add_func ("/eam-files/a-potential-is-found-by-its-name", test_find);
  g_test_add_func ("/eam-files/damaged-files-never-crash", test_damage);
  result = g_test_run ();
  vit_test_folder_remove ();
  return result;
}
