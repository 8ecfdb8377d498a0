/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-draw.h"

#include "figure.h"
#include "number-text.h"
#include "plot-style.h"
#include "plot-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Room round the line, for the handles. */
#define MARGIN_X 10.
#define MARGIN_Y 10.
#define RADIUS 5.
#define REACH 11.
#define LEAST_DECADES 1.5

char *
vit_schedule_picture_text (const VitSchedulePicture *self, double value)
{
  g_autofree char *number = NULL;

  if (*self->unit == '\0')
    return vit_number_text_sigma (value);
  number = vit_number_text_short (value);
  return g_strconcat (number, " ", self->unit, NULL);
}

void
vit_schedule_picture_fit_axis (VitSchedulePicture *self)
{
  double low = log10 (fmin (self->schedule.start, self->schedule.end));
  double high = log10 (fmax (self->schedule.start, self->schedule.end)), lack;

  if (isfinite (self->sigma) && self->sigma > 0)
    {
      low = fmin (low, log10 (self->sigma));
      high = fmax (high, log10 (self->sigma));
    }
  lack = fmax (LEAST_DECADES - (high - low), 0);
  self->low = pow (10, low - lack / 2);
  self->high = pow (10, high + lack / 2);
}

static double
x_of (const VitSchedulePicture *self, double progress)
{
  return MARGIN_X + CLAMP (progress, 0, 1) * fmax (self->width - 2 * MARGIN_X, 1);
}

/* Values that a drag has brought beyond the axis stay at its end until it is fitted again. */
static double
y_of (const VitSchedulePicture *self, double sigma)
{
  double share = log (sigma / self->low) / log (self->high / self->low);

  return self->height - MARGIN_Y - CLAMP (share, 0, 1) * fmax (self->height - 2 * MARGIN_Y, 1);
}

double
vit_schedule_picture_factor (const VitSchedulePicture *self, double dy)
{
  return pow (self->high / self->low, -dy / fmax (self->height - 2 * MARGIN_Y, 1));
}

gboolean
vit_schedule_picture_get_handle (const VitSchedulePicture *self, VitScheduleHandle handle, double *x, double *y)
{
  switch (handle)
    {
    case VIT_SCHEDULE_HANDLE_START:
      *x = x_of (self, 0);
      *y = y_of (self, self->schedule.start);
      return TRUE;
    case VIT_SCHEDULE_HANDLE_END:
      *x = x_of (self, 1);
      *y = y_of (self, self->schedule.end);
      return TRUE;
    case VIT_SCHEDULE_HANDLE_NOW:
      if (!isfinite (self->progress) || !(self->sigma > 0))
        return FALSE;
      *x = x_of (self, self->progress);
      *y = y_of (self, self->sigma);
      return TRUE;
    case VIT_SCHEDULE_HANDLE_NONE:
    default:
      return FALSE;
    }
}

VitScheduleHandle
vit_schedule_picture_handle_at (const VitSchedulePicture *self, double x, double y)
{
  /* The ends first: "now" starts on one of them. */
  static const VitScheduleHandle order[]
      = { VIT_SCHEDULE_HANDLE_START, VIT_SCHEDULE_HANDLE_END, VIT_SCHEDULE_HANDLE_NOW };
  VitScheduleHandle nearest = VIT_SCHEDULE_HANDLE_NONE;
  double least = REACH;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      double at_x, at_y, distance;

      if (!vit_schedule_picture_get_handle (self, order[i], &at_x, &at_y))
        continue;
      distance = hypot (at_x - x, at_y - y);
      if (distance < least)
        {
          nearest = order[i];
          least = distance;
        }
    }
  return nearest;
}

static void
draw_ground (const VitSchedulePicture *self, const VitPlotTheme *theme, cairo_t *cr)
{
  vit_plot_style_round (cr, 0, 0, self->width, self->height, 6);
  vit_plot_set_source (cr, &theme->foreground, 0.05);
  cairo_fill (cr);
}

