/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "recipe.h"

/**
 * VitFit:
 * @recipe: the recipe
 * @start: the configuration that the run starts from; gives elements and order of the atoms
 * @annealer: ready to run
 * @target: (nullable): the configuration whose curves are fitted (of several the first)
 * @notes: (element-type utf8): what was found out about the data on the way, to be said aloud
 *
 * A recipe with everything read and built that it names.
 */
typedef struct
{
  VitRecipe *recipe;
  VitConfiguration *start;
  VitAnnealer *annealer;
  VitConfiguration *target;
  GPtrArray *notes;
} VitFit;

/**
 * vit_fit_new:
 * @recipe: (transfer full): the recipe
 *
 * Reads all files, packs a random start, and computes all curves. Errors: those of the readers; %VIT_ERROR_INPUT and
 * %VIT_ERROR_RANGE for what does not go together, naming the recipe's group.
 */
VitFit *vit_fit_new (VitRecipe *recipe, GError **error);
void vit_fit_free (VitFit *self);

/* The model as it is now, with the atoms in the order of the start. */
VitConfiguration *vit_fit_get_configuration (const VitFit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitFit, vit_fit_free)
