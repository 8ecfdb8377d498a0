/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"
#include "error.h"
#include "runner.h"
#include "test-small-fit.h"

#include <pthread.h>
#include <string.h>

#define LONG_ENOUGH 120.0 /* s; under sanitizers too */

/* A sink that keeps everything, or cannot. */
typedef struct
{
  pthread_mutex_t mutex;
  int failing; /* how often it says no before it takes one */
  int tries;
  GArray *ids, *branches, *parents, *reasons;
  GPtrArray *states;
  VitHistory *history;
} Memory;

static gboolean
keep (const VitCheckpoint *checkpoint, gpointer data, GError **error)
{
  Memory *memory = data;
  gboolean kept;

  pthread_mutex_lock (&memory->mutex);
  memory->tries++;
  kept = memory->failing == 0;
  if (!kept)
    {
      memory->failing--;
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "no room");
    }
  else
    {
      gint64 reason = checkpoint->reason;

      g_array_append_val (memory->ids, checkpoint->id);
      g_array_append_val (memory->branches, checkpoint->branch);
      g_array_append_val (memory->parents, checkpoint->parent);
      g_array_append_val (memory->reasons, reason);
      g_ptr_array_add (memory->states, g_bytes_ref (checkpoint->state));
      if (memory->history == NULL)
        memory->history = vit_history_new (vit_history_get_n_terms (checkpoint->rows));
      vit_history_append (memory->history, checkpoint->rows);
    }
  pthread_mutex_unlock (&memory->mutex);
  return kept;
}

static Memory *
memory_new (void)
{
  Memory *memory = g_new0 (Memory, 1);

  pthread_mutex_init (&memory->mutex, NULL);
  for (int k = 0; k < 4; k++)
    *(GArray * *[]){ &memory->ids, &memory->branches, &memory->parents, &memory->reasons }[k]
        = g_array_new (FALSE, FALSE, sizeof (gint64));
  memory->states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return memory;
}

static void
memory_free (Memory *memory)
{
  g_array_unref (memory->ids);
  g_array_unref (memory->branches);
  g_array_unref (memory->parents);
  g_array_unref (memory->reasons);
  g_ptr_array_unref (memory->states);
  vit_history_free (memory->history);
  pthread_mutex_destroy (&memory->mutex);
  g_free (memory);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Memory, memory_free)

static VitRunner *
runner_new (VitFit *fit, Memory *memory, double interval)
{
  VitRunnerOptions options;

  vit_runner_options_init (&options);
  options.checkpoint_interval = interval;
  if (memory != NULL)
    options.sink = (VitCheckpointSink){ keep, memory };
  return vit_runner_new (fit->annealer, &options);
}

static void
assert_same_state (const VitAnnealer *a, const VitAnnealer *b)
{
  g_autoptr (GBytes) of_a = vit_annealer_save (a), of_b = vit_annealer_save (b);

  g_assert_true (g_bytes_equal (of_a, of_b));
}

static void
wait_for (VitRunner *runner)
{
  g_assert_true (vit_runner_wait (runner, LONG_ENOUGH));
}

static void
test_runs_to_the_end_as_the_annealer_alone (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0), alone = vit_test_fit_new (0);
  g_autoptr (Memory) memory = memory_new ();
  g_autoptr (VitRunner) runner = runner_new (fit, memory, 0.001);
  g_autoptr (VitHistory) history = NULL;
  gint64 n_moves = vit_annealer_get_settings (fit->annealer)->n_moves;

  g_assert_cmpint (vit_runner_get_status (runner), ==, VIT_RUNNER_PAUSED);
  vit_runner_start (runner);
  wait_for (runner);
  g_assert_cmpint (vit_runner_get_status (runner), ==, VIT_RUNNER_FINISHED);
  g_assert_true (vit_runner_flush (runner));
  history = vit_runner_get_history (runner);
  g_clear_pointer (&runner, vit_runner_free);
  vit_test_fit_run (alone, n_moves);
  assert_same_state (fit->annealer, alone->annealer);
  /* Start and 500 rows; all of them went with the checkpoints, each once. */
  g_assert_cmpuint (vit_history_get_n_rows (history), ==, 501);
  g_assert_cmpuint (vit_history_get_n_rows (memory->history), ==, 501);
  for (gsize row = 0; row < 501; row++)
    g_assert_cmpint (vit_history_get_row (memory->history, row)->moves, ==, (gint64) row * n_moves / 500);
  g_assert_cmpint (g_array_index (memory->reasons, gint64, 0), ==, VIT_CHECKPOINT_START);
  g_assert_cmpint (g_array_index (memory->reasons, gint64, memory->reasons->len - 1), ==, VIT_CHECKPOINT_END);
  g_assert_cmpuint (memory->ids->len, >, 2);
}

