/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"

/* The pair of species that stands for the total g(r). */
#define VIT_RDF_TOTAL -1

/**
 * vit_rdf_observable_new:
 * @model: the model; it must have a histogram
 * @pair: a pair of species, or %VIT_RDF_TOTAL for Σ_αβ c_α c_β g_αβ
 * @r_low, @r_high: range, Å: bins whose centre is in it
 *
 * A partial or the total g(r) at the centres of the bins of the histogram. Errors: %VIT_ERROR_RANGE if no bin is in the
 * range.
 */
VitObservable *vit_rdf_observable_new (const VitModel *model, int pair, double r_low, double r_high, GError **error);
