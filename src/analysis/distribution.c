/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "distribution.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#define N_RESAMPLES 400

VitDistribution *
vit_distribution_new (int n_blocks, int n_classes)
{
  VitDistribution *self = g_new (VitDistribution, 1);

  self->n_blocks = n_blocks;
  self->n_classes = n_classes;
  self->count = g_malloc0_n ((gsize) n_blocks * (gsize) n_classes, sizeof (double));
  self->total = g_new0 (double, n_blocks);
  return self;
}

void
vit_distribution_free (VitDistribution *self)
{
  if (self == NULL)
    return;
  g_free (self->count);
  g_free (self->total);
  g_free (self);
}

static const double *
block_counts (const VitDistribution *self, int block)
{
  return self->count + (gsize) block * (gsize) self->n_classes;
}

static void
add_block (const VitDistribution *self, int block, double weight, double *sum)
{
  const double *count = block_counts (self, block);

  for (int c = 0; c < self->n_classes; c++)
    sum[c] += weight * count[c];
}

static double
total_of (const double *count, int n)
{
  double total = 0;

  for (int c = 0; c < n; c++)
    total += count[c];
  return total;
}

double
vit_distribution_total (const VitDistribution *self)
{
  return total_of (self->total, self->n_blocks);
}

VitEstimate
vit_distribution_fraction (const VitDistribution *self, int class)
{
  double n = vit_distribution_total (self), in_class = 0, scatter = 0, fraction;
  int filled = 0;

  if (n == 0)
    return (VitEstimate){ NAN, NAN };
  for (int b = 0; b < self->n_blocks; b++)
    in_class += block_counts (self, b)[class];
  fraction = in_class / n;
  for (int b = 0; b < self->n_blocks; b++)
    {
      double rest = block_counts (self, b)[class] - fraction * self->total[b];

      scatter += rest * rest;
      filled += self->total[b] > 0 ? 1 : 0;
    }
  return (VitEstimate){ fraction, filled >= 2 ? sqrt (scatter * self->n_blocks / (self->n_blocks - 1.0)) / n : NAN };
}

static double
effective_number (const double *count, int n)
{
  double total = total_of (count, n), entropy = 0;

  for (int c = 0; c < n; c++)
    if (count[c] > 0)
      entropy -= count[c] / total * log (count[c] / total);
  return total > 0 ? exp (entropy) : NAN;
}

VitEstimate
vit_distribution_effective_classes (const VitDistribution *self)
{
  g_autofree double *all = g_new0 (double, self->n_classes), *rest = g_new (double, self->n_classes);
  double sum = 0, squares = 0, n = self->n_blocks;

  for (int b = 0; b < self->n_blocks; b++)
    add_block (self, b, 1, all);
  for (int b = 0; b < self->n_blocks; b++)
    {
      double without;

      memcpy (rest, all, sizeof (double) * (gsize) self->n_classes);
      add_block (self, b, -1, rest);
      without = effective_number (rest, self->n_classes);
      sum += without;
      squares += without * without;
    }
  return (VitEstimate){ effective_number (all, self->n_classes),
                        sqrt (MAX (0, (n - 1) / n * (squares - sum * sum / n))) };
}

/* NaN if one of them is empty. */
static double
distance (const double *a, const double *b, int n)
{
  double total_a = total_of (a, n), total_b = total_of (b, n), sum = 0;

  for (int c = 0; c < n; c++)
    sum += fabs (a[c] / total_a - b[c] / total_b);
  return sum / 2;
}

/* As many blocks as @n, drawn with replacement. */
static void
draw (gsl_rng *rng, const VitDistribution *from, int n, double *sum)
{
  memset (sum, 0, sizeof (double) * (gsize) from->n_classes);
  for (int k = 0; k < n; k++)
    add_block (from, (int) gsl_rng_uniform_int (rng, (unsigned long) from->n_blocks), 1, sum);
}

/* Two samples of one structure do not meet in the classes that occur once only: what one has of them, the other has not
 * (Good and Turing: the part of such classes is the part of what another sample would find new). Two draws from one
 * sample do meet there; counted as if they did not. */
static double
distance_of_draws (const double *a, const double *b, const double *all, int n)
{
  double total_a = total_of (a, n), total_b = total_of (b, n), sum = 0;

  for (int c = 0; c < n; c++)
    sum += all[c] <= 1 ? a[c] / total_a + b[c] / total_b : fabs (a[c] / total_a - b[c] / total_b);
  return sum / 2;
}

/* The distance that two samples, of @n_a and @n_b blocks, from one distribution keep below in 95 of 100 cases. */
static double
noise_level (gsl_rng *rng, const VitDistribution *from, int n_a, int n_b, double *sum_a, double *sum_b)
{
  g_autofree double *all = g_new0 (double, from->n_classes);
  double noise[N_RESAMPLES];

  for (int k = 0; k < from->n_blocks; k++)
    add_block (from, k, 1, all);
  for (int k = 0; k < N_RESAMPLES; k++)
    {
      draw (rng, from, n_a, sum_a);
      draw (rng, from, n_b, sum_b);
      noise[k] = distance_of_draws (sum_a, sum_b, all, from->n_classes);
    }
  gsl_sort (noise, 1, N_RESAMPLES);
  return noise[N_RESAMPLES * 95 / 100];
}

static double
bootstrap_error (gsl_rng *rng, const VitDistribution *a, const VitDistribution *b, double *sum_a, double *sum_b)
{
  double sum = 0, squares = 0;

  for (int k = 0; k < N_RESAMPLES; k++)
    {
      double resampled;

      draw (rng, a, a->n_blocks, sum_a);
      draw (rng, b, b->n_blocks, sum_b);
      resampled = distance (sum_a, sum_b, a->n_classes);
      sum += resampled;
      squares += resampled * resampled;
    }
  return sqrt (MAX (0, squares - sum * sum / N_RESAMPLES) / (N_RESAMPLES - 1));
}

VitDifference
vit_distribution_compare (const VitDistribution *a, const VitDistribution *b)
{
  g_autofree double *sum_a = g_new0 (double, a->n_classes), *sum_b = g_new0 (double, a->n_classes);
  gsl_rng *rng;
  VitDifference difference;

  g_return_val_if_fail (a->n_classes == b->n_classes, ((VitDifference){ NAN, NAN, NAN }));
  rng = gsl_rng_alloc (gsl_rng_taus2);
  gsl_rng_set (rng, 1);
  for (int k = 0; k < a->n_blocks; k++)
    add_block (a, k, 1, sum_a);
  for (int k = 0; k < b->n_blocks; k++)
    add_block (b, k, 1, sum_b);
  difference.distance = distance (sum_a, sum_b, a->n_classes);
  difference.error = bootstrap_error (rng, a, b, sum_a, sum_b);
  difference.noise = fmax (noise_level (rng, a, a->n_blocks, b->n_blocks, sum_a, sum_b),
                           noise_level (rng, b, a->n_blocks, b->n_blocks, sum_a, sum_b));
  gsl_rng_free (rng);
  return difference;
}
