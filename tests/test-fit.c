/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "configuration-file.h"
#include "data-term.h"
#include "error.h"
#include "fit-data.h"
#include "fit.h"
#include "random-packing.h"

#include <math.h>
#include <string.h>

#define N_ATOMS 300
#define N_CU 192
#define EDGE 17.0 /* Å */

static char *folder; /* a temporary one with a.xyz, b.xyz (Cu64Zr36) and ta.xyz */
static char *path;   /* of the recipe that is written anew by each test */
static char *feff;

static void
write_file (const char *name, const char *text)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
}

static VitConfiguration *
read_glass (const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_read (file, &error);

  g_assert_no_error (error);
  return configuration;
}

/* A random packing of @n_first atoms of one element and others of a second. */
static void
write_glass (const char *name, double edge, gsize n_atoms, gsize n_first, guint8 z_first, guint8 z_second, guint64 seed)
{
  VitCell cell;
  g_autofree guint8 *atoms = g_new (guint8, n_atoms);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (VitConfiguration) glass = NULL;
  g_autoptr (GError) error = NULL;

  memset (atoms, z_first, n_first);
  memset (atoms + n_first, z_second, n_atoms - n_first);
  vit_cell_init_parameters (&cell, (double[]) { edge, edge, edge }, (double[]) { G_PI / 2, G_PI / 2, G_PI / 2 },
                            &error);
  g_assert_no_error (error);
  glass = vit_random_packing (&cell, n_atoms, atoms, (double[]) { 2.0, 2.1, 2.3 }, seed, &error);
  g_assert_no_error (error);
  vit_configuration_write (glass, file, VIT_FORMAT_EXTENDED_XYZ, NULL, &error);
  g_assert_no_error (error);
}

/* A recipe of these two parts; $FEFF stands for the folder of the paths. */
static VitFit *
try_fit (const char *structure, const char *data, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("[structure]\n%s\n[run]\nmoves = 1000\nseed = 5\n%s\n", structure, data);
  g_auto (GStrv) part = g_strsplit (text, "$FEFF", -1);
  g_autofree char *whole = g_strjoinv (feff, part);
  g_autoptr (GError) local = NULL;
  VitRecipe *recipe;

  write_file ("recipe.ini", whole);
  recipe = vit_recipe_read (path, &local);
  g_assert_no_error (local);
  return vit_fit_new (recipe, error);
}

static VitFit *
new_fit (const char *structure, const char *data)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = try_fit (structure, data, &error);

  g_assert_no_error (error);
  g_assert_nonnull (fit);
  return fit;
}

static VitTerm *
get_term (const VitFit *fit, const char *name)
{
  for (int t = 0; t < vit_annealer_get_n_terms (fit->annealer); t++)
    if (g_str_equal (vit_annealer_get_term (fit->annealer, t)->name, name))
      return vit_annealer_get_term (fit->annealer, t);
  g_error ("there is no term %s", name);
}

static gsize
get_n_points (const VitTerm *term)
{
  return vit_data_term_get_observable (term)->n_points;
}

static double
get_rms (const VitTerm *term)
{
  double squares = 0;

  for (gsize i = 0; i < get_n_points (term); i++)
    squares += pow (vit_data_term_get_target (term)[i], 2);
  return sqrt (squares / (double) get_n_points (term));
}

/* Points and targets of two terms are the same to a part of the rms. */
static void
assert_same_target (const VitTerm *a, const VitTerm *b, double tolerance)
{
  double scale = get_rms (a), worst = 0;

  g_assert_cmpuint (get_n_points (a), ==, get_n_points (b));
  for (gsize i = 0; i < get_n_points (a); i++)
    {
      g_assert_cmpfloat_with_epsilon (vit_data_term_get_observable (a)->x[i], vit_data_term_get_observable (b)->x[i],
                                      1e-9);
      worst = fmax (worst, fabs (vit_data_term_get_target (a)[i] - vit_data_term_get_target (b)[i]));
    }
  g_test_message ("targets differ by %.2g of their rms", worst / scale);
  g_assert_cmpfloat (worst, <=, tolerance * scale);
}

