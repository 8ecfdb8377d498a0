/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "project.h"

#include <pthread.h>
#include <sqlite3.h>

/* Shared by the files project*.c. */

/* "VITR" */
#define VIT_PROJECT_APPLICATION_ID 0x56495452
#define VIT_PROJECT_VERSION 2

struct _VitProject
{
  char *path;
  gboolean read_only;
  gboolean writing;      /* whether it was opened for writing, and found good */
  int lock;              /* of the file, held as long as it is open for writing; −1 if it is not */
  pthread_mutex_t mutex; /* one transaction at a time: the runner's writer works on another thread */
  sqlite3 *db;
  guint64 device, inode; /* of the file when it was opened: it may be removed while it is open */
};

/* Sets an error from what SQLite said last: "path: …". Returns FALSE. */
gboolean vit_project_fail (VitProject *self, GError **error);

/* Statements without results. */
gboolean vit_project_exec (VitProject *self, const char *sql, GError **error);

/**
 * vit_project_prepare:
 * @types: a letter for each parameter: "i" gint64, "d" double, "t" const char * (nullable), "b" GBytes * (nullable)
 *
 * Returns: a statement with its parameters bound, to be finalised; %NULL with an error.
 */
sqlite3_stmt *vit_project_prepare (VitProject *self, GError **error, const char *sql, const char *types, ...);

/* Prepares a statement without results, and runs it. */
gboolean vit_project_run (VitProject *self, GError **error, const char *sql, const char *types, ...);

/* The only number of a query; @fallback if there is none. FALSE with an error. */
gboolean vit_project_query_integer (VitProject *self, const char *sql, gint64 fallback, gint64 *value, GError **error);

/* Begins and ends a transaction, with the mutex held in between; vit_project_end() takes back if @good is FALSE.
 * Returns whether what was written is kept. */
gboolean vit_project_begin (VitProject *self, GError **error);
gboolean vit_project_end (VitProject *self, gboolean good, GError **error);

/* A column: bytes (transfer full), or a text (transfer full; NULL for NULL). */
GBytes *vit_project_column_bytes (sqlite3_stmt *statement, int column);
char *vit_project_column_text (sqlite3_stmt *statement, int column);

/* SHA-256 in hexadecimal. Free with g_free(). */
char *vit_project_checksum (GBytes *bytes);

/* The checksum of a text and some bytes (nullable): what a row holds. Free with g_free(). */
char *vit_project_seal (GBytes *bytes, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* That a seal holds. Errors: %VIT_ERROR_INPUT that names @what. */
gboolean vit_project_check_seal (VitProject *self, const char *seal, const char *expected, const char *what,
                                 GError **error);

/* Brings a file of an older version up to date, and leaves a copy of it as it was. */
gboolean vit_project_migrate (VitProject *self, gint64 version, GError **error);

/* Adds a branch that is not there yet; @parent: 0 for the first; inside a transaction. */
gboolean vit_project_store_branch (VitProject *self, gint64 id, gint64 parent, GError **error);

/* The time, ISO 8601 in UTC. Free with g_free(). */
char *vit_project_time (void);

/* That the file is still where it was. Errors: G_FILE_ERROR_NOENT. */
gboolean vit_project_check_place (VitProject *self, GError **error);

/* The fit of a pack; its recipe is said to be at @path. Errors: those of vit_unpack(), vit_recipe_read(),
 * vit_fit_new(). */
VitFit *vit_project_fit_from_pack (const GPtrArray *pack, const char *path, GError **error);

/* Reads the rows of one branch to the end of a history, and looks at their seals. */
gboolean vit_project_read_branch (VitProject *self, gint64 branch, gint64 until, VitHistory *history, GError **error);

/* Looks at the seals of all data sets. */
gboolean vit_project_check_data_sets (VitProject *self, GError **error);

/* Keeps a term's name and its data set, if it is one; inside a transaction. */
gboolean vit_project_store_term (VitProject *self, const VitAnnealer *annealer, int term, GError **error);

/* Leaves out states of checkpoints that are old and many; inside a transaction. */
gboolean vit_project_thin_out (VitProject *self, GError **error);

typedef sqlite3_stmt VitStatement;

static inline void
vit_statement_free (VitStatement *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitStatement, vit_statement_free)
