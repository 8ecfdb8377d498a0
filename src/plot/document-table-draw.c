/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

#include "plot-text.h"

#include <math.h>

#define CELL_SIZE 8.5
#define COLUMN_GAP 12
#define ROW_PAD 3
#define MARK_SIZE 8
#define MARK_ROOM 12

static const VitPlotTheme *const theme = &vit_plot_theme_print;

static PangoLayout *
new_cell (VitPress *self, const VitDocumentTable *table, int row, int column, double width)
{
  const VitDocumentCell *cell = vit_document_table_get_cell (table, row, column);
  const char *text = cell->text != NULL ? cell->text : "";
  PangoLayout *layout = row < 0 || cell->strong ? vit_plot_text_new_bold (self->cr, theme, text, CELL_SIZE, 0)
                                                : vit_plot_text_new (self->cr, theme, text, CELL_SIZE, 0);

  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      /* A row is never longer than half a page. */
      pango_layout_set_height (layout, (int) (VIT_PAGE_BOTTOM - VIT_PAGE_TOP) / 2 * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      if (vit_document_table_get_alignment (table, column) == VIT_ALIGN_RIGHT)
        pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
    }
  return layout;
}

static double
mark_room (const VitDocumentTable *table, int row, int column)
{
  return vit_document_table_get_cell (table, row, column)->mark != VIT_MARK_NONE ? MARK_ROOM : 0;
}

/* Columns as wide as their texts; what is left is shared out, what is lacking is taken from the widest. */
static double *
column_widths (VitPress *self, const VitDocumentTable *table)
{
  int n = vit_document_table_get_n_columns (table);
  double *widths = g_new0 (double, n + 1), room = VIT_TEXT_WIDTH - (n - 1) * COLUMN_GAP, sum = 0, cap = 0;

  for (int c = 0; c < n; c++)
    {
      for (int row = -1; row < vit_document_table_get_n_rows (table); row++)
        {
          g_autoptr (PangoLayout) layout = new_cell (self, table, row, c, 0);
          double width;

          vit_plot_text_get_size (layout, &width, NULL);
          widths[c] = fmax (widths[c], width + mark_room (table, row, c) + 1);
        }
      sum += widths[c];
      cap = fmax (cap, widths[c]);
    }
  for (int c = 0; c < n && sum <= room; c++)
    widths[c] += (room - sum) / n;
  /* The cap at which the columns fit, by halving. */
  for (double low = 0, high = cap, i = 0; sum > room && i < 40; i++)
    {
      double total = 0;

      cap = (low + high) / 2;
      for (int c = 0; c < n; c++)
        total += fmin (widths[c], cap);
      if (total > room)
        high = cap;
      else
        low = cap;
    }
  for (int c = 0; c < n && sum > room; c++)
    widths[c] = fmax (fmin (widths[c], cap), 1);
  return widths;
}

static double
row_height (VitPress *self, const VitDocumentTable *table, int row, const double *widths)
{
  double most = 0;

  for (int c = 0; c < vit_document_table_get_n_columns (table); c++)
    {
      g_autoptr (PangoLayout) layout = new_cell (self, table, row, c, fmax (widths[c] - mark_room (table, row, c), 1));
      double height;

      vit_plot_text_get_size (layout, NULL, &height);
      most = fmax (most, height);
    }
  return most + 2 * ROW_PAD;
}

static void
polyline (cairo_t *cr, double x, double y, const double (*points)[2], int n)
{
  for (int i = 0; i < n; i++)
    cairo_line_to (cr, x + points[i][0] * MARK_SIZE, y + points[i][1] * MARK_SIZE);
  cairo_stroke (cr);
}

