/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "configuration-file.h"
#include "data-term.h"
#include "error.h"
#include "fit-data.h"
#include "fit.h"
#include "random-packing.h"
#include "test-folder.h"
#include "test-recipe-text.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>

#define N_ATOMS 300
#define N_CU 192
#define EDGE 17.0 /* Å */

static VitConfiguration *
read_glass (const char *name)
{
  const char *file = vit_test_folder_path (name);
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
  const char *file = vit_test_folder_path (name);
  g_autoptr (VitConfiguration) glass = NULL;
  g_autoptr (GError) error = NULL;

  memset (atoms, z_first, n_first);
  memset (atoms + n_first, z_second, n_atoms - n_first);
  vit_cell_init_parameters (&cell, (double[]){ edge, edge, edge }, (double[]){ G_PI / 2, G_PI / 2, G_PI / 2 }, &error);
  g_assert_no_error (error);
  glass = vit_random_packing (&cell, n_atoms, atoms, (double[]){ 2.0, 2.1, 2.3 }, seed, &error);
  g_assert_no_error (error);
  vit_configuration_write (glass, file, VIT_FORMAT_EXTENDED_XYZ, NULL, &error);
  g_assert_no_error (error);
}

/* The fit of a recipe of these two parts, which must be in order itself. */
static VitFit *
try_fit (int seed, const char *structure, const char *data, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("[structure]\n%s\n[run]\nmoves = 1000\nseed = %d\n%s\n", structure, seed, data);
  g_autoptr (GError) local = NULL;
  VitRecipe *recipe = vit_test_recipe_try_with_paths (text, &local);

  g_assert_no_error (local);
  return vit_fit_new (recipe, error);
}

static VitFit *
new_seeded_fit (int seed, const char *structure, const char *data)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = try_fit (seed, structure, data, &error);

  g_assert_no_error (error);
  g_assert_nonnull (fit);
  return fit;
}

static VitFit *
new_fit (const char *structure, const char *data)
{
  return new_seeded_fit (5, structure, data);
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
  const double (*expected)[3] = vit_configuration_get_positions (a);
  const double (*found)[3] = vit_configuration_get_positions (now);

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
    g_assert_cmpfloat (vit_annealer_get_settings (fit->annealer)->closest[pair], ==,
                       ((double[]){ 2.0, 2.1, 2.3 })[pair]);
  g_assert_cmpfloat (get_term (fit, "S")->delta2, >, 0.1);
}

static gboolean
same_positions (const VitFit *a, const VitFit *b)
{
  return memcmp (vit_configuration_get_positions (a->start), vit_configuration_get_positions (b->start),
                 N_ATOMS * 3 * sizeof (double))
         == 0;
}

static void
test_random_start_follows_seed (void)
{
  g_autoptr (VitFit) a = new_seeded_fit (5, RANDOM_START, SQ_OF_A), b = new_seeded_fit (5, RANDOM_START, SQ_OF_A),
                     c = new_seeded_fit (6, RANDOM_START, SQ_OF_A);

  g_assert_true (same_positions (a, b));
  g_assert_false (same_positions (a, c));
}

static void
test_start_like_another (void)
{
  g_autoptr (VitFit) fit
      = new_fit ("like = triclinic.data\nclosest = 1.8", "[data S]\ntype = rdf\ntarget = triclinic.data\n");
  g_autoptr (VitConfiguration) like = read_glass ("triclinic.data");
  const VitCell *cell = vit_configuration_get_cell (fit->start), *expected = vit_configuration_get_cell (like);

  g_assert_cmpmem (cell->matrix, sizeof cell->matrix, expected->matrix, sizeof expected->matrix);
  g_assert_false (cell->orthogonal);
  g_assert_cmpuint (vit_configuration_get_n_atoms (fit->start), ==, vit_configuration_get_n_atoms (like));
  for (int s = 0; s < vit_configuration_get_n_species (like); s++)
    {
      g_assert_true (vit_configuration_get_element (fit->start, s) == vit_configuration_get_element (like, s));
      g_assert_cmpuint (vit_configuration_get_count (fit->start, s), ==, vit_configuration_get_count (like, s));
    }
  g_assert_cmpfloat (get_least_distance (fit->start, 0, 0), >=, 1.8 - 1e-6);
  g_assert_cmpfloat (get_least_distance (like, 0, 0), <, 1.8);
}

