/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitOrthonormalBasis:
 * @n: length of the vectors
 * @rank: number of basis vectors
 * @vector: the basis, shape (rank, n)
 *
 * A basis of the space that a set of vectors spans, so that few coordinates stand for many points with the same
 * distances.
 */
typedef struct
{
  gsize n;
  gsize rank;
  double *vector;
} VitOrthonormalBasis;

/**
 * vit_orthonormal_basis_new:
 * @n_rows, @n: shape of @rows
 * @rows: the vectors; destroyed (what remains of each outside the basis is left)
 * @tolerance: vectors are represented to this fraction of the length of the longest
 *
 * Gram–Schmidt with pivoting, the longest remainder first, each vector made orthogonal twice.
 */
VitOrthonormalBasis *vit_orthonormal_basis_new (gsize n_rows, gsize n, double *rows, double tolerance);
void vit_orthonormal_basis_free (VitOrthonormalBasis *self);

/* Coordinates, shape (rank), of a vector. Returns: sum of squares of what is outside the span. */
double vit_orthonormal_basis_project (const VitOrthonormalBasis *self, const double *vector, double *coordinates);

/* The vector, shape (n), with these coordinates. */
void vit_orthonormal_basis_expand (const VitOrthonormalBasis *self, const double *coordinates, double *vector);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitOrthonormalBasis, vit_orthonormal_basis_free)
