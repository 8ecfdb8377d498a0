/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-file.h"
#include "column-labels.h"
#include "error.h"
#include "test-folder.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static VitCurve *
read_text (const char *text, VitCurveKind kind, const VitColumnOptions *options)
{
  const char *path = vit_test_folder_write ("curve.dat", text);
  g_autoptr (GError) error = NULL;
  VitCurve *curve = vit_curve_read (path, kind, options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (curve);
  return curve;
}

/* @expected: the message behind the path, beginning with ":line" or ":". */
static void
assert_error (const char *text, VitCurveKind kind, const VitColumnOptions *options, const char *expected)
{
  const char *path = vit_test_folder_write ("curve.dat", text);
  g_autofree char *message = g_strconcat (path, expected, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitCurve) curve = vit_curve_read (path, kind, options, &error);

  g_assert_null (curve);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, message);
}

static const VitColumnOptions as_s = { VIT_FORM_S, 0, 0, 0, 0, NULL };
static const VitColumnOptions as_chi = { VIT_FORM_CHI, 0, 0, 0, 0, NULL };
static const VitColumnOptions detect = { VIT_FORM_DETECT, -1, 0, 0, 0, NULL };

/* Three points 1, 2, 3 with the values 0.5, 1.5, 1. */
static void
assert_three_points (const char *text)
{
  g_autoptr (VitCurve) curve = read_text (text, VIT_CURVE_SQ, &as_s);

  g_assert_cmpuint (curve->n, ==, 3);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (curve->x[i], ==, i + 1);
  g_assert_cmpfloat (curve->y[0], ==, 0.5);
  g_assert_cmpfloat (curve->y[1], ==, 1.5);
  g_assert_cmpfloat (curve->y[2], ==, 1);
}

static void
test_dialects (void)
{
  assert_three_points ("1 0.5\n2 1.5\n3 1\n");
  assert_three_points ("1\t0.5\r\n2\t1.5\r\n3\t1\r\n");
  assert_three_points ("1,0.5\n2,1.5\n3,1");
  assert_three_points ("1;0.5\n2;1.5\n3;1\n");
  assert_three_points ("\xef\xbb\xbf\"q\",\"S\"\n1,0.5\n2,1.5\n3,1\n");
  assert_three_points ("3\nCu64Zr36 at 300 K\n1 0.5\n2 1.5\n3 1\n");
  assert_three_points (
      "# a\n! b\n% c\n; d\n* e\nplain text\n\n  1 .5 \n# in the middle\n+2. 1.5D0\n\n3e0 1\n* at the end\n\n");
  assert_three_points ("Measured by 3 people\n1 0.5 # first\n2 1.5 ! second\n3 1\n");
  assert_three_points ("1 0.5 nan\n2 1.5 1\n3 1 inf\n");
  assert_three_points ("3 1\n2 1.5\n1 0.5\n");
}

static void
test_falling_order_is_said (void)
{
  g_autoptr (VitCurve) curve = read_text ("3 1\n2 1.5\n1 0.5\n", VIT_CURVE_SQ, &as_s);

  g_assert_nonnull (strstr (curve->note, "falling order"));
}

