/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checkpoint.h"
#include "snapshot.h"

/**
 * VitRunner:
 *
 * Runs an annealer on a thread of its own. Commands go in through a queue that is emptied between slices of moves;
 * snapshots come out. Nobody waits for the engine, nor the engine for anybody: checkpoints are written by another
 * thread (#VitCheckpointWriter). The window and the command line drive the same runner.
 *
 * A change of a setting does not alter the moves before it, and a checkpoint does not alter anything: the same commands
 * at the same moves give the same model to the last bit.
 */
typedef struct _VitRunner VitRunner;

typedef enum
{
  VIT_RUNNER_PAUSED,
  VIT_RUNNER_RUNNING,
  VIT_RUNNER_FINISHED, /* the schedule has come to its end; start() goes on at the last σ */
  VIT_RUNNER_FAILED,   /* the sums kept up to date disagree with those from scratch */
} VitRunnerStatus;

/**
 * VitRunnerOptions:
 * @checkpoint_interval: time between checkpoints, s; 0 for none by time
 * @history_rows: rows of history over the whole schedule
 * @branch, @parent: the branch to go on with (1 and 0 for a new project)
 * @new_branch: whether nothing is kept of that branch yet, so that a checkpoint is made at once
 * @last_id: the largest number of a checkpoint so far
 * @last_branch: the largest number of a branch so far
 * @sink: where checkpoints go; its store may be %NULL
 * @changed: (nullable): called on the worker's thread when there is a new snapshot, at most 30 times a second, or
 *   another status; must not wait
 * @data: for @changed
 */
typedef struct
{
  double checkpoint_interval;
  int history_rows;
  gint64 branch;
  gint64 parent;
  gboolean new_branch;
  gint64 last_id;
  gint64 last_branch;
  VitCheckpointSink sink;
  void (*changed) (gpointer data);
  gpointer data;
} VitRunnerOptions;

void vit_runner_options_init (VitRunnerOptions *self);

/**
 * vit_runner_new:
 * @annealer: a prepared annealer, not owned; nobody else may touch it until vit_runner_free()
 *
 * Starts paused, with a first snapshot at hand.
 */
VitRunner *vit_runner_new (VitAnnealer *annealer, const VitRunnerOptions *options);

/* Stops after the slice at hand, makes a last checkpoint if anything happened since the one before, writes all that is
 * unwritten if that can be done, and ends the threads. The annealer then is its owner's again. */
void vit_runner_free (VitRunner *self);

/* Commands; they come back at once. @term is a number of the annealer's order. */
void vit_runner_start (VitRunner *self);
void vit_runner_pause (VitRunner *self);
/* Goes on for some moves, then pauses. */
void vit_runner_step (VitRunner *self, gint64 n_moves);
void vit_runner_set_schedule (VitRunner *self, int term, const VitSchedule *schedule);
void vit_runner_set_weight (VitRunner *self, int term, double weight);
void vit_runner_set_enabled (VitRunner *self, int term, gboolean enabled);
void vit_runner_set_step_size (VitRunner *self, double step);
void vit_runner_set_share (VitRunner *self, VitMoveKind kind, double share);
void vit_runner_set_n_moves (VitRunner *self, gint64 n_moves);
/* Makes a checkpoint now, with a note of somebody's own (nullable). */
void vit_runner_checkpoint (VitRunner *self, const char *note);

/**
 * vit_runner_rewind:
 * @id: a checkpoint
 * @state: its state
 *
 * Puts the annealer into a state that it or its like had, and pauses. What comes after is a new branch.
 */
void vit_runner_rewind (VitRunner *self, gint64 id, GBytes *state);

/**
 * vit_runner_balance:
 *
 * Asks for weights with which no term drowns the others (vit_balance_suggest()): measured on the worker's thread
 * between two slices, found by vit_runner_get_balance(). Sets nothing, and alters no move and no checkpoint.
 */
void vit_runner_balance (VitRunner *self);

/**
 * vit_runner_get_balance:
 * @weights: (out caller-allocates): the weights last suggested, shape (n_terms); left as they are if there are none
 * @serial: (out): how many suggestions there were so far; `changed` is called for each
 *
 * Returns: whether there was one.
 */
gboolean vit_runner_get_balance (VitRunner *self, double *weights, gint64 *serial);

/* Another place for checkpoints. */
void vit_runner_set_sink (VitRunner *self, const VitCheckpointSink *sink);

/* The last snapshot (transfer full); at most a thirtieth of a second old while it runs. */
VitSnapshot *vit_runner_get_snapshot (VitRunner *self);
VitRunnerStatus vit_runner_get_status (VitRunner *self);
double vit_runner_get_moves_per_second (VitRunner *self);
gint64 vit_runner_get_branch (VitRunner *self);

/* Why it failed, or why the last checkpoint could not be kept; %NULL if all is well. Free with g_free(). */
char *vit_runner_get_failure (VitRunner *self);
char *vit_runner_get_sink_error (VitRunner *self);

/* A copy of the history of this branch since the runner began or was rewound. */
VitHistory *vit_runner_get_history (VitRunner *self);

/**
 * vit_runner_wait:
 * @seconds: how long at most
 *
 * Waits until all commands were taken and it does not run. Returns: whether that is so.
 */
gboolean vit_runner_wait (VitRunner *self, double seconds);

/* Waits until checkpoints are written. Returns: whether all are. */
gboolean vit_runner_flush (VitRunner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRunner, vit_runner_free)
