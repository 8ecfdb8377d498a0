/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voronoi-classes.h"
#include "error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 4 /* orders that an index always names: 3, 4, 5 and 6 edges */

gboolean
vit_voronoi_index_equal (VitVoronoiIndex a, VitVoronoiIndex b)
{
  return memcmp (a.n, b.n, sizeof a.n) == 0;
}

char *
vit_voronoi_index_format (VitVoronoiIndex index)
{
  GString *text = g_string_new ("⟨");
  int last = VIT_VORONOI_ORDERS - 1;

  while (last >= SHOWN && index.n[last] == 0)
    last--;
  for (int k = 0; k <= last; k++)
    g_string_append_printf (text, "%s%d", k == 0 ? "" : ",", index.n[k]);
  g_string_append (text, "⟩");
  return g_string_free (text, FALSE);
}

gboolean
vit_voronoi_index_parse (const char *text, VitVoronoiIndex *index, GError **error)
{
  g_auto (GStrv) part = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GString) bare = g_string_new (text);
  VitVoronoiIndex parsed = { 0 };
  guint n;

  for (gsize k = 0; k < 4; k++)
    g_string_replace (bare, (const char *[]){ "⟨", "⟩", "<", ">" }[k], "", 0);
  part = g_strsplit (bare->str, ",", -1);
  n = g_strv_length (part);
  for (guint k = 0; k < MIN (n, VIT_VORONOI_ORDERS); k++)
    {
      guint64 value;

      if (!g_ascii_string_to_unsigned (g_strstrip (part[k]), 10, 0, 255, &value, NULL))
        n = 0;
      else
        parsed.n[k] = (guint8) value;
    }
  if (n < SHOWN || n > VIT_VORONOI_ORDERS)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "expected a Voronoi index of %d to %d numbers such as 0,0,12,0, found \"%s\"", SHOWN,
                   VIT_VORONOI_ORDERS, text);
      return FALSE;
    }
  *index = parsed;
  return TRUE;
}

static int
by_count (const void *a, const void *b)
{
  const VitVoronoiClass *first = a, *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return memcmp (first->index.n, second->index.n, sizeof first->index.n);
}

static guint
hash_index (gconstpointer key)
{
  const guint8 *n = key;
  guint hash = 5381;

  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    hash = hash * 33 + n[k];
  return hash;
}

static gboolean
equal_indices (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, VIT_VORONOI_ORDERS) == 0;
}

GArray *
vit_voronoi_classes (const VitVoronoi *voronoi, const VitConfiguration *configuration, int species)
{
  GArray *classes = g_array_new (FALSE, FALSE, sizeof (VitVoronoiClass));
  g_autoptr (GHashTable) count = g_hash_table_new (hash_index, equal_indices);
  GHashTableIter iter;
  gpointer index, n;

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    if (vit_configuration_is_of_species (configuration, i, species))
      {
        gpointer before = g_hash_table_lookup (count, &voronoi->index[i]);

        g_hash_table_insert (count, &voronoi->index[i], GSIZE_TO_POINTER (GPOINTER_TO_SIZE (before) + 1));
      }
  g_hash_table_iter_init (&iter, count);
  while (g_hash_table_iter_next (&iter, &index, &n))
    {
      VitVoronoiClass class = { *(const VitVoronoiIndex *) index, GPOINTER_TO_SIZE (n) };

      g_array_append_val (classes, class);
    }
  qsort (classes->data, classes->len, sizeof (VitVoronoiClass), by_count);
  return classes;
}

/* Number of each class by its index. */
static GHashTable *
number_classes (const GArray *classes)
{
  GHashTable *number = g_hash_table_new (hash_index, equal_indices);

  for (guint c = 0; c < classes->len; c++)
    g_hash_table_insert (number, &g_array_index (classes, VitVoronoiClass, c).index, GUINT_TO_POINTER (c + 1));
  return number;
}

VitDistribution *
vit_voronoi_distribution (const VitVoronoiSample *sample, const GArray *classes)
{
  VitDistribution *distribution = vit_distribution_new (sample->blocks->n_blocks, (int) classes->len + 1);
  g_autoptr (GHashTable) number = number_classes (classes);

  for (gsize i = 0; i < sample->voronoi->n_atoms; i++)
    if (vit_configuration_is_of_species (sample->configuration, i, sample->species))
      {
        guint found = GPOINTER_TO_UINT (g_hash_table_lookup (number, &sample->voronoi->index[i]));

        vit_distribution_add (distribution, sample->blocks->block[i], found > 0 ? (int) found - 1 : (int) classes->len,
                              1);
      }
  return distribution;
}

GArray *
vit_voronoi_classes_union (const VitVoronoiSample *first, const VitVoronoiSample *second)
{
  GArray *all = vit_voronoi_classes (first->voronoi, first->configuration, first->species);
  g_autoptr (GArray) more = vit_voronoi_classes (second->voronoi, second->configuration, second->species);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (VitVoronoiClass));
  g_autoptr (GHashTable) number = number_classes (all);

  for (guint c = 0; c < more->len; c++)
    {
      VitVoronoiClass class = g_array_index (more, VitVoronoiClass, c);

      if (!g_hash_table_contains (number, &class.index))
        {
          class.count = 0;
          g_array_append_val (missing, class);
        }
    }
  g_array_append_vals (all, missing->data, missing->len);
  return all;
}

VitVoronoiStatistics
vit_voronoi_statistics (const VitVoronoiSample *sample)
{
  const VitVoronoi *voronoi = sample->voronoi;
  g_autoptr (VitDistribution) faces = vit_distribution_new (sample->blocks->n_blocks, VIT_VORONOI_ORDERS);
  g_autofree double *coordination = g_new (double, voronoi->n_atoms), *volume = g_new (double, voronoi->n_atoms);
  VitVoronoiStatistics result = { 0 };

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    {
      coordination[i] = volume[i] = NAN;
      if (!vit_configuration_is_of_species (sample->configuration, i, sample->species))
        continue;
      result.n++;
      coordination[i] = (double) vit_voronoi_count (voronoi, i);
      volume[i] = voronoi->volume[i];
      for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
        vit_distribution_add (faces, sample->blocks->block[i], k, voronoi->index[i].n[k]);
    }
  result.coordination = vit_blocks_mean (sample->blocks, coordination);
  result.volume = vit_blocks_mean (sample->blocks, volume);
  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    result.faces[k] = vit_distribution_fraction (faces, k);
  return result;
}
