/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitCurveForm:
 *
 * What the second column of a data file holds. %VIT_FORM_DETECT stands for "find out from the curve".
 */
typedef enum
{
  VIT_FORM_DETECT,
  VIT_FORM_S,           /* S(q), 1 at large q */
  VIT_FORM_S_MINUS_1,   /* S(q) − 1, 0 at large q */
  VIT_FORM_Q_S_MINUS_1, /* F(q) = q [S(q) − 1] */
  VIT_FORM_G,           /* g(r), 0 below the closest approach, 1 at large r */
  VIT_FORM_G_MINUS_1,   /* h(r) = g(r) − 1 */
  VIT_FORM_PDF,         /* G(r) = 4πρr [g(r) − 1], −4πρr below the closest approach */
  VIT_FORM_CHI,         /* χ(k) */
  VIT_FORM_K_CHI,       /* k χ(k) */
  VIT_FORM_K2_CHI,      /* k² χ(k) */
  VIT_FORM_K3_CHI,      /* k³ χ(k) */
} VitCurveForm;

/* The kinds of data set that a file can be read as. */
typedef enum
{
  VIT_CURVE_SQ,    /* S(q) in any of its forms */
  VIT_CURVE_RDF,   /* g(r) in any of its forms */
  VIT_CURVE_EXAFS, /* χ(k) in any of its forms */
} VitCurveKind;

/**
 * VitColumnOptions:
 * @form: form of the curve, or %VIT_FORM_DETECT
 * @nanometres: the first column is in nm⁻¹ (S(q), χ(k)) or nm (g(r)), not in Å⁻¹ or Å; -1: find out, and say so
 * @x_column, @y_column: columns, counted from 1; 0: by their names in the header if it has them (Athena, Larch: k, chi,
 *   chik, chik2 …; q, s, sq; r, g, gr), else the first and second
 * @density: number density, Å⁻³, to convert G(r); 0 if not known
 * @pair: (nullable): the pair of elements that the curve is of, "Cu-Zr": the column of that name is taken ("g_CuZr",
 *   "S_Zr-Cu"), and no other one of a file that has several
 */
typedef struct
{
  VitCurveForm form;
  int nanometres;
  int x_column;
  int y_column;
  double density;
  const char *pair;
} VitColumnOptions;

/**
 * VitCurve:
 * @n: number of points
 * @x: q, r or k, Å⁻¹ or Å, rising, shape (n)
 * @y: S(q), g(r) or χ(k): always the plain form whatever the file holds, shape (n)
 * @form: form that the file had
 * @detected: whether the form was found from the curve (or from the header) and not given by the user
 * @note: what was found out about the file, as a sentence to show: "sq.dat: read as S(q) − 1 (tends to 0 at large q;
 * detected); column 1 is q in nm⁻¹ (goes to 200)"
 */
typedef struct
{
  gsize n;
  double *x;
  double *y;
  VitCurveForm form;
  gboolean detected;
  char *note;
} VitCurve;

void vit_curve_free (VitCurve *self);

/**
 * vit_curve_read:
 * @path: columns of numbers, separated by white space or commas (also semicolons), with title and comment lines in any
 *   number before them; a first line with the number of points is checked against the rows
 * @kind: what it is
 * @options: (nullable): how to read it; %NULL detects everything
 *
 * Rows in falling order are turned round; a first point x = y = 0 of a form that is divided by x is left out; the note
 * says both. Form and unit are what @options says, else what header and curve show, and never a guess: S(q) and g(r)
 * show their form mostly, χ(k) seldom, so that its power of k has to stand in the header or in @options.
 *
 * Errors: those of GIO; %VIT_ERROR_INPUT "path:line: expected …, found …" for lines that are neither text nor numbers,
 * a changed number of columns, NaN, fewer than 3 points, an x that neither rises nor falls, decimal commas, a point
 * with q or k ≤ 0 that the form divides by, a form that cannot be told from the curve (the message says what to give),
 * or a form of another kind.
 */
VitCurve *vit_curve_read (const char *path, VitCurveKind kind, const VitColumnOptions *options, GError **error);

/* "S(q)", "S(q)-1", "q[S(q)-1]", "g(r)", "g(r)-1", "G(r)", "chi(k)", "k*chi(k)", "k^2*chi(k)", "k^3*chi(k)", "detect".
 */
const char *vit_curve_form_to_string (VitCurveForm form);

/* The inverse; also without blanks and in small letters. FALSE if @text is none. Note that "g(r)" and "G(r)" differ. */
gboolean vit_curve_form_from_string (const char *text, VitCurveForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCurve, vit_curve_free)
