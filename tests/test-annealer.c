/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-annealer.h"

/* The same seed */

static void
assert_slices_do_not_matter (gboolean triclinic)
{
  static const gint64 slices[] = { 1, 7, 1000, 1777 };
  VitAnnealerSettings settings = new_settings (5);
  g_autoptr (VitAnnealer) whole = NULL;

  /* With σ falling and the step adapted, both of which are looked at now and then. */
  settings.acceptance = 0.4;
  settings.n_moves = 5000;
  whole = new_annealer (triclinic, &settings);
  for (int t = 0; t < 3; t++)
    vit_annealer_get_term (whole, t)->schedule.end /= 10;
  run (whole, 6000);
  for (gsize s = 0; s < G_N_ELEMENTS (slices); s++)
    {
      g_autoptr (VitAnnealer) cut = new_annealer (triclinic, &settings);

      for (int t = 0; t < 3; t++)
        vit_annealer_get_term (cut, t)->schedule.end /= 10;
      for (gint64 left = 6000; left > 0; left -= slices[s])
        run (cut, MIN (left, slices[s]));
      g_assert_true (same_positions (atoms_of (whole), atoms_of (cut)));
      g_assert_cmpmem (vit_annealer_get_counts (whole), sizeof (VitAnnealerCounts), vit_annealer_get_counts (cut),
                       sizeof (VitAnnealerCounts));
      g_assert_cmpfloat (vit_annealer_get_chi2 (whole), ==, vit_annealer_get_chi2 (cut));
      g_assert_cmpfloat (vit_annealer_get_step (whole), ==, vit_annealer_get_step (cut));
    }
  g_assert_cmpint (vit_annealer_get_counts (whole)->accepted, >, 100);
}

static void
test_slices (void)
{
  assert_slices_do_not_matter (FALSE);
}

static void
test_slices_triclinic (void)
{
  assert_slices_do_not_matter (TRUE);
}

static void
test_seeds (void)
{
  VitAnnealerSettings one = new_settings (1), two = new_settings (2);
  g_autoptr (VitAnnealer) a = new_annealer (FALSE, &one), b = new_annealer (FALSE, &one),
                          c = new_annealer (FALSE, &two);

  g_assert_true (same_positions (atoms_of (a), atoms_of (c)));
  run (a, 500);
  run (b, 500);
  run (c, 500);
  g_assert_true (same_positions (atoms_of (a), atoms_of (b)));
  g_assert_false (same_positions (atoms_of (a), atoms_of (c)));
}

/* Early rejection */

typedef struct
{
  VitModel *model;
  VitTerm *term[3];
  gsl_rng *rng;
  VitAnnealerCounts counts;
  gint64 asked[3];
} Reference;

static gboolean
reference_is_too_close (Reference *self, gsize atom, VitFixedPoint to)
{
  const VitAtoms *atoms = self->model->atoms;

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      double limit = limits[vit_pair_index (2, atoms->species[atom], atoms->species[i])], old[3], new_[3];

      vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, i), vit_atoms_get (atoms, atom), old);
      vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, i), to, new_);
      if (i != atom && hypot (hypot (new_[0], new_[1]), new_[2]) < limit
          && hypot (hypot (new_[0], new_[1]), new_[2]) < hypot (hypot (old[0], old[1]), old[2]))
        return TRUE;
    }
  return FALSE;
}

/* One move of textbook Metropolis: χ² is computed whole, then compared. Only the order of the random numbers is the
 * annealer's. */
static gboolean
reference_attempt (Reference *self, double step)
{
  gsize atom = gsl_rng_uniform_int (self->rng, self->model->atoms->n_atoms);
  VitFixedPoint to = vit_move_displace (self->model->atoms, atom, step, self->rng);
  double u = gsl_rng_uniform_pos (self->rng), before = 0, after = 0, bound;
  gboolean asking = TRUE;

  self->counts.attempted++;
  if (reference_is_too_close (self, atom, to))
    {
      self->counts.too_close++;
      return FALSE;
    }
  for (int t = 0; t < 3; t++)
    before += self->term[t]->delta2 * vit_term_get_factor (self->term[t]);
  bound = before - 2 * log (u);
  vit_model_propose (self->model, atom, to);
  for (int t = 0; t < 3; t++)
    {
      /* What an early rejection would have asked. */
      self->asked[t] += asking;
      self->counts.evaluated += asking && t == 2;
      after += self->term[t]->kind->propose (self->term[t], self->model) * vit_term_get_factor (self->term[t]);
      asking = asking && after <= bound;
    }
  if (after > before && u > exp ((before - after) / 2))
    return FALSE;
  self->counts.accepted++;
  vit_model_commit (self->model);
  for (int t = 0; t < 3; t++)
    self->term[t]->kind->commit (self->term[t]);
  return TRUE;
}

