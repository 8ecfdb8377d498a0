/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The grid of the plots: a card for each that is shown, which the user moves, widens, and chooses in a menu. */
#include "plots-private.h"

#include <glib/gi18n.h>

/* Height of a plot that is as wide as the panel, and of one that is half as wide, with room for its residual. */
#define WIDE_HEIGHT 210
#define HALF_HEIGHT 200

static void
on_bar (VitFigureView *view, int category, VitPlot *plot)
{
  vit_plots_select (plot->owner, plot, category);
}

static void
on_export (VitFigureView *view, const char *path, VitPlot *plot)
{
  g_signal_emit_by_name (plot->owner, "export-chosen", view, path);
}

static void
on_wide (GtkButton *button, VitPlot *plot)
{
  plot->wide = !plot->wide;
  vit_plots_arrange (plot->owner);
}

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, VitPlot *plot)
{
  return gdk_content_provider_new_typed (G_TYPE_POINTER, plot);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, VitPlot *plot)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (plot->card);

  gtk_drag_source_set_icon (source, picture, 20, 20);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, VitPlot *onto)
{
  VitPlots *self = onto->owner;
  VitPlot *plot = g_value_get_pointer (value);
  guint from, to;

  if (plot == onto || !g_ptr_array_find (self->plots, plot, &from) || !g_ptr_array_find (self->plots, onto, &to))
    return FALSE;
  g_ptr_array_steal_index (self->plots, from);
  g_ptr_array_insert (self->plots, (int) to, plot);
  vit_plots_arrange (self);
  return TRUE;
}

static gboolean
on_handle_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, VitPlot *plot)
{
  gboolean forward = keyval == GDK_KEY_Down || keyval == GDK_KEY_Right;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK
      || !(forward || keyval == GDK_KEY_Up || keyval == GDK_KEY_Left))
    return FALSE;
  if (!vit_plots_move (plot->owner, plot, forward))
    gtk_widget_error_bell (plot->handle);
  return TRUE;
}

static GtkWidget *
make_handle (VitPlot *plot)
{
  GtkWidget *handle = gtk_button_new_from_icon_name ("view-dual-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *label = g_strdup_printf (_ ("%s: width; drag to move"), plot->title);

  gtk_widget_add_css_class (handle, "flat");
  gtk_widget_add_css_class (handle, "plot-handle");
  gtk_widget_set_tooltip_text (handle, _ ("Half or full width; drag, or Ctrl+↑ and Ctrl+↓, to move"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "Control+ArrowUp Control+ArrowDown", -1);
  gtk_widget_set_halign (handle, GTK_ALIGN_START);
  gtk_widget_set_valign (handle, GTK_ALIGN_END);
  g_signal_connect (handle, "clicked", G_CALLBACK (on_wide), plot);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag), plot);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), plot);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_handle_key), plot);
  gtk_widget_add_controller (handle, keys);
  return handle;
}

static void
make_card (VitPlot *plot)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_POINTER, GDK_ACTION_COPY);

  plot->view = VIT_FIGURE_VIEW (vit_figure_view_new ());
  plot->message = gtk_label_new (NULL);
  plot->handle = make_handle (plot);
  gtk_label_set_wrap (GTK_LABEL (plot->message), TRUE);
  gtk_label_set_justify (GTK_LABEL (plot->message), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (plot->message, "dim-label");
  gtk_widget_set_can_target (plot->message, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (plot->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), plot->message);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), plot->handle);
  gtk_widget_add_css_class (overlay, "card");
  gtk_widget_add_css_class (overlay, "plot-card");
  g_signal_connect (plot->view, "bar-activated", G_CALLBACK (on_bar), plot);
  g_signal_connect (plot->view, "export-chosen", G_CALLBACK (on_export), plot);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), plot);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (target));
  plot->card = g_object_ref_sink (overlay);
}

