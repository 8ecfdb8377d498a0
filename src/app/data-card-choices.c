/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-card-private.h"
#include "row-style.h"

#include "curve-form.h"

#include <glib/gi18n.h>
#include <string.h>

/* A row whose choice is exchanged says that another was made. */
void
vit_data_card_set_choices (VitDataCard *self, AdwComboRow *row, GtkStringList *list, const char *const *texts,
                           guint selected)
{
  self->updating++;
  vit_combo_row_set_choices (row, list, texts, selected);
  self->updating--;
}

/* Forms of the curve's kind, the first of which is "found from the file". */
static VitCurveForm
first_form (VitCurveKind kind)
{
  return kind == VIT_CURVE_EXAFS ? VIT_FORM_CHI : kind == VIT_CURVE_RDF ? VIT_FORM_G : VIT_FORM_S;
}

void
vit_data_card_show_choices (VitDataCard *self)
{
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  const VitCurve *curve = self->preview != NULL ? self->preview->curve : NULL;
  const char *inverse = kind == VIT_CURVE_RDF ? "" : "⁻¹";
  g_autofree char *found = NULL, *found_unit = NULL, *angstrom = g_strconcat ("Å", inverse, NULL),
                  *nanometres = g_strconcat ("nm", inverse, NULL), *note = NULL;
  guint form = adw_combo_row_get_selected (self->form_row), unit = adw_combo_row_get_selected (self->unit_row);
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();

  found = curve != NULL && form == 0 ? g_strdup_printf (_ ("Detected: %s"), vit_curve_form_title (curve->form))
                                     : g_strdup (_ ("Detect"));
  found_unit
      = curve != NULL && unit == 0
            ? g_strdup_printf (_ ("Detected: %s"), strstr (curve->note, " in nm") != NULL ? nanometres : angstrom)
            : g_strdup (_ ("Detect"));
  g_ptr_array_add (forms, found);
  for (int f = first_form (kind); f <= VIT_FORM_K3_CHI && vit_curve_form_kind ((VitCurveForm) f) == kind; f++)
    g_ptr_array_add (forms, (gpointer) vit_curve_form_title ((VitCurveForm) f));
  g_ptr_array_add (forms, NULL);
  vit_data_card_set_choices (self, self->form_row, self->forms, (const char *const *) forms->pdata, form);
  vit_data_card_set_choices (self, self->unit_row, self->units,
                             (const char *const[]){ found_unit, angstrom, nanometres, NULL }, unit);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->x_row), kind == VIT_CURVE_EXAFS ? _ ("Column of k")
                                                                    : kind == VIT_CURVE_RDF ? _ ("Column of r")
                                                                                            : _ ("Column of q"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->y_row), _ ("Column of the curve"));
  if (curve != NULL && strstr (curve->note, ": ") != NULL)
    note = g_strdup (strstr (curve->note, ": ") + 2);
  if (note != NULL)
    *note = g_ascii_toupper (*note);
  adw_expander_row_set_subtitle (self->reading_row, note != NULL ? note : "");
}

void
vit_data_card_show_columns (VitDataCard *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) _ ("Detect"));
  for (char **name = self->preview->columns; *name != NULL; name++)
    g_ptr_array_add (names, *name);
  g_ptr_array_add (names, NULL);
  vit_data_card_set_choices (self, self->x_row, self->x_columns, (const char *const *) names->pdata,
                             adw_combo_row_get_selected (self->x_row));
  vit_data_card_set_choices (self, self->y_row, self->y_columns, (const char *const *) names->pdata,
                             adw_combo_row_get_selected (self->y_row));
}

