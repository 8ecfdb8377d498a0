/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "timeline-lanes.h"
#include "timeline.h"

/* Shared by the files timeline.c and timeline-input.c. */

struct _VitTimeline
{
  GtkWidget parent;
  VitFigure *figure; /* NULL: to be made */
  VitHistory *history;
  char **names;
  VitTimelineLanes lanes;
  VitPlotTheme theme;
  VitFigureLayout layout;
  VitPlotScale x; /* of moves */
  GdkTexture *data;
  double top;      /* of the lanes */
  gint64 n_moves;  /* of the run */
  gint64 axis_end; /* moves; grows in steps while a run goes on beyond its end */
  gint64 now;
  gint64 shown;
  int pointed;
  gboolean scrubbing;
};

/* Whether there is neither history nor checkpoint. */
gboolean vit_timeline_is_empty (VitTimeline *self);

/* Where @moves are on the axis. */
double vit_timeline_moves_x (VitTimeline *self, gint64 moves);

/* Connects pointer and keys. */
void vit_timeline_add_controllers (VitTimeline *self);

/* Of the class: says of the checkpoint under the pointer what it is. */
gboolean vit_timeline_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

/* For tests only. */

/* What the key of @keyval does to a timeline that has the focus. Returns: whether it does anything. */
gboolean vit_timeline_press_key (VitTimeline *self, guint keyval);

/* What a press at, or a drag to, a point does. */
void vit_timeline_scrub (VitTimeline *self, double x, double y);

/* Where a checkpoint is drawn. Returns: FALSE if it is not. */
gboolean vit_timeline_get_dot_position (VitTimeline *self, gint64 id, double *x, double *y);

/* What is said of a checkpoint when the pointer is over it; free with g_free(). */
char *vit_timeline_describe (const VitProjectCheckpoint *dot);

/* "checkpoint 12 of 30, 1.5 million moves"; free with g_free(). */
char *vit_timeline_get_value_text (VitTimeline *self);
