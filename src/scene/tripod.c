/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tripod.h"
#include "camera-private.h"

/* Strokes of x, y, z: from and to, in a square of ±1. */
static const struct
{
  int axis;
  float from[2];
  float to[2];
} strokes[] = {
  { 0, { -0.75f, 1 }, { 0.75f, -1 } },    { 0, { -0.75f, -1 }, { 0.75f, 1 } }, { 1, { -0.75f, 1 }, { 0, -0.1f } },
  { 1, { 0.75f, 1 }, { -0.55f, -1.6f } }, { 2, { -0.75f, 1 }, { 0.75f, 1 } },  { 2, { 0.75f, 1 }, { -0.75f, -1 } },
  { 2, { -0.75f, -1 }, { 0.75f, -1 } },
};

static VitSceneColour
axis_colour (int axis, gboolean dark)
{
  static const VitSceneColour on_light[] = { { 200, 62, 52, 255 }, { 52, 142, 78, 255 }, { 46, 104, 196, 255 } };
  static const VitSceneColour on_dark[] = { { 240, 112, 100, 255 }, { 104, 200, 128, 255 }, { 112, 164, 246, 255 } };

  return dark ? on_dark[axis] : on_light[axis];
}

int
vit_tripod_make (const VitCamera *camera, gboolean dark, VitSceneStick sticks[VIT_TRIPOD_STICKS])
{
  const float size = 0.115f, away = 1.27f;
  float eye[3][3];
  int n = 0;

  vit_camera_get_axes (camera, eye);
  for (int axis = 0; axis < 3; axis++)
    sticks[n++] = (VitSceneStick){ .to = { eye[0][axis], eye[1][axis], eye[2][axis] },
                                   .radius = 0.05f,
                                   .colour = axis_colour (axis, dark) };
  for (gsize s = 0; s < G_N_ELEMENTS (strokes); s++)
    {
      VitSceneStick *stick = &sticks[n++];
      int axis = strokes[s].axis;

      *stick = (VitSceneStick){ .radius = 0.032f, .colour = axis_colour (axis, dark) };
      for (int k = 0; k < 2; k++)
        {
          stick->from[k] = away * eye[k][axis] + size * strokes[s].from[k];
          stick->to[k] = away * eye[k][axis] + size * strokes[s].to[k];
        }
      stick->from[2] = stick->to[2] = away * eye[2][axis];
    }
  return n;
}
