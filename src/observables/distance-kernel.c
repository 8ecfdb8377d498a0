/* SPDX-License-Identifier: GPL-3.0-or-later */

/* This file is compiled with -ffp-contract=off: a fused multiply-add would round otherwise than the plain code. */

#include "distance-kernel.h"

#include <math.h>

#define BLOCK 256   /* atoms at a time: their bins stay in the first-level cache */
#define COLLECT 512 /* rows collected before they are counted */

/* Spans can be read past their end up to whole vectors; what comes of it is not used. */
#define WHOLE(n) (((n) + VIT_LANES - 1) / VIT_LANES * VIT_LANES)

void
vit_metric_init (VitMetric *self, const VitCell *cell, double unit)
{
  double t[3][3], scale = 1 / (4294967296.0 * unit);

  vit_cell_triangular (cell, t);
  self->m[0] = (float) (t[0][0] * scale);
  self->m[1] = (float) (t[1][0] * scale);
  self->m[2] = (float) (t[1][1] * scale);
  self->m[3] = (float) (t[2][0] * scale);
  self->m[4] = (float) (t[2][1] * scale);
  self->m[5] = (float) (t[2][2] * scale);
  self->orthogonal = cell->orthogonal;
}

VIT_ALWAYS_INLINE void
squared (const VitMetric *metric, gboolean orthogonal, gsize n, const gint32 *restrict x, const gint32 *restrict y,
         const gint32 *restrict z, VitFixedPoint point, float *restrict r2)
{
  const float xx = metric->m[0], yx = metric->m[1], yy = metric->m[2], zx = metric->m[3], zy = metric->m[4],
              zz = metric->m[5];

  for (gsize i = 0; i < n; i++)
    {
      float fx = (float) vit_fixed_subtract (x[i], point.f[0]);
      float fy = (float) vit_fixed_subtract (y[i], point.f[1]);
      float fz = (float) vit_fixed_subtract (z[i], point.f[2]);
      float dx = orthogonal ? fx * xx : fx * xx + fy * yx + fz * zx;
      float dy = orthogonal ? fy * yy : fy * yy + fz * zy;
      float dz = fz * zz;

      r2[i] = dx * dx + dy * dy + dz * dz;
    }
}

/* The rows of a histogram of shape (species, stride) that the distances of @n atoms fall into. */
VIT_ALWAYS_INLINE void
find_rows (const VitMetric *metric, gboolean orthogonal, const VitAtomSpan *span, gsize start, gsize n,
           VitFixedPoint point, gint32 stride, gint32 *restrict row)
{
  const gint32 *restrict species = span->species + start;
  float r2[BLOCK];

  n = WHOLE (n);
  squared (metric, orthogonal, n, span->f[0] + start, span->f[1] + start, span->f[2] + start, point, r2);
  for (gsize i = 0; i < n; i++)
    {
      gint32 bin = (gint32) sqrtf (r2[i]);

      row[i] = species[i] * stride + (bin < stride ? bin : stride - 1);
    }
}

VIT_ALWAYS_INLINE void
add_changes (gsize n, const gint32 *row_old, const gint32 *row_new, gint32 *change)
{
  for (gsize i = 0; i < n; i++)
    {
      change[row_old[i]]--;
      change[row_new[i]]++;
    }
}

/* Rows are collected over many short spans before the histogram is touched: their loops have no fixed length, and a
 * processor that guesses it wrong once for each box spends more time on that than on the distances. */
VIT_ALWAYS_INLINE void
change_all (const VitMetric *metric, gboolean orthogonal, gsize n_spans, const VitAtomSpan *spans, VitFixedPoint old,
            VitFixedPoint new_, gint32 stride, gint32 *change)
{
  gint32 row_old[COLLECT + BLOCK], row_new[COLLECT + BLOCK];
  gsize found = 0;

  for (gsize s = 0; s < n_spans; s++)
    for (gsize start = 0; start < spans[s].n; start += BLOCK)
      {
        gsize n = MIN (spans[s].n - start, BLOCK);

        find_rows (metric, orthogonal, &spans[s], start, n, old, stride, row_old + found);
        find_rows (metric, orthogonal, &spans[s], start, n, new_, stride, row_new + found);
        found += n;
        if (found >= COLLECT)
          {
            add_changes (found, row_old, row_new, change);
            found = 0;
          }
      }
  add_changes (found, row_old, row_new, change);
}

