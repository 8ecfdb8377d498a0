/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a study is opened, made and saved elsewhere: on threads that may wait for files. */
#include "error.h"
#include "folder.h"
#include "study-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What follows the name of a project that was not saved under one. */
#define TIME_PATTERN " 2026-11-24 145212"

void
vit_study_parts_free (VitStudyParts *self)
{
  if (self == NULL)
    return;
  vit_history_free (self->history);
  vit_fit_free (self->fit);
  vit_project_close (self->project);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_free (self);
}

char *
vit_study_untitled_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "vitrum", "unsaved", NULL);
}

/* Keeps checkpoints in memory until there is a file for them. */
static gboolean
hold (const VitCheckpoint *checkpoint, gpointer data, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_ROFS,
                       _ ("The project is open read-only: save it under another name to keep what you do"));
  return FALSE;
}

static const VitCheckpointSink holding = { .store = hold };

/* A project of which only the file is there yet. */
static VitStudyParts *
read_parts (VitProject *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (VitStudyParts) parts = g_new0 (VitStudyParts, 1);
  const VitProjectCheckpoint *last;

  parts->project = project;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    parts->fit = vit_project_new_fit (project, error);
  if (parts->fit == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || (parts->checkpoints = vit_project_list_checkpoints (project, error)) == NULL)
    return NULL;
  parts->history = vit_history_new (vit_annealer_get_n_terms (parts->fit->annealer));
  vit_runner_options_init (&parts->options);
  parts->options.checkpoint_interval = vit_project_get_number (project, "checkpoint_interval", 30);
  parts->options.sink = vit_project_is_read_only (project) ? holding : vit_project_get_sink (project);
  last = vit_project_find_checkpoint (parts->checkpoints, 0);
  if (last != NULL)
    {
      if (!vit_project_go_back (project, last, parts->fit->annealer, parts->history, error))
        return NULL;
      vit_project_continue (parts->checkpoints, last, &parts->options);
    }
  return g_steal_pointer (&parts);
}

static VitProject *
create (const char *recipe, GError **error)
{
  g_autofree char *folder = vit_study_untitled_folder (), *base = g_path_get_basename (recipe), *path = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H%M%S");

  if (g_str_has_suffix (base, ".ini"))
    base[strlen (base) - 4] = '\0';
  path = g_strdup_printf ("%s/%s %s.vitrum", folder, base, time);
  if (!vit_folder_make (folder, 0700, error))
    return NULL;
  return vit_project_create (path, recipe, NULL, error);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  gboolean is_new = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "new"));
  GError *error = NULL;
  VitProject *project = is_new ? create (path, &error) : vit_project_open (path, FALSE, &error);
  VitStudyParts *parts;
  g_autofree char *fresh = NULL;

  /* What another program has open, or nobody may write, can be looked at. */
  if (!is_new
      && (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN)
          || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES)
          || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS)))
    {
      g_autoptr (GError) reason = g_steal_pointer (&error);

      project = vit_project_open (path, TRUE, &error);
    }
  fresh = project != NULL && is_new ? g_strdup (vit_project_get_path (project)) : NULL;
  parts = project != NULL ? read_parts (project, cancellable, &error) : NULL;
  if (parts != NULL && g_cancellable_set_error_if_cancelled (cancellable, &error))
    g_clear_pointer (&parts, vit_study_parts_free);
  /* Of what was not wanted to the end nothing stays. */
  if (fresh != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_unlink (fresh);
  if (parts != NULL)
    g_task_return_pointer (task, parts, (GDestroyNotify) vit_study_parts_free);
  else
    g_task_return_error (task, error);
}

static void
open_async (const char *path, gboolean is_new, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data (G_OBJECT (task), "new", GINT_TO_POINTER (is_new));
  g_task_run_in_thread (task, open_in_thread);
}

void
vit_study_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  open_async (path, FALSE, cancellable, callback, data);
}

void
vit_study_new_async (const char *recipe, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  open_async (recipe, TRUE, cancellable, callback, data);
}

