/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What other threads ask of the run, and read of it. */
#include "runner-private.h"

void
vit_runner_send (VitRunner *self, VitRunnerCommand command)
{
  pthread_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->commands, g_memdup2 (&command, sizeof command));
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

void
vit_runner_start (VitRunner *self)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_START });
}

void
vit_runner_pause (VitRunner *self)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_PAUSE });
}

void
vit_runner_step (VitRunner *self, gint64 n_moves)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_STEP, .n = n_moves });
}

void
vit_runner_set_schedule (VitRunner *self, int term, const VitSchedule *schedule)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_SCHEDULE, .term = term, .schedule = *schedule });
}

void
vit_runner_set_weight (VitRunner *self, int term, double weight)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_WEIGHT, .term = term, .value = weight });
}

void
vit_runner_set_enabled (VitRunner *self, int term, gboolean enabled)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_ENABLED, .term = term, .n = enabled });
}

void
vit_runner_set_step_size (VitRunner *self, double step)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_STEP_SIZE, .value = step });
}

void
vit_runner_set_share (VitRunner *self, VitMoveKind kind, double share)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_SHARE, .n = kind, .value = share });
}

void
vit_runner_set_n_moves (VitRunner *self, gint64 n_moves)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_N_MOVES, .n = n_moves });
}

void
vit_runner_checkpoint (VitRunner *self, const char *note)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_CHECKPOINT, .note = g_strdup (note) });
}

void
vit_runner_rewind (VitRunner *self, gint64 id, GBytes *state)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_REWIND, .n = id, .state = g_bytes_ref (state) });
}

void
vit_runner_balance (VitRunner *self)
{
  vit_runner_send (self, (VitRunnerCommand){ .kind = COMMAND_BALANCE });
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
