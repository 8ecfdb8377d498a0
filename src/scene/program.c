/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"
#include "error.h"
#include "shaders-resources.h"

#include <gio/gio.h>

static const char *const uniform_names[VIT_N_UNIFORMS] = { [VIT_UNIFORM_VIEW] = "view",
                                                           [VIT_UNIFORM_PROJECTION] = "projection",
                                                           [VIT_UNIFORM_PARALLEL] = "parallel",
                                                           [VIT_UNIFORM_TILE] = "tile",
                                                           [VIT_UNIFORM_VIEWPORT] = "viewport",
                                                           [VIT_UNIFORM_PICTURE] = "picture",
                                                           [VIT_UNIFORM_BACKGROUND_TOP] = "background_top",
                                                           [VIT_UNIFORM_BACKGROUND_BOTTOM] = "background_bottom",
                                                           [VIT_UNIFORM_CUE] = "cue",
                                                           [VIT_UNIFORM_LINE_WIDTH] = "line_width",
                                                           [VIT_UNIFORM_REACH] = "reach",
                                                           [VIT_UNIFORM_COLOURS] = "colours",
                                                           [VIT_UNIFORM_DEPTHS] = "depths",
                                                           [VIT_UNIFORM_SURFACES] = "surfaces",
                                                           [VIT_UNIFORM_SKY] = "sky",
                                                           [VIT_UNIFORM_COARSE] = "coarse" };

static const char *
header (void)
{
  return epoxy_is_desktop_gl () ? "#version 330 core\n"
                                : "#version 300 es\nprecision highp float;\nprecision highp int;\n";
}

static GBytes *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/vitrum/shaders/", name, NULL);

  return g_resource_lookup_data (vit_shaders_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static GLuint
compile (GLenum stage, const char *name, const char *define, GError **error)
{
  g_autoptr (GBytes) common = load ("common.glsl", error);
  g_autoptr (GBytes) own = common != NULL ? load (name, error) : NULL;
  g_autofree char *defined = define != NULL ? g_strdup_printf ("#define %s\n", define) : g_strdup ("");
  char log[1024] = "";
  GLuint shader;
  GLint done;

  if (own == NULL)
    return 0;
  shader = glCreateShader (stage);
  glShaderSource (shader, 4,
                  (const char *[]){ header (), defined, g_bytes_get_data (common, NULL), g_bytes_get_data (own, NULL) },
                  (GLint[]){ -1, -1, (GLint) g_bytes_get_size (common), (GLint) g_bytes_get_size (own) });
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &done);
  if (done)
    return shader;
  glGetShaderInfoLog (shader, sizeof log, NULL, log);
  glDeleteShader (shader);
  g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "OpenGL refuses the shader %s: %s", name, g_strstrip (log));
  return 0;
}

static gboolean
link_program (VitProgram *self, GLuint vertex, GLuint fragment, const char *name, GError **error)
{
  char log[1024] = "";
  GLint done;

  self->id = glCreateProgram ();
  glAttachShader (self->id, vertex);
  glAttachShader (self->id, fragment);
  glLinkProgram (self->id);
  glDetachShader (self->id, vertex);
  glDetachShader (self->id, fragment);
  glGetProgramiv (self->id, GL_LINK_STATUS, &done);
  if (!done)
    {
      glGetProgramInfoLog (self->id, sizeof log, NULL, log);
      g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "OpenGL refuses the program of %s: %s", name,
                   g_strstrip (log));
      return FALSE;
    }
  for (int u = 0; u < VIT_N_UNIFORMS; u++)
    self->uniform[u] = glGetUniformLocation (self->id, uniform_names[u]);
  return TRUE;
}

gboolean
vit_program_init (VitProgram *self, const char *vertex, const char *fragment, const char *define, GError **error)
{
  GLuint first = compile (GL_VERTEX_SHADER, vertex, define, error);
  GLuint second = first != 0 ? compile (GL_FRAGMENT_SHADER, fragment, define, error) : 0;
  gboolean done = second != 0 && link_program (self, first, second, fragment, error);

  glDeleteShader (first);
  glDeleteShader (second);
  return done;
}

void
vit_program_clear (VitProgram *self)
{
  glDeleteProgram (self->id);
  self->id = 0;
}
