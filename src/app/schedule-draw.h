/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"
#include "theme.h"

/* The picture of a schedule: σ over progress, where its handles are and how it is drawn. */

typedef enum
{
  VIT_SCHEDULE_HANDLE_NONE = -1,
  VIT_SCHEDULE_HANDLE_START,
  VIT_SCHEDULE_HANDLE_NOW,
  VIT_SCHEDULE_HANDLE_END,
} VitScheduleHandle;

/**
 * VitSchedulePicture:
 * @schedule: what is drawn
 * @symbol, @unit: of the value: "σ" and "", or "T" and "K" of a temperature
 * @progress, @sigma: where the run is; NaN if there is none
 * @low, @high: σ at the lower and the upper end of the axis
 * @width, @height: of the panel
 * @selected, @pointed: handles to be marked
 * @focus: whether keys go to the selected one
 */
typedef struct
{
  VitSchedule schedule;
  const char *symbol;
  const char *unit;
  double progress;
  double sigma;
  double low;
  double high;
  double width;
  double height;
  VitScheduleHandle selected;
  VitScheduleHandle pointed;
  gboolean focus;
} VitSchedulePicture;

/* A value with its unit, in as many digits as it is read with: "0.012", "1500 K" (free with g_free()). */
char *vit_schedule_picture_text (const VitSchedulePicture *self, double value);

/* Chooses the axis for the values: at least a decade and a half, so that a flat schedule looks flat. */
void vit_schedule_picture_fit_axis (VitSchedulePicture *self);

/* Returns: FALSE if the handle is not there. */
gboolean vit_schedule_picture_get_handle (const VitSchedulePicture *self, VitScheduleHandle handle, double *x,
                                          double *y);

/* The handle at or near a point. */
VitScheduleHandle vit_schedule_picture_handle_at (const VitSchedulePicture *self, double x, double y);

/* By which factor σ changes on a way of @dy downwards. */
double vit_schedule_picture_factor (const VitSchedulePicture *self, double dy);

void vit_schedule_picture_draw (const VitSchedulePicture *self, const VitPlotTheme *theme, const VitPlotRgba *accent,
                                cairo_t *cr);
