/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

#include <glib.h>

/* What a figure says at one place. */

/**
 * VitReadout:
 * @name, @value: texts of a row
 * @y: where the curve is on the drawing, NaN if this row has none
 *
 * A row of the box beside the crosshair; the first one names the place.
 */
typedef struct
{
  char *name;
  char *value;
  VitPlotColour colour;
  double y;
} VitReadout;

/* The curves at @x of the drawing (element-type VitReadout); empty outside of the panel. */
GPtrArray *vit_figure_readout_curves (const VitFigure *figure, const VitFigureLayout *layout, double x);

/* The bars of a category. */
GPtrArray *vit_figure_readout_bars (const VitFigure *figure, const VitFigureLayout *layout, int category);

/* "q (Å⁻¹) 2.84, target 2.11, model 2.09"; free with g_free(). */
char *vit_figure_readout_to_text (const GPtrArray *rows);

/* Draws the box beside @x, and marks on the curves. @crosshair: whether there is a line at @x */
void vit_figure_readout_draw (const GPtrArray *rows, const VitFigureLayout *layout, const VitPlotTheme *theme, double x,
                              gboolean crosshair, cairo_t *cr);
