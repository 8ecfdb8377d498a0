/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

#include "drawing-file.h"
#include "plot-text.h"

#include <cairo-pdf.h>
#include <math.h>

static void
block_free (VitBlock *self)
{
  g_free (self->text);
  g_clear_pointer (&self->table, vit_document_table_free);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_free (self);
}

VitDocument *
vit_document_new (const char *title)
{
  VitDocument *self = g_new0 (VitDocument, 1);

  self->title = vit_plot_text_copy (title != NULL ? title : "");
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  return self;
}

void
vit_document_free (VitDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static VitBlock *
add_block (VitDocument *self, VitBlockKind kind, const char *text)
{
  VitBlock *block = g_new0 (VitBlock, 1);

  block->kind = kind;
  block->text = vit_plot_text_copy (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
vit_document_add_title (VitDocument *self, const char *subtitle)
{
  add_block (self, VIT_BLOCK_TITLE, subtitle);
}

void
vit_document_add_heading (VitDocument *self, const char *text)
{
  add_block (self, VIT_BLOCK_HEADING, text != NULL ? text : "");
}

void
vit_document_add_paragraph (VitDocument *self, const char *text)
{
  add_block (self, VIT_BLOCK_PARAGRAPH, text != NULL ? text : "");
}

void
vit_document_add_table (VitDocument *self, VitDocumentTable *table)
{
  add_block (self, VIT_BLOCK_TABLE, NULL)->table = table;
}

void
vit_document_add_figures (VitDocument *self, int n, VitFigure *const *figures, double height_mm, const char *caption)
{
  VitBlock *block = add_block (self, VIT_BLOCK_FIGURES, caption);

  block->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_figure_free);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (block->figures, figures[i]);
  block->height = isfinite (height_mm) ? fmax (height_mm, 5) / 25.4 * 72 : 150;
}

void
vit_document_add_page_break (VitDocument *self)
{
  add_block (self, VIT_BLOCK_PAGE_BREAK, NULL);
}

/* Sets the document into @bytes. The footer needs the number of pages, which is known when all is set: twice. */
static cairo_status_t
print_to (const VitDocument *self, GByteArray *bytes, int *n_pages)
{
  VitPress press = { .document = self, .n_pages = *n_pages };
  cairo_status_t status;

  press.surface = vit_drawing_new_pdf (bytes, VIT_PAGE_WIDTH, VIT_PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (press.surface, CAIRO_PDF_METADATA_TITLE, self->title);
  press.cr = cairo_create (press.surface);
  *n_pages = vit_press_run (&press);
  status = cairo_status (press.cr);
  cairo_destroy (press.cr);
  cairo_surface_finish (press.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (press.surface);
  cairo_surface_destroy (press.surface);
  return status;
}

int
vit_document_count_pages (const VitDocument *self)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int n_pages = 0;

  print_to (self, bytes, &n_pages);
  return n_pages;
}

gboolean
vit_document_save (const VitDocument *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int n_pages = vit_document_count_pages (self);
  cairo_status_t status = print_to (self, bytes, &n_pages);

  return vit_drawing_check (path, status, error) && vit_drawing_replace_file (path, bytes->data, bytes->len, error);
}
