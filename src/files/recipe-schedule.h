/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ini-file.h"
#include "schedule.h"

/**
 * vit_recipe_read_schedule:
 * @key: "sigma" or "temperature"
 * @schedule: (inout): left as it is if there is no such key
 *
 * Reads a value that changes over the run: "0.1", "0.1 0.001", "0.1 0.001 linear" or "0.1 0.001 plateaus 5". Errors:
 * %VIT_ERROR_INPUT that names file and line.
 */
gboolean vit_recipe_read_schedule (const VitIniFile *ini, const char *group, const char *key, VitSchedule *schedule,
                                   GError **error);
