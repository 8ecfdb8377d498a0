/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"
#include "byte-stream.h"
#include "data-term.h"
#include "error.h"
#include "test-small-fit.h"

#include <math.h>
#include <string.h>

static void
restore (const VitFit *fit, GBytes *state)
{
  g_autoptr (GError) error = NULL;
  gboolean good = vit_annealer_restore (fit->annealer, state, &error);

  g_assert_no_error (error);
  g_assert_true (good);
}

static void
assert_same_bytes (GBytes *a, GBytes *b)
{
  g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a), g_bytes_get_data (b, NULL), g_bytes_get_size (b));
}

/* All that a state holds, and histogram and curves, which follow from it. */
static void
assert_same (const VitFit *a, const VitFit *b)
{
  g_autoptr (GBytes) of_a = vit_annealer_save (a->annealer), of_b = vit_annealer_save (b->annealer);
  const VitPairHistogram *h_a = vit_annealer_get_model (a->annealer)->histogram,
                         *h_b = vit_annealer_get_model (b->annealer)->histogram;
  gsize size = (gsize) h_a->n_pairs * (gsize) h_a->n_bins * sizeof *h_a->count;

  assert_same_bytes (of_a, of_b);
  g_assert_cmpmem (h_a->count, size, h_b->count, size);
  g_assert_cmpmem (vit_annealer_get_counts (a->annealer), sizeof (VitAnnealerCounts),
                   vit_annealer_get_counts (b->annealer), sizeof (VitAnnealerCounts));
  g_assert_cmpfloat (vit_annealer_get_chi2 (a->annealer), ==, vit_annealer_get_chi2 (b->annealer));
  g_assert_cmpfloat (vit_annealer_get_step (a->annealer), ==, vit_annealer_get_step (b->annealer));
  for (int t = 0; t < vit_annealer_get_n_terms (a->annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (a->annealer, t), *other = vit_annealer_get_term (b->annealer, t);
      gsize n = vit_data_term_get_observable (term)->n_points;
      g_autofree double *curve = g_new (double, n), *other_curve = g_new (double, n);

      vit_data_term_get_curve (term, curve);
      vit_data_term_get_curve (other, other_curve);
      g_assert_cmpmem (curve, n * sizeof *curve, other_curve, n * sizeof *curve);
      g_assert_cmpfloat (term->delta2, ==, other->delta2);
      g_assert_cmpfloat (term->sigma, ==, other->sigma);
    }
}

/* To the bit */

/* A run is saved at 20 moments; a run that never was ends alike, and so does each that goes on from one of them. */
static void
assert_resumed_runs_are_the_same (VitTestVariant variant)
{
  static const int n_moves = 6000;
  g_autoptr (VitFit) whole = vit_test_fit_new (variant), saved = vit_test_fit_new (variant),
                     resumed = vit_test_fit_new (variant);
  g_autoptr (GRand) rand = g_rand_new_with_seed (variant);

  vit_test_fit_run (whole, n_moves);
  /* It has been elsewhere. */
  vit_test_fit_run (resumed, 1234);
  for (int i = 0; i < 20; i++)
    {
      gint64 moves = i == 0 ? 0 : i == 1 ? 1000 : n_moves * i / 20 + g_rand_int_range (rand, 0, 300);
      g_autoptr (GBytes) state = NULL, again = NULL;

      vit_test_fit_run_to (saved, moves, rand);
      state = vit_annealer_save (saved->annealer);
      if (i % 5 == 0)
        {
          vit_fit_free (resumed);
          resumed = vit_test_fit_new (variant);
        }
      restore (resumed, state);
      again = vit_annealer_save (resumed->annealer);
      assert_same_bytes (state, again);
      assert_same (resumed, saved);
      vit_test_fit_run_to (resumed, n_moves, rand);
      assert_same (resumed, whole);
    }
  vit_test_fit_run_to (saved, n_moves, rand);
  assert_same (saved, whole);
  g_test_message ("%d of %d moves were accepted; the step went from %g to %g Å",
                  (int) vit_annealer_get_counts (whole->annealer)->accepted, n_moves,
                  vit_annealer_get_settings (whole->annealer)->step, vit_annealer_get_step (whole->annealer));
  /* It says something only if all of it happened. */
  g_assert_cmpint (vit_annealer_get_counts (whole->annealer)->accepted, >, 300);
  g_assert_cmpint (vit_annealer_get_counts (whole->annealer)->too_close, >, 100);
  g_assert_cmpfloat (vit_annealer_get_step (whole->annealer), !=, vit_annealer_get_settings (whole->annealer)->step);
}

static void
test_resumed (gconstpointer variant)
{
  assert_resumed_runs_are_the_same ((VitTestVariant) GPOINTER_TO_INT (variant));
}

static void
run_until_accepted (const VitFit *fit, gint64 accepted)
{
  gint64 left;

  while ((left = accepted - vit_annealer_get_counts (fit->annealer)->accepted) > 0)
    vit_test_fit_run (fit, left);
}

/* After 10⁵ accepted moves all sums are computed anew. EXAFS sums then run in the order of the grid. */
static void
test_rebuild_boundary (void)
{
  static const gint64 moments[] = { 50000, 99999, 100000, 100001 };
  g_autoptr (VitFit) whole = NULL, saved = NULL, resumed = NULL;
  VitRecipe *recipe[3];

  for (int i = 0; i < 3; i++)
    {
      recipe[i] = vit_test_recipe_new (VIT_TEST_LOOSE);
      recipe[i]->settings.acceptance = 0;
      recipe[i]->settings.step = 0.1;
    }
  whole = vit_test_fit_new_for (recipe[0]);
  saved = vit_test_fit_new_for (recipe[1]);
  resumed = vit_test_fit_new_for (recipe[2]);
  run_until_accepted (whole, 100500);
  g_assert_cmpint (vit_annealer_get_counts (whole->annealer)->rebuilds, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GBytes) state = NULL;

      run_until_accepted (saved, moments[i]);
      state = vit_annealer_save (saved->annealer);
      restore (resumed, state);
      run_until_accepted (resumed, 100500);
      assert_same (resumed, whole);
    }
}

