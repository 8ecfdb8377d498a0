/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project keeps of a run: its files, its data sets, checkpoints and the history of χ². */
#include "data-term.h"
#include "error.h"
#include "folder.h"
#include "project-private.h"

#include <math.h>
#include <string.h>

#define NUMBERS_OF_ROW 3
#define NUMBERS_OF_TERM 4

GPtrArray *
vit_project_read_files (VitProject *self, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (
      self, error, "SELECT name, seal, content FROM file ORDER BY name <> 'recipe.ini', name", "");
  g_autoptr (GPtrArray) pack = vit_pack_new ();
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autofree char *name = vit_project_column_text (statement, 0),
                      *expected = vit_project_column_text (statement, 1);
      g_autoptr (GBytes) content = vit_project_column_bytes (statement, 2);
      g_autofree char *seal = vit_project_seal (content, "file|%s", name != NULL ? name : "");
      g_autofree char *what = g_strdup_printf ("its file %s", name != NULL ? name : "without a name");

      if (!vit_project_check_seal (self, seal, expected, what, error))
        return NULL;
      vit_pack_add (pack, g_steal_pointer (&name), g_steal_pointer (&content));
    }
  if (result != SQLITE_DONE)
    {
      vit_project_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&pack);
}

VitFit *
vit_project_fit_from_pack (const GPtrArray *pack, const char *path, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", error), *recipe_path = NULL;
  VitRecipe *recipe = NULL;
  VitFit *fit = NULL;

  if (folder == NULL)
    return NULL;
  recipe_path = g_build_filename (folder, VIT_PACK_RECIPE, NULL);
  if (vit_unpack (pack, folder, error))
    recipe = vit_recipe_read (recipe_path, error);
  if (recipe != NULL)
    fit = vit_fit_new (recipe, error);
  vit_folder_remove (folder);
  if (fit != NULL)
    {
      /* A folder that is gone says nothing to anybody; results name the project, wherever it is. */
      g_free (fit->recipe->path);
      fit->recipe->path = g_path_get_basename (path);
    }
  return fit;
}

VitFit *
vit_project_new_fit (VitProject *self, GError **error)
{
  g_autoptr (GPtrArray) pack = vit_project_read_files (self, error);

  return pack != NULL ? vit_project_fit_from_pack (pack, self->path, error) : NULL;
}

static char *
seal_of_data_set (int t, const char *name, const char *x_name, const char *y_name, GBytes *x, GBytes *target)
{
  g_autofree char *of_x = vit_project_checksum (x);

  return vit_project_seal (target, "data_set|%d|%s|%s|%s|%s", t, name, x_name, y_name, of_x);
}

gboolean
vit_project_check_data_sets (VitProject *self, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (
      self, error,
      "SELECT d.position, t.name, d.x_name, d.y_name, d.x, d.target, d.seal FROM data_set d LEFT JOIN term t ON "
      "t.position = d.position AND t.name = d.name",
      "");
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autofree char *name = vit_project_column_text (statement, 1), *x_name = vit_project_column_text (statement, 2);
      g_autofree char *y_name = vit_project_column_text (statement, 3),
                      *expected = vit_project_column_text (statement, 6);
      g_autoptr (GBytes) x = vit_project_column_bytes (statement, 4), target = vit_project_column_bytes (statement, 5);
      g_autofree char *seal = seal_of_data_set (sqlite3_column_int (statement, 0), name, x_name, y_name, x, target);

      if (!vit_project_check_seal (self, seal, expected, "a data set", error))
        return FALSE;
    }
  return result == SQLITE_DONE || vit_project_fail (self, error);
}

gboolean
vit_project_store_term (VitProject *self, const VitAnnealer *annealer, int t, GError **error)
{
  const VitTerm *term = vit_annealer_get_term (annealer, t);
  const VitObservable *observable = vit_data_term_get_observable (term);
  gsize size = observable != NULL ? observable->n_points * sizeof (double) : 0;
  g_autoptr (GBytes) x = NULL, target = NULL;
  g_autofree char *seal = NULL;

  if (!vit_project_run (self, error, "INSERT INTO term VALUES (?, ?)", "it", (gint64) t, term->name))
    return FALSE;
  if (observable == NULL)
    return TRUE;
  x = g_bytes_new (observable->x, size);
  target = g_bytes_new (vit_data_term_get_target (term), size);
  seal = seal_of_data_set (t, term->name, observable->x_name, observable->y_name, x, target);
  return vit_project_run (self, error, "INSERT INTO data_set VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "itttibbt", (gint64) t,
                          term->name, observable->x_name, observable->y_name, (gint64) observable->n_points, x, target,
                          seal);
}

