/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "potential.h"
#include "recipe-draft.h"
#include "test-folder.h"
#include "test-recipe-text.h"

#include <math.h>
#include <string.h>

static VitComposition
make_sample (void)
{
  VitComposition sample;

  g_assert_true (vit_composition_parse (&sample, "Cu64Zr36", NULL));
  return sample;
}

static VitConstraintDraft *
new_draft (VitConstraintKind kind, const char *wanted)
{
  VitComposition sample = make_sample ();
  VitConstraintDraft *draft = vit_constraint_draft_new (kind, &sample);

  draft->name = vit_constraint_draft_make_name (draft);
  draft->wanted = g_strdup (wanted);
  if (kind == VIT_CONSTRAINT_ENERGY)
    draft->potential = g_strdup ("CuZr.eam.fs");
  return draft;
}

static void
set (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* A recipe with these constraints, and with or without data, read back. */
static VitRecipe *
write_and_read (GPtrArray *constraints, gboolean with_data)
{
  g_autoptr (VitRecipeDraft) draft = vit_recipe_draft_new ();

  draft->composition = g_strdup ("Cu64Zr36");
  draft->density = 7.47;
  draft->density_unit = VIT_DENSITY_MASS;
  draft->share[VIT_MOVE_SWAP] = 0.02;
  draft->share[VIT_MOVE_BIASED] = 0.5;
  if (with_data)
    {
      VitDataDraft *data = vit_data_draft_new (VIT_DATA_XRAY_SQ);

      data->file = g_strdup ("/data/sq.dat");
      data->name = g_strdup ("S");
      g_ptr_array_add (draft->data, data);
    }
  g_ptr_array_unref (draft->constraints);
  draft->constraints = constraints;
  return vit_test_recipe_write_and_read (draft, vit_test_folder_path ("recipe.ini"));
}

static void
test_what_is_written_is_read_back (void)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_constraint_draft_free);
  g_autoptr (VitRecipe) recipe = NULL;
  const VitRecipeConstraint *read;
  VitConstraintDraft *draft;

  g_ptr_array_add (drafts, new_draft (VIT_CONSTRAINT_ENERGY, NULL));
  draft = new_draft (VIT_CONSTRAINT_COORDINATION, "6.2");
  draft->form = VIT_VALUE_AT_MOST;
  set (&draft->cutoff, "3.6");
  set (&draft->weight, "2.5");
  set (&draft->schedule, "0.5 0.05 linear");
  draft->watched = TRUE;
  g_ptr_array_add (drafts, draft);
  g_ptr_array_add (drafts, new_draft (VIT_CONSTRAINT_CHEMICAL_ORDER, "-0.05"));
  g_ptr_array_add (drafts, new_draft (VIT_CONSTRAINT_VORONOI_CLASS, "0.15"));
  recipe = write_and_read (drafts, TRUE);

  g_assert_cmpfloat (recipe->settings.share[VIT_MOVE_SWAP], ==, 0.02);
  g_assert_cmpfloat (recipe->settings.share[VIT_MOVE_CLUSTER], ==, 0);
  g_assert_cmpfloat (recipe->settings.share[VIT_MOVE_BIASED], ==, 0.5);
  g_assert_cmpuint (recipe->constraints->len, ==, 4);
  read = recipe->constraints->pdata[0];
  g_assert_cmpint (read->form, ==, VIT_VALUE_BOLTZMANN);
  g_assert_true (read->fitted);
  g_assert_cmpstr (read->potential[0], ==, "CuZr.eam.fs");
  g_assert_cmpfloat (read->schedule.start, ==, 1500);
  g_assert_cmpfloat (read->schedule.end, ==, 300);
  read = recipe->constraints->pdata[1];
  g_assert_cmpstr (read->name, ==, "Cu-Zr coordination");
  g_assert_cmpint (read->form, ==, VIT_VALUE_AT_MOST);
  g_assert_cmpfloat (read->wanted, ==, 6.2);
  g_assert_cmpfloat (read->weight, ==, 2.5);
  g_assert_false (read->fitted);
  g_assert_cmpint (read->schedule.kind, ==, VIT_SCHEDULE_LINEAR);
  g_assert_cmpstr (read->neighbourhood.cutoff_text, ==, "3.6");
  read = recipe->constraints->pdata[2];
  g_assert_cmpint (read->kind, ==, VIT_CONSTRAINT_CHEMICAL_ORDER);
  g_assert_cmpstr (read->neighbourhood.end[0]->symbol, ==, "Zr");
  read = recipe->constraints->pdata[3];
  g_assert_cmpint (read->form, ==, VIT_VALUE_AT_LEAST);
  g_assert_cmpstr (read->neighbourhood.centre->symbol, ==, "Cu");
}

