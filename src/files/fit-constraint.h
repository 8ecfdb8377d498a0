/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "model.h"
#include "recipe-constraint.h"
#include "term.h"

/* Radius of near neighbours that a constraint needs of the model, Å; 0: none. */
double vit_fit_constraint_get_near_radius (const VitRecipeConstraint *constraint);

/**
 * vit_fit_constraint_new_term:
 * @constraint: a constraint of a recipe
 * @model: the model that is refined; kept by the term, not owned
 * @target: (nullable): the configuration whose curves are fitted: energies count from its own unless told otherwise
 *
 * Errors: %VIT_ERROR_INPUT and %VIT_ERROR_RANGE of what the constraint needs, naming the recipe's group.
 */
VitTerm *vit_fit_constraint_new_term (const VitRecipeConstraint *constraint, const VitModel *model,
                                      const VitConfiguration *target, GError **error);
