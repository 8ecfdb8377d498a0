/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culling.h"
#include "test-scenes.h"

#include <math.h>

/* What the matrices say must be what vit_camera_project() says. */
static void
test_projects_as_its_matrices (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (50, 1);

  for (int orthographic = 0; orthographic < 2; orthographic++)
    for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
      {
        const float *x = vit_scene_get_spheres (scene)[i].position;
        graphene_matrix_t view, projection;
        graphene_vec4_t point;
        VitCamera camera;
        float clip[4], px, py;

        vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
        camera.orthographic = orthographic;
        vit_camera_get_view (&camera, &view);
        vit_camera_get_projection (&camera, scene, VIT_TEST_ASPECT, &projection);
        graphene_vec4_init (&point, x[0], x[1], x[2], 1);
        graphene_matrix_transform_vec4 (&view, &point, &point);
        graphene_matrix_transform_vec4 (&projection, &point, &point);
        graphene_vec4_to_float (&point, clip);
        g_assert_true (vit_camera_project (&camera, x, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &px, &py));
        g_assert_cmpfloat_with_epsilon (px, (1 + clip[0] / clip[3]) * VIT_TEST_WIDTH / 2, 0.01);
        g_assert_cmpfloat_with_epsilon (py, (1 - clip[1] / clip[3]) * VIT_TEST_HEIGHT / 2, 0.01);
        g_assert_cmpfloat (fabsf (clip[2] / clip[3]), <=, 1);
      }
}

static void
test_fit_shows_all_with_a_small_margin (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (200, 2);

  for (int kind = 0; kind < 8; kind++)
    {
      float least = INFINITY, px, py;
      VitCamera camera;

      vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
      camera.orthographic = kind & 1;
      if (kind / 2 > 0)
        vit_camera_look_along (&camera, kind / 2 - 1);
      vit_camera_fit (&camera, scene, VIT_TEST_ASPECT);
      for (gsize i = 0; i < vit_scene_get_n_spheres (scene); i++)
        {
          const VitSceneSphere *ball = &vit_scene_get_spheres (scene)[i];

          for (int k = 0; k < 6; k++)
            {
              float x[3] = { ball->position[0], ball->position[1], ball->position[2] };

              x[k / 2] += k % 2 ? ball->radius : -ball->radius;
              g_assert_true (vit_camera_project (&camera, x, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &px, &py));
              least = fminf (least, fminf (fminf (px, VIT_TEST_WIDTH - px), fminf (py, VIT_TEST_HEIGHT - py)));
            }
        }
      g_assert_cmpfloat (least, >, 0);
      g_assert_cmpfloat (least, <, 0.12 * VIT_TEST_HEIGHT);
    }
}