static char *
seal_of_branch (gint64 id, gint64 parent, const char *created)
{
  return vit_project_seal (NULL, "branch|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s", id, parent, created);
}

gboolean
vit_project_store_branch (VitProject *self, gint64 id, gint64 parent, GError **error)
{
  g_autofree char *time = vit_project_time (), *seal = seal_of_branch (id, parent, time);

  return vit_project_run (self, error, "INSERT OR IGNORE INTO branch VALUES (?, NULLIF (?, 0), ?, ?)", "iitt", id,
                          parent, time, seal);
}

/* Of all but the state, which its own checksum stands for. */
static char *
seal_of_checkpoint (gint64 id, gint64 branch, gint64 moves, double chi2, const char *reason, const char *note,
                    const char *created, gint64 size, const char *checksum)
{
  g_autoptr (GBytes) bits = g_bytes_new (&chi2, sizeof chi2);

  return vit_project_seal (bits,
                           "checkpoint|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
                           "|%s|%s|%s|%" G_GINT64_FORMAT "|%s",
                           id, branch, moves, reason, note != NULL ? note : "", created, size, checksum);
}

static char *
seal_of_row (gint64 branch, gint64 moves, GBytes *numbers)
{
  return vit_project_seal (numbers, "history|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT, branch, moves);
}

static void
checkpoint_free (gpointer data)
{
  VitProjectCheckpoint *self = data;

  g_free (self->reason);
  g_free (self->note);
  g_free (self->created);
  g_free (self);
}

/* One row: id, branch, moves, chi2, reason, note, created, size, checksum, seal, has_state, parent, branch_created,
 * branch_seal. NULL with an error if a seal does not hold. */
static VitProjectCheckpoint *
read_checkpoint (VitProject *self, sqlite3_stmt *row, GError **error)
{
  VitProjectCheckpoint *checkpoint = g_new0 (VitProjectCheckpoint, 1);
  g_autofree char *checksum = vit_project_column_text (row, 8), *expected = vit_project_column_text (row, 9);
  g_autofree char *branch_created = vit_project_column_text (row, 12),
                  *branch_expected = vit_project_column_text (row, 13);
  g_autofree char *seal = NULL, *branch_seal = NULL, *what = NULL;

  checkpoint->id = sqlite3_column_int64 (row, 0);
  checkpoint->branch = sqlite3_column_int64 (row, 1);
  checkpoint->moves = sqlite3_column_int64 (row, 2);
  checkpoint->chi2 = sqlite3_column_double (row, 3);
  checkpoint->reason = vit_project_column_text (row, 4);
  checkpoint->note = vit_project_column_text (row, 5);
  checkpoint->created = vit_project_column_text (row, 6);
  checkpoint->size = sqlite3_column_int64 (row, 7);
  checkpoint->has_state = sqlite3_column_int (row, 10) != 0;
  checkpoint->parent = sqlite3_column_int64 (row, 11);
  seal = seal_of_checkpoint (checkpoint->id, checkpoint->branch, checkpoint->moves, checkpoint->chi2,
                             checkpoint->reason, checkpoint->note, checkpoint->created, checkpoint->size, checksum);
  branch_seal = seal_of_branch (checkpoint->branch, checkpoint->parent, branch_created);
  what = g_strdup_printf ("checkpoint %" G_GINT64_FORMAT, checkpoint->id);
  if (vit_project_check_seal (self, seal, expected, what, error)
      && vit_project_check_seal (self, branch_seal, branch_expected, "a branch", error))
    return checkpoint;
  checkpoint_free (checkpoint);
  return NULL;
}

GPtrArray *
vit_project_list_checkpoints (VitProject *self, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (
      self, error,
      "SELECT c.id, c.branch, c.moves, c.chi2, c.reason, c.note, c.created, c.size, c.checksum, c.seal, c.state IS NOT "
      "NULL, "
      "ifnull (b.parent, 0), b.created, b.seal FROM checkpoint c LEFT JOIN branch b ON b.id = c.branch ORDER BY c.id",
      "");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (checkpoint_free);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      VitProjectCheckpoint *checkpoint = read_checkpoint (self, statement, error);

      if (checkpoint == NULL)
        return NULL;
      g_ptr_array_add (list, checkpoint);
    }
  if (result != SQLITE_DONE)
    {
      vit_project_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&list);
}

