/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gl-state.h"

static const GLenum switches[VIT_GL_SWITCHES]
    = { GL_BLEND, GL_DEPTH_TEST, GL_CULL_FACE, GL_SCISSOR_TEST, GL_STENCIL_TEST, GL_DITHER };
static const GLenum blend_names[4] = { GL_BLEND_SRC_RGB, GL_BLEND_DST_RGB, GL_BLEND_SRC_ALPHA, GL_BLEND_DST_ALPHA };

void
vit_gl_state_save (VitGlState *self)
{
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &self->draw_framebuffer);
  glGetIntegerv (GL_READ_FRAMEBUFFER_BINDING, &self->read_framebuffer);
  glGetIntegerv (GL_VIEWPORT, self->viewport);
  glGetIntegerv (GL_SCISSOR_BOX, self->scissor);
  glGetIntegerv (GL_CURRENT_PROGRAM, &self->program);
  glGetIntegerv (GL_VERTEX_ARRAY_BINDING, &self->vertex_array);
  glGetIntegerv (GL_ARRAY_BUFFER_BINDING, &self->array_buffer);
  glGetIntegerv (GL_ACTIVE_TEXTURE, &self->active_texture);
  for (guint u = 0; u < VIT_GL_UNITS; u++)
    {
      glActiveTexture (GL_TEXTURE0 + u);
      glGetIntegerv (GL_TEXTURE_BINDING_2D, &self->texture[u]);
    }
  for (int k = 0; k < 4; k++)
    glGetIntegerv (blend_names[k], &self->blend[k]);
  glGetIntegerv (GL_DEPTH_FUNC, &self->depth_function);
  glGetBooleanv (GL_DEPTH_WRITEMASK, &self->depth_mask);
  glGetBooleanv (GL_COLOR_WRITEMASK, self->colour_mask);
  for (int k = 0; k < VIT_GL_SWITCHES; k++)
    self->enabled[k] = glIsEnabled (switches[k]);
}

void
vit_gl_state_restore (const VitGlState *self)
{
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, (GLuint) self->draw_framebuffer);
  glBindFramebuffer (GL_READ_FRAMEBUFFER, (GLuint) self->read_framebuffer);
  glViewport (self->viewport[0], self->viewport[1], self->viewport[2], self->viewport[3]);
  glScissor (self->scissor[0], self->scissor[1], self->scissor[2], self->scissor[3]);
  glUseProgram ((GLuint) self->program);
  glBindVertexArray ((GLuint) self->vertex_array);
  glBindBuffer (GL_ARRAY_BUFFER, (GLuint) self->array_buffer);
  for (guint u = 0; u < VIT_GL_UNITS; u++)
    {
      glActiveTexture (GL_TEXTURE0 + u);
      glBindTexture (GL_TEXTURE_2D, (GLuint) self->texture[u]);
    }
  glActiveTexture ((GLenum) self->active_texture);
  glBlendFuncSeparate ((GLenum) self->blend[0], (GLenum) self->blend[1], (GLenum) self->blend[2],
                       (GLenum) self->blend[3]);
  glDepthFunc ((GLenum) self->depth_function);
  glDepthMask (self->depth_mask);
  glColorMask (self->colour_mask[0], self->colour_mask[1], self->colour_mask[2], self->colour_mask[3]);
  for (int k = 0; k < VIT_GL_SWITCHES; k++)
    (self->enabled[k] ? glEnable : glDisable) (switches[k]);
}
