/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sq-observable.h"

#include "sine-transform.h"

#include <math.h>
#include <string.h>

/* Atoms for each pair of a kind from which on its S(q) is summed in double precision. S_αβ(q) is a sum over P pairs
 * times N/P, so that rounding to single precision drifts as √(N/P) of the curve: measured, 1e-6 in 100,000 accepted
 * moves at N/P = 0.05 (the Zr–Zr pairs of 300 atoms of Cu64Zr36), and 5e-6 at 1 (a single atom). The rows of the total
 * are weighted by less than that. */
#define FEW_PAIRS 0.002

typedef struct
{
  VitObservable parent;
  VitWindow window;
  int pair;             /* the only one that is shown, or -1 for all */
  gboolean linear;      /* of one pair: whether its changes are summed in double precision */
  double *weights;      /* Faber–Ziman; 1 and 0 for one pair only; shape (pairs, n) */
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

/* The one species whose pairs with the moved one are of the pair that is shown, or -1. */
static int
find_partner (const SqObservable *self, const VitModel *model, int species)
{
  int a, b;

  vit_pair_species (model->n_species, self->pair, &a, &b);
  return species == a ? b : species == b ? a : -1;
}

static const double *
partial_change (VitObservable *parent, VitModel *model)
{
  SqObservable *self = (SqObservable *) parent;
  gsize n = vit_sine_transform_get_stride (self->transform);
  int partner = find_partner (self, model, vit_pair_distances_get_species (model->distances));
  const float *restrict weight = self->change_weight + (gsize) self->pair * n;
  const gint32 *counts;

  memset (self->change, 0, n * sizeof *self->change);
  if (partner < 0)
    return self->change;
  counts = vit_pair_distances_get_change (model->distances)
           + (gsize) partner * (gsize) vit_pair_distances_get_stride (model->distances);
  if (self->linear)
    {
      vit_sine_transform_apply_linear (self->transform, counts, self->change);
      for (gsize i = 0; i < n; i++)
        self->change[i] *= (double) weight[i];
      return self->change;
    }
  vit_sine_transform_apply (self->transform, 1, counts, 0, self->rows);
  for (gsize i = 0; i < n; i++)
    self->change[i] = (double) (weight[i] * self->rows[i]);
  return self->change;
}

/* One pair more at r changes S(q) by w 4πρ V/P sin qr/(4π qr): the bins' mean of it is what sq_change() adds. */
static void
sq_add_response (const VitObservable *parent, const VitModel *model, const double *weights, int n, const double *r,
                 double *response)
{
  const SqObservable *self = (const SqObservable *) parent;
  gsize stride = vit_sine_transform_get_stride (self->transform);
  double r_max = model->histogram->n_bins * model->histogram->bin;

  for (int k = 0; k < n; k++)
    {
      double window = vit_window_value (self->window, r[k], r_max) / (4 * G_PI);

      for (gsize i = 0; i < parent->n_points; i++)
        {
          double qr = parent->x[i] * r[k], wave = weights[i] * window * (qr > 1e-6 ? sin (qr) / qr : 1);

          for (int pair = 0; pair < model->histogram->n_pairs; pair++)
            response[pair * n + k] += wave * (double) self->change_weight[(gsize) pair * stride + i];
        }
    }
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
  .add_response = sq_add_response,
  .free = sq_free,
};

static const VitObservableKind partial_kind = {
  .id = "partial-sq",
  .compute = sq_compute,
  .change = partial_change,
  .to_curve = vit_observable_copy_to_curve,
  .from_curve = vit_observable_copy_from_curve,
  .add_response = sq_add_response,
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

/* Takes @name and @weights, of shape (pairs, n). */
static VitObservable *
new_observable (const VitModel *model, const VitObservableKind *kind, char *name, int pair, double *weights,
                VitWindow window, gsize n, const double *q)
{
  const VitPairHistogram *histogram = model->histogram;
  SqObservable *self = g_new0 (SqObservable, 1);
  gsize padded;

  vit_observable_init (&self->parent, kind, n, q);
  self->parent.name = name;
  self->parent.x_name = g_strdup ("q_1/A");
  self->parent.y_name = g_strdup ("S");
  self->window = window;
  self->pair = pair;
  self->linear = pair >= 0 && (double) histogram->n_atoms > FEW_PAIRS * histogram->pairs[pair];
  self->weights = weights;
  self->transform = new_transform (model, window, n, q);
  padded = vit_sine_transform_get_stride (self->transform);
  self->change_weight = g_aligned_alloc0 ((gsize) histogram->n_pairs * padded, sizeof (float), 64);
  self->rows = g_aligned_alloc0 ((gsize) model->n_species * padded, sizeof (float), 64);
  self->change = g_aligned_alloc0 (padded, sizeof (double), 64);
  for (int p = 0; p < histogram->n_pairs; p++)
    for (gsize i = 0; i < n && histogram->pairs[p] > 0; i++)
      /* w · 4πρ · V/P: one count more is V/(P shell volume) more in g. */
      self->change_weight[(gsize) p * padded + i]
          = (float) (weights[(gsize) p * n + i] * 4 * G_PI * (double) histogram->n_atoms / histogram->pairs[p]);
  return &self->parent;
}

VitObservable *
vit_sq_observable_new (const VitModel *model, VitRadiation radiation, VitWindow window, gsize n, const double *q,
                       GError **error)
{
  g_autofree double *weights = g_new (double, (gsize) model->histogram->n_pairs *n);

  if (!vit_scattering_weights (model->histogram, model->elements, radiation, n, q, weights, error))
    return NULL;
  return new_observable (model, &sq_kind, g_strdup (radiation == VIT_RADIATION_XRAY ? "X-ray S(q)" : "Neutron S(q)"),
                         -1, g_steal_pointer (&weights), window, n, q);
}

VitObservable *
vit_sq_observable_new_partial (const VitModel *model, int pair, VitWindow window, gsize n, const double *q)
{
  double *weights = g_new0 (double, (gsize) model->histogram->n_pairs *n);
  int a, b;

  vit_pair_species (model->n_species, pair, &a, &b);
  for (gsize i = 0; i < n; i++)
    weights[(gsize) pair * n + i] = 1;
  return new_observable (model, &partial_kind,
                         g_strdup_printf ("%s–%s S(q)", model->elements[a]->symbol, model->elements[b]->symbol), pair,
                         weights, window, n, q);
}
