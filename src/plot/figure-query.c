/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

int
vit_figure_bar_at (const VitFigure *self, const VitFigureLayout *layout, double x, double y, int *layer)
{
  const VitFigureRect *panel = &layout->panel;
  double bottom = panel->y + panel->height + layout->categories.height, at;
  gsize category;

  if (layer != NULL)
    *layer = -1;
  if (self->n_categories == 0 || !(x >= panel->x && x <= panel->x + panel->width && y >= panel->y && y <= bottom))
    return -1;
  at = floor (vit_plot_scale_to_value (&layout->x, x) + 0.5);
  category = (gsize) CLAMP (at, 0, (double) self->n_categories - 1);
  for (guint i = 0; layer != NULL && i < self->layers->len; i++)
    {
      const VitLayer *bars = vit_figure_get_layer (self, i);
      VitFigureRect rect;

      if (bars->kind != VIT_LAYER_BARS || category >= bars->n)
        continue;
      rect = vit_figure_bar_rect (layout, self, bars, category);
      if (x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height)
        *layer = (int) i;
    }
  return (int) category;
}

const char *
vit_figure_get_title (const VitFigure *self)
{
  return self->title;
}

const char *
vit_figure_get_label (const VitFigure *self, VitAxis axis)
{
  return self->axes[axis].label;
}

const char *
vit_figure_get_annotation (const VitFigure *self)
{
  return self->annotation;
}

gsize
vit_figure_get_n_categories (const VitFigure *self)
{
  return self->n_categories;
}

const char *
vit_figure_get_category (const VitFigure *self, gsize category)
{
  return category < self->n_categories ? self->categories[category] : NULL;
}

const char *
vit_figure_get_layer_name (const VitFigure *self, int layer)
{
  return vit_figure_get_layer (self, (guint) layer)->name;
}

VitPlotColour
vit_figure_get_layer_colour (const VitFigure *self, int layer)
{
  return vit_figure_get_layer (self, (guint) layer)->colour;
}

double
vit_figure_get_bar (const VitFigure *self, int layer, gsize category)
{
  const VitLayer *bars;

  if (layer < 0 || layer >= (int) self->layers->len)
    return NAN;
  bars = vit_figure_get_layer (self, (guint) layer);
  return bars->kind == VIT_LAYER_BARS && category < bars->n ? bars->y[category] : NAN;
}

double
vit_figure_value_at (const VitFigure *self, int layer, double x)
{
  const VitLayer *line;

  if (layer < 0 || layer >= (int) self->layers->len)
    return NAN;
  line = vit_figure_get_layer (self, (guint) layer);
  if (line->kind != VIT_LAYER_LINE && line->kind != VIT_LAYER_POINTS)
    return NAN;
  for (gsize i = 0; i < line->n; i++)
    {
      double x0, x1;

      if (line->x[i] == x)
        return line->y[i];
      if (i + 1 == line->n)
        break;
      x0 = line->x[i];
      x1 = line->x[i + 1];
      if ((x0 < x && x < x1) || (x1 < x && x < x0))
        return line->y[i] + (line->y[i + 1] - line->y[i]) * ((x - x0) / (x1 - x0));
    }
  return NAN;
}
