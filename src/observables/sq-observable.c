/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sq-observable.h"

#include "sine-transform.h"

typedef struct
{
  VitObservable parent;
  VitWindow window;
  double *weights;      /* Faber–Ziman, shape (pairs, n) */
  float *change_weight; /* of the change of one count in a pair of species, shape (pairs, padded n) */
  VitSineTransform *transform;
  float *rows;    /* transforms of the changes with each species, shape (species, padded n) */
  double *change; /* shape (padded n) */
} SqObservable;

static void
sq_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  SqObservable *self = (SqObservable *) parent;
  gsize n = parent->n_points;
  g_autofree double *partials = g_new (double, (gsize) model->histogram->n_pairs *n);

  vit_structure_factor_partials (model->histogram, self->window, n, parent->x, partials);
  vit_structure_factor_total (model->histogram->n_pairs, n, self->weights, partials, coordinates);
}

static const double *
sq_change (VitObservable *parent, VitModel *model)
{
  SqObservable *self = (SqObservable *) parent;
  gsize n = vit_sine_transform_get_stride (self->transform);
  const gint32 *counts = vit_pair_distances_get_change (model->distances);
  gint32 species = vit_pair_distances_get_species (model->distances);

  vit_sine_transform_apply (self->transform, model->n_species, counts, vit_pair_distances_get_stride (model->distances),
                            self->rows);
  for (int s = 0; s < model->n_species; s++)
    {
      const float *restrict row = self->rows + (gsize) s * n;
      const float *restrict weight = self->change_weight + (gsize) vit_pair_index (model->n_species, species, s) * n;
      double *restrict change = self->change;

      if (s == 0)
        for (gsize i = 0; i < n; i++)
          change[i] = (double) (weight[i] * row[i]);
      else
        for (gsize i = 0; i < n; i++)
          change[i] += (double) (weight[i] * row[i]);
    }
  return self->change;
}

static void
sq_free (VitObservable *parent)
{
  SqObservable *self = (SqObservable *) parent;

  vit_sine_transform_free (self->transform);
  g_free (self->weights);
  g_aligned_free (self->change_weight);
  g_aligned_free (self->rows);
  g_aligned_free (self->change);
  g_free (self);
}

static const VitObservableKind sq_kind = {
  .id = "sq",
  .compute = sq_compute,
  .change = sq_change,
  .to_curve = vit_observable_copy_to_curve,
  .from_curve = vit_observable_copy_from_curve,
  .free = sq_free,
};

static VitSineTransform *
new_transform (const VitModel *model, VitWindow window, gsize n, const double *q)
{
  int n_bins = model->histogram->n_bins;
  double bin = model->histogram->bin;
  g_autofree double *weight = g_new (double, n_bins);

  for (int k = 0; k < n_bins; k++)
    weight[k] = vit_window_value (window, (k + 0.5) * bin, n_bins * bin) / vit_shell_volume (k, bin);
  return vit_sine_transform_new (n_bins, bin, weight, n, q, model->kernel->target);
}

VitObservable *
vit_sq_observable_new (const VitModel *model, VitRadiation radiation, VitWindow window, gsize n, const double *q,
                       GError **error)
{
  const VitPairHistogram *histogram = model->histogram;
  g_autofree double *weights = g_new (double, (gsize) histogram->n_pairs *n);
  SqObservable *self;
  gsize padded;

  if (!vit_scattering_weights (histogram, model->elements, radiation, n, q, weights, error))
    return NULL;

  self = g_new0 (SqObservable, 1);
  vit_observable_init (&self->parent, &sq_kind, n, q);
  self->parent.name = g_strdup (radiation == VIT_RADIATION_XRAY ? "X-ray S(q)" : "Neutron S(q)");
  self->parent.x_name = g_strdup ("q_1/A");
  self->parent.y_name = g_strdup ("S");
  self->window = window;
  self->transform = new_transform (model, window, n, q);
  padded = vit_sine_transform_get_stride (self->transform);
  self->change_weight = g_aligned_alloc0 ((gsize) histogram->n_pairs * padded, sizeof (float), 64);
  self->rows = g_aligned_alloc0 ((gsize) model->n_species * padded, sizeof (float), 64);
  self->change = g_aligned_alloc0 (padded, sizeof (double), 64);
  for (int pair = 0; pair < histogram->n_pairs; pair++)
    for (gsize i = 0; i < n && histogram->pairs[pair] > 0; i++)
      /* w · 4πρ · V/P: one count more is V/(P shell volume) more in g. */
      self->change_weight[(gsize) pair * padded + i]
          = (float) (weights[(gsize) pair * n + i] * 4 * G_PI * (double) histogram->n_atoms / histogram->pairs[pair]);
  self->weights = g_steal_pointer (&weights);
  return &self->parent;
}
