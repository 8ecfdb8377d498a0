/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

/* What the tests of scene and camera share. Size of their pictures: */
#define VIT_TEST_WIDTH 320
#define VIT_TEST_HEIGHT 240
#define VIT_TEST_ASPECT ((float) VIT_TEST_WIDTH / VIT_TEST_HEIGHT)

#define vit_test_red ((VitSceneColour){ 220, 30, 30, 255 })
#define vit_test_green ((VitSceneColour){ 30, 200, 30, 255 })
#define vit_test_blue ((VitSceneColour){ 30, 30, 220, 255 })

VitSceneSphere vit_test_sphere (float x, float y, float z, float radius, VitSceneColour colour);

/* @n spheres of three colours at random in an oblique cell of about 20 Å. */
VitScene *vit_test_scene (gsize n, guint32 seed);

/* Seen from along z in parallel projection, with 10 Å from bottom to top and the origin in the middle. */
VitCamera vit_test_camera (const VitScene *scene);

/* Makes a framebuffer with depth, as the widget of the window has one, and binds it. Returns: its name. */
guint vit_test_bind_canvas (int width, int height);
