/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rdf-observable.h"

#include "error.h"
#include "structure-factor.h"

#include <math.h>
#include <string.h>

static const char *const weight_names[] = { "atoms", "xray", "neutron" };

typedef struct
{
  VitObservable parent;
  gboolean reduced;
  int first;      /* first bin */
  double *weight; /* of each pair of species, shape (pairs) */
  double *scale;  /* of one count in a pair of species, shape (pairs, n) */
  double *change; /* shape (n), padded */
} RdfObservable;

gboolean
vit_rdf_weights_from_string (const char *text, VitRdfWeights *weights)
{
  for (gsize i = 0; i < G_N_ELEMENTS (weight_names); i++)
    if (g_str_equal (text, weight_names[i]))
      {
        *weights = (VitRdfWeights) i;
        return TRUE;
      }
  return FALSE;
}

const char *
vit_rdf_weights_to_string (VitRdfWeights weights)
{
  return weight_names[weights];
}

gboolean
vit_rdf_pair_weights (const VitPairHistogram *histogram, const VitElement *const *elements, int pair,
                      VitRdfWeights weights, double *of_pair, GError **error)
{
  const VitRadiation radiation = weights == VIT_RDF_WEIGHTS_XRAY ? VIT_RADIATION_XRAY : VIT_RADIATION_NEUTRON;
  const double q = 0;

  if (pair == VIT_RDF_TOTAL && weights != VIT_RDF_WEIGHTS_ATOMS)
    return vit_scattering_weights (histogram, elements, radiation, 1, &q, of_pair, error);
  for (int p = 0; p < histogram->n_pairs; p++)
    of_pair[p] = pair == VIT_RDF_TOTAL ? vit_pair_histogram_get_weight (histogram, p) : p == pair;
  return TRUE;
}

/* 4πρr at the centre of a bin, Å⁻²: G(r) over g(r) − 1. */
static double
reduction (const VitPairHistogram *histogram, int k)
{
  return 4 * G_PI * (double) histogram->n_atoms / histogram->volume * (k + 0.5) * histogram->bin;
}

void
vit_rdf_sum (const VitPairHistogram *histogram, const double *of_pair, gboolean reduced, double *y)
{
  int n = histogram->n_bins;
  g_autofree double *g = g_new (double, n);

  memset (y, 0, (gsize) n * sizeof *y);
  for (int pair = 0; pair < histogram->n_pairs; pair++)
    if (of_pair[pair] != 0)
      {
        vit_pair_histogram_get_g (histogram, pair, g);
        for (int k = 0; k < n; k++)
          y[k] += of_pair[pair] * g[k];
      }
  for (int k = 0; k < n && reduced; k++)
    y[k] = reduction (histogram, k) * (y[k] - 1);
}

static void
rdf_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  RdfObservable *self = (RdfObservable *) parent;
  g_autofree double *y = g_new (double, model->histogram->n_bins);

  vit_rdf_sum (model->histogram, self->weight, self->reduced, y);
  memcpy (coordinates, y + self->first, parent->n_points * sizeof *y);
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

      if (self->weight[pair] != 0)
        for (gsize i = 0; i < n; i++)
          change[i] += scale[i] * row[i];
    }
  return self->change;
}

/* One pair more is one count in a bin; spread over the bins nearby, as far as the points @r are apart. */
static void
rdf_add_response (const VitObservable *parent, const VitModel *model, const double *weights, int n, const double *r,
                  double *response)
{
  const RdfObservable *self = (const RdfObservable *) parent;
  double bin = model->histogram->bin, reach = fmax (bin, n > 1 ? r[1] - r[0] : 0);
  gint64 last = (gint64) parent->n_points - 1;

  for (int k = 0; k < n; k++)
    {
      gint64 from = MAX (0, (gint64) ceil ((r[k] - reach - parent->x[0]) / bin)),
             to = MIN (last, (gint64) floor ((r[k] + reach - parent->x[0]) / bin));

      for (gint64 i = from; i <= to; i++)
        {
          double share = fmax (0, 1 - fabs (parent->x[i] - r[k]) / reach) * bin / reach;

          for (int pair = 0; pair < model->histogram->n_pairs; pair++)
            response[pair * n + k] += share * weights[i] * self->scale[(gsize) pair * parent->n_points + (gsize) i];
        }
    }
}

