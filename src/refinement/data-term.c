/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-term.h"

#include <math.h>
#include <string.h>

#define LANES 8

typedef double Vector __attribute__ ((vector_size (64), aligned (64)));

typedef struct
{
  VitTerm parent;
  VitObservable *observable;
  double *target;             /* shape (n_points) */
  double mean_square;         /* ⟨Ω_target²⟩ */
  double variance;            /* Σ (target − mean)² */
  double unreachable;         /* squares of the target outside the observable's basis */
  double *target_coordinates; /* shape (n_coordinates) */
  double *residual;           /* model − target, in coordinates, padded with zeros to whole vectors */
  gsize n_vectors;
  const double *change; /* of the last proposal; the observable's */
  gboolean built;
} DataTerm;

static void
update_delta2 (DataTerm *self)
{
  double sum = self->unreachable;

  for (gsize i = 0; i < self->observable->n_coordinates; i++)
    sum += self->residual[i] * self->residual[i];
  self->parent.delta2 = sum / self->mean_square;
}

/* The largest value of the curve that @coordinates stand for, over the rms of target or model, whichever is larger. */
static double
relative_to_rms (const DataTerm *self, const double *coordinates)
{
  const VitObservable *observable = self->observable;
  g_autofree double *curve = g_new (double, observable->n_points);
  double worst = 0, squares = 0;

  observable->kind->to_curve (observable, coordinates, curve);
  for (gsize i = 0; i < observable->n_points; i++)
    worst = fmax (worst, fabs (curve[i]));
  vit_data_term_get_curve (&self->parent, curve);
  for (gsize i = 0; i < observable->n_points; i++)
    squares += curve[i] * curve[i];
  return worst / sqrt (fmax (self->mean_square, squares / (double) observable->n_points));
}

static double
data_rebuild (VitTerm *term, const VitModel *model)
{
  DataTerm *self = (DataTerm *) term;
  gsize n = self->observable->n_coordinates;
  g_autofree double *fresh = g_new (double, n), *difference = g_new (double, n);

  self->observable->kind->compute (self->observable, model, fresh);
  for (gsize i = 0; i < n; i++)
    {
      double residual = fresh[i] - self->target_coordinates[i];

      difference[i] = self->built ? residual - self->residual[i] : 0;
      self->residual[i] = residual;
    }
  self->built = TRUE;
  update_delta2 (self);
  return relative_to_rms (self, difference);
}

/* The change of Σ residual² is Σ change (2 residual + change): a sum of small numbers, not a difference of large ones.
 */
static double
data_propose (VitTerm *term, VitModel *model)
{
  DataTerm *self = (DataTerm *) term;
  const Vector *change, *residual = (const Vector *) self->residual;
  Vector sum[2] = { { 0 }, { 0 } };
  double total = 0;

  self->change = self->observable->kind->change (self->observable, model);
  change = (const Vector *) self->change;
  for (gsize v = 0; v < self->n_vectors; v++)
    sum[v & 1] += change[v] * (residual[v] + residual[v] + change[v]);
  for (int lane = 0; lane < LANES; lane++)
    total += sum[0][lane] + sum[1][lane];
  return term->delta2 + total / self->mean_square;
}

static void
data_commit (VitTerm *term)
{
  DataTerm *self = (DataTerm *) term;

  for (gsize i = 0; i < self->observable->n_coordinates; i++)
    self->residual[i] += self->change[i];
  if (self->observable->kind->commit != NULL)
    self->observable->kind->commit (self->observable);
  update_delta2 (self);
}

/* ∂δ²/∂(pairs at r) = 2 Σ residual ∂coordinate/∂(pairs at r) / ⟨Ω_target²⟩ */
static void
data_add_response (VitTerm *term, const VitModel *model, int n, const double *r, double *response)
{
  DataTerm *self = (DataTerm *) term;
  gsize n_coordinates = self->observable->n_coordinates;
  g_autofree double *weights = g_new (double, n_coordinates);

  if (self->observable->kind->add_response == NULL)
    return;
  for (gsize i = 0; i < n_coordinates; i++)
    weights[i] = 2 * self->residual[i] / self->mean_square;
  self->observable->kind->add_response (self->observable, model, weights, n, r, response);
}

static void
data_free (VitTerm *term)
{
  DataTerm *self = (DataTerm *) term;

  vit_observable_free (self->observable);
  g_free (self->target);
  g_free (self->target_coordinates);
  g_aligned_free (self->residual);
  g_free (self);
}

static double *
data_get_sums (VitTerm *term, gsize *n)
{
  DataTerm *self = (DataTerm *) term;

  *n = self->observable->n_coordinates;
  return self->residual;
}

/* EXAFS and coordination need near neighbours only; S(q) and g(r) all pairs, and share them. */
static const VitTermKind near_data_kind = { .cost = 10,
                                            .rebuild = data_rebuild,
                                            .propose = data_propose,
                                            .commit = data_commit,
                                            .add_response = data_add_response,
                                            .free = data_free,
                                            .get_sums = data_get_sums };
static const VitTermKind far_data_kind = { .cost = 30,
                                           .rebuild = data_rebuild,
                                           .propose = data_propose,
                                           .commit = data_commit,
                                           .add_response = data_add_response,
                                           .free = data_free,
                                           .get_sums = data_get_sums };

static void
measure_target (DataTerm *self)
{
  gsize n = self->observable->n_points;
  double sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += self->target[i];
      squares += self->target[i] * self->target[i];
    }
  self->mean_square = squares / (double) n;
  for (gsize i = 0; i < n; i++)
    self->variance += pow (self->target[i] - sum / (double) n, 2);
}

VitTerm *
vit_data_term_new (VitObservable *observable, const double *target)
{
  DataTerm *self = g_new0 (DataTerm, 1);
  gsize n = observable->n_coordinates;

  self->parent.kind = observable->kind->is_near ? &near_data_kind : &far_data_kind;
  self->parent.name = g_strdup (observable->name);
  self->parent.weight = 1;
  self->parent.sigma = 1;
  self->observable = observable;
  self->target = g_memdup2 (target, observable->n_points * sizeof *target);
  measure_target (self);
  self->target_coordinates = g_new (double, n);
  self->unreachable = observable->kind->from_curve (observable, target, self->target_coordinates);
  self->n_vectors = (n + LANES - 1) / LANES;
  self->residual = g_aligned_alloc0 (self->n_vectors * LANES, sizeof (double), 64);
  return &self->parent;
}

static const DataTerm *
data_term (const VitTerm *term)
{
  return term->kind == &near_data_kind || term->kind == &far_data_kind ? (const DataTerm *) term : NULL;
}

VitObservable *
vit_data_term_get_observable (const VitTerm *term)
{
  const DataTerm *self = data_term (term);

  return self != NULL ? self->observable : NULL;
}

const double *
vit_data_term_get_target (const VitTerm *term)
{
  return data_term (term)->target;
}

void
vit_data_term_get_curve (const VitTerm *term, double *curve)
{
  const DataTerm *self = data_term (term);
  gsize n = self->observable->n_coordinates;
  g_autofree double *coordinates = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    coordinates[i] = self->target_coordinates[i] + self->residual[i];
  self->observable->kind->to_curve (self->observable, coordinates, curve);
}

double
vit_data_term_get_r2 (const VitTerm *term)
{
  const DataTerm *self = data_term (term);

  if (self == NULL)
    return NAN;
  return 1 - term->delta2 * self->mean_square / self->variance;
}
