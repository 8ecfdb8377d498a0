/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bond-order.h"

#include "error.h"

#include <complex.h>
#include <gsl/gsl_sf_coupling.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#define MAX_L VIT_BOND_ORDER_MAX_L
#define VANISHING 1e-9

/* Y_lm = (x + iy)^m Σ_k polynomial[m][k] z^(l−m−2k) on the unit sphere, m ≥ 0. Those of m < 0 follow from
   Y_l,−m = (−1)^m Y*_lm, and so it is with the q_lm. */
typedef struct
{
  int l;
  double polynomial[MAX_L + 1][MAX_L / 2 + 1];
  double wigner[2 * MAX_L + 1][2 * MAX_L + 1]; /* (l l l; m1 m2 −m1−m2), indices m + l; 0 where there is none */
} Harmonics;

/* From Rodrigues' formula: P_l(z) = 2^−l Σ_k (−1)^k (2l−2k)! / [k! (l−k)! (l−2k)!] z^(l−2k), differentiated m times. */
static void
init_polynomials (Harmonics *self)
{
  int l = self->l;

  for (int m = 0; m <= l; m++)
    {
      double norm = sqrt ((2 * l + 1) / (4 * G_PI) * gsl_sf_fact ((guint) (l - m)) / gsl_sf_fact ((guint) (l + m)));

      for (int k = 0; 2 * k <= l - m; k++)
        self->polynomial[m][k]
            = ((k + m) % 2 == 0 ? norm : -norm) * ldexp (1, -l) * gsl_sf_fact ((guint) (2 * (l - k)))
              / (gsl_sf_fact ((guint) k) * gsl_sf_fact ((guint) (l - k)) * gsl_sf_fact ((guint) (l - m - 2 * k)));
    }
}

static void
init_harmonics (Harmonics *self, int l)
{
  self->l = l;
  init_polynomials (self);
  for (int a = -l; a <= l; a++)
    for (int b = -l; b <= l; b++)
      self->wigner[a + l][b + l]
          = ABS (a + b) <= l ? gsl_sf_coupling_3j (2 * l, 2 * l, 2 * l, 2 * a, 2 * b, -2 * (a + b)) : 0;
}

static void
add_direction (const Harmonics *self, const VitNeighbour *neighbour, double weight, double complex *qm)
{
  double x = neighbour->vector[0] / neighbour->r, y = neighbour->vector[1] / neighbour->r,
         z = neighbour->vector[2] / neighbour->r;
  double complex power = weight;

  for (int m = 0; m <= self->l; m++)
    {
      const double *polynomial = self->polynomial[m];
      int degree = self->l - m;
      double value = 0;

      for (int k = 0; 2 * k <= degree; k++)
        value = value * z * z + polynomial[k];
      if (degree % 2 != 0)
        value *= z;
      qm[m] += value * power;
      power *= CMPLX (x, y);
    }
}

static double
sum_squares (int l, const double complex *qm)
{
  double sum = creal (qm[0]) * creal (qm[0]);

  for (int m = 1; m <= l; m++)
    sum += 2 * (creal (qm[m]) * creal (qm[m]) + cimag (qm[m]) * cimag (qm[m]));
  return sum;
}

static double
get_q (const Harmonics *self, const double complex *qm)
{
  return sqrt (4 * G_PI / (2 * self->l + 1) * sum_squares (self->l, qm));
}

static double
get_w (const Harmonics *self, const double complex *qm)
{
  int l = self->l;
  double complex all[2 * MAX_L + 1];
  double norm = sum_squares (l, qm), sum = 0;

  if (!(get_q (self, qm) > VANISHING))
    return NAN;
  for (int m = 0; m <= l; m++)
    {
      all[l + m] = qm[m];
      all[l - m] = m % 2 == 0 ? conj (qm[m]) : -conj (qm[m]);
    }
  for (int a = -l; a <= l; a++)
    for (int b = MAX (-l, -l - a); b <= MIN (l, l - a); b++)
      sum += self->wigner[a + l][b + l] * creal (all[l + a] * all[l + b] * all[l - a - b]);
  return sum / (norm * sqrt (norm));
}

