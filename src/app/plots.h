/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analyser.h"

#include <gtk/gtk.h>

/**
 * VitPlots:
 *
 * The plots of a study in a grid that the user arranges: each can be shown or hidden, dragged to another place or moved
 * by keys, and be as wide as the panel or half of it. Signals:
 * - "polyhedra-selected": a bar of a Voronoi chart was chosen or let go, see vit_plots_get_selection()
 * - "export-chosen" (VitFigureView *, const char *path): somebody wants a plot in a file
 */
#define VIT_TYPE_PLOTS (vit_plots_get_type ())
G_DECLARE_FINAL_TYPE (VitPlots, vit_plots, VIT, PLOTS, GtkWidget)

/* Lists the plots that a study can have. */
void vit_plots_set_study (VitPlots *self, VitStudy *study, VitAnalyser *analyser);

/* Makes the widgets of the next that is shown. Returns: whether there are more to be made */
gboolean vit_plots_fill (VitPlots *self);

/* What is in the grid, in which order, and how wide: a text for each plot, in the order of the grid. Plots of the
 * layout that this study does not have keep their place in it for another that has them; those that are not in the
 * layout stand where they come by themselves. To be set before the study. Free with g_strfreev(). */
char **vit_plots_get_layout (VitPlots *self);
void vit_plots_set_layout (VitPlots *self, const char *const *layout);

/* Draws what is shown again: of the snapshot that is looked at, and of the last analysis. */
void vit_plots_update (VitPlots *self);
void vit_plots_update_analysis (VitPlots *self);

/* The polyhedra that are chosen: element (species of the start, or %VIT_ALL_SPECIES) and index. FALSE if none are. */
gboolean vit_plots_get_selection (VitPlots *self, int *species, VitVoronoiIndex *index);
void vit_plots_clear_selection (VitPlots *self);

/* All plots that are shown, to be written into a folder as PDF and CSV (element-type VitFigureExport). */
GPtrArray *vit_plots_list_exports (VitPlots *self, const char *folder);
