/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scale.h"
#include "theme.h"

/**
 * VitFigure:
 *
 * Axes with layers of data, drawn alike on screen and on paper at any size. Data and texts are copied in; texts are
 * plain UTF-8. What cannot be drawn (NaN, infinity, zero on a logarithmic axis) is a gap. Layers are drawn in the
 * order in which they were added; functions that add one return its number, 0 for the first.
 */
typedef struct _VitFigure VitFigure;

typedef enum
{
  VIT_AXIS_X,
  VIT_AXIS_Y,
} VitAxis;

typedef enum
{
  VIT_LINE_SOLID,
  VIT_LINE_DASHED,
  VIT_LINE_DOTTED,
} VitLineStyle;

/**
 * VitCorner:
 * @VIT_CORNER_AUTO: where it covers least data; a y axis without a fixed end is lengthened to make room for a legend,
 *   and a small drawing in which it would hide data goes without
 * @VIT_CORNER_NONE: not drawn
 * @VIT_CORNER_TITLE: at the right end of the title's line; for annotations
 */
typedef enum
{
  VIT_CORNER_AUTO,
  VIT_CORNER_NONE,
  VIT_CORNER_TOP_RIGHT,
  VIT_CORNER_TOP_LEFT,
  VIT_CORNER_BOTTOM_RIGHT,
  VIT_CORNER_BOTTOM_LEFT,
  VIT_CORNER_TITLE,
} VitCorner;

VitFigure *vit_figure_new (void);
void vit_figure_free (VitFigure *self);

/* NULL for none. */
void vit_figure_set_title (VitFigure *self, const char *title);

/* @label with its unit, such as "q (Å⁻¹)"; NULL for none. */
void vit_figure_set_label (VitFigure *self, VitAxis axis, const char *label);
void vit_figure_set_scale (VitFigure *self, VitAxis axis, VitPlotScaleKind kind);

/* Ends of the axis; NaN for an end that follows the data, as both do at first. */
void vit_figure_set_range (VitFigure *self, VitAxis axis, double low, double high);

/* Whether an automatic range reaches to zero. Axes of bars and histograms always do. */
void vit_figure_set_include_zero (VitFigure *self, VitAxis axis, gboolean include_zero);

/* @name: for the legend; NULL for none. Here and below. */
int vit_figure_add_line (VitFigure *self, const char *name, gsize n, const double *x, const double *y,
                         VitPlotColour colour, VitLineStyle style);

/* Open circles; @errors (nullable): half lengths of error bars. Points are left out where they would overlap. */
int vit_figure_add_points (VitFigure *self, const char *name, gsize n, const double *x, const double *y,
                           const double *errors, VitPlotColour colour);

/* A histogram: @n values between @n + 1 @edges. */
int vit_figure_add_steps (VitFigure *self, const char *name, gsize n, const double *edges, const double *values,
                          VitPlotColour colour);

/* The area between @low and @high. */
int vit_figure_add_band (VitFigure *self, const char *name, gsize n, const double *x, const double *low,
                         const double *high, VitPlotColour colour);

/* A line across the panel at @value of @axis, with @label (nullable) beside it. */
int vit_figure_add_reference (VitFigure *self, VitAxis axis, double value, const char *label, VitPlotColour colour);

/* Names of the groups of bars; the x axis then shows them instead of numbers. */
void vit_figure_set_categories (VitFigure *self, gsize n, const char *const *labels);

/* One bar in each category, beside those of the other layers of bars; @errors (nullable) as for points. */
int vit_figure_add_bars (VitFigure *self, const char *name, gsize n, const double *values, const double *errors,
                         VitPlotColour colour);

/* A strip below the panel, on the same x axis, that shows @model − @target; one for each figure, none if
 * @n is 0. */
void vit_figure_set_residual (VitFigure *self, gsize n, const double *x, const double *model, const double *target);

/* VIT_CORNER_AUTO at first. */
void vit_figure_set_legend (VitFigure *self, VitCorner corner);

/* A short text such as "R² = 0.993"; NULL for none. */
void vit_figure_set_annotation (VitFigure *self, const char *text, VitCorner corner, VitPlotColour colour);

/**
 * vit_figure_set_inset:
 * @inset: (transfer full): drawn inside the panel
 * @corner: where
 * @width, @height: its size as fractions of the panel
 */
void vit_figure_set_inset (VitFigure *self, VitFigure *inset, VitCorner corner, double width, double height);

int vit_figure_get_n_layers (const VitFigure *self);

/* What was set; NULL for none. */
const char *vit_figure_get_title (const VitFigure *self);
const char *vit_figure_get_label (const VitFigure *self, VitAxis axis);
const char *vit_figure_get_annotation (const VitFigure *self);
gsize vit_figure_get_n_categories (const VitFigure *self);
const char *vit_figure_get_category (const VitFigure *self, gsize category);

/* @layer: 0 to the number of layers − 1; a layer without a name has NULL */
const char *vit_figure_get_layer_name (const VitFigure *self, int layer);
VitPlotColour vit_figure_get_layer_colour (const VitFigure *self, int layer);

/**
 * vit_figure_draw:
 * @width, @height: size in units of @cr; nothing is drawn outside
 *
 * Draws with the left upper corner at the origin, background included.
 */
void vit_figure_draw (const VitFigure *self, cairo_t *cr, double width, double height, const VitPlotTheme *theme);

/* The same on what is there already, which should be of the colour that @theme calls the background: texts over data
 * have a plate of it. */
void vit_figure_draw_without_ground (const VitFigure *self, cairo_t *cr, double width, double height,
                                     const VitPlotTheme *theme);

/* A rectangle of the drawing; of width 0 if there is none. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} VitFigureRect;

/**
 * VitFigureLayout:
 * @panel: where the data are drawn
 * @residual: the strip below
 * @categories: labels of the bars
 * @legend, @annotation, @inset: what lies over the panel
 * @x, @y: axes of the panel
 * @residual_y: y axis of the strip, whose x axis is that of the panel
 *
 * Where vit_figure_draw() puts what; vit_plot_scale_to_device() and vit_plot_scale_to_value() convert.
 */
typedef struct
{
  VitFigureRect panel;
  VitFigureRect residual;
  VitFigureRect categories;
  VitFigureRect legend;
  VitFigureRect annotation;
  VitFigureRect inset;
  VitPlotScale x;
  VitPlotScale y;
  VitPlotScale residual_y;
} VitFigureLayout;

/* The layout of a drawing of this size; @cr is used for measuring text. */
void vit_figure_get_layout (const VitFigure *self, cairo_t *cr, double width, double height, const VitPlotTheme *theme,
                            VitFigureLayout *layout);

/**
 * vit_figure_bar_at:
 * @x, @y: a point of the drawing
 * @layer: (out) (nullable): the layer whose bar lies there, -1 beside the bars
 *
 * Returns: the category whose bars or label lie there, -1 for none.
 */
int vit_figure_bar_at (const VitFigure *self, const VitFigureLayout *layout, double x, double y, int *layer);

/* Value of a bar; NaN if @layer is none of bars or has none in @category. */
double vit_figure_get_bar (const VitFigure *self, int layer, gsize category);

/* Value of a line or of points at @x, between neighbours by linear interpolation; NaN in a gap and outside. */
double vit_figure_value_at (const VitFigure *self, int layer, double x);

/**
 * vit_figure_write_csv:
 *
 * Appends all data as columns with names in the first line, ten significant digits and a decimal point in every
 * locale. A layer at the same x as the one before it shares its column; short columns end in empty fields.
 */
void vit_figure_write_csv (const VitFigure *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitFigure, vit_figure_free)
