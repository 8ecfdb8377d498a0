/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"

#include "annealer-private.h"
#include "byte-stream.h"
#include "error.h"

#include <math.h>
#include <string.h>

/* The layout. All numbers are little-endian: "u" and "i" of 64 bits unsigned and signed, "d" IEEE doubles. A string is
 * its length (u) and its bytes.
 *
 *   magic          8 bytes "VitrumSt"
 *   version        u, 2
 *   size           u, bytes in all
 *
 *   n_species      u
 *   elements       u each, Z
 *   cell           9 d, rows a, b, c, Å
 *   n_atoms        u
 *   species        1 byte an atom
 *   places         3 × 32 bits an atom, signed: fractions of the cell in units of 2⁻³²
 *   order          32 bits an atom: indices box by box, as vit_neighbour_grid_get_order()
 *
 *   settings       n_moves i, seed u, step d, step_low d, step_high d, acceptance d, closest d for each pair of
 * species, share d for each kind of move, swap u (0, 1) for each pair, cluster_radius d, block i counts attempted,
 * too_close, evaluated, accepted, rebuilds: i; worst_rebuild d; for each kind of move attempted i, accepted i, gain d;
 * blocks i, undone i progress       chi2 d, step d, moves of one atom before the period: attempted i, accepted i, gain
 * d; acceptance d, slow_is_stale u (0, 1) random numbers string: name of the generator, "taus2"; 3 u: its state
 *
 *   n_terms        u
 *   each term      name string, disabled u (0, 1), weight d, schedule: kind u, start d, end d, n_plateaus i;
 *                  sigma d, delta2 d, asked i, rejected i, n_sums u, sums d each
 *   bias           n_forces u, d of each point of each pair (pair-bias.h)
 *
 *   checksum       32 bits: CRC-32 of all before
 *
 * Species, elements and cell are there only to be compared. A change of the layout, of what the numbers mean, or of the
 * order in which random numbers are drawn needs a new version. */

#define MAGIC "VitrumSt"
#define VERSION 2
#define N_MAGIC 8
#define SIZE_PLACE 16 /* of the size in all */
#define N_RANDOM 3
#define N_CHECKSUM 4
#define N_SMALLEST (24 + N_CHECKSUM)

#define LONGEST 1e12    /* Å: far from any loss of digits, let alone overflow */
#define SMALLEST 1e-100 /* σ: its square and one over that are numbers too */
#define LARGEST 1e100
#define MOST (G_GINT64_CONSTANT (1) << 62)
#define CELL_TOLERANCE 1e-9 /* of a length: what another machine's cosine may make of the same angles */
#define AGREEMENT 1e-5      /* of the rms of a curve; a run ends at 1e-6 */

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
} TermState;

/* The state as numbers: taken from an annealer to be written, or read to be checked and put into one. */
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
  guint64 random[N_RANDOM];
  gsize n_forces;
  double *forces;
  guint n_terms;
  TermState *terms;
} State;

/* With room for what an annealer has. */
static State *
state_new (const VitAnnealer *annealer)
{
  State *self = g_new0 (State, 1);

  self->n_pairs = vit_n_pairs (annealer->model->n_species);
  self->n_atoms = annealer->model->atoms->n_atoms;
  self->places = g_new (VitFixedPoint, self->n_atoms);
  self->order = g_new (gint32, self->n_atoms);
  self->n_forces = (gsize) annealer->bias->n_pairs * (gsize) annealer->bias->n;
  self->forces = g_new0 (double, self->n_forces);
  self->n_terms = annealer->terms->len;
  self->terms = g_new0 (TermState, self->n_terms);
  for (guint t = 0; t < self->n_terms; t++)
    {
      VitTerm *term = annealer->terms->pdata[t];

      if (term->kind->get_sums != NULL)
        term->kind->get_sums (term, &self->terms[t].n_sums);
      self->terms[t].sums = g_new (double, self->terms[t].n_sums);
    }
  return self;
}

