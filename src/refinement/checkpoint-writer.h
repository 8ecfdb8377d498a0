/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checkpoint.h"

/**
 * VitCheckpointWriter:
 *
 * A thread that hands checkpoints to a sink, so that the engine never waits for the disk. What cannot be written is
 * kept in memory, in order, and tried again with every new checkpoint. If the disk is slower than the engine, the state
 * of a checkpoint that only the timer made is left out as soon as a newer one is there; its history is not.
 */
typedef struct _VitCheckpointWriter VitCheckpointWriter;

VitCheckpointWriter *vit_checkpoint_writer_new (const VitCheckpointSink *sink);

/* Tries once more what is left, and ends the thread. */
void vit_checkpoint_writer_free (VitCheckpointWriter *self);

/* Hands a checkpoint over (transfer full). Does not wait. */
void vit_checkpoint_writer_push (VitCheckpointWriter *self, VitCheckpoint *checkpoint);

/* Waits until all that was handed over was tried. Returns: whether nothing is left unwritten. */
gboolean vit_checkpoint_writer_flush (VitCheckpointWriter *self);

/* What the sink said when it could not keep the last checkpoint that was tried; %NULL if it could. Free with g_free().
 */
char *vit_checkpoint_writer_get_error (VitCheckpointWriter *self);

/**
 * vit_checkpoint_writer_set_sink:
 *
 * Another place for all that is still unwritten and all that comes: saving elsewhere after the disk was full.
 */
void vit_checkpoint_writer_set_sink (VitCheckpointWriter *self, const VitCheckpointSink *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCheckpointWriter, vit_checkpoint_writer_free)
