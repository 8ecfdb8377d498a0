/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "orthonormal-basis.h"
#include "test-support.h"

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

static double *
random_rows (gsize n_rows, gsize n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double *rows = g_new (double, n_rows *n);

  for (gsize i = 0; i < n_rows * n; i++)
    rows[i] = g_rand_double_range (rand, -1, 1);
  return rows;
}

/* sin (2kr) with a damping, at many r: what EXAFS makes of it, nearly dependent. */
static double *
wave_rows (gsize n_rows, gsize n)
{
  double *rows = g_new (double, n_rows *n);

  for (gsize r = 0; r < n_rows; r++)
    for (gsize k = 0; k < n; k++)
      rows[r * n + k] = sin (2 * (3 + 0.05 * (double) k) * (1 + 0.01 * (double) r)) * exp (-0.01 * (double) r);
  return rows;
}

static void
check (gsize n_rows, gsize n, const double *rows, double tolerance)
{
  g_autofree double *scratch = g_memdup2 (rows, n_rows * n * sizeof *rows);
  g_autoptr (VitOrthonormalBasis) basis = vit_orthonormal_basis_new (n_rows, n, scratch, tolerance);
  g_autofree double *coordinates = g_new (double, n), *rebuilt = g_new (double, n);
  double longest = 0, not_orthonormal = 0, not_rebuilt = 0;

  for (gsize row = 0; row < n_rows; row++)
    longest = fmax (longest, sqrt (dot (n, rows + row * n, rows + row * n)));
  g_assert_cmpuint (basis->rank, <=, MIN (n, n_rows));
  for (gsize a = 0; a < basis->rank; a++)
    for (gsize b = 0; b <= a; b++)
      not_orthonormal
          = fmax (not_orthonormal, fabs (dot (n, basis->vector + a * n, basis->vector + b * n) - (a == b ? 1 : 0)));
  for (gsize row = 0; row < n_rows; row++)
    {
      double outside = vit_orthonormal_basis_project (basis, rows + row * n, coordinates), square = 0;

      vit_orthonormal_basis_expand (basis, coordinates, rebuilt);
      for (gsize i = 0; i < n; i++)
        square += (rows[row * n + i] - rebuilt[i]) * (rows[row * n + i] - rebuilt[i]);
      not_rebuilt = fmax (not_rebuilt, sqrt (square) / longest);
      /* What project () says is left is what is left, but for roundings (1e-16 of the longest) of either. */
      g_assert_cmpfloat (fabs (outside - square), <, 1e-14 * longest * sqrt (square) + 1e-28 * longest * longest);
    }
  g_test_message ("rank %d of %d: orthonormal to %.1e, rebuilt to %.1e", (int) basis->rank, (int) MIN (n, n_rows),
                  not_orthonormal, not_rebuilt);
  g_assert_cmpfloat (not_orthonormal, <, 1e-12);
  g_assert_cmpfloat (not_rebuilt, <=, tolerance + 1e-13);
}

static void
test_random (void)
{
  g_autofree double *few = random_rows (7, 50, 1), *many = random_rows (90, 40, 2), *one = random_rows (1, 9, 3);

  check (7, 50, few, 1e-10);
  check (90, 40, many, 1e-10);
  check (90, 40, many, 0.3);
  check (1, 9, one, 1e-10);
}

/* Hilbert's matrix and EXAFS are the hard cases: their rows are all but parallel. */
static void
test_nearly_dependent (void)
{
  g_autofree double *hilbert = g_new (double, 30 * 30), *waves = wave_rows (600, 221);

  for (int i = 0; i < 30; i++)
    for (int j = 0; j < 30; j++)
      hilbert[i * 30 + j] = 1.0 / (i + j + 1);
  check (30, 30, hilbert, 1e-6);
  check (30, 30, hilbert, 1e-13);
  check (600, 221, waves, 1e-4);
  check (600, 221, waves, 1e-8);
}

/* Rows in a space of three dimensions have a basis of three. */
static void
test_rank (void)
{
  g_autofree double *three = random_rows (3, 40, 5), *mix = random_rows (25, 3, 6), *rows = g_new0 (double, 25 * 40);
  g_autofree double *zero = g_new0 (double, 5 * 8), *scratch = NULL;
  g_autoptr (VitOrthonormalBasis) basis = NULL, nothing = vit_orthonormal_basis_new (5, 8, zero, 1e-8);

  for (int row = 0; row < 25; row++)
    for (int i = 0; i < 40; i++)
      for (int t = 0; t < 3; t++)
        rows[row * 40 + i] += mix[row * 3 + t] * three[t * 40 + i];
  check (25, 40, rows, 1e-10);
  scratch = g_memdup2 (rows, 25 * 40 * sizeof *rows);
  basis = vit_orthonormal_basis_new (25, 40, scratch, 1e-10);
  g_assert_cmpuint (basis->rank, ==, 3);
  g_assert_cmpuint (nothing->rank, ==, 0);
}

/* Of a vector that is inside and outside, the square is that of the part outside, as Pythagoras has it. */
static void
test_outside (void)
{
  g_autofree double *rows = g_new0 (double, 2 * 4), *coordinates = g_new (double, 4), *rebuilt = g_new (double, 4);
  const double vector[4] = { 3, -4, 5, 12 };
  g_autoptr (VitOrthonormalBasis) basis = NULL;
  double outside;

  rows[0] = 2;
  rows[4] = 1;
  rows[5] = 7;
  basis = vit_orthonormal_basis_new (2, 4, rows, 1e-10);
  g_assert_cmpuint (basis->rank, ==, 2);
  outside = vit_orthonormal_basis_project (basis, vector, coordinates);
  g_assert_cmpfloat (fabs (outside - 169), <, 1e-12);
  g_assert_cmpfloat (fabs (dot (2, coordinates, coordinates) - 25), <, 1e-12);
  vit_orthonormal_basis_expand (basis, coordinates, rebuilt);
  g_assert_cmpfloat (fabs (rebuilt[0] - 3) + fabs (rebuilt[1] + 4) + fabs (rebuilt[2]) + fabs (rebuilt[3]), <, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orthonormal-basis/it is orthonormal and rebuilds random rows", test_random);
  g_test_add_func ("/orthonormal-basis/it is orthonormal and rebuilds nearly dependent rows", test_nearly_dependent);
  g_test_add_func ("/orthonormal-basis/its rank is that of the rows", test_rank);
  g_test_add_func ("/orthonormal-basis/the square outside is that of Pythagoras", test_outside);
  return g_test_run ();
}
