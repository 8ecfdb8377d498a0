/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-unit.h"

#include <math.h>

/* Larger is no inverse length of a diffraction or EXAFS experiment in either unit, but an energy or an angle. */
#define MAX_Q_NM 1000
#define MAX_K_NM 400

/* Whether g(r) is calm, as it must be where no two atoms are, over at least 3 points below 3/4 of the peak. */
static gboolean
is_calm_below (const VitRawCurve *curve, double peak)
{
  double sum = 0, square = 0, largest = 0, variance;
  int n = 0;

  for (gsize i = 0; i < curve->n; i++)
    {
      largest = MAX (largest, fabs (curve->y[i]));
      if (curve->x[i] < 0.75 * peak)
        {
          sum += curve->y[i];
          square += curve->y[i] * curve->y[i];
          n++;
        }
    }
  if (n < 3)
    return FALSE;
  variance = square / n - (sum / n) * (sum / n);
  return sqrt (MAX (variance, 0)) < 0.25 * largest;
}

static int
unit_of_q (const VitRawCurve *curve, VitCurveForm form, char **reason)
{
  double reach = curve->x[curve->n - 1], peak = vit_curve_peak (curve, form);

  *reason = g_strdup_printf ("reaches %g, largest S(q) at %.3g", reach, peak);
  if (reach > MAX_Q_NM)
    return -1;
  if (reach > 60 && peak > 10)
    return 1;
  return reach <= 60 && peak > 0 && peak <= 10 ? 0 : -1;
}

static int
unit_of_r (const VitRawCurve *curve, VitCurveForm form, char **reason)
{
  double reach = curve->x[curve->n - 1], peak = vit_curve_peak (curve, form);

  *reason = g_strdup_printf ("largest %s at %.3g, reaches %g", form == VIT_FORM_PDF ? "G(r)" : "g(r)", peak, reach);
  if (peak <= 0.6 && reach <= 6 && is_calm_below (curve, peak))
    return 1;
  return peak >= 0.9 && peak <= 6 && reach >= 1.5 * peak ? 0 : -1;
}

static int
unit_of_k (const VitRawCurve *curve, char **reason)
{
  double reach = curve->x[curve->n - 1];

  *reason = g_strdup_printf ("reaches %g", reach);
  if (reach > MAX_K_NM || (reach > 40 && reach <= 60))
    return -1;
  return reach > 60;
}

int
vit_curve_detect_nanometres (const VitRawCurve *curve, VitCurveKind kind, VitCurveForm form, char **reason)
{
  switch (kind)
    {
    case VIT_CURVE_SQ:
      return unit_of_q (curve, form, reason);
    case VIT_CURVE_RDF:
      return unit_of_r (curve, form, reason);
    case VIT_CURVE_EXAFS:
    default:
      return unit_of_k (curve, reason);
    }
}
