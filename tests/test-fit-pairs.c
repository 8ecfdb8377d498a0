/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data sets of pairs of elements, and totals by other weights, from files and from targets. */
#include "data-term.h"
#include "error.h"
#include "fit.h"
#include "rdf-observable.h"
#include "test-folder.h"
#include "test-recipe-text.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

#define RHO (300 / pow (16.9595911995865, 3)) /* of tests/data/small.xyz, whose g(r) ends at 8.46 Å */

/* The model is small.xyz. The group is line 6 of the recipe. */
static VitFit *
try_fit (const char *structure, const char *data, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("[structure]\nstart = $SMALL\n%s\n[run]\nmoves = 1000\n[data S]\n%s", structure, data);

  return vit_test_recipe_try_fit (text, error);
}

static VitFit *
new_fit_with (const char *structure, const char *data)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = try_fit (structure, data, &error);

  g_assert_no_error (error);
  return fit;
}

static VitFit *
new_fit (const char *data)
{
  return new_fit_with ("", data);
}

static const VitTerm *
get_term (const VitFit *fit)
{
  return vit_annealer_get_term (fit->annealer, 0);
}

static const VitObservable *
get_observable (const VitFit *fit)
{
  return vit_data_term_get_observable (get_term (fit));
}

/* The target's curve in a form: y → scale x^power (y − shift). */
static void
write_curve (const VitFit *fit, const char *name, double shift, double scale, int power)
{
  const VitObservable *observable = get_observable (fit);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < observable->n_points; i++)
    {
      double x = observable->x[i], y = vit_data_term_get_target (get_term (fit))[i];

      g_string_append_printf (text, "%.14g %.14g\n", x, scale * pow (x, power) * (y - shift));
    }
  vit_test_folder_write (name, text->str);
}

static void
assert_same_target (const VitFit *a, const VitFit *b, double tolerance)
{
  gsize n = get_observable (a)->n_points;
  const double *of_a = vit_data_term_get_target (get_term (a)), *of_b = vit_data_term_get_target (get_term (b));

  g_assert_cmpuint (n, ==, get_observable (b)->n_points);
  g_assert_cmpfloat (vit_test_largest_difference (n, get_observable (a)->x, get_observable (b)->x), <, 1e-9);
  g_assert_cmpfloat (vit_test_largest_difference (n, of_a, of_b), <, tolerance * vit_test_largest (n, of_a));
}

/* The file holds the curve of the model itself, so that δ² is 0 to the digits that were written. */
static void
assert_file_is_target (const VitFit *target, const char *data)
{
  g_autoptr (VitFit) file = new_fit (data);

  assert_same_target (target, file, 1e-10);
  g_assert_cmpfloat (get_term (file)->delta2, <, 1e-12);
}

#define PARTIAL "type = partial-sq\npair = Cu-Zr\n"

static void
test_forms_of_partial_sq (void)
{
  g_autoptr (VitFit) target = new_fit (PARTIAL "target = $SMALL\nrange = 0.6:15:0.1\n");

  g_assert_cmpstr (get_observable (target)->kind->id, ==, "partial-sq");
  write_curve (target, "s.dat", 0, 1, 0);
  assert_file_is_target (target, PARTIAL "file = s.dat\nform = S(q)\nunit = A\n");
  assert_file_is_target (target, PARTIAL "file = s.dat\n");
  write_curve (target, "s.dat", 1, 1, 0);
  assert_file_is_target (target, PARTIAL "file = s.dat\nform = S(q)-1\nunit = A\n");
  write_curve (target, "s.dat", 1, 1, 1);
  assert_file_is_target (target, PARTIAL "file = s.dat\nform = q[S(q)-1]\nunit = A\n");
}

/* As all S(q), a measured partial is convolved with the transform of the window as the model's is. */
static void
test_window_on_partial_sq (void)
{
  g_autoptr (VitFit) whole = new_fit (PARTIAL "target = $SMALL\nrange = 0:30:0.02\n");
  const char *file = PARTIAL "file = s.dat\nform = S(q)\nunit = A\nrange = 1:18:0.1\n";
  g_autoptr (VitFit) windowed = NULL, bare = NULL;

  write_curve (whole, "s.dat", 0, 1, 0);
  windowed = new_fit_with ("rmax = 7", file);
  bare = new_fit_with ("rmax = 7\nwindow = none", file);
  g_test_message ("R² of the same configuration: %.5f, without a window %.5f",
                  vit_data_term_get_r2 (get_term (windowed)), vit_data_term_get_r2 (get_term (bare)));
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (windowed)), >, 0.9995);
  g_assert_cmpfloat (vit_data_term_get_r2 (get_term (bare)), <, 0.999);
}