/* A point on the ball in front stays under the pointer. */
static void
test_arcball_follows_the_pointer (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (10, 3);
  VitCamera camera;
  float radius = 5, x, y;
  const float at[3] = { 0.3f * 5, 0.2f * 5, sqrtf (1 - 0.09f - 0.04f) * 5 };

  camera = vit_test_camera (scene);
  g_assert_true (vit_camera_project (&camera, at, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, VIT_TEST_WIDTH / 2 + 0.3 * VIT_TEST_HEIGHT / 2, 0.01);
  vit_camera_turn (&camera, x, y, x - 70, y + 55, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
  g_assert_true (vit_camera_project (&camera, at, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &radius, &y));
  g_assert_cmpfloat_with_epsilon (radius, x - 70, 0.05);
}

static void
test_turning_keeps_axes_at_right_angles (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (10, 4);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  VitCamera camera;
  graphene_matrix_t view;
  float m[16];

  vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
  for (int i = 0; i < 10000; i++)
    vit_camera_turn (&camera, (float) g_rand_double_range (rand, 0, VIT_TEST_WIDTH),
                     (float) g_rand_double_range (rand, 0, VIT_TEST_HEIGHT),
                     (float) g_rand_double_range (rand, 0, VIT_TEST_WIDTH),
                     (float) g_rand_double_range (rand, 0, VIT_TEST_HEIGHT), VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
  vit_camera_get_view (&camera, &view);
  graphene_matrix_to_float (&view, m);
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      g_assert_cmpfloat_with_epsilon (m[a] * m[b] + m[4 + a] * m[4 + b] + m[8 + a] * m[8 + b], a == b, 1e-5);
}

static void
test_zoom_keeps_what_is_under_the_pointer (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (10, 5);

  for (int orthographic = 0; orthographic < 2; orthographic++)
    {
      VitCamera camera = vit_test_camera (scene);
      const float point[3] = { 2, -1.5f, 0 };
      float x, y, after_x, after_y;

      camera.orthographic = orthographic;
      vit_camera_project (&camera, point, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &x, &y);
      vit_camera_zoom (&camera, 2.5f, x, y, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
      vit_camera_project (&camera, point, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (after_x, x, 0.01);
      g_assert_cmpfloat_with_epsilon (after_y, y, 0.01);
      g_assert_cmpfloat_with_epsilon (camera.height, 4, 1e-4);
      vit_camera_pan (&camera, x, y, x + 30, y - 20, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
      vit_camera_project (&camera, point, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (after_x, x + 30, 0.01);
      g_assert_cmpfloat_with_epsilon (after_y, y - 20, 0.01);
    }
}

static void
test_looks_against_each_axis (void)
{
  g_autoptr (VitScene) scene = vit_test_scene (10, 6);

  for (int axis = 0; axis < 3; axis++)
    {
      VitCamera camera = vit_test_camera (scene);
      float x, y, along[3] = { 0, 0, 0 }, up[3] = { 0, 0, 0 };

      vit_camera_look_along (&camera, axis);
      along[axis] = 3;
      up[axis == 2 ? 1 : 2] = 3;
      vit_camera_project (&camera, along, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, VIT_TEST_WIDTH / 2, 0.01);
      g_assert_cmpfloat_with_epsilon (y, VIT_TEST_HEIGHT / 2, 0.01);
      vit_camera_project (&camera, up, VIT_TEST_WIDTH, VIT_TEST_HEIGHT, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, VIT_TEST_WIDTH / 2, 0.01);
      g_assert_cmpfloat (y, <, VIT_TEST_HEIGHT / 4.);
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
  vit_camera_get_projection (camera, scene, VIT_TEST_ASPECT, &projection);
  graphene_matrix_multiply (&view, &projection, &view);
  g_assert_true (graphene_matrix_inverse (&view, &inverse));
  for (int e = 0; e < 2; e++)
    {
      graphene_vec4_init (&ends[e], 2 * x / VIT_TEST_WIDTH - 1, 1 - 2 * y / VIT_TEST_HEIGHT, e == 0 ? -1 : 1, 1);
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
  g_autoptr (VitScene) scene = vit_test_scene (200, 7);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const double normal[3] = { 0, 0, 1 };
  int hits = 0, differ = 0;

  vit_scene_set_cut (scene, normal, 15, INFINITY);
  for (int k = 0; k < 120; k++)
    {
      float x = (float) g_rand_double_range (rand, 0, VIT_TEST_WIDTH),
            y = (float) g_rand_double_range (rand, 0, VIT_TEST_HEIGHT);
      VitCamera camera;
      gssize found;

      vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
      camera.orthographic = k % 2;
      found = vit_camera_pick (&camera, scene, x, y, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
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
  g_autoptr (VitScene) scene = vit_test_scene (3000, 9);
  const VitSceneSphere *spheres = vit_scene_get_spheres (scene);
  gsize n = vit_scene_get_n_spheres (scene);

  for (int kind = 0; kind < 4; kind++)
    {
      g_autofree const VitSceneSphere **order = g_new (const VitSceneSphere *, n);
      g_autofree gboolean *hidden = g_new (gboolean, n);
      g_autoptr (VitCulling) culling = NULL;
      gsize n_hidden = 0;
      VitCamera camera;

      vit_camera_init (&camera, scene, VIT_TEST_ASPECT);
      camera.orthographic = kind & 1;
      if (kind & 2)
        vit_camera_zoom (&camera, 4, 10, 20, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
      for (gsize i = 0; i < n; i++)
        order[i] = &spheres[i];
      g_qsort_with_data (order, (int) n, sizeof *order, compare_depth, &camera);
      culling = vit_culling_new (&camera, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);
      for (gsize i = 0; i < n; i++)
        {
          gboolean is_hidden = vit_culling_is_hidden (culling, order[i]);

          hidden[order[i] - spheres] = is_hidden;
          n_hidden += is_hidden ? 1 : 0;
          if (!is_hidden)
            vit_culling_cover (culling, order[i]);
        }
      for (int y = 0; y < VIT_TEST_HEIGHT; y += 2)
        for (int x = 0; x < VIT_TEST_WIDTH; x += 2)
          {
            gssize seen
                = vit_camera_pick (&camera, scene, (float) x + 0.5f, (float) y + 0.5f, VIT_TEST_WIDTH, VIT_TEST_HEIGHT);

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
  VitSceneSphere spheres[] = { vit_test_sphere (0, 0, 0, 1, vit_test_red), vit_test_sphere (0, 0, 3, 1, vit_test_green),
                               vit_test_sphere (0, 0, 6, 1, vit_test_blue) };
  VitCamera camera;

  vit_scene_set_spheres (scene, 3, spheres);
  camera = vit_test_camera (scene);
  g_assert_cmpint (
      vit_camera_pick (&camera, scene, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2, VIT_TEST_WIDTH, VIT_TEST_HEIGHT), ==,
      2);
  spheres[2].colour.alpha = 100;
  spheres[1].colour.alpha = 0;
  vit_scene_set_spheres (scene, 3, spheres);
  g_assert_cmpint (
      vit_camera_pick (&camera, scene, VIT_TEST_WIDTH / 2, VIT_TEST_HEIGHT / 2, VIT_TEST_WIDTH, VIT_TEST_HEIGHT), ==,
      0);
  g_assert_cmpint (vit_camera_pick (&camera, scene, 1, 1, VIT_TEST_WIDTH, VIT_TEST_HEIGHT), ==, -1);
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
  return g_test_run ();
}
