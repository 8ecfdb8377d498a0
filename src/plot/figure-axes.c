/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

static double
hairline (const VitPlotTheme *theme)
{
  return theme->boxed ? 0.6 : 1;
}

/* A line of one pixel is sharp between whole numbers. */
static double
sharp (const VitPlotTheme *theme, double at)
{
  return theme->boxed ? at : floor (at) + 0.5;
}

void
vit_figure_draw_grid (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel;

  if (theme->boxed)
    return;
  vit_plot_set_source (cr, &theme->grid, 1);
  cairo_set_line_width (cr, hairline (theme));
  for (gsize i = 0; plan->y != NULL && i < plan->y->n_major; i++)
    {
      double y = sharp (theme, vit_plot_scale_to_device (&plan->out.y, plan->y->major[i]));

      cairo_move_to (cr, panel->x, y);
      cairo_line_to (cr, panel->x + panel->width, y);
    }
  cairo_stroke (cr);
}

/* Marks at the axis on one side of @rect: outwards, or inwards in a boxed theme. */
static void
draw_ticks (const VitTicks *ticks, const VitPlotScale *scale, const VitFigureRect *rect, VitAxis axis, cairo_t *cr,
            const VitPlotTheme *theme)
{
  double sign = theme->boxed ? -1 : 1;

  for (gsize i = 0; ticks != NULL && i < ticks->n_major + ticks->n_minor; i++)
    {
      gboolean major = i < ticks->n_major;
      double length = sign * theme->tick_length * (major ? 1 : 0.55);
      double at
          = sharp (theme, vit_plot_scale_to_device (scale, major ? ticks->major[i] : ticks->minor[i - ticks->n_major]));

      if (axis == VIT_AXIS_X)
        {
          cairo_move_to (cr, at, rect->y + rect->height);
          cairo_rel_line_to (cr, 0, length);
          if (theme->boxed)
            {
              cairo_move_to (cr, at, rect->y);
              cairo_rel_line_to (cr, 0, -length);
            }
        }
      else
        {
          cairo_move_to (cr, rect->x, at);
          cairo_rel_line_to (cr, -length, 0);
          if (theme->boxed)
            {
              cairo_move_to (cr, rect->x + rect->width, at);
              cairo_rel_line_to (cr, length, 0);
            }
        }
    }
}

static void
draw_frame (const VitFigureRect *rect, cairo_t *cr, const VitPlotTheme *theme)
{
  double left = sharp (theme, rect->x), bottom = sharp (theme, rect->y + rect->height);

  if (theme->boxed)
    cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  else
    {
      cairo_move_to (cr, left, rect->y);
      cairo_line_to (cr, left, bottom);
      cairo_line_to (cr, rect->x + rect->width, bottom);
    }
}

static void
draw_x_numbers (const VitFigurePlan *plan, double top, cairo_t *cr, const VitPlotTheme *theme)
{
  double end = 0;

  for (gsize i = 0; plan->x != NULL && i < plan->x->n_major; i++)
    {
      g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, plan->x->labels[i], plan->font, 0);
      double width, x;

      vit_plot_text_get_size (text, &width, NULL);
      x = vit_plot_scale_to_device (&plan->out.x, plan->x->major[i]) - width / 2;
      x = CLAMP (x, 1, fmax (1, plan->width - width - 1));
      if (x < end || x + width > plan->width)
        continue;
      vit_plot_text_show (cr, text, x, top, &theme->muted);
      end = x + width + 0.3 * plan->line;
    }
}

/* Numbers left of @rect; those that would stand out above or below it by more than @room are left out. */
static void
draw_y_numbers (const VitFigurePlan *plan, const VitTicks *ticks, const VitPlotScale *scale, const VitFigureRect *rect,
                double gap, double room, cairo_t *cr, const VitPlotTheme *theme)
{
  double end = INFINITY;

  for (gsize i = 0; ticks != NULL && i < ticks->n_major; i++)
    {
      g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, ticks->labels[i], plan->font, 0);
      double width, height, y;

      if (*ticks->labels[i] == '\0')
        continue;

      vit_plot_text_get_size (text, &width, &height);
      y = vit_plot_scale_to_device (scale, ticks->major[i]) - height / 2;
      if (y + height > end || y < rect->y - room || y + height > rect->y + rect->height + room)
        continue;
      vit_plot_text_show (cr, text, rect->x - gap - width, y, &theme->muted);
      end = y;
    }
}

