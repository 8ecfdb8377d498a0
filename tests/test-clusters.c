/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clusters.h"
#include "test-support.h"
#include "voronoi-classes.h"

#include <string.h>

/* A tessellation in which only who is whose neighbour counts: pairs of atoms, ended by -1. */
static VitVoronoi *
voronoi_of_pairs (gsize n_atoms, const int *pairs)
{
  VitVoronoi *self = g_new0 (VitVoronoi, 1);
  gsize n = 0;

  self->n_atoms = n_atoms;
  self->start = g_new0 (gsize, n_atoms + 1);
  self->face = g_new0 (VitVoronoiFace, n_atoms * n_atoms);
  for (gsize i = 0; i < n_atoms; i++)
    {
      for (int k = 0; pairs[k] >= 0; k += 2)
        if ((gsize) pairs[k] == i || (gsize) pairs[k + 1] == i)
          self->face[n++].atom = pairs[k] + pairs[k + 1] - (int) i;
      self->start[i + 1] = n;
    }
  return self;
}

/* Atoms 0 and 1 are centres that share the atoms from 2 on. */
static VitLink
link_of_pairs (const int *pairs)
{
  g_autoptr (VitVoronoi) voronoi = voronoi_of_pairs (6, pairs);
  g_autoptr (VitClusters) clusters = vit_clusters_new (voronoi, (gboolean[]){ TRUE, TRUE, 0, 0, 0, 0 }, VIT_LINK_FACE);

  g_assert_cmpuint (clusters->n_centres, ==, 2);
  g_assert_cmpuint (clusters->n_links, ==, 1);
  g_assert_cmpuint (clusters->count[clusters->link[0].link], ==, 1);
  g_assert_cmpuint (clusters->n_networks, ==, clusters->link[0].link >= VIT_LINK_FACE ? 1 : 2);
  return clusters->link[0].link;
}

static void
test_links (void)
{
  g_assert_cmpint (link_of_pairs ((int[]){ 0, 2, 1, 2, 0, 3, 1, 4, -1 }), ==, VIT_LINK_VERTEX);
  g_assert_cmpint (link_of_pairs ((int[]){ 0, 2, 1, 2, 0, 3, 1, 3, -1 }), ==, VIT_LINK_EDGE);
  g_assert_cmpint (link_of_pairs ((int[]){ 0, 2, 1, 2, 0, 3, 1, 3, 0, 4, 1, 4, -1 }), ==, VIT_LINK_FACE);
  g_assert_cmpint (link_of_pairs ((int[]){ 0, 1, 0, 2, 1, 2, 0, 3, 1, 3, 0, 4, 1, 4, -1 }), ==,
                   VIT_LINK_INTERPENETRATING);
  /* Two faces towards images of one atom count once. */
  g_assert_cmpint (link_of_pairs ((int[]){ 0, 2, 0, 2, 1, 2, 1, 2, -1 }), ==, VIT_LINK_VERTEX);
}

static void
test_networks (void)
{
  /* Centres 0-1-2 in a chain through 6 and 7, 3-4 through 8, 5 alone; all share single atoms. */
  const int pairs[] = { 0, 6, 1, 6, 1, 7, 2, 7, 3, 8, 4, 8, 5, 9, -1 };
  g_autoptr (VitVoronoi) voronoi = voronoi_of_pairs (11, pairs);
  const gboolean is_centre[11] = { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  g_autoptr (VitClusters) clusters = vit_clusters_new (voronoi, is_centre, VIT_LINK_VERTEX);
  g_autoptr (VitClusters) apart = vit_clusters_new (voronoi, is_centre, VIT_LINK_EDGE);

  g_assert_cmpuint (clusters->n_networks, ==, 3);
  g_assert_cmpmem (clusters->size, sizeof (gsize[3]), ((gsize[]){ 3, 2, 1 }), sizeof (gsize[3]));
  g_assert_cmpmem (clusters->network, sizeof (gsize[6]), ((gsize[]){ 0, 0, 0, 1, 1, 2 }), sizeof (gsize[6]));
  /* All but atom 10. */
  g_assert_cmpuint (clusters->n_atoms, ==, 10);
  g_assert_cmpuint (apart->n_networks, ==, 6);
  g_assert_cmpuint (apart->count[VIT_LINK_VERTEX], ==, 3);
}

static void
test_no_centres (void)
{
  g_autoptr (VitVoronoi) voronoi = voronoi_of_pairs (3, (int[]){ 0, 1, 1, 2, -1 });
  g_autoptr (VitClusters) clusters = vit_clusters_new (voronoi, (gboolean[]){ 0, 0, 0 }, VIT_LINK_VERTEX);

  g_assert_cmpuint (clusters->n_centres, ==, 0);
  g_assert_cmpuint (clusters->n_networks, ==, 0);
  g_assert_cmpuint (clusters->n_atoms, ==, 0);
}

static gboolean
is_neighbour (const VitVoronoi *voronoi, gsize i, gsize j)
{
  for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
    if ((gsize) vit_voronoi_get (voronoi, i)[f].atom == j)
      return TRUE;
  return FALSE;
}

/* Every pair of icosahedra of the glass, by the definition. */
static void
test_glass (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitVoronoi) voronoi = vit_voronoi_new (glass, NULL, NULL);
  g_autofree gboolean *is_centre = g_new0 (gboolean, voronoi->n_atoms);
  VitVoronoiIndex icosahedron = { { 0, 0, 12, 0 } };
  g_autoptr (VitClusters) clusters = NULL;
  gsize expected[VIT_N_LINKS] = { 0 }, sum = 0;

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    is_centre[i] = vit_voronoi_index_equal (voronoi->index[i], icosahedron);
  clusters = vit_clusters_new (voronoi, is_centre, VIT_LINK_INTERPENETRATING);
  for (gsize a = 0; a < clusters->n_centres; a++)
    for (gsize b = a + 1; b < clusters->n_centres; b++)
      {
        gsize i = clusters->centre[a], j = clusters->centre[b], shared = 0;

        for (gsize f = 0; f < vit_voronoi_count (voronoi, i); f++)
          shared += is_neighbour (voronoi, j, (gsize) vit_voronoi_get (voronoi, i)[f].atom) ? 1 : 0;
        if (is_neighbour (voronoi, i, j))
          expected[VIT_LINK_INTERPENETRATING]++;
        else if (shared > 0)
          expected[MIN (shared, 3) - 1]++;
      }
  g_assert_cmpmem (clusters->count, sizeof clusters->count, expected, sizeof expected);
  for (gsize k = 0; k < clusters->n_networks; k++)
    sum += clusters->size[k];
  g_assert_cmpuint (sum, ==, clusters->n_centres);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clusters/links-follow-the-number-of-shared-atoms", test_links);
  g_test_add_func ("/clusters/networks-are-connected-components", test_networks);
  g_test_add_func ("/clusters/no-centres", test_no_centres);
  g_test_add_func ("/clusters/icosahedra-of-the-glass-pair-by-pair", test_glass);
  return g_test_run ();
}
