/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"
#include "window.h"

struct _VitApplication
{
  AdwApplication parent;
};

G_DEFINE_FINAL_TYPE (VitApplication, vit_application, ADW_TYPE_APPLICATION)

static void
vit_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (vit_window_new (ADW_APPLICATION (application))));
}

static void
vit_application_init (VitApplication *self)
{
}

static void
vit_application_class_init (VitApplicationClass *class)
{
  G_APPLICATION_CLASS (class)->activate = vit_application_activate;
}

VitApplication *
vit_application_new (void)
{
  return g_object_new (VIT_TYPE_APPLICATION, "application-id", VIT_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, NULL);
}
