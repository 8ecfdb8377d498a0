/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

static gboolean
has_entry (const VitLayer *layer)
{
  return layer->name != NULL && layer->kind != VIT_LAYER_REFERENCE;
}

static double
swatch_width (const VitFigurePlan *plan, const VitLayer *layer)
{
  return layer->kind == VIT_LAYER_BARS || layer->kind == VIT_LAYER_STEPS ? plan->font : 2 * plan->font;
}

static PangoLayout *
entry_text (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme, const VitLayer *layer)
{
  return vit_plot_text_new (cr, theme, layer->name, plan->font, fmax (plan->out.panel.width * 0.5, plan->line));
}

/* The number of names, the widest of them, and the widest swatch. */
static int
measure (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, double *widest,
         double *swatch, double *sum)
{
  int n = 0;

  *widest = *swatch = *sum = 0;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      g_autoptr (PangoLayout) text = NULL;
      double w;

      if (!has_entry (layer))
        continue;
      text = entry_text (plan, cr, theme, layer);
      vit_plot_text_get_size (text, &w, NULL);
      *widest = fmax (*widest, w);
      *swatch = fmax (*swatch, swatch_width (plan, layer));
      *sum += w + swatch_width (plan, layer) + 0.5 * plan->font;
      n++;
    }
  return n;
}

static int
count_rows (int n, int columns)
{
  return (n + columns - 1) / columns;
}

int
vit_figure_legend_size (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme,
                        int columns, double *width, double *height)
{
  double widest, swatch, sum;
  int n = measure (plan, self, cr, theme, &widest, &swatch, &sum);

  *width = *height = 0;
  if (n == 0)
    return 0;
  if (columns >= n)
    {
      *width = sum + (n - 1) * plan->font;
      *height = plan->line;
      return n;
    }
  *width = columns * (swatch + 0.5 * plan->font + widest) + (columns - 1) * plan->font;
  *height = count_rows (n, columns) * 1.15 * plan->line;
  return n;
}

/* A piece of the layer as it is drawn in the panel, @width wide with its middle at @y. */
static void
draw_swatch (const VitFigurePlan *plan, const VitLayer *layer, cairo_t *cr, const VitPlotTheme *theme, double x,
             double y, double width)
{
  const VitPlotRgba *colour = vit_plot_theme_get_colour (theme, layer->colour);
  VitFigureRect box = { x, y - 0.35 * plan->font, width, 0.7 * plan->font };

  vit_plot_set_source (cr, colour, 1);
  cairo_set_line_width (cr, theme->line_width);
  switch (layer->kind)
    {
    case VIT_LAYER_LINE:
      vit_figure_set_dash (cr, theme, layer->style, layer->colour);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      break;
    case VIT_LAYER_POINTS:
      cairo_set_line_width (cr, 0.5 * theme->line_width + 0.2);
      cairo_new_path (cr);
      cairo_arc (cr, x + width / 2, y, theme->point_radius, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case VIT_LAYER_BAND:
      vit_plot_set_source (cr, colour, 0.25);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      cairo_fill (cr);
      break;
    case VIT_LAYER_STEPS:
      vit_plot_set_source (cr, colour, 0.25);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      cairo_fill_preserve (cr);
      vit_plot_set_source (cr, colour, 1);
      cairo_set_line_width (cr, 0.75 * theme->line_width);
      vit_figure_set_dash (cr, theme, layer->style, layer->colour);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      break;
    default:
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      cairo_fill (cr);
      vit_figure_hatch (cr, theme, &box, colour, layer->ordinal);
    }
}

void
vit_figure_draw_legend (const VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  const VitFigureRect *legend = &plan->out.legend;
  double x = legend->x, y = legend->y, widest, swatch, sum;
  int n = measure (plan, self, cr, theme, &widest, &swatch, &sum), entry = 0;
  gboolean row = plan->legend_columns >= n;

  if (legend->width == 0)
    return;
  vit_plot_set_source (cr, &theme->background, 0.85);
  cairo_rectangle (cr, x - 0.25 * plan->font, y, legend->width + 0.5 * plan->font, legend->height);
  cairo_fill (cr);
  for (guint i = 0; i < self->layers->len; i++)
    {
      const VitLayer *layer = vit_figure_get_layer (self, i);
      g_autoptr (PangoLayout) text = NULL;
      double width, height, own = swatch_width (plan, layer);

      if (!has_entry (layer))
        continue;
      text = entry_text (plan, cr, theme, layer);
      vit_plot_text_get_size (text, &width, &height);
      draw_swatch (plan, layer, cr, theme, row ? x : x + (swatch - own) / 2, y + height / 2, own);
      vit_plot_text_show (cr, text, x + (row ? own : swatch) + 0.5 * plan->font, y, &theme->foreground);
      entry++;
      if (row)
        x += own + 1.5 * plan->font + width;
      else if (entry % count_rows (n, plan->legend_columns) != 0)
        y += 1.15 * plan->line;
      else
        {
          x += swatch + 1.5 * plan->font + widest;
          y = legend->y;
        }
    }
}
