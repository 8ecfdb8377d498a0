/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "observable.h"
#include "quantity.h"
#include "recipe.h"

/**
 * vit_fit_neighbourhoods_prepare:
 * @recipe: its neighbourhoods are completed
 * @start: the sample
 * @notes: (element-type utf8): what was found out about a file is added
 *
 * Before a model is made, which must know its near radius: finds the cut-offs of all data sets and constraints that
 * speak of neighbours, reads the files of such data sets, and finds how many points their curves have. A cut-off that
 * the recipe does not give is the first minimum of the partial g(r) of the data set's target, or of the first target in
 * the recipe.
 *
 * Errors, which name recipe and line: elements that the sample has not, cut-offs that are missing or beyond the cell;
 * those of the readers.
 */
gboolean vit_fit_neighbourhoods_prepare (VitRecipe *recipe, const VitConfiguration *start, GPtrArray *notes,
                                         GError **error);

/* The observable of a data set on coordination or angles, for the model or the target. */
VitObservable *vit_fit_neighbourhood_new_observable (const VitNeighbourhood *neighbourhood, const VitModel *model,
                                                     GError **error);

/* The number that a constraint on coordination, chemical order or a Voronoi class is about. */
VitQuantity *vit_fit_neighbourhood_new_quantity (const VitNeighbourhood *neighbourhood, const VitModel *model,
                                                 GError **error);
