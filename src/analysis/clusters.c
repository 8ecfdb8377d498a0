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

/* The connections of one centre to those of higher index. Centres that share atoms with it are those that its shell,
 * or a neighbour of its shell, holds; a shell may name an atom twice in a small cell. */
static void
append_links (GArray *links, const VitVoronoi *voronoi, const gboolean *is_centre, gsize i, int *shared, int *last)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) shell = g_hash_table_new (NULL, NULL);

  for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
    {
      gsize j = (gsize) vit_voronoi_get (voronoi, i)[f].atom;

      if (j == i || !g_hash_table_add (shell, GSIZE_TO_POINTER (j)))
        continue;
      for (gsize g = 0; g < vit_voronoi_count (voronoi, j); g++)
        {
          int k = vit_voronoi_get (voronoi, j)[g].atom;

          if ((gsize) k <= i || (gsize) k == j || !is_centre[k] || last[k] == (int) j)
            continue;
          last[k] = (int) j;
          if (shared[k]++ == 0)
            g_array_append_val (found, k);
        }
    }
  for (guint n = 0; n < found->len; n++)
    {
      int k = g_array_index (found, int, n);
      VitClusterLink link = { (int) i, k, VIT_LINK_FACE };

      if (g_hash_table_contains (shell, GINT_TO_POINTER (k)))
        link.link = VIT_LINK_INTERPENETRATING;
      else if (shared[k] <= 2)
        link.link = shared[k] == 1 ? VIT_LINK_VERTEX : VIT_LINK_EDGE;
      shared[k] = 0;
      last[k] = -1;
      g_array_append_val (links, link);
    }
}

static void
find_links (VitClusters *self, const VitVoronoi *voronoi, const gboolean *is_centre)
{
  g_autofree int *shared = g_new0 (int, voronoi->n_atoms), *last = g_new (int, voronoi->n_atoms);
  GArray *links = g_array_new (FALSE, FALSE, sizeof (VitClusterLink));

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    last[i] = -1;
  for (gsize c = 0; c < self->n_centres; c++)
    append_links (links, voronoi, is_centre, self->centre[c], shared, last);
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
  find_links (self, voronoi, is_centre);
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