static void
reference_init (Reference *self, gboolean triclinic, guint64 seed)
{
  static const TermChoice order[3] = { TERM_EXAFS, TERM_SQ, TERM_RDF };
  g_autoptr (VitConfiguration) start = new_configuration (triclinic, 11, limits);
  g_autoptr (VitConfiguration) other = new_configuration (triclinic, 12, limits);
  g_autoptr (VitModel) target = new_model (other, TRUE);

  memset (self, 0, sizeof *self);
  self->model = new_model (start, TRUE);
  self->rng = gsl_rng_alloc (gsl_rng_taus2);
  gsl_rng_set (self->rng, seed);
  for (int t = 0; t < 3; t++)
    {
      self->term[t] = new_term (self->model, target, order[t]);
      self->term[t]->sigma = self->term[t]->schedule.start;
      self->term[t]->kind->rebuild (self->term[t], self->model);
    }
}

static void
reference_clear (Reference *self)
{
  for (int t = 0; t < 3; t++)
    vit_term_free (self->term[t]);
  vit_model_free (self->model);
  gsl_rng_free (self->rng);
}

static void
assert_early_rejection_is_exact (gboolean triclinic)
{
  VitAnnealerSettings settings = new_settings (3);
  g_autoptr (VitAnnealer) annealer = new_annealer (triclinic, &settings);
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  Reference reference;

  reference_init (&reference, triclinic, 3);
  for (int move = 0; move < 5000; move++)
    {
      gint64 before = counts->accepted;
      gboolean expected = reference_attempt (&reference, settings.step);

      run (annealer, 1);
      g_assert_cmpint (counts->accepted - before, ==, expected);
    }
  g_assert_true (same_positions (atoms_of (annealer), reference.model->atoms));
  g_assert_cmpint (counts->too_close, ==, reference.counts.too_close);
  g_assert_cmpint (counts->evaluated, ==, reference.counts.evaluated);
  for (int t = 0; t < 3; t++)
    g_assert_cmpint (vit_annealer_get_term (annealer, t)->asked, ==, reference.asked[t]);
  g_test_message ("of 5000 moves %d were accepted, %d fully evaluated, %d too close", (int) counts->accepted,
                  (int) counts->evaluated, (int) counts->too_close);

  /* The test says something only if all of it happens. */
  g_assert_cmpint (counts->too_close, >, 100);
  g_assert_cmpint (counts->accepted, >, 500);
  g_assert_cmpint (counts->evaluated, <, 4500 - counts->too_close);
  reference_clear (&reference);
}

static void
test_early_rejection (void)
{
  assert_early_rejection_is_exact (FALSE);
}

static void
test_early_rejection_triclinic (void)
{
  assert_early_rejection_is_exact (TRUE);
}

static void
test_order_of_terms (void)
{
  VitAnnealerSettings settings = new_settings (1);
  int dear_calls = 0, cheap_calls = 0;
  FixedTerm *dear = new_fixed_term (&dear_kind, "dear", 0), *cheap = new_fixed_term (&cheap_kind, "cheap", 1e9),
            *second = new_fixed_term (&cheap_kind, "second", 0);
  g_autoptr (VitAnnealer) annealer = NULL;

  dear->calls = &dear_calls;
  cheap->calls = &cheap_calls;
  annealer = new_plain_annealer (&settings, dear);
  vit_annealer_add_term (annealer, &cheap->parent);
  vit_annealer_add_term (annealer, &second->parent);
  vit_annealer_prepare (annealer);
  g_assert_cmpint (vit_annealer_get_n_terms (annealer), ==, 3);
  g_assert_cmpstr (vit_annealer_get_term (annealer, 0)->name, ==, "cheap");
  g_assert_cmpstr (vit_annealer_get_term (annealer, 1)->name, ==, "second");
  g_assert_cmpstr (vit_annealer_get_term (annealer, 2)->name, ==, "dear");
  run (annealer, 1000);
  g_assert_cmpint (cheap_calls, ==, 1000 - vit_annealer_get_counts (annealer)->too_close);
  g_assert_cmpint (dear_calls, ==, 0);
}

