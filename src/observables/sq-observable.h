/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"
#include "structure-factor.h"

/**
 * vit_sq_observable_new:
 * @model: the model; it must have a histogram
 * @radiation: X-rays or neutrons
 * @window: factor on g(r) − 1
 * @n, @q: wave numbers, Å⁻¹
 *
 * The total S(q) (Faber–Ziman). From scratch in double precision from the model's histogram; changes in single
 * precision with an error below 1e-6 of the largest value (#VitSineTransform). Errors: as vit_scattering_weights().
 */
VitObservable *vit_sq_observable_new (const VitModel *model, VitRadiation radiation, VitWindow window, gsize n,
                                      const double *q, GError **error);

/**
 * vit_sq_observable_new_partial:
 * @pair: a pair of species
 *
 * The partial S_αβ(q) (Faber–Ziman, vit_structure_factor_partials()) of one pair. A move of an atom costs one sine
 * transform if its species is of the pair, and nothing if it is not.
 */
VitObservable *vit_sq_observable_new_partial (const VitModel *model, int pair, VitWindow window, gsize n,
                                              const double *q);
