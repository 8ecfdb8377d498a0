/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-private.h"

#include "error.h"

#include <math.h>

#define PERIOD 1000          /* moves between updates of σ and of the step */
#define MOST_BIAS_RADIUS 7   /* Å; what is further away pulls in all directions alike */
#define REBUILD_AFTER 100000 /* accepted moves */
#define REBUILD_TOLERANCE 1e-6

void
vit_annealer_set_settings (VitAnnealer *self, const VitAnnealerSettings *settings)
{
  self->settings = *settings;
  self->limited = FALSE;
  for (int pair = 0; pair < vit_n_pairs (self->model->n_species); pair++)
    self->limited |= settings->closest[pair] > 0;
  self->mixed = FALSE;
  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    self->mixed |= settings->share[kind] > 0;
}

VitAnnealer *
vit_annealer_new (VitModel *model, const VitAnnealerSettings *settings)
{
  VitAnnealer *self = g_new0 (VitAnnealer, 1);

  self->model = model;
  vit_annealer_set_settings (self, settings);
  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_term_free);
  self->bias = vit_pair_bias_new (model->n_species, fmin (model->near_radius, MOST_BIAS_RADIUS));
  self->journal = g_array_new (FALSE, FALSE, sizeof (VitMoveStep));
  self->rng = gsl_rng_alloc (gsl_rng_taus2);
  gsl_rng_set (self->rng, (unsigned long) settings->seed);
  self->step = settings->step;
  return self;
}

void
vit_annealer_free (VitAnnealer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_array_unref (self->journal);
  vit_pair_bias_free (self->bias);
  gsl_rng_free (self->rng);
  vit_model_free (self->model);
  g_free (self);
}

void
vit_annealer_add_term (VitAnnealer *self, VitTerm *term)
{
  guint place = 0;

  while (place < self->terms->len && vit_annealer_get_term (self, (int) place)->kind->cost <= term->kind->cost)
    place++;
  g_ptr_array_insert (self->terms, (gint) place, term);
  if (!vit_term_is_slow (term))
    self->n_fast++;
  vit_annealer_count_terms (self);
}

void
vit_annealer_count_terms (VitAnnealer *self)
{
  self->n_disabled = self->n_slow = 0;
  for (guint t = 0; t < self->terms->len; t++)
    {
      const VitTerm *term = self->terms->pdata[t];

      if (t < self->n_fast)
        self->n_disabled += term->disabled ? 1 : 0;
      else
        self->n_slow += term->disabled ? 0 : 1;
    }
}

void
vit_annealer_update_chi2 (VitAnnealer *self)
{
  self->chi2 = self->chi2_slow = 0;
  for (guint t = 0; t < self->terms->len; t++)
    {
      const VitTerm *term = self->terms->pdata[t];
      double chi2 = term->delta2 * vit_term_get_factor (term);

      self->chi2 += chi2;
      if (t >= self->n_fast)
        self->chi2_slow += chi2;
    }
}

void
vit_annealer_update_sigma (VitAnnealer *self)
{
  double progress = vit_annealer_get_progress (self);

  for (guint t = 0; t < self->terms->len; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      term->sigma = vit_schedule_get_value (&term->schedule, progress);
    }
  vit_annealer_update_chi2 (self);
}

void
vit_annealer_update_bias (VitAnnealer *self)
{
  if (self->settings.share[VIT_MOVE_BIASED] > 0)
    vit_pair_bias_update (self->bias, self->model, self->n_fast, (VitTerm *const *) self->terms->pdata);
}

void
vit_annealer_prepare (VitAnnealer *self)
{
  self->slow_is_stale = TRUE;
  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      term->kind->rebuild (term, self->model);
    }
  vit_annealer_update_sigma (self);
  vit_annealer_update_bias (self);
}

gboolean
vit_annealer_rebuild (VitAnnealer *self, GError **error)
{
  gboolean counts_agree = vit_model_rebuild (self->model);
  double worst = 0;

  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      worst = fmax (worst, term->kind->rebuild (term, self->model));
    }
  self->counts.rebuilds++;
  self->counts.worst_rebuild = fmax (self->counts.worst_rebuild, worst);
  vit_annealer_update_chi2 (self);
  if (counts_agree && worst <= REBUILD_TOLERANCE)
    return TRUE;
  g_set_error (
      error, VIT_ERROR, VIT_ERROR_NUMERIC,
      "after %" G_GINT64_FORMAT " moves the sums kept up to date disagree with a computation from scratch: %s, "
      "curves by %.2g of their rms (allowed: %g)",
      self->counts.attempted, counts_agree ? "histograms agree" : "histograms differ", worst, REBUILD_TOLERANCE);
  return FALSE;
}

