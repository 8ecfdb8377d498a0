/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

/**
 * VitMoveRates:
 *
 * How moves of each kind have fared lately: over the last 50,000 to 100,000 moves, or since the beginning if there were
 * not as many. All zero at first.
 */
typedef struct
{
  /*< private >*/
  VitAnnealerCounts from, between, now;
} VitMoveRates;

/* Takes the counts as they are now. Fewer than before are of a run that went back: what was counted is forgotten. */
void vit_move_rates_update (VitMoveRates *self, const VitAnnealerCounts *counts);

/* Share of the proposals of a kind that were accepted; NaN if there were none. */
double vit_move_rates_get_acceptance (const VitMoveRates *self, VitMoveKind kind);

/* By how much those that were accepted lowered χ², for each proposal of the kind; NaN if there were none. */
double vit_move_rates_get_gain (const VitMoveRates *self, VitMoveKind kind);

/* Share of the blocks that slow terms undid; NaN if there were none. */
double vit_move_rates_get_undone (const VitMoveRates *self);
