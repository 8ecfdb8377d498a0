/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fourier-filter.h"

#include "error.h"

#include <complex.h>
#include <fftw3.h>
#include <gsl/gsl_sf_bessel.h>
#include <math.h>
#include <string.h>

#define N_FFT 2048

struct _VitFourierFilter
{
  gsize first;
  gsize n;
  double k_step;
  double r_step;
  double *k_window; /* shape (N_FFT / 2) */
  double *r_window; /* shape (N_FFT / 2) */
  fftw_complex *signal;
  fftw_plan forward;
  fftw_plan backward;
};

/* A sill as Larch has it: its ends are snapped down to the grid. */
typedef struct
{
  gsize i1, i2;
  double x1, x2;
} Sill;

static Sill
snap (double x1, double x2, double step, gsize n)
{
  double epsilon = 1e-4 * step;
  Sill sill;

  sill.i1 = (gsize) CLAMP (floor ((x1 + epsilon) / step), 0, (double) n - 1);
  sill.i2 = (gsize) CLAMP (floor ((x2 + epsilon) / step), 0, (double) n - 1);
  if (sill.i1 == sill.i2 && sill.i1 > 0)
    sill.i1--;
  sill.x1 = (double) sill.i1 * step;
  sill.x2 = (double) sill.i2 * step;
  if (sill.x1 == sill.x2)
    sill.x2 += epsilon;
  return sill;
}

static void
fill_kaiser (double d, double low, double high, double step, gsize n, double *w)
{
  double centre = (low + high) / 2, half = (high - low) / 2;
  double scale = fmax (1e-10, gsl_sf_bessel_I0 (d) - 1);

  for (gsize i = 0; i < n; i++)
    {
      double u = ((double) i * step - centre) / half, rest = 1 - u * u;

      w[i] = rest > 0 ? (gsl_sf_bessel_I0 (d * sqrt (rest)) - 1) / scale : 0;
    }
}

void
vit_fourier_window_fill (const VitFourierWindow *self, double step, gsize n, double *w)
{
  double epsilon = 1e-4 * step, half = self->d / 2;
  Sill rise = snap (fmax (0, self->low - half), self->low + half + epsilon, step, n);
  Sill fall = snap (self->high - half - epsilon, fmin ((double) (n - 1) * step, self->high + half), step, n);

  memset (w, 0, n * sizeof *w);
  if (self->sill == VIT_SILL_KAISER)
    {
      fill_kaiser (self->d, rise.x1, fall.x2, step, n, w);
      return;
    }
  for (gsize i = rise.i2; i < fall.i1; i++)
    w[i] = 1;
  for (gsize i = rise.i1; i <= rise.i2; i++)
    w[i] = pow (sin (G_PI / 2 * ((double) i * step - rise.x1) / (rise.x2 - rise.x1)), 2);
  for (gsize i = fall.i1; i <= fall.i2; i++)
    w[i] = pow (cos (G_PI / 2 * ((double) i * step - fall.x1) / (fall.x2 - fall.x1)), 2);
}

static gboolean
check_window (const VitFourierWindow *window, const char *name, const char *unit, GError **error)
{
  if (window->high > window->low && window->low >= 0 && window->d >= 0)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "expected a %s window with 0 ≤ low < high, found %g to %g %s", name,
               window->low, window->high, unit);
  return FALSE;
}

VitFourierFilter *
vit_fourier_filter_new (const VitFourierWindow *k_window, const VitFourierWindow *r_window, double k_step, gsize first,
                        gsize n, GError **error)
{
  VitFourierFilter *self;

  if (!check_window (k_window, "k", "Å⁻¹", error) || !check_window (r_window, "R", "Å", error))
    return NULL;
  if (first + n > N_FFT / 2)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "the Fourier filter holds %d points of k from 0, found %" G_GSIZE_FORMAT, N_FFT / 2, first + n);
      return NULL;
    }

  self = g_new0 (VitFourierFilter, 1);
  self->first = first;
  self->n = n;
  self->k_step = k_step;
  self->r_step = G_PI / (k_step * N_FFT);
  self->k_window = g_new (double, N_FFT / 2);
  self->r_window = g_new (double, N_FFT / 2);
  vit_fourier_window_fill (k_window, k_step, N_FFT / 2, self->k_window);
  vit_fourier_window_fill (r_window, self->r_step, N_FFT / 2, self->r_window);
  self->signal = fftw_alloc_complex (N_FFT);
  /* FFTW_ESTIMATE: the same plan, and so the same bits, in every run. */
  self->forward = fftw_plan_dft_1d (N_FFT, self->signal, self->signal, FFTW_FORWARD, FFTW_ESTIMATE);
  self->backward = fftw_plan_dft_1d (N_FFT, self->signal, self->signal, FFTW_BACKWARD, FFTW_ESTIMATE);
  return self;
}

void
vit_fourier_filter_free (VitFourierFilter *self)
{
  if (self == NULL)
    return;
  fftw_destroy_plan (self->forward);
  fftw_destroy_plan (self->backward);
  fftw_free (self->signal);
  g_free (self->k_window);
  g_free (self->r_window);
  g_free (self);
}

gsize
vit_fourier_filter_get_n_r (const VitFourierFilter *self)
{
  return N_FFT / 2;
}

double
vit_fourier_filter_get_r_step (const VitFourierFilter *self)
{
  return self->r_step;
}

static void
transform (VitFourierFilter *self, const double *in)
{
  double scale = self->k_step / sqrt (G_PI);

  memset (self->signal, 0, N_FFT * sizeof *self->signal);
  for (gsize j = 0; j < self->n; j++)
    self->signal[self->first + j] = scale * self->k_window[self->first + j] * in[j];
  fftw_execute (self->forward);
}

void
vit_fourier_filter_forward (VitFourierFilter *self, const double *in, double *real, double *imaginary)
{
  transform (self, in);
  for (gsize m = 0; m < N_FFT / 2; m++)
    {
      real[m] = creal (self->signal[m]);
      imaginary[m] = cimag (self->signal[m]);
    }
}

void
vit_fourier_filter_apply (VitFourierFilter *self, const double *in, double *out)
{
  double scale = 2 * self->r_step / sqrt (G_PI);

  transform (self, in);
  for (gsize m = 0; m < N_FFT / 2; m++)
    self->signal[m] *= self->r_window[m];
  memset (self->signal + N_FFT / 2, 0, N_FFT / 2 * sizeof *self->signal);
  fftw_execute (self->backward);
  for (gsize j = 0; j < self->n; j++)
    out[j] = scale * creal (self->signal[self->first + j]);
}
