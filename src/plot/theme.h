/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#define VIT_PLOT_PALETTE_SIZE 7

/**
 * VitPlotColour:
 * @VIT_PLOT_COLOUR_PALETTE: the first colour of the palette; see VIT_PLOT_PALETTE()
 *
 * What a colour stands for. The theme says which it is.
 */
typedef enum
{
  VIT_PLOT_COLOUR_FOREGROUND,
  VIT_PLOT_COLOUR_MUTED,
  VIT_PLOT_COLOUR_TARGET,
  VIT_PLOT_COLOUR_MODEL,
  VIT_PLOT_COLOUR_RESIDUAL,
  VIT_PLOT_COLOUR_AGREEMENT,
  VIT_PLOT_COLOUR_PALETTE,
} VitPlotColour;

/* Colour @index of the palette, which begins again after VIT_PLOT_PALETTE_SIZE. */
#define VIT_PLOT_PALETTE(index) ((VitPlotColour) (VIT_PLOT_COLOUR_PALETTE + (index) % VIT_PLOT_PALETTE_SIZE))

/* sRGB and opacity, 0 to 1. */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} VitPlotRgba;

/**
 * VitPlotTheme:
 * @background: of the whole figure
 * @foreground, @muted: text of titles, and of ticks and remarks
 * @grid, @frame: lines of the grid and of the axes
 * @target, @model, @residual, @agreement: what was measured, what the model shows, their difference, a good fit
 * @palette: curves that are none of these; their lightness differs, so that grey print tells them apart
 * @family: fonts in the order of preference
 * @font_size, @title_size: of labels and of titles, in units of the drawing (pixels of a screen, points of paper)
 * @least_size: labels are not made smaller than this in a small drawing; 0 for 0.7 of @font_size
 * @line_width, @point_radius, @tick_length: in the same units
 * @boxed: a frame on four sides with ticks inside, as journals print it, instead of two axes and grid lines
 * @redundant: dashes and hatches say the same as the colours
 *
 * How figures look.
 */
typedef struct
{
  VitPlotRgba background;
  VitPlotRgba foreground;
  VitPlotRgba muted;
  VitPlotRgba grid;
  VitPlotRgba frame;
  VitPlotRgba target;
  VitPlotRgba model;
  VitPlotRgba residual;
  VitPlotRgba agreement;
  VitPlotRgba palette[VIT_PLOT_PALETTE_SIZE];
  const char *family;
  double font_size;
  double title_size;
  double least_size;
  double line_width;
  double point_radius;
  double tick_length;
  gboolean boxed;
  gboolean redundant;
} VitPlotTheme;

extern const VitPlotTheme vit_plot_theme_light;
extern const VitPlotTheme vit_plot_theme_dark;
/* White, for paper: a column of 85 mm is 241 units wide, with text of 8 points. */
extern const VitPlotTheme vit_plot_theme_print;

const VitPlotRgba *vit_plot_theme_get_colour (const VitPlotTheme *self, VitPlotColour colour);

/* Makes @colour, at @opacity times its own, the source of @cr. */
void vit_plot_set_source (cairo_t *cr, const VitPlotRgba *colour, double opacity);
