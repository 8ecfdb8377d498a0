/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * vit_closest_approach_parse:
 * @text: (nullable): "2.2" for all pairs, or "Cu-Cu 2.2, Cu-Zr 2.4"; pairs not named have no limit
 * @n_species, @elements: species in order
 * @closest: (out caller-allocates): least distance of each pair (vit_pair_index()), Å, shape (pairs)
 *
 * Errors: %VIT_ERROR_INPUT if it is not such a list, or names elements that are not there.
 */
gboolean vit_closest_approach_parse (const char *text, int n_species, const VitElement *const *elements,
                                     double *closest, GError **error);

/* The same for any @key of a recipe, by which errors call it; pairs not named get @unnamed. */
gboolean vit_pair_lengths_parse (const char *key, const char *text, double unnamed, int n_species,
                                 const VitElement *const *elements, double *length, GError **error);

/* Index of the pair "Cu-Zr" among @elements, or -1. */
int vit_pair_parse (const char *text, int n_species, const VitElement *const *elements);
