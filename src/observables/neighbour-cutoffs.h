/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"

/**
 * VitNeighbourCutoffs:
 * @r: r < cut-off makes neighbours, for each two species, Å, symmetric; 0 for none
 * @longest: the largest of them
 *
 * What makes two atoms of a model neighbours, in single precision as distances of a move are: whether they are has one
 * answer then, however it is asked.
 */
typedef struct
{
  float r[VIT_MAX_SPECIES][VIT_MAX_SPECIES];
  float longest;
} VitNeighbourCutoffs;

/**
 * vit_neighbour_cutoffs_init:
 * @cutoff: for each pair of species (vit_pair_index()), Å, shape (pairs)
 *
 * A cut-off that is the near radius of the model itself is made shorter by 1e-6 of it: rounding decides which atoms the
 * model finds there. Errors: %VIT_ERROR_RANGE if one is below 0 or beyond the near radius.
 */
gboolean vit_neighbour_cutoffs_init (VitNeighbourCutoffs *self, const VitModel *model, const double *cutoff,
                                     GError **error);

/* What finds the neighbours of one atom after the other where the atoms are, beside a proposal of the model that may
 * be under way: vit_pair_distances_begin() with the atom's own place. */
VitPairDistances *vit_neighbour_cutoffs_new_search (const VitNeighbourCutoffs *self, const VitModel *model);
