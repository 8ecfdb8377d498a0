/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Speed of the engine on the Cu64Zr36 glass (10,000 atoms), single thread: each stage of an S(q) move beside the floor
 * (the bare loop over distances and histogram), then whole runs. Run it by "meson test --benchmark -v". */

#include "annealer-state.h"
#include "data-term.h"
#include "fit.h"
#include "moves.h"
#include "sq-observable.h"
#include "test-small-fit.h"
#include "test-support.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <time.h>

#define N_Q 400
#define STAGE_MOVES 4000
#define ROUNDS 7

/* Time that this thread had, s: other programs on a shared machine count less. */
static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/* What is timed: the same moves for every stage, none of them taken. */
typedef struct
{
  VitModel *model;
  VitObservable *observable;
  VitTerm *term;
  VitMetric metric;
  gint32 *change;
  VitFixedPoint to[STAGE_MOVES];
} Stage;

typedef void (*StageFunc) (Stage *stage, gsize atom);

static void
floor_stage (Stage *stage, gsize atom)
{
  VitModel *model = stage->model;
  VitAtomSpan all = vit_atoms_get_span (model->atoms);

  model->kernel->change (&stage->metric, 1, &all, vit_atoms_get (model->atoms, atom), stage->to[atom],
                         vit_pair_distances_get_stride (model->distances), stage->change);
}

static void
histogram_stage (Stage *stage, gsize atom)
{
  vit_model_propose (stage->model, atom, stage->to[atom]);
  vit_pair_distances_get_change (stage->model->distances);
}

static void
curve_stage (Stage *stage, gsize atom)
{
  vit_model_propose (stage->model, atom, stage->to[atom]);
  stage->observable->kind->change (stage->observable, stage->model);
}

static void
move_stage (Stage *stage, gsize atom)
{
  vit_model_propose (stage->model, atom, stage->to[atom]);
  stage->term->kind->propose (stage->term, stage->model);
}

/* Microseconds a move: the stages in turn, several rounds, the best of each (the machine is shared). */
static void
time_stages (Stage *stage, int n, const StageFunc *stages, double *best)
{
  for (int s = 0; s < n; s++)
    best[s] = G_MAXDOUBLE;
  for (int round = 0; round < ROUNDS; round++)
    for (int s = 0; s < n; s++)
      {
        double start = now ();

        for (gsize atom = 0; atom < STAGE_MOVES; atom++)
          stages[s](stage, atom);
        best[s] = MIN (best[s], (now () - start) / STAGE_MOVES * 1e6);
      }
}

static VitTerm *
new_sq_term (const VitModel *model, VitWindow window, VitObservable **observable)
{
  double q[N_Q], target[N_Q];
  VitTerm *term;

  for (int i = 0; i < N_Q; i++)
    q[i] = 0.6 + 19.4 * i / (N_Q - 1);
  *observable = vit_sq_observable_new (model, VIT_RADIATION_XRAY, window, N_Q, q, NULL);
  vit_observable_compute_curve (*observable, model, target);
  term = vit_data_term_new (*observable, target);
  /* So loose that about a third of the moves is accepted, as in a run. */
  term->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 1e-3, 1e-3, 0 };
  return term;
}

