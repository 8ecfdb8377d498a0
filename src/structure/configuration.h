/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cell.h"
#include "element.h"

/**
 * VitConfiguration:
 *
 * Atoms in a periodic cell, as they come from a file and go to one: elements and Cartesian positions in Å, in double
 * precision and in the order of the file. Species are small integers in the order of first appearance. The engine works
 * on a copy in fixed point (#VitAtoms).
 */
typedef struct _VitConfiguration VitConfiguration;

/**
 * vit_configuration_new:
 * @cell: the cell
 * @n_atoms: number of atoms, at least 1
 * @atomic_numbers: (array length=n_atoms): Z of each atom
 * @positions: (array length=n_atoms): Cartesian positions, shape (n_atoms, 3), Å; copied as they are, not wrapped
 *
 * Errors: %VIT_ERROR_INPUT for no atoms, an unknown element, more than %VIT_MAX_SPECIES elements, or a position that is
 * not finite.
 */
VitConfiguration *vit_configuration_new (const VitCell *cell, gsize n_atoms, const guint8 *atomic_numbers,
                                         const double (*positions)[3], GError **error);
VitConfiguration *vit_configuration_copy (const VitConfiguration *self);
void vit_configuration_free (VitConfiguration *self);

const VitCell *vit_configuration_get_cell (const VitConfiguration *self);
gsize vit_configuration_get_n_atoms (const VitConfiguration *self);
int vit_configuration_get_n_species (const VitConfiguration *self);

/* Species of each atom, shape (n_atoms). */
const guint8 *vit_configuration_get_species (const VitConfiguration *self);

/* All atoms, where a species is asked for. */
#define VIT_ALL_SPECIES (-1)

/* Whether an atom is of a species, or all are asked for. */
gboolean vit_configuration_is_of_species (const VitConfiguration *self, gsize atom, int species);

/* Cartesian positions, shape (n_atoms, 3), Å. */
const double (*vit_configuration_get_positions (const VitConfiguration *self))[3];

const VitElement *vit_configuration_get_element (const VitConfiguration *self, int species);

/* Number of atoms of a species. */
gsize vit_configuration_get_count (const VitConfiguration *self, int species);

/* The species of an element, or -1 if the configuration has none of it. */
int vit_configuration_find_species (const VitConfiguration *self, int atomic_number);

/* Number of atoms per volume, Å⁻³. */
double vit_configuration_get_density (const VitConfiguration *self);

/**
 * vit_configuration_get_n_pairs:
 * @a, @b: two species in either order
 *
 * Returns: P_αβ, the number of unordered pairs of atoms: N_α(N_α−1)/2 or N_α N_β.
 */
double vit_configuration_get_n_pairs (const VitConfiguration *self, int a, int b);

/* Number of atoms over number of all atoms. */
double vit_configuration_get_fraction (const VitConfiguration *self, int species);

/* Moves one atom to a Cartesian position, Å. */
void vit_configuration_set_position (VitConfiguration *self, gsize atom, const double position[3]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitConfiguration, vit_configuration_free)
