/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene.h"
#include "voronoi.h"

/**
 * VitPolyhedra:
 * @triangles: (element-type VitSceneTriangle)
 * @sticks: (element-type VitSceneStick)
 * @face, @edge: colours of what is added
 * @radius: of the sticks along the edges, Å
 *
 * Polyhedra as a scene has them.
 */
typedef struct
{
  GArray *triangles;
  GArray *sticks;
  VitSceneColour face;
  VitSceneColour edge;
  float radius;
} VitPolyhedra;

void vit_polyhedra_init (VitPolyhedra *self);
void vit_polyhedra_clear (VitPolyhedra *self);

/* Where the atoms behind the faces of a cell are, relative to its atom, Å, shape (n_faces, 3): the image that the face
 * lies half way to. For the plain tessellation only. Free with g_free(). */
double (*vit_polyhedra_find_shell (const VitConfiguration *configuration, const VitVoronoiCell *cell))[3];

/* Adds the coordination polyhedron, the dual of the Voronoi cell: a corner for each face, an edge for each edge, and
 * for each corner of the cell a face, in triangles. @middle: of the atom, Å */
void vit_polyhedra_add_shell (VitPolyhedra *self, const VitConfiguration *configuration, const VitVoronoiCell *cell,
                              const double middle[3]);

/* Adds the Voronoi cell itself. */
void vit_polyhedra_add_cell (VitPolyhedra *self, const VitVoronoiCell *cell, const double middle[3]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VitPolyhedra, vit_polyhedra_clear)