static void
test_data_terms_are_sorted (void)
{
  VitAnnealerSettings settings = new_settings (1);
  g_autoptr (VitAnnealer) annealer = new_annealer (FALSE, &settings);

  /* Near neighbours before all pairs. */
  g_assert_cmpstr (vit_data_term_get_observable (vit_annealer_get_term (annealer, 0))->kind->id, ==, "exafs");
}

/* Counts */

static void
test_counts (void)
{
  VitAnnealerSettings settings = new_settings (8);
  g_autoptr (VitAnnealer) annealer = new_annealer (FALSE, &settings);
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);

  for (int slice = 0; slice < 10; slice++)
    {
      gint64 rejected = 0, asked;

      run (annealer, 300);
      asked = counts->attempted - counts->too_close;
      for (int t = 0; t < 3; t++)
        {
          const VitTerm *term = vit_annealer_get_term (annealer, t);

          g_assert_cmpint (term->asked, ==, asked);
          rejected += term->rejected;
          asked -= term->rejected;
        }
      g_assert_cmpint (counts->attempted, ==, 300 * (slice + 1));
      g_assert_cmpint (counts->attempted, ==, counts->accepted + counts->too_close + rejected);
      g_assert_cmpint (counts->evaluated, <=, counts->attempted);
      g_assert_cmpint (counts->evaluated, ==, vit_annealer_get_term (annealer, 2)->asked);
      g_assert_cmpint (counts->accepted, ==, asked);
    }
  g_assert_cmpint (counts->accepted, >, 0);
  g_assert_cmpint (counts->too_close, >, 0);
}

/* Closest approaches */

/* Distances are in single precision: 1e-6 Å at 2 Å, with something to spare. */
#define DISTANCE_ERROR 2e-6

static void
test_closest_is_kept (void)
{
  VitAnnealerSettings settings = new_settings (21);

  settings.step = 1.5;
  for (int triclinic = 0; triclinic < 2; triclinic++)
    {
      g_autoptr (VitConfiguration) start = new_configuration (triclinic, 11, limits);
      g_autoptr (VitAnnealer) annealer = vit_annealer_new (new_model (start, FALSE), &settings);

      vit_annealer_prepare (annealer);
      for (int slice = 0; slice < 100; slice++)
        {
          run (annealer, 200);
          g_assert_cmpfloat (least_room (atoms_of (annealer)), >=, -DISTANCE_ERROR);
        }
      /* Atoms come right up to the limit, but not over it. */
      g_assert_cmpfloat (least_room (atoms_of (annealer)), <, 0.05);
      g_assert_cmpint (vit_annealer_get_counts (annealer)->accepted, >, 1000);
      g_assert_cmpint (vit_annealer_get_counts (annealer)->too_close, >, 1000);
    }
}

