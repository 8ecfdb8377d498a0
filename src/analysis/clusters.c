/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clusters.h"

#include <stdlib.h>

static const char *const names[] = { "vertex", "edge", "face", "interpenetrating" };

const char *
vit_link_name (VitLink link)
{
  return names[link];
}

static void
find_centres (VitClusters *self, const VitVoronoi *voronoi, const gboolean *is_centre)
{
  g_autofree gboolean *in_shell = g_new0 (gboolean, voronoi->n_atoms);

  self->centre = g_new (gsize, voronoi->n_atoms);
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    if (is_centre[i])
      {
        self->centre[self->n_centres++] = i;
        in_shell[i] = TRUE;
        for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
          in_shell[vit_voronoi_get (voronoi, i)[f].atom] = TRUE;
      }
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    self->n_atoms += in_shell[i] ? 1 : 0;
}

/* Of each atom, the centres whose shell it is in: a list each, NULL for none. */
static GArray **
find_holders (const VitClusters *self, const VitVoronoi *voronoi)
{
  GArray **holders = g_new0 (GArray *, voronoi->n_atoms);

  for (gsize c = 0; c < self->n_centres; c++)
    {
      int centre = (int) self->centre[c];

      for (gsize f = 0; f < vit_voronoi_count (voronoi, self->centre[c]); f++)
        {
          int atom = vit_voronoi_get (voronoi, self->centre[c])[f].atom;
          GArray **list = &holders[atom];

          if (*list == NULL)
            *list = g_array_new (FALSE, FALSE, sizeof (int));
          /* In a small cell a shell may name an atom twice, or the centre itself. */
          if (atom != centre && ((*list)->len == 0 || g_array_index (*list, int, (*list)->len - 1) != centre))
            g_array_append_val (*list, centre);
        }
    }
  return holders;
}

/* The connections of one centre to those of higher index: @shared counts atoms, and is left at 0. */
static void
append_links (GArray *links, const VitVoronoi *voronoi, GArray *const *holders, int i, int *shared)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) near = g_hash_table_new (NULL, NULL), seen = g_hash_table_new (NULL, NULL);

  for (guint n = 0; holders[i] != NULL && n < holders[i]->len; n++)
    g_hash_table_add (near, GINT_TO_POINTER (g_array_index (holders[i], int, n)));
  for (gsize f = 0; f < vit_voronoi_count (voronoi, (gsize) i); f++)
    {
      int j = vit_voronoi_get (voronoi, (gsize) i)[f].atom;

      if (j == i || !g_hash_table_add (seen, GINT_TO_POINTER (j)))
        continue;
      g_hash_table_add (near, GINT_TO_POINTER (j));
      for (guint n = 0; holders[j] != NULL && n < holders[j]->len; n++)
        {
          int k = g_array_index (holders[j], int, n);

          if (k > i && shared[k]++ == 0)
            g_array_append_val (found, k);
        }
    }
  for (guint n = 0; n < found->len; n++)
    {
      int k = g_array_index (found, int, n);
      VitClusterLink link = { i, k, VIT_LINK_FACE };

      if (g_hash_table_contains (near, GINT_TO_POINTER (k)))
        link.link = VIT_LINK_INTERPENETRATING;
      else if (shared[k] <= 2)
        link.link = shared[k] == 1 ? VIT_LINK_VERTEX : VIT_LINK_EDGE;
      shared[k] = 0;
      g_array_append_val (links, link);
    }
}

static void
find_links (VitClusters *self, const VitVoronoi *voronoi)
{
  g_autofree int *shared = g_new0 (int, voronoi->n_atoms);
  g_autofree GArray **holders = find_holders (self, voronoi);
  GArray *links = g_array_new (FALSE, FALSE, sizeof (VitClusterLink));

  for (gsize c = 0; c < self->n_centres; c++)
    append_links (links, voronoi, holders, (int) self->centre[c], shared);
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    if (holders[i] != NULL)
      g_array_unref (holders[i]);
  self->n_links = links->len;
  self->link = (VitClusterLink *) (void *) g_array_free (links, FALSE);
  for (gsize k = 0; k < self->n_links; k++)
    self->count[self->link[k].link]++;
}

static gsize
root_of (gsize *parent, gsize c)
{
  while (parent[c] != c)
    c = parent[c] = parent[parent[c]];
  return c;
}

typedef struct
{
  gsize root, size;
} Network;

static int
by_size (const void *a, const void *b)
{
  const Network *first = a, *second = b;

  if (first->size != second->size)
    return first->size > second->size ? -1 : 1;
  return (first->root > second->root) - (first->root < second->root);
}

static void
number_networks (VitClusters *self, gsize *parent)
{
  g_autofree Network *networks = g_new0 (Network, self->n_centres);
  g_autofree gsize *number = g_new (gsize, self->n_centres);

  for (gsize c = 0; c < self->n_centres; c++)
    {
      networks[c].root = c;
      networks[root_of (parent, c)].size++;
    }
  if (self->n_centres > 0)
    qsort (networks, self->n_centres, sizeof *networks, by_size);
  self->size = g_new (gsize, self->n_centres);
  for (; self->n_networks < self->n_centres && networks[self->n_networks].size > 0; self->n_networks++)
    {
      self->size[self->n_networks] = networks[self->n_networks].size;
      number[networks[self->n_networks].root] = self->n_networks;
    }
  self->network = g_new (gsize, self->n_centres);
  for (gsize c = 0; c < self->n_centres; c++)
    self->network[c] = number[root_of (parent, c)];
}

VitClusters *
vit_clusters_new (const VitVoronoi *voronoi, const gboolean *is_centre, VitLink loosest)
{
  VitClusters *self = g_new0 (VitClusters, 1);
  g_autofree gsize *parent = NULL, *place = g_new (gsize, voronoi->n_atoms);

  find_centres (self, voronoi, is_centre);
  find_links (self, voronoi);
  parent = g_new (gsize, self->n_centres);
  for (gsize c = 0; c < self->n_centres; c++)
    {
      parent[c] = c;
      place[self->centre[c]] = c;
    }
  for (gsize k = 0; k < self->n_links; k++)
    if (self->link[k].link >= loosest)
      {
        gsize a = root_of (parent, place[self->link[k].a]), b = root_of (parent, place[self->link[k].b]);

        parent[MAX (a, b)] = MIN (a, b);
      }
  number_networks (self, parent);
  return self;
}

void
vit_clusters_free (VitClusters *self)
{
  if (self == NULL)
    return;
  g_free (self->centre);
  g_free (self->link);
  g_free (self->network);
  g_free (self->size);
  g_free (self);
}
