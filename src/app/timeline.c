/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-private.h"

#include "number-text.h"
#include "plot-style.h"
#include "timeline-draw.h"

#include <math.h>

#define REACH 7.
#define BOTTOM 3

struct _VitTimeline
{
  GtkWidget parent;
  VitFigure *figure; /* NULL: to be made */
  VitHistory *history;
  char **names;
  VitTimelineLanes lanes;
  VitPlotTheme theme;
  VitFigureLayout layout;
  VitPlotScale x; /* of moves */
  GdkTexture *data;
  double top;      /* of the lanes */
  gint64 n_moves;  /* of the run */
  gint64 axis_end; /* moves; grows in steps while a run goes on beyond its end */
  gint64 now;
  gint64 shown;
  int pointed;
  gboolean scrubbing;
};

G_DEFINE_FINAL_TYPE (VitTimeline, vit_timeline, GTK_TYPE_WIDGET)

static guint selected;

static VitTimelineDot *
get_dot (VitTimeline *self, int dot)
{
  return &g_array_index (self->lanes.dots, VitTimelineDot, dot);
}

/* Index of the checkpoint that is looked at, −1 for none. */
static int
get_shown (VitTimeline *self)
{
  return self->shown != 0 ? vit_timeline_lanes_find (&self->lanes, self->shown) : -1;
}

static gboolean
is_empty (VitTimeline *self)
{
  return (self->history == NULL || vit_history_get_n_rows (self->history) == 0) && self->lanes.dots->len == 0;
}

char *
vit_timeline_get_value_text (VitTimeline *self)
{
  int dot = get_shown (self);
  g_autofree char *moves = vit_number_text_count (dot >= 0 ? get_dot (self, dot)->moves : self->now);

  if (dot >= 0)
    return g_strdup_printf ("checkpoint %d of %u, %s moves", dot + 1, self->lanes.dots->len, moves);
  return g_strdup_printf ("now, %s moves", moves);
}