static void
draw_mark (cairo_t *cr, VitDocumentMark mark, double x, double y)
{
  static const double tick[][2] = { { 0.26, 0.52 }, { 0.44, 0.7 }, { 0.75, 0.32 } };
  static const double down[][2] = { { 0.28, 0.28 }, { 0.72, 0.72 } }, up[][2] = { { 0.28, 0.72 }, { 0.72, 0.28 } };
  const double half = MARK_SIZE / 2;

  cairo_set_line_width (cr, 1);
  cairo_new_path (cr);
  switch (mark)
    {
    case VIT_MARK_PASS:
      vit_plot_set_source (cr, &theme->agreement, 1);
      cairo_arc (cr, x + half, y + half, half, 0, 2 * G_PI);
      cairo_fill (cr);
      vit_plot_set_source (cr, &theme->background, 1);
      polyline (cr, x, y, tick, 3);
      break;
    case VIT_MARK_UNSURE:
      vit_plot_set_source (cr, &theme->muted, 1);
      cairo_set_line_width (cr, 0.8);
      cairo_arc (cr, x + half, y + half, half - 0.4, 0, 2 * G_PI);
      cairo_stroke (cr);
      cairo_arc (cr, x + half, y + 0.38 * MARK_SIZE, 0.15 * MARK_SIZE, -G_PI, 0.5 * G_PI);
      cairo_line_to (cr, x + half, y + 0.62 * MARK_SIZE);
      cairo_stroke (cr);
      cairo_arc (cr, x + half, y + 0.77 * MARK_SIZE, 0.6, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case VIT_MARK_FAIL:
      vit_plot_set_source (cr, &theme->residual, 1);
      cairo_rectangle (cr, x, y, MARK_SIZE, MARK_SIZE);
      cairo_fill (cr);
      vit_plot_set_source (cr, &theme->background, 1);
      polyline (cr, x, y, down, 2);
      polyline (cr, x, y, up, 2);
      break;
    default:
      break;
    }
}

static void
draw_row (VitPress *self, const VitDocumentTable *table, int row, const double *widths, double height)
{
  double x = VIT_PAGE_SIDE;

  for (int c = 0; c < vit_document_table_get_n_columns (table); c++)
    {
      const VitDocumentCell *cell = vit_document_table_get_cell (table, row, c);
      double room = mark_room (table, row, c), line;
      g_autoptr (PangoLayout) layout = new_cell (self, table, row, c, fmax (widths[c] - room, 1));
      double from = x;

      line = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
      if (room > 0 && vit_document_table_get_alignment (table, c) == VIT_ALIGN_RIGHT)
        {
          PangoRectangle logical;

          pango_layout_get_extents (layout, NULL, &logical);
          from = x + logical.x / (double) PANGO_SCALE;
        }
      /* The middle of the sign is that of a capital letter. */
      draw_mark (self->cr, cell->mark, from, self->y + ROW_PAD + line - 0.36 * CELL_SIZE - MARK_SIZE / 2.);
      vit_plot_text_show (self->cr, layout, x + room, self->y + ROW_PAD,
                          vit_plot_theme_get_colour (theme, row < 0 ? VIT_PLOT_COLOUR_FOREGROUND : cell->colour));
      x += widths[c] + COLUMN_GAP;
    }
  self->y += height;
  vit_plot_set_source (self->cr, row < 0 ? &theme->frame : &theme->grid, 1);
  cairo_set_line_width (self->cr, row < 0 ? 0.7 : 0.5);
  cairo_move_to (self->cr, VIT_PAGE_SIDE, self->y);
  cairo_rel_line_to (self->cr, VIT_TEXT_WIDTH, 0);
  cairo_stroke (self->cr);
}

double
vit_press_table_start (VitPress *self, const VitDocumentTable *table)
{
  g_autofree double *widths = column_widths (self, table);
  double height = row_height (self, table, -1, widths);

  return vit_document_table_get_n_rows (table) > 0 ? height + row_height (self, table, 0, widths) : height;
}

void
vit_press_table (VitPress *self, const VitDocumentTable *table)
{
  g_autofree double *widths = column_widths (self, table);
  double headings = row_height (self, table, -1, widths);
  int n_rows = vit_document_table_get_n_rows (table);

  if (vit_document_table_get_n_columns (table) == 0)
    return;
  vit_press_ensure (self, headings + (n_rows > 0 ? row_height (self, table, 0, widths) : 0));
  draw_row (self, table, -1, widths, headings);
  for (int row = 0; row < n_rows; row++)
    {
      double height = row_height (self, table, row, widths);
      int page = self->page;

      vit_press_ensure (self, height);
      if (self->page != page)
        draw_row (self, table, -1, widths, headings);
      draw_row (self, table, row, widths, height);
    }
}