static void
rdf_free (VitObservable *parent)
{
  RdfObservable *self = (RdfObservable *) parent;

  g_free (self->weight);
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
  .add_response = rdf_add_response,
  .free = rdf_free,
};

/* g per count: V / (P shell volume), times the weight of the pair; G: times 4πρr. */
static void
fill_scale (RdfObservable *self, const VitPairHistogram *histogram)
{
  gsize n = self->parent.n_points;

  for (int pair = 0; pair < histogram->n_pairs; pair++)
    for (gsize i = 0; i < n && histogram->pairs[pair] > 0; i++)
      {
        int k = self->first + (int) i;
        double unit = self->reduced ? reduction (histogram, k) : 1;

        self->scale[(gsize) pair * n + i] = unit * self->weight[pair] * histogram->volume
                                            / (histogram->pairs[pair] * vit_shell_volume (k, histogram->bin));
      }
}

/* "Total g(r)", "X-ray G(r)", "Cu–Zr G(r)" */
static char *
make_name (const VitModel *model, const VitRdfOptions *options)
{
  static const char *const totals[] = { "Total", "X-ray", "Neutron" };
  const char *function = options->reduced ? "G(r)" : "g(r)";
  int a, b;

  if (options->pair == VIT_RDF_TOTAL)
    return g_strdup_printf ("%s %s", totals[options->weights], function);
  vit_pair_species (model->n_species, options->pair, &a, &b);
  return g_strdup_printf ("%s–%s %s", model->elements[a]->symbol, model->elements[b]->symbol, function);
}

/* The bins whose centre is in the range. */
static gboolean
find_bins (const VitPairHistogram *histogram, const VitRdfOptions *options, int *first, gsize *n, GError **error)
{
  int last = (int) fmin (histogram->n_bins - 1, floor (options->r_high / histogram->bin - 0.5 + 1e-9));

  *first = (int) fmin (histogram->n_bins, fmax (0, ceil (options->r_low / histogram->bin - 0.5 - 1e-9)));
  if (last < *first)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "no bin of g(r) lies between %g and %g Å; it ends at %g Å",
                   options->r_low, options->r_high, histogram->n_bins * histogram->bin);
      return FALSE;
    }
  *n = (gsize) (last - *first + 1);
  return TRUE;
}

VitObservable *
vit_rdf_observable_new_full (const VitModel *model, const VitRdfOptions *options, GError **error)
{
  const VitPairHistogram *histogram = model->histogram;
  g_autofree double *r = NULL, *weight = g_new (double, histogram->n_pairs);
  RdfObservable *self;
  int first;
  gsize n;

  if (!find_bins (histogram, options, &first, &n, error)
      || !vit_rdf_pair_weights (histogram, model->elements, options->pair, options->weights, weight, error))
    return NULL;
  r = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    r[i] = (first + (int) i + 0.5) * histogram->bin;

  self = g_new0 (RdfObservable, 1);
  vit_observable_init (&self->parent, &rdf_kind, n, r);
  self->parent.name = make_name (model, options);
  self->parent.x_name = g_strdup ("r_A");
  self->parent.y_name = g_strdup (options->reduced ? "G_A^-2" : "g");
  self->reduced = options->reduced;
  self->first = first;
  self->weight = g_steal_pointer (&weight);
  self->scale = g_new0 (double, (gsize) histogram->n_pairs *n);
  self->change = g_aligned_alloc0 ((n + VIT_LANES - 1) / VIT_LANES * VIT_LANES, sizeof (double), 64);
  fill_scale (self, histogram);
  return &self->parent;
}

VitObservable *
vit_rdf_observable_new (const VitModel *model, int pair, double r_low, double r_high, GError **error)
{
  const VitRdfOptions options = { .pair = pair, .r_low = r_low, .r_high = r_high };

  return vit_rdf_observable_new_full (model, &options, error);
}
