/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sine-transform.h"

#include "element.h"
#include "structure-factor.h"

#include <gsl/gsl_sf_bessel.h>
#include <math.h>
#include <string.h>

#define TAPS 10        /* points of the coarse grid under the window */
#define LEFT 5         /* coarse points before r = 0, which the window of the first bins reaches */
#define PAD (2 * LEFT) /* zeros before the first fine bin, so that gathering needs no ends */
#define MAX_FACTOR 8
#define BLOCK 32 /* wave numbers done together */

struct _VitSineTransform
{
  int n_bins;
  gsize n_blocks;
  int factor;   /* D: fine bins for a coarse point; 1: no coarse grid */
  int n_fine;   /* fine bins of one phase */
  int n_coarse; /* multiple of 16 */
  int row_length;
  VitVectorTarget target;

  /* Fine bin k = D j + phase is row [phase], column [j + PAD]. Weights for the window and for its derivative. */
  float *scale[MAX_FACTOR][2];
  float *fine[MAX_FACTOR][2];
  float tap[MAX_FACTOR][2][TAPS];

  /* Of one histogram, for the linear transform. */
  double *exact_fine[MAX_FACTOR][2];
  double *exact_coarse;

  float *coarse[VIT_MAX_SPECIES];
  float *matrix; /* shape (blocks, n_coarse, BLOCK) */
};

/* The Kaiser–Bessel window over ±TAPS/2 coarse points, its derivative and its Fourier transform. */
static double
kaiser_beta (double oversampling)
{
  double a = TAPS / oversampling * (oversampling - 0.5);

  return G_PI * sqrt (a * a - 0.8);
}

static double
kaiser (double beta, double y)
{
  double u = 1 - y * y * 4 / (TAPS * TAPS);

  return u > 0 ? gsl_sf_bessel_I0 (beta * sqrt (u)) : 0;
}

static double
kaiser_derivative (double beta, double y)
{
  double u = 1 - y * y * 4 / (TAPS * TAPS);

  return u > 0 ? -gsl_sf_bessel_I1 (beta * sqrt (u)) * beta * y * 4 / (TAPS * TAPS) / sqrt (u) : 0;
}

static double
kaiser_transform (double beta, double omega)
{
  double u = beta * beta - omega * omega * TAPS * TAPS / 4;
  double root = sqrt (fabs (u));

  if (root < 1e-6)
    return TAPS;
  return TAPS * (u > 0 ? sinh (root) : sin (root)) / root;
}

