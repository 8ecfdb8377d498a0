/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "voronoi.h"

/**
 * VitLink:
 * @VIT_LINK_VERTEX: two polyhedra share one atom
 * @VIT_LINK_EDGE: two atoms
 * @VIT_LINK_FACE: three atoms or more
 * @VIT_LINK_INTERPENETRATING: each centre is an atom of the other's shell
 *
 * How two coordination polyhedra are connected (Y. Q. Cheng, E. Ma, Prog. Mater. Sci. 56, 379, 2011), from loose to
 * close.
 */
typedef enum
{
  VIT_LINK_VERTEX,
  VIT_LINK_EDGE,
  VIT_LINK_FACE,
  VIT_LINK_INTERPENETRATING,
  VIT_N_LINKS,
} VitLink;

/* "vertex", "edge", "face", "interpenetrating". */
const char *vit_link_name (VitLink link);

/**
 * VitClusterLink:
 * @a, @b: two centres, as atoms, a < b
 * @link: how they are connected
 */
typedef struct
{
  int a, b;
  VitLink link;
} VitClusterLink;

/**
 * VitClusters:
 * @n_centres, @centre: the atoms in the middle of the polyhedra, shape (n_centres)
 * @n_links, @link: pairs of connected polyhedra, shape (n_links), by their atoms
 * @count: how many pairs are connected in each way
 * @n_networks: number of networks: polyhedra connected with each other, directly or through others; a single one is a
 *   network of size 1
 * @network: network of each centre, shape (n_centres); number 0 is the largest
 * @size: number of centres in each network, the largest first, shape (n_networks)
 * @n_atoms: number of atoms that are centre or shell of a polyhedron
 *
 * The medium-range order: how icosahedra, or polyhedra of any kind, hang together.
 */
typedef struct
{
  gsize n_centres;
  gsize *centre;
  gsize n_links;
  VitClusterLink *link;
  gsize count[VIT_N_LINKS];
  gsize n_networks;
  gsize *network;
  gsize *size;
  gsize n_atoms;
} VitClusters;

/**
 * vit_clusters_new:
 * @voronoi: a tessellation; the shell of an atom are the atoms behind its faces
 * @is_centre: which atoms are centres, shape (n_atoms)
 * @loosest: the loosest connection that makes a network
 */
VitClusters *vit_clusters_new (const VitVoronoi *voronoi, const gboolean *is_centre, VitLink loosest);
void vit_clusters_free (VitClusters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitClusters, vit_clusters_free)
