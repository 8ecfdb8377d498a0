/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "curve-detect.h"

/**
 * VitCurveHints:
 * @path: the file, for messages
 * @kind: what it is read as
 * @given_form: what the user says, or %VIT_FORM_DETECT
 * @given_nanometres: what the user says, or -1
 * @header_nanometres: what the header says, or -1
 * @label: (nullable): name of the y column in the header
 * @label_form: the form that @label says, or %VIT_FORM_DETECT
 * @label_weak: whether @label is also used for another form
 * @x_column, @y_column: columns, counted from 1, for messages
 *
 * What is known about a curve beside its points.
 */
typedef struct
{
  const char *path;
  VitCurveKind kind;
  VitCurveForm given_form;
  int given_nanometres;
  int header_nanometres;
  const char *label;
  VitCurveForm label_form;
  gboolean label_weak;
  int x_column, y_column;
} VitCurveHints;

/**
 * VitCurveDecision:
 * @form: form of the curve
 * @nanometres: whether x is in nm⁻¹ or nm
 * @slope: dG/dr below the first peak, if @form is %VIT_FORM_PDF and was detected; else 0
 */
typedef struct
{
  VitCurveForm form;
  gboolean nanometres;
  double slope;
} VitCurveDecision;

/**
 * vit_curve_decide:
 * @note: what was decided and why is appended to it
 *
 * Decides the form and the unit of a curve: as the user says, else as the header and the curve show. Never by a guess:
 * if they contradict each other, or leave more than one form, that is a %VIT_ERROR_INPUT which says what to give.
 */
gboolean vit_curve_decide (const VitCurveHints *hints, const VitRawCurve *curve, VitCurveDecision *decision,
                           GString *note, GError **error);
