/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-readout.h"

#include "number-text.h"
#include "plot-style.h"
#include "plot-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAD 7.
#define SWATCH 7.
#define GAP 10.

static void
readout_free (gpointer data)
{
  VitReadout *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
add_row (GPtrArray *rows, const char *name, char *value, VitPlotColour colour, double y)
{
  VitReadout *row = g_new (VitReadout, 1);

  *row = (VitReadout){ g_strdup (name), value, colour, y };
  g_ptr_array_add (rows, row);
}

/* A number to about what two pixels are. */
static char *
format_on (const VitPlotScale *scale, double value)
{
  if (scale->kind == VIT_PLOT_LOG)
    return vit_number_text_short (value);
  return vit_number_text_near (value, 2 * (scale->high - scale->low) / fmax (fabs (scale->to - scale->from), 1));
}

GPtrArray *
vit_figure_readout_curves (const VitFigure *figure, const VitFigureLayout *layout, double x)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (readout_free);
  const char *label = vit_figure_get_label (figure, VIT_AXIS_X);
  double at = vit_plot_scale_to_value (&layout->x, x);

  if (!(x >= layout->panel.x && x <= layout->panel.x + layout->panel.width))
    return rows;
  for (int i = 0; i < vit_figure_get_n_layers (figure); i++)
    {
      double value = vit_figure_value_at (figure, i, at);
      const char *name = vit_figure_get_layer_name (figure, i);

      if (!isfinite (value))
        continue;
      if (rows->len == 0)
        add_row (rows, label != NULL ? label : "x", format_on (&layout->x, at), VIT_PLOT_COLOUR_MUTED, NAN);
      if (name == NULL)
        name = vit_figure_get_label (figure, VIT_AXIS_Y);
      add_row (rows, name != NULL ? name : _ ("value"), format_on (&layout->y, value),
               vit_figure_get_layer_colour (figure, i), vit_plot_scale_to_device (&layout->y, value));
    }
  return rows;
}

GPtrArray *
vit_figure_readout_bars (const VitFigure *figure, const VitFigureLayout *layout, int category)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (readout_free);

  if (category < 0 || category >= (int) vit_figure_get_n_categories (figure))
    return rows;
  add_row (rows, vit_figure_get_category (figure, (gsize) category), g_strdup (""), VIT_PLOT_COLOUR_MUTED, NAN);
  for (int i = 0; i < vit_figure_get_n_layers (figure); i++)
    {
      double value = vit_figure_get_bar (figure, i, (gsize) category);
      const char *name = vit_figure_get_layer_name (figure, i);

      if (!isfinite (value))
        continue;
      if (name == NULL)
        name = vit_figure_get_label (figure, VIT_AXIS_Y);
      add_row (rows, name != NULL ? name : _ ("value"), format_on (&layout->y, value),
               vit_figure_get_layer_colour (figure, i), NAN);
    }
  return rows;
}

char *
vit_figure_readout_to_text (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const VitReadout *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? ", " : "", row->name, row->value[0] != '\0' ? " " : "",
                              row->value);
    }
  return g_string_free (text, FALSE);
}

static void
draw_crosshair (const GPtrArray *rows, const VitFigureLayout *layout, const VitPlotTheme *theme, double x, cairo_t *cr)
{
  double bottom = layout->panel.y + layout->panel.height;

  if (layout->residual.width > 0)
    bottom = layout->residual.y + layout->residual.height;
  cairo_new_path (cr);
  cairo_set_line_width (cr, 1);
  vit_plot_set_source (cr, &theme->muted, 0.8);
  cairo_move_to (cr, floor (x) + 0.5, layout->panel.y);
  cairo_line_to (cr, floor (x) + 0.5, bottom);
  cairo_stroke (cr);
  for (guint i = 0; i < rows->len; i++)
    {
      const VitReadout *row = g_ptr_array_index (rows, i);

      if (!(row->y >= layout->panel.y && row->y <= layout->panel.y + layout->panel.height))
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, floor (x) + 0.5, row->y, 3.5, 0, 2 * G_PI);
      vit_plot_set_source (cr, &theme->background, 1);
      cairo_fill_preserve (cr);
      vit_plot_set_source (cr, vit_plot_theme_get_colour (theme, row->colour), 1);
      cairo_set_line_width (cr, 1.8);
      cairo_stroke (cr);
    }
}

