/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "project.h"
#include "runner.h"

/**
 * VitCliSession:
 * @fit: what is run
 * @project: (nullable): where it is kept
 * @options: of the runner; its sink is set from @project
 * @history: how χ² went, of the whole way to where it ended
 * @seconds: time that it took
 * @interrupted: whether a signal ended it
 * @unsaved: (nullable): why the project could not be written
 *
 * A run of the command line: on a runner, with progress shown, ended by its schedule or by SIGINT or SIGTERM.
 */
typedef struct
{
  VitFit *fit;
  VitProject *project;
  VitRunnerOptions options;
  VitHistory *history;
  double seconds;
  gboolean interrupted;
  char *unsaved;
} VitCliSession;

/**
 * vit_cli_session_run:
 *
 * Errors: %VIT_ERROR_NUMERIC as vit_annealer_run(); what was reached is there all the same.
 */
gboolean vit_cli_session_run (VitCliSession *self, GError **error);

/* Says so if a signal ended it. Returns: the exit status. */
int vit_cli_session_end (const VitCliSession *self);
