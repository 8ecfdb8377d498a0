/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"
#include "quantity.h"

/**
 * vit_eam_quantity_new:
 * @eam: (transfer full): the potential
 * @model: the model whose energy it is; kept, not owned
 *
 * The mean potential energy of the atoms by an embedded-atom potential, eV/atom, exact at every move (eam-state.h).
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks an element; %VIT_ERROR_RANGE if the cut-off is larger than the
 * largest sphere in the cell. @eam is freed then too.
 */
VitQuantity *vit_eam_quantity_new (VitEam *eam, const VitModel *model, GError **error);
