/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "feff-path.h"

/**
 * vit_feff_path_read:
 * @path: a feffNNNN.dat of FEFF 6, 7, 8 or 9
 *
 * Errors: those of GIO; %VIT_ERROR_INPUT "path:line: expected …" for a path of more than two legs, a wrong number of
 * columns, a table cut short, k that does not rise, NaN.
 */
VitFeffPath *vit_feff_path_read (const char *path, GError **error);

/**
 * vit_feff_folder_read:
 * @folder: a folder
 * @absorber, @scatterer: atomic numbers
 * @edge: (nullable): "K", "L3" …; paths of another edge are left out
 *
 * All path files (*.dat with a FEFF path in them) of this pair in @folder and in its sub-folders one level down, sorted
 * by reff. Other files (chi.dat, xmu.dat, files.dat …) are passed over; a file that is a FEFF path but broken is an
 * error. Paths of the same pair and the same reff (within 1e-3 Å) are an error that names both files, as are paths of
 * more than two legs: only single scattering is modelled.
 *
 * Returns: (element-type VitFeffPath): at least one path, with vit_feff_path_free() as its free function. Errors: as
 *   vit_feff_path_read(); %VIT_ERROR_INPUT if the folder has no path of this pair (the message says which it has).
 */
GPtrArray *vit_feff_folder_read (const char *folder, int absorber, int scatterer, const char *edge, GError **error);
