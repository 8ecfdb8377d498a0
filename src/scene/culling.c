/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culling.h"
#include "camera-private.h"

#include <math.h>

/* Pixels along the edge of a square, where the picture is not larger than LARGEST squares. */
#define SQUARE 2
#define LARGEST 640
/* In central projection a sphere off the middle is seen as an ellipse, up to this much longer than at the middle; what
 * surely is inside of it is smaller than its radius at the middle; and the edge that is seen lies this part of the
 * radius behind its middle. Enough for pictures three times as wide as they are high. */
#define OUTER 1.6f
#define INNER 0.9f
#define BEHIND 0.6f

struct _VitCulling
{
  float axes[3][3];
  float middle[3];
  float distance;
  gboolean parallel;
  float scale; /* squares for each Å at the middle */
  int width;
  int height;
  float *nearest; /* along the axis towards who looks, of each square */
};

/* A sphere as it is seen, in squares; near and far ends in Å. */
typedef struct
{
  float x;
  float y;
  float outer;
  float inner;
  float front;
  float back;
} Disc;

VitCulling *
vit_culling_new (const VitCamera *camera, int width, int height)
{
  VitCulling *self = g_new0 (VitCulling, 1);
  float square = fmaxf (SQUARE, (float) MAX (width, height) / LARGEST);
  gsize n;

  vit_camera_get_axes (camera, self->axes);
  self->middle[0] = camera->middle.x;
  self->middle[1] = camera->middle.y;
  self->middle[2] = camera->middle.z;
  self->distance = vit_camera_get_distance (camera);
  self->parallel = camera->orthographic;
  self->width = (int) ceilf ((float) width / square);
  self->height = (int) ceilf ((float) height / square);
  self->scale = (float) height / square / camera->height;
  n = (gsize) self->width * (gsize) self->height;
  self->nearest = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    self->nearest[i] = -INFINITY;
  return self;
}

void
vit_culling_free (VitCulling *self)
{
  if (self == NULL)
    return;
  g_free (self->nearest);
  g_free (self);
}

/* Returns: whether it is wholly in front of the eye. */
static gboolean
see (const VitCulling *self, const VitSceneSphere *sphere, Disc *disc)
{
  float eye[3], scale = self->scale, grown = 1;

  for (int k = 0; k < 3; k++)
    {
      eye[k] = 0;
      for (int a = 0; a < 3; a++)
        eye[k] += self->axes[k][a] * (sphere->position[a] - self->middle[a]);
    }
  if (!self->parallel)
    {
      float away = self->distance - eye[2];

      if (away < 2 * sphere->radius)
        return FALSE;
      scale *= self->distance / away;
      grown = OUTER * away / (away - sphere->radius);
    }
  disc->x = (float) self->width / 2 + eye[0] * scale;
  disc->y = (float) self->height / 2 + eye[1] * scale;
  disc->outer = sphere->radius * scale * grown + 1;
  disc->inner = sphere->radius * scale * (self->parallel ? 1 : INNER);
  disc->front = eye[2] + sphere->radius;
  disc->back = eye[2] - (self->parallel ? 0 : BEHIND * sphere->radius);
  return TRUE;
}

gboolean
vit_culling_is_hidden (const VitCulling *self, const VitSceneSphere *sphere)
{
  Disc disc;
  int first, last, left, right;

  if (!see (self, sphere, &disc))
    return FALSE;
  first = (int) fmaxf (floorf (disc.y - disc.outer), 0);
  last = (int) fminf (ceilf (disc.y + disc.outer), (float) self->height);
  left = (int) fmaxf (floorf (disc.x - disc.outer), 0);
  right = (int) fminf (ceilf (disc.x + disc.outer), (float) self->width);
  for (int y = first; y < last; y++)
    for (int x = left; x < right; x++)
      if (self->nearest[y * self->width + x] < disc.front)
        return FALSE;
  return TRUE;
}

void
vit_culling_cover (VitCulling *self, const VitSceneSphere *sphere)
{
  Disc disc;
  int first, last;

  if (!see (self, sphere, &disc))
    return;
  first = (int) fmaxf (ceilf (disc.y - disc.inner), 0);
  last = (int) fminf (floorf (disc.y + disc.inner), (float) self->height);
  for (int y = first; y < last; y++)
    {
      float high = fmaxf (fabsf ((float) y - disc.y), fabsf ((float) y + 1 - disc.y));
      float wide = sqrtf (fmaxf (disc.inner * disc.inner - high * high, 0));
      int left = (int) fmaxf (ceilf (disc.x - wide), 0);
      int right = (int) fminf (floorf (disc.x + wide), (float) self->width);

      for (int x = left; x < right; x++)
        self->nearest[y * self->width + x] = fmaxf (self->nearest[y * self->width + x], disc.back);
    }
}
