/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-support.h"
#include "ticks.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
check (VitPlotScaleKind kind, double low, double high, double length, const char *expected)
{
  g_autoptr (VitTicks) ticks = vit_ticks_new (kind, low, high, length, 60);
  g_autofree char *found = g_strjoinv (" ", ticks->labels);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_linear_steps (void)
{
  g_autoptr (VitTicks) ticks = vit_ticks_new (VIT_PLOT_LINEAR, 0.6, 20, 300, 60);

  g_assert_cmpuint (ticks->n_major, ==, 4);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat (ticks->major[i], ==, 5 * (i + 1));
  /* Fifths of 5 between 0.6 and 20, less the four numbers. */
  g_assert_cmpuint (ticks->n_minor, ==, 16);
  g_assert_cmpfloat (ticks->minor[0], ==, 1);
  check (VIT_PLOT_LINEAR, 0, 1, 300, "0.0 0.2 0.4 0.6 0.8 1.0");
  check (VIT_PLOT_LINEAR, 0, 100, 300, "0 20 40 60 80 100");
  check (VIT_PLOT_LINEAR, -8.4, -7, 300, "−8.0 −7.5 −7.0");
  check (VIT_PLOT_LINEAR, 0.002, 0.0105, 300, "0.002 0.004 0.006 0.008 0.010");
}

static void
test_exact_values (void)
{
  g_autoptr (VitTicks) ticks = vit_ticks_new (VIT_PLOT_LINEAR, 0, 1, 600, 60);

  /* 3/10, not 3 · 0.1. */
  for (int i = 0; i <= 10; i++)
    g_assert_cmpfloat (ticks->major[i], ==, i / 10.);
}

static void
test_zero_has_no_sign (void)
{
  g_autofree char *zero = vit_ticks_format (-0.001, 2), *minus = vit_ticks_format (-1.5, 1);

  g_assert_cmpstr (zero, ==, "0.00");
  g_assert_cmpstr (minus, ==, "\342\210\2221.5"); /* U+2212 */
  check (VIT_PLOT_LINEAR, -1, 1, 300, "−1.0 −0.5 0.0 0.5 1.0");
}

static void
test_large_and_small (void)
{
  check (VIT_PLOT_LINEAR, 0, 3e6, 250, "0 1×10⁶ 2×10⁶ 3×10⁶");
  check (VIT_PLOT_LINEAR, 0, 5e-7, 150, "0 2×10⁻⁷ 4×10⁻⁷");
  check (VIT_PLOT_LINEAR, 1e8, 1e8 + 1, 150, "100000000.0 100000000.5 100000001.0");
}

static void
test_decades (void)
{
  g_autoptr (VitTicks) ticks = vit_ticks_new (VIT_PLOT_LOG, 2e-4, 0.3, 300, 60);

  g_assert_cmpuint (ticks->n_major, ==, 3);
  g_assert_cmpfloat_with_epsilon (ticks->major[0], 1e-3, 1e-15);
  /* 2 … 9 · 10⁻⁴, two whole decades of eight, 2 and 3 · 10⁻¹. */
  g_assert_cmpuint (ticks->n_minor, ==, 8 + 16 + 2);
  check (VIT_PLOT_LOG, 2e-4, 0.3, 300, "10⁻³ 10⁻² 10⁻¹");
  check (VIT_PLOT_LOG, 1, 1e4, 300, "1 10¹ 10² 10³ 10⁴");
  check (VIT_PLOT_LOG, 0.1, 100, 300, "0.1 1 10 100");
  check (VIT_PLOT_LOG, 1e-12, 1, 200, "10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1");
  check (VIT_PLOT_LOG, 0.15, 0.6, 300, "0.2 0.5");
  check (VIT_PLOT_LOG, 3.1, 4.3, 300, "3.5 4.0");
}

static void
test_close_labels_are_few (void)
{
  for (double length = 20; length < 2000; length *= 1.3)
    {
      g_autoptr (VitTicks) ticks = vit_ticks_new (VIT_PLOT_LINEAR, 0.13, 7.9, length, 60);

      g_assert_cmpuint (ticks->n_major, >=, 2);
      g_assert_cmpuint (ticks->n_major, <=, MAX (3, (gsize) (length / 60) + 1));
    }
}

static void
test_any_range (void)
{
  static const double numbers[]
      = { 0, 1, -1, 0.3, 1e300, -1e300, 1.7e308, 1e-300, 5e-324, 1e16, 1e-9, NAN, INFINITY, -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (numbers); j++)
      for (int kind = 0; kind < 2; kind++)
        for (double length = 0; length <= 2000; length = 3 * length + 1)
          {
            g_autoptr (VitTicks) ticks = vit_ticks_new (kind, numbers[i], numbers[j], length, 40);

            g_test_message ("%d: %g to %g on %g", kind, numbers[i], numbers[j], length);
            g_assert_cmpuint (ticks->n_major, <, 300);
            for (gsize k = 0; k < ticks->n_major; k++)
              {
                g_assert_true (isfinite (ticks->major[k]));
                g_assert_true (g_utf8_validate (ticks->labels[k], -1, NULL));
                g_assert_true (k == 0 || ticks->major[k] > ticks->major[k - 1]);
              }
          }
}

static void
test_reversed_range (void)
{
  check (VIT_PLOT_LINEAR, 100, 0, 300, "0 20 40 60 80 100");
}

static void
test_decimal_comma (void)
{
  vit_test_set_comma_locale ();
  check (VIT_PLOT_LINEAR, 0, 1, 150, "0.0 0.5 1.0");
  setlocale (LC_ALL, "C");
}

static void
test_scale_there_and_back (void)
{
  VitPlotScale linear = { VIT_PLOT_LINEAR, -3, 7, 400, 20 }, log = { VIT_PLOT_LOG, 1e-3, 1e4, 0, 700 };

  g_assert_cmpfloat_with_epsilon (vit_plot_scale_to_device (&linear, 2), 210, 1e-9);
  g_assert_cmpfloat_with_epsilon (vit_plot_scale_to_device (&log, 10), 400, 1e-9);
  for (double at = 1; at < 700; at += 13)
    {
      g_assert_cmpfloat_with_epsilon (vit_plot_scale_to_device (&linear, vit_plot_scale_to_value (&linear, at)), at,
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (vit_plot_scale_to_device (&log, vit_plot_scale_to_value (&log, at)), at, 1e-9);
    }
  g_assert_true (isnan (vit_plot_scale_to_device (&log, 0)));
  g_assert_true (isnan (vit_plot_scale_to_device (&linear, NAN)));
}

static void
test_pairs (void)
{
  const struct
  {
    double value;
    const char *low, *high;
  } cases[] = { { 0.02, "−0.02", "0.02" }, { 0.015, "−0.015", "0.015" }, { 3, "−3", "3" },
                { 1.5, "−1.5", "1.5" },    { 40, "−40", "40" },          { 2e-9, "−2×10⁻⁹", "2×10⁻⁹" } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (VitTicks) ticks = vit_ticks_new_pair (cases[k].value);

      g_assert_cmpuint (ticks->n_major, ==, 3);
      g_assert_cmpstr (ticks->labels[0], ==, cases[k].low);
      g_assert_cmpstr (ticks->labels[1], ==, "");
      g_assert_cmpstr (ticks->labels[2], ==, cases[k].high);
      g_assert_cmpfloat (ticks->major[2], ==, cases[k].value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/steps-are-1-2-5", test_linear_steps);
  g_test_add_func ("/ticks/values-are-exact-quotients", test_exact_values);
  g_test_add_func ("/ticks/zero-has-no-sign", test_zero_has_no_sign);
  g_test_add_func ("/ticks/large-and-small-numbers-have-exponents", test_large_and_small);
  g_test_add_func ("/ticks/logarithmic-axes-have-decades", test_decades);
  g_test_add_func ("/ticks/numbers-are-no-closer-than-wanted", test_close_labels_are_few);
  g_test_add_func ("/ticks/any-two-numbers-are-a-range", test_any_range);
  g_test_add_func ("/ticks/a-reversed-range-is-put-in-order", test_reversed_range);
  g_test_add_func ("/ticks/a-locale-changes-nothing", test_decimal_comma);
  g_test_add_func ("/ticks/a-scale-goes-there-and-back", test_scale_there_and_back);
  g_test_add_func ("/ticks/a-number-on-each-side-of-zero", test_pairs);
  return g_test_run ();
}
