/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stall-meter.h"

/* Times in µs. */
static struct
{
  const char *path;   /* %NULL: nothing is measured */
  gint64 woken;       /* when the main loop began its round; 0 before the first window was drawn */
  gint64 draw_begin;  /* of the drawing that goes on; 0 if none does */
  gint64 drawing;     /* in this round */
  gint64 longest_all; /* with drawing */
  GArray *stalls;     /* gint64: of each round, without drawing */
} meter;

static void
end_round (gint64 now)
{
  gint64 all = now - meter.woken, stall = all - meter.drawing;

  meter.longest_all = MAX (meter.longest_all, all);
  g_array_append_val (meter.stalls, stall);
}

static int
measured_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  if (meter.woken != 0)
    end_round (g_get_monotonic_time ());
  result = g_poll (fds, n_fds, timeout);
  if (meter.woken != 0)
    meter.woken = g_get_monotonic_time ();
  meter.drawing = 0;
  return result;
}

void
vit_stall_meter_start (void)
{
  meter.path = g_getenv ("VITRUM_MEASURE_STALLS");
  if (meter.path == NULL)
    return;
  meter.stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_main_context_set_poll_func (NULL, measured_poll);
}

static void
before_paint (GdkFrameClock *clock, gpointer data)
{
  meter.draw_begin = g_get_monotonic_time ();
}

static void
after_paint (GdkFrameClock *clock, gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (meter.draw_begin != 0)
    meter.drawing += now - meter.draw_begin;
  meter.draw_begin = 0;
  /* There is something to be seen: from now on it should answer. */
  if (meter.woken == 0)
    {
      meter.woken = now;
      meter.drawing = 0;
    }
}

static void
on_realize (GtkWidget *window, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (before_paint), window, 0);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint), window, G_CONNECT_AFTER);
}

void
vit_stall_meter_watch (GtkWidget *window)
{
  if (meter.path != NULL)
    g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static double
get_percentile (double percent)
{
  guint n = meter.stalls->len;

  if (n == 0)
    return 0;
  return (double) g_array_index (meter.stalls, gint64, MIN (n - 1, (guint) (percent / 100 * n))) / 1e3;
}

void
vit_stall_meter_finish (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (meter.path == NULL)
    return;
  g_array_sort (meter.stalls, compare);
  text = g_strdup_printf ("rounds = %u\nlongest = %.1f\npercentile_99 = %.1f\nlongest_with_drawing = %.1f\n",
                          meter.stalls->len, get_percentile (100), get_percentile (99),
                          (double) meter.longest_all / 1e3);
  if (!g_file_set_contents (meter.path, text, -1, &error))
    g_printerr ("%s\n", error->message);
  g_array_unref (meter.stalls);
}
