/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agreement.h"
#include "profile.h"

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

/* R² of a curve by its name ("g(r) total"), NaN if there is none. */
double vit_comparison_get_r2 (const VitComparison *self, const char *name);

/* How many standard errors two estimates are apart; 0 if they are equal. */
double vit_estimate_distance (VitEstimate a, VitEstimate b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitComparison, vit_comparison_free)
