/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-table.h"

#include "plot-text.h"

struct _VitDocumentTable
{
  int n_columns;
  VitDocumentAlign *alignments;
  GArray *cells; /* element-type VitDocumentCell; the first row are the headings */
};

static void
cell_clear (VitDocumentCell *cell)
{
  g_free ((char *) cell->text);
}

VitDocumentTable *
vit_document_table_new (int n_columns, const char *const *headings, const VitDocumentAlign *alignments)
{
  VitDocumentTable *self = g_new0 (VitDocumentTable, 1);

  self->n_columns = n_columns;
  self->alignments = g_new0 (VitDocumentAlign, n_columns);
  self->cells = g_array_new (FALSE, FALSE, sizeof (VitDocumentCell));
  g_array_set_clear_func (self->cells, (GDestroyNotify) cell_clear);
  for (int c = 0; c < n_columns; c++)
    {
      VitDocumentCell cell = { .text = vit_plot_text_copy (headings[c]) };

      if (alignments != NULL)
        self->alignments[c] = alignments[c];
      g_array_append_val (self->cells, cell);
    }
  return self;
}

void
vit_document_table_free (VitDocumentTable *self)
{
  if (self == NULL)
    return;
  g_free (self->alignments);
  g_array_unref (self->cells);
  g_free (self);
}

void
vit_document_table_add_row (VitDocumentTable *self, const VitDocumentCell *cells)
{
  for (int c = 0; c < self->n_columns; c++)
    {
      VitDocumentCell cell = cells[c];

      cell.text = vit_plot_text_copy (cells[c].text);
      g_array_append_val (self->cells, cell);
    }
}

int
vit_document_table_get_n_columns (const VitDocumentTable *self)
{
  return self->n_columns;
}

int
vit_document_table_get_n_rows (const VitDocumentTable *self)
{
  return self->n_columns == 0 ? 0 : (int) self->cells->len / self->n_columns - 1;
}

VitDocumentAlign
vit_document_table_get_alignment (const VitDocumentTable *self, int column)
{
  return self->alignments[column];
}

const VitDocumentCell *
vit_document_table_get_cell (const VitDocumentTable *self, int row, int column)
{
  return &g_array_index (self->cells, VitDocumentCell, (row + 1) * self->n_columns + column);
}
