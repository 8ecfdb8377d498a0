/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

typedef enum
{
  VIT_FIGURE_BY_SUFFIX,
  VIT_FIGURE_PNG,
  VIT_FIGURE_SVG,
  VIT_FIGURE_PDF,
  VIT_FIGURE_CSV,
} VitFigureFormat;

/**
 * vit_figure_save:
 * @format: VIT_FIGURE_BY_SUFFIX for the one that @path ends in
 * @width_mm, @height_mm: size on paper
 * @dpi: pixels per inch of a PNG; others have no pixels
 *
 * Writes a figure, or its data as CSV. One unit of the theme is a point (1/72 inch). A file that is there is replaced
 * only when the new one is whole. Errors: %VIT_ERROR_INPUT for another suffix, %VIT_ERROR_RANGE for a size that cannot
 * be drawn, those of GIO for writing.
 */
gboolean vit_figure_save (const VitFigure *self, const char *path, VitFigureFormat format, double width_mm,
                          double height_mm, double dpi, const VitPlotTheme *theme, GError **error);

/* Finds the format of a name. Errors: as above. */
gboolean vit_figure_format_from_path (const char *path, VitFigureFormat *format, GError **error);
