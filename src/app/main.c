/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"

#include <gsl/gsl_errno.h>

int
main (int argc, char **argv)
{
  g_autoptr (VitApplication) application = NULL;

  gsl_set_error_handler_off ();
  application = vit_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
