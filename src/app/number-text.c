/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-text.h"

#include "ticks.h"

#include <glib/gi18n.h>
#include <math.h>

/* Rounds to @digits; plain from 10^@least up to below 10^@most, else with a power of ten. */
static char *
significant (double value, int digits, int least, int most)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE], format[16];
  double mantissa;
  int exponent;
  g_autofree char *power = NULL;

  if (!isfinite (value) || value == 0)
    return g_strdup (value == 0 ? "0" : "–");
  /* Rounding may carry: 9.96 of two digits is 10. */
  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  value = g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, format, value), NULL);
  exponent = (int) floor (log10 (fabs (value)) + 1e-9);
  if (exponent >= least && exponent < most)
    {
      g_snprintf (format, sizeof format, "%%.%dg", MAX (digits, exponent + 1));
      g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
      return g_strconcat (value < 0 ? "−" : "", buffer, NULL);
    }
  power = vit_ticks_power_of_ten (exponent);
  mantissa = fabs (value) / pow (10, exponent);
  g_snprintf (format, sizeof format, "%%.%dg", digits);
  g_ascii_formatd (buffer, sizeof buffer, format, mantissa);
  if (g_str_equal (buffer, "1"))
    return g_strconcat (value < 0 ? "−" : "", power, NULL);
  return g_strconcat (value < 0 ? "−" : "", buffer, "·", power, NULL);
}

char *
vit_number_text_sigma (double value)
{
  double exponent = log10 (value);

  /* 0.01 and 0.001 read better as powers, which the axis of σ goes by. */
  if (isfinite (exponent) && exponent < -1.5 && fabs (exponent - round (exponent)) < 1e-9)
    return vit_ticks_power_of_ten ((int) round (exponent));
  return significant (value, 2, -3, 4);
}

char *
vit_number_text_near (double value, double step)
{
  int decimals = 0;

  if (!isfinite (value))
    return g_strdup ("–");
  if (isfinite (step) && step > 0)
    decimals = CLAMP ((int) ceil (-log10 (step) - 1e-9), 0, 8);
  if (fabs (value) >= 1e7 || (value != 0 && fabs (value) < 0.5 * pow (10, -8)))
    return significant (value, 3, -3, 4);
  return vit_ticks_format (value, decimals);
}

char *
vit_number_text_count (gint64 count)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (count >= 1000000)
    {
      g_ascii_formatd (buffer, sizeof buffer, count < 100000000 ? "%.3g" : "%.0f", (double) count / 1e6);
      return g_strdup_printf (_ ("%s million"), buffer);
    }
  if (count >= 10000)
    return g_strdup_printf ("%d,%03d", (int) (count / 1000), (int) (count % 1000));
  return g_strdup_printf ("%d", (int) count);
}

char *
vit_number_text_short (double value)
{
  return significant (value, 3, -3, 5);
}
