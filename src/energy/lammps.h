/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms.h"

/* How long LAMMPS may take for an answer unless told otherwise, s. */
#define VIT_LAMMPS_TIMEOUT 600

/**
 * VitLammpsSetup:
 * @pair_style: what stands behind pair_style in a script of LAMMPS, units metal: "eam/fs"
 * @pair_coeff: (array zero-terminated=1): what stands behind each pair_coeff, in order: "* * CuZr_mm.eam.fs Cu Zr".
 *   Files by absolute path; by a name alone those in the folders of LAMMPS_POTENTIALS
 * @elements: (nullable) (array zero-terminated=1): symbols of the elements of the atom types 1, 2 …; may be more than
 *   there are in the sample. %NULL: the symbols that end a @pair_coeff for all types ("Cu Zr"); if there are none, the
 *   species of the sample
 * @timeout: how long an answer may take, s; 0 for %VIT_LAMMPS_TIMEOUT
 *
 * A potential in the words of LAMMPS.
 */
typedef struct
{
  const char *pair_style;
  const char *const *pair_coeff;
  const char *const *elements;
  double timeout;
} VitLammpsSetup;

/* The words of a text, divided by blanks (free with g_strfreev()). */
char **vit_lammps_split (const char *text);

/**
 * VitLammps:
 *
 * The potential energy of atoms by any pair style of LAMMPS, learned ones too. LAMMPS runs in a process of its own (the
 * program vitrum-lammps): when it fails, this is an error and no more. Nothing is shared between two of these; one may
 * be used by one thread at a time.
 */
typedef struct _VitLammps VitLammps;

/**
 * vit_lammps_new:
 * @atoms: the atoms, whose cell, number and species stay as they are
 * @elements: their species, shape (n_species)
 *
 * Starts LAMMPS and computes the energy once, so that whatever is wrong with the setup shows here.
 *
 * Errors: %VIT_ERROR_UNSUPPORTED if there is no LAMMPS; %VIT_ERROR_INPUT in the words of LAMMPS, or if @setup leaves
 * out an element; %VIT_ERROR_NUMERIC if the process is killed, or has no answer in time.
 */
VitLammps *vit_lammps_new (const VitLammpsSetup *setup, const VitAtoms *atoms, const VitElement *const *elements,
                           GError **error);
void vit_lammps_free (VitLammps *self);

/**
 * vit_lammps_compute:
 * @atoms: as in vit_lammps_new(), anywhere
 * @energy: (out): potential energy of all atoms, eV
 *
 * From scratch: LAMMPS looks for all neighbours anew; it is not asked again for atoms that have not moved since. After
 * an error the next call starts LAMMPS once more; if that call fails too, so do all that follow. Errors: as
 * vit_lammps_new(), and %VIT_ERROR_NUMERIC if the energy is not finite.
 */
gboolean vit_lammps_compute (VitLammps *self, const VitAtoms *atoms, double *energy, GError **error);

/* The energy of the last success, eV. */
double vit_lammps_get_energy (const VitLammps *self);

/* Process id of LAMMPS, 0 if it does not run; for tests. */
int vit_lammps_get_process_id (const VitLammps *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitLammps, vit_lammps_free)