static void
state_free (State *self)
{
  for (guint t = 0; t < self->n_terms; t++)
    {
      g_free (self->terms[t].name);
      g_free (self->terms[t].sums);
    }
  g_free (self->terms);
  g_free (self->generator);
  g_free (self->forces);
  g_free (self->places);
  g_free (self->order);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (State, state_free)

/* From an annealer and into one */

static void
take_term (TermState *self, VitTerm *term)
{
  gsize n;

  self->name = g_strdup (term->name);
  self->disabled = term->disabled ? 1 : 0;
  self->weight = term->weight;
  self->schedule = term->schedule;
  self->schedule_kind = (guint64) term->schedule.kind;
  self->n_plateaus = term->schedule.n_plateaus;
  self->sigma = term->sigma;
  self->delta2 = term->delta2;
  self->asked = term->asked;
  self->rejected = term->rejected;
  if (self->n_sums > 0)
    memcpy (self->sums, term->kind->get_sums (term, &n), self->n_sums * sizeof *self->sums);
}

static State *
take_state (const VitAnnealer *annealer)
{
  State *self = state_new (annealer);
  const unsigned long *random = gsl_rng_state (annealer->rng);

  for (gsize i = 0; i < self->n_atoms; i++)
    self->places[i] = vit_atoms_get (annealer->model->atoms, i);
  vit_neighbour_grid_get_order (annealer->model->grid, self->order);
  self->settings = annealer->settings;
  self->counts = annealer->counts;
  self->chi2 = annealer->chi2;
  self->step = annealer->step;
  self->period_before = annealer->period_before;
  self->acceptance = annealer->acceptance;
  self->slow_is_stale = annealer->slow_is_stale ? 1 : 0;
  self->generator = g_strdup (gsl_rng_name (annealer->rng));
  for (int i = 0; i < N_RANDOM; i++)
    self->random[i] = random[i];
  memcpy (self->forces, annealer->bias->force, self->n_forces * sizeof *self->forces);
  for (guint t = 0; t < self->n_terms; t++)
    take_term (&self->terms[t], annealer->terms->pdata[t]);
  return self;
}

static void
put_term (const TermState *self, VitTerm *term)
{
  gsize n;

  term->disabled = self->disabled != 0;
  term->weight = self->weight;
  term->schedule = self->schedule;
  term->sigma = self->sigma;
  term->delta2 = self->delta2;
  term->asked = self->asked;
  term->rejected = self->rejected;
  if (self->n_sums > 0)
    memcpy (term->kind->get_sums (term, &n), self->sums, self->n_sums * sizeof *self->sums);
}

/* Returns: %FALSE, and all stays, if the atoms cannot be in this order. */
static gboolean
put_state (const State *self, VitAnnealer *annealer)
{
  unsigned long *random = gsl_rng_state (annealer->rng);

  if (!vit_model_place (annealer->model, self->places, self->order))
    return FALSE;
  vit_annealer_set_settings (annealer, &self->settings);
  annealer->counts = self->counts;
  annealer->chi2 = self->chi2;
  annealer->step = self->step;
  annealer->period_before = self->period_before;
  annealer->acceptance = self->acceptance;
  annealer->slow_is_stale = self->slow_is_stale != 0;
  for (int i = 0; i < N_RANDOM; i++)
    random[i] = (unsigned long) self->random[i];
  memcpy (annealer->bias->force, self->forces, self->n_forces * sizeof *self->forces);
  for (guint t = 0; t < self->n_terms; t++)
    put_term (&self->terms[t], annealer->terms->pdata[t]);
  vit_annealer_count_terms (annealer);
  annealer->chi2_slow = 0;
  for (guint t = annealer->n_fast; t < self->n_terms; t++)
    {
      const VitTerm *term = annealer->terms->pdata[t];

      annealer->chi2_slow += term->delta2 * vit_term_get_factor (term);
    }
  return TRUE;
}

/* To bytes and from them: the layout */

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Returns: %FALSE */
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "the saved state of the run cannot be used: %s", reason);
  return FALSE;
}

/* A number that must be what the annealer has. */
static gboolean
pass_same (VitByteStream *stream, guint64 expected, const char *what, GError **error)
{
  guint64 found = expected;

  vit_byte_stream_uint64 (stream, &found);
  return found == expected
         || refuse (error, "expected %" G_GUINT64_FORMAT " %s, found %" G_GUINT64_FORMAT, expected, what, found);
}

