/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-search.h"

#include "vector-targets.h"

/* Atoms a little farther than the radius are found as well: the error of r² in single precision is below 1e-6 of it. */
#define MARGIN 1e-5

#define BLOCK 64 /* atoms at a time */

/* Squared distances of @n atoms of a span, a multiple of VIT_LANES, from a place. */
VIT_ALWAYS_INLINE void
measure (const float m[6], const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint point, float *restrict r2)
{
  const gint32 *restrict x = span->f[0] + start, *restrict y = span->f[1] + start, *restrict z = span->f[2] + start;

  for (gsize i = 0; i < n; i++)
    {
      float fx = (float) vit_fixed_subtract (x[i], point.f[0]);
      float fy = (float) vit_fixed_subtract (y[i], point.f[1]);
      float fz = (float) vit_fixed_subtract (z[i], point.f[2]);
      float dx = fx * m[0] + fy * m[1] + fz * m[3], dy = fy * m[2] + fz * m[4], dz = fz * m[5];

      r2[i] = dx * dx + dy * dy + dz * dz;
    }
}

/* Which of up to BLOCK atoms of a span are near one of two places. */
VIT_ALWAYS_INLINE void
measure_both (const VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint a, VitFixedPoint b,
              gint32 *restrict near)
{
  float r2_a[BLOCK], r2_b[BLOCK], limit = (float) (self->radius * self->radius * (1 + MARGIN));
  gsize whole = (n + VIT_LANES - 1) / VIT_LANES * VIT_LANES;

  measure (self->metric, span, start, whole, a, r2_a);
  measure (self->metric, span, start, whole, b, r2_b);
  for (gsize i = 0; i < whole; i++)
    near[i] = (r2_a[i] < limit) | (r2_b[i] < limit);
}

static void
measure_plain (const VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint a,
               VitFixedPoint b, gint32 *near)
{
  measure_both (self, span, start, n, a, b, near);
}

VIT_TARGET_AVX2 static void
measure_avx2 (const VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint a, VitFixedPoint b,
              gint32 *near)
{
  measure_both (self, span, start, n, a, b, near);
}

VIT_TARGET_AVX512 static void
measure_avx512 (const VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint a,
                VitFixedPoint b, gint32 *near)
{
  measure_both (self, span, start, n, a, b, near);
}

static VitEamMeasure
choose_measure (void)
{
  switch (vit_vector_target ())
    {
    case VIT_VECTOR_AVX512:
      return measure_avx512;
    case VIT_VECTOR_AVX2:
      return measure_avx2;
    case VIT_VECTOR_PLAIN:
    default:
      return measure_plain;
    }
}

void
vit_eam_search_init (VitEamSearch *self, const VitCell *cell, const VitNeighbourGrid *grid, double radius)
{
  double t[3][3];
  int k = 0;

  *self = (VitEamSearch){ .grid = grid, .radius = radius, .measure = choose_measure () };
  self->spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));
  vit_cell_triangular (cell, t);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column <= row; column++)
      self->metric[k++] = (float) (t[row][column] / 4294967296.0);
}

void
vit_eam_search_clear (VitEamSearch *self)
{
  g_clear_pointer (&self->spans, g_free);
  g_clear_pointer (&self->candidate, g_free);
  self->room = 0;
}

/* Room for all atoms of the boxes and one more: they are stored before it is known whether they are near. */
static void
reserve (VitEamSearch *self, int n_spans)
{
  gsize room = 1;

  for (int s = 0; s < n_spans; s++)
    room += self->spans[s].n;
  if (room <= self->room)
    return;
  self->room = 2 * room;
  g_free (self->candidate);
  self->candidate = g_new (VitEamCandidate, self->room);
}

/* Adds the atoms of a block that are near to the candidates. Places are stored whether near or not, and kept only if
 * near: no branch that could be guessed wrong. */
static int
take (VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, gint32 atom, const gint32 *near, int found)
{
  guint8 place[BLOCK];
  int n_near = 0;

  for (gsize i = 0; i < n; i++)
    {
      place[n_near] = (guint8) i;
      n_near += near[i];
    }
  for (int i = 0; i < n_near; i++)
    {
      gsize k = start + place[i];

      self->candidate[found]
          = (VitEamCandidate){ span->atom[k], span->species[k], { { span->f[0][k], span->f[1][k], span->f[2][k] } } };
      found += span->atom[k] != atom;
    }
  return found;
}

int
vit_eam_search_find (VitEamSearch *self, gsize atom, VitFixedPoint a, VitFixedPoint b)
{
  gint32 near[BLOCK];
  int n_spans = vit_neighbour_grid_collect (self->grid, a, b, self->radius * (1 + MARGIN), self->spans), found = 0;

  reserve (self, n_spans);
  for (int s = 0; s < n_spans; s++)
    for (gsize start = 0; start < self->spans[s].n; start += BLOCK)
      {
        const VitAtomSpan *span = &self->spans[s];
        gsize n = MIN (span->n - start, BLOCK);

        self->measure (self, span, start, n, a, b, near);
        found = take (self, span, start, n, (gint32) atom, near, found);
      }
  return found;
}
