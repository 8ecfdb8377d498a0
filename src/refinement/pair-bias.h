/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "term.h"

/**
 * VitPairBias:
 * @n_species, @n_pairs: of the model
 * @n: points of the tables
 * @d_r: distance between two points, Å; the tables begin at 0
 * @force: −∂χ²/∂r of one pair of atoms, 1/Å, shape (n_pairs, n); 0 beyond
 *
 * Where the terms would have an atom go: χ² as if it were a sum over near pairs of atoms, with the residuals of one
 * moment. All that is a function of pair counts (S(q), g(r), EXAFS, mean energies) changes with one more pair at r by
 * u(r) = Σ_terms w/σ² ∂δ²/∂(pairs at r), so that its force is −u′(r). The tables are kept for many moves; they need not
 * be exact, since they only guide proposals (vit_move_biased()).
 */
typedef struct
{
  int n_species;
  int n_pairs;
  int n;
  double d_r;
  double *force;
} VitPairBias;

/* @radius: end of the tables, Å. All forces are 0 at first. */
VitPairBias *vit_pair_bias_new (int n_species, double radius);
void vit_pair_bias_free (VitPairBias *self);

/* Makes the tables of the terms as they are now. */
void vit_pair_bias_update (VitPairBias *self, const VitModel *model, guint n_terms, VitTerm *const *terms);

/**
 * vit_pair_bias_drift:
 * @near: neighbours of the atom
 * @at_new: whether at the new place of the proposal, else at the old one
 * @point: that place
 * @variance: of the random part of the displacement, τ, Å²
 * @drift: (out): τ/4 times the force, at most √τ long, Å
 */
void vit_pair_bias_drift (const VitPairBias *self, const VitAtoms *atoms, const VitNearPairs *near, int species,
                          gboolean at_new, VitFixedPoint point, double variance, double drift[3]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitPairBias, vit_pair_bias_free)
