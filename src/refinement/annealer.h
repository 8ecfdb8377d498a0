/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moves.h"
#include "term.h"

/* How far a model must look at least for biased moves: neighbours that guide them, Å. */
#define VIT_BIAS_RADIUS 5

/**
 * VitAnnealerSettings:
 * @n_moves: moves of the whole schedule
 * @seed: of the random numbers
 * @step: largest displacement along each axis at the start, Å
 * @step_low, @step_high: limits of the step when it is adapted, Å
 * @acceptance: wanted share of accepted moves; 0: the step stays as it is
 * @closest: least distance of each pair of species (vit_pair_index()), Å; 0: no limit
 * @share: of each kind of move among the proposals; displacements are what is left, and their own entry is not read
 * @swap: pairs of species (vit_pair_index()) whose atoms may change places
 * @cluster_radius: of the neighbourhood that a cluster move takes along, Å
 * @block: moves between one asking of the slow terms and the next (vit_annealer_run()), at least 1
 */
typedef struct
{
  gint64 n_moves;
  guint64 seed;
  double step;
  double step_low;
  double step_high;
  double acceptance;
  double closest[VIT_MAX_PAIRS];
  double share[VIT_N_MOVE_KINDS];
  gboolean swap[VIT_MAX_PAIRS];
  double cluster_radius;
  gint64 block;
} VitAnnealerSettings;

/**
 * VitMoveCounts:
 * @attempted, @accepted: proposals of this kind
 * @gain: by how much those that were accepted lowered χ² in all; negative if they raised it
 */
typedef struct
{
  gint64 attempted;
  gint64 accepted;
  double gain;
} VitMoveCounts;

/**
 * VitAnnealerCounts:
 * @attempted: proposals
 * @too_close: rejected by a closest approach; no term was asked
 * @evaluated: proposals for which every term that is enabled was asked
 * @accepted: accepted
 * @rebuilds: checks against a computation from scratch
 * @worst_rebuild: the largest disagreement that one found, in units of the rms of the curve
 * @kinds: the same for each kind of move
 * @blocks, @undone: blocks of moves that the slow terms were asked about, and that they rejected
 */
typedef struct
{
  gint64 attempted;
  gint64 too_close;
  gint64 evaluated;
  gint64 accepted;
  gint64 rebuilds;
  double worst_rebuild;
  VitMoveCounts kinds[VIT_N_MOVE_KINDS];
  gint64 blocks;
  gint64 undone;
} VitAnnealerCounts;

/**
 * VitAnnealer:
 *
 * The loop of reverse Monte Carlo. It draws an atom and a displacement, asks the terms for χ² after the move, cheapest
 * first, and accepts if χ² falls, else with probability exp ((χ₀² − χ²)/2) (McGreevy 2001; eq. 1 of Liu et al. with σ_i
 * falling by schedules).
 *
 * Early rejection: the random number u is drawn first. χ² ≥ 0 of each term, so that once the sum of those asked is
 * above χ₀² − 2 ln u the rest need not be asked: the decision is the same, exactly.
 *
 * It works a slice at a time when it is asked, owns no thread and prints nothing. The same seed, settings and number of
 * moves give the same model to the last bit, however the moves are cut into slices.
 */
typedef struct _VitAnnealer VitAnnealer;

/**
 * vit_annealer_new:
 * @model: (transfer full): the model
 * @settings: copied
 */
VitAnnealer *vit_annealer_new (VitModel *model, const VitAnnealerSettings *settings);
void vit_annealer_free (VitAnnealer *self);

/* Adds a term (transfer full). Before the first move. */
void vit_annealer_add_term (VitAnnealer *self, VitTerm *term);

/* Computes all terms from scratch and sets σ to the start of the schedules. After the last term was added. */
void vit_annealer_prepare (VitAnnealer *self);

