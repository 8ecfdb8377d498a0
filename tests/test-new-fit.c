/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "constraint-card.h"
#include "data-card.h"
#include "eam-file.h"
#include "fit.h"
#include "folder.h"
#include "new-fit.h"
#include "test-folder.h"
#include "test-support.h"

#include <string.h>

/* Writes what vitrum-cli computes of the small glass. Returns: path of the file. */
static const char *
compute (const char *name, const char *const *arguments)
{
  g_autofree char *cli = g_build_filename (g_getenv ("VITRUM_BUILD_DIR"), "src", "cli", "vitrum-cli", NULL);
  g_autofree char *glass = vit_test_path ("data/glasses/cu50zr50.xyz"), *text = NULL;
  g_autoptr (GPtrArray) call = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (call, cli);
  g_ptr_array_add (call, (gpointer) "compute");
  g_ptr_array_add (call, (gpointer) arguments[0]);
  g_ptr_array_add (call, glass);
  for (arguments++; *arguments != NULL; arguments++)
    g_ptr_array_add (call, (gpointer) *arguments);
  g_ptr_array_add (call, NULL);
  g_spawn_sync (NULL, (char **) call->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return vit_test_folder_write (name, text);
}

/* A widget of this type and title below @widget; %NULL if there is none. */
static GtkWidget *
find_titled (GtkWidget *widget, GType type, const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static VitDataCard *
get_card (VitNewFit *dialog, guint index)
{
  return VIT_DATA_CARD (find_type (GTK_WIDGET (dialog), VIT_TYPE_DATA_CARD, &index));
}

static void
type_text (VitNewFit *dialog, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_titled (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, title)), text);
}

/* Waits for what is read on other threads. */
static const char *
settle (VitNewFit *dialog)
{
  const char *problem;

  while ((problem = vit_new_fit_get_problem (dialog)) != NULL && strstr (problem, "being read") != NULL)
    g_main_context_iteration (NULL, TRUE);
  return problem;
}

/* The button with this label, with the mark of its mnemonic. */
static void
press (VitNewFit *dialog, const char *text)
{
  for (guint n = 0;; n++)
    {
      guint index = n;
      GtkWidget *label = find_type (GTK_WIDGET (dialog), GTK_TYPE_LABEL, &index), *button;

      g_assert_nonnull (label);
      if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
        continue;
      button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
      g_assert_true (gtk_widget_get_sensitive (button));
      g_signal_emit_by_name (button, "clicked");
      return;
    }
}

static void
on_created (VitNewFit *dialog, const char *path, char **created)
{
  *created = g_strdup (path);
}

/* The recipe that Create makes, and the fit of it. */
static VitFit *
create (VitNewFit *dialog)
{
  g_autofree char *path = NULL, *made = NULL;
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe;
  VitFit *fit;

  g_signal_connect (dialog, "created", G_CALLBACK (on_created), &path);
  press (dialog, "C_reate");
  g_assert_nonnull (path);
  recipe = vit_recipe_read (path, &error);
  g_assert_no_error (error);
  fit = vit_fit_new (recipe, &error);
  g_assert_no_error (error);
  made = g_path_get_dirname (path);
  vit_folder_remove (made);
  return fit;
}

static VitNewFit *
show_dialog (void)
{
  VitNewFit *dialog = VIT_NEW_FIT (vit_new_fit_new (NULL));

  gtk_window_present (GTK_WINDOW (dialog));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return dialog;
}