static void
test_broken_rows (void)
{
  const VitCurveKind sq = VIT_CURVE_SQ;

  assert_error ("# q S\n1 0.5\n2 1.5 0.1\n3 1\n", sq, &as_s, ":3: expected 2 columns, found 3");
  assert_error ("1 0.5 0.1\n2 1.5\n3 1\n", sq, &as_s, ":2: expected 3 columns, found 2");
  assert_error ("1 0.5\n2 1.5\nthe end\n", sq, &as_s, ":3: expected a number in column 1, found “the”");
  assert_error ("1 0.5\n2 1.5\nend\n", sq, &as_s, ":3: expected 2 columns of numbers, found “end”");
  assert_error ("1 0.5\n2 nan\n3 1\n", sq, &as_s, ":2: expected a finite number in column 2, found “nan”");
  assert_error ("1 0.5\n2 -Inf\n3 1\n", sq, &as_s, ":2: expected a finite number in column 2, found “-Inf”");
  assert_error ("1 NaN\n2 2\n3 1\n", sq, &as_s, ":1: expected a finite number in column 2, found “NaN”");
  assert_error ("1 0.5\n2 1.#QNAN\n3 1\n", sq, &as_s, ":2: expected a finite number in column 2, found “1.#QNAN”");
  assert_error ("1 0.5\n2 1e999\n3 1\n", sq, &as_s, ":2: expected a number in column 2, found “1e999”");
  assert_error ("1 0.5\n2 0x1p3\n3 1\n", sq, &as_s, ":2: expected a number in column 2, found “0x1p3”");
  assert_error ("1 0.5\n2 1.5 abc\n3 1\n", sq, &as_s, ":2: expected 2 columns, found 3");
  assert_error ("1 0.5x\n2 1.5\n3 1\n4 1\n", sq, &as_s, ":1: expected 2 columns of numbers, found “1 0.5x”");
  assert_error ("1 0.5\n****** 1.5\n3 1\n", sq, &as_s, ":2: expected a number in column 1, found “******”");
  assert_error ("1 0.5\n3 1.5\n2 1\n", sq, &as_s, ":3: expected the first coordinate to rise, found 2 after 3");
  assert_error ("1 0.5\n1 1.5\n2 1\n", sq, &as_s, ":2: expected the first coordinate to rise, found 1 after 1");
  assert_error ("3 0.5\n2 1.5\n2 1\n", sq, &as_s,
                ":3: expected the first coordinate to fall as before, found 2 after 2");
  assert_error ("1,,0.5\n2,,1.5\n3,,1\n", sq, &as_s, ":1: expected a number in every column, found an empty one");
  assert_error ("1 0.5\n2 1.5\n", sq, &as_s, ":2: expected at least 3 points, found 2");
  assert_error ("# only\n# comments\n", sq, &as_s, ":2: expected rows of numbers, found none in the file");
  assert_error ("1\n2\n3\n", sq, &as_s, ":2: expected at least 2 columns, found 1");
  assert_error ("-1 0.5\n2 1.5\n3 1\n", sq, &as_s, ": expected q from 0 on, found -1");
  assert_error ("4\ntitle\n1 0.5\n2 1.5\n3 1\n", sq, &as_s, ":1: expected 4 rows, as this line says, found 3");
}

static void
test_decimal_commas (void)
{
  const char *expected = ":2: expected a point as the decimal mark, found commas in “0,5;1,2”";

  assert_error ("q;S\n0,5;1,2\n0,6;1,3\n0,7;1,1\n", VIT_CURVE_SQ, &as_s, expected);
  assert_error ("0,5\t1,2\n0,6\t1,3\n0,7\t1,1\n", VIT_CURVE_SQ, &as_s,
                ":1: expected a point as the decimal mark, found commas in “0,5\t1,2”");
  assert_error ("1 1\n2 2,5\n3 1\n", VIT_CURVE_SQ, &as_s, ":2: expected a point as the decimal mark, found commas");
}

static void
test_columns (void)
{
  const char *text = "#---\n# k chi chik chik2 chik3 @#\n1 1 1 1 1\n2 2 4 8 16\n4 3 12 48 192\n";
  VitColumnOptions options = { VIT_FORM_K3_CHI, 0, 0, 0, 0, NULL };
  g_autoptr (VitCurve) named = read_text (text, VIT_CURVE_EXAFS, &options);
  g_autoptr (VitCurve) given = NULL;

  g_assert_cmpfloat (named->y[2], ==, 3); /* column 5 over k³ */
  options = (VitColumnOptions){ VIT_FORM_CHI, 0, 1, 4, 0, NULL };
  given = read_text (text, VIT_CURVE_EXAFS, &options);
  g_assert_cmpfloat (given->y[2], ==, 48);

  options.y_column = 6;
  assert_error (text, VIT_CURVE_EXAFS, &options, ": expected a column 6, found 5 columns");
  options.y_column = 1;
  assert_error (text, VIT_CURVE_EXAFS, &options, ": expected two different columns, found column 1 as both");
  assert_error ("# energy xmu\n8900 0.1\n8901 0.2\n8902 0.3\n", VIT_CURVE_EXAFS, &as_chi,
                ": expected k in column 1, found a column named “energy”");
  assert_error (text, VIT_CURVE_SQ, &options, ": expected a form of a curve over q, found chi(k)");
}

