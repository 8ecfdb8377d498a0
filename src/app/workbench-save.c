/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving the project: into its file, and under another name as a job that can be cancelled. */
#include "workbench-private.h"

#include "file-dialog.h"

#include <glib/gi18n.h>

/* A project on its way to another file. */
typedef struct
{
  VitWorkbench *window;
  VitJob *job;
} Saving;

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Saving *saving = data;
  g_autoptr (VitWorkbench) self = saving->window;
  VitStudy *study = VIT_STUDY (source);
  g_autoptr (GError) error = NULL;
  gboolean good = vit_study_save_as_finish (study, result, &error);

  vit_job_end (saving->job);
  if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    vit_workbench_complain (self, _ ("The project could not be saved"), error->message);
  if (good && self->study == study)
    {
      g_autofree char *text = g_strdup_printf (_ ("Saved as %s"), vit_study_get_name (study));
      g_autofree char *uri = g_filename_to_uri (vit_study_get_path (study), NULL, NULL);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
      vit_workbench_update_header (self);
      vit_workbench_say (self, text);
    }
}

static void
save_to (VitWorkbench *self, const char *path)
{
  g_autofree char *full = g_str_has_suffix (path, ".vitrum") ? g_strdup (path) : g_strconcat (path, ".vitrum", NULL);
  Saving *saving;

  if (g_str_equal (full, vit_study_get_path (self->study)))
    {
      vit_study_save (self->study);
      return;
    }
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (self), vit_jobs_begin (self->jobs, _ ("Saving the project")) };
  /* Who saves and closes the window wants it saved. */
  vit_job_keep (saving->job);
  vit_study_save_as_async (self->study, full, vit_job_get_cancellable (saving->job), saved, saving);
}

static void
save_response (GtkNativeDialog *dialog, int response, VitWorkbench *self)
{
  g_autofree char *path = vit_file_dialog_end (dialog, response);

  if (path != NULL && self->study != NULL)
    save_to (self, path);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save As"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strconcat (vit_study_get_name (self->study), ".vitrum", NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  vit_workbench_add_filter (GTK_FILE_CHOOSER (dialog), _ ("Projects"), (const char *const[]){ "*.vitrum", NULL });
  vit_workbench_ask (self, dialog, G_CALLBACK (save_response));
}

static void
on_save_path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (self->study != NULL)
    save_to (self, g_variant_get_string (parameter, NULL));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;

  if (vit_study_is_untitled (self->study) || vit_study_is_read_only (self->study))
    {
      on_save_as (action, parameter, data);
      return;
    }
  vit_study_save (self->study);
  vit_workbench_say (self, _ ("Saved"));
}

void
vit_workbench_add_save_actions (VitWorkbench *self)
{
  static const GActionEntry entries[] = {
    { .name = "save", .activate = on_save },
    { .name = "save-as", .activate = on_save_as },
    { .name = "save-path", .activate = on_save_path, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
