/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A state that was read is put into an annealer only if a run can have come to it. */
#include "annealer-state-private.h"
#include "error.h"

#include <math.h>

#define LONGEST 1e12    /* Å: far from any loss of digits, let alone overflow */
#define SMALLEST 1e-100 /* σ: its square and one over that are numbers too */
#define LARGEST 1e100
#define MOST (G_GINT64_CONSTANT (1) << 62)

gboolean
vit_annealer_state_refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "the saved state of the run cannot be used: %s", reason);
  return FALSE;
}

static gboolean
is_within (double x, double low, double high)
{
  return x >= low && x <= high; /* not NaN */
}

static gboolean
settings_are_possible (const VitAnnealerState *self)
{
  const VitAnnealerSettings *settings = &self->settings;
  double shares = 0;

  for (int pair = 0; pair < self->n_pairs; pair++)
    if (!is_within (settings->closest[pair], 0, LONGEST))
      return FALSE;
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    {
      if (!is_within (settings->share[kind], 0, 1))
        return FALSE;
      shares += kind == VIT_MOVE_DISPLACEMENT ? 0 : settings->share[kind];
    }
  return is_within (settings->step, 0, LONGEST) && is_within (settings->step_low, 0, LONGEST)
         && is_within (settings->step_high, 0, LONGEST) && is_within (settings->acceptance, 0, 1)
         && (settings->acceptance <= 0 || settings->step_low <= settings->step_high) && shares <= 1 + 1e-9
         && is_within (settings->cluster_radius, 0, LONGEST)
         && (settings->share[VIT_MOVE_CLUSTER] <= 0 || settings->cluster_radius > 0) && settings->block >= 0
         && settings->block <= MOST;
}

static gboolean
kind_is_possible (const VitMoveCounts *counts, gint64 attempted)
{
  return counts->attempted >= 0 && counts->attempted <= attempted && counts->accepted >= 0
         && counts->accepted <= counts->attempted && isfinite (counts->gain);
}

static gboolean
counts_are_possible (const VitAnnealerState *self)
{
  const VitAnnealerCounts *counts = &self->counts;
  gint64 single = counts->kinds[VIT_MOVE_DISPLACEMENT].attempted + counts->kinds[VIT_MOVE_BIASED].attempted;

  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    if (!kind_is_possible (&counts->kinds[kind], counts->attempted))
      return FALSE;
  return counts->attempted >= 0 && counts->attempted <= MOST && counts->too_close >= 0
         && counts->too_close <= counts->attempted && counts->accepted >= 0
         && counts->accepted <= counts->attempted - counts->too_close && counts->evaluated >= 0
         && counts->evaluated <= counts->attempted - counts->too_close && counts->rebuilds >= 0
         && counts->rebuilds <= MOST && is_within (counts->worst_rebuild, 0, G_MAXDOUBLE) && counts->blocks >= 0
         && counts->blocks <= counts->attempted && counts->undone >= 0 && counts->undone <= counts->blocks
         && kind_is_possible (&self->period_before, single) && self->period_before.accepted <= counts->accepted;
}

/* A generator at zero stays there, and a draw of a number above zero never ends (L'Ecuyer 1999: the highest 31, 29 and
 * 28 of 32 bits count). */
static gboolean
random_numbers_are_possible (const VitAnnealerState *self)
{
  static const guint64 least[VIT_STATE_N_RANDOM] = { 2, 8, 16 };

  for (int i = 0; i < VIT_STATE_N_RANDOM; i++)
    if (self->random[i] < least[i] || self->random[i] > G_MAXUINT32)
      return FALSE;
  return TRUE;
}

static gboolean
term_is_possible (const VitTermState *self, gint64 attempted)
{
  for (gsize i = 0; i < self->n_sums; i++)
    if (!isfinite (self->sums[i]))
      return FALSE;
  return self->disabled <= 1 && is_within (self->weight, 0, LARGEST) && self->schedule_kind <= VIT_SCHEDULE_PLATEAUS
         && is_within (self->schedule.start, SMALLEST, LARGEST) && is_within (self->schedule.end, SMALLEST, LARGEST)
         && self->n_plateaus >= 0 && self->n_plateaus <= G_MAXINT && is_within (self->sigma, SMALLEST, LARGEST)
         && isfinite (self->delta2) && self->asked >= 0 && self->asked <= attempted && self->rejected >= 0
         && self->rejected <= self->asked;
}

gboolean
vit_annealer_state_check (VitAnnealerState *self, GError **error)
{
  if (!settings_are_possible (self))
    return vit_annealer_state_refuse (error, "impossible settings");
  if (!counts_are_possible (self))
    return vit_annealer_state_refuse (error, "impossible counts");
  if (!random_numbers_are_possible (self))
    return vit_annealer_state_refuse (error, "impossible random numbers");
  if (!isfinite (self->chi2) || !is_within (self->step, 0, LONGEST) || !is_within (self->acceptance, 0, 1))
    return vit_annealer_state_refuse (error, "impossible χ², step or acceptance");
  for (gsize i = 0; i < self->n_forces; i++)
    if (!isfinite (self->forces[i]))
      return vit_annealer_state_refuse (error, "impossible forces of biased moves");
  for (guint t = 0; t < self->n_terms; t++)
    {
      VitTermState *term = &self->terms[t];

      if (!term_is_possible (term, self->counts.attempted))
        return vit_annealer_state_refuse (error, "impossible numbers of “%s”", term->name);
      term->schedule.kind = (VitScheduleKind) term->schedule_kind;
      term->schedule.n_plateaus = (int) term->n_plateaus;
    }
  return TRUE;
}
