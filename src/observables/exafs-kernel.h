/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "feff-path.h"

/**
 * VitExafsKernel:
 *
 * F_αβ(k, r): what one scatterer at a distance r adds to χ(k) of its absorber, from one or several single-scattering
 * FEFF paths of the pair (eq. 4 in sum form, with curved waves):
 *
 *     g_n(k)  = A_n exp i[Φ_n + 2(k − Re p) reff_n],   A = mag[feff] red, Φ = real[2phc] + phase[feff]
 *     G(k, r) = the Lagrange polynomial in 1/r through the g_n
 *     F       = Im[G exp(2i Re p r)] exp(−2r/λ) / (k r²)
 *
 * With one path alone Re p is k, so that F = A sin (2kr + Φ) exp(−2r/λ) / (k r²) at all r.
 *
 * No Debye–Waller factor: the configuration holds the disorder.
 */
typedef struct _VitExafsKernel VitExafsKernel;

/**
 * vit_exafs_kernel_new:
 * @n_paths, @paths: the paths of one pair of elements, at different reff, rising
 * @n, @k: wave numbers as measured, Å⁻¹
 * @e0_shift: ΔE0, eV: the paths are taken at k' = √(k² − 0.2624682 ΔE0)
 *
 * The columns are interpolated to @k by cubic splines over the rows with k ≥ 0.5 Å⁻¹; λ and Re p, which belong to the
 * absorber, are those of the first path. Errors: %VIT_ERROR_RANGE if a k' is outside the tables of a path.
 */
VitExafsKernel *vit_exafs_kernel_new (int n_paths, VitFeffPath *const *paths, gsize n, const double *k, double e0_shift,
                                      GError **error);
void vit_exafs_kernel_free (VitExafsKernel *self);

/**
 * vit_exafs_kernel_evaluate:
 * @r: distance, Å. Below 0.75 of the shortest and above 1.35 of the longest path G is held: its polynomial must not be
 * trusted
 * @f: (out caller-allocates): F(k, r) at all k, shape (n)
 */
void vit_exafs_kernel_evaluate (const VitExafsKernel *self, double r, double *f);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitExafsKernel, vit_exafs_kernel_free)
