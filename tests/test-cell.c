/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cell.h"
#include "error.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static const double triclinic[3][3] = { { 10.1, 0.7, -1.3 }, { 2.2, 12.4, 0.9 }, { -3.1, 1.8, 14.7 } };
static const double cubic[3][3] = { { 7, 0, 0 }, { 0, 7, 0 }, { 0, 0, 7 } };

static double
length (const double v[3])
{
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static void
cross (const double a[3], const double b[3], double out[3])
{
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}

static void
test_volume (void)
{
  VitCell cell = vit_test_cell (triclinic), cube = vit_test_cell (cubic);
  double face[3];

  cross (triclinic[1], triclinic[2], face);
  g_assert_cmpfloat (
      fabs (cell.volume - (triclinic[0][0] * face[0] + triclinic[0][1] * face[1] + triclinic[0][2] * face[2])), <,
      1e-9);
  g_assert_cmpfloat (fabs (cube.volume - 343), <, 1e-9);
  g_assert_true (cube.orthogonal);
  g_assert_false (cell.orthogonal);
}

static void
test_round_trip (void)
{
  VitCell cell = vit_test_cell (triclinic);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 1000; i++)
    {
      double x[3], f[3], back[3], sum[3] = { 0 };

      for (int a = 0; a < 3; a++)
        x[a] = g_rand_double_range (rand, -50, 50);
      vit_cell_to_fractional (&cell, x, f);
      for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
          sum[b] += f[a] * triclinic[a][b];
      vit_cell_to_cartesian (&cell, f, back);
      for (int a = 0; a < 3; a++)
        {
          g_assert_cmpfloat (fabs (back[a] - x[a]), <, 1e-12);
          g_assert_cmpfloat (fabs (sum[a] - x[a]), <, 1e-12);
        }
      /* In place too. */
      vit_cell_to_fractional (&cell, x, x);
      g_assert_cmpmem (x, sizeof x, f, sizeof f);
      vit_cell_to_cartesian (&cell, x, x);
      g_assert_cmpmem (x, sizeof x, back, sizeof back);
    }
}

/* A cell vector is one step along its own axis. */
static void
test_vectors (void)
{
  VitCell cell = vit_test_cell (triclinic);

  for (int a = 0; a < 3; a++)
    {
      double f[3];

      vit_cell_to_fractional (&cell, triclinic[a], f);
      for (int b = 0; b < 3; b++)
        g_assert_cmpfloat (fabs (f[b] - (a == b ? 1 : 0)), <, 1e-14);
    }
}

/* The sphere that fits: its radius times each unit normal goes from the middle just to a face. */
static void
test_widths (void)
{
  VitCell cell = vit_test_cell (triclinic);
  double radius = vit_cell_inscribed_radius (&cell), nearest = INFINITY;

  for (int a = 0; a < 3; a++)
    {
      double normal[3], f[3], area;

      cross (triclinic[(a + 1) % 3], triclinic[(a + 2) % 3], normal);
      area = length (normal);
      g_assert_cmpfloat (fabs (cell.width[a] - cell.volume / area), <, 1e-12);
      for (int b = 0; b < 3; b++)
        normal[b] *= radius / area;
      vit_cell_to_fractional (&cell, normal, f);
      g_assert_cmpfloat (fabs (f[a]), <=, 0.5 + 1e-12);
      nearest = fmin (nearest, 0.5 - fabs (f[a]));
    }
  g_assert_cmpfloat (nearest, <, 1e-12);
}

/* Within the inscribed sphere the image with fractions within ±½ is the nearest: no other is nearer. */
static void
test_nearest_image (void)
{
  const double skewed[3][3] = { { 10, 0, 0 }, { 8, 9, 0 }, { -7, 6, 11 } };
  VitCell cell = vit_test_cell (skewed);
  double radius = vit_cell_inscribed_radius (&cell);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (int i = 0; i < 2000; i++)
    {
      double f[3], x[3], shortest = INFINITY;

      for (int a = 0; a < 3; a++)
        f[a] = g_rand_double_range (rand, -0.5, 0.5);
      for (int image = 0; image < 343; image++)
        {
          double g[3] = { f[0] + image % 7 - 3, f[1] + image / 7 % 7 - 3, f[2] + image / 49 - 3 };

          vit_cell_to_cartesian (&cell, g, g);
          shortest = fmin (shortest, length (g));
        }
      vit_cell_to_cartesian (&cell, f, x);
      if (shortest < radius)
        g_assert_cmpfloat (length (x), <, shortest + 1e-12);
      else
        g_assert_cmpfloat (length (x), >=, radius - 1e-12);
    }
}

