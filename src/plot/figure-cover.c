/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-cover.h"

#include <math.h>

int
vit_figure_cover_cell (double at, double from, double length)
{
  double index = floor ((at - from) / length * VIT_COVER_CELLS);

  return (int) CLAMP (index, 0, VIT_COVER_CELLS - 1);
}

void
vit_figure_cover_rect (VitFigureCover *cover, const VitFigureRect *rect, guint8 weight)
{
  const VitFigureRect *panel = &cover->panel;
  double right = rect->x + rect->width, bottom = rect->y + rect->height;

  if (!(right >= panel->x && rect->x <= panel->x + panel->width && bottom >= panel->y
        && rect->y <= panel->y + panel->height))
    return;
  for (int j = vit_figure_cover_cell (rect->y, panel->y, panel->height);
       j <= vit_figure_cover_cell (bottom, panel->y, panel->height); j++)
    for (int i = vit_figure_cover_cell (rect->x, panel->x, panel->width);
         i <= vit_figure_cover_cell (right, panel->x, panel->width); i++)
      cover->cells[j][i] = MAX (cover->cells[j][i], weight);
}

static void
cover_line (VitFigureCover *cover, double x0, double y0, double x1, double y1)
{
  double steps;

  if (!vit_figure_clip_line (&cover->panel, &x0, &y0, &x1, &y1))
    return;
  steps = ceil (2 * VIT_COVER_CELLS * fmax (fabs (x1 - x0) / cover->panel.width, fabs (y1 - y0) / cover->panel.height))
          + 1;
  for (double i = 0; i <= steps; i++)
    {
      double x = x0 + (x1 - x0) * i / steps, y = y0 + (y1 - y0) * i / steps;

      cover->cells[vit_figure_cover_cell (y, cover->panel.y, cover->panel.height)]
                  [vit_figure_cover_cell (x, cover->panel.x, cover->panel.width)]
          = 1;
    }
}

guint
vit_figure_cover_count (const VitFigureCover *cover, const VitFigureRect *rect)
{
  const VitFigureRect *panel = &cover->panel;
  guint sum = 0;

  for (int j = vit_figure_cover_cell (rect->y, panel->y, panel->height);
       j <= vit_figure_cover_cell (rect->y + rect->height, panel->y, panel->height); j++)
    for (int i = vit_figure_cover_cell (rect->x, panel->x, panel->width);
         i <= vit_figure_cover_cell (rect->x + rect->width, panel->x, panel->width); i++)
      sum += cover->cells[j][i];
  return sum;
}

static void
cover_steps (VitFigureCover *cover, const VitFigureLayout *out, const VitLayer *layer)
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
        vit_figure_cover_rect (cover,
                               &(VitFigureRect){ fmin (x0, x1), fmin (y, zero), fabs (x1 - x0), fabs (zero - y) }, 1);
    }
}

static void
cover_curve (VitFigureCover *cover, const VitFigureLayout *out, const VitLayer *layer)
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

void
vit_figure_cover_layer (VitFigureCover *cover, const VitFigurePlan *plan, const VitFigure *self, const VitLayer *layer)
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

          vit_figure_cover_rect (cover, &rect, 1);
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

void
vit_figure_cover_reference (VitFigureCover *cover, const VitFigureLayout *out, const VitLayer *layer,
                            const VitFigureRect *label)
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
    vit_figure_cover_rect (cover, label, 200);
}
