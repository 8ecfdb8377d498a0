/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "recipe.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* A recipe with every kind of group; its lines are numbered from 1. */
static const char *const lines[] = {
  "[structure]",                    /* 1 */
  "composition = Cu64Zr36",         /* 2 */
  "atoms = 300",                    /* 3 */
  "density = 0.0615",               /* 4 */
  "closest = Cu-Cu 2.0, Cu-Zr 2.2", /* 5 */
  "",                               /* 6 */
  "[run]",                          /* 7 */
  "moves = 1e5",                    /* 8 */
  "",                               /* 9 */
  "[data X-ray S(q)]",              /* 10 */
  "type = xray-sq",                 /* 11 */
  "file = sq.dat",                  /* 12 */
  "",                               /* 13 */
  "[data Cu K]",                    /* 14 */
  "type = exafs",                   /* 15 */
  "target = glass.xyz",             /* 16 */
  "edge = Cu-K",                    /* 17 */
  "feff = ../feff",                 /* 18 */
  "",                               /* 19 */
  "[data g(r)]",                    /* 20 */
  "type = rdf",                     /* 21 */
  "target = /somewhere/glass.xyz",  /* 22 */
  "",                               /* 23 */
};

#define N_LINES G_N_ELEMENTS (lines)

static char *folder; /* a temporary one */
static char *path;   /* of the recipe that is written anew by each test */

/* The recipe with another text instead of one line (0: none) and the given line end. */
static char *
recipe_text (guint line, const char *text, const char *end)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 1; i <= N_LINES; i++)
    g_string_append_printf (all, "%s%s", i == line ? text : lines[i - 1], end);
  return g_strdup (all->str);
}

static VitRecipe *
try_text (const char *text, gssize length, GError **error)
{
  gsize n = length >= 0 ? (gsize) length : strlen (text);
  FILE *file;

  /* A file that is replaced is waited for by the file system. */
  g_unlink (path);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (text, 1, n, file), ==, n);
  g_assert_cmpint (fclose (file), ==, 0);
  return vit_recipe_read (path, error);
}

