/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every file of the project needs of SQLite. */
#include "error.h"
#include "project-private.h"

#include <glib/gstdio.h>
#include <string.h>

gboolean
vit_project_fail (VitProject *self, GError **error)
{
  int code = sqlite3_errcode (self->db) & 0xff;
  const char *message = sqlite3_errmsg (self->db);

  if (error != NULL && *error != NULL)
    return FALSE;
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT || code == SQLITE_ERROR
      || code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: the project is damaged: %s", self->path, message);
  else
    g_set_error (error, G_FILE_ERROR,
                 code == SQLITE_FULL       ? G_FILE_ERROR_NOSPC
                 : code == SQLITE_READONLY ? G_FILE_ERROR_ROFS
                 : code == SQLITE_BUSY     ? G_FILE_ERROR_AGAIN
                                           : G_FILE_ERROR_FAILED,
                 "%s: %s", self->path, code == SQLITE_FULL ? "the disk is full" : message);
  return FALSE;
}

gboolean
vit_project_exec (VitProject *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || vit_project_fail (self, error);
}

static void
bind (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int k = 0; types[k] != '\0'; k++)
    if (types[k] == 'i')
      sqlite3_bind_int64 (statement, k + 1, va_arg (values, gint64));
    else if (types[k] == 'd')
      sqlite3_bind_double (statement, k + 1, va_arg (values, double));
    else if (types[k] == 't')
      sqlite3_bind_text (statement, k + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
    else
      {
        GBytes *bytes = va_arg (values, GBytes *);
        gsize size = 0;
        const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

        /* An empty blob is not NULL. */
        if (bytes != NULL)
          sqlite3_bind_blob64 (statement, k + 1, data != NULL ? data : "", size, SQLITE_TRANSIENT);
      }
}

static sqlite3_stmt *
prepare (VitProject *self, GError **error, const char *sql, const char *types, va_list values)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      vit_project_fail (self, error);
      return NULL;
    }
  bind (statement, types, values);
  return statement;
}

sqlite3_stmt *
vit_project_prepare (VitProject *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  sqlite3_stmt *statement;

  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  return statement;
}

gboolean
vit_project_run (VitProject *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  g_autoptr (VitStatement) statement = NULL;

  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  return statement != NULL && (sqlite3_step (statement) == SQLITE_DONE || vit_project_fail (self, error));
}

gboolean
vit_project_query_integer (VitProject *self, const char *sql, gint64 fallback, gint64 *value, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (self, error, sql, "");
  int result;

  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return vit_project_fail (self, error);
  *value = result == SQLITE_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL
               ? sqlite3_column_int64 (statement, 0)
               : fallback;
  return TRUE;
}

gboolean
vit_project_begin (VitProject *self, GError **error)
{
  pthread_mutex_lock (&self->mutex);
  if (vit_project_exec (self, "BEGIN IMMEDIATE", error))
    return TRUE;
  pthread_mutex_unlock (&self->mutex);
  return FALSE;
}

gboolean
vit_project_end (VitProject *self, gboolean good, GError **error)
{
  good = good && vit_project_exec (self, "COMMIT", error);
  /* Some failures have ended the transaction already. */
  if (!good && !sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  pthread_mutex_unlock (&self->mutex);
  return good;
}

GBytes *
vit_project_column_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

char *
vit_project_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

char *
vit_project_checksum (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

char *
vit_project_seal (GBytes *bytes, const char *format, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  /* With its end, so that text and bytes cannot be mistaken for each other. */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
  if (bytes != NULL)
    {
      gsize size;
      const guchar *data = g_bytes_get_data (bytes, &size);

      if (size > 0)
        g_checksum_update (checksum, data, (gssize) size);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
vit_project_check_seal (VitProject *self, const char *seal, const char *expected, const char *what, GError **error)
{
  if (g_strcmp0 (seal, expected) == 0)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: the project is damaged: the checksum of %s does not hold",
               self->path, what);
  return FALSE;
}

char *
vit_project_time (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
vit_project_check_place (VitProject *self, GError **error)
{
  GStatBuf status;

  if (g_stat (self->path, &status) == 0 && status.st_ino == self->inode && status.st_dev == self->device)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: the file was removed or replaced while it was open",
               self->path);
  return FALSE;
}
