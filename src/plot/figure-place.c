/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>
#include <string.h>

/* What covers which part of the panel: text goes where there is least. */

#define CELLS 96

typedef struct
{
  VitFigureRect panel;
  guint8 cells[CELLS][CELLS];
} Cover;

static int
cell (double at, double from, double length)
{
  double index = floor ((at - from) / length * CELLS);

  return (int) CLAMP (index, 0, CELLS - 1);
}

static void
cover_rect (Cover *cover, const VitFigureRect *rect, guint8 weight)
{
  const VitFigureRect *panel = &cover->panel;
  double right = rect->x + rect->width, bottom = rect->y + rect->height;

  if (!(right >= panel->x && rect->x <= panel->x + panel->width && bottom >= panel->y
        && rect->y <= panel->y + panel->height))
    return;
  for (int j = cell (rect->y, panel->y, panel->height); j <= cell (bottom, panel->y, panel->height); j++)
    for (int i = cell (rect->x, panel->x, panel->width); i <= cell (right, panel->x, panel->width); i++)
      cover->cells[j][i] = MAX (cover->cells[j][i], weight);
}

static void
cover_line (Cover *cover, double x0, double y0, double x1, double y1)
{
  double steps;

  if (!vit_figure_clip_line (&cover->panel, &x0, &y0, &x1, &y1))
    return;
  steps = ceil (2 * CELLS * fmax (fabs (x1 - x0) / cover->panel.width, fabs (y1 - y0) / cover->panel.height)) + 1;
  for (double i = 0; i <= steps; i++)
    {
      double x = x0 + (x1 - x0) * i / steps, y = y0 + (y1 - y0) * i / steps;

      cover->cells[cell (y, cover->panel.y, cover->panel.height)][cell (x, cover->panel.x, cover->panel.width)] = 1;
    }
}

static guint
covered (const Cover *cover, const VitFigureRect *rect)
{
  const VitFigureRect *panel = &cover->panel;
  guint sum = 0;

  for (int j = cell (rect->y, panel->y, panel->height); j <= cell (rect->y + rect->height, panel->y, panel->height);
       j++)
    for (int i = cell (rect->x, panel->x, panel->width); i <= cell (rect->x + rect->width, panel->x, panel->width); i++)
      sum += cover->cells[j][i];
  return sum;
}

static double
rect_cells (const Cover *cover, const VitFigureRect *rect)
{
  return rect->width / cover->panel.width * rect->height / cover->panel.height * CELLS * CELLS;
}

static void
cover_steps (Cover *cover, const VitFigureLayout *out, const VitLayer *layer)
{
  double zero = vit_plot_scale_to_device (&out->y, 0);

  if (isnan (zero))
    zero = out->y.from;
  for (gsize i = 0; i < layer->n; i++)
    {
      double x0 = vit_plot_scale_to_device (&out->x, layer->x[i]);
      double x1 = vit_plot_scale_to_device (&out->x, layer->x[i + 1]);
      double y = vit_plot_scale_to_device (&out->y, layer->y[i]);

      if (!isnan (x0 + x1 + y))
        cover_rect (cover, &(VitFigureRect){ fmin (x0, x1), fmin (y, zero), fabs (x1 - x0), fabs (zero - y) }, 1);
    }
}

static void
cover_curve (Cover *cover, const VitFigureLayout *out, const VitLayer *layer)
{
  double before_x = NAN, before_y = NAN;

  for (gsize i = 0; i < layer->n; i++)
    {
      double x = vit_plot_scale_to_device (&out->x, layer->x[i]), y = vit_plot_scale_to_device (&out->y, layer->y[i]);

      if (!isnan (x + y) && layer->kind == VIT_LAYER_LINE && !isnan (before_x + before_y))
        cover_line (cover, before_x, before_y, x, y);
      else if (!isnan (x + y))
        cover_line (cover, x, y, x, y);
      if (layer->extra != NULL && !isnan (x + y))
        {
          gboolean band = layer->kind == VIT_LAYER_BAND;
          double end = vit_plot_scale_to_device (&out->y, band ? layer->extra[i] : layer->y[i] + layer->extra[i]);
          double start = vit_plot_scale_to_device (&out->y, band ? layer->y[i] : layer->y[i] - layer->extra[i]);

          if (!isnan (start + end))
            cover_line (cover, x, start, x, end);
        }
      before_x = x;
      before_y = y;
    }
}

static void
cover_layer (Cover *cover, const VitFigurePlan *plan, const VitFigure *self, const VitLayer *layer)
{
  const VitFigureLayout *out = &plan->out;

  switch (layer->kind)
    {
    case VIT_LAYER_STEPS:
      cover_steps (cover, out, layer);
      break;
    case VIT_LAYER_BARS:
      for (gsize i = 0; i < MIN (layer->n, self->n_categories); i++)
        {
          VitFigureRect rect = vit_figure_bar_rect (out, self, layer, i);
          double error = layer->extra != NULL && isfinite (layer->extra[i]) ? layer->extra[i] : 0;
          double end = vit_plot_scale_to_device (&out->y, layer->y[i] + error);

          cover_rect (cover, &rect, 1);
          if (!isnan (end))
            cover_line (cover, rect.x + rect.width / 2, rect.y, rect.x + rect.width / 2, end);
        }
      break;
    case VIT_LAYER_REFERENCE:
      break;
    default:
      cover_curve (cover, out, layer);
    }
}

