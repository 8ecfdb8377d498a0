/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "neighbour-list.h"

#define VIT_BOND_ORDER_MAX_L 12

/**
 * VitBondOrder:
 * @l: the degree, even
 * @n_atoms: number of atoms
 * @q: q_l of each atom
 * @w: ŵ_l of each atom, normalised
 * @q_average, @w_average: the same of the averaged q̄_lm
 *
 * Bond-orientational order (Steinhardt, Nelson & Ronchetti 1983; averaged: Lechner & Dellago 2008), arrays of shape
 * (n_atoms):
 *
 *     q_lm(i) = Σ_j a_ij Y_lm(r_ij) / Σ_j a_ij                    over neighbours j; weights a_ij, 1 if none are given
 *     q̄_lm(i) = [q_lm(i) + Σ_j q_lm(j)] / (n_i + 1)               over the same neighbours, without weights
 *     q_l     = √[4π/(2l+1) Σ_m |q_lm|²]
 *     ŵ_l     = Σ_{m1+m2+m3=0} (l l l; m1 m2 m3) q_lm1 q_lm2 q_lm3 / (Σ_m |q_lm|²)^{3/2}
 *
 * with the Wigner 3j symbol in brackets. Weights by the areas of Voronoi faces (Mickel et al. 2013) make them
 * continuous in the positions. Everything is NaN for an atom without neighbours, with weights that are all 0, or with a
 * neighbour at its own place; the averaged values also for its neighbours. ŵ_l is NaN where q_l vanishes (below 1e-9).
 */
typedef struct
{
  int l;
  gsize n_atoms;
  double *q;
  double *w;
  double *q_average;
  double *w_average;
} VitBondOrder;

/**
 * vit_bond_order_new:
 * @list: neighbours of all atoms
 * @l: 2, 4, 6 … %VIT_BOND_ORDER_MAX_L
 * @nearest: use only so many neighbours, the nearest, of each atom; 0 for all in the list
 * @weight: (nullable): weight of each neighbour in the order of the list, shape (start[n_atoms])
 *
 * Errors: %VIT_ERROR_RANGE if @l is not such a number, an atom has fewer neighbours than @nearest, or a weight is
 * negative or not finite.
 */
VitBondOrder *vit_bond_order_new (const VitNeighbourList *list, int l, int nearest, const double *weight,
                                  GError **error);
void vit_bond_order_free (VitBondOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitBondOrder, vit_bond_order_free)
