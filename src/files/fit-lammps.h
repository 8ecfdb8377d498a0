/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "model.h"
#include "recipe-constraint.h"
#include "term.h"

/**
 * vit_fit_lammps_new_term:
 * @constraint: a constraint on the energy that has a pair style
 *
 * As vit_fit_constraint_new_term(), for an energy by LAMMPS. Errors: those of vit_lammps_new().
 */
VitTerm *vit_fit_lammps_new_term (const VitRecipeConstraint *constraint, const VitModel *model,
                                  const VitConfiguration *target, GError **error);