static void
test_dialog_asks_for_one_thing_after_the_other (void)
{
  VitNewFit *dialog = show_dialog ();

  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "composition"));
  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr");
  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "density"));
  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Xx");
  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "composition of elements"));
  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr50");
  type_text (dialog, "Density", "-1");
  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "density"));
  type_text (dialog, "Density", "7,2");
  g_assert_cmpstr (vit_new_fit_get_problem (dialog), ==, "data to fit");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_files_of_a_study_make_a_fit (void)
{
  g_autofree char *feff = vit_test_path ("data/feff");
  const char *sq = compute ("sq.csv", (const char *const[]){ "sq", "--q", "0.6:20:0.05", NULL });
  const char *neutron = compute ("neutron.csv", (const char *const[]){ "sq", "--radiation", "neutron", NULL });
  const char *zr = compute ("zr-k.csv", (const char *const[]){ "exafs", "--edge", "Zr-K", "--feff", feff, NULL });
  const char *gr = compute ("gr.csv", (const char *const[]){ "rdf", NULL });
  VitNewFit *dialog = show_dialog ();
  g_autoptr (VitFit) fit = NULL;
  GtkWidget *row;
  guint first = 0;

  vit_new_fit_add_file (dialog, sq);
  vit_new_fit_add_file (dialog, neutron);
  vit_new_fit_add_file (dialog, zr);
  vit_new_fit_add_file (dialog, gr);
  g_assert_cmpint (vit_data_card_get_kind (get_card (dialog, 0)), ==, VIT_DATA_XRAY_SQ);
  g_assert_cmpint (vit_data_card_get_kind (get_card (dialog, 1)), ==, VIT_DATA_NEUTRON_SQ);
  g_assert_cmpint (vit_data_card_get_kind (get_card (dialog, 2)), ==, VIT_DATA_EXAFS);
  g_assert_cmpint (vit_data_card_get_kind (get_card (dialog, 3)), ==, VIT_DATA_RDF);
  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr50");
  type_text (dialog, "Density", "7.2");
  g_assert_nonnull (strstr (settle (dialog), "FEFF"));
  vit_new_fit_add_file (dialog, feff);
  g_assert_cmpstr (settle (dialog), ==, NULL);
  g_assert_nonnull (find_titled (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "sq.csv"));
  row = find_titled (GTK_WIDGET (get_card (dialog, 1)), ADW_TYPE_ACTION_ROW, "Fitted");
  gtk_switch_set_active (GTK_SWITCH (find_type (row, GTK_TYPE_SWITCH, &first)), FALSE);

  fit = create (dialog);
  g_assert_cmpint (vit_annealer_get_n_terms (fit->annealer), ==, 4);
  for (int k = 0; k < 4; k++)
    g_assert_cmpint (((VitRecipeData *) fit->recipe->data->pdata[k])->fitted, ==, k != 1);
  g_assert_cmpstr (((VitRecipeData *) fit->recipe->data->pdata[2])->absorber->symbol, ==, "Zr");
  g_assert_cmpuint (vit_configuration_get_n_atoms (fit->start), ==, 10000);
}

/* G(r) is known by its capital; the pair of a partial S(q) is chosen, and its column of the file taken. */
static void
test_curves_of_pairs (void)
{
  const char *pdf = compute ("pdf.csv", (const char *const[]){ "rdf", "--reduced", "--weights", "xray", NULL });
  const char *sq = compute ("partials.csv", (const char *const[]){ "sq", "--partials", NULL });
  VitNewFit *dialog = show_dialog ();
  g_autoptr (VitFit) fit = NULL;
  const VitRecipeData *data;
  VitDataCard *card;

  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr50");
  type_text (dialog, "Density", "7.2");
  vit_new_fit_add_file (dialog, pdf);
  vit_new_fit_add_file (dialog, sq);
  g_assert_cmpint (vit_data_card_get_kind (get_card (dialog, 0)), ==, VIT_DATA_REDUCED_RDF);
  adw_combo_row_set_selected (
      ADW_COMBO_ROW (find_titled (GTK_WIDGET (get_card (dialog, 0)), ADW_TYPE_COMBO_ROW, "Weights of the pairs")),
      VIT_RDF_WEIGHTS_XRAY);
  card = get_card (dialog, 1);
  vit_data_card_set_kind (card, VIT_DATA_PARTIAL_SQ);
  /* There is no total. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled (GTK_WIDGET (card), ADW_TYPE_COMBO_ROW, "Pair")), 1);
  g_assert_cmpstr (settle (dialog), ==, NULL);

  fit = create (dialog);
  data = fit->recipe->data->pdata[0];
  g_assert_cmpint (data->kind, ==, VIT_DATA_REDUCED_RDF);
  g_assert_cmpint (data->weights, ==, VIT_RDF_WEIGHTS_XRAY);
  data = fit->recipe->data->pdata[1];
  g_assert_cmpint (data->kind, ==, VIT_DATA_PARTIAL_SQ);
  g_assert_cmpstr (data->name, ==, "S(q) Cu-Zr");
  g_assert_cmpstr (data->pair, ==, "Cu-Zr");
}

/* A row of a card by the beginning of its title, which goes on with what is wrong. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_share (VitNewFit *dialog, const char *title, double percent)
{
  guint n = 0;
  GtkWidget *row = find_titled (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, title);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_type (row, GTK_TYPE_SPIN_BUTTON, &n)), percent);
}

/* Returns: path of the copy in the folder of this test. */
static const char *
copy_potential (const char *name, const char *copy)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = vit_potential_find (name, &error), *text = NULL;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (found, &text, &size, NULL));
  return vit_test_folder_write_bytes (copy, text, (gssize) size);
}

