/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * VitFileFormat:
 *
 * The file formats of configurations. A new format is a new file and a line in the table of configuration-file.c.
 */
typedef enum
{
  VIT_FORMAT_EXTENDED_XYZ,
  VIT_FORMAT_LAMMPS_DATA,
  VIT_FORMAT_LAMMPS_DUMP,
} VitFileFormat;

/**
 * vit_configuration_read:
 * @path: a file in any of the formats, plain or gzip; the format is found from the content, not from the name
 *
 * Of a file with several frames (XYZ, dump) the last one is read. LAMMPS data and dump files have no elements of their
 * own: see lammps-data.h and lammps-dump.h for where they are looked for.
 *
 * Errors: those of GIO if the file cannot be read; %VIT_ERROR_INPUT "path:line: expected …, found …".
 */
VitConfiguration *vit_configuration_read (const char *path, GError **error);

/**
 * vit_configuration_write:
 * @path: the file; replaced as a whole or not at all
 * @comment: (nullable): a line that says what this is
 *
 * Positions are written with 10 significant digits after the point and are read back to 1e-9 Å. Errors: those of GIO.
 */
gboolean vit_configuration_write (const VitConfiguration *self, const char *path, VitFileFormat format,
                                  const char *comment, GError **error);

/* What a format is called ("LAMMPS data"), and the usual ending of its files (".data"); %NULL behind the last. */
const char *vit_file_format_get_name (VitFileFormat format);
const char *vit_file_format_get_ending (VitFileFormat format);

/* The format that the name of a file asks for: .xyz, .extxyz; .data, .lmp; .dump, .lammpstrj. FALSE if none. */
gboolean vit_file_format_from_name (const char *path, VitFileFormat *format);
