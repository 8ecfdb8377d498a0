/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule-draw.h"
#include "schedule-editor.h"
#include "schedule-popover.h"

/* For tests only. */

/* What the key of @keyval does to an editor that has the focus. Returns: whether it does anything. */
gboolean vit_schedule_editor_press_key (VitScheduleEditor *self, guint keyval, GdkModifierType state);

/* What a drag of @handle by @dy downwards does; ends where gtk_gesture_drag would. */
void vit_schedule_editor_drag (VitScheduleEditor *self, VitScheduleHandle handle, double dy);

VitSchedulePopover *vit_schedule_editor_get_popover (VitScheduleEditor *self);
const VitSchedulePicture *vit_schedule_editor_get_picture (VitScheduleEditor *self);