static VitConstraintCard *
add_constraint (VitNewFit *dialog, VitConstraintKind kind)
{
  guint n = 0, index;
  VitConstraintCard *card;

  while (index = n, find_type (GTK_WIDGET (dialog), VIT_TYPE_CONSTRAINT_CARD, &index) != NULL)
    n++;
  press (dialog, "Add c_onstraint");
  card = VIT_CONSTRAINT_CARD (find_type (GTK_WIDGET (dialog), VIT_TYPE_CONSTRAINT_CARD, &n));
  vit_constraint_card_set_kind (card, kind);
  return card;
}

static void
enter (VitConstraintCard *card, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (card), title)), text);
}

static void
select_text (VitConstraintCard *card, const char *title, const char *text)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (GTK_WIDGET (card), title));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), text))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("no choice %s", text);
}

/* An energy by a file of one's own, and one constraint of each other kind. */
static void
test_constraints_of_a_fit (void)
{
  g_autofree char *start = vit_test_path ("tests/data/small.xyz");
  const char *sq = compute ("sq.csv", (const char *const[]){ "sq", NULL });
  VitNewFit *dialog = show_dialog ();
  VitConstraintCard *card, *extra;
  g_autoptr (VitFit) fit = NULL;
  const VitRecipeConstraint *read;
  const char *own = copy_potential ("CuZr_mm.eam.fs", "own.eam.fs");

  vit_new_fit_add_file (dialog, start);
  vit_new_fit_add_file (dialog, sq);
  g_assert_cmpstr (settle (dialog), ==, NULL);
  card = add_constraint (dialog, VIT_CONSTRAINT_ENERGY);
  vit_constraint_card_set_potential (card, own);
  enter (card, "Temperature", "1200 400");
  card = add_constraint (dialog, VIT_CONSTRAINT_COORDINATION);
  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "Cu-Zr coordination: equal: a number"));
  enter (card, "Value", "6.2");
  enter (card, "Cut-off", "3.6");
  card = add_constraint (dialog, VIT_CONSTRAINT_CHEMICAL_ORDER);
  select_text (card, "Pair", "Zr-Cu");
  select_text (card, "The value", "At most");
  enter (card, "Value", "-0.05");
  card = add_constraint (dialog, VIT_CONSTRAINT_VORONOI_CLASS);
  enter (card, "Value", "0.15");
  select_text (card, "Atoms in", "Cu");
  /* One that is taken back. */
  extra = add_constraint (dialog, VIT_CONSTRAINT_ENERGY);
  g_assert_nonnull (vit_new_fit_get_problem (dialog));
  g_signal_emit_by_name (extra, "remove");
  set_share (dialog, "Swaps, %", 2);
  g_assert_cmpstr (vit_new_fit_get_problem (dialog), ==, NULL);

  fit = create (dialog);
  g_assert_cmpint (vit_annealer_get_n_terms (fit->annealer), ==, 5);
  g_assert_cmpfloat_with_epsilon (fit->recipe->settings.share[VIT_MOVE_SWAP], 0.02, 1e-12);
  g_assert_cmpuint (fit->recipe->constraints->len, ==, 4);
  read = fit->recipe->constraints->pdata[0];
  g_assert_cmpstr (read->potential[0], ==, own);
  g_assert_cmpfloat (read->schedule.start, ==, 1200);
  read = fit->recipe->constraints->pdata[2];
  g_assert_cmpstr (read->neighbourhood.centre->symbol, ==, "Zr");
  g_assert_cmpint (read->form, ==, VIT_VALUE_AT_MOST);
}

