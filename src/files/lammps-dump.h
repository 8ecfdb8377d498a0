/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "text-file.h"

/**
 * VitLammpsBox:
 * @low, @high: xlo, ylo, zlo and xhi, yhi, zhi, Å
 * @tilt: xy, xz, yz, Å
 * @line: lines of the file that the bounds along x, y, z stand on
 *
 * The box of LAMMPS: a = (xhi − xlo, 0, 0), b = (xy, yhi − ylo, 0), c = (xz, yz, zhi − zlo), with its corner at @low.
 */
typedef struct
{
  double low[3];
  double high[3];
  double tilt[3];
  int line[3];
} VitLammpsBox;

/* The cell of a box that stands in @file. Errors: a box without volume. */
gboolean vit_lammps_box_get_cell (const VitLammpsBox *self, const VitTextFile *file, VitCell *cell, GError **error);

/**
 * vit_lammps_box_fit:
 * @self: (out): a box with its corner at 0 that gives the same distances as @cell
 * @fit: (out): positions go into it through the fractional coordinates in @cell and this matrix
 *
 * Returns: whether @cell is turned, and positions with it; if not, they stay as they are.
 */
gboolean vit_lammps_box_fit (VitLammpsBox *self, const VitCell *cell, double fit[3][3]);

/* Turns a position as vit_lammps_box_fit() turned the cell; @out may be @in. */
void vit_lammps_box_turn (const VitCell *cell, const double fit[3][3], const double in[3], double out[3]);

/* Whether @text is a LAMMPS dump: it begins with ITEM:. */
gboolean vit_lammps_dump_sniff (const char *text);

/**
 * vit_lammps_dump_read:
 * @file: a text dump, before its first line
 *
 * The last frame, with the columns element (symbols; “dump_modify … element Cu Zr” writes them) and x y z, xu yu zu,
 * xs ys zs or xsu ysu zsu in any order. Atoms are sorted by the column id if there is one, because the order of the
 * file is arbitrary after a parallel run.
 */
VitConfiguration *vit_lammps_dump_read (VitTextFile *file, GError **error);

/* Appends one frame with id type element x y z, types in the order of the species. A dump has no place for @comment. */
void vit_lammps_dump_write (const VitConfiguration *configuration, const char *comment, GString *out);
