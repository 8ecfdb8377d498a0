/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-detect.h"

#include <math.h>
#include <stdlib.h>

#define BIT(form) (1u << (form))

/* y as the plain curve that it would be if it had @form; G(r), whose density is not known, stays as it is. */
static double
plain (const VitRawCurve *curve, VitCurveForm form, gsize i)
{
  double x = curve->x[i];

  if (form == VIT_FORM_PDF)
    return curve->y[i];
  return vit_curve_form_plain (form, 0, x > 0 ? x : G_MINDOUBLE, curve->y[i]);
}

double
vit_curve_peak (const VitRawCurve *curve, VitCurveForm form)
{
  gsize best = curve->n;

  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] > 0 && (best == curve->n || plain (curve, form, i) > plain (curve, form, best)))
      best = i;
  return best < curve->n ? curve->x[best] : 0;
}

/* Mean over from ≤ x < to under a sin² taper, which lets whole and broken periods count alike; NaN below 4 points. */
static double
tapered_mean (const VitRawCurve *curve, VitCurveForm form, double from, double to)
{
  double sum = 0, weights = 0;
  int n = 0;

  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] >= from && curve->x[i] < to)
      {
        double s = sin (G_PI * (curve->x[i] - from) / (to - from));

        sum += s * s * plain (curve, form, i);
        weights += s * s;
        n++;
      }
  return n >= 4 && weights > 0 ? sum / weights : NAN;
}

/* The two means over the tail, halved. The tail begins where the first oscillations are over. FALSE if it is too short.
 */
static gboolean
tail_means (const VitRawCurve *curve, VitCurveForm form, double peak, double means[2])
{
  double end = curve->x[curve->n - 1];
  double start = MAX (1.6 * peak, (curve->x[0] + end) / 2);

  if (end < 2.2 * peak)
    return FALSE;
  means[0] = tapered_mean (curve, form, start, (start + end) / 2);
  means[1] = tapered_mean (curve, form, (start + end) / 2, end);
  return isfinite (means[0]) && isfinite (means[1]);
}