static void
test_too_near_atoms_part (void)
{
  VitAnnealerSettings settings = new_settings (4);
  VitCell cell;
  /* Two Cu atoms 0.8 Å apart through a face of the cell, a third within its limit of one of them. */
  const double position[3][3] = { { 0.3, 8, 8 }, { 17.5, 8, 8 }, { 1.2, 9.5, 8 } };
  g_autoptr (VitConfiguration) start = NULL;
  g_autoptr (VitAnnealer) annealer = NULL;
  g_autoptr (GError) error = NULL;
  double last[3] = { 0 };

  init_cell (&cell, FALSE);
  start = vit_configuration_new (&cell, 3, (const guint8[]){ 29, 29, 29 }, position, &error);
  g_assert_no_error (error);
  memset (settings.closest, 0, sizeof settings.closest);
  settings.closest[0] = limits[0];
  annealer = vit_annealer_new (new_model (start, FALSE), &settings);
  vit_annealer_prepare (annealer);
  g_assert_cmpfloat (least_room (atoms_of (annealer)), <, -1);
  for (int move = 0; move < 3000; move++)
    {
      run (annealer, 1);
      for (int pair = 0; pair < 3; pair++)
        {
          double r = distance (atoms_of (annealer), pair == 2, pair == 0 ? 1 : 2);

          /* A pair within its limit never comes nearer; one beyond never comes within. */
          g_assert_cmpfloat (r, >=, fmin (last[pair], limits[0]) - DISTANCE_ERROR);
          last[pair] = r;
        }
    }
  g_assert_cmpfloat (least_room (atoms_of (annealer)), >=, -DISTANCE_ERROR);
  g_assert_cmpint (vit_annealer_get_counts (annealer)->too_close, >, 0);
}

static void
test_no_limits (void)
{
  VitAnnealerSettings settings = new_settings (4);
  g_autoptr (VitAnnealer) annealer = NULL;

  memset (settings.closest, 0, sizeof settings.closest);
  annealer = new_plain_annealer (&settings, NULL);
  run (annealer, 5000);
  /* Without terms and limits all is accepted. */
  g_assert_cmpint (vit_annealer_get_counts (annealer)->accepted, ==, 5000);
  g_assert_cmpint (vit_annealer_get_counts (annealer)->too_close, ==, 0);
  g_assert_cmpfloat (vit_annealer_get_acceptance (annealer), ==, 1);
}

/* The step */

static VitAnnealerSettings
adapting_settings (double acceptance)
{
  VitAnnealerSettings settings = new_settings (6);

  memset (settings.closest, 0, sizeof settings.closest);
  settings.step = 0.2;
  settings.step_low = 0.05;
  settings.step_high = 0.7;
  settings.acceptance = acceptance;
  return settings;
}

static void
test_step_grows (void)
{
  VitAnnealerSettings settings = adapting_settings (0.4);
  g_autoptr (VitAnnealer) annealer = new_plain_annealer (&settings, NULL);
  double last = settings.step;

  for (int slice = 0; slice < 20; slice++)
    {
      double step;

      run (annealer, 1000);
      step = vit_annealer_get_step (annealer);
      g_assert_cmpfloat (step, >=, last);
      g_assert_cmpfloat (step, <=, 1.2501 * last);
      last = step;
    }
  g_assert_cmpfloat (last, ==, 0.7);
}

static void
test_step_shrinks (void)
{
  VitAnnealerSettings settings = adapting_settings (0.4);
  g_autoptr (VitAnnealer) annealer = new_plain_annealer (&settings, new_fixed_term (&cheap_kind, "no", 1e9));

  run (annealer, 1000);
  g_assert_cmpfloat (vit_annealer_get_step (annealer), <, 0.2);
  g_assert_cmpfloat (vit_annealer_get_step (annealer), >, 0.1);
  run (annealer, 19000);
  g_assert_cmpfloat (vit_annealer_get_step (annealer), ==, 0.05);
  g_assert_cmpfloat (vit_annealer_get_acceptance (annealer), ==, 0);
}

static void
test_step_stays (void)
{
  VitAnnealerSettings settings = adapting_settings (0);
  g_autoptr (VitAnnealer) yes = new_plain_annealer (&settings, NULL);
  g_autoptr (VitAnnealer) no = new_plain_annealer (&settings, new_fixed_term (&cheap_kind, "no", 1e9));

  run (yes, 10000);
  run (no, 10000);
  g_assert_cmpfloat (vit_annealer_get_step (yes), ==, 0.2);
  g_assert_cmpfloat (vit_annealer_get_step (no), ==, 0.2);
}

