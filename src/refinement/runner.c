/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread of the run. */
#include "annealer-state.h"
#include "balance.h"
#include "runner-private.h"

#include <math.h>

#define SLICE 500                    /* moves between looks at commands and the clock: 10 ms */
#define SNAPSHOT_INTERVAL (1.0 / 30) /* s */

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

static void
command_free (VitRunnerCommand *command)
{
  g_free (command->note);
  g_clear_pointer (&command->state, g_bytes_unref);
  g_free (command);
}

static gint64
get_moves (const VitRunner *self)
{
  return vit_annealer_get_counts (self->annealer)->attempted;
}

/* Shows what is now: a snapshot and a status. */
static void
publish (VitRunner *self, VitRunnerStatus status)
{
  VitSnapshot *snapshot = vit_snapshot_new (self->annealer), *old;
  double time = now ();

  pthread_mutex_lock (&self->mutex);
  old = self->snapshot;
  self->snapshot = snapshot;
  self->status = status;
  self->shown_branch = self->branch;
  if (time - self->measured_from > 1)
    {
      self->moves_per_second = (double) (get_moves (self) - self->measured_moves) / (time - self->measured_from);
      self->measured_from = time;
      self->measured_moves = get_moves (self);
    }
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  vit_snapshot_unref (old);
  self->next_snapshot = time + SNAPSHOT_INTERVAL;
  if (self->options.changed != NULL)
    self->options.changed (self->options.data);
}

static void
record (VitRunner *self)
{
  vit_history_record (self->unsaved, self->annealer);
  pthread_mutex_lock (&self->mutex);
  vit_history_record (self->history, self->annealer);
  pthread_mutex_unlock (&self->mutex);
}

/* @note: (nullable) (transfer full) */
static void
make_checkpoint (VitRunner *self, VitCheckpointReason reason, char *note)
{
  VitCheckpoint *checkpoint;

  self->next_checkpoint = self->options.checkpoint_interval > 0 ? now () + self->options.checkpoint_interval : INFINITY;
  if (self->writer == NULL)
    {
      g_free (note);
      return;
    }
  checkpoint = g_new0 (VitCheckpoint, 1);
  checkpoint->id = self->here = ++self->last_id;
  checkpoint->branch = self->branch;
  checkpoint->parent = self->parent;
  checkpoint->reason = reason;
  checkpoint->note = note;
  checkpoint->moves = self->saved_moves = get_moves (self);
  checkpoint->chi2 = vit_annealer_get_chi2 (self->annealer);
  checkpoint->state = vit_annealer_save (self->annealer);
  checkpoint->rows = g_steal_pointer (&self->unsaved);
  self->unsaved = vit_history_new (vit_annealer_get_n_terms (self->annealer));
  vit_checkpoint_writer_push (self->writer, checkpoint);
}

/* What happens next does not belong to the branch of the checkpoint that was gone back to. Returns: whether it was. */
static gboolean
begin_branch (VitRunner *self)
{
  gboolean forked = self->forked;

  if (forked)
    {
      self->forked = FALSE;
      self->branch = ++self->last_branch;
      self->parent = self->here;
    }
  return forked;
}

static const char *
term_name (const VitRunner *self, int term)
{
  return vit_annealer_get_term (self->annealer, term)->name;
}

/* Carries a change out. Returns: what it was, in words. */
static char *
change (VitRunner *self, const VitRunnerCommand *command)
{
  switch (command->kind)
    {
    case COMMAND_SCHEDULE:
      vit_annealer_set_schedule (self->annealer, command->term, &command->schedule);
      return g_strdup_printf ("sigma of %s: %g to %g", term_name (self, command->term), command->schedule.start,
                              command->schedule.end);
    case COMMAND_WEIGHT:
      vit_annealer_set_weight (self->annealer, command->term, command->value);
      return g_strdup_printf ("weight of %s: %g", term_name (self, command->term), command->value);
    case COMMAND_ENABLED:
      vit_annealer_set_enabled (self->annealer, command->term, command->n != 0);
      return g_strdup_printf ("%s %s", term_name (self, command->term), command->n != 0 ? "on" : "off");
    case COMMAND_STEP_SIZE:
      vit_annealer_set_step (self->annealer, command->value);
      return g_strdup_printf ("step: %g", command->value);
    case COMMAND_SHARE:
      vit_annealer_set_share (self->annealer, (VitMoveKind) command->n, command->value);
      return g_strdup_printf ("share of %s moves: %g", vit_move_kind_to_string ((VitMoveKind) command->n),
                              vit_annealer_get_share (self->annealer, (VitMoveKind) command->n));
    default:
      vit_annealer_set_n_moves (self->annealer, command->n);
      self->between = MAX (1, command->n / self->options.history_rows);
      return g_strdup_printf ("moves: %" G_GINT64_FORMAT, command->n);
    }
}