/* Targets */

static void
test_terms_are_as_the_recipe_says (void)
{
  g_autoptr (VitFit) fit = new_fit ("start = b.xyz", SQ_OF_A "weight = 3\nsigma = 0.2 0.02 plateaus 4\n"
                                                             "[data other]\ntype = neutron-sq\ntarget = b.xyz\n");
  const VitTerm *term = get_term (fit, "S"), *other = get_term (fit, "other");
  g_autoptr (VitConfiguration) a = read_glass ("a.xyz");

  g_assert_cmpfloat (term->weight, ==, 3);
  g_assert_cmpint (term->schedule.kind, ==, VIT_SCHEDULE_PLATEAUS);
  g_assert_cmpint (term->schedule.n_plateaus, ==, 4);
  g_assert_cmpfloat (term->sigma, ==, 0.2);
  g_assert_cmpuint (get_n_points (term), ==, 145);
  g_assert_cmpfloat (term->delta2, >, 0.1);
  g_assert_cmpfloat (other->weight, ==, 1);
  g_assert_cmpfloat (other->delta2, <, 1e-6);
  /* 0.6 to 20 in steps of 0.05. */
  g_assert_cmpuint (get_n_points (other), ==, 389);
  /* The first target is the one to compare with. */
  g_assert_cmpmem (vit_configuration_get_positions (fit->target), N_ATOMS * 24, vit_configuration_get_positions (a),
                   N_ATOMS * 24);
}

#define NOISY "[data S]\ntype = xray-sq\ntarget = a.xyz\nnoise = 0.05\nrange = 0.6:20:0.01\n"

static void
test_noise (void)
{
  g_autoptr (VitFit) clean
      = new_fit ("start = a.xyz", "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 0.6:20:0.01\n"),
      noisy = new_seeded_fit (5, "start = a.xyz", NOISY), again = new_seeded_fit (5, "start = a.xyz", NOISY),
      other = new_seeded_fit (6, "start = a.xyz", NOISY),
      renamed = new_seeded_fit (5, "start = a.xyz",
                                "[data T]\ntype = xray-sq\ntarget = a.xyz\nnoise = 0.05\nrange = 0.6:20:0.01\n");
  const VitTerm *term = get_term (noisy, "S");
  const double *without = vit_data_term_get_target (get_term (clean, "S")), *with = vit_data_term_get_target (term);
  gsize n = get_n_points (term);
  double mean = 0, squares = 0, neighbours = 0, rms = get_rms (get_term (clean, "S"));

  g_assert_cmpuint (n, ==, 1941);
  for (gsize i = 0; i < n; i++)
    {
      mean += (with[i] - without[i]) / rms / (double) n;
      squares += pow ((with[i] - without[i]) / rms, 2) / (double) n;
      if (i > 0)
        neighbours += (with[i] - without[i]) * (with[i - 1] - without[i - 1]) / (rms * rms) / (double) n;
    }
  /* Four standard errors of 1941 independent numbers. */
  g_assert_cmpfloat_with_epsilon (mean, 0, 4 * 0.05 / sqrt ((double) n));
  g_assert_cmpfloat_with_epsilon (squares, 0.0025, 4 * 0.0025 * sqrt (2 / (double) n));
  g_assert_cmpfloat_with_epsilon (neighbours, 0, 4 * 0.0025 / sqrt ((double) n));

  /* Reproducible; another for another data set. */
  g_assert_cmpmem (with, n * sizeof *with, vit_data_term_get_target (get_term (again, "S")), n * sizeof *with);
  /* What was measured does not depend on the seed of the run. */
  g_assert_cmpfloat (with[7], ==, vit_data_term_get_target (get_term (other, "S"))[7]);
  g_assert_cmpfloat (with[7], !=, vit_data_term_get_target (get_term (renamed, "T"))[7]);
}

/* Files */