static gboolean
pass_cell (VitByteStream *stream, const VitCell *cell, GError **error)
{
  double matrix[9], scale = 0;

  memcpy (matrix, cell->matrix, sizeof matrix);
  vit_byte_stream_doubles (stream, matrix, 9);
  for (int i = 0; i < 9; i++)
    scale = fmax (scale, fabs (cell->matrix[i / 3][i % 3]));
  for (int i = 0; i < 9; i++)
    if (!(fabs (matrix[i] - cell->matrix[i / 3][i % 3]) <= CELL_TOLERANCE * scale))
      return refuse (error, "it is of another cell");
  return TRUE;
}

static gboolean
pass_model (VitByteStream *stream, State *self, const VitModel *model, GError **error)
{
  g_autofree guint8 *species = g_new (guint8, self->n_atoms);

  if (!pass_same (stream, (guint64) model->n_species, "elements", error))
    return FALSE;
  for (int s = 0; s < model->n_species; s++)
    {
      guint64 z = (guint64) model->elements[s]->z;

      vit_byte_stream_uint64 (stream, &z);
      if (z != (guint64) model->elements[s]->z)
        return refuse (error, "it is of other elements, or they are in another order");
    }
  if (!pass_cell (stream, &model->atoms->cell, error) || !pass_same (stream, self->n_atoms, "atoms", error))
    return FALSE;
  for (gsize i = 0; i < self->n_atoms; i++)
    species[i] = (guint8) model->atoms->species[i];
  vit_byte_stream_bytes (stream, species, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    if (species[i] != model->atoms->species[i])
      return refuse (error, "atom %" G_GSIZE_FORMAT " is of another element", i + 1);
  vit_byte_stream_int32s (stream, (gint32 *) self->places, 3 * self->n_atoms);
  vit_byte_stream_int32s (stream, self->order, self->n_atoms);
  return TRUE;
}

static void
pass_settings (VitByteStream *stream, VitAnnealerSettings *settings, int n_pairs)
{
  vit_byte_stream_int64 (stream, &settings->n_moves);
  vit_byte_stream_uint64 (stream, &settings->seed);
  vit_byte_stream_double (stream, &settings->step);
  vit_byte_stream_double (stream, &settings->step_low);
  vit_byte_stream_double (stream, &settings->step_high);
  vit_byte_stream_double (stream, &settings->acceptance);
  vit_byte_stream_doubles (stream, settings->closest, (gsize) n_pairs);
  vit_byte_stream_doubles (stream, settings->share, VIT_N_MOVE_KINDS);
  for (int pair = 0; pair < n_pairs; pair++)
    {
      guint64 swap = settings->swap[pair] ? 1 : 0;

      vit_byte_stream_uint64 (stream, &swap);
      settings->swap[pair] = swap != 0;
    }
  vit_byte_stream_double (stream, &settings->cluster_radius);
  vit_byte_stream_int64 (stream, &settings->block);
}

static void
pass_kind (VitByteStream *stream, VitMoveCounts *counts)
{
  vit_byte_stream_int64 (stream, &counts->attempted);
  vit_byte_stream_int64 (stream, &counts->accepted);
  vit_byte_stream_double (stream, &counts->gain);
}

static void
pass_counts (VitByteStream *stream, VitAnnealerCounts *counts)
{
  vit_byte_stream_int64 (stream, &counts->attempted);
  vit_byte_stream_int64 (stream, &counts->too_close);
  vit_byte_stream_int64 (stream, &counts->evaluated);
  vit_byte_stream_int64 (stream, &counts->accepted);
  vit_byte_stream_int64 (stream, &counts->rebuilds);
  vit_byte_stream_double (stream, &counts->worst_rebuild);
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    pass_kind (stream, &counts->kinds[kind]);
  vit_byte_stream_int64 (stream, &counts->blocks);
  vit_byte_stream_int64 (stream, &counts->undone);
}

static gboolean
pass_run (VitByteStream *stream, State *self, GError **error)
{
  pass_settings (stream, &self->settings, self->n_pairs);
  pass_counts (stream, &self->counts);
  vit_byte_stream_double (stream, &self->chi2);
  vit_byte_stream_double (stream, &self->step);
  pass_kind (stream, &self->period_before);
  vit_byte_stream_double (stream, &self->acceptance);
  vit_byte_stream_uint64 (stream, &self->slow_is_stale);

  vit_byte_stream_string (stream, &self->generator);
  if (!g_str_equal (self->generator, "taus2"))
    return refuse (error, "its random numbers are of another generator");
  for (int i = 0; i < N_RANDOM; i++)
    vit_byte_stream_uint64 (stream, &self->random[i]);
  return TRUE;
}

static gboolean
pass_term (VitByteStream *stream, TermState *self, const char *name, GError **error)
{
  vit_byte_stream_string (stream, &self->name);
  if (!g_str_equal (self->name, name))
    {
      g_autofree char *found = g_utf8_make_valid (self->name, -1);

      return refuse (error, "expected a term “%s”, found “%s”", name, found);
    }
  vit_byte_stream_uint64 (stream, &self->disabled);
  vit_byte_stream_double (stream, &self->weight);
  vit_byte_stream_uint64 (stream, &self->schedule_kind);
  vit_byte_stream_double (stream, &self->schedule.start);
  vit_byte_stream_double (stream, &self->schedule.end);
  vit_byte_stream_int64 (stream, &self->n_plateaus);
  vit_byte_stream_double (stream, &self->sigma);
  vit_byte_stream_double (stream, &self->delta2);
  vit_byte_stream_int64 (stream, &self->asked);
  vit_byte_stream_int64 (stream, &self->rejected);
  if (!pass_same (stream, self->n_sums, "sums of a term", error))
    return FALSE;
  vit_byte_stream_doubles (stream, self->sums, self->n_sums);
  return TRUE;
}

/* All between size and checksum. */
static gboolean
pass_state (VitByteStream *stream, State *self, const VitAnnealer *annealer, GError **error)
{
  if (!pass_model (stream, self, annealer->model, error) || !pass_run (stream, self, error)
      || !pass_same (stream, self->n_terms, "terms", error))
    return FALSE;
  for (guint t = 0; t < self->n_terms; t++)
    if (!pass_term (stream, &self->terms[t], vit_annealer_get_term (annealer, (int) t)->name, error))
      return FALSE;
  if (!pass_same (stream, self->n_forces, "forces of biased moves", error))
    return FALSE;
  vit_byte_stream_doubles (stream, self->forces, self->n_forces);
  return TRUE;
}

GBytes *
vit_annealer_save (const VitAnnealer *self)
{
  g_autoptr (State) state = take_state (self);
  VitByteStream stream = vit_byte_stream_write (17 * state->n_atoms + 65536);
  guint64 version = VERSION, size = 0;
  guint32 checksum;

  vit_byte_stream_bytes (&stream, (char[]){ MAGIC }, N_MAGIC);
  vit_byte_stream_uint64 (&stream, &version);
  vit_byte_stream_uint64 (&stream, &size);
  pass_state (&stream, state, self, NULL);
  size = GUINT64_TO_LE (stream.written->len + N_CHECKSUM);
  memcpy (stream.written->data + SIZE_PLACE, &size, sizeof size);
  checksum = vit_crc32 (stream.written->data, stream.written->len);
  vit_byte_stream_int32s (&stream, (gint32 *) &checksum, 1);
  return vit_byte_stream_end (&stream);
}

/* Reading */

static gboolean
read_state (State *self, const VitAnnealer *annealer, GBytes *bytes, GError **error)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  VitByteStream stream = vit_byte_stream_read (data, n), end;
  guint64 version = 0, size = 0;
  guint32 checksum = 0;
  char magic[N_MAGIC];

  vit_byte_stream_bytes (&stream, magic, N_MAGIC);
  vit_byte_stream_uint64 (&stream, &version);
  vit_byte_stream_uint64 (&stream, &size);
  if (memcmp (magic, MAGIC, N_MAGIC) != 0)
    return refuse (error, "it is something else");
  if (n < N_SMALLEST)
    return refuse (error, "it is cut short");
  if (version != VERSION)
    return refuse (error, "expected version %d, found %" G_GUINT64_FORMAT, VERSION, version);
  if (size != n)
    return refuse (error, "expected %" G_GUINT64_FORMAT " bytes, found %" G_GSIZE_FORMAT, size, n);
  end = vit_byte_stream_read (data + n - N_CHECKSUM, N_CHECKSUM);
  vit_byte_stream_int32s (&end, (gint32 *) &checksum, 1);
  if (checksum != vit_crc32 (data, n - N_CHECKSUM))
    return refuse (error, "it is damaged, its checksum is wrong");

  stream.size = n - N_CHECKSUM;
  if (!pass_state (&stream, self, annealer, error))
    return FALSE;
  return (!stream.overrun && vit_byte_stream_get_rest (&stream) == 0)
         || refuse (error, "its parts are not as long as they should be");
}

