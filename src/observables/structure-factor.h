/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pair-histogram.h"

typedef enum
{
  VIT_RADIATION_XRAY,
  VIT_RADIATION_NEUTRON,
} VitRadiation;

/**
 * VitWindow:
 * @VIT_WINDOW_NONE: the transform ends at r_max
 * @VIT_WINDOW_COSINE: cos² taper from r_max/2 to r_max
 * @VIT_WINDOW_LORCH: sin (πr/r_max) / (πr/r_max)
 *
 * Factor on g(r) − 1 before it is transformed: with a short r_max it takes away the ripples of the cut.
 */
typedef enum
{
  VIT_WINDOW_NONE,
  VIT_WINDOW_COSINE,
  VIT_WINDOW_LORCH,
} VitWindow;

/* "none", "cosine", "lorch". FALSE if @text is none of them. */
gboolean vit_window_from_string (const char *text, VitWindow *window);

double vit_window_value (VitWindow window, double r, double r_max);

/**
 * vit_sine_kernel:
 *
 * Returns: [(sin qr − qr cos qr)/q³] from @r_low to @r_high, Å³: the integral of r² sin (qr)/(qr). Good at q = 0 too.
 */
double vit_sine_kernel (double q, double r_low, double r_high);

/**
 * vit_structure_factor_partials:
 * @histogram: the pair histogram
 * @window: factor on g − 1, taken at the centres of the bins
 * @n, @q: wave numbers, Å⁻¹
 * @s: (out caller-allocates): S_αβ(q), shape (n_pairs, n)
 *
 * S_αβ(q) − 1 = 4πρ Σ_k (g_αβ(r_k) − 1) w(r_k) [(sin qr − qr cos qr)/q³] between r_k and r_{k+1}: eq. 3 of Liu et al.,
 * exact for a piecewise constant g. Double precision throughout.
 */
void vit_structure_factor_partials (const VitPairHistogram *histogram, VitWindow window, gsize n, const double *q,
                                    double *s);

/**
 * vit_scattering_weights:
 * @elements: the element of each species
 * @weights: (out caller-allocates): shape (n_pairs, n)
 *
 * Faber–Ziman weights (eq. 2): c_α c_β f_α f_β / (Σ c f)², both orders of an unlike pair together, with f(q) from
 * xraylib for X-rays and the bound coherent length b for neutrons. The total is S(q) = 1 + Σ_pairs w (S_αβ − 1).
 *
 * Errors: %VIT_ERROR_RANGE if an element has no known neutron length, or Σ c b vanishes.
 */
gboolean vit_scattering_weights (const VitPairHistogram *histogram, const VitElement *const *elements,
                                 VitRadiation radiation, gsize n, const double *q, double *weights, GError **error);

/* S(q) = 1 + Σ w_αβ (S_αβ − 1) from @weights and @partials, both of shape (n_pairs, n). */
void vit_structure_factor_total (int n_pairs, gsize n, const double *weights, const double *partials, double *s);
