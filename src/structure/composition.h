/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "element.h"

/**
 * VitComposition:
 * @n: number of elements
 * @element: the elements
 * @count: their amounts: whole numbers of atoms, or any positive numbers where only the ratio matters
 *
 * What a sample is made of.
 */
typedef struct
{
  int n;
  const VitElement *element[VIT_MAX_SPECIES];
  double count[VIT_MAX_SPECIES];
} VitComposition;

/**
 * vit_composition_parse:
 * @text: "Cu64Zr36", "Cu 0.64 Zr 0.36", "Ta"
 *
 * Errors: %VIT_ERROR_INPUT if @text is not a list of elements and amounts, an element comes twice, or there are more
 * than %VIT_MAX_SPECIES.
 */
gboolean vit_composition_parse (VitComposition *self, const char *text, GError **error);

/**
 * vit_composition_get_atoms:
 * @n_atoms: number of atoms wanted
 * @atoms: (out) (array length=n_atoms): Z of each atom, element after element
 *
 * Splits @n_atoms by the amounts so that the counts add up (largest remainder). Errors: %VIT_ERROR_RANGE if an element
 * would get no atom.
 */
gboolean vit_composition_get_atoms (const VitComposition *self, gsize n_atoms, guint8 *atoms, GError **error);

/**
 * vit_composition_number_density:
 * @mass_density: g/cm³
 *
 * Returns: ρ in Å⁻³.
 */
double vit_composition_number_density (const VitComposition *self, double mass_density);
