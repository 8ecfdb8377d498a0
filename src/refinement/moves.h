/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pair-bias.h"

#include <gsl/gsl_rng.h>

/**
 * VitMoveKind:
 * @VIT_MOVE_DISPLACEMENT: one atom goes to a random place nearby
 * @VIT_MOVE_SWAP: two atoms of different species change places
 * @VIT_MOVE_CLUSTER: an atom and its neighbours are shifted and turned together
 * @VIT_MOVE_BIASED: one atom goes to a random place nearby, rather down the gradient of χ²
 *
 * The kinds of proposals.
 */
typedef enum
{
  VIT_MOVE_DISPLACEMENT,
  VIT_MOVE_SWAP,
  VIT_MOVE_CLUSTER,
  VIT_MOVE_BIASED,
  VIT_N_MOVE_KINDS
} VitMoveKind;

/* "displacement", "swap", "cluster", "biased" */
const char *vit_move_kind_to_string (VitMoveKind kind);

/* One atom of a move of several: where it is and where it goes. */
typedef struct
{
  gsize atom;
  VitFixedPoint from;
  VitFixedPoint to;
} VitMoveStep;

/* The largest number of atoms of a cluster move. */
#define VIT_MAX_CLUSTER 64

/**
 * vit_move_displace:
 * @atom: an atom
 * @step: largest displacement along x, y and z, Å
 *
 * Returns: a random place for the atom, evenly distributed in a cube of twice @step round where it is. Takes three
 * random numbers. The proposal is symmetric, as the Metropolis rule needs it.
 */
VitFixedPoint vit_move_displace (const VitAtoms *atoms, gsize atom, double step, gsl_rng *rng);

/**
 * vit_move_swap:
 * @pairs: which pairs of species may swap, shape (vit_n_pairs ())
 * @steps: (out caller-allocates): the two atoms, shape (2)
 *
 * Draws one of the pairs, all alike, and an atom of each of its species. The proposal is symmetric, as the numbers of
 * atoms stay. Returns: %FALSE if no pair of two species with atoms may swap.
 */
gboolean vit_move_swap (const VitAtoms *atoms, const gboolean *pairs, gsl_rng *rng, VitMoveStep steps[2]);

/**
 * vit_move_cluster:
 * @model: the model, whose near radius is at least @radius
 * @radius: an atom's neighbours within it go along, Å
 * @step: largest shift along x, y and z, and largest way that the turn takes an atom at @radius, Å
 * @steps: (out caller-allocates): the atoms, shape (%VIT_MAX_CLUSTER)
 *
 * Draws an atom, a shift, an axis and an angle, and moves the atom with its neighbours as one rigid body, turned about
 * it. The proposal is symmetric if the atom has the same neighbours there: the way back then is as likely.
 *
 * Returns: the number of atoms; 0 if the atom would have other neighbours, or has too many. The model's proposal is
 * overwritten.
 */
int vit_move_cluster (VitModel *model, double radius, double step, gsl_rng *rng, VitMoveStep *steps);

/**
 * vit_move_biased:
 * @atom: an atom
 * @step: as large as the displacements of vit_move_displace() with it, whose variance τ = step²/3 the random part has,
 * Å
 * @log_ratio: (out): ln of the density of the way back over that of the way there, for the rule of Metropolis and
 *   Hastings: u < exp(log_ratio − Δχ²/2)
 *
 * The Metropolis-adjusted Langevin proposal x′ = x + d(x) + √τ ξ with the drift d = −(τ/4) ∇χ² from tables (Roberts and
 * Tweedie, Bernoulli 2, 341 (1996)), cut at √τ. Any drift that depends on the state and on tables that stay is exact
 * with the correction. Proposes it to the model.
 */
void vit_move_biased (VitModel *model, const VitPairBias *bias, gsize atom, double step, gsl_rng *rng,
                      double *log_ratio);
