/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

typedef enum
{
  VIT_BLOCK_TITLE,
  VIT_BLOCK_HEADING,
  VIT_BLOCK_PARAGRAPH,
  VIT_BLOCK_TABLE,
  VIT_BLOCK_FIGURES,
  VIT_BLOCK_PAGE_BREAK,
} VitBlockKind;

/* @text: of titles (the subtitle), headings, paragraphs and captions; NULL for none. */
typedef struct
{
  VitBlockKind kind;
  char *text;
  VitDocumentTable *table;
  GPtrArray *figures; /* element-type VitFigure */
  double height;      /* of figures, points */
} VitBlock;

struct _VitDocument
{
  char *title;
  GPtrArray *blocks; /* element-type VitBlock */
};

#define VIT_PAGE_WIDTH 595.276
#define VIT_PAGE_HEIGHT 841.89
#define VIT_PAGE_SIDE 56.7
#define VIT_PAGE_TOP 51
#define VIT_PAGE_BOTTOM (VIT_PAGE_HEIGHT - 62)
#define VIT_TEXT_WIDTH (VIT_PAGE_WIDTH - 2 * VIT_PAGE_SIDE)

/**
 * VitPress:
 * @surface: a PDF
 * @y: where the next block begins
 * @page: the current one, from 1
 * @n_pages: for the footer
 *
 * A document being set.
 */
typedef struct
{
  const VitDocument *document;
  cairo_surface_t *surface;
  cairo_t *cr;
  double y;
  int page;
  int n_pages;
} VitPress;

/* Sets all blocks. Returns: the number of pages. */
int vit_press_run (VitPress *self);

/* Goes on to the next page unless there is room for @height. */
void vit_press_ensure (VitPress *self, double height);

/* Height of the headings of a table with its first row; and the table itself. */
double vit_press_table_start (VitPress *self, const VitDocumentTable *table);
void vit_press_table (VitPress *self, const VitDocumentTable *table);