/* At the row, in the reader's words; what is right again loses them. */
static void
test_wrong_constraints_are_said_at_their_rows (void)
{
  static const char *const titles[] = { "Cut-off, Å", "Value", "σ at the start", "Cut-off, Å" };
  static const char *const wrong[] = { "near", "620", "-1", "Cu-Cu 3" };
  static const char *const words[]
      = { "expected a distance", "expected a value from 0 to 100", "expected \"start end\"", "expected that of Cu-Zr" };
  static const char *const right[] = { "3.6", "6.2", "0.5 0.05", "3.6" };
  VitNewFit *dialog = show_dialog ();
  VitConstraintCard *card;
  GtkWidget *row;

  type_text (dialog, "Composition, such as Cu64Zr36", "Cu64Zr36");
  card = add_constraint (dialog, VIT_CONSTRAINT_COORDINATION);
  enter (card, "Value", "6");
  g_assert_null (vit_constraint_card_get_problem (card));
  for (gsize k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      enter (card, titles[k], wrong[k]);
      row = find_row (GTK_WIDGET (card), titles[k]);
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (row), words[k]));
      enter (card, titles[k], right[k]);
      g_assert_false (gtk_widget_has_css_class (row, "error"));
      g_assert_null (vit_constraint_card_get_problem (card));
    }
  /* The name follows the pair, and elements that are gone leave no pair behind. */
  select_text (card, "Pair", "Zr-all");
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (card)), ==, "Zr-all coordination");
  type_text (dialog, "Composition, such as Cu64Zr36", "Ta");
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (card)), ==, "Ta-Ta coordination");
  vit_constraint_card_set_kind (card, VIT_CONSTRAINT_ENERGY);
  vit_constraint_card_set_potential (card, "/nowhere.eam.fs");
  row = find_row (GTK_WIDGET (card), "Potential");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "expected a potential"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_configuration_is_a_start (void)
{
  g_autofree char *start = vit_test_path ("tests/data/small.xyz");
  const char *sq = compute ("sq.csv", (const char *const[]){ "sq", NULL });
  VitNewFit *dialog = show_dialog ();
  g_autoptr (VitFit) fit = NULL;

  vit_new_fit_add_file (dialog, start);
  vit_new_fit_add_file (dialog, sq);
  g_assert_cmpstr (settle (dialog), ==, NULL);
  fit = create (dialog);
  g_assert_cmpuint (vit_configuration_get_n_atoms (fit->start), ==, 300);
}

static void
test_files_that_cannot_be_read_keep_create_away (void)
{
  const char *path = vit_test_folder_write ("words.dat", "# q S(q)\n1 2\n2 3\nthree four\n");
  VitNewFit *dialog = show_dialog ();
  AdwActionRow *row;

  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr50");
  type_text (dialog, "Density", "7.2");
  vit_new_fit_add_file (dialog, path);
  g_assert_nonnull (strstr (vit_new_fit_get_problem (dialog), "Line 4"));
  row = ADW_ACTION_ROW (find_titled (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "words.dat"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Line 4"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "problem"));
  g_signal_emit_by_name (get_card (dialog, 0), "remove");
  g_assert_cmpstr (vit_new_fit_get_problem (dialog), ==, "data to fit");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_form_that_the_curve_does_not_show_is_asked_for (void)
{
  g_autofree char *feff = vit_test_path ("data/feff");
  g_autofree char *text = NULL;
  const char *zr = compute ("zr.csv", (const char *const[]){ "exafs", "--edge", "Zr-K", "--feff", feff, NULL });
  VitNewFit *dialog = show_dialog ();
  const char *path;
  GtkWidget *form;

  /* Without the titles. */
  g_file_get_contents (zr, &text, NULL, NULL);
  path = vit_test_folder_write ("cu_k.dat", strchr (text, '\n') + 1);
  type_text (dialog, "Composition, such as Cu64Zr36", "Cu50Zr50");
  type_text (dialog, "Density", "7.2");
  vit_new_fit_add_file (dialog, path);
  vit_data_card_set_kind (get_card (dialog, 0), VIT_DATA_EXAFS);
  vit_new_fit_add_file (dialog, feff);
  g_assert_nonnull (strstr (settle (dialog), "Choose it below"));
  form = find_titled (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, "What the file holds");
  adw_combo_row_set_selected (ADW_COMBO_ROW (form), 1); /* χ(k) */
  g_assert_cmpstr (settle (dialog), ==, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vit_test_folder_make ("new-fit");
  g_test_add_func ("/new-fit/dialog-asks-for-one-thing-after-the-other",
                   test_dialog_asks_for_one_thing_after_the_other);
  g_test_add_func ("/new-fit/files-of-a-study-make-a-fit", test_files_of_a_study_make_a_fit);
  g_test_add_func ("/new-fit/curves-of-pairs", test_curves_of_pairs);
  g_test_add_func ("/new-fit/constraints-of-a-fit", test_constraints_of_a_fit);
  g_test_add_func ("/new-fit/wrong-constraints-are-said-at-their-rows", test_wrong_constraints_are_said_at_their_rows);
  g_test_add_func ("/new-fit/configuration-is-a-start", test_configuration_is_a_start);
  g_test_add_func ("/new-fit/files-that-cannot-be-read-keep-create-away",
                   test_files_that_cannot_be_read_keep_create_away);
  g_test_add_func ("/new-fit/form-that-the-curve-does-not-show-is-asked-for",
                   test_form_that_the_curve_does_not_show_is_asked_for);
  status = g_test_run ();
  vit_test_folder_remove ();
  return status;
}
