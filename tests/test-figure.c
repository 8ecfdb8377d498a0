/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-file.h"

#include "error.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define WIDTH 480
#define HEIGHT 320

static const VitPlotTheme *const themes[] = { &vit_plot_theme_light, &vit_plot_theme_dark, &vit_plot_theme_print };

/* A figure on an image, for looking at its pixels. */
typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  int width;
  int height;
  VitFigureLayout layout;
} Canvas;

static void
canvas_clear (Canvas *self)
{
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Canvas, canvas_clear)

static Canvas
canvas_draw (const VitFigure *figure, int width, int height, const VitPlotTheme *theme)
{
  Canvas self = { .width = width, .height = height };

  self.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  self.cr = cairo_create (self.surface);
  vit_figure_draw (figure, self.cr, width, height, theme);
  vit_figure_get_layout (figure, self.cr, width, height, theme, &self.layout);
  cairo_surface_flush (self.surface);
  g_assert_cmpint (cairo_status (self.cr), ==, CAIRO_STATUS_SUCCESS);
  return self;
}

static guint32
pixel (const Canvas *self, double x, double y)
{
  const guint8 *data = cairo_image_surface_get_data (self->surface);
  guint32 value;

  g_assert_true (x >= 0 && y >= 0 && x < self->width && y < self->height);
  memcpy (&value, data + (gsize) floor (y) * cairo_image_surface_get_stride (self->surface) + 4 * (gsize) floor (x), 4);
  return value & 0xffffff;
}

static guint32
theme_pixel (const VitPlotRgba *colour)
{
  return (guint32) lround (255 * colour->red) << 16 | (guint32) lround (255 * colour->green) << 8
         | (guint32) lround (255 * colour->blue);
}

