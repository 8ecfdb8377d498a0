/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culling.h"
#include "error.h"
#include "offscreen-private.h"
#include "surfaceless.h"

#include <epoxy/gl.h>

#include <math.h>
#include <string.h>

#define WIDTH 320
#define HEIGHT 240
#define ASPECT ((float) WIDTH / HEIGHT)

static const VitSceneColour red = { 220, 30, 30, 255 }, green = { 30, 200, 30, 255 }, blue = { 30, 30, 220, 255 };

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

static VitSceneSphere
sphere (float x, float y, float z, float radius, VitSceneColour colour)
{
  return (VitSceneSphere){ { x, y, z }, radius, colour };
}

static VitScene *
random_scene (gsize n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree VitSceneSphere *spheres = g_new (VitSceneSphere, n);
  const double cell[3][3] = { { 20, 0, 0 }, { 3, 18, 0 }, { 0, 2, 22 } };
  VitScene *scene = vit_scene_new ();

  for (gsize i = 0; i < n; i++)
    spheres[i] = sphere ((float) g_rand_double_range (rand, 0, 20), (float) g_rand_double_range (rand, 0, 18),
                         (float) g_rand_double_range (rand, 0, 22), (float) g_rand_double_range (rand, 0.5, 1.2),
                         i % 3 == 0   ? red
                         : i % 3 == 1 ? green
                                      : blue);
  vit_scene_set_spheres (scene, n, spheres);
  vit_scene_set_cell (scene, cell);
  return scene;
}

/* Seen from along z with 10 Å from bottom to top, the origin in the middle. */
static VitCamera
plain_camera (const VitScene *scene)
{
  VitCamera camera;

  vit_camera_init (&camera, scene, ASPECT);
  vit_camera_look_along (&camera, 2);
  camera.orthographic = TRUE;
  camera.height = 10;
  camera.middle = (graphene_point3d_t){ 0, 0, 0 };
  return camera;
}

