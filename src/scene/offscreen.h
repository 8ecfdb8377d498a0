/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "renderer.h"

#include <cairo.h>
#include <gio/gio.h>

/**
 * vit_offscreen_draw:
 * @width, @height: pixels; may be larger than what the device draws at once, it then is drawn in tiles
 * @cancellable: (nullable): looked at after every tile
 *
 * Draws a scene without a display (EGL, surfaceless), smoothed by drawing it larger and averaging. To be called on one
 * thread at a time; the context that was current is current again afterwards.
 *
 * Returns: (transfer full): a picture of CAIRO_FORMAT_ARGB32. Errors: %VIT_ERROR_UNSUPPORTED "no OpenGL can be had
 * without a display: …"; %VIT_ERROR_RANGE for a size of 0 or above 16384; %G_IO_ERROR_CANCELLED.
 */
cairo_surface_t *vit_offscreen_draw (const VitScene *scene, const VitCamera *camera, int width, int height,
                                     const VitRenderStyle *style, GCancellable *cancellable, GError **error);

/* Whether OpenGL is computed by the processor here, as far as can be told without a display; TRUE if there is none. */
gboolean vit_offscreen_is_software (void);
