/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "project-private.h"

/* What leads from version k + 1 to the next. */
static const char *const steps[] = {
  /* Comments came with version 2. */
  "CREATE TABLE comment (id INTEGER PRIMARY KEY NOT NULL, checkpoint INTEGER REFERENCES checkpoint (id), created TEXT "
  "NOT "
  "NULL, text TEXT NOT NULL)",
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == VIT_PROJECT_VERSION - 1);

gboolean
vit_project_migrate (VitProject *self, gint64 version, GError **error)
{
  g_autofree char *backup = g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".backup", self->path, version);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", VIT_PROJECT_VERSION);
  gboolean good = TRUE;

  if (self->read_only)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "%s: the project is of the older version %" G_GINT64_FORMAT
                   ": open it for writing once, to bring it up to "
                   "date",
                   self->path, version);
      return FALSE;
    }
  /* A backup of an attempt that was broken off holds the same. */
  if (!g_file_test (backup, G_FILE_TEST_EXISTS) && !vit_project_run (self, error, "VACUUM INTO ?", "t", backup))
    return FALSE;
  if (!vit_project_begin (self, error))
    return FALSE;
  for (gint64 k = version - 1; k < (gint64) G_N_ELEMENTS (steps) && good; k++)
    good = vit_project_exec (self, steps[k], error);
  return vit_project_end (self, good && vit_project_exec (self, set_version, error), error);
}
