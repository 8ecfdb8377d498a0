/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"
#include "recipe.h"
#include "term.h"

/**
 * vit_fit_data_new_observable:
 * @data: a data set of a recipe
 * @model: a model: the one that is refined, or one of the target
 * @n, @x: the points to compute
 *
 * Returns: what the data set compares, for this model. Errors: those of the observables and of vit_feff_folder_read().
 */
VitObservable *vit_fit_data_new_observable (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model,
                                            gsize n, const double *x, GError **error);

/**
 * vit_fit_data_new_term:
 * @model: the model that is refined
 * @target: (nullable): model of the target; needed if the data set has a target
 * @notes: (element-type utf8): what was found out about a file is added
 *
 * Returns: the residual of the data set. Errors, which name recipe and line: as above, and those of vit_curve_read();
 * %VIT_ERROR_RANGE if the file does not cover the range asked for, or the model cannot show it; %VIT_ERROR_INPUT if the
 * sample has not the pair.
 */
VitTerm *vit_fit_data_new_term (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model,
                                const VitModel *target, GPtrArray *notes, GError **error);
