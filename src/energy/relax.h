/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/**
 * VitRelaxation:
 *
 * The way of a configuration down to a near minimum of its potential energy, in a fixed cell. The caller owns the loop:
 *
 *     while (vit_relaxation_get_largest_force (relaxation) > tolerance && n-- > 0)
 *       vit_relaxation_step (relaxation);
 *
 * FIRE in its second form (Guénolé et al., Comput. Mater. Sci. 175, 109584 (2020)) with unit masses: atoms roll down,
 * their velocities turned more and more along the force; as soon as they would go up, they step back half a step and
 * stand still. No atom moves by more than 0.1 Å a step, so that atoms on top of each other do not fly apart.
 */
typedef struct _VitRelaxation VitRelaxation;

/**
 * vit_relaxation_new:
 * @eam: kept, not owned
 * @configuration: where to start; copied
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks an element; %VIT_ERROR_RANGE if the cut-off is larger than the
 * largest sphere in the cell.
 */
VitRelaxation *vit_relaxation_new (const VitEam *eam, const VitConfiguration *configuration, GError **error);
void vit_relaxation_free (VitRelaxation *self);

/* One step: one computation of all forces. */
void vit_relaxation_step (VitRelaxation *self);

/* At the positions as they are: potential energy, eV; the length of the largest force on an atom, eV/Å. */
double vit_relaxation_get_energy (const VitRelaxation *self);
double vit_relaxation_get_largest_force (const VitRelaxation *self);

/* Positions as they are, put into the cell, to @configuration: the one it began with, or a copy of it. */
void vit_relaxation_store (const VitRelaxation *self, VitConfiguration *configuration);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRelaxation, vit_relaxation_free)
