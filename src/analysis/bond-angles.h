/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "neighbour-list.h"

/**
 * VitBondAngles:
 * @n_species, @n_pairs: counts of species and of their unordered pairs
 * @n_bins: 180 / width + 1
 * @width: width of a bin, degrees
 * @count: angles b–a–c for each centre species a and unordered pair (b, c) of neighbour species (vit_pair_index()),
 *   shape (n_species, n_pairs, n_bins)
 *
 * Histograms of the angles between two neighbours of an atom. Bins are centred on k width, from 0 to 180 degrees: the
 * angles of perfect crystals (60, 90, 120, 180) then lie in the middle of a bin, not on an edge where rounding decides.
 * The first and last bin are half as wide. Whole numbers, so that those of blocks of atoms add up.
 */
typedef struct
{
  int n_species;
  int n_pairs;
  int n_bins;
  double width;
  gint64 *count;
} VitBondAngles;

/**
 * VitBondAngleForm:
 * @VIT_BOND_ANGLE_DENSITY: density per degree; the integral over 0 to 180 degrees is 1
 * @VIT_BOND_ANGLE_SOLID: density per solid angle (divided by sin θ, integrated over the bin), in units of that of
 *   neighbours without correlation, which is 1 everywhere
 */
typedef enum
{
  VIT_BOND_ANGLE_DENSITY,
  VIT_BOND_ANGLE_SOLID,
} VitBondAngleForm;

/**
 * vit_bond_angles_new:
 * @n_species: number of species
 * @width: width of a bin, degrees; 180 must be a whole number of them (and 30, if ideal angles are to lie in the
 * middle)
 *
 * Empty histograms. Errors: %VIT_ERROR_RANGE if @width is not such a number of at least 0.01.
 */
VitBondAngles *vit_bond_angles_new (int n_species, double width, GError **error);
void vit_bond_angles_free (VitBondAngles *self);

/**
 * vit_bond_angles_add_atom:
 * @list: neighbours of all atoms
 * @species: species of each atom, shape (n_atoms)
 * @atom: the centre
 *
 * Adds the angles at one atom, n(n−1)/2 for n neighbours. A neighbour at the place of the atom itself has no direction
 * and is left out.
 */
void vit_bond_angles_add_atom (VitBondAngles *self, const VitNeighbourList *list, const guint8 *species, gsize atom);

/* Adds the angles at all atoms. */
void vit_bond_angles_add_all (VitBondAngles *self, const VitNeighbourList *list, const guint8 *species);

/* Adds the angles of another histogram with the same species and bins. */
void vit_bond_angles_add (VitBondAngles *self, const VitBondAngles *other);

/**
 * vit_bond_angles_get_counts:
 * @centre: centre species, or -1 for all
 * @pair: pair of neighbour species, or -1 for all
 * @count: (out caller-allocates): angles in each bin, shape (n_bins)
 *
 * Returns: number of angles in all bins.
 */
gint64 vit_bond_angles_get_counts (const VitBondAngles *self, int centre, int pair, gint64 *count);

/**
 * vit_bond_angles_get_density:
 * @centre, @pair: as for vit_bond_angles_get_counts()
 * @form: what is normalised
 * @density: (out caller-allocates): density at k width, shape (n_bins); 0 everywhere if there are no angles
 *
 * Returns: number of angles.
 */
gint64 vit_bond_angles_get_density (const VitBondAngles *self, int centre, int pair, VitBondAngleForm form,
                                    double *density);

/* Centre of a bin, degrees. */
static inline double
vit_bond_angles_get_angle (const VitBondAngles *self, int bin)
{
  return bin * self->width;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitBondAngles, vit_bond_angles_free)
