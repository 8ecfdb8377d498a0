/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"

/**
 * VitAngleOptions:
 * @centre: species a, or %VIT_ALL_SPECIES
 * @pair: the two species b, c of the neighbours, in either order, each may be %VIT_ALL_SPECIES
 * @cutoff: r < cut-off makes neighbours, for each pair of species (vit_pair_index()), Å
 * @n_bins: number of widths w in 180°, 2 or more
 */
typedef struct
{
  int centre;
  int pair[2];
  double cutoff[VIT_MAX_PAIRS];
  int n_bins;
} VitAngleOptions;

/**
 * vit_angle_observable_new:
 *
 * The distribution of the angles b–a–c between two neighbours of an atom a, at k w = 0 … 180°, w = 180°/n_bins:
 *
 *     p(k w) = n_k / (N_a w_k),
 *
 * n_k angles in the bin, w_k its width in degrees (w, and half of it at both ends; the bins of the analysis,
 * vit_bond_angles_new()). It is a density of angles for each centre, not one of area 1: its area is the mean number of
 * such angles at an atom a, so that the curve knows the coordination too, and is linear in the counts, which are whole
 * numbers. Divided by its area it is %VIT_BOND_ANGLE_DENSITY of the analysis.
 *
 * Errors: %VIT_ERROR_RANGE if a cut-off is beyond the near radius of the model.
 */
VitObservable *vit_angle_observable_new (const VitModel *model, const VitAngleOptions *options, GError **error);
