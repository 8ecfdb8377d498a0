/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

static void
clip_to (cairo_t *cr, const VitFigureRect *rect, double room)
{
  cairo_rectangle (cr, rect->x - room, rect->y - room, rect->width + 2 * room, rect->height + 2 * room);
  cairo_clip (cr);
}

/* Data stay in the panel, with half a line's width beyond it so that a curve along the border is whole. */
static void
draw_data (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  cairo_save (cr);
  clip_to (cr, &plan->out.panel, theme->line_width / 2);
  for (guint i = 0; i < self->layers->len; i++)
    vit_figure_draw_layer (plan, self, vit_figure_get_layer (self, i), cr, theme);
  cairo_restore (cr);
  if (plan->out.residual.width > 0)
    {
      cairo_save (cr);
      clip_to (cr, &plan->out.residual, 0);
      vit_figure_draw_residual (plan, self, cr, theme);
      cairo_restore (cr);
    }
}

static void
draw_title (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel, *annotation = &plan->out.annotation;
  double room = plan->width - 2 * plan->pad, height;
  g_autoptr (PangoLayout) text = NULL;

  if (!plan->title || self->title == NULL)
    return;
  if (self->annotation_corner == VIT_CORNER_TITLE && annotation->width > 0)
    room = annotation->x - plan->pad - plan->line;
  if (room < plan->line)
    return;
  text = vit_plot_text_new_bold (cr, theme, self->title, plan->title_font, room);
  vit_plot_text_get_size (text, NULL, &height);
  vit_plot_text_show (cr, text, fmin (plan->pad, panel->x), plan->pad + 1.25 * plan->title_font / 2 - height / 2,
                      &theme->foreground);
}

/* Text over data, on a ground that the data only just shine through. */
static void
draw_plate (const VitFigureRect *rect, const char *string, VitPlotColour colour, const VitFigurePlan *plan, cairo_t *cr,
            const VitPlotTheme *theme)
{
  g_autoptr (PangoLayout) text = NULL;

  if (rect->width == 0)
    return;
  text = vit_plot_text_new (cr, theme, string, plan->font, 0);
  vit_plot_set_source (cr, &theme->background, 0.8);
  cairo_rectangle (cr, rect->x - 1, rect->y, rect->width + 2, rect->height);
  cairo_fill (cr);
  vit_plot_text_show (cr, text, rect->x, rect->y, vit_plot_theme_get_colour (theme, colour));
}

static void
draw_inset (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *rect = &plan->out.inset;
  VitPlotTheme small = *theme;

  if (rect->width == 0)
    return;
  small.font_size *= 0.88;
  small.title_size *= 0.88;
  small.line_width *= 0.85;
  cairo_save (cr);
  cairo_translate (cr, rect->x, rect->y);
  vit_figure_draw (self->inset, cr, rect->width, rect->height, &small);
  cairo_restore (cr);
}

static void
draw_no_data (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *panel = &plan->out.panel;
  g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, "no data", plan->font, 0);
  double width, height;

  vit_plot_text_get_size (text, &width, &height);
  if (width <= panel->width && height <= panel->height)
    vit_plot_text_show (cr, text, panel->x + (panel->width - width) / 2, panel->y + (panel->height - height) / 2,
                        &theme->muted);
}

static void
draw_plan (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  if (!plan->empty)
    {
      vit_figure_draw_grid (plan, cr, theme);
      draw_data (plan, self, cr, theme);
    }
  vit_figure_draw_axes (plan, self, cr, theme);
  draw_title (plan, self, cr, theme);
  if (plan->empty)
    draw_no_data (plan, cr, theme);
  else
    for (guint i = 0; i < self->layers->len; i++)
      {
        const VitLayer *layer = vit_figure_get_layer (self, i);

        draw_plate (&plan->references[i], layer->name, layer->colour, plan, cr, theme);
      }
  draw_inset (plan, self, cr, theme);
  draw_plate (&plan->out.annotation, self->annotation, self->annotation_colour, plan, cr, theme);
  vit_figure_draw_legend (plan, self, cr, theme);
}

/* Whether anything of that size can be drawn. */
static gboolean
is_drawable (double width, double height)
{
  return width >= 1 && height >= 1 && width < 1e6 && height < 1e6;
}

void
vit_figure_draw_without_ground (const VitFigure *self, cairo_t *cr, double width, double height,
                                const VitPlotTheme *theme)
{
  /* In less than this not even the word "no data" can be read. */
  if (!is_drawable (width, height) || width < 24 || height < 24)
    return;

  g_auto (VitFigurePlan) plan = { 0 };

  VitPlotTheme fitted = vit_figure_fit_theme (theme, width, height);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  vit_figure_plan_init (&plan, self, cr, width, height, &fitted);
  draw_plan (&plan, self, cr, &fitted);
  cairo_restore (cr);
}

void
vit_figure_draw (const VitFigure *self, cairo_t *cr, double width, double height, const VitPlotTheme *theme)
{
  if (!is_drawable (width, height))
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  vit_plot_set_source (cr, &theme->background, 1);
  cairo_paint (cr);
  vit_figure_draw_without_ground (self, cr, width, height, theme);
  cairo_restore (cr);
}
