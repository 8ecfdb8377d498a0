/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "offscreen.h"

/* As vit_offscreen_draw(), in tiles of at most @largest pixels of the picture along each edge. */
cairo_surface_t *vit_offscreen_draw_tiled (const VitScene *scene, const VitCamera *camera, int width, int height,
                                           int largest, const VitRenderStyle *style, GCancellable *cancellable,
                                           GError **error);