static void
test_forms_are_converted (void)
{
  VitColumnOptions options = { VIT_FORM_S_MINUS_1, 0, 0, 0, 0, NULL };
  g_autoptr (VitCurve) minus = read_text ("1 -1\n2 0.5\n4 0\n", VIT_CURVE_SQ, &options);
  g_autoptr (VitCurve) times = NULL, pdf = NULL, nano = NULL, origin = NULL;

  g_assert_cmpfloat (minus->y[1], ==, 1.5);
  g_assert_false (minus->detected);
  g_assert_cmpint (minus->form, ==, VIT_FORM_S_MINUS_1);

  options = (VitColumnOptions){ VIT_FORM_Q_S_MINUS_1, 1, 0, 0, 0, NULL };
  times = read_text ("10 -10\n20 10\n40 0\n", VIT_CURVE_SQ, &options);
  g_assert_cmpfloat (times->x[1], ==, 2);
  g_assert_cmpfloat (times->y[0], ==, 0);
  g_assert_cmpfloat (times->y[1], ==, 1.5);

  /* 4π · 0.05 Å⁻³ · 2 Å = 1.2566 Å⁻²; in nm⁻² a hundred times more. */
  options = (VitColumnOptions){ VIT_FORM_PDF, 0, 0, 0, 0.05, NULL };
  pdf = read_text ("0 0\n1 -0.6283185307\n2 1.2566370614\n3 0\n", VIT_CURVE_RDF, &options);
  g_assert_cmpuint (pdf->n, ==, 3);
  g_assert_nonnull (strstr (pdf->note, "the point at r = 0 left out"));
  g_assert_cmpfloat_with_epsilon (pdf->y[0], 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (pdf->y[1], 2, 1e-9);
  options.nanometres = 1;
  nano = read_text ("0.1 -62.83185307\n0.2 125.66370614\n0.3 0\n", VIT_CURVE_RDF, &options);
  g_assert_cmpfloat_with_epsilon (nano->x[1], 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (nano->y[1], 2, 1e-9);

  options.density = 0;
  assert_error ("0.1 -62.8\n0.2 125.6\n0.3 0\n", VIT_CURVE_RDF, &options,
                ": expected a number density, as it holds G(r) = 4πρr[g(r) − 1]");
  options = (VitColumnOptions){ VIT_FORM_K2_CHI, 0, 0, 0, 0, NULL };
  assert_error ("0 1\n1 1\n2 4\n", VIT_CURVE_EXAFS, &options,
                ": expected k above 0, as k^2*chi(k) is divided by it, found 0");
  origin = read_text ("0 0\n1 1\n2 4\n4 32\n", VIT_CURVE_EXAFS, &options);
  g_assert_cmpfloat (origin->y[2], ==, 2);
}

static void
test_form_names (void)
{
  VitCurveForm form;

  for (int i = VIT_FORM_DETECT; i <= VIT_FORM_K3_CHI; i++)
    {
      g_assert_true (vit_curve_form_from_string (vit_curve_form_to_string ((VitCurveForm) i), &form));
      g_assert_cmpint (form, ==, i);
    }
  g_assert_true (vit_curve_form_from_string (" q [ s(q) − 1 ] ", &form));
  g_assert_cmpint (form, ==, VIT_FORM_Q_S_MINUS_1);
  g_assert_true (vit_curve_form_from_string ("S(Q) - 1", &form));
  g_assert_cmpint (form, ==, VIT_FORM_S_MINUS_1);
  g_assert_false (vit_curve_form_from_string ("G(r)-1", &form));
  g_assert_false (vit_curve_form_from_string ("", &form));
}

static void
test_comma_locale (void)
{
  vit_test_set_comma_locale ();
  assert_three_points ("1 0.5\n2 1.5\n3 1\n");
  assert_three_points ("1,0.5\n2,1.5\n3,1\n");
  setlocale (LC_ALL, "C");
}

/* 100 MB: must take seconds and no allocation for each line. */
static void
test_large_file (void)
{
  const guint n = 5000000;
  const char *path;
  g_autoptr (GString) text = g_string_sized_new (24 * (gsize) n);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitCurve) curve = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%d.%06d 1.%09d\n", (int) (i / 1000000), (int) (i % 1000000),
                            (int) (i * 197 % 999983));
  g_assert_cmpuint (text->len, >=, 100000000);
  path = vit_test_folder_write ("large.dat", text->str);
  curve = vit_curve_read (path, VIT_CURVE_SQ, &as_s, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (curve->n, ==, n);
  g_assert_cmpfloat (curve->x[n - 1], ==, 4.999999);
  g_remove (path);
}

/* A damaged file gives a curve or an error, whatever was damaged. */
static void
test_mutations (void)
{
  static const char *const texts[] = {
    "4\nCu64Zr36\n# q_1/A, S(q)\n0.5, 0.01\n1.5, 0.02\n2.5, 2.1\n3.5, 0.9\n",
    "#---\n#  k chi chik chik2 (A^-2) @#\n 0.00 -3.2E-01 0.0 1.0\n 0.05 -3.2D-01 3.5E-01 -1\n 0.1 0 0 0\n",
    "\"r (nm)\";\"G(r)\"\r\n0.0;0\r\n0.1;-62.8\r\n0.2;125.6\r\n0.3;0 # end\r\n",
  };
  static const VitCurveKind kinds[] = { VIT_CURVE_SQ, VIT_CURVE_EXAFS, VIT_CURVE_RDF };
  static const VitCurveForm given[] = { VIT_FORM_S, VIT_FORM_K_CHI, VIT_FORM_PDF };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  int n_read = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i % 3]);
      g_autoptr (GError) error = NULL;
      g_autoptr (VitCurve) curve = NULL;
      VitColumnOptions options = { VIT_FORM_DETECT, -1, 0, 0, 0.05, NULL };
      const char *path;

      if (i % 2 == 0)
        options.form = given[i % 3];
      for (int j = g_rand_int_range (random, 1, 5); j > 0 && text->len > 1; j--)
        {
          gssize at = g_rand_int_range (random, 0, (gint32) text->len);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              text->str[at] ^= (char) (1 << g_rand_int_range (random, 0, 8));
              break;
            case 1:
              g_string_erase (text, at, g_rand_int_range (random, 1, 1 + MIN (9, (gint32) (text->len - (gsize) at))));
              break;
            default:
              g_string_insert_len (text, at, texts[i % 3] + at % 40, 4);
              break;
            }
        }
      path = vit_test_folder_write_bytes ("mutation.dat", text->str, (gssize) text->len);
      curve = vit_curve_read (path, kinds[i % 3], &options, &error);
      g_assert_true ((curve == NULL) == (error != NULL));
      if (curve == NULL)
        {
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      n_read++;
      for (gsize j = 0; j < curve->n; j++)
        g_assert_true (isfinite (curve->x[j]) && isfinite (curve->y[j]) && (j == 0 || curve->x[j] > curve->x[j - 1]));
    }
  g_test_message ("%d of 2000 damaged files could still be read", n_read);
  g_assert_cmpint (n_read, >, 50);
  g_assert_cmpint (n_read, <, 1950);
}

