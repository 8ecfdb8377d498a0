/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "report.h"

/* The figures of the report, one function each; the target as points or the first bars, the model as line or the
 * second.
 * @element is an element of the profiles, or VIT_ALL_SPECIES. All return a new figure. */

/* A curve that an experiment shows, with R² and the residual below. */
VitFigure *vit_report_curve_figure (const VitFittedCurve *curve);

/* Total g(r) (R² in the corner); partial g(r), one above the other. */
VitFigure *vit_report_total_rdf_figure (const VitReport *report);
VitFigure *vit_report_partial_rdf_figure (const VitReport *report);

/* How often the most frequent Voronoi indices of the target (or of the model) occur round an element. */
VitFigure *vit_report_polyhedra_figure (const VitReport *report, int element);

/* Distribution of the potential energy over the atoms, with its mean. */
VitFigure *vit_report_energy_figure (const VitReport *report, int element);

/* Bond angles at an element; coordination numbers of it. */
VitFigure *vit_report_angle_figure (const VitReport *report, int element);
VitFigure *vit_report_coordination_figure (const VitReport *report, int element);

/* Part of the faces with 3, 4, 5 … edges. */
VitFigure *vit_report_face_figure (const VitReport *report);

/* Connections of icosahedra of each kind; sizes of their networks. */
VitFigure *vit_report_link_figure (const VitReport *report);
VitFigure *vit_report_network_figure (const VitReport *report);