static void
test_forms_of_reduced_rdf (void)
{
  static const char *const keys[] = { "", "pair = Cu-Zr\n", "weights = xray\n", "weights = neutron\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *common = g_strconcat ("type = reduced-rdf\n", keys[i], NULL);
      g_autofree char *data = g_strconcat (common, "target = $SMALL\nrange = 1:8\n", NULL);
      g_autofree char *pdf = g_strconcat (common, "file = g.dat\nform = G(r)\nunit = A\n", NULL);
      g_autofree char *plain = g_strconcat (common, "file = g.dat\nform = g(r)-1\nunit = A\n", NULL);
      g_autoptr (VitFit) target = new_fit (data);

      g_assert_cmpstr (get_observable (target)->y_name, ==, "G_A^-2");
      write_curve (target, "g.dat", 0, 1, 0);
      assert_file_is_target (target, pdf);
      write_curve (target, "g.dat", 0, 1 / (4 * G_PI * RHO), -1);
      assert_file_is_target (target, plain);
    }
}

/* Weights that differ give targets that differ; in the alloy X-rays see Zr more than neutrons do. */
static void
test_weights (void)
{
  g_autoptr (VitFit) atoms = new_fit ("type = rdf\ntarget = $SMALL\nrange = 2:4\n");
  g_autoptr (VitFit) named = new_fit ("type = rdf\nweights = atoms\npair = total\ntarget = $SMALL\nrange = 2:4\n");
  g_autoptr (VitFit) xray = new_fit ("type = rdf\nweights = xray\ntarget = $SMALL\nrange = 2:4\n");
  g_autoptr (VitFit) neutron = new_fit ("type = rdf\nweights = neutron\ntarget = $SMALL\nrange = 2:4\n");
  gsize n = get_observable (atoms)->n_points;

  assert_same_target (atoms, named, 1e-15);
  g_assert_cmpfloat (vit_test_largest_difference (n, vit_data_term_get_target (get_term (atoms)),
                                                  vit_data_term_get_target (get_term (xray))),
                     >, 0.05);
  g_assert_cmpfloat (vit_test_largest_difference (n, vit_data_term_get_target (get_term (xray)),
                                                  vit_data_term_get_target (get_term (neutron))),
                     >, 0.05);
}

/* A file of all partials, as vitrum-cli compute prints them: the column of the pair is found. */
static void
test_column_of_the_pair (void)
{
  static const char *const headers[] = { "r_A,g_total,g_CuCu,g_CuZr,g_ZrZr", "# r (Å), total, Cu-Cu, Zr-Cu, Zr-Zr" };
  g_autoptr (VitFit) target = new_fit ("type = rdf\npair = Cu-Zr\ntarget = $SMALL\n");
  const VitObservable *observable = get_observable (target);

  for (gsize h = 0; h < G_N_ELEMENTS (headers); h++)
    {
      g_autoptr (GString) text = g_string_new (headers[h]);

      for (gsize i = 0; i < observable->n_points; i++)
        g_string_append_printf (text, "\n%.14g,1,2,%.14g,3", observable->x[i],
                                vit_data_term_get_target (get_term (target))[i]);
      g_string_append_c (text, '\n');
      vit_test_folder_write ("all.csv", text->str);
      assert_file_is_target (target, "type = rdf\npair = Cu-Zr\nfile = all.csv\nform = g(r)\n");
      assert_file_is_target (target, "type = rdf\npair = Zr-Cu\nfile = all.csv\nform = g(r)\ncolumns = 1 4\n");
    }
}