/* Whether the plain curve of @form tends to 1, within @tolerance, and not on a slope. */
static gboolean
tends_to_one (const VitRawCurve *curve, VitCurveForm form, double tolerance)
{
  double means[2];

  return tail_means (curve, form, vit_curve_peak (curve, form), means) && fabs (means[0] - 1) < tolerance
         && fabs (means[1] - 1) < tolerance && fabs (means[0] - means[1]) < 0.6 * tolerance;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Quantile @q of the plain curve over x < @to; NaN below 4 points. */
static double
quantile_below (const VitRawCurve *curve, VitCurveForm form, double to, double q)
{
  g_autofree double *values = NULL;
  gsize n = 0;

  while (n < curve->n && curve->x[n] < to)
    n++;
  if (n < 4)
    return NAN;
  values = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    values[i] = plain (curve, form, i);
  qsort (values, n, sizeof *values, compare_doubles);
  return values[(gsize) (q * (double) (n - 1))];
}

/* What S(q) is below its first peak, if the curve has one of the forms that tend to 0. */
typedef struct
{
  double level;   /* median; NaN if there are too few points */
  double scatter; /* mean square about it beyond what the noise gives, weighted as the form weights it */
} LowQ;

/* Standard deviation of the noise of y, from the second differences, which a smooth curve does not have. */
static double
noise_of (const VitRawCurve *curve)
{
  g_autofree double *bends = NULL;
  gsize n = curve->n - 2;

  if (curve->n < 8)
    return 0;
  bends = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    bends[i] = fabs (curve->y[i] - 2 * curve->y[i + 1] + curve->y[i + 2]);
  qsort (bends, n, sizeof *bends, compare_doubles);
  /* The median of |normal deviates| is 0.6745; the variance of the second difference is 6. */
  return bends[n / 2] / 0.6745 / sqrt (6);
}

static LowQ
look_at_low_q (const VitRawCurve *curve, VitCurveForm form, double noise)
{
  double end = 0.68 * vit_curve_peak (curve, form), sum = 0, weights = 0;
  LowQ low = { quantile_below (curve, form, end, 0.5), 0 };

  for (gsize i = 0; i < curve->n && curve->x[i] < end; i++)
    {
      /* Deviations are taken in y, where the noise is the same everywhere. */
      double base = form == VIT_FORM_Q_S_MINUS_1 ? curve->x[i] : 1;

      sum += pow (curve->y[i] - base * (low.level - 1), 2) - noise * noise;
      weights += base * base;
    }
  low.scatter = weights > 0 ? sum / weights : 0;
  return low;
}

/* S(q) of dense matter is small and almost constant there. */
static gboolean
is_shown (const LowQ *low)
{
  return low->level > -0.15 && low->level < 0.3 && low->scatter < 0.12 * 0.12;
}

/* With a margin, as near q = 1 both forms are the same. */
static gboolean
is_excluded (const LowQ *low)
{
  return low->level < -0.22 || low->level > 0.36 || low->scatter > 0.2 * 0.2;
}

VitFormEvidence
vit_curve_detect_sq (const VitRawCurve *curve)
{
  VitFormEvidence evidence
      = { VIT_FORM_DETECT, BIT (VIT_FORM_S) | BIT (VIT_FORM_S_MINUS_1) | BIT (VIT_FORM_Q_S_MINUS_1),
          "has no clear limit at large q", 0 };
  double noise = noise_of (curve);
  LowQ minus = look_at_low_q (curve, VIT_FORM_S_MINUS_1, noise);
  LowQ times = look_at_low_q (curve, VIT_FORM_Q_S_MINUS_1, noise);
  gboolean near_zero = tends_to_one (curve, VIT_FORM_S_MINUS_1, 0.2);

  if (tends_to_one (curve, VIT_FORM_S, 0.2))
    {
      /* An offset can bring the tail of q[S − 1] near 1, but then it still begins as −q. */
      if (!is_shown (&times))
        return (VitFormEvidence){ VIT_FORM_S, BIT (VIT_FORM_S), "tends to 1 at large q", 0 };
      return evidence;
    }
  if (!near_zero && !tends_to_one (curve, VIT_FORM_Q_S_MINUS_1, 0.2))
    return evidence;

  evidence.possible = BIT (VIT_FORM_S_MINUS_1) | BIT (VIT_FORM_Q_S_MINUS_1);
  evidence.reason = "tends to 0 at large q, but what it does below the first peak fits both or is missing";
  if (near_zero && is_shown (&minus) && is_excluded (&times))
    return (VitFormEvidence){ VIT_FORM_S_MINUS_1, BIT (VIT_FORM_S_MINUS_1),
                              "tends to 0 at large q and to -1 at small q", 0 };
  if (is_shown (&times) && is_excluded (&minus))
    return (VitFormEvidence){ VIT_FORM_Q_S_MINUS_1, BIT (VIT_FORM_Q_S_MINUS_1),
                              "tends to 0 at large q and begins as -q", 0 };
  return evidence;
}

/* A straight line through the points below @to. */
typedef struct
{
  int n;
  double mean_x, mean_y, slope, slope_error;
} Line;

static Line
fit_line_below (const VitRawCurve *curve, double to)
{
  Line line = { 0 };
  double sxx = 0, sxy = 0, residual = 0;

  for (; (gsize) line.n < curve->n && curve->x[line.n] < to; line.n++)
    {
      line.mean_x += curve->x[line.n];
      line.mean_y += curve->y[line.n];
    }
  if (line.n < 5)
    return line;
  line.mean_x /= line.n;
  line.mean_y /= line.n;
  for (int i = 0; i < line.n; i++)
    {
      sxx += (curve->x[i] - line.mean_x) * (curve->x[i] - line.mean_x);
      sxy += (curve->x[i] - line.mean_x) * (curve->y[i] - line.mean_y);
    }
  line.slope = sxy / sxx;
  for (int i = 0; i < line.n; i++)
    residual += pow (curve->y[i] - line.mean_y - line.slope * (curve->x[i] - line.mean_x), 2);
  line.slope_error = sqrt (residual / (line.n - 2) / sxx);
  return line;
}

VitFormEvidence
vit_curve_detect_rdf (const VitRawCurve *curve)
{
  VitFormEvidence evidence = { VIT_FORM_DETECT, BIT (VIT_FORM_G) | BIT (VIT_FORM_G_MINUS_1) | BIT (VIT_FORM_PDF),
                               "has no clear limit at large r", 0 };
  double peak = vit_curve_peak (curve, VIT_FORM_G), scale = 0, means[2], bend, error;
  Line line = fit_line_below (curve, 0.75 * peak);

  if (tends_to_one (curve, VIT_FORM_G, 0.15))
    {
      double level = quantile_below (curve, VIT_FORM_G, 0.75 * peak, 0.5);

      if (!(fabs (level) >= 0.25) && !(line.mean_y < -0.25))
        return (VitFormEvidence){ VIT_FORM_G, BIT (VIT_FORM_G), "tends to 1 at large r", 0 };
      return evidence;
    }
  for (gsize i = 0; i < curve->n; i++)
    scale = MAX (scale, curve->y[i]);
  if (!tail_means (curve, VIT_FORM_G, peak, means) || MAX (fabs (means[0]), fabs (means[1])) > 0.1 * scale)
    return evidence;

  evidence.possible = BIT (VIT_FORM_G_MINUS_1) | BIT (VIT_FORM_PDF);
  evidence.reason = "tends to 0 at large r, but what it does below the first peak is missing or too noisy";
  if (line.n < 5 || line.mean_y >= 0)
    return evidence;
  /* 0 for a constant, 1 for a line through the origin. */
  bend = line.slope * line.mean_x / line.mean_y;
  error = 3 * line.slope_error * line.mean_x / fabs (line.mean_y);
  if (fabs (bend) + error < 0.4 && fabs (line.mean_y + 1) < 0.2)
    return (VitFormEvidence){ VIT_FORM_G_MINUS_1, BIT (VIT_FORM_G_MINUS_1),
                              "tends to 0 at large r and is -1 below the first peak", 0 };
  if (fabs (bend - 1) + error < 0.4)
    return (VitFormEvidence){ VIT_FORM_PDF, BIT (VIT_FORM_PDF),
                              "tends to 0 at large r and falls in proportion to r below the first peak", line.slope };
  return evidence;
}
