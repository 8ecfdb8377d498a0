/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ambient.h"
#include "camera-private.h"
#include "canvas.h"
#include "error.h"
#include "gl-state.h"
#include "layers.h"
#include "program.h"
#include "renderer-private.h"
#include "tripod.h"

#include <string.h>

/* How far the surroundings of a point darken it, Å: about one atom. */
#define REACH 3.2f
/* Of lines, and of the tripod: length of an axis, distance of its origin from the corner; pixels at scale 1. */
#define LINE_WIDTH 1.3f
#define TRIPOD_LENGTH 30.0f
#define TRIPOD_PLACE 50.0f

typedef enum
{
  SPHERE,
  SPHERE_CHEAP,
  STICK,
  STICK_CHEAP,
  LINE,
  TRIANGLE,
  BACKGROUND,
  OCCLUSION,
  COMPOSITE,
  N_PROGRAMS,
} ProgramKind;

static const struct
{
  const char *vertex;
  const char *fragment;
  const char *define;
} sources[N_PROGRAMS] = {
  [SPHERE] = { "sphere.vert", "sphere.frag", "EXACT" },
  [SPHERE_CHEAP] = { "sphere.vert", "sphere.frag", NULL },
  [STICK] = { "stick.vert", "stick.frag", "EXACT" },
  [STICK_CHEAP] = { "stick.vert", "stick.frag", NULL },
  [LINE] = { "line.vert", "line.frag", NULL },
  [TRIANGLE] = { "triangle.vert", "triangle.frag", NULL },
  [BACKGROUND] = { "screen.vert", "background.frag", NULL },
  [OCCLUSION] = { "screen.vert", "occlusion.frag", NULL },
  [COMPOSITE] = { "screen.vert", "composite.frag", NULL },
};

struct _VitRenderer
{
  VitProgram program[N_PROGRAMS];
  int n_programs; /* that are compiled */
  VitLayers layers;
  VitAmbient ambient;
  VitCanvas canvas;
  GLuint empty_array;
  char *name;
  gboolean software;
};

/* All that is the same for every shader of one picture. */
typedef struct
{
  const VitRenderStyle *style;
  const VitTile *tile;
  float view[16];
  float projection[16];
  gboolean parallel;
  float cue[3];
  float scale;
} Frame;

const VitRenderStyle vit_render_style_light = { .background_top = { 255, 255, 255, 255 },
                                                .background_bottom = { 228, 232, 239, 255 },
                                                .cell = { 96, 100, 110, 255 },
                                                .axes = TRUE,
                                                .depth_cue = 0.35f,
                                                .ambient_occlusion = TRUE,
                                                .exact = TRUE,
                                                .scale = 1 };
const VitRenderStyle vit_render_style_dark = { .background_top = { 44, 46, 52, 255 },
                                               .background_bottom = { 24, 25, 29, 255 },
                                               .cell = { 150, 154, 164, 255 },
                                               .axes = TRUE,
                                               .depth_cue = 0.4f,
                                               .ambient_occlusion = TRUE,
                                               .exact = TRUE,
                                               .scale = 1 };

