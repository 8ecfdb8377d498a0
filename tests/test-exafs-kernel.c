/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "exafs-kernel.h"
#include "exafs-observable.h"
#include "feff-file.h"
#include "test-support.h"

#include <complex.h>
#include <math.h>
#include <string.h>

static VitExafsKernel *
new_kernel (const GPtrArray *paths, gsize n, const double *k, double e0_shift)
{
  g_autoptr (GError) error = NULL;
  VitExafsKernel *kernel
      = vit_exafs_kernel_new ((int) paths->len, (VitFeffPath *const *) paths->pdata, n, k, e0_shift, &error);

  g_assert_no_error (error);
  return kernel;
}

static double
interpolate (const VitFeffPath *path, const double *column, double k)
{
  int i = 0;

  while (i < path->n - 2 && path->k[i + 1] < k)
    i++;
  return column[i] + (column[i + 1] - column[i]) * (k - path->k[i]) / (path->k[i + 1] - path->k[i]);
}

/* How large χ of one pair can be: A exp (−2r/λ) / (k r²). */
static double
amplitude (const VitFeffPath *path, double k, double r)
{
  return interpolate (path, path->amplitude, k) * interpolate (path, path->reduction, k)
         * exp (-2 * r / interpolate (path, path->lambda, k)) / (k * r * r);
}

/* A path at a distance that none was computed for, from those that were: amplitude and phase of the Lagrange polynomial
 * in 1/r, unwound along k. Four paths hold 0.4 %. */
static VitFeffPath *
path_between (const GPtrArray *paths, double reff)
{
  const VitFeffPath *first = g_ptr_array_index (paths, 0);
  VitFeffPath *path = vit_feff_path_new (first->n);

  memcpy (path->k, first->k, 7 * (gsize) first->n * sizeof (double));
  path->reff = reff;
  for (int i = 0; i < first->n; i++)
    {
      double complex g = 0;

      for (guint p = 0; p < paths->len; p++)
        {
          const VitFeffPath *one = g_ptr_array_index (paths, p);
          double weight = 1;

          for (guint o = 0; o < paths->len; o++)
            {
              const VitFeffPath *other = g_ptr_array_index (paths, o);

              if (o != p)
                weight *= (1 / reff - 1 / other->reff) / (1 / one->reff - 1 / other->reff);
            }
          g += weight * one->amplitude[i]
               * cexp (I * (one->phase[i] + 2 * (one->k[i] - first->real_p[i]) * (one->reff - reff)));
        }
      path->amplitude[i] = cabs (g);
      path->phase[i] = carg (g);
      if (i > 1)
        path->phase[i] -= 2 * G_PI * rint ((path->phase[i] - path->phase[i - 1]) / (2 * G_PI));
    }
  return path;
}

/* The lines of exafs-kernel.txt: pair, r, k, "single", its number, "nodes4", its number. */
static void
check_reference (gboolean single)
{
  g_autofree char *name = vit_test_path ("tests/reference/exafs-kernel.txt"), *text = NULL;
  g_auto (GStrv) line = NULL;
  double worst = 0;
  int checked = 0;

  g_assert_true (g_file_get_contents (name, &text, NULL, NULL));
  line = g_strsplit (text, "\n", 0);
  for (int l = 0; line[l] != NULL; l++)
    {
      g_auto (GStrv) word = g_strsplit_set (line[l], " \t", 0);
      g_autoptr (GPtrArray) paths = NULL;
      g_autoptr (VitExafsKernel) kernel = NULL;
      g_autoptr (VitFeffPath) alone = NULL;
      double r, k, expected, f, relative;

      if (line[l][0] == '#' || g_strv_length (word) < 7)
        continue;
      r = g_ascii_strtod (word[1], NULL);
      k = g_ascii_strtod (word[2], NULL);
      expected = g_ascii_strtod (word[single ? 4 : 6], NULL);
      paths = vit_test_feff_paths (word[0]);
      if (single)
        {
          double reff = g_str_equal (word[0], "cu_k_cu")   ? 2.55
                        : g_str_equal (word[0], "cu_k_zr") ? 2.75
                        : g_str_equal (word[0], "zr_k_zr") ? 3.15
                                                           : 2.90;

          alone = path_between (paths, reff);
          kernel = vit_exafs_kernel_new (1, &alone, 1, &k, 0, NULL);
        }
      else
        kernel = new_kernel (paths, 1, &k, 0);
      vit_exafs_kernel_evaluate (kernel, r, &f);
      relative = fabs (f - expected) / amplitude (g_ptr_array_index (paths, 1), k, r);
      worst = fmax (worst, relative);
      checked++;
      g_test_message ("%s %s %s: %.2e of the amplitude", word[0], word[1], word[2], relative);
      g_assert_cmpfloat (relative, <, 0.01);
    }
  g_test_message ("worst: %.1e of the amplitude", worst);
  g_assert_cmpint (checked, ==, 60);
}

