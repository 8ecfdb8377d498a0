/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-lanes.h"

#include <math.h>

/* More branches at the same time share a row. */
#define MOST_ROWS 4
#define SMALL_DOT 2.6
#define LARGE_DOT 4.

void
vit_timeline_lanes_init (VitTimelineLanes *self)
{
  *self = (VitTimelineLanes){ .n_rows = 1 };
  self->dots = g_ptr_array_new ();
  self->lanes = g_array_new (FALSE, FALSE, sizeof (VitTimelineLane));
}

void
vit_timeline_lanes_clear (VitTimelineLanes *self)
{
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&self->dots, g_ptr_array_unref);
  g_clear_pointer (&self->lanes, g_array_unref);
}

const VitProjectCheckpoint *
vit_timeline_lanes_get_dot (const VitTimelineLanes *self, int dot)
{
  return self->dots->pdata[dot];
}

static VitTimelineLane *
find_lane (const VitTimelineLanes *self, gint64 branch)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      VitTimelineLane *lane = &g_array_index (self->lanes, VitTimelineLane, i);

      if (lane->branch == branch)
        return lane;
    }
  return NULL;
}

int
vit_timeline_lanes_find (const VitTimelineLanes *self, gint64 id)
{
  for (int i = 0; i < (int) self->dots->len; i++)
    if (vit_timeline_lanes_get_dot (self, i)->id == id)
      return i;
  return -1;
}

gint64
vit_timeline_lanes_get_end (const VitTimelineLanes *self)
{
  return self->dots->len > 0 ? vit_timeline_lanes_get_dot (self, (int) self->dots->len - 1)->moves : 0;
}

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const VitProjectCheckpoint *first = *(gpointer const *) a, *second = *(gpointer const *) b;

  if (first->moves != second->moves)
    return first->moves < second->moves ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

/* One lane for each branch, from where it left its parent to its last checkpoint. */
static void
make_lanes (VitTimelineLanes *self)
{
  for (int i = 0; i < (int) self->dots->len; i++)
    {
      const VitProjectCheckpoint *dot = vit_timeline_lanes_get_dot (self, i);
      VitTimelineLane *lane = find_lane (self, dot->branch);

      if (lane == NULL)
        {
          int parent = dot->parent != 0 ? vit_timeline_lanes_find (self, dot->parent) : -1;
          VitTimelineLane fresh = { dot->branch, dot->moves, dot->moves, -1, -1 };

          if (parent >= 0)
            fresh.from = vit_timeline_lanes_get_dot (self, parent)->moves;
          g_array_append_val (self->lanes, fresh);
        }
      else
        lane->to = MAX (lane->to, dot->moves);
    }
}

/* Whether a lane can be drawn @above rows over the lowest without covering another. */
static gboolean
is_free (const VitTimelineLanes *self, const VitTimelineLane *lane, int above)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const VitTimelineLane *other = &g_array_index (self->lanes, VitTimelineLane, i);

      if (other->row == above && lane->from <= other->to && other->from <= lane->to)
        return FALSE;
    }
  return TRUE;
}

static int
compare_branches (gconstpointer a, gconstpointer b)
{
  const VitTimelineLane *first = a, *second = b;

  return first->branch > second->branch ? -1 : first->branch < second->branch;
}

/* The present branch gets the lowest row, the newest of the others the ones next to it. */
static void
place_lanes (VitTimelineLanes *self)
{
  int most = 0;

  g_array_sort (self->lanes, compare_branches);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      VitTimelineLane *lane = &g_array_index (self->lanes, VitTimelineLane, i);
      int above = lane->branch == self->branch ? 0 : 1;

      while (above > 0 && above < MOST_ROWS - 1 && !is_free (self, lane, above))
        above++;
      lane->row = above;
      most = MAX (most, above);
    }
  self->n_rows = most + 1;
  for (guint i = 0; i < self->lanes->len; i++)
    {
      VitTimelineLane *lane = &g_array_index (self->lanes, VitTimelineLane, i);

      lane->row = most - lane->row;
    }
}

/* Where a branch left another one is known once all have their rows. */
static void
place_parents (VitTimelineLanes *self)
{
  for (int i = 0; i < (int) self->dots->len; i++)
    {
      const VitProjectCheckpoint *dot = vit_timeline_lanes_get_dot (self, i);
      int parent = dot->parent != 0 ? vit_timeline_lanes_find (self, dot->parent) : -1;
      gint64 from = parent >= 0 ? vit_timeline_lanes_get_dot (self, parent)->branch : dot->branch;

      if (from != dot->branch)
        find_lane (self, dot->branch)->parent_row = find_lane (self, from)->row;
    }
}

