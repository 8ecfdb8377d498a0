/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  VIT_SCHEDULE_GEOMETRIC,
  VIT_SCHEDULE_LINEAR,
  VIT_SCHEDULE_PLATEAUS,
} VitScheduleKind;

/**
 * VitSchedule:
 * @kind: how the value goes from start to end
 * @start, @end: values, above zero
 * @n_plateaus: number of steps of a schedule of plateaus
 *
 * A σ as a function of progress. Geometric: start (end/start)^p. Linear: start + (end − start) p. Plateaus: n values in
 * geometric steps from start to end, each held for 1/n of the run.
 */
typedef struct
{
  VitScheduleKind kind;
  double start;
  double end;
  int n_plateaus;
} VitSchedule;

/* @progress: 0 at the first move, 1 at the last; beyond it the value stays. */
double vit_schedule_get_value (const VitSchedule *self, double progress);

/* "geometric", "linear", "plateaus". */
const char *vit_schedule_kind_to_string (VitScheduleKind kind);
gboolean vit_schedule_kind_from_string (const char *text, VitScheduleKind *kind);
