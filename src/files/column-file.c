/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-file.h"

#include "column-labels.h"
#include "column-table.h"
#include "curve-decide.h"
#include "error.h"

#include <math.h>

void
vit_curve_free (VitCurve *self)
{
  if (self == NULL)
    return;
  g_free (self->x);
  g_free (self->y);
  g_free (self->note);
  g_free (self);
}

static gboolean set_error (const char *path, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
set_error (const char *path, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: %s", path, message);
  return FALSE;
}

/* As the user says, else by name, else the first two. */
static gboolean
choose_columns (VitCurveHints *hints, const VitColumnTable *table, const VitColumnLabels *labels,
                const VitColumnOptions *options, GError **error)
{
  int x = options->x_column, y = options->y_column, n = table->n_columns;
  gboolean others = FALSE;

  if (x <= 0 && labels != NULL)
    x = vit_column_labels_find_x (labels, hints->kind);
  if (y <= 0 && labels != NULL && options->pair != NULL)
    y = vit_column_labels_find_pair (labels, options->pair, &others);
  if (y <= 0 && others)
    return set_error (hints->path, error,
                      "expected a column of %s, found columns of other pairs; say which, as in “columns = 1 3”",
                      options->pair);
  if (y <= 0 && labels != NULL)
    y = vit_column_labels_find_y (labels, hints->kind, options->form);
  if (x <= 0)
    x = y == 1 ? 2 : 1;
  if (y <= 0)
    y = x < n ? x + 1 : 1;
  if (MAX (x, y) > n)
    return set_error (hints->path, error, "expected a column %d, found %d columns", MAX (x, y), n);
  if (x == y)
    return set_error (hints->path, error, "expected two different columns, found column %d as both", x);
  hints->x_column = x;
  hints->y_column = y;
  return TRUE;
}

/* What the header says about the chosen columns. */
static gboolean
read_labels (VitCurveHints *hints, const VitColumnTable *table, const VitColumnLabels *labels,
             const VitColumnOptions *options, GError **error)
{
  hints->header_nanometres = vit_header_length_unit (table->header, labels, hints->x_column, hints->kind);
  if (labels == NULL)
    return TRUE;
  if (options->x_column <= 0 && vit_column_label_is_foreign (labels->names[hints->x_column - 1]))
    return set_error (hints->path, error, "expected %s in column %d, found a column named “%s”",
                      vit_curve_kind_symbol (hints->kind), hints->x_column, labels->names[hints->x_column - 1]);
  hints->label = labels->names[hints->y_column - 1];
  hints->label_form = vit_column_labels_get_form (labels, hints->y_column, hints->kind, &hints->label_weak);
  return TRUE;
}

/* At x = 0 the forms that multiply by x hold nothing but 0: such a first point is left out. Any other point that cannot
 * be divided is an error. */
static gboolean
drop_origin (const VitCurveHints *hints, VitCurveForm form, GArray *x, GArray *y, GString *note, GError **error)
{
  const char *symbol = vit_curve_kind_symbol (hints->kind);
  double first = g_array_index (x, double, 0);

  if (first < 0)
    return set_error (hints->path, error, "expected %s from 0 on, found %g", symbol, first);
  if (vit_curve_form_power (form) == 0 || first > 0)
    return TRUE;
  if (fabs (g_array_index (y, double, 0)) > 1e-9)
    return set_error (hints->path, error, "expected %s above 0, as %s is divided by it, found 0", symbol,
                      vit_curve_form_to_string (form));
  if (x->len <= 3)
    return set_error (hints->path, error, "expected at least 3 points above %s = 0, found %u", symbol, x->len - 1);
  g_array_remove_index (x, 0);
  g_array_remove_index (y, 0);
  g_string_append_printf (note, "; the point at %s = 0 left out", symbol);
  return TRUE;
}

/* Plain form and Å, in place. G(r) in nm⁻² is divided by 4πρr in nm⁻², and q[S(q) − 1] by q in nm⁻¹, so that the unit
 * of y goes away with that of x. */
static gboolean
convert (const VitCurveHints *hints, const VitCurveDecision *decision, double density, GArray *x, GArray *y,
         GError **error)
{
  double angstrom = !decision->nanometres ? 1 : hints->kind == VIT_CURVE_RDF ? 10 : 0.1;
  double unit_density = decision->nanometres ? 1000 * density : density;

  for (guint i = 0; i < x->len; i++)
    {
      double *at = &g_array_index (x, double, i), *value = &g_array_index (y, double, i);

      *value = vit_curve_form_plain (decision->form, unit_density, *at, *value);
      if (!isfinite (*value) || !isfinite (*at * angstrom))
        return set_error (hints->path, error, "expected numbers that fit %s, found one too large at %s = %g",
                          vit_curve_form_to_string (decision->form), vit_curve_kind_symbol (hints->kind), *at);
      *at *= angstrom;
    }
  return TRUE;
}

/* The density that the line below the first peak of G(r) has beside the one that the user gave. */
static gboolean
check_density (const VitCurveHints *hints, const VitCurveDecision *decision, double density, GString *note,
               GError **error)
{
  double seen = -decision->slope / (4 * G_PI) / (decision->nanometres ? 1000 : 1);

  if (decision->form != VIT_FORM_PDF)
    return TRUE;
  if (!(density > 0) && seen > 0)
    return set_error (hints->path, error,
                      "expected a number density, as it holds G(r) = 4πρr[g(r) − 1]; below its first peak it falls as "
                      "if the density were %.3g Å⁻³",
                      seen);
  if (!(density > 0))
    return set_error (hints->path, error, "expected a number density, as it holds G(r) = 4πρr[g(r) − 1]");
  if (seen > 0 && fabs (seen / density - 1) > 0.15)
    g_string_append_printf (note, "; below the first peak it falls as if the density were %.3g Å⁻³, not %.3g", seen,
                            density);
  return TRUE;
}

static VitCurve *
take_curve (GArray *x, GArray *y, const VitCurveHints *hints, VitCurveForm form, GString *note)
{
  VitCurve *self = g_new0 (VitCurve, 1);

  self->x = g_array_steal (x, &self->n);
  self->y = g_array_steal (y, NULL);
  self->form = form;
  self->detected = hints->given_form == VIT_FORM_DETECT;
  self->note = g_strdup (note->str);
  return self;
}

/* What the user says. */
static gboolean
take_options (VitCurveHints *hints, const VitColumnOptions *options, GError **error)
{
  hints->given_form = options->form;
  hints->given_nanometres = options->nanometres;
  if (options->form == VIT_FORM_DETECT || vit_curve_form_kind (options->form) == hints->kind)
    return TRUE;
  return set_error (hints->path, error, "expected a form of a curve over %s, found %s",
                    vit_curve_kind_symbol (hints->kind), vit_curve_form_to_string (options->form));
}

/* The two columns as they are, and what the header says about them. @labels is owned by the caller, as @hints points
 * into it. */
static gboolean
read_points (VitCurveHints *hints, const VitColumnOptions *options, VitColumnLabels **labels, GArray *x, GArray *y,
             gboolean *reversed, GError **error)
{
  g_autoptr (VitColumnTable) table = vit_column_table_open (hints->path, error);

  if (table == NULL)
    return FALSE;
  *labels = vit_column_labels_find (table->header, table->n_columns, hints->kind);
  return choose_columns (hints, table, *labels, options, error) && read_labels (hints, table, *labels, options, error)
         && vit_column_table_read (table, hints->x_column, hints->y_column, x, y, reversed, error);
}

VitCurve *
vit_curve_read (const char *path, VitCurveKind kind, const VitColumnOptions *options, GError **error)
{
  static const VitColumnOptions detect_all = { VIT_FORM_DETECT, -1, 0, 0, 0, NULL };
  VitCurveHints hints = { .path = path, .kind = kind, .label_form = VIT_FORM_DETECT };
  g_autoptr (VitColumnLabels) labels = NULL;
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GString) note = g_string_new (name);
  VitCurveDecision decision;
  VitRawCurve curve;
  gboolean reversed;

  if (options == NULL)
    options = &detect_all;
  if (!take_options (&hints, options, error) || !read_points (&hints, options, &labels, x, y, &reversed, error))
    return NULL;

  g_string_append (note, ": ");
  curve = (VitRawCurve){ x->len, &g_array_index (x, double, 0), &g_array_index (y, double, 0) };
  if (!vit_curve_decide (&hints, &curve, &decision, note, error)
      || !check_density (&hints, &decision, options->density, note, error)
      || !drop_origin (&hints, decision.form, x, y, note, error)
      || !convert (&hints, &decision, options->density, x, y, error))
    return NULL;
  if (reversed)
    g_string_append (note, "; its rows are in falling order and were turned round");
  return take_curve (x, y, &hints, decision.form, note);
}
