/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "fourier-filter.h"
#include "test-support.h"

#include <math.h>

#define STEP 0.05
#define N 401 /* points of chi.dat up to k = 20 */

/* The parameters in the first lines of ft_*.dat and ftback_*.dat. */
static const VitFourierWindow hanning = { 3, 14, 1, VIT_SILL_HANNING };
static const VitFourierWindow kaiser = { 3, 14, 4, VIT_SILL_KAISER };
static const VitFourierWindow r_window = { 1.6, 2.9, 0.5, VIT_SILL_HANNING };

static VitFourierFilter *
new_filter (const VitFourierWindow *k_window, const VitFourierWindow *in_r, gsize first, gsize n)
{
  g_autoptr (GError) error = NULL;
  VitFourierFilter *filter = vit_fourier_filter_new (k_window, in_r, STEP, first, n, &error);

  g_assert_no_error (error);
  return filter;
}

/* k²χ of fcc copper. */
static double *
read_signal (void)
{
  g_autoptr (VitTestTable) chi = vit_test_table_read ("tests/reference/cu-fcc/chi.dat", 4);
  double *signal = g_new (double, N);

  g_assert_cmpuint (chi->n, >=, N);
  for (gsize i = 0; i < N; i++)
    signal[i] = chi->column[0][i] * chi->column[0][i] * chi->column[1][i];
  return signal;
}

/* Eight digits are printed: the last one of the number itself. */
static void
assert_printed (double value, double printed)
{
  g_assert_cmpfloat (fabs (value - printed), <=, 0.51e-7 * pow (10, floor (log10 (fabs (printed) + 1e-300))) + 1e-12);
}

static void
check_forward (const VitFourierWindow *k_window, const char *name)
{
  g_autoptr (VitTestTable) table = vit_test_table_read (name, 4);
  g_autoptr (VitFourierFilter) filter = new_filter (k_window, &r_window, 0, N);
  g_autofree double *signal = read_signal ();
  gsize n_r = vit_fourier_filter_get_n_r (filter);
  g_autofree double *real = g_new (double, n_r), *imaginary = g_new (double, n_r);

  g_assert_cmpuint (n_r, >=, table->n);
  vit_fourier_filter_forward (filter, signal, real, imaginary);
  g_test_message ("%s: off by %.1e of %.2f", name, vit_test_largest_difference (table->n, real, table->column[1]),
                  vit_test_largest (table->n, table->column[3]));
  for (gsize m = 0; m < table->n; m++)
    {
      g_assert_cmpfloat (fabs ((double) m * vit_fourier_filter_get_r_step (filter) - table->column[0][m]), <, 0.51e-5);
      assert_printed (real[m], table->column[1][m]);
      assert_printed (imaginary[m], table->column[2][m]);
      assert_printed (hypot (real[m], imaginary[m]), table->column[3][m]);
    }
}

static void
check_back (const VitFourierWindow *k_window, const char *name)
{
  g_autoptr (VitTestTable) table = vit_test_table_read (name, 4);
  g_autoptr (VitFourierFilter) filter = new_filter (k_window, &r_window, 0, N);
  g_autofree double *signal = read_signal (), *w = g_new (double, N);

  g_assert_cmpuint (table->n, ==, N);
  vit_fourier_window_fill (k_window, STEP, N, w);
  vit_fourier_filter_apply (filter, signal, signal);
  g_test_message ("%s: off by %.1e of %.2f", name, vit_test_largest_difference (N, signal, table->column[2]),
                  vit_test_largest (N, table->column[2]));
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpfloat (fabs (w[i] - table->column[1][i]), <, 0.51e-7);
      assert_printed (signal[i], table->column[2][i]);
    }
}

static void
test_forward (void)
{
  check_forward (&hanning, "tests/reference/cu-fcc/ft_hanning.dat");
  check_forward (&kaiser, "tests/reference/cu-fcc/ft_kaiser.dat");
}

static void
test_back (void)
{
  check_back (&hanning, "tests/reference/cu-fcc/ftback_hanning.dat");
  check_back (&kaiser, "tests/reference/cu-fcc/ftback_kaiser.dat");
}

static void
test_linear (void)
{
  g_autoptr (VitFourierFilter) filter = new_filter (&kaiser, &r_window, 0, N);
  g_autofree double *a = read_signal (), *b = g_new (double, N), *sum = g_new (double, N);
  double scale;

  for (gsize i = 0; i < N; i++)
    {
      b[i] = sin (0.1 * (double) (i * i % 97));
      sum[i] = 3 * a[i] - 0.7 * b[i];
    }
  vit_fourier_filter_apply (filter, a, a);
  vit_fourier_filter_apply (filter, b, b);
  vit_fourier_filter_apply (filter, sum, sum);
  scale = vit_test_largest (N, a) + vit_test_largest (N, b);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat (fabs (sum[i] - 3 * a[i] + 0.7 * b[i]), <, 1e-13 * scale);
}

