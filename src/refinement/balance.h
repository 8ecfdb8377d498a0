/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

/* Proposals that are enough for means within some 5 %; they take 10 to 50 ms with 10,000 atoms. */
#define VIT_BALANCE_PROPOSALS 500

/**
 * VitTermChange:
 * @mean: mean of |δ²_new − δ²_old| over proposals
 * @error: its standard error
 */
typedef struct
{
  double mean;
  double error;
} VitTermChange;

/**
 * vit_annealer_measure_balance:
 * @n_proposals: how many proposals to ask for
 * @changes: (out caller-allocates): of each term, shape (n_terms)
 *
 * How much a move changes each term, accepted or not: proposals from the model as it is, of the present step, each of
 * which all terms are asked for, also disabled ones. A mean over the proposals of the run would be biased, as early
 * rejection asks the later terms only for those that the earlier ones let pass; and it would cost time in every move.
 * Proposals that come too close are passed over, as in the run no term sees them.
 *
 * Nothing is committed, and the random numbers are from a stream of their own, seeded by the run's seed and the moves
 * so far: the run goes on to the last bit as if this had not been called, and asked again at the same place the answer
 * is the same.
 *
 * Returns: the number of proposals that the means are over; less than @n_proposals if most come too close, and with 0
 * all @changes are 0.
 */
int vit_annealer_measure_balance (VitAnnealer *self, int n_proposals, VitTermChange *changes);

/* w |Δδ²| / σ²: how much a proposal changes χ² on the average by this term, counted as if it were enabled. */
double vit_term_change_get_chi2 (const VitTermChange *self, const VitTerm *term);

/**
 * vit_balance_suggest:
 * @changes: from vit_annealer_measure_balance(), shape (n_terms)
 * @weights: (out caller-allocates): shape (n_terms)
 *
 * Weights with which a proposal changes χ² on the average by the same amount through each term, w_t ⟨|Δδ²_t|⟩ / σ_t²,
 * so that no term drowns the others. That amount is the geometric mean of those of the terms that count now, and the
 * product of their weights stays as it is: no term is a reference to the others, and asked again after its advice was
 * taken the same comes out.
 *
 * A disabled term is left out of the mean; its suggestion is the weight with which it would join the others as an
 * equal. A weight of 0 stays 0. That of a term that no proposal changed stays what it is, as do those of slow terms, of
 * which one proposal does not tell, and of energies at a temperature, which have their weight from it; neither counts
 * in the mean.
 */
void vit_balance_suggest (const VitAnnealer *annealer, const VitTermChange *changes, double *weights);
