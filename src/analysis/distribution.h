/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "blocks.h"

/**
 * VitDistribution:
 * @n_blocks: number of sub-volumes
 * @n_classes: number of classes (Voronoi indices, coordination numbers, bins of an angle)
 * @count: how many of each class are in each sub-volume, shape (n_blocks, n_classes)
 * @total: how many of all classes are in each, shape (n_blocks)
 *
 * How often things of each class occur, kept apart by sub-volumes so that errors can be told.
 */
typedef struct
{
  int n_blocks;
  int n_classes;
  double *count;
  double *total;
} VitDistribution;

VitDistribution *vit_distribution_new (int n_blocks, int n_classes);
void vit_distribution_free (VitDistribution *self);

static inline void
vit_distribution_add (VitDistribution *self, int block, int class, double weight)
{
  self->count[(gsize) block * (gsize) self->n_classes + (gsize) class] += weight;
  self->total[block] += weight;
}

/* All that was counted. */
double vit_distribution_total (const VitDistribution *self);

/* Part that one class has in all, with the ratio estimator's error (vit_blocks_mean()). NaN where nothing was counted.
 */
VitEstimate vit_distribution_fraction (const VitDistribution *self, int class);

/**
 * vit_distribution_effective_classes:
 *
 * How broad the distribution is: the number of equally frequent classes that would have the same Shannon entropy,
 * exp (− Σ p ln p), with its error from leaving out one block after another (jackknife).
 */
VitEstimate vit_distribution_effective_classes (const VitDistribution *self);

/**
 * VitDifference:
 * @distance: total-variation distance ½ Σ |p − q|: 0 for equal distributions, 1 for such as have no class in common
 * @error: standard deviation of it when blocks are drawn anew from each (block bootstrap)
 * @noise: the distance that two samples of this size from one and the same structure keep below in 95 % of cases
 *
 * How different two distributions are. A distance below @noise may be chance.
 */
typedef struct
{
  double distance;
  double error;
  double noise;
} VitDifference;

/**
 * vit_distribution_compare:
 * @a, @b: distributions over the same classes, of any numbers of blocks
 *
 * Resamples 400 times with a fixed seed, so that a report made again shows the same digits (B. Efron, R. Tibshirani, An
 * Introduction to the Bootstrap, chapter 6). For @noise both samples are drawn from the blocks of @a alone, then both
 * from those of @b alone; the larger level counts. (Drawn from both together, as a permutation test does it, the level
 * would grow with the difference itself.) Classes that occur once only are taken as seen by one sample alone.
 */
VitDifference vit_distribution_compare (const VitDistribution *a, const VitDistribution *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitDistribution, vit_distribution_free)