static void
test_constraints_need_no_data (void)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_constraint_draft_free);
  g_autoptr (VitRecipe) recipe = NULL;

  g_ptr_array_add (drafts, new_draft (VIT_CONSTRAINT_ENERGY, NULL));
  recipe = write_and_read (drafts, FALSE);
  g_assert_cmpuint (recipe->data->len, ==, 0);
  g_assert_cmpuint (recipe->constraints->len, ==, 1);
}

/* What is wrong in which kind, the field that is to blame, and a piece of the reader's words. */
static const struct
{
  VitConstraintKind kind;
  const char *field, *text, *expected;
} wrongs[] = {
  { VIT_CONSTRAINT_ENERGY, "potential", "", "an embedded-atom file" },
  { VIT_CONSTRAINT_ENERGY, "potential", "nowhere.eam.fs", "found no such file" },
  { VIT_CONSTRAINT_ENERGY, "potential", "/my data/Cu.eam.fs", "without blanks" },
  { VIT_CONSTRAINT_ENERGY, "schedule", "", "temperature: expected \"start end\"" },
  { VIT_CONSTRAINT_ENERGY, "schedule", "1500 0", "temperature: expected \"start end\"" },
  { VIT_CONSTRAINT_ENERGY, "name", "", "a name" },
  { VIT_CONSTRAINT_ENERGY, "name", "a]b", "a name" },
  { VIT_CONSTRAINT_COORDINATION, "pair", "Cu-Xx", "a pair of elements" },
  { VIT_CONSTRAINT_COORDINATION, "pair", "Cu-Ta", "elements of the sample, found Ta" },
  { VIT_CONSTRAINT_COORDINATION, "cutoff", "", "cutoff: expected that of Cu-Zr" },
  { VIT_CONSTRAINT_COORDINATION, "cutoff", "near", "cutoff: expected a distance" },
  { VIT_CONSTRAINT_COORDINATION, "cutoff", "Cu-Cu 3.2", "cutoff: expected that of Cu-Zr" },
  { VIT_CONSTRAINT_COORDINATION, "wanted", "", "equal: expected a number" },
  { VIT_CONSTRAINT_COORDINATION, "wanted", "620", "a value from 0 to 100" },
  { VIT_CONSTRAINT_COORDINATION, "schedule", "small", "sigma: expected" },
  { VIT_CONSTRAINT_COORDINATION, "weight", "-1", "weight: expected a number from 0" },
  { VIT_CONSTRAINT_CHEMICAL_ORDER, "pair", "Cu-all", "pair: expected" },
  { VIT_CONSTRAINT_CHEMICAL_ORDER, "cutoff", "Cu-Zr 3.6", "cutoff: expected that of Cu-Cu" },
  { VIT_CONSTRAINT_VORONOI_CLASS, "class", "0,0,x", "class: " },
  { VIT_CONSTRAINT_VORONOI_CLASS, "centre", "Xx", "centre: expected an element" },
  { VIT_CONSTRAINT_VORONOI_CLASS, "centre", "Ta", "elements of the sample, found Ta" },
  { VIT_CONSTRAINT_VORONOI_CLASS, "wanted", "15", "a value from 0 to 1, found 15" },
};

static char **
get_field (VitConstraintDraft *draft, const char *field)
{
  const struct
  {
    const char *field;
    char **text;
  } fields[] = { { "name", &draft->name },     { "potential", &draft->potential }, { "pair", &draft->pair },
                 { "cutoff", &draft->cutoff }, { "class", &draft->class },         { "centre", &draft->centre },
                 { "wanted", &draft->wanted }, { "schedule", &draft->schedule },   { "weight", &draft->weight } };

  for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
    if (g_str_equal (fields[k].field, field))
      return fields[k].text;
  g_assert_not_reached ();
}

