/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-export.h"

#include <adwaita.h>

/**
 * VitFigureView:
 *
 * A figure on a card: drawn in the style of the window, with a crosshair that reads the curves, bars that can be
 * chosen, and a menu that exports and copies. Transparent where nothing is drawn.
 *
 * Signals: `bar-activated (int category)` when somebody clicks on a bar or its label or chooses it with the keyboard;
 * `export-chosen (const char *path)` when somebody wants it in a file: see vit_figure_view_new_export().
 */
#define VIT_TYPE_FIGURE_VIEW (vit_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (VitFigureView, vit_figure_view, VIT, FIGURE_VIEW, GtkWidget)

GtkWidget *vit_figure_view_new (void);

/* @figure: (transfer full) (nullable): what to show; the crosshair stays where it is. */
void vit_figure_view_set_figure (VitFigureView *self, VitFigure *figure);

/* Returns: (transfer none) (nullable): valid until the next is set. */
const VitFigure *vit_figure_view_get_figure (VitFigureView *self);

/* Marks the bars of a category; −1 for none. */
void vit_figure_view_set_selected_bar (VitFigureView *self, int category);

/* Writes the figure for print, in the format that @path ends in and in the shape that it has on screen. Errors: those
 * of vit_figure_save(), %VIT_ERROR_INPUT if there is no figure. */
gboolean vit_figure_view_export (VitFigureView *self, const char *path, GError **error);
/* The same as something that a thread can do; %NULL if there is no figure. */
VitFigureExport *vit_figure_view_new_export (VitFigureView *self, const char *path);
