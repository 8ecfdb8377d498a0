/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-style.h"

#include <math.h>

#define RGB(hex)                                                                                                       \
  {                                                                                                                    \
    ((hex) >> 16) / 255., ((hex) >> 8 & 0xff) / 255., ((hex) &0xff) / 255., 1                                          \
  }

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

void
vit_plot_style_get_theme (VitPlotTheme *theme)
{
  /* What libadwaita makes of @card_bg_color over @window_bg_color; the grid has to be seen on it. */
  static const VitPlotRgba card = RGB (0x363636), grid = RGB (0x46464a), frame = RGB (0x84848c);

  *theme = is_dark () ? vit_plot_theme_dark : vit_plot_theme_light;
  theme->least_size = 10;
  if (!is_dark ())
    return;
  theme->background = card;
  theme->grid = grid;
  theme->frame = frame;
}

const VitPlotRgba *
vit_plot_style_get_accent (void)
{
  static const VitPlotRgba light = RGB (0x1c71d8), dark = RGB (0x78aeed);

  return is_dark () ? &dark : &light;
}

void
vit_plot_style_follow (GtkWidget *widget, GCallback changed)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", changed, widget, G_CONNECT_SWAPPED);
}

void
vit_plot_style_round (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = fmin (radius, fmin (width, height) / 2);
  cairo_new_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
vit_plot_style_draw_focus (cairo_t *cr, double width, double height)
{
  vit_plot_style_round (cr, 1, 1, width - 2, height - 2, 8);
  cairo_set_line_width (cr, 2);
  vit_plot_set_source (cr, vit_plot_style_get_accent (), 0.6);
  cairo_stroke (cr);
}

#define KEYED "vit-keyed"

void
vit_plot_style_watch_focus (GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "notify::is-focus", G_CALLBACK (gtk_widget_queue_draw), widget);
  gtk_widget_add_controller (widget, focus);
}

gboolean
vit_plot_style_take_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (widget) && vit_plot_style_key_handled (widget, TRUE);
}

gboolean
vit_plot_style_shows_focus (GtkWidget *widget)
{
  return gtk_widget_has_focus (widget) && g_object_get_data (G_OBJECT (widget), KEYED) != NULL;
}

gboolean
vit_plot_style_key_handled (GtkWidget *widget, gboolean handled)
{
  g_object_set_data (G_OBJECT (widget), KEYED, handled ? GINT_TO_POINTER (1) : NULL);
  gtk_widget_queue_draw (widget);
  return handled;
}

GdkTexture *
vit_plot_style_new_texture (int width, int height, int scale, void (*draw) (cairo_t *cr, gpointer data), gpointer data)
{
  cairo_surface_t *surface;
  GdkTexture *texture;
  cairo_t *cr;
  GBytes *bytes;

  if (width < 1 || height < 1)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw (cr, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  /* The texture holds the surface: nothing is copied. */
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  g_bytes_unref (bytes);
  return texture;
}
