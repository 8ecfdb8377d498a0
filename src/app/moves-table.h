/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study.h"

#include <gtk/gtk.h>

/* The kinds of moves that a fit can make: the share of each among the proposals, which can be changed, how many are
 * accepted and what they gain, and how many blocks the slow terms undo. */
#define VIT_TYPE_MOVES_TABLE (vit_moves_table_get_type ())
G_DECLARE_FINAL_TYPE (VitMovesTable, vit_moves_table, VIT, MOVES_TABLE, GtkWidget)

/* The fit; once. */
void vit_moves_table_set_study (VitMovesTable *self, VitStudy *study);

/* Shows what a snapshot says; an entry that is being changed is left alone. */
void vit_moves_table_update (VitMovesTable *self, const VitSnapshot *snapshot);
