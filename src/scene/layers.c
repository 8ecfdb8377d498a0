/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layers.h"
#include "camera-private.h"
#include "culling.h"
#include "scene-private.h"

#include <math.h>
#include <string.h>

/* Steps of depth that are told apart in sorting. */
#define N_BINS 65536

/* What the shaders read. A sphere is what the scene has. */
typedef struct
{
  float from[3];
  float radius;
  float to[3];
  VitSceneColour colour;
} Rod;

typedef struct
{
  float position[3];
  float normal[3];
  VitSceneColour colour;
} Corner;

G_STATIC_ASSERT (sizeof (VitSceneSphere) == 20);
G_STATIC_ASSERT (sizeof (Rod) == 32);

static void
attribute (GLuint index, GLint n, GLenum type, gsize stride, gsize offset, gboolean instanced)
{
  glEnableVertexAttribArray (index);
  glVertexAttribPointer (index, n, type, type == GL_UNSIGNED_BYTE, (GLsizei) stride, (const char *) NULL + offset);
  glVertexAttribDivisor (index, instanced ? 1 : 0);
}

static void
describe (VitLayerKind kind)
{
  switch (kind)
    {
    case VIT_LAYER_SPHERES:
    case VIT_LAYER_FAINT_SPHERES:
      attribute (0, 4, GL_FLOAT, sizeof (VitSceneSphere), 0, TRUE);
      attribute (1, 4, GL_UNSIGNED_BYTE, sizeof (VitSceneSphere), G_STRUCT_OFFSET (VitSceneSphere, colour), TRUE);
      break;
    case VIT_LAYER_TRIANGLES:
    case VIT_LAYER_FAINT_TRIANGLES:
      attribute (0, 3, GL_FLOAT, sizeof (Corner), 0, FALSE);
      attribute (1, 3, GL_FLOAT, sizeof (Corner), G_STRUCT_OFFSET (Corner, normal), FALSE);
      attribute (2, 4, GL_UNSIGNED_BYTE, sizeof (Corner), G_STRUCT_OFFSET (Corner, colour), FALSE);
      break;
    case VIT_LAYER_STICKS:
    case VIT_LAYER_LINES:
    case VIT_LAYER_TRIPOD:
    case VIT_N_LAYERS:
    default:
      attribute (0, 4, GL_FLOAT, sizeof (Rod), 0, TRUE);
      attribute (1, 3, GL_FLOAT, sizeof (Rod), G_STRUCT_OFFSET (Rod, to), TRUE);
      attribute (2, 4, GL_UNSIGNED_BYTE, sizeof (Rod), G_STRUCT_OFFSET (Rod, colour), TRUE);
      break;
    }
}

void
vit_layers_init (VitLayers *self)
{
  memset (self, 0, sizeof *self);
  for (int k = 0; k < VIT_N_LAYERS; k++)
    {
      VitLayer *layer = &self->layer[k];

      layer->data = g_byte_array_new ();
      layer->sorted = k == VIT_LAYER_SPHERES || k == VIT_LAYER_FAINT_SPHERES || k == VIT_LAYER_FAINT_TRIANGLES;
      glGenVertexArrays (1, &layer->array);
      glGenBuffers (1, &layer->buffer);
      glBindVertexArray (layer->array);
      glBindBuffer (GL_ARRAY_BUFFER, layer->buffer);
      describe ((VitLayerKind) k);
    }
}

void
vit_layers_clear (VitLayers *self)
{
  for (int k = 0; k < VIT_N_LAYERS; k++)
    {
      glDeleteVertexArrays (1, &self->layer[k].array);
      glDeleteBuffers (1, &self->layer[k].buffer);
      g_clear_pointer (&self->layer[k].data, g_byte_array_unref);
    }
}

static void
add (VitLayer *layer, const void *data, gsize size)
{
  g_byte_array_append (layer->data, data, (guint) size);
}

static void
add_rod (VitLayer *layer, const VitSceneStick *stick, VitSceneColour colour)
{
  Rod rod = { .radius = stick->radius, .colour = colour };

  memcpy (rod.from, stick->from, sizeof rod.from);
  memcpy (rod.to, stick->to, sizeof rod.to);
  add (layer, &rod, sizeof rod);
}