static void
test_what_is_wrong_is_said_of_its_field (void)
{
  VitComposition sample = make_sample ();

  for (gsize k = 0; k < G_N_ELEMENTS (wrongs); k++)
    {
      g_autoptr (VitConstraintDraft) draft = new_draft (wrongs[k].kind, "0.5");
      g_autoptr (GError) error = NULL, none = NULL;
      const char *field = "";

      g_assert_true (vit_constraint_draft_check (draft, &sample, &field, &none));
      g_assert_no_error (none);
      g_assert_null (field);
      set (get_field (draft, wrongs[k].field), wrongs[k].text);
      g_assert_false (vit_constraint_draft_check (draft, &sample, &field, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_cmpstr (field, ==, wrongs[k].field);
      if (strstr (error->message, wrongs[k].expected) == NULL)
        g_error ("expected \"%s\" in \"%s\"", wrongs[k].expected, error->message);
      g_assert_null (strstr (error->message, "draft:"));
    }
}

/* First minima of the glasses shipped: 3.2, 3.6 and 3.9 Å. */
static void
test_cutoffs_are_near_the_first_minima (void)
{
  VitComposition sample = make_sample ();
  g_autofree char *one = vit_constraint_draft_suggest_cutoff (VIT_CONSTRAINT_COORDINATION, "Cu-Zr", &sample);
  g_autofree char *all = vit_constraint_draft_suggest_cutoff (VIT_CONSTRAINT_CHEMICAL_ORDER, "Cu-Zr", &sample);
  g_autofree char *foreign = vit_constraint_draft_suggest_cutoff (VIT_CONSTRAINT_COORDINATION, "Cu-Ta", &sample);

  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (one, NULL), 3.6, 0.3);
  g_assert_true (g_str_has_prefix (all, "Cu-Cu 3."));
  g_assert_nonnull (strstr (all, ", Cu-Zr 3."));
  g_assert_null (strstr (all, "Zr-Zr"));
  g_assert_null (foreign);
}

static void
test_potentials_are_listed_by_their_elements (void)
{
  const VitElement *elements[] = { vit_element_by_symbol ("Zr", -1), vit_element_by_symbol ("Cu", -1) };
  g_auto (GStrv) both = vit_potential_list (2, elements), zr = vit_potential_list (1, elements);
  g_auto (GStrv) none = vit_potential_list (0, elements);

  g_assert_true (g_strv_contains ((const char *const *) both, "CuZr.eam.fs"));
  g_assert_true (g_strv_contains ((const char *const *) both, "more.eam.alloy"));
  g_assert_false (g_strv_contains ((const char *const *) both, "Cu.eam"));
  g_assert_false (g_strv_contains ((const char *const *) both, "broken.eam.fs"));
  g_assert_false (g_strv_contains ((const char *const *) both, "words.txt"));
  g_assert_true (g_strv_contains ((const char *const *) zr, "Zr.eam"));
  g_assert_true (g_strv_contains ((const char *const *) zr, "CuZr.eam.fs"));
  g_assert_false (g_strv_contains ((const char *const *) zr, "Cu.eam"));
  g_assert_null (none[0]);
}

/* Potentials by their heads. Not beside the recipes, where their names would become paths. */
static void
write_heads (void)
{
  vit_test_folder_write ("potentials/CuZr.eam.fs", "a\nb\nc\n2 Cu Zr\n");
  vit_test_folder_write ("potentials/more.eam.alloy", "a\nb\nc\n  3 Al Cu Zr\n");
  vit_test_folder_write ("potentials/Cu.eam", "copper\n29 63.55 3.615 FCC\n");
  vit_test_folder_write ("potentials/Zr.eam", "zirconium\n40 91.22 3.23 hcp\n");
  vit_test_folder_write ("potentials/broken.eam.fs", "a\nb\nc\n3 Cu Zr\n");
  vit_test_folder_write ("potentials/words.txt", "a\nb\nc\n2 Cu Zr\n");
  g_setenv ("LAMMPS_POTENTIALS", vit_test_folder_path ("potentials"), TRUE);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  vit_test_folder_make ("constraint");
  write_heads ();
  g_test_add_func ("/constraint-draft/what-is-written-is-read-back", test_what_is_written_is_read_back);
  g_test_add_func ("/constraint-draft/constraints-need-no-data", test_constraints_need_no_data);
  g_test_add_func ("/constraint-draft/what-is-wrong-is-said-of-its-field", test_what_is_wrong_is_said_of_its_field);
  g_test_add_func ("/constraint-draft/cut-offs-are-near-the-first-minima", test_cutoffs_are_near_the_first_minima);
  g_test_add_func ("/constraint-draft/potentials-are-listed-by-their-elements",
                   test_potentials_are_listed_by_their_elements);
  status = g_test_run ();
  vit_test_folder_remove ();
  return status;
}
