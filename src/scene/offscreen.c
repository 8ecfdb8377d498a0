/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"
#include "error.h"
#include "offscreen-private.h"
#include "renderer-private.h"
#include "surfaceless.h"

#include <epoxy/gl.h>

#define LARGEST_PICTURE 16384
/* Pixels drawn for one of the picture, along each edge. */
#define SAMPLES 2
/* Pixels of the picture that a tile is at most long: the processor draws one within a second, and cancelling waits for
 * no more. */
#define LARGEST_TILE 800
/* Pixels of the picture after which the noise of ambient occlusion comes again. */
#define NOISE 4
/* Drawn pixels round a tile, where ambient occlusion and the noise it is smoothed by have their surroundings. */
#define BORDER 160

/* The mean of each square of drawn pixels, with rows from the top. */
static void
reduce (const guint8 *drawn, int drawn_width, cairo_surface_t *surface, int left, int bottom, int width, int height)
{
  int stride = cairo_image_surface_get_stride (surface), rows = cairo_image_surface_get_height (surface);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++)
    {
      guint32 *out = (guint32 *) (void *) (data + (gsize) (rows - 1 - bottom - y) * (gsize) stride) + left;

      for (int x = 0; x < width; x++)
        {
          guint sum[4] = { 0 };

          for (int s = 0; s < SAMPLES * SAMPLES; s++)
            {
              gsize row = (gsize) (BORDER + y * SAMPLES + s / SAMPLES),
                    column = (gsize) (BORDER + x * SAMPLES + s % SAMPLES);
              const guint8 *pixel = drawn + 4 * (row * (gsize) drawn_width + column);

              for (int c = 0; c < 4; c++)
                sum[c] += pixel[c];
            }
          for (int c = 0; c < 4; c++)
            sum[c] = (sum[c] + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES);
          out[x] = sum[3] << 24 | sum[0] << 16 | sum[1] << 8 | sum[2];
        }
    }
}

/* Length of the tiles that share a length evenly, in whole patterns of the noise. */
static int
share (int length, int largest)
{
  int n = (length + largest - 1) / largest;

  return MIN (largest, ((length + n - 1) / n + NOISE - 1) / NOISE * NOISE);
}

static cairo_surface_t *
draw_tiles (VitRenderer *renderer, const VitScene *scene, const VitCamera *camera, int width, int height, int largest,
            const VitRenderStyle *style, GCancellable *cancellable, GError **error)
{
  int tile_width = share (width, largest), tile_height = share (height, largest);
  VitTile tile = { .picture_width = SAMPLES * width,
                   .picture_height = SAMPLES * height,
                   .width = SAMPLES * tile_width + 2 * BORDER,
                   .height = SAMPLES * tile_height + 2 * BORDER,
                   .coarse = SAMPLES };
  VitRenderStyle finer = *style;
  g_autofree guint8 *drawn = g_malloc (4 * (gsize) tile.width * (gsize) tile.height);
  cairo_surface_t *surface;
  VitCanvas canvas = { 0 };

  finer.scale = SAMPLES * (style->scale > 0 ? style->scale : 1);
  if (!vit_canvas_bind (&canvas, tile.width, tile.height))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "OpenGL cannot draw a picture of %d × %d pixels",
                   tile.width, tile.height);
      vit_canvas_clear (&canvas);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y += tile_height)
    for (int x = 0; x < width; x += tile_width)
      {
        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          {
            cairo_surface_destroy (surface);
            vit_canvas_clear (&canvas);
            return NULL;
          }
        tile.x = SAMPLES * x - BORDER;
        tile.y = SAMPLES * y - BORDER;
        vit_renderer_draw_tile (renderer, scene, camera, &tile, &finer);
        glPixelStorei (GL_PACK_ALIGNMENT, 4);
        glReadPixels (0, 0, tile.width, tile.height, GL_RGBA, GL_UNSIGNED_BYTE, drawn);
        reduce (drawn, tile.width, surface, x, y, MIN (tile_width, width - x), MIN (tile_height, height - y));
      }
  cairo_surface_mark_dirty (surface);
  vit_canvas_clear (&canvas);
  return surface;
}

cairo_surface_t *
vit_offscreen_draw_tiled (const VitScene *scene, const VitCamera *camera, int width, int height, int largest,
                          const VitRenderStyle *style, GCancellable *cancellable, GError **error)
{
  VitSurfaceless surfaceless;
  VitRenderer *renderer;
  cairo_surface_t *surface = NULL;

  if (width < 1 || height < 1 || width > LARGEST_PICTURE || height > LARGEST_PICTURE)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "expected a picture of 1 to %d pixels, found %d × %d",
                   LARGEST_PICTURE, width, height);
      return NULL;
    }
  if (!vit_surfaceless_enter (&surfaceless, error))
    return NULL;
  renderer = vit_renderer_new (error);
  if (renderer != NULL)
    surface = draw_tiles (renderer, scene, camera, width, height, largest, style, cancellable, error);
  vit_renderer_free (renderer);
  vit_surfaceless_leave (&surfaceless);
  return surface;
}

cairo_surface_t *
vit_offscreen_draw (const VitScene *scene, const VitCamera *camera, int width, int height, const VitRenderStyle *style,
                    GCancellable *cancellable, GError **error)
{
  return vit_offscreen_draw_tiled (scene, camera, width, height, LARGEST_TILE, style, cancellable, error);
}

gboolean
vit_offscreen_is_software (void)
{
  g_autoptr (VitRenderer) renderer = NULL;
  VitSurfaceless surfaceless;
  gboolean software = TRUE;

  if (!vit_surfaceless_enter (&surfaceless, NULL))
    return TRUE;
  renderer = vit_renderer_new (NULL);
  if (renderer != NULL)
    software = vit_renderer_is_software (renderer);
  g_clear_pointer (&renderer, vit_renderer_free);
  vit_surfaceless_leave (&surfaceless);
  return software;
}
