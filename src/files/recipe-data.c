/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-data.h"

#include "recipe-schedule.h"
#include "text-file.h"

#include <string.h>

/* What belongs to one kind of data set: its name in a recipe, what its file holds, whether it can and must be of one
 * pair of elements, its range unless given, and its σ by default. */
typedef struct
{
  const char *name;
  VitCurveKind curve;
  gboolean has_pair, needs_pair;
  VitRange range;
  double sigma_start;
  double sigma_end;
} DataKind;

static const DataKind kinds[] = {
  [VIT_DATA_XRAY_SQ] = { "xray-sq", VIT_CURVE_SQ, FALSE, FALSE, { 0.6, 20, 0.05 }, 0.01, 0.001 },
  [VIT_DATA_NEUTRON_SQ] = { "neutron-sq", VIT_CURVE_SQ, FALSE, FALSE, { 0.6, 20, 0.05 }, 0.01, 0.001 },
  [VIT_DATA_EXAFS] = { "exafs", VIT_CURVE_EXAFS, FALSE, FALSE, { 2, 14, 0.05 }, 0.1, 0.01 },
  [VIT_DATA_RDF] = { "rdf", VIT_CURVE_RDF, TRUE, FALSE, { 0, 1000, 0 }, 0.1, 0.01 },
  [VIT_DATA_REDUCED_RDF] = { "reduced-rdf", VIT_CURVE_RDF, TRUE, FALSE, { 0, 1000, 0 }, 0.1, 0.01 },
  [VIT_DATA_PARTIAL_SQ] = { "partial-sq", VIT_CURVE_SQ, TRUE, TRUE, { 0.6, 20, 0.05 }, 0.1, 0.01 },
  [VIT_DATA_COORDINATION] = { "coordination", VIT_CURVE_OWN, FALSE, FALSE, { 0 }, 0.1, 0.01 },
  [VIT_DATA_BOND_ANGLES] = { "bond-angles", VIT_CURVE_OWN, FALSE, FALSE, { 0 }, 0.1, 0.01 },
};

VitCurveKind
vit_data_kind_get_curve (VitDataKind kind)
{
  return kinds[kind].curve;
}

gboolean
vit_data_kind_has_pair (VitDataKind kind)
{
  return kinds[kind].has_pair;
}

gboolean
vit_data_kind_needs_pair (VitDataKind kind)
{
  return kinds[kind].needs_pair;
}

char *
vit_data_name_to_file_name (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (text, g_ascii_tolower (*c));
    else if (text->len > 0 && text->str[text->len - 1] != '-')
      g_string_append_c (text, '-');
  if (text->len > 0 && text->str[text->len - 1] == '-')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* "xray-sq, neutron-sq, exafs or rdf" */
static char *
list_kinds (void)
{
  GString *text = g_string_new (kinds[0].name);

  for (gsize i = 1; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (text, "%s%s", i + 1 < G_N_ELEMENTS (kinds) ? ", " : " or ", kinds[i].name);
  return g_string_free (text, FALSE);
}

static gboolean
read_kind (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *type = vit_ini_file_get_string (ini, self->group, "type"), *list = NULL;

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].name))
      {
        self->kind = (VitDataKind) i;
        self->range = kinds[i].range;
        self->schedule.start = kinds[i].sigma_start;
        self->schedule.end = kinds[i].sigma_end;
        return TRUE;
      }
  list = list_kinds ();
  return vit_ini_file_set_error (ini, self->group, "type", error, "type: expected %s, found \"%s\"", list,
                                 type ? type : "");
}

static gboolean
read_range (const VitIniFile *ini, const char *group, const char *key, VitRange *range, gboolean *given, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, key);

  *given = text != NULL;
  if (text != NULL && !vit_range_parse (text, range))
    return vit_ini_file_set_error (
        ini, group, key, error, "%s: expected low:high or low:high:step with 0 ≤ low < high, found \"%s\"", key, text);
  return TRUE;
}

