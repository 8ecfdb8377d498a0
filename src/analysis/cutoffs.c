/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cutoffs.h"

#include "error.h"

#include <math.h>
#include <string.h>

/* Where minima are looked for, Å: beyond the first shell of the largest atoms. */
#define R_MAX 10.0
#define BIN 0.02
/* Standard errors that a maximum or minimum must stand out by. */
#define SIGNIFICANCE 3.0
/* In units of the highest peak: the least height of the first peak (less are strays before it), and the least rise
   after the minimum. */
#define LEAST_PEAK 0.1
#define LEAST_RISE 0.02
/* A valley below this part of the peak before it is empty. */
#define EMPTY 0.01
#define PARABOLA 0.15 /* Å */

/* g(r) smoothed by a Gaussian, and the variance of each value. Counts and expected counts are smoothed apart: their
   quotient then has the least noise at small r. */
static void
smooth (const VitPairHistogram *histogram, int pair, double sigma, double *g, double *variance)
{
  int n = histogram->n_bins, reach = (int) ceil (4 * sigma / histogram->bin);
  const gint64 *count = histogram->count + (gsize) pair * (gsize) n;
  double density = histogram->pairs[pair] / histogram->volume;

  for (int k = 0; k < n; k++)
    {
      double sum = 0, squares = 0, expected = 0;

      for (int i = MAX (0, k - reach); i <= MIN (n - 1, k + reach); i++)
        {
          double x = (i - k) * histogram->bin / sigma, weight = exp (-x * x / 2);

          sum += weight * (double) count[i];
          squares += weight * weight * (double) count[i];
          expected += weight * density * vit_shell_volume (i, histogram->bin);
        }
      g[k] = sum / expected;
      variance[k] = squares / (expected * expected);
    }
}

static double
middle_of_valley (int n, double bin, const double *g, int bottom, double level)
{
  int low = bottom, high = bottom;

  while (low > 0 && g[low - 1] < level)
    low--;
  while (high < n - 1 && g[high + 1] < level)
    high++;
  return (low + high + 1) * bin / 2;
}

/* Least squares a + b x + c x² through an odd number of even steps; x̂ = −b / 2c. */
static double
vertex_of_parabola (int n, double bin, const double *g, int bottom)
{
  int half = MIN (MAX ((int) rint (PARABOLA / bin), 1), MIN (bottom, n - 1 - bottom));
  double n_points = 2 * half + 1, x2 = 0, x4 = 0, y = 0, xy = 0, x2y = 0, b, c;

  if (half == 0)
    return (bottom + 0.5) * bin;
  for (int x = -half; x <= half; x++)
    {
      double value = g[bottom + x], square = (double) x * x;

      x2 += square;
      x4 += square * square;
      y += value;
      xy += x * value;
      x2y += square * value;
    }
  b = xy / x2;
  c = (n_points * x2y - x2 * y) / (n_points * x4 - x2 * x2);
  if (!(c > 0) || fabs (b) > 2 * c * half)
    return (bottom + 0.5) * bin;
  return (bottom + 0.5 - b / (2 * c)) * bin;
}

static gboolean
stands_out (const double *g, const double *variance, int high, int low, double least)
{
  return g[high] - g[low] > fmax (least, SIGNIFICANCE * sqrt (variance[high] + variance[low]));
}

/* Follows the highest peak so far and the lowest point after it, until g(r) has risen again. */
static double
first_minimum (int n, double bin, const double *g, const double *variance)
{
  int top = 0, bottom = 0;
  double highest = 0;

  for (int k = 0; k < n; k++)
    highest = fmax (highest, g[k]);
  for (int k = 0; k < n; k++)
    {
      if (g[top] >= LEAST_PEAK * highest && stands_out (g, variance, top, bottom, LEAST_RISE * highest)
          && stands_out (g, variance, k, bottom, LEAST_RISE * highest))
        return g[bottom] < EMPTY * g[top] ? middle_of_valley (n, bin, g, bottom, EMPTY * g[top])
                                          : vertex_of_parabola (n, bin, g, bottom);
      if (g[k] > g[top])
        top = bottom = k;
      else if (g[k] < g[bottom])
        bottom = k;
    }
  return NAN;
}

double
vit_cutoffs_first_minimum (const VitPairHistogram *histogram, int pair)
{
  static const double smoothing[] = { 0.1, 0.15, 0.2, 0.3 };
  gsize n = (gsize) histogram->n_bins;
  g_autofree double *g = g_new (double, n), *variance = g_new (double, n);
  double r = NAN;

  if (histogram->pairs[pair] == 0)
    return NAN;
  for (gsize i = 0; i < G_N_ELEMENTS (smoothing) && isnan (r); i++)
    {
      smooth (histogram, pair, smoothing[i], g, variance);
      r = first_minimum (histogram->n_bins, histogram->bin, g, variance);
    }
  return r;
}

static char *
pair_name (const VitConfiguration *configuration, int pair)
{
  int a, b;

  vit_pair_species (vit_configuration_get_n_species (configuration), pair, &a, &b);
  return g_strdup_printf ("%s-%s", vit_configuration_get_element (configuration, a)->symbol,
                          vit_configuration_get_element (configuration, b)->symbol);
}

static double
closest_distance (const VitPairHistogram *histogram, int pair)
{
  const gint64 *count = histogram->count + (gsize) pair * (gsize) histogram->n_bins;

  for (int k = 0; k < histogram->n_bins; k++)
    if (count[k] > 0)
      return k * histogram->bin;
  return 0;
}

