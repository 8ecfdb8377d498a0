/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "angle-bins.h"

#include <math.h>

VitAngleBins *
vit_angle_bins_new (int n_intervals)
{
  VitAngleBins *self = g_new0 (VitAngleBins, 1);
  int bin = 0;

  self->n = n_intervals + 1;
  self->edge = g_new (double, self->n);
  for (int k = 0; k < n_intervals; k++)
    self->edge[k] = cos ((k + 0.5) * G_PI / n_intervals);
  self->edge[n_intervals] = -G_MAXDOUBLE;
  for (int step = 0; step <= VIT_ANGLE_STEPS; step++)
    {
      /* The largest cosine of the step, with a hair's breadth to spare for its rounding. */
      while (1 - 2.0 * step / VIT_ANGLE_STEPS + 1e-12 <= self->edge[bin])
        bin++;
      self->first[step] = bin;
    }
  return self;
}

void
vit_angle_bins_free (VitAngleBins *self)
{
  if (self == NULL)
    return;
  g_free (self->edge);
  g_free (self);
}

double
vit_angle_bins_get_width (const VitAngleBins *self, int bin)
{
  return 180.0 / (self->n - 1) * (bin == 0 || bin == self->n - 1 ? 0.5 : 1);
}
