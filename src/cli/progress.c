/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_LENGTH 20

struct _VitProgress
{
  gboolean terminal;
  gint64 start;
  gint64 last;       /* when it was shown last, µs */
  gint64 last_moves; /* and at how many moves */
  double rate;       /* moves/s, smoothed */
  int shown_tenths;
};

VitProgress *
vit_progress_new (void)
{
  VitProgress *self = g_new0 (VitProgress, 1);

  self->terminal = isatty (STDERR_FILENO);
  self->start = self->last = g_get_monotonic_time ();
  return self;
}

void
vit_progress_free (VitProgress *self)
{
  g_free (self);
}

double
vit_progress_get_seconds (const VitProgress *self)
{
  return (double) (g_get_monotonic_time () - self->start) / 1e6;
}

static void
append_time (GString *text, double seconds)
{
  if (seconds < 100)
    g_string_append_printf (text, "%.0f s", seconds);
  else if (seconds < 6000)
    g_string_append_printf (text, "%.0f min", seconds / 60);
  else
    g_string_append_printf (text, "%.1f h", seconds / 3600);
}

static GString *
describe (const VitProgress *self, const VitSnapshot *snapshot)
{
  gint64 done = snapshot->counts.attempted;
  GString *text = g_string_new (NULL);

  if (self->terminal)
    {
      int full = (int) (snapshot->progress * BAR_LENGTH + 0.5);

      g_string_append_c (text, '[');
      for (int i = 0; i < BAR_LENGTH; i++)
        g_string_append (text, i < full ? "█" : "·");
      g_string_append (text, "] ");
    }
  g_string_append_printf (text, "%3.0f %%  %.2f M moves  %.0f/s  accepted %.1f %%", 100 * snapshot->progress,
                          (double) done / 1e6, self->rate, 100 * snapshot->acceptance);
  for (int t = 0; t < snapshot->n_terms; t++)
    {
      const VitSnapshotTerm *term = &snapshot->terms[t];

      g_string_append_printf (text, "  %s χ² %.3g", term->name, term->chi2);
      if (!isnan (term->value))
        g_string_append_printf (text, " %.5g", term->value);
      if (!isnan (term->r2))
        g_string_append_printf (text, " R² %.4f", term->r2);
    }
  if (self->rate > 0 && done < snapshot->n_moves)
    {
      g_string_append (text, "  ");
      append_time (text, (double) (snapshot->n_moves - done) / self->rate);
      g_string_append (text, " left");
    }
  return text;
}

/* Cuts the text to the width of the terminal, so that it can be drawn over. */
static void
fit_terminal (GString *text)
{
  struct winsize size = { 0 };
  glong width = 80;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
    width = size.ws_col;
  if (g_utf8_strlen (text->str, -1) >= width)
    g_string_truncate (text, (gsize) (g_utf8_offset_to_pointer (text->str, width - 1) - text->str));
}

static void
show (VitProgress *self, const VitSnapshot *snapshot, gint64 now)
{
  gint64 moves = snapshot->counts.attempted;
  g_autoptr (GString) text = NULL;

  if (now > self->last)
    {
      double rate = (double) (moves - self->last_moves) * 1e6 / (double) (now - self->last);

      self->rate = self->rate > 0 && self->terminal ? 0.8 * self->rate + 0.2 * rate : rate;
    }
  self->last = now;
  self->last_moves = moves;
  text = describe (self, snapshot);
  if (self->terminal)
    fit_terminal (text);
  fprintf (stderr, self->terminal ? "\r\033[K%s" : "%s\n", text->str);
  fflush (stderr);
}

void
vit_progress_update (VitProgress *self, const VitSnapshot *snapshot)
{
  gint64 now = g_get_monotonic_time ();
  int tenths = (int) (10 * snapshot->progress);

  if (self->terminal ? now - self->last > 200000 : tenths > self->shown_tenths)
    {
      self->shown_tenths = tenths;
      show (self, snapshot, now);
    }
}

void
vit_progress_finish (VitProgress *self, const VitSnapshot *snapshot)
{
  if (!self->terminal)
    return;
  show (self, snapshot, g_get_monotonic_time ());
  fputc ('\n', stderr);
}