static void
test_step_finds_acceptance (void)
{
  VitAnnealerSettings settings = new_settings (6);

  settings.step_high = 5;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (VitAnnealer) annealer = NULL;
      gint64 before;
      double share;

      settings.acceptance = i == 0 ? 0.3 : 0.6;
      annealer = new_plain_annealer (&settings, NULL);
      run (annealer, 20000);
      before = vit_annealer_get_counts (annealer)->accepted;
      run (annealer, 20000);
      share = (double) (vit_annealer_get_counts (annealer)->accepted - before) / 20000;
      /* The standard error of a period of 1000 moves is 0.015; over 20 of them the step follows its own noise. */
      g_assert_cmpfloat_with_epsilon (share, settings.acceptance, 0.02);
      g_assert_cmpfloat_with_epsilon (vit_annealer_get_acceptance (annealer), settings.acceptance, 0.08);
      g_assert_cmpfloat (vit_annealer_get_step (annealer), >, settings.step_low);
      g_assert_cmpfloat (vit_annealer_get_step (annealer), <, settings.step_high);
    }
}

/* Rebuilding */

static void
assert_rebuild_agrees (gboolean triclinic)
{
  VitAnnealerSettings settings = new_settings (9);
  g_autoptr (VitAnnealer) annealer = new_annealer (triclinic, &settings);
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  g_autoptr (GError) error = NULL;
  double before[3], chi2;
  gboolean good;

  run (annealer, 30000);
  g_assert_cmpint (counts->accepted, >=, 3000);
  chi2 = vit_annealer_get_chi2 (annealer);
  for (int t = 0; t < 3; t++)
    before[t] = vit_annealer_get_term (annealer, t)->delta2;
  good = vit_annealer_rebuild (annealer, &error);
  g_assert_no_error (error);
  g_assert_true (good);
  g_assert_cmpint (counts->rebuilds, ==, 1);
  g_test_message ("%d accepted moves: curves agree to %.2g of their rms", (int) counts->accepted,
                  counts->worst_rebuild);
  g_assert_cmpfloat (counts->worst_rebuild, <=, 1e-6);
  /* δ² is quadratic in a residual that is as large as the curve here: twice the relative error. */
  for (int t = 0; t < 3; t++)
    g_assert_cmpfloat_with_epsilon (vit_annealer_get_term (annealer, t)->delta2, before[t], 4e-6 * before[t]);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (annealer), chi2, 4e-6 * chi2);
}

static void
test_rebuild (void)
{
  assert_rebuild_agrees (FALSE);
}

static void
test_rebuild_triclinic (void)
{
  assert_rebuild_agrees (TRUE);
}

static void
assert_rebuild_fails (VitAnnealer *annealer)
{
  g_autoptr (GError) error = NULL;
  gboolean good = vit_annealer_rebuild (annealer, &error);

  g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
  g_assert_false (good);
}

static void
test_displaced_atom_is_found (void)
{
  VitAnnealerSettings settings = new_settings (10);
  g_autoptr (VitAnnealer) annealer = new_annealer (FALSE, &settings);
  VitFixedPoint point;

  run (annealer, 1000);
  point = vit_atoms_get (atoms_of (annealer), 17);
  point.f[0] = vit_fixed_add (point.f[0], 1 << 26); /* 0.27 Å */
  vit_atoms_set (vit_annealer_get_model (annealer)->atoms, 17, point);
  assert_rebuild_fails (annealer);
}

/* Without a histogram the curve of EXAFS alone has to tell. Atom 17 is copper. */
static void
test_displaced_absorber_is_found (void)
{
  VitAnnealerSettings settings = new_settings (10);
  g_autoptr (VitConfiguration) start = new_configuration (FALSE, 11, limits);
  g_autoptr (VitConfiguration) other = new_configuration (FALSE, 12, limits);
  g_autoptr (VitModel) target = new_model (other, FALSE);
  g_autoptr (VitAnnealer) annealer = vit_annealer_new (new_model (start, FALSE), &settings);
  VitFixedPoint point;

  vit_annealer_add_term (annealer, new_term (vit_annealer_get_model (annealer), target, TERM_EXAFS));
  vit_annealer_prepare (annealer);
  run (annealer, 1000);
  point = vit_atoms_get (atoms_of (annealer), 17);
  point.f[0] = vit_fixed_add (point.f[0], 1 << 26);
  vit_atoms_set (vit_annealer_get_model (annealer)->atoms, 17, point);
  assert_rebuild_fails (annealer);
  g_assert_cmpfloat (vit_annealer_get_counts (annealer)->worst_rebuild, >, 1e-6);
}

