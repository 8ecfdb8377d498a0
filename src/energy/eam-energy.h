/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/* 1 eV/Å³ in GPa (CODATA 2018; exact). */
#define VIT_GPA_PER_EV_A3 160.2176634

/**
 * VitEamEnergy:
 * @n_atoms: number of atoms
 * @total: potential energy, eV
 * @energy: of each atom, F_i(ρ_i) + ½ Σ_j φ_ij, eV, shape (n_atoms)
 * @density: ρ of each atom, in the units of the potential, shape (n_atoms)
 * @force: −∂E/∂x, eV/Å, shape (n_atoms, 3)
 * @virial: Σ over pairs of r_a f_b, eV; xx, yy, zz, yz, xz, xy
 * @pressure: of the atoms at rest, trace of the virial / 3V = −dE/dV, eV/Å³; times %VIT_GPA_PER_EV_A3 in GPa
 *
 * The energy of a configuration, from scratch and in double precision. Atoms on top of each other get a finite energy.
 */
typedef struct
{
  gsize n_atoms;
  double total;
  double *energy;
  double *density;
  double (*force)[3];
  double virial[6];
  double pressure;
} VitEamEnergy;

/**
 * vit_eam_energy_new:
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks an element of the configuration; %VIT_ERROR_RANGE if the cut-off is
 * larger than the largest sphere in the cell.
 */
VitEamEnergy *vit_eam_energy_new (const VitEam *eam, const VitConfiguration *configuration, GError **error);
void vit_eam_energy_free (VitEamEnergy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitEamEnergy, vit_eam_energy_free)
