/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * vit_r_squared:
 * @y, @target: two curves at the same @n points
 *
 * Returns: R² = 1 − Σ (y − y_target)² / Σ (y_target − mean)²; 1 if both are the same constant.
 */
double vit_r_squared (gsize n, const double *y, const double *target);

/**
 * vit_delta_squared:
 *
 * Returns: δ² = Σ (y − y_target)² / ⟨y_target²⟩, ⟨ ⟩ the mean over the points: what χ² is made of. √(δ²/n) is the
 *   relative error of one point.
 */
double vit_delta_squared (gsize n, const double *y, const double *target);

/**
 * VitAgreement:
 * @name: "g(r) total", "g(r) Cu-Zr", "S(q) X-ray", "S(q) Cu-Zr"
 * @r2: R²
 * @delta2: δ²
 *
 * How well one curve of a model agrees with that of its target.
 */
typedef struct
{
  char *name;
  double r2;
  double delta2;
} VitAgreement;

/**
 * VitAgreementOptions:
 * @bin: bins of g(r), Å
 * @r_max: end of g(r), Å; 0 for the largest sphere in both cells
 * @n, @q: wave numbers of S(q), Å⁻¹
 */
typedef struct
{
  double bin;
  double r_max;
  gsize n;
  const double *q;
} VitAgreementOptions;

/**
 * vit_agreement_compare:
 * @model, @target: two configurations of the same elements
 * @options: bins and wave numbers
 *
 * Compares total and partial g(r), X-ray S(q) and its partials, all in double precision. The pairs are named in the
 * order of the target's species.
 *
 * Returns: (element-type VitAgreement): Errors: %VIT_ERROR_INPUT if the elements differ; those of
 * vit_pair_histogram_new().
 */
GArray *vit_agreement_compare (const VitConfiguration *model, const VitConfiguration *target,
                               const VitAgreementOptions *options, GError **error);
