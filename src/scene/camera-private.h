/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

/* Half of what is seen of the height over the distance of the eye, in central projection: a field of view of 28°. */
#define VIT_CAMERA_SLOPE 0.25f

/* Unit vectors of the eye in the scene: to the right, up, and out of the picture to who looks. */
void vit_camera_get_axes (const VitCamera *self, float axes[3][3]);

/* From the eye to the plane through the middle, Å; in parallel projection it only matters for the depth. */
float vit_camera_get_distance (const VitCamera *self);

/* Distances of near and far plane from the eye, Å. */
void vit_camera_get_range (const VitCamera *self, const VitScene *scene, float *near_plane, float *far_plane);
