/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "history.h"

/**
 * VitCheckpointReason:
 *
 * Why a checkpoint was made.
 */
typedef enum
{
  VIT_CHECKPOINT_START,
  VIT_CHECKPOINT_TIMER,
  VIT_CHECKPOINT_PAUSE,
  VIT_CHECKPOINT_CHANGE,
  VIT_CHECKPOINT_END,
} VitCheckpointReason;

/* "start", "timer", "pause", "change", "end". */
const char *vit_checkpoint_reason_name (VitCheckpointReason reason);

/**
 * VitCheckpoint:
 * @id: its number, rising over all branches of a project
 * @branch: the branch that it is on
 * @parent: number of the checkpoint that the branch began at, 0 for the first branch
 * @reason: why it was made
 * @note: (nullable): what was changed ("sigma of Cu K: 0.1 to 0.02"), for people
 * @moves, @chi2: of the annealer
 * @state: the annealer (vit_annealer_save()); never %NULL
 * @rows: history since the last checkpoint
 *
 * What the runner hands over to be kept. Owned by the one who got it.
 */
typedef struct
{
  gint64 id;
  gint64 branch;
  gint64 parent;
  VitCheckpointReason reason;
  char *note;
  gint64 moves;
  double chi2;
  GBytes *state;
  VitHistory *rows;
} VitCheckpoint;

void vit_checkpoint_free (VitCheckpoint *self);

/**
 * VitCheckpointSink:
 * @store: keeps a checkpoint; called on the writer's thread, one at a time; gives %FALSE and an error if it could not,
 *   and is then called again with the same checkpoint before the next one
 * @data: for @store
 *
 * Where checkpoints go.
 */
typedef struct
{
  gboolean (*store) (const VitCheckpoint *checkpoint, gpointer data, GError **error);
  gpointer data;
} VitCheckpointSink;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCheckpoint, vit_checkpoint_free)
