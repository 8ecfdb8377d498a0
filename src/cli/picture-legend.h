/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "picture.h"

#include <cairo.h>

/* Draws a legend into the right lower corner of a picture. @scale: pixels for each unit of text; @dark: whether the
 * picture is. */
void vit_cli_draw_legend (cairo_surface_t *surface, const VitPictureLegend *legend, double scale, gboolean dark);
