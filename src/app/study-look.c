/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checkpoints of a study: the list of them, looking at one, and going back to one. */
#include "annealer-state.h"
#include "study-private.h"

#include <glib/gi18n.h>

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *checkpoints = vit_project_list_checkpoints (data, &error);

  if (checkpoints != NULL)
    g_task_return_pointer (task, checkpoints, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  const VitProjectCheckpoint *last_a, *last_b;

  if (a->len != b->len || a->len == 0)
    return a->len == b->len;
  last_a = a->pdata[a->len - 1];
  last_b = b->pdata[b->len - 1];
  return last_a->id == last_b->id && last_a->has_state == last_b->has_state;
}

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  VitStudy *self = VIT_STUDY (source);
  g_autoptr (GPtrArray) checkpoints = g_task_propagate_pointer (G_TASK (result), NULL);

  self->reading_checkpoints = FALSE;
  vit_study_end_reading (self);
  self->checkpoints_read = g_get_monotonic_time ();
  if (checkpoints == NULL || (self->checkpoints != NULL && is_same (self->checkpoints, checkpoints)))
    return;
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  self->checkpoints = g_steal_pointer (&checkpoints);
  vit_study_emit (self, VIT_STUDY_CHECKPOINTS);
}

void
vit_study_read_checkpoints (VitStudy *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->reading_checkpoints || self->saving)
    return;
  self->reading_checkpoints = TRUE;
  vit_study_begin_reading (self);
  task = g_task_new (self, NULL, listed, NULL);
  g_task_set_task_data (task, self->project, NULL);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
vit_study_get_checkpoints (VitStudy *self)
{
  return self->checkpoints;
}

/* Puts a fit of the project, made if there is none yet, where a checkpoint was. */
static gboolean
put_at_checkpoint (VitProject *project, gint64 id, VitFit **fit, GError **error)
{
  g_autoptr (GBytes) state = NULL;

  if (*fit == NULL)
    *fit = vit_project_new_fit (project, error);
  if (*fit != NULL)
    state = vit_project_read_state (project, id, error);
  return state != NULL && vit_annealer_restore ((*fit)->annealer, state, error);
}

/* What a task that reads a checkpoint takes and gives. */
typedef struct
{
  VitProject *project;
  gint64 id;
  VitFit *viewer;
  VitSnapshot *snapshot;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  vit_fit_free (look->viewer);
  vit_snapshot_unref (look->snapshot);
  g_free (look);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;

  if (!put_at_checkpoint (look->project, look->id, &look->viewer, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  look->snapshot = vit_snapshot_new (look->viewer->annealer);
  g_task_return_boolean (task, TRUE);
}

static void look_at_wanted (VitStudy *self);

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  VitStudy *self = VIT_STUDY (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  self->viewing = FALSE;
  vit_study_end_reading (self);
  self->viewer = g_steal_pointer (&look->viewer);
  if (self->wanted_checkpoint != look->id)
    {
      /* Another one was asked for meanwhile. */
      look_at_wanted (self);
      return;
    }
  if (good)
    {
      vit_snapshot_unref (self->shown);
      self->shown = g_steal_pointer (&look->snapshot);
      self->shown_checkpoint = look->id;
    }
  else
    {
      self->wanted_checkpoint = self->shown_checkpoint;
      g_signal_emit_by_name (self, "unreadable", error->message);
    }
  vit_study_emit (self, VIT_STUDY_SHOWN);
}

static void
look_at_wanted (VitStudy *self)
{
  g_autoptr (GTask) task = NULL;
  Look *look;

  if (self->viewing || self->wanted_checkpoint == 0)
    return;
  self->viewing = TRUE;
  vit_study_begin_reading (self);
  look = g_new0 (Look, 1);
  look->project = self->project;
  look->id = self->wanted_checkpoint;
  look->viewer = g_steal_pointer (&self->viewer);
  task = g_task_new (self, NULL, looked, NULL);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_in_thread);
}

void
vit_study_show (VitStudy *self, gint64 checkpoint)
{
  if (checkpoint == self->wanted_checkpoint)
    return;
  self->wanted_checkpoint = checkpoint;
  if (checkpoint != 0)
    {
      look_at_wanted (self);
      return;
    }
  self->shown_checkpoint = 0;
  g_clear_pointer (&self->shown, vit_snapshot_unref);
  vit_study_emit (self, VIT_STUDY_SHOWN);
}

VitSnapshot *
vit_study_get_shown (VitStudy *self)
{
  return self->shown != NULL ? self->shown : self->live;
}

gint64
vit_study_get_shown_checkpoint (VitStudy *self)
{
  return self->shown_checkpoint;
}

/* A model that is read. */
typedef struct
{
  VitProject *project;
  gint64 id;
} Model;

static void
read_model_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Model *model = data;
  GError *error = NULL;
  g_autoptr (VitFit) fit = NULL;

  if (put_at_checkpoint (model->project, model->id, &fit, &error))
    g_task_return_pointer (task, vit_fit_get_configuration (fit), (GDestroyNotify) vit_configuration_free);
  else
    g_task_return_error (task, error);
}

