/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "neighbour-grid.h"

/**
 * VitEamCandidate:
 *
 * An atom that is near, as the grid knows it.
 */
typedef struct
{
  gint32 atom;
  gint32 species;
  VitFixedPoint point;
} VitEamCandidate;

typedef struct _VitEamSearch VitEamSearch;

/* Which of some atoms of a span are near @a or @b: 1 or 0 for each. */
typedef void (*VitEamMeasure) (const VitEamSearch *self, const VitAtomSpan *span, gsize start, gsize n, VitFixedPoint a,
                               VitFixedPoint b, gint32 *near);

/**
 * VitEamSearch:
 * @candidate: what was found last
 * @room: number of candidates that there is room for
 *
 * Finds the atoms near a place, or near two, in single precision: a few more than asked for, never fewer. Private to
 * this room.
 */
struct _VitEamSearch
{
  VitEamCandidate *candidate;
  gsize room;

  /*< private >*/
  const VitNeighbourGrid *grid;
  double radius;
  float metric[6];
  VitAtomSpan *spans;
  VitEamMeasure measure; /* for this processor */
};

/* @grid is kept, not owned; @radius is at most that of the largest sphere in the cell, Å. */
void vit_eam_search_init (VitEamSearch *self, const VitCell *cell, const VitNeighbourGrid *grid, double radius);
void vit_eam_search_clear (VitEamSearch *self);

/* Finds the atoms within the radius of @a or @b, but for @atom. Returns: how many. */
int vit_eam_search_find (VitEamSearch *self, gsize atom, VitFixedPoint a, VitFixedPoint b);
