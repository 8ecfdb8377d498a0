/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-private.h"
#include "scene-private.h"

#include <math.h>

/* What is left free at the edges of a picture that was fitted. */
#define MARGIN 1.06f
/* Limits of the height that is seen, Å. */
#define SMALLEST 0.5f
#define LARGEST 1e5f

/* d after q: v → d (q v q*) d*. */
static graphene_quaternion_t
product (const graphene_quaternion_t *d, const graphene_quaternion_t *q)
{
  graphene_quaternion_t result;
  graphene_vec4_t a, b;
  float p[4], r[4];

  graphene_quaternion_to_vec4 (d, &a);
  graphene_quaternion_to_vec4 (q, &b);
  graphene_vec4_to_float (&a, p);
  graphene_vec4_to_float (&b, r);
  graphene_quaternion_init (&result, p[3] * r[0] + p[0] * r[3] + p[1] * r[2] - p[2] * r[1],
                            p[3] * r[1] - p[0] * r[2] + p[1] * r[3] + p[2] * r[0],
                            p[3] * r[2] + p[0] * r[1] - p[1] * r[0] + p[2] * r[3],
                            p[3] * r[3] - p[0] * r[0] - p[1] * r[1] - p[2] * r[2]);
  graphene_quaternion_normalize (&result, &result);
  return result;
}

void
vit_camera_get_axes (const VitCamera *self, float axes[3][3])
{
  graphene_vec4_t vector;
  float q[4];

  graphene_quaternion_to_vec4 (&self->rotation, &vector);
  graphene_vec4_to_float (&vector, q);
  /* The rows of the matrix of q: row k gives coordinate k of the eye. */
  for (int i = 0; i < 3; i++)
    {
      int j = (i + 1) % 3, k = (i + 2) % 3;

      axes[i][i] = 1 - 2 * (q[j] * q[j] + q[k] * q[k]);
      axes[i][j] = 2 * (q[i] * q[j] - q[k] * q[3]);
      axes[i][k] = 2 * (q[i] * q[k] + q[j] * q[3]);
    }
}