/* Boxes that had to grow leave no trace, neither in the state nor in what follows. */
static void
test_grown_boxes (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (VIT_TEST_SHORT_R_MAX), fresh = vit_test_fit_new (VIT_TEST_SHORT_R_MAX);
  VitModel *model = (VitModel *) vit_annealer_get_model (fit->annealer);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GBytes) state = NULL, at_start = vit_annealer_save (fresh->annealer);
  int capacity = model->grid->capacity;

  for (gsize i = 0; i < 150; i++)
    {
      VitFixedPoint to;

      for (int a = 0; a < 3; a++)
        to.f[a] = g_rand_int_range (rand, 1 << 20, 1 << 29);
      vit_model_propose (model, i, to);
      vit_model_commit (model);
    }
  vit_annealer_prepare (fit->annealer);
  g_assert_cmpint (model->grid->capacity, >, capacity);
  vit_test_fit_run (fit, 500);
  state = vit_annealer_save (fit->annealer);
  restore (fresh, state);
  vit_test_fit_run (fit, 3000);
  vit_test_fit_run (fresh, 3000);
  assert_same (fit, fresh);
  g_assert_cmpint (vit_annealer_get_counts (fit->annealer)->accepted, >, 100);

  /* And back into smaller ones. */
  restore (fit, at_start);
  vit_fit_free (fresh);
  fresh = vit_test_fit_new (VIT_TEST_SHORT_R_MAX);
  vit_test_fit_run (fit, 500);
  vit_test_fit_run (fresh, 500);
  assert_same (fit, fresh);
}

/* What a recount finds is what was kept up to date. */
static void
test_recounted_histogram (void)
{
  for (int variant = 0; variant < VIT_TEST_N_VARIANTS; variant++)
    {
      g_autoptr (VitFit) fit = vit_test_fit_new (variant | VIT_TEST_LOOSE);
      VitModel *model = (VitModel *) vit_annealer_get_model (fit->annealer);

      for (int i = 0; i < 10; i++)
        {
          vit_test_fit_run (fit, 777);
          g_assert_true (vit_model_rebuild (model));
        }
      g_assert_cmpint (vit_annealer_get_counts (fit->annealer)->accepted, >, 2000);
    }
}

