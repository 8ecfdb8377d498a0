/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"
#include "term.h"

/**
 * vit_data_term_new:
 * @observable: (transfer full): what is compared
 * @target: the curve that was measured, at the observable's points
 *
 * The residual of a data set: δ² = Σ_m (Ω_model − Ω_target)² / ⟨Ω_target²⟩, ⟨ ⟩ the mean over the points, so that σ is
 * the relative error of one point. Weight 1, σ to be set by its schedule.
 */
VitTerm *vit_data_term_new (VitObservable *observable, const double *target);

/* The observable of a data term; %NULL for any other term. */
VitObservable *vit_data_term_get_observable (const VitTerm *term);

/* The target at the observable's points. */
const double *vit_data_term_get_target (const VitTerm *term);

/* The curve of the model as it is now, shape (n_points). */
void vit_data_term_get_curve (const VitTerm *term, double *curve);

/* R² = 1 − Σ (y − y_target)² / Σ (y_target − mean)² of the model as it is now; NaN for any other term. */
double vit_data_term_get_r2 (const VitTerm *term);
