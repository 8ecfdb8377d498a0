/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fit.h"
#include "history.h"

/**
 * VitResult:
 * @fit: the fit
 * @history: its χ² history
 * @seconds: time that it took
 * @finished: whether the schedule came to its end
 * @n_unfitted, @unfitted_names, @unfitted_r2: R² of what was not fitted, such as g(r), if a target is known
 */
typedef struct
{
  const VitFit *fit;
  const VitHistory *history;
  double seconds;
  gboolean finished;
  gsize n_unfitted;
  const char *const *unfitted_names;
  const double *unfitted_r2;
} VitResult;

/**
 * vit_result_write:
 * @folder: made if it is not there; files of the same names are replaced
 *
 * Writes model.xyz; for each data set its curve beside the target (NAME.csv); history.csv; gr.csv (total and partial
 * g(r) of the model, and of the target if there is one); summary.json. Errors: those of GIO.
 */
gboolean vit_result_write (const VitResult *self, const char *folder, GError **error);
