/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What checkpoints cost: moves a second of the Cu64Zr36 recipe (10,000 atoms) on a runner with a project that keeps a
 * checkpoint every 5 s, beside a runner without one, in turn. */
#include "annealer-state.h"
#include "project.h"
#include "runner.h"

#include <glib/gstdio.h>
#include <stdio.h>

#define ROUNDS 4
#define SECONDS 11

/* From the same state each time: the speed depends on how many moves are accepted. */
static double
measure (VitProject *project, VitFit *fit, GBytes *state, gboolean with_project)
{
  VitRunnerOptions options;
  g_autoptr (VitRunner) runner = NULL;
  g_autoptr (VitSnapshot) before = NULL, after = NULL;
  gint64 start;
  double seconds;

  vit_annealer_restore (fit->annealer, state, NULL);
  vit_runner_options_init (&options);
  options.checkpoint_interval = 5;
  options.last_id = 1000 * g_random_int_range (1, 100000);
  if (with_project)
    options.sink = vit_project_get_sink (project);
  runner = vit_runner_new (fit->annealer, &options);
  before = vit_runner_get_snapshot (runner);
  start = g_get_monotonic_time ();
  vit_runner_start (runner);
  g_usleep (SECONDS * G_USEC_PER_SEC);
  vit_runner_pause (runner);
  vit_runner_wait (runner, 10);
  seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  after = vit_runner_get_snapshot (runner);
  vit_runner_flush (runner);
  return (double) (after->counts.attempted - before->counts.attempted) / seconds;
}

int
main (void)
{
  g_autofree char *recipe = g_build_filename (g_getenv ("VITRUM_SOURCE_DIR"), "data/recipes/cu64zr36.ini", NULL);
  g_autofree char *folder = g_dir_make_tmp ("vitrum-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.vitrum", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitProject) project = vit_project_create (path, recipe, NULL, &error);
  g_autoptr (VitFit) fit = project != NULL ? vit_project_new_fit (project, &error) : NULL;
  g_autoptr (GBytes) state = NULL;
  double best[2] = { 0, 0 };
  gint64 start;

  if (fit == NULL)
    g_error ("%s", error->message);
  vit_annealer_run (fit->annealer, 200000, NULL);
  state = vit_annealer_save (fit->annealer);
  for (int k = 0; k < ROUNDS; k++)
    for (int turn = 0; turn < 2; turn++)
      {
        int with = (k + turn) % 2;
        double rate = measure (project, fit, state, with != 0);

        best[with] = MAX (best[with], rate);
        printf ("%s checkpoints: %.0f moves/s\n", with ? "with" : "without", rate);
      }
  printf ("slower by %.2f %% (best of %d each; asked: less than 2 %%)\n", 100 * (1 - best[1] / best[0]), ROUNDS);
  start = g_get_monotonic_time ();
  for (int k = 0; k < 100; k++)
    {
      g_autoptr (GBytes) saved = vit_annealer_save (fit->annealer);

      if (k == 0)
        printf ("a state has %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (saved));
    }
  printf (", and takes the engine %.3f ms\n", (double) (g_get_monotonic_time () - start) / 1e5);
  g_clear_pointer (&project, vit_project_close);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