typedef enum
{
  FORM_S,
  FORM_S_MINUS_1,
  FORM_Q_S_MINUS_1,
} Form;

/* The target of a term as a file. Nanometres: the first column is in nm⁻¹. */
static void
write_sq (const VitTerm *term, const char *name, Form form, gboolean nanometres, gboolean third_column)
{
  g_autoptr (GString) text = g_string_new ("# a title\n");

  for (gsize i = 0; i < get_n_points (term); i++)
    {
      double q = vit_data_term_get_observable (term)->x[i], s = vit_data_term_get_target (term)[i];
      double y = form == FORM_S ? s : form == FORM_S_MINUS_1 ? s - 1 : q * (s - 1) * (nanometres ? 10 : 1);
      char buffer[2][G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer[0], sizeof buffer[0], "%.14g", nanometres ? 10 * q : q);
      g_ascii_formatd (buffer[1], sizeof buffer[1], "%.14g", y);
      g_string_append_printf (text, "%s %s%s\n", buffer[0], third_column ? "7.5 " : "", buffer[1]);
    }
  vit_test_folder_write (name, text->str);
}

static void
test_forms_of_files (void)
{
  static const struct
  {
    Form form;
    gboolean nanometres;
    gboolean third_column;
    const char *keys;
  } cases[] = {
    { FORM_S, FALSE, FALSE, "" },
    { FORM_S, FALSE, FALSE, "form = S(q)\nunit = A\n" },
    { FORM_S_MINUS_1, TRUE, FALSE, "form = S(q)-1\nunit = nm\n" },
    { FORM_S_MINUS_1, FALSE, TRUE, "form = S(q)-1\nunit = A\ncolumns = 1 3\n" },
    { FORM_Q_S_MINUS_1, FALSE, FALSE, "form = q[S(q)-1]\nunit = A\n" },
    { FORM_Q_S_MINUS_1, TRUE, TRUE, "form = q[S(q)-1]\nunit = nm\ncolumns = 1 3\n" },
  };
  g_autoptr (VitFit) fit = new_fit ("start = b.xyz", SQ_OF_A);
  const VitTerm *term = get_term (fit, "S");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *data = g_strconcat ("[data S]\ntype = xray-sq\nfile = sq.dat\n", cases[i].keys, NULL);
      g_autoptr (VitFit) other = NULL;

      write_sq (term, "sq.dat", cases[i].form, cases[i].nanometres, cases[i].third_column);
      other = new_fit ("start = b.xyz", data);
      assert_same_target (term, get_term (other, "S"), 1e-12);
      g_assert_cmpfloat_with_epsilon (get_term (other, "S")->delta2, term->delta2, 1e-9 * term->delta2);
      g_assert_null (other->target);
    }
}

static void
test_what_was_found_is_noted (void)
{
  g_autoptr (VitFit) fit = new_fit ("start = b.xyz", SQ_OF_A), detected = NULL;

  write_sq (get_term (fit, "S"), "sq.dat", FORM_S, FALSE, FALSE);
  detected = new_fit ("start = b.xyz", "[data S]\ntype = xray-sq\nfile = sq.dat\n");
  g_assert_cmpuint (fit->notes->len, ==, 0);
  g_assert_cmpuint (detected->notes->len, >, 0);
  g_assert_nonnull (strstr (detected->notes->pdata[0], "sq.dat"));
}

static void
test_ranges_of_files (void)
{
  g_autoptr (VitFit) fine
      = new_fit ("start = b.xyz", "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 0.5:15:0.02\n"),
      cut = NULL, coarse = NULL, target = NULL;

  write_sq (get_term (fine, "S"), "sq.dat", FORM_S, FALSE, FALSE);
  /* Its own points between 2 and 10; a grid of its own, by a spline; nothing below 0.6 by default. */
  cut = new_fit ("start = b.xyz", "[data S]\ntype = xray-sq\nfile = sq.dat\nform = S(q)\nrange = 2:10\n"
                                  "[data all]\ntype = xray-sq\nfile = sq.dat\nform = S(q)\n");
  g_assert_cmpuint (get_n_points (get_term (cut, "S")), ==, 401);
  g_assert_cmpfloat_with_epsilon (vit_data_term_get_observable (get_term (cut, "S"))->x[0], 2, 1e-12);
  g_assert_cmpuint (get_n_points (get_term (cut, "all")), ==, 721);
  coarse = new_fit ("start = b.xyz", "[data S]\ntype = xray-sq\nfile = sq.dat\nform = S(q)\nrange = 2:10:0.07\n");
  target = new_fit ("start = b.xyz", "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 2:10:0.07\n");
  /* A cubic spline over 0.02 Å⁻¹, where S(q) varies over π/8.5 Å. */
  assert_same_target (get_term (target, "S"), get_term (coarse, "S"), 1e-4);
}