static void
test_four_paths (void)
{
  check_reference (FALSE);
}

static void
test_one_path (void)
{
  check_reference (TRUE);
}

/* At the distance of a path the polynomial gives that path, whatever the others say. */
static void
test_nodes (void)
{
  g_autoptr (GPtrArray) paths = vit_test_feff_paths ("cu_k_zr");
  g_autofree double *k = vit_test_grid (2.5, 0.25, 60), *all = g_new (double, 60), *alone = g_new (double, 60);
  g_autoptr (VitExafsKernel) kernel = new_kernel (paths, 60, k, 0);

  g_assert_cmpuint (paths->len, ==, 4);
  for (guint p = 0; p < 4; p++)
    {
      VitFeffPath *path = g_ptr_array_index (paths, p);
      g_autoptr (VitExafsKernel) single = vit_exafs_kernel_new (1, &path, 60, k, 0, NULL);

      vit_exafs_kernel_evaluate (kernel, path->reff, all);
      vit_exafs_kernel_evaluate (single, path->reff, alone);
      /* λ and Re p are those of the first path, the same in all files to their last printed digit. */
      g_assert_cmpfloat (vit_test_largest_difference (60, all, alone), <, 2e-4 * vit_test_largest (60, alone));
    }
}

/* A path without phases, losses or central atom: F = sin (2kr) / (k r²). */
static void
test_bare_path (void)
{
  g_autoptr (VitFeffPath) path = vit_feff_path_new (41);
  g_autofree double *k = vit_test_grid (1, 0.05, 300), *f = g_new (double, 300);
  g_autoptr (VitExafsKernel) kernel = NULL, shifted = NULL;

  path->reff = 2.5;
  for (int i = 0; i < 41; i++)
    {
      path->k[i] = path->real_p[i] = 0.5 * i;
      path->amplitude[i] = path->reduction[i] = 1;
      path->lambda[i] = 1e9;
    }
  kernel = vit_exafs_kernel_new (1, &path, 300, k, 0, NULL);
  shifted = vit_exafs_kernel_new (1, &path, 300, k, -3, NULL);
  for (double r = 1.9; r < 4; r += 0.17)
    {
      vit_exafs_kernel_evaluate (kernel, r, f);
      for (gsize i = 0; i < 300; i++)
        g_assert_cmpfloat (fabs (f[i] - sin (2 * k[i] * r) / (k[i] * r * r)), <, 1e-7);
      /* ΔE0 = −3 eV makes k' = √(k² + 0.2624682 · 3). */
      vit_exafs_kernel_evaluate (shifted, r, f);
      for (gsize i = 0; i < 300; i++)
        {
          double k1 = sqrt (k[i] * k[i] + 3 * 0.2624682);

          g_assert_cmpfloat (fabs (f[i] - sin (2 * k1 * r) / (k1 * r * r)), <, 1e-7);
        }
    }
}

