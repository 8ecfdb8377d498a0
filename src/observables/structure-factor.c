/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure-factor.h"

#include "error.h"

#include <math.h>

gboolean
vit_window_from_string (const char *text, VitWindow *window)
{
  static const char *const names[] = { "none", "cosine", "lorch" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *window = (VitWindow) i;
        return TRUE;
      }
  return FALSE;
}

double
vit_window_value (VitWindow window, double r, double r_max)
{
  double x = r / r_max;

  switch (window)
    {
    case VIT_WINDOW_COSINE:
      return x < 0.5 ? 1 : x < 1 ? 0.5 * (1 - cos (2 * G_PI * x)) : 0;
    case VIT_WINDOW_LORCH:
      return x < 1e-9 ? 1 : x < 1 ? sin (G_PI * x) / (G_PI * x) : 0;
    case VIT_WINDOW_NONE:
    default:
      return 1;
    }
}

/* (sin qr − qr cos qr)/q³. */
static double
primitive (double q, double r)
{
  double x = q * r;

  /* Below, the difference loses its digits; the series x³/3 − x⁵/30 + x⁷/840 has them. */
  if (x < 0.1)
    return r * r * r * (1.0 / 3 - x * x / 30 + x * x * x * x / 840);
  return (sin (x) - x * cos (x)) / (q * q * q);
}

double
vit_sine_kernel (double q, double r_low, double r_high)
{
  return primitive (q, r_high) - primitive (q, r_low);
}

void
vit_structure_factor_partials (const VitPairHistogram *histogram, VitWindow window, gsize n, const double *q, double *s)
{
  int n_bins = histogram->n_bins, n_pairs = histogram->n_pairs;
  double bin = histogram->bin, rho = (double) histogram->n_atoms / histogram->volume;
  g_autofree double *h = g_new (double, (gsize) n_pairs *(gsize) n_bins);

  for (int pair = 0; pair < n_pairs; pair++)
    {
      double *row = h + (gsize) pair * (gsize) n_bins;

      vit_pair_histogram_get_g (histogram, pair, row);
      for (int k = 0; k < n_bins; k++)
        row[k] = (row[k] - 1) * vit_window_value (window, (k + 0.5) * bin, n_bins * bin);
    }

  for (gsize i = 0; i < n; i++)
    {
      double sum[VIT_MAX_PAIRS] = { 0 }, low = 0;

      for (int k = 0; k < n_bins; k++)
        {
          double high = primitive (q[i], (k + 1) * bin);

          for (int pair = 0; pair < n_pairs; pair++)
            sum[pair] += h[(gsize) pair * (gsize) n_bins + (gsize) k] * (high - low);
          low = high;
        }
      for (int pair = 0; pair < n_pairs; pair++)
        s[(gsize) pair * n + i] = 1 + 4 * G_PI * rho * sum[pair];
    }
}

static gboolean
check_neutron_lengths (int n_species, const VitElement *const *elements, GError **error)
{
  for (int s = 0; s < n_species; s++)
    if (!isfinite (elements[s]->neutron_length))
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "no neutron scattering length is known for %s",
                     elements[s]->symbol);
        return FALSE;
      }
  return TRUE;
}

gboolean
vit_scattering_weights (const VitPairHistogram *histogram, const VitElement *const *elements, VitRadiation radiation,
                        gsize n, const double *q, double *weights, GError **error)
{
  int n_species = histogram->n_species;

  if (radiation == VIT_RADIATION_NEUTRON && !check_neutron_lengths (n_species, elements, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      double f[VIT_MAX_SPECIES], mean = 0;

      for (int s = 0; s < n_species; s++)
        {
          f[s] = radiation == VIT_RADIATION_XRAY ? vit_element_xray_form_factor (elements[s], q[i])
                                                 : elements[s]->neutron_length;
          mean += histogram->fraction[s] * f[s];
        }
      if (fabs (mean) < 1e-6)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "the mean scattering amplitude vanishes at q = %g Å⁻¹", q[i]);
          return FALSE;
        }
      for (int pair = 0; pair < histogram->n_pairs; pair++)
        {
          int a, b;

          vit_pair_species (n_species, pair, &a, &b);
          weights[(gsize) pair * n + i] = vit_pair_histogram_get_weight (histogram, pair) * f[a] * f[b] / (mean * mean);
        }
    }
  return TRUE;
}

void
vit_structure_factor_total (int n_pairs, gsize n, const double *weights, const double *partials, double *s)
{
  for (gsize i = 0; i < n; i++)
    {
      s[i] = 1;
      for (int pair = 0; pair < n_pairs; pair++)
        s[i] += weights[(gsize) pair * n + i] * (partials[(gsize) pair * n + i] - 1);
    }
}
