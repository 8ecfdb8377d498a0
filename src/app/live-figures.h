/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analyser.h"
#include "figure.h"

/* The figures of the window, of a snapshot or of the last analysis. All return a new figure, or %NULL if there is
 * nothing to draw yet. */

/* The curve of a term against its data, with the residual. */
VitFigure *vit_live_curve_figure (const VitFit *fit, const VitSnapshot *snapshot, int term);

/* The number that a value term is about, over the run. */
VitFigure *vit_live_value_figure (const VitFit *fit, const VitHistory *history, int term);

/* χ² of each term over the run, as the timeline draws it. */
VitFigure *vit_live_history_figure (const VitFit *fit, const VitHistory *history, const char *title);

/* |χ(R)| of an EXAFS term and of its data (Fourier transform in the window of the recipe). */
VitFigure *vit_live_r_space_figure (const VitFit *fit, const VitSnapshot *snapshot, int term);
gboolean vit_live_has_r_space (const VitFit *fit, int term);

/* g(r) of a snapshot; @target (nullable): the analysis of the target; @partial: of each pair instead of all. */
VitFigure *vit_live_rdf_figure (const VitFit *fit, const VitSnapshot *snapshot, const VitAnalysis *target,
                                gboolean partial);

/* What an analysis shows round an element, an index of the profile's elements or %VIT_ALL_SPECIES. */
typedef enum
{
  VIT_LIVE_POLYHEDRA,
  VIT_LIVE_COORDINATION,
  VIT_LIVE_ANGLES,
  VIT_LIVE_ENERGY,
  VIT_LIVE_FACES,
  VIT_LIVE_LINKS,
  VIT_LIVE_NETWORKS,
} VitLiveKind;

VitFigure *vit_live_analysis_figure (VitLiveKind kind, const VitAnalysis *model, const VitAnalysis *target,
                                     int element);
