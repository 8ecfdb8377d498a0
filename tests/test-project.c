/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"
#include "error.h"
#include "project.h"
#include "runner.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define N_DAMAGED 500

/* A folder of its own for each test. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("vitrum-project-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.vitrum", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static VitProject *
create (const Fixture *fixture, const char *moves)
{
  g_autofree char *recipe = vit_test_path ("tests/data/small.ini");
  const char *settings[] = { "moves", moves, "seed", "7", NULL };
  g_autoptr (GError) error = NULL;
  VitProject *project = vit_project_create (fixture->path, recipe, settings, &error);

  g_assert_no_error (error);
  return project;
}

/* Runs it to the end, with a checkpoint now and then. */
static void
run (VitProject *project, VitFit *fit, gint64 step)
{
  VitRunnerOptions options;
  g_autoptr (VitRunner) runner = NULL;

  vit_runner_options_init (&options);
  options.checkpoint_interval = 0;
  options.history_rows = 20;
  options.sink = vit_project_get_sink (project);
  runner = vit_runner_new (fit->annealer, &options);
  while (vit_runner_get_status (runner) != VIT_RUNNER_FINISHED)
    {
      vit_runner_step (runner, step);
      g_assert_true (vit_runner_wait (runner, 120));
    }
  g_assert_true (vit_runner_flush (runner));
}

static void
test_what_is_kept_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "3000");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFit) fit = vit_project_new_fit (project, &error), again = NULL;
  g_autoptr (GPtrArray) checkpoints = NULL, problems = NULL;
  g_autoptr (VitHistory) history = NULL;
  g_autoptr (GBytes) last = NULL, now = NULL;
  const VitProjectCheckpoint *end;

  g_assert_no_error (error);
  g_assert_cmpint (vit_annealer_get_settings (fit->annealer)->n_moves, ==, 3000);
  g_assert_cmpint ((int) vit_annealer_get_settings (fit->annealer)->seed, ==, 7);
  run (project, fit, 1000);
  now = vit_annealer_save (fit->annealer);
  g_clear_pointer (&project, vit_project_close);

  project = vit_project_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  checkpoints = vit_project_list_checkpoints (project, &error);
  g_assert_no_error (error);
  /* Start, two pauses, end. */
  g_assert_cmpuint (checkpoints->len, ==, 4);
  end = checkpoints->pdata[3];
  g_assert_cmpint (end->moves, ==, 3000);
  g_assert_cmpstr (end->reason, ==, "end");
  g_assert_cmpfloat (end->chi2, ==, vit_annealer_get_chi2 (fit->annealer));
  last = vit_project_read_state (project, end->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (last, now));
  history = vit_project_read_history (project, 1, G_MAXINT64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vit_history_get_n_rows (history), ==, 21);
  g_assert_cmpint (vit_history_get_row (history, 20)->moves, ==, 3000);
  g_assert_cmpfloat (vit_history_get_row (history, 20)->chi2, ==, end->chi2);
  problems = vit_project_check (project, &error);
  g_assert_cmpuint (problems->len, ==, 0);
  again = vit_project_new_fit (project, &error);
  g_assert_no_error (error);
  g_assert_true (vit_annealer_restore (again->annealer, last, &error));
}

static void
exec_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".v1.backup", NULL);
  g_autoptr (VitProject) project = create (fixture, "100");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&project, vit_project_close);
  exec_sql (fixture->path, "PRAGMA user_version = 99");
  g_assert_null (vit_project_open (fixture->path, FALSE, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "newer"));
  g_clear_error (&error);

  /* Version 1 had no comments. */
  exec_sql (fixture->path, "PRAGMA user_version = 1; DROP TABLE comment");
  g_assert_null (vit_project_open (fixture->path, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "older"));
  g_clear_error (&error);
  project = vit_project_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (vit_project_add_comment (project, 0, "looks well", &error));
  g_assert_no_error (error);
  g_clear_pointer (&project, vit_project_close);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_null (vit_project_open (backup, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "older"));
}

