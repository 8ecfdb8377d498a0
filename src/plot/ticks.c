/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ticks.h"

#include <math.h>

#define MAX_MAJOR 200

char *
vit_ticks_format (double value, int decimals)
{
  char format[16], buffer[G_ASCII_DTOSTR_BUF_SIZE + 320];
  gboolean zero = TRUE;

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 20));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  for (const char *c = buffer; *c != '\0'; c++)
    zero = zero && (*c == '0' || *c == '.');
  return g_strconcat (value < 0 && !zero ? "−" : "", buffer, NULL);
}

char *
vit_ticks_power_of_ten (int exponent)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *plain = g_strdup_printf ("%d", ABS (exponent));
  GString *text = g_string_new (exponent < 0 ? "10⁻" : "10");

  for (const char *c = plain; *c != '\0'; c++)
    g_string_append (text, digits[*c - '0']);
  return g_string_free (text, FALSE);
}

/* mantissa × 10^exponent as text. */
static char *
scientific_text (double mantissa, int decimals, int exponent)
{
  g_autofree char *power = vit_ticks_power_of_ten (exponent), *number = vit_ticks_format (mantissa, decimals);

  return g_strconcat (number, "×", power, NULL);
}

static VitTicks *
ticks_from_arrays (GArray *major, GPtrArray *labels, GArray *minor)
{
  VitTicks *self = g_new0 (VitTicks, 1);

  self->n_major = major->len;
  self->n_minor = minor->len;
  self->major = (double *) (void *) g_array_free (major, FALSE);
  self->minor = (double *) (void *) g_array_free (minor, FALSE);
  g_ptr_array_add (labels, NULL);
  self->labels = (char **) g_ptr_array_free (labels, FALSE);
  return self;
}

void
vit_ticks_free (VitTicks *self)
{
  if (self == NULL)
    return;
  g_free (self->major);
  g_free (self->minor);
  g_strfreev (self->labels);
  g_free (self);
}

/* A step of digit · 10^exponent: the values are quotients of integers where that is exact (3/10, not 3 · 0.1). */
typedef struct
{
  int digit;
  int exponent;
} Step;

static double
step_value (Step step, double count)
{
  double power = pow (10, abs (step.exponent));

  /* Two factors, as 10^300 times a count overflows no sooner than the result does. */
  return step.exponent < 0 ? count * step.digit / power : count * step.digit * power;
}

static Step
step_at_least (double width)
{
  Step step = { 1, (int) floor (log10 (width)) };

  for (int i = 0; i < 4 && step_value (step, 1) < width * (1 - 1e-9); i++)
    {
      if (step.digit == 5)
        step = (Step){ 1, step.exponent + 1 };
      else
        step.digit = step.digit == 1 ? 2 : 5;
    }
  return step;
}

static Step
step_smaller (Step step)
{
  if (step.digit == 1)
    return (Step){ 5, step.exponent - 1 };
  step.digit = step.digit == 5 ? 2 : 1;
  return step;
}

static void
step_bounds (Step step, double low, double high, double *first, double *last)
{
  double width = step_value (step, 1);

  *first = ceil (low / width - 1e-6);
  *last = floor (high / width + 1e-6);
}

static char *
linear_text (double value, Step step, double largest)
{
  int decimals = MAX (0, -step.exponent), magnitude = largest > 0 ? (int) floor (log10 (largest) + 1e-9) : 0;
  int digits = MAX (0, magnitude - step.exponent);

  if (magnitude < 6 && decimals <= 4)
    return vit_ticks_format (value, decimals);
  /* Large numbers that differ little (10⁸ + 0.2) are no shorter with an exponent. */
  if (magnitude < 15 && MAX (magnitude, 0) + decimals <= digits + 2 && decimals < 20)
    return vit_ticks_format (value, decimals);
  if (value == 0)
    return g_strdup ("0");
  return scientific_text (value / pow (10, magnitude / 2) / pow (10, magnitude - magnitude / 2), MIN (digits, 12),
                          magnitude);
}

