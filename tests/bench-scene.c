/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Milliseconds for a picture of 800 × 600 as the window draws it, with 10,000 atoms of the glass. */
#include "configuration-file.h"
#include "picture.h"
#include "renderer.h"
#include "surfaceless.h"
#include "test-scenes.h"
#include "test-support.h"

#include <epoxy/gl.h>
#include <stdio.h>

#define WIDTH 800
#define HEIGHT 600
#define FRAMES 12

static void
measure (VitRenderer *renderer, const VitScene *scene, const char *what, gboolean exact, gboolean occlusion,
         gboolean smooth)
{
  VitRenderStyle style = vit_render_style_light;
  double best = G_MAXDOUBLE;
  VitCamera camera;

  style.exact = exact;
  style.ambient_occlusion = occlusion;
  style.smooth = smooth;
  vit_camera_init (&camera, scene, (float) WIDTH / HEIGHT);
  for (int k = 0; k < FRAMES; k++)
    {
      gint64 start;

      vit_camera_turn_by (&camera, 0.03f, 0.01f);
      glFinish ();
      start = g_get_monotonic_time ();
      vit_renderer_draw (renderer, scene, &camera, WIDTH, HEIGHT, &style);
      glFinish ();
      best = MIN (best, (double) (g_get_monotonic_time () - start) / 1000);
    }
  printf ("%-28s %6.1f ms\n", what, best);
}

int
main (void)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitScene) scene = vit_scene_new ();
  g_autoptr (VitPictureLegend) legend = NULL;
  g_autoptr (GError) error = NULL;
  VitPictureOptions options;
  VitSurfaceless surfaceless;
  VitRenderer *renderer;

  if (!vit_surfaceless_enter (&surfaceless, &error))
    g_error ("%s", error->message);
  renderer = vit_renderer_new (&error);
  if (renderer == NULL)
    g_error ("%s", error->message);
  vit_test_bind_canvas (WIDTH, HEIGHT);
  printf ("%s\n", vit_renderer_get_name (renderer));
  vit_picture_options_init (&options);
  legend = vit_picture_build (scene, configuration, NULL, &options, NULL);
  measure (renderer, scene, "cheap", FALSE, FALSE, FALSE);
  measure (renderer, scene, "exact", TRUE, FALSE, FALSE);
  measure (renderer, scene, "exact, ambient occlusion", TRUE, TRUE, FALSE);
  measure (renderer, scene, "exact, occlusion, smooth", TRUE, TRUE, TRUE);
  options.atom = 100;
  vit_picture_legend_free (g_steal_pointer (&legend));
  legend = vit_picture_build (scene, configuration, NULL, &options, NULL);
  measure (renderer, scene, "picked atom, cheap", FALSE, FALSE, FALSE);
  measure (renderer, scene, "picked atom, exact", TRUE, TRUE, FALSE);
  vit_renderer_free (renderer);
  vit_surfaceless_leave (&surfaceless);
  return 0;
}
