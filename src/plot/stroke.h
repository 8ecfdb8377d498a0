/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

/**
 * VitStroke:
 *
 * A curve that is drawn while its points come: clipped, so that far points neither overflow nor cost time, and thinned
 * where points are denser than half a unit, of which the lowest and the highest are kept. A value type; private to
 * this room.
 */
typedef struct
{
  cairo_t *cr;
  VitFigureRect clip;
  double x, y; /* end so far, NaN after a gap */
  double end_x, end_y;
  gboolean joined;
  int n_segments;
  double column; /* half units; NaN if none is open */
  double first_x, first_y, last_x, last_y;
  double low, low_x, high, high_x;
} VitStroke;

void vit_stroke_begin (VitStroke *self, cairo_t *cr, const VitFigureRect *panel);

/* NaN in @x or @y is a gap. */
void vit_stroke_add (VitStroke *self, double x, double y);
void vit_stroke_end (VitStroke *self);