static VitTicks *
linear_ticks (double low, double high, double wanted)
{
  GArray *major = g_array_new (FALSE, FALSE, sizeof (double)), *minor = g_array_new (FALSE, FALSE, sizeof (double));
  GPtrArray *labels = g_ptr_array_new ();
  Step step = step_at_least ((high - low) / wanted), small;
  double first, last, largest = 0;

  step_bounds (step, low, high, &first, &last);
  for (int i = 0; i < 6 && last - first < 1; i++)
    {
      step = step_smaller (step);
      step_bounds (step, low, high, &first, &last);
    }
  last = fmin (last, first + MAX_MAJOR);
  for (double k = first; k <= last; k++)
    largest = fmax (largest, fabs (step_value (step, k)));
  for (double k = first; k <= last; k++)
    {
      double value = step_value (step, k) + 0.; /* no negative zero */

      g_array_append_val (major, value);
      g_ptr_array_add (labels, linear_text (value, step, largest));
    }
  /* Fifths of 1 and 5, quarters of 2. */
  small = step.digit == 2 ? (Step){ 5, step.exponent - 1 } : step_smaller (step_smaller (step));
  step_bounds (small, low, high, &first, &last);
  for (double k = first; k <= fmin (last, first + 5 * MAX_MAJOR); k++)
    {
      double value = step_value (small, k);

      if (fabs (remainder (value / step_value (step, 1), 1)) > 1e-6)
        g_array_append_val (minor, value);
    }
  return ticks_from_arrays (major, labels, minor);
}

static char *
log_text (int digit, int exponent, int lowest, int highest)
{
  /* 0.01 to 1000 is read faster than with exponents. */
  if (lowest >= -2 && highest <= 3)
    return vit_ticks_format (step_value ((Step){ digit, exponent }, 1), MAX (0, -exponent));
  if (exponent == 0)
    return g_strdup_printf ("%d", digit);
  return digit == 1 ? vit_ticks_power_of_ten (exponent) : scientific_text (digit, 0, exponent);
}

static VitTicks *
log_ticks (double low, double high, double wanted)
{
  GArray *major = g_array_new (FALSE, FALSE, sizeof (double)), *minor = g_array_new (FALSE, FALSE, sizeof (double));
  GPtrArray *labels = g_ptr_array_new ();
  int first = (int) floor (log10 (low) + 1e-9), last = (int) floor (log10 (high) + 1e-9);
  int n_decades = last - (int) ceil (log10 (low) - 1e-9) + 1, stride = 1;
  gboolean digits = n_decades < 2;

  while (n_decades / stride > wanted + 1 && stride < 1000)
    stride = stride == 1 ? 2 : stride == 2 ? 3 : stride == 3 ? 5 : stride * 2;
  for (int exponent = first; exponent <= last; exponent++)
    for (int digit = 1; digit <= 9; digit++)
      {
        double value = step_value ((Step){ digit, exponent }, 1);
        gboolean is_major = digits ? digit == 1 || digit == 2 || digit == 5 : digit == 1 && exponent % stride == 0;

        if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9))
          continue;
        if (is_major)
          {
            g_array_append_val (major, value);
            g_ptr_array_add (labels, log_text (digit, exponent, first, last));
          }
        else if (stride == 1 || digit == 1)
          g_array_append_val (minor, value);
      }
  return ticks_from_arrays (major, labels, minor);
}

VitTicks *
vit_ticks_new (VitPlotScaleKind kind, double low, double high, double length, double spacing)
{
  double wanted = length > 0 && spacing > 0 ? length / spacing : 1;
  VitTicks *ticks;

  wanted = isfinite (wanted) ? CLAMP (wanted, 1, MAX_MAJOR / 2) : 1;
  vit_plot_scale_mend (kind, &low, &high);
  if (kind == VIT_PLOT_LINEAR)
    return linear_ticks (low, high, wanted);
  ticks = log_ticks (low, high, wanted);
  /* Between 3 and 4 there is no such digit. */
  if (ticks->n_major < 2)
    {
      vit_ticks_free (ticks);
      ticks = linear_ticks (low, high, fmin (wanted, 4));
    }
  return ticks;
}

VitTicks *
vit_ticks_new_pair (double value)
{
  VitTicks *self = g_new0 (VitTicks, 1);
  Step step = { 1, (int) floor (log10 (value) + 1e-9) };
  double digits = value / step_value (step, 1);

  /* 0.015 needs one more than 0.02. */
  if (fabs (digits - rint (digits)) > 1e-6)
    step.exponent--;
  self->n_major = 3;
  self->major = g_memdup2 ((double[]){ -value, 0, value }, sizeof (double[3]));
  self->labels = g_new0 (char *, 4);
  self->labels[0] = linear_text (-value, step, value);
  self->labels[1] = g_strdup ("");
  self->labels[2] = linear_text (value, step, value);
  self->minor = g_new0 (double, 1);
  return self;
}
