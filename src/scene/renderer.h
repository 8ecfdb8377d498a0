/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera.h"

/**
 * VitRenderStyle:
 * @background_top, @background_bottom: of the picture; opacity 0 gives a transparent one
 * @cell: colour of the edges of the cell
 * @axes: whether the tripod of axes is drawn in the left lower corner
 * @depth_cue: how much far things fade into the background, 0 to 1
 * @ambient_occlusion: whether corners between spheres are darker; costs time
 * @exact: spheres with the exact depth of every pixel; else cheap ones (while the camera moves, on software OpenGL)
 * @smooth: edges without steps: drawn twice as large (four times the work; pictures without a display always are)
 * @scale: pixels for each unit of length of what keeps its size on the screen: lines, tripod (the scale factor of the
 *   widget)
 *
 * How a scene is drawn.
 */
typedef struct
{
  VitSceneColour background_top;
  VitSceneColour background_bottom;
  VitSceneColour cell;
  gboolean axes;
  float depth_cue;
  gboolean ambient_occlusion;
  gboolean exact;
  gboolean smooth;
  float scale;
} VitRenderStyle;

extern const VitRenderStyle vit_render_style_light;
extern const VitRenderStyle vit_render_style_dark;

/**
 * VitRenderer:
 *
 * Draws scenes with OpenGL 3.3 or OpenGL ES 3.0. All functions need the context current that it was made with.
 */
typedef struct _VitRenderer VitRenderer;

/* Compiles the shaders. Errors: %VIT_ERROR_UNSUPPORTED if this OpenGL is too old or refuses a shader. */
VitRenderer *vit_renderer_new (GError **error);
void vit_renderer_free (VitRenderer *self);

/* The same for a program that may not stop for as long as that takes: one without shaders, which are compiled one by
 * one until it is ready to draw. */
VitRenderer *vit_renderer_new_bare (GError **error);
gboolean vit_renderer_is_ready (const VitRenderer *self);
gboolean vit_renderer_compile_next (VitRenderer *self, GError **error);

/**
 * vit_renderer_draw:
 * @scene: uploaded again only if it is another one or was changed since
 * @width, @height: of the framebuffer that is bound, pixels; it must have depth
 *
 * Draws into the framebuffer that is bound; leaves no state behind that GTK would mind.
 */
void vit_renderer_draw (VitRenderer *self, const VitScene *scene, const VitCamera *camera, int width, int height,
                        const VitRenderStyle *style);

/* Whether OpenGL is computed by the processor (llvmpipe, softpipe, SwiftShader); its name (for people). */
gboolean vit_renderer_is_software (const VitRenderer *self);
const char *vit_renderer_get_name (const VitRenderer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRenderer, vit_renderer_free)