/* Changes to settings are part of the state, and win over the recipe. */
static void
test_changed_settings (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0), other = vit_test_fit_new (0);
  g_autoptr (GBytes) state = NULL;

  vit_test_fit_run (fit, 700);
  vit_annealer_set_weight (fit->annealer, 1, 2.5);
  vit_annealer_set_schedule (fit->annealer, 0, &(VitSchedule){ VIT_SCHEDULE_PLATEAUS, 0.7, 0.1, 5 });
  vit_annealer_set_enabled (fit->annealer, 2, FALSE);
  vit_annealer_set_n_moves (fit->annealer, 9000);
  vit_annealer_set_step (fit->annealer, 0.15);
  vit_annealer_set_share (fit->annealer, VIT_MOVE_SWAP, 0.1);
  vit_annealer_set_share (fit->annealer, VIT_MOVE_BIASED, 0.3);
  vit_test_fit_run (fit, 50);
  state = vit_annealer_save (fit->annealer);
  restore (other, state);
  g_assert_cmpfloat (vit_annealer_get_term (other->annealer, 1)->weight, ==, 2.5);
  g_assert_cmpint (vit_annealer_get_term (other->annealer, 0)->schedule.n_plateaus, ==, 5);
  g_assert_true (vit_annealer_get_term (other->annealer, 2)->disabled);
  g_assert_cmpint (vit_annealer_get_settings (other->annealer)->n_moves, ==, 9000);
  g_assert_cmpfloat (vit_annealer_get_share (other->annealer, VIT_MOVE_SWAP), ==, 0.1);
  vit_test_fit_run (fit, 4000);
  vit_test_fit_run (other, 4000);
  assert_same (fit, other);
  g_assert_cmpint (vit_annealer_get_counts (other->annealer)->kinds[VIT_MOVE_BIASED].accepted, >, 0);

  vit_annealer_set_enabled (fit->annealer, 2, TRUE);
  vit_annealer_set_enabled (other->annealer, 2, TRUE);
  vit_test_fit_run (fit, 2000);
  vit_test_fit_run (other, 2000);
  assert_same (fit, other);
}

static void
test_without_sums (void)
{
  for (int with_term = 0; with_term < 2; with_term++)
    {
      g_autoptr (VitAnnealer) a = vit_test_idle_annealer_new (with_term), b = vit_test_idle_annealer_new (with_term);
      g_autoptr (GBytes) middle = NULL, end_a = NULL, end_b = NULL;
      g_autoptr (GError) error = NULL;

      vit_annealer_run (a, 500, &error);
      middle = vit_annealer_save (a);
      vit_annealer_restore (b, middle, &error);
      vit_annealer_run (a, 500, &error);
      vit_annealer_run (b, 500, &error);
      g_assert_no_error (error);
      end_a = vit_annealer_save (a);
      end_b = vit_annealer_save (b);
      assert_same_bytes (end_a, end_b);
      g_assert_cmpint (vit_annealer_get_counts (b)->accepted, >, 100);
    }
}

/* Refusals */

/* An annealer that is to refuse states, and what it must stay. */
typedef struct
{
  VitFit *fit;
  GBytes *before;
  GBytes *good; /* a state that it would take */
} Refuser;

static void
refuser_init (Refuser *self)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);

  vit_test_fit_run (fit, 1500);
  self->good = vit_annealer_save (fit->annealer);
  self->fit = vit_test_fit_new (0);
  vit_test_fit_run (self->fit, 300);
  self->before = vit_annealer_save (self->fit->annealer);
}

static void
refuser_clear (Refuser *self)
{
  vit_fit_free (self->fit);
  g_bytes_unref (self->before);
  g_bytes_unref (self->good);
}