VIT_ALWAYS_INLINE void
count_all (const VitMetric *metric, gboolean orthogonal, gsize n_spans, const VitAtomSpan *spans, VitFixedPoint point,
           gint32 stride, gint32 *count)
{
  gint32 row[BLOCK];

  for (gsize s = 0; s < n_spans; s++)
    for (gsize start = 0; start < spans[s].n; start += BLOCK)
      {
        gsize n = MIN (spans[s].n - start, BLOCK);

        find_rows (metric, orthogonal, &spans[s], start, n, point, stride, row);
        for (gsize i = 0; i < n; i++)
          count[row[i]]++;
      }
}

VIT_ALWAYS_INLINE void
near_all (const VitMetric *metric, gboolean orthogonal, gsize n_spans, const VitAtomSpan *spans, VitFixedPoint a,
          VitFixedPoint b, float limit, VitNearPairs *near)
{
  float r2_a[BLOCK], r2_b[BLOCK];
  int found = 0;

  for (gsize s = 0; s < n_spans; s++)
    for (gsize start = 0; start < spans[s].n; start += BLOCK)
      {
        const VitAtomSpan *span = &spans[s];
        gsize n = MIN (span->n - start, BLOCK);
        const gint32 *x = span->f[0] + start, *y = span->f[1] + start, *z = span->f[2] + start;

        squared (metric, orthogonal, WHOLE (n), x, y, z, a, r2_a);
        squared (metric, orthogonal, WHOLE (n), x, y, z, b, r2_b);
        /* Stored whether near or not, and kept only if near: no branch that could be guessed wrong. */
        for (gsize i = 0; i < n; i++)
          {
            near->species[found] = span->species[start + i];
            near->atom[found] = span->atom[start + i];
            near->r_old[found] = r2_a[i];
            near->r_new[found] = r2_b[i];
            found += (r2_a[i] < limit) | (r2_b[i] < limit);
          }
      }
  for (int i = 0; i < found; i++)
    {
      near->r_old[i] = sqrtf (near->r_old[i]);
      near->r_new[i] = sqrtf (near->r_new[i]);
    }
  near->n = found;
}

#define DEFINE_KERNEL(name, TARGET, target_)                                                                           \
  TARGET static void name##_change (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint old,     \
                                    VitFixedPoint new_, gint32 stride, gint32 *change)                                 \
  {                                                                                                                    \
    if (metric->orthogonal)                                                                                            \
      change_all (metric, TRUE, n, spans, old, new_, stride, change);                                                  \
    else                                                                                                               \
      change_all (metric, FALSE, n, spans, old, new_, stride, change);                                                 \
  }                                                                                                                    \
  TARGET static void name##_count (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint point,    \
                                   gint32 stride, gint32 *count)                                                       \
  {                                                                                                                    \
    if (metric->orthogonal)                                                                                            \
      count_all (metric, TRUE, n, spans, point, stride, count);                                                        \
    else                                                                                                               \
      count_all (metric, FALSE, n, spans, point, stride, count);                                                       \
  }                                                                                                                    \
  TARGET static void name##_near (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint a,         \
                                  VitFixedPoint b, float r2, VitNearPairs *near)                                       \
  {                                                                                                                    \
    if (metric->orthogonal)                                                                                            \
      near_all (metric, TRUE, n, spans, a, b, r2, near);                                                               \
    else                                                                                                               \
      near_all (metric, FALSE, n, spans, a, b, r2, near);                                                              \
  }                                                                                                                    \
  static const VitDistanceKernel name##_kernel = { target_, name##_change, name##_count, name##_near };

DEFINE_KERNEL (plain, , VIT_VECTOR_PLAIN)
DEFINE_KERNEL (avx2, VIT_TARGET_AVX2, VIT_VECTOR_AVX2)
DEFINE_KERNEL (avx512, VIT_TARGET_AVX512, VIT_VECTOR_AVX512)

const VitDistanceKernel *
vit_distance_kernel_get (VitVectorTarget target)
{
  static const VitDistanceKernel *const kernel[] = { &plain_kernel, &avx2_kernel, &avx512_kernel };

  return target <= vit_vector_target () ? kernel[target] : NULL;
}
