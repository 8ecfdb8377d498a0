/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "curve-detect.h"

/**
 * vit_curve_detect_nanometres:
 * @curve: the curve as in the file
 * @kind: what it is
 * @form: its form; %VIT_FORM_DETECT for χ(k), of which only the range of k is looked at
 * @reason: (out): what was seen, as a part of a sentence: "reaches 200"
 *
 * Finds the unit of the first column from its range, and from the place of the first peak: S(q) of condensed matter has
 * it at 0.5–10 Å⁻¹, g(r) at 0.9–6 Å, and ten times more or less in nm⁻¹ and nm.
 *
 * Returns: 1 for nm⁻¹ or nm, 0 for Å⁻¹ or Å, -1 if the two signs contradict each other or fit neither.
 */
int vit_curve_detect_nanometres (const VitRawCurve *curve, VitCurveKind kind, VitCurveForm form, char **reason);
