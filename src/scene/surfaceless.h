/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/egl.h>
#include <glib.h>

/**
 * VitSurfaceless:
 *
 * A context of OpenGL that belongs to no window, and the one that was current before.
 */
typedef struct
{
  EGLDisplay display;
  EGLContext context;
  EGLenum former_api;
  EGLDisplay former_display;
  EGLContext former_context;
  EGLSurface former_draw;
  EGLSurface former_read;
} VitSurfaceless;

/* Makes a context current. Errors: %VIT_ERROR_UNSUPPORTED. */
gboolean vit_surfaceless_enter (VitSurfaceless *self, GError **error);
void vit_surfaceless_leave (VitSurfaceless *self);