static void
test_one_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "100"), reader = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (vit_project_open (fixture->path, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);
  g_assert_nonnull (strstr (error->message, "process"));
  g_clear_error (&error);
  reader = vit_project_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_false (vit_project_set_number (reader, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ROFS);
}

static void
test_removed_file_is_saved_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "2000"), copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFit) fit = vit_project_new_fit (project, &error);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "b.vitrum", NULL);
  g_autoptr (GPtrArray) checkpoints = NULL;
  VitCheckpointSink sink = vit_project_get_sink (project), other;
  g_autoptr (VitRunner) runner = NULL;
  VitRunnerOptions options;

  vit_runner_options_init (&options);
  options.sink = sink;
  runner = vit_runner_new (fit->annealer, &options);
  vit_runner_step (runner, 1000);
  g_assert_true (vit_runner_wait (runner, 120));
  g_assert_true (vit_runner_flush (runner));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  vit_runner_step (runner, 1000);
  g_assert_true (vit_runner_wait (runner, 120));
  g_assert_false (vit_runner_flush (runner));
  g_assert_true (vit_project_save_as (project, elsewhere, NULL, &error));
  g_assert_no_error (error);
  copy = vit_project_open (elsewhere, FALSE, &error);
  g_assert_no_error (error);
  other = vit_project_get_sink (copy);
  vit_runner_set_sink (runner, &other);
  g_assert_true (vit_runner_flush (runner));
  checkpoints = vit_project_list_checkpoints (copy, &error);
  /* Start, pause, end: the last one waited in memory. */
  g_assert_cmpuint (checkpoints->len, ==, 3);
  g_clear_pointer (&runner, vit_runner_free);
}

static gpointer
cancel_when_begun (gpointer data)
{
  gpointer *both = data;

  while (!g_file_test (both[1], G_FILE_TEST_EXISTS))
    g_usleep (200);
  g_cancellable_cancel (both[0]);
  return NULL;
}

/* A copy is broken off in the middle, and what is read at the same time is not. */
static void
test_saving_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "100");
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "b.vitrum", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer both[2] = { cancellable, elsewhere };
  g_autoptr (GPtrArray) checkpoints = NULL;
  g_autoptr (VitProject) copy = NULL;
  GThread *thread;
  sqlite3 *db;

  /* So large that it takes a while. */
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "CREATE TABLE filler (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                    "WHERE i < 3000) INSERT INTO filler SELECT zeroblob (50000) FROM n",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (db);
  thread = g_thread_new ("cancel", cancel_when_begun, both);
  g_assert_false (vit_project_save_as (project, elsewhere, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  checkpoints = vit_project_list_checkpoints (project, &error);
  g_assert_no_error (error);
  g_unlink (elsewhere);
  g_cancellable_reset (cancellable);
  g_assert_true (vit_project_save_as (project, elsewhere, cancellable, &error));
  copy = vit_project_open (elsewhere, TRUE, &error);
  g_assert_no_error (error);
}

static void
test_thinning (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "6000");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFit) fit = vit_project_new_fit (project, &error);
  g_autoptr (GPtrArray) checkpoints = NULL;
  gint64 bytes = 0;

  g_assert_true (vit_project_set_number (project, "max_bytes", 60000, &error));
  run (project, fit, 300);
  checkpoints = vit_project_list_checkpoints (project, &error);
  g_assert_cmpuint (checkpoints->len, ==, 21);
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];

      if (checkpoint->has_state)
        bytes += checkpoint->size;
    }
  /* The first is kept whatever there is room for, being no timer's. */
  g_assert_cmpint (bytes, <=, 60000 + ((const VitProjectCheckpoint *) checkpoints->pdata[0])->size);
  g_assert_true (((const VitProjectCheckpoint *) checkpoints->pdata[20])->has_state);
  g_assert_false (((const VitProjectCheckpoint *) checkpoints->pdata[5])->has_state);
  g_assert_true (vit_project_compact (project, &error));
}

