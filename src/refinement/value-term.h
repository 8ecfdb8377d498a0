/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "quantity.h"
#include "term.h"

/* eV/K; exact since 2019. */
#define VIT_BOLTZMANN 8.617333262e-5

/**
 * VitValueForm:
 * @VIT_VALUE_EQUAL: δ² = (x − x₀)²
 * @VIT_VALUE_AT_LEAST: δ² = (x − x₀)² below x₀, 0 above
 * @VIT_VALUE_AT_MOST: δ² = (x − x₀)² above x₀, 0 below
 * @VIT_VALUE_BOLTZMANN: the quantity is an energy in eV/atom, "σ" a temperature T in K, and χ² has 2 w N (E − E₀)/k_B T
 *   with the number N of atoms, so that a move is accepted as in a simulation at this temperature; δ² = 2 N (E −
 * E₀)/k_B in K, which may be negative
 *
 * How a number enters χ². In the first three σ is in the unit of the quantity: what it may be off by.
 */
typedef enum
{
  VIT_VALUE_EQUAL,
  VIT_VALUE_AT_LEAST,
  VIT_VALUE_AT_MOST,
  VIT_VALUE_BOLTZMANN,
} VitValueForm;

/**
 * vit_value_term_new:
 * @quantity: (transfer full): the number
 * @form: how it enters χ²
 * @wanted: x₀, or E₀, from which energies count, in the unit of the quantity
 * @n_atoms: N; read for %VIT_VALUE_BOLTZMANN only
 *
 * A constraint on one number of the model. Weight 1, σ to be set by its schedule. It is slow if the quantity is.
 */
VitTerm *vit_value_term_new (VitQuantity *quantity, VitValueForm form, double wanted, gsize n_atoms);

/* The quantity of such a term; %NULL for any other. */
VitQuantity *vit_value_term_get_quantity (const VitTerm *term);

VitValueForm vit_value_term_get_form (const VitTerm *term);
double vit_value_term_get_wanted (const VitTerm *term);

/* The value as it is now. */
double vit_value_term_get_value (const VitTerm *term);
