/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "offscreen-private.h"
#include "surfaceless.h"
#include "test-scenes.h"

#include <epoxy/gl.h>

#include <math.h>
#include <string.h>

/* No fading and no shadows, so that colours are those that were given. */
static VitRenderStyle
plain_style (void)
{
  VitRenderStyle style = vit_render_style_light;

  style.axes = FALSE;
  style.depth_cue = 0;
  style.ambient_occlusion = FALSE;
  return style;
}

static cairo_surface_t *
draw (const VitScene *scene, const VitCamera *camera, const VitRenderStyle *style)
{
  GError *error = NULL;
  cairo_surface_t *surface = vit_offscreen_draw (scene, camera, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, style, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, VIT_TEST_WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, VIT_TEST_HEIGHT);
  return surface;
}

static VitSceneColour
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (surface) + 4 * x, sizeof value);
  return (VitSceneColour){ value >> 16 & 255, value >> 8 & 255, value & 255, (guint8) (value >> 24) };
}

static gboolean
is_reddish (VitSceneColour colour)
{
  return colour.red > colour.green + 60 && colour.red > colour.blue + 60;
}

static gboolean
is_greenish (VitSceneColour colour)
{
  return colour.green > colour.red + 60 && colour.green > colour.blue + 60;
}

static gboolean
is_bluish (VitSceneColour colour)
{
  return colour.blue > colour.red + 60 && colour.blue > colour.green + 60;
}

static void
test_draws_a_red_ball_on_its_ground (void)
{
  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (VitScene) scene = vit_scene_new ();
      VitSceneSphere ball = vit_test_sphere (0, 0, 0, 2, vit_test_red);
      VitRenderStyle style = plain_style ();
      cairo_surface_t *surface;
      VitCamera camera;
      VitSceneColour corner;

      vit_scene_set_spheres (scene, 1, &ball);
      camera = vit_test_camera (scene);
      camera.orthographic = kind & 1;
      style.exact = kind & 2;
      surface = draw (scene, &camera, &style);
      g_assert_true (is_reddish (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2)));
      corner = pixel (surface, 0, 0);
      g_assert_cmpint (ABS (corner.red - style.background_top.red), <=, 1);
      corner = pixel (surface, VIT_TEST_WIDTH - 1, VIT_TEST_HEIGHT - 1);
      g_assert_cmpint (ABS (corner.blue - style.background_bottom.blue), <=, 1);
      /* 2 Å of 10 from the middle, and smooth there. */
      g_assert_true (is_reddish (pixel (surface, VIT_TEST_WIDTH / 2 + 45, VIT_TEST_HEIGHT / 2)));
      g_assert_false (is_reddish (pixel (surface, VIT_TEST_WIDTH / 2 + 51, VIT_TEST_HEIGHT / 2)));
      cairo_surface_destroy (surface);
    }
}

/* A large ball behind whose front a small one sticks out: the smaller one is seen only where it is in front. */
static void
test_balls_cut_each_other (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere balls[] = { vit_test_sphere (-1, 0, 0, 2, vit_test_red), vit_test_sphere (1, 0, 0, 2, vit_test_green),
                             vit_test_sphere (0, 0, -3, 2, vit_test_blue) };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *surface;
  VitCamera camera;

  for (int order = 0; order < 2; order++)
    {
      vit_scene_set_spheres (scene, 3, balls);
      camera = vit_test_camera (scene);
      surface = draw (scene, &camera, &style);
      g_assert_true (is_reddish (pixel (surface, VIT_TEST_WIDTH / 2 - 3, VIT_TEST_HEIGHT / 2)));
      g_assert_true (is_greenish (pixel (surface, VIT_TEST_WIDTH / 2 + 3, VIT_TEST_HEIGHT / 2)));
      g_assert_true (is_bluish (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2 - 45)));
      cairo_surface_destroy (surface);
      balls[0] = vit_test_sphere (1, 0, 0, 2, vit_test_green);
      balls[1] = vit_test_sphere (-1, 0, 0, 2, vit_test_red);
    }
}

