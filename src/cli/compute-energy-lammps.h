/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "table.h"

/**
 * VitCliLammps:
 * @pair_style: what stands behind pair_style in a script of LAMMPS; %NULL: no energy by LAMMPS is wanted
 * @pair_coeff: (nullable) (array zero-terminated=1): what stands behind pair_coeff; several divided by ";", too
 * @elements: (nullable): symbols of the elements of the atom types
 *
 * A potential in the words of LAMMPS, as options give it. Files are looked for in the working folder first.
 */
typedef struct
{
  char *pair_style;
  char **pair_coeff;
  char *elements;
} VitCliLammps;

/* The energy of a configuration as a table. Errors: those of vit_lammps_new(). */
VitTable *vit_cli_tabulate_lammps (const VitConfiguration *configuration, const VitCliLammps *options, GError **error);
