/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"

/**
 * VitCoordinationOptions:
 * @centre, @neighbour: species a and b, or %VIT_ALL_SPECIES
 * @cutoff: r < cut-off makes neighbours, for each pair of species (vit_pair_index()), Å
 * @n_max: the largest number of neighbours that is told from others, 1 or more (distributions only)
 */
typedef struct
{
  int centre;
  int neighbour;
  double cutoff[VIT_MAX_PAIRS];
  int n_max;
} VitCoordinationOptions;

/**
 * vit_coordination_observable_new:
 *
 * The distribution of the coordination number of a by b: at n = 0, 1 … n_max the fraction of the atoms a that have n
 * neighbours b,
 *
 *     f(n) = N_a(n) / N_a,   Σ_n f(n) = 1,   Σ_n n f(n) = Z_ab.
 *
 * Atoms with more than n_max count at n_max. The counts are whole numbers. Errors: %VIT_ERROR_RANGE if a cut-off is
 * beyond the near radius of the model.
 */
VitObservable *vit_coordination_observable_new (const VitModel *model, const VitCoordinationOptions *options,
                                                GError **error);
