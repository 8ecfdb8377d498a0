/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "constraint-draft.h"

#include "closest-approach.h"
#include "eam-file.h"
#include "recipe-draft-private.h"

#include <math.h>
#include <string.h>

/* What errors would call the recipe; it is cut off. */
#define NOWHERE "draft"

static const char *const types[] = { [VIT_CONSTRAINT_ENERGY] = "energy",
                                     [VIT_CONSTRAINT_COORDINATION] = "coordination",
                                     [VIT_CONSTRAINT_CHEMICAL_ORDER] = "chemical-order",
                                     [VIT_CONSTRAINT_VORONOI_CLASS] = "voronoi-class" };

static const char *const forms[]
    = { [VIT_VALUE_EQUAL] = "equal", [VIT_VALUE_AT_LEAST] = "at-least", [VIT_VALUE_AT_MOST] = "at-most" };

VitConstraintDraft *
vit_constraint_draft_new (VitConstraintKind kind, const VitComposition *composition)
{
  static const char *const schedules[] = { [VIT_CONSTRAINT_ENERGY] = "1500 300",
                                           [VIT_CONSTRAINT_COORDINATION] = "0.5 0.05",
                                           [VIT_CONSTRAINT_CHEMICAL_ORDER] = "0.05 0.01",
                                           [VIT_CONSTRAINT_VORONOI_CLASS] = "0.05 0.01" };
  static const VitValueForm usual[] = { [VIT_CONSTRAINT_ENERGY] = VIT_VALUE_BOLTZMANN,
                                        [VIT_CONSTRAINT_COORDINATION] = VIT_VALUE_EQUAL,
                                        [VIT_CONSTRAINT_CHEMICAL_ORDER] = VIT_VALUE_EQUAL,
                                        [VIT_CONSTRAINT_VORONOI_CLASS] = VIT_VALUE_AT_LEAST };
  VitConstraintDraft *self = g_new0 (VitConstraintDraft, 1);
  int n = composition != NULL ? composition->n : 0;

  self->kind = kind;
  self->form = usual[kind];
  self->class = g_strdup ("0,0,12,0");
  self->centre = g_strdup (n > 0 ? composition->element[0]->symbol : "all");
  if (n > 0)
    {
      self->pair = g_strdup_printf ("%s-%s", composition->element[0]->symbol, composition->element[n > 1]->symbol);
      self->cutoff = vit_constraint_draft_suggest_cutoff (kind, self->pair, composition);
    }
  self->schedule = g_strdup (schedules[kind]);
  self->weight = g_strdup ("1");
  return self;
}

void
vit_constraint_draft_free (VitConstraintDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->potential);
  g_free (self->pair);
  g_free (self->cutoff);
  g_free (self->class);
  g_free (self->centre);
  g_free (self->wanted);
  g_free (self->schedule);
  g_free (self->weight);
  g_free (self);
}

char *
vit_constraint_draft_make_name (const VitConstraintDraft *self)
{
  switch (self->kind)
    {
    case VIT_CONSTRAINT_COORDINATION:
      return g_strjoin (" ", self->pair != NULL ? self->pair : "mean", "coordination", NULL);
    case VIT_CONSTRAINT_CHEMICAL_ORDER:
      return g_strjoin (" ", self->pair != NULL ? self->pair : "chemical", "order", NULL);
    case VIT_CONSTRAINT_VORONOI_CLASS:
      return g_strdup_printf ("%s round %s", self->class != NULL ? self->class : "",
                              self->centre != NULL ? self->centre : "all");
    case VIT_CONSTRAINT_ENERGY:
    default:
      return g_strdup ("energy");
    }
}

/* The covalent radii of both elements, so that neighbours are within 1.2 times their sum. */
static double
suggest_length (const VitElement *a, const VitElement *b)
{
  return rint (12 * (a->radius + b->radius)) / 10;
}