static void
test_single_wrong_count_is_found (void)
{
  VitAnnealerSettings settings = new_settings (10);
  g_autoptr (VitAnnealer) annealer = new_annealer (FALSE, &settings);
  g_autoptr (GError) error = NULL;
  gboolean good;

  run (annealer, 100);
  vit_annealer_get_model (annealer)->histogram->count[123]++;
  assert_rebuild_fails (annealer);
  /* The rebuild has put it right. */
  good = vit_annealer_rebuild (annealer, &error);
  g_assert_no_error (error);
  g_assert_true (good);
}

static void
test_rebuild_by_itself (void)
{
  VitAnnealerSettings settings = adapting_settings (0);
  FixedTerm *term = new_fixed_term (&cheap_kind, "fixed", 0);
  g_autoptr (VitAnnealer) annealer = new_plain_annealer (&settings, term);
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  g_autoptr (GError) error = NULL;
  gboolean good;

  run (annealer, 99999);
  g_assert_cmpint (counts->rebuilds, ==, 0);
  run (annealer, 1);
  g_assert_cmpint (counts->rebuilds, ==, 1);
  /* A disagreement ends the run there and then. */
  term->disagreement = 2e-6;
  good = vit_annealer_run (annealer, 300000, &error);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
  g_assert_false (good);
  g_assert_cmpint (counts->attempted, ==, 200000);
  g_assert_cmpint (counts->rebuilds, ==, 2);
  g_assert_cmpfloat (counts->worst_rebuild, ==, 2e-6);
}

/* The fewer atoms, the larger the rounding error of each move against the curve. The run must not fail over its own. */
static void
test_small_model_passes_rebuilds (void)
{
  VitAnnealerSettings settings = new_settings (1);
  g_autoptr (VitConfiguration) start = new_configuration (FALSE, 11, limits);
  g_autoptr (VitConfiguration) other = new_configuration (FALSE, 12, limits);
  g_autoptr (VitModel) target = new_model (other, FALSE);
  g_autoptr (VitAnnealer) annealer = NULL;
  VitTerm *term;
  const VitAnnealerCounts *counts;

  settings.step = 0.5;
  annealer = vit_annealer_new (new_model (start, FALSE), &settings);
  term = new_term (vit_annealer_get_model (annealer), target, TERM_EXAFS);
  term->schedule.start = term->schedule.end = 1;
  vit_annealer_add_term (annealer, term);
  vit_annealer_prepare (annealer);
  counts = vit_annealer_get_counts (annealer);
  while (counts->accepted < 100000)
    run (annealer, 1000);
  g_assert_cmpint (counts->rebuilds, >=, 1);
  g_assert_cmpfloat (counts->worst_rebuild, <=, 1e-6);
}

/* δ² */

/* What a term answers to a proposal is what a computation from scratch finds after it. */
static void
test_proposals_are_right (void)
{
  for (int triclinic = 0; triclinic < 2; triclinic++)
    {
      Reference reference;

      reference_init (&reference, triclinic, 31);
      for (int move = 0; move < 60; move++)
        {
          gsize atom = gsl_rng_uniform_int (reference.rng, N_ATOMS);
          VitFixedPoint to = vit_move_displace (reference.model->atoms, atom, 0.5, reference.rng);
          double before[3], proposed[3];

          vit_model_propose (reference.model, atom, to);
          for (int t = 0; t < 3; t++)
            {
              before[t] = reference.term[t]->delta2;
              proposed[t] = reference.term[t]->kind->propose (reference.term[t], reference.model);
            }
          vit_model_commit (reference.model);
          for (int t = 0; t < 3; t++)
            {
              VitTerm *term = reference.term[t];

              term->kind->commit (term);
              /* Both are δ² with changes in single precision. */
              g_assert_cmpfloat_with_epsilon (term->delta2, proposed[t],
                                              2e-6 * (fabs (before[t] - proposed[t]) + 0.01 * before[t]));
              term->kind->rebuild (term, reference.model);
              g_assert_cmpfloat_with_epsilon (term->delta2, proposed[t],
                                              1e-5 * (fabs (before[t] - proposed[t]) + 0.1 * before[t]));
            }
        }
      reference_clear (&reference);
    }
}

