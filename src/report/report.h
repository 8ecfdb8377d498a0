/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fitted-data.h"
#include "outliers.h"
#include "reliability.h"

#include <gio/gio.h>

/**
 * VitReportOptions:
 * @model: path of the model
 * @target: (nullable): path of the target
 * @recipe: (nullable): path of the recipe that was fitted; if it fits a configuration, that is the target
 * @potentials: (nullable) (array zero-terminated=1): names of potential files; %NULL for one that is known to suit
 * @cutoffs: (nullable): cut-offs of neighbours, as for vit_cutoffs_parse()
 * @relative_area, @edge_length, @radical: of the tessellation
 * @progress: (nullable): called with what is being done and @data
 * @cancellable: (nullable): asked between the stages
 */
typedef struct
{
  const char *model;
  const char *target;
  const char *recipe;
  const char *const *potentials;
  const char *cutoffs;
  double relative_area;
  double edge_length;
  gboolean radical;
  void (*progress) (const char *what, gpointer data);
  gpointer data;
  GCancellable *cancellable;
} VitReportOptions;

/**
 * VitReport:
 * @model_path, @target_path, @recipe_path: where it came from; the last two may be %NULL
 * @potential: (nullable): name of the potential
 * @no_potential: (nullable): why there is none
 * @model, @target: profiles; @target is %NULL if there is none
 * @comparison: (nullable): of both
 * @curves: (element-type VitFittedCurve): what was fitted
 * @relaxed_energy: what the model relaxes to, eV an atom; computed without a target only, else NaN
 * @checks: (element-type VitCheck): the check points
 * @outliers: (element-type VitOutlier): atoms in impossible places
 *
 * What a model is and whether to believe it: all that the report says, to be drawn (report-document.h), written
 * (report-json.h) or shown.
 */
typedef struct
{
  char *model_path;
  char *target_path;
  char *recipe_path;
  char *potential;
  char *no_potential;
  VitProfile *model;
  VitProfile *target;
  VitComparison *comparison;
  GPtrArray *curves;
  double relaxed_energy;
  GPtrArray *checks;
  GArray *outliers;

  /*< private >*/
  VitConfiguration *configurations[2];
  VitEam *eam;
} VitReport;

/**
 * vit_report_new:
 *
 * Takes some seconds for 10,000 atoms, and up to a minute where the model must be relaxed. Errors: those of the
 * readers and the analyses, and G_IO_ERROR_CANCELLED; a potential that was not asked for by name and cannot be had is
 * no error.
 */
VitReport *vit_report_new (const VitReportOptions *options, GError **error);
void vit_report_free (VitReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitReport, vit_report_free)
