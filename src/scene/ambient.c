/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ambient.h"

static GLuint
make_texture (const VitAmbient *self, int coarse, GLint format, GLenum layout, GLenum type)
{
  GLuint texture;

  glGenTextures (1, &texture);
  glBindTexture (GL_TEXTURE_2D, texture);
  glTexImage2D (GL_TEXTURE_2D, 0, format, (self->width + coarse - 1) / coarse, (self->height + coarse - 1) / coarse, 0,
                layout, type, NULL);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

static void
attach (GLenum place, GLuint texture)
{
  glFramebufferTexture2D (GL_FRAMEBUFFER, place, GL_TEXTURE_2D, texture, 0);
}

gboolean
vit_ambient_resize (VitAmbient *self, int width, int height, int coarse)
{
  gboolean complete;

  if (self->width == width && self->height == height && self->coarse == coarse)
    return self->framebuffer != 0;
  vit_ambient_clear (self);
  self->width = width;
  self->height = height;
  self->coarse = coarse;
  self->colours = make_texture (self, 1, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  self->surfaces = make_texture (self, 1, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  self->depths = make_texture (self, 1, GL_DEPTH_COMPONENT24, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT);
  self->sky = make_texture (self, coarse, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  glGenFramebuffers (1, &self->framebuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, self->framebuffer);
  attach (GL_COLOR_ATTACHMENT0, self->colours);
  attach (GL_COLOR_ATTACHMENT1, self->surfaces);
  attach (GL_DEPTH_ATTACHMENT, self->depths);
  glDrawBuffers (2, (const GLenum[]){ GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1 });
  complete = glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  glGenFramebuffers (1, &self->sky_framebuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, self->sky_framebuffer);
  attach (GL_COLOR_ATTACHMENT0, self->sky);
  if (complete && glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE)
    return TRUE;
  vit_ambient_clear (self);
  self->width = width;
  self->height = height;
  self->coarse = coarse;
  return FALSE;
}

void
vit_ambient_clear (VitAmbient *self)
{
  GLuint textures[] = { self->colours, self->surfaces, self->depths, self->sky };
  GLuint framebuffers[] = { self->framebuffer, self->sky_framebuffer };

  glDeleteTextures (G_N_ELEMENTS (textures), textures);
  glDeleteFramebuffers (G_N_ELEMENTS (framebuffers), framebuffers);
  *self = (VitAmbient){ 0 };
}

void
vit_ambient_bind (const VitAmbient *self, gboolean with_sky)
{
  const GLuint textures[] = { self->colours, self->depths, with_sky ? self->sky : self->surfaces };

  for (guint u = 0; u < G_N_ELEMENTS (textures); u++)
    {
      glActiveTexture (GL_TEXTURE0 + u);
      glBindTexture (GL_TEXTURE_2D, textures[u]);
    }
}
