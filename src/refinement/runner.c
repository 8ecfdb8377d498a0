/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runner.h"
#include "annealer-state.h"
#include "balance.h"
#include "checkpoint-writer.h"

#include <math.h>
#include <pthread.h>

#define SLICE 500                    /* moves between looks at commands and the clock: 10 ms */
#define SNAPSHOT_INTERVAL (1.0 / 30) /* s */

typedef enum
{
  COMMAND_START,
  COMMAND_PAUSE,
  COMMAND_STEP,
  COMMAND_SCHEDULE,
  COMMAND_WEIGHT,
  COMMAND_ENABLED,
  COMMAND_STEP_SIZE,
  COMMAND_SHARE,
  COMMAND_N_MOVES,
  COMMAND_CHECKPOINT,
  COMMAND_REWIND,
  COMMAND_BALANCE,
  COMMAND_STOP,
} CommandKind;

typedef struct
{
  CommandKind kind;
  int term;
  double value;
  gint64 n;
  VitSchedule schedule;
  char *note;
  GBytes *state;
} Command;

struct _VitRunner
{
  VitAnnealer *annealer;
  VitRunnerOptions options;
  VitCheckpointWriter *writer;
  pthread_t thread;

  /* Of the worker alone. */
  gint64 until;                      /* moves at which to pause; G_MAXINT64 for none */
  gint64 between;                    /* moves between rows of the history */
  VitHistory *unsaved;               /* rows since the last checkpoint */
  gint64 branch, parent;             /* where the moves go that are made now */
  gint64 last_id, last_branch, here; /* the last checkpoint on this branch */
  gint64 saved_moves;                /* moves at the last checkpoint */
  gboolean forked;                   /* the next move begins a branch */
  double next_checkpoint, next_snapshot, measured_from;
  gint64 measured_moves;

  pthread_mutex_t mutex; /* guards all below */
  pthread_cond_t changed;
  GQueue commands;
  gboolean working; /* on commands that were taken */
  VitRunnerStatus status;
  VitSnapshot *snapshot;
  VitHistory *history;
  double moves_per_second;
  gint64 shown_branch;
  double *balance; /* weights last suggested, shape (n_terms) */
  gint64 n_balances;
  char *failure;
};

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

static void
command_free (Command *command)
{
  g_free (command->note);
  g_clear_pointer (&command->state, g_bytes_unref);
  g_free (command);
}

static void
send (VitRunner *self, Command command)
{
  pthread_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->commands, g_memdup2 (&command, sizeof command));
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
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
change (VitRunner *self, const Command *command)
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
obey (VitRunner *self, Command *command, VitRunnerStatus status)
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
  for (Command *command; (command = g_queue_pop_head (&self->commands)) != NULL; any = TRUE)
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
  send (self, (Command){ .kind = COMMAND_STOP });
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

void
vit_runner_start (VitRunner *self)
{
  send (self, (Command){ .kind = COMMAND_START });
}

void
vit_runner_pause (VitRunner *self)
{
  send (self, (Command){ .kind = COMMAND_PAUSE });
}

void
vit_runner_step (VitRunner *self, gint64 n_moves)
{
  send (self, (Command){ .kind = COMMAND_STEP, .n = n_moves });
}

void
vit_runner_set_schedule (VitRunner *self, int term, const VitSchedule *schedule)
{
  send (self, (Command){ .kind = COMMAND_SCHEDULE, .term = term, .schedule = *schedule });
}

void
vit_runner_set_weight (VitRunner *self, int term, double weight)
{
  send (self, (Command){ .kind = COMMAND_WEIGHT, .term = term, .value = weight });
}

void
vit_runner_set_enabled (VitRunner *self, int term, gboolean enabled)
{
  send (self, (Command){ .kind = COMMAND_ENABLED, .term = term, .n = enabled });
}

void
vit_runner_set_step_size (VitRunner *self, double step)
{
  send (self, (Command){ .kind = COMMAND_STEP_SIZE, .value = step });
}

void
vit_runner_set_share (VitRunner *self, VitMoveKind kind, double share)
{
  send (self, (Command){ .kind = COMMAND_SHARE, .n = kind, .value = share });
}