/* Path of a file in tests/reference. */
static char *
reference_path (const char *name)
{
  g_autofree char *below = g_build_filename ("tests", "reference", name, NULL);

  return vit_test_path (below);
}

/* A reference curve, plain. */
static VitCurve *
read_reference (const char *name, VitCurveKind kind, int column)
{
  g_autofree char *path = reference_path (name);
  VitColumnOptions options = {
    kind == VIT_CURVE_SQ ? VIT_FORM_S : kind == VIT_CURVE_RDF ? VIT_FORM_G : VIT_FORM_CHI, 0, 1, column, 0, NULL
  };
  g_autoptr (GError) error = NULL;
  VitCurve *curve = vit_curve_read (path, kind, &options, &error);

  g_assert_no_error (error);
  return curve;
}

/* The same with S(q) = 0.02 in steps of 0.05 from q = 0.05 on, where the reference has no points. */
static void
extend_to_zero (VitCurve *curve)
{
  gsize n = (gsize) floor (curve->x[0] / 0.05 - 0.5);
  double *x = g_new (double, curve->n + n), *y = g_new (double, curve->n + n);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = 0.05 * (double) (i + 1);
      y[i] = 0.02;
    }
  memcpy (x + n, curve->x, curve->n * sizeof *x);
  memcpy (y + n, curve->y, curve->n * sizeof *y);
  g_free (curve->x);
  g_free (curve->y);
  curve->x = x;
  curve->y = y;
  curve->n += n;
}

/* One way to write a curve down. */
typedef struct
{
  VitCurveForm form;
  double from, to; /* Å⁻¹ or Å */
  double noise;    /* standard deviation over the largest |y| */
  double offset;   /* added to the plain curve */
  gboolean nanometres;
  const char *label; /* of column 2 */
} Writing;

static double
gaussian (GRand *random)
{
  return sqrt (-2 * log (1 - g_rand_double (random))) * cos (2 * G_PI * g_rand_double (random));
}

static double
written_value (const Writing *how, double density, double x, double y)
{
  switch (how->form)
    {
    case VIT_FORM_S_MINUS_1:
    case VIT_FORM_G_MINUS_1:
      return y - 1;
    case VIT_FORM_Q_S_MINUS_1:
      return x * (y - 1);
    case VIT_FORM_PDF:
      return 4 * G_PI * density * x * (y - 1);
    case VIT_FORM_K_CHI:
      return x * y;
    case VIT_FORM_K2_CHI:
      return x * x * y;
    case VIT_FORM_K3_CHI:
      return x * x * x * y;
    default:
      return y;
    }
}