static gboolean
read_columns (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *form = vit_ini_file_get_string (ini, self->group, "form");
  g_autofree char *unit = vit_ini_file_get_string (ini, self->group, "unit");
  g_autofree char *columns = vit_ini_file_get_string (ini, self->group, "columns");
  char *field[2];
  gint64 x, y;

  self->columns.nanometres = -1;
  if (form != NULL && !vit_curve_form_from_string (form, &self->columns.form))
    return vit_ini_file_set_error (ini, self->group, "form", error,
                                   "form: expected S(q), S(q)-1, q[S(q)-1], g(r), g(r)-1, G(r), chi(k), k*chi(k), "
                                   "k^2*chi(k), k^3*chi(k) or detect, found \"%s\"",
                                   form);
  if (unit != NULL)
    {
      self->columns.nanometres = g_ascii_strcasecmp (unit, "nm") == 0;
      if (!self->columns.nanometres && !g_str_equal (unit, "A") && !g_str_equal (unit, "Å"))
        return vit_ini_file_set_error (ini, self->group, "unit", error, "unit: expected A or nm, found \"%s\"", unit);
    }
  if (columns != NULL)
    {
      if (vit_split_fields (columns, field, 2) != 2 || !vit_parse_integer (field[0], &x) || x < 1 || x > 1000
          || !vit_parse_integer (field[1], &y) || y < 1 || y > 1000)
        return vit_ini_file_set_error (ini, self->group, "columns", error, "columns: expected two numbers from 1: x y");
      self->columns.x_column = (int) x;
      self->columns.y_column = (int) y;
    }
  return TRUE;
}

static gboolean
read_source (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  self->file = vit_ini_file_get_path_value (ini, self->group, "file");
  self->target = vit_ini_file_get_path_value (ini, self->group, "target");
  if ((self->file == NULL) == (self->target == NULL))
    return vit_ini_file_set_error (ini, self->group, self->file != NULL ? "target" : NULL, error,
                                   "[%s]: expected either file (data) or target (a configuration)", self->group);
  if (self->file == NULL)
    for (const char *const *key = (const char *const[]){ "form", "unit", "columns", NULL }; *key != NULL; key++)
      if (vit_ini_file_has (ini, self->group, *key))
        return vit_ini_file_set_error (ini, self->group, *key, error, "%s: expected only with file", *key);
  if (self->file != NULL && vit_ini_file_has (ini, self->group, "noise"))
    return vit_ini_file_set_error (ini, self->group, "noise", error, "noise: expected only with target");
  return read_columns (self, ini, error);
}

/* "Cu-K", "Ta L3". */
static gboolean
read_edge (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, self->group, "edge");

  if (text == NULL || !vit_edge_parse (text, &self->absorber, &self->edge))
    return vit_ini_file_set_error (ini, self->group, "edge", error,
                                   "edge: expected an element and an edge such as Cu-K or Ta-L3, found \"%s\"",
                                   text != NULL ? text : "");
  return TRUE;
}

gboolean
vit_edge_parse (const char *text, const VitElement **absorber, char **edge)
{
  g_auto (GStrv) part = g_strsplit_set (text, "- ", -1);
  static const char *const edges[] = { "K", "L1", "L2", "L3", NULL };
  const VitElement *element;

  if (g_strv_length (part) != 2 || !g_strv_contains (edges, part[1]))
    return FALSE;
  element = vit_element_by_symbol (part[0], -1);
  if (element == NULL)
    return FALSE;
  *absorber = element;
  *edge = g_strdup (part[1]);
  return TRUE;
}

static gboolean
read_sill (const VitIniFile *ini, const char *group, const char *key, VitSill *sill, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, key);

  if (text == NULL || g_str_equal (text, "hanning"))
    *sill = VIT_SILL_HANNING;
  else if (g_str_equal (text, "kaiser"))
    *sill = VIT_SILL_KAISER;
  else
    return vit_ini_file_set_error (ini, group, key, error, "%s: expected hanning or kaiser, found \"%s\"", key, text);
  return TRUE;
}

void
vit_default_filter (const VitRange *k, VitFourierWindow *k_window, VitFourierWindow *r_window)
{
  /* The sill of 1 Å⁻¹ begins and ends where the data do. */
  *k_window = (VitFourierWindow){ k->low + 0.5, k->high - 0.5, 1, VIT_SILL_HANNING };
  r_window->d = 0.5;
  r_window->sill = VIT_SILL_HANNING;
}

