/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "theme.h"

/**
 * VitDocumentTable:
 *
 * A table of a report. Texts are copied in.
 */
typedef struct _VitDocumentTable VitDocumentTable;

typedef enum
{
  VIT_ALIGN_LEFT,
  VIT_ALIGN_RIGHT,
} VitDocumentAlign;

/**
 * VitDocumentMark:
 *
 * A sign before the text of a cell: a disc with a tick, a ring with a question mark, a square with a cross. Form and
 * colour say the same.
 */
typedef enum
{
  VIT_MARK_NONE,
  VIT_MARK_PASS,
  VIT_MARK_UNSURE,
  VIT_MARK_FAIL,
} VitDocumentMark;

/* @text: NULL for an empty cell; @colour: VIT_PLOT_COLOUR_FOREGROUND, which is 0, if nothing is said; @strong: in bold.
 */
typedef struct
{
  const char *text;
  VitPlotColour colour;
  VitDocumentMark mark;
  gboolean strong;
} VitDocumentCell;

/* @headings: shape (n_columns); @alignments: the same, or NULL for all left. */
VitDocumentTable *vit_document_table_new (int n_columns, const char *const *headings,
                                          const VitDocumentAlign *alignments);
void vit_document_table_free (VitDocumentTable *self);

/* @cells: shape (n_columns). */
void vit_document_table_add_row (VitDocumentTable *self, const VitDocumentCell *cells);

int vit_document_table_get_n_columns (const VitDocumentTable *self);
int vit_document_table_get_n_rows (const VitDocumentTable *self);
VitDocumentAlign vit_document_table_get_alignment (const VitDocumentTable *self, int column);

/* @row: −1 for the headings. */
const VitDocumentCell *vit_document_table_get_cell (const VitDocumentTable *self, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitDocumentTable, vit_document_table_free)
