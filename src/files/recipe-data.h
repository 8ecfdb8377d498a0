/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ini-file.h"
#include "recipe.h"

/* Reads one group [data NAME] of a recipe. Errors: as vit_recipe_read(). */
VitRecipeData *vit_recipe_data_read (const VitIniFile *ini, const char *group, GError **error);
void vit_recipe_data_free (VitRecipeData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRecipeData, vit_recipe_data_free)