void
vit_study_read_model_async (VitStudy *self, gint64 checkpoint, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Model *model = g_new (Model, 1);

  *model = (Model){ self->project, checkpoint };
  vit_study_begin_reading (self);
  g_task_set_task_data (task, model, g_free);
  g_task_run_in_thread (task, read_model_in_thread);
}

VitConfiguration *
vit_study_read_model_finish (VitStudy *self, GAsyncResult *result, gint64 *checkpoint, GError **error)
{
  const Model *model = g_task_get_task_data (G_TASK (result));

  *checkpoint = model->id;
  vit_study_end_reading (self);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is needed to go back to a checkpoint. */
typedef struct
{
  VitProject *project;
  gint64 id;
  GBytes *state;
  VitHistory *history;
} Rewind;

static void
rewind_free (gpointer data)
{
  Rewind *rewind = data;

  g_clear_pointer (&rewind->state, g_bytes_unref);
  vit_history_free (rewind->history);
  g_free (rewind);
}

static void
rewind_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Rewind *rewind = data;
  GError *error = NULL;
  /* Read again: what is looked at may be younger than the list that the study has. */
  g_autoptr (GPtrArray) checkpoints = vit_project_list_checkpoints (rewind->project, &error);
  const VitProjectCheckpoint *found
      = checkpoints != NULL ? vit_project_find_checkpoint (checkpoints, rewind->id) : NULL;

  if (found != NULL)
    rewind->state = vit_project_read_state (rewind->project, rewind->id, &error);
  else if (error == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no such checkpoint any more"));
  if (rewind->state != NULL)
    rewind->history = vit_project_read_history (rewind->project, found->branch, found->moves, &error);
  if (rewind->history != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rewound (GObject *source, GAsyncResult *result, gpointer data)
{
  VitStudy *self = VIT_STUDY (source);
  Rewind *rewind = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  vit_study_end_reading (self);
  if (self->runner == NULL)
    return; /* closed meanwhile */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_signal_emit_by_name (self, "unreadable", error->message);
      return;
    }
  vit_runner_rewind (self->runner, rewind->id, rewind->state);
  vit_history_free (self->before);
  self->before = g_steal_pointer (&rewind->history);
  vit_study_show (self, 0);
  vit_study_wake (self);
}

void
vit_study_rewind (VitStudy *self)
{
  g_autoptr (GTask) task = NULL;
  Rewind *rewind;

  if (self->shown_checkpoint == 0)
    return;
  rewind = g_new0 (Rewind, 1);
  rewind->project = self->project;
  rewind->id = self->shown_checkpoint;
  vit_runner_pause (self->runner);
  vit_study_begin_reading (self);
  task = g_task_new (self, NULL, rewound, NULL);
  g_task_set_task_data (task, rewind, rewind_free);
  g_task_run_in_thread (task, rewind_in_thread);
}