static gboolean
is_within (double x, double low, double high)
{
  return x >= low && x <= high; /* not NaN */
}

static gboolean
settings_are_possible (const State *self)
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
counts_are_possible (const State *self)
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
random_numbers_are_possible (const State *self)
{
  static const guint64 least[N_RANDOM] = { 2, 8, 16 };

  for (int i = 0; i < N_RANDOM; i++)
    if (self->random[i] < least[i] || self->random[i] > G_MAXUINT32)
      return FALSE;
  return TRUE;
}

static gboolean
term_is_possible (const TermState *self, gint64 attempted)
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

static gboolean
check_state (State *self, GError **error)
{
  if (!settings_are_possible (self))
    return refuse (error, "impossible settings");
  if (!counts_are_possible (self))
    return refuse (error, "impossible counts");
  if (!random_numbers_are_possible (self))
    return refuse (error, "impossible random numbers");
  if (!isfinite (self->chi2) || !is_within (self->step, 0, LONGEST) || !is_within (self->acceptance, 0, 1))
    return refuse (error, "impossible χ², step or acceptance");
  for (gsize i = 0; i < self->n_forces; i++)
    if (!isfinite (self->forces[i]))
      return refuse (error, "impossible forces of biased moves");
  for (guint t = 0; t < self->n_terms; t++)
    {
      TermState *term = &self->terms[t];

      if (!term_is_possible (term, self->counts.attempted))
        return refuse (error, "impossible numbers of “%s”", term->name);
      term->schedule.kind = (VitScheduleKind) term->schedule_kind;
      term->schedule.n_plateaus = (int) term->n_plateaus;
    }
  return TRUE;
}

