/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "orthonormal-basis.h"

#include <math.h>
#include <string.h>

static double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

static void
subtract (gsize n, double factor, const double *a, double *from)
{
  for (gsize i = 0; i < n; i++)
    from[i] -= factor * a[i];
}

static void
scale (gsize n, double factor, double *a)
{
  for (gsize i = 0; i < n; i++)
    a[i] *= factor;
}

VitOrthonormalBasis *
vit_orthonormal_basis_new (gsize n_rows, gsize n, double *rows, double tolerance)
{
  VitOrthonormalBasis *self = g_new0 (VitOrthonormalBasis, 1);
  g_autofree double *square = g_new (double, n_rows);
  double largest = 0;

  self->n = n;
  self->vector = g_new0 (double, n *MIN (n, n_rows));
  for (gsize row = 0; row < n_rows; row++)
    {
      square[row] = dot (n, rows + row * n, rows + row * n);
      largest = fmax (largest, square[row]);
    }

  while (self->rank < MIN (n, n_rows))
    {
      double *basis = self->vector + self->rank * n;
      gsize pivot = 0;

      for (gsize row = 1; row < n_rows; row++)
        if (square[row] > square[pivot])
          pivot = row;
      if (!(square[pivot] > tolerance * tolerance * largest))
        break;

      memcpy (basis, rows + pivot * n, n * sizeof *basis);
      for (gsize old = 0; old < self->rank; old++)
        subtract (n, dot (n, basis, self->vector + old * n), self->vector + old * n, basis);
      scale (n, 1 / sqrt (dot (n, basis, basis)), basis);
      self->rank++;
      for (gsize row = 0; row < n_rows; row++)
        {
          subtract (n, dot (n, basis, rows + row * n), basis, rows + row * n);
          square[row] = dot (n, rows + row * n, rows + row * n);
        }
    }
  return self;
}

void
vit_orthonormal_basis_free (VitOrthonormalBasis *self)
{
  if (self == NULL)
    return;
  g_free (self->vector);
  g_free (self);
}

double
vit_orthonormal_basis_project (const VitOrthonormalBasis *self, const double *vector, double *coordinates)
{
  g_autofree double *rest = g_memdup2 (vector, self->n * sizeof *vector);

  for (gsize b = 0; b < self->rank; b++)
    {
      coordinates[b] = dot (self->n, rest, self->vector + b * self->n);
      subtract (self->n, coordinates[b], self->vector + b * self->n, rest);
    }
  return dot (self->n, rest, rest);
}

void
vit_orthonormal_basis_expand (const VitOrthonormalBasis *self, const double *coordinates, double *vector)
{
  memset (vector, 0, self->n * sizeof *vector);
  for (gsize b = 0; b < self->rank; b++)
    subtract (self->n, -coordinates[b], self->vector + b * self->n, vector);
}
