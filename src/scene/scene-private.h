/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene.h"

/* What camera and renderer want to know of a scene. */

/* Another number after every change, and no two scenes have the same. */
guint64 vit_scene_get_serial (const VitScene *self);

gsize vit_scene_get_n_sticks (const VitScene *self);
const VitSceneStick *vit_scene_get_sticks (const VitScene *self);
gsize vit_scene_get_n_triangles (const VitScene *self);
const VitSceneTriangle *vit_scene_get_triangles (const VitScene *self);

/* The edges of the cell, black and of no thickness. Returns: 12, or 0 without a cell. */
int vit_scene_get_cell_edges (const VitScene *self, VitSceneStick edges[12]);

/**
 * VitScenePoint:
 * @position: Å
 * @radius: of a ball round it that is to be seen, Å
 */
typedef struct
{
  float position[3];
  float radius;
} VitScenePoint;

/* (element-type VitScenePoint): what has to be in the picture for all to be in it. */
const GArray *vit_scene_get_points (const VitScene *self);
