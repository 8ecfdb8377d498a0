/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lammps.h"
#include "quantity.h"

/**
 * vit_lammps_quantity_new:
 * @lammps: (transfer full): LAMMPS with these atoms
 * @n_atoms: number of atoms
 *
 * The potential energy by any pair style of LAMMPS, eV/atom. It is slow: LAMMPS computes it from scratch, once in many
 * moves.
 */
VitQuantity *vit_lammps_quantity_new (VitLammps *lammps, gsize n_atoms);
