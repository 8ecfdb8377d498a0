/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"
#include "column-file.h"
#include "composition.h"
#include "fourier-filter.h"
#include "range.h"
#include "rdf-observable.h"
#include "recipe-neighbourhood.h"
#include "structure-factor.h"

/* The kinds of data set that a recipe knows. */
typedef enum
{
  VIT_DATA_XRAY_SQ,
  VIT_DATA_NEUTRON_SQ,
  VIT_DATA_EXAFS,
  VIT_DATA_RDF,
  VIT_DATA_REDUCED_RDF,
  VIT_DATA_PARTIAL_SQ,
  VIT_DATA_COORDINATION,
  VIT_DATA_BOND_ANGLES,
} VitDataKind;

/* What the file of a data set holds; #VIT_CURVE_OWN for distributions of neighbours, which are read as what they are.
 */
#define VIT_CURVE_OWN ((VitCurveKind) -1)
VitCurveKind vit_data_kind_get_curve (VitDataKind kind);

/* Whether a data set of this kind can be of one pair of elements, and whether it must be. */
gboolean vit_data_kind_has_pair (VitDataKind kind);
gboolean vit_data_kind_needs_pair (VitDataKind kind);

/* An absorption edge such as "Cu-K" or "Ta L3". FALSE if @text is none; else @edge is to be freed with g_free(). */
gboolean vit_edge_parse (const char *text, const VitElement **absorber, char **edge);

/* The windows of a Fourier filter that a range of k has unless told otherwise: all of @k with sills of 1 Å⁻¹ inside it,
 * and sills of 0.5 Å in R. The range in R is left as it is. */
void vit_default_filter (const VitRange *k, VitFourierWindow *k_window, VitFourierWindow *r_window);

/* The most data sets of a recipe, and the most constraints. */
#define VIT_RECIPE_MAX_GROUPS 32

/**
 * VitRecipeData:
 * @group: name of the group in the recipe: "data Cu K"
 * @line, @range_line, @pair_line: its line there and those of two keys, for messages
 * @name: what it is called: "Cu K"
 * @kind: what it is
 * @file, @target: path of the data, or of the configuration whose curve is the target; one of them is %NULL
 * @columns: how to read the file
 * @range: of q, k or r; step 0: the points of the file
 * @range_given: whether the recipe says so, so that the data must cover it; else it is cut to the data
 * @noise: standard deviation of Gaussian noise on a target's curve, relative to its rms
 * @weight, @schedule: of the term
 * @fitted: whether moves are judged by it; else it is only watched
 * @pair: of an rdf, a reduced rdf or a partial S(q): "total" (not of a partial S(q)) or "Cu-Zr"
 * @weights: of a total rdf or reduced rdf
 * @absorber, @edge: of EXAFS: element, "K"
 * @feff: folder of its FEFF paths
 * @k_weight, @s02, @e0_shift, @cutoff: as in #VitExafsOptions
 * @neighbourhood: of a distribution of coordination numbers or angles: of whom
 * @filtered, @k_window, @r_window: its Fourier filter
 */
typedef struct
{
  char *group;
  int line, range_line, pair_line;
  char *name;
  VitDataKind kind;
  char *file;
  char *target;
  VitColumnOptions columns;
  VitRange range;
  gboolean range_given;
  double noise;
  double weight;
  VitSchedule schedule;
  gboolean fitted;
  char *pair;
  VitRdfWeights weights;
  const VitElement *absorber;
  char *edge;
  char *feff;
  int k_weight;
  double s02;
  double e0_shift;
  double cutoff;
  gboolean filtered;
  VitFourierWindow k_window;
  VitFourierWindow r_window;
  VitNeighbourhood neighbourhood;
} VitRecipeData;

/* The file, without its ending, that a data set of this name has in the results: "X-ray S(q)" → "x-ray-s-q". Free with
 * g_free(). */
char *vit_data_name_to_file_name (const char *name);

/**
 * VitRecipe:
 * @path: of the file
 * @start: path of the configuration to start from; %NULL for a random start
 * @like: path of a configuration whose composition, cell and number of atoms a random start has
 * @composition, @n_atoms, @cell: the same given by themselves
 * @closest: closest approaches as written: "Cu-Cu 2.2, Cu-Zr 2.4"
 * @swap_pairs: (nullable): pairs of elements that may swap, as written
 * @bin, @r_max, @window: of the pair histogram and its transform
 * @settings: of the annealer, without what depends on the species: closest approaches and swaps
 * @data: (element-type VitRecipeData): the data sets
 * @constraints: (element-type VitRecipeConstraint): what else the model is to fulfil
 *
 * What to fit to what. Paths are absolute, or relative to the working folder, whatever they were in the file.
 */
typedef struct
{
  char *path;
  char *start;
  char *like;
  VitComposition composition;
  gsize n_atoms;
  VitCell cell;
  char *closest;
  char *swap_pairs;
  double bin;
  double r_max;
  VitWindow window;
  VitAnnealerSettings settings;
  GPtrArray *data;
  GPtrArray *constraints;
} VitRecipe;

/**
 * vit_recipe_read:
 *
 * Reads a recipe; README.md describes the format. No other file is opened. Errors: those of vit_ini_file_read();
 * %VIT_ERROR_INPUT "path:line: …" for unknown groups and keys, and values that are wrong or missing.
 */
VitRecipe *vit_recipe_read (const char *path, GError **error);
void vit_recipe_free (VitRecipe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRecipe, vit_recipe_free)
