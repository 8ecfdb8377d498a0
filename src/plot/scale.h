/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Numbers beyond this count as infinite, so that no difference of two overflows. */
#define VIT_PLOT_HUGE 1e300

typedef enum
{
  VIT_PLOT_LINEAR,
  VIT_PLOT_LOG,
} VitPlotScaleKind;

/**
 * VitPlotScale:
 * @kind: linear or logarithmic
 * @low, @high: range of the values, low < high; positive if logarithmic
 * @from, @to: where they lie on the drawing
 *
 * One axis: values and where they are drawn.
 */
typedef struct
{
  VitPlotScaleKind kind;
  double low;
  double high;
  double from;
  double to;
} VitPlotScale;

/* Whether a value can be drawn: a finite number, positive on a logarithmic scale. */
gboolean vit_plot_scale_holds (VitPlotScaleKind kind, double value);

/* Makes a range that can be drawn of any two numbers: in order, finite, wide enough for double precision. */
void vit_plot_scale_mend (VitPlotScaleKind kind, double *low, double *high);

/* Returns: where @value lies, also beyond the ends; NaN if it cannot be drawn. */
double vit_plot_scale_to_device (const VitPlotScale *self, double value);
double vit_plot_scale_to_value (const VitPlotScale *self, double device);
