/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"
#include "offscreen.h"
#include "stall-meter.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <locale.h>

/* Where the processor computes OpenGL, GTK draws the rest of the window faster without it. */
static void
choose_renderer (void)
{
  if (g_getenv ("GSK_RENDERER") == NULL && vit_offscreen_is_software ())
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (VitApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain ("vitrum", VITRUM_LOCALE_DIR);
  bind_textdomain_codeset ("vitrum", "UTF-8");
  textdomain ("vitrum");
  gsl_set_error_handler_off ();
  choose_renderer ();
  application = vit_application_new ();
  vit_stall_meter_start ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  vit_stall_meter_finish ();
  return status;
}
