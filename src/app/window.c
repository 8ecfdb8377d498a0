/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window.h"

struct _VitWindow
{
  AdwApplicationWindow parent;
};

G_DEFINE_FINAL_TYPE (VitWindow, vit_window, ADW_TYPE_APPLICATION_WINDOW)

static void
vit_window_init (VitWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
vit_window_class_init (VitWindowClass *class)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class), "/org/vitrum/Vitrum/window.ui");
}

VitWindow *
vit_window_new (AdwApplication *application)
{
  return g_object_new (VIT_TYPE_WINDOW, "application", application, NULL);
}
