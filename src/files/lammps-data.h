/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "text-file.h"

/* Whether @text is LAMMPS data: one of its first lines is “100 atoms”, “… xlo xhi” or a section that every file has. */
gboolean vit_lammps_data_sniff (const char *text);

/**
 * vit_lammps_data_read:
 * @file: a file for read_data of LAMMPS, before its first line
 *
 * Atom styles atomic, charge, molecular, bond, angle and full, as the comment behind Atoms says; without it atomic or
 * charge by the number of columns. Image flags and all sections but Atoms, Masses and Atom Type Labels are passed over.
 * Atoms are sorted by id. The element of a type is the first of: the comment behind its mass (“1 63.546 # Cu”), its
 * label, its mass.
 */
VitConfiguration *vit_lammps_data_read (VitTextFile *file, GError **error);

/* Appends a file of atom style atomic, types in the order of the species; @comment (nullable) goes into the title. */
void vit_lammps_data_write (const VitConfiguration *configuration, const char *comment, GString *out);
