/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * vit_coordination_file_read:
 * @path: two columns, number of neighbours and fraction of the atoms; lines that begin with # ! % ; or * are comments
 * @n_max: (out): number of neighbours of the last point: beyond the last one of the file there are some that are 0, so
 *   that a model with more neighbours is seen to have them
 *
 * Reads a distribution of coordination numbers. Numbers that are left out have the fraction 0.
 *
 * Returns: fractions, shape (n_max + 1), to be freed with g_free(). Errors: those of vit_text_file_open();
 * %VIT_ERROR_INPUT "path:line: …" for rows that are not two numbers, neighbours that are no rising whole numbers,
 * fractions outside 0 to 1; "path: …" if they do not add up to 1 within 2 %.
 */
double *vit_coordination_file_read (const char *path, int *n_max, GError **error);

/**
 * vit_angle_file_read:
 * @path: two columns, angle in degrees and density, at 0, w, 2w … 180
 * @n_bins: (inout): number of w in 180°; 0: it is that of the file
 *
 * Reads a distribution of bond angles. Returns: densities, shape (n_bins + 1), to be freed with g_free(). Errors: as
 * above, for angles at other places, and densities below 0 or 0 everywhere.
 */
double *vit_angle_file_read (const char *path, int *n_bins, GError **error);
