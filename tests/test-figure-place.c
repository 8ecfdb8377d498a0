/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

/* Where texts of a figure stand. */

/* Of a plot that is half as wide as the panel of the window, in a window of 1280 × 720. */
#define HALF_WIDTH 225
#define HALF_HEIGHT 200

static void
plan_init (VitFigurePlan *plan, const VitFigure *figure, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  VitPlotTheme theme = vit_figure_fit_theme (&vit_plot_theme_light, width, height);

  vit_figure_plan_init (plan, figure, cr, width, height, &theme);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static VitFigureLayout
lay_out (const VitFigure *figure, double width, double height)
{
  g_auto (VitFigurePlan) plan = { 0 };

  plan_init (&plan, figure, width, height);
  return plan.out;
}

/* Whether two rectangles come closer than @gap. */
static gboolean
overlap (const VitFigureRect *a, const VitFigureRect *b, double gap)
{
  return a->width > 0 && b->width > 0 && a->x < b->x + b->width + gap && b->x < a->x + a->width + gap
         && a->y < b->y + b->height + gap && b->y < a->y + a->height + gap;
}

/* No point of the curve lies under the legend. */
static void
check_free (const VitFigureLayout *layout, const double *x, const double *y, int n)
{
  const VitFigureRect *legend = &layout->legend;

  g_assert_cmpfloat (legend->width, >, 0);
  for (int i = 0; i < n; i++)
    {
      double at = vit_plot_scale_to_device (&layout->x, x[i]), down = vit_plot_scale_to_device (&layout->y, y[i]);

      g_assert_false (at > legend->x && at < legend->x + legend->width && down > legend->y
                      && down < legend->y + legend->height);
    }
}

/* A peak at the right: the legend goes to the left, and above the peak if the left is taken. */
static void
test_legend_place (void)
{
  g_autoptr (VitFigure) figure = vit_figure_new ();
  double x[200], y[200];
  VitFigureLayout first, taken;

  for (int i = 0; i < 200; i++)
    {
      x[i] = i;
      y[i] = exp (-pow ((i - 185) / 30., 2));
    }
  vit_figure_add_line (figure, "model", 200, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  first = lay_out (figure, 480, 320);
  g_assert_cmpfloat (first.legend.x, <, 240);
  check_free (&first, x, y, 200);
  vit_figure_set_annotation (figure, "R² = 0.993", VIT_CORNER_AUTO, VIT_PLOT_COLOUR_AGREEMENT);
  taken = lay_out (figure, 480, 320);
  g_assert_cmpfloat (taken.annotation.width, >, 0);
  g_assert_false (overlap (&taken.legend, &taken.annotation, 0));
  check_free (&taken, x, y, 200);
}

/* Six names in a figure so flat that they fit neither below each other nor side by side. */
static void
test_legend_of_many_names (void)
{
  static const char *const names[]
      = { "energy", "mean coordination", "order", "icosahedra", "X-ray S(q)", "Cu K EXAFS" };
  g_autoptr (VitFigure) figure = vit_figure_new ();
  double x[50], y[50];
  VitFigureLayout layout;

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      for (int i = 0; i < 50; i++)
        {
          x[i] = i;
          y[i] = exp (-i / 3.) * (double) (k + 1) / 6;
        }
      vit_figure_add_line (figure, names[k], 50, x, y, VIT_PLOT_PALETTE (k), VIT_LINE_SOLID);
    }
  layout = lay_out (figure, 480, 150);
  check_free (&layout, x, y, 50);
  g_assert_cmpfloat (layout.legend.height, <, 0.7 * layout.panel.height);
}

/* A curve that goes up and down over the whole panel, as EXAFS do. */
static VitFigure *
new_wave (const char *name)
{
  VitFigure *figure = vit_figure_new ();
  double x[300], y[300], target[300] = { 0 };

  for (int i = 0; i < 300; i++)
    {
      x[i] = i / 25.;
      y[i] = 0.5 * sin (8 * x[i]);
    }
  vit_figure_set_title (figure, "Cu K EXAFS");
  vit_figure_set_label (figure, VIT_AXIS_X, "k (Å⁻¹)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "k² χ(k) (Å⁻²)");
  vit_figure_set_annotation (figure, "R² = 0.9934", VIT_CORNER_TITLE, VIT_PLOT_COLOUR_AGREEMENT);
  vit_figure_add_line (figure, name, 300, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  vit_figure_add_line (figure, name, 300, x, target, VIT_PLOT_COLOUR_TARGET, VIT_LINE_SOLID);
  vit_figure_set_residual (figure, 300, x, y, target);
  return figure;
}

static void
test_raised_legend (void)
{
  g_autoptr (VitFigure) figure = new_wave ("model"), nameless = new_wave (NULL);
  VitFigureLayout half = lay_out (figure, HALF_WIDTH, HALF_HEIGHT), wide = lay_out (figure, 520, 210);
  VitFigureLayout without = lay_out (nameless, 520, 210);

  g_assert_cmpfloat (half.legend.width, >, 0);
  g_assert_cmpfloat (half.legend.y + half.legend.height, <=, half.panel.y);
  g_assert_cmpfloat (half.legend.y, >=, half.annotation.y + half.annotation.height - 1);
  /* Beside a short title there is room, and the data lose nothing. */
  g_assert_cmpfloat (wide.legend.y + wide.legend.height, <=, wide.panel.y);
  g_assert_false (overlap (&wide.legend, &wide.annotation, 5));
  g_assert_cmpfloat_with_epsilon (wide.panel.y, without.panel.y, 1e-9);
  g_assert_cmpfloat_with_epsilon (wide.y.high, without.y.high, 1e-9);
}

static void
test_half_residual (void)
{
  g_autoptr (VitFigure) figure = new_wave ("model");
  g_auto (VitFigurePlan) plan = { 0 };

  plan_init (&plan, figure, HALF_WIDTH, HALF_HEIGHT);
  g_assert_cmpfloat (plan.out.residual.height, >, 2 * plan.line);
  g_assert_cmpfloat (plan.out.panel.height, >, 1.8 * plan.out.residual.height);
}

/* Energies of atoms: the means are told at the top, and the legend stands off from them. */
static void
test_legend_beside_labels (void)
{
  for (int width = 180; width < 600; width += 15)
    {
      g_autoptr (VitFigure) figure = vit_figure_new ();
      g_auto (VitFigurePlan) plan = { 0 };
      double edges[61], density[60];

      for (int k = 0; k <= 60; k++)
        edges[k] = -4 + 0.03 * k;
      for (int k = 0; k < 60; k++)
        density[k] = 0.02 + 3 * exp (-pow ((edges[k] + 3.6) / 0.2, 2));
      vit_figure_set_title (figure, "Potential energy of Cu");
      vit_figure_add_steps (figure, "target", 60, edges, density, VIT_PLOT_COLOUR_TARGET);
      vit_figure_add_reference (figure, VIT_AXIS_X, -3.615, "−3.615 eV", VIT_PLOT_COLOUR_TARGET);
      vit_figure_add_steps (figure, "model", 60, edges, density, VIT_PLOT_COLOUR_MODEL);
      vit_figure_add_reference (figure, VIT_AXIS_X, -3.267, "−3.267 eV", VIT_PLOT_COLOUR_MODEL);
      plan_init (&plan, figure, width, HALF_HEIGHT);
      g_assert_cmpfloat (plan.out.legend.width, >, 0);
      g_assert_false (overlap (&plan.references[1], &plan.references[3], 0));
      for (int k = 1; k < 4; k += 2)
        {
          g_assert_cmpfloat (plan.references[k].width, >, 0);
          g_assert_false (overlap (&plan.out.legend, &plan.references[k], 0.1 * plan.line));
        }
      /* The foot of the steps is everywhere. */
      g_assert_cmpfloat (plan.out.legend.y + plan.out.legend.height, <, vit_plot_scale_to_device (&plan.out.y, 0.02));
    }
}

/* Partial g(r), one above the other, with a spike that lets little room between them. */
static void
test_level_labels (void)
{
  static const char *const names[] = { "Cu-Cu", "Cu-Zr", "Zr-Zr" };

  for (int spike = 1; spike < 9; spike++)
    for (int wide = 0; wide < 2; wide++)
      {
        g_autoptr (VitFigure) figure = vit_figure_new ();
        g_auto (VitFigurePlan) plan = { 0 };
        double x[100], y[100];

        for (int k = 0; k < 3; k++)
          {
            for (int i = 0; i < 100; i++)
              {
                x[i] = 0.1 * i;
                y[i] = 2.5 * k + (i < 20 ? 0 : i == 20 ? spike : 1);
              }
            vit_figure_add_line (figure, k == 0 ? "model" : NULL, 100, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
            vit_figure_add_reference (figure, VIT_AXIS_Y, 2.5 * k, names[k], VIT_PLOT_COLOUR_MUTED);
          }
        vit_figure_set_title (figure, "Partial g(r)");
        vit_figure_set_label (figure, VIT_AXIS_X, "r (Å)");
        plan_init (&plan, figure, wide ? 460 : HALF_WIDTH, wide ? 210 : HALF_HEIGHT);
        for (int k = 0; k < 3; k++)
          {
            const VitFigureRect *label = &plan.references[2 * k + 1];
            double line = vit_plot_scale_to_device (&plan.out.y, 2.5 * k);

            g_assert_cmpfloat (label->width, >, 0);
            g_assert_cmpfloat (label->y, >, line);
            g_assert_cmpfloat (label->y + label->height, <=, plan.out.panel.y + plan.out.panel.height);
            for (int j = 0; j < k; j++)
              g_assert_false (overlap (label, &plan.references[2 * j + 1], 0));
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-place/the-legend-avoids-the-data", test_legend_place);
  g_test_add_func ("/figure-place/many-names-stand-in-columns", test_legend_of_many_names);
  g_test_add_func ("/figure-place/the-legend-rises-above-data-that-are-everywhere", test_raised_legend);
  g_test_add_func ("/figure-place/half-a-plot-has-a-residual", test_half_residual);
  g_test_add_func ("/figure-place/the-legend-stands-off-labels", test_legend_beside_labels);
  g_test_add_func ("/figure-place/level-lines-have-labels-on-one-side", test_level_labels);
  return g_test_run ();
}
