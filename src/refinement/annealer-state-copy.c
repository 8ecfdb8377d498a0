/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a run: from an annealer, and into one. */
#include "annealer-state-private.h"

#include <string.h>

VitAnnealerState *
vit_annealer_state_new (const VitAnnealer *annealer)
{
  VitAnnealerState *self = g_new0 (VitAnnealerState, 1);

  self->n_pairs = vit_n_pairs (annealer->model->n_species);
  self->n_atoms = annealer->model->atoms->n_atoms;
  self->places = g_new (VitFixedPoint, self->n_atoms);
  self->order = g_new (gint32, self->n_atoms);
  self->n_forces = (gsize) annealer->bias->n_pairs * (gsize) annealer->bias->n;
  self->forces = g_new0 (double, self->n_forces);
  self->n_terms = annealer->terms->len;
  self->terms = g_new0 (VitTermState, self->n_terms);
  for (guint t = 0; t < self->n_terms; t++)
    {
      VitTerm *term = annealer->terms->pdata[t];

      if (term->kind->get_sums != NULL)
        term->kind->get_sums (term, &self->terms[t].n_sums);
      self->terms[t].sums = g_new (double, self->terms[t].n_sums);
    }
  return self;
}

void
vit_annealer_state_free (VitAnnealerState *self)
{
  for (guint t = 0; t < self->n_terms; t++)
    {
      g_free (self->terms[t].name);
      g_free (self->terms[t].sums);
    }
  g_free (self->terms);
  g_free (self->generator);
  g_free (self->forces);
  g_free (self->places);
  g_free (self->order);
  g_free (self);
}

static void
take_term (VitTermState *self, VitTerm *term)
{
  gsize n;

  self->name = g_strdup (term->name);
  self->disabled = term->disabled ? 1 : 0;
  self->weight = term->weight;
  self->schedule = term->schedule;
  self->schedule_kind = (guint64) term->schedule.kind;
  self->n_plateaus = term->schedule.n_plateaus;
  self->sigma = term->sigma;
  self->delta2 = term->delta2;
  self->asked = term->asked;
  self->rejected = term->rejected;
  if (self->n_sums > 0)
    memcpy (self->sums, term->kind->get_sums (term, &n), self->n_sums * sizeof *self->sums);
}

VitAnnealerState *
vit_annealer_state_take (const VitAnnealer *annealer)
{
  VitAnnealerState *self = vit_annealer_state_new (annealer);
  const unsigned long *random = gsl_rng_state (annealer->rng);

  for (gsize i = 0; i < self->n_atoms; i++)
    self->places[i] = vit_atoms_get (annealer->model->atoms, i);
  vit_neighbour_grid_get_order (annealer->model->grid, self->order);
  self->settings = annealer->settings;
  self->counts = annealer->counts;
  self->chi2 = annealer->chi2;
  self->step = annealer->step;
  self->period_before = annealer->period_before;
  self->acceptance = annealer->acceptance;
  self->slow_is_stale = annealer->slow_is_stale ? 1 : 0;
  self->generator = g_strdup (gsl_rng_name (annealer->rng));
  for (int i = 0; i < VIT_STATE_N_RANDOM; i++)
    self->random[i] = random[i];
  memcpy (self->forces, annealer->bias->force, self->n_forces * sizeof *self->forces);
  for (guint t = 0; t < self->n_terms; t++)
    take_term (&self->terms[t], annealer->terms->pdata[t]);
  return self;
}

void
vit_term_state_put (const VitTermState *self, VitTerm *term)
{
  gsize n;

  term->disabled = self->disabled != 0;
  term->weight = self->weight;
  term->schedule = self->schedule;
  term->sigma = self->sigma;
  term->delta2 = self->delta2;
  term->asked = self->asked;
  term->rejected = self->rejected;
  if (self->n_sums > 0)
    memcpy (term->kind->get_sums (term, &n), self->sums, self->n_sums * sizeof *self->sums);
}

gboolean
vit_annealer_state_put (const VitAnnealerState *self, VitAnnealer *annealer)
{
  unsigned long *random = gsl_rng_state (annealer->rng);

  if (!vit_model_place (annealer->model, self->places, self->order))
    return FALSE;
  vit_annealer_set_settings (annealer, &self->settings);
  annealer->counts = self->counts;
  annealer->chi2 = self->chi2;
  annealer->step = self->step;
  annealer->period_before = self->period_before;
  annealer->acceptance = self->acceptance;
  annealer->slow_is_stale = self->slow_is_stale != 0;
  for (int i = 0; i < VIT_STATE_N_RANDOM; i++)
    random[i] = (unsigned long) self->random[i];
  memcpy (annealer->bias->force, self->forces, self->n_forces * sizeof *self->forces);
  for (guint t = 0; t < self->n_terms; t++)
    vit_term_state_put (&self->terms[t], annealer->terms->pdata[t]);
  vit_annealer_count_terms (annealer);
  annealer->chi2_slow = 0;
  for (guint t = annealer->n_fast; t < self->n_terms; t++)
    {
      const VitTerm *term = annealer->terms->pdata[t];

      annealer->chi2_slow += term->delta2 * vit_term_get_factor (term);
    }
  return TRUE;
}
