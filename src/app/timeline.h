/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "history.h"

#include <adwaita.h>

/**
 * VitTimeline:
 *
 * The history of a study: χ² of each term over moves, and under it the checkpoints of every branch, to which one can
 * go back: by a click, by dragging over it, or with the keys Left, Right, Home and End.
 *
 * Signal: `checkpoint-selected (gint64 id)` when somebody wants to see a checkpoint; 0 for what is computed now.
 */
#define VIT_TYPE_TIMELINE (vit_timeline_get_type ())
G_DECLARE_FINAL_TYPE (VitTimeline, vit_timeline, VIT, TIMELINE, GtkWidget)

GtkWidget *vit_timeline_new (void);

/**
 * vit_timeline_set_history:
 * @history: (nullable): copied; NULL for none
 * @names: (nullable): shape (n_terms), of the terms
 * @n_moves: of the whole run, as far as the axis reaches; 0 for as far as it has come
 */
void vit_timeline_set_history (VitTimeline *self, const VitHistory *history, const char *const *names, gint64 n_moves);

/* @checkpoints: (nullable) (element-type VitProjectCheckpoint): never changed any more; held. @branch: the one that the
 * run is on */
void vit_timeline_set_checkpoints (VitTimeline *self, GPtrArray *checkpoints, gint64 branch);

/* How far the run has come. */
void vit_timeline_set_now (VitTimeline *self, gint64 moves);

/* Marks what is looked at; 0 for live. Gives no signal. */
void vit_timeline_set_shown (VitTimeline *self, gint64 checkpoint);
