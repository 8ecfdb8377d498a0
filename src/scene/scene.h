/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* sRGB and opacity. */
typedef struct
{
  guint8 red;
  guint8 green;
  guint8 blue;
  guint8 alpha;
} VitSceneColour;

/**
 * VitSceneSphere:
 * @position: Å
 * @radius: Å
 * @colour: opacity 0: not drawn and not to be picked; below 255: translucent, drawn behind nothing, not to be picked
 */
typedef struct
{
  float position[3];
  float radius;
  VitSceneColour colour;
} VitSceneSphere;

/* A cylinder between two points (bonds); of thickness 0, a line of one pixel (edges of the cell). */
typedef struct
{
  float from[3];
  float to[3];
  float radius;
  VitSceneColour colour;
} VitSceneStick;

/* A flat triangle of a polyhedron, its corners counter-clockwise from outside; translucent if its opacity is below 255.
 */
typedef struct
{
  float corner[3][3];
  VitSceneColour colour;
} VitSceneTriangle;

/**
 * VitScene:
 *
 * What is to be seen: spheres, sticks and triangles in space, all copied in. Knows nothing of OpenGL and nothing of
 * atoms; any thread may build one.
 */
typedef struct _VitScene VitScene;

VitScene *vit_scene_new (void);
void vit_scene_free (VitScene *self);

/* Replace all of a kind; @n may be 0. */
void vit_scene_set_spheres (VitScene *self, gsize n, const VitSceneSphere *spheres);
void vit_scene_set_sticks (VitScene *self, gsize n, const VitSceneStick *sticks);
void vit_scene_set_triangles (VitScene *self, gsize n, const VitSceneTriangle *triangles);

gsize vit_scene_get_n_spheres (const VitScene *self);
const VitSceneSphere *vit_scene_get_spheres (const VitScene *self);

/**
 * vit_scene_set_cell:
 * @cell: rows a, b, c, Å; its corner is the origin. %NULL: none
 *
 * The periodic cell: its twelve edges are drawn, and the camera fits it.
 */
void vit_scene_set_cell (VitScene *self, const double cell[3][3]);

/**
 * vit_scene_set_cut:
 * @normal: of the plane, of unit length; %NULL: no plane
 * @distance: of the plane from the origin along @normal, Å
 * @thickness: of the slab that is left, Å; infinite: all on the far side of @normal
 *
 * Leaves only spheres (and what else has its middle there) with distance − thickness ≤ normal · x ≤ distance.
 */
void vit_scene_set_cut (VitScene *self, const double normal[3], double distance, double thickness);

/* Whether a point is left by the cut. */
gboolean vit_scene_is_inside (const VitScene *self, const float point[3]);

/* Middle and radius of the sphere that holds all of it. */
void vit_scene_get_bounds (const VitScene *self, float middle[3], float *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitScene, vit_scene_free)
