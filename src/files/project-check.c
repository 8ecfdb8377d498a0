/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether everything in a project is whole and fits together. */
#include "error.h"
#include "project-private.h"

#include <math.h>

/* Adds what is wrong. */
static void G_GNUC_PRINTF (2, 3) complain (GPtrArray *problems, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Rows of a query, each of them a problem. */
static void
check_query (VitProject *self, GPtrArray *problems, const char *sql, const char *good)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (self, NULL, sql, "");
  int result = statement != NULL ? SQLITE_ROW : SQLITE_ERROR;

  while (statement != NULL && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autofree char *text = vit_project_column_text (statement, 0);

      if (g_strcmp0 (text, good) != 0)
        complain (problems, "%s", text != NULL ? text : "a row that cannot be read");
    }
  if (result != SQLITE_DONE)
    complain (problems, "%s", sqlite3_errmsg (self->db));
}

static void
check_states (VitProject *self, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checkpoints = vit_project_list_checkpoints (self, &error);

  if (checkpoints == NULL)
    {
      complain (problems, "%s", error->message);
      return;
    }
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];
      g_autoptr (GError) reason = NULL;
      g_autoptr (GBytes) state = checkpoint->has_state ? vit_project_read_state (self, checkpoint->id, &reason) : NULL;

      if (reason != NULL)
        complain (problems, "%s", reason->message);
      if (!isfinite (checkpoint->chi2))
        complain (problems, "checkpoint %" G_GINT64_FORMAT " has no χ²", checkpoint->id);
    }
}

/* Reads every branch for its seals. */
static void
check_history (VitProject *self, GPtrArray *problems)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (self, NULL, "SELECT DISTINCT branch FROM history", "");
  gint64 n_terms;

  if (statement == NULL || !vit_project_query_integer (self, "SELECT count (*) FROM term", 0, &n_terms, NULL))
    {
      complain (problems, "%s", sqlite3_errmsg (self->db));
      return;
    }
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (VitHistory) history = vit_history_new ((int) CLAMP (n_terms, 0, 64));
      g_autoptr (GError) error = NULL;

      if (!vit_project_read_branch (self, sqlite3_column_int64 (statement, 0), G_MAXINT64, history, &error))
        complain (problems, "%s", error->message);
    }
}

GPtrArray *
vit_project_check (VitProject *self, GError **error)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) files = NULL;

  pthread_mutex_lock (&self->mutex);
  check_query (self, problems, "PRAGMA integrity_check", "ok");
  check_query (self, problems,
               "SELECT 'table ' || \"table\" || ' refers to what is not there' FROM pragma_foreign_key_check", NULL);
  check_query (
      self, problems,
      "SELECT 'branch ' || id || ' begins at a later checkpoint' FROM branch WHERE parent >= (SELECT min (id) FROM "
      "checkpoint WHERE branch = branch.id)",
      NULL);
  check_query (
      self, problems,
      "SELECT 'the history of branch ' || branch || ' at ' || moves || ' moves is cut short' FROM history WHERE "
      "length (numbers) <> 8 * (3 + 4 * (SELECT count (*) FROM term))",
      NULL);
  pthread_mutex_unlock (&self->mutex);
  files = vit_project_read_files (self, &reason);
  if (files == NULL)
    complain (problems, "%s", reason->message);
  g_clear_error (&reason);
  if (!vit_project_check_data_sets (self, &reason))
    complain (problems, "%s", reason->message);
  check_history (self, problems);
  check_states (self, problems);
  return problems;
}