/* Returns: path of the file. */
static const char *
write_curve (const VitCurve *curve, VitCurveKind kind, const Writing *how, double density, GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double unit = !how->nanometres ? 1 : kind == VIT_CURVE_RDF ? 0.1 : 10, largest = 0;

  density *= how->nanometres ? 1000 : 1;
  if (how->label != NULL)
    g_string_append_printf (text, "# a title\n# %s %s\n",
                            kind == VIT_CURVE_SQ    ? "q"
                            : kind == VIT_CURVE_RDF ? "r"
                                                    : "k",
                            how->label);
  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] >= how->from && curve->x[i] <= how->to)
      largest = MAX (largest, fabs (written_value (how, density, curve->x[i] * unit, curve->y[i])));
  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] >= how->from && curve->x[i] <= how->to)
      g_string_append_printf (text, "%.9g %.9g\n", curve->x[i] * unit,
                              written_value (how, density, curve->x[i] * unit, curve->y[i] + how->offset)
                                  + how->noise * largest * gaussian (random));
  return vit_test_folder_write ("curve.dat", text->str);
}

/* Counts of what happened to one form. */
typedef struct
{
  int right, refused, wrong;
} Counts;

static void
try_writing (const VitCurve *curve, VitCurveKind kind, const Writing *how, double density, GRand *random,
             Counts *counts)
{
  const char *path = write_curve (curve, kind, how, density, random);
  VitColumnOptions options = { VIT_FORM_DETECT, -1, 0, 0, density, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (VitCurve) read = vit_curve_read (path, kind, &options, &error);

  if (read == NULL)
    {
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      counts->refused++;
      return;
    }
  g_assert_true (read->detected);
  /* The unit is right if the first point is where it was. */
  if (read->form == how->form && fabs (read->x[read->n - 1] - how->to) < 0.1)
    counts->right++;
  else
    {
      counts->wrong++;
      g_test_message ("wrong: %s written over %g-%g, noise %g, offset %g, nm %d: %s",
                      vit_curve_form_to_string (how->form), how->from, how->to, how->noise, how->offset,
                      how->nanometres, read->note);
    }
}

/* All combinations of form, range, noise, offset and unit of one curve. */
static void
try_all (const char *name, VitCurveKind kind, int column, double density, const double (*ranges)[2], int n_ranges,
         VitCurveForm first, VitCurveForm last, Counts *counts)
{
  static const double noises[] = { 0, 0.01, 0.03 };
  g_autoptr (VitCurve) curve = read_reference (name, kind, column);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  if (kind == VIT_CURVE_SQ && column == 2)
    extend_to_zero (curve);
  for (int form = first; form <= (int) last; form++)
    for (int range = 0; range < n_ranges; range++)
      for (gsize noise = 0; noise < G_N_ELEMENTS (noises); noise++)
        for (int offset = -1; offset <= 1; offset++)
          for (int nano = 0; nano <= 1; nano++)
            {
              double to = MIN (ranges[range][1], curve->x[curve->n - 1]);
              Writing how = { (VitCurveForm) form, ranges[range][0], to, noises[noise], 0.03 * offset, nano, NULL };

              if (kind == VIT_CURVE_EXAFS)
                how.offset = 0;
              try_writing (curve, kind, &how, density, random, &counts[form]);
            }
}

static void
report (const Counts *counts, VitCurveForm first, VitCurveForm last)
{
  for (int i = first; i <= (int) last; i++)
    {
      g_test_message ("%s: %d detected, %d refused, %d wrong", vit_curve_form_to_string ((VitCurveForm) i),
                      counts[i].right, counts[i].refused, counts[i].wrong);
      g_assert_cmpint (counts[i].wrong, ==, 0);
    }
}

static void
test_forms_of_sq (void)
{
  static const double ranges[][2] = { { 0, 99 }, { 0.6, 99 }, { 1.5, 12 }, { 0.6, 12 }, { 1, 20 } };
  static const double cut[][2] = { { 0.6, 99 }, { 1.5, 12 }, { 0.6, 8 }, { 1, 20 }, { 2.2, 20 }, { 4, 20 }, { 0, 5 } };
  Counts total[VIT_FORM_K3_CHI + 1] = { 0 }, partial[VIT_FORM_K3_CHI + 1] = { 0 };

  try_all ("cu64zr36-sq.csv", VIT_CURVE_SQ, 2, 0, ranges, G_N_ELEMENTS (ranges), VIT_FORM_S, VIT_FORM_Q_S_MINUS_1,
           total);
  try_all ("ta-sq.csv", VIT_CURVE_SQ, 2, 0, ranges, G_N_ELEMENTS (ranges), VIT_FORM_S, VIT_FORM_Q_S_MINUS_1, total);
  report (total, VIT_FORM_S, VIT_FORM_Q_S_MINUS_1);
  /* Partials, which go below 0 and above 1 at small q, and shorter ranges may be refused, but not taken for another. */
  for (int column = 2; column <= 5; column++)
    try_all ("cu64zr36-sq.csv", VIT_CURVE_SQ, column, 0, cut, G_N_ELEMENTS (cut), VIT_FORM_S, VIT_FORM_Q_S_MINUS_1,
             partial);
  try_all ("ta-sq.csv", VIT_CURVE_SQ, 2, 0, cut, G_N_ELEMENTS (cut), VIT_FORM_S, VIT_FORM_Q_S_MINUS_1, partial);
  report (partial, VIT_FORM_S, VIT_FORM_Q_S_MINUS_1);
  for (int i = VIT_FORM_S; i <= VIT_FORM_Q_S_MINUS_1; i++)
    g_assert_cmpint (total[i].right, >, 4 * total[i].refused);
}

static void
test_forms_of_rdf (void)
{
  static const double ranges[][2] = { { 0, 99 }, { 0, 12 }, { 1, 15 } };
  static const double cut[][2] = { { 0, 99 }, { 1.5, 12 }, { 0, 8 }, { 1.8, 20 }, { 2.2, 20 }, { 4, 20 }, { 0, 5 } };
  Counts total[VIT_FORM_K3_CHI + 1] = { 0 }, partial[VIT_FORM_K3_CHI + 1] = { 0 };

  try_all ("cu64zr36-gr.csv", VIT_CURVE_RDF, 2, 0.0607, ranges, G_N_ELEMENTS (ranges), VIT_FORM_G, VIT_FORM_PDF, total);
  try_all ("ta-gr.csv", VIT_CURVE_RDF, 2, 0.0548, ranges, G_N_ELEMENTS (ranges), VIT_FORM_G, VIT_FORM_PDF, total);
  report (total, VIT_FORM_G, VIT_FORM_PDF);
  for (int column = 2; column <= 5; column++)
    try_all ("cu64zr36-gr.csv", VIT_CURVE_RDF, column, 0.0607, cut, G_N_ELEMENTS (cut), VIT_FORM_G, VIT_FORM_PDF,
             partial);
  report (partial, VIT_FORM_G, VIT_FORM_PDF);
  for (int i = VIT_FORM_G; i <= VIT_FORM_PDF; i++)
    g_assert_cmpint (total[i].right, >, 2 * total[i].refused);
}

static void
test_forms_of_exafs (void)
{
  static const double ranges[][2] = { { 0, 99 }, { 3, 12 }, { 2.5, 10 } };
  Counts counts[VIT_FORM_K3_CHI + 1] = { 0 };

  for (int column = 2; column <= 3; column++)
    try_all ("cu64zr36-exafs.csv", VIT_CURVE_EXAFS, column, 0, ranges, G_N_ELEMENTS (ranges), VIT_FORM_CHI,
             VIT_FORM_K3_CHI, counts);
  try_all ("ta-exafs.csv", VIT_CURVE_EXAFS, 2, 0, ranges, G_N_ELEMENTS (ranges), VIT_FORM_CHI, VIT_FORM_K3_CHI, counts);
  report (counts, VIT_FORM_CHI, VIT_FORM_K3_CHI);
}

/* With its label every power of k is found; under a false label the curve is refused where its size says so. */
static void
test_labels_of_exafs (void)
{
  static const char *const labels[][3] = { { "chi", "chi(k)", "CHI" },
                                           { "k*chi", "kchi", "chi*k" },
                                           { "chik2", "k^2*chi(k)", "chi*k**2" },
                                           { "chik3", "k³χ(k)", "k3chi" } };
  g_autoptr (VitCurve) curve = read_reference ("cu64zr36-exafs.csv", VIT_CURVE_EXAFS, 2);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  Counts counts[4] = { 0 }, lies = { 0 };

  for (int n = 0; n < 4; n++)
    for (int i = 0; i < 3; i++)
      {
        Writing how = { (VitCurveForm) (VIT_FORM_CHI + n), 2, 14, 0.01, 0, FALSE, labels[n][i] };

        try_writing (curve, VIT_CURVE_EXAFS, &how, 0, random, &counts[n]);
        g_assert_cmpint (counts[n].right, ==, i + 1);
      }
  try_writing (curve, VIT_CURVE_EXAFS, &(Writing){ VIT_FORM_CHI, 2, 14, 0, 0, FALSE, "chik" }, 0, random, &lies);
  try_writing (curve, VIT_CURVE_EXAFS, &(Writing){ VIT_FORM_CHI, 2, 14, 0, 0, FALSE, "chik3" }, 0, random, &lies);
  try_writing (curve, VIT_CURVE_EXAFS, &(Writing){ VIT_FORM_K2_CHI, 2, 14, 0, 0, FALSE, "chi" }, 0, random, &lies);
  try_writing (curve, VIT_CURVE_EXAFS, &(Writing){ VIT_FORM_K3_CHI, 2, 14, 0, 0, FALSE, "chi" }, 0, random, &lies);
  g_assert_cmpint (lies.refused, ==, 4);
}

static void
test_notes_and_refusals (void)
{
  g_autoptr (VitCurve) sq = read_reference ("cu64zr36-sq.csv", VIT_CURVE_SQ, 2);
  g_autoptr (VitCurve) chi = read_reference ("cu64zr36-exafs.csv", VIT_CURVE_EXAFS, 2);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  const char *nano
      = write_curve (sq, VIT_CURVE_SQ, &(Writing){ VIT_FORM_S_MINUS_1, 0, 99, 0, 0, TRUE, NULL }, 0, random);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitCurve) read = vit_curve_read (nano, VIT_CURVE_SQ, NULL, &error);
  g_autofree char *message = NULL;
  const char *weighted;
  VitCurve *refused;

  g_assert_no_error (error);
  g_assert_cmpstr (
      read->note, ==,
      "curve.dat: read as S(q) − 1 (tends to 0 at large q and to -1 at small q; detected); column 1 is q in "
      "nm⁻¹ (reaches 200, largest S(q) at 28)");
  weighted = write_curve (chi, VIT_CURVE_EXAFS, &(Writing){ VIT_FORM_K2_CHI, 0, 99, 0, 0, FALSE, NULL }, 0, random);
  refused = vit_curve_read (weighted, VIT_CURVE_EXAFS, &detect, &error);
  message = g_strconcat (weighted,
                         ": expected a curve of a clear form, found one that has a size that more than one power of k "
                         "gives; it may be k*chi(k) or k^2*chi(k); say which, as in “form = k^2*chi(k)”",
                         NULL);
  g_assert_null (refused);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, message);
}

