/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "distribution.h"
#include "voronoi.h"

/**
 * VitVoronoiClass:
 * @index: Voronoi index
 * @count: how many atoms have it
 */
typedef struct
{
  VitVoronoiIndex index;
  gsize count;
} VitVoronoiClass;

/* ⟨0,0,12,0⟩: the cell of an atom in the middle of an icosahedron. */
#define VIT_ICOSAHEDRON ((VitVoronoiIndex){ { 0, 0, 12, 0 } })

gboolean vit_voronoi_index_equal (VitVoronoiIndex a, VitVoronoiIndex b);

/* "⟨0,0,12,0⟩"; with more numbers if there are faces of more than six edges. Free with g_free(). */
char *vit_voronoi_index_format (VitVoronoiIndex index);

/**
 * vit_voronoi_index_parse:
 * @text: "0,0,12,0", with or without ⟨ ⟩ or < >
 *
 * Errors: %VIT_ERROR_INPUT.
 */
gboolean vit_voronoi_index_parse (const char *text, VitVoronoiIndex *index, GError **error);

/**
 * vit_voronoi_classes:
 * @species: of the atoms to count, or %VIT_ALL_SPECIES
 *
 * Returns: (element-type VitVoronoiClass): what there is, the most frequent first; equally frequent ones in the order
 *   of their numbers.
 */
GArray *vit_voronoi_classes (const VitVoronoi *voronoi, const VitConfiguration *configuration, int species);

/**
 * VitVoronoiSample:
 * @voronoi, @configuration: a tessellation and its atoms
 * @blocks: sub-volumes, to tell errors by
 * @species: the atoms that count, or %VIT_ALL_SPECIES
 */
typedef struct
{
  const VitVoronoi *voronoi;
  const VitConfiguration *configuration;
  const VitBlocks *blocks;
  int species;
} VitVoronoiSample;

/**
 * vit_voronoi_distribution:
 * @classes: (element-type VitVoronoiClass): the classes, in the order of the distribution
 *
 * Returns: how often they occur; its last class, behind those of @classes, counts all atoms of other indices.
 */
VitDistribution *vit_voronoi_distribution (const VitVoronoiSample *sample, const GArray *classes);

/* All classes of either, the most frequent of @first first: what two distributions can be compared by. */
GArray *vit_voronoi_classes_union (const VitVoronoiSample *first, const VitVoronoiSample *second);

/**
 * VitVoronoiStatistics:
 * @n: number of atoms
 * @coordination: mean number of faces
 * @volume: mean volume, Å³
 * @faces: part of all faces that have 3, 4, 5, 6 … edges; that of five is the five-fold symmetry
 */
typedef struct
{
  gsize n;
  VitEstimate coordination;
  VitEstimate volume;
  VitEstimate faces[VIT_VORONOI_ORDERS];
} VitVoronoiStatistics;

VitVoronoiStatistics vit_voronoi_statistics (const VitVoronoiSample *sample);
