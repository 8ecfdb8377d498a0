/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "move-rates.h"

#include <math.h>

/* Some hundred proposals of a kind that is 1 % of them. */
#define WINDOW 50000

void
vit_move_rates_update (VitMoveRates *self, const VitAnnealerCounts *counts)
{
  if (counts->attempted < self->now.attempted)
    self->from = self->between = (VitAnnealerCounts){ 0 };
  self->now = *counts;
  if (counts->attempted - self->between.attempted < WINDOW)
    return;
  self->from = self->between;
  self->between = *counts;
}

double
vit_move_rates_get_acceptance (const VitMoveRates *self, VitMoveKind kind)
{
  const VitMoveCounts *from = &self->from.kinds[kind], *now = &self->now.kinds[kind];

  if (now->attempted == from->attempted)
    return NAN;
  return (double) (now->accepted - from->accepted) / (double) (now->attempted - from->attempted);
}

double
vit_move_rates_get_gain (const VitMoveRates *self, VitMoveKind kind)
{
  const VitMoveCounts *from = &self->from.kinds[kind], *now = &self->now.kinds[kind];

  if (now->attempted == from->attempted)
    return NAN;
  return (now->gain - from->gain) / (double) (now->attempted - from->attempted);
}

double
vit_move_rates_get_undone (const VitMoveRates *self)
{
  if (self->now.blocks == self->from.blocks)
    return NAN;
  return (double) (self->now.undone - self->from.undone) / (double) (self->now.blocks - self->from.blocks);
}
