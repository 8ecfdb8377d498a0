/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Angles from 0 to 180° are looked up by their cosine in this many steps. */
#define VIT_ANGLE_STEPS 2048

/**
 * VitAngleBins:
 * @n: number of bins; they are centred on k w, w = 180° / (n − 1), so that the first and last one are half as wide
 * @edge: cosines of their upper edges, falling; the last one is below −1, shape (n)
 * @first: the first bin that a step of the cosine reaches
 *
 * Finds the bin of an angle without its arc cosine. The same bins as in the analysis of bond angles: the angles of
 * perfect crystals lie in the middle of a bin where 30° is a whole number of w.
 */
typedef struct
{
  int n;
  double *edge;
  gint32 first[VIT_ANGLE_STEPS + 1];
} VitAngleBins;

/* @n_intervals: number of w in 180°, 1 or more. */
VitAngleBins *vit_angle_bins_new (int n_intervals);
void vit_angle_bins_free (VitAngleBins *self);

/* Width of a bin, degrees: w, and half of it at both ends. */
double vit_angle_bins_get_width (const VitAngleBins *self, int bin);

/* The bin of an angle with this cosine, which may be beyond ±1 by rounding. */
static inline int
vit_angle_bins_find (const VitAngleBins *self, double cosine)
{
  int step = (int) ((1 - cosine) * (VIT_ANGLE_STEPS / 2)), bin = self->first[CLAMP (step, 0, VIT_ANGLE_STEPS)];

  while (cosine <= self->edge[bin])
    bin++;
  return bin;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitAngleBins, vit_angle_bins_free)
