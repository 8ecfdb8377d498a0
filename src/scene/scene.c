/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene-private.h"

#include <math.h>
#include <string.h>

struct _VitScene
{
  guint64 serial;
  GArray *spheres;
  GArray *sticks;
  GArray *triangles;
  gboolean has_cell;
  float cell[3][3];
  gboolean has_cut;
  double normal[3];
  double distance;
  double thickness;
  GArray *points;
  float middle[3];
  float radius;
};

static guint64
next_serial (void)
{
  static gsize serial;

  return (guint64) g_atomic_pointer_add (&serial, 1) + 1;
}

static void
add_point (VitScene *self, const float position[3], float radius)
{
  VitScenePoint point = { { position[0], position[1], position[2] }, radius };

  g_array_append_val (self->points, point);
}

static void
collect_shapes (VitScene *self)
{
  for (guint i = 0; i < self->spheres->len; i++)
    {
      const VitSceneSphere *sphere = &g_array_index (self->spheres, VitSceneSphere, i);

      if (sphere->colour.alpha > 0 && vit_scene_is_inside (self, sphere->position))
        add_point (self, sphere->position, sphere->radius);
    }
  for (guint i = 0; i < self->sticks->len; i++)
    {
      const VitSceneStick *stick = &g_array_index (self->sticks, VitSceneStick, i);

      add_point (self, stick->from, stick->radius);
      add_point (self, stick->to, stick->radius);
    }
  for (guint i = 0; i < self->triangles->len; i++)
    for (int k = 0; k < 3; k++)
      add_point (self, g_array_index (self->triangles, VitSceneTriangle, i).corner[k], 0);
}

static void
collect_cell (VitScene *self)
{
  for (int corner = 0; self->has_cell && corner < 8; corner++)
    {
      float x[3] = { 0, 0, 0 };

      for (int a = 0; a < 3; a++)
        for (int k = 0; (corner >> a & 1) && k < 3; k++)
          x[k] += self->cell[a][k];
      add_point (self, x, 0);
    }
}

static void
find_bounds (VitScene *self)
{
  float low[3] = { INFINITY, INFINITY, INFINITY }, high[3] = { -INFINITY, -INFINITY, -INFINITY };

  self->radius = 0;
  for (int k = 0; k < 3; k++)
    {
      for (guint i = 0; i < self->points->len; i++)
        {
          const VitScenePoint *point = &g_array_index (self->points, VitScenePoint, i);

          low[k] = fminf (low[k], point->position[k] - point->radius);
          high[k] = fmaxf (high[k], point->position[k] + point->radius);
        }
      self->middle[k] = self->points->len > 0 ? (low[k] + high[k]) / 2 : 0;
    }
  for (guint i = 0; i < self->points->len; i++)
    {
      const VitScenePoint *point = &g_array_index (self->points, VitScenePoint, i);
      float sum = 0;

      for (int k = 0; k < 3; k++)
        sum += (point->position[k] - self->middle[k]) * (point->position[k] - self->middle[k]);
      self->radius = fmaxf (self->radius, sqrtf (sum) + point->radius);
    }
}

/* At once, and not when asked: then a scene that nobody changes can be read on several threads. */
static void
changed (VitScene *self)
{
  self->serial = next_serial ();
  g_array_set_size (self->points, 0);
  collect_shapes (self);
  collect_cell (self);
  find_bounds (self);
}

VitScene *
vit_scene_new (void)
{
  VitScene *self = g_new0 (VitScene, 1);

  self->spheres = g_array_new (FALSE, FALSE, sizeof (VitSceneSphere));
  self->sticks = g_array_new (FALSE, FALSE, sizeof (VitSceneStick));
  self->triangles = g_array_new (FALSE, FALSE, sizeof (VitSceneTriangle));
  self->points = g_array_new (FALSE, FALSE, sizeof (VitScenePoint));
  self->serial = next_serial ();
  return self;
}

void
vit_scene_free (VitScene *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->spheres);
  g_array_unref (self->sticks);
  g_array_unref (self->triangles);
  g_array_unref (self->points);
  g_free (self);
}

static void
replace (VitScene *self, GArray *array, gsize n, const void *data)
{
  g_array_set_size (array, 0);
  if (n > 0)
    g_array_append_vals (array, data, (guint) n);
  changed (self);
}

void
vit_scene_set_spheres (VitScene *self, gsize n, const VitSceneSphere *spheres)
{
  replace (self, self->spheres, n, spheres);
}

void
vit_scene_set_sticks (VitScene *self, gsize n, const VitSceneStick *sticks)
{
  replace (self, self->sticks, n, sticks);
}

void
vit_scene_set_triangles (VitScene *self, gsize n, const VitSceneTriangle *triangles)
{
  replace (self, self->triangles, n, triangles);
}

gsize
vit_scene_get_n_spheres (const VitScene *self)
{
  return self->spheres->len;
}

const VitSceneSphere *
vit_scene_get_spheres (const VitScene *self)
{
  return (const VitSceneSphere *) (void *) self->spheres->data;
}

gsize
vit_scene_get_n_sticks (const VitScene *self)
{
  return self->sticks->len;
}

const VitSceneStick *
vit_scene_get_sticks (const VitScene *self)
{
  return (const VitSceneStick *) (void *) self->sticks->data;
}

gsize
vit_scene_get_n_triangles (const VitScene *self)
{
  return self->triangles->len;
}

const VitSceneTriangle *
vit_scene_get_triangles (const VitScene *self)
{
  return (const VitSceneTriangle *) (void *) self->triangles->data;
}

guint64
vit_scene_get_serial (const VitScene *self)
{
  return self->serial;
}

const GArray *
vit_scene_get_points (const VitScene *self)
{
  return self->points;
}

void
vit_scene_set_cell (VitScene *self, const double cell[3][3])
{
  self->has_cell = cell != NULL;
  for (int a = 0; cell != NULL && a < 3; a++)
    for (int k = 0; k < 3; k++)
      self->cell[a][k] = (float) cell[a][k];
  changed (self);
}

int
vit_scene_get_cell_edges (const VitScene *self, VitSceneStick edges[12])
{
  int n = 0;

  if (!self->has_cell)
    return 0;
  for (int a = 0; a < 3; a++)
    for (int side = 0; side < 4; side++)
      {
        VitSceneStick *edge = &edges[n++];

        memset (edge, 0, sizeof *edge);
        edge->colour.alpha = 255;
        for (int k = 0; k < 3; k++)
          {
            edge->from[k]
                = (float) (side & 1) * self->cell[(a + 1) % 3][k] + (float) (side >> 1) * self->cell[(a + 2) % 3][k];
            edge->to[k] = edge->from[k] + self->cell[a][k];
          }
      }
  return n;
}

void
vit_scene_set_cut (VitScene *self, const double normal[3], double distance, double thickness)
{
  self->has_cut = normal != NULL;
  if (normal != NULL)
    memcpy (self->normal, normal, sizeof self->normal);
  self->distance = distance;
  self->thickness = thickness;
  changed (self);
}

gboolean
vit_scene_is_inside (const VitScene *self, const float point[3])
{
  double along = self->normal[0] * point[0] + self->normal[1] * point[1] + self->normal[2] * point[2];

  return !self->has_cut || (along <= self->distance && along >= self->distance - self->thickness);
}

void
vit_scene_get_bounds (const VitScene *self, float middle[3], float *radius)
{
  memcpy (middle, self->middle, sizeof self->middle);
  *radius = self->radius;
}