static gsize
count_used (const VitNeighbourList *list, gsize atom, int nearest)
{
  return nearest > 0 ? (gsize) nearest : vit_neighbour_list_count (list, atom);
}

/* q_lm of one atom; NaN without neighbours, from 0 / 0. */
static void
compute_moments (const Harmonics *self, const VitNeighbourList *list, gsize atom, int nearest, const double *weight,
                 double complex *qm)
{
  const VitNeighbour *neighbour = vit_neighbour_list_get (list, atom);
  double sum = 0;

  for (gsize k = 0; k < count_used (list, atom, nearest); k++)
    {
      double a = weight != NULL ? weight[list->start[atom] + k] : 1;

      add_direction (self, &neighbour[k], a, qm);
      sum += a;
    }
  for (int m = 0; m <= self->l; m++)
    qm[m] = sum > 0 ? qm[m] / sum : CMPLX (NAN, NAN);
}

static void
average_moments (const Harmonics *self, const VitNeighbourList *list, gsize atom, int nearest,
                 const double complex *moments, double complex *average)
{
  const VitNeighbour *neighbour = vit_neighbour_list_get (list, atom);
  gsize n = count_used (list, atom, nearest), stride = (gsize) self->l + 1;

  for (gsize m = 0; m < stride; m++)
    {
      average[m] = moments[atom * stride + m];
      for (gsize k = 0; k < n; k++)
        average[m] += moments[(gsize) neighbour[k].atom * stride + m];
      average[m] /= (double) (n + 1);
    }
}

static gboolean
check (const VitNeighbourList *list, int l, int nearest, const double *weight, GError **error)
{
  if (l < 2 || l > MAX_L || l % 2 != 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "bond order: expected an even l from 2 to %d, found %d", MAX_L,
                   l);
      return FALSE;
    }
  if (nearest < 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "bond order: expected 1 or more nearest neighbours, found %d",
                   nearest);
      return FALSE;
    }
  for (gsize i = 0; i < list->n_atoms; i++)
    if (vit_neighbour_list_count (list, i) < (gsize) nearest)
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                     "bond order: atom %" G_GSIZE_FORMAT " has %" G_GSIZE_FORMAT
                     " neighbours within the cut-off, expected at least %d",
                     i + 1, vit_neighbour_list_count (list, i), nearest);
        return FALSE;
      }
  for (gsize k = 0; weight != NULL && k < list->start[list->n_atoms]; k++)
    if (!isfinite (weight[k]) || weight[k] < 0)
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "bond order: expected weights of 0 or more, found %g",
                     weight[k]);
        return FALSE;
      }
  return TRUE;
}

VitBondOrder *
vit_bond_order_new (const VitNeighbourList *list, int l, int nearest, const double *weight, GError **error)
{
  VitBondOrder *self;
  Harmonics harmonics;
  gsize n = list->n_atoms, stride = (gsize) l + 1;
  g_autofree double complex *moments = NULL;

  if (!check (list, l, nearest, weight, error))
    return NULL;
  init_harmonics (&harmonics, l);
  moments = g_new0 (double complex, n *stride);
  self = g_new0 (VitBondOrder, 1);
  *self = (VitBondOrder){ l, n, g_new (double, n), g_new (double, n), g_new (double, n), g_new (double, n) };
  for (gsize i = 0; i < n; i++)
    {
      compute_moments (&harmonics, list, i, nearest, weight, moments + i * stride);
      self->q[i] = get_q (&harmonics, moments + i * stride);
      self->w[i] = get_w (&harmonics, moments + i * stride);
    }
  for (gsize i = 0; i < n; i++)
    {
      double complex average[MAX_L + 1];

      average_moments (&harmonics, list, i, nearest, moments, average);
      self->q_average[i] = get_q (&harmonics, average);
      self->w_average[i] = get_w (&harmonics, average);
    }
  return self;
}

void
vit_bond_order_free (VitBondOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->q);
  g_free (self->w);
  g_free (self->q_average);
  g_free (self->w_average);
  g_free (self);
}