void
vit_timeline_lanes_set (VitTimelineLanes *self, GPtrArray *checkpoints, gint64 branch)
{
  g_ptr_array_set_size (self->dots, 0);
  g_array_set_size (self->lanes, 0);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  self->checkpoints = checkpoints != NULL ? g_ptr_array_ref (checkpoints) : NULL;
  self->branch = branch;
  self->n_rows = 1;
  for (guint i = 0; checkpoints != NULL && i < checkpoints->len; i++)
    g_ptr_array_add (self->dots, checkpoints->pdata[i]);
  g_ptr_array_sort (self->dots, compare_dots);
  make_lanes (self);
  if (self->lanes->len > 0)
    place_lanes (self);
  place_parents (self);
}

int
vit_timeline_lanes_get_row (const VitTimelineLanes *self, int dot)
{
  return find_lane (self, vit_timeline_lanes_get_dot (self, dot)->branch)->row;
}

int
vit_timeline_lanes_next (const VitTimelineLanes *self, int from, int step)
{
  for (int i = from + step; i >= 0 && i < (int) self->dots->len; i += step)
    if (vit_timeline_lanes_get_dot (self, i)->has_state)
      return i;
  return -1;
}

static double
row_y (double top, int row)
{
  return top + VIT_TIMELINE_LANE * (row + 0.5);
}

int
vit_timeline_lanes_nearest (const VitTimelineLanes *self, const VitPlotScale *x, double top, double at_x, double at_y,
                            gboolean with_state, double *distance)
{
  int nearest = -1;

  *distance = INFINITY;
  for (int i = 0; i < (int) self->dots->len; i++)
    {
      const VitProjectCheckpoint *dot = vit_timeline_lanes_get_dot (self, i);
      double dx = vit_plot_scale_to_device (x, (double) dot->moves) - at_x;
      double dy = at_y >= top ? row_y (top, vit_timeline_lanes_get_row (self, i)) - at_y : 0, d = hypot (dx, dy);

      if ((with_state && !dot->has_state) || d > *distance)
        continue;
      /* Where branches lie above each other, the present one is meant. */
      if (d == *distance && dot->branch != self->branch)
        continue;
      nearest = i;
      *distance = d;
    }
  return nearest;
}

static void
draw_lane (const VitTimelineLanes *self, const VitTimelineLane *lane, const VitPlotScale *x, double top, gint64 now,
           const VitPlotTheme *theme, cairo_t *cr)
{
  gboolean present = lane->branch == self->branch;
  double y = row_y (top, lane->row), from = vit_plot_scale_to_device (x, (double) lane->from);
  double to = vit_plot_scale_to_device (x, (double) (present ? MAX (lane->to, now) : lane->to));

  if (lane->parent_row >= 0 && lane->parent_row != lane->row)
    {
      double parent = row_y (top, lane->parent_row);

      cairo_move_to (cr, from, parent);
      cairo_curve_to (cr, from + 5, parent, from + 3, y, from + 10, y);
      cairo_line_to (cr, fmax (to, from + 10), y);
    }
  else
    {
      cairo_move_to (cr, from, y);
      cairo_line_to (cr, to, y);
    }
  cairo_set_line_width (cr, present ? 2 : 1);
  vit_plot_set_source (cr, present ? &theme->muted : &theme->frame, present ? 0.6 : 0.8);
  cairo_stroke (cr);
}

static void
draw_dot (const VitProjectCheckpoint *dot, gboolean present, gboolean shown, gboolean pointed, double x, double y,
          const VitPlotTheme *theme, const VitPlotRgba *accent, cairo_t *cr)
{
  gboolean large = g_strcmp0 (dot->reason, "pause") == 0 || g_strcmp0 (dot->reason, "change") == 0;
  double radius = large ? LARGE_DOT : SMALL_DOT;
  const VitPlotRgba *colour = shown ? accent : present ? &theme->muted : &theme->frame;

  if (shown)
    radius = LARGE_DOT + 0.8;
  if (pointed)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x, y, radius + 3, 0, 2 * G_PI);
      vit_plot_set_source (cr, accent, 0.25);
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  vit_plot_set_source (cr, dot->has_state ? colour : &theme->background, 1);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.2);
  vit_plot_set_source (cr, colour, 1);
  cairo_stroke (cr);
}

void
vit_timeline_lanes_draw (const VitTimelineLanes *self, const VitPlotScale *x, double top, int shown, int pointed,
                         gint64 now, const VitPlotTheme *theme, const VitPlotRgba *accent, cairo_t *cr)
{
  for (guint i = 0; i < self->lanes->len; i++)
    draw_lane (self, &g_array_index (self->lanes, VitTimelineLane, i), x, top, now, theme, cr);
  /* What is marked lies over its neighbours. */
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < (int) self->dots->len; i++)
      {
        const VitProjectCheckpoint *dot = vit_timeline_lanes_get_dot (self, i);

        if ((i == shown || i == pointed) == (pass == 1))
          draw_dot (dot, dot->branch == self->branch, i == shown, i == pointed,
                    vit_plot_scale_to_device (x, (double) dot->moves),
                    row_y (top, vit_timeline_lanes_get_row (self, i)), theme, accent, cr);
      }
}