static void
rewind_to (VitRunner *self, gint64 id, GBytes *state)
{
  g_autoptr (GError) error = NULL;

  if (!vit_annealer_restore (self->annealer, state, &error))
    {
      pthread_mutex_lock (&self->mutex);
      g_free (self->failure);
      self->failure = g_strdup (error->message);
      pthread_mutex_unlock (&self->mutex);
      return;
    }
  self->here = id;
  self->forked = TRUE;
  self->saved_moves = get_moves (self);
  vit_history_free (self->unsaved);
  self->unsaved = vit_history_new (vit_annealer_get_n_terms (self->annealer));
  pthread_mutex_lock (&self->mutex);
  vit_history_free (self->history);
  self->history = vit_history_new (vit_annealer_get_n_terms (self->annealer));
  pthread_mutex_unlock (&self->mutex);
}

static void
find_balance (VitRunner *self)
{
  int n = vit_annealer_get_n_terms (self->annealer);
  g_autofree VitTermChange *changes = g_new (VitTermChange, n);
  double *weights = g_new (double, n);

  vit_annealer_measure_balance (self->annealer, VIT_BALANCE_PROPOSALS, changes);
  vit_balance_suggest (self->annealer, changes, weights);
  pthread_mutex_lock (&self->mutex);
  g_free (self->balance);
  self->balance = weights;
  self->n_balances++;
  pthread_mutex_unlock (&self->mutex);
}

static VitRunnerStatus
end_status (const VitRunner *self)
{
  return vit_annealer_get_progress (self->annealer) >= 1 ? VIT_RUNNER_FINISHED : VIT_RUNNER_PAUSED;
}

static VitRunnerStatus
pause_now (VitRunner *self, VitRunnerStatus status)
{
  self->until = G_MAXINT64;
  if (status == VIT_RUNNER_RUNNING && get_moves (self) != self->saved_moves)
    make_checkpoint (self, VIT_CHECKPOINT_PAUSE, NULL);
  return status == VIT_RUNNER_RUNNING ? end_status (self) : status;
}

/* Returns: the status after it. */
static VitRunnerStatus
obey (VitRunner *self, VitRunnerCommand *command, VitRunnerStatus status)
{
  switch (command->kind)
    {
    case COMMAND_START:
    case COMMAND_STEP:
      if (status == VIT_RUNNER_FAILED)
        return status;
      /* So that a branch is known from its first move on. */
      if (begin_branch (self))
        make_checkpoint (self, VIT_CHECKPOINT_START, NULL);
      self->until = command->kind == COMMAND_STEP ? get_moves (self) + command->n : G_MAXINT64;
      self->measured_from = now ();
      self->measured_moves = get_moves (self);
      return VIT_RUNNER_RUNNING;
    case COMMAND_PAUSE:
    case COMMAND_STOP:
      return pause_now (self, status);
    case COMMAND_CHECKPOINT:
      make_checkpoint (self, VIT_CHECKPOINT_CHANGE, g_steal_pointer (&command->note));
      return status;
    case COMMAND_REWIND:
      pause_now (self, status);
      rewind_to (self, command->n, command->state);
      return end_status (self);
    case COMMAND_BALANCE:
      find_balance (self);
      return status;
    default:
      begin_branch (self);
      make_checkpoint (self, VIT_CHECKPOINT_CHANGE, change (self, command));
      return status;
    }
}

/* Takes what was sent. Returns: whether to go on. */
static gboolean
take_commands (VitRunner *self, VitRunnerStatus *status)
{
  gboolean going_on = TRUE, any = FALSE;

  pthread_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->commands) && *status != VIT_RUNNER_RUNNING)
    {
      self->working = FALSE;
      pthread_cond_broadcast (&self->changed);
      pthread_cond_wait (&self->changed, &self->mutex);
    }
  self->working = TRUE;
  for (VitRunnerCommand *command; (command = g_queue_pop_head (&self->commands)) != NULL; any = TRUE)
    {
      pthread_mutex_unlock (&self->mutex);
      *status = obey (self, command, *status);
      going_on = going_on && command->kind != COMMAND_STOP;
      command_free (command);
      pthread_mutex_lock (&self->mutex);
    }
  pthread_mutex_unlock (&self->mutex);
  if (any)
    publish (self, *status);
  return going_on;
}

