/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

gboolean
vit_canvas_bind (VitCanvas *self, int width, int height)
{
  static const struct
  {
    GLenum format;
    GLenum place;
  } kinds[2] = { { GL_RGBA8, GL_COLOR_ATTACHMENT0 }, { GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT } };

  if (self->framebuffer == 0 || self->width != width || self->height != height)
    {
      vit_canvas_clear (self);
      self->width = width;
      self->height = height;
      glGenFramebuffers (1, &self->framebuffer);
      glGenRenderbuffers (2, self->buffer);
      glBindFramebuffer (GL_FRAMEBUFFER, self->framebuffer);
      for (int k = 0; k < 2; k++)
        {
          glBindRenderbuffer (GL_RENDERBUFFER, self->buffer[k]);
          glRenderbufferStorage (GL_RENDERBUFFER, kinds[k].format, width, height);
          glFramebufferRenderbuffer (GL_FRAMEBUFFER, kinds[k].place, GL_RENDERBUFFER, self->buffer[k]);
        }
      glBindRenderbuffer (GL_RENDERBUFFER, 0);
    }
  glBindFramebuffer (GL_FRAMEBUFFER, self->framebuffer);
  return glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

void
vit_canvas_clear (VitCanvas *self)
{
  glDeleteFramebuffers (1, &self->framebuffer);
  glDeleteRenderbuffers (2, self->buffer);
  *self = (VitCanvas){ 0 };
}
