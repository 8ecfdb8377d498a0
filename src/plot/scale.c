/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scale.h"

#include <math.h>

/* In lengths of the axis: what is farther away is drawn in the same direction, and differences do not overflow. */
#define FARTHEST 1e9

gboolean
vit_plot_scale_holds (VitPlotScaleKind kind, double value)
{
  return fabs (value) <= VIT_PLOT_HUGE && (kind == VIT_PLOT_LINEAR || value >= 1 / VIT_PLOT_HUGE);
}

static void
mend_linear (double *low, double *high)
{
  double least = fmax (fmax (fabs (*low), fabs (*high)) * 1e-9, 1 / VIT_PLOT_HUGE);

  if (*high - *low < least)
    {
      double middle = *low / 2 + *high / 2, half = middle == 0 ? 1 : fmax (fabs (middle) / 2, least);

      /* A difference that is there, but too small for double precision, is shown as small; none at all is made wide. */
      if (*high > *low)
        half = least;
      *low = fmax (middle - half, -VIT_PLOT_HUGE);
      *high = fmin (middle + half, VIT_PLOT_HUGE);
    }
}

static void
mend_log (double *low, double *high)
{
  *low = fmax (*low, 1 / VIT_PLOT_HUGE);
  *high = fmin (*high, VIT_PLOT_HUGE);
  if (*high / *low < 1 + 1e-6)
    {
      *low = fmax (*low / 3, 1 / VIT_PLOT_HUGE);
      *high = fmin (*high * 3, VIT_PLOT_HUGE);
    }
}

void
vit_plot_scale_mend (VitPlotScaleKind kind, double *low, double *high)
{
  gboolean has_low = vit_plot_scale_holds (kind, *low), has_high = vit_plot_scale_holds (kind, *high);

  if (!has_low && !has_high)
    {
      *low = kind == VIT_PLOT_LOG ? 0.1 : 0;
      *high = 1;
    }
  else if (!has_low)
    *low = kind == VIT_PLOT_LOG ? *high / 10 : *high;
  else if (!has_high)
    *high = kind == VIT_PLOT_LOG ? *low * 10 : *low;
  if (*low > *high)
    {
      double swap = *low;

      *low = *high;
      *high = swap;
    }
  if (kind == VIT_PLOT_LINEAR)
    mend_linear (low, high);
  else
    mend_log (low, high);
}

double
vit_plot_scale_to_device (const VitPlotScale *self, double value)
{
  double fraction;

  if (!vit_plot_scale_holds (self->kind, value))
    return NAN;
  if (self->kind == VIT_PLOT_LOG)
    fraction = (log10 (value) - log10 (self->low)) / (log10 (self->high) - log10 (self->low));
  else
    fraction = (value - self->low) / (self->high - self->low);
  return self->from + CLAMP (fraction, -FARTHEST, FARTHEST) * (self->to - self->from);
}

double
vit_plot_scale_to_value (const VitPlotScale *self, double device)
{
  double fraction = (device - self->from) / (self->to - self->from);

  if (self->kind == VIT_PLOT_LOG)
    return pow (10, log10 (self->low) + fraction * (log10 (self->high) - log10 (self->low)));
  return self->low + fraction * (self->high - self->low);
}