/* Largest difference of a channel. */
static int
distance (guint32 a, guint32 b)
{
  int most = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    most = MAX (most, ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most;
}

static VitFigure *
new_parabola (void)
{
  VitFigure *figure = vit_figure_new ();
  double x[101], y[101];

  for (int i = 0; i <= 100; i++)
    {
      x[i] = i / 10.;
      y[i] = x[i] * (10 - x[i]);
    }
  vit_figure_add_line (figure, NULL, 101, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  vit_figure_set_label (figure, VIT_AXIS_X, "q (Å⁻¹)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "S(q)");
  return figure;
}

static void
test_line_pixels (void)
{
  for (gsize t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      g_autoptr (VitFigure) figure = new_parabola ();
      g_auto (Canvas) canvas = canvas_draw (figure, WIDTH, HEIGHT, themes[t]);
      VitFigureLayout *layout = &canvas.layout;
      double panel_middle = layout->panel.x + layout->panel.width / 2;
      double x = vit_plot_scale_to_device (&layout->x, 5), y = vit_plot_scale_to_device (&layout->y, 25);
      int nearest = 255;

      g_assert_cmpfloat_with_epsilon (x, panel_middle, 0.5);
      /* A line of one unit may lie over two rows of pixels. */
      for (int dy = -1; dy <= 1; dy++)
        nearest = MIN (nearest, distance (pixel (&canvas, x, y + dy), theme_pixel (&themes[t]->model)));
      g_assert_cmpint (nearest, <, 110);
      g_assert_cmphex (pixel (&canvas, panel_middle, layout->panel.y + layout->panel.height * 0.62), ==,
                       theme_pixel (&themes[t]->background));
      g_assert_cmphex (pixel (&canvas, 1, 1), ==, theme_pixel (&themes[t]->background));
      g_assert_cmpfloat_with_epsilon (vit_figure_value_at (figure, 0, 5.05), 24.995, 1e-9);
      g_assert_true (isnan (vit_figure_value_at (figure, 0, 10.5)));
    }
}

static void
test_gap (void)
{
  g_autoptr (VitFigure) figure = vit_figure_new ();
  double x[] = { 0, 1, 2, 3, 4 }, y[] = { 1, 1, NAN, 1, 1 };
  g_auto (Canvas) canvas = { 0 };
  double at;

  vit_figure_add_line (figure, NULL, 5, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  canvas = canvas_draw (figure, WIDTH, HEIGHT, &vit_plot_theme_print);
  at = vit_plot_scale_to_device (&canvas.layout.y, 1);
  g_assert_cmphex (pixel (&canvas, vit_plot_scale_to_device (&canvas.layout.x, 2), at), ==, 0xffffff);
  g_assert_cmphex (pixel (&canvas, vit_plot_scale_to_device (&canvas.layout.x, 0.5), at), !=, 0xffffff);
  g_assert_true (isnan (vit_figure_value_at (figure, 0, 1.5)));
}

/* One spike among 100,000 points: thinning out must not lose it. */
static void
test_spike (void)
{
  gsize n = 100000;
  g_autofree double *x = g_new (double, n), *y = g_new0 (double, n);
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_auto (Canvas) canvas = { 0 };
  guint32 found;

  for (gsize i = 0; i < n; i++)
    x[i] = (double) i;
  y[33333] = 1;
  vit_figure_add_line (figure, NULL, n, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  canvas = canvas_draw (figure, WIDTH, HEIGHT, &vit_plot_theme_light);
  found = pixel (&canvas, vit_plot_scale_to_device (&canvas.layout.x, 33333),
                 vit_plot_scale_to_device (&canvas.layout.y, 0.77));
  g_assert_cmpint (distance (found, theme_pixel (&vit_plot_theme_light.model)), <, 110);
}

static void
test_bars (void)
{
  static const char *const labels[] = { "⟨0,0,12,0⟩", "⟨0,2,8,2⟩", "⟨0,1,10,2⟩" };
  const double target[] = { 10, 5, 1 }, model[] = { 4, 6, 1.5 }, errors[] = { 0.5, 0.5, 0.5 };
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_auto (Canvas) canvas = { 0 };
  int found_target = 0, found_model = 0, layer;

  vit_figure_set_categories (figure, 3, labels);
  vit_figure_add_bars (figure, "target", 3, target, NULL, VIT_PLOT_COLOUR_TARGET);
  vit_figure_add_bars (figure, "model", 3, model, errors, VIT_PLOT_COLOUR_MODEL);
  canvas = canvas_draw (figure, WIDTH, HEIGHT, &vit_plot_theme_light);
  /* Along a level line through the bars: the colour is that of the layer which bar_at says. */
  for (double x = canvas.layout.panel.x + 1; x < canvas.layout.panel.x + canvas.layout.panel.width - 1; x++)
    {
      double y = floor (vit_plot_scale_to_device (&canvas.layout.y, 3)) + 0.5;
      int category = vit_figure_bar_at (figure, &canvas.layout, x + 0.5, y, &layer);
      guint32 colour = pixel (&canvas, x, y);

      g_assert_cmpint (category, ==, (int) lround (vit_plot_scale_to_value (&canvas.layout.x, x + 0.5)));
      if (colour == theme_pixel (&vit_plot_theme_light.target))
        {
          g_assert_cmpint (layer, ==, 0);
          found_target++;
        }
      if (colour == theme_pixel (&vit_plot_theme_light.model))
        {
          g_assert_cmpint (layer, ==, 1);
          found_model++;
        }
    }
  g_assert_cmpint (found_target, >, 50);
  g_assert_cmpint (found_model, >, 50);
  g_assert_cmpint (vit_figure_bar_at (figure, &canvas.layout, 1, 1, &layer), ==, -1);
  /* A label belongs to its bars. */
  g_assert_cmpint (vit_figure_bar_at (figure, &canvas.layout, vit_plot_scale_to_device (&canvas.layout.x, 1),
                                      canvas.layout.categories.y + 5, NULL),
                   ==, 1);
}

static void
test_residual (void)
{
  g_autoptr (VitFigure) figure = new_parabola ();
  double x[] = { 0, 10 }, model[] = { 3, 3 }, target[] = { 1, 1 };
  g_auto (Canvas) canvas = { 0 };
  double y;

  vit_figure_set_residual (figure, 2, x, model, target);
  canvas = canvas_draw (figure, WIDTH, HEIGHT, &vit_plot_theme_light);
  y = vit_plot_scale_to_device (&canvas.layout.residual_y, 2);
  g_assert_cmpfloat (y, >, canvas.layout.residual.y);
  g_assert_cmpfloat (y, <, canvas.layout.residual.y + canvas.layout.residual.height / 2);
  g_assert_cmpint (distance (pixel (&canvas, canvas.layout.panel.x + canvas.layout.panel.width / 2, y),
                             theme_pixel (&vit_plot_theme_light.residual)),
                   <, 110);
  g_assert_cmpfloat (canvas.layout.panel.y + canvas.layout.panel.height, <, canvas.layout.residual.y);
}

static VitFigure *
new_full (GRand *random)
{
  static const char *const labels[] = { "⟨0,0,12,0⟩", "⟨0,2,8,2⟩", "⟨0,1,10,2⟩", "a <b> & c", "\xff" };
  VitFigure *figure = vit_figure_new ();
  double x[60], y[60], e[60];
  gboolean bars = g_rand_boolean (random);

  for (int i = 0; i < 60; i++)
    {
      x[i] = i * 0.37;
      y[i] = g_rand_double_range (random, 0, 20);
      e[i] = 1;
    }
  vit_figure_set_title (figure, "X-ray S(q) <of> a glass & more");
  vit_figure_set_label (figure, VIT_AXIS_X, "q (Å⁻¹)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "a label that is rather long for its axis (Å⁻¹)");
  if (bars)
    {
      vit_figure_set_categories (figure, G_N_ELEMENTS (labels), labels);
      vit_figure_add_bars (figure, "target", 5, y, e, VIT_PLOT_COLOUR_TARGET);
    }
  else
    {
      vit_figure_add_band (figure, "band", 60, x, e, y, VIT_PLOT_PALETTE (3));
      vit_figure_add_steps (figure, "steps", 59, x, y, VIT_PLOT_PALETTE (2));
      vit_figure_add_line (figure, "model", 60, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_DASHED);
      vit_figure_add_points (figure, "target", 60, x, y, e, VIT_PLOT_COLOUR_TARGET);
      vit_figure_add_reference (figure, VIT_AXIS_X, 20, "now", VIT_PLOT_COLOUR_MUTED);
      vit_figure_set_residual (figure, 60, x, y, e);
    }
  vit_figure_add_reference (figure, VIT_AXIS_Y, 12, "mean", VIT_PLOT_COLOUR_MUTED);
  vit_figure_set_annotation (figure, "R² = 0.993", g_rand_boolean (random) ? VIT_CORNER_AUTO : VIT_CORNER_TITLE,
                             VIT_PLOT_COLOUR_AGREEMENT);
  return figure;
}

/* A text that is cut off at the border has ink on it: the outermost pixels must all be background. */
static void
test_nothing_clipped (void)
{
  static const int sizes[][2] = { { 120, 80 }, { 160, 120 },  { 240, 160 },   { 480, 320 }, { 300, 90 },
                                  { 90, 300 }, { 1200, 800 }, { 4000, 3000 }, { 60, 40 },   { 100, 100 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int t = 0; t < 12; t++)
      {
        const VitPlotTheme *theme = t % 3 == 0   ? &vit_plot_theme_light
                                    : t % 3 == 1 ? &vit_plot_theme_dark
                                                 : &vit_plot_theme_print;
        g_autoptr (VitFigure) figure = new_full (random);
        int width = sizes[s][0], height = sizes[s][1];
        g_auto (Canvas) canvas = { 0 };
        guint32 ground = theme_pixel (&theme->background);

        if (width > 1500 && t > 2)
          continue;
        canvas = canvas_draw (figure, width, height, theme);
        g_test_message ("%d × %d, %d", width, height, t);
        for (int x = 0; x < width; x++)
          {
            g_assert_cmphex (pixel (&canvas, x, 0), ==, ground);
            g_assert_cmphex (pixel (&canvas, x, height - 1), ==, ground);
          }
        for (int y = 0; y < height; y++)
          {
            g_assert_cmphex (pixel (&canvas, 0, y), ==, ground);
            g_assert_cmphex (pixel (&canvas, width - 1, y), ==, ground);
          }
      }
}

static void
test_nothing_outside (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int t = 0; t < 20; t++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      g_autoptr (VitFigure) figure = new_full (random);
      double x, y, width, height;

      vit_figure_draw (figure, cr, 200, 150, &vit_plot_theme_light);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (x + width, <=, 200);
      g_assert_cmpfloat (y + height, <=, 150);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static double
bad_number (GRand *random)
{
  static const double numbers[] = { 0, -1, 1, NAN, INFINITY, -INFINITY, 1e300, -1e308, 1e-310, 1e16, 1e-300 };

  return g_rand_boolean (random) ? g_rand_double_range (random, -5, 5)
                                 : numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))];
}

static void
test_bad_data (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  static const char *const labels[] = { "a", NULL, "", "d" };

  for (int trial = 0; trial < 600; trial++)
    {
      g_autoptr (VitFigure) figure = vit_figure_new ();
      double a[4][33];
      int n = g_rand_int_range (random, 0, 33), width = g_rand_int_range (random, 1, 400),
          height = g_rand_int_range (random, 1, 300);
      g_auto (Canvas) canvas = { 0 };
      g_autoptr (GString) csv = g_string_new (NULL);

      for (int k = 0; k < 4; k++)
        for (int i = 0; i < 33; i++)
          a[k][i] = trial % 7 == 0 ? NAN : bad_number (random);
      if (trial % 5 == 0)
        vit_figure_set_categories (figure, (gsize) g_rand_int_range (random, 0, 5), labels);
      vit_figure_set_scale (figure, VIT_AXIS_X, g_rand_int_range (random, 0, 2));
      vit_figure_set_scale (figure, VIT_AXIS_Y, g_rand_int_range (random, 0, 2));
      vit_figure_set_range (figure, VIT_AXIS_X, bad_number (random), bad_number (random));
      if (g_rand_boolean (random))
        vit_figure_set_range (figure, VIT_AXIS_Y, bad_number (random), bad_number (random));
      vit_figure_add_line (figure, "l", n, a[0], a[1], VIT_PLOT_PALETTE (trial), g_rand_int_range (random, 0, 3));
      vit_figure_add_points (figure, "p", n, a[0], a[1], a[2], VIT_PLOT_COLOUR_TARGET);
      vit_figure_add_steps (figure, "s", MAX (n - 1, 0), a[0], a[1], VIT_PLOT_COLOUR_MODEL);
      vit_figure_add_band (figure, "b", n, a[0], a[2], a[3], VIT_PLOT_COLOUR_MODEL);
      vit_figure_add_bars (figure, "bars", n, a[1], a[2], VIT_PLOT_COLOUR_MODEL);
      vit_figure_add_reference (figure, VIT_AXIS_X, bad_number (random), "x", VIT_PLOT_COLOUR_MUTED);
      vit_figure_add_reference (figure, VIT_AXIS_Y, bad_number (random), "y", VIT_PLOT_COLOUR_MUTED);
      vit_figure_set_residual (figure, n, a[0], a[1], a[2]);
      vit_figure_set_inset (figure, new_parabola (), VIT_CORNER_AUTO, 0.5, 0.5);
      canvas = canvas_draw (figure, width, height, trial % 2 == 0 ? &vit_plot_theme_light : &vit_plot_theme_print);
      vit_figure_bar_at (figure, &canvas.layout, g_rand_double_range (random, -10, 400), 30, NULL);
      vit_figure_value_at (figure, trial % 9 - 1, bad_number (random));
      vit_figure_write_csv (figure, csv);
    }
}

/* The panel without data is not blank: it says so. */
static void
test_no_data (void)
{
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_auto (Canvas) canvas = canvas_draw (figure, WIDTH, HEIGHT, &vit_plot_theme_light);
  int ink = 0;

  for (double y = HEIGHT / 2 - 12; y < HEIGHT / 2 + 12; y++)
    for (double x = WIDTH / 2 - 40; x < WIDTH / 2 + 40; x++)
      ink += pixel (&canvas, x, y) != 0xffffff;
  g_assert_cmpint (ink, >, 60);
}

static void
test_csv (void)
{
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_autoptr (GString) csv = g_string_new (NULL);
  double x[] = { 0.1, 0.2, 1 / 3. }, y[] = { 1, NAN, -2.5e-7 }, z[] = { 3, 4, 5 };

  vit_figure_set_label (figure, VIT_AXIS_X, "q (Å⁻¹)");
  vit_figure_add_line (figure, "model", 3, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  vit_figure_add_points (figure, "target, \"raw\"", 2, x, z, z, VIT_PLOT_COLOUR_TARGET);
  vit_test_set_comma_locale ();
  vit_figure_write_csv (figure, csv);
  setlocale (LC_ALL, "C");
  g_assert_cmpstr (csv->str, ==,
                   "q (Å⁻¹),model,q (Å⁻¹),\"target, \"\"raw\"\"\",\"target, \"\"raw\"\" error\"\n"
                   "0.1,1,0.1,3,3\n"
                   "0.2,,0.2,4,4\n"
                   "0.3333333333,-2.5e-07,,,\n");
}

static void
test_csv_shares_x (void)
{
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_autoptr (GString) csv = g_string_new (NULL);
  double x[] = { 1, 2 }, y[] = { 3, 5 }, z[] = { 4, 4 };

  vit_figure_add_line (figure, "model", 2, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  vit_figure_add_points (figure, "target", 2, x, z, NULL, VIT_PLOT_COLOUR_TARGET);
  vit_figure_set_residual (figure, 2, x, y, z);
  vit_figure_write_csv (figure, csv);
  g_assert_cmpstr (csv->str, ==, "x,model,target,model − target\n1,3,4,-1\n2,5,4,1\n");
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    const char *magic;
  } files[] = { { "a.png", "\x89PNG\r\n\x1a\n" }, { "a.PDF", "%PDF-1.4" }, { "a.svg", "<?xml" }, { "a.csv", "q (" } };
  g_autofree char *folder = g_dir_make_tmp ("vitrum-figure-XXXXXX", NULL);
  g_autoptr (VitFigure) figure = new_parabola ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL), *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_assert_true (vit_figure_save (figure, path, VIT_FIGURE_BY_SUFFIX, 85, 60, 300, &vit_plot_theme_print, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      g_assert_cmpuint (length, >, 400);
      g_assert_cmpmem (data, strlen (files[i].magic), files[i].magic, strlen (files[i].magic));
      if (i == 0)
        {
          /* 85 mm at 300 dpi, from the header of the PNG. */
          g_assert_cmpint ((guint8) data[18] << 8 | (guint8) data[19], ==, 1004);
          g_assert_cmpint ((guint8) data[22] << 8 | (guint8) data[23], ==, 709);
        }
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_file_errors (void)
{
  g_autoptr (VitFigure) figure = new_parabola ();
  g_autoptr (GError) suffix = NULL, folder = NULL, size = NULL;

  g_assert_false (
      vit_figure_save (figure, "out.xyz", VIT_FIGURE_BY_SUFFIX, 85, 60, 300, &vit_plot_theme_print, &suffix));
  g_assert_error (suffix, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (suffix->message, ==, "out.xyz: expected a name that ends in .png, .svg, .pdf or .csv");
  g_assert_false (
      vit_figure_save (figure, "/not/there/a.pdf", VIT_FIGURE_PDF, 85, 60, 300, &vit_plot_theme_print, &folder));
  g_assert_error (folder, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (folder->message, "/not/there/a.pdf: "));
  g_assert_false (vit_figure_save (figure, "a.png", VIT_FIGURE_PNG, 5000, 60, 3000, &vit_plot_theme_print, &size));
  g_assert_error (size, VIT_ERROR, VIT_ERROR_RANGE);
}

static void
test_queries (void)
{
  static const double values[] = { 3, 7 };
  static const char *const labels[] = { "one", "two" };
  g_autoptr (VitFigure) figure = vit_figure_new ();
  int bars, reference;

  vit_figure_set_title (figure, "Bars");
  vit_figure_set_label (figure, VIT_AXIS_Y, "share (%)");
  vit_figure_set_annotation (figure, "R² = 0.9", VIT_CORNER_TITLE, VIT_PLOT_COLOUR_AGREEMENT);
  vit_figure_set_categories (figure, 2, labels);
  bars = vit_figure_add_bars (figure, "model", 2, values, NULL, VIT_PLOT_COLOUR_MODEL);
  reference = vit_figure_add_reference (figure, VIT_AXIS_Y, 5, NULL, VIT_PLOT_COLOUR_MUTED);
  g_assert_cmpstr (vit_figure_get_title (figure), ==, "Bars");
  g_assert_cmpstr (vit_figure_get_label (figure, VIT_AXIS_Y), ==, "share (%)");
  g_assert_null (vit_figure_get_label (figure, VIT_AXIS_X));
  g_assert_cmpstr (vit_figure_get_annotation (figure), ==, "R² = 0.9");
  g_assert_cmpuint (vit_figure_get_n_categories (figure), ==, 2);
  g_assert_cmpstr (vit_figure_get_category (figure, 1), ==, "two");
  g_assert_null (vit_figure_get_category (figure, 2));
  g_assert_cmpstr (vit_figure_get_layer_name (figure, bars), ==, "model");
  g_assert_cmpint (vit_figure_get_layer_colour (figure, bars), ==, VIT_PLOT_COLOUR_MODEL);
  g_assert_null (vit_figure_get_layer_name (figure, reference));
  g_assert_cmpfloat (vit_figure_get_bar (figure, bars, 1), ==, 7);
  g_assert_true (isnan (vit_figure_get_bar (figure, bars, 2)));
  g_assert_true (isnan (vit_figure_get_bar (figure, reference, 0)));
  g_assert_true (isnan (vit_figure_get_bar (figure, -1, 0)));
}

/* A window lays a figure on a card of its own: where nothing is drawn, the card is seen. */
static void
test_without_ground (void)
{
  g_autoptr (VitFigure) figure = new_parabola ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 150);
  cairo_t *cr = cairo_create (surface);
  guint32 inked = 0;

  vit_figure_draw_without_ground (figure, cr, 200, 150, &vit_plot_theme_light);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < 150; y++)
    {
      const guint32 *row = (const guint32 *) (void *) (cairo_image_surface_get_data (surface)
                                                       + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < 200; x++)
        inked += row[x] != 0;
      g_assert_cmpuint (row[0], ==, 0);
    }
  g_assert_cmpuint (inked, >, 300);
  g_assert_cmpuint (inked, <, 200 * 150 / 2);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/a-line-passes-where-the-layout-says", test_line_pixels);
  g_test_add_func ("/figure/nan-is-a-gap", test_gap);
  g_test_add_func ("/figure/a-single-spike-is-seen", test_spike);
  g_test_add_func ("/figure/a-bar-is-where-bar-at-says", test_bars);
  g_test_add_func ("/figure/the-residual-has-its-own-scale", test_residual);
  g_test_add_func ("/figure/nothing-is-clipped-at-any-size", test_nothing_clipped);
  g_test_add_func ("/figure/nothing-is-drawn-outside", test_nothing_outside);
  g_test_add_func ("/figure/bad-data-of-any-kind-are-survived", test_bad_data);
  g_test_add_func ("/figure/without-data-it-says-so", test_no_data);
  g_test_add_func ("/figure/csv-has-every-number", test_csv);
  g_test_add_func ("/figure/csv-has-an-x-once", test_csv_shares_x);
  g_test_add_func ("/figure/files-are-of-their-format", test_files);
  g_test_add_func ("/figure/file-errors-name-path-and-reason", test_file_errors);
  g_test_add_func ("/figure/it-says-what-was-set", test_queries);
  g_test_add_func ("/figure/without-ground-the-card-is-seen", test_without_ground);
  return g_test_run ();
}
