/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exafs-kernel.h"
#include "fourier-filter.h"
#include "observable.h"

/**
 * VitExafsOptions:
 * @absorber: species that absorbs
 * @paths: (array): for each species as scatterer its FEFF paths, sorted by reff (element-type VitFeffPath)
 * @s02: amplitude reduction factor S0²
 * @e0_shift: ΔE0, eV
 * @k_weight: power n of k: the curve is kⁿχ(k)
 * @cutoff: pairs further apart are left out, Å
 * @filtered: whether the curve is Fourier-filtered
 * @k_window, @r_window: windows of the filter
 */
typedef struct
{
  int absorber;
  GPtrArray *paths[VIT_MAX_SPECIES];
  double s02;
  double e0_shift;
  int k_weight;
  double cutoff;
  gboolean filtered;
  VitFourierWindow k_window;
  VitFourierWindow r_window;
} VitExafsOptions;

/**
 * vit_exafs_observable_new:
 * @model: the model; its near radius must be at least the cut-off
 * @options: what the edge and its paths are; copied
 * @edge: name of the edge, to show: "Cu K"
 * @n, @k: wave numbers, Å⁻¹; for a filter evenly spaced, at whole multiples of the step
 *
 * kⁿχ(k) of one edge, χ(k) = (S0²/N_α) Σ_{i∈α} Σ_j F_αβ(k, r_ij), Fourier-filtered or not.
 *
 * F, with kⁿ and the filter folded in, is tabulated every 0.01 Å in an orthonormal basis (some 20 numbers for a
 * filtered shell, 60 for a raw spectrum), and each distance is spread over four rows (cubic Lagrange interpolation,
 * which holds 2e-5 of the rms). Distances below 1.01 Å count as 1.01 Å.
 *
 * Errors: as vit_exafs_kernel_new(), vit_fourier_filter_new(); %VIT_ERROR_RANGE if the model's near radius is too
 * short, a pair has no path, or k does not suit the filter.
 */
VitObservable *vit_exafs_observable_new (const VitModel *model, const VitExafsOptions *options, const char *edge,
                                         gsize n, const double *k, GError **error);