/* With a window on g(r) a measured S(q), which has none, is convolved alike. */
static void
test_window_on_files (void)
{
  g_autoptr (VitFit) whole = new_fit ("start = a.xyz", "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 0:30:0.02\n");
  g_autoptr (VitFit) file = NULL, target = NULL, bare = NULL;

  write_sq (get_term (whole, "S"), "sq.dat", FORM_S, FALSE, FALSE);
  target = new_fit ("start = a.xyz\nrmax = 7", "[data S]\ntype = xray-sq\ntarget = a.xyz\nrange = 1:18:0.1\n");
  file
      = new_fit ("start = a.xyz\nrmax = 7", "[data S]\ntype = xray-sq\nfile = sq.dat\nform = S(q)\nrange = 1:18:0.1\n");
  bare = new_fit ("start = a.xyz\nrmax = 7\nwindow = none",
                  "[data S]\ntype = xray-sq\nfile = sq.dat\nform = S(q)\nrange = 1:18:0.1\n");
  assert_same_target (get_term (target, "S"), get_term (file, "S"), 0.01);
  g_test_message ("R2 of the same configuration: %.6f, without a window %.6f",
                  vit_data_term_get_r2 (get_term (file, "S")), vit_data_term_get_r2 (get_term (bare, "S")));
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (file, "S")), >, 0.9995);
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (bare, "S")), <, 0.999);
}

static void
test_rdf_from_file (void)
{
  static const char *const forms[] = { "g(r)", "g(r)-1", "G(r)" };
  g_autoptr (VitFit) fit
      = new_fit ("start = b.xyz", "[data g]\ntype = rdf\ntarget = a.xyz\npair = Cu-Zr\nrange = 1:8\n");
  const VitTerm *term = get_term (fit, "g");
  double rho = N_ATOMS / pow (EDGE, 3);

  g_assert_cmpuint (get_n_points (term), ==, 350);
  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *data
          = g_strdup_printf ("[data g]\ntype = rdf\nfile = g.dat\npair = Cu-Zr\nunit = A\nform = %s\n", forms[f]);
      g_autoptr (VitFit) other = NULL;

      for (gsize i = 0; i < get_n_points (term); i++)
        {
          double r = vit_data_term_get_observable (term)->x[i], g = vit_data_term_get_target (term)[i];

          g_string_append_printf (text, "%.10g %.14g\n", r, f == 0 ? g : f == 1 ? g - 1 : 4 * G_PI * rho * r * (g - 1));
        }
      vit_test_folder_write ("g.dat", text->str);
      other = new_fit ("start = b.xyz", data);
      assert_same_target (term, get_term (other, "g"), 1e-9);
      g_assert_cmpfloat_with_epsilon (get_term (other, "g")->delta2, term->delta2, 1e-6 * term->delta2);
    }
}

/* EXAFS */

#define CU_K "type = exafs\nedge = Cu-K\nfeff = $FEFF\ncutoff = 6\n"

/* The unfiltered kⁿχ(k) of a glass, as divided by kᵐ. */
static void
write_exafs (const char *glass, const char *keys, int divide, const char *name)
{
  g_autofree char *data = g_strconcat ("[data K]\n" CU_K "target = ", glass, "\n", keys, NULL);
  g_autoptr (VitFit) fit = new_fit ("start = b.xyz", data);
  const VitTerm *term = get_term (fit, "K");
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < get_n_points (term); i++)
    {
      double k = vit_data_term_get_observable (term)->x[i];

      g_string_append_printf (text, "%.10g %.14g\n", k, vit_data_term_get_target (term)[i] / pow (k, divide));
    }
  vit_test_folder_write (name, text->str);
}

