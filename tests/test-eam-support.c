/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-eam-support.h"

#include "eam-file.h"

VitEam *
vit_test_eam (const char *names)
{
  g_auto (GStrv) name = g_strsplit (names, " ", 0);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  VitEam *eam;

  for (int i = 0; name[i] != NULL; i++)
    {
      g_ptr_array_add (paths, vit_potential_find (name[i], &error));
      g_assert_no_error (error);
    }
  g_ptr_array_add (paths, NULL);
  eam = vit_eam_file_read ((const char *const *) paths->pdata, &error);
  g_assert_no_error (error);
  return eam;
}
