/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "project.h"

/* The checkpoints under a timeline: one lane for each branch, the present one lowest. */

/* Height of a lane. */
#define VIT_TIMELINE_LANE 14

/**
 * VitTimelineLane:
 * @from, @to: moves; @from of the checkpoint that the branch began at
 * @parent_row: of the lane that it began on, −1 for none
 */
typedef struct
{
  gint64 branch;
  gint64 from;
  gint64 to;
  int row;
  int parent_row;
} VitTimelineLane;

/**
 * VitTimelineLanes:
 * @checkpoints: (nullable) (element-type VitProjectCheckpoint): held, so that @dots live
 * @dots: (element-type VitProjectCheckpoint) (not owned): the same in the order of moves
 * @lanes: (element-type VitTimelineLane)
 * @n_rows: at least 1
 */
typedef struct
{
  GPtrArray *checkpoints;
  GPtrArray *dots;
  GArray *lanes;
  int n_rows;
  gint64 branch;
} VitTimelineLanes;

void vit_timeline_lanes_init (VitTimelineLanes *self);
void vit_timeline_lanes_clear (VitTimelineLanes *self);

/* @checkpoints: (nullable) (element-type VitProjectCheckpoint): never changed any more */
void vit_timeline_lanes_set (VitTimelineLanes *self, GPtrArray *checkpoints, gint64 branch);

/* The checkpoint at an index, and the row of its lane, 0 at the top. */
const VitProjectCheckpoint *vit_timeline_lanes_get_dot (const VitTimelineLanes *self, int dot);
int vit_timeline_lanes_get_row (const VitTimelineLanes *self, int dot);

/* Index of a checkpoint, −1 if it is not there. */
int vit_timeline_lanes_find (const VitTimelineLanes *self, gint64 id);

/* Index of the next dot with a state beyond @from in the direction of @step, or −1. */
int vit_timeline_lanes_next (const VitTimelineLanes *self, int from, int step);

/* Moves of the last checkpoint, 0 if there is none. */
gint64 vit_timeline_lanes_get_end (const VitTimelineLanes *self);

/**
 * vit_timeline_lanes_nearest:
 * @x: axis of moves
 * @top: where the first lane begins
 * @at_x, @at_y: a point
 * @with_state: only those that one can go back to
 * @distance: (out): to it
 *
 * Returns: index of the dot nearest to the point; above the lanes only @at_x counts. −1 if there is none.
 */
int vit_timeline_lanes_nearest (const VitTimelineLanes *self, const VitPlotScale *x, double top, double at_x,
                                double at_y, gboolean with_state, double *distance);

/* @shown, @pointed: indices of dots to be marked, or −1. @now: moves */
void vit_timeline_lanes_draw (const VitTimelineLanes *self, const VitPlotScale *x, double top, int shown, int pointed,
                              gint64 now, const VitPlotTheme *theme, const VitPlotRgba *accent, cairo_t *cr);
