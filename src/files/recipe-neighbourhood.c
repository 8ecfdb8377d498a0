/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-neighbourhood.h"

#include "voronoi-classes.h"

#include <math.h>

/* An element, or "all", which is %NULL. */
static gboolean
parse_element (const char *text, const VitElement **element)
{
  *element = vit_element_by_symbol (text, -1);
  return *element != NULL || g_str_equal (text, "all");
}

/* "Cu-Zr" */
static gboolean
parse_two (const char *text, const VitElement **a, const VitElement **b)
{
  g_auto (GStrv) part = g_strsplit (text, "-", -1);

  return g_strv_length (part) == 2 && parse_element (part[0], a) && parse_element (part[1], b);
}

static gboolean
read_pair (VitNeighbourhood *self, const VitIniFile *ini, const char *group, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, "pair");
  gboolean order = self->kind == VIT_NEIGHBOURHOOD_ORDER;
  gboolean good = text != NULL && parse_two (text, &self->centre, &self->end[0]);

  self->element_line = vit_ini_file_get_line (ini, group, "pair");
  if (good && !(order && (self->centre == NULL || self->end[0] == NULL)))
    return TRUE;
  return vit_ini_file_set_error (ini, group, "pair", error,
                                 "pair: expected a pair of elements such as Cu-Zr (Zr round Cu)%s, found \"%s\"",
                                 order ? "" : ", or all in place of an element", text != NULL ? text : "");
}

static gboolean
read_centre (VitNeighbourhood *self, const VitIniFile *ini, const char *group, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, "centre");

  self->element_line = vit_ini_file_get_line (ini, group, "centre");
  if (text != NULL && parse_element (text, &self->centre))
    return TRUE;
  return vit_ini_file_set_error (ini, group, "centre", error,
                                 "centre: expected an element such as Cu, or all, found \"%s\"",
                                 text != NULL ? text : "");
}

static gboolean
read_angles (VitNeighbourhood *self, const VitIniFile *ini, const char *group, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, "neighbours");
  gint64 n_bins = 0;

  if (!read_centre (self, ini, group, error) || !vit_ini_file_get_integer (ini, group, "bins", 2, 1800, &n_bins, error))
    return FALSE;
  self->n_bins = (int) n_bins;
  if (text == NULL || g_str_equal (text, "all") || parse_two (text, &self->end[0], &self->end[1]))
    return TRUE;
  return vit_ini_file_set_error (ini, group, "neighbours", error,
                                 "neighbours: expected a pair of elements such as Cu-Zr, or all, found \"%s\"", text);
}

static gboolean
read_class (VitNeighbourhood *self, const VitIniFile *ini, const char *group, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, "class");
  g_autoptr (GError) local = NULL;

  if (!vit_voronoi_index_parse (text != NULL ? text : "", &self->class, &local))
    return vit_ini_file_set_error (ini, group, "class", error, "class: %s", local->message);
  return read_centre (self, ini, group, error);
}

gboolean
vit_neighbourhood_read (VitNeighbourhood *self, VitNeighbourhoodKind kind, const VitIniFile *ini, const char *group,
                        GError **error)
{
  self->kind = kind;
  switch (kind)
    {
    case VIT_NEIGHBOURHOOD_VORONOI:
      return read_class (self, ini, group, error);
    case VIT_NEIGHBOURHOOD_PAIR:
    case VIT_NEIGHBOURHOOD_ORDER:
      if (!read_pair (self, ini, group, error))
        return FALSE;
      break;
    case VIT_NEIGHBOURHOOD_ANGLES:
      if (!read_angles (self, ini, group, error))
        return FALSE;
      break;
    case VIT_NEIGHBOURHOOD_NONE:
    default:
      return TRUE;
    }
  self->cutoff_text = vit_ini_file_get_string (ini, group, "cutoff");
  self->cutoff_line = vit_ini_file_get_line (ini, group, "cutoff");
  return TRUE;
}

void
vit_neighbourhood_clear (VitNeighbourhood *self)
{
  g_clear_pointer (&self->cutoff_text, g_free);
  g_clear_pointer (&self->curve, g_free);
}

double
vit_neighbourhood_get_longest (const VitNeighbourhood *self)
{
  double longest = 0;

  for (int pair = 0; pair < vit_n_pairs (self->n_elements); pair++)
    longest = fmax (longest, self->cutoff[pair]);
  return longest;
}

static gboolean
is_of (const VitElement *wanted, const VitElement *element)
{
  return wanted == NULL || wanted == element;
}

/* Whether @b counts round a centre @a. */
static gboolean
counts_round (const VitNeighbourhood *self, const VitElement *a, const VitElement *b)
{
  if (!is_of (self->centre, a))
    return FALSE;
  switch (self->kind)
    {
    case VIT_NEIGHBOURHOOD_PAIR:
      return is_of (self->end[0], b);
    case VIT_NEIGHBOURHOOD_ANGLES:
      return is_of (self->end[0], b) || is_of (self->end[1], b);
    case VIT_NEIGHBOURHOOD_ORDER:
      return TRUE;
    case VIT_NEIGHBOURHOOD_NONE:
    case VIT_NEIGHBOURHOOD_VORONOI:
    default:
      return FALSE;
    }
}

gboolean
vit_neighbourhood_needs (const VitNeighbourhood *self, const VitElement *a, const VitElement *b)
{
  return counts_round (self, a, b) || counts_round (self, b, a);
}
