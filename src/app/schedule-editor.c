/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-editor-private.h"

#include "plot-style.h"

#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 64
#define FINE_STEP 1.05
#define COARSE_STEP 2.

struct _VitScheduleEditor
{
  GtkWidget parent;
  VitSchedulePicture picture;
  VitPlotTheme theme;
  VitSchedulePopover *popover;
  VitScheduleHandle dragged;
  VitSchedule before; /* the drag */
  double sigma_before;
  double low; /* limits */
  double high;
  guint tick; /* of the frame clock that will tell of a change; 0: there is none to tell */
};

G_DEFINE_FINAL_TYPE (VitScheduleEditor, vit_schedule_editor, GTK_TYPE_WIDGET)

static guint changed;

VitSchedulePopover *
vit_schedule_editor_get_popover (VitScheduleEditor *self)
{
  return self->popover;
}

const VitSchedulePicture *
vit_schedule_editor_get_picture (VitScheduleEditor *self)
{
  return &self->picture;
}

static void
update_description (VitScheduleEditor *self)
{
  const VitSchedule *schedule = &self->picture.schedule;
  g_autofree char *start = vit_schedule_picture_text (&self->picture, schedule->start);
  g_autofree char *end = vit_schedule_picture_text (&self->picture, schedule->end);
  g_autofree char *text
      = g_strdup_printf (_ ("from %s to %s, %s"), start, end, _ (vit_schedule_kind_to_string (schedule->kind)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
emit_changed (VitScheduleEditor *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  update_description (self);
  g_signal_emit (self, changed, 0);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VitScheduleEditor *self = VIT_SCHEDULE_EDITOR (widget);

  self->tick = 0;
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

/* A value that a hand has set: of three significant digits, more it cannot mean. */
static double
limit (VitScheduleEditor *self, double sigma)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  sigma = g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.2e", sigma), NULL);
  return CLAMP (sigma, self->low, self->high);
}

/* Multiplies what @handle stands for, in the schedule @from. All of it moves as far as its ends may. */
static void
scale (VitScheduleEditor *self, VitScheduleHandle handle, const VitSchedule *from, double sigma, double factor)
{
  VitSchedule *schedule = &self->picture.schedule;
  double least = self->low / fmin (from->start, from->end), most = self->high / fmax (from->start, from->end);

  switch (handle)
    {
    case VIT_SCHEDULE_HANDLE_START:
      schedule->start = limit (self, from->start * factor);
      break;
    case VIT_SCHEDULE_HANDLE_END:
      schedule->end = limit (self, from->end * factor);
      break;
    case VIT_SCHEDULE_HANDLE_NOW:
      factor = CLAMP (factor, fmin (least, 1), fmax (most, 1));
      schedule->start = from->start * factor;
      schedule->end = from->end * factor;
      self->picture.sigma = sigma * factor;
      break;
    case VIT_SCHEDULE_HANDLE_NONE:
    default:
      break;
    }
  if (handle != VIT_SCHEDULE_HANDLE_NOW && isfinite (self->picture.progress))
    self->picture.sigma = vit_schedule_get_value (schedule, self->picture.progress);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_drag (VitScheduleEditor *self, VitScheduleHandle handle)
{
  self->dragged = self->picture.selected = handle;
  self->before = self->picture.schedule;
  self->sigma_before = self->picture.sigma;
}

static void
update_drag (VitScheduleEditor *self, double dy)
{
  scale (self, self->dragged, &self->before, self->sigma_before, vit_schedule_picture_factor (&self->picture, dy));
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* The axis follows only now: under the hand it would jump. */
static void
end_drag (VitScheduleEditor *self)
{
  self->dragged = VIT_SCHEDULE_HANDLE_NONE;
  vit_schedule_picture_fit_axis (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->tick != 0)
    emit_changed (self);
}

void
vit_schedule_editor_drag (VitScheduleEditor *self, VitScheduleHandle handle, double dy)
{
  begin_drag (self, handle);
  update_drag (self, dy);
  end_drag (self);
}

static void
open_popover (VitScheduleEditor *self)
{
  gboolean end = self->picture.selected == VIT_SCHEDULE_HANDLE_END;
  GdkRectangle at = { 0, 0, 1, 1 };
  double x = self->picture.width / 2, y = self->picture.height / 2;

  vit_schedule_picture_get_handle (&self->picture, self->picture.selected, &x, &y);
  at.x = (int) x;
  at.y = (int) y;
  vit_schedule_popover_set_schedule (self->popover, &self->picture.schedule, self->low, self->high);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (vit_schedule_popover_get_entry (self->popover, end));
}

static void
on_applied (VitScheduleEditor *self)
{
  vit_schedule_popover_get_schedule (self->popover, &self->picture.schedule);
  if (isfinite (self->picture.progress))
    self->picture.sigma = vit_schedule_get_value (&self->picture.schedule, self->picture.progress);
  vit_schedule_picture_fit_axis (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  emit_changed (self);
}

/* The next handle that is there. Returns: FALSE at the last one. */
static gboolean
select_next (VitScheduleEditor *self, int step)
{
  VitSchedulePicture *picture = &self->picture;

  for (int handle = (int) picture->selected + step; handle >= 0 && handle <= VIT_SCHEDULE_HANDLE_END; handle += step)
    {
      double x, y;

      if (!vit_schedule_picture_get_handle (picture, (VitScheduleHandle) handle, &x, &y))
        continue;
      picture->selected = (VitScheduleHandle) handle;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return TRUE;
    }
  return FALSE;
}

static void
step_handle (VitScheduleEditor *self, gboolean up, GdkModifierType state)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? COARSE_STEP : FINE_STEP;
  VitSchedule from = self->picture.schedule;

  scale (self, self->picture.selected, &from, self->picture.sigma, up ? step : 1 / step);
  vit_schedule_picture_fit_axis (&self->picture);
  emit_changed (self);
}

gboolean
vit_schedule_editor_press_key (VitScheduleEditor *self, guint keyval, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      select_next (self, -1);
      return TRUE;
    case GDK_KEY_Right:
      select_next (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      step_handle (self, keyval == GDK_KEY_Up, state);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
      open_popover (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (VitScheduleEditor *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  return vit_schedule_editor_press_key (self, keyval, state) && vit_plot_style_key_handled (GTK_WIDGET (self), TRUE);
}

static void
on_motion (VitScheduleEditor *self, double x, double y)
{
  VitScheduleHandle handle = self->dragged;

  if (handle == VIT_SCHEDULE_HANDLE_NONE)
    handle = vit_schedule_picture_handle_at (&self->picture, x, y);
  if (handle == self->picture.pointed)
    return;
  self->picture.pointed = handle;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), handle != VIT_SCHEDULE_HANDLE_NONE ? "ns-resize" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave (VitScheduleEditor *self)
{
  self->picture.pointed = VIT_SCHEDULE_HANDLE_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (VitScheduleEditor *self, double x, double y, GtkGesture *gesture)
{
  VitScheduleHandle handle = vit_schedule_picture_handle_at (&self->picture, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  vit_plot_style_key_handled (GTK_WIDGET (self), FALSE);
  if (handle == VIT_SCHEDULE_HANDLE_NONE)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
  else
    begin_drag (self, handle);
}

static void
on_drag_update (VitScheduleEditor *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->dragged == VIT_SCHEDULE_HANDLE_NONE || (dy == 0 && self->tick == 0))
    return;
  /* A panel that scrolls must not take it over. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  update_drag (self, dy);
}

static void
on_drag_end (VitScheduleEditor *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->dragged != VIT_SCHEDULE_HANDLE_NONE)
    end_drag (self);
}

static void
on_click (VitScheduleEditor *self, int n_press, double x, double y)
{
  VitScheduleHandle handle = vit_schedule_picture_handle_at (&self->picture, x, y);

  if (n_press != 2)
    return;
  if (handle != VIT_SCHEDULE_HANDLE_NONE)
    self->picture.selected = handle;
  open_popover (self);
}

static void
restyle (VitScheduleEditor *self)
{
  vit_plot_style_get_theme (&self->theme);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vit_schedule_editor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VitScheduleEditor *self = VIT_SCHEDULE_EDITOR (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->picture.width, (float) self->picture.height);
  gboolean dim = !gtk_widget_is_sensitive (widget);
  cairo_t *cr;

  if (dim)
    gtk_snapshot_push_opacity (snapshot, 0.5);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  self->picture.focus = vit_plot_style_shows_focus (widget);
  vit_schedule_picture_draw (&self->picture, &self->theme, vit_plot_style_get_accent (), cr);
  if (self->picture.focus)
    vit_plot_style_draw_focus (cr, self->picture.width, self->picture.height);
  cairo_destroy (cr);
  if (dim)
    gtk_snapshot_pop (snapshot);
}

static void
vit_schedule_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VitScheduleEditor *self = VIT_SCHEDULE_EDITOR (widget);

  self->picture.width = width;
  self->picture.height = height;
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
vit_schedule_editor_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 140 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

/* Within the popover, keys go from entry to entry. */
static gboolean
vit_schedule_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *popover = GTK_WIDGET (VIT_SCHEDULE_EDITOR (widget)->popover);

  if (gtk_widget_get_focus_child (widget) == popover)
    return gtk_widget_child_focus (popover, direction);
  return !gtk_widget_has_focus (widget) && vit_plot_style_take_focus (widget);
}

static void
add_controllers (VitScheduleEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (widget, motion);
  vit_plot_style_watch_focus (widget);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
vit_schedule_editor_init (VitScheduleEditor *self)
{
  self->low = 1e-7;
  self->high = 10;
  self->dragged = VIT_SCHEDULE_HANDLE_NONE;
  self->picture = (VitSchedulePicture){ .schedule = { VIT_SCHEDULE_GEOMETRIC, 0.1, 1e-3, 0 },
                                        .progress = NAN,
                                        .sigma = NAN,
                                        .selected = VIT_SCHEDULE_HANDLE_START,
                                        .pointed = VIT_SCHEDULE_HANDLE_NONE };
  vit_schedule_picture_fit_axis (&self->picture);
  vit_plot_style_get_theme (&self->theme);
  self->popover = VIT_SCHEDULE_POPOVER (vit_schedule_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "applied", G_CALLBACK (on_applied), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (gtk_widget_grab_focus), self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  vit_plot_style_follow (GTK_WIDGET (self), G_CALLBACK (restyle));
  vit_schedule_editor_set_symbol (self, "σ", "");
  update_description (self);
}

static void
vit_schedule_editor_dispose (GObject *object)
{
  VitScheduleEditor *self = VIT_SCHEDULE_EDITOR (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  G_OBJECT_CLASS (vit_schedule_editor_parent_class)->dispose (object);
}

static void
vit_schedule_editor_class_init (VitScheduleEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_schedule_editor_dispose;
  widget_class->measure = vit_schedule_editor_measure;
  widget_class->size_allocate = vit_schedule_editor_size_allocate;
  widget_class->snapshot = vit_schedule_editor_snapshot;
  widget_class->focus = vit_schedule_editor_focus;
  changed = g_signal_new ("changed", VIT_TYPE_SCHEDULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "schedule");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

GtkWidget *
vit_schedule_editor_new (void)
{
  return g_object_new (VIT_TYPE_SCHEDULE_EDITOR, NULL);
}

void
vit_schedule_editor_set_schedule (VitScheduleEditor *self, const VitSchedule *schedule)
{
  const VitSchedule *old = &self->picture.schedule;

  if (self->dragged != VIT_SCHEDULE_HANDLE_NONE
      || (old->kind == schedule->kind && old->start == schedule->start && old->end == schedule->end
          && old->n_plateaus == schedule->n_plateaus))
    return;
  self->picture.schedule = *schedule;
  vit_schedule_picture_fit_axis (&self->picture);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vit_schedule_editor_get_schedule (VitScheduleEditor *self, VitSchedule *schedule)
{
  *schedule = self->picture.schedule;
}

void
vit_schedule_editor_set_now (VitScheduleEditor *self, double progress, double sigma)
{
  VitSchedulePicture old = self->picture;
  double old_x = 0, old_y = 0, x = 0, y = 0;
  gboolean was, is;

  if (self->dragged != VIT_SCHEDULE_HANDLE_NONE)
    return;
  was = vit_schedule_picture_get_handle (&old, VIT_SCHEDULE_HANDLE_NOW, &old_x, &old_y);
  self->picture.progress = progress;
  self->picture.sigma = sigma;
  vit_schedule_picture_fit_axis (&self->picture);
  is = vit_schedule_picture_get_handle (&self->picture, VIT_SCHEDULE_HANDLE_NOW, &x, &y);
  if (was == is && hypot (x - old_x, y - old_y) < 0.5 && old.low == self->picture.low && old.high == self->picture.high)
    {
      /* So that many small steps add up to one that is seen. */
      self->picture = old;
      return;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vit_schedule_editor_set_range (VitScheduleEditor *self, double low, double high)
{
  g_return_if_fail (low > 0 && low < high);
  self->low = low;
  self->high = high;
}

void
vit_schedule_editor_set_symbol (VitScheduleEditor *self, const char *symbol, const char *unit)
{
  g_autofree char *label = g_strdup_printf (_ ("Schedule of %s"), symbol);

  self->picture.symbol = symbol;
  self->picture.unit = unit;
  vit_schedule_popover_set_symbol (self->popover, symbol, unit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
