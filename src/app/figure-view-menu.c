/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-view-private.h"

#include "error.h"
#include "file-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#define BUTTON 24

/* In the corner at the top right, or beside the text that stands there. */
void
vit_figure_view_allocate_button (VitFigureView *self, int width)
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

/* The button is seen while somebody is here. */
void
vit_figure_view_show_button (VitFigureView *self)
{
  gboolean here = gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->motion))
                  || gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));

  gtk_widget_set_opacity (self->button, here && self->shared != NULL ? 1 : 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vit_figure_view_open_menu (VitFigureView *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->shared == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VitFigureView *self = VIT_FIGURE_VIEW (widget);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->button, widget, &bounds))
    vit_figure_view_open_menu (self, bounds.origin.x + BUTTON / 2., bounds.origin.y + BUTTON);
}

static void
on_chosen (VitFigureView *self, int response)
{
  g_autofree char *path = vit_file_dialog_end (g_steal_pointer (&self->chooser), response);

  if (path != NULL && self->shared != NULL)
    g_signal_emit_by_name (self, "export-chosen", path);
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
  g_clear_pointer (&self->chooser, vit_file_dialog_drop);
  self->chooser = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Export Figure"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel")));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  vit_file_dialog_show (self->chooser);
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
  static const char *const exports[][2] = { { N_ ("Export as P_NG…"), "figure.export('.png')" },
                                            { N_ ("Export as _SVG…"), "figure.export('.svg')" },
                                            { N_ ("Export as P_DF…"), "figure.export('.pdf')" },
                                            { N_ ("Export as _CSV…"), "figure.export('.csv')" } };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new (), copies = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    g_menu_append (files, _ (exports[i][0]), exports[i][1]);
  g_menu_append (copies, _ ("Copy as _Picture"), "figure.copy-picture");
  g_menu_append (copies, _ ("Copy D_ata"), "figure.copy-data");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));
  return G_MENU_MODEL (menu);
}

void
vit_figure_view_init_menu (VitFigureView *self)
{
  g_autoptr (GMenuModel) model = new_menu ();

  self->button = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_add_css_class (self->button, "figure-menu");
  gtk_widget_set_tooltip_text (self->button, _ ("Export and Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Export and Copy"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "figure.menu");
  gtk_widget_set_opacity (self->button, 0);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

void
vit_figure_view_class_init_menu (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "figure.menu", NULL, menu_action);
  gtk_widget_class_install_action (class, "figure.export", "s", export_action);
  gtk_widget_class_install_action (class, "figure.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (class, "figure.copy-data", NULL, copy_data_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Menu, 0, "figure.menu", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F10, GDK_SHIFT_MASK, "figure.menu", NULL);
}

gboolean
vit_figure_view_export (VitFigureView *self, const char *path, GError **error)
{
  if (self->shared == NULL)
    {
      g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, _ ("There is no figure to export"));
      return FALSE;
    }
  return vit_figure_export_file (self->shared->figure, path, gtk_widget_get_width (GTK_WIDGET (self)),
                                 gtk_widget_get_height (GTK_WIDGET (self)), error);
}

VitFigureExport *
vit_figure_view_new_export (VitFigureView *self, const char *path)
{
  VitFigureExport *export;

  if (self->shared == NULL)
    return NULL;
  export = g_new (VitFigureExport, 1);
  *export = (VitFigureExport){ vit_shared_figure_ref (self->shared), g_strdup (path),
                               gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  return export;
}
