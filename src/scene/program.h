/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/gl.h>
#include <glib.h>

/* Room for the uniforms of a program, by their number in the table of program.c. */
typedef enum
{
  VIT_UNIFORM_VIEW,
  VIT_UNIFORM_PROJECTION,
  VIT_UNIFORM_PARALLEL,
  VIT_UNIFORM_TILE,
  VIT_UNIFORM_VIEWPORT,
  VIT_UNIFORM_PICTURE,
  VIT_UNIFORM_BACKGROUND_TOP,
  VIT_UNIFORM_BACKGROUND_BOTTOM,
  VIT_UNIFORM_CUE,
  VIT_UNIFORM_LINE_WIDTH,
  VIT_UNIFORM_REACH,
  VIT_UNIFORM_COLOURS,
  VIT_UNIFORM_DEPTHS,
  VIT_UNIFORM_SURFACES,
  VIT_UNIFORM_SKY,
  VIT_UNIFORM_COARSE,
  VIT_N_UNIFORMS,
} VitUniform;

/* A compiled pair of shaders; uniforms it does not use are −1. */
typedef struct
{
  GLuint id;
  GLint uniform[VIT_N_UNIFORMS];
} VitProgram;

/**
 * vit_program_init:
 * @vertex, @fragment: files of shaders/, "sphere.vert"
 * @define: (nullable): a name that they see defined
 *
 * Errors: %VIT_ERROR_UNSUPPORTED with the message of the driver.
 */
gboolean vit_program_init (VitProgram *self, const char *vertex, const char *fragment, const char *define,
                           GError **error);
void vit_program_clear (VitProgram *self);