static void
test_faint_balls_do_not_hide (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  g_autoptr (GArray) balls = g_array_new (FALSE, FALSE, sizeof (VitSceneSphere));
  VitRenderStyle style = plain_style ();
  cairo_surface_t *surface;
  VitCamera camera;

  /* Thirty in front of each other are not denser than one. */
  for (int k = 0; k < 30; k++)
    {
      VitSceneSphere ball = vit_test_sphere (0, 0, 5 + (float) k, 1.5f, (VitSceneColour){ 120, 120, 120, 40 });

      g_array_append_val (balls, ball);
    }
  g_array_append_val (balls, ((VitSceneSphere[]){ vit_test_sphere (0, 0, 0, 2, vit_test_red) }));
  vit_scene_set_spheres (scene, balls->len, (const VitSceneSphere *) (void *) balls->data);
  camera = vit_test_camera (scene);
  surface = draw (scene, &camera, &style);
  g_assert_true (is_reddish (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_faces_are_glass_from_both_sides (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere ball = vit_test_sphere (0, 0, 0, 2, vit_test_red);
  VitSceneTriangle faces[2] = { { { { -4, -3, 4 }, { 4, -3, 4 }, { 0, 5, 4 } }, { 30, 200, 30, 80 } },
                                { { { 4, -3, 5 }, { -4, -3, 5 }, { 0, 5, 5 } }, { 30, 200, 30, 80 } } };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *surface;
  VitCamera camera;
  VitSceneColour bare, covered;

  vit_scene_set_spheres (scene, 1, &ball);
  camera = vit_test_camera (scene);
  surface = draw (scene, &camera, &style);
  bare = pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2);
  cairo_surface_destroy (surface);
  vit_scene_set_triangles (scene, 2, faces);
  surface = draw (scene, &camera, &style);
  covered = pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2);
  g_assert_cmpint (covered.green, >, bare.green + 30);
  g_assert_cmpint (covered.red, <, bare.red - 30);
  g_assert_cmpint (covered.red, >, 60);
  cairo_surface_destroy (surface);
  for (int k = 0; k < 2; k++)
    faces[k].colour.alpha = 255;
  vit_scene_set_triangles (scene, 2, faces);
  surface = draw (scene, &camera, &style);
  g_assert_true (is_greenish (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_sticks_and_lines_join_their_ends (void)
{
  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (VitScene) scene = vit_scene_new ();
      VitSceneStick stick = { { -3, -2, 0 }, { 3, 2, 1 }, kind & 1 ? 0.3f : 0, vit_test_blue };
      VitRenderStyle style = plain_style ();
      VitCamera camera;
      cairo_surface_t *surface;

      vit_scene_set_sticks (scene, 1, &stick);
      camera = vit_test_camera (scene);
      camera.orthographic = kind & 2;
      style.scale = 2;
      surface = draw (scene, &camera, &style);
      for (int k = 1; k < 8; k++)
        {
          const float point[3] = { -3 + 0.75f * (float) k, -2 + 0.5f * (float) k, 0.125f * (float) k };
          float x, y;

          g_assert_true (vit_camera_project (&camera, point, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &x, &y));
          g_assert_true (is_bluish (pixel (surface, (int) x, (int) y)));
          g_assert_false (is_bluish (pixel (surface, (int) x + 16, (int) y + 16)));
        }
      cairo_surface_destroy (surface);
    }
}

static void
test_tiles_give_the_same_picture (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (300, 8);

  for (int kind = 0; kind < 4; kind++)
    {
      VitRenderStyle style = kind & 2 ? vit_render_style_dark : vit_render_style_light;
      cairo_surface_t *whole, *tiled;
      GError *error = NULL;
      int worst = 0, off = 0;
      VitCamera camera;

      vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
      camera.orthographic = kind & 1;
      whole = draw (scene, &camera, &style);
      tiled = vit_offscreen_draw_tiled (scene, &camera, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, 100, &style, NULL, &error);
      g_assert_no_error (error);
      for (int y = 0; y < VIT_TEST_HEIGHT; y++)
        for (int x = 0; x < VIT_TEST_WIDTH; x++)
          {
            VitSceneColour a = pixel (whole, x, y), b = pixel (tiled, x, y);
            int difference = MAX (MAX (ABS (a.red - b.red), ABS (a.green - b.green)), ABS (a.blue - b.blue));

            worst = MAX (worst, difference);
            off += difference > 2;
          }
      g_test_message ("%d pixels differ, by up to %d", off, worst);
      /* Rounding may put the edge of a ball a drawn pixel further; that is one pixel in some thousand. */
      g_assert_cmpint (off, <, VIT_TEST_WIDTH * VIT_TEST_HEIGHT / 500);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (tiled);
    }
}

static void
test_drawing_is_cancelled_between_tiles (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (300, 8);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VitCamera camera;

  vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
  g_cancellable_cancel (cancellable);
  g_assert_null (vit_offscreen_draw (scene, &camera, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &vit_render_style_light,
                                     cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_ground_is_transparent (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere ball = vit_test_sphere (0, 0, 0, 2, vit_test_red);
  VitRenderStyle style = vit_render_style_light;
  cairo_surface_t *surface;
  VitCamera camera;

  style.background_top.alpha = style.background_bottom.alpha = 0;
  vit_scene_set_spheres (scene, 1, &ball);
  camera = vit_test_camera (scene);
  surface = draw (scene, &camera, &style);
  g_assert_cmpint (pixel (surface, VIT_TEST_WIDTH - 1, 0).alpha, ==, 0);
  g_assert_cmpint (pixel (surface, VIT_TEST_WIDTH - 1, 0).red, ==, 0);
  g_assert_cmpint (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2).alpha, ==, 255);
  cairo_surface_destroy (surface);
}

static void
test_shadows_darken_corners_only (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere balls[]
      = { vit_test_sphere (-1.5f, 0, 0, 1.5f, vit_test_green), vit_test_sphere (1.5f, 0, 0, 1.5f, vit_test_green) };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *bare, *shaded;
  VitCamera camera;

  vit_scene_set_spheres (scene, 2, balls);
  camera = vit_test_camera (scene);
  bare = draw (scene, &camera, &style);
  style.ambient_occlusion = TRUE;
  shaded = draw (scene, &camera, &style);
  g_assert_cmpint (pixel (shaded, VIT_TEST_WIDTH / 2 + 5, VIT_TEST_HEIGHT / 2).green, <,
                   pixel (bare, VIT_TEST_WIDTH / 2 + 5, VIT_TEST_HEIGHT / 2).green - 10);
  g_assert_cmpint (pixel (shaded, VIT_TEST_WIDTH / 2 + 55, VIT_TEST_HEIGHT / 2).green, >=,
                   pixel (bare, VIT_TEST_WIDTH / 2 + 55, VIT_TEST_HEIGHT / 2).green - 3);
  g_assert_cmpint (pixel (shaded, 5, 5).green, >=, pixel (bare, 5, 5).green - 1);
  cairo_surface_destroy (bare);
  cairo_surface_destroy (shaded);
}

static void
test_an_empty_scene_is_its_ground (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  cairo_surface_t *surface;
  VitCamera camera;

  vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
  vit_camera_fit (&camera, scene, VIT_TEST_ASPECT);
  surface = draw (scene, &camera, &vit_render_style_dark);
  g_assert_cmpint (pixel (surface, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2).red, <, 60);
  cairo_surface_destroy (surface);
}

static int
get (GLenum name)
{
  GLint value[4] = { 0 };

  glGetIntegerv (name, value);
  return value[0];
}

/* Draws everything there is with what is current, and checks that all is left as it was. */
static void
check_renderer (void)
{
  const GLenum names[] = { GL_DRAW_FRAMEBUFFER_BINDING,
                           GL_READ_FRAMEBUFFER_BINDING,
                           GL_CURRENT_PROGRAM,
                           GL_VERTEX_ARRAY_BINDING,
                           GL_ARRAY_BUFFER_BINDING,
                           GL_ACTIVE_TEXTURE,
                           GL_TEXTURE_BINDING_2D,
                           GL_BLEND,
                           GL_DEPTH_TEST,
                           GL_CULL_FACE,
                           GL_SCISSOR_TEST,
                           GL_DEPTH_FUNC,
                           GL_DEPTH_WRITEMASK,
                           GL_BLEND_SRC_RGB,
                           GL_BLEND_DST_ALPHA,
                           GL_COLOR_WRITEMASK,
                           GL_VIEWPORT };
  g_autoptr (VitScene) scene = vit_scene_new ();
  const VitSceneSphere balls[]
      = { vit_test_sphere (0, 0, 0, 2, vit_test_red), vit_test_sphere (0, 3, 0, 1, (VitSceneColour){ 9, 9, 9, 50 }) };
  const VitSceneStick sticks[]
      = { { { -3, -3, 0 }, { 3, -3, 0 }, 0.2f, vit_test_green }, { { -3, -4, 0 }, { 3, -4, 0 }, 0, vit_test_green } };
  const VitSceneTriangle faces[] = { { { { -4, -3, -4 }, { 4, -3, -4 }, { 0, 5, -4 } }, { 30, 200, 30, 80 } },
                                     { { { -4, -3, -5 }, { 4, -3, -5 }, { 0, 5, -5 } }, { 30, 200, 30, 255 } } };
  GLuint framebuffer = vit_test_bind_canvas (VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
  GError *error = NULL;
  g_autoptr (VitRenderer) renderer = vit_renderer_new (&error);
  int before[G_N_ELEMENTS (names)];
  VitCamera camera;
  guint8 rgba[4];

  g_assert_no_error (error);
  vit_scene_set_spheres (scene, G_N_ELEMENTS (balls), balls);
  vit_scene_set_sticks (scene, G_N_ELEMENTS (sticks), sticks);
  vit_scene_set_triangles (scene, G_N_ELEMENTS (faces), faces);
  camera = vit_test_camera (scene);
  glEnable (GL_SCISSOR_TEST);
  glEnable (GL_CULL_FACE);
  glScissor (1, 2, 3, 4);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    before[k] = get (names[k]);
  for (int exact = 0; exact < 2; exact++)
    for (int occlusion = 0; occlusion < 2; occlusion++)
      {
        VitRenderStyle style = vit_render_style_light;

        style.exact = exact;
        style.ambient_occlusion = occlusion;
        style.smooth = exact == occlusion;
        vit_renderer_draw (renderer, scene, &camera, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &style);
        g_assert_cmpint (glGetError (), ==, GL_NO_ERROR);
        for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
          g_assert_cmpint (get (names[k]), ==, before[k]);
        g_assert_cmpint (get (GL_DRAW_FRAMEBUFFER_BINDING), ==, (int) framebuffer);
        glReadPixels (VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
        g_assert_true (is_reddish ((VitSceneColour){ rgba[0], rgba[1], rgba[2], rgba[3] }));
      }
  glDisable (GL_SCISSOR_TEST);
}

static void
test_drawing_leaves_opengl_as_it_was (void)
{
  VitSurfaceless surfaceless;
  GError *error = NULL;

  vit_surfaceless_enter (&surfaceless, &error);
  g_assert_no_error (error);
  check_renderer ();
  vit_surfaceless_leave (&surfaceless);
}

/* The same with OpenGL ES 3.0, and a picture made in between leaves its context current. */
static void
test_draws_with_opengl_es (void)
{
  const EGLint wanted[] = { EGL_RENDERABLE_TYPE, EGL_OPENGL_ES3_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE };
  const EGLint attributes[] = { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE };
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitCamera camera = vit_test_camera (scene);
  VitSurfaceless surfaceless;
  GError *error = NULL;
  EGLContext context;
  EGLConfig config;
  EGLint n = 0;

  vit_surfaceless_enter (&surfaceless, &error);
  g_assert_no_error (error);
  eglBindAPI (EGL_OPENGL_ES_API);
  g_assert_true (eglChooseConfig (surfaceless.display, wanted, &config, 1, &n) && n > 0);
  context = eglCreateContext (surfaceless.display, config, EGL_NO_CONTEXT, attributes);
  g_assert_true (eglMakeCurrent (surfaceless.display, EGL_NO_SURFACE, EGL_NO_SURFACE, context));
  g_assert_false (epoxy_is_desktop_gl ());
  check_renderer ();
  cairo_surface_destroy (draw (scene, &camera, &vit_render_style_light));
  g_assert_true (eglGetCurrentContext () == context);
  check_renderer ();
  eglMakeCurrent (surfaceless.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (surfaceless.display, context);
  eglBindAPI (EGL_OPENGL_API);
  vit_surfaceless_leave (&surfaceless);
}

static void
test_sizes_out_of_range_are_refused (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  const int sizes[][2] = { { 0, 10 }, { 10, 0 }, { 16385, 10 }, { 10, -3 } };
  VitCamera camera;

  vit_camera_init (&camera, scene, 1);
  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          vit_offscreen_draw (scene, &camera, sizes[k][0], sizes[k][1], &vit_render_style_light, NULL, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/draws-a-red-ball-on-its-ground", test_draws_a_red_ball_on_its_ground);
  g_test_add_func ("/picture/balls-cut-each-other", test_balls_cut_each_other);
  g_test_add_func ("/picture/faint-balls-do-not-hide", test_faint_balls_do_not_hide);
  g_test_add_func ("/picture/faces-are-glass-from-both-sides", test_faces_are_glass_from_both_sides);
  g_test_add_func ("/picture/sticks-and-lines-join-their-ends", test_sticks_and_lines_join_their_ends);
  g_test_add_func ("/picture/tiles-give-the-same-picture", test_tiles_give_the_same_picture);
  g_test_add_func ("/picture/drawing-is-cancelled-between-tiles", test_drawing_is_cancelled_between_tiles);
  g_test_add_func ("/picture/no-ground-is-transparent", test_no_ground_is_transparent);
  g_test_add_func ("/picture/shadows-darken-corners-only", test_shadows_darken_corners_only);
  g_test_add_func ("/picture/an-empty-scene-is-its-ground", test_an_empty_scene_is_its_ground);
  g_test_add_func ("/renderer/drawing-leaves-opengl-as-it-was", test_drawing_leaves_opengl_as_it_was);
  g_test_add_func ("/renderer/draws-with-opengl-es", test_draws_with_opengl_es);
  g_test_add_func ("/picture/sizes-out-of-range-are-refused", test_sizes_out_of_range_are_refused);
  return g_test_run ();
}
