/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-view-private.h"

#include "error.h"
#include "figure-export.h"
#include "figure-readout.h"
#include "plot-style.h"

#include <math.h>

#define BUTTON 24

struct _VitFigureView
{
  GtkWidget parent;
  VitSharedFigure *shared; /* NULL: empty */
  VitPlotTheme theme;
  VitFigureLayout layout;
  GdkTexture *data; /* what is drawn of the figure; NULL: to be drawn */
  GtkWidget *button;
  GtkWidget *menu;
  GtkFileChooserNative *chooser;
  GtkEventController *motion;
  GtkEventController *focus;
  double cursor; /* x of the crosshair, NaN if there is none */
  char *label;   /* of accessibility */
  int pointed;   /* bar under the pointer or chosen by keys, −1 for none */
  int selected;
};

G_DEFINE_FINAL_TYPE (VitFigureView, vit_figure_view, GTK_TYPE_WIDGET)

enum
{
  BAR_ACTIVATED,
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
count_bars (VitFigureView *self)
{
  return self->shared != NULL ? (int) vit_figure_get_n_categories (self->shared->figure) : 0;
}

/* What the readout says now; empty if it is not shown. */
static GPtrArray *
get_readout (VitFigureView *self)
{
  if (self->shared == NULL)
    return g_ptr_array_new ();
  if (count_bars (self) > 0)
    return vit_figure_readout_bars (self->shared->figure, &self->layout, self->pointed);
  return vit_figure_readout_curves (self->shared->figure, &self->layout, self->cursor);
}

char *
vit_figure_view_read (VitFigureView *self)
{
  g_autoptr (GPtrArray) rows = get_readout (self);

  return rows->len > 0 ? vit_figure_readout_to_text (rows) : NULL;
}

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

/* In the corner at the top right, or beside the text that stands there. */
static void
allocate_button (VitFigureView *self, int width)
{
  const VitFigureRect *text = &self->layout.annotation;
  double x = width - BUTTON - 2;
  GtkAllocation place = { 0, 2, BUTTON, BUTTON };

  if (text->width > 0 && text->y < BUTTON && text->x + text->width > x)
    {
      x = text->x - BUTTON - 4;
      place.y = MAX ((int) round (text->y + text->height / 2 - BUTTON / 2.), 0);
    }
  place.x = MAX ((int) x, 0);
  gtk_widget_size_allocate (self->button, &place, -1);
}

static void
vit_figure_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);

  lay_out (self);
  allocate_button (self, width);
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

  if (category < 0 || category >= count_bars (self) || panel->width <= 0)
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
  if (count_bars (self) > 0)
    x = vit_plot_scale_to_device (&self->layout.x, self->pointed + 0.5);
  vit_figure_readout_draw (rows, &self->layout, &self->theme, x, count_bars (self) == 0, cr);
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

  if (count_bars (self) > 0)
    bar = vit_figure_bar_at (self->shared->figure, &self->layout, x, y, NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), bar >= 0 ? "pointer" : NULL);
  if (count_bars (self) == 0 && x >= panel->x && x <= panel->x + panel->width && y >= panel->y && y <= bottom)
    set_pointed (self, x, -1);
  else
    set_pointed (self, NAN, bar);
}

static void
on_leave (VitFigureView *self)
{
  set_pointed (self, NAN, -1);
}

/* The button is seen while somebody is here. */
static void
show_button (VitFigureView *self)
{
  gboolean here = gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->motion))
                  || gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));

  gtk_widget_set_opacity (self->button, here && self->shared != NULL ? 1 : 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
press_bar_key (VitFigureView *self, guint keyval)
{
  int last = count_bars (self) - 1, from = self->pointed >= 0 ? self->pointed : self->selected;

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
        g_signal_emit (self, signals[BAR_ACTIVATED], 0, from);
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
  return count_bars (self) > 0 ? press_bar_key (self, keyval) : press_curve_key (self, keyval);
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
  if (count_bars (self) == 0 || n_press > 1)
    return;
  bar = vit_figure_bar_at (self->shared->figure, &self->layout, x, y, NULL);
  if (bar >= 0)
    g_signal_emit (self, signals[BAR_ACTIVATED], 0, bar);
}

static void
open_menu (VitFigureView *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->shared == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_right_click (VitFigureView *self, int n_press, double x, double y)
{
  open_menu (self, x, y);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->button, widget, &bounds))
    open_menu (self, bounds.origin.x + BUTTON / 2., bounds.origin.y + BUTTON);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  vit_figure_export_file_finish (result, &path, &error);
  g_signal_emit (source, signals[EXPORTED], 0, path, error != NULL ? error->message : NULL);
}

static void
on_chosen (VitFigureView *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL && self->shared != NULL)
    vit_figure_export_file_async (self->shared, path, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), G_OBJECT (self), on_exported);
  g_clear_object (&self->chooser);
}

/* @parameter: the suffix, such as ".png" */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *file = NULL;

  if (self->shared == NULL)
    return;
  file = vit_figure_export_name (self->shared->figure, g_variant_get_string (parameter, NULL));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new ("Export Figure", GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, "_Export", "_Cancel");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  g_autoptr (GdkTexture) texture = NULL;

  if (self->shared == NULL)
    return;
  texture
      = vit_figure_export_texture (self->shared->figure, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
}

static void
copy_data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->shared == NULL)
    return;
  vit_figure_write_csv (self->shared->figure, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static GMenuModel *
new_menu (void)
{
  static const char *const exports[][2] = { { "Export as P_NG…", "figure.export('.png')" },
                                            { "Export as _SVG…", "figure.export('.svg')" },
                                            { "Export as P_DF…", "figure.export('.pdf')" },
                                            { "Export as _CSV…", "figure.export('.csv')" } };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new (), copies = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    g_menu_append (files, exports[i][0], exports[i][1]);
  g_menu_append (copies, "Copy as _Picture", "figure.copy-picture");
  g_menu_append (copies, "Copy D_ata", "figure.copy-data");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));
  return G_MENU_MODEL (menu);
}

static void
add_controllers (VitFigureView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *right = gtk_gesture_click_new ();

  self->motion = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (self->motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (self->motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (self->motion, "notify::contains-pointer", G_CALLBACK (show_button), self);
  gtk_widget_add_controller (widget, self->motion);
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "notify::contains-focus", G_CALLBACK (show_button), self);
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

static void
vit_figure_view_init (VitFigureView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GMenuModel) model = new_menu ();

  self->cursor = NAN;
  self->pointed = self->selected = -1;
  self->button = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_add_css_class (self->button, "figure-menu");
  gtk_widget_set_tooltip_text (self->button, "Export and Copy");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Export and Copy", -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "figure.menu");
  gtk_widget_set_opacity (self->button, 0);
  gtk_widget_set_parent (self->button, widget);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, widget);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
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
  g_clear_object (&self->chooser);
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
  signals[BAR_ACTIVATED] = g_signal_new ("bar-activated", VIT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);
  signals[EXPORTED] = g_signal_new ("exported", VIT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "figure.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "figure.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "figure.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "figure.copy-data", NULL, copy_data_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "figure.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "figure.menu", NULL);
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
    title = figure != NULL ? "Figure" : "Empty figure";
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
  if (self->pointed >= count_bars (self))
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

gboolean
vit_figure_view_export (VitFigureView *self, const char *path, GError **error)
{
  if (self->shared == NULL)
    {
      g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, "there is no figure to export");
      return FALSE;
    }
  return vit_figure_export_file (self->shared->figure, path, gtk_widget_get_width (GTK_WIDGET (self)),
                                 gtk_widget_get_height (GTK_WIDGET (self)), error);
}