static gboolean
overlap (const VitFigureRect *a, const VitFigureRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static VitFigureRect
in_corner (const VitFigureRect *panel, VitCorner corner, double margin, double width, double height)
{
  gboolean right = corner == VIT_CORNER_TOP_RIGHT || corner == VIT_CORNER_BOTTOM_RIGHT;
  gboolean bottom = corner == VIT_CORNER_BOTTOM_RIGHT || corner == VIT_CORNER_BOTTOM_LEFT;

  return (VitFigureRect){ right ? panel->x + panel->width - width - margin : panel->x + margin,
                          bottom ? panel->y + panel->height - height - margin : panel->y + margin, width, height };
}

/* The best rectangle of this size in @corner, or in any if that is VIT_CORNER_AUTO. Returns: how much it covers. */
static guint
find_place (const Cover *cover, VitCorner corner, double margin, double width, double height, VitFigureRect *best)
{
  guint least = G_MAXUINT;

  for (VitCorner c = VIT_CORNER_TOP_RIGHT; c <= VIT_CORNER_BOTTOM_LEFT; c++)
    {
      VitFigureRect rect = in_corner (&cover->panel, c, margin, width, height);
      guint cost;

      if (corner != VIT_CORNER_AUTO && corner != c)
        continue;
      cost = covered (cover, &rect);
      if (cost < least)
        {
          least = cost;
          *best = rect;
        }
    }
  return least;
}

static void
cover_reference (Cover *cover, const VitFigureLayout *out, const VitLayer *layer, const VitFigureRect *label)
{
  const VitFigureRect *panel = &out->panel;
  double at;

  if (layer->kind != VIT_LAYER_REFERENCE)
    return;
  at = vit_plot_scale_to_device (layer->axis == VIT_AXIS_X ? &out->x : &out->y, layer->y[0]);
  if (!isnan (at) && layer->axis == VIT_AXIS_X)
    cover_line (cover, at, panel->y, at, panel->y + panel->height);
  else if (!isnan (at))
    cover_line (cover, panel->x, at, panel->x + panel->width, at);
  if (label->width > 0)
    cover_rect (cover, label, 200);
}

/* FALSE for NaN. */
static gboolean
inside (const VitFigureRect *panel, const VitFigureRect *rect)
{
  return rect->x >= panel->x && rect->y >= panel->y && rect->x + rect->width <= panel->x + panel->width
         && rect->y + rect->height <= panel->y + panel->height;
}

/* Where the label of a horizontal line at @at begins: above it, or below where that covers less data. */
static double
side_of_line (const Cover *cover, const VitFigureRect *label, double at)
{
  VitFigureRect above = *label, below = *label;

  above.y = at - label->height - 1;
  below.y = at + 1;
  if (!inside (&cover->panel, &above))
    return below.y;
  return inside (&cover->panel, &below) && covered (cover, &below) < covered (cover, &above) ? below.y : above.y;
}

/* Labels of vertical lines stand at the top, one below the other where they are close; those of horizontal lines at the
 * right end. Returns: the height at the top that they need free of data. */
static double
place_references (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, Cover *cover)
{
  const VitFigureRect *panel = &plan->out.panel;
  double gap = 0.35 * plan->line, needed = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      VitFigureRect *rect = &plan->references[i];
      double at, step = 1.1 * plan->line;

      *rect = (VitFigureRect){ 0 };
      if (layer->kind != VIT_LAYER_REFERENCE || layer->name == NULL || panel->height < 3 * plan->line)
        continue;
      at = vit_plot_scale_to_device (layer->axis == VIT_AXIS_X ? &plan->out.x : &plan->out.y, layer->y[0]);
      vit_plot_text_measure (cr, theme, layer->name, plan->font, &rect->width, &rect->height);
      if (layer->axis == VIT_AXIS_X)
        {
          rect->x = at + gap + rect->width > panel->x + panel->width ? at - gap - rect->width : at + gap;
          rect->y = panel->y + gap;
        }
      else
        {
          rect->x = panel->x + panel->width - rect->width - gap;
          rect->y = side_of_line (cover, rect, at);
          step = rect->y > at ? plan->line : -plan->line;
        }
      for (guint j = 0; j < i; j++)
        if (plan->references[j].width > 0 && overlap (rect, &plan->references[j]))
          {
            rect->y += step;
            j = G_MAXUINT; /* again from the first */
            if (rect->y < panel->y || rect->y + rect->height > panel->y + panel->height)
              break;
          }
      if (!inside (panel, rect))
        {
          *rect = (VitFigureRect){ 0 };
          continue;
        }
      if (layer->axis == VIT_AXIS_X && covered (cover, rect) > 0)
        needed = fmax (needed, rect->y + rect->height + gap - panel->y);
    }
  for (guint i = 0; i < self->layers->len; i++)
    cover_reference (cover, &plan->out, vit_figure_get_layer (self, i), &plan->references[i]);
  return needed;
}

