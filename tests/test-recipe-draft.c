/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "closest-approach.h"
#include "error.h"
#include "fit.h"
#include "recipe-draft.h"
#include "test-folder.h"
#include "test-recipe-text.h"
#include "test-support.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static const char *path; /* of the recipe that each test writes */

static VitDataDraft *
add_data (VitRecipeDraft *draft, VitDataKind kind, const char *file)
{
  VitDataDraft *data = vit_data_draft_new (kind);

  data->file = g_strdup (file);
  if (kind == VIT_DATA_EXAFS)
    {
      data->edge = g_strdup ("Cu-K");
      data->feff = vit_test_path ("data/feff");
    }
  data->name = vit_data_draft_make_name (data);
  g_ptr_array_add (draft->data, data);
  return data;
}

static VitConstraintDraft *
add_constraint (VitRecipeDraft *draft, const char *name)
{
  VitComposition sample;
  VitConstraintDraft *constraint;

  g_assert_true (vit_composition_parse (&sample, draft->composition, NULL));
  constraint = vit_constraint_draft_new (VIT_CONSTRAINT_COORDINATION, &sample);
  constraint->name = g_strdup (name);
  constraint->wanted = g_strdup ("6");
  g_ptr_array_add (draft->constraints, constraint);
  return constraint;
}

/* One data set of each kind, with every setting other than the default. */
static VitRecipeDraft *
make_draft (void)
{
  VitRecipeDraft *draft = vit_recipe_draft_new ();
  VitDataDraft *data;

  draft->composition = g_strdup ("Cu64Zr36");
  draft->n_atoms = 1234;
  draft->density = 7.47;
  draft->density_unit = VIT_DENSITY_MASS;
  draft->n_moves = 1234567;
  draft->seed = 99;
  data = add_data (draft, VIT_DATA_XRAY_SQ, "/data/x ray#1.dat");
  data->columns = (VitColumnOptions){ VIT_FORM_Q_S_MINUS_1, 1, 2, 5, 0, NULL };
  data->range_given = TRUE;
  data->range = (VitRange){ 0.8, 18.1, 0.1 };
  data->schedule = (VitSchedule){ VIT_SCHEDULE_PLATEAUS, 0.03, 1.0 / 3000, 7 };
  data->weight = 0.1;
  data = add_data (draft, VIT_DATA_NEUTRON_SQ, "/data/n.dat");
  data->schedule.kind = VIT_SCHEDULE_LINEAR;
  data = add_data (draft, VIT_DATA_EXAFS, "/data/cu.chi");
  data->columns.form = VIT_FORM_K3_CHI;
  data->columns.nanometres = 0;
  data->k_weight = 3;
  data->s02 = 0.9;
  data->e0_shift = -1.5;
  data->filter = (VitRange){ 1.25, 3.125, 0 };
  data = add_data (draft, VIT_DATA_RDF, "/data/g.dat");
  data->pair = g_strdup ("Cu-Zr");
  data = add_data (draft, VIT_DATA_REDUCED_RDF, "/data/pdf.gr");
  data->weights = VIT_RDF_WEIGHTS_NEUTRON;
  data = add_data (draft, VIT_DATA_PARTIAL_SQ, "/data/s.dat");
  data->pair = g_strdup ("Zr-Zr");
  data->watched = TRUE;
  return draft;
}

static void
assert_same_data (const VitRecipeData *found, const VitDataDraft *expected)
{
  g_assert_cmpint (found->kind, ==, expected->kind);
  g_assert_cmpstr (found->name, ==, expected->name);
  g_assert_cmpstr (found->file, ==, expected->file);
  g_assert_cmpint (found->columns.form, ==, expected->columns.form);
  g_assert_cmpint (found->columns.nanometres, ==, expected->columns.nanometres);
  g_assert_cmpint (found->columns.x_column, ==, expected->columns.x_column);
  g_assert_cmpint (found->columns.y_column, ==, expected->columns.y_column);
  g_assert_cmpint (found->fitted, ==, !expected->watched);
  g_assert_cmpint (found->range_given, ==, expected->range_given);
  if (expected->range_given)
    g_assert_cmpmem (&found->range, sizeof found->range, &expected->range, sizeof expected->range);
  g_assert_cmpint (found->schedule.kind, ==, expected->schedule.kind);
  g_assert_cmpfloat (found->schedule.start, ==, expected->schedule.start);
  g_assert_cmpfloat (found->schedule.end, ==, expected->schedule.end);
  g_assert_cmpint (found->schedule.n_plateaus, ==, expected->schedule.n_plateaus);
  g_assert_cmpfloat (found->weight, ==, expected->weight);
  g_assert_cmpstr (found->pair, ==, expected->pair != NULL ? expected->pair : "total");
  g_assert_cmpint (found->weights, ==, expected->weights);
  if (expected->kind != VIT_DATA_EXAFS)
    return;
  g_assert_cmpstr (found->absorber->symbol, ==, "Cu");
  g_assert_cmpstr (found->edge, ==, "K");
  g_assert_cmpstr (found->feff, ==, expected->feff);
  g_assert_cmpint (found->k_weight, ==, expected->k_weight);
  g_assert_cmpfloat (found->s02, ==, expected->s02);
  g_assert_cmpfloat (found->e0_shift, ==, expected->e0_shift);
  g_assert_cmpint (found->filtered, ==, expected->filtered);
  g_assert_cmpfloat (found->r_window.low, ==, expected->filter.low);
  g_assert_cmpfloat (found->r_window.high, ==, expected->filter.high);
}

