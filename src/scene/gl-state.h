/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/gl.h>
#include <glib.h>

#define VIT_GL_UNITS 3
#define VIT_GL_SWITCHES 6

/* What the renderer changes of the state of OpenGL, to be put back when it is done. */
typedef struct
{
  GLint draw_framebuffer;
  GLint read_framebuffer;
  GLint viewport[4];
  GLint scissor[4];
  GLint program;
  GLint vertex_array;
  GLint array_buffer;
  GLint active_texture;
  GLint texture[VIT_GL_UNITS];
  GLint blend[4];
  GLint depth_function;
  GLboolean depth_mask;
  GLboolean colour_mask[4];
  GLboolean enabled[VIT_GL_SWITCHES];
} VitGlState;

void vit_gl_state_save (VitGlState *self);
void vit_gl_state_restore (const VitGlState *self);
