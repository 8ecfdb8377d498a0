/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-view-private.h"

#include "plot-style.h"

#include <math.h>

/* Both of the picture and of what is pointed at. */
static void
point_changed (VitFigureView *self)
{
  g_autofree char *text = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  text = vit_figure_view_read (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

static void
set_pointed (VitFigureView *self, double cursor, int bar)
{
  if (bar == self->pointed && (cursor == self->cursor || (isnan (cursor) && isnan (self->cursor))))
    return;
  self->cursor = cursor;
  self->pointed = bar;
  point_changed (self);
}

static void
on_motion (VitFigureView *self, double x, double y)
{
  const VitFigureRect *panel = &self->layout.panel;
  double bottom = fmax (panel->y + panel->height, self->layout.residual.y + self->layout.residual.height);
  int bar = -1;

  if (vit_figure_view_count_bars (self) > 0)
    bar = vit_figure_bar_at (self->shared->figure, &self->layout, x, y, NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), bar >= 0 ? "pointer" : NULL);
  if (vit_figure_view_count_bars (self) == 0 && x >= panel->x && x <= panel->x + panel->width && y >= panel->y
      && y <= bottom)
    set_pointed (self, x, -1);
  else
    set_pointed (self, NAN, bar);
}

static void
on_leave (VitFigureView *self)
{
  set_pointed (self, NAN, -1);
}

static gboolean
press_bar_key (VitFigureView *self, guint keyval)
{
  int last = vit_figure_view_count_bars (self) - 1, from = self->pointed >= 0 ? self->pointed : self->selected;

  switch (keyval)
    {
    case GDK_KEY_Left:
      set_pointed (self, NAN, from < 0 ? last : MAX (from - 1, 0));
      return TRUE;
    case GDK_KEY_Right:
      set_pointed (self, NAN, MIN (from + 1, last));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (from >= 0)
        g_signal_emit_by_name (self, "bar-activated", from);
      return from >= 0;
    default:
      return FALSE;
    }
}

static gboolean
press_curve_key (VitFigureView *self, guint keyval)
{
  const VitFigureRect *panel = &self->layout.panel;
  double step = fmax (panel->width / 100, 1), from = self->cursor;

  if (isnan (from))
    from = panel->x + panel->width / 2;
  switch (keyval)
    {
    case GDK_KEY_Left:
      set_pointed (self, fmax (from - step, panel->x), -1);
      return TRUE;
    case GDK_KEY_Right:
      set_pointed (self, fmin (from + step, panel->x + panel->width), -1);
      return TRUE;
    case GDK_KEY_Home:
      set_pointed (self, panel->x, -1);
      return TRUE;
    case GDK_KEY_End:
      set_pointed (self, panel->x + panel->width, -1);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
vit_figure_view_press_key (VitFigureView *self, guint keyval)
{
  if (self->shared == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      gboolean shown = !isnan (self->cursor) || self->pointed >= 0;

      set_pointed (self, NAN, -1);
      return shown;
    }
  return vit_figure_view_count_bars (self) > 0 ? press_bar_key (self, keyval) : press_curve_key (self, keyval);
}

static gboolean
on_key (VitFigureView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  return vit_figure_view_press_key (self, keyval) && vit_plot_style_key_handled (GTK_WIDGET (self), TRUE);
}

static void
on_click (VitFigureView *self, int n_press, double x, double y)
{
  int bar;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  vit_plot_style_key_handled (GTK_WIDGET (self), FALSE);
  if (vit_figure_view_count_bars (self) == 0 || n_press > 1)
    return;
  bar = vit_figure_bar_at (self->shared->figure, &self->layout, x, y, NULL);
  if (bar >= 0)
    g_signal_emit_by_name (self, "bar-activated", bar);
}

static void
on_right_click (VitFigureView *self, int n_press, double x, double y)
{
  vit_figure_view_open_menu (self, x, y);
}

void
vit_figure_view_add_controllers (VitFigureView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *right = gtk_gesture_click_new ();

  self->motion = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (self->motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (self->motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (self->motion, "notify::contains-pointer", G_CALLBACK (vit_figure_view_show_button), self);
  gtk_widget_add_controller (widget, self->motion);
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "notify::contains-focus", G_CALLBACK (vit_figure_view_show_button), self);
  gtk_widget_add_controller (widget, self->focus);
  vit_plot_style_watch_focus (widget);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right, "pressed", G_CALLBACK (on_right_click), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (right));
}
