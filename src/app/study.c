/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-private.h"

/* Time between looks at the engine, ms; and at the checkpoints while it runs, µs. */
#define LOOK 100
#define CHECKPOINTS_AGE (1500 * 1000)

static guint signals[VIT_STUDY_N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitStudy, vit_study, G_TYPE_OBJECT)

void
vit_study_emit (VitStudy *self, int signal)
{
  g_signal_emit (self, signals[signal], 0);
}

/* Ends the engine and closes the file, on a thread that may wait for them. */
static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  VitStudyParts *parts = data;
  VitRunner *runner = g_object_get_data (G_OBJECT (task), "runner");

  vit_runner_free (runner);
  vit_study_parts_free (parts);
  g_task_return_boolean (task, TRUE);
}

static void
closed (GObject *source, GAsyncResult *result, gpointer data)
{
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static void
stop_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  vit_runner_free (data);
  g_task_return_boolean (task, TRUE);
}

void
vit_study_close (VitStudy *self)
{
  g_autoptr (GTask) task = NULL;

  /* Who saves it under another name closes it then. */
  if (self->runner == NULL || self->saving)
    return;
  g_clear_handle_id (&self->poll, g_source_remove);
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  task = g_task_new (self, NULL, closed, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->runner), NULL);
  g_task_run_in_thread (task, stop_in_thread);
}

static void
vit_study_dispose (GObject *object)
{
  VitStudy *self = VIT_STUDY (object);

  g_clear_handle_id (&self->poll, g_source_remove);
  if (self->project != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, closed, NULL);
      VitStudyParts *parts = g_new0 (VitStudyParts, 1);

      parts->project = g_steal_pointer (&self->project);
      parts->fit = g_steal_pointer (&self->fit);
      /* The program lives until all is written. */
      if (g_application_get_default () != NULL)
        g_application_hold (g_application_get_default ());
      g_object_set_data (G_OBJECT (task), "runner", g_steal_pointer (&self->runner));
      g_task_set_task_data (task, parts, NULL);
      g_task_run_in_thread (task, close_in_thread);
    }
  G_OBJECT_CLASS (vit_study_parent_class)->dispose (object);
}

static void
vit_study_finalize (GObject *object)
{
  VitStudy *self = VIT_STUDY (object);

  g_free (self->name);
  g_free (self->problem);
  vit_snapshot_unref (self->live);
  vit_snapshot_unref (self->shown);
  vit_history_free (self->before);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  vit_fit_free (self->viewer);
  vit_edits_free (self->edits);
  G_OBJECT_CLASS (vit_study_parent_class)->finalize (object);
}

static void
vit_study_init (VitStudy *self)
{
  self->edits = vit_edits_new ();
}

static void
vit_study_class_init (VitStudyClass *class)
{
  static const char *const names[VIT_STUDY_N_SIGNALS] = { "changed", "checkpoints", "shown", "problem", "edited" };
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = vit_study_dispose;
  object_class->finalize = vit_study_finalize;
  for (int k = 0; k < VIT_STUDY_N_SIGNALS; k++)
    signals[k] = g_signal_new (names[k], VIT_TYPE_STUDY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("unreadable", VIT_TYPE_STUDY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

VitStudy *
vit_study_new_of_parts (VitStudyParts *parts, gboolean untitled)
{
  VitStudy *self = g_object_new (VIT_TYPE_STUDY, NULL);

  self->project = g_steal_pointer (&parts->project);
  self->fit = g_steal_pointer (&parts->fit);
  self->before = g_steal_pointer (&parts->history);
  self->checkpoints = g_steal_pointer (&parts->checkpoints);
  self->untitled = untitled;
  self->name = vit_study_make_name (vit_project_get_path (self->project), untitled);
  self->runner = vit_runner_new (self->fit->annealer, &parts->options);
  self->live = vit_runner_get_snapshot (self->runner);
  vit_study_parts_free (parts);
  vit_study_wake (self);
  return self;
}

static void
look_for_problems (VitStudy *self)
{
  g_autofree char *failure = vit_runner_get_failure (self->runner);
  g_autofree char *unsaved = vit_runner_get_sink_error (self->runner);
  const char *problem = failure != NULL ? failure : unsaved;

  if (self->saving)
    return;
  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  vit_study_emit (self, VIT_STUDY_PROBLEM);
}

static gboolean
look (gpointer data)
{
  g_autoptr (VitStudy) self = g_object_ref (data);
  gboolean idle = vit_runner_wait (self->runner, 0);
  g_autoptr (VitSnapshot) snapshot = vit_runner_get_snapshot (self->runner);

  vit_snapshot_unref (self->live);
  self->live = g_steal_pointer (&snapshot);
  look_for_problems (self);
  if (idle || g_get_monotonic_time () - self->checkpoints_read > CHECKPOINTS_AGE)
    vit_study_read_checkpoints (self);
  if (idle)
    self->poll = 0;
  vit_study_emit (self, VIT_STUDY_CHANGED);
  return idle ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

void
vit_study_wake (VitStudy *self)
{
  if (self->poll == 0 && self->runner != NULL)
    self->poll = g_timeout_add (LOOK, look, self);
}

void
vit_study_start (VitStudy *self)
{
  /* Who looks at an old state and runs wants to see the run. */
  vit_study_show (self, 0);
  vit_runner_start (self->runner);
  vit_study_wake (self);
}

void
vit_study_pause (VitStudy *self)
{
  vit_runner_pause (self->runner);
  vit_study_wake (self);
}

void
vit_study_step (VitStudy *self, gint64 n_moves)
{
  vit_study_show (self, 0);
  vit_runner_step (self->runner, n_moves);
  vit_study_wake (self);
}

void
vit_study_save (VitStudy *self)
{
  vit_runner_checkpoint (self->runner, "saved");
  vit_study_wake (self);
}

const char *
vit_study_get_path (VitStudy *self)
{
  return vit_project_get_path (self->project);
}

const char *
vit_study_get_name (VitStudy *self)
{
  return self->name;
}

gboolean
vit_study_is_untitled (VitStudy *self)
{
  return self->untitled;
}

gboolean
vit_study_is_read_only (VitStudy *self)
{
  return vit_project_is_read_only (self->project);
}

const VitFit *
vit_study_get_fit (VitStudy *self)
{
  return self->fit;
}

VitRunnerStatus
vit_study_get_status (VitStudy *self)
{
  return vit_runner_get_status (self->runner);
}

double
vit_study_get_moves_per_second (VitStudy *self)
{
  return vit_runner_get_moves_per_second (self->runner);
}

gint64
vit_study_get_branch (VitStudy *self)
{
  return vit_runner_get_branch (self->runner);
}

const VitSnapshot *
vit_study_get_live (VitStudy *self)
{
  return self->live;
}

VitHistory *
vit_study_get_history (VitStudy *self)
{
  g_autoptr (VitHistory) since = vit_runner_get_history (self->runner);
  VitHistory *history = vit_history_new (self->live->n_terms);

  vit_history_append (history, self->before);
  vit_history_append (history, since);
  return history;
}

VitRunner *
vit_study_get_runner (VitStudy *self)
{
  return self->runner;
}

VitProject *
vit_study_get_project (VitStudy *self)
{
  return self->project;
}

const char *
vit_study_get_problem (VitStudy *self)
{
  return self->problem;
}
