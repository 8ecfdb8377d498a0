/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "distance-kernel.h"
#include "neighbour-grid.h"

/**
 * VitPairDistances:
 *
 * The distances from one atom to all others before and after a proposed move. They are computed once a proposal, when
 * the first term asks, and shared by all terms that need them: near neighbours one by one (closest approach, EXAFS,
 * energy), all others as changes of a histogram (S(q), g(r)).
 */
typedef struct _VitPairDistances VitPairDistances;

/**
 * vit_pair_distances_new:
 * @atoms, @grid: atoms and their grid; kept, not owned
 * @near_radius: radius of the near neighbours, Å, at most the radius of the largest sphere in the cell; 0: none is
 * asked for
 * @bin, @n_bins: bins of the histogram; 0: none is asked for
 * @kernel: the kernel to use
 */
VitPairDistances *vit_pair_distances_new (const VitAtoms *atoms, const VitNeighbourGrid *grid, double near_radius,
                                          double bin, int n_bins, const VitDistanceKernel *kernel);
void vit_pair_distances_free (VitPairDistances *self);

/* Begins a proposal: @atom to @point. Computes nothing yet. */
void vit_pair_distances_begin (VitPairDistances *self, gsize atom, VitFixedPoint point);

gsize vit_pair_distances_get_atom (const VitPairDistances *self);
gint32 vit_pair_distances_get_species (const VitPairDistances *self);
VitFixedPoint vit_pair_distances_get_point (const VitPairDistances *self);

/**
 * vit_pair_distances_get_near:
 *
 * Returns: the atoms that are within the near radius before or after the move, without the moved one. Valid until the
 * next proposal.
 */
const VitNearPairs *vit_pair_distances_get_near (VitPairDistances *self);

/**
 * vit_pair_distances_get_change:
 *
 * Returns: change of the number of pairs between the moved atom and each species, shape (n_species, stride), of which
 * the first n_bins columns count. Valid until the next proposal.
 */
const gint32 *vit_pair_distances_get_change (VitPairDistances *self);

/* Length of a row of vit_pair_distances_get_change(): more than n_bins, for distances beyond r_max. */
int vit_pair_distances_get_stride (const VitPairDistances *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitPairDistances, vit_pair_distances_free)
