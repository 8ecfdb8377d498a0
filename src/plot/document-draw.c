/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

#include "plot-text.h"

#include <cairo-pdf.h>
#include <math.h>

#define BODY_SIZE 9.5
#define HEADING_SIZE 12
#define TITLE_SIZE 19
#define NOTE_SIZE 8
#define FIGURE_GAP 12

static const VitPlotTheme *const theme = &vit_plot_theme_print;

static void
rule (cairo_t *cr, double y, const VitPlotRgba *colour)
{
  vit_plot_set_source (cr, colour, 1);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, VIT_PAGE_SIDE, y);
  cairo_line_to (cr, VIT_PAGE_SIDE + VIT_TEXT_WIDTH, y);
  cairo_stroke (cr);
}

static void
draw_footer (VitPress *self)
{
  g_autofree char *number = g_strdup_printf ("page %d of %d", self->page, self->n_pages);
  g_autoptr (PangoLayout) right = vit_plot_text_new (self->cr, theme, number, NOTE_SIZE, 0);
  g_autoptr (PangoLayout) left = NULL;
  double y = VIT_PAGE_HEIGHT - 45, width;

  vit_plot_text_get_size (right, &width, NULL);
  left = vit_plot_text_new (self->cr, theme, self->document->title, NOTE_SIZE, VIT_TEXT_WIDTH - width - 20);
  rule (self->cr, y - 5, &theme->grid);
  vit_plot_text_show (self->cr, left, VIT_PAGE_SIDE, y, &theme->muted);
  vit_plot_text_show (self->cr, right, VIT_PAGE_SIDE + VIT_TEXT_WIDTH - width, y, &theme->muted);
}

static void
end_page (VitPress *self)
{
  draw_footer (self);
  cairo_show_page (self->cr);
  self->page++;
  self->y = VIT_PAGE_TOP;
}

void
vit_press_ensure (VitPress *self, double height)
{
  if (self->y > VIT_PAGE_TOP && self->y + height > VIT_PAGE_BOTTOM)
    end_page (self);
}

