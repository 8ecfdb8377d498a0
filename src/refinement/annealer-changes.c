/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to a run under way. */
#include "annealer-private.h"

#include <math.h>

void
vit_annealer_set_schedule (VitAnnealer *self, int index, const VitSchedule *schedule)
{
  VitTerm *term = vit_annealer_get_term (self, index);

  term->schedule = *schedule;
  term->sigma = vit_schedule_get_value (schedule, vit_annealer_get_progress (self));
  vit_annealer_update_chi2 (self);
}

void
vit_annealer_set_weight (VitAnnealer *self, int index, double weight)
{
  vit_annealer_get_term (self, index)->weight = weight;
  vit_annealer_update_chi2 (self);
}

void
vit_annealer_set_enabled (VitAnnealer *self, int index, gboolean enabled)
{
  VitTerm *term = vit_annealer_get_term (self, index);

  if (term->disabled == !enabled)
    return;
  term->disabled = !enabled;
  self->slow_is_stale |= enabled && vit_term_is_slow (term);
  vit_annealer_count_terms (self);
  vit_annealer_update_chi2 (self);
}

void
vit_annealer_set_step (VitAnnealer *self, double step)
{
  self->step = step;
}

gboolean
vit_annealer_can_make (const VitAnnealer *self, VitMoveKind kind)
{
  const VitAnnealerSettings *settings = &self->settings;
  int n = self->model->n_species;

  switch (kind)
    {
    case VIT_MOVE_SWAP:
      for (int a = 0; a < n; a++)
        for (int b = a + 1; b < n; b++)
          if (settings->swap[vit_pair_index (n, a, b)] && self->model->atoms->count[a] > 0
              && self->model->atoms->count[b] > 0)
            return TRUE;
      return FALSE;
    case VIT_MOVE_CLUSTER:
      return settings->cluster_radius > 0 && settings->cluster_radius <= self->model->near_radius;
    case VIT_MOVE_BIASED:
      return self->model->near_radius >= VIT_BIAS_RADIUS;
    case VIT_MOVE_DISPLACEMENT:
    case VIT_N_MOVE_KINDS:
    default:
      return TRUE;
    }
}

double
vit_annealer_get_share (const VitAnnealer *self, VitMoveKind kind)
{
  double rest = 1;

  if (kind != VIT_MOVE_DISPLACEMENT)
    return self->settings.share[kind];
  for (int other = VIT_MOVE_DISPLACEMENT + 1; other < VIT_N_MOVE_KINDS; other++)
    rest -= self->settings.share[other];
  return fmax (rest, 0);
}

void
vit_annealer_set_share (VitAnnealer *self, VitMoveKind kind, double share)
{
  VitAnnealerSettings settings = self->settings;
  double most = vit_annealer_get_share (self, VIT_MOVE_DISPLACEMENT) + settings.share[kind];

  if (kind == VIT_MOVE_DISPLACEMENT || !vit_annealer_can_make (self, kind))
    return;
  settings.share[kind] = CLAMP (share, 0, most);
  vit_annealer_set_settings (self, &settings);
  /* The tables are of the time when there were such moves last. */
  vit_annealer_update_bias (self);
}

void
vit_annealer_set_n_moves (VitAnnealer *self, gint64 n_moves)
{
  self->settings.n_moves = n_moves;
  vit_annealer_update_sigma (self);
}
