/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "renderer.h"

/**
 * VitTile:
 * @picture_width, @picture_height: size of the whole picture, pixels
 * @x, @y: left lower corner of the tile in it, may be outside
 * @width, @height: size of the tile and of the framebuffer that is bound
 * @coarse: ambient occlusion is found once for each square of so many pixels; 0 as 1
 */
typedef struct
{
  int picture_width;
  int picture_height;
  int x;
  int y;
  int width;
  int height;
  int coarse;
} VitTile;

/* Draws a part of a picture as vit_renderer_draw() draws all of it. */
void vit_renderer_draw_tile (VitRenderer *self, const VitScene *scene, const VitCamera *camera, const VitTile *tile,
                             const VitRenderStyle *style);
