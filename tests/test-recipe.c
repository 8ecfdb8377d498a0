/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "recipe.h"
#include "test-recipe-text.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static VitRecipe *
read_with (guint line, const char *text)
{
  g_autofree char *all = vit_test_recipe_text (line, text, "\n");
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe = vit_test_recipe_try (all, -1, &error);

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

static void
test_defaults (void)
{
  g_autoptr (VitRecipe) recipe = read_with (0, "");
  const VitAnnealerSettings *settings = &recipe->settings;

  g_assert_cmpstr (recipe->path, ==, vit_test_recipe_path);
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
  g_autofree char *file = g_build_filename (vit_test_recipe_folder, "sq.dat", NULL);

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
  g_autofree char *target = g_build_filename (vit_test_recipe_folder, "glass.xyz", NULL);
  g_autofree char *feff = g_build_filename (vit_test_recipe_folder, "../feff", NULL);

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
  g_autofree char *a = g_build_filename (vit_test_recipe_folder, "a/b.xyz", NULL),
                  *b = g_build_filename (vit_test_recipe_folder, "b.xyz", NULL);

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
      g_autofree char *text = g_strconcat (vit_test_recipe_lines[11], "\nsigma = ", cases[i].text, NULL);
      g_autoptr (VitRecipe) recipe = read_with (12, text);
      const VitSchedule *schedule = &get_data (recipe, 0)->schedule;

      g_assert_cmpint (schedule->kind, ==, cases[i].expected.kind);
      g_assert_cmpfloat (schedule->start, ==, cases[i].expected.start);
      g_assert_cmpfloat (schedule->end, ==, cases[i].expected.end);
      if (schedule->kind == VIT_SCHEDULE_PLATEAUS)
        g_assert_cmpint (schedule->n_plateaus, ==, cases[i].expected.n_plateaus);
    }
}

static void
test_line_ends_and_comments (void)
{
  g_autofree char *text = vit_test_recipe_text (6, "; a comment = 1\n# another\n  ; and one indented", "\r\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = vit_test_recipe_try (text, -1, &error);

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
      recipe = vit_test_recipe_try (start, end - start, &error);
      g_assert_no_error (error);
      g_assert_nonnull (recipe);
      n++;
    }
  g_assert_cmpint (n, >, 0);
}

static void
test_relative_to_the_working_folder (void)
{
  g_autofree char *before = g_get_current_dir (), *text = vit_test_recipe_text (0, "", "\n"),
                  *name = g_path_get_basename (vit_test_recipe_path);
  g_autoptr (VitRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;

  recipe = vit_test_recipe_try (text, -1, NULL);
  g_assert_nonnull (recipe);
  g_clear_pointer (&recipe, vit_recipe_free);
  g_assert_cmpint (g_chdir (vit_test_recipe_folder), ==, 0);
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

static void
test_comma_locale (void)
{
  vit_test_set_comma_locale ();
  {
    g_autoptr (VitRecipe) recipe = read_with (12, "target = a\nrange = 0.6:20:0.05\nsigma = 0.05 0.002");

    g_assert_cmpfloat_with_epsilon (recipe->cell.volume, 300 / 0.0615, 1e-8);
    g_assert_cmpfloat (get_data (recipe, 0)->range.low, ==, 0.6);
    g_assert_cmpfloat (get_data (recipe, 0)->schedule.end, ==, 0.002);
    g_assert_cmpfloat_with_epsilon (recipe->composition.count[0] / recipe->composition.count[1], 64.0 / 36, 1e-12);
  }
  setlocale (LC_ALL, "C");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_recipe_set_up ();
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
  g_test_add_func ("/recipe/line-ends-and-comments-of-any-kind", test_line_ends_and_comments);
  g_test_add_func ("/recipe/comments-behind-values-and-groups", test_comments_behind_values);
  g_test_add_func ("/recipe/the-readme-shows-a-recipe", test_readme);
  g_test_add_func ("/recipe/paths-are-relative-to-the-recipe", test_relative_to_the_working_folder);
  g_test_add_func ("/recipe/ranges-are-parsed", test_ranges);
  g_test_add_func ("/recipe/edges-are-parsed", test_edges);
  g_test_add_func ("/recipe/a-comma-locale-changes-nothing", test_comma_locale);
  result = g_test_run ();
  vit_test_recipe_tear_down ();
  return result;
}
