/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-cover.h"

#include <math.h>
#include <string.h>

static double
rect_cells (const VitFigureCover *cover, const VitFigureRect *rect)
{
  return rect->width / cover->panel.width * rect->height / cover->panel.height * VIT_COVER_CELLS * VIT_COVER_CELLS;
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

/* The best rectangle of this size in @corner, or in any if that is VIT_CORNER_AUTO. Returns: how much it covers, or
 * comes close to: points and lines have a size. */
static guint
find_place (const VitFigureCover *cover, VitCorner corner, double margin, double width, double height,
            VitFigureRect *best)
{
  double beside = 0.9 * margin, above = 0.45 * margin;
  guint least = G_MAXUINT;

  for (VitCorner c = VIT_CORNER_TOP_RIGHT; c <= VIT_CORNER_BOTTOM_LEFT; c++)
    {
      VitFigureRect rect = in_corner (&cover->panel, c, margin, width, height);
      guint cost;

      if (corner != VIT_CORNER_AUTO && corner != c)
        continue;
      cost = vit_figure_cover_count (
          cover, &(VitFigureRect){ rect.x - beside, rect.y - above, width + 2 * beside, height + 2 * above });
      if (cost < least)
        {
          least = cost;
          *best = rect;
        }
    }
  return least;
}

/* FALSE for NaN. */
static gboolean
inside (const VitFigureRect *panel, const VitFigureRect *rect)
{
  return rect->x >= panel->x && rect->y >= panel->y && rect->x + rect->width <= panel->x + panel->width
         && rect->y + rect->height <= panel->y + panel->height;
}

/* Whether the label of a layer overlaps one of a layer before it. */
static gboolean
meets_another (const VitFigurePlan *plan, guint layer)
{
  for (guint j = 0; j < layer; j++)
    if (plan->references[j].width > 0 && overlap (&plan->references[layer], &plan->references[j]))
      return TRUE;
  return FALSE;
}

static gboolean
has_label (const VitFigurePlan *plan, const VitLayer *layer, VitAxis axis)
{
  return layer->kind == VIT_LAYER_REFERENCE && layer->axis == axis && layer->name != NULL
         && plan->out.panel.height >= 3 * plan->line;
}

/* Moves a label by @step until it is clear of those before it; takes it away if that is not in the panel. */
static void
stack_label (VitFigurePlan *plan, guint layer, double step)
{
  VitFigureRect *rect = &plan->references[layer];

  while (inside (&plan->out.panel, rect) && meets_another (plan, layer))
    rect->y += step;
  if (!inside (&plan->out.panel, rect))
    *rect = (VitFigureRect){ 0 };
}

/* Puts the labels of all level lines above them, or all below. @cost: (out): what they cover. Returns: whether all are
 * in the panel, and clear of each other */
static gboolean
put_level_labels (VitFigurePlan *plan, const VitFigure *self, const VitFigureCover *cover, gboolean below, guint *cost)
{
  gboolean fit = TRUE;

  *cost = 0;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      VitFigureRect *rect = &plan->references[i];
      double at;

      if (!has_label (plan, layer, VIT_AXIS_Y))
        continue;
      at = vit_plot_scale_to_device (&plan->out.y, layer->y[0]);
      rect->y = below ? at + 1 : at - rect->height - 1;
      if (inside (&plan->out.panel, rect))
        *cost += vit_figure_cover_count (cover, rect);
      fit = fit && inside (&plan->out.panel, rect) && !meets_another (plan, i);
    }
  return fit;
}

/* At the right end of their lines, on the same side of all, where they cover less; where the lines are too close, above
 * them and each above the one before. */