G_ALWAYS_INLINE static inline gboolean
is_too_close (VitAnnealer *self)
{
  const VitNearPairs *near = vit_pair_distances_get_near (self->model->distances);
  int species = vit_pair_distances_get_species (self->model->distances);
  float limit[VIT_MAX_SPECIES];

  for (int s = 0; s < self->model->n_species; s++)
    limit[s] = (float) self->settings.closest[vit_pair_index (self->model->n_species, species, s)];
  for (int i = 0; i < near->n; i++)
    if (near->r_new[i] < limit[near->species[i]] && near->r_new[i] < near->r_old[i])
      return TRUE;
  return FALSE;
}

gboolean
vit_annealer_is_too_close (VitAnnealer *self)
{
  return is_too_close (self);
}

/* Whether the sum of those asked so far may still fall: another energy comes. */
static gboolean
may_fall (const VitAnnealer *self, guint next)
{
  const VitTerm *term = next < self->n_fast ? self->terms->pdata[next] : NULL;

  return term != NULL && term->kind->is_temperature && !term->disabled;
}

gboolean
vit_annealer_ask (VitAnnealer *self, double bound)
{
  guint left = self->n_fast - self->n_disabled;
  double chi2 = self->chi2_slow;

  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      if (term->disabled)
        continue;
      term->asked++;
      chi2 += term->kind->propose (term, self->model) * vit_term_get_factor (term);
      if (--left == 0)
        self->counts.evaluated++;
      if (chi2 > bound && !may_fall (self, t + 1))
        {
          term->rejected++;
          return FALSE;
        }
    }
  return TRUE;
}

/* Disabled terms were not asked, but are to follow the move: they cost their time only where one is accepted. Before
 * the model moves. */
static void
propose_to_disabled (VitAnnealer *self)
{
  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      if (term->disabled)
        term->kind->propose (term, self->model);
    }
}

/* Makes the move that all fast terms were asked about. */
static void
commit (VitAnnealer *self)
{
  gsize atom = vit_pair_distances_get_atom (self->model->distances);
  VitMoveStep step = { atom, vit_atoms_get (self->model->atoms, atom), { { 0 } } };

  if (self->n_slow > 0)
    g_array_append_val (self->journal, step);
  vit_model_commit (self->model);
  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      term->kind->commit (term);
    }
}

void
vit_annealer_accept (VitAnnealer *self)
{
  if (self->n_disabled > 0)
    propose_to_disabled (self);
  commit (self);
  vit_annealer_update_chi2 (self);
  self->counts.accepted++;
}

void
vit_annealer_force (VitAnnealer *self, gsize atom, VitFixedPoint point)
{
  vit_model_propose (self->model, atom, point);
  for (guint t = 0; t < self->n_fast; t++)
    {
      VitTerm *term = self->terms->pdata[t];

      term->kind->propose (term, self->model);
    }
  commit (self);
}

static gboolean
attempt_displacement (VitAnnealer *self)
{
  gsize atom = gsl_rng_uniform_int (self->rng, self->model->atoms->n_atoms);
  VitFixedPoint to = vit_move_displace (self->model->atoms, atom, self->step, self->rng);
  double bound = self->chi2 - 2 * log (gsl_rng_uniform_pos (self->rng));

  vit_model_propose (self->model, atom, to);
  if (self->limited && is_too_close (self))
    {
      self->counts.too_close++;
      return FALSE;
    }
  if (!vit_annealer_ask (self, bound))
    return FALSE;
  vit_annealer_accept (self);
  return TRUE;
}

static gboolean
attempt_biased (VitAnnealer *self)
{
  gsize atom = gsl_rng_uniform_int (self->rng, self->model->atoms->n_atoms);
  double log_ratio, log_random;

  vit_move_biased (self->model, self->bias, atom, self->step, self->rng, &log_ratio);
  log_random = log (gsl_rng_uniform_pos (self->rng));
  if (self->limited && is_too_close (self))
    {
      self->counts.too_close++;
      return FALSE;
    }
  if (!vit_annealer_ask (self, self->chi2 - 2 * log_random + 2 * log_ratio))
    return FALSE;
  vit_annealer_accept (self);
  return TRUE;
}

/* Draws the kind of the next move; no random number where there are only displacements. */
static VitMoveKind
draw_kind (VitAnnealer *self)
{
  double drawn;

  if (!self->mixed)
    return VIT_MOVE_DISPLACEMENT;
  drawn = gsl_rng_uniform (self->rng);
  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    {
      drawn -= self->settings.share[kind];
      if (drawn < 0)
        return (VitMoveKind) kind;
    }
  return VIT_MOVE_DISPLACEMENT;
}