/* Data that begin at k = 3 are filtered like those that begin at 0 with nothing below 3. */
static void
test_first_point (void)
{
  static const VitFourierWindow inside = { 4, 13, 1, VIT_SILL_HANNING };
  g_autoptr (VitFourierFilter) whole = new_filter (&inside, &r_window, 0, N);
  g_autoptr (VitFourierFilter) part = new_filter (&inside, &r_window, 60, 241);
  g_autofree double *signal = read_signal (), *filtered = g_new (double, N), *some = g_new (double, 241);

  vit_fourier_filter_apply (whole, signal, filtered);
  vit_fourier_filter_apply (part, signal + 60, some);
  g_assert_cmpfloat (vit_test_largest_difference (241, some, filtered + 60), <, 1e-12);
}

/* The filter is the sums of its definition, term by term. */
static void
test_definition (void)
{
  g_autoptr (VitFourierFilter) filter = new_filter (&hanning, &r_window, 0, N);
  g_autofree double *signal = read_signal (), *out = g_new (double, N), *w = g_new (double, N),
                    *w_r = g_new (double, 1024);
  g_autofree double *real = g_new0 (double, 1024), *imaginary = g_new0 (double, 1024);
  double step_r = G_PI / (STEP * 2048);

  vit_fourier_window_fill (&hanning, STEP, N, w);
  vit_fourier_window_fill (&r_window, step_r, 1024, w_r);
  for (int m = 0; m < 1024; m++)
    for (int j = 0; w_r[m] > 0 && j < N; j++)
      {
        real[m] += STEP / sqrt (G_PI) * w[j] * signal[j] * cos (2 * G_PI * j * m / 2048);
        imaginary[m] -= STEP / sqrt (G_PI) * w[j] * signal[j] * sin (2 * G_PI * j * m / 2048);
      }
  vit_fourier_filter_apply (filter, signal, out);
  for (int j = 0; j < N; j++)
    {
      double sum = 0;

      for (int m = 0; m < 1024; m++)
        sum += 2 * step_r / sqrt (G_PI) * w_r[m]
               * (real[m] * cos (2 * G_PI * j * m / 2048) - imaginary[m] * sin (2 * G_PI * j * m / 2048));
      g_assert_cmpfloat (fabs (out[j] - sum), <, 1e-11);
    }
}

/* Both windows are 1 (nearly, for Kaiser) in the middle, ½ where the Hanning sills have their centres, 0 outside. */
static void
test_windows (void)
{
  g_autofree double *w = g_new (double, N);

  vit_fourier_window_fill (&hanning, STEP, N, w);
  g_assert_cmpfloat (fabs (w[60] - 0.5), <, 1e-12);
  g_assert_cmpfloat (fabs (w[280] - 0.5), <, 1e-12);
  g_assert_cmpfloat (fabs (w[170] - 1), <, 1e-12);
  g_assert_cmpfloat (w[50], <, 1e-12);
  g_assert_cmpfloat (w[290], <, 1e-12);
  vit_fourier_window_fill (&kaiser, STEP, N, w);
  g_assert_cmpfloat (fabs (w[170] - 1), <, 1e-12);
  g_assert_cmpfloat (w[19], ==, 0);
  g_assert_cmpfloat (w[321], ==, 0);
  for (gsize i = 0; i < 150; i++)
    g_assert_cmpfloat (fabs (w[170 + i] - w[170 - i]), <, 1e-12);
}

static void
test_errors (void)
{
  static const VitFourierWindow empty = { 3, 3, 1, VIT_SILL_HANNING }, negative = { -1, 3, 1, VIT_SILL_HANNING };
  static const VitFourierWindow nothing = { 3, NAN, 1, VIT_SILL_HANNING };
  static const VitFourierWindow *const bad[] = { &empty, &negative, &nothing };
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    for (int which = 0; which < 2; which++)
      {
        g_assert_null (
            vit_fourier_filter_new (which ? &hanning : bad[i], which ? bad[i] : &r_window, STEP, 0, N, &error));
        g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
        g_clear_error (&error);
      }
  g_assert_null (vit_fourier_filter_new (&hanning, &r_window, STEP, 700, 325, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fourier-filter/the forward transform is that of Larch", test_forward);
  g_test_add_func ("/fourier-filter/the back transform is that of Larch", test_back);
  g_test_add_func ("/fourier-filter/the filter is linear", test_linear);
  g_test_add_func ("/fourier-filter/data may begin at any k", test_first_point);
  g_test_add_func ("/fourier-filter/the filter is the sums of its definition", test_definition);
  g_test_add_func ("/fourier-filter/windows rise and fall where they should", test_windows);
  g_test_add_func ("/fourier-filter/empty windows and too many points are errors", test_errors);
  return g_test_run ();
}
