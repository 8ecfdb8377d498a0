/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms.h"

/**
 * VitNeighbourGrid:
 * @n: number of boxes along a, b, c
 * @capacity: slots of a box, a multiple of %VIT_LANES
 * @fill: atoms in each box, shape (n[0] n[1] n[2])
 * @f: coordinates of the atoms box by box, three arrays of shape (boxes, capacity)
 * @species, @atom: their species and indices, shape (boxes, capacity)
 *
 * The cell divided into boxes, and in each box a copy of its atoms, contiguous in memory so that vector code runs over
 * them. It is kept up to date move by move. Works for cells of any shape: boxes are parallelepipeds of fractional
 * coordinates.
 */
typedef struct
{
  int n[3];
  double width[3]; /* of the cell, Å */
  gboolean orthogonal;
  int capacity;
  gsize n_atoms;
  int *fill;
  gint32 *f[3];
  gint32 *species;
  gint32 *atom;
  int *slot; /* slot of each atom */
} VitNeighbourGrid;

/**
 * vit_neighbour_grid_new:
 * @atoms: the atoms
 * @edge: wanted distance between the faces of a box, Å: the boxes are at least that wide, where the cell is, and in an
 *   almost empty cell wider
 */
VitNeighbourGrid *vit_neighbour_grid_new (const VitAtoms *atoms, double edge);
void vit_neighbour_grid_free (VitNeighbourGrid *self);

static inline int
vit_neighbour_grid_get_n_boxes (const VitNeighbourGrid *self)
{
  return self->n[0] * self->n[1] * self->n[2];
}

/* The atoms of one box. */
static inline VitAtomSpan
vit_neighbour_grid_span (const VitNeighbourGrid *self, int box)
{
  gsize start = (gsize) box * (gsize) self->capacity;

  return (VitAtomSpan){ .n = (gsize) self->fill[box],
                        .f = { self->f[0] + start, self->f[1] + start, self->f[2] + start },
                        .species = self->species + start,
                        .atom = self->atom + start };
}

/**
 * vit_neighbour_grid_move:
 * @atom: an atom
 * @to: where it goes
 *
 * Takes about 20 ns. Only if a box overflows all of them are laid out anew, with more room.
 */
void vit_neighbour_grid_move (VitNeighbourGrid *self, gsize atom, VitFixedPoint to);

/**
 * vit_neighbour_grid_get_order:
 * @order: (out caller-allocates): the atoms box by box, in each box in the order of its slots, shape (n_atoms)
 *
 * What came out of all moves so far, and decides in which order neighbours are found: sums over them depend on it in
 * their last bits. With the positions it is all that the grid is; the capacity of the boxes shows in nothing.
 */
void vit_neighbour_grid_get_order (const VitNeighbourGrid *self, gint32 *order);

/* Whether @order, shape (n_atoms), is one of the atoms at these places: each of them once, and box after box. Not if
 * so many are in one box that a grid with room for them would fill the memory. */
gboolean vit_neighbour_grid_is_order (const VitNeighbourGrid *self, const VitFixedPoint *points, const gint32 *order);

/* Puts all atoms where @atoms has them, in this order, of which vit_neighbour_grid_is_order() is true. */
void vit_neighbour_grid_set_order (VitNeighbourGrid *self, const VitAtoms *atoms, const gint32 *order);

/**
 * vit_neighbour_grid_collect:
 * @a, @b: two positions, such as an atom's before and after a move
 * @radius: Å
 * @spans: (out caller-allocates): the atoms of one box each, room for all boxes
 *
 * Finds boxes that hold all atoms within @radius of @a or @b, each once. Returns: how many.
 */
int vit_neighbour_grid_collect (const VitNeighbourGrid *self, VitFixedPoint a, VitFixedPoint b, double radius,
                                VitAtomSpan *spans);

/* Whether spheres of @radius Å round any position reach into every box, so that there is nothing to choose. */
gboolean vit_neighbour_grid_is_covered (const VitNeighbourGrid *self, double radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitNeighbourGrid, vit_neighbour_grid_free)