/* Returns: whether the state was refused. If so, all is as before; else it is made so, after a short run. */
static gboolean
refuses (const Refuser *self, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) state = g_bytes_new (data, size), now = NULL;
  g_autoptr (GError) error = NULL;

  if (vit_annealer_restore (self->fit->annealer, state, &error))
    {
      g_assert_no_error (error);
      vit_annealer_run (self->fit->annealer, 20, NULL);
      restore (self->fit, self->before);
      return FALSE;
    }
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  now = vit_annealer_save (self->fit->annealer);
  assert_same_bytes (now, self->before);
  return TRUE;
}

/* Puts size and checksum right again. */
static void
seal (guint8 *data, gsize size)
{
  guint64 length = GUINT64_TO_LE (size);
  guint32 checksum;

  memcpy (data + 16, &length, sizeof length);
  checksum = GUINT32_TO_LE (vit_crc32 (data, size - 4));
  memcpy (data + size - 4, &checksum, sizeof checksum);
}

static void
test_cut_states (void)
{
  Refuser refuser;
  gsize size;
  const guint8 *data;

  refuser_init (&refuser);
  data = g_bytes_get_data (refuser.good, &size);
  for (gsize n = 0; n < size; n += 7)
    {
      g_autofree guint8 *cut = g_memdup2 (data, n);

      g_assert_true (refuses (&refuser, cut, n));
      if (n < 28)
        continue;
      seal (cut, n);
      g_assert_true (refuses (&refuser, cut, n));
    }
  g_assert_true (refuses (&refuser, data, size - 1));
  g_assert_false (refuses (&refuser, data, size));
  refuser_clear (&refuser);
}

static void
test_trailing_bytes (void)
{
  Refuser refuser;
  gsize size;
  const guint8 *data;

  refuser_init (&refuser);
  data = g_bytes_get_data (refuser.good, &size);
  for (gsize more = 1; more < 20; more++)
    {
      g_autofree guint8 *longer = g_malloc0 (size + more);

      memcpy (longer, data, size);
      g_assert_true (refuses (&refuser, longer, size + more));
      seal (longer, size + more);
      g_assert_true (refuses (&refuser, longer, size + more));
    }
  refuser_clear (&refuser);
}

static void
test_flipped_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Refuser refuser;
  gsize size;
  g_autofree guint8 *data = NULL;
  int n_refused = 0;

  refuser_init (&refuser);
  size = g_bytes_get_size (refuser.good);
  data = g_memdup2 (g_bytes_get_data (refuser.good, NULL), size);
  for (int i = 0; i < 1000; i++)
    {
      gsize place = (gsize) g_rand_int_range (rand, 0, (gint32) size);
      guint8 was = data[place];

      data[place] ^= (guint8) g_rand_int_range (rand, 1, 256);
      g_assert_true (refuses (&refuser, data, size));
      if (i % 2 == 0 && place < size - 4)
        {
          /* Now only what the numbers mean can tell: what is refused is refused rightly, nothing crashes. */
          seal (data, size);
          n_refused += refuses (&refuser, data, size);
        }
      memcpy (data, g_bytes_get_data (refuser.good, NULL), size);
      g_assert_cmpint (data[place], ==, was);
    }
  g_test_message ("%d of 500 flipped bytes with a right checksum were refused", n_refused);
  g_assert_cmpint (n_refused, >, 150);
  refuser_clear (&refuser);
}

#define N_ATOMS 300
#define PLACES (24 + 8 + 2 * 8 + 72 + 8 + N_ATOMS) /* of two elements */
#define ORDER (PLACES + 12 * N_ATOMS)
#define SETTINGS (ORDER + 4 * N_ATOMS)
#define MOVES (SETTINGS + 48 + 3 * 8) /* shares of four kinds, three swaps, radius, block */
#define COUNTS (MOVES + 4 * 8 + 3 * 8 + 16)
#define KINDS (COUNTS + 48)
#define PROGRESS (KINDS + 4 * 24 + 16)
#define RANDOM (PROGRESS + 56 + 13)
#define TERMS (RANDOM + 24)