static void
test_exafs_from_file (void)
{
  g_autoptr (VitFit) target = NULL, file = NULL, chi = NULL, k3 = NULL;
  const VitTerm *term;

  write_exafs ("a.xyz", "range = 3:12:0.05\n", 0, "k2chi.dat");
  write_exafs ("a.xyz", "range = 3:12:0.05\n", 2, "chi.dat");
  target = new_fit ("start = a.xyz", "[data K]\n" CU_K "target = a.xyz\nrange = 3:12:0.05\nfilter = 1.5:3.5\n");
  file = new_fit ("start = a.xyz", "[data K]\n" CU_K "file = k2chi.dat\nform = k^2*chi(k)\nunit = A\n"
                                   "range = 3:12:0.05\nfilter = 1.5:3.5\n");
  chi = new_fit ("start = a.xyz",
                 "[data K]\n" CU_K "file = chi.dat\nform = chi(k)\nunit = A\nrange = 3:12:0.05\nfilter = 1.5:3.5\n");
  k3 = new_fit ("start = a.xyz", "[data K]\n" CU_K "file = chi.dat\nform = chi(k)\nunit = A\nkweight = 3\n"
                                 "range = 3:12:0.05\nfilter = 1.5:3.5\n");
  term = get_term (file, "K");

  /* The table of the kernel is in a basis and spread over rows: 2e-5 of the rms, filtered or not. */
  assert_same_target (get_term (target, "K"), term, 1e-4);
  assert_same_target (get_term (target, "K"), get_term (chi, "K"), 1e-4);
  g_test_message ("delta2 of the same configuration: %.3g of %d points", term->delta2, (int) get_n_points (term));
  g_assert_cmpfloat (term->delta2 / (double) get_n_points (term), <, 1e-8);
  g_assert_cmpfloat (get_term (chi, "K")->delta2 / (double) get_n_points (term), <, 1e-8);
  g_assert_cmpfloat (get_term (k3, "K")->delta2 / (double) get_n_points (term), <, 1e-8);
  g_assert_cmpfloat (get_term (target, "K")->delta2 / (double) get_n_points (term), <, 1e-12);
}

/* Another configuration has the same δ² against both. */
static void
test_exafs_of_another_configuration (void)
{
  g_autoptr (VitFit) target = NULL, file = NULL;

  write_exafs ("a.xyz", "range = 3:12:0.05\n", 0, "k2chi.dat");
  target = new_fit ("start = b.xyz", "[data K]\n" CU_K "target = a.xyz\nrange = 3:12:0.05\nfilter = 1.5:3.5\n");
  file = new_fit ("start = b.xyz", "[data K]\n" CU_K "file = k2chi.dat\nform = k^2*chi(k)\nunit = A\n"
                                   "range = 3:12:0.05\nfilter = 1.5:3.5\n");
  g_assert_cmpfloat (get_term (target, "K")->delta2, >, 1);
  g_assert_cmpfloat_with_epsilon (get_term (target, "K")->delta2, get_term (file, "K")->delta2,
                                  1e-3 * get_term (target, "K")->delta2);
}

/* EXAFS of a file on another grid is brought to an even one. */
static void
test_exafs_on_another_grid (void)
{
  g_autoptr (VitFit) file = NULL;

  write_exafs ("a.xyz", "range = 2.51:13:0.03\n", 0, "k2chi.dat");
  file = new_fit ("start = a.xyz", "[data K]\n" CU_K "file = k2chi.dat\nform = k^2*chi(k)\nunit = A\nrange = 3:12\n");
  g_assert_cmpuint (get_n_points (get_term (file, "K")), ==, 181);
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (file, "K")), >, 0.9999);
}

/* What does not go together */

typedef struct
{
  const char *structure;
  const char *data;
  int code;
  const char *part;
} Wrong;