char *
vit_constraint_draft_suggest_cutoff (VitConstraintKind kind, const char *pair, const VitComposition *composition)
{
  g_auto (GStrv) part = g_strsplit (pair != NULL ? pair : "", "-", -1);
  const VitElement *side[2] = { NULL };
  GString *text;

  if (g_strv_length (part) != 2)
    return NULL;
  for (int k = 0; k < 2; k++)
    side[k] = vit_element_by_symbol (part[k], -1);
  text = g_string_new (NULL);
  for (int a = 0; a < composition->n; a++)
    for (int b = a; b < composition->n; b++)
      {
        VitNeighbourhood of
            = { .kind = kind == VIT_CONSTRAINT_CHEMICAL_ORDER ? VIT_NEIGHBOURHOOD_ORDER : VIT_NEIGHBOURHOOD_PAIR,
                .centre = side[0],
                .end = { side[1] } };
        const VitElement *first = composition->element[a], *second = composition->element[b];

        if (!vit_neighbourhood_needs (&of, first, second))
          continue;
        g_string_append_printf (text, "%s%s-%s ", text->len > 0 ? ", " : "", first->symbol, second->symbol);
        vit_draft_append_number (text, suggest_length (first, second));
      }
  /* Of a single pair the length says it all. */
  if (text->len > 0 && strchr (text->str, ',') == NULL)
    g_string_erase (text, 0, strchr (text->str, ' ') + 1 - text->str);
  return g_string_free (text, text->len == 0);
}

static void
append_text (GString *text, const char *key, const char *value)
{
  g_string_append_printf (text, "%s = %s\n", key, value != NULL ? value : "");
}

/* What LAMMPS has by name stays a name. */
static void
append_potential (GString *text, const char *potential)
{
  if (potential != NULL && strchr (potential, '/') != NULL)
    vit_draft_append_path (text, "potential", potential);
  else
    append_text (text, "potential", potential);
}

void
vit_constraint_draft_append (const VitConstraintDraft *self, GString *text)
{
  g_string_append_printf (text, "[constraint %s]\ntype = %s\n", self->name != NULL ? self->name : "",
                          types[self->kind]);
  if (self->kind == VIT_CONSTRAINT_ENERGY)
    append_potential (text, self->potential);
  else if (self->kind == VIT_CONSTRAINT_VORONOI_CLASS)
    {
      append_text (text, "class", self->class);
      append_text (text, "centre", self->centre);
    }
  else
    {
      append_text (text, "pair", self->pair);
      append_text (text, "cutoff", self->cutoff);
    }
  if (self->form != VIT_VALUE_BOLTZMANN)
    append_text (text, forms[self->form], self->wanted);
  append_text (text, self->form == VIT_VALUE_BOLTZMANN ? "temperature" : "sigma", self->schedule);
  append_text (text, "weight", self->weight);
  if (self->watched)
    g_string_append (text, "fitted = no\n");
}

/* So that each is one line of the recipe and ends up as it is. */
static gboolean
check_lines (const VitConstraintDraft *self, const char **field, GError **error)
{
  const struct
  {
    const char *field, *text;
  } lines[] = { { "name", self->name },     { "potential", self->potential }, { "pair", self->pair },
                { "cutoff", self->cutoff }, { "class", self->class },         { "centre", self->centre },
                { "wanted", self->wanted }, { "schedule", self->schedule },   { "weight", self->weight } };

  for (gsize k = 0; k < G_N_ELEMENTS (lines); k++)
    {
      *field = lines[k].field;
      if (lines[k].text != NULL && *lines[k].text != '\0' && !vit_draft_check_text (lines[k].text, "text", error))
        return FALSE;
    }
  *field = "name";
  if (self->name == NULL || *self->name == '\0' || strpbrk (self->name, "[]") != NULL)
    return vit_draft_refuse (error, "expected a name without [ or ], found \"%s\"", self->name ? self->name : "");
  *field = "potential";
  if (self->kind == VIT_CONSTRAINT_ENERGY && self->potential != NULL && strpbrk (self->potential, " ,\t") != NULL)
    return vit_draft_refuse (error, "expected the path of a potential without blanks or commas, found \"%s\"",
                             self->potential);
  return TRUE;
}

