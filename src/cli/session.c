/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"
#include "cli.h"
#include "configuration-file.h"
#include "error.h"
#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Time between looks at signals and at the engine, s. */
#define LOOK 0.05

static volatile sig_atomic_t interrupted;

static void
on_signal (int number)
{
  interrupted = 1;
}

static void
catch_signals (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESETHAND };

  /* A second signal ends the program at once. */
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

/* Says once why a checkpoint could not be kept, and when it can be again. */
static void
watch_disk (VitCliSession *self, VitRunner *runner)
{
  g_autofree char *error = vit_runner_get_sink_error (runner);

  if (g_strcmp0 (error, self->unsaved) == 0)
    return;
  if (error != NULL)
    fprintf (stderr, "\nvitrum-cli: %s; the run goes on in memory\n", error);
  else
    fprintf (stderr, "\nvitrum-cli: the project is written again\n");
  g_free (self->unsaved);
  self->unsaved = g_steal_pointer (&error);
}

static void
follow (VitCliSession *self, VitRunner *runner)
{
  g_autoptr (VitProgress) progress = vit_progress_new ();
  g_autoptr (VitSnapshot) last = NULL;
  gboolean idle = FALSE;

  vit_runner_start (runner);
  while (!idle)
    {
      g_autoptr (VitSnapshot) snapshot = NULL;

      idle = vit_runner_wait (runner, LOOK);
      snapshot = vit_runner_get_snapshot (runner);
      vit_progress_update (progress, snapshot);
      watch_disk (self, runner);
      if (interrupted && !self->interrupted)
        {
          self->interrupted = TRUE;
          vit_runner_pause (runner);
        }
    }
  last = vit_runner_get_snapshot (runner);
  vit_progress_finish (progress, last);
  self->seconds = vit_progress_get_seconds (progress);
}

/* The last row is the model that is saved, also if a signal came between two rows. */
static void
add_last_row (VitCliSession *self)
{
  gsize n = vit_history_get_n_rows (self->history);

  if (n == 0
      || vit_history_get_row (self->history, n - 1)->moves != vit_annealer_get_counts (self->fit->annealer)->attempted)
    vit_history_record (self->history, self->fit->annealer);
}

/* Where what the project's own disk has no room for can be found. */
static char *
rescue_path (const VitProject *project, const char *ending)
{
  g_autofree char *name = g_path_get_basename (vit_project_get_path (project));

  return g_strdup_printf ("%s/rescued-%u-%s%s", g_get_tmp_dir (), g_random_int () % 100000, name, ending);
}

/* Saves the whole project elsewhere, with what could not be written. Returns: (nullable): the copy, where the rest
 * goes. */
static VitProject *
save_elsewhere (const VitCliSession *self, VitRunner *runner)
{
  g_autofree char *path = rescue_path (self->project, "");
  g_autoptr (VitProject) copy = NULL;
  VitCheckpointSink sink;

  if (vit_project_save_as (self->project, path, NULL, NULL))
    copy = vit_project_open (path, FALSE, NULL);
  if (copy == NULL)
    return NULL;
  sink = vit_project_get_sink (copy);
  vit_runner_set_sink (runner, &sink);
  if (!vit_runner_flush (runner))
    return NULL;
  fprintf (stderr, "vitrum-cli: the whole project is saved as %s\n", path);
  return g_steal_pointer (&copy);
}

/* The model in a file that every other program can read. */
static void
save_model (const VitCliSession *self)
{
  g_autofree char *path = rescue_path (self->project, ".xyz");
  g_autoptr (VitConfiguration) model = vit_fit_get_configuration (self->fit);
  g_autoptr (GError) error = NULL;

  if (vit_configuration_write (model, path, VIT_FORMAT_EXTENDED_XYZ, "rescued by vitrum-cli", &error))
    fprintf (stderr, "vitrum-cli: the model is in %s\n", path);
  else
    fprintf (stderr, "vitrum-cli: %s\n", error->message);
}

gboolean
vit_cli_session_run (VitCliSession *self, GError **error)
{
  g_autoptr (VitProject) copy = NULL; /* outlives the runner, which writes to it */
  g_autoptr (VitRunner) runner = NULL;
  g_autoptr (VitHistory) history = NULL;
  g_autofree char *failure = NULL;

  if (self->project != NULL)
    self->options.sink = vit_project_get_sink (self->project);
  catch_signals ();
  runner = vit_runner_new (self->fit->annealer, &self->options);
  follow (self, runner);
  vit_runner_flush (runner);
  watch_disk (self, runner);
  if (self->unsaved != NULL)
    {
      copy = save_elsewhere (self, runner);
      save_model (self);
    }
  failure = vit_runner_get_failure (runner);
  history = vit_runner_get_history (runner);
  vit_history_append (self->history, history);
  g_clear_pointer (&runner, vit_runner_free);
  add_last_row (self);
  if (failure == NULL)
    return TRUE;
  g_set_error_literal (error, VIT_ERROR, VIT_ERROR_NUMERIC, failure);
  return FALSE;
}

int
vit_cli_session_end (const VitCliSession *self)
{
  const VitAnnealer *annealer = self->fit->annealer;

  if (!self->interrupted)
    return VIT_CLI_DONE;
  fprintf (stderr, "vitrum-cli: stopped by a signal after %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " moves\n",
           vit_annealer_get_counts (annealer)->attempted, vit_annealer_get_settings (annealer)->n_moves);
  return VIT_CLI_INTERRUPTED;
}