/* Every byte of all that is no array, with a right checksum. */
static void
test_flipped_numbers (void)
{
  Refuser refuser;
  gsize size;
  g_autofree guint8 *data = NULL;

  refuser_init (&refuser);
  size = g_bytes_get_size (refuser.good);
  data = g_memdup2 (g_bytes_get_data (refuser.good, NULL), size);
  for (gsize place = SETTINGS; place < TERMS + 120; place++)
    for (int bit = 0; bit < 8; bit += 7)
      {
        data[place] ^= (guint8) (1 << bit);
        seal (data, size);
        refuses (&refuser, data, size);
        data[place] ^= (guint8) (1 << bit);
      }
  refuser_clear (&refuser);
}

static guint64
bits_of (double x)
{
  guint64 bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

/* @value, of @n bytes, at @place, with a right checksum. */
static void
assert_refused_with (const Refuser *refuser, gsize place, guint64 value, gsize n)
{
  gsize size = g_bytes_get_size (refuser->good);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (refuser->good, NULL), size);
  guint64 little = GUINT64_TO_LE (value);

  memcpy (data + place, &little, n);
  seal (data, size);
  if (!refuses (refuser, data, size))
    g_error ("%" G_GSIZE_FORMAT ": %" G_GINT64_MODIFIER "x is taken", place, value);
}

