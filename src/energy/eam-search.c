/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-search.h"

/* Atoms a little farther than the radius are found as well: the error of r² in single precision is below 1e-6 of it. */
#define MARGIN 1e-5

#define BLOCK 64 /* atoms at a time */

void
vit_eam_search_init (VitEamSearch *self, const VitCell *cell, const VitNeighbourGrid *grid, double radius)
{
  double t[3][3];
  int k = 0;

  *self = (VitEamSearch){ .grid = grid, .radius = radius };
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

/* Squared distances of @n atoms of a span, a multiple of VIT_LANES, from a place. */
static inline void
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

int
vit_eam_search_find (VitEamSearch *self, gsize atom, VitFixedPoint a, VitFixedPoint b)
{
  float r2_a[BLOCK], r2_b[BLOCK], limit = (float) (self->radius * self->radius * (1 + MARGIN));
  int n_spans = vit_neighbour_grid_collect (self->grid, a, b, self->radius * (1 + MARGIN), self->spans), found = 0;

  reserve (self, n_spans);
  for (int s = 0; s < n_spans; s++)
    for (gsize start = 0; start < self->spans[s].n; start += BLOCK)
      {
        const VitAtomSpan *span = &self->spans[s];
        gsize n = MIN (span->n - start, BLOCK), whole = (n + VIT_LANES - 1) / VIT_LANES * VIT_LANES;

        measure (self->metric, span, start, whole, a, r2_a);
        measure (self->metric, span, start, whole, b, r2_b);
        /* Stored whether near or not, and kept only if near: no branch that could be guessed wrong. */
        for (gsize i = 0; i < n; i++)
          {
            gsize k = start + i;

            self->candidate[found] = (VitEamCandidate){ span->atom[k],
                                                        span->species[k],
                                                        { { span->f[0][k], span->f[1][k], span->f[2][k] } } };
            found += ((r2_a[i] < limit) | (r2_b[i] < limit)) & (span->atom[k] != (gint32) atom);
          }
      }
  return found;
}
