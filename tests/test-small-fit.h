/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fit.h"
#include "recipe-constraint.h"

/* Fits of 300 atoms of Cu64Zr36 with every kind of data set (tests/data/small.ini), from random starts. */

/**
 * VitTestVariant:
 * @VIT_TEST_TRICLINIC: in a triclinic cell
 * @VIT_TEST_SHORT_R_MAX: with a cell so large that neighbours are sought box by box
 * @VIT_TEST_LOOSE: σ so large that nearly every move is accepted
 */
typedef enum
{
  VIT_TEST_TRICLINIC = 1,
  VIT_TEST_SHORT_R_MAX = 2,
  VIT_TEST_LOOSE = 4,
} VitTestVariant;

/* All but VIT_TEST_LOOSE, which goes with each. */
#define VIT_TEST_N_VARIANTS 4

VitRecipe *vit_test_recipe_new (VitTestVariant variant);

/* The potential energy at a temperature, K, for the constraints of such a recipe. */
VitRecipeConstraint *vit_test_energy_new (double temperature);

/* @recipe: (transfer full) */
VitFit *vit_test_fit_new_for (VitRecipe *recipe);

VitFit *vit_test_fit_new (VitTestVariant variant);

void vit_test_fit_run (const VitFit *fit, gint64 n_moves);

/* Up to @moves in all, in slices of any size. */
void vit_test_fit_run_to (const VitFit *fit, gint64 moves, GRand *rand);

/* An annealer of 100 atoms without terms, or with one that keeps no sums and accepts all. */
VitAnnealer *vit_test_idle_annealer_new (gboolean with_term);
