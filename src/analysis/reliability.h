/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "comparison.h"

/**
 * VitCheckState:
 * @VIT_CHECK_PASSED: nothing against the model here
 * @VIT_CHECK_DOUBTFUL: to be looked at
 * @VIT_CHECK_FAILED: the model is wrong here, or says nothing
 * @VIT_CHECK_NONE: could not be checked; the finding says what it would take
 */
typedef enum
{
  VIT_CHECK_PASSED,
  VIT_CHECK_DOUBTFUL,
  VIT_CHECK_FAILED,
  VIT_CHECK_NONE,
} VitCheckState;

/* "passed", "doubtful", "failed", "not checked". */
const char *vit_check_state_name (VitCheckState state);

/**
 * VitCheck:
 * @name: what was checked
 * @value: the number that decided; NaN where there is none
 * @finding: what was found, in words, with its numbers
 * @threshold: from where on it is passed and doubtful
 * @meaning: what this says about the model
 *
 * One check point of a model's reliability.
 */
typedef struct
{
  const char *name;
  VitCheckState state;
  double value;
  char *finding;
  const char *threshold;
  const char *meaning;
} VitCheck;

/**
 * VitEvidence:
 * @model: the model
 * @comparison: (nullable): with its target
 * @fitted: (nullable) (element-type VitAgreement): R² of the data sets that were fitted
 * @held_back: (nullable) (element-type VitAgreement): R² of data sets that were measured but not fitted
 * @fitted_names: (nullable) (array zero-terminated=1): names of curves of the comparison ("g(r) Cu-Zr") that were
 *   fitted too
 * @relaxed_energy: energy that the model relaxes to, eV an atom; NaN if not known
 *
 * What the check points judge by.
 */
typedef struct
{
  const VitProfile *model;
  const VitComparison *comparison;
  const GArray *fitted;
  const GArray *held_back;
  const char *const *fitted_names;
  double relaxed_energy;
} VitEvidence;

/**
 * vit_reliability_check:
 *
 * The check points: fitted data, data not fitted, local order, chemistry, potential energy, outliers. Their thresholds
 * are conventions, stated with each; what they were chosen by stands in reliability*.c.
 *
 * Returns: (element-type VitCheck).
 */
GPtrArray *vit_reliability_check (const VitEvidence *evidence);
