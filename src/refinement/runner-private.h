/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checkpoint-writer.h"
#include "runner.h"

#include <pthread.h>

/* Shared by the files runner*.c. */

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
} VitRunnerCommandKind;

typedef struct
{
  VitRunnerCommandKind kind;
  int term;
  double value;
  gint64 n;
  VitSchedule schedule;
  char *note;
  GBytes *state;
} VitRunnerCommand;

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

/* What callers send, the thread of the run obeys at its next look. @command: its pointers are (transfer full) */
void vit_runner_send (VitRunner *self, VitRunnerCommand command);
