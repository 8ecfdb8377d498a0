/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

/**
 * VitHistory:
 *
 * How χ² went: a row for each time that it was recorded.
 */
typedef struct _VitHistory VitHistory;

/**
 * VitHistoryRow:
 * @moves: moves attempted so far
 * @chi2: χ² of all terms
 * @step: Å
 * @acceptance: share of accepted moves
 */
typedef struct
{
  gint64 moves;
  double chi2;
  double step;
  double acceptance;
} VitHistoryRow;

/**
 * VitHistoryTerm:
 * @sigma: σ
 * @delta2: δ²
 * @chi2: w δ²/σ²
 * @r2_or_value: R² of a data term, the value of a value term
 */
typedef struct
{
  double sigma;
  double delta2;
  double chi2;
  double r2_or_value;
} VitHistoryTerm;

VitHistory *vit_history_new (int n_terms);
void vit_history_free (VitHistory *self);

/* Adds a row: the annealer as it is now. */
void vit_history_record (VitHistory *self, const VitAnnealer *annealer);

/* Adds a row that was kept somewhere. @terms: shape (n_terms) */
void vit_history_add (VitHistory *self, const VitHistoryRow *row, const VitHistoryTerm *terms);

/* Adds the rows of another history with as many terms. */
void vit_history_append (VitHistory *self, const VitHistory *other);

gsize vit_history_get_n_rows (const VitHistory *self);
int vit_history_get_n_terms (const VitHistory *self);
const VitHistoryRow *vit_history_get_row (const VitHistory *self, gsize row);
const VitHistoryTerm *vit_history_get_term (const VitHistory *self, gsize row, int term);

/**
 * vit_history_is_in_equilibrium:
 * @term: a term
 *
 * Whether δ² has ceased to fall: its mean over the last tenth of the moves is not below that over the tenth before by
 * more than 2 %. A Metropolis chain has an equilibrium χ², which grows with the number of atoms: from there on more
 * moves do not improve the fit, only a smaller σ or a larger weight does.
 */
gboolean vit_history_is_in_equilibrium (const VitHistory *self, int term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitHistory, vit_history_free)
