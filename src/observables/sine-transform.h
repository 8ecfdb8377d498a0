/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vector-targets.h"

#include <glib.h>

/**
 * VitSineTransform:
 *
 * The fast way from a change of a pair histogram to a change of S(q), in single precision, for any set of q:
 *
 *     t(q) = Σ_k h_k w_k [(sin qr − qr cos qr)/q³] between r_k and r_{k+1}
 *
 * Bins of 0.02 Å resolve q up to 157 Å⁻¹, of which data use 20. So the bins are first gathered onto a grid D times
 * coarser with a Kaiser–Bessel window of 10 points (as in a non-uniform FFT), whose Fourier transform is divided out in
 * the matrix of sines that follows. Relative to the largest value the error is below 1e-6.
 *
 * The integral over a bin of half-width h round r is (2 sin qh / q²)(r sin qr + (qh²/3) cos qr) to 1e-6 of itself; the
 * second part is a gathering with the derivative of the window.
 */
typedef struct _VitSineTransform VitSineTransform;

/**
 * vit_sine_transform_new:
 * @n_bins, @bin: bins of the histogram, Å
 * @weight: w_k, shape (n_bins)
 * @n, @q: wave numbers, Å⁻¹
 * @target: the vector code to use, one that this processor runs
 */
VitSineTransform *vit_sine_transform_new (int n_bins, double bin, const double *weight, gsize n, const double *q,
                                          VitVectorTarget target);
void vit_sine_transform_free (VitSineTransform *self);

/* Length of a row of the result: n rounded up to a multiple of 32; what is past n is zero. */
gsize vit_sine_transform_get_stride (const VitSineTransform *self);

/**
 * vit_sine_transform_apply:
 * @n_rows: number of histograms, at most %VIT_MAX_SPECIES
 * @rows: (array): their counts, shape (n_rows, @stride)
 * @out: (out caller-allocates): t(q), shape (n_rows, vit_sine_transform_get_stride()), 64-byte aligned
 */
void vit_sine_transform_apply (VitSineTransform *self, int n_rows, const gint32 *rows, int stride, float *out);

/**
 * vit_sine_transform_apply_linear:
 * @row: counts of one histogram
 * @out: (out caller-allocates): t(q), shape (vit_sine_transform_get_stride()), 64-byte aligned
 *
 * The same transform with sums in double precision. Its error is that of the tables, so that it is linear: the changes
 * of many moves add up to the transform of their sum, where those of vit_sine_transform_apply() drift away from it. It
 * takes about three times as long.
 */
void vit_sine_transform_apply_linear (VitSineTransform *self, const gint32 *row, double *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitSineTransform, vit_sine_transform_free)
