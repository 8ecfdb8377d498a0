/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"

typedef enum
{
  VIT_EDIT_WEIGHT,
  VIT_EDIT_ENABLED,
  VIT_EDIT_SCHEDULE,
  VIT_EDIT_STEP_SIZE,
  VIT_EDIT_SHARE,
  VIT_EDIT_N_MOVES,
} VitEditKind;

/**
 * VitEdit:
 * @kind, @term: what was changed; of which term, or of which #VitMoveKind, -1 if of none
 * @number: weight, whether it is on, step size (Å), share of the proposals, or moves
 * @schedule: of σ
 * @joined: whether it goes with the edit before: both are one change
 *
 * A setting and a value of it.
 */
typedef struct
{
  VitEditKind kind;
  int term;
  double number;
  VitSchedule schedule;
  gboolean joined;
} VitEdit;

/**
 * VitEdits:
 *
 * The settings that somebody changed, to be taken back in turn. Values that one control goes through in less than a
 * second from one to the next are one change.
 */
typedef struct _VitEdits VitEdits;

VitEdits *vit_edits_new (void);
void vit_edits_free (VitEdits *self);

/* Notes that @before became @after, which is of the same kind and term. */
void vit_edits_add (VitEdits *self, const VitEdit *before, const VitEdit *after);

gboolean vit_edits_can_undo (const VitEdits *self);
gboolean vit_edits_can_redo (const VitEdits *self);

/* The value to set; valid until the next call. %NULL if there is none. @more: (out): the next call is of the same
 * change
 */
const VitEdit *vit_edits_undo (VitEdits *self, gboolean *more);
const VitEdit *vit_edits_redo (VitEdits *self, gboolean *more);
