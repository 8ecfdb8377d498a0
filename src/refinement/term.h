/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"
#include "schedule.h"

/**
 * VitTerm:
 * @kind: its methods
 * @name: what it is, to show
 * @weight: w
 * @disabled: whether it is left out of χ²; it is not asked then, but follows the model all the same (a slow one is
 *   asked anew when it is enabled). To be set by vit_annealer_set_enabled()
 * @schedule: σ over the run
 * @sigma: σ now
 * @delta2: δ² of the model as it is
 * @asked, @rejected: proposals that reached this term, and that it rejected
 *
 * One residual of χ² = Σ w δ²/σ². All but energies are ≥ 0, so that a proposal can be rejected as soon as the sum of
 * those already asked is too large.
 */
typedef struct _VitTerm VitTerm;

/**
 * VitTermKind:
 * @cost: place in the order in which the terms are asked: cheap ones first
 * @is_temperature: whether χ² has w δ²/σ instead of w δ²/σ²: σ is a temperature, and δ² an energy that may be negative.
 *   Such a term is asked before all others, as the sum of the rest can only grow
 * @rebuild: computes everything from scratch and sets delta2. Returns: the largest disagreement of a curve with the one
 *   kept up to date, in units of its root mean square; 0 the first time
 * @propose: δ² after the proposed move
 * @commit: makes the last proposal the state. Called only after propose() for it; a rejected proposal needs no call
 * @ask: computes everything from scratch and sets delta2, or fails; delta2 stays then. %NULL for a term that has the
 *   three above. One that has this is slow, and has none of them: it is asked once in a block of many moves, which it
 *   accepts or rejects as a whole (vit_annealer_run())
 * @add_response: (nullable): adds to @response, shape (n_pairs, @n), what δ² would change by with one pair more at each
 *   distance @r, per pair: ∂δ²/∂(pairs). %NULL: the term has no part in biased moves
 * @free: frees all of it
 * @get_sums: (nullable): the numbers, @n of them, that commit() keeps up to date and that a computation from scratch
 *   would give only to within rounding: later bits depend on them, so that they are saved, and written back to where
 *   they are. Whatever else the term holds must follow from the model, these and δ². %NULL: there are none
 */
typedef struct
{
  int cost;
  gboolean is_temperature;
  double (*rebuild) (VitTerm *self, const VitModel *model);
  double (*propose) (VitTerm *self, VitModel *model);
  void (*commit) (VitTerm *self);
  gboolean (*ask) (VitTerm *self, const VitModel *model, GError **error);
  void (*add_response) (VitTerm *self, const VitModel *model, int n, const double *r, double *response);
  void (*free) (VitTerm *self);
  double *(*get_sums) (VitTerm *self, gsize *n);
} VitTermKind;

struct _VitTerm
{
  const VitTermKind *kind;
  char *name;
  double weight;
  gboolean disabled;
  VitSchedule schedule;
  double sigma;
  double delta2;
  gint64 asked;
  gint64 rejected;
};

static inline gboolean
vit_term_is_slow (const VitTerm *self)
{
  return self->kind->ask != NULL;
}

/* 1/σ², or 1/T: what w δ² is multiplied by in χ². */
static inline double
vit_term_get_scale (const VitTerm *self)
{
  return 1 / (self->kind->is_temperature ? self->sigma : self->sigma * self->sigma);
}

/* w/σ², or w/T: what δ² is multiplied by in χ²; 0 for a disabled term. */
static inline double
vit_term_get_factor (const VitTerm *self)
{
  if (self->disabled)
    return 0;
  return self->weight / (self->kind->is_temperature ? self->sigma : self->sigma * self->sigma);
}

void vit_term_free (VitTerm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitTerm, vit_term_free)
