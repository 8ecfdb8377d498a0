/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-card-private.h"
#include "row-style.h"

#include "feff-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Larger files are read on another thread; this much takes some 30 ms. */
#define LARGEST_READ_AT_ONCE (1 << 20)

/* What a thread is told. */
typedef struct
{
  char *path;
  VitCurveKind kind;
  VitColumnOptions options;
  char *pair;
  VitComposition composition;
  char *edge;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->pair);
  g_free (job->edge);
  g_free (job);
}

/* Takes what was read (transfer full). */
static void
take_preview (VitDataCard *self, VitCurvePreview *preview)
{
  g_autofree char *words
      = vit_curve_preview_describe (preview, vit_data_kind_get_curve (vit_data_card_get_kind (self)));
  g_autofree char *text = NULL;

  g_clear_pointer (&self->preview, vit_curve_preview_free);
  self->preview = preview;
  text = g_markup_escape_text (words, -1);
  adw_action_row_set_subtitle (self->file_row, text);
  vit_row_set_error_style (self->file_row, preview->curve == NULL);
  gtk_image_set_from_icon_name (self->file_image,
                                preview->curve != NULL ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->file_image), TRUE);
  vit_data_card_show_columns (self);
  vit_data_card_show_choices (self);
  if (preview->curve == NULL && *preview->columns != NULL)
    adw_expander_row_set_expanded (self->reading_row, TRUE);
  vit_data_card_update_figure (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;

  g_task_return_pointer (task, vit_curve_preview_new (job->path, job->kind, &job->options),
                         (GDestroyNotify) vit_curve_preview_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  VitDataCard *self = VIT_DATA_CARD (source);
  VitCurvePreview *preview = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Overtaken by another one, or the card is gone. */
  if (preview == NULL)
    return;
  take_preview (self, preview);
  g_signal_emit_by_name (self, "changed");
}

void
vit_data_card_read_file (VitDataCard *self)
{
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  VitColumnOptions options = vit_data_card_get_options (self);
  g_autoptr (GTask) task = NULL;
  GStatBuf status;
  Job *job;

  if (self->file == NULL)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (g_stat (self->file, &status) != 0 || status.st_size <= LARGEST_READ_AT_ONCE)
    {
      take_preview (self, vit_curve_preview_new (self->file, kind, &options));
      return;
    }
  adw_action_row_set_subtitle (self->file_row, _ ("Reading…"));
  g_clear_pointer (&self->preview, vit_curve_preview_free);
  vit_data_card_update_figure (self);
  self->reading = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->file);
  job->kind = kind;
  job->options = options;
  job->options.pair = job->pair = g_strdup (options.pair);
  task = g_task_new (self, self->reading, on_read, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* FEFF paths of the edge to each element of the sample. */
static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  const VitElement *absorber = NULL;
  g_autofree char *edge = NULL;
  GError *error = NULL;

  if (!vit_edge_parse (job->edge, &absorber, &edge))
    absorber = NULL;
  for (int i = 0; i < job->composition.n && absorber != NULL && error == NULL; i++)
    {
      GPtrArray *paths = vit_feff_folder_read (job->path, absorber->z, job->composition.element[i]->z, edge, &error);

      if (paths != NULL)
        g_ptr_array_unref (paths);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  VitDataCard *self = VIT_DATA_CARD (source);

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->feff_problem, g_free);
  self->feff_problem = error != NULL ? g_strdup (error->message) : NULL;
  text = error != NULL ? g_markup_escape_text (error->message, -1) : g_markup_escape_text (self->feff, -1);
  adw_action_row_set_subtitle (self->feff_row, text);
  vit_row_set_error_style (self->feff_row, error != NULL);
  g_signal_emit_by_name (self, "changed");
}

void
vit_data_card_check_feff (VitDataCard *self)
{
  const char *edge = vit_combo_row_get_text (self->edge_row);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_pointer (&self->feff_problem, g_free);
  if (self->feff == NULL || edge == NULL || vit_data_card_get_kind (self) != VIT_DATA_EXAFS)
    return;
  self->feff_problem = g_strdup (_ ("the FEFF paths are being read"));
  self->checking = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->feff);
  job->edge = g_strdup (edge);
  job->composition = self->composition;
  task = g_task_new (self, self->checking, on_checked, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, check_in_thread);
}
