/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison.h"

#include <math.h>

static GArray *
compare_curves (const VitProfile *model, const VitProfile *target, GError **error)
{
  double q[VIT_COMPARISON_N_Q];
  VitAgreementOptions options = { .bin = VIT_PROFILE_BIN, .n = VIT_COMPARISON_N_Q, .q = q };

  for (int k = 0; k < VIT_COMPARISON_N_Q; k++)
    q[k] = VIT_COMPARISON_Q_LOW + k * VIT_COMPARISON_Q_STEP;
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

/* The two elements that "g(r) Cu-Zr" names; −1 for the total. FALSE if it is no g(r). */
static gboolean
find_pair (const VitComparison *self, const char *name, int *a, int *b)
{
  const VitProfile *target = self->target;

  *a = *b = -1;
  if (g_str_equal (name, "g(r) total"))
    return TRUE;
  for (*a = 0; *a < target->n_elements; ++*a)
    for (*b = *a; *b < target->n_elements; ++*b)
      {
        g_autofree char *pair
            = g_strdup_printf ("g(r) %s-%s", target->elements[*a]->symbol, target->elements[*b]->symbol);

        if (g_str_equal (pair, name))
          return TRUE;
      }
  return FALSE;
}

/* Adds the variance that counting gives to g of one pair, or to the total, in each of @n bins: g²/h, and its curve. */
static void
add_counting (const VitProfile *profile, int a, int b, int n, double *g, double *variance)
{
  const VitPairHistogram *histogram = profile->histogram;
  g_autofree double *part = g_new (double, histogram->n_bins);

  for (int pair = 0; pair < histogram->n_pairs; pair++)
    {
      double weight = a < 0 ? vit_pair_histogram_get_weight (histogram, pair) : 1;

      if (a >= 0 && pair != vit_profile_pair (profile, a, b))
        continue;
      vit_pair_histogram_get_g (histogram, pair, part);
      for (int k = 0; k < n; k++)
        {
          double count = (double) histogram->count[(gsize) pair * (gsize) histogram->n_bins + (gsize) k];

          g[k] += weight * part[k];
          variance[k] += count > 0 ? weight * weight * part[k] * part[k] / count : 0;
        }
    }
}

double
vit_comparison_get_chance (const VitComparison *self, const char *name)
{
  int a, b, n = MIN (self->model->histogram->n_bins, self->target->histogram->n_bins);
  g_autofree double *g = g_new0 (double, n), *unused = g_new0 (double, n), *variance = g_new0 (double, n);
  double mean = 0, spread = 0, noise = 0;

  if (!find_pair (self, name, &a, &b))
    return NAN;
  add_counting (self->target, a, b, n, g, variance);
  add_counting (self->model, a, b, n, unused, variance);
  for (int k = 0; k < n; k++)
    mean += g[k] / n;
  for (int k = 0; k < n; k++)
    {
      spread += (g[k] - mean) * (g[k] - mean);
      noise += variance[k];
    }
  return 1 - noise / spread;
}

gboolean
vit_comparison_is_same_material (const VitComparison *self)
{
  const VitConfiguration *model = self->model->configuration, *target = self->target->configuration;

  for (int e = 0; e < self->target->n_elements; e++)
    if (fabs (vit_configuration_get_fraction (model, self->model->species[e])
              - vit_configuration_get_fraction (target, self->target->species[e]))
        > 0.005)
      return FALSE;
  return fabs (vit_configuration_get_density (model) / vit_configuration_get_density (target) - 1) <= 0.01;
}