static void
draw_line (const VitSchedulePicture *self, const VitPlotTheme *theme, cairo_t *cr)
{
  const VitSchedule *schedule = &self->schedule;
  int n = (int) self->width;

  cairo_new_path (cr);
  cairo_move_to (cr, x_of (self, 0), y_of (self, schedule->start));
  if (schedule->kind == VIT_SCHEDULE_PLATEAUS)
    for (int i = 0; i < schedule->n_plateaus; i++)
      {
        double y = y_of (self, vit_schedule_get_value (schedule, (i + 0.5) / schedule->n_plateaus));

        cairo_line_to (cr, x_of (self, (double) i / schedule->n_plateaus), y);
        cairo_line_to (cr, x_of (self, (i + 1.) / schedule->n_plateaus), y);
      }
  else if (schedule->kind == VIT_SCHEDULE_LINEAR)
    /* Bends at its end on a logarithmic axis. */
    for (int i = 1; i < n; i++)
      cairo_line_to (cr, x_of (self, (double) i / n), y_of (self, vit_schedule_get_value (schedule, (double) i / n)));
  cairo_line_to (cr, x_of (self, 1), y_of (self, schedule->end));
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  vit_plot_set_source (cr, &theme->foreground, 0.7);
  cairo_stroke (cr);
}

static void
draw_handle (const VitSchedulePicture *self, VitScheduleHandle handle, const VitPlotTheme *theme,
             const VitPlotRgba *accent, cairo_t *cr)
{
  gboolean now = handle == VIT_SCHEDULE_HANDLE_NOW, chosen = self->focus && handle == self->selected;
  double x, y;

  if (!vit_schedule_picture_get_handle (self, handle, &x, &y))
    return;
  /* Text leaves a point behind that an arc would be joined to. */
  cairo_new_path (cr);
  if (chosen || handle == self->pointed)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x, y, RADIUS + 4, 0, 2 * G_PI);
      vit_plot_set_source (cr, accent, chosen ? 0.35 : 0.18);
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
  vit_plot_set_source (cr, now ? accent : &theme->background, 1);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.5);
  vit_plot_set_source (cr, now || chosen ? accent : &theme->foreground, now || chosen ? 1 : 0.7);
  cairo_stroke (cr);
}

static VitFigureRect
text_rect (PangoLayout *text, double x, double y, gboolean at_right)
{
  VitFigureRect rect = { x, y, 0, 0 };

  vit_plot_text_get_size (text, &rect.width, &rect.height);
  if (at_right)
    rect.x -= rect.width;
  return rect;
}

static gboolean
overlap (const VitFigureRect *a, const VitFigureRect *b)
{
  return a->x < b->x + b->width + 3 && b->x < a->x + a->width + 3 && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Whether the line or the handle of an end runs through a text. */
static gboolean
is_crossed (const VitSchedulePicture *self, const VitFigureRect *rect)
{
  for (int end = 0; end < 2; end++)
    {
      double x, y;

      vit_schedule_picture_get_handle (self, end ? VIT_SCHEDULE_HANDLE_END : VIT_SCHEDULE_HANDLE_START, &x, &y);
      if (overlap (rect, &(VitFigureRect){ x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS }))
        return TRUE;
    }
  for (int i = 0; i <= 8; i++)
    {
      double x = rect->x + rect->width * i / 8;
      double progress = (x - MARGIN_X) / fmax (self->width - 2 * MARGIN_X, 1);
      double y = y_of (self, vit_schedule_get_value (&self->schedule, CLAMP (progress, 0, 1)));

      if (y > rect->y - 1 && y < rect->y + rect->height + 1)
        return TRUE;
    }
  return FALSE;
}

/* Beside the dot, where neither the line nor another text is; nowhere if there is no room. */
static void
draw_now_text (const VitSchedulePicture *self, const VitPlotTheme *theme, const VitPlotRgba *accent,
               const VitFigureRect ends[2], cairo_t *cr)
{
  g_autofree char *value = vit_schedule_picture_text (self, self->sigma);
  g_autofree char *string = g_strdup_printf (_ ("%s now %s"), self->symbol, value);
  g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, string, theme->font_size, 0);
  double x, y;

  if (!vit_schedule_picture_get_handle (self, VIT_SCHEDULE_HANDLE_NOW, &x, &y))
    return;
  for (int place = 0; place < 8; place++)
    {
      gboolean left = place % 2 == 1;
      VitFigureRect rect = text_rect (text, left ? x - 8 : x + 8, 0, left);

      /* Just above, just below, at the top, at the bottom; right of the line first. */
      rect.y = place < 2 ? y - rect.height - 1 : place < 4 ? y + 1 : place < 6 ? 2 : self->height - rect.height - 2;
      if (rect.x < 4 || rect.x + rect.width > self->width - 4 || rect.y < 1 || rect.y + rect.height > self->height - 1
          || overlap (&rect, &ends[0]) || overlap (&rect, &ends[1]) || is_crossed (self, &rect))
        continue;
      vit_plot_text_show (cr, text, rect.x, rect.y, accent);
      return;
    }
}

