/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-view-private.h"

#include "figure-readout.h"
#include "file-dialog.h"
#include "plot-style.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (VitFigureView, vit_figure_view, GTK_TYPE_WIDGET)

int
vit_figure_view_count_bars (VitFigureView *self)
{
  return self->shared != NULL ? (int) vit_figure_get_n_categories (self->shared->figure) : 0;
}

/* What the readout says now; empty if it is not shown. */
static GPtrArray *
get_readout (VitFigureView *self)
{
  if (self->shared == NULL)
    return g_ptr_array_new ();
  if (vit_figure_view_count_bars (self) > 0)
    return vit_figure_readout_bars (self->shared->figure, &self->layout, self->pointed);
  return vit_figure_readout_curves (self->shared->figure, &self->layout, self->cursor);
}

char *
vit_figure_view_read (VitFigureView *self)
{
  g_autoptr (GPtrArray) rows = get_readout (self);

  return rows->len > 0 ? vit_figure_readout_to_text (rows) : NULL;
}

static void
lay_out (VitFigureView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  cairo_surface_t *surface;
  cairo_t *cr;

  g_clear_object (&self->data);
  vit_plot_style_get_theme (&self->theme);
  self->layout = (VitFigureLayout){ 0 };
  if (self->shared == NULL || width < 1 || height < 1)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cr = cairo_create (surface);
  vit_figure_get_layout (self->shared->figure, cr, width, height, &self->theme, &self->layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
restyle (VitFigureView *self)
{
  lay_out (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vit_figure_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);

  lay_out (self);
  vit_figure_view_allocate_button (self, width);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
vit_figure_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  int ignored;

  /* The button has a fixed place, but must be asked before it gets one. */
  gtk_widget_measure (VIT_FIGURE_VIEW (widget)->button, orientation, -1, &ignored, NULL, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 110;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 190;
}

static void
draw_data (cairo_t *cr, gpointer data)
{
  VitFigureView *self = data;

  vit_figure_draw_without_ground (self->shared->figure, cr, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), &self->theme);
}

/* Under the bars of a category and their label. */
static void
draw_bar_mark (VitFigureView *self, int category, double opacity, cairo_t *cr)
{
  const VitFigureRect *panel = &self->layout.panel;
  double from, to;

  if (category < 0 || category >= vit_figure_view_count_bars (self) || panel->width <= 0)
    return;
  from = vit_plot_scale_to_device (&self->layout.x, category - 0.5);
  to = vit_plot_scale_to_device (&self->layout.x, category + 0.5);
  vit_plot_style_round (cr, from + 1, panel->y, to - from - 2, panel->height, 4);
  vit_plot_set_source (cr, vit_plot_style_get_accent (), opacity);
  cairo_fill (cr);
}

static void
draw_under (VitFigureView *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  draw_bar_mark (self, self->selected, 0.22, cr);
  if (self->pointed != self->selected)
    draw_bar_mark (self, self->pointed, 0.08, cr);
  cairo_destroy (cr);
}

static void
draw_over (VitFigureView *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  g_autoptr (GPtrArray) rows = get_readout (self);
  gboolean focus = vit_plot_style_shows_focus (GTK_WIDGET (self));
  double x = self->cursor;
  cairo_t *cr;

  if (rows->len == 0 && !focus)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  if (vit_figure_view_count_bars (self) > 0)
    x = vit_plot_scale_to_device (&self->layout.x, self->pointed + 0.5);
  vit_figure_readout_draw (rows, &self->layout, &self->theme, x, vit_figure_view_count_bars (self) == 0, cr);
  if (focus)
    vit_plot_style_draw_focus (cr, bounds->size.width, bounds->size.height);
  cairo_destroy (cr);
}

static void
vit_figure_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);

  if (self->shared != NULL)
    {
      if (self->data == NULL)
        self->data = vit_plot_style_new_texture (width, height, gtk_widget_get_scale_factor (widget), draw_data, self);
      if (self->selected >= 0 || self->pointed >= 0)
        draw_under (self, snapshot, &bounds);
      if (self->data != NULL)
        gtk_snapshot_append_texture (snapshot, self->data, &bounds);
    }
  draw_over (self, snapshot, &bounds);
  gtk_widget_snapshot_child (widget, self->button, snapshot);
}