/* All that a project gives: NULL if it says that something is wrong. */
static GString *
read_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitProject) project = vit_project_open (path, TRUE, &error);
  g_autoptr (GPtrArray) files = project != NULL ? vit_project_read_files (project, &error) : NULL;
  g_autoptr (GPtrArray) checkpoints = files != NULL ? vit_project_list_checkpoints (project, &error) : NULL;
  g_autoptr (VitHistory) history
      = checkpoints != NULL ? vit_project_read_history (project, 1, G_MAXINT64, &error) : NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  if (history == NULL)
    {
      g_assert_nonnull (error);
      return NULL;
    }
  for (guint k = 0; k < files->len; k++)
    {
      const VitPackedFile *file = files->pdata[k];
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->content);

      g_string_append_printf (all, "%s %s\n", file->name, sum);
    }
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];
      g_autoptr (GBytes) state = vit_project_read_state (project, checkpoint->id, &error);
      g_autofree char *sum = state != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, state) : NULL;

      if (state == NULL)
        return NULL;
      g_string_append_printf (all, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.17g %s %s %s\n",
                              checkpoint->id, checkpoint->branch, checkpoint->moves, checkpoint->chi2,
                              checkpoint->reason, checkpoint->created, sum);
    }
  for (gsize row = 0; row < vit_history_get_n_rows (history); row++)
    g_string_append_printf (all, "%" G_GINT64_FORMAT " %.17g\n", vit_history_get_row (history, row)->moves,
                            vit_history_get_row (history, row)->chi2);
  return g_steal_pointer (&all);
}

/* Bytes flipped anywhere: an error, or the same as before; never a crash, never something else. */
static void
test_damaged_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VitProject) project = create (fixture, "3000");
  g_autoptr (VitFit) fit = vit_project_new_fit (project, NULL);
  g_autofree char *content = NULL, *broken = g_build_filename (fixture->folder, "broken.vitrum", NULL);
  g_autoptr (GString) whole = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  gsize length;
  int refused = 0, same = 0;

  run (project, fit, 500);
  g_clear_pointer (&project, vit_project_close);
  whole = read_all (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  for (int k = 0; k < N_DAMAGED; k++)
    {
      g_autofree char *copy = g_memdup2 (content, length);
      g_autoptr (GString) found = NULL;

      for (int flips = g_rand_int_range (rand, 1, 9); flips > 0; flips--)
        copy[g_rand_int_range (rand, 0, (gint32) length)] ^= (char) g_rand_int_range (rand, 1, 256);
      g_assert_true (g_file_set_contents (broken, copy, (gssize) length, NULL));
      found = read_all (broken);
      if (found == NULL)
        refused++;
      else
        {
          /* The bytes were in a place that says nothing: comments, free pages, data sets. */
          g_assert_cmpstr (found->str, ==, whole->str);
          same++;
        }
    }
  g_test_message ("%d refused, %d harmless", refused, same);
  g_assert_cmpint (refused, >, N_DAMAGED / 4);
}

static void
test_names_do_not_lead_out (Fixture *fixture, gconstpointer data)
{
  const char *bad[] = { "../a", "/etc/a", "a/../../b", "", "a//b", "./a", "a\\b" };

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autoptr (GPtrArray) pack = vit_pack_new ();
      g_autoptr (GError) error = NULL;

      vit_pack_add (pack, g_strdup (bad[k]), g_bytes_new_static ("x", 1));
      g_assert_false (vit_unpack (pack, fixture->folder, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/project/what-is-kept-comes-back", Fixture, NULL, set_up, test_what_is_kept_comes_back, tear_down);
  g_test_add ("/project/newer-versions-are-refused-older-ones-migrated", Fixture, NULL, set_up, test_versions,
              tear_down);
  g_test_add ("/project/one-program-writes", Fixture, NULL, set_up, test_one_writer, tear_down);
  g_test_add ("/project/removed-file-is-saved-elsewhere", Fixture, NULL, set_up, test_removed_file_is_saved_elsewhere,
              tear_down);
  g_test_add ("/project/saving-can-be-cancelled", Fixture, NULL, set_up, test_saving_can_be_cancelled, tear_down);
  g_test_add ("/project/old-states-are-thinned-out", Fixture, NULL, set_up, test_thinning, tear_down);
  g_test_add ("/project/damaged-files-are-refused", Fixture, NULL, set_up, test_damaged_files, tear_down);
  g_test_add ("/project/names-do-not-lead-out", Fixture, NULL, set_up, test_names_do_not_lead_out, tear_down);
  return g_test_run ();
}
