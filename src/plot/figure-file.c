/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-file.h"

#include "drawing-file.h"
#include "error.h"

#include <cairo-svg.h>
#include <math.h>

gboolean
vit_figure_format_from_path (const char *path, VitFigureFormat *format, GError **error)
{
  static const struct
  {
    const char *suffix;
    VitFigureFormat format;
  } formats[] = {
    { ".png", VIT_FIGURE_PNG }, { ".svg", VIT_FIGURE_SVG }, { ".pdf", VIT_FIGURE_PDF }, { ".csv", VIT_FIGURE_CSV }
  };
  g_autofree char *name = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (name, formats[i].suffix))
      {
        *format = formats[i].format;
        return TRUE;
      }
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a name that ends in .png, .svg, .pdf or .csv", path);
  return FALSE;
}

static gboolean
save_csv (const VitFigure *self, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  vit_figure_write_csv (self, text);
  return vit_drawing_replace_file (path, text->str, text->len, error);
}

/* Pixels: the surface is as large as they are, and drawn on in points. */
static gboolean
save_png (const VitFigure *self, const char *path, double width, double height, double dpi, const VitPlotTheme *theme,
          GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double scale = dpi / 72;
  int n_x = (int) fmin (round (width * scale), G_MAXINT16), n_y = (int) fmin (round (height * scale), G_MAXINT16);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, n_x, n_y);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, n_x / width, n_y / height);
  vit_figure_draw (self, cr, width, height, theme);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, vit_drawing_append, bytes);
  cairo_surface_destroy (surface);
  return vit_drawing_check (path, status, error) && vit_drawing_replace_file (path, bytes->data, bytes->len, error);
}

static gboolean
save_vector (const VitFigure *self, const char *path, VitFigureFormat format, double width, double height,
             const VitPlotTheme *theme, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format == VIT_FIGURE_PDF)
    surface = vit_drawing_new_pdf (bytes, width, height);
  else
    {
      surface = cairo_svg_surface_create_for_stream (vit_drawing_append, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
    }
  cr = cairo_create (surface);
  vit_figure_draw (self, cr, width, height, theme);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return vit_drawing_check (path, status, error) && vit_drawing_replace_file (path, bytes->data, bytes->len, error);
}

gboolean
vit_figure_save (const VitFigure *self, const char *path, VitFigureFormat format, double width_mm, double height_mm,
                 double dpi, const VitPlotTheme *theme, GError **error)
{
  double width = width_mm / 25.4 * 72, height = height_mm / 25.4 * 72;

  if (format == VIT_FIGURE_BY_SUFFIX && !vit_figure_format_from_path (path, &format, error))
    return FALSE;
  if (format == VIT_FIGURE_CSV)
    return save_csv (self, path, error);
  if (!(width >= 1 && height >= 1 && width <= 14400 && height <= 14400))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "%s: expected a size between 0.4 and 5080 mm, found %.6g × %.6g mm", path, width_mm, height_mm);
      return FALSE;
    }
  if (format != VIT_FIGURE_PNG)
    return save_vector (self, path, format, width, height, theme, error);
  /* Cairo's images end at 32767 pixels; a gigabyte is a slip of the keyboard. */
  if (!(dpi > 0 && fmax (width, height) * dpi / 72 < 32767 && width * height * dpi * dpi / (72 * 72) < 2.5e8
        && fmin (width, height) * dpi / 72 >= 1))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "%s: expected 1 to 32766 pixels a side, found %.6g × %.6g mm at %.6g dpi", path, width_mm, height_mm,
                   dpi);
      return FALSE;
    }
  return save_png (self, path, width, height, dpi, theme, error);
}
