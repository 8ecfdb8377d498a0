/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "range.h"

#include "text-file.h"

#include <math.h>

gboolean
vit_range_parse (const char *text, VitRange *range)
{
  g_auto (GStrv) part = g_strsplit (text, ":", -1);
  guint n = g_strv_length (part);
  VitRange result = { 0 };

  if (n < 2 || n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_strstrip (part[i]);
  if (!vit_parse_double (part[0], &result.low) || !vit_parse_double (part[1], &result.high)
      || (n == 3 && !vit_parse_double (part[2], &result.step)))
    return FALSE;
  if (result.low < 0 || result.high <= result.low || result.step < 0 || (n == 3 && result.step <= 0))
    return FALSE;
  if (n == 3 && (result.high - result.low) / result.step > 100000)
    return FALSE;
  *range = result;
  return TRUE;
}

gsize
vit_range_get_n (const VitRange *range)
{
  return (gsize) floor ((range->high - range->low) / range->step + 1e-6) + 1;
}

double *
vit_range_get_points (const VitRange *range)
{
  gsize n = vit_range_get_n (range);
  double *points = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    points[i] = range->low + (double) i * range->step;
  return points;
}