static gboolean
is_software (const char *name)
{
  static const char *const names[] = { "llvmpipe", "softpipe", "SwiftShader", "Software Rasterizer" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    if (strstr (name, names[k]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
check_version (GError **error)
{
  int version = epoxy_gl_version (), needed = epoxy_is_desktop_gl () ? 33 : 30;

  if (version >= needed)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "expected OpenGL 3.3 or OpenGL ES 3.0, found %s %d.%d",
               epoxy_is_desktop_gl () ? "OpenGL" : "OpenGL ES", version / 10, version % 10);
  return FALSE;
}

VitRenderer *
vit_renderer_new_bare (GError **error)
{
  VitRenderer *self;
  VitGlState state;

  if (!check_version (error))
    return NULL;
  vit_gl_state_save (&state);
  self = g_new0 (VitRenderer, 1);
  self->name = g_strdup ((const char *) glGetString (GL_RENDERER));
  self->software = is_software (self->name);
  vit_layers_init (&self->layers);
  glGenVertexArrays (1, &self->empty_array);
  vit_gl_state_restore (&state);
  return self;
}

gboolean
vit_renderer_is_ready (const VitRenderer *self)
{
  return self->n_programs == N_PROGRAMS;
}

gboolean
vit_renderer_compile_next (VitRenderer *self, GError **error)
{
  int k = self->n_programs;

  if (!vit_program_init (&self->program[k], sources[k].vertex, sources[k].fragment, sources[k].define, error))
    return FALSE;
  self->n_programs++;
  return TRUE;
}

VitRenderer *
vit_renderer_new (GError **error)
{
  g_autoptr (VitRenderer) self = vit_renderer_new_bare (error);

  while (self != NULL && !vit_renderer_is_ready (self))
    if (!vit_renderer_compile_next (self, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
vit_renderer_free (VitRenderer *self)
{
  if (self == NULL)
    return;
  for (int k = 0; k < N_PROGRAMS; k++)
    vit_program_clear (&self->program[k]);
  vit_layers_clear (&self->layers);
  vit_ambient_clear (&self->ambient);
  vit_canvas_clear (&self->canvas);
  glDeleteVertexArrays (1, &self->empty_array);
  g_free (self->name);
  g_free (self);
}

gboolean
vit_renderer_is_software (const VitRenderer *self)
{
  return self->software;
}

const char *
vit_renderer_get_name (const VitRenderer *self)
{
  return self->name;
}

static void
set_colour (GLint uniform, VitSceneColour colour)
{
  glUniform4f (uniform, (float) colour.red / 255, (float) colour.green / 255, (float) colour.blue / 255,
               (float) colour.alpha / 255);
}

static void
use (const VitRenderer *self, ProgramKind kind, const Frame *frame)
{
  const GLint *uniform = self->program[kind].uniform;
  const VitTile *tile = frame->tile;
  float x = (float) tile->picture_width / (float) tile->width, y = (float) tile->picture_height / (float) tile->height;

  glUseProgram (self->program[kind].id);
  glUniformMatrix4fv (uniform[VIT_UNIFORM_VIEW], 1, GL_FALSE, frame->view);
  glUniformMatrix4fv (uniform[VIT_UNIFORM_PROJECTION], 1, GL_FALSE, frame->projection);
  glUniform1f (uniform[VIT_UNIFORM_PARALLEL], frame->parallel ? 1 : 0);
  /* From ±1 over the picture to ±1 over the tile. */
  glUniform4f (uniform[VIT_UNIFORM_TILE], x, y, x - 1 - 2 * (float) tile->x / (float) tile->width,
               y - 1 - 2 * (float) tile->y / (float) tile->height);
  glUniform4f (uniform[VIT_UNIFORM_VIEWPORT], (float) tile->width, (float) tile->height, (float) tile->x,
               (float) tile->y);
  glUniform2f (uniform[VIT_UNIFORM_PICTURE], (float) tile->picture_width, (float) tile->picture_height);
  set_colour (uniform[VIT_UNIFORM_BACKGROUND_TOP], frame->style->background_top);
  set_colour (uniform[VIT_UNIFORM_BACKGROUND_BOTTOM], frame->style->background_bottom);
  glUniform3fv (uniform[VIT_UNIFORM_CUE], 1, frame->cue);
  glUniform1f (uniform[VIT_UNIFORM_LINE_WIDTH], LINE_WIDTH * frame->scale);
  glUniform1f (uniform[VIT_UNIFORM_REACH], REACH);
  glUniform1i (uniform[VIT_UNIFORM_COLOURS], 0);
  glUniform1i (uniform[VIT_UNIFORM_DEPTHS], 1);
  glUniform1i (uniform[VIT_UNIFORM_SURFACES], 2);
  glUniform1i (uniform[VIT_UNIFORM_SKY], 2);
  glUniform1i (uniform[VIT_UNIFORM_COARSE], MAX (1, tile->coarse));
}

static void
draw_screen (const VitRenderer *self, ProgramKind kind, const Frame *frame)
{
  use (self, kind, frame);
  glBindVertexArray (self->empty_array);
  glDrawArrays (GL_TRIANGLES, 0, 3);
}

static void
draw_layer (const VitRenderer *self, ProgramKind kind, VitLayerKind layer, const Frame *frame)
{
  if (self->layers.layer[layer].n == 0)
    return;
  use (self, kind, frame);
  vit_layers_draw (&self->layers, layer);
}

/* Background and all that is not translucent. */
static void
draw_solid (const VitRenderer *self, const Frame *frame)
{
  gboolean exact = frame->style->exact;

  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
  glClear (GL_DEPTH_BUFFER_BIT);
  glDisable (GL_DEPTH_TEST);
  draw_screen (self, BACKGROUND, frame);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LEQUAL);
  draw_layer (self, exact ? SPHERE : SPHERE_CHEAP, VIT_LAYER_SPHERES, frame);
  draw_layer (self, exact ? STICK : STICK_CHEAP, VIT_LAYER_STICKS, frame);
  draw_layer (self, TRIANGLE, VIT_LAYER_TRIANGLES, frame);
}

/* The same with ambient occlusion, through textures. */
static void
draw_occluded (const VitRenderer *self, const Frame *frame, GLuint framebuffer)
{
  const VitTile *tile = frame->tile;
  int coarse = MAX (1, tile->coarse);

  glBindFramebuffer (GL_FRAMEBUFFER, self->ambient.framebuffer);
  draw_solid (self, frame);
  glBindFramebuffer (GL_FRAMEBUFFER, self->ambient.sky_framebuffer);
  vit_ambient_bind (&self->ambient, FALSE);
  glDisable (GL_DEPTH_TEST);
  glViewport (0, 0, (tile->width + coarse - 1) / coarse, (tile->height + coarse - 1) / coarse);
  draw_screen (self, OCCLUSION, frame);
  glViewport (0, 0, tile->width, tile->height);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  vit_ambient_bind (&self->ambient, TRUE);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_ALWAYS);
  draw_screen (self, COMPOSITE, frame);
  glDepthFunc (GL_LEQUAL);
}

/* Faint spheres are one layer of glass, however many stand behind each other: first their depth, then, where it is the
 * foremost, their colour. They come last, since their depth would hide what is seen through them. */
static void
draw_translucent (const VitRenderer *self, const Frame *frame)
{
  ProgramKind sphere = frame->style->exact ? SPHERE : SPHERE_CHEAP;

  glEnable (GL_BLEND);
  glBlendFunc (GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask (GL_FALSE);
  draw_layer (self, LINE, VIT_LAYER_LINES, frame);
  draw_layer (self, TRIANGLE, VIT_LAYER_FAINT_TRIANGLES, frame);
  glDepthMask (GL_TRUE);
  glColorMask (GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
  draw_layer (self, sphere, VIT_LAYER_FAINT_SPHERES, frame);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  draw_layer (self, sphere, VIT_LAYER_FAINT_SPHERES, frame);
}

static void
draw_tripod (VitRenderer *self, const Frame *frame, const VitCamera *camera)
{
  VitSceneColour ground = frame->style->background_bottom;
  float unit = TRIPOD_LENGTH * frame->scale, place = TRIPOD_PLACE * frame->scale;
  float width = (float) frame->tile->picture_width, height = (float) frame->tile->picture_height;
  gboolean dark = ground.red + ground.green + ground.blue < 384 && ground.alpha > 0;
  VitSceneStick sticks[VIT_TRIPOD_STICKS];
  Frame own = { .style = frame->style,
                .tile = frame->tile,
                .view = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 },
                .projection = { 2 * unit / width, 0, 0, 0, 0, 2 * unit / height, 0, 0, 0, 0, -0.5f, 0,
                                2 * place / width - 1, 2 * place / height - 1, 0, 1 },
                .parallel = TRUE,
                .cue = { 0, 1, 0 },
                .scale = frame->scale };

  vit_layers_set_tripod (&self->layers, vit_tripod_make (camera, dark, sticks), sticks);
  glDisable (GL_BLEND);
  glClear (GL_DEPTH_BUFFER_BIT);
  draw_layer (self, STICK, VIT_LAYER_TRIPOD, &own);
}

static void
frame_init (Frame *frame, const VitScene *scene, const VitCamera *camera, const VitTile *tile,
            const VitRenderStyle *style)
{
  graphene_matrix_t matrix;

  *frame = (Frame){
    .style = style, .tile = tile, .parallel = camera->orthographic, .scale = style->scale > 0 ? style->scale : 1
  };
  vit_camera_get_view (camera, &matrix);
  graphene_matrix_to_float (&matrix, frame->view);
  vit_camera_get_projection (camera, scene, (float) tile->picture_width / (float) tile->picture_height, &matrix);
  graphene_matrix_to_float (&matrix, frame->projection);
  vit_camera_get_range (camera, scene, &frame->cue[0], &frame->cue[1]);
  frame->cue[2] = CLAMP (style->depth_cue, 0, 1);
}

void
vit_renderer_draw_tile (VitRenderer *self, const VitScene *scene, const VitCamera *camera, const VitTile *tile,
                        const VitRenderStyle *style)
{
  VitGlState state;
  Frame frame;

  vit_gl_state_save (&state);
  frame_init (&frame, scene, camera, tile, style);
  glViewport (0, 0, tile->width, tile->height);
  glDisable (GL_CULL_FACE);
  glDisable (GL_SCISSOR_TEST);
  glDisable (GL_STENCIL_TEST);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  vit_layers_update (&self->layers, scene, camera, tile->picture_width, tile->picture_height, style->cell);
  if (style->ambient_occlusion && vit_ambient_resize (&self->ambient, tile->width, tile->height, MAX (1, tile->coarse)))
    draw_occluded (self, &frame, (GLuint) state.draw_framebuffer);
  else
    {
      glBindFramebuffer (GL_FRAMEBUFFER, (GLuint) state.draw_framebuffer);
      draw_solid (self, &frame);
    }
  draw_translucent (self, &frame);
  if (style->axes)
    draw_tripod (self, &frame, camera);
  vit_gl_state_restore (&state);
}

/* Draws twice as large and takes the mean of each four pixels. Returns: whether that can be done. */
static gboolean
draw_smooth (VitRenderer *self, const VitScene *scene, const VitCamera *camera, const VitTile *tile,
             const VitRenderStyle *style)
{
  VitTile larger = { .picture_width = 2 * tile->width,
                     .picture_height = 2 * tile->height,
                     .width = 2 * tile->width,
                     .height = 2 * tile->height };
  VitRenderStyle finer = *style;
  VitGlState state;
  gboolean bound;

  vit_gl_state_save (&state);
  finer.scale = 2 * (style->scale > 0 ? style->scale : 1);
  bound = vit_canvas_bind (&self->canvas, larger.width, larger.height);
  if (bound)
    {
      vit_renderer_draw_tile (self, scene, camera, &larger, &finer);
      glBindFramebuffer (GL_DRAW_FRAMEBUFFER, (GLuint) state.draw_framebuffer);
      glDisable (GL_SCISSOR_TEST);
      glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
      glBlitFramebuffer (0, 0, larger.width, larger.height, 0, 0, tile->width, tile->height, GL_COLOR_BUFFER_BIT,
                         GL_LINEAR);
    }
  vit_gl_state_restore (&state);
  return bound;
}

void
vit_renderer_draw (VitRenderer *self, const VitScene *scene, const VitCamera *camera, int width, int height,
                   const VitRenderStyle *style)
{
  VitTile tile = { .picture_width = width, .picture_height = height, .width = width, .height = height };

  if (width < 1 || height < 1 || (style->smooth && draw_smooth (self, scene, camera, &tile, style)))
    return;
  vit_renderer_draw_tile (self, scene, camera, &tile, style);
}
