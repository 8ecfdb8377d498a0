/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "move-rates.h"

#include <math.h>

/* Goes on for some moves, of which one in ten is a swap. */
static void
go_on (VitAnnealerCounts *counts, gint64 moves, double accepted, double gain)
{
  VitMoveCounts *swaps = &counts->kinds[VIT_MOVE_SWAP];

  counts->attempted += moves;
  swaps->attempted += moves / 10;
  swaps->accepted += (gint64) (accepted * (double) moves / 10);
  swaps->gain += gain * (double) moves / 10;
  counts->blocks += moves / 100;
  counts->undone += moves / 400;
}

static void
test_first_moves (void)
{
  VitMoveRates rates = { 0 };
  VitAnnealerCounts counts = { 0 };

  vit_move_rates_update (&rates, &counts);
  g_assert_true (isnan (vit_move_rates_get_acceptance (&rates, VIT_MOVE_SWAP)));
  g_assert_true (isnan (vit_move_rates_get_gain (&rates, VIT_MOVE_SWAP)));
  g_assert_true (isnan (vit_move_rates_get_undone (&rates)));
  go_on (&counts, 1000, 0.5, 2);
  vit_move_rates_update (&rates, &counts);
  g_assert_cmpfloat (vit_move_rates_get_acceptance (&rates, VIT_MOVE_SWAP), ==, 0.5);
  g_assert_cmpfloat (vit_move_rates_get_gain (&rates, VIT_MOVE_SWAP), ==, 2);
  g_assert_cmpfloat (vit_move_rates_get_undone (&rates), ==, 0.2);
  g_assert_true (isnan (vit_move_rates_get_acceptance (&rates, VIT_MOVE_BIASED)));
}

static void
test_old_moves_are_forgotten (void)
{
  VitMoveRates rates = { 0 };
  VitAnnealerCounts counts = { 0 };

  go_on (&counts, 1000000, 0.5, 2);
  vit_move_rates_update (&rates, &counts);
  g_assert_cmpfloat (vit_move_rates_get_acceptance (&rates, VIT_MOVE_SWAP), ==, 0.5);
  /* By then both marks lie behind the change. */
  for (int i = 0; i < 110; i++)
    {
      go_on (&counts, 1000, 0.25, -1);
      vit_move_rates_update (&rates, &counts);
    }
  g_assert_cmpfloat (vit_move_rates_get_acceptance (&rates, VIT_MOVE_SWAP), ==, 0.25);
  g_assert_cmpfloat (vit_move_rates_get_gain (&rates, VIT_MOVE_SWAP), ==, -1);
}

static void
test_going_back (void)
{
  VitMoveRates rates = { 0 };
  VitAnnealerCounts counts = { 0 }, before;

  go_on (&counts, 1000, 0.5, 2);
  before = counts;
  go_on (&counts, 500000, 0.1, 0);
  vit_move_rates_update (&rates, &counts);
  vit_move_rates_update (&rates, &before);
  g_assert_cmpfloat (vit_move_rates_get_acceptance (&rates, VIT_MOVE_SWAP), ==, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/move-rates/first-moves-are-those-of-the-run", test_first_moves);
  g_test_add_func ("/move-rates/old-moves-are-forgotten", test_old_moves_are_forgotten);
  g_test_add_func ("/move-rates/a-run-that-goes-back-is-another", test_going_back);
  return g_test_run ();
}
