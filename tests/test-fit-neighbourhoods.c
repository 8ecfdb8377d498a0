/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recipes that speak of neighbours: what they mean, and what they say where something is wrong. */
#include "coordination.h"
#include "cutoffs.h"
#include "data-term.h"
#include "error.h"
#include "fit.h"
#include "recipe-constraint.h"
#include "test-folder.h"
#include "test-recipe-text.h"
#include "test-support.h"
#include "value-term.h"

#include <math.h>
#include <string.h>

/* The model is small.xyz: 192 Cu and 108 Zr, in a cube of 16.96 Å. The groups begin in line 5 of the recipe. */
static VitFit *
try_fit (const char *groups, GError **error)
{
  g_autofree char *text = g_strdup_printf ("[structure]\nstart = $SMALL\n[run]\nmoves = 1000\n%s", groups);

  return vit_test_recipe_try_fit (text, error);
}

static VitFit *
new_fit (const char *groups)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = try_fit (groups, &error);

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

static const VitNeighbourhood *
get_neighbourhood (const VitFit *fit, guint index)
{
  return &((const VitRecipeData *) fit->recipe->data->pdata[index])->neighbourhood;
}

/* The analysis of small.xyz with one cut-off. */
static VitCoordination *
analyse (double r)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read ("tests/data/small.xyz");
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (configuration, r);

  return vit_coordination_new (configuration, list);
}

#define SQ "[data S]\ntype = xray-sq\ntarget = $SMALL\n"
#define COORDINATION "[data N]\ntype = coordination\npair = Zr-Cu\ncutoff = 3.6\n"
#define ANGLES "[data A]\ntype = bond-angles\ncentre = Cu\ncutoff = 3.6\n"