/* The files of this repository, whose headers are as programs write them, with nothing said about them. */
static void
test_real_files (void)
{
  static const struct
  {
    const char *name;
    VitCurveKind kind;
    VitCurveForm form;
    gsize n;
    double x0, y0;
  } files[] = {
    { "cu64zr36-sq.csv", VIT_CURVE_SQ, VIT_FORM_S, 389, 0.6, 0.00597899527 },
    { "ta-sq.csv", VIT_CURVE_SQ, VIT_FORM_S, 389, 0.6, -0.0192216109 },
    { "cu64zr36-gr.csv", VIT_CURVE_RDF, VIT_FORM_G, 1364, 0.01, 0 },
    { "ta-gr.csv", VIT_CURVE_RDF, VIT_FORM_G, 1657, 0.01, 0 },
    { "cu64zr36-exafs.csv", VIT_CURVE_EXAFS, VIT_FORM_CHI, 241, 2, 0.0588067962 },
    { "ta-exafs.csv", VIT_CURVE_EXAFS, VIT_FORM_CHI, 241, 2, -0.0338259904 },
    { "cu-fcc/chi.dat", VIT_CURVE_EXAFS, VIT_FORM_CHI, 401, 0, -3.236079E-01 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = reference_path (files[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (VitCurve) curve = vit_curve_read (path, files[i].kind, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (curve->form, ==, files[i].form);
      g_assert_cmpuint (curve->n, ==, files[i].n);
      g_assert_cmpfloat (curve->x[0], ==, files[i].x0);
      g_assert_cmpfloat (curve->y[0], ==, files[i].y0);
    }
}

static void
test_units_of_the_header (void)
{
  VitColumnOptions options = { VIT_FORM_S, -1, 0, 0, 0, NULL };
  static const char *const nm[]
      = { "# q (nm^-1)  S(q)\n", "# q/nm-1 S\n", "q [1/nm],S(q)\n", "# up to 30 nm^-1\n", "q (nm⁻¹)\tS(q) - 1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (nm); i++)
    {
      g_autofree char *text = g_strconcat (nm[i], "10 0.5\n20 1.5\n30 1\n", NULL);
      g_autoptr (VitCurve) curve = read_text (text, VIT_CURVE_SQ, &options);

      g_assert_cmpfloat_with_epsilon (curve->x[1], 2, 1e-12);
      g_assert_nonnull (strstr (curve->note, "q in nm⁻¹ (says the header)"));
    }
  assert_error (
      "10 0.5\n20 1.5\n30 1\n", VIT_CURVE_SQ, &options,
      ": expected a range of q that is clearly in Å⁻¹ or nm⁻¹, found one that fits neither (reaches 30, largest "
      "S(q) at 20); say which, as in “unit = A”");
}

/* Columns of partial curves by the pair in their names, in either order, with and without a letter before it. */
static void
test_columns_of_pairs (void)
{
  static const struct
  {
    const char *header, *pair;
    int column;
    gboolean others;
  } cases[] = {
    { "r_A,g_total,g_CuCu,g_CuZr", "Cu-Zr", 4, TRUE }, { "r_A,g_total,g_CuCu,g_CuZr", "Zr-Cu", 4, TRUE },
    { "r_A,g_total,g_CuCu,g_CuZr", "Zr-Zr", 0, TRUE }, { "r Cu-Cu Cu-Zr G(r)", "Cu-Cu", 2, FALSE },
    { "r G_SSi_A^-2 S-S S-Si", "S-Si", 2, FALSE },     { "r C-Cl C-C h_Cl_Cl", "C-C", 3, TRUE },
    { "r total error Gr", "Cu-Zr", 0, FALSE },         { "r g_XxYy(r) CCl x", "C-Cl", 3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) header = g_ptr_array_new ();
      g_autoptr (VitColumnLabels) labels = NULL;
      gboolean others;

      g_ptr_array_add (header, (gpointer) cases[i].header);
      labels = vit_column_labels_find (header, 4, VIT_CURVE_RDF);
      g_assert_nonnull (labels);
      g_test_message ("%s of %s", cases[i].pair, cases[i].header);
      g_assert_cmpint (vit_column_labels_find_pair (labels, cases[i].pair, &others), ==, cases[i].column);
      g_assert_cmpint (others, ==, cases[i].others);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vit_test_folder_make ("column");
  g_test_add_func ("/column-files/columns-of-pairs", test_columns_of_pairs);
  g_test_add_func ("/column-files/blanks-commas-semicolons-titles-and-comments-are-read", test_dialects);
  g_test_add_func ("/column-files/falling-order-is-turned-round-and-said", test_falling_order_is_said);
  g_test_add_func ("/column-files/a-broken-row-is-an-error-with-its-line", test_broken_rows);
  g_test_add_func ("/column-files/decimal-commas-are-an-error-not-a-guess", test_decimal_commas);
  g_test_add_func ("/column-files/columns-are-found-by-name-or-number", test_columns);
  g_test_add_func ("/column-files/every-form-becomes-the-plain-one", test_forms_are_converted);
  g_test_add_func ("/column-files/names-of-forms-go-there-and-back", test_form_names);
  g_test_add_func ("/column-files/a-comma-locale-changes-nothing", test_comma_locale);
  g_test_add_func ("/column-files/forms-of-s-of-q-are-right-or-refused", test_forms_of_sq);
  g_test_add_func ("/column-files/forms-of-g-of-r-are-right-or-refused", test_forms_of_rdf);
  g_test_add_func ("/column-files/powers-of-k-are-right-or-refused", test_forms_of_exafs);
  g_test_add_func ("/column-files/labels-tell-the-power-of-k", test_labels_of_exafs);
  g_test_add_func ("/column-files/what-was-found-is-said", test_notes_and_refusals);
  g_test_add_func ("/column-files/the-files-of-this-repository-are-read-as-they-are", test_real_files);
  g_test_add_func ("/column-files/units-are-read-from-the-header", test_units_of_the_header);
  g_test_add_func ("/column-files/damaged-files-never-crash", test_mutations);
  g_test_add_func ("/column-files/a-hundred-megabytes-are-read", test_large_file);
  result = g_test_run ();
  vit_test_folder_remove ();
  return result;
}