static void
bench_stages (double r_max)
{
  static const StageFunc stages[] = { floor_stage, histogram_stage, curve_stage, move_stage };
  VitModelNeeds needs = { .histogram = TRUE, .bin = 0.02, .r_max = r_max };
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autofree Stage *stage = g_new0 (Stage, 1);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  double t[G_N_ELEMENTS (stages)];

  stage->model = vit_model_new (glass, &needs, vit_vector_target (), NULL);
  stage->term = new_sq_term (stage->model, r_max > 0 ? VIT_WINDOW_COSINE : VIT_WINDOW_NONE, &stage->observable);
  stage->term->kind->rebuild (stage->term, stage->model);
  stage->change = g_new0 (gint32, 2 * vit_pair_distances_get_stride (stage->model->distances));
  vit_metric_init (&stage->metric, &stage->model->atoms->cell, 0.02);
  for (gsize atom = 0; atom < STAGE_MOVES; atom++)
    stage->to[atom] = vit_move_displace (stage->model->atoms, atom, 0.3, rng);
  time_stages (stage, G_N_ELEMENTS (stages), stages, t);

  printf ("# S(q) move, %d bins, %d q, %d pairs%s\n", stage->model->histogram->n_bins, N_Q,
          stage->model->histogram->n_pairs, r_max > 0 ? ", r_max = 14 Å, smooth window" : ", r_max = L/2");
  printf ("#   floor: distances and histogram of all atoms   %6.2f µs\n", t[0]);
  printf ("#   distances and histogram in the engine         %6.2f µs\n", t[1]);
  printf ("#   transform to S(q)                             %6.2f µs\n", t[2] - t[1]);
  printf ("#   χ²                                            %6.2f µs\n", t[3] - t[2]);
  printf ("#   whole move                                    %6.2f µs = %.2f × floor\n", t[3], t[3] / t[0]);

  g_free (stage->change);
  vit_term_free (stage->term);
  vit_model_free (stage->model);
  gsl_rng_free (rng);
}

static void
print_run (const char *title, const VitAnnealer *annealer, double seconds)
{
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  double all = (double) counts->attempted;

  printf ("# %s\n#   attempted %8.0f moves/s   fully evaluated %8.0f moves/s   accepted %.1f %%\n", title,
          all / seconds, (double) counts->evaluated / seconds, 100 * (double) counts->accepted / all);
  printf ("#   rejected: too close %.1f %%", 100 * (double) counts->too_close / all);
  for (int i = 0; i < vit_annealer_get_n_terms (annealer); i++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, i);

      printf (", by %s %.1f %%", term->name, 100 * (double) term->rejected / all);
    }
  printf ("\n");
}

/* S(q) alone, without limits: every attempted move is fully evaluated. */
static void
bench_sq_run (double r_max)
{
  VitModelNeeds needs = { .histogram = TRUE, .bin = 0.02, .r_max = r_max };
  VitAnnealerSettings settings = { .n_moves = 1000000, .seed = 1, .step = 0.3 };
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitAnnealer) annealer = NULL;
  VitModel *model = vit_model_new (glass, &needs, vit_vector_target (), NULL);
  VitObservable *observable;
  double start;

  annealer = vit_annealer_new (model, &settings);
  vit_annealer_add_term (annealer, new_sq_term (model, r_max > 0 ? VIT_WINDOW_COSINE : VIT_WINDOW_NONE, &observable));
  vit_annealer_prepare (annealer);
  start = now ();
  vit_annealer_run (annealer, 100000, NULL);
  print_run (r_max > 0 ? "run: S(q) alone, r_max = 14 Å" : "run: S(q) alone, r_max = L/2", annealer, now () - start);
}

/* Saving, as a run with checkpoints does it, and restoring, which computes all curves from scratch. */
static void
bench_state (VitAnnealer *annealer)
{
  double best[2] = { G_MAXDOUBLE, G_MAXDOUBLE };
  gsize size = 0;

  for (int round = 0; round < 20; round++)
    {
      double start = now (), saved;
      g_autoptr (GBytes) state = vit_annealer_save (annealer);

      saved = now ();
      if (round % 5 == 0)
        vit_annealer_restore (annealer, state, NULL);
      best[0] = MIN (best[0], saved - start);
      best[1] = round % 5 == 0 ? MIN (best[1], now () - saved) : best[1];
      size = g_bytes_get_size (state);
    }
  printf ("# state of the run: %.0f kB, saved in %.3f ms, restored in %.0f ms\n", (double) size / 1e3, 1e3 * best[0],
          1e3 * best[1]);
}

static VitRecipe *
read_recipe (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("VITRUM_SOURCE_DIR"), "data", "recipes", file, NULL);
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe = vit_recipe_read (path, &error);

  if (recipe == NULL)
    g_error ("%s", error->message);
  return recipe;
}

static VitFit *
new_fit (VitRecipe *recipe)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit = vit_fit_new (recipe, &error);

  if (fit == NULL)
    g_error ("%s", error->message);
  return fit;
}