static void
test_bad_cells (void)
{
  static const double bad[][3][3] = {
    { { 0, 7, 0 }, { 7, 0, 0 }, { 0, 0, 7 } },    /* left-handed */
    { { -7, 0, 0 }, { 0, 7, 0 }, { 0, 0, 7 } },   /* the same, mirrored */
    { { 7, 0, 0 }, { 0, 7, 0 }, { 3, 4, 0 } },    /* in one plane */
    { { 7, 0, 0 }, { 0, 7, 0 }, { 3, 4, 1e-9 } }, /* nearly so */
    { { 7, 0, 0 }, { 14, 0, 0 }, { 0, 0, 7 } },   /* on one line */
    { { 7, 0, 0 }, { 0, 0, 0 }, { 0, 0, 7 } },    /* a vector of no length */
    { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } },
    { { NAN, 0, 0 }, { 0, 7, 0 }, { 0, 0, 7 } },
    { { 7, 0, 0 }, { 0, 7, NAN }, { 0, 0, 7 } },
    { { 7, 0, 0 }, { 0, 7, 0 }, { 0, 0, INFINITY } },
    { { 1e200, 0, 0 }, { 0, 1e200, 0 }, { 0, 0, 1e200 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      VitCell cell, before;

      memset (&cell, 0x55, sizeof cell);
      before = cell;
      g_assert_false (vit_cell_init (&cell, bad[i], &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      /* Outputs are untouched on failure. */
      g_assert_cmpmem (&cell, sizeof cell, &before, sizeof before);
    }
}

static void
test_parameters (void)
{
  const double sides[3] = { 9, 11, 13 }, right[3] = { G_PI / 2, G_PI / 2, G_PI / 2 };
  const double oblique[3] = { 1.3, 1.7, 1.9 }, impossible[3] = { 0.3, 0.3, 2.5 }, flat[3] = { 0.5, 0.7, 1.2 };
  const double negative[3] = { 9, -11, 13 };
  VitCell cell;

  g_assert_true (vit_cell_init_parameters (&cell, sides, right, NULL));
  g_assert_true (cell.orthogonal);
  g_assert_cmpfloat (fabs (cell.volume - 9 * 11 * 13), <, 1e-9);

  g_assert_true (vit_cell_init_parameters (&cell, sides, oblique, NULL));
  for (int a = 0; a < 3; a++)
    {
      const double *b = cell.matrix[(a + 1) % 3], *c = cell.matrix[(a + 2) % 3];

      g_assert_cmpfloat (fabs (length (cell.matrix[a]) - sides[a]), <, 1e-12);
      g_assert_cmpfloat (
          fabs (acos ((b[0] * c[0] + b[1] * c[1] + b[2] * c[2]) / (length (b) * length (c))) - oblique[a]), <, 1e-12);
    }
  g_assert_true (cell.matrix[0][1] == 0 && cell.matrix[0][2] == 0 && cell.matrix[1][2] == 0);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vit_cell_init_parameters (&cell, i == 2 ? negative : sides,
                                                i == 0   ? impossible
                                                : i == 1 ? flat
                                                         : oblique,
                                                &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

/* The triangular cell is the same one, rotated: all lengths and the volume are kept. */
static void
test_triangular (void)
{
  VitCell cell = vit_test_cell (triclinic), turned;
  double t[3][3];
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  vit_cell_triangular (&cell, t);
  g_assert_true (t[0][1] == 0 && t[0][2] == 0 && t[1][2] == 0);
  turned = vit_test_cell ((const double (*)[3]) t);
  g_assert_cmpfloat (fabs (turned.volume - cell.volume), <, 1e-9);
  for (int i = 0; i < 1000; i++)
    {
      double f[3], a[3], b[3];

      for (int c = 0; c < 3; c++)
        f[c] = g_rand_double_range (rand, -1, 1);
      vit_cell_to_cartesian (&cell, f, a);
      vit_cell_to_cartesian (&turned, f, b);
      g_assert_cmpfloat (fabs (length (a) - length (b)), <, 1e-12);
    }
  for (int a = 0; a < 3; a++)
    g_assert_cmpfloat (fabs (turned.width[a] - cell.width[a]), <, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/the volume is the triple product", test_volume);
  g_test_add_func ("/cell/fractional coordinates lead back", test_round_trip);
  g_test_add_func ("/cell/cell vectors are unit fractions", test_vectors);
  g_test_add_func ("/cell/the inscribed sphere touches the nearest faces", test_widths);
  g_test_add_func ("/cell/within that sphere the nearest image is within half a cell", test_nearest_image);
  g_test_add_func ("/cell/cells without a volume are errors", test_bad_cells);
  g_test_add_func ("/cell/lengths and angles make a cell", test_parameters);
  g_test_add_func ("/cell/the triangular cell keeps all lengths", test_triangular);
  return g_test_run ();
}