static int
choose_factor (double bin, double q_max)
{
  static const int allowed[] = { 8, 6, 4, 3, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (allowed[i] * bin * q_max * 1.9 <= G_PI)
      return allowed[i];
  return 1;
}

static float *
float_array (gsize n)
{
  return g_aligned_alloc0 (n, sizeof (float), 64);
}

static void
fill_taps (VitSineTransform *self, double bin, double beta)
{
  int d = self->factor;

  for (int phase = 0; phase < d; phase++)
    for (int t = 0; t < TAPS; t++)
      {
        double y = t - (TAPS / 2 - 1) - (phase + 0.5) / d;

        self->tap[phase][0][t] = (float) kaiser (beta, y);
        self->tap[phase][1][t] = (float) (-kaiser_derivative (beta, y) * bin / (12 * d));
      }
}

static void
fill_matrix (VitSineTransform *self, double bin, double beta, gsize n, const double *q)
{
  for (gsize i = 0; i < n; i++)
    {
      float *column = self->matrix + i / BLOCK * (gsize) self->n_coarse * BLOCK + i % BLOCK;
      double spacing = bin * self->factor;

      if (self->factor == 1)
        {
          for (int m = 0; m < self->n_bins; m++)
            column[m * BLOCK] = (float) vit_sine_kernel (q[i], m * bin, (m + 1) * bin);
          continue;
        }

      /* At q = 0 the sines vanish with q; its limit is approached closely enough from q = 1e-4. */
      double wave = fmax (q[i], 1e-4),
             scale = 2 * sin (wave * bin / 2) / (wave * wave) / kaiser_transform (beta, wave * spacing);

      for (int m = 0; m < self->n_coarse; m++)
        column[m * BLOCK] = (float) (scale * sin (wave * (m - LEFT) * spacing));
    }
}

VitSineTransform *
vit_sine_transform_new (int n_bins, double bin, const double *weight, gsize n, const double *q, VitVectorTarget target)
{
  VitSineTransform *self = g_new0 (VitSineTransform, 1);
  double q_max = 1e-3, beta = 0;
  int d;

  for (gsize i = 0; i < n; i++)
    q_max = fmax (q_max, q[i]);
  self->target = target;
  self->n_bins = n_bins;
  self->factor = d = choose_factor (bin, q_max);
  self->n_fine = (n_bins + d - 1) / d;
  self->n_coarse = ((d == 1 ? n_bins : self->n_fine + 2 * LEFT) + 15) / 16 * 16;
  self->row_length = self->n_coarse + 2 * PAD + 16;
  self->n_blocks = (n + BLOCK - 1) / BLOCK;
  if (d > 1)
    {
      beta = kaiser_beta (G_PI / (d * bin * q_max));
      fill_taps (self, bin, beta);
    }
  for (int phase = 0; phase < d; phase++)
    for (int part = 0; part < 2; part++)
      {
        self->scale[phase][part] = float_array ((gsize) self->n_fine);
        self->fine[phase][part] = float_array ((gsize) self->row_length);
        self->exact_fine[phase][part] = g_aligned_alloc0 ((gsize) self->row_length, sizeof (double), 64);
        for (int j = 0; j < self->n_fine; j++)
          {
            int k = d * j + phase;
            double r = part == 0 && d > 1 ? (k + 0.5) * bin : 1;

            self->scale[phase][part][j] = k < n_bins ? (float) (weight[k] * r) : 0;
          }
      }
  for (int row = 0; row < VIT_MAX_SPECIES; row++)
    self->coarse[row] = float_array ((gsize) self->n_coarse);
  self->exact_coarse = g_aligned_alloc0 ((gsize) self->n_coarse, sizeof (double), 64);
  self->matrix = float_array (self->n_blocks * (gsize) self->n_coarse * BLOCK);
  fill_matrix (self, bin, beta, n, q);
  return self;
}

void
vit_sine_transform_free (VitSineTransform *self)
{
  if (self == NULL)
    return;
  for (int phase = 0; phase < self->factor; phase++)
    for (int part = 0; part < 2; part++)
      {
        g_aligned_free (self->scale[phase][part]);
        g_aligned_free (self->fine[phase][part]);
        g_aligned_free (self->exact_fine[phase][part]);
      }
  for (int row = 0; row < VIT_MAX_SPECIES; row++)
    g_aligned_free (self->coarse[row]);
  g_aligned_free (self->exact_coarse);
  g_aligned_free (self->matrix);
  g_free (self);
}

gsize
vit_sine_transform_get_stride (const VitSineTransform *self)
{
  return self->n_blocks * BLOCK;
}

/* For each target with vectors as wide as its registers: wider ones are taken apart into single numbers. */

#define NAME(f) f##_plain
#define TARGET
#define LANES 4
#define GROUP 4
#define SPLIT 1
#include "sine-transform-kernel.h"

#define NAME(f) f##_avx2
#define TARGET VIT_TARGET_AVX2
#define LANES 8
#define GROUP 4
#define SPLIT 1
#include "sine-transform-kernel.h"

#define NAME(f) f##_avx512
#define TARGET VIT_TARGET_AVX512
#define LANES 16
#define GROUP 2
#define SPLIT 2
#include "sine-transform-kernel.h"

void
vit_sine_transform_apply (VitSineTransform *self, int n_rows, const gint32 *rows, int stride, float *out)
{
  switch (self->target)
    {
    case VIT_VECTOR_AVX512:
      apply_avx512 (self, n_rows, rows, stride, out);
      break;
    case VIT_VECTOR_AVX2:
      apply_avx2 (self, n_rows, rows, stride, out);
      break;
    case VIT_VECTOR_PLAIN:
    default:
      apply_plain (self, n_rows, rows, stride, out);
    }
}

void
vit_sine_transform_apply_linear (VitSineTransform *self, const gint32 *row, double *out)
{
  switch (self->target)
    {
    case VIT_VECTOR_AVX512:
      apply_linear_avx512 (self, row, out);
      break;
    case VIT_VECTOR_AVX2:
      apply_linear_avx2 (self, row, out);
      break;
    case VIT_VECTOR_PLAIN:
    default:
      apply_linear_plain (self, row, out);
    }
}