static void
place_level_labels (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
                    const VitFigureCover *cover)
{
  const VitFigureRect *panel = &plan->out.panel;
  guint below, above;
  gboolean fit_below, fit_above;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      VitFigureRect *rect = &plan->references[i];

      if (!has_label (plan, layer, VIT_AXIS_Y))
        continue;
      vit_plot_text_measure (cr, theme, layer->name, plan->font, &rect->width, &rect->height);
      rect->x = panel->x + panel->width - rect->width - 0.35 * plan->line;
    }
  fit_below = put_level_labels (plan, self, cover, TRUE, &below);
  fit_above = put_level_labels (plan, self, cover, FALSE, &above);
  if (fit_below && (!fit_above || below <= above))
    put_level_labels (plan, self, cover, TRUE, &below);
  for (guint i = 0; i < self->layers->len; i++)
    if (has_label (plan, vit_figure_get_layer (self, i), VIT_AXIS_Y))
      stack_label (plan, i, -plan->line);
}

double
vit_figure_get_footroom (const VitFigurePlan *plan, const VitFigure *self, double *value)
{
  const VitFigureRect *panel = &plan->out.panel;
  double lowest = -INFINITY, needed = 1.4 * plan->line / panel->height;

  *value = 0;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      double at = vit_plot_scale_to_device (&plan->out.y, layer->kind == VIT_LAYER_REFERENCE ? layer->y[0] : NAN);

      if (has_label (plan, layer, VIT_AXIS_Y) && at > lowest && at <= panel->y + panel->height)
        {
          lowest = at;
          *value = layer->y[0];
        }
    }
  return (panel->y + panel->height - lowest) / panel->height < needed ? needed : 0;
}

/* Labels of upright lines stand at the top, one below the other where they are close. Returns: the height at the top
 * that they need free of data. */
static double
place_references (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
                  VitFigureCover *cover)
{
  const VitFigureRect *panel = &plan->out.panel;
  double gap = 0.35 * plan->line, needed = 0;

  memset (plan->references, 0, self->layers->len * sizeof *plan->references);
  place_level_labels (plan, self, cr, theme, cover);
  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      VitFigureRect *rect = &plan->references[i];
      double at;

      if (!has_label (plan, layer, VIT_AXIS_X))
        continue;
      at = vit_plot_scale_to_device (&plan->out.x, layer->y[0]);
      vit_plot_text_measure (cr, theme, layer->name, plan->font, &rect->width, &rect->height);
      rect->x = at + gap + rect->width > panel->x + panel->width ? at - gap - rect->width : at + gap;
      rect->y = panel->y + gap;
      stack_label (plan, i, 1.1 * plan->line);
      if (rect->width > 0 && vit_figure_cover_count (cover, rect) > 0)
        needed = fmax (needed, rect->y + rect->height + gap - panel->y);
    }
  for (guint i = 0; i < self->layers->len; i++)
    vit_figure_cover_reference (cover, &plan->out, vit_figure_get_layer (self, i), &plan->references[i]);
  return needed;
}

/* How much of the height must be added at the top so that data leave a legend of this size free in one of its corners;
 * more than 1 if that does not help. */
static double
headroom (const VitFigureCover *cover, VitCorner corner, double margin, double width, double height)
{
  const VitFigureRect *panel = &cover->panel;
  double needed = 2, bottom = height + 1.75 * margin;

  for (VitCorner c = VIT_CORNER_TOP_RIGHT; c <= VIT_CORNER_TOP_LEFT; c++)
    {
      VitFigureRect rect = in_corner (panel, c, margin, width, height);
      int depth = 0, first = vit_figure_cover_cell (rect.x, panel->x, panel->width), highest = 0;
      int last = vit_figure_cover_cell (rect.x + rect.width, panel->x, panel->width);

      if (corner != VIT_CORNER_AUTO && corner != c)
        continue;
      for (; depth < VIT_COVER_CELLS && highest == 0; depth++)
        for (int i = first; i <= last; i++)
          highest = MAX (highest, cover->cells[depth][i]);
      /* What lies at a @depth comes to lie at share + depth (1 − share). */
      if (highest == 1)
        {
          double free = (depth - 1.) / VIT_COVER_CELLS * panel->height;

          needed = fmin (needed, (bottom - free) / (panel->height - free));
        }
    }
  return needed;
}

