/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "project-private.h"

gboolean
vit_project_add_comment (VitProject *self, gint64 checkpoint, const char *text, GError **error)
{
  g_autofree char *time = vit_project_time ();
  g_autofree char *query
      = g_strdup_printf ("SELECT count (*) FROM checkpoint WHERE id = %" G_GINT64_FORMAT, checkpoint);
  gint64 n = 1;
  gboolean good;

  if (checkpoint != 0 && !vit_project_query_integer (self, query, 0, &n, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: there is no checkpoint %" G_GINT64_FORMAT, self->path,
                   checkpoint);
      return FALSE;
    }
  if (!vit_project_begin (self, error))
    return FALSE;
  good = vit_project_run (self, error, "INSERT INTO comment (checkpoint, created, text) VALUES (NULLIF (?, 0), ?, ?)",
                          "itt", checkpoint, time, text);
  return vit_project_end (self, good, error);
}

static void
comment_free (gpointer data)
{
  VitProjectComment *comment = data;

  g_free (comment->created);
  g_free (comment->text);
  g_free (comment);
}

GPtrArray *
vit_project_list_comments (VitProject *self, GError **error)
{
  g_autoptr (VitStatement) statement
      = vit_project_prepare (self, error, "SELECT checkpoint, created, text FROM comment ORDER BY rowid", "");
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func (comment_free);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      VitProjectComment *comment = g_new0 (VitProjectComment, 1);

      comment->checkpoint = sqlite3_column_int64 (statement, 0);
      comment->created = vit_project_column_text (statement, 1);
      comment->text = vit_project_column_text (statement, 2);
      g_ptr_array_add (comments, comment);
    }
  if (result != SQLITE_DONE)
    {
      vit_project_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&comments);
}
