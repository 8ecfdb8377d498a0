/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule.h"

#include <math.h>

/* A power and a product: a few rounding errors. */
#define ROUNDING 1e-14

static void
assert_value (const VitSchedule *schedule, double progress, double expected)
{
  g_assert_cmpfloat_with_epsilon (vit_schedule_get_value (schedule, progress), expected, ROUNDING * expected);
}

static void
test_geometric (void)
{
  const VitSchedule schedule = { VIT_SCHEDULE_GEOMETRIC, 0.1, 0.001, 0 };

  assert_value (&schedule, 0, 0.1);
  assert_value (&schedule, 0.5, 0.01);
  assert_value (&schedule, 0.25, 0.1 * pow (0.01, 0.25));
  assert_value (&schedule, 1, 0.001);
}

static void
test_linear (void)
{
  const VitSchedule schedule = { VIT_SCHEDULE_LINEAR, 0.1, 0.02, 0 };

  assert_value (&schedule, 0, 0.1);
  assert_value (&schedule, 0.25, 0.08);
  assert_value (&schedule, 0.5, 0.06);
  assert_value (&schedule, 1, 0.02);
}

static void
test_plateaus (void)
{
  const VitSchedule schedule = { VIT_SCHEDULE_PLATEAUS, 0.1, 0.001, 3 };

  /* Each third of the run at 0.1, 0.01, 0.001. */
  assert_value (&schedule, 0, 0.1);
  assert_value (&schedule, 0.333, 0.1);
  assert_value (&schedule, 0.334, 0.01);
  assert_value (&schedule, 0.5, 0.01);
  assert_value (&schedule, 0.666, 0.01);
  assert_value (&schedule, 0.667, 0.001);
  assert_value (&schedule, 1, 0.001);
}

static void
test_few_plateaus (void)
{
  const VitSchedule two = { VIT_SCHEDULE_PLATEAUS, 0.1, 0.001, 2 }, one = { VIT_SCHEDULE_PLATEAUS, 0.1, 0.001, 1 };

  assert_value (&two, 0, 0.1);
  assert_value (&two, 0.499, 0.1);
  assert_value (&two, 0.5, 0.001);
  assert_value (&two, 1, 0.001);
  /* A single plateau is the σ that the run is meant to reach. */
  assert_value (&one, 0, 0.001);
  assert_value (&one, 1, 0.001);
}

static void
test_outside (void)
{
  for (int kind = VIT_SCHEDULE_GEOMETRIC; kind <= VIT_SCHEDULE_PLATEAUS; kind++)
    {
      const VitSchedule schedule = { (VitScheduleKind) kind, 0.3, 0.02, 5 };

      assert_value (&schedule, 1.5, 0.02);
      assert_value (&schedule, 1e9, 0.02);
      assert_value (&schedule, -0.5, 0.3);
    }
}

static void
test_constant_and_rising (void)
{
  for (int kind = VIT_SCHEDULE_GEOMETRIC; kind <= VIT_SCHEDULE_PLATEAUS; kind++)
    {
      const VitSchedule constant = { (VitScheduleKind) kind, 0.02, 0.02, 4 };
      const VitSchedule rising = { (VitScheduleKind) kind, 0.02, 0.3, 4 };

      for (int i = 0; i <= 10; i++)
        assert_value (&constant, i / 10.0, 0.02);
      assert_value (&rising, 0, 0.02);
      assert_value (&rising, 1, 0.3);
    }
}

static void
test_falls_monotonically (void)
{
  for (int kind = VIT_SCHEDULE_GEOMETRIC; kind <= VIT_SCHEDULE_PLATEAUS; kind++)
    {
      const VitSchedule schedule = { (VitScheduleKind) kind, 1, 1e-6, 7 };
      double last = 1;

      for (int i = 0; i <= 1000; i++)
        {
          double value = vit_schedule_get_value (&schedule, i / 1000.0);

          g_assert_cmpfloat (value, <=, last);
          g_assert_cmpfloat (value, >=, 1e-6 * (1 - ROUNDING));
          last = value;
        }
    }
}

static void
test_names (void)
{
  static const char *const names[] = { "geometric", "linear", "plateaus" };

  for (int i = 0; i <= VIT_SCHEDULE_PLATEAUS; i++)
    {
      VitScheduleKind kind;

      g_assert_cmpstr (vit_schedule_kind_to_string ((VitScheduleKind) i), ==, names[i]);
      g_assert_true (vit_schedule_kind_from_string (names[i], &kind));
      g_assert_cmpint (kind, ==, i);
    }
}

static void
test_wrong_names (void)
{
  static const char *const wrong[] = { "", "geo", "linear ", "exponential", "plateau" };
  VitScheduleKind kind = VIT_SCHEDULE_LINEAR;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (vit_schedule_kind_from_string (wrong[i], &kind));
  g_assert_cmpint (kind, ==, VIT_SCHEDULE_LINEAR);
  g_assert_true (vit_schedule_kind_from_string ("Geometric", &kind));
  g_assert_cmpint (kind, ==, VIT_SCHEDULE_GEOMETRIC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/geometric-falls-by-equal-factors", test_geometric);
  g_test_add_func ("/schedule/linear-falls-by-equal-amounts", test_linear);
  g_test_add_func ("/schedule/plateaus-are-held-for-equal-shares", test_plateaus);
  g_test_add_func ("/schedule/two-plateaus-and-one", test_few_plateaus);
  g_test_add_func ("/schedule/the-value-stays-outside-of-the-run", test_outside);
  g_test_add_func ("/schedule/constant-and-rising-schedules-work-too", test_constant_and_rising);
  g_test_add_func ("/schedule/no-schedule-rises-on-the-way-down", test_falls_monotonically);
  g_test_add_func ("/schedule/names-go-there-and-back", test_names);
  g_test_add_func ("/schedule/wrong-names-are-refused-and-change-nothing", test_wrong_names);
  return g_test_run ();
}
