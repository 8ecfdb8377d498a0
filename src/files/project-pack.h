/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The name that the recipe has in a pack. */
#define VIT_PACK_RECIPE "recipe.ini"

/**
 * VitPackedFile:
 * @name: "recipe.ini", "feff-1/cu_k_zr/r2.20.dat": with /, without .. and not absolute
 * @content: what is in it
 */
typedef struct
{
  char *name;
  GBytes *content;
} VitPackedFile;

/**
 * vit_pack_recipe:
 * @path: a recipe
 * @settings: (nullable) (array zero-terminated=1): keys of [run] and values to take instead of the recipe's: "seed",
 *   "7", "moves", "2e6"
 *
 * Takes the recipe and all files that it names, with names that do not depend on where they were; the recipe in the
 * pack names these.
 *
 * Returns: (element-type VitPackedFile): the recipe first. Errors: those of vit_recipe_read(), and of GIO for a file
 * that cannot be read.
 */
GPtrArray *vit_pack_recipe (const char *path, const char *const *settings, GError **error);

/**
 * vit_unpack:
 * @folder: an empty folder
 *
 * Writes the files. Errors: %VIT_ERROR_INPUT for a name that leads out of the folder; those of GIO.
 */
gboolean vit_unpack (const GPtrArray *files, const char *folder, GError **error);

/* An empty pack, and one more file (both transfer full). */
GPtrArray *vit_pack_new (void);
void vit_pack_add (GPtrArray *pack, char *name, GBytes *content);
