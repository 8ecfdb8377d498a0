/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene.h"

#include <graphene.h>

/**
 * VitCamera:
 * @rotation: from the scene to the eye
 * @middle: the point in the middle of the picture, Å
 * @height: what is seen of the plane through @middle from the lower edge of the picture to the upper, Å
 * @orthographic: parallel instead of central projection
 *
 * Where the scene is seen from. A value: copy it freely. Sizes and places of pointers are in any unit, with (0, 0) at
 * the left upper corner of the picture.
 */
typedef struct
{
  graphene_quaternion_t rotation;
  graphene_point3d_t middle;
  float height;
  gboolean orthographic;
} VitCamera;

/* A view along a direction that shows all three axes, and all of the scene. */
void vit_camera_init (VitCamera *self, const VitScene *scene, float aspect);

/* All of the scene from where it is seen now. @aspect: width/height of the picture. */
void vit_camera_fit (VitCamera *self, const VitScene *scene, float aspect);

/* Looks against an axis of the scene: @axis 0, 1, 2 for x, y, z. */
void vit_camera_look_along (VitCamera *self, int axis);

/* Turns as if a ball that fills the picture were dragged from one point to another (arcball, K. Shoemake 1992). */
void vit_camera_turn (VitCamera *self, float from_x, float from_y, float to_x, float to_y, float width, float height);

/* Turns about the axes of the picture, radians: what is in front goes to the right, and up. */
void vit_camera_turn_by (VitCamera *self, float right, float up);

/* Moves so that what is under the first point comes under the second. */
void vit_camera_pan (VitCamera *self, float from_x, float from_y, float to_x, float to_y, float width, float height);

/* Makes everything @factor times as large, with the point under (x, y) staying where it is. */
void vit_camera_zoom (VitCamera *self, float factor, float x, float y, float width, float height);

/* Matrices of the eye and of the projection; near and far planes enclose @scene. */
void vit_camera_get_view (const VitCamera *self, graphene_matrix_t *view);
void vit_camera_get_projection (const VitCamera *self, const VitScene *scene, float aspect,
                                graphene_matrix_t *projection);

/* Where a point of the scene is in the picture. Returns: whether it is in front of the eye. */
gboolean vit_camera_project (const VitCamera *self, const float point[3], float width, float height, float *x,
                             float *y);

/**
 * vit_camera_pick:
 *
 * Returns: the number of the sphere that is seen under (x, y), -1 for none. Spheres that are hidden, translucent or cut
 * away are looked through.
 */
gssize vit_camera_pick (const VitCamera *self, const VitScene *scene, float x, float y, float width, float height);
