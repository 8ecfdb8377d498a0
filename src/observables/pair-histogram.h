/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "distance-kernel.h"
#include "neighbour-grid.h"

/**
 * VitPairHistogram:
 * @n_species, @n_pairs: counts of species and of their unordered pairs
 * @n_bins: number of bins
 * @bin: width of a bin, Å
 * @n_atoms: number of atoms
 * @volume: of the cell, Å³
 * @fraction: atomic fraction c_α of each species
 * @pairs: P_αβ, unordered pairs of atoms of each pair of species
 * @count: pairs of atoms whose distance is in [k bin, (k+1) bin), shape (n_pairs, n_bins)
 *
 * How many pairs of atoms there are at each distance, in whole numbers: sums of changes cannot drift.
 */
typedef struct
{
  int n_species;
  int n_pairs;
  int n_bins;
  double bin;
  gsize n_atoms;
  double volume;
  double fraction[VIT_MAX_SPECIES];
  double pairs[VIT_MAX_PAIRS];
  gint64 *count;
} VitPairHistogram;

/**
 * vit_pair_histogram_new:
 * @atoms: the atoms; only their numbers and the cell are used
 * @bin: width of a bin, Å
 * @r_max: upper end of the last bin, Å; 0 for the radius of the largest sphere that fits in the cell. Rounded down to
 * whole bins.
 *
 * An empty histogram. Errors: %VIT_ERROR_RANGE if @r_max is above that radius or there would be no bin.
 */
VitPairHistogram *vit_pair_histogram_new (const VitAtoms *atoms, double bin, double r_max, GError **error);
void vit_pair_histogram_free (VitPairHistogram *self);

/**
 * vit_pair_histogram_count:
 * @grid: the atoms' grid
 * @kernel: the kernel to use
 *
 * Counts all pairs from scratch, with the distances that the engine uses (single precision, see #VitMetric).
 */
void vit_pair_histogram_count (VitPairHistogram *self, const VitAtoms *atoms, const VitNeighbourGrid *grid,
                               const VitDistanceKernel *kernel);

/**
 * vit_pair_histogram_count_exact:
 * @configuration: the configuration that the histogram was made for
 *
 * Counts all pairs from scratch in double precision from the Cartesian positions.
 */
void vit_pair_histogram_count_exact (VitPairHistogram *self, const VitConfiguration *configuration);

/**
 * vit_pair_histogram_move:
 * @species: species of the moved atom
 * @change: change of the counts of its pairs with each species, shape (n_species, @stride)
 */
void vit_pair_histogram_move (VitPairHistogram *self, int species, const gint32 *change, int stride);

/**
 * vit_pair_histogram_get_g:
 * @pair: a pair (vit_pair_index())
 * @g: (out caller-allocates): g_αβ at the centres of the bins, shape (n_bins)
 *
 * g_αβ(r_k) = h_αβ[k] V / (P_αβ (4π/3)(r_{k+1}³ − r_k³)). A pair of species without pairs of atoms (one atom only) has
 * g = 1.
 */
void vit_pair_histogram_get_g (const VitPairHistogram *self, int pair, double *g);

/**
 * vit_pair_histogram_get_total_g:
 * @g: (out caller-allocates): Σ_αβ c_α c_β g_αβ, shape (n_bins)
 */
void vit_pair_histogram_get_total_g (const VitPairHistogram *self, double *g);

/* (4π/3)(r_{k+1}³ − r_k³), Å³. */
static inline double
vit_shell_volume (int k, double bin)
{
  return 4 * G_PI / 3 * bin * bin * bin * (3.0 * k * k + 3.0 * k + 1);
}

/* c_α c_β summed over both orders of the pair: Σ over pairs is 1. */
double vit_pair_histogram_get_weight (const VitPairHistogram *self, int pair);

/* The two species of a pair, @a ≤ @b. */
void vit_pair_species (int n_species, int pair, int *a, int *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitPairHistogram, vit_pair_histogram_free)
