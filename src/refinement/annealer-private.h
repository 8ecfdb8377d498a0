/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

#include <gsl/gsl_rng.h>

/* What an annealer is, for its loop and for saving it. Whatever is added here, and later moves depend on, belongs into
 * annealer-state.c too. */
struct _VitAnnealer
{
  VitModel *model;
  VitAnnealerSettings settings;
  VitAnnealerCounts counts;
  GPtrArray *terms; /* sorted by cost */
  guint n_disabled; /* of the terms */
  gsl_rng *rng;     /* taus2 */
  double chi2;
  double step;
  gboolean limited;       /* whether any closest approach is set */
  gint64 accepted_before; /* at the start of the period */
  double acceptance;      /* in the last period */
};

/* Takes @settings over, but for the step and the random numbers as they are now. */
void vit_annealer_set_settings (VitAnnealer *self, const VitAnnealerSettings *settings);

/* Whether the proposed move brings a pair below its closest approach. A pair that is too near already may still part.
 */
gboolean vit_annealer_is_too_close (VitAnnealer *self);