static void
test_range (void)
{
  g_autoptr (GPtrArray) paths = vit_test_feff_paths ("cu_k_cu");
  VitFeffPath *const *path = (VitFeffPath *const *) paths->pdata;
  static const double bad[][2] = { { 0.4, 0 }, { 20.1, 0 }, { 2, 20 }, { 19.9, -50 }, { NAN, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_exafs_kernel_new (4, path, 1, &bad[i][0], bad[i][1], &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

/* k²χ of fcc copper, 12 atoms at 2.55 Å, S0² 0.9, from k = 3 in steps of 0.05. @complex_p: σ² 0.005 Å² with the complex
 * wave number p, as FEFF has it: exp (−2σ²p²), p = Re p + i/λ, whose phase goes into that of the path; else with k. */
static void
fill_copper (gboolean complex_p, gsize n, double *chi)
{
  const double sigma2 = 0.005;
  g_autofree char *name = vit_test_path ("tests/reference/cu-fcc/feff0001.dat");
  g_autofree double *k = vit_test_grid (3, 0.05, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitFeffPath) path = vit_feff_path_read (name, &error);
  g_autoptr (VitExafsKernel) kernel = NULL;

  g_assert_no_error (error);
  for (int i = 0; complex_p && i < path->n; i++)
    {
      double p = path->real_p[i], loss = 1 / path->lambda[i];

      path->amplitude[i] *= exp (-2 * sigma2 * (p * p - loss * loss));
      path->phase[i] -= 4 * sigma2 * p * loss;
    }
  kernel = vit_exafs_kernel_new (1, &path, n, k, 0, &error);
  g_assert_no_error (error);
  vit_exafs_kernel_evaluate (kernel, 2.55, chi);
  for (gsize i = 0; i < n; i++)
    chi[i] *= 0.9 * 12 * k[i] * k[i] * (complex_p ? 1 : exp (-2 * sigma2 * k[i] * k[i]));
}

/* fcc copper as FEFF itself sums it, which interpolates its columns linearly where this kernel has cubic splines: 8e-3
 * of the rms, k² weighted, k 3–14. Another program with splines and a real Debye–Waller factor agrees to the digits. */
static void
test_copper (void)
{
  g_autoptr (VitTestTable) chi = vit_test_table_read ("tests/reference/cu-fcc/chi.dat", 4);
  g_autoptr (VitTestTable) check = vit_test_table_read ("tests/reference/cu-fcc/chi_check.dat", 5);
  gsize n = 221;
  g_autofree double *as_feff = g_new (double, n), *real_k = g_new (double, n);
  g_autofree double *feff = g_new (double, n), *spline = g_new (double, n);
  double to_feff, to_spline;

  fill_copper (TRUE, n, as_feff);
  fill_copper (FALSE, n, real_k);
  for (gsize i = 0; i < n; i++)
    {
      double k = 3 + 0.05 * (double) i;

      g_assert_cmpfloat (fabs (chi->column[0][i + 60] - k), <, 1e-9);
      g_assert_cmpfloat (fabs (check->column[0][i + 59] - k), <, 1e-9);
      feff[i] = chi->column[1][i + 60] * k * k;
      spline[i] = check->column[4][i + 59] * k * k;
    }
  to_feff = vit_test_rms_difference (n, as_feff, feff) / vit_test_rms (n, feff);
  to_spline = vit_test_rms_difference (n, real_k, spline) / vit_test_rms (n, spline);
  g_test_message ("%.1e of the rms to FEFF, %.1e to another program with splines", to_feff, to_spline);
  g_assert_cmpfloat (to_feff, <, 8e-3);
  g_assert_cmpfloat (to_spline, <, 1e-4);
}

/* The whole EXAFS of a glass against exact distances summed by another program without a table. */
static void
check_glass (const char *glass, const char *const *absorbers, const char *const *symbols, int n_species)
{
  g_autofree char *xyz = g_strdup_printf ("data/glasses/%s.xyz", glass);
  g_autofree char *csv = g_strdup_printf ("tests/reference/%s-exafs.csv", glass);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read (xyz);
  g_autoptr (VitTestTable) table = vit_test_table_read (csv, 1 + n_species);
  VitModelNeeds needs = { .near_radius = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VitModel) model = vit_model_new (configuration, &needs, vit_vector_target (), &error);

  g_assert_no_error (error);
  for (int edge = 0; edge < n_species; edge++)
    {
      int absorber = vit_configuration_find_species (configuration, vit_element_by_symbol (symbols[edge], -1)->z);
      VitExafsOptions options = { .absorber = absorber, .s02 = 1, .cutoff = 7 };
      g_autoptr (VitObservable) observable = NULL;
      g_autofree double *curve = g_new (double, table->n);
      double rms = vit_test_rms (table->n, table->column[1 + edge]), difference, worst;

      for (int s = 0; s < n_species; s++)
        {
          g_autofree char *scatterer = g_ascii_strdown (vit_configuration_get_element (configuration, s)->symbol, -1);
          g_autofree char *pair = g_strdup_printf ("%s_%s", absorbers[edge], scatterer);

          options.paths[s] = vit_test_feff_paths (pair);
        }
      observable = vit_exafs_observable_new (model, &options, absorbers[edge], table->n, table->column[0], &error);
      g_assert_no_error (error);
      vit_observable_compute_curve (observable, model, curve);
      difference = vit_test_rms_difference (table->n, curve, table->column[1 + edge]) / rms;
      worst = vit_test_largest_difference (table->n, curve, table->column[1 + edge]) / rms;
      g_test_message ("%s %s: %.1e of the rms, worst point %.1e", glass, absorbers[edge], difference, worst);
      g_assert_cmpfloat (difference, <, 1e-3);
      g_assert_cmpfloat (worst, <, 2e-3);
      for (int s = 0; s < n_species; s++)
        g_ptr_array_unref (options.paths[s]);
    }
}

static void
test_cuzr (void)
{
  static const char *const absorbers[] = { "cu_k", "zr_k" }, *const symbols[] = { "Cu", "Zr" };

  check_glass ("cu64zr36", absorbers, symbols, 2);
}

static void
test_ta (void)
{
  static const char *const absorbers[] = { "ta_l3" }, *const symbols[] = { "Ta" };

  check_glass ("ta", absorbers, symbols, 1);
}

/* S0² and the k weight are factors, the cut-off leaves out what is beyond. Distances below the table count as its
 * first, which the interpolation has at 1.01 Å. */
static void
test_two_atoms (void)
{
  static const double distance[] = { 0, 0.5, 1.0, 1.01, 1.0234, 2.2, 2.5678, 4.321, 5.9999, 6.0001 };
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  g_autoptr (GPtrArray) paths = vit_test_feff_paths ("cu_k_cu");
  g_autofree double *k = vit_test_grid (3, 0.05, 221), *f = g_new (double, 221), *curve = g_new (double, 221);
  g_autoptr (VitExafsKernel) kernel = new_kernel (paths, 221, k, 0);
  VitExafsOptions options = { .s02 = 0.8, .k_weight = 3, .cutoff = 6, .paths = { paths } };
  VitModelNeeds needs = { .near_radius = 6.5 };

  for (gsize d = 0; d < G_N_ELEMENTS (distance); d++)
    {
      const double x[2][3] = { { 19.9, 5, 5 }, { 19.9 + distance[d], 5, 5 } };
      const guint8 z[2] = { 29, 29 };
      g_autoptr (VitConfiguration) configuration = vit_configuration_new (&cell, 2, z, x, NULL);
      g_autoptr (VitModel) model = vit_model_new (configuration, &needs, vit_vector_target (), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (VitObservable) observable = vit_exafs_observable_new (model, &options, "Cu K", 221, k, &error);

      g_assert_no_error (error);
      vit_observable_compute_curve (observable, model, curve);
      vit_exafs_kernel_evaluate (kernel, fmax (1.01, distance[d]), f);
      for (gsize i = 0; i < 221; i++)
        f[i] *= distance[d] < 6 ? 0.8 * pow (k[i], 3) : 0;
      /* Each of the two atoms sees one other: χ is that of one pair. Cubic interpolation over 0.01 Å of sin (2kr) errs
       * by (2k · 0.01)⁴ · 3/128 = 1.4e-4 at k = 14, the distance in single precision by 2k · 1e-7. */
      g_assert_cmpfloat (vit_test_largest_difference (221, curve, f), <=, 3e-4 * vit_test_largest (221, f));
    }
}

static void
test_observable_errors (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (&cell, "CuZr", 20, 2, 1);
  VitModelNeeds needs = { .near_radius = 6 };
  g_autoptr (VitModel) model = vit_model_new (configuration, &needs, vit_vector_target (), NULL);
  g_autoptr (GPtrArray) paths = vit_test_feff_paths ("cu_k_cu");
  g_autofree double *k = vit_test_grid (3, 0.05, 221), *uneven = vit_test_grid (3.02, 0.05, 221);
  const VitExafsOptions good = { .s02 = 1,
                                 .k_weight = 2,
                                 .cutoff = 6,
                                 .paths = { paths, paths },
                                 .filtered = TRUE,
                                 .k_window = { 3, 13, 1, VIT_SILL_HANNING },
                                 .r_window = { 1, 3, 0.5, VIT_SILL_HANNING } };
  g_autoptr (VitObservable) observable = vit_exafs_observable_new (model, &good, "Cu K", 221, k, NULL);
  VitExafsOptions too_far = good, no_path = good, no_window = good;
  const VitExafsOptions *bad[] = { &too_far, &no_path, &no_window, &good };

  g_assert_nonnull (observable);
  too_far.cutoff = 6.1;
  no_path.paths[1] = NULL;
  no_window.r_window.high = 0.9;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      /* The last one has k off the grid of the filter. */
      g_assert_null (vit_exafs_observable_new (model, bad[i], "Cu K", 221, bad[i] == &good ? uneven : k, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exafs-kernel/four paths give the chi of another program", test_four_paths);
  g_test_add_func ("/exafs-kernel/one path gives the chi of another program", test_one_path);
  g_test_add_func ("/exafs-kernel/the polynomial goes through its paths", test_nodes);
  g_test_add_func ("/exafs-kernel/a path without phases is a sine", test_bare_path);
  g_test_add_func ("/exafs-kernel/k outside the tables is an error", test_range);
  g_test_add_func ("/exafs-kernel/fcc copper is that of FEFF", test_copper);
  g_test_add_func ("/exafs-kernel/EXAFS of Cu64Zr36 is that of exact distances", test_cuzr);
  g_test_add_func ("/exafs-kernel/EXAFS of tantalum is that of exact distances", test_ta);
  g_test_add_func ("/exafs-kernel/two atoms show the kernel of their distance", test_two_atoms);
  g_test_add_func ("/exafs-kernel/wrong options are errors", test_observable_errors);
  return g_test_run ();
}
