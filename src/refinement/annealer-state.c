/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"

#include "annealer-state-private.h"
#include "byte-stream.h"

#include <math.h>
#include <string.h>

/* The layout. All numbers are little-endian: "u" and "i" of 64 bits unsigned and signed, "d" IEEE doubles. A string is
 * its length (u) and its bytes. A kind of move has attempted i, accepted i, gain d.
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
 *   moves          n_moves i, seed u
 *   steps          step d, step_low d, step_high d, acceptance d
 *   closest        d for each pair of species
 *   shares         d for each kind of move
 *   swap           u (0, 1) for each pair
 *   cluster        radius d
 *   block          i, moves
 *   counts         attempted, too_close, evaluated, accepted, rebuilds: i
 *   worst_rebuild  d
 *   kinds          each kind of move
 *   blocks         i, undone i
 *   progress       chi2 d, step d
 *   period         moves of one atom before it, as a kind; acceptance d
 *   slow_is_stale  u (0, 1)
 *   random numbers string: name of the generator, "taus2"; 3 u: its state
 *
 *   n_terms        u
 *   each term      name string, disabled u (0, 1), weight d
 *                  schedule: kind u, start d, end d, n_plateaus i
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
#define N_CHECKSUM 4
#define N_SMALLEST (24 + N_CHECKSUM)

#define CELL_TOLERANCE 1e-9 /* of a length: what another machine's cosine may make of the same angles */
#define AGREEMENT 1e-5      /* of the rms of a curve; a run ends at 1e-6 */

/* To bytes and from them: the layout */

/* A number that must be what the annealer has. */
static gboolean
pass_same (VitByteStream *stream, guint64 expected, const char *what, GError **error)
{
  guint64 found = expected;

  vit_byte_stream_uint64 (stream, &found);
  return found == expected
         || vit_annealer_state_refuse (error, "expected %" G_GUINT64_FORMAT " %s, found %" G_GUINT64_FORMAT, expected,
                                       what, found);
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
      return vit_annealer_state_refuse (error, "it is of another cell");
  return TRUE;
}

static gboolean
pass_model (VitByteStream *stream, VitAnnealerState *self, const VitModel *model, GError **error)
{
  g_autofree guint8 *species = g_new (guint8, self->n_atoms);

  if (!pass_same (stream, (guint64) model->n_species, "elements", error))
    return FALSE;
  for (int s = 0; s < model->n_species; s++)
    {
      guint64 z = (guint64) model->elements[s]->z;

      vit_byte_stream_uint64 (stream, &z);
      if (z != (guint64) model->elements[s]->z)
        return vit_annealer_state_refuse (error, "it is of other elements, or they are in another order");
    }
  if (!pass_cell (stream, &model->atoms->cell, error) || !pass_same (stream, self->n_atoms, "atoms", error))
    return FALSE;
  for (gsize i = 0; i < self->n_atoms; i++)
    species[i] = (guint8) model->atoms->species[i];
  vit_byte_stream_bytes (stream, species, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    if (species[i] != model->atoms->species[i])
      return vit_annealer_state_refuse (error, "atom %" G_GSIZE_FORMAT " is of another element", i + 1);
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
pass_run (VitByteStream *stream, VitAnnealerState *self, GError **error)
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
    return vit_annealer_state_refuse (error, "its random numbers are of another generator");
  for (int i = 0; i < VIT_STATE_N_RANDOM; i++)
    vit_byte_stream_uint64 (stream, &self->random[i]);
  return TRUE;
}

static gboolean
pass_term (VitByteStream *stream, VitTermState *self, const char *name, GError **error)
{
  vit_byte_stream_string (stream, &self->name);
  if (!g_str_equal (self->name, name))
    {
      g_autofree char *found = g_utf8_make_valid (self->name, -1);

      return vit_annealer_state_refuse (error, "expected a term “%s”, found “%s”", name, found);
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
pass_state (VitByteStream *stream, VitAnnealerState *self, const VitAnnealer *annealer, GError **error)
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
  g_autoptr (VitAnnealerState) state = vit_annealer_state_take (self);
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
read_state (VitAnnealerState *self, const VitAnnealer *annealer, GBytes *bytes, GError **error)
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
    return vit_annealer_state_refuse (error, "it is something else");
  if (n < N_SMALLEST)
    return vit_annealer_state_refuse (error, "it is cut short");
  if (version != VERSION)
    return vit_annealer_state_refuse (error, "expected version %d, found %" G_GUINT64_FORMAT, VERSION, version);
  if (size != n)
    return vit_annealer_state_refuse (error, "expected %" G_GUINT64_FORMAT " bytes, found %" G_GSIZE_FORMAT, size, n);
  end = vit_byte_stream_read (data + n - N_CHECKSUM, N_CHECKSUM);
  vit_byte_stream_int32s (&end, (gint32 *) &checksum, 1);
  if (checksum != vit_crc32 (data, n - N_CHECKSUM))
    return vit_annealer_state_refuse (error, "it is damaged, its checksum is wrong");

  stream.size = n - N_CHECKSUM;
  if (!pass_state (&stream, self, annealer, error))
    return FALSE;
  return (!stream.overrun && vit_byte_stream_get_rest (&stream) == 0)
         || vit_annealer_state_refuse (error, "its parts are not as long as they should be");
}

/* Whether the sums of each term are those of the atoms. Computing that writes over them, so that they are put back. */
static gboolean
sums_agree (const VitAnnealerState *self, VitAnnealer *annealer, GError **error)
{
  for (guint t = 0; t < annealer->n_fast; t++)
    {
      VitTerm *term = annealer->terms->pdata[t];
      const VitTermState *saved = &self->terms[t];
      double disagreement = term->kind->rebuild (term, annealer->model);

      /* What counts in whole numbers keeps no sums, and until now was of other atoms: δ² tells. */
      if (saved->n_sums == 0)
        disagreement = fabs (term->delta2 - saved->delta2) / fmax (1, fabs (saved->delta2));
      vit_term_state_put (&self->terms[t], term);
      if (disagreement > AGREEMENT)
        return vit_annealer_state_refuse (
            error, "the curve of “%s” was another by %.2g of its rms; was it made from other data?", term->name,
            disagreement);
    }
  return TRUE;
}

gboolean
vit_annealer_restore (VitAnnealer *self, GBytes *state, GError **error)
{
  g_autoptr (VitAnnealerState) saved = vit_annealer_state_new (self), before = NULL;

  if (!read_state (saved, self, state, error) || !vit_annealer_state_check (saved, error))
    return FALSE;
  before = vit_annealer_state_take (self);
  if (!vit_annealer_state_put (saved, self))
    return vit_annealer_state_refuse (error, "its atoms are not in the boxes that it has them in");
  if (sums_agree (saved, self, error))
    return TRUE;
  vit_annealer_state_put (before, self);
  return FALSE;
}
