/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "column-file.h"
#include "figure.h"
#include "recipe.h"

/**
 * VitCurvePreview:
 * @curve: (nullable): the curve as it is read; %NULL if it cannot be
 * @columns: (array zero-terminated=1): what the columns are called: "1 · k", "2 · chi", or just "1"
 * @problem: (nullable): why there is no curve, in words for beside the file
 *
 * What a file holds if it is read with given columns, form and unit.
 */
typedef struct
{
  VitCurve *curve;
  char **columns;
  char *problem;
} VitCurvePreview;

/* Reads no more than a file and may be called on any thread. */
VitCurvePreview *vit_curve_preview_new (const char *path, VitCurveKind kind, const VitColumnOptions *options);
void vit_curve_preview_free (VitCurvePreview *self);

/* What was read: "391 points, 0.6–20 Å⁻¹, S(q) − 1"; or the problem. Free with g_free(). */
char *vit_curve_preview_describe (const VitCurvePreview *self, VitCurveKind kind);

/* The curve drawn as it is fitted: χ(k) weighted by k to the power of @k_weight, G(r) of a number density, Å⁻³. Free
 * with vit_figure_free(). */
VitFigure *vit_curve_preview_draw (const VitCurvePreview *self, VitDataKind kind, int k_weight, double density);

/* What a file most likely is, by its column titles, else by its name; X-ray S(q) if nothing tells. */
VitDataKind vit_data_kind_guess (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitCurvePreview, vit_curve_preview_free)
