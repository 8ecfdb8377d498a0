/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Microseconds a proposed move of each term on the neighbours of atoms, on the Cu64Zr36 glass (10,000 atoms), single
 * thread. Run it by "meson test --benchmark -v". */

#include "angle-observable.h"
#include "coordination-quantity.h"
#include "moves.h"
#include "test-support.h"
#include "voronoi-classes.h"
#include "voronoi-quantity.h"

#include <gsl/gsl_rng.h>
#include <stdio.h>

#define N_MOVES 4000
#define ROUNDS 7
#define CUTOFF 3.6

typedef struct
{
  VitModel *model;
  VitFixedPoint to[N_MOVES];
} Bench;

typedef void (*AskFunc) (gpointer what, VitModel *model);

static void
ask_near (gpointer what, VitModel *model)
{
  vit_pair_distances_get_near (model->distances);
}

static void
ask_observable (gpointer what, VitModel *model)
{
  VitObservable *observable = what;

  observable->kind->change (observable, model);
}

static void
ask_quantity (gpointer what, VitModel *model)
{
  VitQuantity *quantity = what;

  quantity->kind->propose (quantity, model);
}

/* Best of several rounds (the machine is shared), with the search for the near atoms, which all terms share. */
static double
time_ask (Bench *bench, AskFunc ask, gpointer what)
{
  double best = G_MAXDOUBLE;

  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      for (gsize atom = 0; atom < N_MOVES; atom++)
        {
          vit_model_propose (bench->model, atom, bench->to[atom]);
          ask (what, bench->model);
        }
      best = MIN (best, (double) (g_get_monotonic_time () - start) / N_MOVES);
    }
  return best;
}

static void
bench_observable (Bench *bench, double floor, VitObservable *observable)
{
  g_autofree double *curve = g_new (double, observable->n_points);

  vit_observable_compute_curve (observable, bench->model, curve);
  printf ("#   %-32s %6.2f µs\n", observable->name, time_ask (bench, ask_observable, observable) - floor);
  vit_observable_free (observable);
}

static void
bench_quantity (Bench *bench, double floor, VitQuantity *quantity)
{
  quantity->kind->compute (quantity, bench->model, NULL);
  printf ("#   %-32s %6.2f µs\n", quantity->name, time_ask (bench, ask_quantity, quantity) - floor);
  vit_quantity_free (quantity);
}

static void
bench_voronoi (Bench *bench)
{
  g_autoptr (VitQuantity) quantity = vit_voronoi_quantity_new (bench->model, VIT_ICOSAHEDRON, 0);
  double best = G_MAXDOUBLE;

  for (int round = 0; round < 3; round++)
    {
      gint64 start = g_get_monotonic_time ();

      quantity->kind->compute (quantity, bench->model, NULL);
      best = MIN (best, (double) (g_get_monotonic_time () - start) / 1000);
    }
  printf ("#   %-32s %6.0f ms each time: in blocks of 100 moves %.0f µs a move\n", quantity->name, best, 10 * best);
}

static void
bench_at (double near_radius)
{
  VitModelNeeds needs = { .near_radius = near_radius };
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autofree Bench *bench = g_new0 (Bench, 1);
  VitCoordinationOptions options = { .centre = 0, .neighbour = 1, .n_max = 20 };
  VitAngleOptions pair = { .centre = 0, .pair = { 0, 1 }, .n_bins = 36 };
  VitAngleOptions all = { .centre = -1, .pair = { -1, -1 }, .n_bins = 36 };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  double floor;

  for (int k = 0; k < VIT_MAX_PAIRS; k++)
    options.cutoff[k] = pair.cutoff[k] = all.cutoff[k] = CUTOFF;
  bench->model = vit_model_new (glass, &needs, vit_vector_target (), NULL);
  for (gsize atom = 0; atom < N_MOVES; atom++)
    bench->to[atom] = vit_move_displace (bench->model->atoms, atom, 0.3, rng);
  floor = time_ask (bench, ask_near, NULL);
  printf (
      "# cut-off %g Å, near radius of the model %g Å; a proposed move, beside the search for near atoms (%.2f µs)\n",
      CUTOFF, near_radius, floor);
  bench_observable (bench, floor, vit_coordination_observable_new (bench->model, &options, NULL));
  bench_observable (bench, floor, vit_angle_observable_new (bench->model, &pair, NULL));
  bench_observable (bench, floor, vit_angle_observable_new (bench->model, &all, NULL));
  bench_quantity (bench, floor, vit_coordination_quantity_new (bench->model, &options, NULL));
  bench_quantity (bench, floor, vit_chemical_order_quantity_new (bench->model, &options, NULL));
  if (near_radius <= CUTOFF)
    bench_voronoi (bench);
  vit_model_free (bench->model);
  gsl_rng_free (rng);
}

int
main (void)
{
  bench_at (CUTOFF);
  bench_at (7); /* as with EXAFS */
  return 0;
}
