/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "theme.h"

#include <pango/pangocairo.h>

/**
 * vit_plot_text_new:
 * @text: UTF-8; never read as markup
 * @size: height of the font in units of @cr
 * @width: texts that are wider end in "…"; 0 for no limit
 *
 * A line of text whose measures are the same on screen and on paper, with digits of equal width. Free with
 * g_object_unref().
 */
PangoLayout *vit_plot_text_new (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, double width);

/* The same in bold. */
PangoLayout *vit_plot_text_new_bold (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size,
                                     double width);

void vit_plot_text_get_size (PangoLayout *layout, double *width, double *height);

/* Measures a text without keeping it. */
void vit_plot_text_measure (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, double *width,
                            double *height);

/* Draws with the left upper corner at (x, y). */
void vit_plot_text_show (cairo_t *cr, PangoLayout *layout, double x, double y, const VitPlotRgba *colour);

/* Copies a text; what is not UTF-8 is replaced, NULL stays NULL. */
char *vit_plot_text_copy (const char *text);
