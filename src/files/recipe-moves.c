/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-moves.h"

#include "closest-approach.h"
#include "error.h"

#include <string.h>

/* Covers the first shell of metals. */
#define DEFAULT_CLUSTER_RADIUS 3.6

#define DEFAULT_BLOCK 100

gboolean
vit_recipe_read_moves (const VitIniFile *ini, VitAnnealerSettings *settings, char **swap_pairs, GError **error)
{
  static const char *const keys[] = { "swap", "swap-pairs", "cluster", "cluster-radius", "biased", "block", NULL };
  double sum = 0;

  settings->cluster_radius = DEFAULT_CLUSTER_RADIUS;
  settings->block = DEFAULT_BLOCK;
  if (!vit_ini_file_check_keys (ini, "moves", keys, error)
      || !vit_ini_file_get_double (ini, "moves", "swap", 0, 1, &settings->share[VIT_MOVE_SWAP], error)
      || !vit_ini_file_get_double (ini, "moves", "cluster", 0, 1, &settings->share[VIT_MOVE_CLUSTER], error)
      || !vit_ini_file_get_double (ini, "moves", "biased", 0, 1, &settings->share[VIT_MOVE_BIASED], error)
      || !vit_ini_file_get_double (ini, "moves", "cluster-radius", 1, 10, &settings->cluster_radius, error)
      || !vit_ini_file_get_integer (ini, "moves", "block", 1, 1000000, &settings->block, error))
    return FALSE;
  for (int kind = VIT_MOVE_DISPLACEMENT + 1; kind < VIT_N_MOVE_KINDS; kind++)
    sum += settings->share[kind];
  if (sum > 1)
    return vit_ini_file_set_error (ini, "moves", NULL, error,
                                   "expected shares of moves that come to at most 1, found %g", sum);
  *swap_pairs = vit_ini_file_get_string (ini, "moves", "swap-pairs");
  return TRUE;
}

gboolean
vit_swap_pairs_parse (const char *text, int n_species, const VitElement *const *elements, gboolean *swap,
                      GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", " ,", -1);

  for (int a = 0; a < n_species; a++)
    for (int b = a; b < n_species; b++)
      swap[vit_pair_index (n_species, a, b)] = text == NULL && a != b;
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      int pair = *parts[i] != '\0' ? vit_pair_parse (parts[i], n_species, elements) : 0;

      if (*parts[i] == '\0')
        continue;
      for (int s = 0; s < n_species; s++)
        if (pair == vit_pair_index (n_species, s, s))
          pair = -1;
      if (pair < 0)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "swap-pairs: expected pairs of two of the sample's elements such as Cu-Zr, found \"%s\"",
                       parts[i]);
          return FALSE;
        }
      swap[pair] = TRUE;
    }
  return TRUE;
}
