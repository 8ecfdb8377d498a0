/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The largest number of species (different elements) in one configuration. */
#define VIT_MAX_SPECIES 8
#define VIT_MAX_PAIRS (VIT_MAX_SPECIES * (VIT_MAX_SPECIES + 1) / 2)

/**
 * VitElement:
 * @z: atomic number
 * @symbol: "Cu"
 * @name: "copper"
 * @mass: standard atomic weight, g/mol
 * @radius: covalent radius, Å
 * @colour: red, green, blue in 0..1
 * @neutron_length: bound coherent scattering length, fm (Sears 1992); NaN where none is known
 *
 * One chemical element. The table lives in data/elements.csv.
 */
typedef struct
{
  int z;
  char symbol[4];
  char name[16];
  double mass;
  double radius;
  double colour[3];
  double neutron_length;
} VitElement;

/**
 * vit_element_by_number:
 * @z: atomic number
 *
 * Returns: (nullable): the element, owned by the library, or %NULL if the table has none.
 */
const VitElement *vit_element_by_number (int z);

/**
 * vit_element_by_symbol:
 * @symbol: a symbol with its usual capitals ("Zr"); need not end in NUL
 * @length: its length, or -1
 *
 * Returns: (nullable): the element, owned by the library, or %NULL if there is none of this symbol.
 */
const VitElement *vit_element_by_symbol (const char *symbol, gssize length);

/**
 * vit_element_by_mass:
 * @mass: g/mol
 *
 * Returns: (nullable): the element whose atomic weight is nearest, or %NULL if none is within 0.3 g/mol or a second one
 *   is as near.
 */
const VitElement *vit_element_by_mass (double mass);

/* Whether @self is one of @elements, shape (n). */
gboolean vit_element_is_among (const VitElement *self, int n, const VitElement *const *elements);

/**
 * vit_element_xray_form_factor:
 * @self: an element
 * @q: wave number 4π sin θ / λ, Å⁻¹
 *
 * The atomic form factor f(q) for Rayleigh scattering, from xraylib (its argument is q / 4π).
 *
 * Returns: f(q) in electrons.
 */
double vit_element_xray_form_factor (const VitElement *self, double q);

/**
 * vit_n_pairs:
 * @n_species: number of species
 *
 * Returns: number of unordered pairs of species.
 */
static inline int
vit_n_pairs (int n_species)
{
  return n_species * (n_species + 1) / 2;
}

/**
 * vit_pair_index:
 * @n_species: number of species
 * @a, @b: two species in either order
 *
 * Returns: index of the unordered pair: (0,0), (0,1) … (0,n−1), (1,1), (1,2) …
 */
static inline int
vit_pair_index (int n_species, int a, int b)
{
  int low = a < b ? a : b, high = a < b ? b : a;

  return low * n_species - low * (low - 1) / 2 + high - low;
}
