/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "column-file.h"

/* The kind of data set that a form (not %VIT_FORM_DETECT) belongs to. */
VitCurveKind vit_curve_form_kind (VitCurveForm form);

/* The symbol of the first column: "q", "r" or "k". */
const char *vit_curve_kind_symbol (VitCurveKind kind);

/* The form as a person writes it, to show: "k²χ(k)". */
const char *vit_curve_form_title (VitCurveForm form);

/* The power of x by which the form multiplies the plain one (0 for those that do not): the dimension of y. */
int vit_curve_form_power (VitCurveForm form);

/**
 * vit_curve_form_plain:
 * @form: a form, not %VIT_FORM_DETECT
 * @density: number density in the inverse cube of the unit of @x; used by %VIT_FORM_PDF only
 *
 * The plain S(q), g(r) or χ(k) of a point; x ≠ 0 for the forms that divide by it.
 */
double vit_curve_form_plain (VitCurveForm form, double density, double x, double y);