/* The start is the target: nothing differs. */
static void
test_targets (void)
{
  g_autoptr (VitFit) fit = new_fit (COORDINATION "target = $SMALL\nsigma = 0.2 0.02\n" ANGLES
                                                 "target = $SMALL\nneighbours = Cu-Zr\nbins = 18\n");
  const VitTerm *counts = get_term (fit, "N"), *angles = get_term (fit, "A");
  g_autoptr (VitCoordination) analysis = analyse (3.6);
  const VitObservable *observable = vit_data_term_get_observable (counts);
  double mean = 0, sum = 0;

  g_assert_cmpfloat (counts->delta2, ==, 0);
  g_assert_cmpfloat (angles->delta2, ==, 0);
  g_assert_cmpfloat (counts->schedule.start, ==, 0.2);
  g_assert_cmpfloat (angles->schedule.start, ==, 0.1);
  g_assert_cmpuint (vit_data_term_get_observable (angles)->n_points, ==, 19);
  for (gsize n = 0; n < observable->n_points; n++)
    {
      mean += (double) n * vit_data_term_get_target (counts)[n];
      sum += vit_data_term_get_target (counts)[n];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (mean, analysis->partial[1][0], 1e-9);
  /* Room for models with more neighbours than the target. */
  g_assert_cmpfloat (vit_data_term_get_target (counts)[observable->n_points - 5], >, 0);
  g_assert_cmpfloat (vit_data_term_get_target (counts)[observable->n_points - 4], ==, 0);
  /* No histogram where nobody needs one. */
  g_assert_null (vit_annealer_get_model (fit->annealer)->histogram);
  g_assert_cmpfloat (vit_annealer_get_model (fit->annealer)->near_radius, ==, 3.6);
}

static void
test_constraints (void)
{
  g_autoptr (VitFit) fit
      = new_fit (SQ "[constraint Z]\ntype = coordination\npair = Cu-all\ncutoff = 3.6\nequal = 9\nsigma = 0.5 0.05\n"
                    "[constraint a]\ntype = chemical-order\npair = Cu-Zr\ncutoff = 3.6\nat-most = -0.1\nsigma = 0.01\n"
                    "[constraint i]\ntype = voronoi-class\nclass = <0,0,12,0>\ncentre = all\nat-least = 0.15\n"
                    "sigma = 0.01\n");
  g_autoptr (VitCoordination) analysis = analyse (3.6);

  g_assert_cmpfloat_with_epsilon (vit_value_term_get_value (get_term (fit, "Z")), analysis->mean[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (vit_value_term_get_value (get_term (fit, "a")),
                                  vit_coordination_get_warren_cowley (analysis, 0, 1), 1e-9);
  g_assert_cmpfloat (vit_value_term_get_wanted (get_term (fit, "Z")), ==, 9);
  g_assert_cmpint (vit_value_term_get_form (get_term (fit, "a")), ==, VIT_VALUE_AT_MOST);
  g_assert_true (vit_term_is_slow (get_term (fit, "i")));
  g_assert_false (vit_term_is_slow (get_term (fit, "a")));
}

/* Left out, they are those of the analysis of the target, pair by pair; named, they stand beside them. */
static void
test_cutoffs (void)
{
  g_autofree char *glass = vit_test_path ("data/glasses/cu64zr36.xyz");
  g_autofree char *text
      = g_strdup_printf ("[data N]\ntype = coordination\npair = Cu-Zr\ntarget = %s\n"
                         "[data A]\ntype = bond-angles\ncentre = Zr\ntarget = %s\ncutoff = Zr-Zr 4.1\n"
                         "[constraint a]\ntype = chemical-order\npair = Zr-Cu\nequal = 0\nsigma = 0.1\n",
                         glass, glass);
  g_autoptr (VitFit) fit = new_fit (text);
  g_autoptr (VitConfiguration) target = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  double expected[VIT_MAX_PAIRS];
  g_autoptr (GError) error = NULL;
  const VitRecipeConstraint *constraint = fit->recipe->constraints->pdata[0];
  int cu = vit_configuration_find_species (target, 29), zr = vit_configuration_find_species (target, 40);
  double cu_zr, zr_zr;

  vit_cutoffs_choose (target, NULL, expected, &error);
  g_assert_no_error (error);
  cu_zr = expected[vit_pair_index (2, cu, zr)];
  zr_zr = expected[vit_pair_index (2, zr, zr)];
  /* Of the model, Cu is the first species. */
  g_assert_cmpfloat_with_epsilon (get_neighbourhood (fit, 0)->cutoff[1], cu_zr, 1e-9);
  g_assert_cmpfloat (get_neighbourhood (fit, 0)->cutoff[0], ==, 0);
  g_assert_cmpfloat (get_neighbourhood (fit, 0)->cutoff[2], ==, 0);
  g_assert_cmpfloat_with_epsilon (get_neighbourhood (fit, 1)->cutoff[1], cu_zr, 1e-9);
  g_assert_cmpfloat (get_neighbourhood (fit, 1)->cutoff[2], ==, 4.1);
  g_assert_cmpint (get_neighbourhood (fit, 1)->n_bins, ==, 36);
  g_assert_cmpfloat_with_epsilon (constraint->neighbourhood.cutoff[1], cu_zr, 1e-9);
  g_assert_cmpfloat_with_epsilon (constraint->neighbourhood.cutoff[2], zr_zr, 1e-9);
}

/* A file has the target that its configuration would give. */
static void
test_files (void)
{
  g_autoptr (VitFit) target = new_fit (COORDINATION "target = $SMALL\n" ANGLES "target = $SMALL\n"), file = NULL;
  static const char *const names[] = { "N", "A" };

  for (int k = 0; k < 2; k++)
    {
      const VitTerm *term = get_term (target, names[k]);
      const VitObservable *observable = vit_data_term_get_observable (term);
      g_autoptr (GString) text = g_string_new ("# x y\n\n");
      g_autofree char *name = g_strconcat (names[k], ".dat", NULL);

      /* Coordination numbers that no atom has may be left out. */
      for (gsize i = 0; i < observable->n_points; i++)
        if (k == 1 || vit_data_term_get_target (term)[i] > 0)
          g_string_append_printf (text, "%.10g %.12g\n", observable->x[i], vit_data_term_get_target (term)[i]);
      vit_test_folder_write (name, text->str);
    }
  file = new_fit (COORDINATION "file = N.dat\n" ANGLES "file = A.dat\n");
  for (int k = 0; k < 2; k++)
    {
      const VitTerm *a = get_term (target, names[k]), *b = get_term (file, names[k]);
      gsize n = vit_data_term_get_observable (a)->n_points;

      g_assert_cmpuint (n, ==, vit_data_term_get_observable (b)->n_points);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (vit_data_term_get_target (a)[i], vit_data_term_get_target (b)[i], 1e-9);
      g_assert_cmpfloat (b->delta2, <, 1e-15);
    }
  g_assert_cmpuint (file->notes->len, ==, 0);
}

/* Some write densities of area 1: that is said. */
static void
test_area_of_angles_is_noted (void)
{
  g_autoptr (VitFit) fit = NULL;

  vit_test_folder_write ("one.dat", "0 0\n60 0.01\n120 0.005\n180 0.003334\n");
  fit = new_fit (ANGLES "file = one.dat\n");
  g_assert_cmpuint (fit->notes->len, ==, 1);
  g_assert_nonnull (strstr (fit->notes->pdata[0], "number of angles"));
}

/* A fit runs, and its sums stay those from scratch. */
static void
test_run (void)
{
  g_autoptr (VitFit) fit
      = new_fit (SQ COORDINATION "target = $SMALL\n" ANGLES "target = $SMALL\n"
                                 "[constraint Z]\ntype = coordination\npair = Zr-Zr\nequal = 5\nsigma = 0.5\n"
                                 "[constraint a]\ntype = chemical-order\npair = Cu-Zr\nequal = 0\nsigma = 0.1\n"
                                 "[moves]\nswap = 0.1\ncluster = 0.1\n");
  g_autoptr (GError) error = NULL;

  vit_annealer_run (fit->annealer, 3000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vit_annealer_get_counts (fit->annealer)->accepted, >, 10);
  vit_annealer_rebuild (fit->annealer, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (vit_annealer_get_counts (fit->annealer)->worst_rebuild, <, 1e-6);
}

/* Returns: what is said of groups that must be refused. */
static GError *
refuse (const char *groups)
{
  GError *error = NULL;
  g_autoptr (VitFit) fit = try_fit (groups, &error);

  if (fit != NULL)
    g_error ("expected an error, but it was taken: %s", groups);
  return error;
}

/* What is wrong, in which line of the recipe, and words of the message. */
typedef struct
{
  const char *groups;
  int line;
  const char *part;
} Wrong;

static void
assert_all_refused (gsize n, const Wrong *wrong)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = refuse (wrong[i].groups);

      vit_test_assert_message (error, vit_test_recipe_path, wrong[i].line, wrong[i].part);
    }
}

/* What is wrong with x.dat, in which line, and words of the message. */
static void
assert_file_refused (const char *text, const char *groups, const char *where, const char *part)
{
  g_autoptr (GError) error = NULL;

  vit_test_folder_write ("x.dat", text);
  error = refuse (groups);
  g_test_message ("%s", error->message);
  if (strstr (error->message, where) == NULL || strstr (error->message, part) == NULL)
    g_error ("expected \"%s … %s\" in \"%s\"", where, part, error->message);
}

#define N_ "[data N]\ntype = coordination\n"
#define A_ "[data A]\ntype = bond-angles\n"
#define T_ "target = $SMALL\n"

static void
test_wrong_data (void)
{
  static const Wrong wrong[] = {
    { N_ T_, 5, "pair: expected a pair" },
    { N_ T_ "pair = Cu", 8, "found \"Cu\"" },
    { N_ T_ "pair = Cu-Xx", 8, "found \"Cu-Xx\"" },
    { N_ T_ "pair = Cu-Ta\ncutoff = 3", 8, "(Cu, Zr), found Ta" },
    { N_ T_ "pair = Cu-Zr\ncutoff = 9", 9, "up to the radius" },
    { N_ T_ "pair = Cu-Zr\ncutoff = 0", 9, "above 0" },
    { N_ T_ "pair = Cu-Zr\ncutoff = far", 9, "cutoff: expected" },
    { N_ T_ "pair = Cu-Zr\ncutoff = Cu-Ta 3", 9, "Cu-Ta" },
    { N_ T_ "pair = Cu-Zr\nrange = 1:2", 9, "\"range\"" },
    { N_ "pair = Cu-Zr\ncutoff = 3", 5, "either file (data) or target" },
    { N_ "pair = Cu-Zr\nfile = good.dat", 5, "expected cutoff, in Å, of Cu-Zr" },
    { A_ T_, 5, "centre: expected" },
    { A_ T_ "centre = Xx", 8, "found \"Xx\"" },
    { A_ T_ "centre = Ta\ncutoff = 3", 8, "found Ta" },
    { A_ T_ "centre = Cu\nneighbours = Zr", 9, "found \"Zr\"" },
    { A_ T_ "centre = Cu\nneighbours = Zr-Ta\ncutoff = 3", 8, "found Ta" },
    { A_ T_ "centre = Cu\nbins = 1", 9, "from 2 to 1800" },
    { A_ T_ "centre = Cu\ncutoff = 1", 5, "0 everywhere" },
    { A_ T_ "centre = Cu\npair = Cu-Zr", 9, "\"pair\"" },
  };

  vit_test_folder_write ("good.dat", "4 0.5\n5 0.5\n");
  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

static void
test_wrong_files (void)
{
  static const struct
  {
    const char *text;
    gboolean angles;
    const char *where;
    const char *part;
  } wrong[] = {
    { "0 0.5\n1 -0.1\n2 0.6\n", FALSE, "x.dat:2", "fraction from 0 to 1, found -0.1" },
    { "0 0.5\n1 1.5\n", FALSE, "x.dat:2", "found 1.5" },
    { "0 0.5\n0 0.5\n", FALSE, "x.dat:2", "rising" },
    { "0 0.5\n1.5 0.5\n", FALSE, "x.dat:2", "whole" },
    { "-1 0.5\n1 0.5\n", FALSE, "x.dat:1", "found -1" },
    { "0 0.5\n1e9 0.5\n", FALSE, "x.dat:2", "found 1e+09" },
    { "0 0.5\n1 a\n", FALSE, "x.dat:2", "two numbers" },
    { "0 0.5\n1 0.5 3\n", FALSE, "x.dat:2", "two numbers" },
    { "0 0.5\n1 0.2\n", FALSE, "x.dat", "add up to 1, found 0.7" },
    { "# no rows\n", FALSE, "x.dat", "at least 2 rows" },
    { "0 1\n90 -2\n180 1\n", TRUE, "x.dat:2", "0 or more, found -2" },
    { "0 1\n80 2\n180 1\n", TRUE, "x.dat:2", "2 even steps, found 80" },
    { "0 0\n90 0\n180 0\n", TRUE, "x.dat", "not all of them 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_file_refused (wrong[i].text, wrong[i].angles ? ANGLES "file = x.dat\n" : COORDINATION "file = x.dat\n",
                         wrong[i].where, wrong[i].part);
  assert_file_refused ("0 1\n90 2\n180 1\n", ANGLES "file = x.dat\nbins = 3\n", "x.dat", "3 even steps, found 90");
}

#define Z_ SQ "[constraint Z]\ntype = coordination\n"
#define O_ SQ "[constraint O]\ntype = chemical-order\n"
#define V_ SQ "[constraint V]\ntype = voronoi-class\n"
#define W_ "at-least = 0.1\nsigma = 0.01\n"

static void
test_wrong_constraints (void)
{
  static const Wrong wrong[] = {
    { Z_ W_, 8, "pair: expected" },
    { Z_ W_ "pair = Cu-Ta\ncutoff = 3", 12, "found Ta" },
    { Z_ W_ "pair = Cu-Zr\ncutoff = 9", 13, "up to the radius" },
    { Z_ "pair = Cu-Zr\nequal = -1\nsigma = 1", 8, "from 0 to 100" },
    { Z_ "pair = Cu-Zr\nsigma = 1", 8, "one of equal" },
    { Z_ "pair = Cu-Zr\nequal = 5", 8, "expected sigma" },
    { Z_ W_ "pair = Cu-Zr\ntemperature = 300", 13, "\"temperature\"" },
    { O_ W_ "pair = Cu-all", 12, "found \"Cu-all\"" },
    { O_ W_ "pair = Zr-Ta\ncutoff = 3", 12, "found Ta" },
    { V_ W_ "class = 0,0,12,0", 8, "centre: expected" },
    { V_ W_ "centre = Cu", 8, "class: expected a Voronoi index" },
    { V_ W_ "centre = Cu\nclass = 0,0,12", 13, "found \"0,0,12\"" },
    { V_ W_ "centre = Cu\nclass = 0,0,x,0", 13, "class: expected a Voronoi index" },
    { V_ W_ "centre = Ta\nclass = 0,0,12,0", 12, "found Ta" },
    { V_ "at-least = 15\nsigma = 1\ncentre = Cu\nclass = 0,0,12,0", 8, "from 0 to 1, found 15" },
    { V_ W_ "centre = Cu\nclass = 0,0,12,0\ncutoff = 3", 14, "\"cutoff\"" },
  };

  assert_all_refused (G_N_ELEMENTS (wrong), wrong);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_recipe_set_up ();
  g_test_add_func ("/fit-neighbourhoods/targets are those of the analysis", test_targets);
  g_test_add_func ("/fit-neighbourhoods/constraints are those of the analysis", test_constraints);
  g_test_add_func ("/fit-neighbourhoods/cut-offs left out are minima of the target", test_cutoffs);
  g_test_add_func ("/fit-neighbourhoods/files give the same as targets", test_files);
  g_test_add_func ("/fit-neighbourhoods/an area of 1 is noted", test_area_of_angles_is_noted);
  g_test_add_func ("/fit-neighbourhoods/a fit of all runs, with swaps and clusters", test_run);
  g_test_add_func ("/fit-neighbourhoods/wrong data sets are refused", test_wrong_data);
  g_test_add_func ("/fit-neighbourhoods/wrong files are refused", test_wrong_files);
  g_test_add_func ("/fit-neighbourhoods/wrong constraints are refused", test_wrong_constraints);
  result = g_test_run ();
  vit_test_recipe_tear_down ();
  return result;
}