static void
test_impossible_numbers (void)
{
  const guint64 nan = bits_of (NAN), infinite = bits_of (INFINITY), negative = bits_of (-0.5), minus_one = ~0ul;
  static const char generator[] = "taus2";
  Refuser refuser;
  gsize size, weight;
  const guint8 *data;

  refuser_init (&refuser);
  data = g_bytes_get_data (refuser.good, &size);
  /* The places above are the right ones. */
  g_assert_cmpmem (data + RANDOM - 5, 5, generator, 5);
  weight = TERMS + 16 + strlen (vit_annealer_get_term (refuser.fit->annealer, 0)->name) + 8;
  g_assert_cmpmem (data + TERMS + 16, weight - TERMS - 24, vit_annealer_get_term (refuser.fit->annealer, 0)->name,
                   weight - TERMS - 24);

  assert_refused_with (&refuser, 0, 'v', 1);
  assert_refused_with (&refuser, 8, 1, 8);
  assert_refused_with (&refuser, 8, 3, 8);
  assert_refused_with (&refuser, 24, 3, 8);              /* elements */
  assert_refused_with (&refuser, 32, 28, 8);             /* nickel */
  assert_refused_with (&refuser, 48, bits_of (17.4), 8); /* cell */
  assert_refused_with (&refuser, 48, nan, 8);
  assert_refused_with (&refuser, 120, 299, 8);           /* atoms */
  assert_refused_with (&refuser, 128, 1, 1);             /* the first atom is Zr */
  assert_refused_with (&refuser, PLACES, 0x12345678, 4); /* an atom elsewhere */
  assert_refused_with (&refuser, ORDER, minus_one, 4);
  assert_refused_with (&refuser, ORDER, N_ATOMS, 4);
  assert_refused_with (&refuser, ORDER + 4, *(const guint32 *) (gconstpointer) (data + ORDER), 4); /* twice */
  for (int i = 2; i < 9; i++)
    {
      assert_refused_with (&refuser, SETTINGS + 8 * (gsize) i, nan, 8);
      assert_refused_with (&refuser, SETTINGS + 8 * (gsize) i, negative, 8);
      assert_refused_with (&refuser, SETTINGS + 8 * (gsize) i, infinite, 8);
    }
  assert_refused_with (&refuser, SETTINGS + 24, bits_of (2), 8); /* the lower limit of the step above the upper */
  for (int i = 0; i < 5; i++)
    {
      assert_refused_with (&refuser, COUNTS + 8 * (gsize) i, minus_one, 8);
      assert_refused_with (&refuser, COUNTS + 8 * (gsize) i, G_MAXINT64, 8);
    }
  assert_refused_with (&refuser, COUNTS, 10, 8); /* more accepted than attempted */
  assert_refused_with (&refuser, COUNTS + 40, nan, 8);
  assert_refused_with (&refuser, PROGRESS, nan, 8);
  assert_refused_with (&refuser, PROGRESS + 8, nan, 8);
  assert_refused_with (&refuser, PROGRESS + 8, negative, 8);
  assert_refused_with (&refuser, PROGRESS + 16, minus_one, 8);
  assert_refused_with (&refuser, PROGRESS + 24, minus_one, 8);
  assert_refused_with (&refuser, PROGRESS + 32, nan, 8);
  assert_refused_with (&refuser, PROGRESS + 40, bits_of (1.5), 8);
  for (int i = 0; i < 4; i++)
    {
      assert_refused_with (&refuser, MOVES + 8 * (gsize) i, nan, 8);
      assert_refused_with (&refuser, MOVES + 8 * (gsize) i, bits_of (1.5), 8);
      assert_refused_with (&refuser, KINDS + 24 * (gsize) i, minus_one, 8);
      assert_refused_with (&refuser, KINDS + 24 * (gsize) i + 8, minus_one, 8);
      assert_refused_with (&refuser, KINDS + 24 * (gsize) i + 16, nan, 8);
    }
  assert_refused_with (&refuser, MOVES + 56, nan, 8);
  assert_refused_with (&refuser, MOVES + 64, minus_one, 8);
  assert_refused_with (&refuser, PROGRESS - 8, 1, 8); /* more blocks undone than there were */
  assert_refused_with (&refuser, RANDOM - 5, 'T', 1);
  for (int i = 0; i < 3; i++)
    {
      assert_refused_with (&refuser, RANDOM + 8 * (gsize) i, 1, 8);
      assert_refused_with (&refuser, RANDOM + 8 * (gsize) i, minus_one, 8);
    }
  assert_refused_with (&refuser, TERMS, 4, 8);
  assert_refused_with (&refuser, TERMS + 8, minus_one, 8); /* length of a name */
  assert_refused_with (&refuser, TERMS + 16, 'x', 1);
  assert_refused_with (&refuser, TERMS + 16, 0xFF, 1); /* not UTF-8 */
  assert_refused_with (&refuser, weight - 8, 2, 8);    /* enabled, disabled, or what? */
  assert_refused_with (&refuser, weight, negative, 8);
  assert_refused_with (&refuser, weight + 8, 3, 8); /* kind of schedule */
  assert_refused_with (&refuser, weight + 16, bits_of (0), 8);
  assert_refused_with (&refuser, weight + 24, negative, 8);
  assert_refused_with (&refuser, weight + 32, minus_one, 8);
  assert_refused_with (&refuser, weight + 40, negative, 8); /* σ */
  assert_refused_with (&refuser, weight + 40, bits_of (0), 8);
  assert_refused_with (&refuser, weight + 48, nan, 8);  /* δ² */
  assert_refused_with (&refuser, weight + 56, 5000, 8); /* asked more often than there were moves */
  assert_refused_with (&refuser, weight + 64, minus_one, 8);
  assert_refused_with (&refuser, weight + 72, 1, 8); /* number of sums */
  assert_refused_with (&refuser, weight + 80, nan, 8);
  assert_refused_with (&refuser, weight + 80, bits_of (1e9), 8); /* the atoms do not give this */
  refuser_clear (&refuser);
}

/* Two atoms of different boxes change places in the order: a permutation still, but not box by box. */
static void
test_order_against_boxes (void)
{
  Refuser refuser;
  gsize size;
  g_autofree guint8 *data = NULL;
  guint8 word[4];

  refuser_init (&refuser);
  size = g_bytes_get_size (refuser.good);
  data = g_memdup2 (g_bytes_get_data (refuser.good, NULL), size);
  memcpy (word, data + ORDER, 4);
  memcpy (data + ORDER, data + SETTINGS - 4, 4);
  memcpy (data + SETTINGS - 4, word, 4);
  seal (data, size);
  g_assert_true (refuses (&refuser, data, size));
  refuser_clear (&refuser);
}