static void
update_value (VitTimeline *self)
{
  g_autofree char *text = vit_timeline_get_value_text (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* As far as anything that is shown reaches. While a run without an end goes on, the axis grows by a tenth at a time, so
 * that not every frame is drawn anew. */
static void
update_axis (VitTimeline *self)
{
  gint64 end = MAX (self->now, vit_timeline_lanes_get_end (&self->lanes));
  gsize n = self->history != NULL ? vit_history_get_n_rows (self->history) : 0;

  if (n > 0)
    end = MAX (end, vit_history_get_row (self->history, n - 1)->moves);
  if (end <= self->n_moves)
    end = self->n_moves;
  else if (end > self->axis_end || end < self->axis_end / 2)
    end += end / 10;
  else
    end = self->axis_end;
  end = MAX (end, 1);
  if (end == self->axis_end)
    return;
  self->axis_end = end;
  g_clear_pointer (&self->figure, vit_figure_free);
}

static void
lay_out (VitTimeline *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  const char *unit_name;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_clear_object (&self->data);
  vit_plot_style_get_theme (&self->theme);
  if (self->figure == NULL)
    self->figure = vit_timeline_new_figure (self->history, (const char *const *) self->names, (double) self->axis_end);
  self->top = height - BOTTOM - VIT_TIMELINE_LANE * self->lanes.n_rows;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cr = cairo_create (surface);
  vit_figure_get_layout (self->figure, cr, width, self->top, &self->theme, &self->layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  self->x = self->layout.x;
  self->x.low *= vit_timeline_unit ((double) self->axis_end, &unit_name);
  self->x.high *= vit_timeline_unit ((double) self->axis_end, &unit_name);
}

static void
refresh (VitTimeline *self)
{
  lay_out (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_data (cairo_t *cr, gpointer data)
{
  VitTimeline *self = data;

  vit_figure_draw_without_ground (self->figure, cr, gtk_widget_get_width (GTK_WIDGET (self)), self->top, &self->theme);
}

/* The colour of the line that says "now"; the accent is for what is looked at. */
static const VitPlotRgba *
get_now_colour (VitTimeline *self)
{
  return get_shown (self) >= 0 ? &self->theme.muted : vit_plot_style_get_accent ();
}

static double
moves_x (VitTimeline *self, gint64 moves)
{
  return vit_plot_scale_to_device (&self->x, (double) moves);
}

/* The ground, and lines under the curves and their legend. */
static void
draw_under (VitTimeline *self, cairo_t *cr)
{
  int shown = get_shown (self);
  double bottom = self->top + (self->lanes.dots->len > 0 ? VIT_TIMELINE_LANE * self->lanes.n_rows : 0);

  vit_timeline_draw_ground (&self->layout, &self->theme, cr);
  vit_timeline_draw_line (&self->layout, moves_x (self, self->now), self->top, bottom, FALSE, get_now_colour (self),
                          cr);
  if (shown >= 0)
    vit_timeline_draw_line (&self->layout, moves_x (self, get_dot (self, shown)->moves), self->top,
                            self->top + VIT_TIMELINE_LANE * (get_dot (self, shown)->row + 0.5), TRUE,
                            vit_plot_style_get_accent (), cr);
}

/* Texts beside these lines, and the checkpoints. */
static void
draw_over (VitTimeline *self, cairo_t *cr)
{
  const VitPlotRgba *accent = vit_plot_style_get_accent ();
  int shown = get_shown (self);

  vit_timeline_lanes_draw (&self->lanes, &self->x, self->top, shown, self->pointed, self->now, &self->theme, accent,
                           cr);
  vit_timeline_draw_line_text (&self->layout, moves_x (self, self->now), "now", &self->theme, get_now_colour (self),
                               cr);
  if (shown >= 0)
    {
      g_autofree char *text = g_strdup_printf ("checkpoint %" G_GINT64_FORMAT, self->shown);

      vit_timeline_draw_line_text (&self->layout, moves_x (self, get_dot (self, shown)->moves), text, &self->theme,
                                   accent, cr);
    }
}

static void
vit_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VitTimeline *self = VIT_TIMELINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  if (self->data == NULL && !is_empty (self))
    self->data = vit_plot_style_new_texture (width, height, gtk_widget_get_scale_factor (widget), draw_data, self);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (is_empty (self))
    vit_timeline_draw_empty ("The history of χ² appears here once the run has begun.", width, height, &self->theme, cr);
  else
    draw_under (self, cr);
  cairo_destroy (cr);
  if (self->data != NULL && !is_empty (self))
    gtk_snapshot_append_texture (snapshot, self->data, &bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (!is_empty (self))
    draw_over (self, cr);
  if (vit_plot_style_shows_focus (widget))
    vit_plot_style_draw_focus (cr, width, height);
  cairo_destroy (cr);
}

static void
vit_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (VIT_TIMELINE (widget));
}

static void
vit_timeline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : 170;
}

/* Somebody wants to see it. */
static void
choose (VitTimeline *self, gint64 id)
{
  if (id == self->shown)
    return;
  vit_timeline_set_shown (self, id);
  g_signal_emit (self, selected, 0, id);
}

void
vit_timeline_scrub (VitTimeline *self, double x, double y)
{
  double distance, from_now = fabs (moves_x (self, self->now) - x);
  int dot = vit_timeline_lanes_nearest (&self->lanes, &self->x, self->top, x, y, TRUE, &distance);
  gboolean on_dot = dot >= 0 && y >= self->top && distance < REACH;

  if (!on_dot && (dot < 0 || x >= moves_x (self, self->now) || from_now < distance))
    choose (self, 0);
  else
    choose (self, get_dot (self, dot)->id);
}

gboolean
vit_timeline_get_dot_position (VitTimeline *self, gint64 id, double *x, double *y)
{
  int dot = vit_timeline_lanes_find (&self->lanes, id);

  if (dot < 0)
    return FALSE;
  *x = moves_x (self, get_dot (self, dot)->moves);
  *y = self->top + VIT_TIMELINE_LANE * (get_dot (self, dot)->row + 0.5);
  return TRUE;
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
        choose (self, get_dot (self, next)->id);
      return TRUE;
    case GDK_KEY_Right:
      next = vit_timeline_lanes_next (&self->lanes, from, 1);
      choose (self, next >= 0 ? get_dot (self, next)->id : 0);
      return TRUE;
    case GDK_KEY_Home:
      next = vit_timeline_lanes_next (&self->lanes, -1, 1);
      if (next >= 0)
        choose (self, get_dot (self, next)->id);
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
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), dot >= 0 && get_dot (self, dot)->has_state ? "pointer" : NULL);
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
  self->scrubbing = x >= self->layout.panel.x - REACH && !is_empty (self);
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

char *
vit_timeline_describe (const VitTimelineDot *dot)
{
  g_autofree char *moves = vit_number_text_count (dot->moves), *chi2 = vit_number_text_short (dot->chi2);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "Checkpoint %" G_GINT64_FORMAT ": %s\n%s moves, χ² %s", dot->id,
                   dot->reason != NULL ? dot->reason : "", moves, chi2);
  if (dot->note != NULL && dot->note[0] != '\0')
    g_string_append_printf (text, "\n%s", dot->note);
  if (dot->created != NULL)
    g_string_append_printf (text, "\n%s", dot->created);
  if (!dot->has_state)
    g_string_append (text, "\nthinned out: one cannot go back to it");
  return g_string_free (text, FALSE);
}

static gboolean
vit_timeline_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VitTimeline *self = VIT_TIMELINE (widget);
  int dot = keyboard ? vit_timeline_lanes_find (&self->lanes, self->shown) : dot_at (self, x, y);
  g_autofree char *text = NULL;
  double at_x, at_y;
  GdkRectangle area;

  if (dot < 0 || !vit_timeline_get_dot_position (self, get_dot (self, dot)->id, &at_x, &at_y))
    return FALSE;
  text = vit_timeline_describe (get_dot (self, dot));
  gtk_tooltip_set_text (tooltip, text);
  area = (GdkRectangle){ (int) at_x - 5, (int) at_y - 5, 10, 10 };
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static gboolean
vit_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return !gtk_widget_has_focus (widget) && vit_plot_style_take_focus (widget);
}