static void
draw_categories (const VitFigurePlan *plan, const VitFigure *self, double top, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitCategoryStyle *style = &plan->categories;

  for (gsize i = 0; style->stride > 0 && i < self->n_categories; i += style->stride)
    {
      g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, self->categories[i], plan->font, style->width);
      double width, height;

      vit_plot_text_get_size (text, &width, &height);
      cairo_save (cr);
      cairo_translate (cr, vit_plot_scale_to_device (&plan->out.x, (double) i), top);
      cairo_rotate (cr, -style->angle);
      if (style->angle == 0)
        vit_plot_text_show (cr, text, -width / 2, 0, &theme->muted);
      else if (style->angle < G_PI / 2)
        /* The right upper corner of the text lies below the middle of the bars. */
        vit_plot_text_show (cr, text, -width - 0.2 * height, -0.15 * height, &theme->muted);
      else
        vit_plot_text_show (cr, text, -width, -height / 2, &theme->muted);
      cairo_restore (cr);
    }
}

static void
draw_upright (cairo_t *cr, PangoLayout *text, double x, double middle, const VitPlotTheme *theme)
{
  double width;

  vit_plot_text_get_size (text, &width, NULL);
  cairo_save (cr);
  cairo_translate (cr, x, middle + width / 2);
  cairo_rotate (cr, -G_PI / 2);
  vit_plot_text_show (cr, text, 0, 0, &theme->foreground);
  cairo_restore (cr);
}

static void
draw_labels (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel, *strip = &plan->out.residual;

  /* A label that is longer than the panel stands out above and below it. */
  double top = plan->pad + (plan->title ? 1.4 * plan->title_font : 0);
  double bottom = strip->width > 0 ? panel->y + panel->height : plan->height - plan->pad;

  if (plan->x_label)
    {
      g_autoptr (PangoLayout) text
          = vit_plot_text_new (cr, theme, self->axes[VIT_AXIS_X].label, plan->font, plan->width - 2 * plan->pad);
      double width, x;

      vit_plot_text_get_size (text, &width, NULL);
      x = panel->x + panel->width / 2 - width / 2;
      x = CLAMP (x, plan->pad, fmax (plan->pad, plan->width - plan->pad - width));
      vit_plot_text_show (cr, text, x, plan->height - plan->pad - plan->line, &theme->foreground);
    }
  if (plan->y_label)
    {
      g_autoptr (PangoLayout) text
          = vit_plot_text_new (cr, theme, self->axes[VIT_AXIS_Y].label, plan->font, bottom - top);
      double width, middle = panel->y + panel->height / 2;

      vit_plot_text_get_size (text, &width, NULL);
      middle = fmax (fmin (middle, bottom - width / 2), top + width / 2);
      draw_upright (cr, text, plan->pad, middle, theme);
    }
  if (plan->y_label && strip->width > 0)
    {
      g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, "Δ", plan->font, 0);

      draw_upright (cr, text, plan->pad, strip->y + strip->height / 2, theme);
    }
}

void
vit_figure_draw_axes (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel, *strip = &plan->out.residual;
  const VitFigureRect *lowest = strip->width > 0 ? strip : panel;
  double gap = theme->boxed ? 0.4 * plan->line : theme->tick_length + 0.25 * plan->line;

  vit_plot_set_source (cr, &theme->frame, 1);
  cairo_set_line_width (cr, hairline (theme));
  draw_frame (panel, cr, theme);
  draw_ticks (plan->y, &plan->out.y, panel, VIT_AXIS_Y, cr, theme);
  if (strip->width > 0)
    {
      draw_frame (strip, cr, theme);
      draw_ticks (plan->residual_y, &plan->out.residual_y, strip, VIT_AXIS_Y, cr, theme);
      if (theme->boxed)
        draw_ticks (plan->x, &plan->out.x, panel, VIT_AXIS_X, cr, theme);
    }
  draw_ticks (plan->x, &plan->out.x, lowest, VIT_AXIS_X, cr, theme);
  cairo_stroke (cr);
  draw_x_numbers (plan, lowest->y + lowest->height + gap, cr, theme);
  draw_y_numbers (plan, plan->y, &plan->out.y, panel, gap, 0.6 * plan->line, cr, theme);
  if (strip->width > 0)
    draw_y_numbers (plan, plan->residual_y, &plan->out.residual_y, strip, gap, 0.1 * plan->line, cr, theme);
  if (plan->out.categories.width > 0)
    draw_categories (plan, self, panel->y + panel->height + (theme->boxed ? 0.3 * plan->line : gap), cr, theme);
  draw_labels (plan, self, cr, theme);
}