static void
assert_refused (const Wrong *wrong)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFit) fit = try_fit (5, wrong->structure, wrong->data, &error);

  if (fit != NULL)
    g_error ("expected an error with \"%s\", but \"%s\" with \"%s\" was taken", wrong->part, wrong->structure,
             wrong->data);
  g_test_message ("%s", error->message);
  if (wrong->code >= 0)
    g_assert_error (error, VIT_ERROR, wrong->code);
  if (strstr (error->message, wrong->part) == NULL)
    g_error ("expected \"%s\" in \"%s\"", wrong->part, error->message);
}

static void
assert_all_refused (gsize n, const Wrong *wrong)
{
  for (gsize i = 0; i < n; i++)
    assert_refused (&wrong[i]);
}

static void
test_wrong_starts (void)
{
  static const Wrong wrong[] = {
    { "start = none.xyz", SQ_OF_A, -1, "none.xyz" },
    { "like = none.xyz", SQ_OF_A, -1, "none.xyz" },
    { "start = sq.bad", SQ_OF_A, VIT_ERROR_INPUT, "sq.bad" },
    { "start = a.xyz\nclosest = Cu-Ta 2", SQ_OF_A, VIT_ERROR_INPUT, "Cu-Ta" },
    { "start = a.xyz\nclosest = near", SQ_OF_A, VIT_ERROR_INPUT, "near" },
    { "start = a.xyz\nclosest = -1", SQ_OF_A, VIT_ERROR_INPUT, "-1" },
    { "start = a.xyz\nclosest = Cu-Cu 2 Zr-Zr", SQ_OF_A, VIT_ERROR_INPUT, "closest" },
    { "start = a.xyz\nclosest = 10", SQ_OF_A, VIT_ERROR_RANGE, "8.5" },
    { "start = a.xyz\nrmax = 9", SQ_OF_A, VIT_ERROR_RANGE, "8.5" },
    { "composition = Cu999Zr\natoms = 300\ncell = 17", SQ_OF_A, VIT_ERROR_RANGE, "Zr" },
    { "composition = Cu64Zr36\natoms = 300\ndensity = 0.2\nclosest = 2.4", SQ_OF_A, VIT_ERROR_RANGE, "density" },
    { "composition = Cu64Zr36\natoms = 300\ndensity = 1e9", SQ_OF_A, VIT_ERROR_RANGE, "bin" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_files (void)
{
  static const Wrong wrong[] = {
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = none.dat\n", -1, "none.dat" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = sq.bad\nform = S(q)\n", VIT_ERROR_INPUT, "sq.bad:2" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = S(q)\nrange = 1:9\n", VIT_ERROR_RANGE,
      "1 to 8" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = S(q)\nrange = 0.5:7\n", VIT_ERROR_RANGE,
      "1 to 8" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = S(q)\nrange = 3:4\n", VIT_ERROR_RANGE,
      "3 points" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = S(q)\nrange = 0.5:20:0.1\n", VIT_ERROR_RANGE,
      "1 to 8" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = g(r)\n", VIT_ERROR_INPUT, "g(r)" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\nfile = short.dat\nform = S(q)\ncolumns = 1 3\n", VIT_ERROR_INPUT,
      "short.dat" },
    { "start = a.xyz", "[data g]\ntype = rdf\nfile = short.dat\nform = g(r)\nrange = 0.5:8\n", VIT_ERROR_RANGE,
      "1 to 8" },
    { "start = a.xyz", "[data K]\n" CU_K "file = short.dat\nform = chi(k)\nrange = 2:14\n", VIT_ERROR_RANGE, "1 to 8" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_targets (void)
{
  static const Wrong wrong[] = {
    { "start = a.xyz", "[data S]\ntype = xray-sq\ntarget = none.xyz\n", -1, "none.xyz" },
    { "start = a.xyz", "[data g]\ntype = rdf\npair = Cu-Zr\ntarget = ta.xyz\n", VIT_ERROR_INPUT, "[data g]" },
    { "start = a.xyz", "[data g]\ntype = rdf\npair = Cu-Ta\ntarget = a.xyz\n", VIT_ERROR_INPUT, "Cu-Ta" },
    { "start = a.xyz", "[data g]\ntype = rdf\ntarget = large.xyz\n", VIT_ERROR_RANGE, "rmax" },
    { "start = a.xyz", "[data g]\ntype = rdf\ntarget = a.xyz\nrange = 9:12\n", VIT_ERROR_RANGE, "[data g]" },
    { "start = a.xyz", "[data K]\n" CU_K "target = ta.xyz\n", VIT_ERROR_INPUT, "elements" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

/* A curve of other elements is no target, also where it could be computed. */
static void
test_target_of_other_elements (void)
{
  static const Wrong wrong[] = {
    { "start = a.xyz", "[data S]\ntype = xray-sq\ntarget = ta.xyz\n", VIT_ERROR_INPUT, "elements" },
    { "start = a.xyz", "[data S]\ntype = xray-sq\ntarget = cu.xyz\n", VIT_ERROR_INPUT, "elements" },
    { "start = cu.xyz", "[data S]\ntype = neutron-sq\ntarget = a.xyz\n", VIT_ERROR_INPUT, "elements" },
    { "start = a.xyz", "[data g]\ntype = rdf\ntarget = ta.xyz\n", VIT_ERROR_INPUT, "elements" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_exafs (void)
{
  static const Wrong wrong[] = {
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Ta-L3\nfeff = $FEFF\ntarget = a.xyz\n", VIT_ERROR_INPUT,
      "the sample has no Ta" },
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Cu-L3\nfeff = $FEFF\ntarget = a.xyz\n", VIT_ERROR_INPUT,
      "Cu L3" },
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Cu-K\nfeff = $FEFF/cu_k_cu\ntarget = a.xyz\n", VIT_ERROR_INPUT,
      "expected FEFF paths of Cu K-Zr" },
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Cu-K\nfeff = none\ntarget = a.xyz\n", -1, "none" },
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Cu-K\nfeff = $FEFF\ncutoff = 9\ntarget = a.xyz\n",
      VIT_ERROR_RANGE, "8.5" },
    { "start = a.xyz", "[data K]\n" CU_K "target = a.xyz\nrange = 2:40\n", VIT_ERROR_RANGE, "[data K]" },
    { "start = a.xyz", "[data K]\n" CU_K "target = a.xyz\nrange = 3.01:12:0.05\nfilter = 1:3\n", VIT_ERROR_RANGE,
      "[data K]" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

/* Whoever reads the message must see which file to open: the recipe, or the one that it names. */
static void
test_messages_name_a_file (void)
{
  static const Wrong wrong[] = {
    { "start = a.xyz\nclosest = Cu-Ta 2", SQ_OF_A, VIT_ERROR_INPUT, "recipe.ini" },
    { "composition = Cu64Zr36\natoms = 300\ncell = 17\nclosest = near", SQ_OF_A, VIT_ERROR_INPUT, "recipe.ini" },
    { "composition = Cu999Zr\natoms = 300\ncell = 17", SQ_OF_A, VIT_ERROR_RANGE, "recipe.ini" },
    { "composition = Cu64Zr36\natoms = 300\ndensity = 0.2\nclosest = 2.4", SQ_OF_A, VIT_ERROR_RANGE, "recipe.ini" },
    { "start = a.xyz\nrmax = 9", SQ_OF_A, VIT_ERROR_RANGE, "recipe.ini" },
    { "start = a.xyz", "[data K]\ntype = exafs\nedge = Cu-K\nfeff = $FEFF\ncutoff = 9\ntarget = a.xyz\n",
      VIT_ERROR_RANGE, "recipe.ini" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

/* The most memory that the process has held, bytes. */
static double
get_peak_memory (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return 1024.0 * (double) usage.ru_maxrss;
}

/* A few atoms in a large box, as of a cluster: memory goes with the atoms, not with the volume. */
static void
test_empty_space (void)
{
  if (g_test_subprocess ())
    {
      double before = get_peak_memory ();
      g_autoptr (VitFit) fit = new_fit ("composition = Cu64Zr36\natoms = 300\ncell = 600\nrmax = 8", SQ_OF_A);

      g_assert_cmpuint (vit_configuration_get_n_atoms (fit->start), ==, N_ATOMS);
      g_assert_cmpfloat (get_peak_memory () - before, <, 1e8);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
write_triclinic (void)
{
  VitCell cell;
  guint8 atoms[200];
  const char *file = vit_test_folder_path ("triclinic.data");
  g_autoptr (VitConfiguration) glass = NULL;
  g_autoptr (GError) error = NULL;

  memset (atoms, 29, 120);
  memset (atoms + 120, 40, 80);
  vit_cell_init_parameters (&cell, (double[]){ 15, 16, 17 }, (double[]){ 1.3, 1.4, 1.5 }, &error);
  glass = vit_random_packing (&cell, 200, atoms, NULL, 8, &error);
  g_assert_no_error (error);
  vit_configuration_write (glass, file, VIT_FORMAT_EXTENDED_XYZ, NULL, &error);
  g_assert_no_error (error);
}

/* a.xyz and b.xyz are Cu64Zr36. */
static void
set_up (void)
{
  vit_test_recipe_set_up ();
  write_glass ("a.xyz", EDGE, N_ATOMS, N_CU, 29, 40, 1);
  write_glass ("b.xyz", EDGE, N_ATOMS, N_CU, 29, 40, 2);
  write_glass ("large.xyz", 20, N_ATOMS, N_CU, 29, 40, 3);
  write_glass ("ta.xyz", EDGE, 250, 250, 73, 73, 3);
  write_glass ("cu.xyz", EDGE, N_ATOMS, N_ATOMS, 29, 29, 3);
  write_triclinic ();
  vit_test_folder_write ("sq.bad", "1 0.5\n2 abc\n3 1\n");
  vit_test_folder_write ("short.dat", "1 0.1\n2 0.5\n3 2\n4 0.8\n5 1.1\n6 0.9\n7 1.05\n8 1\n");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/fit/a-start-from-a-file-is-that-file", test_start_from_file);
  g_test_add_func ("/fit/a-random-start-is-what-the-recipe-says", test_random_start);
  g_test_add_func ("/fit/a-random-start-follows-the-seed", test_random_start_follows_seed);
  g_test_add_func ("/fit/a-start-like-another-has-its-atoms-and-cell", test_start_like_another);
  g_test_add_func ("/fit/terms-are-as-the-recipe-says", test_terms_are_as_the_recipe_says);
  g_test_add_func ("/fit/noise-is-gaussian-and-reproducible", test_noise);
  g_test_add_func ("/fit/files-in-any-form-give-the-same-term", test_forms_of_files);
  g_test_add_func ("/fit/what-was-found-about-a-file-is-noted", test_what_was_found_is_noted);
  g_test_add_func ("/fit/files-are-cut-to-their-range", test_ranges_of_files);
  g_test_add_func ("/fit/files-are-convolved-with-the-window", test_window_on_files);
  g_test_add_func ("/fit/rdf-from-a-file-is-that-of-a-target", test_rdf_from_file);
  g_test_add_func ("/fit/exafs-from-a-file-is-that-of-a-target", test_exafs_from_file);
  g_test_add_func ("/fit/exafs-of-another-configuration-differs-alike", test_exafs_of_another_configuration);
  g_test_add_func ("/fit/exafs-on-another-grid-is-interpolated", test_exafs_on_another_grid);
  g_test_add_func ("/fit/wrong-starts-are-refused", test_wrong_starts);
  g_test_add_func ("/fit/wrong-files-are-refused", test_wrong_files);
  g_test_add_func ("/fit/wrong-targets-are-refused", test_wrong_targets);
  g_test_add_func ("/fit/wrong-exafs-is-refused", test_wrong_exafs);
  g_test_add_func ("/fit/a-target-of-other-elements-is-refused", test_target_of_other_elements);
  g_test_add_func ("/fit/messages-name-a-file", test_messages_name_a_file);
  g_test_add_func ("/fit/empty-space-takes-no-memory", test_empty_space);
  result = g_test_run ();
  vit_test_recipe_tear_down ();
  return result;
}