/* Which of the fields a message of the reader is about: "cutoff: expected …". */
static const char *
find_field (const VitConstraintDraft *self, const char *message)
{
  static const char *const fields[][2] = { { "potential", "potential" },  { "pair", "pair" },
                                           { "cutoff", "cutoff" },        { "class", "class" },
                                           { "centre", "centre" },        { "sigma", "schedule" },
                                           { "temperature", "schedule" }, { "weight", "weight" } };

  for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
    if (g_str_has_prefix (message, fields[k][0]) && message[strlen (fields[k][0])] == ':')
      return fields[k][1];
  return strstr (message, "expected potential") != NULL ? "potential" : "wanted";
}

static VitRecipeConstraint *
read_back (const VitConstraintDraft *self, const char **field, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VitIniFile) ini = NULL;
  g_autofree char *group = g_strconcat ("constraint ", self->name, NULL);
  g_autoptr (GError) local = NULL;
  VitRecipeConstraint *constraint = NULL;
  const char *message;

  vit_constraint_draft_append (self, text);
  ini = vit_ini_file_parse (NOWHERE, text->str, &local);
  if (ini != NULL)
    constraint = vit_recipe_constraint_read (ini, group, &local);
  if (constraint != NULL)
    return constraint;
  /* "draft:3: cutoff: expected …", "draft:1: [constraint energy]: expected …" */
  message = strstr (local->message, ": ");
  message = message != NULL ? message + 2 : local->message;
  *field = find_field (self, message);
  if (*message == '[' && strstr (message, "]: ") != NULL)
    message = strstr (message, "]: ") + 3;
  vit_draft_refuse (error, "%s", message);
  return NULL;
}

static gboolean
has (const VitComposition *composition, const VitElement *element)
{
  return element == NULL || vit_element_is_among (element, composition->n, composition->element);
}

/* Elements and cut-offs; a new fit has no target whose g(r) would give a cut-off that is left out. */
static gboolean
check_sample (const VitNeighbourhood *of, const VitComposition *composition, const char **field, GError **error)
{
  double length[VIT_MAX_PAIRS];

  *field = of->kind == VIT_NEIGHBOURHOOD_VORONOI ? "centre" : "pair";
  if (!has (composition, of->centre) || !has (composition, of->end[0]))
    return vit_draft_refuse (error, "%s: expected elements of the sample, found %s", *field,
                             (has (composition, of->centre) ? of->end[0] : of->centre)->symbol);
  *field = "cutoff";
  if (!vit_pair_lengths_parse ("cutoff", of->cutoff_text, NAN, composition->n, composition->element, length, error))
    return FALSE;
  for (int a = 0; a < composition->n; a++)
    for (int b = a; b < composition->n; b++)
      if (vit_neighbourhood_needs (of, composition->element[a], composition->element[b])
          && !(length[vit_pair_index (composition->n, a, b)] > 0))
        return vit_draft_refuse (error, "cutoff: expected that of %s-%s, above 0 Å", composition->element[a]->symbol,
                                 composition->element[b]->symbol);
  return TRUE;
}

static gboolean
check (const VitConstraintDraft *self, const VitComposition *composition, const char **field, GError **error)
{
  g_autoptr (VitRecipeConstraint) constraint = NULL;
  g_autofree char *path = NULL;

  if (!check_lines (self, field, error))
    return FALSE;
  constraint = read_back (self, field, error);
  if (constraint == NULL)
    return FALSE;
  if (self->kind != VIT_CONSTRAINT_ENERGY)
    return composition->n == 0 || check_sample (&constraint->neighbourhood, composition, field, error);
  *field = "potential";
  path = vit_potential_find (self->potential, error);
  return path != NULL;
}

gboolean
vit_constraint_draft_check (const VitConstraintDraft *self, const VitComposition *composition, const char **field,
                            GError **error)
{
  const char *wrong = NULL;
  gboolean good = check (self, composition, &wrong, error);

  if (field != NULL)
    *field = good ? NULL : wrong;
  return good;
}
