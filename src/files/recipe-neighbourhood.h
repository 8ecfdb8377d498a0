/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ini-file.h"
#include "voronoi.h"

/* Recipes say of whose neighbours they speak in these ways. */
typedef enum
{
  VIT_NEIGHBOURHOOD_NONE,
  VIT_NEIGHBOURHOOD_PAIR,    /* pair = Cu-Zr: neighbours Zr of atoms Cu; each may be "all" */
  VIT_NEIGHBOURHOOD_ORDER,   /* the same, but compared with all neighbours of Cu; "all" says nothing */
  VIT_NEIGHBOURHOOD_ANGLES,  /* centre = Cu, neighbours = Cu-Zr or all */
  VIT_NEIGHBOURHOOD_VORONOI, /* class = 0,0,12,0, centre = Cu or all */
} VitNeighbourhoodKind;

/**
 * VitNeighbourhood:
 * @kind: in what way
 * @centre: (nullable): element a in the centre; %NULL for all
 * @end: (nullable): its neighbours b, of angles b and c; %NULL for all
 * @element_line, @cutoff_line: lines of the recipe that say so, and that have the cut-offs, for messages
 * @cutoff_text: (nullable): cut-offs as written: "3.6" or "Cu-Cu 3.2, Cu-Zr 3.6"
 * @n_bins: of angles: widths in 180°; of coordination: the largest number of neighbours. 0: not known yet
 * @class: a Voronoi index
 * @n_elements, @element: elements of the sample, by which the cut-offs are in order; set with them by
 * vit_fit_neighbourhoods_prepare()
 * @cutoff: r < cut-off makes neighbours, for each pair of them (vit_pair_index()), Å; 0 where it does not matter
 * @curve: (nullable): the target of a file at its points, shape (n_bins + 1)
 *
 * What a data set or a constraint says about neighbours.
 */
typedef struct
{
  VitNeighbourhoodKind kind;
  const VitElement *centre;
  const VitElement *end[2];
  int element_line, cutoff_line;
  char *cutoff_text;
  int n_bins;
  VitVoronoiIndex class;
  int n_elements;
  const VitElement *element[VIT_MAX_SPECIES];
  double cutoff[VIT_MAX_PAIRS];
  double *curve;
} VitNeighbourhood;

/* Reads what a group says about neighbours. Errors: %VIT_ERROR_INPUT "path:line: …". */
gboolean vit_neighbourhood_read (VitNeighbourhood *self, VitNeighbourhoodKind kind, const VitIniFile *ini,
                                 const char *group, GError **error);
void vit_neighbourhood_clear (VitNeighbourhood *self);

/* The longest cut-off, Å. */
double vit_neighbourhood_get_longest (const VitNeighbourhood *self);

/* Whether neighbours of these two elements, either of them in the centre, are spoken of. */
gboolean vit_neighbourhood_needs (const VitNeighbourhood *self, const VitElement *a, const VitElement *b);