GBytes *
vit_project_read_state (VitProject *self, gint64 id, GError **error)
{
  g_autoptr (VitStatement) statement
      = vit_project_prepare (self, error, "SELECT checksum, state FROM checkpoint WHERE id = ?", "i", id);
  g_autoptr (GBytes) state = NULL;
  g_autofree char *expected = NULL, *checksum = NULL;
  int result;

  if (statement == NULL)
    return NULL;
  result = sqlite3_step (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      vit_project_fail (self, error);
      return NULL;
    }
  if (result == SQLITE_DONE || sqlite3_column_type (statement, 1) == SQLITE_NULL)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   result == SQLITE_DONE ? "%s: there is no checkpoint %" G_GINT64_FORMAT
                                         : "%s: checkpoint %" G_GINT64_FORMAT " was thinned out",
                   self->path, id);
      return NULL;
    }
  expected = vit_project_column_text (statement, 0);
  state = vit_project_column_bytes (statement, 1);
  checksum = vit_project_checksum (state);
  if (g_strcmp0 (checksum, expected) != 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "%s: the project is damaged: the checksum of checkpoint %" G_GINT64_FORMAT " does not hold",
                   self->path, id);
      return NULL;
    }
  return g_steal_pointer (&state);
}

static GBytes *
pack_row (const VitHistory *history, gsize row)
{
  int n_terms = vit_history_get_n_terms (history);
  gsize n = NUMBERS_OF_ROW + NUMBERS_OF_TERM * (gsize) n_terms;
  double *numbers = g_new (double, n);
  const VitHistoryRow *whole = vit_history_get_row (history, row);

  numbers[0] = whole->chi2;
  numbers[1] = whole->step;
  numbers[2] = whole->acceptance;
  for (int t = 0; t < n_terms; t++)
    memcpy (numbers + NUMBERS_OF_ROW + NUMBERS_OF_TERM * t, vit_history_get_term (history, row, t),
            sizeof (VitHistoryTerm));
  return g_bytes_new_take (numbers, n * sizeof (double));
}

static gboolean
store_rows (VitProject *self, const VitCheckpoint *checkpoint, GError **error)
{
  for (gsize row = 0; row < vit_history_get_n_rows (checkpoint->rows); row++)
    {
      g_autoptr (GBytes) numbers = pack_row (checkpoint->rows, row);
      gint64 moves = vit_history_get_row (checkpoint->rows, row)->moves;
      g_autofree char *seal = seal_of_row (checkpoint->branch, moves, numbers);

      if (!vit_project_run (self, error, "INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?, ?)", "iiibt",
                            checkpoint->branch, moves, checkpoint->id, numbers, seal))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store (const VitCheckpoint *checkpoint, gpointer data, GError **error)
{
  VitProject *self = data;
  g_autofree char *time = vit_project_time (), *checksum = vit_project_checksum (checkpoint->state);
  const char *reason = vit_checkpoint_reason_name (checkpoint->reason);
  gint64 size = (gint64) g_bytes_get_size (checkpoint->state);
  g_autofree char *seal = seal_of_checkpoint (checkpoint->id, checkpoint->branch, checkpoint->moves, checkpoint->chi2,
                                              reason, checkpoint->note, time, size, checksum);
  gboolean good;

  if (!vit_project_check_place (self, error) || !vit_project_begin (self, error))
    return FALSE;
  good = vit_project_store_branch (self, checkpoint->branch, checkpoint->parent, error)
         && vit_project_run (self, error, "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "iiidtttittb", checkpoint->id, checkpoint->branch, checkpoint->moves, checkpoint->chi2,
                             reason, checkpoint->note, time, size, checksum, seal, checkpoint->state)
         && store_rows (self, checkpoint, error) && vit_project_thin_out (self, error);
  return vit_project_end (self, good, error);
}

VitCheckpointSink
vit_project_get_sink (VitProject *self)
{
  return (VitCheckpointSink){ store, self };
}

gboolean
vit_project_read_branch (VitProject *self, gint64 branch, gint64 until, VitHistory *history, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (
      self, error, "SELECT moves, numbers, seal FROM history WHERE branch = ? AND moves <= ? ORDER BY moves", "ii",
      branch, until);
  int n_terms = vit_history_get_n_terms (history), result;
  g_autofree VitHistoryTerm *terms = g_new (VitHistoryTerm, n_terms + 1);

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr (GBytes) bytes = vit_project_column_bytes (statement, 1);
      g_autofree char *seal = seal_of_row (branch, sqlite3_column_int64 (statement, 0), bytes);
      g_autofree char *expected = vit_project_column_text (statement, 2);
      const double *numbers = g_bytes_get_data (bytes, NULL);
      VitHistoryRow row;

      if (!vit_project_check_seal (self, seal, expected, "a row of the history", error))
        return FALSE;
      if ((gsize) sqlite3_column_bytes (statement, 1)
          != sizeof (double) * (NUMBERS_OF_ROW + NUMBERS_OF_TERM * (gsize) n_terms))
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "%s: the project is damaged: a row of the history is cut short", self->path);
          return FALSE;
        }
      row = (VitHistoryRow){ sqlite3_column_int64 (statement, 0), numbers[0], numbers[1], numbers[2] };
      memcpy (terms, numbers + NUMBERS_OF_ROW, sizeof *terms * (gsize) n_terms);
      vit_history_add (history, &row, terms);
    }
  return result == SQLITE_DONE || vit_project_fail (self, error);
}