/* How much of the height must be added at the top so that data leave a legend of this size free in one of its corners;
 * more than 1 if that does not help. */
static double
headroom (const Cover *cover, VitCorner corner, double margin, double width, double height)
{
  const VitFigureRect *panel = &cover->panel;
  double needed = 2, bottom = height + 1.5 * margin;

  for (VitCorner c = VIT_CORNER_TOP_RIGHT; c <= VIT_CORNER_TOP_LEFT; c++)
    {
      VitFigureRect rect = in_corner (panel, c, margin, width, height);
      int depth = 0, first = cell (rect.x, panel->x, panel->width), highest = 0;
      int last = cell (rect.x + rect.width, panel->x, panel->width);

      if (corner != VIT_CORNER_AUTO && corner != c)
        continue;
      for (; depth < CELLS && highest == 0; depth++)
        for (int i = first; i <= last; i++)
          highest = MAX (highest, cover->cells[depth][i]);
      /* What lies at a @depth comes to lie at share + depth (1 − share). */
      if (highest == 1)
        {
          double free = (depth - 1.) / CELLS * panel->height;

          needed = fmin (needed, (bottom - free) / (panel->height - free));
        }
    }
  return needed;
}

/* Returns: the share of the height that the legend needs free of data. */
static double
place_legend (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, const Cover *cover)
{
  /* One below the other, side by side, and many in a table. */
  static const int columns[] = { 1, G_MAXINT, 2, 3 };
  VitFigureRect *legend = &plan->out.legend;
  double margin = 0.5 * plan->line, needed = 2;
  guint least = G_MAXUINT;

  *legend = (VitFigureRect){ 0 };
  for (gsize k = 0; k < G_N_ELEMENTS (columns) && least > 0; k++)
    {
      VitFigureRect rect = { 0 };
      double width, height;
      guint cost;
      int n = vit_figure_legend_size (plan, self, cr, theme, columns[k], &width, &height);

      if (n == 0 || (columns[k] > 1 && columns[k] < G_MAXINT && n < 2 * columns[k])
          || width + 2 * margin > 0.9 * cover->panel.width || height + 2 * margin > 0.7 * cover->panel.height)
        continue;
      cost = find_place (cover, self->legend, margin, width, height, &rect);
      needed = fmin (needed, headroom (cover, self->legend, margin, width, height));
      if (cost < least)
        {
          least = cost;
          *legend = rect;
          plan->legend_columns = columns[k];
        }
    }
  if (least > 0 && needed < 0.45)
    return needed;
  /* Where it would hide more than it says, a small drawing goes without. */
  if (self->legend == VIT_CORNER_AUTO && legend->width > 0 && least > 0.05 * rect_cells (cover, legend))
    *legend = (VitFigureRect){ 0 };
  return 0;
}

static void
place_annotation (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, Cover *cover)
{
  VitFigureRect *rect = &plan->out.annotation;
  double width, height, margin = 0.5 * plan->line;

  *rect = (VitFigureRect){ 0 };
  if (self->annotation == NULL || self->annotation_corner == VIT_CORNER_NONE)
    return;
  vit_plot_text_measure (cr, theme, self->annotation, plan->font, &width, &height);
  if (self->annotation_corner == VIT_CORNER_TITLE)
    {
      if (plan->title && width < 0.6 * plan->out.panel.width)
        *rect = (VitFigureRect){ plan->out.panel.x + plan->out.panel.width - width,
                                 plan->pad + 1.25 * plan->title_font / 2 - height / 2, width, height };
      return;
    }
  if (width + 2 * margin > plan->out.panel.width || height + 2 * margin > 0.5 * plan->out.panel.height)
    return;
  find_place (cover, self->annotation_corner, margin, width, height, rect);
  cover_rect (cover, rect, 200);
}

double
vit_figure_place (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  g_autofree Cover *cover = g_new0 (Cover, 1);
  VitFigureRect *inset = &plan->out.inset;
  double references, legend;

  cover->panel = plan->out.panel;
  for (guint i = 0; i < self->layers->len && !plan->empty; i++)
    cover_layer (cover, plan, self, vit_figure_get_layer (self, i));
  references = place_references (plan, self, cr, theme, cover);
  *inset = (VitFigureRect){ 0 };
  if (self->inset != NULL && self->inset_corner != VIT_CORNER_NONE && plan->out.panel.width * self->inset_width >= 90
      && plan->out.panel.height * self->inset_height >= 60)
    {
      find_place (cover, self->inset_corner == VIT_CORNER_TITLE ? VIT_CORNER_AUTO : self->inset_corner,
                  0.4 * plan->line, plan->out.panel.width * self->inset_width - 0.8 * plan->line,
                  plan->out.panel.height * self->inset_height - 0.8 * plan->line, inset);
      cover_rect (cover, inset, 200);
    }
  place_annotation (plan, self, cr, theme, cover);
  legend = self->legend == VIT_CORNER_NONE || plan->empty ? 0 : place_legend (plan, self, cr, theme, cover);
  return fmax (references / plan->out.panel.height, legend);
}
