/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"
#include "ini-file.h"

/**
 * vit_recipe_read_moves:
 * @settings: (inout): shares of the kinds of moves, radius of a cluster, and length of a block are set
 * @swap_pairs: (out): pairs of elements that may swap, as written ("Cu-Zr, Cu-Al"); %NULL for all unlike ones
 *
 * Reads the group [moves] of a recipe, if there is one. Errors: as vit_recipe_read().
 */
gboolean vit_recipe_read_moves (const VitIniFile *ini, VitAnnealerSettings *settings, char **swap_pairs,
                                GError **error);

/**
 * vit_swap_pairs_parse:
 * @text: (nullable): as above
 * @swap: (out): whether the atoms of a pair of species may swap, shape (vit_n_pairs ())
 *
 * Errors: %VIT_ERROR_INPUT for what is no pair of two elements of the sample.
 */
gboolean vit_swap_pairs_parse (const char *text, int n_species, const VitElement *const *elements, gboolean *swap,
                               GError **error);