/* σ and weights */

static void
test_sigma (void)
{
  static const VitSchedule schedules[] = { { VIT_SCHEDULE_GEOMETRIC, 0.1, 0.001, 0 },
                                           { VIT_SCHEDULE_LINEAR, 0.1, 0.001, 0 },
                                           { VIT_SCHEDULE_PLATEAUS, 0.1, 0.001, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (schedules); i++)
    {
      VitAnnealerSettings settings = adapting_settings (0);
      FixedTerm *term = new_fixed_term (&cheap_kind, "fixed", 1e-4);
      g_autoptr (VitAnnealer) annealer = NULL;

      term->parent.schedule = schedules[i];
      term->parent.weight = 3;
      annealer = new_plain_annealer (&settings, term);
      g_assert_cmpfloat (term->parent.sigma, ==, 0.1);
      for (int slice = 1; slice <= 25; slice++)
        {
          double progress = fmin (1, slice / 20.0), sigma = term->parent.sigma;

          g_assert_cmpfloat (sigma, ==, vit_schedule_get_value (&schedules[i], fmin (1, (double) (slice - 1) / 20)));
          run (annealer, 1000);
          sigma = vit_schedule_get_value (&schedules[i], progress);
          g_assert_cmpfloat (term->parent.sigma, ==, sigma);
          g_assert_cmpfloat (vit_annealer_get_progress (annealer), ==, progress);
          g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (annealer), 3 * term->parent.delta2 / (sigma * sigma),
                                          1e-12 * vit_annealer_get_chi2 (annealer));
        }
      g_assert_cmpfloat (term->parent.sigma, ==, vit_schedule_get_value (&schedules[i], 1));
    }
}

/* w/σ² is all that matters, so that four times the weight is half the σ. */
static void
test_weights (void)
{
  VitAnnealerSettings settings = new_settings (14);
  g_autoptr (VitAnnealer) light = new_annealer (FALSE, &settings), heavy = new_annealer (FALSE, &settings),
                          sharp = new_annealer (FALSE, &settings);
  double chi2 = vit_annealer_get_chi2 (light), sum = 0;

  for (int t = 0; t < 3; t++)
    {
      const VitTerm *term = vit_annealer_get_term (light, t);

      vit_annealer_get_term (heavy, t)->weight = 4;
      vit_annealer_get_term (sharp, t)->schedule.start /= 2;
      vit_annealer_get_term (sharp, t)->schedule.end /= 2;
      sum += term->weight * term->delta2 / (term->sigma * term->sigma);
    }
  g_assert_cmpfloat_with_epsilon (chi2, sum, 1e-12 * sum);
  vit_annealer_prepare (heavy);
  vit_annealer_prepare (sharp);
  g_assert_cmpfloat_with_epsilon (vit_annealer_get_chi2 (heavy), 4 * chi2, 1e-12 * chi2);
  run (light, 2000);
  run (heavy, 2000);
  run (sharp, 2000);
  g_assert_true (same_positions (atoms_of (heavy), atoms_of (sharp)));
  g_assert_false (same_positions (atoms_of (heavy), atoms_of (light)));
}

static void
test_weight_zero (void)
{
  VitAnnealerSettings settings = adapting_settings (0);
  FixedTerm *term = new_fixed_term (&cheap_kind, "ignored", 1e9);
  g_autoptr (VitAnnealer) annealer = NULL;

  term->parent.weight = 0;
  annealer = new_plain_annealer (&settings, term);
  run (annealer, 2000);
  g_assert_cmpint (vit_annealer_get_counts (annealer)->accepted, ==, 2000);
  g_assert_cmpfloat (vit_annealer_get_chi2 (annealer), ==, 0);
}

