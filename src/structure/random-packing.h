/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * vit_random_packing:
 * @cell: the cell
 * @n_atoms: number of atoms
 * @atomic_numbers: (array length=n_atoms): Z of each atom
 * @closest: least distance for each pair of species (vit_pair_index() over species in order of first appearance), Å,
 * shape (pairs); (nullable): %NULL for none
 * @seed: seed of the random numbers
 *
 * Atoms at random positions, then pushed apart where two are nearer than their closest approach, until no two are. The
 * result is the most disordered start that the limits allow. Densities up to about 60 % of the volume in spheres of the
 * closest approach are reached; dense glasses with limits at the foot of the first peak of g(r) need 35 %.
 *
 * Errors: as vit_configuration_new(); %VIT_ERROR_RANGE if the limits cannot be met at this density (the message says by
 * how much).
 */
VitConfiguration *vit_random_packing (const VitCell *cell, gsize n_atoms, const guint8 *atomic_numbers,
                                      const double *closest, guint64 seed, GError **error);