/* The edge that the name of the file speaks of: "cu_k.chi", "ZrK.dat". */
void
vit_data_card_guess_edge (VitDataCard *self)
{
  g_autofree char *base = g_path_get_basename (self->file), *name = g_ascii_strdown (base, -1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->edges));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *edge = g_ascii_strdown (gtk_string_list_get_string (self->edges, i), -1);
      g_auto (GStrv) part = g_strsplit (edge, "-", 2);
      g_autofree char *pattern = g_strdup_printf ("(^|[^a-z])%s([^a-z]|%s([^a-z]|$)|$)", part[0], part[1]);

      if (g_regex_match_simple (pattern, name, 0, 0))
        {
          adw_combo_row_set_selected (self->edge_row, i);
          return;
        }
    }
}

/* Edges that laboratories measure: K up to 40 keV, L3 from 4 keV on. */
void
vit_data_card_show_edges (VitDataCard *self)
{
  g_autoptr (GPtrArray) edges = g_ptr_array_new_with_free_func (g_free),
                        pairs = g_ptr_array_new_with_free_func (g_free);
  const VitComposition *composition = &self->composition;
  const char *old = vit_combo_row_get_text (self->edge_row), *old_pair = vit_combo_row_get_text (self->pair_row);
  guint selected = 0, selected_pair = 0;

  if (!vit_data_kind_needs_pair (vit_data_card_get_kind (self)))
    g_ptr_array_add (pairs, g_strdup (_ ("Total")));
  for (int i = 0; i < composition->n; i++)
    {
      const VitElement *element = composition->element[i];

      if (element->z < 58)
        g_ptr_array_add (edges, g_strdup_printf ("%s-K", element->symbol));
      if (element->z >= 50)
        g_ptr_array_add (edges, g_strdup_printf ("%s-L3", element->symbol));
      for (int j = i; j < composition->n; j++)
        g_ptr_array_add (pairs, g_strdup_printf ("%s-%s", element->symbol, composition->element[j]->symbol));
    }
  for (guint i = 0; i < edges->len; i++)
    if (g_strcmp0 (edges->pdata[i], old) == 0)
      selected = i;
  for (guint i = 0; i < pairs->len; i++)
    if (g_strcmp0 (pairs->pdata[i], old_pair) == 0)
      selected_pair = i;
  g_ptr_array_add (edges, NULL);
  g_ptr_array_add (pairs, NULL);
  vit_data_card_set_choices (self, self->edge_row, self->edges, (const char *const *) edges->pdata, selected);
  vit_data_card_set_choices (self, self->pair_row, self->pairs, (const char *const *) pairs->pdata, selected_pair);
  if (old == NULL && self->file != NULL)
    {
      self->updating++;
      vit_data_card_guess_edge (self);
      self->updating--;
    }
}

const char *
vit_data_card_get_pair (VitDataCard *self)
{
  VitDataKind kind = vit_data_card_get_kind (self);
  gboolean total = !vit_data_kind_needs_pair (kind) && adw_combo_row_get_selected (self->pair_row) == 0;

  return vit_data_kind_has_pair (kind) && !total ? vit_combo_row_get_text (self->pair_row) : NULL;
}

VitColumnOptions
vit_data_card_get_options (VitDataCard *self)
{
  guint form = adw_combo_row_get_selected (self->form_row), unit = adw_combo_row_get_selected (self->unit_row);
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  VitColumnOptions options = { VIT_FORM_DETECT, -1, 0, 0, self->density, vit_data_card_get_pair (self) };

  if (form != 0 && form != GTK_INVALID_LIST_POSITION)
    options.form = (VitCurveForm) ((guint) first_form (kind) + form - 1);
  if (unit != 0 && unit != GTK_INVALID_LIST_POSITION)
    options.nanometres = unit == 2;
  if (adw_combo_row_get_selected (self->x_row) != GTK_INVALID_LIST_POSITION)
    options.x_column = (int) adw_combo_row_get_selected (self->x_row);
  if (adw_combo_row_get_selected (self->y_row) != GTK_INVALID_LIST_POSITION)
    options.y_column = (int) adw_combo_row_get_selected (self->y_row);
  return options;
}