static void
add_controllers (VitTimeline *self)
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

static void
vit_timeline_init (VitTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  vit_timeline_lanes_init (&self->lanes);
  self->pointed = -1;
  self->axis_end = 1;
  vit_plot_style_get_theme (&self->theme);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  vit_plot_style_follow (widget, G_CALLBACK (refresh));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (refresh), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "History of χ²", -1);
  update_value (self);
}

static void
vit_timeline_finalize (GObject *object)
{
  VitTimeline *self = VIT_TIMELINE (object);

  vit_timeline_lanes_clear (&self->lanes);
  vit_figure_free (self->figure);
  vit_history_free (self->history);
  g_strfreev (self->names);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (vit_timeline_parent_class)->finalize (object);
}

static void
vit_timeline_class_init (VitTimelineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = vit_timeline_finalize;
  widget_class->measure = vit_timeline_measure;
  widget_class->size_allocate = vit_timeline_size_allocate;
  widget_class->snapshot = vit_timeline_snapshot;
  widget_class->focus = vit_timeline_focus;
  widget_class->query_tooltip = vit_timeline_query_tooltip;
  selected = g_signal_new ("checkpoint-selected", VIT_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                           G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

GtkWidget *
vit_timeline_new (void)
{
  return g_object_new (VIT_TYPE_TIMELINE, NULL);
}

void
vit_timeline_set_history (VitTimeline *self, const VitHistory *history, const char *const *names, gint64 n_moves)
{
  g_clear_pointer (&self->history, vit_history_free);
  g_clear_pointer (&self->names, g_strfreev);
  if (history != NULL)
    {
      int n_terms = vit_history_get_n_terms (history);

      self->history = vit_history_new (n_terms);
      vit_history_append (self->history, history);
      if (names != NULL)
        self->names = g_new0 (char *, n_terms + 1);
      for (int i = 0; names != NULL && i < n_terms; i++)
        self->names[i] = g_strdup (names[i] != NULL ? names[i] : "");
    }
  self->n_moves = n_moves;
  g_clear_pointer (&self->figure, vit_figure_free);
  update_axis (self);
  refresh (self);
}

void
vit_timeline_set_checkpoints (VitTimeline *self, const GPtrArray *checkpoints, gint64 branch)
{
  vit_timeline_lanes_set (&self->lanes, checkpoints, branch);
  self->pointed = -1;
  update_axis (self);
  update_value (self);
  refresh (self);
}

void
vit_timeline_set_now (VitTimeline *self, gint64 moves)
{
  double old = moves_x (self, self->now);
  gint64 end = self->axis_end;

  if (moves == self->now)
    return;
  self->now = moves;
  update_axis (self);
  if (self->axis_end != end)
    refresh (self);
  else if (floor (moves_x (self, moves)) != floor (old))
    {
      update_value (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

void
vit_timeline_set_shown (VitTimeline *self, gint64 checkpoint)
{
  self->shown = checkpoint;
  update_value (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
