/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "files-resources.h"
#include "project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000
/* Of SQLite's virtual machine, between looks whether a copy is still wanted: a few rows. */
#define STEPS_BETWEEN_QUESTIONS 20
#define SCHEMA "/vitrum/files/project.sql"

static VitProject *
project_new (const char *path, gboolean read_only)
{
  VitProject *self = g_new0 (VitProject, 1);

  self->path = g_strdup (path);
  self->read_only = read_only;
  self->lock = -1;
  pthread_mutex_init (&self->mutex, NULL);
  return self;
}

static gboolean
fail_by_errno (const VitProject *self, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", self->path, g_strerror (code));
  return FALSE;
}

/* Opens the database without looking into it. */
static gboolean
connect_to (VitProject *self, GError **error)
{
  int flags = self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  GStatBuf status;

  if (sqlite3_open_v2 (self->path, &self->db, flags | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK)
    return vit_project_fail (self, error);
  sqlite3_busy_timeout (self->db, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->db, 1);
  /* A damaged file must not make SQLite call functions that its schema names. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (g_stat (self->path, &status) != 0)
    return fail_by_errno (self, errno, error);
  self->device = status.st_dev;
  self->inode = status.st_ino;
  return TRUE;
}

/* Who has the file, as far as it says. */
static char *
describe_owner (VitProject *self)
{
  g_autoptr (VitStatement) statement = NULL;

  if (!connect_to (self, NULL))
    return g_strdup ("another program");
  statement = vit_project_prepare (self, NULL, "SELECT program, process, host, since FROM session", "");
  if (statement == NULL || sqlite3_step (statement) != SQLITE_ROW)
    return g_strdup ("another program");
  return g_strdup_printf ("%s (process %" G_GINT64_FORMAT " on %s) since %s", sqlite3_column_text (statement, 0),
                          (gint64) sqlite3_column_int64 (statement, 1), sqlite3_column_text (statement, 2),
                          sqlite3_column_text (statement, 3));
}

/* One program at a time writes. The lock ends with the program, however it ends; SQLite's own locks are of another kind
 * (fcntl) and stay untouched, but would be lost if this file were closed before the database is. */
static gboolean
take_lock (VitProject *self, GError **error)
{
  self->lock = open (self->path, O_RDWR | O_CLOEXEC);
  if (self->lock < 0)
    return fail_by_errno (self, errno, error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      g_autofree char *owner = describe_owner (self);

      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, "%s is open in %s; it can be opened read-only", self->path,
                   owner);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_session (VitProject *self, GError **error)
{
  g_autofree char *time = vit_project_time ();
  const char *program = g_get_prgname () != NULL ? g_get_prgname () : "vitrum";

  return vit_project_exec (self, "DELETE FROM session", error)
         && vit_project_run (self, error, "INSERT INTO session VALUES (?, ?, ?, ?)", "titt", g_get_host_name (),
                             (gint64) getpid (), program, time);
}

/* That it is a project, and of a version that is known. */
static gboolean
check_version (VitProject *self, gint64 *version, GError **error)
{
  gint64 application;

  if (!vit_project_query_integer (self, "PRAGMA application_id", 0, &application, error)
      || !vit_project_query_integer (self, "PRAGMA user_version", 0, version, error))
    return FALSE;
  if (application != VIT_PROJECT_APPLICATION_ID)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a Vitrum project, found another SQLite database",
                 self->path);
  else if (*version > VIT_PROJECT_VERSION)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                 "%s: the project is of version %" G_GINT64_FORMAT
                 ", this program knows versions up to %d: use a newer "
                 "Vitrum",
                 self->path, *version, VIT_PROJECT_VERSION);
  else if (*version < 1)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a version from 1, found %" G_GINT64_FORMAT,
                 self->path, *version);
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_up (VitProject *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!vit_project_exec (self, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON", error))
    return FALSE;
  if (self->read_only)
    return TRUE;
  self->writing = vit_project_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", &reason)
                  && write_session (self, &reason);
  /* On a full disk a run can go on in memory until there is room. */
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    {
      self->writing = TRUE;
      g_clear_error (&reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return self->writing;
}

/* That the file begins as a project does, before SQLite touches it: other databases are left alone. */
static gboolean
check_header (const VitProject *self, GError **error)
{
  static const char magic[16] = "SQLite format 3";
  guint8 header[100] = { 0 };
  int file = open (self->path, O_RDONLY | O_CLOEXEC);
  gssize n = file >= 0 ? read (file, header, sizeof header) : -1;
  int code = errno;

  if (file >= 0)
    close (file);
  if (n < 0)
    return fail_by_errno (self, code, error);
  if (n == sizeof header && memcmp (header, magic, sizeof magic) == 0
      && GUINT32_FROM_BE (*(const guint32 *) (const void *) (header + 68)) == VIT_PROJECT_APPLICATION_ID)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a Vitrum project, found another kind of file",
               self->path);
  return FALSE;
}

/* A program killed while it changes the mode of the journal leaves a half-written page and the way back beside it. Only
 * a connection that may write can go that way; where another program is just writing, SQLite's locks keep this one off.
 */
static void
roll_back (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  sqlite3 *db = NULL;

  if (!g_file_test (journal, G_FILE_TEST_EXISTS))
    return;
  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    sqlite3_exec (db, "PRAGMA schema_version", NULL, NULL, NULL);
  sqlite3_close (db);
}

VitProject *
vit_project_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (VitProject) self = project_new (path, read_only);
  gint64 version;

  if (!check_header (self, error) || (!read_only && !take_lock (self, error)))
    return NULL;
  if (read_only)
    roll_back (path);
  if (!connect_to (self, error) || !check_version (self, &version, error)
      || (version < VIT_PROJECT_VERSION && !vit_project_migrate (self, version, error)) || !set_up (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_project_close (VitProject *self)
{
  if (self == NULL)
    return;
  if (self->writing)
    {
      /* One file again. What fails here is done by whoever opens it next. */
      sqlite3_exec (self->db, "DELETE FROM session", NULL, NULL, NULL);
      sqlite3_exec (self->db, "PRAGMA wal_checkpoint (TRUNCATE); PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
  sqlite3_close_v2 (self->db);
  if (self->lock >= 0)
    close (self->lock);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->path);
  g_free (self);
}

static gboolean
store_files (VitProject *self, const GPtrArray *pack, GError **error)
{
  for (guint k = 0; k < pack->len; k++)
    {
      const VitPackedFile *file = pack->pdata[k];
      g_autofree char *seal = vit_project_seal (file->content, "file|%s", file->name);

      if (!vit_project_run (self, error, "INSERT INTO file VALUES (?, ?, ?, ?)", "titb", file->name,
                            (gint64) g_bytes_get_size (file->content), seal, file->content))
        return FALSE;
    }
  return TRUE;
}

/* Tables, files, data sets and first branch, in one transaction. */
static gboolean
fill (VitProject *self, const GPtrArray *pack, const VitAnnealer *annealer, GError **error)
{
  g_autoptr (GBytes) schema
      = g_resource_lookup_data (vit_files_get_resource (), SCHEMA, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *version = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                              VIT_PROJECT_APPLICATION_ID, VIT_PROJECT_VERSION);
  g_autofree char *time = vit_project_time ();
  gboolean good;

  if (schema == NULL || !vit_project_begin (self, error))
    return FALSE;
  good = vit_project_exec (self, version, error) && vit_project_exec (self, g_bytes_get_data (schema, NULL), error)
         && vit_project_run (self, error, "INSERT INTO meta VALUES ('created', ?)", "t", time)
         && store_files (self, pack, error) && vit_project_store_branch (self, 1, 0, error);
  for (int t = 0; t < vit_annealer_get_n_terms (annealer) && good; t++)
    good = vit_project_store_term (self, annealer, t, error);
  return vit_project_end (self, good, error);
}

/* Makes the file under another name, so that under its own it is whole or not there. */
static gboolean
make_file (const char *path, const GPtrArray *pack, const VitAnnealer *annealer, GError **error)
{
  g_autoptr (VitProject) self = project_new (path, FALSE);
  int file = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (file < 0)
    return fail_by_errno (self, errno, error);
  close (file);
  return connect_to (self, error) && fill (self, pack, annealer, error);
}

VitProject *
vit_project_create (const char *path, const char *recipe, const char *const *settings, GError **error)
{
  g_autoptr (GPtrArray) pack = vit_pack_recipe (recipe, settings, error);
  g_autoptr (VitFit) fit = pack != NULL ? vit_project_fit_from_pack (pack, path, error) : NULL;
  g_autofree char *unfinished = g_strdup_printf ("%s.%d.new", path, (int) getpid ());
  g_autoptr (VitProject) self = project_new (path, FALSE);
  gboolean good;

  if (fit == NULL)
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      fail_by_errno (self, EEXIST, error);
      return NULL;
    }
  good = make_file (unfinished, pack, fit->annealer, error);
  /* Unlike rename (), link () leaves alone what came there meanwhile. */
  if (good && link (unfinished, path) != 0)
    good = fail_by_errno (self, errno, error);
  g_unlink (unfinished);
  return good ? vit_project_open (path, FALSE, error) : NULL;
}

const char *
vit_project_get_path (const VitProject *self)
{
  return self->path;
}

gboolean
vit_project_is_read_only (const VitProject *self)
{
  return self->read_only;
}

double
vit_project_get_number (VitProject *self, const char *key, double fallback)
{
  g_autoptr (VitStatement) statement
      = vit_project_prepare (self, NULL, "SELECT value FROM meta WHERE key = ?", "t", key);
  const char *text;

  if (statement == NULL || sqlite3_step (statement) != SQLITE_ROW)
    return fallback;
  text = (const char *) sqlite3_column_text (statement, 0);
  return text != NULL ? g_ascii_strtod (text, NULL) : fallback;
}

gboolean
vit_project_set_number (VitProject *self, const char *key, double value, GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean good;

  if (!vit_project_begin (self, error))
    return FALSE;
  good = vit_project_run (self, error, "INSERT OR REPLACE INTO meta VALUES (?, ?)", "tt", key,
                          g_ascii_dtostr (text, sizeof text, value));
  return vit_project_end (self, good, error);
}

gboolean
vit_project_compact (VitProject *self, GError **error)
{
  gboolean good;

  pthread_mutex_lock (&self->mutex);
  good = vit_project_exec (self, "VACUUM", error);
  pthread_mutex_unlock (&self->mutex);
  return good;
}

/* Who may be stopped: the thread that copies, not others that use the project as well. */
typedef struct
{
  pthread_t thread;
  GCancellable *cancellable;
} Copying;

static int
is_stopped (void *data)
{
  const Copying *copying = data;

  return pthread_equal (pthread_self (), copying->thread) && g_cancellable_is_cancelled (copying->cancellable);
}

gboolean
vit_project_save_as (VitProject *self, const char *path, GCancellable *cancellable, GError **error)
{
  Copying copying = { pthread_self (), cancellable };
  g_autoptr (GError) reason = NULL;
  gboolean good;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s: the file is there already", path);
      return FALSE;
    }
  pthread_mutex_lock (&self->mutex);
  sqlite3_progress_handler (self->db, STEPS_BETWEEN_QUESTIONS, is_stopped, &copying);
  good = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && vit_project_run (self, &reason, "VACUUM INTO ?", "t", path);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  pthread_mutex_unlock (&self->mutex);
  if (reason != NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_propagate_error (error, g_steal_pointer (&reason));
  return good;
}