static gboolean
attempt_kind (VitAnnealer *self, VitMoveKind kind)
{
  VitMoveStep steps[VIT_MAX_CLUSTER];
  int n;

  switch (kind)
    {
    case VIT_MOVE_SWAP:
      return vit_move_swap (self->model->atoms, self->settings.swap, self->rng, steps)
             && vit_annealer_try_steps (self, 2, steps);
    case VIT_MOVE_CLUSTER:
      n = vit_move_cluster (self->model, self->settings.cluster_radius, self->step, self->rng, steps);
      return n > 0 && vit_annealer_try_steps (self, n, steps);
    case VIT_MOVE_BIASED:
      return attempt_biased (self);
    case VIT_MOVE_DISPLACEMENT:
    case VIT_N_MOVE_KINDS:
    default:
      return attempt_displacement (self);
    }
}

static gboolean
attempt (VitAnnealer *self)
{
  VitMoveKind kind = draw_kind (self);
  VitMoveCounts *counts = &self->counts.kinds[kind];
  double before = self->chi2;

  self->counts.attempted++;
  counts->attempted++;
  if (!attempt_kind (self, kind))
    return FALSE;
  counts->accepted++;
  counts->gain += before - self->chi2;
  return TRUE;
}

/* Moves of one atom, whose length is adapted. */
static VitMoveCounts
count_single (const VitAnnealer *self)
{
  const VitMoveCounts *even = &self->counts.kinds[VIT_MOVE_DISPLACEMENT],
                      *biased = &self->counts.kinds[VIT_MOVE_BIASED];

  return (VitMoveCounts){ even->attempted + biased->attempted, even->accepted + biased->accepted,
                          even->gain + biased->gain };
}

/* Towards the wanted acceptance, by at most a quarter at a time. */
static void
adapt_step (VitAnnealer *self)
{
  const VitAnnealerSettings *settings = &self->settings;
  const VitMoveCounts now = count_single (self);
  gint64 attempted = now.attempted - self->period_before.attempted;

  if (attempted > 0)
    self->acceptance = (double) (now.accepted - self->period_before.accepted) / (double) attempted;
  self->period_before = now;
  if (settings->acceptance <= 0)
    return;
  self->step *= CLAMP (0.5 + 0.5 * self->acceptance / settings->acceptance, 0.8, 1.25);
  self->step = CLAMP (self->step, settings->step_low, settings->step_high);
}

/* One move, and the check against a computation from scratch where it is due. */
static gboolean
run_move (VitAnnealer *self, GError **error)
{
  gint64 before = self->counts.accepted;

  attempt (self);
  return self->counts.accepted == before || self->counts.accepted % REBUILD_AFTER != 0
         || vit_annealer_rebuild (self, error);
}

gboolean
vit_annealer_run (VitAnnealer *self, gint64 n_moves, GError **error)
{
  gint64 end = self->counts.attempted + n_moves;

  if (!vit_annealer_ask_slow (self, error))
    return FALSE;
  while (self->counts.attempted < end)
    {
      gint64 block = self->n_slow > 0 ? MAX (1, self->settings.block) : 1, before = self->counts.attempted;

      for (gint64 k = 0; k < block; k++)
        if (!run_move (self, error))
          return FALSE;
      if (self->n_slow > 0 && !vit_annealer_end_block (self, error))
        return FALSE;
      if (self->counts.attempted / PERIOD != before / PERIOD)
        {
          adapt_step (self);
          vit_annealer_update_sigma (self);
          vit_annealer_update_bias (self);
        }
    }
  return TRUE;
}

const VitModel *
vit_annealer_get_model (const VitAnnealer *self)
{
  return self->model;
}

const VitAnnealerSettings *
vit_annealer_get_settings (const VitAnnealer *self)
{
  return &self->settings;
}

const VitAnnealerCounts *
vit_annealer_get_counts (const VitAnnealer *self)
{
  return &self->counts;
}

int
vit_annealer_get_n_terms (const VitAnnealer *self)
{
  return (int) self->terms->len;
}

VitTerm *
vit_annealer_get_term (const VitAnnealer *self, int index)
{
  return self->terms->pdata[index];
}

double
vit_annealer_get_chi2 (const VitAnnealer *self)
{
  return self->chi2;
}

double
vit_annealer_get_step (const VitAnnealer *self)
{
  return self->step;
}

double
vit_annealer_get_acceptance (const VitAnnealer *self)
{
  const VitMoveCounts now = count_single (self);
  gint64 since = now.attempted - self->period_before.attempted;

  if (since > PERIOD / 2 || self->counts.attempted < PERIOD)
    return since > 0 ? (double) (now.accepted - self->period_before.accepted) / (double) since : 0;
  return self->acceptance;
}

double
vit_annealer_get_progress (const VitAnnealer *self)
{
  if (self->settings.n_moves <= 0)
    return 1;
  return fmin (1, (double) self->counts.attempted / (double) self->settings.n_moves);
}
