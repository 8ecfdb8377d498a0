/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "curve-form.h"

/* No χ(k) is larger over k = 4–6.5 Å⁻¹ (root mean square). */
#define VIT_EXAFS_MAX_SIZE 0.12

/* A curve as the file has it: n points, x rising. */
typedef struct
{
  gsize n;
  const double *x;
  const double *y;
} VitRawCurve;

/**
 * VitFormEvidence:
 * @form: the form, or %VIT_FORM_DETECT if the curve does not tell
 * @possible: bits 1 << form of all forms that the curve may have
 * @reason: what was seen, as a part of a sentence: "tends to 0 at large q and to -1 at small q"
 * @slope: dG/dr below the first peak of a G(r), −4πρ; 0 for the others
 */
typedef struct
{
  VitCurveForm form;
  guint possible;
  const char *reason;
  double slope;
} VitFormEvidence;

/**
 * vit_curve_detect_sq:
 *
 * Tells S(q), S(q) − 1 and q[S(q) − 1] apart. The first tends to 1 at large q. Of the others, one is chosen only if the
 * points below the first peak are there, and give an S(q) near 0 (dense matter is hardly compressible) with it but not
 * with the other. Does not depend on the unit of q.
 */
VitFormEvidence vit_curve_detect_sq (const VitRawCurve *curve);

/**
 * vit_curve_detect_rdf:
 *
 * Tells g(r), g(r) − 1 and G(r) apart. The first tends to 1 at large r. The others are constant at −1 and proportional
 * to −r below the first peak; a straight line through those points must say so at three standard errors.
 */
VitFormEvidence vit_curve_detect_rdf (const VitRawCurve *curve);

/**
 * vit_curve_detect_exafs:
 * @nanometres: whether k is in nm⁻¹, and y then k (nm⁻¹) to the power n times χ(k)
 *
 * Tells kⁿχ(k) by its size at k = 4–6.5 Å⁻¹ and by its decay from there to 7–9.5 Å⁻¹: what χ(k) can be in matter spans
 * a factor of forty, each power of k a factor of five, so that mostly two powers remain possible, and no form is
 * chosen.
 */
VitFormEvidence vit_curve_detect_exafs (const VitRawCurve *curve, gboolean nanometres);

/**
 * vit_curve_exafs_amplitude:
 * @curve: kⁿχ(k)
 * @nanometres: as above
 *
 * Returns: the root mean square of χ(k) over k = 4–6.5 Å⁻¹; NaN if the curve has less than 8 points there.
 */
double vit_curve_exafs_amplitude (const VitRawCurve *curve, int n, gboolean nanometres);

/* x of the largest value of S(q), g(r) or G(r), for a curve of the given form. */
double vit_curve_peak (const VitRawCurve *curve, VitCurveForm form);