static gboolean
read_filter (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  VitRange r = { 0 }, k = { 0 };
  gboolean k_given;

  if (!read_range (ini, self->group, "filter", &r, &self->filtered, error))
    return FALSE;
  if (!self->filtered)
    return TRUE;
  vit_default_filter (&self->range, &self->k_window, &self->r_window);
  self->r_window.low = r.low;
  self->r_window.high = r.high;
  if (!read_range (ini, self->group, "filter-k", &k, &k_given, error)
      || !vit_ini_file_get_double (ini, self->group, "filter-dk", 0, 10, &self->k_window.d, error)
      || !vit_ini_file_get_double (ini, self->group, "filter-dr", 0, 10, &self->r_window.d, error)
      || !read_sill (ini, self->group, "filter-window", &self->k_window.sill, error))
    return FALSE;
  if (k_given)
    {
      self->k_window.low = k.low;
      self->k_window.high = k.high;
    }
  return TRUE;
}

static gboolean
read_exafs (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  gint64 k_weight = 2;

  if (self->kind != VIT_DATA_EXAFS)
    return TRUE;
  self->feff = vit_ini_file_get_path_value (ini, self->group, "feff");
  if (self->feff == NULL)
    return vit_ini_file_set_error (ini, self->group, "feff", error, "expected feff, the folder of the FEFF paths");
  self->s02 = 1;
  self->cutoff = 7;
  if (!read_edge (self, ini, error) || !vit_ini_file_get_integer (ini, self->group, "kweight", 0, 3, &k_weight, error)
      || !vit_ini_file_get_double (ini, self->group, "s02", 0.01, 10, &self->s02, error)
      || !vit_ini_file_get_double (ini, self->group, "e0", -50, 50, &self->e0_shift, error)
      || !vit_ini_file_get_double (ini, self->group, "cutoff", 2, 20, &self->cutoff, error))
    return FALSE;
  self->k_weight = (int) k_weight;
  return read_filter (self, ini, error);
}

/* Whether @text is two elements as in "Cu-Zr". Whether the sample has them is not known here. */
static gboolean
is_pair (const char *text)
{
  g_auto (GStrv) part = g_strsplit (text, "-", -1);

  return g_strv_length (part) == 2 && vit_element_by_symbol (part[0], -1) != NULL
         && vit_element_by_symbol (part[1], -1) != NULL;
}

static gboolean
read_pair (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *weights = vit_ini_file_get_string (ini, self->group, "weights");
  gboolean total;

  self->pair = vit_ini_file_get_string (ini, self->group, "pair");
  self->pair_line = vit_ini_file_get_line (ini, self->group, "pair");
  if (self->pair == NULL && !kinds[self->kind].needs_pair)
    self->pair = g_strdup ("total");
  total = self->pair != NULL && g_str_equal (self->pair, "total") && !kinds[self->kind].needs_pair;
  if (!total && (self->pair == NULL || !is_pair (self->pair)))
    return vit_ini_file_set_error (ini, self->group, "pair", error,
                                   "pair: expected %sa pair of elements such as Cu-Zr, found \"%s\"",
                                   kinds[self->kind].needs_pair ? "" : "total or ", self->pair ? self->pair : "");
  if (weights == NULL)
    return TRUE;
  if (!total)
    return vit_ini_file_set_error (ini, self->group, "weights", error,
                                   "weights: expected only with pair = total, found with %s", self->pair);
  if (!vit_rdf_weights_from_string (weights, &self->weights))
    return vit_ini_file_set_error (ini, self->group, "weights", error,
                                   "weights: expected atoms, xray or neutron, found \"%s\"", weights);
  return TRUE;
}

/* Of whose neighbours a data set speaks. */
static gboolean
read_neighbourhood (VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  VitNeighbourhoodKind kind = self->kind == VIT_DATA_COORDINATION  ? VIT_NEIGHBOURHOOD_PAIR
                              : self->kind == VIT_DATA_BOND_ANGLES ? VIT_NEIGHBOURHOOD_ANGLES
                                                                   : VIT_NEIGHBOURHOOD_NONE;

  return vit_neighbourhood_read (&self->neighbourhood, kind, ini, self->group, error);
}