/**
 * vit_annealer_run:
 * @n_moves: moves to attempt now
 *
 * Goes on for @n_moves, past the end of the schedule too (σ stays then), and with slow terms to the end of the block.
 *
 * Slow terms (potential energies by another program, Voronoi classes) are asked once in a block of moves. The moves of
 * a block are made with the other terms alone, each reversible for their Boltzmann factor exp(−χ²/2) at a σ and step
 * that do not change within a block; so is a fixed number of them in a row. The block as a whole is then one proposal
 * to the slow terms, and stays with probability min(1, exp(−Δχ²_slow/2)); else all atoms go back. The chain so made has
 * the distribution exp(−(χ² + χ²_slow)/2) of one that asks all terms at every move, exactly, whatever the length of a
 * block (Iftimie, Salahub, Wei, Schofield, J. Chem. Phys. 113, 4852 (2000); Gelb, J. Chem. Phys. 118, 7747 (2003));
 * long blocks are cheap, but are rejected more often.
 *
 * Errors: %VIT_ERROR_NUMERIC if a rebuild (every 10⁵ accepted moves) disagrees with what was kept up to date: with a
 * count of the histogram at all, with a curve by more than 1e-6 of its rms. Those of a slow term that cannot be asked;
 * the atoms then are where they were at the last end of a block.
 */
gboolean vit_annealer_run (VitAnnealer *self, gint64 n_moves, GError **error);

/* Checks everything against a computation from scratch now. Errors: as vit_annealer_run(). */
gboolean vit_annealer_rebuild (VitAnnealer *self, GError **error);

/* Changes to a run under way. They act on the next move; χ² is what it is with them at once. */

/**
 * vit_annealer_set_schedule:
 * @index: a term, as of vit_annealer_get_term()
 * @schedule: copied; its start is that of the whole run, not now
 *
 * The term's σ is what the schedule says for the present progress.
 */
void vit_annealer_set_schedule (VitAnnealer *self, int index, const VitSchedule *schedule);

/* w of a term, 0 or more. With 0 it is asked all the same; to save that time too, disable it. */
void vit_annealer_set_weight (VitAnnealer *self, int index, double weight);

/**
 * vit_annealer_set_enabled:
 *
 * A disabled term is left out of χ² and not asked: the moves are those of a run without it, to the last bit. But each
 * move that is accepted is made known to it, so that its δ² and curve stay true, and it can be enabled again at any
 * time.
 */
void vit_annealer_set_enabled (VitAnnealer *self, int index, gboolean enabled);

/* Largest displacement along each axis, Å. If the settings ask for an acceptance it is adapted on from there. */
void vit_annealer_set_step (VitAnnealer *self, double step);

/**
 * vit_annealer_set_share:
 * @kind: a kind of move that vit_annealer_can_make()
 * @share: of the proposals, 0 to what the other kinds but displacements leave of 1; cut to that
 *
 * Displacements are what is left.
 */
void vit_annealer_set_share (VitAnnealer *self, VitMoveKind kind, double share);

/* Whether moves of a kind can be proposed: swaps need two species that may swap, clusters and biased moves a model that
 * looks as far as they reach. Never changes. */
gboolean vit_annealer_can_make (const VitAnnealer *self, VitMoveKind kind);

/* Share of a kind among the proposals; of displacements what the others leave. */
double vit_annealer_get_share (const VitAnnealer *self, VitMoveKind kind);

/* Moves of the whole schedule, those already made among them. σ of all terms follows. */
void vit_annealer_set_n_moves (VitAnnealer *self, gint64 n_moves);

const VitModel *vit_annealer_get_model (const VitAnnealer *self);
const VitAnnealerSettings *vit_annealer_get_settings (const VitAnnealer *self);
const VitAnnealerCounts *vit_annealer_get_counts (const VitAnnealer *self);
int vit_annealer_get_n_terms (const VitAnnealer *self);

/* Terms in the order in which they are asked. */
VitTerm *vit_annealer_get_term (const VitAnnealer *self, int index);

/* χ² of all terms. */
double vit_annealer_get_chi2 (const VitAnnealer *self);

/* Largest displacement along each axis now, Å. */
double vit_annealer_get_step (const VitAnnealer *self);

/* Share of accepted moves of one atom since the step was adapted last, or in the period before if that is more. */
double vit_annealer_get_acceptance (const VitAnnealer *self);

/* Attempted over planned moves; 1 at the end of the schedule. */
double vit_annealer_get_progress (const VitAnnealer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitAnnealer, vit_annealer_free)
