/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/**
 * vit_eam_file_read:
 * @paths: (array zero-terminated=1): one setfl file (eam/alloy, eam/fs), or one funcfl file for each element
 *
 * Reads an embedded-atom potential in the formats of LAMMPS, units metal (eV, Å). Numbers may stand any number a line;
 * text behind a # is a comment. setfl and funcfl are told apart by what stands in lines 2 to 4. eam/alloy and eam/fs
 * differ only in how many numbers there are; where that fits neither, the name of the file decides what is reported as
 * missing. The atomic numbers of setfl are not used (many files have 1 there), its element symbols are. funcfl files
 * are brought to one grid and mixed as LAMMPS does it: r φ_ab = 27.2 · 0.529 Z_a Z_b, eV Å.
 *
 * Errors: those of GIO; %VIT_ERROR_INPUT "path:line: expected …, found …".
 */
VitEam *vit_eam_file_read (const char *const *paths, GError **error);

/**
 * vit_potential_find:
 * @name: "CuZr_mm.eam.fs"
 *
 * Looks for a potential file: @name as a path; then in each folder of the environment variable LAMMPS_POTENTIALS
 * (divided by colons); then in /usr/share/lammps/potentials, where Debian's package lammps-data puts them.
 *
 * Returns: (transfer full): its path. Errors: %VIT_ERROR_INPUT that says where it was looked for.
 */
char *vit_potential_find (const char *name, GError **error);

/* The folders that it looks in, of which some may not be there (free with g_strfreev()). */
char **vit_potential_get_folders (void);

/**
 * vit_eam_file_get_elements:
 * @path: a file by whose name ".eam", ".eam.alloy" or ".eam.fs" it may be a potential
 * @elements: (out caller-allocates): shape (%VIT_EAM_MAX_ELEMENTS)
 *
 * Returns: number of elements that its head names; 0 if it is none or cannot be read.
 */
int vit_eam_file_get_elements (const char *path, const VitElement **elements);
