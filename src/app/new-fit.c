/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "new-fit-private.h"

#include "configuration-file.h"
#include "data-card.h"
#include "file-dialog.h"
#include "folder.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (VitNewFit, vit_new_fit, ADW_TYPE_WINDOW)

static guint created_signal;

static VitRecipeDraft *
make_draft (VitNewFit *self)
{
  VitRecipeDraft *draft = vit_recipe_draft_new ();
  VitComposition composition = vit_new_fit_get_composition (self);

  if (vit_new_fit_starts_from_file (self))
    {
      draft->start = g_strdup (self->start);
      draft->closest = vit_recipe_draft_suggest_closest (composition.n, composition.element);
    }
  else
    draft->composition = g_strdup (gtk_editable_get_text (self->composition_row));
  draft->n_atoms = (gsize) rint (gtk_adjustment_get_value (self->atoms));
  draft->density = vit_new_fit_get_density (self);
  draft->density_unit = self->unit;
  draft->n_moves = (gint64) rint (1e6 * gtk_adjustment_get_value (self->moves));
  draft->seed = (guint64) gtk_adjustment_get_value (self->seed);
  for (guint i = 0; i < self->data->len; i++)
    g_ptr_array_add (draft->data, vit_data_card_make_draft (self->data->pdata[i]));
  vit_new_fit_draft_constraints (self, draft);
  return draft;
}

/* "Cu K EXAFS: expected a folder …" → "Cu K EXAFS: a folder …" */
static char *
say_needed (const char *message)
{
  const char *expected = strstr (message, "expected ");

  if (expected == NULL)
    return g_strdup (message);
  return g_strdup_printf ("%.*s%s", (int) (expected - message), message, expected + strlen ("expected "));
}

/* What is missing or wrong, from the top of the dialog to its end. */
static char *
find_problem (VitNewFit *self, const VitRecipeDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *constraint = NULL;

  if (vit_new_fit_starts_from_file (self) && self->start == NULL)
    return g_strdup (_ ("a configuration to start from"));
  if (vit_new_fit_starts_from_file (self) && self->start_problem != NULL)
    return g_strdup (self->start_problem);
  if (!vit_new_fit_starts_from_file (self) && vit_new_fit_get_composition (self).n == 0)
    return g_strdup (*draft->composition == '\0'
                         ? _ ("a composition such as Cu64Zr36, or a configuration to start from")
                         : _ ("a composition of elements that there are, such as Cu64Zr36"));
  for (guint i = 0; i < self->data->len; i++)
    {
      const char *problem = vit_data_card_get_problem (self->data->pdata[i]);

      if (problem != NULL)
        return g_strdup_printf ("%s: %s", ((VitDataDraft *) draft->data->pdata[i])->name, problem);
    }
  constraint = vit_new_fit_find_constraint_problem (self, draft);
  if (constraint != NULL)
    return say_needed (constraint);
  if (vit_recipe_draft_check (draft, &error))
    return NULL;
  if (draft->data->len == 0 && strstr (error->message, "data sets") != NULL)
    return g_strdup (_ ("data to fit"));
  return say_needed (error->message);
}

static void
show_problem (VitNewFit *self, const VitRecipeDraft *draft)
{
  g_autofree char *text = NULL;

  g_free (self->problem);
  self->problem = find_problem (self, draft);
  text = self->problem != NULL ? g_strdup_printf (_ ("Needed: %s"), self->problem) : g_strdup (_ ("Ready to create"));
  gtk_label_set_text (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), self->problem);
  gtk_widget_set_sensitive (self->create_button, self->problem == NULL);
}

void
vit_new_fit_update (VitNewFit *self)
{
  g_autoptr (VitRecipeDraft) draft = make_draft (self);
  VitComposition composition = vit_new_fit_get_composition (self);
  gboolean from_file = vit_new_fit_starts_from_file (self);

  for (guint i = 0; i < self->data->len; i++)
    vit_data_card_set_sample (self->data->pdata[i], &composition, vit_new_fit_get_number_density (self, draft));
  vit_new_fit_show_constraints (self, &composition);
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), from_file);
  gtk_widget_set_visible (GTK_WIDGET (self->composition_row), !from_file);
  gtk_widget_set_visible (GTK_WIDGET (self->atoms_row), !from_file);
  gtk_widget_set_visible (GTK_WIDGET (self->density_row), !from_file);
  gtk_widget_set_visible (self->empty_group, self->data->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), self->data->len > 0);
  vit_new_fit_show_composition (self);
  vit_new_fit_show_density (self, draft);
  /* Names and edges may have followed the sample. */
  g_clear_pointer (&draft, vit_recipe_draft_free);
  draft = make_draft (self);
  show_problem (self, draft);
}

static void
on_change (VitNewFit *self)
{
  vit_new_fit_update (self);
}

static void
on_start (VitNewFit *self)
{
  vit_new_fit_update (self);
}

/* The same density in another unit. */
static void
on_unit (VitNewFit *self)
{
  g_autoptr (VitRecipeDraft) draft = make_draft (self);
  double rho = vit_recipe_draft_get_number_density (draft), value = rho;
  VitComposition composition = vit_new_fit_get_composition (self);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  self->unit = (VitDensityUnit) gtk_drop_down_get_selected (self->unit_choice);
  if (self->unit == VIT_DENSITY_MASS && rho > 0)
    value = rho / vit_composition_number_density (&composition, 1);
  else if (self->unit == VIT_DENSITY_EDGE && rho > 0)
    value = cbrt ((double) draft->n_atoms / rho);
  if (rho > 0)
    gtk_editable_set_text (self->density_row, g_ascii_formatd (text, sizeof text, "%.5g", value));
  vit_new_fit_update (self);
}

