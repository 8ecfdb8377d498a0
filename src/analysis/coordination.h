/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "neighbour-list.h"

/**
 * VitCoordination:
 * @n_atoms, @n_species: counts of atoms and species
 * @species: species of each atom, shape (n_atoms)
 * @count: neighbours of each atom by their species, shape (n_atoms, n_species)
 * @total: neighbours of each atom, shape (n_atoms)
 * @largest: the largest of @total
 * @fraction: atomic fraction c_a of each species
 * @partial: Z_ab, mean number of neighbours of species b around an atom of species a
 * @mean: Z_a = Σ_b Z_ab
 * @mean_all: ⟨Z⟩ = Σ_a c_a Z_a
 *
 * How many neighbours atoms have. Cut-offs are the same in both directions, so that c_a Z_ab = c_b Z_ba.
 */
typedef struct
{
  gsize n_atoms;
  int n_species;
  guint8 *species;
  int *count;
  int *total;
  int largest;
  double fraction[VIT_MAX_SPECIES];
  double partial[VIT_MAX_SPECIES][VIT_MAX_SPECIES];
  double mean[VIT_MAX_SPECIES];
  double mean_all;
} VitCoordination;

/**
 * vit_coordination_new:
 * @configuration: the atoms
 * @list: their neighbours
 */
VitCoordination *vit_coordination_new (const VitConfiguration *configuration, const VitNeighbourList *list);
void vit_coordination_free (VitCoordination *self);

/**
 * vit_coordination_get_values:
 * @a: centre species, or -1 for all atoms
 * @b: neighbour species, or -1 for all
 * @value: (out caller-allocates): number of neighbours b of each atom a, NaN for other atoms, shape (n_atoms)
 */
void vit_coordination_get_values (const VitCoordination *self, int a, int b, double *value);

/**
 * vit_coordination_get_distribution:
 * @species: centre species, or -1 for all atoms
 * @n: (out caller-allocates): number of centre atoms with 0, 1 … largest neighbours, shape (largest + 1)
 */
void vit_coordination_get_distribution (const VitCoordination *self, int species, gsize *n);

/**
 * vit_coordination_get_warren_cowley:
 * @a, @b: species of centre and neighbour
 *
 * α_ab = 1 − (Z_ab / Z_a) / c_b (Warren 1969): 0 if neighbours are what the composition has, negative if a has more of
 * b, 1 if it has none. α_ab = α_ba only if Z_a = Z_b: where total coordination numbers differ, a mixture without any
 * preference has other values than 0.
 *
 * Returns: α_ab; NaN if no atom of species a has neighbours.
 */
double vit_coordination_get_warren_cowley (const VitCoordination *self, int a, int b);

/**
 * vit_coordination_get_mean_warren_cowley:
 * @a, @b: two species in either order
 *
 * The same with the mean coordination of all atoms: α_ab = 1 − Z_ab / (c_b ⟨Z⟩) = α_ba.
 *
 * Returns: α_ab; NaN if no atom has neighbours.
 */
double vit_coordination_get_mean_warren_cowley (const VitCoordination *self, int a, int b);

/**
 * vit_coordination_get_cargill_spaepen:
 * @a, @b: two species in either order
 *
 * η_ab = Z_ab / Z*_ab − 1, Z*_ab = c_b Z_a Z_b / ⟨Z⟩ (Cargill & Spaepen 1981): the ends of bonds joined at random, each
 * species with its own total coordination. η_ab = η_ba; 0 for no preference whatever the sizes of the atoms, positive
 * if a and b prefer each other (the opposite sign of α).
 *
 * Returns: η_ab; NaN if no atom of one of the two species has neighbours.
 */
double vit_coordination_get_cargill_spaepen (const VitCoordination *self, int a, int b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCoordination, vit_coordination_free)
