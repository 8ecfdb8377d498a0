/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moves of several atoms at once. The terms know the moves of one atom only: they are led through the others first. */
#include "annealer-private.h"

#include <math.h>

static gboolean
is_among (const VitMoveStep *steps, int n, gsize atom)
{
  for (int i = 0; i < n; i++)
    if (steps[i].atom == atom)
      return TRUE;
  return FALSE;
}

/* As vit_annealer_is_too_close(), but for those that move along. */
static gboolean
step_is_too_close (VitAnnealer *self, int n, const VitMoveStep *steps, int which)
{
  const VitNearPairs *near;
  int species = self->model->atoms->species[steps[which].atom], n_species = self->model->n_species;

  vit_model_propose (self->model, steps[which].atom, steps[which].to);
  near = vit_pair_distances_get_near (self->model->distances);
  for (int i = 0; i < near->n; i++)
    if (near->r_new[i] < (float) self->settings.closest[vit_pair_index (n_species, species, near->species[i])]
        && near->r_new[i] < near->r_old[i] && !is_among (steps, n, (gsize) near->atom[i]))
      return TRUE;
  return FALSE;
}

static gboolean
steps_are_too_close (VitAnnealer *self, int n, const VitMoveStep *steps)
{
  for (int i = 0; i < n; i++)
    if (step_is_too_close (self, n, steps, i))
      return TRUE;
  return FALSE;
}

gboolean
vit_annealer_try_steps (VitAnnealer *self, int n, const VitMoveStep *steps)
{
  double bound = self->chi2 - 2 * log (gsl_rng_uniform_pos (self->rng));
  const VitMoveStep *last = &steps[n - 1];

  if (self->limited && steps_are_too_close (self, n, steps))
    {
      self->counts.too_close++;
      return FALSE;
    }
  for (int i = 0; i < n - 1; i++)
    vit_annealer_force (self, steps[i].atom, steps[i].to);
  vit_model_propose (self->model, last->atom, last->to);
  if (vit_annealer_ask (self, bound))
    {
      vit_annealer_accept (self);
      return TRUE;
    }
  for (int i = n - 2; i >= 0; i--)
    vit_annealer_force (self, steps[i].atom, steps[i].from);
  vit_annealer_update_chi2 (self);
  return FALSE;
}
