/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Slow terms: asked about a block of moves as a whole. The rule is with vit_annealer_run(). */
#include "annealer-private.h"

#include <math.h>
#include <string.h>

/* δ² and sums of a slow term, to go back to. */
typedef struct
{
  double delta2;
  gsize n_sums;
  double *sums;
} Kept;

static Kept
keep (VitTerm *term)
{
  Kept kept = { .delta2 = term->delta2 };
  double *sums = term->kind->get_sums (term, &kept.n_sums);

  kept.sums = g_memdup2 (sums, kept.n_sums * sizeof *sums);
  return kept;
}

static void
put_back (VitTerm *term, const Kept *kept)
{
  gsize n;

  term->delta2 = kept->delta2;
  memcpy (term->kind->get_sums (term, &n), kept->sums, kept->n_sums * sizeof *kept->sums);
}

static gboolean
ask_all (VitAnnealer *self, GError **error)
{
  for (guint t = self->n_fast; t < self->terms->len; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      if (term->disabled)
        continue;
      if (!term->kind->ask (term, self->model, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
vit_annealer_ask_slow (VitAnnealer *self, GError **error)
{
  if (self->n_slow == 0 || !self->slow_is_stale)
    return TRUE;
  if (!ask_all (self, error))
    return FALSE;
  self->slow_is_stale = FALSE;
  vit_annealer_update_chi2 (self);
  return TRUE;
}

static void
undo_block (VitAnnealer *self)
{
  for (guint k = self->journal->len; k > 0; k--)
    {
      const VitMoveStep *step = &g_array_index (self->journal, VitMoveStep, k - 1);

      vit_annealer_force (self, step->atom, step->from);
    }
}

/* Whether the slow terms let the block pass; they are as before if not. */
static gboolean
judge (VitAnnealer *self, gboolean *pass, GError **error)
{
  guint n = self->terms->len - self->n_fast;
  g_autofree Kept *kept = g_new (Kept, n);
  double before = self->chi2_slow, bound = before - 2 * log (gsl_rng_uniform_pos (self->rng));
  gboolean good;

  for (guint k = 0; k < n; k++)
    kept[k] = keep (self->terms->pdata[self->n_fast + k]);
  good = ask_all (self, error);
  vit_annealer_update_chi2 (self);
  *pass = good && self->chi2_slow <= bound;
  for (guint k = 0; k < n; k++)
    {
      VitTerm *term = self->terms->pdata[self->n_fast + k];

      if (!*pass)
        put_back (term, &kept[k]);
      if (!term->disabled)
        {
          term->asked++;
          term->rejected += good && !*pass ? 1 : 0;
        }
      g_free (kept[k].sums);
    }
  return good;
}

gboolean
vit_annealer_end_block (VitAnnealer *self, GError **error)
{
  gboolean pass = TRUE, good = TRUE;

  self->counts.blocks++;
  if (self->journal->len > 0)
    good = judge (self, &pass, error);
  if (!pass)
    {
      undo_block (self);
      self->counts.undone++;
    }
  g_array_set_size (self->journal, 0);
  vit_annealer_update_chi2 (self);
  return good;
}
