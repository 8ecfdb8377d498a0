/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-legend.h"

#include "plot-text.h"

#include <math.h>

#define MARGIN 18.0
#define SIZE 13.0
#define LINE 21.0
#define DOT 6.0
#define BAR_WIDTH 150.0
#define BAR_HEIGHT 10.0

/* A text that ends at @right, or begins at @left if that is not NaN; @y is its middle. */
static void
show_text (cairo_t *cr, const VitPlotTheme *theme, const char *text, double left, double right, double y)
{
  PangoLayout *layout = vit_plot_text_new (cr, theme, text, SIZE, 0);
  double width, height;

  vit_plot_text_get_size (layout, &width, &height);
  vit_plot_text_show (cr, layout, isnan (left) ? right - width : left, y - height / 2, &theme->foreground);
  g_object_unref (layout);
}

static void
draw_dot (cairo_t *cr, VitSceneColour colour, double x, double y)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (x - 0.4 * DOT, y - 0.45 * DOT, 0, x, y, 1.1 * DOT);
  double red = colour.red / 255., green = colour.green / 255., blue = colour.blue / 255.;

  cairo_pattern_add_color_stop_rgb (pattern, 0, 1 - 0.55 * (1 - red), 1 - 0.55 * (1 - green), 1 - 0.55 * (1 - blue));
  cairo_pattern_add_color_stop_rgb (pattern, 0.5, red, green, blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, 0.66 * red, 0.66 * green, 0.66 * blue);
  cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

/* Side by side if they are short, else one below the other. Returns: where they begin, from the bottom. */
static double
draw_keys (cairo_t *cr, const VitPlotTheme *theme, const GArray *keys, double right, double bottom)
{
  gboolean row = keys->len > 0 && g_utf8_strlen (g_array_index (keys, VitPictureKey, 0).label, -1) <= 2;
  double widest = 0, x = right, y = bottom;

  for (guint k = 0; k < keys->len; k++)
    {
      double width, height;

      vit_plot_text_measure (cr, theme, g_array_index (keys, VitPictureKey, k).label, SIZE, &width, &height);
      widest = fmax (widest, width);
    }
  for (guint k = keys->len; k-- > 0;)
    {
      const VitPictureKey *key = &g_array_index (keys, VitPictureKey, k);

      show_text (cr, theme, key->label, x - widest, NAN, y - LINE / 2);
      draw_dot (cr, key->colour, x - widest - 2 * DOT, y - LINE / 2);
      if (row)
        x -= widest + 6 * DOT;
      else
        y -= LINE;
    }
  return row ? bottom - LINE : y;
}

static char *
format_number (double number)
{
  return g_strdup_printf ("%s%.3g", number < 0 ? "−" : "", fabs (number));
}

static double
draw_range (cairo_t *cr, const VitPlotTheme *theme, const VitPictureLegend *legend, double right, double bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (right - BAR_WIDTH, 0, right, 0);
  g_autofree char *low = format_number (legend->low), *high = format_number (legend->high);

  for (int k = 0; k <= 20; k++)
    {
      VitSceneColour colour = vit_picture_range_colour (k / 20.);

      cairo_pattern_add_color_stop_rgb (pattern, k / 20., colour.red / 255., colour.green / 255., colour.blue / 255.);
    }
  cairo_rectangle (cr, right - BAR_WIDTH, bottom - LINE - BAR_HEIGHT, BAR_WIDTH, BAR_HEIGHT);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  show_text (cr, theme, low, right - BAR_WIDTH, NAN, bottom - LINE / 2);
  show_text (cr, theme, high, NAN, right, bottom - LINE / 2);
  return bottom - LINE - BAR_HEIGHT - 4;
}

void
vit_cli_draw_legend (cairo_surface_t *surface, const VitPictureLegend *legend, double scale, gboolean dark)
{
  const VitPlotTheme *theme = dark ? &vit_plot_theme_dark : &vit_plot_theme_light;
  cairo_t *cr = cairo_create (surface);
  double right = cairo_image_surface_get_width (surface) / scale - MARGIN;
  double bottom = cairo_image_surface_get_height (surface) / scale - MARGIN;

  cairo_scale (cr, scale, scale);
  if (legend->has_range)
    bottom = draw_range (cr, theme, legend, right, bottom);
  bottom = draw_keys (cr, theme, legend->keys, right, bottom);
  if (legend->title[0] != '\0')
    show_text (cr, theme, legend->title, NAN, right, bottom - LINE / 2);
  cairo_destroy (cr);
}
