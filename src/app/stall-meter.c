/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stall-meter.h"

#include <time.h>

/* µs; @work is the processor time of the main thread, which a busy machine or a slow X server does not lengthen. */
typedef struct
{
  gint64 time;
  gint64 work;
} Moment;

static struct
{
  const char *path;   /* %NULL: nothing is measured */
  gboolean begun;     /* a window was drawn, and is there */
  gboolean draws;     /* just now */
  Moment woken;       /* when the main loop began its round */
  Moment draw_begin;  /* of the drawing that goes on */
  Moment drawing;     /* in this round */
  gint64 longest_all; /* with drawing */
  gint64 most_work;   /* without */
  GArray *stalls;     /* gint64: of each round, without drawing */
} meter;

static Moment
get_now (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (Moment){ g_get_monotonic_time (), work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000 };
}

static void
end_round (void)
{
  Moment now = get_now ();
  gint64 all = now.time - meter.woken.time, stall = all - meter.drawing.time;

  meter.longest_all = MAX (meter.longest_all, all);
  meter.most_work = MAX (meter.most_work, now.work - meter.woken.work - meter.drawing.work);
  g_array_append_val (meter.stalls, stall);
}

static int
measured_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  if (meter.begun)
    end_round ();
  result = g_poll (fds, n_fds, timeout);
  meter.woken = get_now ();
  meter.drawing = (Moment){ 0, 0 };
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
  meter.draw_begin = get_now ();
  meter.draws = TRUE;
}

static void
after_paint (GdkFrameClock *clock, gpointer data)
{
  Moment now = get_now ();

  if (meter.draws)
    {
      meter.drawing.time += now.time - meter.draw_begin.time;
      meter.drawing.work += now.work - meter.draw_begin.work;
    }
  meter.draws = FALSE;
  /* There is something to be seen: from now on it should answer. */
  if (!meter.begun)
    {
      meter.begun = TRUE;
      meter.woken = now;
      meter.drawing = (Moment){ 0, 0 };
    }
}

static void
on_realize (GtkWidget *window, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (before_paint), window, 0);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint), window, G_CONNECT_AFTER);
}

/* What is out of sight need not answer. */
static void
on_unmap (GtkWidget *window, gpointer data)
{
  if (meter.begun)
    end_round ();
  meter.begun = FALSE;
}

void
vit_stall_meter_watch (GtkWidget *window)
{
  if (meter.path == NULL)
    return;
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
  g_signal_connect (window, "unmap", G_CALLBACK (on_unmap), NULL);
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
  text = g_strdup_printf (
      "rounds = %u\nlongest = %.1f\npercentile_99 = %.1f\nmost_work = %.1f\nlongest_with_drawing = %.1f\n",
      meter.stalls->len, get_percentile (100), get_percentile (99), (double) meter.most_work / 1e3,
      (double) meter.longest_all / 1e3);
  if (!g_file_set_contents (meter.path, text, -1, &error))
    g_printerr ("%s\n", error->message);
  g_array_unref (meter.stalls);
}
