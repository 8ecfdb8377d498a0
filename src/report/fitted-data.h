/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/**
 * VitFittedCurve:
 * @name: "Cu K EXAFS"
 * @x_name, @y_name: axes with units, for a figure
 * @n, @x: points
 * @model, @target: curves there; @target is %NULL if there is none
 * @r2, @delta2: R² and δ² of one against the other; NaN without a target
 * @is_fitted: whether the recipe fits it
 * @rdf: (nullable) (array zero-terminated=1): of a g(r), its names in a comparison ("g(r) Cu-Zr", "g(r) Zr-Cu")
 *
 * What an experiment would show, of the model and as measured.
 */
typedef struct
{
  char *name;
  char *x_name;
  char *y_name;
  gsize n;
  double *x;
  double *model;
  double *target;
  double r2;
  double delta2;
  gboolean is_fitted;
  char **rdf;
} VitFittedCurve;

/**
 * vit_fitted_data_from_recipe:
 * @recipe: path of a recipe
 * @model: path of a configuration to take in place of its start
 * @target: (out) (transfer full) (nullable): the configuration whose curves the recipe fits, %NULL if it fits files
 * @target_path: (out) (transfer full) (nullable): its path
 *
 * Returns: (element-type VitFittedCurve): the data sets of the recipe. Errors: those of vit_recipe_read() and
 *   vit_fit_new().
 */
GPtrArray *vit_fitted_data_from_recipe (const char *recipe, const char *model, VitConfiguration **target,
                                        char **target_path, GError **error);

/**
 * vit_fitted_data_xray:
 * @target: (nullable): a target
 *
 * Returns: (element-type VitFittedCurve): the X-ray S(q) from 0.6 to 20 Å⁻¹, where no recipe says what was measured.
 */
GPtrArray *vit_fitted_data_xray (const VitConfiguration *model, const VitConfiguration *target, GError **error);
