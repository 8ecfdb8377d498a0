/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"
#include "neighbour-grid.h"

/**
 * VitEamState:
 *
 * The embedded-atom energy of atoms that move one at a time: it keeps ρ of every atom, so that a move costs the
 * neighbours of the old and the new place and no more, whatever the number of atoms. The atoms and their grid are
 * another's, who moves them.
 */
typedef struct _VitEamState VitEamState;

/**
 * vit_eam_state_new:
 * @eam, @atoms, @grid: kept, not owned
 * @elements: the species of @atoms, shape (n_species)
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks an element; %VIT_ERROR_RANGE if the cut-off is larger than the
 * largest sphere in the cell.
 */
VitEamState *vit_eam_state_new (const VitEam *eam, const VitElement *const *elements, const VitAtoms *atoms,
                                const VitNeighbourGrid *grid, GError **error);
void vit_eam_state_free (VitEamState *self);

/* Energy of the atoms as they are, eV. */
double vit_eam_state_get_energy (const VitEamState *self);

/**
 * vit_eam_state_propose:
 * @atom, @point: an atom and where it would go; the atoms and the grid hold it where it is
 *
 * Returns: E after the move minus E before, eV; finite for any two positions. No allocation.
 */
double vit_eam_state_propose (VitEamState *self, gsize atom, VitFixedPoint point);

/* Energy after the last proposal, eV; right to its last digits where the change is not, as when two atoms that swap
 * part that lay on each other in between. */
double vit_eam_state_get_proposed_energy (const VitEamState *self);

/**
 * vit_eam_state_get_sums:
 *
 * Returns: the numbers that commits keep up to date, @n of them, for who saves the state and writes them back: the
 * energy in parts, eV, and for each atom ρ and F(ρ).
 */
double *vit_eam_state_get_sums (VitEamState *self, gsize *n);

/**
 * vit_eam_state_add_pair_energy:
 * @weight: factor
 * @n, @r: distances, Å
 * @response: shape (pairs of species, @n)
 *
 * Adds what one pair more at each distance would change the energy by if all atoms of a species had their mean ρ: φ(r)
 * + F′_a(ρ̄_a) ρ_ab(r) + F′_b(ρ̄_b) ρ_ba(r), eV.
 */
void vit_eam_state_add_pair_energy (const VitEamState *self, double weight, int n, const double *r, double *response);

/* Makes the last proposal the state; before or after the atoms and the grid move. A rejected one needs no call. */
void vit_eam_state_commit (VitEamState *self);

/**
 * vit_eam_state_rebuild:
 *
 * Computes ρ and the energy from scratch, as is due now and then: sums of changes drift by rounding.
 *
 * Returns: |E − E before|, eV.
 */
double vit_eam_state_rebuild (VitEamState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitEamState, vit_eam_state_free)