static double
get_least_distance (const VitConfiguration *configuration, int a, int b)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  double least = G_MAXDOUBLE;

  for (gsize i = 0; i < atoms->n_atoms; i++)
    for (gsize j = 0; j < i; j++)
      if (MIN (atoms->species[i], atoms->species[j]) == a && MAX (atoms->species[i], atoms->species[j]) == b)
        {
          double x[3];

          vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, i), vit_atoms_get (atoms, j), x);
          least = fmin (least, sqrt (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]));
        }
  return least;
}

#define SQ_OF_A "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 0.6:15:0.1\n"
#define RANDOM_START "composition = Cu64Zr36\natoms = 300\ncell = 17\nclosest = Cu-Cu 2.0, Cu-Zr 2.1, Zr-Zr 2.3\n"

/* Starts */

static void
test_start_from_file (void)
{
  g_autoptr (VitFit) fit = new_fit ("start = a.xyz", SQ_OF_A);
  g_autoptr (VitConfiguration) a = read_glass ("a.xyz"), now = vit_fit_get_configuration (fit);
  const double(*expected)[3] = vit_configuration_get_positions (a);
  const double(*found)[3] = vit_configuration_get_positions (now);

  g_assert_cmpuint (vit_configuration_get_n_atoms (now), ==, N_ATOMS);
  for (gsize i = 0; i < N_ATOMS; i++)
    {
      g_assert_cmpint (vit_configuration_get_species (now)[i], ==, vit_configuration_get_species (a)[i]);
      /* Fixed point: 17 Å times 2⁻³³, and 10 digits in the file. */
      for (int axis = 0; axis < 3; axis++)
        g_assert_cmpfloat_with_epsilon (remainder (found[i][axis] - expected[i][axis], EDGE), 0, 1e-8);
    }
  g_assert_cmpint (vit_annealer_get_n_terms (fit->annealer), ==, 1);
  g_assert_cmpint (vit_annealer_get_counts (fit->annealer)->attempted, ==, 0);
  /* The start is the target. δ² is a sum over 145 points of what single precision of the distances leaves. */
  g_assert_cmpfloat (get_term (fit, "S")->delta2, <, 1e-6);
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (fit, "S")), >, 1 - 1e-8);
  g_assert_nonnull (fit->target);
}

static void
test_random_start (void)
{
  g_autoptr (VitFit) fit = new_fit (RANDOM_START, SQ_OF_A);
  g_autoptr (VitConfiguration) now = vit_fit_get_configuration (fit);

  g_assert_cmpuint (vit_configuration_get_count (now, 0), ==, N_CU);
  g_assert_cmpuint (vit_configuration_get_count (now, 1), ==, N_ATOMS - N_CU);
  g_assert_cmpint (vit_configuration_get_element (now, 0)->z, ==, 29);
  g_assert_cmpfloat_with_epsilon (vit_configuration_get_density (now), N_ATOMS / pow (EDGE, 3), 1e-12);
  g_assert_cmpfloat (get_least_distance (now, 0, 0), >=, 2.0 - 1e-6);
  g_assert_cmpfloat (get_least_distance (now, 0, 1), >=, 2.1 - 1e-6);
  g_assert_cmpfloat (get_least_distance (now, 1, 1), >=, 2.3 - 1e-6);
  /* The run goes on with the same limits. */
  for (int pair = 0; pair < 3; pair++)
    g_assert_cmpfloat (vit_annealer_get_settings (fit->annealer)->closest[pair], ==, ((double[]) { 2.0, 2.1, 2.3 })[pair]);
  g_assert_cmpfloat (get_term (fit, "S")->delta2, >, 0.1);
}

static void
test_random_start_is_reproducible (void)
{
  g_autoptr (VitFit) a = new_fit (RANDOM_START, SQ_OF_A), b = new_fit (RANDOM_START, SQ_OF_A);
  g_autoptr (VitFit) c = new_fit (RANDOM_START, "seed = 6\n" + 9);
  g_assert_null (c);
  g_assert_cmpmem (vit_configuration_get_positions (a->start), N_ATOMS * 24,
                   vit_configuration_get_positions (b->start), N_ATOMS * 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return g_test_run ();
}