static float
dot (const float a[3], const float b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Along the axes of the eye, from the middle of the picture. */
static void
to_eye (const VitCamera *self, const float axes[3][3], const float point[3], float eye[3])
{
  float relative[3] = { point[0] - self->middle.x, point[1] - self->middle.y, point[2] - self->middle.z };

  for (int k = 0; k < 3; k++)
    eye[k] = dot (axes[k], relative);
}

static void
shift (VitCamera *self, const float axes[3][3], const float by[3])
{
  self->middle.x += by[0] * axes[0][0] + by[1] * axes[1][0] + by[2] * axes[2][0];
  self->middle.y += by[0] * axes[0][1] + by[1] * axes[1][1] + by[2] * axes[2][1];
  self->middle.z += by[0] * axes[0][2] + by[1] * axes[1][2] + by[2] * axes[2][2];
}

float
vit_camera_get_distance (const VitCamera *self)
{
  return self->height / (2 * VIT_CAMERA_SLOPE);
}

void
vit_camera_init (VitCamera *self, const VitScene *scene, float aspect)
{
  graphene_quaternion_t tilt, turn;

  *self = (VitCamera){ .height = 1, .orthographic = FALSE };
  /* z up; first about z, then towards who looks. */
  graphene_quaternion_init (&turn, 0, 0, sinf (-0.28f), cosf (-0.28f));
  graphene_quaternion_init (&tilt, sinf (-0.61f), 0, 0, cosf (-0.61f));
  self->rotation = product (&tilt, &turn);
  vit_camera_fit (self, scene, aspect);
}

/* How far a scene reaches along an axis of the picture, in both directions. In central projection a point at depth z
 * comes as close to the edge as one at depth 0 that is further out by slope · z. */
static void
find_reach (const VitCamera *self, const float axis[3], const float back[3], const GArray *points, float slope,
            float reach[2])
{
  float middle[3] = { self->middle.x, self->middle.y, self->middle.z };
  float tilt = self->orthographic ? 0 : slope, larger = hypotf (1, tilt);

  reach[0] = reach[1] = -INFINITY;
  for (guint i = 0; i < points->len; i++)
    {
      const VitScenePoint *point = &g_array_index (points, VitScenePoint, i);
      float relative[3], along, more;

      for (int k = 0; k < 3; k++)
        relative[k] = point->position[k] - middle[k];
      along = dot (axis, relative);
      more = point->radius * larger + tilt * dot (back, relative);
      reach[0] = fmaxf (reach[0], more - along);
      reach[1] = fmaxf (reach[1], more + along);
    }
}

void
vit_camera_fit (VitCamera *self, const VitScene *scene, float aspect)
{
  const GArray *points = vit_scene_get_points (scene);
  float slope[2] = { VIT_CAMERA_SLOPE / MARGIN * aspect, VIT_CAMERA_SLOPE / MARGIN };
  float axes[3][3], middle[3], radius, distance = 0, by[3] = { 0, 0, 0 };

  if (points->len == 0)
    return;
  vit_camera_get_axes (self, axes);
  vit_scene_get_bounds (scene, middle, &radius);
  self->middle = (graphene_point3d_t){ middle[0], middle[1], middle[2] };
  for (int k = 0; k < 2; k++)
    {
      float reach[2];

      find_reach (self, axes[k], axes[2], points, slope[k], reach);
      by[k] = (reach[1] - reach[0]) / 2;
      distance = fmaxf (distance, (reach[1] + reach[0]) / (2 * slope[k]));
    }
  shift (self, axes, by);
  self->height = CLAMP (distance * 2 * VIT_CAMERA_SLOPE, SMALLEST, LARGEST);
}

void
vit_camera_look_along (VitCamera *self, int axis)
{
  /* x: y to the right, z up. y: x to the left, z up. z: x to the right, y up. */
  static const float rotation[3][4]
      = { { -0.5f, -0.5f, -0.5f, 0.5f }, { 0, G_SQRT2 / 2, G_SQRT2 / 2, 0 }, { 0, 0, 0, 1 } };
  const float *q = rotation[CLAMP (axis, 0, 2)];

  graphene_quaternion_init (&self->rotation, q[0], q[1], q[2], q[3]);
}

/* A point of the ball, or of its edge outside of it. */
static void
on_ball (float x, float y, float width, float height, float ball[3])
{
  float radius = fminf (width, height) / 2, square;

  ball[0] = (x - width / 2) / radius;
  ball[1] = (height / 2 - y) / radius;
  square = ball[0] * ball[0] + ball[1] * ball[1];
  ball[2] = square < 1 ? sqrtf (1 - square) : 0;
  if (square >= 1)
    {
      ball[0] /= sqrtf (square);
      ball[1] /= sqrtf (square);
    }
}

void
vit_camera_turn (VitCamera *self, float from_x, float from_y, float to_x, float to_y, float width, float height)
{
  graphene_quaternion_t arc;
  float a[3], b[3];

  on_ball (from_x, from_y, width, height, a);
  on_ball (to_x, to_y, width, height, b);
  /* Shoemake's arcball turns by twice the angle; here what is under the pointer stays under it. */
  graphene_quaternion_init (&arc, a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0],
                            1 + dot (a, b));
  if (1 + dot (a, b) < 1e-6f)
    return;
  graphene_quaternion_normalize (&arc, &arc);
  self->rotation = product (&arc, &self->rotation);
}

void
vit_camera_turn_by (VitCamera *self, float right, float up)
{
  graphene_quaternion_t turn;

  graphene_quaternion_init (&turn, 0, sinf (right / 2), 0, cosf (right / 2));
  self->rotation = product (&turn, &self->rotation);
  graphene_quaternion_init (&turn, -sinf (up / 2), 0, 0, cosf (up / 2));
  self->rotation = product (&turn, &self->rotation);
}

void
vit_camera_pan (VitCamera *self, float from_x, float from_y, float to_x, float to_y, float width, float height)
{
  float scale = self->height / height;
  float axes[3][3];

  vit_camera_get_axes (self, axes);
  shift (self, axes, (float[3]){ (from_x - to_x) * scale, (to_y - from_y) * scale, 0 });
}

void
vit_camera_zoom (VitCamera *self, float factor, float x, float y, float width, float height)
{
  float before = self->height;
  float axes[3][3], moved;

  self->height = CLAMP (self->height / factor, SMALLEST, LARGEST);
  moved = (before - self->height) / height;
  vit_camera_get_axes (self, axes);
  shift (self, axes, (float[3]){ (x - width / 2) * moved, (height / 2 - y) * moved, 0 });
}

