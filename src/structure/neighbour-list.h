/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * VitNeighbour:
 * @atom: the neighbour
 * @r: its distance, Å
 * @vector: Cartesian vector from the atom to it, Å
 */
typedef struct
{
  int atom;
  double r;
  double vector[3];
} VitNeighbour;

/**
 * VitNeighbourList:
 * @n_atoms: number of atoms
 * @start: where the neighbours of each atom begin, shape (n_atoms + 1)
 * @neighbour: neighbours of all atoms, the nearest first, shape (start[n_atoms]); each pair stands with both atoms
 *
 * Who is within a cut-off of whom, in double precision: what analysis and energies from scratch work on.
 */
typedef struct
{
  gsize n_atoms;
  gsize *start;
  VitNeighbour *neighbour;
} VitNeighbourList;

/**
 * vit_neighbour_list_new:
 * @configuration: the atoms
 * @cutoff: r < cut-off makes neighbours, for each pair of species (vit_pair_index()), Å, shape (pairs); 0 for none
 *
 * Errors: %VIT_ERROR_RANGE if a cut-off is not finite, or larger than the largest sphere in the cell: an atom would
 * then be neighbour to two images of another.
 */
VitNeighbourList *vit_neighbour_list_new (const VitConfiguration *configuration, const double *cutoff, GError **error);
void vit_neighbour_list_free (VitNeighbourList *self);

static inline gsize
vit_neighbour_list_count (const VitNeighbourList *self, gsize atom)
{
  return self->start[atom + 1] - self->start[atom];
}

static inline const VitNeighbour *
vit_neighbour_list_get (const VitNeighbourList *self, gsize atom)
{
  return self->neighbour + self->start[atom];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitNeighbourList, vit_neighbour_list_free)
