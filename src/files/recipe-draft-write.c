/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-draft-private.h"

#include "text-file.h"

void
vit_draft_append_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double read;

  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (number, sizeof number, format, value);
      if (vit_parse_double (number, &read) && read == value)
        break;
    }
  g_string_append (text, number);
}

static void
append_double (GString *text, const char *key, double value)
{
  g_string_append_printf (text, "%s = ", key);
  vit_draft_append_number (text, value);
  g_string_append_c (text, '\n');
}

void
vit_draft_append_path (GString *text, const char *key, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  g_string_append_printf (text, "%s = %s\n", key, absolute);
}

static void
append_range (GString *text, const char *key, const VitRange *range)
{
  g_string_append_printf (text, "%s = ", key);
  vit_draft_append_number (text, range->low);
  g_string_append_c (text, ':');
  vit_draft_append_number (text, range->high);
  if (range->step > 0)
    {
      g_string_append_c (text, ':');
      vit_draft_append_number (text, range->step);
    }
  g_string_append_c (text, '\n');
}

static void
append_closest (GString *text, const VitRecipeDraft *self)
{
  g_autofree char *closest = g_strdup (self->closest);
  VitComposition composition;

  if (closest == NULL && self->start == NULL && vit_composition_parse (&composition, self->composition, NULL))
    closest = vit_recipe_draft_suggest_closest (composition.n, composition.element);
  if (closest != NULL)
    g_string_append_printf (text,
                            "# no two atoms come closer than this, Å; well below the foot of the first peak of g(r)\n"
                            "closest = %s\n",
                            closest);
}

static void
append_structure (GString *text, const VitRecipeDraft *self)
{
  g_string_append (text, "[structure]\n");
  if (self->start != NULL)
    vit_draft_append_path (text, "start", self->start);
  else
    {
      g_string_append_printf (text, "# a random start\ncomposition = %s\natoms = %" G_GSIZE_FORMAT "\n",
                              self->composition, self->n_atoms);
      g_string_append (text, self->density_unit == VIT_DENSITY_EDGE ? "# edge of the cube, Å\ncell = " : "density = ");
      vit_draft_append_number (text, self->density);
      g_string_append (text, self->density_unit == VIT_DENSITY_MASS     ? " g/cm3\n"
                             : self->density_unit == VIT_DENSITY_NUMBER ? " 1/A3\n"
                                                                        : "\n");
    }
  append_closest (text, self);
}

static void
append_run (GString *text, const VitRecipeDraft *self)
{
  g_string_append_printf (text,
                          "\n[run]\nmoves = %" G_GINT64_FORMAT "\nseed = %" G_GUINT64_FORMAT "\n"
                          "# the largest displacement, Å, adapted until one move in ten is accepted\n"
                          "step = 0.3\nacceptance = 0.1\n",
                          self->n_moves, self->seed);
}

static void
append_columns (GString *text, const VitColumnOptions *columns)
{
  if (columns->x_column > 0)
    g_string_append_printf (text, "columns = %d %d\n", columns->x_column, columns->y_column);
  if (columns->form != VIT_FORM_DETECT)
    g_string_append_printf (text, "form = %s\n", vit_curve_form_to_string (columns->form));
  if (columns->nanometres >= 0)
    g_string_append_printf (text, "unit = %s\n", columns->nanometres ? "nm" : "A");
}

static void
append_exafs (GString *text, const VitDataDraft *data)
{
  g_string_append_printf (text, "edge = %s\n", data->edge);
  vit_draft_append_path (text, "feff", data->feff);
  g_string_append_printf (text, "kweight = %d\n", data->k_weight);
  append_double (text, "s02", data->s02);
  append_double (text, "e0", data->e0_shift);
  if (data->filtered)
    append_range (text, "filter", &data->filter);
}

static void
append_sigma (GString *text, const VitSchedule *schedule)
{
  g_string_append (text, "sigma = ");
  vit_draft_append_number (text, schedule->start);
  g_string_append_c (text, ' ');
  vit_draft_append_number (text, schedule->end);
  if (schedule->kind != VIT_SCHEDULE_GEOMETRIC)
    g_string_append_printf (text, " %s", vit_schedule_kind_to_string (schedule->kind));
  if (schedule->kind == VIT_SCHEDULE_PLATEAUS)
    g_string_append_printf (text, " %d", schedule->n_plateaus);
  g_string_append_c (text, '\n');
}

static void
append_data (GString *text, const VitDataDraft *data)
{
  static const char *const types[] = {
    [VIT_DATA_XRAY_SQ] = "xray-sq", [VIT_DATA_NEUTRON_SQ] = "neutron-sq",   [VIT_DATA_EXAFS] = "exafs",
    [VIT_DATA_RDF] = "rdf",         [VIT_DATA_REDUCED_RDF] = "reduced-rdf", [VIT_DATA_PARTIAL_SQ] = "partial-sq",
  };

  g_string_append_printf (text, "\n[data %s]\ntype = %s\n", data->name, types[data->kind]);
  vit_draft_append_path (text, "file", data->file);
  append_columns (text, &data->columns);
  if (data->kind == VIT_DATA_EXAFS)
    append_exafs (text, data);
  if (vit_data_kind_has_pair (data->kind) && data->pair != NULL)
    g_string_append_printf (text, "pair = %s\n", data->pair);
  else if (data->weights != VIT_RDF_WEIGHTS_ATOMS)
    g_string_append_printf (text, "weights = %s\n", vit_rdf_weights_to_string (data->weights));
  if (data->range_given)
    append_range (text, "range", &data->range);
  append_sigma (text, &data->schedule);
  append_double (text, "weight", data->weight);
  if (data->watched)
    g_string_append (text, "fitted = no\n");
}

static void
append_moves (GString *text, const VitRecipeDraft *self)
{
  gboolean begun = FALSE;

  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    if (self->share[kind] > 0)
      {
        if (!begun)
          g_string_append (text, "\n[moves]\n# shares of the proposals; what is left displaces single atoms\n");
        begun = TRUE;
        append_double (text, vit_move_kind_to_string ((VitMoveKind) kind), self->share[kind]);
      }
}

static char *
make_text (const VitRecipeDraft *self)
{
  g_autofree char *start = self->start != NULL ? g_filename_display_basename (self->start) : NULL;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# %s, fitted to %u data set%s", start != NULL ? start : self->composition,
                          self->data->len, self->data->len == 1 ? "" : "s");
  if (self->constraints->len > 0)
    g_string_append_printf (text, " and %u constraint%s", self->constraints->len,
                            self->constraints->len == 1 ? "" : "s");
  g_string_append (text, ". README.md of Vitrum describes the format.\n"
                         "# sigma: the relative error of one point at the start and at the end, of a constraint what "
                         "its value may be off by; a smaller one fits more closely.\n\n");
  append_structure (text, self);
  append_run (text, self);
  for (guint i = 0; i < self->data->len; i++)
    append_data (text, self->data->pdata[i]);
  for (guint i = 0; i < self->constraints->len; i++)
    {
      g_string_append_c (text, '\n');
      vit_constraint_draft_append (self->constraints->pdata[i], text);
    }
  append_moves (text, self);
  return g_string_free (text, FALSE);
}

gboolean
vit_recipe_draft_write (const VitRecipeDraft *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (!vit_recipe_draft_check (self, error))
    return FALSE;
  text = make_text (self);
  return g_file_set_contents (path, text, -1, error);
}
