/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-card-private.h"
#include "row-style.h"

#include "text-file.h"

#include <glib/gi18n.h>

static gboolean
parse_two (GtkEditable *entry, double value[2])
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (entry));
  char *field[2];

  return vit_split_fields (text, field, 2) == 2 && vit_parse_double (field[0], &value[0])
         && vit_parse_double (field[1], &value[1]);
}

static gboolean
parse_range (GtkEditable *entry, VitRange *range, gboolean *given)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  *given = *text != '\0';
  return !*given || vit_range_parse (text, range);
}

/* Reads an entry's outcome: its style, and whether it counts. */
static void
judge (VitDataCard *self, GtkEditable *entry, gboolean right, const char *expected)
{
  vit_row_set_error_style (entry, !right);
  if (!right && self->entry_problem == NULL && gtk_widget_get_visible (GTK_WIDGET (entry)))
    self->entry_problem = g_strdup (expected);
}

VitDataDraft *
vit_data_card_make_draft (VitDataCard *self)
{
  VitDataDraft *draft = vit_data_draft_new (vit_data_card_get_kind (self));
  double two[2] = { draft->schedule.start, draft->schedule.end };
  gboolean right;

  g_clear_pointer (&self->entry_problem, g_free);
  draft->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  draft->file = g_strdup (self->file);
  draft->columns = vit_data_card_get_options (self);
  judge (self, self->range_row, parse_range (self->range_row, &draft->range, &draft->range_given),
         _ ("a range such as 0.6:20"));
  judge (self, self->sigma_row, parse_two (self->sigma_row, two) && two[0] > 0 && two[1] > 0,
         _ ("two σ above zero, such as 0.01 0.001"));
  draft->schedule.start = two[0];
  draft->schedule.end = two[1];
  right = vit_parse_double (gtk_editable_get_text (self->factor_row), &draft->weight) && draft->weight >= 0;
  judge (self, self->factor_row, right, _ ("a weight of 0 or more"));
  draft->watched = !gtk_switch_get_active (self->fitted);
  draft->pair = g_strdup (vit_data_card_get_pair (self));
  if (draft->pair == NULL && vit_data_kind_get_curve (draft->kind) == VIT_CURVE_RDF)
    draft->weights = (VitRdfWeights) adw_combo_row_get_selected (self->weights_row);
  if (draft->kind != VIT_DATA_EXAFS)
    return draft;
  draft->edge = g_strdup (vit_combo_row_get_text (self->edge_row));
  draft->feff = g_strdup (self->feff);
  draft->k_weight = (int) adw_combo_row_get_selected (self->weight_row);
  judge (self, self->filter_row, parse_range (self->filter_row, &draft->filter, &draft->filtered),
         _ ("a range of R such as 1.5:3.5"));
  right = parse_two (self->s02_row, two);
  judge (self, self->s02_row, right, _ ("S0² and the shift of E0, such as 0.9 1.5"));
  draft->s02 = right ? two[0] : 1;
  draft->e0_shift = right ? two[1] : 0;
  return draft;
}

const char *
vit_data_card_get_problem (VitDataCard *self)
{
  if (self->file != NULL && (self->preview == NULL || self->preview->curve == NULL))
    return self->preview != NULL ? self->preview->problem : _ ("the file is being read");
  if (vit_data_card_get_kind (self) == VIT_DATA_EXAFS && self->feff_problem != NULL)
    return self->feff_problem;
  return self->entry_problem;
}

/* Name and σ as they would be, unless the user gave others. */
void
vit_data_card_update_defaults (VitDataCard *self)
{
  g_autoptr (VitDataDraft) draft = vit_data_card_make_draft (self);
  VitSchedule schedule = vit_data_kind_get_schedule (draft->kind, self->composition.n == 0 ? 2 : self->composition.n);
  g_autofree char *name = vit_data_draft_make_name (draft), *title = NULL, *summary = NULL, *subtitle = NULL;
  char start[G_ASCII_DTOSTR_BUF_SIZE], end[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *sigma = g_strdup_printf ("%s %s", g_ascii_formatd (start, sizeof start, "%g", schedule.start),
                                            g_ascii_formatd (end, sizeof end, "%g", schedule.end));

  self->updating++;
  if (!self->named && g_strcmp0 (gtk_editable_get_text (self->name_row), name) != 0)
    gtk_editable_set_text (self->name_row, name);
  if (!self->sigma_set && g_strcmp0 (gtk_editable_get_text (self->sigma_row), sigma) != 0)
    gtk_editable_set_text (self->sigma_row, sigma);
  self->updating--;
  title = g_markup_escape_text (gtk_editable_get_text (self->name_row), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  summary = g_strdup_printf (_ ("Range %s · σ %s · weight %s"),
                             *gtk_editable_get_text (self->range_row) != '\0' ? gtk_editable_get_text (self->range_row)
                                                                              : _ ("of the file"),
                             gtk_editable_get_text (self->sigma_row), gtk_editable_get_text (self->factor_row));
  subtitle = g_markup_escape_text (summary, -1);
  adw_expander_row_set_subtitle (self->fit_row, subtitle);
}
