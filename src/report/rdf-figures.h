/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "pair-histogram.h"

/**
 * VitRdfSide:
 * @histogram: pairs of atoms at each distance
 * @species: species that each element shown has there
 *
 * One of two whose g(r) are drawn over each other. For an R² their bins must be the same.
 */
typedef struct
{
  const VitPairHistogram *histogram;
  const int *species;
} VitRdfSide;

/**
 * vit_rdf_total_figure:
 * @target: (nullable): as points; the model as a line
 * @r2: R² to be said; NaN for none
 */
VitFigure *vit_rdf_total_figure (const VitRdfSide *model, const VitRdfSide *target, double r2);

/**
 * vit_rdf_partial_figure:
 * @n_elements, @elements: what is shown
 * @r2: (nullable): R² of each pair, shape (n_elements (n_elements + 1)/2), in the order a ≤ b
 *
 * Partial g(r), one above the other.
 */
VitFigure *vit_rdf_partial_figure (int n_elements, const VitElement *const *elements, const VitRdfSide *model,
                                   const VitRdfSide *target, const double *r2);

/* The same R², over the bins that both have; shapes as above. */
double vit_rdf_total_r2 (const VitRdfSide *model, const VitRdfSide *target);
void vit_rdf_partial_r2 (int n_elements, const VitRdfSide *model, const VitRdfSide *target, double *r2);

/* "R² = 0.9934" at the end of the title, in the colour of agreement or not. */
void vit_figure_annotate_r2 (VitFigure *figure, double r2);

/* A curve on the side of the target, as points, or of the model, as a line; @name may be %NULL. */
void vit_figure_add_side (VitFigure *figure, VitPlotColour side, const char *name, gsize n, const double *x,
                          const double *y);