/* Tab goes from the figure to its menu. */
static gboolean
vit_figure_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD, inside = gtk_widget_has_focus (self->button);

  /* Within the menu its arrows are its own. */
  if (gtk_widget_get_focus_child (widget) == self->menu)
    return gtk_widget_child_focus (self->menu, direction);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return !gtk_widget_has_focus (widget) && !inside && vit_plot_style_take_focus (widget);
  if (gtk_widget_has_focus (widget))
    return forward && gtk_widget_grab_focus (self->button);
  if (inside)
    return !forward && vit_plot_style_take_focus (widget);
  return forward ? vit_plot_style_take_focus (widget) : gtk_widget_grab_focus (self->button);
}

static void
vit_figure_view_init (VitFigureView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->cursor = NAN;
  self->pointed = self->selected = -1;
  vit_figure_view_init_menu (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  vit_figure_view_add_controllers (self);
  vit_plot_style_follow (widget, G_CALLBACK (restyle));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (restyle), NULL);
  vit_figure_view_set_figure (self, NULL);
}

static void
vit_figure_view_dispose (GObject *object)
{
  VitFigureView *self = VIT_FIGURE_VIEW (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->chooser, vit_file_dialog_drop);
  g_clear_object (&self->data);
  g_clear_pointer (&self->shared, vit_shared_figure_unref);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (vit_figure_view_parent_class)->dispose (object);
}

static void
vit_figure_view_class_init (VitFigureViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_figure_view_dispose;
  widget_class->measure = vit_figure_view_measure;
  widget_class->size_allocate = vit_figure_view_size_allocate;
  widget_class->snapshot = vit_figure_view_snapshot;
  widget_class->focus = vit_figure_view_focus;
  g_signal_new ("bar-activated", VIT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("export-chosen", VIT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  vit_figure_view_class_init_menu (widget_class);
  gtk_widget_class_set_css_name (widget_class, "figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

GtkWidget *
vit_figure_view_new (void)
{
  return g_object_new (VIT_TYPE_FIGURE_VIEW, NULL);
}

static void
update_label (VitFigureView *self)
{
  const VitFigure *figure = vit_figure_view_get_figure (self);
  const char *title = figure != NULL ? vit_figure_get_title (figure) : NULL;
  const char *annotation = figure != NULL ? vit_figure_get_annotation (figure) : NULL;
  g_autofree char *label = NULL;

  if (title == NULL)
    title = figure != NULL ? _ ("Figure") : _ ("Empty figure");
  label = annotation != NULL ? g_strconcat (title, ", ", annotation, NULL) : g_strdup (title);
  /* A figure of a run comes several times a second. */
  if (g_strcmp0 (label, self->label) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = g_steal_pointer (&label);
}

void
vit_figure_view_set_figure (VitFigureView *self, VitFigure *figure)
{
  VitFigureRect annotation = self->layout.annotation;
  static const char *const actions[] = { "figure.menu", "figure.export", "figure.copy-picture", "figure.copy-data" };

  g_clear_pointer (&self->shared, vit_shared_figure_unref);
  if (figure != NULL)
    self->shared = vit_shared_figure_new (figure);
  if (self->pointed >= vit_figure_view_count_bars (self))
    self->pointed = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], figure != NULL);
  update_label (self);
  lay_out (self);
  /* The button stands beside it. */
  if (annotation.x != self->layout.annotation.x || annotation.width != self->layout.annotation.width)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const VitFigure *
vit_figure_view_get_figure (VitFigureView *self)
{
  return self->shared != NULL ? self->shared->figure : NULL;
}

void
vit_figure_view_set_selected_bar (VitFigureView *self, int category)
{
  if (category == self->selected)
    return;
  self->selected = category;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