static void
assert_refused_by (GBytes *state, VitRecipe *recipe)
{
  g_autoptr (VitFit) fit = vit_test_fit_new_for (recipe);
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  vit_test_fit_run (fit, 100);
  before = vit_annealer_save (fit->annealer);
  g_assert_false (vit_annealer_restore (fit->annealer, state, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_test_message ("%s", error->message);
  after = vit_annealer_save (fit->annealer);
  assert_same_bytes (before, after);
}

static void
test_other_recipes (void)
{
  g_autoptr (VitFit) fit = vit_test_fit_new (0);
  g_autoptr (GBytes) state = NULL;
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe;
  VitRecipeData *data;

  vit_test_fit_run (fit, 100);
  state = vit_annealer_save (fit->annealer);

  recipe = vit_test_recipe_new (0);
  recipe->n_atoms = 299;
  assert_refused_by (state, recipe);

  recipe = vit_test_recipe_new (0);
  vit_composition_parse (&recipe->composition, "Zr36Cu64", &error);
  g_assert_no_error (error);
  assert_refused_by (state, recipe);

  recipe = vit_test_recipe_new (0);
  vit_composition_parse (&recipe->composition, "Cu63Zr37", &error);
  g_assert_no_error (error);
  assert_refused_by (state, recipe);

  assert_refused_by (state, vit_test_recipe_new (VIT_TEST_TRICLINIC));
  assert_refused_by (state, vit_test_recipe_new (VIT_TEST_SHORT_R_MAX));

  recipe = vit_test_recipe_new (0);
  g_ptr_array_remove_index (recipe->data, 4);
  assert_refused_by (state, recipe);

  recipe = vit_test_recipe_new (0);
  data = recipe->data->pdata[0];
  g_free (data->name);
  data->name = g_strdup ("Another name");
  assert_refused_by (state, recipe);

  recipe = vit_test_recipe_new (0);
  data = recipe->data->pdata[0];
  data->range.high -= 1;
  assert_refused_by (state, recipe);

  /* As many points with other values. */
  recipe = vit_test_recipe_new (0);
  data = recipe->data->pdata[0];
  data->noise = 0.001;
  assert_refused_by (state, recipe);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/annealer-state/resumed-runs-have-the-same-bits", GINT_TO_POINTER (0), test_resumed);
  g_test_add_data_func ("/annealer-state/resumed-runs-have-the-same-bits-in-triclinic-cells",
                        GINT_TO_POINTER (VIT_TEST_TRICLINIC), test_resumed);
  g_test_add_data_func ("/annealer-state/resumed-runs-have-the-same-bits-with-a-short-r-max",
                        GINT_TO_POINTER (VIT_TEST_SHORT_R_MAX), test_resumed);
  g_test_add_data_func ("/annealer-state/resumed-runs-have-the-same-bits-in-triclinic-cells-with-a-short-r-max",
                        GINT_TO_POINTER (VIT_TEST_TRICLINIC | VIT_TEST_SHORT_R_MAX), test_resumed);
  g_test_add_func ("/annealer-state/resumed-runs-have-the-same-bits-across-a-rebuild", test_rebuild_boundary);
  g_test_add_func ("/annealer-state/grown-boxes-leave-no-trace", test_grown_boxes);
  g_test_add_func ("/annealer-state/a-recounted-histogram-is-the-one-kept", test_recounted_histogram);
  g_test_add_func ("/annealer-state/changed-settings-are-kept", test_changed_settings);
  g_test_add_func ("/annealer-state/terms-need-no-sums", test_without_sums);
  g_test_add_func ("/annealer-state/cut-states-are-refused", test_cut_states);
  g_test_add_func ("/annealer-state/trailing-bytes-are-refused", test_trailing_bytes);
  g_test_add_func ("/annealer-state/flipped-bytes-are-refused", test_flipped_bytes);
  g_test_add_func ("/annealer-state/flipped-numbers-do-no-harm", test_flipped_numbers);
  g_test_add_func ("/annealer-state/impossible-numbers-are-refused", test_impossible_numbers);
  g_test_add_func ("/annealer-state/an-order-against-the-boxes-is-refused", test_order_against_boxes);
  g_test_add_func ("/annealer-state/states-of-other-recipes-are-refused", test_other_recipes);
  return g_test_run ();
}
