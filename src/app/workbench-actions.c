/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of the window but for saving and exporting: also on D-Bus, for scripts. */
#include "file-dialog.h"
#include "new-fit.h"
#include "workbench-private.h"

#include <glib/gi18n.h>

void
vit_workbench_add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (int k = 0; patterns[k] != NULL; k++)
    gtk_file_filter_add_pattern (filter, patterns[k]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
on_destroy (VitWorkbench *self, GtkNativeDialog *dialog)
{
  /* It was answered before, and is kept for GTK's sake alone. */
  if (gtk_native_dialog_get_visible (dialog))
    vit_file_dialog_drop (dialog);
}

void
vit_workbench_ask (VitWorkbench *self, GtkFileChooserNative *dialog, GCallback response)
{
  g_signal_connect_object (dialog, "response", response, self, 0);
  g_signal_connect_object (self, "destroy", G_CALLBACK (on_destroy), dialog, 0);
  vit_file_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_response (GtkNativeDialog *dialog, int response, VitWorkbench *self)
{
  g_autofree char *path = vit_file_dialog_end (dialog, response);

  if (path != NULL)
    vit_workbench_open (self, path);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  vit_workbench_add_filter (GTK_FILE_CHOOSER (dialog), _ ("Projects and recipes"),
                            (const char *const[]){ "*.vitrum", "*.ini", NULL });
  vit_workbench_add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), (const char *const[]){ "*", NULL });
  vit_workbench_ask (self, dialog, G_CALLBACK (open_response));
}

/* Opens a file by name: for scripts, and for what lists files. */
static void
on_open_path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_workbench_open (data, g_variant_get_string (parameter, NULL));
}

static void
on_demo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *path = vit_welcome_find_demo (g_variant_get_string (parameter, NULL));

  if (path != NULL)
    vit_workbench_open_unlisted (data, path);
  else
    vit_workbench_complain (data, _ ("The demo cannot be found"), _ ("Vitrum is not installed completely."));
}

static void
on_created (VitNewFit *dialog, const char *recipe, VitWorkbench *self)
{
  vit_workbench_open_unlisted (self, recipe);
}

static void
on_new_fit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *dialog = vit_new_fit_new (GTK_WINDOW (data));

  g_signal_connect_object (dialog, "created", G_CALLBACK (on_created), data, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_start_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_workbench_start_page (data);
}

static void
on_cancel_opening (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->opening != NULL)
    vit_job_cancel (self->opening);
}

/* All that takes long. */
static void
on_cancel (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_jobs_cancel (((VitWorkbench *) data)->jobs);
}

static void
on_run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (vit_study_get_status (self->study) == VIT_RUNNER_RUNNING)
    vit_study_pause (self->study);
  else
    vit_study_start (self->study);
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  vit_study_step (self->study, (gint64) vit_study_get_live (self->study)->n_atoms);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_study_undo (((VitWorkbench *) data)->study);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_study_redo (((VitWorkbench *) data)->study);
}

static void
on_rewind (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_study_rewind (((VitWorkbench *) data)->study);
}

static void
on_look_live (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  vit_study_show (((VitWorkbench *) data)->study, 0);
}

static void
on_look_at (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->study != NULL)
    vit_study_show (self->study, g_variant_get_int64 (parameter));
}

static void
on_measure_from (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->view != NULL)
    vit_study_view_measure_from (self->view, g_variant_get_int64 (parameter));
}

static void
on_pick (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->view != NULL)
    vit_atoms_view_pick (vit_study_view_get_atoms (self->view), (gssize) g_variant_get_int64 (parameter));
}

static void
on_colour (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;
  VitColourBy colour;

  if (self->view != NULL && vit_colour_by_parse (g_variant_get_string (parameter, NULL), &colour))
    vit_atoms_view_set_colour (vit_study_view_get_atoms (self->view), colour);
}

static void
on_focus (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->view != NULL)
    vit_study_view_focus (self->view, g_variant_get_string (parameter, NULL));
}

