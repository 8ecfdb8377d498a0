/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agreement.h"
#include "profile.h"

/* Wave numbers of S(q), Å⁻¹: what a laboratory source reaches. */
#define VIT_COMPARISON_Q_LOW 0.6
#define VIT_COMPARISON_Q_STEP 0.05
#define VIT_COMPARISON_N_Q 389

/* How many of the target's most frequent polyhedra are shown. */
#define VIT_COMPARISON_SHOWN 12

/**
 * VitOrderComparison:
 * @element: the element in the centre, or %VIT_ALL_SPECIES
 * @classes: (element-type VitVoronoiClass): Voronoi indices of either, the most frequent of the target first
 * @target_classes, @model_classes: how often they occur
 * @polyhedra, @coordination, @angles: how different the distributions of Voronoi indices, coordination numbers, and
 *   bond angles are
 */
typedef struct
{
  int element;
  GArray *classes;
  VitDistribution *target_classes;
  VitDistribution *model_classes;
  VitDifference polyhedra;
  VitDifference coordination;
  VitDifference angles;
} VitOrderComparison;

/**
 * VitComparison:
 * @model, @target: kept, not owned
 * @agreement: (element-type VitAgreement): R² of g(r) and S(q), total and partial
 * @n_orders, @order: local order round all atoms, then round those of each element; only the first if there is but one
 *   element
 *
 * How a model differs from its target.
 */
typedef struct
{
  const VitProfile *model;
  const VitProfile *target;
  GArray *agreement;
  int n_orders;
  VitOrderComparison order[VIT_MAX_SPECIES + 1];
} VitComparison;

/* Errors: those of vit_agreement_compare(). The profiles must have been made with the same options. */
VitComparison *vit_comparison_new (const VitProfile *model, const VitProfile *target, GError **error);
void vit_comparison_free (VitComparison *self);

/**
 * vit_comparison_get_chance:
 * @name: as of vit_comparison_get_r2(), of a g(r)
 *
 * Returns: about the R² that two samples of one structure, with as many atoms as these two, would have: their counts of
 *   pairs scatter like √n (Poisson). NaN for another curve.
 */
double vit_comparison_get_chance (const VitComparison *self, const char *name);

/**
 * vit_comparison_is_same_material:
 *
 * Whether model and target have the same composition, to 0.5 % of the atoms, and the same density, to 1 %. If not,
 * energies and chemical order cannot be compared.
 */
gboolean vit_comparison_is_same_material (const VitComparison *self);

/* R² of a curve by its name ("g(r) total"), NaN if there is none. */
double vit_comparison_get_r2 (const VitComparison *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitComparison, vit_comparison_free)
