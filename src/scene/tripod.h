/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

/* Sticks of the tripod at most: three axes and the strokes of x, y and z. */
#define VIT_TRIPOD_STICKS 16

/**
 * vit_tripod_make:
 * @dark: whether it stands on a dark ground
 *
 * Axes and letters x, y, z as sticks in the space of the eye: axes of length 1 from the origin; nothing reaches beyond
 * 1.5. Returns: how many.
 */
int vit_tripod_make (const VitCamera *camera, gboolean dark, VitSceneStick sticks[VIT_TRIPOD_STICKS]);
