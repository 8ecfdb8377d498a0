/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/**
 * vit_potential_read:
 * @names: (array zero-terminated=1): one setfl file, or one funcfl file for each element, by path or by name
 *   (vit_potential_find())
 *
 * Errors: those of vit_potential_find() and vit_eam_file_read().
 */
VitEam *vit_potential_read (const char *const *names, GError **error);

/**
 * vit_potential_list:
 * @n, @elements: elements, shape (n)
 *
 * Returns: names of the setfl files (of one element funcfl files too) that hold all these elements, in the folders that
 *   vit_potential_find() looks in; those that vit_potential_suggest() knows come first (free with g_strfreev()). Of
 * each file only its head is read.
 */
char **vit_potential_list (int n, const VitElement *const *elements);

/**
 * vit_potential_suggest:
 *
 * Returns: (nullable): the name of a potential that is known to suit metallic glasses of the elements of a
 *   configuration, %NULL if none is known.
 */
const char *vit_potential_suggest (const VitConfiguration *configuration);
