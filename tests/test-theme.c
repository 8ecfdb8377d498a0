/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <math.h>

static const VitPlotTheme *const themes[] = { &vit_plot_theme_light, &vit_plot_theme_dark, &vit_plot_theme_print };

/* L*, a*, b* of CIE 1976 under D65, from linear red, green and blue. */
static void
lab (const double rgb[3], double out[3])
{
  static const double matrix[3][3]
      = { { 0.4124, 0.3576, 0.1805 }, { 0.2126, 0.7152, 0.0722 }, { 0.0193, 0.1192, 0.9505 } };
  static const double white[3] = { 0.9505, 1, 1.089 };
  double f[3];

  for (int i = 0; i < 3; i++)
    {
      double t = 0;

      for (int j = 0; j < 3; j++)
        t += matrix[i][j] * fmax (rgb[j], 0) / white[i];
      f[i] = t > 0.008856 ? cbrt (t) : 7.787 * t + 16 / 116.;
    }
  out[0] = 116 * f[1] - 16;
  out[1] = 500 * (f[0] - f[1]);
  out[2] = 200 * (f[1] - f[2]);
}

/* A colour as it is seen; @sight NULL for everybody's. */
static void
seen (const VitPlotRgba *colour, const double (*sight)[3], double out[3])
{
  const double channels[] = { colour->red, colour->green, colour->blue };
  double linear[3], changed[3];

  for (int i = 0; i < 3; i++)
    linear[i] = channels[i] <= 0.04045 ? channels[i] / 12.92 : pow ((channels[i] + 0.055) / 1.055, 2.4);
  for (int i = 0; i < 3; i++)
    {
      changed[i] = sight == NULL ? linear[i] : 0;
      for (int j = 0; sight != NULL && j < 3; j++)
        changed[i] += sight[i][j] * linear[j];
    }
  lab (changed, out);
}

static double
lightness (const VitPlotRgba *colour)
{
  double out[3];

  seen (colour, NULL, out);
  return out[0];
}

/* Greys differ by 2.3 when seen side by side; neighbours of the palette, which are used together, by far more.
 */
static void
test_grey_print (void)
{
  for (gsize t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      for (int i = 0; i < VIT_PLOT_PALETTE_SIZE; i++)
        for (int j = 0; j < i; j++)
          {
            double difference = fabs (lightness (&themes[t]->palette[i]) - lightness (&themes[t]->palette[j]));

            g_test_message ("theme %d: %d and %d differ by %.1f", (int) t, i, j, difference);
            g_assert_cmpfloat (difference, >, i - j == 1 ? 10 : 2.3);
          }
      /* 3:1, which WCAG asks of what is drawn, is a difference of about 40. */
      g_assert_cmpfloat (fabs (lightness (&themes[t]->model) - lightness (&themes[t]->background)), >, 40);
      g_assert_cmpfloat (fabs (lightness (&themes[t]->muted) - lightness (&themes[t]->background)), >, 50);
      g_assert_cmpfloat (fabs (lightness (&themes[t]->target) - lightness (&themes[t]->model)), >, 2.3);
    }
}

/* Deuteranopia and protanopia by the matrices of Machado et al. (2009); colours differ clearly from ΔE = 8 on. */
static void
test_colour_blind (void)
{
  static const double sights[2][3][3]
      = { { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
          { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } };

  for (gsize t = 0; t < G_N_ELEMENTS (themes); t++)
    for (int sight = 0; sight < 2; sight++)
      for (int i = 0; i < VIT_PLOT_PALETTE_SIZE; i++)
        for (int j = 0; j < i; j++)
          {
            double a[3], b[3];

            seen (&themes[t]->palette[i], sights[sight], a);
            seen (&themes[t]->palette[j], sights[sight], b);
            g_test_message ("theme %d: %d and %d", (int) t, i, j);
            g_assert_cmpfloat (sqrt (pow (a[0] - b[0], 2) + pow (a[1] - b[1], 2) + pow (a[2] - b[2], 2)), >, 8);
          }
}

static void
test_palette_begins_again (void)
{
  for (int i = 0; i < 3 * VIT_PLOT_PALETTE_SIZE; i++)
    g_assert_true (vit_plot_theme_get_colour (&vit_plot_theme_light, VIT_PLOT_PALETTE (i))
                   == &vit_plot_theme_light.palette[i % VIT_PLOT_PALETTE_SIZE]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/colours-are-told-apart-in-grey", test_grey_print);
  g_test_add_func ("/theme/colours-are-told-apart-by-the-colour-blind", test_colour_blind);
  g_test_add_func ("/theme/the-palette-begins-again", test_palette_begins_again);
  return g_test_run ();
}