void
vit_camera_get_view (const VitCamera *self, graphene_matrix_t *view)
{
  float axes[3][3], offset[3];
  const float middle[3] = { self->middle.x, self->middle.y, self->middle.z };

  vit_camera_get_axes (self, axes);
  for (int k = 0; k < 3; k++)
    offset[k] = -dot (axes[k], middle);
  offset[2] -= vit_camera_get_distance (self);
  /* graphene multiplies rows from the left. */
  graphene_matrix_init_from_float (view, (float[16]){ axes[0][0], axes[1][0], axes[2][0], 0, axes[0][1], axes[1][1],
                                                      axes[2][1], 0, axes[0][2], axes[1][2], axes[2][2], 0, offset[0],
                                                      offset[1], offset[2], 1 });
}

void
vit_camera_get_range (const VitCamera *self, const VitScene *scene, float *near_plane, float *far_plane)
{
  float axes[3][3], middle[3], eye[3], radius, distance;

  vit_camera_get_axes (self, axes);
  vit_scene_get_bounds (scene, middle, &radius);
  to_eye (self, axes, middle, eye);
  radius = fmaxf (radius * 1.01f, 0.1f);
  distance = vit_camera_get_distance (self) - eye[2];
  *near_plane = distance - radius;
  *far_plane = distance + radius;
  if (!self->orthographic)
    {
      *far_plane = fmaxf (*far_plane, 1);
      *near_plane = fmaxf (*near_plane, 1e-3f * *far_plane);
    }
}

void
vit_camera_get_projection (const VitCamera *self, const VitScene *scene, float aspect, graphene_matrix_t *projection)
{
  float n, f, x, y;

  vit_camera_get_range (self, scene, &n, &f);
  if (self->orthographic)
    {
      y = 2 / self->height;
      x = y / aspect;
      graphene_matrix_init_from_float (
          projection, (float[16]){ x, 0, 0, 0, 0, y, 0, 0, 0, 0, -2 / (f - n), 0, 0, 0, -(f + n) / (f - n), 1 });
      return;
    }
  y = 1 / VIT_CAMERA_SLOPE;
  x = y / aspect;
  graphene_matrix_init_from_float (
      projection, (float[16]){ x, 0, 0, 0, 0, y, 0, 0, 0, 0, -(f + n) / (f - n), -1, 0, 0, -2 * f * n / (f - n), 0 });
}

gboolean
vit_camera_project (const VitCamera *self, const float point[3], float width, float height, float *x, float *y)
{
  float axes[3][3], eye[3], scale = height / self->height;
  float distance = vit_camera_get_distance (self);

  vit_camera_get_axes (self, axes);
  to_eye (self, axes, point, eye);
  if (!self->orthographic)
    {
      if (eye[2] >= distance)
        return FALSE;
      scale *= distance / (distance - eye[2]);
    }
  *x = width / 2 + eye[0] * scale;
  *y = height / 2 - eye[1] * scale;
  return TRUE;
}

gssize
vit_camera_pick (const VitCamera *self, const VitScene *scene, float x, float y, float width, float height)
{
  const VitSceneSphere *spheres = vit_scene_get_spheres (scene);
  float scale = self->height / height, distance = vit_camera_get_distance (self);
  float right = (x - width / 2) * scale, up = (height / 2 - y) * scale;
  float start[3] = { right, up, 0 }, ray[3] = { 0, 0, -1 };
  float axes[3][3], nearest = INFINITY;
  gssize found = -1;

  if (!self->orthographic)
    {
      float length = sqrtf (right * right + up * up + distance * distance);

      start[0] = start[1] = 0;
      start[2] = distance;
      ray[0] = right / length;
      ray[1] = up / length;
      ray[2] = -distance / length;
    }
  vit_camera_get_axes (self, axes);
  for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
    {
      float eye[3], along, miss, t;

      if (spheres[i].colour.alpha < 255 || !vit_scene_is_inside (scene, spheres[i].position))
        continue;
      to_eye (self, axes, spheres[i].position, eye);
      for (int k = 0; k < 3; k++)
        eye[k] -= start[k];
      along = dot (eye, ray);
      for (int k = 0; k < 3; k++)
        eye[k] -= along * ray[k];
      miss = dot (eye, eye);
      if (miss > spheres[i].radius * spheres[i].radius)
        continue;
      t = along - sqrtf (spheres[i].radius * spheres[i].radius - miss);
      if (t < nearest && (self->orthographic || t > 0))
        {
          nearest = t;
          found = (gssize) i;
        }
    }
  return found;
}
