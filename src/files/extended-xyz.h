/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "text-file.h"

/* Whether @text may be XYZ: it begins with a number, or its second line names a lattice or properties. */
gboolean vit_extended_xyz_sniff (const char *text);

/**
 * vit_extended_xyz_read:
 * @file: an XYZ file, before its first line
 *
 * The last frame. The comment line must give Lattice="ax ay az bx by bz cx cy cz", and may give Origin="x y z" (taken
 * off the positions), pbc (all of it T) and Properties; of the columns those named species and pos are read. Without
 * Properties an atom is symbol, x, y, z and anything behind.
 */
VitConfiguration *vit_extended_xyz_read (VitTextFile *file, GError **error);

/* Appends one frame; @comment (nullable) becomes the key comment. */
void vit_extended_xyz_write (const VitConfiguration *configuration, const char *comment, GString *out);