static void
add_triangle (VitLayer *layer, const VitSceneTriangle *triangle)
{
  Corner corner = { .colour = triangle->colour };
  float a[3], b[3], length = 0;

  for (int k = 0; k < 3; k++)
    {
      a[k] = triangle->corner[1][k] - triangle->corner[0][k];
      b[k] = triangle->corner[2][k] - triangle->corner[0][k];
    }
  for (int k = 0; k < 3; k++)
    {
      corner.normal[k] = a[(k + 1) % 3] * b[(k + 2) % 3] - a[(k + 2) % 3] * b[(k + 1) % 3];
      length += corner.normal[k] * corner.normal[k];
    }
  for (int k = 0; k < 3; k++)
    corner.normal[k] /= fmaxf (sqrtf (length), 1e-12f);
  for (int c = 0; c < 3; c++)
    {
      memcpy (corner.position, triangle->corner[c], sizeof corner.position);
      add (layer, &corner, sizeof corner);
    }
}

static gboolean
has_middle_inside (const VitScene *scene, int n, const float (*point)[3])
{
  float middle[3] = { 0, 0, 0 };

  for (int i = 0; i < n; i++)
    for (int k = 0; k < 3; k++)
      middle[k] += point[i][k] / (float) n;
  return vit_scene_is_inside (scene, middle);
}

static void
collect_spheres (VitLayers *self, const VitScene *scene)
{
  const VitSceneSphere *spheres = vit_scene_get_spheres (scene);

  for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
    if (spheres[i].colour.alpha > 0 && vit_scene_is_inside (scene, spheres[i].position))
      add (&self->layer[spheres[i].colour.alpha < 255 ? VIT_LAYER_FAINT_SPHERES : VIT_LAYER_SPHERES], &spheres[i],
           sizeof spheres[i]);
}

static void
collect_sticks (VitLayers *self, const VitScene *scene)
{
  const VitSceneStick *sticks = vit_scene_get_sticks (scene);
  VitSceneStick edges[12];
  int n_edges = vit_scene_get_cell_edges (scene, edges);

  for (gsize i = 0; i < vit_scene_get_n_sticks (scene); i++)
    {
      float ends[2][3];

      memcpy (ends[0], sticks[i].from, sizeof ends[0]);
      memcpy (ends[1], sticks[i].to, sizeof ends[1]);
      if (sticks[i].colour.alpha > 0 && has_middle_inside (scene, 2, ends))
        add_rod (&self->layer[sticks[i].radius > 0 ? VIT_LAYER_STICKS : VIT_LAYER_LINES], &sticks[i], sticks[i].colour);
    }
  for (int i = 0; i < n_edges; i++)
    add_rod (&self->layer[VIT_LAYER_LINES], &edges[i], self->cell);
}

static void
collect_triangles (VitLayers *self, const VitScene *scene)
{
  const VitSceneTriangle *triangles = vit_scene_get_triangles (scene);

  for (gsize i = 0; i < vit_scene_get_n_triangles (scene); i++)
    if (triangles[i].colour.alpha > 0 && has_middle_inside (scene, 3, triangles[i].corner))
      add_triangle (&self->layer[triangles[i].colour.alpha < 255 ? VIT_LAYER_FAINT_TRIANGLES : VIT_LAYER_TRIANGLES],
                    &triangles[i]);
}

static void
upload (VitLayer *layer, gsize size, const void *data)
{
  glBindBuffer (GL_ARRAY_BUFFER, layer->buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) size, data, GL_DYNAMIC_DRAW);
}

/* Depth bin of what begins with a position (spheres), or with three of them (triangles). */
static int
bin_of (const guint8 *item, gsize stride, int n_points, const float back[3], const float range[2])
{
  float along = 0;

  for (int p = 0; p < n_points; p++)
    {
      float x[3];

      memcpy (x, item + (gsize) p * stride, sizeof x);
      along += x[0] * back[0] + x[1] * back[1] + x[2] * back[2];
    }
  along = (along / (float) n_points - range[0]) / (range[1] - range[0]);
  return (int) (CLAMP (along, 0, 1) * (N_BINS - 1));
}

/* Puts the things of a layer in order of depth, by counting. @back: towards the viewer; @range: of what is along it. */
static guint8 *
sort (const VitLayer *layer, VitLayerKind kind, const float back[3], const float range[2])
{
  int n_points = kind == VIT_LAYER_FAINT_TRIANGLES ? 3 : 1;
  gsize stride = n_points == 3 ? sizeof (Corner) : sizeof (VitSceneSphere), size = stride * (gsize) n_points;
  gsize n = layer->data->len / size;
  g_autofree guint32 *start = g_new0 (guint32, N_BINS + 1);
  g_autofree guint32 *bin = g_new (guint32, n + 1);
  guint8 *sorted = g_malloc (layer->data->len + 1);

  for (gsize i = 0; i < n; i++)
    {
      int b = bin_of (layer->data->data + i * size, stride, n_points, back, range);

      bin[i] = (guint32) (n_points == 3 ? b : N_BINS - 1 - b);
      start[bin[i] + 1]++;
    }
  for (int b = 0; b < N_BINS; b++)
    start[b + 1] += start[b];
  for (gsize i = 0; i < n; i++)
    memcpy (sorted + size * start[bin[i]]++, layer->data->data + i * size, size);
  return sorted;
}

