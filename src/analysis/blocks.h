/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * VitEstimate:
 * @value: a mean
 * @error: its standard error; NaN where there is nothing to tell it from
 */
typedef struct
{
  double value;
  double error;
} VitEstimate;

/**
 * VitBlocks:
 * @n_blocks: number of sub-volumes
 * @n_atoms: number of atoms
 * @block: the sub-volume of each atom, shape (n_atoms)
 *
 * The cell divided into equal sub-volumes, to tell statistical errors by. Neighbouring atoms are alike and share their
 * neighbours, so that errors that count them one by one come out too small; sub-volumes wider than the order reaches
 * are nearly independent.
 */
typedef struct
{
  int n_blocks;
  gsize n_atoms;
  int *block;
} VitBlocks;

/**
 * vit_blocks_new:
 *
 * Divides each edge by the number that makes blocks about 11 Å wide (three shells of neighbours), at least 2, at
 * most 10.
 */
VitBlocks *vit_blocks_new (const VitConfiguration *configuration);
void vit_blocks_free (VitBlocks *self);

/**
 * vit_blocks_mean:
 * @value: a number for each atom, shape (n_atoms); NaN leaves the atom out
 *
 * The mean over atoms, and its error from the scatter of the blocks: for a mean m = Σ_b S_b / Σ_b N_b of B blocks the
 * square of the error is B/(B−1) Σ_b (S_b − m N_b)² / (Σ_b N_b)² (ratio estimator; W. G. Cochran, Sampling Techniques,
 * section 6.4). NaN if all are left out; the error is NaN if all that count are in one block.
 */
VitEstimate vit_blocks_mean (const VitBlocks *self, const double *value);

/**
 * vit_blocks_mean_by_species:
 * @configuration: the configuration that the blocks were made of
 *
 * The same, for quantities that depend on the element: the means of the species are added up in the ratio of the
 * composition, so that blocks which hold more atoms of one species do not count as scatter; what neighbouring atoms of
 * different species have in common does. For two configurations of the same composition that is the error that matters.
 */
VitEstimate vit_blocks_mean_by_species (const VitBlocks *self, const VitConfiguration *configuration,
                                        const double *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitBlocks, vit_blocks_free)
