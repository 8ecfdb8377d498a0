/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/* Faces with 3, 4 … 9 edges are counted each for itself, those with 10 or more together. */
#define VIT_VORONOI_MIN_EDGES 3
#define VIT_VORONOI_ORDERS 8

/**
 * VitVoronoiIndex:
 * @n: number of faces with 3, 4, 5, 6 … edges: the index ⟨n3,n4,n5,n6⟩
 */
typedef struct
{
  guint8 n[VIT_VORONOI_ORDERS];
} VitVoronoiIndex;

/**
 * VitVoronoiFace:
 * @atom: the neighbour behind it; the atom itself where the cell is so small that it touches its own image
 * @n_edges: number of edges
 * @area: Å²
 */
typedef struct
{
  int atom;
  int n_edges;
  double area;
} VitVoronoiFace;

/**
 * VitVoronoiOptions:
 * @radical: weigh the atoms with their radii (radical planes, Laguerre tessellation)
 * @radius: radius of each species, Å; used by the radical tessellation only
 * @relative_area: faces smaller than this part of the surface of their cell are dropped; 0 drops none
 * @edge_length: edges shorter than this are not counted, Å; 0 counts all
 *
 * A face left with fewer than three edges is dropped too. Zeros give the plain tessellation. Where thermal motion
 * splits the corners of a crystal's cells (fcc, hcp), small faces and short edges come together: set both thresholds.
 */
typedef struct
{
  gboolean radical;
  double radius[VIT_MAX_SPECIES];
  double relative_area;
  double edge_length;
} VitVoronoiOptions;

/* Plain, without thresholds, but with the covalent radii at hand for @radical. */
void vit_voronoi_options_init (VitVoronoiOptions *self, const VitConfiguration *configuration);

/**
 * VitVoronoi:
 * @n_atoms: number of atoms
 * @index: Voronoi index of each atom, shape (n_atoms)
 * @volume: volume of each cell, Å³, shape (n_atoms); thresholds do not change it
 * @start: where the faces of each atom begin, shape (n_atoms + 1)
 * @face: faces of all atoms, the largest first, shape (start[n_atoms])
 *
 * The Voronoi tessellation of a configuration, by voro++ (C. H. Rycroft, Chaos 19, 041111, 2009). An atom that the
 * radical tessellation leaves no room has no face and no volume.
 */
typedef struct
{
  gsize n_atoms;
  VitVoronoiIndex *index;
  double *volume;
  gsize *start;
  VitVoronoiFace *face;
} VitVoronoi;

/**
 * vit_voronoi_new:
 * @configuration: the atoms
 * @options: (nullable): %NULL for the plain tessellation
 *
 * Errors: %VIT_ERROR_RANGE if two atoms are at the same place (no plane divides them), or an option is out of range.
 */
VitVoronoi *vit_voronoi_new (const VitConfiguration *configuration, const VitVoronoiOptions *options, GError **error);
void vit_voronoi_free (VitVoronoi *self);

static inline gsize
vit_voronoi_count (const VitVoronoi *self, gsize atom)
{
  return self->start[atom + 1] - self->start[atom];
}

static inline const VitVoronoiFace *
vit_voronoi_get (const VitVoronoi *self, gsize atom)
{
  return self->face + self->start[atom];
}

/**
 * VitVoronoiCell:
 * @atom: whose cell
 * @n_vertices, @vertex: corners relative to the atom, shape (n_vertices, 3), Å
 * @n_faces, @neighbour: the atom behind each face, shape (n_faces)
 * @start: where the corners of each face begin, shape (n_faces + 1)
 * @corner: corners of all faces, in turn, counter-clockwise from outside, shape (start[n_faces])
 *
 * The shape of one cell, to be drawn. All faces are there, whatever the thresholds.
 */
typedef struct
{
  gsize atom;
  int n_vertices;
  double (*vertex)[3];
  int n_faces;
  int *neighbour;
  int *start;
  int *corner;
} VitVoronoiCell;

/**
 * vit_voronoi_cells:
 * @n, @atoms: the atoms whose cells are wanted, each once
 *
 * Returns: (element-type VitVoronoiCell): the cells in the order of @atoms, %NULL for one that has none. Errors: as
 * vit_voronoi_new().
 */
GPtrArray *vit_voronoi_cells (const VitConfiguration *configuration, const VitVoronoiOptions *options, gsize n,
                              const gsize *atoms, GError **error);
void vit_voronoi_cell_free (VitVoronoiCell *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitVoronoi, vit_voronoi_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitVoronoiCell, vit_voronoi_cell_free)