static void
test_steps_and_pauses (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0), alone = vit_test_fit_new (0);
  g_autoptr (VitRunner) runner = runner_new (fit, NULL, 0);
  g_autoptr (VitSnapshot) snapshot = NULL;

  vit_runner_step (runner, 137);
  wait_for (runner);
  snapshot = vit_runner_get_snapshot (runner);
  g_assert_cmpint (snapshot->counts.attempted, ==, 137);
  g_assert_cmpint (vit_runner_get_status (runner), ==, VIT_RUNNER_PAUSED);
  vit_runner_start (runner);
  g_usleep (2000);
  vit_runner_pause (runner);
  wait_for (runner);
  g_clear_pointer (&runner, vit_runner_free);
  vit_test_fit_run (alone, vit_annealer_get_counts (fit->annealer)->attempted);
  assert_same_state (fit->annealer, alone->annealer);
}

static void
test_changes_act_at_once (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (Memory) memory = memory_new ();
  g_autoptr (VitRunner) runner = runner_new (fit, memory, 0);
  const VitSchedule schedule = { VIT_SCHEDULE_LINEAR, 0.5, 0.25, 0 };
  g_autoptr (VitSnapshot) snapshot = NULL;

  vit_runner_step (runner, 100);
  vit_runner_set_weight (runner, 0, 3);
  vit_runner_set_schedule (runner, 1, &schedule);
  vit_runner_set_enabled (runner, 2, FALSE);
  vit_runner_set_step_size (runner, 0.11);
  vit_runner_set_share (runner, VIT_MOVE_SWAP, 0.25);
  vit_runner_set_n_moves (runner, 4000);
  vit_runner_checkpoint (runner, "as I like it");
  wait_for (runner);
  snapshot = vit_runner_get_snapshot (runner);
  g_assert_cmpfloat (snapshot->terms[0].weight, ==, 3);
  g_assert_cmpfloat (snapshot->terms[1].schedule.start, ==, 0.5);
  g_assert_false (snapshot->terms[2].enabled);
  g_assert_cmpfloat (snapshot->terms[2].chi2, ==, 0);
  g_assert_cmpfloat (snapshot->step, ==, 0.11);
  g_assert_cmpfloat (snapshot->share[VIT_MOVE_SWAP], ==, 0.25);
  g_assert_cmpfloat (snapshot->share[VIT_MOVE_DISPLACEMENT], ==, 0.75);
  g_assert_true (snapshot->can_make[VIT_MOVE_SWAP]);
  g_assert_cmpint (snapshot->n_moves, ==, 4000);
  g_assert_true (vit_runner_flush (runner));
  /* Start; the pause after the step comes last, or the changes came while it ran: each has a checkpoint. */
  g_assert_cmpuint (memory->ids->len, >=, 8);
}

static void
test_rewinding_begins_a_branch (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (Memory) memory = memory_new ();
  g_autoptr (VitRunner) runner = runner_new (fit, memory, 0);
  g_autoptr (GBytes) first = NULL, second = NULL;
  guint last;

  vit_runner_step (runner, 1000);
  wait_for (runner);
  vit_runner_step (runner, 1000);
  wait_for (runner);
  g_assert_true (vit_runner_flush (runner));
  last = memory->ids->len - 1;
  first = g_bytes_ref (memory->states->pdata[last - 1]);
  second = g_bytes_ref (memory->states->pdata[last]);
  vit_runner_rewind (runner, g_array_index (memory->ids, gint64, last - 1), first);
  vit_runner_step (runner, 1000);
  wait_for (runner);
  g_assert_true (vit_runner_flush (runner));
  g_assert_cmpint (vit_runner_get_branch (runner), ==, 2);
  g_assert_cmpint (g_array_index (memory->branches, gint64, last + 1), ==, 2);
  g_assert_cmpint (g_array_index (memory->parents, gint64, last + 1), ==,
                   g_array_index (memory->ids, gint64, last - 1));
  /* The branch is kept from its first move on; and as nothing was changed, it ends where the first one did. */
  g_assert_true (g_bytes_equal (first, memory->states->pdata[last + 1]));
  g_assert_true (g_bytes_equal (second, memory->states->pdata[last + 2]));
}

