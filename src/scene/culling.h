/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

/**
 * VitCulling:
 *
 * Which spheres are hidden by others, found without OpenGL: a coarse picture of how near what surely covers each of its
 * squares is. Of a dense glass three quarters need not be drawn, which halves the time where OpenGL is computed by the
 * processor. Errs only by drawing too much.
 */
typedef struct _VitCulling VitCulling;

/* @width, @height: of the picture, pixels */
VitCulling *vit_culling_new (const VitCamera *camera, int width, int height);
void vit_culling_free (VitCulling *self);

/* Whether a sphere is hidden by those that vit_culling_cover() was told of. */
gboolean vit_culling_is_hidden (const VitCulling *self, const VitSceneSphere *sphere);

/* Adds a sphere to what hides others. */
void vit_culling_cover (VitCulling *self, const VitSceneSphere *sphere);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCulling, vit_culling_free)
