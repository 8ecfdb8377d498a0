/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-private.h"

#include "number-text.h"
#include "plot-style.h"
#include "timeline-draw.h"

#include <glib/gi18n.h>
#include <math.h>

#define BOTTOM 3

G_DEFINE_FINAL_TYPE (VitTimeline, vit_timeline, GTK_TYPE_WIDGET)

/* Index of the checkpoint that is looked at, −1 for none. */
static int
get_shown (VitTimeline *self)
{
  return self->shown != 0 ? vit_timeline_lanes_find (&self->lanes, self->shown) : -1;
}

gboolean
vit_timeline_is_empty (VitTimeline *self)
{
  return (self->history == NULL || vit_history_get_n_rows (self->history) == 0) && self->lanes.dots->len == 0;
}

char *
vit_timeline_get_value_text (VitTimeline *self)
{
  int dot = get_shown (self);
  g_autofree char *moves
      = vit_number_text_count (dot >= 0 ? vit_timeline_lanes_get_dot (&self->lanes, dot)->moves : self->now);

  if (dot >= 0)
    return g_strdup_printf (_ ("checkpoint %d of %u, %s moves"), dot + 1, self->lanes.dots->len, moves);
  return g_strdup_printf (_ ("now, %s moves"), moves);
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

double
vit_timeline_moves_x (VitTimeline *self, gint64 moves)
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
  vit_timeline_draw_line (&self->layout, vit_timeline_moves_x (self, self->now), self->top, bottom, FALSE,
                          get_now_colour (self), cr);
  if (shown >= 0)
    vit_timeline_draw_line (
        &self->layout, vit_timeline_moves_x (self, vit_timeline_lanes_get_dot (&self->lanes, shown)->moves), self->top,
        self->top + VIT_TIMELINE_LANE * (vit_timeline_lanes_get_row (&self->lanes, shown) + 0.5), TRUE,
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
  vit_timeline_draw_line_text (&self->layout, vit_timeline_moves_x (self, self->now), _ ("now"), &self->theme,
                               get_now_colour (self), cr);
  if (shown >= 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("checkpoint %d"), (int) self->shown);

      vit_timeline_draw_line_text (&self->layout,
                                   vit_timeline_moves_x (self, vit_timeline_lanes_get_dot (&self->lanes, shown)->moves),
                                   text, &self->theme, accent, cr);
    }
}

static void
vit_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VitTimeline *self = VIT_TIMELINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  if (self->data == NULL && !vit_timeline_is_empty (self))
    self->data = vit_plot_style_new_texture (width, height, gtk_widget_get_scale_factor (widget), draw_data, self);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (vit_timeline_is_empty (self))
    vit_timeline_draw_empty (_ ("The history of χ² appears here once the run has begun."), width, height, &self->theme,
                             cr);
  else
    draw_under (self, cr);
  cairo_destroy (cr);
  if (self->data != NULL && !vit_timeline_is_empty (self))
    gtk_snapshot_append_texture (snapshot, self->data, &bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (!vit_timeline_is_empty (self))
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

gboolean
vit_timeline_get_dot_position (VitTimeline *self, gint64 id, double *x, double *y)
{
  int dot = vit_timeline_lanes_find (&self->lanes, id);

  if (dot < 0)
    return FALSE;
  *x = vit_timeline_moves_x (self, vit_timeline_lanes_get_dot (&self->lanes, dot)->moves);
  *y = self->top + VIT_TIMELINE_LANE * (vit_timeline_lanes_get_row (&self->lanes, dot) + 0.5);
  return TRUE;
}

static gboolean
vit_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return !gtk_widget_has_focus (widget) && vit_plot_style_take_focus (widget);
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
  vit_timeline_add_controllers (self);
  vit_plot_style_follow (widget, G_CALLBACK (refresh));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (refresh), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History of χ²"), -1);
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
  g_signal_new ("checkpoint-selected", VIT_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT64);
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
vit_timeline_set_checkpoints (VitTimeline *self, GPtrArray *checkpoints, gint64 branch)
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
  double old = vit_timeline_moves_x (self, self->now);
  gint64 end = self->axis_end;

  if (moves == self->now)
    return;
  self->now = moves;
  update_axis (self);
  if (self->axis_end != end)
    refresh (self);
  else if (floor (vit_timeline_moves_x (self, moves)) != floor (old))
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