/* What lies beyond the model is left out and said. */
static void
test_file_goes_on_beyond_the_model (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VitFit) fit = NULL;
  gboolean said = FALSE;

  for (int i = 1; i <= 300; i++)
    g_string_append_printf (text, "%g %g\n", 0.05 * i, 1 + exp (-0.2 * i) * sin (0.1 * i));
  vit_test_folder_write ("long.dat", text->str);
  fit = new_fit ("type = reduced-rdf\nfile = long.dat\nform = g(r)\nunit = A\n");
  g_assert_cmpfloat (get_observable (fit)->x[get_observable (fit)->n_points - 1], <, 8.48);
  for (guint i = 0; i < fit->notes->len; i++)
    said = said || strstr (fit->notes->pdata[i], "15 Å") != NULL;
  g_assert_true (said);
}

typedef struct
{
  const char *data;
  int line, code;
  const char *part;
} Wrong;

static void
test_wrong_data (void)
{
  static const Wrong wrong[] = {
    { "type = rdf\ntarget = $SMALL\nrange = 1:9\n", 9, VIT_ERROR_RANGE, "r up to 8.46 Å" },
    { "type = reduced-rdf\ntarget = $SMALL\nrange = 9:12\n", 9, VIT_ERROR_RANGE, "found up to 12 Å" },
    { "type = reduced-rdf\nfile = s.csv\nform = G(r)\nrange = 1:20\n", 10, VIT_ERROR_RANGE, "r up to 8.46 Å" },
    { PARTIAL "file = s.csv\nform = S(q)\nrange = 0.2:8\n", 11, VIT_ERROR_RANGE, "q from 0.371 Å⁻¹ on" },
    { "type = xray-sq\nfile = s.csv\nform = S(q)\nrange = 0.2:8\n", 10, VIT_ERROR_RANGE, "q from 0.371 Å⁻¹ on" },
    { "type = partial-sq\npair = Cu-Ta\ntarget = $SMALL\n", 8, VIT_ERROR_INPUT, "elements (Cu, Zr), found Cu-Ta" },
    { "type = rdf\ntarget = $SMALL\npair = Ta-Ta\n", 9, VIT_ERROR_INPUT, "elements (Cu, Zr), found Ta-Ta" },
    { "type = partial-sq\nfile = s.csv\n", 6, VIT_ERROR_INPUT, "expected a pair" },
    { "type = rdf\nfile = s.csv\nweights = mass\n", 9, VIT_ERROR_INPUT, "atoms, xray or neutron" },
    { PARTIAL "file = s.csv\n", 6, VIT_ERROR_INPUT, "expected a column of Cu-Zr" },
    { PARTIAL "file = s.csv\nform = G(r)\n", 6, VIT_ERROR_INPUT, "over q" },
    { PARTIAL "file = none.dat\n", 6, -1, "none.dat" },
  };

  vit_test_folder_write ("s.csv", "q_1/A,S_CuCu,S_ZrZr\n0.2,0,0\n0.4,0.1,0.2\n1,0.5,0.3\n2,2,1\n4,1,1\n8,1,1\n");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VitFit) fit = try_fit ("", wrong[i].data, &error);

      if (fit != NULL)
        g_error ("expected an error with \"%s\", but \"%s\" was taken", wrong[i].part, wrong[i].data);
      if (wrong[i].code >= 0)
        g_assert_error (error, VIT_ERROR, wrong[i].code);
      vit_test_assert_message (error, vit_test_recipe_path, wrong[i].line, wrong[i].part);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_recipe_set_up ();
  g_test_add_func ("/fit-pairs/partial S(q) from a file in any form is that of a target", test_forms_of_partial_sq);
  g_test_add_func ("/fit-pairs/partial S(q) from a file is convolved with the window", test_window_on_partial_sq);
  g_test_add_func ("/fit-pairs/G(r) from a file in any form is that of a target", test_forms_of_reduced_rdf);
  g_test_add_func ("/fit-pairs/weights tell totals apart", test_weights);
  g_test_add_func ("/fit-pairs/the column of the pair is taken", test_column_of_the_pair);
  g_test_add_func ("/fit-pairs/data beyond the model are left out and it is said", test_file_goes_on_beyond_the_model);
  g_test_add_func ("/fit-pairs/wrong data sets are refused with file and line", test_wrong_data);
  result = g_test_run ();
  vit_test_recipe_tear_down ();
  return result;
}