/* Leaves out spheres that are hidden by those before them. */
static int
cull (int n, VitSceneSphere *spheres, VitCulling *culling)
{
  int left = 0;

  for (int i = 0; i < n; i++)
    if (!vit_culling_is_hidden (culling, &spheres[i]))
      {
        vit_culling_cover (culling, &spheres[i]);
        spheres[left++] = spheres[i];
      }
  return left;
}

static void
upload_sorted (VitLayer *layer, VitLayerKind kind, const float back[3], const float range[2], VitCulling *culling)
{
  g_autofree guint8 *sorted = sort (layer, kind, back, range);
  gsize size = layer->data->len;

  if (kind != VIT_LAYER_FAINT_TRIANGLES)
    {
      layer->n = cull (layer->n, (VitSceneSphere *) (void *) sorted, culling);
      size = (gsize) layer->n * sizeof (VitSceneSphere);
    }
  upload (layer, size, sorted);
}

static void
count (VitLayer *layer, VitLayerKind kind)
{
  gsize size = sizeof (Rod);

  if (kind == VIT_LAYER_SPHERES || kind == VIT_LAYER_FAINT_SPHERES)
    size = sizeof (VitSceneSphere);
  else if (kind == VIT_LAYER_TRIANGLES || kind == VIT_LAYER_FAINT_TRIANGLES)
    size = sizeof (Corner);
  layer->n = (int) (layer->data->len / size);
}

void
vit_layers_update (VitLayers *self, const VitScene *scene, const VitCamera *camera, int width, int height,
                   VitSceneColour cell)
{
  g_autoptr (VitCulling) culling = vit_culling_new (camera, width, height);
  gboolean fresh = self->serial != vit_scene_get_serial (scene) || memcmp (&self->cell, &cell, sizeof cell) != 0;
  float axes[3][3], middle[3], radius, along, range[2];

  if (fresh)
    {
      for (int k = 0; k < VIT_LAYER_TRIPOD; k++)
        g_byte_array_set_size (self->layer[k].data, 0);
      self->cell = cell;
      self->serial = vit_scene_get_serial (scene);
      collect_spheres (self, scene);
      collect_sticks (self, scene);
      collect_triangles (self, scene);
    }
  vit_camera_get_axes (camera, axes);
  vit_scene_get_bounds (scene, middle, &radius);
  along = axes[2][0] * middle[0] + axes[2][1] * middle[1] + axes[2][2] * middle[2];
  range[0] = along - radius;
  range[1] = along + fmaxf (radius, 1e-3f);
  for (int k = 0; k < VIT_LAYER_TRIPOD; k++)
    {
      count (&self->layer[k], (VitLayerKind) k);
      if (self->layer[k].sorted && self->layer[k].n > 0)
        upload_sorted (&self->layer[k], (VitLayerKind) k, axes[2], range, culling);
      else if (fresh)
        upload (&self->layer[k], self->layer[k].data->len, self->layer[k].data->data);
    }
}

void
vit_layers_set_tripod (VitLayers *self, int n, const VitSceneStick *sticks)
{
  VitLayer *layer = &self->layer[VIT_LAYER_TRIPOD];

  g_byte_array_set_size (layer->data, 0);
  for (int i = 0; i < n; i++)
    add_rod (layer, &sticks[i], sticks[i].colour);
  count (layer, VIT_LAYER_TRIPOD);
  upload (layer, layer->data->len, layer->data->data);
}

void
vit_layers_draw (const VitLayers *self, VitLayerKind kind)
{
  const VitLayer *layer = &self->layer[kind];

  if (layer->n == 0)
    return;
  glBindVertexArray (layer->array);
  if (kind == VIT_LAYER_TRIANGLES || kind == VIT_LAYER_FAINT_TRIANGLES)
    glDrawArrays (GL_TRIANGLES, 0, layer->n);
  else
    glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, layer->n);
}
