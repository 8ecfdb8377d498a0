/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison.h"

#include <math.h>

/* Wave numbers of S(q), Å⁻¹: what a laboratory source reaches. */
#define Q_LOW 0.6
#define Q_STEP 0.05
#define N_Q 389

static GArray *
compare_curves (const VitProfile *model, const VitProfile *target, GError **error)
{
  double q[N_Q];
  VitAgreementOptions options = { .bin = VIT_PROFILE_BIN, .n = N_Q, .q = q };

  for (int k = 0; k < N_Q; k++)
    q[k] = Q_LOW + k * Q_STEP;
  return vit_agreement_compare (model->configuration, target->configuration, &options, error);
}

static void
compare_order (VitComparison *self, VitOrderComparison *order, int element)
{
  VitVoronoiSample model = vit_profile_sample (self->model, element);
  VitVoronoiSample target = vit_profile_sample (self->target, element);
  int n = MAX (self->model->coordination->largest, self->target->coordination->largest) + 1;
  g_autoptr (VitDistribution) model_coordination = vit_profile_coordination (self->model, element, n);
  g_autoptr (VitDistribution) target_coordination = vit_profile_coordination (self->target, element, n);
  g_autoptr (VitDistribution) model_angles = vit_profile_angles (self->model, element);
  g_autoptr (VitDistribution) target_angles = vit_profile_angles (self->target, element);

  order->element = element;
  order->classes = vit_voronoi_classes_union (&target, &model);
  order->target_classes = vit_voronoi_distribution (&target, order->classes);
  order->model_classes = vit_voronoi_distribution (&model, order->classes);
  order->polyhedra = vit_distribution_compare (order->model_classes, order->target_classes);
  order->coordination = vit_distribution_compare (model_coordination, target_coordination);
  order->angles = vit_distribution_compare (model_angles, target_angles);
}

VitComparison *
vit_comparison_new (const VitProfile *model, const VitProfile *target, GError **error)
{
  g_autoptr (VitComparison) self = g_new0 (VitComparison, 1);

  self->model = model;
  self->target = target;
  self->agreement = compare_curves (model, target, error);
  if (self->agreement == NULL)
    return NULL;
  compare_order (self, &self->order[self->n_orders++], VIT_ALL_SPECIES);
  for (int e = 0; e < target->n_elements && target->n_elements > 1; e++)
    compare_order (self, &self->order[self->n_orders++], e);
  return g_steal_pointer (&self);
}

void
vit_comparison_free (VitComparison *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->agreement, g_array_unref);
  for (int k = 0; k < self->n_orders; k++)
    {
      g_array_unref (self->order[k].classes);
      vit_distribution_free (self->order[k].target_classes);
      vit_distribution_free (self->order[k].model_classes);
    }
  g_free (self);
}

double
vit_comparison_get_r2 (const VitComparison *self, const char *name)
{
  for (guint k = 0; k < self->agreement->len; k++)
    if (g_str_equal (g_array_index (self->agreement, VitAgreement, k).name, name))
      return g_array_index (self->agreement, VitAgreement, k).r2;
  return NAN;
}

double
vit_estimate_distance (VitEstimate a, VitEstimate b)
{
  return a.value == b.value ? 0 : fabs (a.value - b.value) / hypot (a.error, b.error);
}