static void
on_remove (VitDataCard *card, VitNewFit *self)
{
  g_ptr_array_remove (self->data, card);
  gtk_box_remove (self->cards, GTK_WIDGET (card));
  vit_new_fit_update (self);
}

static VitDataCard *
add_card (VitNewFit *self)
{
  VitDataCard *card = vit_data_card_new ();
  const char *feff = NULL;

  /* Mostly one folder has the paths of all edges. */
  for (guint i = 0; i < self->data->len && feff == NULL; i++)
    feff = vit_data_card_get_feff (self->data->pdata[i]);
  gtk_box_append (self->cards, GTK_WIDGET (card));
  g_ptr_array_add (self->data, card);
  if (feff != NULL)
    vit_data_card_set_feff (card, feff);
  g_signal_connect_object (card, "changed", G_CALLBACK (vit_new_fit_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "remove", G_CALLBACK (on_remove), self, 0);
  return card;
}

void
vit_new_fit_add_file (VitNewFit *self, const char *path)
{
  VitFileFormat format;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    for (guint i = 0; i < self->data->len; i++)
      vit_data_card_set_feff (self->data->pdata[i], path);
  else if (vit_file_format_from_name (path, &format))
    vit_new_fit_set_start (self, path);
  else
    {
      VitDataCard *card = add_card (self);

      /* Before the file, whose name may speak of an element. */
      vit_new_fit_update (self);
      vit_data_card_set_file (card, path);
    }
  vit_new_fit_update (self);
}

const char *
vit_new_fit_get_problem (VitNewFit *self)
{
  return self->problem;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, VitNewFit *self)
{
  for (GSList *files = g_value_get_boxed (value); files != NULL; files = files->next)
    {
      g_autofree char *path = g_file_get_path (files->data);

      if (path != NULL)
        vit_new_fit_add_file (self, path);
    }
  return TRUE;
}

static void
on_files (GtkNativeDialog *dialog, int response, VitNewFit *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL && gtk_file_chooser_get_select_multiple (GTK_FILE_CHOOSER (dialog)))
        vit_new_fit_add_file (self, path);
      else if (path != NULL)
        vit_new_fit_set_start (self, path);
    }
  g_object_unref (dialog);
}

static void
choose (VitNewFit *self, const char *title, gboolean several)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _ ("_Open"), _ ("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_files), self, 0);
  vit_file_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_add (VitNewFit *self)
{
  choose (self, _ ("Add data"), TRUE);
}

static void
on_add_constraint (VitNewFit *self)
{
  vit_new_fit_add_constraint (self);
}

static void
on_choose_start (VitNewFit *self)
{
  choose (self, _ ("Configuration to start from"), FALSE);
}

static void
on_create (VitNewFit *self)
{
  g_autoptr (VitRecipeDraft) draft = make_draft (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", &error), *path = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, "recipe.ini", NULL);
  if (folder == NULL || !vit_recipe_draft_write (draft, path, &error))
    {
      if (folder != NULL)
        vit_folder_remove (folder);
      gtk_label_set_text (self->status, error->message);
      return;
    }
  g_signal_emit (self, created_signal, 0, path);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
vit_new_fit_dispose (GObject *object)
{
  VitNewFit *self = VIT_NEW_FIT (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_ptr_array_set_size (self->data, 0);
  g_ptr_array_set_size (self->constraints, 0);
  G_OBJECT_CLASS (vit_new_fit_parent_class)->dispose (object);
}

static void
vit_new_fit_finalize (GObject *object)
{
  VitNewFit *self = VIT_NEW_FIT (object);

  g_clear_object (&self->reading);
  g_ptr_array_unref (self->data);
  g_ptr_array_unref (self->constraints);
  g_free (self->start);
  g_free (self->start_problem);
  g_free (self->problem);
  vit_configuration_free (self->configuration);
  G_OBJECT_CLASS (vit_new_fit_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget, VitNewFit, name)
#define BIND_CALLBACK(name) gtk_widget_class_bind_template_callback (widget, name)

static void
bind_template (GtkWidgetClass *widget)
{
  gtk_widget_class_set_template_from_resource (widget, "/org/vitrum/Vitrum/new-fit.ui");
  BIND (start_row);
  BIND (file_row);
  BIND (atoms_row);
  BIND (moves_row);
  BIND (composition_row);
  BIND (density_row);
  BIND (composition_label);
  BIND (density_label);
  BIND (status);
  BIND (unit_choice);
  BIND (atoms);
  BIND (moves);
  BIND (seed);
  BIND (empty_group);
  BIND (create_button);
  BIND (cards);
  BIND (constraint_cards);
  BIND (swap_share);
  BIND (cluster_share);
  BIND (biased_share);
  BIND (kinds_row);
  BIND_CALLBACK (gtk_window_close);
  BIND_CALLBACK (on_create);
  BIND_CALLBACK (on_change);
  BIND_CALLBACK (on_start);
  BIND_CALLBACK (on_choose_start);
  BIND_CALLBACK (on_unit);
  BIND_CALLBACK (on_add);
  BIND_CALLBACK (on_add_constraint);
}

static void
vit_new_fit_class_init (VitNewFitClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_new_fit_dispose;
  G_OBJECT_CLASS (class)->finalize = vit_new_fit_finalize;
  bind_template (widget);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Escape, 0, "window.close", NULL);
  created_signal = g_signal_new ("created", VIT_TYPE_NEW_FIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
vit_new_fit_init (VitNewFit *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->data = g_ptr_array_new ();
  self->constraints = g_ptr_array_new ();
  self->unit = VIT_DENSITY_MASS;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  vit_new_fit_update (self);
}

GtkWidget *
vit_new_fit_new (GtkWindow *parent)
{
  return g_object_new (VIT_TYPE_NEW_FIT, "transient-for", parent, NULL);
}
