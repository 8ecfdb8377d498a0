/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "coordination-observable.h"
#include "quantity.h"

/**
 * vit_coordination_quantity_new:
 * @options: species and cut-offs; n_max is not used
 *
 * The mean coordination number Z_ab of atoms a by neighbours b: bonds from a to b over N_a. The bonds are counted in
 * whole numbers, so that nothing drifts. Errors: as vit_coordination_observable_new().
 */
VitQuantity *vit_coordination_quantity_new (const VitModel *model, const VitCoordinationOptions *options,
                                            GError **error);

/**
 * vit_chemical_order_quantity_new:
 * @options: species and cut-offs, those of all pairs of a; both species must be given
 *
 * The Warren–Cowley parameter as the analysis has it (vit_coordination_get_warren_cowley()), from the same whole
 * numbers,
 *
 *     α_ab = 1 − Z_ab / (c_b Z_a),   Z_a = Σ_b Z_ab:
 *
 * 0 if the neighbours of a are what the composition has, negative if a has more of b, 1 if it has none. As long as no
 * atom of a has a neighbour at all it says nothing and is 0. Errors: as above.
 */
VitQuantity *vit_chemical_order_quantity_new (const VitModel *model, const VitCoordinationOptions *options,
                                              GError **error);
