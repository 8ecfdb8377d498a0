/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/gl.h>
#include <glib.h>

/**
 * VitAmbient:
 *
 * Framebuffers for ambient occlusion: one with colour, normals and depth as textures, into which the scene is drawn
 * first, and one for what is left of the sky over each pixel.
 */
typedef struct
{
  int width;
  int height;
  int coarse;
  GLuint framebuffer;
  GLuint colours;
  GLuint surfaces;
  GLuint depths;
  GLuint sky_framebuffer;
  GLuint sky;
} VitAmbient;

/* Makes the framebuffers of a size, unless they are there; @coarse: as in #VitTile, at least 1. Returns: whether this
 * OpenGL can draw into them. */
gboolean vit_ambient_resize (VitAmbient *self, int width, int height, int coarse);
void vit_ambient_clear (VitAmbient *self);

/* The textures as the units 0 (colours), 1 (depths), 2 (@with_sky: sky, else normals). */
void vit_ambient_bind (const VitAmbient *self, gboolean with_sky);
