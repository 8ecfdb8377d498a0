/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "snapshot.h"
#include "data-term.h"
#include "value-term.h"

#include <math.h>

static void
copy_term (VitSnapshotTerm *copy, const VitTerm *term)
{
  const VitObservable *observable = vit_data_term_get_observable (term);

  copy->name = g_strdup (term->name);
  copy->enabled = !term->disabled;
  copy->weight = term->weight;
  copy->schedule = term->schedule;
  copy->sigma = term->sigma;
  copy->delta2 = term->delta2;
  copy->chi2 = term->delta2 * vit_term_get_factor (term);
  copy->r2 = vit_data_term_get_r2 (term);
  copy->value = vit_value_term_get_quantity (term) != NULL ? vit_value_term_get_value (term) : NAN;
  copy->slow = vit_term_is_slow (term);
  copy->asked = term->asked;
  copy->rejected = term->rejected;
  if (observable == NULL)
    return;
  copy->n_points = observable->n_points;
  copy->curve = g_new (double, copy->n_points);
  vit_data_term_get_curve (term, copy->curve);
}

VitSnapshot *
vit_snapshot_new (const VitAnnealer *annealer)
{
  VitSnapshot *self = g_new0 (VitSnapshot, 1);
  const VitModel *model = vit_annealer_get_model (annealer);

  atomic_init (&self->references, 1);
  self->counts = *vit_annealer_get_counts (annealer);
  self->n_moves = vit_annealer_get_settings (annealer)->n_moves;
  self->progress = vit_annealer_get_progress (annealer);
  self->chi2 = vit_annealer_get_chi2 (annealer);
  self->step = vit_annealer_get_step (annealer);
  self->acceptance = vit_annealer_get_acceptance (annealer);
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    {
      self->share[kind] = vit_annealer_get_share (annealer, (VitMoveKind) kind);
      self->can_make[kind] = vit_annealer_can_make (annealer, (VitMoveKind) kind);
    }
  self->block = vit_annealer_get_settings (annealer)->block;
  self->n_terms = vit_annealer_get_n_terms (annealer);
  self->terms = g_new0 (VitSnapshotTerm, self->n_terms);
  for (int t = 0; t < self->n_terms; t++)
    copy_term (&self->terms[t], vit_annealer_get_term (annealer, t));
  self->n_atoms = model->atoms->n_atoms;
  self->points = g_new (VitFixedPoint, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    self->points[i] = vit_atoms_get (model->atoms, i);
  if (model->histogram != NULL)
    self->histogram = g_memdup2 (model->histogram->count, sizeof (gint64) * (gsize) model->histogram->n_pairs
                                                              * (gsize) model->histogram->n_bins);
  return self;
}

VitSnapshot *
vit_snapshot_ref (VitSnapshot *self)
{
  atomic_fetch_add_explicit (&self->references, 1, memory_order_relaxed);
  return self;
}

void
vit_snapshot_unref (VitSnapshot *self)
{
  if (self == NULL || atomic_fetch_sub_explicit (&self->references, 1, memory_order_acq_rel) > 1)
    return;
  for (int t = 0; t < self->n_terms; t++)
    {
      g_free (self->terms[t].name);
      g_free (self->terms[t].curve);
    }
  g_free (self->terms);
  g_free (self->points);
  g_free (self->histogram);
  g_free (self);
}

void
vit_snapshot_store (const VitSnapshot *self, VitConfiguration *configuration)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double position[3];

      vit_fixed_point_to_fractional (self->points[i], position);
      vit_cell_to_cartesian (cell, position, position);
      vit_configuration_set_position (configuration, i, position);
    }
}
