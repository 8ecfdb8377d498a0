/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"
#include "stroke.h"

#include <math.h>

/* Cairo's coordinates end at 2^23. */
static double
clamp_device (double at, double from, double length)
{
  return CLAMP (at, from - 1000, from + length + 1000);
}

static void
draw_line (const VitFigureLayout *out, const VitFigureRect *panel, const VitPlotScale *y, const VitLayer *layer,
           cairo_t *cr, const VitPlotTheme *theme)
{
  VitStroke stroke;

  vit_figure_set_dash (cr, theme, layer->style, layer->colour);
  vit_stroke_begin (&stroke, cr, panel);
  for (gsize i = 0; i < layer->n; i++)
    vit_stroke_add (&stroke, vit_plot_scale_to_device (&out->x, layer->x[i]),
                    vit_plot_scale_to_device (y, layer->y[i]));
  vit_stroke_end (&stroke);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
error_bar (cairo_t *cr, const VitFigureLayout *out, double x, double value, double error, double cap)
{
  double low = vit_plot_scale_to_device (&out->y, value - error);
  double high = vit_plot_scale_to_device (&out->y, value + error);

  if (!(error > 0) || isnan (high))
    return;
  /* On a logarithmic axis the lower end may be below everything. */
  if (isnan (low))
    low = out->y.from;
  low = clamp_device (low, out->panel.y, out->panel.height);
  high = clamp_device (high, out->panel.y, out->panel.height);
  cairo_move_to (cr, x, low);
  cairo_line_to (cr, x, high);
  cairo_move_to (cr, x - cap, low);
  cairo_line_to (cr, x + cap, low);
  cairo_move_to (cr, x - cap, high);
  cairo_line_to (cr, x + cap, high);
}

static void
draw_points (const VitFigureLayout *out, const VitLayer *layer, cairo_t *cr, const VitPlotTheme *theme)
{
  double radius = theme->point_radius, apart = 2.6 * radius, last_x = NAN, last_y = NAN;

  cairo_set_line_width (cr, 0.5 * theme->line_width + 0.2);
  for (gsize i = 0; i < layer->n; i++)
    {
      double x = vit_plot_scale_to_device (&out->x, layer->x[i]), y = vit_plot_scale_to_device (&out->y, layer->y[i]);

      if (isnan (x + y) || hypot (x - last_x, y - last_y) < apart || x < out->panel.x - radius
          || x > out->panel.x + out->panel.width + radius || y < out->panel.y - radius
          || y > out->panel.y + out->panel.height + radius)
        continue;
      last_x = x;
      last_y = y;
      if (layer->extra != NULL)
        error_bar (cr, out, x, layer->y[i], layer->extra[i], radius);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
}

/* The outline of a histogram, standing on zero or on the end of a logarithmic axis. */
static void
steps_path (const VitFigureLayout *out, const VitLayer *layer, cairo_t *cr, gboolean closed)
{
  double zero = vit_plot_scale_to_device (&out->y, 0);
  gboolean open = FALSE;
  double end = 0;

  zero = isnan (zero) ? out->y.from : clamp_device (zero, out->panel.y, out->panel.height);
  for (gsize i = 0; i < layer->n; i++)
    {
      double x0 = vit_plot_scale_to_device (&out->x, layer->x[i]);
      double x1 = vit_plot_scale_to_device (&out->x, layer->x[i + 1]);
      double y = vit_plot_scale_to_device (&out->y, layer->y[i]);

      if (isnan (x0 + x1 + y))
        {
          if (open)
            cairo_line_to (cr, end, zero);
          open = FALSE;
          continue;
        }
      x0 = clamp_device (x0, out->panel.x, out->panel.width);
      x1 = clamp_device (x1, out->panel.x, out->panel.width);
      y = clamp_device (y, out->panel.y, out->panel.height);
      if (!open)
        cairo_move_to (cr, x0, zero);
      cairo_line_to (cr, x0, y);
      cairo_line_to (cr, x1, y);
      open = TRUE;
      end = x1;
    }
  if (open)
    cairo_line_to (cr, end, zero);
  if (closed)
    cairo_close_path (cr);
}

static void
draw_steps (const VitFigureLayout *out, const VitLayer *layer, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitPlotRgba *colour = vit_plot_theme_get_colour (theme, layer->colour);

  steps_path (out, layer, cr, FALSE);
  vit_plot_set_source (cr, colour, 0.22);
  cairo_fill (cr);
  steps_path (out, layer, cr, FALSE);
  vit_plot_set_source (cr, colour, 1);
  cairo_set_line_width (cr, 0.75 * theme->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  vit_figure_set_dash (cr, theme, layer->style, layer->colour);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
band_piece (const VitFigureLayout *out, const VitLayer *layer, gsize first, gsize end, cairo_t *cr)
{
  for (gsize k = 0; k < 2 * (end - first); k++)
    {
      gboolean back = k >= end - first;
      gsize i = back ? first + 2 * (end - first) - 1 - k : first + k;
      double x = vit_plot_scale_to_device (&out->x, layer->x[i]);
      double y = vit_plot_scale_to_device (&out->y, back ? layer->extra[i] : layer->y[i]);

      cairo_line_to (cr, clamp_device (x, out->panel.x, out->panel.width),
                     clamp_device (y, out->panel.y, out->panel.height));
    }
  cairo_close_path (cr);
}

static void
draw_band (const VitFigureLayout *out, const VitLayer *layer, cairo_t *cr, const VitPlotTheme *theme)
{
  gsize first = 0;

  for (gsize i = 0; i <= layer->n; i++)
    if (i == layer->n
        || isnan (vit_plot_scale_to_device (&out->x, layer->x[i]) + vit_plot_scale_to_device (&out->y, layer->y[i])
                  + vit_plot_scale_to_device (&out->y, layer->extra[i])))
      {
        if (i > first)
          band_piece (out, layer, first, i, cr);
        first = i + 1;
      }
  vit_plot_set_source (cr, vit_plot_theme_get_colour (theme, layer->colour), 0.2);
  cairo_fill (cr);
}

void
vit_figure_hatch (cairo_t *cr, const VitPlotTheme *theme, const VitFigureRect *rect, const VitPlotRgba *colour,
                  int ordinal)
{
  double step = 4;

  if (!theme->redundant || ordinal % 3 == 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_clip (cr);
  vit_plot_set_source (cr, &theme->background, 1);
  cairo_set_line_width (cr, 1.2);
  for (double at = 0; at < rect->width + rect->height; at += step)
    {
      cairo_move_to (cr, rect->x + at, rect->y);
      cairo_rel_line_to (cr, -rect->height, rect->height);
      if (ordinal % 3 == 2)
        {
          cairo_move_to (cr, rect->x + rect->width - at, rect->y);
          cairo_rel_line_to (cr, rect->height, rect->height);
        }
    }
  cairo_stroke (cr);
  vit_plot_set_source (cr, colour, 1);
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

VitFigureRect
vit_figure_bar_rect (const VitFigureLayout *layout, const VitFigure *self, const VitLayer *layer, gsize category)
{
  double group = 0.76, width = group / self->n_bars, gap = self->n_bars > 1 ? 0.06 * width : 0;
  double left = (double) category - group / 2 + layer->ordinal * width;
  double x0 = vit_plot_scale_to_device (&layout->x, left + gap);
  double x1 = vit_plot_scale_to_device (&layout->x, left + width - gap);
  double zero = vit_plot_scale_to_device (&layout->y, 0);
  double y = vit_plot_scale_to_device (&layout->y, layer->y[category]);

  zero = isnan (zero) ? layout->y.from : clamp_device (zero, layout->panel.y, layout->panel.height);
  y = isnan (y) ? zero : clamp_device (y, layout->panel.y, layout->panel.height);
  return (VitFigureRect){ x0, fmin (y, zero), x1 - x0, fabs (zero - y) };
}

static void
draw_bars (const VitFigureLayout *out, const VitFigure *self, const VitLayer *layer, cairo_t *cr,
           const VitPlotTheme *theme)
{
  const VitPlotRgba *colour = vit_plot_theme_get_colour (theme, layer->colour);

  for (gsize i = 0; i < MIN (layer->n, self->n_categories); i++)
    {
      VitFigureRect rect = vit_figure_bar_rect (out, self, layer, i);

      vit_plot_set_source (cr, colour, 1);
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      cairo_fill (cr);
      vit_figure_hatch (cr, theme, &rect, colour, layer->ordinal);
      if (layer->extra == NULL || isnan (vit_plot_scale_to_device (&out->y, layer->y[i])))
        continue;
      vit_plot_set_source (cr, &theme->foreground, 1);
      cairo_set_line_width (cr, 0.6 * theme->line_width);
      error_bar (cr, out, rect.x + rect.width / 2, layer->y[i], layer->extra[i], fmin (3, rect.width / 3));
      cairo_stroke (cr);
    }
}

static void
draw_reference (const VitFigureLayout *out, const VitLayer *layer, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &out->panel;
  gboolean upright = layer->axis == VIT_AXIS_X;
  double at = vit_plot_scale_to_device (upright ? &out->x : &out->y, layer->y[0]);

  if (isnan (at) || at < (upright ? panel->x : panel->y)
      || at > (upright ? panel->x + panel->width : panel->y + panel->height))
    return;
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  vit_figure_set_dash (cr, theme, layer->style, layer->colour);
  cairo_move_to (cr, upright ? at : panel->x, upright ? panel->y : at);
  cairo_line_to (cr, upright ? at : panel->x + panel->width, upright ? panel->y + panel->height : at);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
vit_figure_draw_layer (const VitFigurePlan *plan, const VitFigure *self, const VitLayer *layer, cairo_t *cr,
                       const VitPlotTheme *theme)
{
  vit_plot_set_source (cr, vit_plot_theme_get_colour (theme, layer->colour), 1);
  cairo_set_line_width (cr, theme->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (layer->style != VIT_LINE_SOLID || theme->redundant)
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  switch (layer->kind)
    {
    case VIT_LAYER_LINE:
      draw_line (&plan->out, &plan->out.panel, &plan->out.y, layer, cr, theme);
      break;
    case VIT_LAYER_POINTS:
      draw_points (&plan->out, layer, cr, theme);
      break;
    case VIT_LAYER_STEPS:
      draw_steps (&plan->out, layer, cr, theme);
      break;
    case VIT_LAYER_BAND:
      draw_band (&plan->out, layer, cr, theme);
      break;
    case VIT_LAYER_BARS:
      draw_bars (&plan->out, self, layer, cr, theme);
      break;
    case VIT_LAYER_REFERENCE:
      draw_reference (&plan->out, layer, cr, theme);
      break;
    }
}

void
vit_figure_draw_residual (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *strip = &plan->out.residual;
  double zero = vit_plot_scale_to_device (&plan->out.residual_y, 0);

  vit_plot_set_source (cr, &theme->frame, 1);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, strip->x, zero);
  cairo_line_to (cr, strip->x + strip->width, zero);
  cairo_stroke (cr);
  vit_plot_set_source (cr, &theme->residual, 1);
  cairo_set_line_width (cr, 0.75 * theme->line_width);
  draw_line (&plan->out, strip, &plan->out.residual_y, self->residual, cr, theme);
}
