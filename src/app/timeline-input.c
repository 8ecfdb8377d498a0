/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-private.h"

#include "number-text.h"
#include "plot-style.h"

#include <glib/gi18n.h>
#include <math.h>

#define REACH 7.

/* Somebody wants to see it. */
static void
choose (VitTimeline *self, gint64 id)
{
  if (id == self->shown)
    return;
  vit_timeline_set_shown (self, id);
  g_signal_emit_by_name (self, "checkpoint-selected", id);
}

void
vit_timeline_scrub (VitTimeline *self, double x, double y)
{
  double distance, from_now = fabs (vit_timeline_moves_x (self, self->now) - x);
  int dot = vit_timeline_lanes_nearest (&self->lanes, &self->x, self->top, x, y, TRUE, &distance);
  gboolean on_dot = dot >= 0 && y >= self->top && distance < REACH;

  if (!on_dot && (dot < 0 || x >= vit_timeline_moves_x (self, self->now) || from_now < distance))
    choose (self, 0);
  else
    choose (self, vit_timeline_lanes_get_dot (&self->lanes, dot)->id);
}

gboolean
vit_timeline_press_key (VitTimeline *self, guint keyval)
{
  int n = (int) self->lanes.dots->len,
      from = self->shown != 0 ? vit_timeline_lanes_find (&self->lanes, self->shown) : n;
  int next;

  if (from < 0)
    from = n;
  switch (keyval)
    {
    case GDK_KEY_Left:
      next = vit_timeline_lanes_next (&self->lanes, from, -1);
      if (next >= 0)
        choose (self, vit_timeline_lanes_get_dot (&self->lanes, next)->id);
      return TRUE;
    case GDK_KEY_Right:
      next = vit_timeline_lanes_next (&self->lanes, from, 1);
      choose (self, next >= 0 ? vit_timeline_lanes_get_dot (&self->lanes, next)->id : 0);
      return TRUE;
    case GDK_KEY_Home:
      next = vit_timeline_lanes_next (&self->lanes, -1, 1);
      if (next >= 0)
        choose (self, vit_timeline_lanes_get_dot (&self->lanes, next)->id);
      return TRUE;
    case GDK_KEY_End:
      choose (self, 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (VitTimeline *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  return vit_timeline_press_key (self, keyval) && vit_plot_style_key_handled (GTK_WIDGET (self), TRUE);
}

/* The dot under the pointer, -1 for none. */
static int
dot_at (VitTimeline *self, double x, double y)
{
  double distance;
  int dot = vit_timeline_lanes_nearest (&self->lanes, &self->x, self->top, x, y, FALSE, &distance);

  return y >= self->top - 2 && distance < REACH ? dot : -1;
}

static void
on_motion (VitTimeline *self, double x, double y)
{
  int dot = dot_at (self, x, y);

  if (dot == self->pointed)
    return;
  self->pointed = dot;
  gtk_widget_set_cursor_from_name (
      GTK_WIDGET (self), dot >= 0 && vit_timeline_lanes_get_dot (&self->lanes, dot)->has_state ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave (VitTimeline *self)
{
  self->pointed = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (VitTimeline *self, double x, double y, GtkGesture *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  vit_plot_style_key_handled (GTK_WIDGET (self), FALSE);
  self->scrubbing = x >= self->layout.panel.x - REACH && !vit_timeline_is_empty (self);
  if (self->scrubbing)
    vit_timeline_scrub (self, x, y);
}

static void
on_drag_update (VitTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (!self->scrubbing || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  vit_timeline_scrub (self, x + dx, y + dy);
}

/* Why checkpoints are made, and what a project says of one that was asked for; for translators. */
G_GNUC_UNUSED static const char *const reasons[]
    = { N_ ("start"), N_ ("timer"), N_ ("pause"), N_ ("change"), N_ ("end"), N_ ("saved") };

char *
vit_timeline_describe (const VitProjectCheckpoint *dot)
{
  g_autofree char *moves = vit_number_text_count (dot->moves), *chi2 = vit_number_text_short (dot->chi2);
  GString *text = g_string_new (NULL);

  g_string_printf (text, _ ("Checkpoint %d: %s\n%s moves, χ² %s"), (int) dot->id,
                   dot->reason != NULL && *dot->reason != '\0' ? _ (dot->reason) : "", moves, chi2);
  if (dot->note != NULL && dot->note[0] != '\0')
    g_string_append_printf (text, "\n%s", _ (dot->note));
  if (dot->created != NULL)
    g_string_append_printf (text, "\n%s", dot->created);
  if (!dot->has_state)
    g_string_append_printf (text, "\n%s", _ ("thinned out: one cannot go back to it"));
  return g_string_free (text, FALSE);
}

gboolean
vit_timeline_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VitTimeline *self = VIT_TIMELINE (widget);
  int dot = keyboard ? vit_timeline_lanes_find (&self->lanes, self->shown) : dot_at (self, x, y);
  g_autofree char *text = NULL;
  double at_x, at_y;
  GdkRectangle area;

  if (dot < 0
      || !vit_timeline_get_dot_position (self, vit_timeline_lanes_get_dot (&self->lanes, dot)->id, &at_x, &at_y))
    return FALSE;
  text = vit_timeline_describe (vit_timeline_lanes_get_dot (&self->lanes, dot));
  gtk_tooltip_set_text (tooltip, text);
  area = (GdkRectangle){ (int) at_x - 5, (int) at_y - 5, 10, 10 };
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

void
vit_timeline_add_controllers (VitTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (widget, motion);
  vit_plot_style_watch_focus (widget);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
