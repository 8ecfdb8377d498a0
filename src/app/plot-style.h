/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "theme.h"

#include <adwaita.h>

/* How plots look in the window: the theme of src/plot on a card of libadwaita, in the style that is on now. */

/* Fills @theme. Its background is the colour of a card, which is not to be painted: the card itself is seen. */
void vit_plot_style_get_theme (VitPlotTheme *theme);

/* The one accent colour of the window. */
const VitPlotRgba *vit_plot_style_get_accent (void);

/* Calls @changed with @widget whenever the style goes from light to dark or back, as long as @widget is
 * there. */
void vit_plot_style_follow (GtkWidget *widget, GCallback changed);

/* Draws a rounded rectangle as the path of @cr. */
void vit_plot_style_round (cairo_t *cr, double x, double y, double width, double height, double radius);

/* The focus ring of @widget: within its edge, in the accent colour. */
void vit_plot_style_draw_focus (cairo_t *cr, double width, double height);

/* Draws @widget anew when the focus comes or goes. That GTK shows or hides rings it says to nobody: hence what follows.
 */
void vit_plot_style_watch_focus (GtkWidget *widget);

/* Takes the focus by a key; for GtkWidgetClass.focus(). */
gboolean vit_plot_style_take_focus (GtkWidget *widget);

/* Whether a ring is to be drawn: the focus is here, and who brought it here uses the keyboard. */
gboolean vit_plot_style_shows_focus (GtkWidget *widget);

/* After a key that did something (TRUE), or a press of the pointer (FALSE). Returns: @handled. */
gboolean vit_plot_style_key_handled (GtkWidget *widget, gboolean handled);

/**
 * vit_plot_style_new_texture:
 * @draw: draws at the origin, in logical pixels
 *
 * Draws once what is to be shown often. Returns: %NULL if there is nothing of that size.
 */
GdkTexture *vit_plot_style_new_texture (int width, int height, int scale, void (*draw) (cairo_t *cr, gpointer data),
                                        gpointer data);