/* Where a branch came from: branch and moves of its parent. FALSE with an error. *parent is 0 for the first one. */
static gboolean
find_parent (VitProject *self, gint64 branch, gint64 *parent, gint64 *moves, GError **error)
{
  g_autoptr (VitStatement) statement = vit_project_prepare (
      self, error, "SELECT c.branch, c.moves FROM branch b JOIN checkpoint c ON c.id = b.parent WHERE b.id = ?", "i",
      branch);
  int result;

  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  *parent = result == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  *moves = result == SQLITE_ROW ? sqlite3_column_int64 (statement, 1) : 0;
  /* A damaged file may go in a circle; numbers of parents are smaller. */
  if (*parent >= branch)
    *parent = 0;
  return result == SQLITE_ROW || result == SQLITE_DONE || vit_project_fail (self, error);
}

static gboolean
read_branch (VitProject *self, gint64 branch, gint64 until, VitHistory *history, GError **error)
{
  gint64 parent, moves;

  return find_parent (self, branch, &parent, &moves, error)
         && (parent == 0 || read_branch (self, parent, MIN (moves, until), history, error))
         && vit_project_read_branch (self, branch, until, history, error);
}

VitHistory *
vit_project_read_history (VitProject *self, gint64 branch, gint64 until, GError **error)
{
  g_autoptr (VitHistory) history = NULL;
  gint64 n_terms;

  if (!vit_project_query_integer (self, "SELECT count (*) FROM term", 0, &n_terms, error))
    return NULL;
  history = vit_history_new ((int) MIN (n_terms, 64));
  return read_branch (self, branch, until, history, error) ? g_steal_pointer (&history) : NULL;
}

/* States kept: all of the last minutes, then ever fewer: of each factor of two in age, so many. Always kept: the newest
 * of each branch, those that a branch began at, those made by a person's change. */
#define KEPT_SECONDS 300.0
#define KEPT_OF_AN_OCTAVE 8

gboolean
vit_project_thin_out (VitProject *self, GError **error)
{
  g_autoptr (VitStatement) statement
      = vit_project_prepare (self, error,
                             "SELECT id, (julianday ('now') - julianday (created)) * 86400 AS age, "
                             "reason IN ('timer', 'pause') "
                             "AND id NOT IN (SELECT parent FROM branch WHERE parent IS NOT NULL) "
                             "AND id NOT IN (SELECT max (id) FROM checkpoint GROUP BY branch), size "
                             "FROM checkpoint WHERE state IS NOT NULL ORDER BY 3, id DESC",
                             "");
  double limit = vit_project_get_number (self, "max_bytes", 1e9), total = 0;
  int octave = -1, kept = 0, result;
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      double age = sqlite3_column_double (statement, 1), size = sqlite3_column_double (statement, 3);
      gboolean may_go = sqlite3_column_int (statement, 2) != 0;
      int this_octave = age > KEPT_SECONDS ? (int) log2 (age / KEPT_SECONDS) : -1;

      kept = this_octave == octave ? kept + 1 : 1;
      octave = this_octave;
      if (may_go && ((octave >= 0 && kept > KEPT_OF_AN_OCTAVE) || total + size > limit))
        g_array_append_val (out, id);
      else
        total += size;
    }
  if (result != SQLITE_DONE)
    return vit_project_fail (self, error);
  for (guint k = 0; k < out->len; k++)
    if (!vit_project_run (self, error, "UPDATE checkpoint SET state = NULL WHERE id = ?", "i",
                          g_array_index (out, gint64, k)))
      return FALSE;
  return TRUE;
}
