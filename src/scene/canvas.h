/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/gl.h>
#include <glib.h>

/* A framebuffer of colour and depth that nobody reads as a texture. */
typedef struct
{
  int width;
  int height;
  GLuint framebuffer;
  GLuint buffer[2];
} VitCanvas;

/* Makes it of a size, unless it is, and binds it. Returns: whether OpenGL can draw into it. */
gboolean vit_canvas_bind (VitCanvas *self, int width, int height);
void vit_canvas_clear (VitCanvas *self);
