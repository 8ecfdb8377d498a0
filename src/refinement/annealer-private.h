/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

#include <gsl/gsl_rng.h>

/* What an annealer is, for its loop and for saving it. Whatever is added here, and later moves depend on, belongs into
 * annealer-state.c too. */
struct _VitAnnealer
{
  VitModel *model;
  VitAnnealerSettings settings;
  VitAnnealerCounts counts;
  GPtrArray *terms; /* sorted by cost; slow ones last */
  guint n_fast;     /* of the terms */
  guint n_disabled; /* of the fast terms */
  guint n_slow;     /* of the slow terms, those that count */
  gsl_rng *rng;     /* taus2 */
  double chi2;      /* of all terms */
  double chi2_slow; /* of the slow ones in it */
  double step;
  gboolean limited;            /* whether any closest approach is set */
  gboolean mixed;              /* whether there are moves of other kinds than displacements */
  VitMoveCounts period_before; /* moves of one atom until the start of the period */
  double acceptance;           /* of them in the last period */
  gboolean slow_is_stale;      /* a slow term that counts was not asked where the atoms are now */
  VitPairBias *bias;           /* made anew at each period, as long as there are biased moves */
  GArray *journal; /* (element-type VitMoveStep): what was moved since the block began; empty between runs */
};

/* What annealer.c and annealer-block.c give each other, annealer-changes.c and annealer-compound.c. */

/* Counts the terms that are disabled, after a change. */
void vit_annealer_count_terms (VitAnnealer *self);

/* χ² of all terms, and of the slow ones in it, from δ² as it is. */
void vit_annealer_update_chi2 (VitAnnealer *self);

/* σ at the present progress, and χ² with it. */
void vit_annealer_update_sigma (VitAnnealer *self);

/* The tables of biased moves, if there are such moves, from the model as it is. */
void vit_annealer_update_bias (VitAnnealer *self);

/* Asks the terms for χ² after the proposed move. Returns: whether it stays within @bound. */
gboolean vit_annealer_ask (VitAnnealer *self, double bound);

/* Makes the proposed move, which the terms have been asked about, the state. */
void vit_annealer_accept (VitAnnealer *self);

/* Moves an atom whatever χ² says. χ² is to be updated afterwards. */
void vit_annealer_force (VitAnnealer *self, gsize atom, VitFixedPoint point);

/**
 * vit_annealer_try_steps:
 * @n, @steps: atoms that move together as one proposal; distances among them stay, or become each other's
 *
 * The Metropolis rule for them. All but the last are made without being asked about, and undone if the whole is
 * rejected. Returns: whether it was accepted.
 */
gboolean vit_annealer_try_steps (VitAnnealer *self, int n, const VitMoveStep *steps);

/* Asks the slow terms about the atoms as they are, if that is due. Errors: theirs; δ² stays then. */
gboolean vit_annealer_ask_slow (VitAnnealer *self, GError **error);

/* Asks the slow terms about the moves since the block began, and undoes these if they are rejected, or on an error. */
gboolean vit_annealer_end_block (VitAnnealer *self, GError **error);

/* Takes @settings over, but for the step and the random numbers as they are now. */
void vit_annealer_set_settings (VitAnnealer *self, const VitAnnealerSettings *settings);

/* Whether the proposed move brings a pair below its closest approach. A pair that is too near already may still part.
 */
gboolean vit_annealer_is_too_close (VitAnnealer *self);
