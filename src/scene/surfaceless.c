/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "surfaceless.h"
#include "error.h"

static EGLDisplay
open_display (void)
{
  EGLDisplay display = EGL_NO_DISPLAY;

  if (epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")
      && epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_EXT_platform_base"))
    display = eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  if (display != EGL_NO_DISPLAY && eglInitialize (display, NULL, NULL))
    return display;
  display = eglGetDisplay (EGL_DEFAULT_DISPLAY);
  return display != EGL_NO_DISPLAY && eglInitialize (display, NULL, NULL) ? display : EGL_NO_DISPLAY;
}

/* OpenGL 3.3, else OpenGL ES 3.0. */
static EGLContext
make_context (EGLDisplay display)
{
  static const struct
  {
    EGLenum api;
    EGLint bit;
    EGLint attributes[7];
  } kinds[] = {
    { EGL_OPENGL_API,
      EGL_OPENGL_BIT,
      { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE } },
    { EGL_OPENGL_ES_API, EGL_OPENGL_ES3_BIT, { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE } },
  };
  EGLContext context = EGL_NO_CONTEXT;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds) && context == EGL_NO_CONTEXT; k++)
    {
      const EGLint wanted[] = { EGL_RENDERABLE_TYPE, kinds[k].bit, EGL_SURFACE_TYPE, 0, EGL_NONE };
      EGLConfig config = NULL;
      EGLint n = 0;

      if (eglBindAPI (kinds[k].api) && eglChooseConfig (display, wanted, &config, 1, &n) && n > 0)
        context = eglCreateContext (display, config, EGL_NO_CONTEXT, kinds[k].attributes);
    }
  return context;
}

/* The display is not terminated: another part of the program may use the same, and the driver frees it at the end. */
gboolean
vit_surfaceless_enter (VitSurfaceless *self, GError **error)
{
  *self = (VitSurfaceless){ .former_api = eglQueryAPI (),
                            .former_display = eglGetCurrentDisplay (),
                            .former_context = eglGetCurrentContext (),
                            .former_draw = eglGetCurrentSurface (EGL_DRAW),
                            .former_read = eglGetCurrentSurface (EGL_READ) };
  self->display = open_display ();
  if (self->display != EGL_NO_DISPLAY)
    self->context = make_context (self->display);
  if (self->context != EGL_NO_CONTEXT && eglMakeCurrent (self->display, EGL_NO_SURFACE, EGL_NO_SURFACE, self->context))
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "no OpenGL can be had without a display: %s",
               self->display == EGL_NO_DISPLAY   ? "EGL finds no device"
               : self->context == EGL_NO_CONTEXT ? "EGL has neither OpenGL 3.3 nor OpenGL ES 3.0"
                                                 : "EGL needs a surface to draw on");
  vit_surfaceless_leave (self);
  return FALSE;
}

void
vit_surfaceless_leave (VitSurfaceless *self)
{
  if (self->display != EGL_NO_DISPLAY)
    eglMakeCurrent (self->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (self->context != EGL_NO_CONTEXT)
    eglDestroyContext (self->display, self->context);
  eglBindAPI (self->former_api);
  if (self->former_context != EGL_NO_CONTEXT)
    eglMakeCurrent (self->former_display, self->former_draw, self->former_read, self->former_context);
}
