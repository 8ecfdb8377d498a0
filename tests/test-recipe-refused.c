/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recipes that are refused: by line, and with what was expected. */
#include "error.h"
#include "recipe.h"
#include "test-recipe-text.h"

#include <string.h>

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
      g_autofree char *text = vit_test_recipe_text (wrong[i].line, wrong[i].text, "\n");

      vit_test_recipe_refused (text, wrong[i].error_line, wrong[i].part);
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
    { 12, "file = a\nfitted = maybe", 13, "fitted: expected yes or no, found \"maybe\"" },
    { 12, "file = a\nfitted =", 13, "fitted: expected yes or no" },
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
  vit_test_recipe_refused ("[run]\nmoves = 10\n[data a]\ntype = rdf\nfile = x\n", 0, "[structure]");
  vit_test_recipe_refused ("[structure]\nstart = x\n[data a]\ntype = rdf\nfile = x\n", 0, "[run]");
  vit_test_recipe_refused ("[structure]\nstart = x\n[run]\nmoves = 10\n", 0, "[data NAME]");
  vit_test_recipe_refused ("# nothing\n", 0, "[data NAME]");
  vit_test_recipe_refused ("", 0, "expected");
}

static void
test_too_many_groups (void)
{
  g_autoptr (GString) text = g_string_new ("[structure]\nstart = x\n[run]\nmoves = 10\n");

  for (int i = 1; i <= 32; i++)
    g_string_append_printf (text, "[data %d]\ntype = rdf\nfile = x\n", i);
  {
    g_autoptr (VitRecipe) recipe = vit_test_recipe_try (text->str, -1, NULL);

    g_assert_nonnull (recipe);
    g_assert_cmpuint (recipe->data->len, ==, 32);
  }
  g_string_append (text, "[data 33]\ntype = rdf\nfile = x\n");
  vit_test_recipe_refused (text->str, 0, "at most 32 groups [data NAME], found 33");
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

/* Random bytes changed, put in or taken out: read or refused with the file's name, but never a crash. */
static void
test_mutations (void)
{
  g_autofree char *whole
      = vit_test_recipe_text (17, "edge = Cu-K\nfilter = 1.5:3.5\nsigma = 0.1 0.01 plateaus 4\nnoise = 0.01", "\n");
  g_autofree char *start = g_strconcat (vit_test_recipe_path, ":", NULL);
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
      recipe = vit_test_recipe_try (text->str, (gssize) text->len, &error);
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

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_recipe_set_up ();
  g_test_add_func ("/recipe/wrong-structures-are-refused-by-line", test_wrong_structure);
  g_test_add_func ("/recipe/wrong-runs-are-refused-by-line", test_wrong_run);
  g_test_add_func ("/recipe/wrong-data-are-refused-by-line", test_wrong_data);
  g_test_add_func ("/recipe/wrong-groups-are-refused-by-line", test_wrong_groups);
  g_test_add_func ("/recipe/missing-groups-are-named", test_missing_groups);
  g_test_add_func ("/recipe/at-most-32-data-sets", test_too_many_groups);
  g_test_add_func ("/recipe/damaged-recipes-never-crash", test_mutations);
  g_test_add_func ("/recipe/names-that-would-overwrite-each-other-are-refused", test_names_that_collide);
  result = g_test_run ();
  vit_test_recipe_tear_down ();
  return result;
}