/* Most plots are never shown; what they need is made when they are. */
gboolean
vit_plots_make_next_card (VitPlots *self)
{
  for (guint k = 0; k < self->plots->len; k++)
    {
      VitPlot *plot = self->plots->pdata[k];

      if (plot->shown && plot->card == NULL)
        {
          make_card (plot);
          return TRUE;
        }
    }
  return FALSE;
}

/* Puts the cards where they belong: wide ones over both columns, two halves side by side, a single half over both. */
static void
attach_cards (VitPlots *self)
{
  GtkWidget *child;
  int row = 0, column = 0;
  VitPlot *before = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint k = 0; k < self->plots->len; k++)
    {
      VitPlot *plot = self->plots->pdata[k];

      if (!plot->shown)
        continue;
      if (column == 1 && plot->wide)
        {
          gtk_grid_remove (self->grid, before->card);
          gtk_grid_attach (self->grid, before->card, 0, row, 2, 1);
          column = 0;
          row++;
        }
      gtk_grid_attach (self->grid, plot->card, column, row, plot->wide ? 2 : 1, 1);
      gtk_widget_set_size_request (plot->card, -1, plot->wide ? WIDE_HEIGHT : HALF_HEIGHT);
      if (plot->wide || column == 1)
        row++;
      column = plot->wide ? 0 : 1 - column;
      before = plot;
    }
  if (column == 1)
    {
      gtk_grid_remove (self->grid, before->card);
      gtk_grid_attach (self->grid, before->card, 0, row, 2, 1);
    }
}

void
vit_plots_arrange (VitPlots *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (vit_plots_make_next_card (self))
    ;
  /* What is taken out of the grid loses it. */
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid)))
    focus = NULL;
  attach_cards (self);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

/* In the next frame but one the cards are where they were put. */
static gboolean
scroll_to (GtkWidget *card, GdkFrameClock *clock, gpointer data)
{
  gint64 *frame = data;
  GtkWidget *window = gtk_widget_get_ancestor (card, GTK_TYPE_SCROLLED_WINDOW), *grid = gtk_widget_get_parent (card);
  graphene_rect_t place;

  if (*frame < 0)
    *frame = gdk_frame_clock_get_frame_counter (clock);
  if (gdk_frame_clock_get_frame_counter (clock) < *frame + 2)
    return G_SOURCE_CONTINUE;
  if (window != NULL && gtk_widget_compute_bounds (card, grid, &place))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)), place.origin.y,
                               place.origin.y + place.size.height);
  return G_SOURCE_REMOVE;
}

gboolean
vit_plots_move (VitPlots *self, VitPlot *plot, gboolean forward)
{
  guint from;
  int to, step = forward ? 1 : -1;
  gint64 *frame;

  if (!g_ptr_array_find (self->plots, plot, &from))
    return FALSE;
  for (to = (int) from + step; to >= 0 && to < (int) self->plots->len; to += step)
    if (((VitPlot *) self->plots->pdata[to])->shown)
      break;
  if (to < 0 || to == (int) self->plots->len)
    return FALSE;
  g_ptr_array_steal_index (self->plots, from);
  g_ptr_array_insert (self->plots, to, plot);
  vit_plots_arrange (self);
  frame = g_new (gint64, 1);
  *frame = -1;
  gtk_widget_add_tick_callback (plot->card, scroll_to, frame, g_free);
  return TRUE;
}

static void
on_choice (GtkCheckButton *button, VitPlot *plot)
{
  if (plot->shown == gtk_check_button_get_active (button))
    return;
  plot->shown = !plot->shown;
  vit_plots_arrange (plot->owner);
  if (plot->shown)
    vit_plot_draw (plot);
}

void
vit_plots_fill_menu (VitPlots *self)
{
  for (guint k = 0; k < self->plots->len; k++)
    {
      VitPlot *plot = self->plots->pdata[k];

      plot->choice = gtk_check_button_new_with_label (plot->title);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (plot->choice), plot->shown);
      g_signal_connect (plot->choice, "toggled", G_CALLBACK (on_choice), plot);
      gtk_box_append (GTK_BOX (self->choices), plot->choice);
    }
}
