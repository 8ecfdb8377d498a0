/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-decide.h"

#include "curve-unit.h"
#include "error.h"

#include <math.h>
#include <string.h>

/* "k*chi(k) or k^2*chi(k)" */
static char *
name_forms (guint forms, VitCurveKind kind)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (int i = VIT_FORM_S; i <= VIT_FORM_K3_CHI; i++)
    if (vit_curve_form_kind ((VitCurveForm) i) == kind && (forms == 0 || (forms & (1u << i)) != 0))
      g_ptr_array_add (names, (gpointer) vit_curve_form_to_string ((VitCurveForm) i));
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (text, i + 1 < names->len ? ", " : " or ");
      g_string_append (text, names->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static gboolean
set_unclear_error (const VitCurveHints *hints, const VitFormEvidence *evidence, GError **error)
{
  g_autofree char *forms = name_forms (evidence->possible, hints->kind);
  const char *last = strrchr (forms, ' ');

  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
               "%s: expected a curve of a clear form, found one that %s; it may be %s; say which, as in “form = %s”",
               hints->path, evidence->reason, forms, last != NULL ? last + 1 : forms);
  return FALSE;
}

static gboolean
set_contradiction_error (const VitCurveHints *hints, const VitFormEvidence *evidence, GError **error)
{
  const char *form = vit_curve_form_to_string (hints->label_form);
  g_autofree char *found = NULL;

  if ((evidence->possible & (1u << hints->label_form)) != 0)
    found = g_strdup ("k in nm⁻¹ and no sign whether it was so when the curve was weighted");
  else if (evidence->possible == 0)
    found = g_strdup_printf ("a curve that %s", evidence->reason);
  else
    {
      g_autofree char *forms = name_forms (evidence->possible, hints->kind);

      found = g_strdup_printf ("a curve that rather is %s", forms);
    }
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
               "%s: expected %s, as column %d is named “%s”, found %s; say which, as in “form = %s”", hints->path, form,
               hints->y_column, hints->label, found, form);
  return FALSE;
}

/* Whether the curve can be what its label says. χ(k) may be smaller than usual (dilute, far neighbours), so that there
 * only a size that no χ(k) has speaks against a clear label. */
static gboolean
label_fits (const VitCurveHints *hints, const VitRawCurve *curve, const VitFormEvidence *evidence, gboolean nanometres)
{
  int power = vit_curve_form_power (hints->label_form);
  double size;

  if (hints->kind != VIT_CURVE_EXAFS)
    return (evidence->possible & (1u << hints->label_form)) != 0;
  size = vit_curve_exafs_amplitude (curve, power, nanometres);
  /* In nm⁻¹ it must be clear, too, that k was in nm⁻¹ when the curve was weighted. */
  if (nanometres && power > 0 && !(size * pow (10, power) > VIT_EXAFS_MAX_SIZE))
    return FALSE;
  if ((evidence->possible & (1u << hints->label_form)) != 0)
    return TRUE;
  return !hints->label_weak && !(size > VIT_EXAFS_MAX_SIZE) && !(size < 1e-4);
}

static gboolean
decide_form (const VitCurveHints *hints, const VitRawCurve *curve, VitCurveDecision *decision, GString *note,
             GError **error)
{
  VitFormEvidence evidence;

  if (hints->given_form != VIT_FORM_DETECT)
    {
      decision->form = hints->given_form;
      g_string_append_printf (note, "read as %s (as given)", vit_curve_form_title (decision->form));
      return TRUE;
    }
  evidence = hints->kind == VIT_CURVE_SQ    ? vit_curve_detect_sq (curve)
             : hints->kind == VIT_CURVE_RDF ? vit_curve_detect_rdf (curve)
                                            : vit_curve_detect_exafs (curve, decision->nanometres);
  decision->slope = evidence.slope;
  decision->form = evidence.form;
  if (hints->label_form != VIT_FORM_DETECT)
    {
      if (!label_fits (hints, curve, &evidence, decision->nanometres))
        return set_contradiction_error (hints, &evidence, error);
      decision->form = hints->label_form;
      g_string_append_printf (note, "read as %s (column %d is named “%s”; detected)",
                              vit_curve_form_title (decision->form), hints->y_column, hints->label);
      return TRUE;
    }
  if (decision->form == VIT_FORM_DETECT)
    return set_unclear_error (hints, &evidence, error);
  g_string_append_printf (note, "read as %s (%s; detected)", vit_curve_form_title (decision->form), evidence.reason);
  return TRUE;
}

static gboolean
decide_unit (const VitCurveHints *hints, const VitRawCurve *curve, VitCurveDecision *decision, GString *note,
             GError **error)
{
  const char *symbol = vit_curve_kind_symbol (hints->kind);
  gboolean inverse = hints->kind != VIT_CURVE_RDF;
  g_autofree char *reason = NULL;
  int unit = hints->given_nanometres;

  if (unit >= 0)
    reason = g_strdup ("as given");
  else if ((unit = hints->header_nanometres) >= 0)
    reason = g_strdup ("says the header");
  else
    unit = vit_curve_detect_nanometres (curve, hints->kind, decision->form, &reason);
  if (unit < 0)
    {
      g_set_error (
          error, VIT_ERROR, VIT_ERROR_INPUT,
          "%s: expected a range of %s that is clearly in %s, found one that fits neither (%s); say which, as in "
          "“unit = A”",
          hints->path, symbol, inverse ? "Å⁻¹ or nm⁻¹" : "Å or nm", reason);
      return FALSE;
    }
  decision->nanometres = unit > 0;
  g_string_append_printf (note, "column %d is %s in %s%s (%s)", hints->x_column, symbol, unit > 0 ? "nm" : "Å",
                          inverse ? "⁻¹" : "", reason);
  return TRUE;
}

gboolean
vit_curve_decide (const VitCurveHints *hints, const VitRawCurve *curve, VitCurveDecision *decision, GString *note,
                  GError **error)
{
  g_autoptr (GString) unit_note = g_string_new (NULL);
  VitCurveDecision found = { VIT_FORM_DETECT, FALSE, 0 };

  /* S(q) and g(r) have the same form in any unit, and their first peak then tells the unit; the size of kⁿχ(k) needs
   * the unit first. */
  if (hints->kind == VIT_CURVE_EXAFS
          ? !decide_unit (hints, curve, &found, unit_note, error) || !decide_form (hints, curve, &found, note, error)
          : !decide_form (hints, curve, &found, note, error) || !decide_unit (hints, curve, &found, unit_note, error))
    return FALSE;
  g_string_append_printf (note, "; %s", unit_note->str);
  if (found.nanometres && vit_curve_form_power (found.form) > 0)
    g_string_append_printf (note, ", in which column %d was multiplied by it, too", hints->y_column);
  *decision = found;
  return TRUE;
}
