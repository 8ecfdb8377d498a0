/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-draft-private.h"

#include "closest-approach.h"
#include "curve-form.h"
#include "error.h"

#include <math.h>
#include <string.h>

VitRecipeDraft *
vit_recipe_draft_new (void)
{
  VitRecipeDraft *self = g_new0 (VitRecipeDraft, 1);

  self->n_atoms = 10000;
  self->n_moves = 6000000;
  self->seed = 1;
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_data_draft_free);
  self->constraints = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_constraint_draft_free);
  return self;
}

void
vit_recipe_draft_free (VitRecipeDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->start);
  g_free (self->composition);
  g_free (self->closest);
  g_ptr_array_unref (self->data);
  g_ptr_array_unref (self->constraints);
  g_free (self);
}

VitDataDraft *
vit_data_draft_new (VitDataKind kind)
{
  VitDataDraft *self = g_new0 (VitDataDraft, 1);

  self->kind = kind;
  self->columns.nanometres = -1;
  self->schedule = vit_data_kind_get_schedule (kind, 2);
  self->weight = 1;
  self->k_weight = 2;
  self->s02 = 1;
  self->filtered = kind == VIT_DATA_EXAFS;
  self->filter = (VitRange){ 1.5, 3.5, 0 };
  return self;
}

void
vit_data_draft_free (VitDataDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->file);
  g_free (self->pair);
  g_free (self->edge);
  g_free (self->feff);
  g_free (self);
}

VitSchedule
vit_data_kind_get_schedule (VitDataKind kind, int n_elements)
{
  static const VitSchedule sq[]
      = { { VIT_SCHEDULE_GEOMETRIC, 0.05, 0.0015, 0 }, { VIT_SCHEDULE_GEOMETRIC, 0.01, 0.001, 0 } };
  static const VitSchedule exafs[]
      = { { VIT_SCHEDULE_GEOMETRIC, 0.5, 0.02, 0 }, { VIT_SCHEDULE_GEOMETRIC, 0.2, 0.02, 0 } };

  switch (kind)
    {
    case VIT_DATA_EXAFS:
      return exafs[n_elements > 1];
    case VIT_DATA_RDF:
    case VIT_DATA_REDUCED_RDF:
    case VIT_DATA_PARTIAL_SQ:
      return (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 0.1, 0.01, 0 };
    case VIT_DATA_XRAY_SQ:
    case VIT_DATA_NEUTRON_SQ:
    default:
      return sq[n_elements > 1];
    }
}

char *
vit_data_draft_make_name (const VitDataDraft *self)
{
  switch (self->kind)
    {
    case VIT_DATA_EXAFS:
      if (self->edge == NULL)
        return g_strdup ("EXAFS");
      return g_strdelimit (g_strconcat (self->edge, " EXAFS", NULL), "-", ' ');
    case VIT_DATA_RDF:
      return g_strjoin (" ", "g(r)", self->pair, NULL);
    case VIT_DATA_REDUCED_RDF:
      /* Not "G(r)": its file of results must differ from that of g(r) in more than the capital. */
      return g_strjoin (" ", "PDF G(r)", self->pair, NULL);
    case VIT_DATA_PARTIAL_SQ:
      return g_strjoin (" ", "S(q)", self->pair, NULL);
    case VIT_DATA_NEUTRON_SQ:
      return g_strdup ("Neutron S(q)");
    case VIT_DATA_XRAY_SQ:
    default:
      return g_strdup ("X-ray S(q)");
    }
}

char *
vit_recipe_draft_suggest_closest (int n, const VitElement *const *elements)
{
  GString *text = g_string_new (NULL);

  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      {
        double closest = rint (10 * 0.67 * (elements[a]->radius + elements[b]->radius)) / 10;
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append_printf (text, "%s%s-%s %s", text->len > 0 ? ", " : "", elements[a]->symbol, elements[b]->symbol,
                                g_ascii_formatd (number, sizeof number, "%.1f", closest));
      }
  return g_string_free (text, FALSE);
}

