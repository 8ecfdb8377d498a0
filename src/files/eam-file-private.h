/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam-file.h"
#include "text-file.h"

#include <string.h>

/* What the readers of potential files share. */

#define VIT_EAM_MAX_POINTS 1000000

/**
 * VitEamScan:
 * @file: the file
 * @rest: (nullable): what is left of the line taken last
 *
 * A file as a row of numbers, whatever the lines.
 */
typedef struct
{
  VitTextFile *file;
  char *rest;
} VitEamScan;

/**
 * VitEamGrid:
 *
 * The line "n_rho d_rho n_r d_r cutoff" of both formats.
 */
typedef struct
{
  int n_rho;
  double d_rho;
  int n_r;
  double d_r;
  double cutoff;
} VitEamGrid;

/* The next line that is not empty, without its comment; an error "expected @what" at the end of the file, or if numbers
 * are left over from the line before. */
char *vit_eam_scan_line (VitEamScan *self, const char *what, GError **error);

/* @n numbers, wherever the lines end. @what: "values of F(ρ) of Cu". */
gboolean vit_eam_scan_values (VitEamScan *self, const char *what, int n, double *value, GError **error);

gboolean vit_eam_scan_grid (VitEamScan *self, VitEamGrid *grid, GError **error);

/* That nothing follows. */
gboolean vit_eam_scan_end (VitEamScan *self, GError **error);

/* The readers of the two formats; the caller looked into the files to choose. */
VitEam *vit_eam_setfl_read (const char *path, GError **error);
VitEam *vit_eam_funcfl_read (const char *const *paths, GError **error);
