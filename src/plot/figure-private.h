/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "plot-text.h"
#include "ticks.h"

/* Shared by the files figure-*.c; no other room includes it. */

typedef enum
{
  VIT_LAYER_LINE,
  VIT_LAYER_POINTS,
  VIT_LAYER_STEPS,
  VIT_LAYER_BAND,
  VIT_LAYER_BARS,
  VIT_LAYER_REFERENCE,
} VitLayerKind;

/**
 * VitLayer:
 * @name: for the legend, or the label of a reference line; NULL for none
 * @n: points
 * @x: shape (n), of steps (n + 1), of bars NULL
 * @y: shape (n); the value of a reference line
 * @extra: errors or the upper edge of a band, shape (n), or NULL
 * @axis: of a reference line
 * @ordinal: of bars, which in its group
 */
typedef struct
{
  VitLayerKind kind;
  char *name;
  gsize n;
  double *x;
  double *y;
  double *extra;
  VitPlotColour colour;
  VitLineStyle style;
  VitAxis axis;
  int ordinal;
} VitLayer;

typedef struct
{
  char *label;
  VitPlotScaleKind kind;
  double low;
  double high;
  gboolean include_zero;
} VitFigureAxis;

struct _VitFigure
{
  char *title;
  VitFigureAxis axes[2];
  GPtrArray *layers; /* element-type VitLayer */
  char **categories;
  gsize n_categories;
  int n_bars; /* layers of bars */
  VitLayer *residual;
  VitCorner legend;
  char *annotation;
  VitCorner annotation_corner;
  VitPlotColour annotation_colour;
  VitFigure *inset;
  VitCorner inset_corner;
  double inset_width;
  double inset_height;
};

/* How the labels of categories are drawn. */
typedef struct
{
  double angle; /* clockwise, radians */
  double width; /* longest text that fits, 0 for any */
  gsize stride; /* every how many-th; 0 for none */
} VitCategoryStyle;

/**
 * VitFigurePlan:
 * @out: the public part
 * @font, @title_font: sizes of fonts in this drawing
 * @line: height of a line of text
 * @x, @y, @residual_y: ticks; NULL where no numbers are shown
 * @title, @x_label, @y_label: whether there is room for them
 * @legend_columns: in how many columns the names of the legend stand; side by side if there are not more
 * @crowded: the legend covers data where it stands, or would if it were drawn
 * @raised: the legend stands above the panel
 * @raised_height: of the line that it has there for itself; 0 beside the title
 * @references: rectangles of the labels of reference lines, as many as there are layers
 *
 * All decisions about a drawing; drawing itself decides nothing.
 */
typedef struct
{
  VitFigureLayout out;
  double width;
  double height;
  double pad;
  double font;
  double title_font;
  double line;
  VitTicks *x;
  VitTicks *y;
  VitTicks *residual_y;
  VitCategoryStyle categories;
  gboolean title;
  gboolean x_label;
  gboolean y_label;
  gboolean empty;
  int legend_columns;
  gboolean crowded;
  gboolean raised;
  double raised_height;
  VitFigureRect *references;
} VitFigurePlan;

/* The theme with smaller text and lines in a small drawing. */
VitPlotTheme vit_figure_fit_theme (const VitPlotTheme *theme, double width, double height);

void vit_figure_plan_init (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, double width, double height,
                           const VitPlotTheme *theme);
void vit_figure_plan_clear (VitFigurePlan *plan);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VitFigurePlan, vit_figure_plan_clear)

static inline const VitLayer *
vit_figure_get_layer (const VitFigure *self, guint layer)
{
  return (const VitLayer *) g_ptr_array_index (self->layers, layer);
}

/* Ranges of the axes from the data. Returns: FALSE if there is nothing to draw. */
gboolean vit_figure_get_ranges (const VitFigure *self, double low[2], double high[2]);

/* Where the numbers beside the residual stand, in units of its range: clear of each other and of the panel's numbers.
 */
#define VIT_RESIDUAL_TICK 0.55

/* Half of the range of the residual, which is drawn from − to +; VIT_RESIDUAL_TICK of it is a round number. */
double vit_figure_get_residual_range (const VitFigure *self, double low, double high);

/* Places annotation, inset, labels of reference lines and legend. Returns: the share of the panel's height that should
 * be kept free at the top because labels or the legend cover data; 0 if they do not. */
double vit_figure_place (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme);

/* The share of the height that a level line near the bottom needs free below it for its label. @value: (out): of the
 * line; 0 if there is room. */
double vit_figure_get_footroom (const VitFigurePlan *plan, const VitFigure *self, double *value);

/* Decides that the legend stands above the panel: beside the title if there is room, else in a line of its own.
 * Returns: FALSE if it cannot */
gboolean vit_figure_raise_legend (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme);

/* Size of the legend in columns; side by side, each as wide as it is, if it has no more names. Returns: how many it
 * has.
 */
int vit_figure_legend_size (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
                            gboolean row, double *width, double *height);
void vit_figure_draw_legend (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme);

void vit_figure_draw_axes (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme);
void vit_figure_draw_grid (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme);
void vit_figure_draw_layer (const VitFigurePlan *plan, const VitFigure *self, const VitLayer *layer, cairo_t *cr,
                            const VitPlotTheme *theme);
void vit_figure_draw_residual (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr,
                               const VitPlotTheme *theme);

/* The bar of @layer in @category. */
VitFigureRect vit_figure_bar_rect (const VitFigureLayout *layout, const VitFigure *self, const VitLayer *layer,
                                   gsize category);

/* Cuts a line at the borders of @rect. Returns: FALSE if it is outside. */
gboolean vit_figure_clip_line (const VitFigureRect *rect, double *x0, double *y0, double *x1, double *y1);

/* Dashes of a line; without colours, palettes have dashes of their own. */
void vit_figure_set_dash (cairo_t *cr, const VitPlotTheme *theme, VitLineStyle style, VitPlotColour colour);

/* The pattern over a filled area that says without colour which it is. */
void vit_figure_hatch (cairo_t *cr, const VitPlotTheme *theme, const VitFigureRect *rect, const VitPlotRgba *colour,
                       int ordinal);