/* "Cu64Zr36" of "…/Cu64Zr36.vitrum", and of "…/unsaved/Cu64Zr36 2026-11-24 145212.vitrum". */
char *
vit_study_make_name (const char *path, gboolean untitled)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".vitrum"))
    name[strlen (name) - strlen (".vitrum")] = '\0';
  if (untitled && strlen (name) > strlen (TIME_PATTERN))
    name[strlen (name) - strlen (TIME_PATTERN)] = '\0';
  return name;
}

gboolean
vit_study_can_open (const char *path)
{
  return g_str_has_suffix (path, ".vitrum") || g_str_has_suffix (path, ".ini");
}

VitStudy *
vit_study_open_finish (GAsyncResult *result, GError **error)
{
  VitStudyParts *parts = g_task_propagate_pointer (G_TASK (result), error);
  g_autofree char *folder = vit_study_untitled_folder ();

  if (parts == NULL)
    return NULL;
  return vit_study_new_of_parts (parts, g_str_has_prefix (vit_project_get_path (parts->project), folder));
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  VitStudy *self = source;
  const char *path = data;
  g_autofree char *fresh = g_strdup_printf ("%s.%d.new", path, (int) getpid ());
  GError *error = NULL;
  VitProject *project = NULL;

  /* What comes while it is copied goes to the copy. */
  vit_runner_set_sink (self->runner, &holding);
  /* Under its own name only when it is whole; the one that was there before is replaced then. */
  if (vit_project_save_as (self->project, fresh, cancellable, &error)
      && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      if (g_rename (fresh, path) == 0)
        project = vit_project_open (path, FALSE, &error);
      else
        g_set_error (&error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
    }
  g_unlink (fresh);
  if (project != NULL)
    g_task_return_pointer (task, project, (GDestroyNotify) vit_project_close);
  else
    g_task_return_error (task, error);
}

void
vit_study_save_as_async (VitStudy *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  /* One at a time: the file of before the last one is closed only when nothing reads it any more. */
  if (self->saving || self->retired != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("It is being saved just now"));
      return;
    }
  g_object_set_data (G_OBJECT (task), "saves", self);
  self->saving = TRUE;
  /* The program lives until it is done. */
  self->saver = vit_hold_new ();
  vit_study_begin_reading (self);
  /* With what has happened up to now. */
  vit_runner_checkpoint (self->runner, "saved");
  g_task_set_task_data (task, g_strdup (path), g_free);
  /* What was renamed in spite of it is gone on with. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_in_thread);
}

static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_strdup (vit_project_get_path (data)), *folder = vit_study_untitled_folder ();

  vit_project_close (data);
  /* The file in which it was kept until it got a name. */
  if (g_str_has_prefix (path, folder))
    g_unlink (path);
  g_task_return_boolean (task, TRUE);
}

void
vit_study_begin_reading (VitStudy *self)
{
  self->n_readers++;
}

static void
close_retired (VitStudy *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->n_readers > 0 || self->retired == NULL)
    return;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->retired), NULL);
  g_task_run_in_thread (task, close_in_thread);
}

void
vit_study_end_reading (VitStudy *self)
{
  self->n_readers--;
  close_retired (self);
}

gboolean
vit_study_save_as_finish (VitStudy *self, GAsyncResult *result, GError **error)
{
  gboolean saves = g_object_get_data (G_OBJECT (result), "saves") != NULL;
  VitProject *project = g_task_propagate_pointer (G_TASK (result), error), *old = self->project;
  VitCheckpointSink sink = project == NULL && vit_project_is_read_only (old)
                               ? holding
                               : vit_project_get_sink (project != NULL ? project : old);

  /* Another one goes on. */
  if (!saves)
    return FALSE;
  vit_runner_set_sink (self->runner, &sink);
  self->saving = FALSE;
  g_clear_pointer (&self->saver, vit_hold_free);
  self->n_readers--;
  if (project == NULL)
    return FALSE;
  self->project = project;
  self->retired = old;
  close_retired (self);
  self->untitled = FALSE;
  g_free (self->name);
  self->name = vit_study_make_name (vit_project_get_path (project), FALSE);
  vit_study_read_checkpoints (self);
  vit_study_wake (self);
  return TRUE;
}