static gboolean
check_keys (const VitRecipeData *self, const VitIniFile *ini, GError **error)
{
  static const char *const sq[]
      = { "type", "file", "target", "form", "unit", "columns", "range", "noise", "weight", "sigma", "fitted", NULL };
  static const char *const partial_sq[] = { "type",  "file",   "target", "form",   "unit", "columns", "range",
                                            "noise", "weight", "sigma",  "fitted", "pair", NULL };
  static const char *const rdf[] = { "type",  "file",   "target", "form",   "unit", "columns", "range",
                                     "noise", "weight", "sigma",  "fitted", "pair", "weights", NULL };
  static const char *const exafs[]
      = { "type",   "file",   "target",   "form",      "unit",      "columns",       "range", "noise",
          "weight", "sigma",  "fitted",   "edge",      "feff",      "kweight",       "s02",   "e0",
          "cutoff", "filter", "filter-k", "filter-dk", "filter-dr", "filter-window", NULL };
  static const char *const coordination[]
      = { "type", "file", "target", "noise", "weight", "sigma", "fitted", "pair", "cutoff", NULL };
  static const char *const angles[] = { "type",   "file",   "target",     "noise",  "weight", "sigma",
                                        "fitted", "centre", "neighbours", "cutoff", "bins",   NULL };
  const char *const *allowed = sq;

  if (self->kind == VIT_DATA_EXAFS)
    allowed = exafs;
  else if (self->kind == VIT_DATA_PARTIAL_SQ)
    allowed = partial_sq;
  else if (self->kind == VIT_DATA_COORDINATION)
    allowed = coordination;
  else if (self->kind == VIT_DATA_BOND_ANGLES)
    allowed = angles;
  else if (kinds[self->kind].curve == VIT_CURVE_RDF)
    allowed = rdf;
  return vit_ini_file_check_keys (ini, self->group, allowed, error);
}

VitRecipeData *
vit_recipe_data_read (const VitIniFile *ini, const char *group, GError **error)
{
  g_autoptr (VitRecipeData) self = g_new0 (VitRecipeData, 1);

  self->group = g_strdup (group);
  self->line = vit_ini_file_get_line (ini, group, "");
  self->range_line = vit_ini_file_get_line (ini, group, "range");
  self->name = g_strstrip (g_strdup (group + strlen ("data ")));
  self->weight = 1;
  self->fitted = TRUE;
  if (!read_kind (self, ini, error) || !check_keys (self, ini, error) || !read_source (self, ini, error)
      || !read_range (ini, group, "range", &self->range, &self->range_given, error)
      || !vit_recipe_read_schedule (ini, group, "sigma", &self->schedule, error)
      || !vit_ini_file_get_double (ini, group, "weight", 0, 1e12, &self->weight, error)
      || !vit_ini_file_get_boolean (ini, group, "fitted", &self->fitted, error)
      || !vit_ini_file_get_double (ini, group, "noise", 0, 10, &self->noise, error) || !read_exafs (self, ini, error)
      || !(kinds[self->kind].curve == VIT_CURVE_OWN ? read_neighbourhood (self, ini, error)
                                                    : read_pair (self, ini, error)))
    return NULL;
  /* S(q) of a file is compared at the points of the file, EXAFS on an even grid, g(r) at the bins. */
  if (!self->range_given || self->range.step == 0)
    self->range.step
        = kinds[self->kind].curve == VIT_CURVE_RDF || (kinds[self->kind].curve == VIT_CURVE_SQ && self->file != NULL)
              ? 0
              : 0.05;
  if (self->range.step > 0 && (self->range.high - self->range.low) / self->range.step > 100000)
    {
      vit_ini_file_set_error (ini, group, "range", error, "range: expected at most 100000 points, found %g",
                              (self->range.high - self->range.low) / self->range.step);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
vit_recipe_data_free (VitRecipeData *self)
{
  if (self == NULL)
    return;
  g_free (self->group);
  g_free (self->name);
  g_free (self->file);
  g_free (self->target);
  g_free (self->pair);
  g_free (self->edge);
  g_free (self->feff);
  vit_neighbourhood_clear (&self->neighbourhood);
  g_free (self);
}
