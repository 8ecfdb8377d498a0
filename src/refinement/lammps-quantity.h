/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lammps.h"
#include "quantity.h"

/**
 * vit_lammps_quantity_new:
 * @lammps: (transfer full): LAMMPS with these atoms
 * @n_atoms: number of atoms
 * @per_atom: whether the mean over the atoms is meant, eV/atom, or the whole, eV
 *
 * The potential energy by any pair style of LAMMPS. It is slow: LAMMPS computes it from scratch, once in many moves.
 */
VitQuantity *vit_lammps_quantity_new (VitLammps *lammps, gsize n_atoms, gboolean per_atom);
