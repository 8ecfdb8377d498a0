/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stroke.h"
#include "figure-private.h"

#include <math.h>

/* One side of Liang and Barsky's clipping: where the line t = 0..1 enters or leaves. */
static gboolean
clip_side (double direction, double distance, double *enter, double *leave)
{
  if (direction == 0)
    return distance >= 0;
  if (direction < 0)
    *enter = fmax (*enter, distance / direction);
  else
    *leave = fmin (*leave, distance / direction);
  return *enter <= *leave;
}

gboolean
vit_figure_clip_line (const VitFigureRect *rect, double *x0, double *y0, double *x1, double *y1)
{
  double dx = *x1 - *x0, dy = *y1 - *y0, enter = 0, leave = 1, x = *x0, y = *y0;

  if (!clip_side (-dx, x - rect->x, &enter, &leave) || !clip_side (dx, rect->x + rect->width - x, &enter, &leave)
      || !clip_side (-dy, y - rect->y, &enter, &leave) || !clip_side (dy, rect->y + rect->height - y, &enter, &leave))
    return FALSE;
  *x0 = x + enter * dx;
  *y0 = y + enter * dy;
  *x1 = x + leave * dx;
  *y1 = y + leave * dy;
  return TRUE;
}

void
vit_figure_set_dash (cairo_t *cr, const VitPlotTheme *theme, VitLineStyle style, VitPlotColour colour)
{
  static const struct
  {
    double lengths[4];
    int n;
  } patterns[] = { { { 0 }, 0 },    { { 5, 2.5 }, 2 }, { { 1, 2 }, 2 },      { { 6, 2, 1, 2 }, 4 },
                   { { 9, 3 }, 2 }, { { 3, 1.5 }, 2 }, { { 2, 2, 6, 2 }, 4 } };
  double unit = theme->line_width, scaled[4];
  int pattern = style == VIT_LINE_DASHED ? 1 : style == VIT_LINE_DOTTED ? 2 : 0;

  if (theme->redundant && style == VIT_LINE_SOLID && colour >= VIT_PLOT_COLOUR_PALETTE)
    pattern = (int) (colour - VIT_PLOT_COLOUR_PALETTE) % (int) G_N_ELEMENTS (patterns);
  for (int i = 0; i < patterns[pattern].n; i++)
    scaled[i] = patterns[pattern].lengths[i] * unit;
  cairo_set_dash (cr, scaled, patterns[pattern].n, 0);
}

void
vit_stroke_begin (VitStroke *self, cairo_t *cr, const VitFigureRect *panel)
{
  /* Room for the width of the line and for mitred corners. */
  const double room = 20;

  *self = (VitStroke){ .cr = cr,
                       .clip = { panel->x - room, panel->y - room, panel->width + 2 * room, panel->height + 2 * room },
                       .x = NAN,
                       .y = NAN,
                       .column = NAN };
}

static void
emit (VitStroke *self, double x, double y)
{
  double x0 = self->x, y0 = self->y, x1 = x, y1 = y;

  self->x = x;
  self->y = y;
  if (isnan (x0) || !vit_figure_clip_line (&self->clip, &x0, &y0, &x1, &y1))
    {
      self->joined = FALSE;
      return;
    }
  /* Long paths that cross themselves are slow to stroke: pieces join in round ends. Dashes go on over a whole path. */
  if (self->n_segments++ > 300 && cairo_get_dash_count (self->cr) == 0)
    {
      cairo_stroke (self->cr);
      self->n_segments = 0;
      self->joined = FALSE;
    }
  if (!self->joined || x0 != self->end_x || y0 != self->end_y)
    cairo_move_to (self->cr, x0, y0);
  cairo_line_to (self->cr, x1, y1);
  self->joined = TRUE;
  self->end_x = x1;
  self->end_y = y1;
}

/* Draws a column of points as its first, lowest, highest and last. */
static void
flush (VitStroke *self)
{
  if (isnan (self->column))
    return;
  emit (self, self->first_x, self->first_y);
  if (self->low != self->first_y)
    emit (self, self->low_x, self->low);
  if (self->high != self->first_y)
    emit (self, self->high_x, self->high);
  if (self->last_y != self->high || self->last_x != self->high_x)
    emit (self, self->last_x, self->last_y);
  self->column = NAN;
}

void
vit_stroke_add (VitStroke *self, double x, double y)
{
  double column;

  if (isnan (x + y))
    {
      flush (self);
      self->x = self->y = NAN;
      return;
    }
  column = floor (x * 2);
  if (column != self->column)
    {
      flush (self);
      self->column = column;
      self->first_x = self->low_x = self->high_x = x;
      self->first_y = self->low = self->high = y;
    }
  if (y < self->low)
    {
      self->low = y;
      self->low_x = x;
    }
  if (y > self->high)
    {
      self->high = y;
      self->high_x = x;
    }
  self->last_x = x;
  self->last_y = y;
}

void
vit_stroke_end (VitStroke *self)
{
  flush (self);
  cairo_stroke (self->cr);
}
