/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Names a file that was found at @path. Returns: (transfer full): what is to stand for it, or %NULL with @error set. */
typedef char *(*VitFileNamer) (const char *path, gpointer data, GError **error);

/**
 * vit_lammps_files_replace:
 * @text: what stands behind pair_style or pair_coeff of LAMMPS; several of them divided by ";"
 * @folder: where files are looked for first
 * @namer: (nullable): gives the names of files; %NULL for their absolute paths, in quotes where LAMMPS needs
 *   them
 *
 * Finds the files that such a text names: words with a point or a slash that are no number, and the name of a file in
 * @folder, or else of one that vit_potential_find() finds. All other words stay: what LAMMPS makes of them, it says
 * itself.
 *
 * Returns: the text with the files named anew. Errors: those of @namer.
 */
char *vit_lammps_files_replace (const char *text, const char *folder, VitFileNamer namer, gpointer data,
                                GError **error);
