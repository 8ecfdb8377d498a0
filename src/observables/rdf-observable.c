/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rdf-observable.h"

#include "error.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VitObservable parent;
  int pair;
  int first;      /* first bin */
  double *scale;  /* of one count in a pair of species, shape (pairs, n) */
  double *change; /* shape (n), padded */
} RdfObservable;

static void
rdf_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  RdfObservable *self = (RdfObservable *) parent;
  g_autofree double *g = g_new (double, model->histogram->n_bins);

  if (self->pair == VIT_RDF_TOTAL)
    vit_pair_histogram_get_total_g (model->histogram, g);
  else
    vit_pair_histogram_get_g (model->histogram, self->pair, g);
  memcpy (coordinates, g + self->first, parent->n_points * sizeof *g);
}

static const double *
rdf_change (VitObservable *parent, VitModel *model)
{
  RdfObservable *self = (RdfObservable *) parent;
  gsize n = parent->n_points, stride = (gsize) vit_pair_distances_get_stride (model->distances);
  const gint32 *counts = vit_pair_distances_get_change (model->distances);
  gint32 species = vit_pair_distances_get_species (model->distances);

  memset (self->change, 0, n * sizeof *self->change);
  for (int s = 0; s < model->n_species; s++)
    {
      int pair = vit_pair_index (model->n_species, species, s);
      const gint32 *restrict row = counts + (gsize) s * stride + self->first;
      const double *restrict scale = self->scale + (gsize) pair * n;
      double *restrict change = self->change;

      if (self->pair == VIT_RDF_TOTAL || self->pair == pair)
        for (gsize i = 0; i < n; i++)
          change[i] += scale[i] * row[i];
    }
  return self->change;
}

static void
rdf_free (VitObservable *parent)
{
  RdfObservable *self = (RdfObservable *) parent;

  g_free (self->scale);
  g_aligned_free (self->change);
  g_free (self);
}

static const VitObservableKind rdf_kind = {
  .id = "rdf",
  .compute = rdf_compute,
  .change = rdf_change,
  .to_curve = vit_observable_copy_to_curve,
  .from_curve = vit_observable_copy_from_curve,
  .free = rdf_free,
};

/* g per count: V / (P shell volume), times c_α c_β for the total. */
static void
fill_scale (RdfObservable *self, const VitPairHistogram *histogram)
{
  gsize n = self->parent.n_points;

  for (int pair = 0; pair < histogram->n_pairs; pair++)
    for (gsize i = 0; i < n && histogram->pairs[pair] > 0; i++)
      {
        double weight = self->pair == VIT_RDF_TOTAL ? vit_pair_histogram_get_weight (histogram, pair) : 1;

        self->scale[(gsize) pair * n + i]
            = weight * histogram->volume
                       / (histogram->pairs[pair] * vit_shell_volume (self->first + (int) i, histogram->bin));
      }
}

VitObservable *
vit_rdf_observable_new (const VitModel *model, int pair, double r_low, double r_high, GError **error)
{
  const VitPairHistogram *histogram = model->histogram;
  int first = (int) fmax (0, ceil (r_low / histogram->bin - 0.5 - 1e-9));
  int last = (int) fmin (histogram->n_bins - 1, floor (r_high / histogram->bin - 0.5 + 1e-9));
  g_autofree double *r = NULL;
  RdfObservable *self;
  gsize n;

  if (last < first)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "no bin of g(r) lies between %g and %g Å; it ends at %g Å", r_low,
                   r_high, histogram->n_bins * histogram->bin);
      return NULL;
    }
  n = (gsize) (last - first + 1);
  r = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    r[i] = (first + (int) i + 0.5) * histogram->bin;

  self = g_new0 (RdfObservable, 1);
  vit_observable_init (&self->parent, &rdf_kind, n, r);
  self->parent.x_name = g_strdup ("r_A");
  self->parent.y_name = g_strdup ("g");
  self->pair = pair;
  self->first = first;
  self->scale = g_new0 (double, (gsize) histogram->n_pairs *n);
  self->change = g_aligned_alloc0 ((n + VIT_LANES - 1) / VIT_LANES * VIT_LANES, sizeof (double), 64);
  fill_scale (self, histogram);
  if (pair == VIT_RDF_TOTAL)
    self->parent.name = g_strdup ("Total g(r)");
  else
    {
      int a, b;

      vit_pair_species (model->n_species, pair, &a, &b);
      self->parent.name = g_strdup_printf ("%s–%s g(r)", model->elements[a]->symbol, model->elements[b]->symbol);
    }
  return &self->parent;
}
