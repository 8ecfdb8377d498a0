/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-text.h"

/* Texts whose sizes are known at once; all are forgotten then. */
#define MOST_SIZES 2000

static PangoLayout *
new_layout (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, PangoWeight weight, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Hinted advances depend on the resolution: a label would fit on screen and not on paper. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_family_static (font, theme->family);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      double natural;

      vit_plot_text_get_size (layout, &natural, NULL);
      if (natural > width)
        {
          pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
        }
    }
  cairo_font_options_destroy (options);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

PangoLayout *
vit_plot_text_new (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, double width)
{
  return new_layout (cr, theme, text, size, PANGO_WEIGHT_NORMAL, width);
}

PangoLayout *
vit_plot_text_new_bold (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, double width)
{
  return new_layout (cr, theme, text, size, PANGO_WEIGHT_BOLD, width);
}

void
vit_plot_text_get_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = logical.width / (double) PANGO_SCALE;
  if (height != NULL)
    *height = logical.height / (double) PANGO_SCALE;
}

typedef struct
{
  double width, height;
} Size;

static void
drop_sizes (gpointer sizes)
{
  g_hash_table_unref (sizes);
}

/* Of this thread: a figure that is drawn ten times a second has nearly the same texts each time, and to lay them out is
 * most of its work. Sizes do not depend on the resolution, see above. */
static GHashTable *
get_sizes (void)
{
  static GPrivate private = G_PRIVATE_INIT (drop_sizes);
  GHashTable *sizes = g_private_get (&private);

  if (sizes == NULL)
    {
      sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_private_set (&private, sizes);
    }
  if (g_hash_table_size (sizes) >= MOST_SIZES)
    g_hash_table_remove_all (sizes);
  return sizes;
}

void
vit_plot_text_measure (cairo_t *cr, const VitPlotTheme *theme, const char *text, double size, double *width,
                       double *height)
{
  GHashTable *sizes = get_sizes ();
  g_autofree char *key = g_strdup_printf ("%.6g %s %s", size, theme->family, text);
  const Size *known = g_hash_table_lookup (sizes, key);

  if (known == NULL)
    {
      g_autoptr (PangoLayout) layout = vit_plot_text_new (cr, theme, text, size, 0);
      Size *measured = g_new (Size, 1);

      vit_plot_text_get_size (layout, &measured->width, &measured->height);
      g_hash_table_insert (sizes, g_steal_pointer (&key), measured);
      known = measured;
    }
  if (width != NULL)
    *width = known->width;
  if (height != NULL)
    *height = known->height;
}

void
vit_plot_text_show (cairo_t *cr, PangoLayout *layout, double x, double y, const VitPlotRgba *colour)
{
  vit_plot_set_source (cr, colour, 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

char *
vit_plot_text_copy (const char *text)
{
  return text == NULL ? NULL : g_utf8_make_valid (text, -1);
}
