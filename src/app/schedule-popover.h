/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"

#include <adwaita.h>

/* Entries for the values of a schedule, and its kind. Signal `applied` when a valid value was entered. */
#define VIT_TYPE_SCHEDULE_POPOVER (vit_schedule_popover_get_type ())
G_DECLARE_FINAL_TYPE (VitSchedulePopover, vit_schedule_popover, VIT, SCHEDULE_POPOVER, GtkPopover)

GtkWidget *vit_schedule_popover_new (void);

/* What the value is called and its unit; "σ" and "" at first. */
void vit_schedule_popover_set_symbol (VitSchedulePopover *self, const char *symbol, const char *unit);

/* @low, @high: what may be entered */
void vit_schedule_popover_set_schedule (VitSchedulePopover *self, const VitSchedule *schedule, double low, double high);
void vit_schedule_popover_get_schedule (VitSchedulePopover *self, VitSchedule *schedule);

/* The entries of the start and the end, for whoever gives them the focus. */
GtkWidget *vit_schedule_popover_get_entry (VitSchedulePopover *self, gboolean end);

/* Reads a σ as people type it: "0.05", "5e-3", "10⁻³", "2.5·10⁻⁵", a comma for the point. Returns: FALSE for anything
 * else, or not between @low and @high. */
gboolean vit_schedule_parse_sigma (const char *text, double low, double high, double *value);