/* Texts of a row. */
typedef struct
{
  PangoLayout *name;
  PangoLayout *value;
  double name_width;
  double value_width;
} Texts;

/* Lays the texts out. Returns: their widest. */
static double
lay_out (const GPtrArray *rows, const VitPlotTheme *theme, cairo_t *cr, double most, Texts *texts, double *line)
{
  double names = 0, values = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const VitReadout *row = g_ptr_array_index (rows, i);
      double indent = i > 0 ? SWATCH + 6 : 0;

      texts[i].value = vit_plot_text_new (cr, theme, row->value, theme->font_size, 0);
      vit_plot_text_get_size (texts[i].value, &texts[i].value_width, line);
      texts[i].name = i == 0 ? vit_plot_text_new_bold (cr, theme, row->name, theme->font_size, most)
                             : vit_plot_text_new (cr, theme, row->name, theme->font_size, most);
      vit_plot_text_get_size (texts[i].name, &texts[i].name_width, line);
      names = fmax (names, indent + texts[i].name_width);
      values = fmax (values, texts[i].value_width);
    }
  return names + (values > 0 ? GAP : 0) + values;
}

static void
draw_plate (const VitPlotTheme *theme, const VitFigureRect *box, cairo_t *cr)
{
  vit_plot_style_round (cr, box->x + 0.5, box->y + 0.5, box->width, box->height, 6);
  vit_plot_set_source (cr, &theme->background, 0.94);
  cairo_fill_preserve (cr);
  vit_plot_set_source (cr, &theme->frame, 0.7);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Beside the cursor, on the side with more room; in the panel if that is high enough. */
static VitFigureRect
place_box (const VitFigureLayout *layout, double x, double width, double height)
{
  const VitFigureRect *panel = &layout->panel;
  VitFigureRect box = { x + 10, panel->y + 4, width, height };

  if (x > panel->x + panel->width / 2)
    box.x = x - 10 - width;
  box.x = fmax (fmin (box.x, panel->x + panel->width - width), 2);
  box.y = floor (fmax (fmin (box.y, panel->y + panel->height - height), 2));
  box.x = floor (box.x);
  return box;
}

void
vit_figure_readout_draw (const GPtrArray *rows, const VitFigureLayout *layout, const VitPlotTheme *theme, double x,
                         gboolean crosshair, cairo_t *cr)
{
  g_autofree Texts *texts = g_new0 (Texts, rows->len + 1);
  double line = 0, width;
  VitFigureRect box;

  if (rows->len == 0)
    return;
  if (crosshair)
    draw_crosshair (rows, layout, theme, x, cr);
  width = ceil (lay_out (rows, theme, cr, fmax (0.5 * layout->panel.width, 60), texts, &line) + 2 * PAD);
  box = place_box (layout, x, width, ceil (rows->len * (line + 1) + 2 * PAD - 3));
  draw_plate (theme, &box, cr);
  for (guint i = 0; i < rows->len; i++)
    {
      const VitReadout *row = g_ptr_array_index (rows, i);
      double top = box.y + PAD - 1 + i * (line + 1);

      if (i > 0)
        {
          vit_plot_style_round (cr, box.x + PAD, top + (line - SWATCH) / 2, SWATCH, SWATCH, 2);
          vit_plot_set_source (cr, vit_plot_theme_get_colour (theme, row->colour), 1);
          cairo_fill (cr);
        }
      vit_plot_text_show (cr, texts[i].name, box.x + PAD + (i > 0 ? SWATCH + 6 : 0), top, &theme->foreground);
      vit_plot_text_show (cr, texts[i].value, box.x + box.width - PAD - texts[i].value_width, top, &theme->foreground);
      g_object_unref (texts[i].name);
      g_object_unref (texts[i].value);
    }
}