/* Microseconds of a proposal of which some terms are asked: no term, one, or all. */
static double
time_terms (const VitAnnealer *annealer, int first, int n, const VitFixedPoint *to)
{
  VitModel *model = (VitModel *) vit_annealer_get_model (annealer);
  double best = G_MAXDOUBLE;

  for (int round = 0; round < ROUNDS; round++)
    {
      double start = now ();

      for (gsize atom = 0; atom < STAGE_MOVES; atom++)
        {
          vit_model_propose (model, atom, to[atom]);
          for (int t = first; t < first + n; t++)
            {
              VitTerm *term = vit_annealer_get_term (annealer, t);

              term->kind->propose (term, model);
            }
        }
      best = MIN (best, (now () - start) / STAGE_MOVES * 1e6);
    }
  return best;
}

/* What each term of a recipe costs in the glass itself. What terms share (distances, histogram, near atoms) is computed
 * once a move, so that all together cost less than the sum. */
static void
bench_terms (const char *name)
{
  VitRecipe *recipe = read_recipe (name);
  g_autoptr (VitFit) fit = NULL;
  g_autofree VitFixedPoint *to = g_new (VitFixedPoint, STAGE_MOVES);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  const VitAnnealer *annealer;
  int n;

  recipe->start = vit_test_path ("data/glasses/cu64zr36.xyz");
  fit = new_fit (recipe);
  annealer = fit->annealer;
  n = vit_annealer_get_n_terms (annealer);
  for (gsize atom = 0; atom < STAGE_MOVES; atom++)
    to[atom] = vit_move_displace (vit_annealer_get_model (annealer)->atoms, atom, 0.3, rng);
  printf ("# terms of %s.ini: a move of which one term is asked\n", name);
  for (int t = 0; t < n; t++)
    printf ("#   %-20s %6.2f µs\n", vit_annealer_get_term (annealer, t)->name, time_terms (annealer, t, 1, to));
  printf ("#   %-20s %6.2f µs\n", "all of them", time_terms (annealer, 0, n, to));
  gsl_rng_free (rng);
}

/* The whole schedule from a random start, only faster: early and late moves in their proportion. */
static VitFit *
bench_recipe (VitRecipe *recipe, const char *title, double *seconds)
{
  g_autoptr (GError) error = NULL;
  VitFit *fit;
  double start;

  recipe->settings.n_moves = 300000;
  fit = new_fit (recipe);
  start = now ();
  vit_annealer_run (fit->annealer, recipe->settings.n_moves, &error);
  *seconds = now () - start;
  print_run (title, fit->annealer, *seconds);
  return fit;
}

/* The same chain with an energy that is asked for every move and at its temperature rejects none: what it costs. */
static VitRecipe *
with_idle_energy (VitRecipe *recipe)
{
  g_ptr_array_add (recipe->constraints, vit_test_energy_new (1e15));
  return recipe;
}

static void
bench_recipes (void)
{
  double plain, idle, energy;
  g_autoptr (VitFit) fit = bench_recipe (
      read_recipe ("cu64zr36"), "run: cu64zr36.ini from its random start, its schedule in 300,000 moves", &plain);
  g_autoptr (VitFit) with_idle = bench_recipe (with_idle_energy (read_recipe ("cu64zr36")),
                                               "run: the same with an energy that rejects no move", &idle);
  g_autoptr (VitFit) with_energy = bench_recipe (read_recipe ("cu64zr36-energy"), "run: cu64zr36-energy.ini", &energy);

  printf ("# the embedded-atom energy at every move: %+.0f %% of time in the same chain, %+.0f %% where it accepts and "
          "rejects\n",
          100 * (idle / plain - 1), 100 * (energy / plain - 1));
  bench_state (fit->annealer);
}

int
main (void)
{
  static const char *const names[] = { "plain C", "AVX2", "AVX-512" };

  gsl_set_error_handler_off ();
  printf ("# vector code: %s\n", names[vit_vector_target ()]);
  bench_stages (0);
  bench_stages (14);
  bench_sq_run (0);
  bench_sq_run (14);
  bench_terms ("cu64zr36");
  bench_terms ("cu64zr36-energy-partials");
  bench_recipes ();
  return 0;
}
