/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement.h"

#include "error.h"
#include "structure-factor.h"

#include <math.h>

double
vit_r_squared (gsize n, const double *y, const double *target)
{
  double mean = 0, residual = 0, variance = 0;

  for (gsize i = 0; i < n; i++)
    mean += target[i] / (double) n;
  for (gsize i = 0; i < n; i++)
    {
      residual += (y[i] - target[i]) * (y[i] - target[i]);
      variance += (target[i] - mean) * (target[i] - mean);
    }
  return residual == 0 ? 1 : 1 - residual / variance;
}

double
vit_delta_squared (gsize n, const double *y, const double *target)
{
  double residual = 0, square = 0;

  for (gsize i = 0; i < n; i++)
    {
      residual += (y[i] - target[i]) * (y[i] - target[i]);
      square += target[i] * target[i] / (double) n;
    }
  return residual == 0 ? 0 : residual / square;
}

/* What is compared of one configuration: pairs in the order of @species. */
typedef struct
{
  VitPairHistogram *histogram;
  const VitElement *elements[VIT_MAX_SPECIES];
  double *partials; /* S_αβ(q), shape (pairs, n) */
  double *total;    /* X-ray S(q), shape (n) */
} Curves;

static void
curves_clear (Curves *self)
{
  vit_pair_histogram_free (self->histogram);
  g_free (self->partials);
  g_free (self->total);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curves, curves_clear)

static gboolean
compute (Curves *self, const VitConfiguration *configuration, const VitAgreementOptions *options, double r_max,
         GError **error)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autofree double *weights = NULL;
  gsize size;

  self->histogram = vit_pair_histogram_new (atoms, options->bin, r_max, error);
  if (self->histogram == NULL)
    return FALSE;
  for (int s = 0; s < atoms->n_species; s++)
    self->elements[s] = vit_configuration_get_element (configuration, s);
  vit_pair_histogram_count_exact (self->histogram, configuration);
  size = (gsize) self->histogram->n_pairs * options->n;
  weights = g_new (double, size);
  self->partials = g_new (double, size);
  self->total = g_new (double, options->n);
  vit_structure_factor_partials (self->histogram, VIT_WINDOW_NONE, options->n, options->q, self->partials);
  if (!vit_scattering_weights (self->histogram, self->elements, VIT_RADIATION_XRAY, options->n, options->q, weights,
                               error))
    return FALSE;
  vit_structure_factor_total (self->histogram->n_pairs, options->n, weights, self->partials, self->total);
  return TRUE;
}

static void
clear_agreement (VitAgreement *self)
{
  g_free (self->name);
}

/* @name: (transfer full) */
static void
add (GArray *result, char *name, gsize n, const double *y, const double *target)
{
  VitAgreement agreement = { name, vit_r_squared (n, y, target), vit_delta_squared (n, y, target) };

  g_array_append_val (result, agreement);
}

/* The pair of the model that has the elements of a pair of the target. */
static int
same_pair (const VitConfiguration *model, const Curves *target, int pair, int *a, int *b)
{
  int n = target->histogram->n_species;

  vit_pair_species (n, pair, a, b);
  return vit_pair_index (n, vit_configuration_find_species (model, target->elements[*a]->z),
                         vit_configuration_find_species (model, target->elements[*b]->z));
}

static void
add_rdfs (GArray *result, const VitConfiguration *model, const Curves *ours, const Curves *target)
{
  gsize n = (gsize) target->histogram->n_bins;
  g_autofree double *g = g_new (double, n), *g_target = g_new (double, n);

  vit_pair_histogram_get_total_g (ours->histogram, g);
  vit_pair_histogram_get_total_g (target->histogram, g_target);
  add (result, g_strdup ("g(r) total"), n, g, g_target);
  for (int pair = 0; pair < target->histogram->n_pairs; pair++)
    {
      int a, b, own = same_pair (model, target, pair, &a, &b);

      vit_pair_histogram_get_g (ours->histogram, own, g);
      vit_pair_histogram_get_g (target->histogram, pair, g_target);
      add (result, g_strdup_printf ("g(r) %s-%s", target->elements[a]->symbol, target->elements[b]->symbol), n, g,
           g_target);
    }
}

static void
add_structure_factors (GArray *result, const VitConfiguration *model, const Curves *ours, const Curves *target, gsize n)
{
  add (result, g_strdup ("S(q) X-ray"), n, ours->total, target->total);
  for (int pair = 0; pair < target->histogram->n_pairs; pair++)
    {
      int a, b, own = same_pair (model, target, pair, &a, &b);

      add (result, g_strdup_printf ("S(q) %s-%s", target->elements[a]->symbol, target->elements[b]->symbol), n,
           ours->partials + (gsize) own * n, target->partials + (gsize) pair * n);
    }
}

static gboolean
check_elements (const VitConfiguration *model, const VitConfiguration *target, GError **error)
{
  int n = vit_configuration_get_n_species (target);

  for (int s = 0; s < n; s++)
    {
      const VitElement *element = vit_configuration_get_element (target, s);

      if (vit_configuration_get_n_species (model) != n || vit_configuration_find_species (model, element->z) < 0)
        {
          g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT,
                               "expected model and target of the same elements; they have others");
          return FALSE;
        }
    }
  return TRUE;
}

GArray *
vit_agreement_compare (const VitConfiguration *model, const VitConfiguration *target,
                       const VitAgreementOptions *options, GError **error)
{
  double r_max = options->r_max;
  g_auto (Curves) ours = { 0 }, theirs = { 0 };
  GArray *result;

  if (!check_elements (model, target, error))
    return NULL;
  if (r_max <= 0)
    r_max = fmin (vit_cell_inscribed_radius (vit_configuration_get_cell (model)),
                  vit_cell_inscribed_radius (vit_configuration_get_cell (target)));
  if (!compute (&ours, model, options, r_max, error) || !compute (&theirs, target, options, r_max, error))
    return NULL;
  result = g_array_new (FALSE, FALSE, sizeof (VitAgreement));
  g_array_set_clear_func (result, (GDestroyNotify) clear_agreement);
  add_rdfs (result, model, &ours, &theirs);
  add_structure_factors (result, model, &ours, &theirs, options->n);
  return result;
}
