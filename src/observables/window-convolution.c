/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-convolution.h"

#include <math.h>

/* ∫ q'[S(q') − 1] sin q'r dq' by trapezoids, with S held from 0 to the first point. */
static double
to_distance (double r, gsize n, const double *q, const double *s)
{
  double sum = (s[0] - 1) * (sin (q[0] * r) - q[0] * r * cos (q[0] * r)) / (r * r);

  for (gsize i = 0; i < n; i++)
    {
      double width = ((i + 1 < n ? q[i + 1] : q[i]) - (i > 0 ? q[i - 1] : q[i])) / 2;

      sum += width * q[i] * (s[i] - 1) * sin (q[i] * r);
    }
  return sum;
}

void
vit_window_convolve (VitWindow window, double r_max, gsize n, const double *q, double *s)
{
  /* Eight points to the shortest period that the data know. */
  gsize n_r = (gsize) ceil (r_max * q[n - 1] / (2 * G_PI) * 8) + 16;
  double step = r_max / (double) n_r;
  g_autofree double *g = g_new (double, n_r);

  for (gsize j = 0; j < n_r; j++)
    {
      double r = ((double) j + 0.5) * step;

      g[j] = to_distance (r, n, q, s) * vit_window_value (window, r, r_max);
    }
  for (gsize i = 0; i < n; i++)
    {
      double sum = 0;

      for (gsize j = 0; j < n_r; j++)
        sum += g[j] * sin (q[i] * ((double) j + 0.5) * step);
      s[i] = 1 + 2 / G_PI * step * sum / fmax (q[i], 1e-6);
    }
}
