/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitCell:
 * @matrix: the cell vectors a, b, c as rows, Å: x = f · matrix for fractional f
 * @inverse: its inverse: f = x · inverse
 * @volume: Å³, positive
 * @width: distance between the opposite faces that the vectors a, b, c join, Å
 * @orthogonal: whether a, b, c lie along x, y, z
 *
 * A periodic cell of any shape (right-handed). A value type: copy it freely.
 */
typedef struct
{
  double matrix[3][3];
  double inverse[3][3];
  double volume;
  double width[3];
  gboolean orthogonal;
} VitCell;

/**
 * vit_cell_init:
 * @self: (out): the cell
 * @matrix: cell vectors as rows, Å
 *
 * Errors: %VIT_ERROR_INPUT if a number is not finite, or the vectors are left-handed or (nearly) in one plane.
 */
gboolean vit_cell_init (VitCell *self, const double matrix[3][3], GError **error);

/**
 * vit_cell_init_parameters:
 * @self: (out): the cell
 * @length: a, b, c, Å
 * @angle: α, β, γ, radians
 *
 * a along x, b in the xy plane, as crystallographers and LAMMPS have it. Errors: as vit_cell_init().
 */
gboolean vit_cell_init_parameters (VitCell *self, const double length[3], const double angle[3], GError **error);

/**
 * vit_cell_inscribed_radius:
 *
 * Returns: radius of the largest sphere that fits into the cell, Å: half of the smallest width. Below it the nearest
 *   image of a pair is the one whose fractional difference lies within ±½.
 */
double vit_cell_inscribed_radius (const VitCell *self);

/* Fractional from Cartesian coordinates and back; @out may be @in. */
void vit_cell_to_fractional (const VitCell *self, const double in[3], double out[3]);
void vit_cell_to_cartesian (const VitCell *self, const double in[3], double out[3]);

/**
 * vit_cell_triangular:
 * @self: a cell
 * @out: (out): a lower triangular matrix of cell vectors (rows) that gives the same distances
 *
 * The cell rotated so that a lies along x and b in the xy plane (Gram–Schmidt); distances need six products then, not
 * nine. What LAMMPS calls a general triclinic box turned into its restricted form.
 */
void vit_cell_triangular (const VitCell *self, double out[3][3]);
