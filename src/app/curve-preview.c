/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-preview.h"

#include "column-labels.h"
#include "column-table.h"
#include "curve-form.h"
#include "print-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static char **
name_columns (const char *path, VitCurveKind kind)
{
  g_autoptr (VitColumnTable) table = vit_column_table_open (path, NULL);
  g_autoptr (VitColumnLabels) labels = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (table != NULL)
    labels = vit_column_labels_find (table->header, table->n_columns, kind);
  for (int i = 0; table != NULL && i < table->n_columns; i++)
    g_ptr_array_add (names, labels != NULL ? g_strdup_printf ("%d · %s", i + 1, labels->names[i])
                                           : g_strdup_printf ("%d", i + 1));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* An error of the reader as a sentence beside the file: its path is seen there, and what a recipe would say is a choice
 * here. */
static char *
make_problem (const char *message, const char *path)
{
  const char *start = g_str_has_prefix (message, path) ? message + strlen (path) : message;
  const char *advice = strstr (start, "; say which");
  g_autofree char *text = NULL;

  while (*start == ':' || *start == ' ')
    start++;
  text = advice != NULL ? g_strndup (start, (gsize) (advice - start)) : g_strdup (start);
  if (g_ascii_isdigit (*text))
    return g_strdup_printf (_ ("Line %s"), text);
  text[0] = g_ascii_toupper (text[0]);
  return advice != NULL ? g_strdup_printf (_ ("%s. Choose it below."), text) : g_strconcat (text, ".", NULL);
}

VitCurvePreview *
vit_curve_preview_new (const char *path, VitCurveKind kind, const VitColumnOptions *options)
{
  VitCurvePreview *self = g_new0 (VitCurvePreview, 1);
  g_autoptr (GError) error = NULL;

  self->columns = name_columns (path, kind);
  self->curve = vit_curve_read (path, kind, options, &error);
  if (self->curve == NULL)
    self->problem = make_problem (error->message, path);
  return self;
}

void
vit_curve_preview_free (VitCurvePreview *self)
{
  if (self == NULL)
    return;
  vit_curve_free (self->curve);
  g_strfreev (self->columns);
  g_free (self->problem);
  g_free (self);
}

char *
vit_curve_preview_describe (const VitCurvePreview *self, VitCurveKind kind)
{
  const VitCurve *curve = self->curve;

  if (curve == NULL)
    return g_strdup (self->problem);
  return vit_print_text (_ ("%d points, %.3g–%.3g %s, %s"), (int) curve->n, curve->x[0], curve->x[curve->n - 1],
                         kind == VIT_CURVE_RDF ? "Å" : "Å⁻¹", vit_curve_form_title (curve->form));
}

VitFigure *
vit_curve_preview_draw (const VitCurvePreview *self, VitDataKind data, int k_weight, double density)
{
  VitCurveKind kind = vit_data_kind_get_curve (data);
  /* As long as no density is known, G(r) cannot be told from g(r). */
  gboolean reduced = data == VIT_DATA_REDUCED_RDF && density > 0;
  static const char *const weighted[] = { "χ(k)", "kχ(k)", "k²χ(k)", "k³χ(k)" };
  VitFigure *figure = vit_figure_new ();
  g_autofree double *y = NULL;

  vit_figure_set_label (figure, VIT_AXIS_X,
                        kind == VIT_CURVE_EXAFS ? "k (Å⁻¹)"
                        : kind == VIT_CURVE_RDF ? "r (Å)"
                                                : "q (Å⁻¹)");
  vit_figure_set_label (figure, VIT_AXIS_Y,
                        kind == VIT_CURVE_EXAFS ? weighted[CLAMP (k_weight, 0, 3)]
                        : reduced               ? "G(r) (Å⁻²)"
                        : kind == VIT_CURVE_RDF ? "g(r)"
                                                : "S(q)");
  if (self->curve == NULL)
    return figure;
  y = g_memdup2 (self->curve->y, self->curve->n * sizeof *y);
  if (kind == VIT_CURVE_EXAFS)
    for (gsize i = 0; i < self->curve->n; i++)
      y[i] *= pow (self->curve->x[i], k_weight);
  for (gsize i = 0; i < self->curve->n && reduced; i++)
    y[i] = 4 * G_PI * density * self->curve->x[i] * (y[i] - 1);
  vit_figure_add_line (figure, NULL, self->curve->n, self->curve->x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  return figure;
}

static gboolean
has_any (const char *name, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (name, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether a column is called "G(r)", "Gr" or "G_total", with a capital, or the file is one of those that PDFgetX
 * writes.
 */
static gboolean
is_reduced (const VitColumnLabels *labels, const char *name)
{
  for (int i = 0; labels != NULL && i < labels->n; i++)
    if (labels->names[i][0] == 'g' || labels->names[i][0] == 'G')
      return labels->names[i][0] == 'G';
  return strstr (name, "pdf") != NULL || g_str_has_suffix (name, ".gr");
}

VitDataKind
vit_data_kind_guess (const char *path)
{
  static const char *const exafs[] = { "chi", "exafs", "xafs", NULL };
  static const char *const rdf[] = { "gr.", ".gr", "g_r", "g(r)", "rdf", "pdf", NULL };
  static const char *const neutron[] = { "neutron", "_n.", "-n.", NULL };
  g_autoptr (VitColumnTable) table = vit_column_table_open (path, NULL);
  g_autofree char *base = g_path_get_basename (path), *name = g_ascii_strdown (base, -1);
  VitDataKind sq = has_any (name, neutron) ? VIT_DATA_NEUTRON_SQ : VIT_DATA_XRAY_SQ;

  for (int kind = 0; table != NULL && kind < 3; kind++)
    {
      static const VitCurveKind curves[] = { VIT_CURVE_EXAFS, VIT_CURVE_RDF, VIT_CURVE_SQ };
      g_autoptr (VitColumnLabels) labels = vit_column_labels_find (table->header, table->n_columns, curves[kind]);

      if (labels != NULL && vit_column_labels_find_x (labels, curves[kind]) > 0)
        return (VitDataKind[]){ VIT_DATA_EXAFS, is_reduced (labels, name) ? VIT_DATA_REDUCED_RDF : VIT_DATA_RDF,
                                sq }[kind];
    }
  if (has_any (name, exafs))
    return VIT_DATA_EXAFS;
  if (has_any (name, rdf))
    return is_reduced (NULL, name) ? VIT_DATA_REDUCED_RDF : VIT_DATA_RDF;
  return sq;
}
