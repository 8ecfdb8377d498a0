/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/**
 * VitEamPairs:
 * @n_atoms: number of atoms
 * @position: Cartesian positions, Å, shape (n_atoms, 3): to be moved at will; vit_eam_pairs_update() puts them into the
 *   cell again
 *
 * The atoms of a configuration and the pairs of them that can feel each other, each pair once and with the image that
 * is meant; with these, energies and forces from scratch. Private to this room.
 */
typedef struct
{
  gsize n_atoms;
  double (*position)[3];

  /*< private >*/
  const VitEam *eam;
  VitConfiguration *configuration;
  guint8 *element; /* of each atom, in the potential */
  double skin;
  double shift[27][3]; /* of each image, Å */
  gsize *start;        /* of the partners of each atom, shape (n_atoms + 1) */
  GArray *partners;
  double (*fraction)[3];
  double (*origin)[3]; /* fractional coordinates and positions when the partners were found */
  gsize *near_start;
  GArray *near;
  double *slope; /* F′ of each atom */
} VitEamPairs;

/**
 * VitEamSums:
 * @density: ρ of each atom, shape (n_atoms)
 * @energy: energy of each atom, F_i + ½ Σ φ_ij, eV, shape (n_atoms)
 * @force: shape (n_atoms, 3), eV/Å
 * @total: energy, eV
 * @virial: Σ over pairs of r_a f_b, eV; xx, yy, zz, yz, xz, xy
 *
 * What vit_eam_pairs_compute() fills. Free it by vit_eam_sums_clear().
 */
typedef struct
{
  double *density;
  double *energy;
  double (*force)[3];
  double total;
  double virial[6];
} VitEamSums;

void vit_eam_sums_init (VitEamSums *self, gsize n_atoms);
void vit_eam_sums_clear (VitEamSums *self);

/**
 * vit_eam_pairs_new:
 * @eam: kept, not owned
 * @skin: how much farther than the cut-off pairs are sought, Å; made shorter where the cell demands it
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks an element; %VIT_ERROR_RANGE if the cell is too small.
 */
VitEamPairs *vit_eam_pairs_new (const VitEam *eam, const VitConfiguration *configuration, double skin, GError **error);
void vit_eam_pairs_free (VitEamPairs *self);

/* Finds the pairs anew if an atom has moved by half a skin. To be called after every change of positions. */
void vit_eam_pairs_update (VitEamPairs *self);

/* Energies, forces and virial at the positions as they are. */
void vit_eam_pairs_compute (VitEamPairs *self, VitEamSums *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitEamPairs, vit_eam_pairs_free)
