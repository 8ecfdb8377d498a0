/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "profile.h"

/**
 * VitOutlier:
 * @atom: an atom
 * @too_close: it has a neighbour nearer than any should be
 * @odd_faces: its Voronoi cell has fewer or more faces than any should have
 */
typedef struct
{
  gsize atom;
  gboolean too_close;
  gboolean odd_faces;
} VitOutlier;

/**
 * vit_outliers_find:
 * @target: (nullable): profile of the target
 *
 * Atoms where none should be: nearer to another than the nearest pair of these elements in the target less 0.05 Å
 * (without a target, or where it has no such pair: 0.7 times the sum of the covalent radii); or with a Voronoi cell of
 * two faces fewer or more than any of the element in the target (without: fewer than 9 or more than 20 faces).
 *
 * Returns: (element-type VitOutlier): in the order of the atoms.
 */
GArray *vit_outliers_find (const VitProfile *model, const VitProfile *target);
