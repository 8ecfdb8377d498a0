/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer-private.h"

/* The state of a run as numbers, shared by the files annealer-state*.c: taken from an annealer to be written, or read
 * to be checked and put into one. */

#define VIT_STATE_N_RANDOM 3

typedef struct
{
  char *name;
  guint64 disabled;
  double weight;
  guint64 schedule_kind;
  VitSchedule schedule;
  gint64 n_plateaus;
  double sigma;
  double delta2;
  gint64 asked;
  gint64 rejected;
  gsize n_sums;
  double *sums;
} VitTermState;

typedef struct
{
  int n_pairs;
  gsize n_atoms;
  VitFixedPoint *places;
  gint32 *order;
  VitAnnealerSettings settings;
  VitAnnealerCounts counts;
  double chi2;
  double step;
  VitMoveCounts period_before;
  double acceptance;
  guint64 slow_is_stale;
  char *generator;
  guint64 random[VIT_STATE_N_RANDOM];
  gsize n_forces;
  double *forces;
  guint n_terms;
  VitTermState *terms;
} VitAnnealerState;

/* With room for what an annealer has. */
VitAnnealerState *vit_annealer_state_new (const VitAnnealer *annealer);
void vit_annealer_state_free (VitAnnealerState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitAnnealerState, vit_annealer_state_free)

VitAnnealerState *vit_annealer_state_take (const VitAnnealer *annealer);

/* Returns: %FALSE, and all stays, if the atoms cannot be in this order. */
gboolean vit_annealer_state_put (const VitAnnealerState *self, VitAnnealer *annealer);
void vit_term_state_put (const VitTermState *self, VitTerm *term);

/* Whether a run can have come to these numbers. */
gboolean vit_annealer_state_check (VitAnnealerState *self, GError **error);

/* Says why a saved state cannot be used. Returns: %FALSE */
gboolean vit_annealer_state_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