/* Atoms of a Voronoi index stand out; an empty text lets all be alike again. */
static void
on_show_index (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;
  VitVoronoiIndex index;

  if (self->view == NULL)
    return;
  if (vit_voronoi_index_parse (g_variant_get_string (parameter, NULL), &index, NULL))
    vit_atoms_view_set_highlight (vit_study_view_get_atoms (self->view), &index, VIT_ALL_SPECIES);
  else
    vit_atoms_view_set_highlight (vit_study_view_get_atoms (self->view), NULL, 0);
}

gboolean
vit_workbench_get_switch (GActionGroup *actions, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (actions, name);

  return g_variant_get_boolean (state);
}

static void
on_compare (GSimpleAction *action, GVariant *state, gpointer data)
{
  VitWorkbench *self = data;
  gboolean compare = g_variant_get_boolean (state);

  if (compare == vit_workbench_get_switch (data, "compare"))
    return;
  g_simple_action_set_state (action, state);
  /* Two views need the room; one gives it back. */
  if (compare)
    self->state->settings_panel = vit_workbench_get_switch (data, "settings-panel");
  g_action_group_change_action_state (data, "settings-panel",
                                      g_variant_new_boolean (!compare && self->state->settings_panel));
  if (self->view != NULL)
    vit_study_view_set_compare (self->view, compare);
}

static void
show_panels (VitWorkbench *self)
{
  GActionGroup *actions = G_ACTION_GROUP (self);

  vit_study_view_set_panels (self->view, vit_workbench_get_switch (actions, "settings-panel"),
                             vit_workbench_get_switch (actions, "plots-panel"));
}

static void
on_panel (GSimpleAction *action, GVariant *state, gpointer data)
{
  VitWorkbench *self = data;

  g_simple_action_set_state (action, state);
  if (self->view != NULL)
    show_panels (self);
}

void
vit_workbench_apply_switches (VitWorkbench *self)
{
  show_panels (self);
  if (vit_workbench_get_switch (G_ACTION_GROUP (self), "compare"))
    vit_study_view_set_compare (self->view, TRUE);
}

void
vit_workbench_add_actions (VitWorkbench *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = on_open },
    { .name = "open-path", .activate = on_open_path, .parameter_type = "s" },
    { .name = "demo", .activate = on_demo, .parameter_type = "s" },
    { .name = "new-fit", .activate = on_new_fit },
    { .name = "start-page", .activate = on_start_page },
    { .name = "cancel-opening", .activate = on_cancel_opening },
    { .name = "cancel", .activate = on_cancel },
    { .name = "run", .activate = on_run },
    { .name = "step", .activate = on_step },
    { .name = "undo", .activate = on_undo },
    { .name = "redo", .activate = on_redo },
    { .name = "rewind", .activate = on_rewind },
    { .name = "look-live", .activate = on_look_live },
    { .name = "look-at", .activate = on_look_at, .parameter_type = "x" },
    { .name = "measure-from", .activate = on_measure_from, .parameter_type = "x" },
    { .name = "pick", .activate = on_pick, .parameter_type = "x" },
    { .name = "colour", .activate = on_colour, .parameter_type = "s" },
    { .name = "focus", .activate = on_focus, .parameter_type = "s" },
    { .name = "show-index", .activate = on_show_index, .parameter_type = "s" },
    { .name = "compare", .state = "false", .change_state = on_compare },
    { .name = "settings-panel", .state = "true", .change_state = on_panel },
    { .name = "plots-panel", .state = "true", .change_state = on_panel },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (VitWorkbench *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
vit_workbench_update_actions (VitWorkbench *self)
{
  static const char *const of_study[]
      = { "save",         "save-as",       "run",          "step",           "compare",
          "export-model", "export-curves", "export-plots", "export-picture", "export-report" };
  gboolean any = self->study != NULL;
  gboolean looking_back = any && vit_study_get_shown_checkpoint (self->study) != 0;

  for (gsize k = 0; k < G_N_ELEMENTS (of_study); k++)
    enable (self, of_study[k], any);
  enable (self, "undo", any && vit_study_can_undo (self->study));
  enable (self, "redo", any && vit_study_can_redo (self->study));
  enable (self, "rewind", looking_back);
  enable (self, "look-live", looking_back);
  enable (self, "cancel", vit_jobs_can_cancel (self->jobs));
}
