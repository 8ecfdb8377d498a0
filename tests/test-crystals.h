/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/* Crystals whose structure is known from textbooks, and the same crystals in other words. */

typedef enum
{
  VIT_TEST_SIMPLE_CUBIC,
  VIT_TEST_BCC,
  VIT_TEST_FCC,
  VIT_TEST_HCP, /* with the ideal c/a, in an orthogonal cell of a, √3 a, √(8/3) a */
  VIT_TEST_DIAMOND,
  VIT_TEST_B2, /* CsCl: Cu at the corners, Zr in the centres */
} VitTestLattice;

/**
 * vit_test_crystal:
 * @a: edge of the cubic cell, or distance of neighbours of hcp, Å
 * @n: cells in each direction
 * @amplitude: each coordinate is moved by up to ± this at random, Å
 *
 * Atoms are Cu except in B2. The nearest neighbours are at a, √3/2 a, a/√2, a, √3/4 a, √3/2 a in the order above.
 */
VitConfiguration *vit_test_crystal (VitTestLattice lattice, double a, int n, double amplitude, guint32 seed);

/* One Cu in the centre of 12 Zr at distance @r, in a cubic cell of edge 10 @r. */
VitConfiguration *vit_test_icosahedron (double r);

/* The same structure: atoms and cell turned at random; and with the cell vectors a, a + b, a + b + c. */
VitConfiguration *vit_test_rotated (const VitConfiguration *configuration, guint32 seed);
VitConfiguration *vit_test_sheared (const VitConfiguration *configuration);

/* The same positions with @n_zr Zr, drawn at random, among Cu. */
VitConfiguration *vit_test_random_alloy (const VitConfiguration *configuration, gsize n_zr, guint32 seed);
