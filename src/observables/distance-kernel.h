/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms.h"
#include "vector-targets.h"

/**
 * VitMetric:
 * @m: the triangular cell (xx, yx, yy, zx, zy, zz) times 2⁻³² and over a unit of length
 * @orthogonal: whether yx, zx and zy vanish
 *
 * Turns differences in fixed point into distances, in single precision: the error is a few 1e-7 of the distance (a few
 * 1e-6 Å at 30 Å). Every kernel below rounds in the same way, so that a distance has the same bits in all of them.
 */
typedef struct
{
  float m[6];
  gboolean orthogonal;
} VitMetric;

/* @unit: length that becomes 1, Å. */
void vit_metric_init (VitMetric *self, const VitCell *cell, double unit);

/**
 * VitNearPairs:
 * @n: number of neighbours
 * @species, @atom: species and indices of the neighbours
 * @r_old, @r_new: distances before and after the move, Å
 *
 * The neighbours of a moved atom that are within a radius before or after the move.
 */
typedef struct
{
  int n;
  gint32 *species;
  gint32 *atom;
  float *r_old;
  float *r_new;
} VitNearPairs;

/**
 * VitDistanceKernel:
 * @change: adds to @change, shape (species, @stride), one count at the bin of each new distance, and takes one away at
 * that of each old one; @metric measures in bins; bins from @stride − 1 on share the last one
 * @count: adds one at the bin of the distance of each atom
 * @near: finds the atoms within sqrt (@r2) of @a or @b; @near has room for all of the spans, which must know their
 * atoms; distances in units of the metric
 *
 * The loops over all atoms of @n spans that an RMC program spends its time in, compiled for one kind of processor.
 */
typedef struct
{
  VitVectorTarget target;
  void (*change) (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint old, VitFixedPoint new_,
                  gint32 stride, gint32 *change);
  void (*count) (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint point, gint32 stride,
                 gint32 *count);
  void (*near) (const VitMetric *metric, gsize n, const VitAtomSpan *spans, VitFixedPoint a, VitFixedPoint b, float r2,
                VitNearPairs *near);
} VitDistanceKernel;

/**
 * vit_distance_kernel_get:
 * @target: the target; vit_vector_target() for the fastest
 *
 * Returns: the kernel, or %NULL if this processor does not run it. All give the same counts, to the last one.
 */
const VitDistanceKernel *vit_distance_kernel_get (VitVectorTarget target);