static void
test_what_is_written_is_read_back (void)
{
  g_autoptr (VitRecipeDraft) draft = make_draft ();
  g_autoptr (VitRecipe) recipe = vit_test_recipe_write_and_read (draft, path);
  double rho = vit_recipe_draft_get_number_density (draft);

  g_assert_null (recipe->start);
  g_assert_cmpint (recipe->composition.n, ==, 2);
  g_assert_cmpuint (recipe->n_atoms, ==, draft->n_atoms);
  g_assert_cmpfloat_with_epsilon (recipe->cell.volume, 1234 / rho, 1e-6 * recipe->cell.volume);
  g_assert_cmpint (recipe->settings.n_moves, ==, draft->n_moves);
  g_assert_cmpuint (recipe->settings.seed, ==, draft->seed);
  g_assert_cmpuint (recipe->data->len, ==, draft->data->len);
  for (guint i = 0; i < draft->data->len; i++)
    assert_same_data (recipe->data->pdata[i], draft->data->pdata[i]);
}

static void
test_locale_with_a_comma_changes_nothing (void)
{
  g_autoptr (VitRecipeDraft) draft = make_draft ();
  g_autofree char *expected = NULL, *found = NULL;

  vit_recipe_draft_write (draft, path, NULL);
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  /* The build makes this locale, whatever the machine has. */
  g_assert_nonnull (setlocale (LC_NUMERIC, "de_DE.UTF-8"));
  vit_recipe_draft_write (draft, path, NULL);
  setlocale (LC_NUMERIC, "C");
  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);
}

static void
test_defaults_are_those_of_the_shipped_recipes (void)
{
  static const char *const names[] = { "ta", "cu50zr50", "cu64zr36" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("data/recipes/%s.ini", names[i]), *file = vit_test_path (name);
      g_autoptr (VitRecipe) recipe = vit_recipe_read (file, NULL);

      for (guint k = 0; k < recipe->data->len; k++)
        {
          const VitRecipeData *data = recipe->data->pdata[k];
          VitSchedule schedule = vit_data_kind_get_schedule (data->kind, i == 0 ? 1 : 2);

          g_assert_cmpfloat (schedule.start, ==, data->schedule.start);
          g_assert_cmpfloat (schedule.end, ==, data->schedule.end);
        }
    }
}

static void
test_closest_approaches_are_near_those_of_the_shipped_recipes (void)
{
  const VitElement *elements[] = { vit_element_by_symbol ("Cu", -1), vit_element_by_symbol ("Zr", -1) };
  const double shipped[] = { 1.9, 2.1, 2.3 };
  g_autofree char *text = vit_recipe_draft_suggest_closest (2, elements);
  double found[VIT_MAX_PAIRS];

  g_assert_true (vit_closest_approach_parse (text, 2, elements, found, NULL));
  for (int pair = 0; pair < 3; pair++)
    g_assert_cmpfloat_with_epsilon (found[pair], shipped[pair], 0.1 + 1e-9);
}

static void
test_densities_are_one_density (void)
{
  g_autoptr (VitRecipeDraft) draft = make_draft ();
  double rho = vit_recipe_draft_get_number_density (draft), volume;

  g_assert_cmpfloat_with_epsilon (rho, 0.0610, 0.0005); /* 7.47 g/cm³ over 73.5 g/mol */
  volume = 1234 / rho;
  draft->density = rho;
  draft->density_unit = VIT_DENSITY_NUMBER;
  for (int unit = 0; unit < 2; unit++)
    {
      g_autoptr (VitRecipe) recipe = vit_test_recipe_write_and_read (draft, path);

      g_assert_cmpfloat_with_epsilon (vit_recipe_draft_get_number_density (draft), rho, 1e-12);
      g_assert_cmpfloat_with_epsilon (recipe->cell.volume, volume, 1e-6 * volume);
      draft->density = cbrt (volume);
      draft->density_unit = VIT_DENSITY_EDGE;
    }
}

