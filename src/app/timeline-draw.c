/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-draw.h"

#include "plot-style.h"
#include "plot-text.h"

#include <glib/gi18n.h>
#include <math.h>

double
vit_timeline_unit (double end, const char **name)
{
  if (end >= 1e6)
    {
      *name = _ ("million moves");
      return 1e6;
    }
  *name = end >= 1e4 ? _ ("thousand moves") : _ ("moves");
  return end >= 1e4 ? 1e3 : 1;
}

/* χ² of a term where it has this sign, without it; NaN elsewhere. Returns: whether there is any. */
static gboolean
get_chi2 (const VitHistory *history, int term, int sign, double *y)
{
  gboolean any = FALSE;

  for (gsize row = 0; row < vit_history_get_n_rows (history); row++)
    {
      double chi2 = sign * vit_history_get_term (history, row, term)->chi2;

      y[row] = chi2 > 0 ? chi2 : NAN;
      any |= chi2 > 0;
    }
  return any;
}

VitFigure *
vit_timeline_new_figure (const VitHistory *history, const char *const *names, double end)
{
  VitFigure *figure = vit_figure_new ();
  const char *label;
  double unit = vit_timeline_unit (end, &label);
  gsize n = history != NULL ? vit_history_get_n_rows (history) : 0;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1);

  vit_figure_set_label (figure, VIT_AXIS_X, label);
  vit_figure_set_label (figure, VIT_AXIS_Y, "χ²");
  vit_figure_set_scale (figure, VIT_AXIS_Y, VIT_PLOT_LOG);
  vit_figure_set_range (figure, VIT_AXIS_X, 0, end / unit);
  for (gsize row = 0; row < n; row++)
    x[row] = (double) vit_history_get_row (history, row)->moves / unit;
  for (int term = 0; n > 0 && term < vit_history_get_n_terms (history); term++)
    {
      const char *name = names != NULL ? names[term] : NULL;

      /* χ² of an energy is negative below what it counts from: its size is drawn, dashed. */
      if (get_chi2 (history, term, 1, y))
        {
          vit_figure_add_line (figure, name, n, x, y, VIT_PLOT_PALETTE (term), VIT_LINE_SOLID);
          name = NULL;
        }
      if (get_chi2 (history, term, -1, y))
        {
          g_autofree char *negative = name != NULL ? g_strconcat ("−", name, NULL) : NULL;

          vit_figure_add_line (figure, negative, n, x, y, VIT_PLOT_PALETTE (term), VIT_LINE_DASHED);
        }
    }
  return figure;
}

static gboolean
overlap (const VitFigureRect *a, const VitFigureRect *b)
{
  return a->x < b->x + b->width + 4 && b->x < a->x + a->width + 4 && a->y < b->y + b->height && b->y < a->y + a->height;
}

void
vit_timeline_draw_line_text (const VitFigureLayout *layout, double x, const char *string, const VitPlotTheme *theme,
                             const VitPlotRgba *colour, cairo_t *cr)
{
  const VitFigureRect *panel = &layout->panel;
  g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, string, theme->font_size, 0);
  VitFigureRect rect = { 0 };

  vit_plot_text_get_size (text, &rect.width, &rect.height);
  for (int place = 0; place < 4; place++)
    {
      rect.x = place % 2 == 0 ? x + 5 : x - 5 - rect.width;
      rect.y = place < 2 ? panel->y + 2 : panel->y + panel->height - rect.height - 2;
      if (rect.x < panel->x || rect.x + rect.width > panel->x + panel->width
          || (layout->legend.width > 0 && overlap (&rect, &layout->legend)))
        continue;
      vit_plot_style_round (cr, rect.x - 2, rect.y, rect.width + 4, rect.height, 3);
      vit_plot_set_source (cr, &theme->background, 0.85);
      cairo_fill (cr);
      vit_plot_text_show (cr, text, rect.x, rect.y, colour);
      return;
    }
}

void
vit_timeline_draw_line (const VitFigureLayout *layout, double x, double top, double bottom, gboolean dashed,
                        const VitPlotRgba *colour, cairo_t *cr)
{
  static const double dashes[] = { 4, 3 };

  if (!(x >= layout->panel.x - 1 && x <= layout->panel.x + layout->panel.width + 1))
    return;
  cairo_new_path (cr);
  cairo_set_dash (cr, dashes, dashed ? 2 : 0, 0);
  cairo_set_line_width (cr, 1.4);
  cairo_move_to (cr, floor (x) + 0.5, layout->panel.y);
  cairo_line_to (cr, floor (x) + 0.5, layout->panel.y + layout->panel.height);
  /* Not through the numbers of the axis. */
  cairo_move_to (cr, floor (x) + 0.5, top);
  cairo_line_to (cr, floor (x) + 0.5, bottom);
  vit_plot_set_source (cr, colour, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
vit_timeline_draw_ground (const VitFigureLayout *layout, const VitPlotTheme *theme, cairo_t *cr)
{
  const VitFigureRect *panel = &layout->panel;

  cairo_new_path (cr);
  cairo_rectangle (cr, panel->x, panel->y, panel->width, panel->height);
  vit_plot_set_source (cr, &theme->background, 1);
  cairo_fill (cr);
}

void
vit_timeline_draw_empty (const char *text, double width, double height, const VitPlotTheme *theme, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = vit_plot_text_new (cr, theme, text, theme->font_size, width - 12);
  double text_width, text_height;

  vit_plot_text_get_size (layout, &text_width, &text_height);
  vit_plot_text_show (cr, layout, (width - text_width) / 2, (height - text_height) / 2, &theme->muted);
}
