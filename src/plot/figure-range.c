/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

typedef struct
{
  VitPlotScaleKind kind;
  double low;
  double high;
} Range;

static void
range_add (Range *range, double value)
{
  if (!vit_plot_scale_holds (range->kind, value))
    return;
  range->low = fmin (range->low, value);
  range->high = fmax (range->high, value);
}

static gboolean
within (const VitFigureAxis *axis, double value)
{
  return !(value < axis->low) && !(value > axis->high);
}

static void
add_x (Range *x, const VitLayer *layer)
{
  gsize n = layer->kind == VIT_LAYER_STEPS && layer->n > 0 ? layer->n + 1 : layer->n;

  if (layer->kind == VIT_LAYER_REFERENCE && layer->axis == VIT_AXIS_X)
    range_add (x, layer->y[0]);
  for (gsize i = 0; layer->x != NULL && i < n; i++)
    if (layer->kind == VIT_LAYER_STEPS || isfinite (layer->y[i]))
      range_add (x, layer->x[i]);
}

/* Only what lies within a fixed x range: a curve that is magnified fills the panel. */
static void
add_y (Range *y, const VitLayer *layer, const VitFigureAxis *x)
{
  if (layer->kind == VIT_LAYER_REFERENCE)
    {
      if (layer->axis == VIT_AXIS_Y)
        range_add (y, layer->y[0]);
      return;
    }
  for (gsize i = 0; i < layer->n; i++)
    {
      gboolean steps = layer->kind == VIT_LAYER_STEPS;

      if (layer->x != NULL && !(within (x, layer->x[i]) || (steps && within (x, layer->x[i + 1]))))
        continue;
      if (layer->x != NULL && !isfinite (layer->x[i]))
        continue;
      range_add (y, layer->y[i]);
      if (layer->extra != NULL && layer->kind == VIT_LAYER_BAND)
        range_add (y, layer->extra[i]);
      else if (layer->extra != NULL && isfinite (layer->extra[i]))
        {
          range_add (y, layer->y[i] - layer->extra[i]);
          range_add (y, layer->y[i] + layer->extra[i]);
        }
    }
}

/* A margin at the ends that follow the data; none at a zero on which bars stand. */
static void
finish (Range *range, const VitFigureAxis *axis, double margin, gboolean zero)
{
  double low = range->low, high = range->high;

  if (zero && axis->kind == VIT_PLOT_LINEAR)
    {
      low = fmin (low, 0);
      high = fmax (high, 0);
    }
  vit_plot_scale_mend (axis->kind, &low, &high);
  if (axis->kind == VIT_PLOT_LOG)
    {
      double factor = pow (10, margin * (log10 (high) - log10 (low)));

      low /= factor;
      high *= factor;
    }
  else
    {
      double width = high - low;

      if (!(zero && low == 0))
        low -= margin * width;
      if (!(zero && high == 0))
        high += margin * width;
    }
  if (isfinite (axis->low))
    low = axis->low;
  if (isfinite (axis->high))
    high = axis->high;
  vit_plot_scale_mend (axis->kind, &low, &high);
  range->low = low;
  range->high = high;
}

gboolean
vit_figure_get_ranges (const VitFigure *self, double low[2], double high[2])
{
  Range x = { self->axes[VIT_AXIS_X].kind, INFINITY, -INFINITY };
  Range y = { self->axes[VIT_AXIS_Y].kind, INFINITY, -INFINITY };
  gboolean standing = FALSE, any;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);

      add_x (&x, layer);
      add_y (&y, layer, &self->axes[VIT_AXIS_X]);
      standing = standing || layer->kind == VIT_LAYER_BARS || layer->kind == VIT_LAYER_STEPS;
    }
  if (self->residual != NULL)
    add_x (&x, self->residual);
  any = y.low <= y.high;
  if (self->n_categories > 0)
    {
      low[VIT_AXIS_X] = -0.5;
      high[VIT_AXIS_X] = (double) self->n_categories - 0.5;
    }
  else
    {
      any = any && x.low <= x.high;
      finish (&x, &self->axes[VIT_AXIS_X], 0.02, self->axes[VIT_AXIS_X].include_zero);
      low[VIT_AXIS_X] = x.low;
      high[VIT_AXIS_X] = x.high;
    }
  finish (&y, &self->axes[VIT_AXIS_Y], 0.07, standing || self->axes[VIT_AXIS_Y].include_zero);
  low[VIT_AXIS_Y] = y.low;
  high[VIT_AXIS_Y] = y.high;
  return any;
}

/* The next of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten. */
static double
round_up (double value)
{
  double unit = pow (10, floor (log10 (value)));

  for (const double *digit = (const double[]){ 1, 1.5, 2, 3, 4, 5, 6, 8, 0 }; *digit > 0; digit++)
    if (value <= *digit * unit)
      return *digit * unit;
  return 10 * unit;
}

double
vit_figure_get_residual_range (const VitFigure *self, double low, double high)
{
  double largest = 0;

  for (gsize i = 0; i < self->residual->n; i++)
    {
      double x = self->residual->x[i], y = self->residual->y[i];

      if (x >= low && x <= high && vit_plot_scale_holds (VIT_PLOT_LINEAR, y))
        largest = fmax (largest, fabs (y));
    }
  if (largest == 0)
    return 1;
  return fmin (round_up (VIT_RESIDUAL_TICK * 1.15 * largest) / VIT_RESIDUAL_TICK, VIT_PLOT_HUGE);
}
