/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-eam-support.h"

#include "potential.h"

VitEam *
vit_test_eam (const char *names)
{
  g_auto (GStrv) name = g_strsplit (names, " ", 0);
  g_autoptr (GError) error = NULL;
  VitEam *eam = vit_potential_read ((const char *const *) name, &error);

  g_assert_no_error (error);
  return eam;
}