static cairo_surface_t *
draw (const VitScene *scene, const VitCamera *camera, const VitRenderStyle *style)
{
  GError *error = NULL;
  cairo_surface_t *surface = vit_offscreen_draw (scene, camera, WIDTH, HEIGHT, style, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, HEIGHT);
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

/* What the matrices say must be what vit_camera_project() says. */
static void
test_projects_as_its_matrices (void)
{
  g_autoptr (VitScene) scene = random_scene (50, 1);

  for (int orthographic = 0; orthographic < 2; orthographic++)
    for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
      {
        const float *x = vit_scene_get_spheres (scene)[i].position;
        graphene_matrix_t view, projection;
        graphene_vec4_t point;
        VitCamera camera;
        float clip[4], px, py;

        vit_camera_init (&camera, scene, ASPECT);
        camera.orthographic = orthographic;
        vit_camera_get_view (&camera, &view);
        vit_camera_get_projection (&camera, scene, ASPECT, &projection);
        graphene_vec4_init (&point, x[0], x[1], x[2], 1);
        graphene_matrix_transform_vec4 (&view, &point, &point);
        graphene_matrix_transform_vec4 (&projection, &point, &point);
        graphene_vec4_to_float (&point, clip);
        g_assert_true (vit_camera_project (&camera, x, WIDTH, HEIGHT, &px, &py));
        g_assert_cmpfloat_with_epsilon (px, (1 + clip[0] / clip[3]) * WIDTH / 2, 0.01);
        g_assert_cmpfloat_with_epsilon (py, (1 - clip[1] / clip[3]) * HEIGHT / 2, 0.01);
        g_assert_cmpfloat (fabsf (clip[2] / clip[3]), <=, 1);
      }
}

static void
test_fit_shows_all_with_a_small_margin (void)
{
  g_autoptr (VitScene) scene = random_scene (200, 2);

  for (int kind = 0; kind < 8; kind++)
    {
      float least = INFINITY, px, py;
      VitCamera camera;

      vit_camera_init (&camera, scene, ASPECT);
      camera.orthographic = kind & 1;
      if (kind / 2 > 0)
        vit_camera_look_along (&camera, kind / 2 - 1);
      vit_camera_fit (&camera, scene, ASPECT);
      for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
        {
          const VitSceneSphere *ball = &vit_scene_get_spheres (scene)[i];

          for (int k = 0; k < 6; k++)
            {
              float x[3] = { ball->position[0], ball->position[1], ball->position[2] };

              x[k / 2] += k % 2 ? ball->radius : -ball->radius;
              g_assert_true (vit_camera_project (&camera, x, WIDTH, HEIGHT, &px, &py));
              least = fminf (least, fminf (fminf (px, WIDTH - px), fminf (py, HEIGHT - py)));
            }
        }
      g_assert_cmpfloat (least, >, 0);
      g_assert_cmpfloat (least, <, 0.12 * HEIGHT);
    }
}

/* A point on the ball in front stays under the pointer. */
static void
test_arcball_follows_the_pointer (void)
{
  g_autoptr (VitScene) scene = random_scene (10, 3);
  VitCamera camera;
  float radius = 5, x, y;
  const float at[3] = { 0.3f * 5, 0.2f * 5, sqrtf (1 - 0.09f - 0.04f) * 5 };

  camera = plain_camera (scene);
  g_assert_true (vit_camera_project (&camera, at, WIDTH, HEIGHT, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, WIDTH / 2 + 0.3 * HEIGHT / 2, 0.01);
  vit_camera_turn (&camera, x, y, x - 70, y + 55, WIDTH, HEIGHT);
  g_assert_true (vit_camera_project (&camera, at, WIDTH, HEIGHT, &radius, &y));
  g_assert_cmpfloat_with_epsilon (radius, x - 70, 0.05);
}

static void
test_turning_keeps_axes_at_right_angles (void)
{
  g_autoptr (VitScene) scene = random_scene (10, 4);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  VitCamera camera;
  graphene_matrix_t view;
  float m[16];

  vit_camera_init (&camera, scene, ASPECT);
  for (int i = 0; i < 10000; i++)
    vit_camera_turn (&camera, (float) g_rand_double_range (rand, 0, WIDTH),
                     (float) g_rand_double_range (rand, 0, HEIGHT), (float) g_rand_double_range (rand, 0, WIDTH),
                     (float) g_rand_double_range (rand, 0, HEIGHT), WIDTH, HEIGHT);
  vit_camera_get_view (&camera, &view);
  graphene_matrix_to_float (&view, m);
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      g_assert_cmpfloat_with_epsilon (m[a] * m[b] + m[4 + a] * m[4 + b] + m[8 + a] * m[8 + b], a == b, 1e-5);
}

static void
test_zoom_keeps_what_is_under_the_pointer (void)
{
  g_autoptr (VitScene) scene = random_scene (10, 5);

  for (int orthographic = 0; orthographic < 2; orthographic++)
    {
      VitCamera camera = plain_camera (scene);
      const float point[3] = { 2, -1.5f, 0 };
      float x, y, after_x, after_y;

      camera.orthographic = orthographic;
      vit_camera_project (&camera, point, WIDTH, HEIGHT, &x, &y);
      vit_camera_zoom (&camera, 2.5f, x, y, WIDTH, HEIGHT);
      vit_camera_project (&camera, point, WIDTH, HEIGHT, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (after_x, x, 0.01);
      g_assert_cmpfloat_with_epsilon (after_y, y, 0.01);
      g_assert_cmpfloat_with_epsilon (camera.height, 4, 1e-4);
      vit_camera_pan (&camera, x, y, x + 30, y - 20, WIDTH, HEIGHT);
      vit_camera_project (&camera, point, WIDTH, HEIGHT, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (after_x, x + 30, 0.01);
      g_assert_cmpfloat_with_epsilon (after_y, y - 20, 0.01);
    }
}

static void
test_looks_against_each_axis (void)
{
  g_autoptr (VitScene) scene = random_scene (10, 6);

  for (int axis = 0; axis < 3; axis++)
    {
      VitCamera camera = plain_camera (scene);
      float x, y, along[3] = { 0, 0, 0 }, up[3] = { 0, 0, 0 };

      vit_camera_look_along (&camera, axis);
      along[axis] = 3;
      up[axis == 2 ? 1 : 2] = 3;
      vit_camera_project (&camera, along, WIDTH, HEIGHT, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, WIDTH / 2, 0.01);
      g_assert_cmpfloat_with_epsilon (y, HEIGHT / 2, 0.01);
      vit_camera_project (&camera, up, WIDTH, HEIGHT, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, WIDTH / 2, 0.01);
      g_assert_cmpfloat (y, <, HEIGHT / 4.);
    }
}

/* The nearest of the spheres along the ray through a pixel, found by walking along it in small steps. */
static gssize
walk (const VitCamera *camera, const VitScene *scene, float x, float y)
{
  graphene_matrix_t view, projection, inverse;
  graphene_vec4_t ends[2];
  float p[2][4];

  vit_camera_get_view (camera, &view);
  vit_camera_get_projection (camera, scene, ASPECT, &projection);
  graphene_matrix_multiply (&view, &projection, &view);
  g_assert_true (graphene_matrix_inverse (&view, &inverse));
  for (int e = 0; e < 2; e++)
    {
      graphene_vec4_init (&ends[e], 2 * x / WIDTH - 1, 1 - 2 * y / HEIGHT, e == 0 ? -1 : 1, 1);
      graphene_matrix_transform_vec4 (&inverse, &ends[e], &ends[e]);
      graphene_vec4_to_float (&ends[e], p[e]);
      for (int k = 0; k < 3; k++)
        p[e][k] /= p[e][3];
    }
  for (int step = 0; step <= 8000; step++)
    for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
      {
        const VitSceneSphere *ball = &vit_scene_get_spheres (scene)[i];
        float square = 0;

        for (int k = 0; k < 3; k++)
          {
            float d = p[0][k] + (p[1][k] - p[0][k]) * (float) step / 8000 - ball->position[k];

            square += d * d;
          }
        if (square <= ball->radius * ball->radius && ball->colour.alpha == 255
            && vit_scene_is_inside (scene, ball->position))
          return (gssize) i;
      }
  return -1;
}

static void
test_picks_the_nearest_sphere (void)
{
  g_autoptr (VitScene) scene = random_scene (200, 7);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const double normal[3] = { 0, 0, 1 };
  int hits = 0, differ = 0;

  vit_scene_set_cut (scene, normal, 15, INFINITY);
  for (int k = 0; k < 120; k++)
    {
      float x = (float) g_rand_double_range (rand, 0, WIDTH), y = (float) g_rand_double_range (rand, 0, HEIGHT);
      VitCamera camera;
      gssize found;

      vit_camera_init (&camera, scene, ASPECT);
      camera.orthographic = k % 2;
      found = vit_camera_pick (&camera, scene, x, y, WIDTH, HEIGHT);
      hits += found >= 0;
      differ += found != walk (&camera, scene, x, y);
    }
  g_assert_cmpint (hits, >, 20);
  /* Steps of 0.005 Å miss what is thinner than that. */
  g_assert_cmpint (differ, <=, 2);
}

static int
compare_depth (gconstpointer a, gconstpointer b, gpointer camera)
{
  const VitSceneSphere *const *first = a, *const *second = b;
  graphene_matrix_t view;
  float m[16], difference = 0;

  vit_camera_get_view (camera, &view);
  graphene_matrix_to_float (&view, m);
  for (int k = 0; k < 3; k++)
    difference += m[4 * k + 2] * ((*second)->position[k] - (*first)->position[k]);
  return (difference > 0) - (difference < 0);
}

/* Whatever is seen under some pixel is drawn, and a good part of the others is not. */
static void
test_only_hidden_spheres_are_left_out (void)
{
  g_autoptr (VitScene) scene = random_scene (3000, 9);
  const VitSceneSphere *spheres = vit_scene_get_spheres (scene);
  gsize n = vit_scene_get_n_spheres (scene);

  for (int kind = 0; kind < 4; kind++)
    {
      g_autofree const VitSceneSphere **order = g_new (const VitSceneSphere *, n);
      g_autofree gboolean *hidden = g_new (gboolean, n);
      g_autoptr (VitCulling) culling = NULL;
      gsize n_hidden = 0;
      VitCamera camera;

      vit_camera_init (&camera, scene, ASPECT);
      camera.orthographic = kind & 1;
      if (kind & 2)
        vit_camera_zoom (&camera, 4, 10, 20, WIDTH, HEIGHT);
      for (gsize i = 0; i < n; i++)
        order[i] = &spheres[i];
      g_qsort_with_data (order, (int) n, sizeof *order, compare_depth, &camera);
      culling = vit_culling_new (&camera, WIDTH, HEIGHT);
      for (gsize i = 0; i < n; i++)
        {
          gboolean is_hidden = vit_culling_is_hidden (culling, order[i]);

          hidden[order[i] - spheres] = is_hidden;
          n_hidden += is_hidden ? 1 : 0;
          if (!is_hidden)
            vit_culling_cover (culling, order[i]);
        }
      for (int y = 0; y < HEIGHT; y += 2)
        for (int x = 0; x < WIDTH; x += 2)
          {
            gssize seen = vit_camera_pick (&camera, scene, (float) x + 0.5f, (float) y + 0.5f, WIDTH, HEIGHT);

            g_assert_true (seen < 0 || !hidden[seen]);
          }
      g_test_message ("%d of %d hidden", (int) n_hidden, (int) n);
      g_assert_cmpuint (n_hidden, >, n / 6);
    }
}

static void
test_hidden_and_faint_spheres_are_looked_through (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere spheres[] = { sphere (0, 0, 0, 1, red), sphere (0, 0, 3, 1, green), sphere (0, 0, 6, 1, blue) };
  VitCamera camera;

  vit_scene_set_spheres (scene, 3, spheres);
  camera = plain_camera (scene);
  g_assert_cmpint (vit_camera_pick (&camera, scene, WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT), ==, 2);
  spheres[2].colour.alpha = 100;
  spheres[1].colour.alpha = 0;
  vit_scene_set_spheres (scene, 3, spheres);
  g_assert_cmpint (vit_camera_pick (&camera, scene, WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT), ==, 0);
  g_assert_cmpint (vit_camera_pick (&camera, scene, 1, 1, WIDTH, HEIGHT), ==, -1);
}

static void
test_slab_leaves_what_is_in_it (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  const double normal[3] = { 0, 0.6, 0.8 };

  g_assert_true (vit_scene_is_inside (scene, (float[3]){ 100, 100, 100 }));
  vit_scene_set_cut (scene, normal, 5, 2);
  g_assert_true (vit_scene_is_inside (scene, (float[3]){ 9, 0.6f * 4, 0.8f * 4 }));
  g_assert_false (vit_scene_is_inside (scene, (float[3]){ 9, 0.6f * 5.1f, 0.8f * 5.1f }));
  g_assert_false (vit_scene_is_inside (scene, (float[3]){ 9, 0.6f * 2.9f, 0.8f * 2.9f }));
  vit_scene_set_cut (scene, NULL, 0, 0);
  g_assert_true (vit_scene_is_inside (scene, (float[3]){ 100, 100, 100 }));
}

static void
test_draws_a_red_ball_on_its_ground (void)
{
  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (VitScene) scene = vit_scene_new ();
      VitSceneSphere ball = sphere (0, 0, 0, 2, red);
      VitRenderStyle style = plain_style ();
      cairo_surface_t *surface;
      VitCamera camera;
      VitSceneColour corner;

      vit_scene_set_spheres (scene, 1, &ball);
      camera = plain_camera (scene);
      camera.orthographic = kind & 1;
      style.exact = kind & 2;
      surface = draw (scene, &camera, &style);
      g_assert_true (is_reddish (pixel (surface, WIDTH / 2, HEIGHT / 2)));
      corner = pixel (surface, 0, 0);
      g_assert_cmpint (ABS (corner.red - style.background_top.red), <=, 1);
      corner = pixel (surface, WIDTH - 1, HEIGHT - 1);
      g_assert_cmpint (ABS (corner.blue - style.background_bottom.blue), <=, 1);
      /* 2 Å of 10 from the middle, and smooth there. */
      g_assert_true (is_reddish (pixel (surface, WIDTH / 2 + 45, HEIGHT / 2)));
      g_assert_false (is_reddish (pixel (surface, WIDTH / 2 + 51, HEIGHT / 2)));
      cairo_surface_destroy (surface);
    }
}

/* A large ball behind whose front a small one sticks out: the smaller one is seen only where it is in front. */
static void
test_balls_cut_each_other (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere balls[] = { sphere (-1, 0, 0, 2, red), sphere (1, 0, 0, 2, green), sphere (0, 0, -3, 2, blue) };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *surface;
  VitCamera camera;

  for (int order = 0; order < 2; order++)
    {
      vit_scene_set_spheres (scene, 3, balls);
      camera = plain_camera (scene);
      surface = draw (scene, &camera, &style);
      g_assert_true (is_reddish (pixel (surface, WIDTH / 2 - 3, HEIGHT / 2)));
      g_assert_true (is_greenish (pixel (surface, WIDTH / 2 + 3, HEIGHT / 2)));
      g_assert_true (is_bluish (pixel (surface, WIDTH / 2, HEIGHT / 2 - 45)));
      cairo_surface_destroy (surface);
      balls[0] = sphere (1, 0, 0, 2, green);
      balls[1] = sphere (-1, 0, 0, 2, red);
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
      VitSceneSphere ball = sphere (0, 0, 5 + (float) k, 1.5f, (VitSceneColour){ 120, 120, 120, 40 });

      g_array_append_val (balls, ball);
    }
  g_array_append_val (balls, ((VitSceneSphere[]){ sphere (0, 0, 0, 2, red) }));
  vit_scene_set_spheres (scene, balls->len, (const VitSceneSphere *) (void *) balls->data);
  camera = plain_camera (scene);
  surface = draw (scene, &camera, &style);
  g_assert_true (is_reddish (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_faces_are_glass_from_both_sides (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere ball = sphere (0, 0, 0, 2, red);
  VitSceneTriangle faces[2] = { { { { -4, -3, 4 }, { 4, -3, 4 }, { 0, 5, 4 } }, { 30, 200, 30, 80 } },
                                { { { 4, -3, 5 }, { -4, -3, 5 }, { 0, 5, 5 } }, { 30, 200, 30, 80 } } };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *surface;
  VitCamera camera;
  VitSceneColour bare, covered;

  vit_scene_set_spheres (scene, 1, &ball);
  camera = plain_camera (scene);
  surface = draw (scene, &camera, &style);
  bare = pixel (surface, WIDTH / 2, HEIGHT / 2);
  cairo_surface_destroy (surface);
  vit_scene_set_triangles (scene, 2, faces);
  surface = draw (scene, &camera, &style);
  covered = pixel (surface, WIDTH / 2, HEIGHT / 2);
  g_assert_cmpint (covered.green, >, bare.green + 30);
  g_assert_cmpint (covered.red, <, bare.red - 30);
  g_assert_cmpint (covered.red, >, 60);
  cairo_surface_destroy (surface);
  for (int k = 0; k < 2; k++)
    faces[k].colour.alpha = 255;
  vit_scene_set_triangles (scene, 2, faces);
  surface = draw (scene, &camera, &style);
  g_assert_true (is_greenish (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_sticks_and_lines_join_their_ends (void)
{
  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (VitScene) scene = vit_scene_new ();
      VitSceneStick stick = { { -3, -2, 0 }, { 3, 2, 1 }, kind & 1 ? 0.3f : 0, blue };
      VitRenderStyle style = plain_style ();
      VitCamera camera;
      cairo_surface_t *surface;

      vit_scene_set_sticks (scene, 1, &stick);
      camera = plain_camera (scene);
      camera.orthographic = kind & 2;
      style.scale = 2;
      surface = draw (scene, &camera, &style);
      for (int k = 1; k < 8; k++)
        {
          const float point[3] = { -3 + 0.75f * (float) k, -2 + 0.5f * (float) k, 0.125f * (float) k };
          float x, y;

          g_assert_true (vit_camera_project (&camera, point, WIDTH, HEIGHT, &x, &y));
          g_assert_true (is_bluish (pixel (surface, (int) x, (int) y)));
          g_assert_false (is_bluish (pixel (surface, (int) x + 16, (int) y + 16)));
        }
      cairo_surface_destroy (surface);
    }
}

static void
test_tiles_give_the_same_picture (void)
{
  g_autoptr (VitScene) scene = random_scene (300, 8);

  for (int kind = 0; kind < 4; kind++)
    {
      VitRenderStyle style = kind & 2 ? vit_render_style_dark : vit_render_style_light;
      cairo_surface_t *whole, *tiled;
      GError *error = NULL;
      int worst = 0, off = 0;
      VitCamera camera;

      vit_camera_init (&camera, scene, ASPECT);
      camera.orthographic = kind & 1;
      whole = draw (scene, &camera, &style);
      tiled = vit_offscreen_draw_tiled (scene, &camera, WIDTH, HEIGHT, 100, &style, &error);
      g_assert_no_error (error);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            VitSceneColour a = pixel (whole, x, y), b = pixel (tiled, x, y);
            int difference = MAX (MAX (ABS (a.red - b.red), ABS (a.green - b.green)), ABS (a.blue - b.blue));

            worst = MAX (worst, difference);
            off += difference > 2;
          }
      g_test_message ("%d pixels differ, by up to %d", off, worst);
      /* Rounding may put the edge of a ball a drawn pixel further; that is one pixel in some thousand. */
      g_assert_cmpint (off, <, WIDTH * HEIGHT / 500);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (tiled);
    }
}

static void
test_no_ground_is_transparent (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere ball = sphere (0, 0, 0, 2, red);
  VitRenderStyle style = vit_render_style_light;
  cairo_surface_t *surface;
  VitCamera camera;

  style.background_top.alpha = style.background_bottom.alpha = 0;
  vit_scene_set_spheres (scene, 1, &ball);
  camera = plain_camera (scene);
  surface = draw (scene, &camera, &style);
  g_assert_cmpint (pixel (surface, WIDTH - 1, 0).alpha, ==, 0);
  g_assert_cmpint (pixel (surface, WIDTH - 1, 0).red, ==, 0);
  g_assert_cmpint (pixel (surface, WIDTH / 2, HEIGHT / 2).alpha, ==, 255);
  cairo_surface_destroy (surface);
}

static void
test_shadows_darken_corners_only (void)
{
  g_autoptr (VitScene) scene = vit_scene_new ();
  VitSceneSphere balls[] = { sphere (-1.5f, 0, 0, 1.5f, green), sphere (1.5f, 0, 0, 1.5f, green) };
  VitRenderStyle style = plain_style ();
  cairo_surface_t *bare, *shaded;
  VitCamera camera;

  vit_scene_set_spheres (scene, 2, balls);
  camera = plain_camera (scene);
  bare = draw (scene, &camera, &style);
  style.ambient_occlusion = TRUE;
  shaded = draw (scene, &camera, &style);
  g_assert_cmpint (pixel (shaded, WIDTH / 2 + 5, HEIGHT / 2).green, <,
                   pixel (bare, WIDTH / 2 + 5, HEIGHT / 2).green - 10);
  g_assert_cmpint (pixel (shaded, WIDTH / 2 + 55, HEIGHT / 2).green, >=,
                   pixel (bare, WIDTH / 2 + 55, HEIGHT / 2).green - 3);
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

  vit_camera_init (&camera, scene, ASPECT);
  vit_camera_fit (&camera, scene, ASPECT);
  surface = draw (scene, &camera, &vit_render_style_dark);
  g_assert_cmpint (pixel (surface, WIDTH / 2, HEIGHT / 2).red, <, 60);
  cairo_surface_destroy (surface);
}

/* A framebuffer of WIDTH × HEIGHT, as the widget of the window has one. */
static GLuint
bind_canvas (void)
{
  GLuint framebuffer, buffer[2];

  glGenFramebuffers (1, &framebuffer);
  glGenRenderbuffers (2, buffer);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, buffer[0]);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, WIDTH, HEIGHT);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffer[0]);
  glBindRenderbuffer (GL_RENDERBUFFER, buffer[1]);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_DEPTH_COMPONENT24, WIDTH, HEIGHT);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, buffer[1]);
  g_assert_cmpint (glCheckFramebufferStatus (GL_FRAMEBUFFER), ==, GL_FRAMEBUFFER_COMPLETE);
  return framebuffer;
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
  const VitSceneSphere balls[] = { sphere (0, 0, 0, 2, red), sphere (0, 3, 0, 1, (VitSceneColour){ 9, 9, 9, 50 }) };
  const VitSceneStick sticks[]
      = { { { -3, -3, 0 }, { 3, -3, 0 }, 0.2f, green }, { { -3, -4, 0 }, { 3, -4, 0 }, 0, green } };
  const VitSceneTriangle faces[] = { { { { -4, -3, -4 }, { 4, -3, -4 }, { 0, 5, -4 } }, { 30, 200, 30, 80 } },
                                     { { { -4, -3, -5 }, { 4, -3, -5 }, { 0, 5, -5 } }, { 30, 200, 30, 255 } } };
  GLuint framebuffer = bind_canvas ();
  GError *error = NULL;
  g_autoptr (VitRenderer) renderer = vit_renderer_new (&error);
  int before[G_N_ELEMENTS (names)];
  VitCamera camera;
  guint8 rgba[4];

  g_assert_no_error (error);
  vit_scene_set_spheres (scene, G_N_ELEMENTS (balls), balls);
  vit_scene_set_sticks (scene, G_N_ELEMENTS (sticks), sticks);
  vit_scene_set_triangles (scene, G_N_ELEMENTS (faces), faces);
  camera = plain_camera (scene);
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
        vit_renderer_draw (renderer, scene, &camera, WIDTH, HEIGHT, &style);
        g_assert_cmpint (glGetError (), ==, GL_NO_ERROR);
        for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
          g_assert_cmpint (get (names[k]), ==, before[k]);
        g_assert_cmpint (get (GL_DRAW_FRAMEBUFFER_BINDING), ==, (int) framebuffer);
        glReadPixels (WIDTH / 2, HEIGHT / 2, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
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
  VitCamera camera = plain_camera (scene);
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

      g_assert_null (vit_offscreen_draw (scene, &camera, sizes[k][0], sizes[k][1], &vit_render_style_light, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera/projects-as-its-matrices", test_projects_as_its_matrices);
  g_test_add_func ("/camera/fit-shows-all-with-a-small-margin", test_fit_shows_all_with_a_small_margin);
  g_test_add_func ("/camera/arcball-follows-the-pointer", test_arcball_follows_the_pointer);
  g_test_add_func ("/camera/turning-keeps-axes-at-right-angles", test_turning_keeps_axes_at_right_angles);
  g_test_add_func ("/camera/zoom-keeps-what-is-under-the-pointer", test_zoom_keeps_what_is_under_the_pointer);
  g_test_add_func ("/camera/looks-against-each-axis", test_looks_against_each_axis);
  g_test_add_func ("/camera/picks-the-nearest-sphere", test_picks_the_nearest_sphere);
  g_test_add_func ("/scene/only-hidden-spheres-are-left-out", test_only_hidden_spheres_are_left_out);
  g_test_add_func ("/camera/hidden-and-faint-spheres-are-looked-through",
                   test_hidden_and_faint_spheres_are_looked_through);
  g_test_add_func ("/scene/slab-leaves-what-is-in-it", test_slab_leaves_what_is_in_it);
  g_test_add_func ("/picture/draws-a-red-ball-on-its-ground", test_draws_a_red_ball_on_its_ground);
  g_test_add_func ("/picture/balls-cut-each-other", test_balls_cut_each_other);
  g_test_add_func ("/picture/faint-balls-do-not-hide", test_faint_balls_do_not_hide);
  g_test_add_func ("/picture/faces-are-glass-from-both-sides", test_faces_are_glass_from_both_sides);
  g_test_add_func ("/picture/sticks-and-lines-join-their-ends", test_sticks_and_lines_join_their_ends);
  g_test_add_func ("/picture/tiles-give-the-same-picture", test_tiles_give_the_same_picture);
  g_test_add_func ("/picture/no-ground-is-transparent", test_no_ground_is_transparent);
  g_test_add_func ("/picture/shadows-darken-corners-only", test_shadows_darken_corners_only);
  g_test_add_func ("/picture/an-empty-scene-is-its-ground", test_an_empty_scene_is_its_ground);
  g_test_add_func ("/renderer/drawing-leaves-opengl-as-it-was", test_drawing_leaves_opengl_as_it_was);
  g_test_add_func ("/renderer/draws-with-opengl-es", test_draws_with_opengl_es);
  g_test_add_func ("/picture/sizes-out-of-range-are-refused", test_sizes_out_of_range_are_refused);
  return g_test_run ();
}
