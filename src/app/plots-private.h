/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-view.h"
#include "live-figures.h"
#include "plots.h"

/* Shared by the files plots*.c. */

/* VIT_PLOT_ABSENT: only keeps the place of a plot that the study does not have, for another that has it. */
typedef enum
{
  VIT_PLOT_CURVE,
  VIT_PLOT_VALUE,
  VIT_PLOT_HISTORY,
  VIT_PLOT_R_SPACE,
  VIT_PLOT_PARTIAL_RDF,
  VIT_PLOT_TOTAL_RDF,
  VIT_PLOT_ANALYSIS,
  VIT_PLOT_ABSENT,
} VitPlotKind;

/**
 * VitPlot:
 * @kind, @live, @index: what is drawn; of an analysis which; of which term or element
 * @id: "polyhedra Cu": what it is called in every language, by every study that has it; of an absent one its text in
 * the layout
 * @shown, @wide: whether it is shown, and over both columns
 * @rank: where the layout wants it, −1 if it says nothing of it
 * @choice: its line in the menu
 * @card, @view, @message, @handle: its widgets in the grid; %NULL until it is shown
 */
typedef struct
{
  VitPlots *owner;
  VitPlotKind kind;
  VitLiveKind live;
  int index;
  char *id;
  char *title;
  gboolean shown;
  gboolean wide;
  int rank;
  GtkWidget *choice;
  GtkWidget *card;
  VitFigureView *view;
  GtkWidget *message;
  GtkWidget *handle;
} VitPlot;

struct _VitPlots
{
  GtkWidget parent;

  VitStudy *study;
  VitAnalyser *analyser;
  GPtrArray *plots;  /* (element-type VitPlot): in the order of the grid */
  GPtrArray *layout; /* (element-type utf8): the layout that was set; empty once the plots are in it */
  VitPlot *selected;
  int selected_category;
  guint clock;

  GtkWidget *box;
  GtkGrid *grid;
  GtkWidget *choices;
  GtkLabel *age;
};

/* Makes the plots that the study can have, in the order that they come by themselves. */
void vit_plots_add_all (VitPlots *self);
void vit_plot_free (VitPlot *self);

/* One that the study does not have. @text: of the layout. */
VitPlot *vit_plot_new_absent (VitPlots *owner, const char *text, int rank);

/* Draws one that is shown. */
void vit_plot_draw (VitPlot *self);

/* Puts the plots into the layout that was set. */
void vit_plots_apply_layout (VitPlots *self);

/* Makes the menu of what is shown. */
void vit_plots_fill_menu (VitPlots *self);

/* Makes the card of the next plot that is shown and has none. Returns: whether there was one */
gboolean vit_plots_make_next_card (VitPlots *self);

/* Puts what is shown into the grid. */
void vit_plots_arrange (VitPlots *self);

/* Moves one before the one that is shown before it, or behind the one behind it. Returns: whether there is one */
gboolean vit_plots_move (VitPlots *self, VitPlot *plot, gboolean forward);

/* A bar of a chart was chosen. */
void vit_plots_select (VitPlots *self, VitPlot *plot, int category);
