/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "structure-factor.h"

/**
 * vit_window_convolve:
 * @window: the window that the model's g(r) − 1 is multiplied by
 * @r_max: its end, Å
 * @n, @q: wave numbers, Å⁻¹, rising
 * @s: (inout): measured S(q); becomes what it would be with the window
 *
 * A window in r is a convolution in q. Measured data are brought to r by the sine transform, multiplied by the window,
 * and brought back: q[S'(q) − 1] = (2/π) ∫₀^rmax dr w(r) sin qr ∫ dq' q'[S(q') − 1] sin q'r (trapezoidal sums; S is
 * held below the first q and is 1 above the last). Points within about π/rmax of the last q know less of the
 * convolution's other half.
 */
void vit_window_convolve (VitWindow window, double r_max, gsize n, const double *q, double *s);
