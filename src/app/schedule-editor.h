/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"

#include <adwaita.h>

/**
 * VitScheduleEditor:
 *
 * σ over progress, with handles: the start, the end, and "now", which moves the whole schedule up and down. Double
 * click, Enter or F2 opens entries for the values and the kind.
 *
 * Signal: `changed` when somebody has changed the schedule; during a drag at most once a frame.
 */
#define VIT_TYPE_SCHEDULE_EDITOR (vit_schedule_editor_get_type ())
G_DECLARE_FINAL_TYPE (VitScheduleEditor, vit_schedule_editor, VIT, SCHEDULE_EDITOR, GtkWidget)

GtkWidget *vit_schedule_editor_new (void);

/* Gives no signal. Left without effect while somebody drags, whose hand it would pull away. */
void vit_schedule_editor_set_schedule (VitScheduleEditor *self, const VitSchedule *schedule);
void vit_schedule_editor_get_schedule (VitScheduleEditor *self, VitSchedule *schedule);

/* Where the run is: @progress from 0 to 1 and the σ that is in force. NaN for neither. */
void vit_schedule_editor_set_now (VitScheduleEditor *self, double progress, double sigma);

/* Limits of σ; 10⁻⁷ to 10 at first. */
void vit_schedule_editor_set_range (VitScheduleEditor *self, double low, double high);

/* What the value is called and its unit, "σ" and "" at first; kept, not copied. */
void vit_schedule_editor_set_symbol (VitScheduleEditor *self, const char *symbol, const char *unit);