/* Text of several lines. */
static PangoLayout *
new_paragraph (VitPress *self, const char *text, double size)
{
  PangoLayout *layout = vit_plot_text_new (self->cr, theme, text, size, 0);

  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_width (layout, (int) (VIT_TEXT_WIDTH * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.12f);
  return layout;
}

/* Draws line by line, so that a paragraph can go on over a page. */
static void
set_paragraph (VitPress *self, const char *text, double size, const VitPlotRgba *colour)
{
  g_autoptr (PangoLayout) layout = new_paragraph (self, text, size);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n_lines = pango_layout_get_line_count (layout);
  double top = 0, height;

  vit_plot_text_get_size (layout, NULL, &height);
  /* Neither one line alone at the bottom nor a short paragraph in two. */
  vit_press_ensure (self, n_lines <= 4 ? height : 2 * height / n_lines);
  do
    {
      PangoRectangle line;
      double line_height, baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      line_height = line.height / (double) PANGO_SCALE;
      vit_press_ensure (self, line_height);
      top = line.y / (double) PANGO_SCALE;
      baseline = pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE;
      vit_plot_set_source (self->cr, colour, 1);
      cairo_move_to (self->cr, VIT_PAGE_SIDE + line.x / (double) PANGO_SCALE, self->y + baseline - top);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
      self->y += line_height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
set_title (VitPress *self, const VitBlock *block)
{
  g_autoptr (PangoLayout) title = vit_plot_text_new_bold (self->cr, theme, self->document->title, TITLE_SIZE, 0);
  double height;

  pango_layout_set_width (title, (int) (VIT_TEXT_WIDTH * PANGO_SCALE));
  pango_layout_set_wrap (title, PANGO_WRAP_WORD_CHAR);
  vit_plot_text_get_size (title, NULL, &height);
  vit_press_ensure (self, height + 30);
  vit_plot_text_show (self->cr, title, VIT_PAGE_SIDE, self->y, &theme->foreground);
  self->y += height + 4;
  if (block->text != NULL)
    set_paragraph (self, block->text, BODY_SIZE, &theme->muted);
  self->y += 7;
  rule (self->cr, self->y, &theme->frame);
  self->y += 12;
}

/* The least of a block that may stand below a heading. */
static double
start_height (VitPress *self, const VitBlock *block)
{
  g_autoptr (PangoLayout) layout = NULL;
  double height = 0;
  int n_lines;

  if (block == NULL)
    return 0;
  switch (block->kind)
    {
    case VIT_BLOCK_TABLE:
      return vit_press_table_start (self, block->table);
    case VIT_BLOCK_FIGURES:
      return fmin (block->height, VIT_PAGE_BOTTOM - VIT_PAGE_TOP - 60) + 60;
    case VIT_BLOCK_PARAGRAPH:
      layout = new_paragraph (self, block->text, BODY_SIZE);
      n_lines = pango_layout_get_line_count (layout);
      vit_plot_text_get_size (layout, NULL, &height);
      return n_lines <= 4 ? height : 2 * height / n_lines;
    case VIT_BLOCK_HEADING:
      return 40;
    default:
      return 0;
    }
}

static void
set_heading (VitPress *self, const VitBlock *block, const VitBlock *next)
{
  g_autoptr (PangoLayout) text = vit_plot_text_new_bold (self->cr, theme, block->text, HEADING_SIZE, VIT_TEXT_WIDTH);
  double height, before = self->y > VIT_PAGE_TOP ? 8 : 0;
  g_autofree char *link = NULL;

  vit_plot_text_get_size (text, NULL, &height);
  vit_press_ensure (self, before + height + 5 + start_height (self, next));
  if (self->y > VIT_PAGE_TOP)
    self->y += before;
  link = g_strdup_printf ("page=%d pos=[%d %d]", self->page, (int) VIT_PAGE_SIDE, (int) self->y);
  cairo_pdf_surface_add_outline (self->surface, CAIRO_PDF_OUTLINE_ROOT, block->text, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  vit_plot_text_show (self->cr, text, VIT_PAGE_SIDE, self->y, &theme->foreground);
  self->y += height + 5;
}

static void
set_figures (VitPress *self, const VitBlock *block)
{
  int n = (int) block->figures->len;
  double width = (VIT_TEXT_WIDTH - (n - 1) * FIGURE_GAP) / MAX (n, 1), caption = 0, height;

  if (block->text != NULL)
    {
      g_autoptr (PangoLayout) layout = new_paragraph (self, block->text, NOTE_SIZE);

      vit_plot_text_get_size (layout, NULL, &caption);
      caption = fmin (caption, 120);
    }
  height = fmin (block->height, VIT_PAGE_BOTTOM - VIT_PAGE_TOP - caption - 6);
  vit_press_ensure (self, height + caption + 4);
  for (int i = 0; i < n; i++)
    {
      cairo_save (self->cr);
      cairo_translate (self->cr, VIT_PAGE_SIDE + i * (width + FIGURE_GAP), self->y);
      vit_figure_draw (g_ptr_array_index (block->figures, i), self->cr, width, height, theme);
      cairo_restore (self->cr);
    }
  self->y += height + 2;
  if (block->text != NULL)
    set_paragraph (self, block->text, NOTE_SIZE, &theme->muted);
  self->y += 10;
}

int
vit_press_run (VitPress *self)
{
  const GPtrArray *blocks = self->document->blocks;

  self->page = 1;
  self->y = VIT_PAGE_TOP;
  for (guint i = 0; i < blocks->len; i++)
    {
      const VitBlock *block = g_ptr_array_index (blocks, i);

      switch (block->kind)
        {
        case VIT_BLOCK_TITLE:
          set_title (self, block);
          break;
        case VIT_BLOCK_HEADING:
          set_heading (self, block, i + 1 < blocks->len ? g_ptr_array_index (blocks, i + 1) : NULL);
          break;
        case VIT_BLOCK_PARAGRAPH:
          set_paragraph (self, block->text, BODY_SIZE, &theme->foreground);
          self->y += 7;
          break;
        case VIT_BLOCK_TABLE:
          vit_press_table (self, block->table);
          self->y += 12;
          break;
        case VIT_BLOCK_FIGURES:
          set_figures (self, block);
          break;
        case VIT_BLOCK_PAGE_BREAK:
          end_page (self);
          break;
        }
    }
  draw_footer (self);
  cairo_show_page (self->cr);
  return self->page;
}
