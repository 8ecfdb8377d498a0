/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  VIT_SILL_HANNING,
  VIT_SILL_KAISER,
} VitSill;

/**
 * VitFourierWindow:
 * @low, @high: range, Å⁻¹ or Å
 * @d: width of the sills (Hanning), or the parameter of the window and width of the sills (Kaiser–Bessel)
 * @sill: shape
 *
 * A window of EXAFS analysis in the conventions of Larch and Ifeffit: the sills are centred at @low and @high.
 */
typedef struct
{
  double low;
  double high;
  double d;
  VitSill sill;
} VitFourierWindow;

/**
 * VitFourierFilter:
 *
 * Forward transform of kⁿχ(k) to R space, a window there, and back: the part of the signal that comes from a range of
 * distances. Conventions of Larch: nfft = 2048, dR = π/(kstep nfft),
 *
 *     X_m = kstep/√π Σ_j W_j kⁿχ_j exp(−2πi jm/nfft),   y_j = 2 dR/√π Σ_{m < nfft/2} W_R X_m exp(2πi jm/nfft)
 *
 * and the filtered signal is Re y. The operation is linear.
 */
typedef struct _VitFourierFilter VitFourierFilter;

/**
 * vit_fourier_window_fill:
 * @step: step of the grid, which starts at 0
 * @n: number of its points
 * @w: (out caller-allocates): the window, shape (n)
 */
void vit_fourier_window_fill (const VitFourierWindow *self, double step, gsize n, double *w);

/**
 * vit_fourier_filter_new:
 * @k_window, @r_window: windows
 * @k_step: step of the grid of k, Å⁻¹
 * @first: index of the first point of the signals on a grid that starts at k = 0
 * @n: number of their points
 *
 * Errors: %VIT_ERROR_RANGE if a window is empty, or the signals do not fit in 1024 points.
 */
VitFourierFilter *vit_fourier_filter_new (const VitFourierWindow *k_window, const VitFourierWindow *r_window,
                                          double k_step, gsize first, gsize n, GError **error);
void vit_fourier_filter_free (VitFourierFilter *self);

/* Filters kⁿχ(k); @in and @out, shape (n), may be the same. */
void vit_fourier_filter_apply (VitFourierFilter *self, const double *in, double *out);

/* Number of points of the R space signal, nfft/2, and their distance, Å. */
gsize vit_fourier_filter_get_n_r (const VitFourierFilter *self);
double vit_fourier_filter_get_r_step (const VitFourierFilter *self);

/**
 * vit_fourier_filter_forward:
 * @in: kⁿχ(k), shape (n)
 * @real, @imaginary: (out caller-allocates): X before the window in R, Å^−(n+1), shape (vit_fourier_filter_get_n_r())
 */
void vit_fourier_filter_forward (VitFourierFilter *self, const double *in, double *real, double *imaginary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitFourierFilter, vit_fourier_filter_free)
