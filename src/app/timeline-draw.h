/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "history.h"

/* The panel of a timeline. */

/* By what moves are divided on an axis to @end, and how that unit is called. */
double vit_timeline_unit (double end, const char **name);

/* χ² of each term over moves, up to @end. @names: (nullable): shape (n_terms) */
VitFigure *vit_timeline_new_figure (const VitHistory *history, const char *const *names, double end);

/* A line at @x over the panel and from @top to @bottom of the lanes. */
void vit_timeline_draw_line (const VitFigureLayout *layout, double x, double top, double bottom, gboolean dashed,
                             const VitPlotRgba *colour, cairo_t *cr);

/* A text beside such a line, where it covers neither the legend nor the border. */
void vit_timeline_draw_line_text (const VitFigureLayout *layout, double x, const char *string,
                                  const VitPlotTheme *theme, const VitPlotRgba *colour, cairo_t *cr);

/* The ground of the panel. */
void vit_timeline_draw_ground (const VitFigureLayout *layout, const VitPlotTheme *theme, cairo_t *cr);

/* A text in the middle of @width × @height. */
void vit_timeline_draw_empty (const char *text, double width, double height, const VitPlotTheme *theme, cairo_t *cr);
