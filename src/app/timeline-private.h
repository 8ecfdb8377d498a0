/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "timeline-lanes.h"
#include "timeline.h"

/* For tests only. */

/* What the key of @keyval does to a timeline that has the focus. Returns: whether it does anything. */
gboolean vit_timeline_press_key (VitTimeline *self, guint keyval);

/* What a press at, or a drag to, a point does. */
void vit_timeline_scrub (VitTimeline *self, double x, double y);

/* Where a checkpoint is drawn. Returns: FALSE if it is not. */
gboolean vit_timeline_get_dot_position (VitTimeline *self, gint64 id, double *x, double *y);

/* What is said of a checkpoint when the pointer is over it; free with g_free(). */
char *vit_timeline_describe (const VitTimelineDot *dot);

/* "checkpoint 12 of 30, 1.5 million moves"; free with g_free(). */
char *vit_timeline_get_value_text (VitTimeline *self);
