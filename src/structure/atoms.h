/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

#include <math.h>
#include <stdint.h>

/* Arrays of atoms are padded to a multiple of this number: whole vectors, without a remainder. */
#define VIT_LANES 16

/**
 * VitFixedPoint:
 * @f: fractional coordinates along a, b, c in units of 2⁻³²
 *
 * A position in the cell as the engine keeps it. The full range of int32 is one period, so that the difference of two
 * coordinates wraps to the nearest image by itself, without rounding. The error is the cell length times 2⁻³³ (1e-8 Å).
 */
typedef struct
{
  gint32 f[3];
} VitFixedPoint;

/**
 * VitAtoms:
 * @cell: the cell
 * @n_atoms, @n_species: counts
 * @count: atoms of each species
 * @species: species of each atom, shape (n_atoms), padded to a multiple of %VIT_LANES
 * @f: coordinates along a, b, c, three arrays of shape (n_atoms), each 64-byte aligned and padded likewise
 *
 * The atoms of a configuration as a structure of arrays in fixed point: what the hot loop reads. Read it directly;
 * change it only through vit_atoms_set().
 */
typedef struct
{
  VitCell cell;
  gsize n_atoms;
  int n_species;
  gsize count[VIT_MAX_SPECIES];
  gint32 *species;
  gint32 *f[3];
} VitAtoms;

/**
 * VitAtomSpan:
 * @n: number of atoms
 * @f: their coordinates, three arrays
 * @species: their species
 * @atom: their indices, or %NULL where it is the position in the arrays
 *
 * Atoms that are contiguous in memory: all of them, or those of one box of a neighbour grid. The arrays can be read up
 * to the next multiple of %VIT_LANES atoms, whatever is there.
 */
typedef struct
{
  gsize n;
  const gint32 *f[3];
  const gint32 *species;
  const gint32 *atom;
} VitAtomSpan;

VitAtoms *vit_atoms_new (const VitConfiguration *configuration);
void vit_atoms_free (VitAtoms *self);

/**
 * vit_atoms_store:
 * @configuration: the configuration that the atoms were made from, or a copy of it; its positions are overwritten
 *
 * Writes the positions back as Cartesian coordinates inside the cell.
 */
void vit_atoms_store (const VitAtoms *self, VitConfiguration *configuration);

/* From fractional coordinates in any period, and back to 0 ≤ f < 1. */
VitFixedPoint vit_fixed_point_from_fractional (const double fractional[3]);
void vit_fixed_point_to_fractional (VitFixedPoint point, double fractional[3]);

/**
 * vit_fixed_point_vector:
 * @cell: the cell
 * @from, @to: two positions
 * @vector: (out): Cartesian vector between the images whose fractional difference lies within ±½, Å
 */
void vit_fixed_point_vector (const VitCell *cell, VitFixedPoint from, VitFixedPoint to, double vector[3]);

static inline VitFixedPoint
vit_atoms_get (const VitAtoms *self, gsize atom)
{
  return (VitFixedPoint){ { self->f[0][atom], self->f[1][atom], self->f[2][atom] } };
}

/* All atoms as one span. */
static inline VitAtomSpan
vit_atoms_get_span (const VitAtoms *self)
{
  return (VitAtomSpan){ .n = self->n_atoms, .f = { self->f[0], self->f[1], self->f[2] }, .species = self->species };
}

static inline void
vit_atoms_set (VitAtoms *self, gsize atom, VitFixedPoint point)
{
  for (int a = 0; a < 3; a++)
    self->f[a][atom] = point.f[a];
}

/* Sum and difference modulo one period. Signed overflow is undefined in C, so that the arithmetic is unsigned. */
static inline gint32
vit_fixed_add (gint32 a, gint32 b)
{
  return (gint32) ((guint32) a + (guint32) b);
}

static inline gint32
vit_fixed_subtract (gint32 a, gint32 b)
{
  return (gint32) ((guint32) a - (guint32) b);
}

/* P_αβ: number of unordered pairs of atoms of two species. */
static inline double
vit_atoms_get_n_pairs (const VitAtoms *self, int a, int b)
{
  double n_a = (double) self->count[a], n_b = (double) self->count[b];

  return a == b ? n_a * (n_a - 1) / 2 : n_a * n_b;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitAtoms, vit_atoms_free)