/* Whether the sums of each term are those of the atoms. Computing that writes over them, so that they are put back. */
static gboolean
sums_agree (const State *self, VitAnnealer *annealer, GError **error)
{
  for (guint t = 0; t < annealer->n_fast; t++)
    {
      VitTerm *term = annealer->terms->pdata[t];
      const TermState *saved = &self->terms[t];
      double disagreement = term->kind->rebuild (term, annealer->model);

      /* What counts in whole numbers keeps no sums, and until now was of other atoms: δ² tells. */
      if (saved->n_sums == 0)
        disagreement = fabs (term->delta2 - saved->delta2) / fmax (1, fabs (saved->delta2));
      put_term (&self->terms[t], term);
      if (disagreement > AGREEMENT)
        return refuse (error, "the curve of “%s” was another by %.2g of its rms; was it made from other data?",
                       term->name, disagreement);
    }
  return TRUE;
}

gboolean
vit_annealer_restore (VitAnnealer *self, GBytes *state, GError **error)
{
  g_autoptr (State) saved = state_new (self), before = NULL;

  if (!read_state (saved, self, state, error) || !check_state (saved, error))
    return FALSE;
  before = take_state (self);
  if (!put_state (saved, self))
    return refuse (error, "its atoms are not in the boxes that it has them in");
  if (sums_agree (saved, self, error))
    return TRUE;
  put_state (before, self);
  return FALSE;
}
