/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "quantity.h"
#include "voronoi.h"

/**
 * vit_voronoi_quantity_new:
 * @model: the model
 * @index: the class, such as ⟨0,0,12,0⟩
 * @centre: the species whose atoms count, or %VIT_ALL_SPECIES
 *
 * The fraction of the atoms whose cell of the plain Voronoi tessellation, no face dropped, has this index. It is slow:
 * the whole tessellation each time it is computed. That fails with %VIT_ERROR_RANGE if two atoms are at one place.
 */
VitQuantity *vit_voronoi_quantity_new (const VitModel *model, VitVoronoiIndex index, int centre);
