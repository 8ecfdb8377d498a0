/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "closest-approach.h"

#include "error.h"
#include "text-file.h"

#include <string.h>

static int
find (const char *symbol, int n_species, const VitElement *const *elements)
{
  for (int s = 0; s < n_species; s++)
    if (g_str_equal (elements[s]->symbol, symbol))
      return s;
  return -1;
}

int
vit_pair_parse (const char *text, int n_species, const VitElement *const *elements)
{
  g_auto (GStrv) part = g_strsplit (text, "-", -1);
  int a, b;

  if (g_strv_length (part) != 2)
    return -1;
  a = find (part[0], n_species, elements);
  b = find (part[1], n_species, elements);
  return a < 0 || b < 0 ? -1 : vit_pair_index (n_species, a, b);
}

gboolean
vit_pair_lengths_parse (const char *key, const char *text, double unnamed, int n_species,
                        const VitElement *const *elements, double *length, GError **error)
{
  g_autofree char *copy = g_strdup (text != NULL ? text : "");
  char *field[2 * VIT_MAX_PAIRS];
  int n = vit_split_fields (copy, field, G_N_ELEMENTS (field));
  double all = unnamed, single;

  if (n == 1 && vit_parse_double (field[0], &single) && single >= 0)
    {
      n = 0;
      all = single;
    }
  for (int pair = 0; pair < vit_n_pairs (n_species); pair++)
    length[pair] = all;
  if (n % 2 != 0 || n > (int) G_N_ELEMENTS (field))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "%s: expected a distance, or pairs and distances such as \"Cu-Cu 2.2, Cu-Zr 2.4\", found \"%s\"",
                   key, text);
      return FALSE;
    }
  for (int i = 0; i < n; i += 2)
    {
      int pair = vit_pair_parse (field[i], n_species, elements);

      if (pair < 0 || !vit_parse_double (field[i + 1], &length[pair]) || length[pair] < 0)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "%s: expected a pair of the sample's elements and a distance in Å, found \"%s %s\"", key,
                       field[i], field[i + 1]);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
vit_closest_approach_parse (const char *text, int n_species, const VitElement *const *elements, double *closest,
                            GError **error)
{
  return vit_pair_lengths_parse ("closest", text, 0, n_species, elements, closest, error);
}
