/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exafs-kernel.h"

#include "error.h"

#include <complex.h>
#include <gsl/gsl_spline.h>
#include <math.h>
#include <string.h>

#define K_SQUARED_PER_EV 0.2624682 /* 2m/ħ², Å⁻²/eV */
#define K_LOWEST 0.5               /* rows below are too near the edge for the path formalism */

struct _VitExafsKernel
{
  int n_paths;
  gsize n;
  double *reff;      /* shape (n_paths) */
  double *k;         /* k', shape (n) */
  double *real_p;    /* of one path alone k', shape (n) */
  double *lambda;    /* shape (n) */
  double complex *g; /* shape (n_paths, n) */
};

/* The first row that is used; at least four are. */
static int
first_row (const VitFeffPath *path)
{
  int first = 0;

  while (first < path->n - 4 && path->k[first] < K_LOWEST - 1e-6)
    first++;
  return first;
}

static gboolean
shift_k (VitExafsKernel *self, const VitFeffPath *path, const double *k, double e0_shift, GError **error)
{
  double lowest = path->k[first_row (path)], highest = path->k[path->n - 1];

  for (gsize i = 0; i < self->n; i++)
    {
      double square = k[i] * k[i] - K_SQUARED_PER_EV * e0_shift;

      self->k[i] = square > 0 ? sqrt (square) : 0;
      if (self->k[i] < lowest || self->k[i] > highest)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                       "k = %g Å⁻¹ (%g with the shift of E0) is outside the FEFF path at reff = %g Å, which can be "
                       "used from %g to "
                       "%g Å⁻¹",
                       k[i], self->k[i], path->reff, lowest, highest);
          return FALSE;
        }
    }
  return TRUE;
}

/* One column of a path at all k'. */
static void
interpolate (const VitExafsKernel *self, const VitFeffPath *path, const double *column, double *out)
{
  int first = first_row (path);
  gsl_interp_accel *accelerator = gsl_interp_accel_alloc ();
  gsl_spline *spline;

  spline = gsl_spline_alloc (gsl_interp_cspline, (gsize) (path->n - first));
  gsl_spline_init (spline, path->k + first, column + first, (gsize) (path->n - first));
  for (gsize i = 0; i < self->n; i++)
    out[i] = gsl_spline_eval (spline, self->k[i], accelerator);
  gsl_spline_free (spline);
  gsl_interp_accel_free (accelerator);
}

static void
fill_path (VitExafsKernel *self, int index, const VitFeffPath *path)
{
  gsize n = self->n;
  g_autofree double *storage = g_new (double, 4 * n);
  double *phase_c = storage, *amplitude = storage + n, *phase = storage + 2 * n, *reduction = storage + 3 * n;

  interpolate (self, path, path->phase_c, phase_c);
  interpolate (self, path, path->amplitude, amplitude);
  interpolate (self, path, path->phase, phase);
  interpolate (self, path, path->reduction, reduction);
  self->reff[index] = path->reff;
  for (gsize i = 0; i < n; i++)
    {
      double angle = phase_c[i] + phase[i] + 2 * (self->k[i] - self->real_p[i]) * path->reff;

      self->g[(gsize) index * n + i] = amplitude[i] * reduction[i] * cexp (I * angle);
    }
}

VitExafsKernel *
vit_exafs_kernel_new (int n_paths, VitFeffPath *const *paths, gsize n, const double *k, double e0_shift, GError **error)
{
  g_autoptr (VitExafsKernel) self = g_new0 (VitExafsKernel, 1);

  self->n_paths = n_paths;
  self->n = n;
  self->reff = g_new (double, n_paths);
  self->k = g_new (double, n);
  self->real_p = g_new (double, n);
  self->lambda = g_new (double, n);
  self->g = g_new (double complex, (gsize) n_paths *n);
  for (int p = 0; p < n_paths; p++)
    {
      if (!shift_k (self, paths[p], k, e0_shift, error))
        return NULL;
      if (p == 0)
        {
          interpolate (self, paths[0], paths[0]->lambda, self->lambda);
          interpolate (self, paths[0], paths[0]->real_p, self->real_p);
          /* One path alone: the sine of 2kr + Φ, as eq. 4 has it. Away from reff it is nearer to the truth than 2 Re p r. */
          if (n_paths == 1)
            memcpy (self->real_p, self->k, n * sizeof *self->k);
        }
      fill_path (self, p, paths[p]);
    }
  return g_steal_pointer (&self);
}

void
vit_exafs_kernel_free (VitExafsKernel *self)
{
  if (self == NULL)
    return;
  g_free (self->reff);
  g_free (self->k);
  g_free (self->real_p);
  g_free (self->lambda);
  g_free (self->g);
  g_free (self);
}

/* Lagrange polynomials in 1/r at the paths' distances. */
static void
lagrange (const VitExafsKernel *self, double r, double *weight)
{
  double x = 1 / CLAMP (r, 0.75 * self->reff[0], 1.35 * self->reff[self->n_paths - 1]);

  for (int p = 0; p < self->n_paths; p++)
    {
      weight[p] = 1;
      for (int other = 0; other < self->n_paths; other++)
        if (other != p)
          weight[p] *= (x - 1 / self->reff[other]) / (1 / self->reff[p] - 1 / self->reff[other]);
    }
}

void
vit_exafs_kernel_evaluate (const VitExafsKernel *self, double r, double *f)
{
  g_autofree double *weight = g_new (double, self->n_paths);

  lagrange (self, r, weight);
  for (gsize i = 0; i < self->n; i++)
    {
      double complex g = 0;

      for (int p = 0; p < self->n_paths; p++)
        g += weight[p] * self->g[(gsize) p * self->n + i];
      f[i] = cimag (g * cexp (2 * I * self->real_p[i] * r)) * exp (-2 * r / self->lambda[i]) / (self->k[i] * r * r);
    }
}
