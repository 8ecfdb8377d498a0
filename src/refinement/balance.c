/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "balance.h"

#include "annealer-private.h"
#include "moves.h"
#include "value-term.h"

#include <math.h>

/* In a model where nearly all proposals come too close, how many to draw for one that does not. */
#define MAX_DRAWS 50

/* A stream that the run never draws from. */
static gsl_rng *
new_random_numbers (const VitAnnealer *annealer)
{
  guint64 seed = annealer->settings.seed * G_GUINT64_CONSTANT (2654435761) + (guint64) annealer->counts.attempted;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);

  gsl_rng_set (rng, (unsigned long) ((seed ^ 0x5bd1e995) & G_MAXUINT32));
  return rng;
}

/* Proposes a move that does not come too close. Returns: whether one was found. */
static gboolean
propose_possible (VitAnnealer *annealer, gsl_rng *rng)
{
  for (int draw = 0; draw < MAX_DRAWS; draw++)
    {
      gsize atom = gsl_rng_uniform_int (rng, annealer->model->atoms->n_atoms);

      vit_model_propose (annealer->model, atom, vit_move_displace (annealer->model->atoms, atom, annealer->step, rng));
      if (!annealer->limited || !vit_annealer_is_too_close (annealer))
        return TRUE;
    }
  return FALSE;
}

/* One more value, the @n-th, into mean and sum of squared deviations (Welford 1962), the latter kept in error. */
static void
add_value (VitTermChange *self, int n, double value)
{
  double deviation = value - self->mean;

  self->mean += deviation / n;
  self->error += deviation * (value - self->mean);
}

int
vit_annealer_measure_balance (VitAnnealer *self, int n_proposals, VitTermChange *changes)
{
  gsl_rng *rng = new_random_numbers (self);
  int n = 0;

  for (guint t = 0; t < self->terms->len; t++)
    changes[t] = (VitTermChange){ 0, 0 };
  while (n < n_proposals && propose_possible (self, rng))
    {
      n++;
      for (guint t = 0; t < self->n_fast; t++)
        {
          VitTerm *term = self->terms->pdata[t];

          add_value (&changes[t], n, fabs (term->kind->propose (term, self->model) - term->delta2));
        }
    }
  for (guint t = 0; t < self->terms->len; t++)
    changes[t].error = n > 1 ? sqrt (changes[t].error / (n - 1) / n) : 0;
  gsl_rng_free (rng);
  return n;
}

double
vit_term_change_get_chi2 (const VitTermChange *self, const VitTerm *term)
{
  return self->mean * term->weight * vit_term_get_scale (term);
}

/* Whether the weight is free: an energy at a temperature with another weight is one at another temperature. */
static gboolean
can_weigh (const VitTerm *term)
{
  return vit_value_term_get_quantity (term) == NULL || vit_value_term_get_form (term) != VIT_VALUE_BOLTZMANN;
}

void
vit_balance_suggest (const VitAnnealer *annealer, const VitTermChange *changes, double *weights)
{
  int n = vit_annealer_get_n_terms (annealer), n_counted = 0;
  double logarithms = 0;

  for (int t = 0; t < n; t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);
      double chi2 = vit_term_change_get_chi2 (&changes[t], term);

      if (term->disabled || !can_weigh (term) || !(chi2 > 0))
        continue;
      logarithms += log (chi2);
      n_counted++;
    }
  for (int t = 0; t < n; t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);
      double chi2 = vit_term_change_get_chi2 (&changes[t], term);

      weights[t] = term->weight;
      if (n_counted > 0 && can_weigh (term) && chi2 > 0)
        weights[t] *= exp (logarithms / n_counted) / chi2;
    }
}