/* The text of an end on the other half of the panel than its handle. */
static VitFigureRect
draw_end_text (const VitSchedulePicture *self, gboolean end, const VitPlotTheme *theme, cairo_t *cr)
{
  g_autofree char *value = vit_schedule_picture_text (self, end ? self->schedule.end : self->schedule.start);
  g_autofree char *string = end ? g_strdup (value) : g_strconcat (self->symbol, " ", value, NULL);
  g_autoptr (PangoLayout) text = vit_plot_text_new (cr, theme, string, theme->font_size, 0);
  VitFigureRect rect = text_rect (text, end ? self->width - 6 : 6, 0, end);
  double x, y;

  vit_schedule_picture_get_handle (self, end ? VIT_SCHEDULE_HANDLE_END : VIT_SCHEDULE_HANDLE_START, &x, &y);
  rect.y = y > self->height / 2 + 1 ? 3 : self->height - rect.height - 3;
  vit_plot_text_show (cr, text, rect.x, rect.y, &theme->muted);
  return rect;
}

/* Not through the texts of the ends. */
static void
draw_now_line (const VitSchedulePicture *self, const VitPlotRgba *accent, const VitFigureRect ends[2], cairo_t *cr)
{
  static const double dashes[] = { 3, 3 };
  double x, y, top = 3, bottom = self->height - 3;

  if (!vit_schedule_picture_get_handle (self, VIT_SCHEDULE_HANDLE_NOW, &x, &y))
    return;
  for (int i = 0; i < 2; i++)
    {
      if (x < ends[i].x - 3 || x > ends[i].x + ends[i].width + 3)
        continue;
      if (ends[i].y < self->height / 2)
        top = ends[i].y + ends[i].height + 1;
      else
        bottom = ends[i].y - 1;
    }
  cairo_new_path (cr);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (x) + 0.5, top);
  cairo_line_to (cr, floor (x) + 0.5, bottom);
  vit_plot_set_source (cr, accent, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
vit_schedule_picture_draw (const VitSchedulePicture *self, const VitPlotTheme *theme, const VitPlotRgba *accent,
                           cairo_t *cr)
{
  VitFigureRect ends[2];

  draw_ground (self, theme, cr);
  ends[0] = draw_end_text (self, FALSE, theme, cr);
  ends[1] = draw_end_text (self, TRUE, theme, cr);
  draw_now_line (self, accent, ends, cr);
  draw_line (self, theme, cr);
  draw_now_text (self, theme, accent, ends, cr);
  draw_handle (self, VIT_SCHEDULE_HANDLE_START, theme, accent, cr);
  draw_handle (self, VIT_SCHEDULE_HANDLE_END, theme, accent, cr);
  draw_handle (self, VIT_SCHEDULE_HANDLE_NOW, theme, accent, cr);
}
