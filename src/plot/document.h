/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-table.h"
#include "figure.h"

/**
 * VitDocument:
 *
 * A report on A4 pages. Blocks stand one below the other in the order in which they are added; a page ends where the
 * next block does not fit. A heading is never the last thing on a page, and a table that goes on has its headings
 * again. Every page has a footer with the title and "page n of m". Texts are plain UTF-8 and are copied in.
 */
typedef struct _VitDocument VitDocument;

VitDocument *vit_document_new (const char *title);
void vit_document_free (VitDocument *self);

/* The title in large letters, with @subtitle (nullable) below. */
void vit_document_add_title (VitDocument *self, const char *subtitle);
void vit_document_add_heading (VitDocument *self, const char *text);
void vit_document_add_paragraph (VitDocument *self, const char *text);

/* @table: (transfer full) */
void vit_document_add_table (VitDocument *self, VitDocumentTable *table);

/* @figures: (transfer full) (array length=n): side by side; @caption: (nullable): below them */
void vit_document_add_figures (VitDocument *self, int n, VitFigure *const *figures, double height_mm,
                               const char *caption);
void vit_document_add_page_break (VitDocument *self);

int vit_document_count_pages (const VitDocument *self);

/* Writes a PDF. A file that is there is replaced only when the new one is whole. Errors: those of GIO. */
gboolean vit_document_save (const VitDocument *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitDocument, vit_document_free)