static void
test_a_damaged_state_is_refused (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (VitRunner) runner = runner_new (fit, NULL, 0);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autofree char *failure = NULL;

  vit_runner_rewind (runner, 1, nonsense);
  wait_for (runner);
  failure = vit_runner_get_failure (runner);
  g_assert_nonnull (failure);
}

static void
test_a_full_disk_loses_nothing (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (Memory) memory = memory_new (), other = memory_new ();
  g_autoptr (VitRunner) runner = NULL;
  g_autofree char *error = NULL, *later = NULL;
  const VitCheckpointSink elsewhere = { keep, other };

  memory->failing = G_MAXINT;
  runner = runner_new (fit, memory, 0);
  for (int k = 0; k < 3; k++)
    {
      vit_runner_step (runner, 500);
      wait_for (runner);
    }
  g_assert_false (vit_runner_flush (runner));
  error = vit_runner_get_sink_error (runner);
  g_assert_cmpstr (error, ==, "no room");
  g_assert_cmpuint (memory->ids->len, ==, 0);
  vit_runner_set_sink (runner, &elsewhere);
  g_assert_true (vit_runner_flush (runner));
  later = vit_runner_get_sink_error (runner);
  g_assert_null (later);
  g_assert_cmpuint (other->ids->len, ==, 4);
  for (guint k = 0; k < 4; k++)
    g_assert_cmpint (g_array_index (other->ids, gint64, k), ==, k + 1);
}

typedef struct
{
  pthread_mutex_t mutex;
  int n;
} Counter;

static void
count (gpointer data)
{
  Counter *counter = data;

  pthread_mutex_lock (&counter->mutex);
  counter->n++;
  pthread_mutex_unlock (&counter->mutex);
}

/* Readers and senders on other threads while it runs: for the thread sanitizer. */
static void *
pester (void *data)
{
  VitRunner *runner = data;

  for (int k = 0; k < 200; k++)
    {
      g_autoptr (VitSnapshot) snapshot = vit_runner_get_snapshot (runner);
      g_autoptr (VitHistory) history = vit_runner_get_history (runner);
      g_autofree char *error = vit_runner_get_sink_error (runner);

      g_assert_cmpint (snapshot->n_terms, ==, 5);
      g_assert_cmpfloat (snapshot->chi2, >, 0);
      vit_runner_set_weight (runner, k % 5, 1 + k % 3);
      if (k % 20 == 0)
        vit_runner_pause (runner);
      vit_runner_start (runner);
      vit_runner_get_moves_per_second (runner);
    }
  return NULL;
}

static void
test_many_threads (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (Memory) memory = memory_new ();
  g_autoptr (VitRunner) runner = NULL;
  VitRunnerOptions options;
  Counter counter = { .n = 0 };
  pthread_t threads[2];

  pthread_mutex_init (&counter.mutex, NULL);
  vit_runner_options_init (&options);
  options.checkpoint_interval = 0.001;
  options.sink = (VitCheckpointSink){ keep, memory };
  options.changed = count;
  options.data = &counter;
  runner = vit_runner_new (fit->annealer, &options);
  for (int k = 0; k < 2; k++)
    g_assert_cmpint (pthread_create (&threads[k], NULL, pester, runner), ==, 0);
  for (int k = 0; k < 2; k++)
    pthread_join (threads[k], NULL);
  vit_runner_pause (runner);
  wait_for (runner);
  g_assert_true (vit_runner_flush (runner));
  g_clear_pointer (&runner, vit_runner_free);
  g_assert_cmpint (counter.n, >, 1);
  pthread_mutex_destroy (&counter.mutex);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runner/runs-to-the-end-as-the-annealer-alone", test_runs_to_the_end_as_the_annealer_alone);
  g_test_add_func ("/runner/steps-and-pauses", test_steps_and_pauses);
  g_test_add_func ("/runner/changes-act-at-once", test_changes_act_at_once);
  g_test_add_func ("/runner/rewinding-begins-a-branch", test_rewinding_begins_a_branch);
  g_test_add_func ("/runner/a-damaged-state-is-refused", test_a_damaged_state_is_refused);
  g_test_add_func ("/runner/a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  g_test_add_func ("/runner/many-threads", test_many_threads);
  return g_test_run ();
}