gboolean
vit_cutoffs_find (const VitPairHistogram *histogram, const VitConfiguration *configuration, double *cutoff,
                  GError **error)
{
  double found[VIT_MAX_PAIRS];

  for (int pair = 0; pair < histogram->n_pairs; pair++)
    {
      found[pair] = cutoff[pair];
      if (!isnan (cutoff[pair]))
        continue;
      found[pair] = histogram->pairs[pair] == 0 ? 0 : vit_cutoffs_first_minimum (histogram, pair);
      if (isnan (found[pair]))
        {
          g_autofree char *name = pair_name (configuration, pair);

          g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC,
                       "no minimum of g(r) of %s between %.2f and %.2f Å: give a cut-off", name,
                       closest_distance (histogram, pair), histogram->n_bins * histogram->bin);
          return FALSE;
        }
    }
  memcpy (cutoff, found, (gsize) histogram->n_pairs * sizeof *cutoff);
  return TRUE;
}

/* A whole text that is one number of decimal digits, 0 or more. */
static gboolean
parse_distance (const char *text, double *distance)
{
  char *end;
  double value;

  if (text[0] == '\0' || strspn (text, "0123456789+-.eE") != strlen (text))
    return FALSE;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (value) || value < 0)
    return FALSE;
  *distance = value;
  return TRUE;
}

static int
find_symbol (const VitConfiguration *configuration, const char *symbol)
{
  const VitElement *element = vit_element_by_symbol (symbol, -1);

  return element != NULL ? vit_configuration_find_species (configuration, element->z) : -1;
}

static int
parse_pair (const VitConfiguration *configuration, const char *text)
{
  g_auto (GStrv) part = g_strsplit (text, "-", -1);
  int a, b;

  if (g_strv_length (part) != 2)
    return -1;
  a = find_symbol (configuration, g_strstrip (part[0]));
  b = find_symbol (configuration, g_strstrip (part[1]));
  return a < 0 || b < 0 ? -1 : vit_pair_index (vit_configuration_get_n_species (configuration), a, b);
}

static void
set_parse_error (const VitConfiguration *configuration, const char *item, const char *what, GError **error)
{
  int n_pairs = vit_n_pairs (vit_configuration_get_n_species (configuration));
  g_autoptr (GString) pairs = g_string_new (NULL);

  for (int pair = 0; pair < n_pairs; pair++)
    {
      g_autofree char *name = pair_name (configuration, pair);

      g_string_append_printf (pairs, "%s%s", pair == 0 ? "" : ", ", name);
    }
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
               "cut-offs: \"%s\": %s; expected one distance in Å for all, or pairs and distances such as "
               "\"%.*s=3.5\", of the pairs %s",
               item, what, (int) strcspn (pairs->str, ","), pairs->str, pairs->str);
}

/* One "Cu-Zr=3.8". Returns: what is wrong with it, or NULL. */
static const char *
parse_item (const char *item, const VitConfiguration *configuration, double *cutoff, gboolean *named)
{
  g_auto (GStrv) side = g_strsplit (item, "=", -1);
  int pair;

  if (g_strv_length (side) != 2)
    return "is no pair with its distance";
  pair = parse_pair (configuration, side[0]);
  if (pair < 0)
    return "is no pair of these atoms";
  if (named[pair])
    return "names a pair for the second time";
  if (!parse_distance (g_strstrip (side[1]), &cutoff[pair]))
    return "has no distance";
  named[pair] = TRUE;
  return NULL;
}

gboolean
vit_cutoffs_parse (const char *text, const VitConfiguration *configuration, double *cutoff, GError **error)
{
  int n_pairs = vit_n_pairs (vit_configuration_get_n_species (configuration));
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_auto (GStrv) item = g_strsplit (stripped, ",", -1); /* of an empty text: none */
  gboolean named[VIT_MAX_PAIRS] = { FALSE };
  double parsed[VIT_MAX_PAIRS], all;

  memcpy (parsed, cutoff, (gsize) n_pairs * sizeof *cutoff);
  if (parse_distance (stripped, &all))
    for (int pair = 0; pair < n_pairs; pair++)
      parsed[pair] = all;
  else
    for (gsize i = 0; item[i] != NULL; i++)
      {
        const char *wrong = parse_item (g_strstrip (item[i]), configuration, parsed, named);

        if (wrong != NULL)
          {
            set_parse_error (configuration, item[i], wrong, error);
            return FALSE;
          }
      }
  memcpy (cutoff, parsed, (gsize) n_pairs * sizeof *cutoff);
  return TRUE;
}

gboolean
vit_cutoffs_choose (const VitConfiguration *configuration, const char *text, double *cutoff, GError **error)
{
  int n_pairs = vit_n_pairs (vit_configuration_get_n_species (configuration));
  double r_max = fmin (R_MAX, vit_cell_inscribed_radius (vit_configuration_get_cell (configuration)));
  double chosen[VIT_MAX_PAIRS];
  gboolean complete = TRUE;

  for (int pair = 0; pair < n_pairs; pair++)
    chosen[pair] = NAN;
  if (!vit_cutoffs_parse (text, configuration, chosen, error))
    return FALSE;
  for (int pair = 0; pair < n_pairs; pair++)
    complete = complete && !isnan (chosen[pair]);
  if (!complete)
    {
      g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
      g_autoptr (VitPairHistogram) histogram = vit_pair_histogram_new (atoms, BIN, r_max, error);

      if (histogram == NULL)
        return FALSE;
      vit_pair_histogram_count_exact (histogram, configuration);
      if (!vit_cutoffs_find (histogram, configuration, chosen, error))
        return FALSE;
    }
  memcpy (cutoff, chosen, (gsize) n_pairs * sizeof *cutoff);
  return TRUE;
}
