/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include "data-term.h"
#include "value-term.h"

#include <math.h>

struct _VitHistory
{
  int n_terms;
  gsize n_atoms;
  GArray *rows;  /* VitHistoryRow */
  GArray *terms; /* VitHistoryTerm, n_terms a row */
};

VitHistory *
vit_history_new (int n_terms)
{
  VitHistory *self = g_new0 (VitHistory, 1);

  self->n_terms = n_terms;
  self->rows = g_array_new (FALSE, FALSE, sizeof (VitHistoryRow));
  self->terms = g_array_new (FALSE, FALSE, sizeof (VitHistoryTerm));
  return self;
}

void
vit_history_free (VitHistory *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_array_unref (self->terms);
  g_free (self);
}

void
vit_history_record (VitHistory *self, const VitAnnealer *annealer)
{
  VitHistoryRow row = { vit_annealer_get_counts (annealer)->attempted, vit_annealer_get_chi2 (annealer),
                        vit_annealer_get_step (annealer), vit_annealer_get_acceptance (annealer) };

  self->n_atoms = vit_annealer_get_model (annealer)->atoms->n_atoms;
  g_array_append_val (self->rows, row);
  for (int t = 0; t < self->n_terms; t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);
      VitHistoryTerm value = { term->sigma, term->delta2, term->delta2 * vit_term_get_factor (term),
                               vit_value_term_get_quantity (term) != NULL ? vit_value_term_get_value (term)
                                                                          : vit_data_term_get_r2 (term) };

      g_array_append_val (self->terms, value);
    }
}

void
vit_history_add (VitHistory *self, const VitHistoryRow *row, const VitHistoryTerm *terms)
{
  g_array_append_vals (self->rows, row, 1);
  g_array_append_vals (self->terms, terms, (guint) self->n_terms);
}

void
vit_history_append (VitHistory *self, const VitHistory *other)
{
  g_return_if_fail (self->n_terms == other->n_terms);
  if (other->n_atoms > 0)
    self->n_atoms = other->n_atoms;
  g_array_append_vals (self->rows, other->rows->data, other->rows->len);
  g_array_append_vals (self->terms, other->terms->data, other->terms->len);
}

gsize
vit_history_get_n_rows (const VitHistory *self)
{
  return self->rows->len;
}

int
vit_history_get_n_terms (const VitHistory *self)
{
  return self->n_terms;
}

const VitHistoryRow *
vit_history_get_row (const VitHistory *self, gsize row)
{
  return &g_array_index (self->rows, VitHistoryRow, row);
}

const VitHistoryTerm *
vit_history_get_term (const VitHistory *self, gsize row, int term)
{
  return &g_array_index (self->terms, VitHistoryTerm, row * (gsize) self->n_terms + (gsize) term);
}

static double
mean_delta2 (const VitHistory *self, int term, double from, double to)
{
  double last = (double) vit_history_get_row (self, self->rows->len - 1)->moves, sum = 0;
  int n = 0;

  for (guint row = 0; row < self->rows->len; row++)
    {
      double moves = (double) vit_history_get_row (self, row)->moves;

      if (moves > from * last && moves <= to * last)
        {
          sum += vit_history_get_term (self, row, term)->delta2;
          n++;
        }
    }
  return n > 0 ? sum / n : NAN;
}

gboolean
vit_history_is_in_equilibrium (const VitHistory *self, int term)
{
  double before, now;

  if (self->rows->len < 20)
    return FALSE;
  /* In a short run δ² hardly falls because hardly any atom was moved. */
  if (vit_history_get_row (self, self->rows->len - 1)->moves < 100 * (gint64) self->n_atoms)
    return FALSE;
  before = mean_delta2 (self, term, 0.8, 0.9);
  now = mean_delta2 (self, term, 0.9, 1);
  return now > 0.98 * before;
}