double
vit_recipe_draft_get_number_density (const VitRecipeDraft *self)
{
  VitComposition composition;

  if (self->composition == NULL || !vit_composition_parse (&composition, self->composition, NULL) || self->n_atoms == 0
      || !(self->density > 0))
    return 0;
  switch (self->density_unit)
    {
    case VIT_DENSITY_MASS:
      return vit_composition_number_density (&composition, self->density);
    case VIT_DENSITY_EDGE:
      return (double) self->n_atoms / pow (self->density, 3);
    case VIT_DENSITY_NUMBER:
    default:
      return self->density;
    }
}

gboolean
vit_draft_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, message);
  return FALSE;
}

gboolean
vit_draft_check_text (const char *text, const char *what, GError **error)
{
  gsize length = strlen (text);
  gboolean whole = length > 0 && !g_ascii_isspace (text[0]) && !g_ascii_isspace (text[length - 1]);

  for (const char *c = text; *c != '\0'; c++)
    whole = whole && !g_ascii_iscntrl (*c) && (*c != '#' || (c > text && !g_ascii_isspace (c[-1])));
  if (whole && g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_autofree char *shown = g_utf8_make_valid (text, -1);

  return vit_draft_refuse (
      error, "expected %s without line breaks, a # after a blank, or blanks at its ends, found \"%s\"", what, shown);
}

/* The elements of a random start; n = 0 for those of a configuration, which are not known. */
static gboolean
check_structure (const VitRecipeDraft *self, VitComposition *composition, GError **error)
{
  g_autofree guint8 *atoms = NULL;

  composition->n = 0;
  if (self->start != NULL)
    return vit_draft_check_text (self->start, "the path of a configuration", error);
  if (self->composition == NULL || *self->composition == '\0')
    return vit_draft_refuse (error, "expected a composition such as Cu64Zr36, or a configuration to start from");
  if (!vit_composition_parse (composition, self->composition, error))
    return FALSE;
  if (self->n_atoms < 1 || self->n_atoms > 1000000)
    return vit_draft_refuse (error, "expected 1 to 1000000 atoms, found %" G_GSIZE_FORMAT, self->n_atoms);
  atoms = g_new (guint8, self->n_atoms);
  if (!vit_composition_get_atoms (composition, self->n_atoms, atoms, error))
    return FALSE;
  if (!(self->density > 0) || !isfinite (self->density))
    return vit_draft_refuse (error, "expected a density");
  return TRUE;
}

static gboolean
has_element (const VitComposition *composition, const VitElement *element)
{
  return composition->n == 0 || vit_element_is_among (element, composition->n, composition->element);
}

static gboolean
check_exafs (const VitDataDraft *data, const VitComposition *composition, GError **error)
{
  const VitElement *absorber = NULL;
  g_autofree char *edge = NULL;

  if (data->edge == NULL || !vit_edge_parse (data->edge, &absorber, &edge))
    return vit_draft_refuse (error, "expected an edge such as Cu-K or Ta-L3, found \"%s\"",
                             data->edge ? data->edge : "");
  if (!has_element (composition, absorber))
    return vit_draft_refuse (error, "expected the edge of an element of the sample, which has no %s", absorber->symbol);
  if (data->feff == NULL)
    return vit_draft_refuse (error, "expected a folder with FEFF paths");
  if (!vit_draft_check_text (data->feff, "the path of a folder", error))
    return FALSE;
  if (data->k_weight < 0 || data->k_weight > 3)
    return vit_draft_refuse (error, "expected a weighting by k to the power of 0 to 3, found %d", data->k_weight);
  if (!(data->s02 >= 0.01 && data->s02 <= 10))
    return vit_draft_refuse (error, "expected S0² from 0.01 to 10, found %g", data->s02);
  if (!(fabs (data->e0_shift) <= 50))
    return vit_draft_refuse (error, "expected a shift of E0 from −50 to 50 eV, found %g", data->e0_shift);
  if (data->filtered && !(data->filter.low >= 0 && data->filter.low < data->filter.high))
    return vit_draft_refuse (error, "expected a filter from a smaller to a larger R, found %g to %g Å",
                             data->filter.low, data->filter.high);
  return TRUE;
}

static gboolean
check_pair (const VitDataDraft *data, const VitComposition *composition, GError **error)
{
  if (data->pair == NULL && vit_data_kind_needs_pair (data->kind))
    return vit_draft_refuse (error, "expected a pair of elements such as Cu-Zr");
  if (data->pair == NULL || composition->n == 0
      || vit_pair_parse (data->pair, composition->n, composition->element) >= 0)
    return TRUE;
  return vit_draft_refuse (error, "expected a pair of elements of the sample, found \"%s\"", data->pair);
}

static gboolean
check_reading (const VitDataDraft *data, GError **error)
{
  const VitColumnOptions *columns = &data->columns;
  VitCurveKind kind = vit_data_kind_get_curve (data->kind);

  if (data->file == NULL)
    return vit_draft_refuse (error, "expected a file");
  if (!vit_draft_check_text (data->file, "the path of a file", error))
    return FALSE;
  if (columns->form != VIT_FORM_DETECT && vit_curve_form_kind (columns->form) != kind)
    return vit_draft_refuse (error, "expected a form of a curve over %s, found %s", vit_curve_kind_symbol (kind),
                             vit_curve_form_to_string (columns->form));
  if ((columns->x_column > 0) != (columns->y_column > 0))
    return vit_draft_refuse (error, "expected both columns or none");
  if (columns->x_column > 0 && columns->x_column == columns->y_column)
    return vit_draft_refuse (error, "expected two different columns, found column %d as both", columns->x_column);
  if (data->range_given && !(data->range.low >= 0 && data->range.low < data->range.high && data->range.step >= 0))
    return vit_draft_refuse (error, "expected a range from a smaller to a larger %s, found %g to %g",
                             vit_curve_kind_symbol (kind), data->range.low, data->range.high);
  return TRUE;
}

static gboolean
check_data (const VitDataDraft *data, const VitComposition *composition, GError **error)
{
  const VitSchedule *schedule = &data->schedule;

  if (!check_reading (data, error) || (data->kind == VIT_DATA_EXAFS && !check_exafs (data, composition, error))
      || (vit_data_kind_has_pair (data->kind) && !check_pair (data, composition, error)))
    return FALSE;
  if (!(schedule->start > 0 && schedule->end > 0 && isfinite (schedule->start) && isfinite (schedule->end)))
    return vit_draft_refuse (error, "expected σ above zero, found %g and %g", schedule->start, schedule->end);
  if (schedule->kind == VIT_SCHEDULE_PLATEAUS && (schedule->n_plateaus < 1 || schedule->n_plateaus > 1000))
    return vit_draft_refuse (error, "expected 1 to 1000 plateaus, found %d", schedule->n_plateaus);
  if (!(data->weight >= 0 && data->weight <= 1e12))
    return vit_draft_refuse (error, "expected a weight from 0 to 1e12, found %g", data->weight);
  return TRUE;
}

/* As vit_recipe_read() wants them: each has a file of its own in the results. */
static gboolean
check_name (const VitRecipeDraft *self, guint index, GError **error)
{
  const VitDataDraft *data = self->data->pdata[index];
  g_autofree char *name = data->name != NULL ? vit_data_name_to_file_name (data->name) : g_strdup ("");

  if (*name == '\0' || strpbrk (data->name, "[]") != NULL || g_str_equal (name, "gr") || g_str_equal (name, "history"))
    return vit_draft_refuse (error,
                             "expected a name with letters or figures, without [ or ], other than gr and history, "
                             "found \"%s\"",
                             data->name != NULL ? data->name : "");
  if (!vit_draft_check_text (data->name, "a name", error))
    return FALSE;
  for (guint i = 0; i < index; i++)
    {
      const VitDataDraft *other = self->data->pdata[i];
      g_autofree char *taken = vit_data_name_to_file_name (other->name);

      if (g_str_equal (name, taken))
        return vit_draft_refuse (error, "expected names that differ in letters or figures, found \"%s\" and \"%s\"",
                                 other->name, data->name);
    }
  return TRUE;
}

/* As vit_recipe_read() wants it: unlike that of any data set, and of any constraint before. */
static gboolean
check_constraint_name (const VitRecipeDraft *self, guint index, GError **error)
{
  const char *name = ((VitConstraintDraft *) self->constraints->pdata[index])->name;
  gboolean taken = FALSE;

  for (guint i = 0; i < self->data->len; i++)
    taken |= g_strcmp0 (((VitDataDraft *) self->data->pdata[i])->name, name) == 0;
  for (guint i = 0; i < index; i++)
    taken |= g_strcmp0 (((VitConstraintDraft *) self->constraints->pdata[i])->name, name) == 0;
  return !taken
         || vit_draft_refuse (error, "expected a name that no other data set or constraint has, found \"%s\"", name);
}

static gboolean
check_constraints (const VitRecipeDraft *self, const VitComposition *composition, GError **error)
{
  if (self->constraints->len > VIT_RECIPE_MAX_GROUPS)
    return vit_draft_refuse (error, "expected at most %d constraints, found %u", VIT_RECIPE_MAX_GROUPS,
                             self->constraints->len);
  for (guint i = 0; i < self->constraints->len; i++)
    {
      const VitConstraintDraft *constraint = self->constraints->pdata[i];

      if (vit_constraint_draft_check (constraint, composition, NULL, error) && check_constraint_name (self, i, error))
        continue;
      g_prefix_error (error, "%s: ", constraint->name != NULL ? constraint->name : "");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_shares (const VitRecipeDraft *self, GError **error)
{
  double sum = 0;

  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    {
      if (!(self->share[kind] >= 0 && self->share[kind] <= 1))
        return vit_draft_refuse (error, "%s: expected a number from 0 to 1, found %g",
                                 vit_move_kind_to_string ((VitMoveKind) kind), self->share[kind]);
      sum += self->share[kind];
    }
  return sum <= 1 || vit_draft_refuse (error, "expected shares of moves that come to at most 1, found %g", sum);
}

static gboolean
check_any_is_fitted (const VitRecipeDraft *self, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->data->len; i++)
    any |= !((const VitDataDraft *) self->data->pdata[i])->watched;
  for (guint i = 0; i < self->constraints->len; i++)
    any |= !((const VitConstraintDraft *) self->constraints->pdata[i])->watched;
  return any || vit_draft_refuse (error, "expected a data set or a constraint that is fitted, all are only watched");
}

gboolean
vit_recipe_draft_check (const VitRecipeDraft *self, GError **error)
{
  VitComposition composition;

  if (!check_structure (self, &composition, error))
    return FALSE;
  if (self->data->len + self->constraints->len == 0 || self->data->len > VIT_RECIPE_MAX_GROUPS)
    return vit_draft_refuse (error, "expected 1 to %d data sets, or a constraint, found %u", VIT_RECIPE_MAX_GROUPS,
                             self->data->len);
  if (!check_any_is_fitted (self, error))
    return FALSE;
  for (guint i = 0; i < self->data->len; i++)
    {
      const VitDataDraft *data = self->data->pdata[i];

      if (!check_name (self, i, error))
        return FALSE;
      if (!check_data (data, &composition, error))
        {
          g_prefix_error (error, "%s: ", data->name);
          return FALSE;
        }
    }
  if (!check_constraints (self, &composition, error) || !check_shares (self, error))
    return FALSE;
  if (self->n_moves < 1 || self->n_moves > G_GINT64_CONSTANT (1000000000000))
    return vit_draft_refuse (error, "expected 1 to 1e12 moves, found %" G_GINT64_FORMAT, self->n_moves);
  if (self->seed < 1 || self->seed > G_MAXUINT32)
    return vit_draft_refuse (error, "expected a seed from 1 to %u, found %" G_GUINT64_FORMAT, G_MAXUINT32, self->seed);
  return self->closest == NULL || vit_draft_check_text (self->closest, "closest approaches", error);
}