static VitRecipe *
read_with (guint line, const char *text)
{
  g_autofree char *all = recipe_text (line, text, "\n");
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe = try_text (all, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (recipe);
  return recipe;
}

static const VitRecipeData *
get_data (const VitRecipe *recipe, guint index)
{
  g_assert_cmpuint (index, <, recipe->data->len);
  return recipe->data->pdata[index];
}

/* @expected_line 0: the message names the file only, since what is missing has no line. */
static void
assert_refused (const char *text, int expected_line, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = try_text (text, -1, &error);
  g_autofree char *start
      = expected_line > 0 ? g_strdup_printf ("%s:%d: ", path, expected_line) : g_strdup_printf ("%s: ", path);

  if (recipe != NULL)
    g_error ("expected \"%s... %s ...\", but it was read", start, part);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_test_message ("%s", error->message);
  if (!g_str_has_prefix (error->message, start) || strstr (error->message, part) == NULL)
    g_error ("expected \"%s... %s ...\", found \"%s\"", start, part, error->message);
}

static void
test_defaults (void)
{
  g_autoptr (VitRecipe) recipe = read_with (0, "");
  const VitAnnealerSettings *settings = &recipe->settings;

  g_assert_cmpstr (recipe->path, ==, path);
  g_assert_null (recipe->start);
  g_assert_null (recipe->like);
  g_assert_cmpint (recipe->composition.n, ==, 2);
  g_assert_cmpuint (recipe->n_atoms, ==, 300);
  g_assert_cmpstr (recipe->closest, ==, "Cu-Cu 2.0, Cu-Zr 2.2");
  g_assert_cmpfloat (recipe->bin, ==, 0.02);
  g_assert_cmpfloat (recipe->r_max, ==, 0);
  g_assert_cmpint (recipe->window, ==, VIT_WINDOW_NONE);
  g_assert_cmpint (settings->n_moves, ==, 100000);
  g_assert_cmpuint (settings->seed, ==, 1);
  g_assert_cmpfloat (settings->step, ==, 0.3);
  g_assert_cmpfloat (settings->step_low, ==, 0.02);
  g_assert_cmpfloat (settings->step_high, ==, 1);
  g_assert_cmpfloat (settings->acceptance, ==, 0);
  g_assert_cmpuint (recipe->data->len, ==, 3);
}

static void
test_defaults_of_sq (void)
{
  g_autoptr (VitRecipe) recipe = read_with (0, "");
  const VitRecipeData *data = get_data (recipe, 0);
  g_autofree char *file = g_build_filename (folder, "sq.dat", NULL);

  g_assert_cmpstr (data->group, ==, "data X-ray S(q)");
  g_assert_cmpstr (data->name, ==, "X-ray S(q)");
  g_assert_cmpint (data->kind, ==, VIT_DATA_XRAY_SQ);
  g_assert_cmpstr (data->file, ==, file);
  g_assert_null (data->target);
  g_assert_cmpint (data->columns.form, ==, VIT_FORM_DETECT);
  g_assert_cmpint (data->columns.nanometres, ==, -1);
  g_assert_cmpint (data->columns.x_column, ==, 0);
  g_assert_false (data->range_given);
  g_assert_cmpfloat (data->range.low, ==, 0.6);
  g_assert_cmpfloat (data->range.high, ==, 20);
  g_assert_cmpfloat (data->range.step, ==, 0);
  g_assert_cmpfloat (data->noise, ==, 0);
  g_assert_cmpfloat (data->weight, ==, 1);
  g_assert_cmpint (data->schedule.kind, ==, VIT_SCHEDULE_GEOMETRIC);
  g_assert_cmpfloat (data->schedule.start, ==, 0.01);
  g_assert_cmpfloat (data->schedule.end, ==, 0.001);
}

static void
test_defaults_of_exafs (void)
{
  g_autoptr (VitRecipe) recipe = read_with (0, "");
  const VitRecipeData *data = get_data (recipe, 1);
  g_autofree char *target = g_build_filename (folder, "glass.xyz", NULL);
  g_autofree char *feff = g_build_filename (folder, "../feff", NULL);

  g_assert_cmpint (data->kind, ==, VIT_DATA_EXAFS);
  g_assert_cmpstr (data->target, ==, target);
  g_assert_null (data->file);
  g_assert_cmpint (data->absorber->z, ==, 29);
  g_assert_cmpstr (data->edge, ==, "K");
  g_assert_cmpstr (data->feff, ==, feff);
  g_assert_cmpfloat (data->range.low, ==, 2);
  g_assert_cmpfloat (data->range.high, ==, 14);
  g_assert_cmpfloat (data->range.step, ==, 0.05);
  g_assert_cmpint (data->k_weight, ==, 2);
  g_assert_cmpfloat (data->s02, ==, 1);
  g_assert_cmpfloat (data->e0_shift, ==, 0);
  g_assert_cmpfloat (data->cutoff, ==, 7);
  g_assert_false (data->filtered);
  g_assert_cmpfloat (data->schedule.start, ==, 0.1);
  g_assert_cmpfloat (data->schedule.end, ==, 0.01);
}

static void
test_defaults_of_rdf (void)
{
  g_autoptr (VitRecipe) recipe = read_with (0, ""), target = read_with (12, "target = a.xyz");
  const VitRecipeData *data = get_data (recipe, 2);

  g_assert_cmpint (data->kind, ==, VIT_DATA_RDF);
  g_assert_cmpstr (data->target, ==, "/somewhere/glass.xyz");
  g_assert_cmpstr (data->pair, ==, "total");
  g_assert_cmpfloat (data->range.low, ==, 0);
  g_assert_cmpfloat (data->range.step, ==, 0);
  g_assert_cmpfloat (data->schedule.start, ==, 0.1);
  /* S(q) of a target has no points of its own. */
  g_assert_cmpfloat (get_data (target, 0)->range.step, ==, 0.05);
}

static void
test_all_keys_of_pairs (void)
{
  g_autoptr (VitRecipe) total = read_with (21, "type = reduced-rdf\nweights = xray"),
                        neutron = read_with (21, "type = rdf\npair = total\nweights = neutron"),
                        pair = read_with (21, "type = reduced-rdf\npair = Zr-Cu"),
                        partial = read_with (21, "type = partial-sq\npair = Cu-Zr");
  const VitRecipeData *data = get_data (total, 2);

  g_assert_cmpint (data->kind, ==, VIT_DATA_REDUCED_RDF);
  g_assert_cmpstr (data->pair, ==, "total");
  g_assert_cmpint (data->weights, ==, VIT_RDF_WEIGHTS_XRAY);
  g_assert_cmpfloat (data->range.step, ==, 0);
  g_assert_cmpint (data->line, ==, 20);
  g_assert_cmpint (data->pair_line, ==, 20);
  g_assert_cmpint (get_data (neutron, 2)->weights, ==, VIT_RDF_WEIGHTS_NEUTRON);
  g_assert_cmpstr (get_data (pair, 2)->pair, ==, "Zr-Cu");
  g_assert_cmpint (get_data (pair, 2)->pair_line, ==, 22);
  data = get_data (partial, 2);
  g_assert_cmpint (data->kind, ==, VIT_DATA_PARTIAL_SQ);
  g_assert_cmpstr (data->pair, ==, "Cu-Zr");
  /* Of a target, as other S(q). */
  g_assert_cmpfloat (data->range.low, ==, 0.6);
  g_assert_cmpfloat (data->range.step, ==, 0.05);
}

static void
test_all_keys_of_run (void)
{
  g_autoptr (VitRecipe) recipe
      = read_with (8, "moves = 4e6\nseed = 4294967295\nstep = 0.1\nstep-low = 0.05\nstep-high = 0.5\nacceptance = 0.3");
  const VitAnnealerSettings *settings = &recipe->settings;

  g_assert_cmpint (settings->n_moves, ==, 4000000);
  g_assert_cmpuint (settings->seed, ==, G_MAXUINT32);
  g_assert_cmpfloat (settings->step, ==, 0.1);
  g_assert_cmpfloat (settings->step_low, ==, 0.05);
  g_assert_cmpfloat (settings->step_high, ==, 0.5);
  g_assert_cmpfloat (settings->acceptance, ==, 0.3);
}

static void
test_all_keys_of_structure (void)
{
  g_autoptr (VitRecipe) smooth = read_with (5, "bin = 0.05\nrmax = 8"),
                        lorch = read_with (5, "rmax = 8\nwindow = lorch"),
                        none = read_with (5, "rmax = 8\nwindow = none"), start = read_with (2, "start = a/b.xyz"),
                        like = read_with (2, "like = /b.xyz"), both = read_with (2, "start = random\nlike = b.xyz");
  g_autofree char *a = g_build_filename (folder, "a/b.xyz", NULL), *b = g_build_filename (folder, "b.xyz", NULL);

  g_assert_null (smooth->closest);
  g_assert_cmpfloat (smooth->bin, ==, 0.05);
  g_assert_cmpfloat (smooth->r_max, ==, 8);
  g_assert_cmpint (smooth->window, ==, VIT_WINDOW_COSINE);
  g_assert_cmpint (lorch->window, ==, VIT_WINDOW_LORCH);
  g_assert_cmpint (none->window, ==, VIT_WINDOW_NONE);
  g_assert_cmpstr (start->start, ==, a);
  g_assert_cmpstr (like->like, ==, "/b.xyz");
  g_assert_null (like->start);
  g_assert_null (both->start);
  g_assert_cmpstr (both->like, ==, b);
}

static void
test_all_keys_of_exafs (void)
{
  g_autoptr (VitRecipe) recipe
      = read_with (17,
                   "edge = Ta L3\nrange = 3:12:0.1\nkweight = 3\ns02 = 0.85\ne0 = -2.5\ncutoff = 5\nfilter = 1.5:3.5\n"
                   "filter-dr = 0.3\nweight = 2\nnoise = 0.02\nsigma = 0.2 0.1 linear"),
      other = read_with (17, "edge = Cu-K\nfilter = 1:4\nfilter-k = 3:11\nfilter-dk = 2\nfilter-window = kaiser");
  const VitRecipeData *data = get_data (recipe, 1);

  g_assert_cmpint (data->absorber->z, ==, 73);
  g_assert_cmpstr (data->edge, ==, "L3");
  g_assert_true (data->range_given);
  g_assert_cmpfloat (data->range.low, ==, 3);
  g_assert_cmpfloat (data->range.step, ==, 0.1);
  g_assert_cmpint (data->k_weight, ==, 3);
  g_assert_cmpfloat (data->s02, ==, 0.85);
  g_assert_cmpfloat (data->e0_shift, ==, -2.5);
  g_assert_cmpfloat (data->cutoff, ==, 5);
  g_assert_true (data->filtered);
  /* Sills of 1 Å⁻¹ inside the range of k, unless given. */
  g_assert_cmpfloat (data->k_window.low, ==, 3.5);
  g_assert_cmpfloat (data->k_window.high, ==, 11.5);
  g_assert_cmpfloat (data->k_window.d, ==, 1);
  g_assert_cmpint (data->k_window.sill, ==, VIT_SILL_HANNING);
  g_assert_cmpfloat (data->r_window.low, ==, 1.5);
  g_assert_cmpfloat (data->r_window.high, ==, 3.5);
  g_assert_cmpfloat (data->r_window.d, ==, 0.3);
  g_assert_cmpfloat (data->weight, ==, 2);
  g_assert_cmpfloat (data->noise, ==, 0.02);
  g_assert_cmpint (data->schedule.kind, ==, VIT_SCHEDULE_LINEAR);
  data = get_data (other, 1);
  g_assert_cmpfloat (data->k_window.low, ==, 3);
  g_assert_cmpfloat (data->k_window.high, ==, 11);
  g_assert_cmpfloat (data->k_window.d, ==, 2);
  g_assert_cmpint (data->k_window.sill, ==, VIT_SILL_KAISER);
  g_assert_cmpfloat (data->r_window.d, ==, 0.5);
}

static void
test_all_keys_of_files (void)
{
  g_autoptr (VitRecipe) recipe
      = read_with (12, "file = /sq.dat\nform = S(q)-1\nunit = nm\ncolumns = 1 4\nrange = 1:15");
  g_autoptr (VitRecipe) other = read_with (12, "file = sq.dat\nform = q[S(q)-1]\nunit = Å");
  const VitRecipeData *data = get_data (recipe, 0);

  g_assert_nonnull (other);
  g_assert_cmpstr (data->file, ==, "/sq.dat");
  g_assert_cmpint (data->columns.form, ==, VIT_FORM_S_MINUS_1);
  g_assert_cmpint (data->columns.nanometres, ==, 1);
  g_assert_cmpint (data->columns.x_column, ==, 1);
  g_assert_cmpint (data->columns.y_column, ==, 4);
  g_assert_true (data->range_given);
  g_assert_cmpfloat (data->range.high, ==, 15);
  g_assert_cmpfloat (data->range.step, ==, 0);
}

static void
test_units_of_density (void)
{
  g_autoptr (VitRecipe) plain = read_with (4, "density = 0.0615"), named = read_with (4, "density = 0.0615 1/A3"),
                        mass = read_with (4, "density = 7.5 g/cm3");
  /* Cu64Zr36: 0.64 × 63.546 + 0.36 × 91.224 g/mol. */
  double molar = 0.64 * 63.546 + 0.36 * 91.224, volume = 300 * molar / (7.5 * 0.602214076);

  g_assert_cmpfloat_with_epsilon (plain->cell.volume, 300 / 0.0615, 1e-8);
  g_assert_cmpfloat_with_epsilon (plain->cell.matrix[0][0], cbrt (300 / 0.0615), 1e-12);
  g_assert_true (plain->cell.orthogonal);
  g_assert_cmpfloat (named->cell.volume, ==, plain->cell.volume);
  /* Atomic weights are rounded to 1e-4 of a unit or so. */
  g_assert_cmpfloat_with_epsilon (mass->cell.volume, volume, 2e-5 * volume);
}

static void
test_cells (void)
{
  g_autoptr (VitRecipe) cube = read_with (4, "cell = 17"), box = read_with (4, "cell = 17 18, 19"),
                        hexagonal = read_with (4, "cell = 17 17 20 90 90 120");

  g_assert_cmpfloat_with_epsilon (cube->cell.volume, 17 * 17 * 17, 1e-8);
  g_assert_cmpfloat_with_epsilon (box->cell.volume, 17 * 18 * 19, 1e-8);
  g_assert_cmpfloat (box->cell.width[2], ==, 19);
  g_assert_cmpfloat_with_epsilon (hexagonal->cell.volume, 17 * 17 * 20 * sqrt (3) / 2, 1e-8);
  g_assert_false (hexagonal->cell.orthogonal);
}

static void
test_forms_of_sigma (void)
{
  static const struct
  {
    const char *text;
    VitSchedule expected;
  } cases[] = {
    { "0.05", { VIT_SCHEDULE_GEOMETRIC, 0.05, 0.05, 0 } },
    { "0.05 0.002", { VIT_SCHEDULE_GEOMETRIC, 0.05, 0.002, 0 } },
    { "0.05, 0.002", { VIT_SCHEDULE_GEOMETRIC, 0.05, 0.002, 0 } },
    { "0.05 0.002 geometric", { VIT_SCHEDULE_GEOMETRIC, 0.05, 0.002, 0 } },
    { "0.05 0.002 linear", { VIT_SCHEDULE_LINEAR, 0.05, 0.002, 0 } },
    { "1e-1 1e-3 plateaus 5", { VIT_SCHEDULE_PLATEAUS, 0.1, 0.001, 5 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (lines[11], "\nsigma = ", cases[i].text, NULL);
      g_autoptr (VitRecipe) recipe = read_with (12, text);
      const VitSchedule *schedule = &get_data (recipe, 0)->schedule;

      g_assert_cmpint (schedule->kind, ==, cases[i].expected.kind);
      g_assert_cmpfloat (schedule->start, ==, cases[i].expected.start);
      g_assert_cmpfloat (schedule->end, ==, cases[i].expected.end);
      if (schedule->kind == VIT_SCHEDULE_PLATEAUS)
        g_assert_cmpint (schedule->n_plateaus, ==, cases[i].expected.n_plateaus);
    }
}

/* One line of the recipe replaced by another text; where and what the message must say. */
typedef struct
{
  guint line;
  const char *text;
  int error_line;
  const char *part;
} Wrong;

static void
assert_all_refused (gsize n, const Wrong *wrong)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = recipe_text (wrong[i].line, wrong[i].text, "\n");

      assert_refused (text, wrong[i].error_line, wrong[i].part);
    }
}

static void
test_wrong_structure (void)
{
  static const Wrong wrong[] = {
    { 2, "composition = Xx50Zr50", 2, "composition" },
    { 2, "composition = Cu50Cu50", 2, "twice" },
    { 2, "composition = 50", 2, "composition" },
    { 2, "composition = Cu0Zr1", 2, "composition" },
    { 2, "composition = Cu1e999Zr", 2, "composition" },
    { 2, "# none", 1, "composition" },
    { 2, "composition =", 2, "composition" },
    { 3, "atoms = 0", 3, "from 1 to 1e+06" },
    { 3, "atoms = 2e6", 3, "from 1 to 1e+06" },
    { 3, "atoms = 10.5", 3, "whole number" },
    { 3, "atoms = many", 3, "many" },
    { 3, "", 1, "atoms" },
    { 4, "density = 0", 4, "density" },
    { 4, "density = -1", 4, "density" },
    { 4, "density = heavy", 4, "density" },
    { 4, "density =", 4, "density" },
    { 4, "density = 7.2 kg/m3", 4, "g/cm3" },
    { 4, "density = 7.2 g/cm3 or so", 4, "density" },
    { 4, "density = 1e-320", 4, "density" },
    { 4, "", 1, "either density or cell" },
    { 4, "density = 0.06\ncell = 17", 4, "either density or cell" },
    { 4, "cell = 17 17", 4, "one, three or six" },
    { 4, "cell = 17 17 17 90", 4, "one, three or six" },
    { 4, "cell = 17 17 17 90 90 90 90", 4, "one, three or six" },
    { 4, "cell = 0", 4, "above zero" },
    { 4, "cell = 17 -17 17", 4, "above zero" },
    { 4, "cell = 17 17 x", 4, "one, three or six" },
    { 4, "cell = 17 17 17 60 60 170", 4, "cell: " },
    { 5, "bin = 0", 5, "from 0.001 to 1" },
    { 5, "bin = 2", 5, "from 0.001 to 1" },
    { 5, "rmax = 0.5", 5, "from 1 to 1000" },
    { 5, "rmax = 8\nwindow = hann", 6, "none, cosine or lorch" },
    { 5, "colour = red", 5, "colour" },
    { 5, "moves = 3", 5, "\"moves\"" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_run (void)
{
  static const Wrong wrong[] = {
    { 8, "", 7, "moves" },
    { 8, "moves = 0", 8, "from 1 to 1e+12" },
    { 8, "moves = 1e13", 8, "from 1 to 1e+12" },
    { 8, "moves = 1.5", 8, "whole number" },
    { 8, "moves = 1e5 or more", 8, "1e5 or more" },
    { 8, "moves = 1e5\nseed = -1", 9, "seed" },
    { 8, "moves = 1e5\nseed = 4294967296", 9, "seed" },
    { 8, "moves = 1e5\nstep = 0", 9, "step" },
    { 8, "moves = 1e5\nstep = 1,5", 9, "1,5" },
    { 8, "moves = 1e5\nacceptance = 30", 9, "from 0 to 1" },
    { 8, "moves = 1e5\nstep-low = 0.5\nstep-high = 0.1", 9, "step-low" },
    { 8, "moves = 1e5\nstep-low = 2", 9, "step-low" },
    { 8, "moves = 1e5\nSeed = 3", 9, "\"Seed\"" },
    { 8, "moves = 1e5\nmoves = 2e5", 9, "\"moves\"" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_data (void)
{
  static const Wrong wrong[] = {
    { 11, "type = xray", 11, "xray-sq, neutron-sq, exafs" },
    { 11, "", 10, "xray-sq" },
    { 12, "", 10, "either file (data) or target" },
    { 12, "file = a\ntarget = b", 13, "either file (data) or target" },
    { 12, "target = b\nform = S(q)", 13, "only with file" },
    { 12, "target = b\nunit = nm", 13, "only with file" },
    { 12, "target = b\ncolumns = 1 2", 13, "only with file" },
    { 12, "file = a\nnoise = 0.1", 13, "only with target" },
    { 12, "file = a\nform = S", 13, "S(q)-1" },
    { 12, "file = a\nunit = pm", 13, "A or nm" },
    { 12, "file = a\ncolumns = 1", 13, "two numbers" },
    { 12, "file = a\ncolumns = 0 1", 13, "two numbers" },
    { 12, "file = a\ncolumns = 1 2 3", 13, "two numbers" },
    { 12, "file = a\ncolumns = q S", 13, "two numbers" },
    { 12, "file = a\nrange = 5", 13, "low:high" },
    { 12, "file = a\nrange = 5:4", 13, "low:high" },
    { 12, "file = a\nrange = -1:4", 13, "low:high" },
    { 12, "file = a\nrange = 1:4:0", 13, "low:high" },
    { 12, "file = a\nrange = 1:4:-1", 13, "low:high" },
    { 12, "file = a\nrange = 1:4:0.1:2", 13, "low:high" },
    { 12, "file = a\nrange = 1:x", 13, "low:high" },
    { 12, "file = a\nrange = 0:20:1e-9", 13, "range" },
    { 12, "target = a\nrange = 0:1e9", 13, "range" },
    { 12, "file = a\nweight = -1", 13, "weight" },
    { 12, "target = a\nnoise = -0.1", 13, "noise" },
    { 12, "file = a\nsigma = 0", 13, "sigma" },
    { 12, "file = a\nsigma = -0.1 0.01", 13, "sigma" },
    { 12, "file = a\nsigma = 0.1 0", 13, "sigma" },
    { 12, "file = a\nsigma = 0.1 0.01 slow", 13, "geometric, linear or plateaus" },
    { 12, "file = a\nsigma = 0.1 0.01 plateaus", 13, "plateaus N" },
    { 12, "file = a\nsigma = 0.1 0.01 plateaus 0", 13, "plateaus N" },
    { 12, "file = a\nsigma = 0.1 0.01 plateaus 1.5", 13, "plateaus N" },
    { 12, "file = a\nsigma = 0.1 0.01 linear 3", 13, "sigma" },
    { 12, "file = a\nsigma = 0.1 0.01 plateaus 3 4", 13, "sigma" },
    { 12, "file = a\nedge = Cu-K", 13, "\"edge\"" },
    { 12, "file = a\npair = Cu-Cu", 13, "\"pair\"" },
    { 22, "file = a\nfilter = 1:2", 23, "\"filter\"" },
    { 22, "file = a\npair = Cu", 23, "total or a pair of elements such as Cu-Zr, found \"Cu\"" },
    { 22, "file = a\npair = Cu-Xx", 23, "pair: expected" },
    { 22, "file = a\nweights = mass", 23, "atoms, xray or neutron, found \"mass\"" },
    { 22, "file = a\npair = Cu-Zr\nweights = xray", 24, "only with pair = total" },
    { 11, "type = partial-sq", 10, "pair: expected a pair of elements such as Cu-Zr, found \"\"" },
    { 11, "type = partial-sq\npair = total", 12, "found \"total\"" },
    { 11, "type = partial-sq\npair = Cu-Zr\nweights = xray", 13, "\"weights\"" },
    { 21, "type = reduced-rdf\nedge = Cu-K", 22, "\"edge\"" },
    { 17, "", 14, "edge" },
    { 17, "edge = Cu", 17, "Cu-K" },
    { 17, "edge = Xx-K", 17, "Cu-K" },
    { 17, "edge = Cu-M5", 17, "Cu-K" },
    { 17, "edge = Cu-K-edge", 17, "Cu-K" },
    { 18, "", 14, "feff" },
    { 18, "feff = a\nkweight = 4", 19, "from 0 to 3" },
    { 18, "feff = a\nkweight = 1.5", 19, "whole number" },
    { 18, "feff = a\ns02 = 0", 19, "s02" },
    { 18, "feff = a\ne0 = 100", 19, "from -50 to 50" },
    { 18, "feff = a\ncutoff = 1", 19, "from 2 to 20" },
    { 18, "feff = a\nfilter = 3", 19, "low:high" },
    { 18, "feff = a\nfilter = 1:3\nfilter-k = 2", 20, "low:high" },
    { 18, "feff = a\nfilter = 1:3\nfilter-dk = -2", 20, "filter-dk" },
    { 18, "feff = a\nfilter = 1:3\nfilter-dr = x", 20, "filter-dr" },
    { 18, "feff = a\nfilter = 1:3\nfilter-window = sine", 20, "hanning or kaiser" },
    { 18, "feff = a\npair = Cu-Cu", 19, "\"pair\"" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_groups (void)
{
  static const Wrong wrong[] = {
    { 10, "[date X]", 10, "[data NAME]" },
    { 10, "[data]", 10, "[data NAME]" },
    { 10, "[Data X]", 10, "[data NAME]" },
    { 20, "[data Cu K]", 20, "[data Cu K]" },
    { 7, "[structure]", 7, "[structure]" },
    { 7, "", 0, "[run]" },
    { 1, "", 2, "[group]" },
    { 1, "x = 1", 1, "[group]" },
    { 6, "what is this", 6, "what is this" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_missing_groups (void)
{
  assert_refused ("[run]\nmoves = 10\n[data a]\ntype = rdf\nfile = x\n", 0, "[structure]");
  assert_refused ("[structure]\nstart = x\n[data a]\ntype = rdf\nfile = x\n", 0, "[run]");
  assert_refused ("[structure]\nstart = x\n[run]\nmoves = 10\n", 0, "[data NAME]");
  assert_refused ("# nothing\n", 0, "[data NAME]");
  assert_refused ("", 0, "expected");
}

static void
test_too_many_groups (void)
{
  g_autoptr (GString) text = g_string_new ("[structure]\nstart = x\n[run]\nmoves = 10\n");

  for (int i = 1; i <= 32; i++)
    g_string_append_printf (text, "[data %d]\ntype = rdf\nfile = x\n", i);
  {
    g_autoptr (VitRecipe) recipe = try_text (text->str, -1, NULL);

    g_assert_nonnull (recipe);
    g_assert_cmpuint (recipe->data->len, ==, 32);
  }
  g_string_append (text, "[data 33]\ntype = rdf\nfile = x\n");
  assert_refused (text->str, 0, "at most 32 groups [data NAME], found 33");
}

/* Each data set has a file of its own in the results; two of one name, or one named like another result, would
 * overwrite each other. */
static void
test_names_that_collide (void)
{
  static const Wrong wrong[] = {
    { 20, "[data Cu-K]", 20, "Cu-K" }, { 20, "[data cu k]", 20, "cu k" }, { 20, "[data ***]", 20, "***" },
    { 20, "[data ]", 20, "data" },     { 20, "[data gr]", 20, "gr" },     { 20, "[data History]", 20, "History" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_line_ends_and_comments (void)
{
  g_autofree char *text = recipe_text (6, "; a comment = 1\n# another\n  ; and one indented", "\r\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = try_text (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (recipe->settings.n_moves, ==, 100000);
  g_assert_cmpstr (get_data (recipe, 0)->name, ==, "X-ray S(q)");
  g_assert_cmpint (recipe->composition.n, ==, 2);
}

static void
test_comments_behind_values (void)
{
  g_autoptr (VitRecipe) recipe = read_with (8, "moves = 2e5   # enough");
  g_autoptr (VitRecipe) other = read_with (10, "[data X-ray S(q)]  # any name after \"data\"");

  g_assert_cmpint (recipe->settings.n_moves, ==, 200000);
  g_assert_cmpstr (get_data (other, 0)->name, ==, "X-ray S(q)");
}

/* Every recipe in the README is one. */
static void
test_readme (void)
{
  g_autofree char *name = g_build_filename (g_getenv ("VITRUM_SOURCE_DIR"), "README.md", NULL), *text = NULL;
  g_autoptr (GError) error = NULL;
  int n = 0;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  for (char *start = strstr (text, "```ini\n"); start != NULL; start = strstr (start, "```ini\n"))
    {
      char *end;
      g_autoptr (VitRecipe) recipe = NULL;

      start += strlen ("```ini\n");
      end = strstr (start, "```");
      g_assert_nonnull (end);
      recipe = try_text (start, end - start, &error);
      g_assert_no_error (error);
      g_assert_nonnull (recipe);
      n++;
    }
  g_assert_cmpint (n, >, 0);
}

static void
test_relative_to_the_working_folder (void)
{
  g_autofree char *before = g_get_current_dir (), *text = recipe_text (0, "", "\n"), *name = g_path_get_basename (path);
  g_autoptr (VitRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;

  recipe = try_text (text, -1, NULL);
  g_assert_nonnull (recipe);
  g_clear_pointer (&recipe, vit_recipe_free);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  recipe = vit_recipe_read (name, &error);
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpstr (get_data (recipe, 0)->file, ==, "sq.dat");
  g_assert_cmpstr (get_data (recipe, 1)->feff, ==, "../feff");
}

static void
test_ranges (void)
{
  VitRange range = { 7, 8, 9 };
  g_autofree double *points = NULL;

  g_assert_false (vit_range_parse ("", &range));
  g_assert_false (vit_range_parse (":", &range));
  g_assert_false (vit_range_parse ("1", &range));
  g_assert_false (vit_range_parse ("1:nan", &range));
  g_assert_cmpfloat (range.low, ==, 7);
  g_assert_cmpfloat (range.step, ==, 9);
  g_assert_true (vit_range_parse (" 0 : 2 ", &range));
  g_assert_cmpfloat (range.high, ==, 2);
  g_assert_cmpfloat (range.step, ==, 0);
  g_assert_true (vit_range_parse ("0.6:20:0.05", &range));
  /* 19.4/0.05 is 387.99999999999994. */
  g_assert_cmpuint (vit_range_get_n (&range), ==, 389);
  points = vit_range_get_points (&range);
  g_assert_cmpfloat (points[0], ==, 0.6);
  g_assert_cmpfloat_with_epsilon (points[388], 20, 1e-12);
  g_assert_true (vit_range_parse ("0:1:0.3", &range));
  g_assert_cmpuint (vit_range_get_n (&range), ==, 4);
}

static void
test_edges (void)
{
  static const char *const wrong[] = { "", "Cu", "K", "Cu-", "-K", "Cu-k", "cu-K", "Cu-L4", "Cu--K" };
  const VitElement *absorber = NULL;
  char *edge = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (vit_edge_parse (wrong[i], &absorber, &edge));
  g_assert_null (edge);
  g_assert_true (vit_edge_parse ("Zr-L1", &absorber, &edge));
  g_assert_cmpint (absorber->z, ==, 40);
  g_assert_cmpstr (edge, ==, "L1");
  g_free (edge);
}

/* What tests/run.sh has made available, or else is made here. */
static void
set_comma_locale (void)
{
  g_autofree char *made = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", made, NULL };

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
      g_setenv ("LOCPATH", folder, TRUE);
      g_assert_nonnull (setlocale (LC_ALL, "de_DE.UTF-8"));
    }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
}

static void
test_comma_locale (void)
{
  set_comma_locale ();
  {
    g_autoptr (VitRecipe) recipe = read_with (12, "target = a\nrange = 0.6:20:0.05\nsigma = 0.05 0.002");

    g_assert_cmpfloat_with_epsilon (recipe->cell.volume, 300 / 0.0615, 1e-8);
    g_assert_cmpfloat (get_data (recipe, 0)->range.low, ==, 0.6);
    g_assert_cmpfloat (get_data (recipe, 0)->schedule.end, ==, 0.002);
    g_assert_cmpfloat_with_epsilon (recipe->composition.count[0] / recipe->composition.count[1], 64.0 / 36, 1e-12);
  }
  setlocale (LC_ALL, "C");
}

/* Random bytes changed, put in or taken out: read or refused with the file's name, but never a crash. */
static void
test_mutations (void)
{
  g_autofree char *whole
      = recipe_text (17, "edge = Cu-K\nfilter = 1.5:3.5\nsigma = 0.1 0.01 plateaus 4\nnoise = 0.01", "\n");
  g_autofree char *start = g_strconcat (path, ":", NULL);
  static const char likely[] = "[]=#;\n\r \t-+.,:0123456789eE\"\\\xc3\xff\x01";
  GRand *random = g_rand_new_with_seed (4711);
  int n_read = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (whole);
      g_autoptr (GError) error = NULL;
      g_autoptr (VitRecipe) recipe = NULL;

      for (int edit = g_rand_int_range (random, 1, 4); edit > 0; edit--)
        {
          gssize at = g_rand_int_range (random, 0, (gint32) text->len);
          char byte = g_rand_boolean (random) ? likely[g_rand_int_range (random, 0, sizeof likely - 1)]
                                              : (char) g_rand_int_range (random, 0, 256);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              text->str[at] = byte;
              break;
            case 1:
              g_string_insert_c (text, at, byte);
              break;
            default:
              g_string_erase (text, at, 1);
            }
        }
      recipe = try_text (text->str, (gssize) text->len, &error);
      g_assert_true ((recipe != NULL) == (error == NULL));
      n_read += recipe != NULL;
      if (recipe != NULL)
        continue;
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      if (!g_str_has_prefix (error->message, start))
        g_error ("the message does not name the file: %s", error->message);
    }
  g_test_message ("%d of 2000 were read", n_read);
  g_assert_cmpint (n_read, >, 100);
  g_assert_cmpint (n_read, <, 1900);
  g_rand_free (random);
}

static void
remove_tree (const char *name)
{
  const char *argv[] = { "rm", "-rf", name, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("vitrum-recipe-XXXXXX", NULL);
  path = g_build_filename (folder, "test.ini", NULL);
  g_test_add_func ("/recipe/what-is-not-said-has-a-default", test_defaults);
  g_test_add_func ("/recipe/defaults-of-sq", test_defaults_of_sq);
  g_test_add_func ("/recipe/defaults-of-exafs", test_defaults_of_exafs);
  g_test_add_func ("/recipe/defaults-of-rdf", test_defaults_of_rdf);
  g_test_add_func ("/recipe/all-keys-of-pairs", test_all_keys_of_pairs);
  g_test_add_func ("/recipe/all-keys-of-the-run", test_all_keys_of_run);
  g_test_add_func ("/recipe/all-keys-of-the-structure", test_all_keys_of_structure);
  g_test_add_func ("/recipe/all-keys-of-exafs", test_all_keys_of_exafs);
  g_test_add_func ("/recipe/all-keys-of-files", test_all_keys_of_files);
  g_test_add_func ("/recipe/density-has-two-units", test_units_of_density);
  g_test_add_func ("/recipe/cells-of-one-three-and-six-numbers", test_cells);
  g_test_add_func ("/recipe/forms-of-sigma", test_forms_of_sigma);
  g_test_add_func ("/recipe/wrong-structures-are-refused-by-line", test_wrong_structure);
  g_test_add_func ("/recipe/wrong-runs-are-refused-by-line", test_wrong_run);
  g_test_add_func ("/recipe/wrong-data-are-refused-by-line", test_wrong_data);
  g_test_add_func ("/recipe/wrong-groups-are-refused-by-line", test_wrong_groups);
  g_test_add_func ("/recipe/missing-groups-are-named", test_missing_groups);
  g_test_add_func ("/recipe/at-most-32-data-sets", test_too_many_groups);
  g_test_add_func ("/recipe/line-ends-and-comments-of-any-kind", test_line_ends_and_comments);
  g_test_add_func ("/recipe/comments-behind-values-and-groups", test_comments_behind_values);
  g_test_add_func ("/recipe/the-readme-shows-a-recipe", test_readme);
  g_test_add_func ("/recipe/paths-are-relative-to-the-recipe", test_relative_to_the_working_folder);
  g_test_add_func ("/recipe/ranges-are-parsed", test_ranges);
  g_test_add_func ("/recipe/edges-are-parsed", test_edges);
  g_test_add_func ("/recipe/a-comma-locale-changes-nothing", test_comma_locale);
  g_test_add_func ("/recipe/damaged-recipes-never-crash", test_mutations);
  g_test_add_func ("/recipe/names-that-would-overwrite-each-other-are-refused", test_names_that_collide);
  result = g_test_run ();
  remove_tree (folder);
  g_free (path);
  g_free (folder);
  return result;
}
