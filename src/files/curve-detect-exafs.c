/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-detect.h"

#include <math.h>

#define BIT(form) (1u << (form))

/* Root mean square of kⁿχ / kⁿ over from ≤ k < to; NaN below 8 points. */
static double
root_mean_square (const VitRawCurve *curve, int power, double from, double to)
{
  double sum = 0;
  int n = 0;

  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] >= from && curve->x[i] < to)
      {
        sum += pow (curve->y[i] / pow (curve->x[i], power), 2);
        n++;
      }
  return n >= 8 ? sqrt (sum / n) : NAN;
}

double
vit_curve_exafs_amplitude (const VitRawCurve *curve, int n, gboolean nanometres)
{
  double unit = nanometres ? 10 : 1;

  return root_mean_square (curve, n, 4 * unit, 6.5 * unit);
}

/* Whether a curve of this size and decay can be a χ(k). One shell of 12 neighbours at 2.8 Å has a size of 0.05 and a
 * decay as k^-1 at σ² = 0.003 Å², 0.017 and k^-3 at 0.02 Å², 0.007 and k^-6 at 0.04 Å², much the same for Cu, Zr and
 * Ta. Glasses, where waves of several shells cancel, have half of that; a fifth is allowed. */
static gboolean
is_chi (double size, double decay)
{
  double least = 0.003 * exp (0.33 * (MIN (decay, -3) + 3));

  return size > least && size < VIT_EXAFS_MAX_SIZE && decay > -7 && decay < 1;
}

VitFormEvidence
vit_curve_detect_exafs (const VitRawCurve *curve, gboolean nanometres)
{
  static const VitCurveForm forms[] = { VIT_FORM_CHI, VIT_FORM_K_CHI, VIT_FORM_K2_CHI, VIT_FORM_K3_CHI };
  VitFormEvidence evidence = { VIT_FORM_DETECT, 0, "has a size that more than one power of k gives", 0 };
  double unit = nanometres ? 10 : 1;
  int n_possible = 0;

  for (int i = 0; i < 4; i++)
    {
      double size = vit_curve_exafs_amplitude (curve, i, nanometres);
      double decay = log (root_mean_square (curve, i, 7 * unit, 9.5 * unit) / size) / log (8.25 / 5.25);

      if (!isfinite (size) || !isfinite (decay))
        {
          evidence.possible
              |= BIT (VIT_FORM_CHI) | BIT (VIT_FORM_K_CHI) | BIT (VIT_FORM_K2_CHI) | BIT (VIT_FORM_K3_CHI);
          evidence.form = VIT_FORM_DETECT;
          evidence.reason = "does not reach over k = 4-9.5 Å⁻¹";
          return evidence;
        }
      if (is_chi (size, decay))
        {
          evidence.possible |= BIT (forms[i]);
          evidence.form = forms[i];
          n_possible++;
        }
      /* Somebody may have changed the unit of k only, after the weighting. */
      if (nanometres && i > 0 && is_chi (size * pow (10, i), decay))
        n_possible += 2;
    }
  if (n_possible != 1)
    evidence.form = VIT_FORM_DETECT;
  else
    evidence.reason = "only so has it the size of an EXAFS";
  if (n_possible == 0)
    evidence.reason = "has not the size of an EXAFS, whatever the power of k";
  return evidence;
}
