/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

#include <epoxy/gl.h>

/* What is drawn in one go. */
typedef enum
{
  VIT_LAYER_SPHERES,
  VIT_LAYER_FAINT_SPHERES,
  VIT_LAYER_STICKS,
  VIT_LAYER_LINES,
  VIT_LAYER_TRIANGLES,
  VIT_LAYER_FAINT_TRIANGLES,
  VIT_LAYER_TRIPOD,
  VIT_N_LAYERS,
} VitLayerKind;

/**
 * VitLayer:
 * @array, @buffer: of OpenGL
 * @data: what is in the buffer
 * @n: instances, or corners of triangles
 * @sorted: whether it is in the order of the depth, and is sorted again for every picture
 */
typedef struct
{
  GLuint array;
  GLuint buffer;
  GByteArray *data;
  gsize size;
  int n;
  gboolean sorted;
} VitLayer;

/* The scene as OpenGL has it. */
typedef struct
{
  guint64 serial;
  VitSceneColour cell;
  VitLayer layer[VIT_N_LAYERS];
} VitLayers;

void vit_layers_init (VitLayers *self);
void vit_layers_clear (VitLayers *self);

/* Takes over what was changed in the scene, and sorts by depth: spheres from the front, without those that are hidden,
 * translucent triangles from the back. @width, @height: of the whole picture, pixels; @cell: colour of the edges of the
 * cell */
void vit_layers_update (VitLayers *self, const VitScene *scene, const VitCamera *camera, int width, int height,
                        VitSceneColour cell);

/* Replaces the sticks of the tripod. */
void vit_layers_set_tripod (VitLayers *self, int n, const VitSceneStick *sticks);

/* Draws a layer with the program that is bound. */
void vit_layers_draw (const VitLayers *self, VitLayerKind kind);
