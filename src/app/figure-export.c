/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-export.h"

#include "figure-file.h"
#include "plot-style.h"

#include <math.h>

#define COLUMN_MM 85.
#define TWO_COLUMNS_MM 170.
#define DPI 300.
/* Wider on screen than this, a figure is printed over two columns. */
#define WIDE_PIXELS 720

VitSharedFigure *
vit_shared_figure_new (VitFigure *figure)
{
  VitSharedFigure *self = g_atomic_rc_box_new (VitSharedFigure);

  self->figure = figure;
  return self;
}

VitSharedFigure *
vit_shared_figure_ref (VitSharedFigure *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_shared (gpointer shared)
{
  vit_figure_free (((VitSharedFigure *) shared)->figure);
}

void
vit_shared_figure_unref (VitSharedFigure *self)
{
  g_atomic_rc_box_release_full (self, clear_shared);
}

char *
vit_figure_export_name (const VitFigure *figure, const char *suffix)
{
  const char *title = vit_figure_get_title (figure);
  GString *name = g_string_new (NULL);

  for (const char *c = title != NULL ? title : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (name, g_unichar_tolower (letter));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "figure");
  g_string_append (name, suffix);
  return g_string_free (name, FALSE);
}

static void
print_size (double width, double height, double *width_mm, double *height_mm)
{
  double shape = width >= 1 && height >= 1 ? CLAMP (height / width, 0.3, 1.5) : 0.7;

  *width_mm = width > WIDE_PIXELS ? TWO_COLUMNS_MM : COLUMN_MM;
  *height_mm = *width_mm * shape;
}

gboolean
vit_figure_export_file (const VitFigure *figure, const char *path, double width, double height, GError **error)
{
  double width_mm, height_mm;

  print_size (width, height, &width_mm, &height_mm);
  return vit_figure_save (figure, path, VIT_FIGURE_BY_SUFFIX, width_mm, height_mm, DPI, &vit_plot_theme_print, error);
}

void
vit_figure_export_free (VitFigureExport *self)
{
  vit_shared_figure_unref (self->shared);
  g_free (self->path);
  g_free (self);
}

typedef struct
{
  const VitFigure *figure;
  double width;
  double height;
  double scale;
} Print;

static void
draw_print (cairo_t *cr, gpointer data)
{
  const Print *print = data;

  cairo_scale (cr, print->scale, print->scale);
  vit_figure_draw (print->figure, cr, print->width, print->height, &vit_plot_theme_print);
}

GdkTexture *
vit_figure_export_texture (const VitFigure *figure, double width, double height)
{
  double width_mm, height_mm;
  Print print = { .figure = figure, .scale = DPI / 72 };

  print_size (width, height, &width_mm, &height_mm);
  print.width = width_mm / 25.4 * 72;
  print.height = height_mm / 25.4 * 72;
  return vit_plot_style_new_texture ((int) ceil (print.width * print.scale), (int) ceil (print.height * print.scale), 1,
                                     draw_print, &print);
}