void
vit_runner_set_n_moves (VitRunner *self, gint64 n_moves)
{
  send (self, (Command){ .kind = COMMAND_N_MOVES, .n = n_moves });
}

void
vit_runner_checkpoint (VitRunner *self, const char *note)
{
  send (self, (Command){ .kind = COMMAND_CHECKPOINT, .note = g_strdup (note) });
}

void
vit_runner_rewind (VitRunner *self, gint64 id, GBytes *state)
{
  send (self, (Command){ .kind = COMMAND_REWIND, .n = id, .state = g_bytes_ref (state) });
}

void
vit_runner_balance (VitRunner *self)
{
  send (self, (Command){ .kind = COMMAND_BALANCE });
}

gboolean
vit_runner_get_balance (VitRunner *self, double *weights, gint64 *serial)
{
  gboolean found;

  pthread_mutex_lock (&self->mutex);
  found = self->balance != NULL;
  for (int t = 0; found && t < self->snapshot->n_terms; t++)
    weights[t] = self->balance[t];
  *serial = self->n_balances;
  pthread_mutex_unlock (&self->mutex);
  return found;
}

void
vit_runner_set_sink (VitRunner *self, const VitCheckpointSink *sink)
{
  if (self->writer != NULL)
    vit_checkpoint_writer_set_sink (self->writer, sink);
}

VitSnapshot *
vit_runner_get_snapshot (VitRunner *self)
{
  VitSnapshot *snapshot;

  pthread_mutex_lock (&self->mutex);
  snapshot = vit_snapshot_ref (self->snapshot);
  pthread_mutex_unlock (&self->mutex);
  return snapshot;
}

VitRunnerStatus
vit_runner_get_status (VitRunner *self)
{
  VitRunnerStatus status;

  pthread_mutex_lock (&self->mutex);
  status = self->status;
  pthread_mutex_unlock (&self->mutex);
  return status;
}

double
vit_runner_get_moves_per_second (VitRunner *self)
{
  double moves_per_second;

  pthread_mutex_lock (&self->mutex);
  moves_per_second = self->moves_per_second;
  pthread_mutex_unlock (&self->mutex);
  return moves_per_second;
}

gint64
vit_runner_get_branch (VitRunner *self)
{
  gint64 branch;

  pthread_mutex_lock (&self->mutex);
  branch = self->shown_branch;
  pthread_mutex_unlock (&self->mutex);
  return branch;
}

char *
vit_runner_get_failure (VitRunner *self)
{
  char *failure;

  pthread_mutex_lock (&self->mutex);
  failure = g_strdup (self->failure);
  pthread_mutex_unlock (&self->mutex);
  return failure;
}

char *
vit_runner_get_sink_error (VitRunner *self)
{
  return self->writer != NULL ? vit_checkpoint_writer_get_error (self->writer) : NULL;
}

VitHistory *
vit_runner_get_history (VitRunner *self)
{
  VitHistory *copy;

  pthread_mutex_lock (&self->mutex);
  copy = vit_history_new (vit_history_get_n_terms (self->history));
  vit_history_append (copy, self->history);
  pthread_mutex_unlock (&self->mutex);
  return copy;
}

gboolean
vit_runner_wait (VitRunner *self, double seconds)
{
  struct timespec until;
  gboolean idle;
  double end;

  clock_gettime (CLOCK_REALTIME, &until);
  end = (double) until.tv_sec + (double) until.tv_nsec / 1e9 + seconds;
  until.tv_sec = (time_t) floor (end);
  until.tv_nsec = (long) ((end - floor (end)) * 1e9);
  pthread_mutex_lock (&self->mutex);
  while (self->working || !g_queue_is_empty (&self->commands))
    if (pthread_cond_timedwait (&self->changed, &self->mutex, &until) != 0)
      break;
  idle = !self->working && g_queue_is_empty (&self->commands);
  pthread_mutex_unlock (&self->mutex);
  return idle;
}

gboolean
vit_runner_flush (VitRunner *self)
{
  return self->writer == NULL || vit_checkpoint_writer_flush (self->writer);
}
