/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of the window, in a window under Xvfb. Positions come from the widgets themselves, never from the screen.
 */
#include "error.h"
#include "figure-export.h"
#include "figure-view-private.h"
#include "number-text.h"
#include "project.h"
#include "schedule-editor-private.h"
#include "timeline-draw.h"
#include "timeline-private.h"

#include <glib/gstdio.h>
#include <math.h>

/* Long enough for a loaded machine; nothing waits for as long as that. */
#define DEADLINE_US (20 * G_USEC_PER_SEC)

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
wait_until (gboolean (*done) (gpointer), gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
has_size (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static void
on_after_paint (GdkFrameClock *clock, gpointer painted)
{
  *(gboolean *) painted = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Lets the widget be drawn once more. */
static void
draw_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painted);

  gtk_widget_queue_draw (widget);
  wait_until (is_true, &painted);
  g_signal_handler_disconnect (clock, handler);
}

static GtkWidget *
show (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (has_size, widget);
  draw_frame (widget);
  return window;
}

static void
test_numbers (void)
{
  assert_text (vit_number_text_sigma (0.1), "0.1");
  assert_text (vit_number_text_sigma (0.01), "10⁻²");
  assert_text (vit_number_text_sigma (1e-3), "10⁻³");
  assert_text (vit_number_text_sigma (1e-6), "10⁻⁶");
  assert_text (vit_number_text_sigma (0.012), "0.012");
  assert_text (vit_number_text_sigma (0.05), "0.05");
  assert_text (vit_number_text_sigma (2), "2");
  assert_text (vit_number_text_sigma (9.96), "10");
  assert_text (vit_number_text_sigma (2.5e-5), "2.5·10⁻⁵");
  assert_text (vit_number_text_sigma (NAN), "–");
  assert_text (vit_number_text_near (1.2345, 0.01), "1.23");
  assert_text (vit_number_text_near (-0.5, 0.1), "−0.5");
  assert_text (vit_number_text_near (17, 5), "17");
  assert_text (vit_number_text_count (850), "850");
  assert_text (vit_number_text_count (41200), "41,200");
  assert_text (vit_number_text_count (1500000), "1.5 million");
  assert_text (vit_number_text_count (3420000), "3.42 million");
  assert_text (vit_number_text_count (123456789), "123 million");
  assert_text (vit_number_text_short (45600000), "4.56·10⁷");
  assert_text (vit_number_text_short (12.34), "12.3");
}

static void
test_sigma_as_typed (void)
{
  static const struct
  {
    const char *text;
    double value; /* NaN: not accepted */
  } cases[] = { { "0.05", 0.05 },        { " 5e-3 ", 5e-3 }, { "0,02", 0.02 }, { "10⁻³", 1e-3 },
                { "2.5·10⁻⁵", 2.5e-5 },  { "10", 10 },       { "", NAN },      { "x", NAN },
                { "-1", NAN },           { "0", NAN },       { "11", NAN },    { "0.1 and more", NAN },
                { "1e-9", NAN },         { "nan", NAN },     { "inf", NAN },   { "10⁻⁹", NAN },
                { "1 000 000 000", NAN } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = 7;
      gboolean valid = vit_schedule_parse_sigma (cases[i].text, 1e-7, 10, &value);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (valid, ==, !isnan (cases[i].value));
      g_assert_cmpfloat_with_epsilon (value, valid ? cases[i].value : 7, 1e-12);
    }
  /* What the editor writes it reads as well. */
  for (int i = -6; i <= 1; i++)
    {
      g_autofree char *text = vit_number_text_sigma (pow (10, i));
      double value = 0;

      g_assert_true (vit_schedule_parse_sigma (text, 1e-7, 10, &value));
      g_assert_cmpfloat_with_epsilon (value / pow (10, i), 1, 1e-9);
    }
}

static VitFigure *
new_curves (void)
{
  static const double x[] = { 0, 1, 2, 3, 4 }, target[] = { 0, 2, 4, 6, 8 }, model[] = { 1, 1, 1, 1, 1 };
  VitFigure *figure = vit_figure_new ();

  vit_figure_set_title (figure, "X-ray S(q)");
  vit_figure_set_annotation (figure, "R² = 0.9993", VIT_CORNER_TITLE, VIT_PLOT_COLOUR_AGREEMENT);
  vit_figure_set_label (figure, VIT_AXIS_X, "q (Å⁻¹)");
  vit_figure_set_range (figure, VIT_AXIS_X, 0, 4);
  vit_figure_add_points (figure, "target", 5, x, target, NULL, VIT_PLOT_COLOUR_TARGET);
  vit_figure_add_line (figure, "model", 5, x, model, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  return figure;
}

static VitFigure *
new_bars (void)
{
  static const double values[] = { 14.6, 9.8, 7.9 };
  static const char *const labels[] = { "⟨0,0,12,0⟩", "⟨0,2,8,2⟩", "⟨0,2,8,1⟩" };
  VitFigure *figure = vit_figure_new ();

  vit_figure_set_categories (figure, 3, labels);
  vit_figure_add_bars (figure, "model", 3, values, NULL, VIT_PLOT_COLOUR_MODEL);
  return figure;
}

static void
test_crosshair (void)
{
  GtkWidget *widget = vit_figure_view_new (), *window;
  VitFigureView *view = VIT_FIGURE_VIEW (widget);
  g_autofree char *text = NULL, *end = NULL;

  window = show (widget, 400, 240);
  g_assert_null (vit_figure_view_get_figure (view));
  g_assert_false (vit_figure_view_press_key (view, GDK_KEY_Right));
  vit_figure_view_set_figure (view, new_curves ());
  draw_frame (widget);
  g_assert_nonnull (vit_figure_view_get_figure (view));
  g_assert_null (vit_figure_view_read (view));
  g_assert_true (vit_figure_view_press_key (view, GDK_KEY_Home));
  text = vit_figure_view_read (view);
  g_assert_true (g_str_has_prefix (text, "q (Å⁻¹) 0.00, target 0.0"));
  g_assert_true (vit_figure_view_press_key (view, GDK_KEY_End));
  vit_figure_view_press_key (view, GDK_KEY_Left);
  end = vit_figure_view_read (view);
  g_assert_true (g_str_has_prefix (end, "q (Å⁻¹) 3.96, target 7.9"));
  draw_frame (widget);
  g_assert_true (vit_figure_view_press_key (view, GDK_KEY_Escape));
  g_assert_null (vit_figure_view_read (view));
  g_assert_false (vit_figure_view_press_key (view, GDK_KEY_Escape));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_bar (VitFigureView *view, int category, gpointer data)
{
  *(int *) data = category;
}

static void
test_bars (void)
{
  GtkWidget *widget = vit_figure_view_new (), *window;
  VitFigureView *view = VIT_FIGURE_VIEW (widget);
  int bar = -1;

  g_signal_connect (view, "bar-activated", G_CALLBACK (on_bar), &bar);
  vit_figure_view_set_figure (view, new_bars ());
  window = show (widget, 400, 240);
  g_assert_false (vit_figure_view_press_key (view, GDK_KEY_Return));
  vit_figure_view_press_key (view, GDK_KEY_Right);
  vit_figure_view_press_key (view, GDK_KEY_Right);
  assert_text (vit_figure_view_read (view), "⟨0,2,8,2⟩, model 9.8");
  g_assert_cmpint (bar, ==, -1);
  g_assert_true (vit_figure_view_press_key (view, GDK_KEY_Return));
  g_assert_cmpint (bar, ==, 1);
  vit_figure_view_set_selected_bar (view, 1);
  draw_frame (widget);
  for (int i = 0; i < 5; i++)
    vit_figure_view_press_key (view, GDK_KEY_Right);
  vit_figure_view_press_key (view, GDK_KEY_Return);
  g_assert_cmpint (bar, ==, 2);
  /* What is chosen may be gone in the next figure. */
  vit_figure_view_set_figure (view, new_curves ());
  draw_frame (widget);
  vit_figure_view_set_figure (view, NULL);
  draw_frame (widget);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_export (void)
{
  static const struct
  {
    const char *suffix;
    const char *magic;
  } formats[]
      = { { ".png", "\x89PNG" }, { ".svg", "<?xml" }, { ".pdf", "%PDF" }, { ".csv", "q (Å⁻¹),target,model\n" } };
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL);
  GtkWidget *widget = g_object_ref_sink (vit_figure_view_new ());
  VitFigureView *view = VIT_FIGURE_VIEW (widget);
  g_autoptr (GError) none = NULL, suffix = NULL;

  g_assert_false (vit_figure_view_export (view, "a.png", &none));
  g_assert_error (none, VIT_ERROR, VIT_ERROR_INPUT);
  vit_figure_view_set_figure (view, new_curves ());
  g_assert_false (vit_figure_view_export (view, "a.xyz", &suffix));
  g_assert_error (suffix, VIT_ERROR, VIT_ERROR_INPUT);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = vit_figure_export_name (vit_figure_view_get_figure (view), formats[i].suffix);
      g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_assert_true (g_str_has_prefix (name, "x-ray-s-q."));
      g_assert_true (vit_figure_view_export (view, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      g_assert_cmpuint (length, >, strlen (formats[i].magic));
      g_assert_cmpmem (data, strlen (formats[i].magic), formats[i].magic, strlen (formats[i].magic));
      g_unlink (path);
    }
  g_rmdir (folder);
  g_object_unref (widget);
}

/* The figure that is being written outlives the one on screen. */
static void
test_export_outlives (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL),
                  *path = g_build_filename (folder, "later.csv", NULL);
  GtkWidget *widget = g_object_ref_sink (vit_figure_view_new ());
  VitFigureView *view = VIT_FIGURE_VIEW (widget);
  g_autoptr (GError) error = NULL;
  VitFigureExport *export;

  g_assert_null (vit_figure_view_new_export (view, path));
  vit_figure_view_set_figure (view, new_curves ());
  export = vit_figure_view_new_export (view, path);
  g_object_unref (widget);
  g_assert_true (vit_figure_export_file (export->shared->figure, export->path, export->width, export->height, &error));
  g_assert_no_error (error);
  vit_figure_export_free (export);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_picture (void)
{
  g_autoptr (VitFigure) figure = new_curves ();
  g_autoptr (GdkTexture) texture = vit_figure_export_texture (figure, 400, 200);

  /* 85 mm at 300 dpi. */
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1004);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 502);
}

static void
count_up (gpointer widget, int *count)
{
  (*count)++;
}

static VitScheduleEditor *
new_editor (int *count, GtkWidget **window)
{
  static const VitSchedule schedule = { VIT_SCHEDULE_GEOMETRIC, 0.1, 1e-3, 0 };
  VitScheduleEditor *editor = VIT_SCHEDULE_EDITOR (vit_schedule_editor_new ());

  *count = 0;
  g_signal_connect (editor, "changed", G_CALLBACK (count_up), count);
  vit_schedule_editor_set_schedule (editor, &schedule);
  vit_schedule_editor_set_now (editor, 0.5, 0.01);
  *window = show (GTK_WIDGET (editor), 260, 64);
  g_assert_cmpint (*count, ==, 0);
  return editor;
}

static void
test_schedule_keys (void)
{
  GtkWidget *window;
  int count;
  VitScheduleEditor *editor = new_editor (&count, &window);
  VitSchedule schedule;

  vit_schedule_editor_press_key (editor, GDK_KEY_Up, 0);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat_with_epsilon (schedule.start, 0.105, 1e-9);
  g_assert_cmpfloat (schedule.end, ==, 1e-3);
  g_assert_cmpint (count, ==, 1);
  vit_schedule_editor_press_key (editor, GDK_KEY_Right, 0);
  vit_schedule_editor_press_key (editor, GDK_KEY_Right, 0);
  g_assert_cmpint (count, ==, 1);
  vit_schedule_editor_press_key (editor, GDK_KEY_Down, GDK_SHIFT_MASK);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat_with_epsilon (schedule.end, 5e-4, 1e-9);
  vit_schedule_editor_press_key (editor, GDK_KEY_Left, 0);
  vit_schedule_editor_press_key (editor, GDK_KEY_Up, GDK_SHIFT_MASK);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat_with_epsilon (schedule.start, 0.21, 1e-9);
  g_assert_cmpfloat_with_epsilon (schedule.end, 1e-3, 1e-9);
  g_assert_false (vit_schedule_editor_press_key (editor, GDK_KEY_a, 0));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_schedule_limits (void)
{
  GtkWidget *window;
  int count;
  VitScheduleEditor *editor = new_editor (&count, &window);
  VitSchedule schedule;

  vit_schedule_editor_set_range (editor, 1e-4, 1);
  for (int i = 0; i < 10; i++)
    vit_schedule_editor_press_key (editor, GDK_KEY_Up, GDK_SHIFT_MASK);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat (schedule.start, ==, 1);
  /* All of it stops when the first end is at its limit. */
  vit_schedule_editor_press_key (editor, GDK_KEY_Right, 0);
  for (int i = 0; i < 10; i++)
    vit_schedule_editor_press_key (editor, GDK_KEY_Down, GDK_SHIFT_MASK);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat_with_epsilon (schedule.end, 1e-4, 1e-12);
  g_assert_cmpfloat_with_epsilon (schedule.start, 0.1, 1e-9);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_schedule_drag (void)
{
  GtkWidget *window;
  int count;
  VitScheduleEditor *editor = new_editor (&count, &window);
  const VitSchedulePicture *picture = vit_schedule_editor_get_picture (editor);
  VitSchedule schedule;
  double x, y;

  g_assert_true (vit_schedule_picture_get_handle (picture, VIT_SCHEDULE_HANDLE_NOW, &x, &y));
  g_assert_cmpint (vit_schedule_picture_handle_at (picture, x + 1, y - 1), ==, VIT_SCHEDULE_HANDLE_NOW);
  g_assert_cmpint (vit_schedule_picture_handle_at (picture, x + 40, y), ==, VIT_SCHEDULE_HANDLE_NONE);
  vit_schedule_editor_drag (editor, VIT_SCHEDULE_HANDLE_NOW, -10);
  g_assert_cmpint (count, ==, 1);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat (schedule.start, >, 0.1);
  g_assert_cmpfloat_with_epsilon (schedule.start / schedule.end, 100, 1e-6);
  g_assert_cmpfloat_with_epsilon (picture->sigma, sqrt (schedule.start * schedule.end), 1e-9);
  vit_schedule_editor_drag (editor, VIT_SCHEDULE_HANDLE_END, 1000);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat (schedule.end, ==, 1e-7);
  /* The axis has followed. */
  g_assert_cmpfloat (picture->low, <=, 1.0001e-7);
  draw_frame (GTK_WIDGET (editor));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_schedule_entries (void)
{
  GtkWidget *window, *start, *end;
  int count;
  VitScheduleEditor *editor = new_editor (&count, &window);
  VitSchedulePopover *popover = vit_schedule_editor_get_popover (editor);
  VitSchedule schedule;

  g_assert_true (vit_schedule_editor_press_key (editor, GDK_KEY_F2, 0));
  start = vit_schedule_popover_get_entry (popover, FALSE);
  end = vit_schedule_popover_get_entry (popover, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (start)), ==, "0.1");
  gtk_editable_set_text (GTK_EDITABLE (start), "much");
  g_assert_true (gtk_widget_has_css_class (start, "error"));
  g_signal_emit_by_name (start, "activate");
  g_assert_cmpint (count, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (start), "0.05");
  g_assert_false (gtk_widget_has_css_class (start, "error"));
  gtk_editable_set_text (GTK_EDITABLE (end), "10⁻⁴");
  g_signal_emit_by_name (end, "activate");
  g_assert_cmpint (count, ==, 1);
  vit_schedule_editor_get_schedule (editor, &schedule);
  g_assert_cmpfloat (schedule.start, ==, 0.05);
  g_assert_cmpfloat_with_epsilon (schedule.end, 1e-4, 1e-15);
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every kind, at sizes that are too small as well. */
static void
test_schedule_kinds (void)
{
  static const VitSchedule schedules[] = { { VIT_SCHEDULE_GEOMETRIC, 1e-6, 1e-4, 0 },
                                           { VIT_SCHEDULE_LINEAR, 0.1, 1e-3, 0 },
                                           { VIT_SCHEDULE_PLATEAUS, 2, 0.05, 5 },
                                           { VIT_SCHEDULE_GEOMETRIC, 0.025, 0.025, 0 } };
  GtkWidget *window;
  int count;
  VitScheduleEditor *editor = new_editor (&count, &window);

  for (gsize i = 0; i < G_N_ELEMENTS (schedules); i++)
    for (int j = 0; j <= 10; j++)
      {
        vit_schedule_editor_set_schedule (editor, &schedules[i]);
        vit_schedule_editor_set_now (editor, j / 10., vit_schedule_get_value (&schedules[i], j / 10.));
        draw_frame (GTK_WIDGET (editor));
      }
  vit_schedule_editor_set_now (editor, NAN, NAN);
  gtk_widget_set_sensitive (GTK_WIDGET (editor), FALSE);
  draw_frame (GTK_WIDGET (editor));
  g_assert_cmpint (count, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static VitHistory *
new_history (void)
{
  VitHistory *history = vit_history_new (2);

  for (int i = 0; i < 300; i++)
    {
      VitHistoryRow row = { i * 10000, 2000 * exp (-i / 30.), 0.2, 0.3 };
      VitHistoryTerm terms[2] = { { 0.1, 1, 1500 * exp (-i / 30.) + 1, 0.9 }, { 0.1, 1, i == 5 ? 0 : 500, NAN } };

      vit_history_add (history, &row, terms);
    }
  return history;
}

static GPtrArray *
new_checkpoints (void)
{
  static const VitProjectCheckpoint checkpoints[]
      = { { 1, 1, 0, 0, 2000, (char *) "start", NULL, (char *) "2026-01-01 10:00", TRUE, 10 },
          { 2, 1, 0, 500000, 500, (char *) "timer", NULL, NULL, FALSE, 0 },
          { 3, 1, 0, 1000000, 100, (char *) "pause", NULL, NULL, TRUE, 10 },
          { 4, 1, 0, 1500000, 50, (char *) "timer", NULL, NULL, TRUE, 10 },
          { 5, 2, 3, 1200000, 90, (char *) "change", (char *) "sigma of Cu K: 0.1 to 0.02", NULL, TRUE, 10 },
          { 6, 2, 3, 2000000, 40, (char *) "timer", NULL, NULL, TRUE, 10 } };
  GPtrArray *array = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (checkpoints); i++)
    g_ptr_array_add (array, (gpointer) &checkpoints[i]);
  return array;
}

static void
on_selected (VitTimeline *timeline, gint64 id, gpointer data)
{
  *(gint64 *) data = id;
}

static VitTimeline *
new_timeline (gint64 *id, GtkWidget **window)
{
  static const char *const names[] = { "X-ray S(q)", "Energy" };
  g_autoptr (VitHistory) history = new_history ();
  g_autoptr (GPtrArray) checkpoints = new_checkpoints ();
  VitTimeline *timeline = VIT_TIMELINE (vit_timeline_new ());

  *id = -1;
  g_signal_connect (timeline, "checkpoint-selected", G_CALLBACK (on_selected), id);
  *window = show (GTK_WIDGET (timeline), 600, 180);
  vit_timeline_set_history (timeline, history, names, 4000000);
  vit_timeline_set_checkpoints (timeline, checkpoints, 2);
  vit_timeline_set_now (timeline, 3000000);
  draw_frame (GTK_WIDGET (timeline));
  return timeline;
}

static void
test_timeline_keys (void)
{
  GtkWidget *window;
  gint64 id;
  VitTimeline *timeline = new_timeline (&id, &window);

  assert_text (vit_timeline_get_value_text (timeline), "now, 3 million moves");
  vit_timeline_press_key (timeline, GDK_KEY_Left);
  g_assert_cmpint (id, ==, 6);
  assert_text (vit_timeline_get_value_text (timeline), "checkpoint 6 of 6, 2 million moves");
  vit_timeline_press_key (timeline, GDK_KEY_Home);
  g_assert_cmpint (id, ==, 1);
  /* 2 has no state. */
  vit_timeline_press_key (timeline, GDK_KEY_Right);
  g_assert_cmpint (id, ==, 3);
  draw_frame (GTK_WIDGET (timeline));
  vit_timeline_press_key (timeline, GDK_KEY_End);
  g_assert_cmpint (id, ==, 0);
  id = -1;
  vit_timeline_set_shown (timeline, 4);
  g_assert_cmpint (id, ==, -1);
  vit_timeline_press_key (timeline, GDK_KEY_Right);
  g_assert_cmpint (id, ==, 6);
  vit_timeline_press_key (timeline, GDK_KEY_Right);
  g_assert_cmpint (id, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_timeline_scrub (void)
{
  GtkWidget *window;
  gint64 id;
  VitTimeline *timeline = new_timeline (&id, &window);
  double x, y, other_x, other_y;

  g_assert_true (vit_timeline_get_dot_position (timeline, 3, &x, &y));
  vit_timeline_scrub (timeline, x + 2, y - 1);
  g_assert_cmpint (id, ==, 3);
  /* The present branch is the lowest. */
  g_assert_true (vit_timeline_get_dot_position (timeline, 6, &other_x, &other_y));
  g_assert_cmpfloat (other_y, >, y);
  g_assert_cmpfloat (other_x, >, x);
  vit_timeline_scrub (timeline, other_x - 3, 20);
  g_assert_cmpint (id, ==, 6);
  vit_timeline_scrub (timeline, 590, 20);
  g_assert_cmpint (id, ==, 0);
  /* A dot without a state is not gone to; the nearest with one is. */
  g_assert_true (vit_timeline_get_dot_position (timeline, 2, &x, &y));
  vit_timeline_scrub (timeline, x - 1, y);
  g_assert_cmpint (id, ==, 1);
  g_assert_false (vit_timeline_get_dot_position (timeline, 99, &x, &y));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_timeline_tooltip (void)
{
  VitProjectCheckpoint dot = { .id = 5, .moves = 1200000, .chi2 = 90, .reason = (char *) "change" };

  dot.note = (char *) "sigma of Cu K: 0.1 to 0.02";
  dot.has_state = TRUE;
  assert_text (vit_timeline_describe (&dot),
               "Checkpoint 5: change\n1.2 million moves, χ² 90\nsigma of Cu K: 0.1 to 0.02");
}

/* Nothing, only a history, only checkpoints, and nothing again. */
static void
test_timeline_without_data (void)
{
  GtkWidget *widget = vit_timeline_new (), *window = show (widget, 300, 130);
  VitTimeline *timeline = VIT_TIMELINE (widget);
  g_autoptr (VitHistory) history = new_history (), empty = vit_history_new (2);
  g_autoptr (GPtrArray) checkpoints = new_checkpoints ();

  vit_timeline_press_key (timeline, GDK_KEY_Left);
  vit_timeline_press_key (timeline, GDK_KEY_Home);
  vit_timeline_scrub (timeline, 100, 100);
  vit_timeline_set_history (timeline, empty, NULL, 0);
  draw_frame (widget);
  vit_timeline_set_history (timeline, history, NULL, 0);
  draw_frame (widget);
  for (int i = 0; i < 50; i++)
    vit_timeline_set_now (timeline, 3000000 + i * 100000);
  draw_frame (widget);
  vit_timeline_set_history (timeline, NULL, NULL, 0);
  vit_timeline_set_checkpoints (timeline, checkpoints, 1);
  draw_frame (widget);
  vit_timeline_set_checkpoints (timeline, NULL, 0);
  vit_timeline_set_now (timeline, 0);
  draw_frame (widget);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* χ² of an energy begins above what it counts from and ends below it; a term that is met has none. */
static void
test_history_of_energies (void)
{
  static const char *const names[] = { "energy", "met", "below" };
  g_autoptr (VitHistory) history = vit_history_new (3);
  g_autoptr (GString) table = g_string_new (NULL);
  VitFigure *figure;

  for (int i = 0; i < 3; i++)
    {
      VitHistoryTerm terms[3] = { { .chi2 = 10 * (1 - i) }, { .chi2 = 0 }, { .chi2 = -5 } };

      vit_history_add (history, &(VitHistoryRow){ .moves = i }, terms);
    }
  figure = vit_timeline_new_figure (history, names, 2);
  vit_figure_write_csv (figure, table);
  vit_figure_free (figure);
  g_assert_nonnull (strstr (table->str, "energy"));
  g_assert_null (strstr (table->str, "−energy"));
  g_assert_null (strstr (table->str, "met"));
  g_assert_nonnull (strstr (table->str, "−below"));
}

/* A template makes widgets by their names. */
static void
test_from_template (void)
{
  static const char *const names[] = { "VitFigureView", "VitScheduleEditor", "VitTimeline" };

  g_type_ensure (VIT_TYPE_FIGURE_VIEW);
  g_type_ensure (VIT_TYPE_SCHEDULE_EDITOR);
  g_type_ensure (VIT_TYPE_TIMELINE);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("<interface><object class='%s' id='it'><property name='hexpand'>1</property></object>"
                             "</interface>",
                             names[i]);
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (text, -1);

      g_assert_true (GTK_IS_WIDGET (gtk_builder_get_object (builder, "it")));
    }
}

static void
test_dark (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *widget = vit_figure_view_new (), *window;

  vit_figure_view_set_figure (VIT_FIGURE_VIEW (widget), new_curves ());
  window = show (widget, 400, 240);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  draw_frame (widget);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  draw_frame (widget);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/numbers-are-written-for-people", test_numbers);
  g_test_add_func ("/widgets/sigma-is-read-as-people-type-it", test_sigma_as_typed);
  g_test_add_func ("/widgets/templates-can-name-them", test_from_template);
  g_test_add_func ("/figure-view/the-crosshair-reads-the-curves", test_crosshair);
  g_test_add_func ("/figure-view/bars-are-chosen-by-keys", test_bars);
  g_test_add_func ("/figure-view/it-exports-every-format", test_export);
  g_test_add_func ("/figure-view/what-is-exported-outlives-it", test_export_outlives);
  g_test_add_func ("/figure-view/a-copy-is-as-sharp-as-print", test_picture);
  g_test_add_func ("/figure-view/it-follows-the-style", test_dark);
  g_test_add_func ("/schedule-editor/keys-choose-and-move-handles", test_schedule_keys);
  g_test_add_func ("/schedule-editor/limits-hold", test_schedule_limits);
  g_test_add_func ("/schedule-editor/now-moves-all-of-it", test_schedule_drag);
  g_test_add_func ("/schedule-editor/values-can-be-typed", test_schedule_entries);
  g_test_add_func ("/schedule-editor/every-kind-is-drawn", test_schedule_kinds);
  g_test_add_func ("/timeline/keys-go-from-checkpoint-to-checkpoint", test_timeline_keys);
  g_test_add_func ("/timeline/a-press-goes-to-the-nearest-checkpoint", test_timeline_scrub);
  g_test_add_func ("/timeline/a-tooltip-says-what-was-changed", test_timeline_tooltip);
  g_test_add_func ("/timeline/energies-may-be-negative", test_history_of_energies);
  g_test_add_func ("/timeline/without-data-nothing-breaks", test_timeline_without_data);
  return g_test_run ();
}
