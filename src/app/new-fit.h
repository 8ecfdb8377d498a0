/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/**
 * VitNewFit:
 *
 * The dialog that makes a recipe: material, data sets and run. Files may also be dropped on it: data, a configuration
 * to start from, a folder of FEFF paths.
 *
 * Signal `created` (const char *recipe_path): a recipe was written into a temporary folder of its own, and names its
 * files by absolute paths. The folder is the handler's to remove (vit_folder_remove()) when the recipe is packed. The
 * dialog closes after it.
 */
#define VIT_TYPE_NEW_FIT (vit_new_fit_get_type ())
G_DECLARE_FINAL_TYPE (VitNewFit, vit_new_fit, VIT, NEW_FIT, AdwWindow)

/* @parent: (nullable): the window that it is in front of */
GtkWidget *vit_new_fit_new (GtkWindow *parent);

/* Takes a file or a folder as if it were dropped on the dialog. */
void vit_new_fit_add_file (VitNewFit *self, const char *path);

/* What is still missing or wrong, in words; %NULL if the recipe can be created. */
const char *vit_new_fit_get_problem (VitNewFit *self);
