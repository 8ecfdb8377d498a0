/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-scenes.h"

#include <epoxy/gl.h>

VitSceneSphere
vit_test_sphere (float x, float y, float z, float radius, VitSceneColour colour)
{
  return (VitSceneSphere){ { x, y, z }, radius, colour };
}

VitScene *
vit_test_scene (gsize n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree VitSceneSphere *spheres = g_new (VitSceneSphere, n);
  const double cell[3][3] = { { 20, 0, 0 }, { 3, 18, 0 }, { 0, 2, 22 } };
  VitScene *scene = vit_scene_new ();

  for (gsize i = 0; i < n; i++)
    spheres[i]
        = vit_test_sphere ((float) g_rand_double_range (rand, 0, 20), (float) g_rand_double_range (rand, 0, 18),
                           (float) g_rand_double_range (rand, 0, 22), (float) g_rand_double_range (rand, 0.5, 1.2),
                           i % 3 == 0   ? vit_test_red
                           : i % 3 == 1 ? vit_test_green
                                        : vit_test_blue);
  vit_scene_set_spheres (scene, n, spheres);
  vit_scene_set_cell (scene, cell);
  return scene;
}

VitCamera
vit_test_camera (const VitScene *scene)
{
  VitCamera camera;

  vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
  vit_camera_look_along (&camera, 2);
  camera.orthographic = TRUE;
  camera.height = 10;
  camera.middle = (graphene_point3d_t){ 0, 0, 0 };
  return camera;
}

guint
vit_test_bind_canvas (int width, int height)
{
  GLuint framebuffer, buffer[2];

  glGenFramebuffers (1, &framebuffer);
  glGenRenderbuffers (2, buffer);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, buffer[0]);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffer[0]);
  glBindRenderbuffer (GL_RENDERBUFFER, buffer[1]);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_DEPTH_COMPONENT24, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, buffer[1]);
  g_assert_cmpint (glCheckFramebufferStatus (GL_FRAMEBUFFER), ==, GL_FRAMEBUFFER_COMPLETE);
  return framebuffer;
}