/* Moves up to the next thing that is due by moves: a row of the history, the end of the schedule, a pause. */
static gint64
next_slice (const VitRunner *self)
{
  gint64 moves = get_moves (self), n = vit_annealer_get_settings (self->annealer)->n_moves;
  gint64 slice = MIN (SLICE, self->between - moves % self->between);

  if (moves < n)
    slice = MIN (slice, n - moves);
  return MIN (slice, self->until - moves);
}

static VitRunnerStatus
run_slice (VitRunner *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n = vit_annealer_get_settings (self->annealer)->n_moves, moves;
  double time;

  if (!vit_annealer_run (self->annealer, next_slice (self), &error))
    {
      pthread_mutex_lock (&self->mutex);
      self->failure = g_strdup (error->message);
      pthread_mutex_unlock (&self->mutex);
      publish (self, VIT_RUNNER_FAILED);
      return VIT_RUNNER_FAILED;
    }
  moves = get_moves (self);
  time = now ();
  if (moves % self->between == 0 || moves == n)
    record (self);
  if (moves == n || moves >= self->until)
    {
      self->until = G_MAXINT64;
      make_checkpoint (self, moves == n ? VIT_CHECKPOINT_END : VIT_CHECKPOINT_PAUSE, NULL);
      publish (self, end_status (self));
      return end_status (self);
    }
  if (time >= self->next_checkpoint)
    make_checkpoint (self, VIT_CHECKPOINT_TIMER, NULL);
  if (time >= self->next_snapshot)
    publish (self, VIT_RUNNER_RUNNING);
  return VIT_RUNNER_RUNNING;
}

static void *
work (void *data)
{
  VitRunner *self = data;
  VitRunnerStatus status = end_status (self);

  while (take_commands (self, &status))
    if (status == VIT_RUNNER_RUNNING)
      status = run_slice (self);
  return NULL;
}

void
vit_runner_options_init (VitRunnerOptions *self)
{
  *self = (VitRunnerOptions){ .checkpoint_interval = 30, .history_rows = 500, .branch = 1, .last_branch = 1 };
}

VitRunner *
vit_runner_new (VitAnnealer *annealer, const VitRunnerOptions *options)
{
  VitRunner *self = g_new0 (VitRunner, 1);
  int n_terms = vit_annealer_get_n_terms (annealer);
  gboolean fresh;

  self->annealer = annealer;
  self->options = *options;
  self->until = G_MAXINT64;
  self->between = MAX (1, vit_annealer_get_settings (annealer)->n_moves / options->history_rows);
  self->unsaved = vit_history_new (n_terms);
  self->history = vit_history_new (n_terms);
  self->branch = options->branch;
  self->parent = options->parent;
  self->here = self->last_id = options->last_id;
  self->last_branch = options->last_branch;
  self->saved_moves = get_moves (self);
  g_queue_init (&self->commands);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  if (options->sink.store != NULL)
    self->writer = vit_checkpoint_writer_new (&options->sink);
  fresh = get_moves (self) == 0 && options->last_id == 0;
  if (fresh)
    {
      vit_history_record (self->unsaved, annealer);
      vit_history_record (self->history, annealer);
    }
  if (fresh || options->new_branch)
    make_checkpoint (self, VIT_CHECKPOINT_START, NULL);
  else
    self->next_checkpoint = options->checkpoint_interval > 0 ? now () + options->checkpoint_interval : INFINITY;
  publish (self, end_status (self));
  if (pthread_create (&self->thread, NULL, work, self) != 0)
    g_error ("no thread can be made");
  return self;
}

void
vit_runner_free (VitRunner *self)
{
  if (self == NULL)
    return;
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_STOP });
  pthread_join (self->thread, NULL);
  vit_checkpoint_writer_free (self->writer);
  vit_snapshot_unref (self->snapshot);
  vit_history_free (self->unsaved);
  vit_history_free (self->history);
  g_queue_clear_full (&self->commands, (GDestroyNotify) command_free);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->balance);
  g_free (self->failure);
  g_free (self);
}
