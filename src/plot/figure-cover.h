/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-private.h"

#define VIT_COVER_CELLS 96

/**
 * VitFigureCover:
 * @panel: what is divided into cells
 * @cells: rows from the top; 0: free, 1: data, 200: text or an inset
 *
 * What covers which part of a panel: text goes where there is least.
 */
typedef struct
{
  VitFigureRect panel;
  guint8 cells[VIT_COVER_CELLS][VIT_COVER_CELLS];
} VitFigureCover;

/* The cell at a point of a side of the panel that begins at @from; the nearest outside. */
int vit_figure_cover_cell (double at, double from, double length);

void vit_figure_cover_rect (VitFigureCover *cover, const VitFigureRect *rect, guint8 weight);

/* A layer of data; a reference covers nothing, */
void vit_figure_cover_layer (VitFigureCover *cover, const VitFigurePlan *plan, const VitFigure *self,
                             const VitLayer *layer);

/* but its line and its label do, once that has its place. */
void vit_figure_cover_reference (VitFigureCover *cover, const VitFigureLayout *out, const VitLayer *layer,
                                 const VitFigureRect *label);

/* Sum over the cells of a rectangle. */
guint vit_figure_cover_count (const VitFigureCover *cover, const VitFigureRect *rect);