/* χ² of the fit falls, and what the term says of itself is true of its curve. */
static void
test_annealing_improves_the_fit (void)
{
  VitAnnealerSettings settings = new_settings (2);
  g_autoptr (VitAnnealer) annealer = new_annealer (FALSE, &settings);
  double start[3];

  for (int t = 0; t < 3; t++)
    {
      VitTerm *term = vit_annealer_get_term (annealer, t);

      start[t] = term->delta2;
      term->schedule.end /= 30;
    }
  run (annealer, 20000);
  for (int t = 0; t < 3; t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);
      gsize n = vit_data_term_get_observable (term)->n_points;
      const double *target = vit_data_term_get_target (term);
      g_autofree double *curve = g_new (double, n);
      double squares = 0, residual = 0, mean = 0, variance = 0;

      vit_data_term_get_curve (term, curve);
      for (gsize i = 0; i < n; i++)
        {
          squares += target[i] * target[i];
          mean += target[i] / (double) n;
          residual += pow (curve[i] - target[i], 2);
        }
      for (gsize i = 0; i < n; i++)
        variance += pow (target[i] - mean, 2);
      g_assert_cmpfloat (term->delta2, <, start[t] / 2);
      /* δ² = Σ (model − target)² / ⟨target²⟩; EXAFS is kept in a basis that holds 1e-5 of the curve. */
      g_assert_cmpfloat_with_epsilon (term->delta2, residual * (double) n / squares, 1e-3 * term->delta2);
      g_assert_cmpfloat_with_epsilon (vit_data_term_get_r2 (term), 1 - residual / variance, 1e-5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annealer/slices-of-any-size-give-the-same-bits", test_slices);
  g_test_add_func ("/annealer/slices-of-any-size-give-the-same-bits-in-triclinic-cells", test_slices_triclinic);
  g_test_add_func ("/annealer/the-seed-decides", test_seeds);
  g_test_add_func ("/annealer/early-rejection-is-exact", test_early_rejection);
  g_test_add_func ("/annealer/early-rejection-is-exact-in-triclinic-cells", test_early_rejection_triclinic);
  g_test_add_func ("/annealer/cheap-terms-are-asked-first", test_order_of_terms);
  g_test_add_func ("/annealer/exafs-is-asked-before-sq", test_data_terms_are_sorted);
  g_test_add_func ("/annealer/counts-add-up", test_counts);
  g_test_add_func ("/annealer/closest-approaches-are-kept", test_closest_is_kept);
  g_test_add_func ("/annealer/atoms-too-near-only-part", test_too_near_atoms_part);
  g_test_add_func ("/annealer/without-limits-nothing-is-too-close", test_no_limits);
  g_test_add_func ("/annealer/the-step-grows-up-to-its-limit", test_step_grows);
  g_test_add_func ("/annealer/the-step-shrinks-down-to-its-limit", test_step_shrinks);
  g_test_add_func ("/annealer/the-step-stays-unless-an-acceptance-is-wanted", test_step_stays);
  g_test_add_func ("/annealer/the-step-finds-the-wanted-acceptance", test_step_finds_acceptance);
  g_test_add_func ("/annealer/a-rebuild-agrees", test_rebuild);
  g_test_add_func ("/annealer/a-rebuild-agrees-in-triclinic-cells", test_rebuild_triclinic);
  g_test_add_func ("/annealer/a-rebuild-finds-a-displaced-atom", test_displaced_atom_is_found);
  g_test_add_func ("/annealer/a-rebuild-finds-a-displaced-absorber", test_displaced_absorber_is_found);
  g_test_add_func ("/annealer/a-rebuild-finds-a-single-wrong-count", test_single_wrong_count_is_found);
  g_test_add_func ("/annealer/a-rebuild-comes-every-hundred-thousand-accepted-moves", test_rebuild_by_itself);
  g_test_add_func ("/annealer/proposals-answer-what-scratch-computes", test_proposals_are_right);
  g_test_add_func ("/annealer/sigma-follows-its-schedule", test_sigma);
  g_test_add_func ("/annealer/weights-scale-chi-squared", test_weights);
  g_test_add_func ("/annealer/a-term-without-weight-rejects-nothing", test_weight_zero);
  g_test_add_func ("/annealer/annealing-improves-the-fit", test_annealing_improves_the_fit);
  g_test_add_func ("/annealer/a-small-model-passes-its-own-rebuilds", test_small_model_passes_rebuilds);
  return g_test_run ();
}