static void
test_a_fit_begins_from_a_draft (void)
{
  g_autoptr (VitRecipeDraft) draft = vit_recipe_draft_new ();
  const char *data;
  g_autoptr (GString) text = g_string_new ("# q S(q)\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFit) fit = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append_printf (text, "%.2f %.4f\n", 0.6 + 0.1 * i, 1 + exp (-0.1 * i) * sin (i) - exp (-0.5 * i));
  data = vit_test_folder_write ("sq.dat", text->str);
  draft->start = vit_test_path ("tests/data/small.xyz");
  draft->n_moves = 1000;
  add_data (draft, VIT_DATA_XRAY_SQ, data)->columns.form = VIT_FORM_S;
  fit = vit_fit_new (vit_test_recipe_write_and_read (draft, path), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vit_annealer_get_n_terms (fit->annealer), ==, 1);
  g_assert_cmpuint (vit_configuration_get_n_atoms (fit->start), >, 100);
}

/* Frees @text and sets it to a copy of @value. */
static void
set (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
spoil (VitRecipeDraft *draft, int how)
{
  VitDataDraft *sq = draft->data->pdata[0], *exafs = draft->data->pdata[2], *rdf = draft->data->pdata[3];

  switch (how)
    {
    case 0:
      set (&draft->composition, NULL);
      break;
    case 1:
      set (&draft->composition, "Cu64Xx36");
      break;
    case 2:
      draft->density = 0;
      break;
    case 3:
      draft->n_atoms = 0;
      break;
    case 4:
      draft->n_atoms = 1;
      break;
    case 5:
      g_ptr_array_set_size (draft->data, 0);
      break;
    case 6:
      set (&sq->file, NULL);
      break;
    case 7:
      set (&sq->file, "/data/one #two");
      break;
    case 8:
      set (&sq->name, "Neutron s_Q");
      break;
    case 9:
      set (&sq->name, "a [b]");
      break;
    case 10:
      sq->columns.form = VIT_FORM_CHI;
      break;
    case 11:
      sq->columns.y_column = sq->columns.x_column;
      break;
    case 12:
      sq->range.high = sq->range.low;
      break;
    case 13:
      sq->schedule.end = 0;
      break;
    case 14:
      sq->weight = -1;
      break;
    case 15:
      set (&exafs->edge, NULL);
      break;
    case 16:
      set (&exafs->edge, "Ta-L3");
      break;
    case 17:
      set (&exafs->feff, NULL);
      break;
    case 18:
      exafs->filter.high = 1;
      break;
    case 19:
      set (&rdf->pair, "Cu-Ta");
      break;
    case 20:
      draft->n_moves = 0;
      break;
    case 21:
      draft->seed = 0;
      break;
    case 22:
      g_clear_pointer (&add_constraint (draft, "Zr neighbours")->cutoff, g_free);
      break;
    case 23:
      add_constraint (draft, ((VitDataDraft *) draft->data->pdata[0])->name);
      break;
    case 24:
      draft->share[VIT_MOVE_SWAP] = draft->share[VIT_MOVE_BIASED] = 0.6;
      break;
    case 25:
      draft->share[VIT_MOVE_SWAP] = -0.1;
      break;
    case 26:
      for (guint i = 0; i < draft->data->len; i++)
        ((VitDataDraft *) draft->data->pdata[i])->watched = TRUE;
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_what_is_missing_or_wrong_is_said (void)
{
  static const char *const expected[] = { "composition",
                                          "no such element",
                                          "density",
                                          "atoms",
                                          "none would be",
                                          "1 to 32 data sets",
                                          "a file",
                                          "path of a file",
                                          "differ",
                                          "a name",
                                          "curve over q",
                                          "different columns",
                                          "range",
                                          "σ",
                                          "a weight",
                                          "edge such",
                                          "no Ta",
                                          "FEFF",
                                          "filter",
                                          "pair",
                                          "moves",
                                          "a seed",
                                          "cutoff",
                                          "no other data set or constraint",
                                          "at most 1",
                                          "swap: expected a number from 0 to 1",
                                          "all are only watched" };

  for (gsize how = 0; how < G_N_ELEMENTS (expected); how++)
    {
      g_autoptr (VitRecipeDraft) draft = make_draft ();
      g_autoptr (GError) error = NULL;

      spoil (draft, (int) how);
      g_assert_false (vit_recipe_draft_write (draft, path, &error));
      g_assert_true (error->domain == VIT_ERROR);
      if (strstr (error->message, expected[how]) == NULL)
        g_error ("expected \"%s\" in \"%s\"", expected[how], error->message);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  vit_test_folder_make ("draft");
  path = vit_test_folder_path ("recipe.ini");
  g_test_add_func ("/recipe-draft/what-is-written-is-read-back", test_what_is_written_is_read_back);
  g_test_add_func ("/recipe-draft/locale-with-a-comma-changes-nothing", test_locale_with_a_comma_changes_nothing);
  g_test_add_func ("/recipe-draft/defaults-are-those-of-the-shipped-recipes",
                   test_defaults_are_those_of_the_shipped_recipes);
  g_test_add_func ("/recipe-draft/closest-approaches-are-near-those-of-the-shipped-recipes",
                   test_closest_approaches_are_near_those_of_the_shipped_recipes);
  g_test_add_func ("/recipe-draft/densities-are-one-density", test_densities_are_one_density);
  g_test_add_func ("/recipe-draft/a-fit-begins-from-a-draft", test_a_fit_begins_from_a_draft);
  g_test_add_func ("/recipe-draft/what-is-missing-or-wrong-is-said", test_what_is_missing_or_wrong_is_said);
  status = g_test_run ();
  vit_test_folder_remove ();
  return status;
}