gboolean
vit_figure_raise_legend (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel, *annotation = &plan->out.annotation;
  double width, height, title = 0, end = panel->x + panel->width;

  if (self->legend != VIT_CORNER_AUTO || plan->raised || panel->height < 4.5 * plan->line
      || vit_figure_legend_size (plan, self, cr, theme, G_MAXINT, &width, &height) == 0 || width > panel->width)
    return FALSE;
  if (self->annotation_corner == VIT_CORNER_TITLE && annotation->width > 0)
    end = annotation->x - plan->line;
  if (self->title != NULL)
    {
      g_autoptr (PangoLayout) text = vit_plot_text_new_bold (cr, theme, self->title, plan->title_font, 0);

      vit_plot_text_get_size (text, &title, NULL);
    }
  plan->raised = TRUE;
  plan->raised_height = plan->title && plan->pad + title + plan->line + width <= end ? 0 : 1.25 * plan->line;
  return TRUE;
}

static void
place_raised_legend (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel, *annotation = &plan->out.annotation;
  VitFigureRect *legend = &plan->out.legend;

  plan->legend_columns = G_MAXINT;
  vit_figure_legend_size (plan, self, cr, theme, G_MAXINT, &legend->width, &legend->height);
  legend->x = panel->x + panel->width - legend->width;
  legend->y = panel->y - 0.2 * plan->line - legend->height;
  if (plan->raised_height > 0)
    return;
  if (self->annotation_corner == VIT_CORNER_TITLE && annotation->width > 0)
    legend->x = annotation->x - plan->line - legend->width;
  legend->y = plan->pad + 1.25 * plan->title_font / 2 - legend->height / 2;
}

/* Returns: the share of the height that the legend needs free of data. */
static double
place_legend (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
              const VitFigureCover *cover)
{
  /* One below the other, side by side, and many in a table. */
  static const int columns[] = { 1, G_MAXINT, 2, 3 };
  VitFigureRect *legend = &plan->out.legend;
  double margin = 0.5 * plan->line, needed = 2;
  guint least = G_MAXUINT;

  *legend = (VitFigureRect){ 0 };
  plan->crowded = FALSE;
  if (plan->raised)
    {
      place_raised_legend (plan, self, cr, theme);
      return 0;
    }
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
  plan->crowded = least > 0;
  if (least > 0 && needed < 0.45)
    return needed;
  /* Where it would hide more than it says, a small drawing goes without. */
  if (self->legend == VIT_CORNER_AUTO && legend->width > 0 && least > 0.05 * rect_cells (cover, legend))
    *legend = (VitFigureRect){ 0 };
  return 0;
}

static void
place_annotation (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
                  VitFigureCover *cover)
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
  vit_figure_cover_rect (cover, rect, 200);
}

double
vit_figure_place (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  g_autofree VitFigureCover *cover = g_new0 (VitFigureCover, 1);
  VitFigureRect *inset = &plan->out.inset;
  double references, legend;

  cover->panel = plan->out.panel;
  for (guint i = 0; i < self->layers->len && !plan->empty; i++)
    vit_figure_cover_layer (cover, plan, self, vit_figure_get_layer (self, i));
  references = place_references (plan, self, cr, theme, cover);
  *inset = (VitFigureRect){ 0 };
  if (self->inset != NULL && self->inset_corner != VIT_CORNER_NONE && plan->out.panel.width * self->inset_width >= 90
      && plan->out.panel.height * self->inset_height >= 60)
    {
      find_place (cover, self->inset_corner == VIT_CORNER_TITLE ? VIT_CORNER_AUTO : self->inset_corner,
                  0.4 * plan->line, plan->out.panel.width * self->inset_width - 0.8 * plan->line,
                  plan->out.panel.height * self->inset_height - 0.8 * plan->line, inset);
      vit_figure_cover_rect (cover, inset, 200);
    }
  place_annotation (plan, self, cr, theme, cover);
  legend = self->legend == VIT_CORNER_NONE || plan->empty ? 0 : place_legend (plan, self, cr, theme, cover);
  return fmax (references / plan->out.panel.height, legend);
}
