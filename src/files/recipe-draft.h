/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "constraint-draft.h"
#include "recipe.h"

/* How the density of a random start is said. */
typedef enum
{
  VIT_DENSITY_NUMBER, /* atoms per Å³ */
  VIT_DENSITY_MASS,   /* g/cm³ */
  VIT_DENSITY_EDGE,   /* edge of a cubic cell, Å */
} VitDensityUnit;

/**
 * VitDataDraft:
 * @kind: what it is
 * @name: what it is called; unlike the others
 * @file: path of the data
 * @columns: how to read them; its density is not used
 * @range_given, @range: of q, k or r to fit; unless given, what the file has. Step 0: the usual one
 * @schedule: σ
 * @weight: w
 * @watched: whether it is not fitted
 * @pair: of an rdf, a reduced rdf or a partial S(q): "Cu-Zr"; %NULL for the total
 * @weights: of a total rdf or reduced rdf
 * @edge: of EXAFS: "Cu-K"
 * @feff: of EXAFS: folder of its FEFF paths
 * @k_weight, @s02, @e0_shift: of EXAFS, as in #VitRecipeData
 * @filtered, @filter: of EXAFS: whether, and to which range of R in Å, it is Fourier-filtered
 *
 * A data set of a recipe to be written. Texts and paths are %NULL until they are known.
 */
typedef struct
{
  VitDataKind kind;
  char *name;
  char *file;
  VitColumnOptions columns;
  gboolean range_given;
  VitRange range;
  VitSchedule schedule;
  double weight;
  gboolean watched;
  char *pair;
  VitRdfWeights weights;
  char *edge;
  char *feff;
  int k_weight;
  double s02;
  double e0_shift;
  gboolean filtered;
  VitRange filter;
} VitDataDraft;

/**
 * VitRecipeDraft:
 * @start: path of the configuration to start from; %NULL for a random start, which the next three are of
 * @composition: "Cu64Zr36"
 * @n_atoms: number of atoms
 * @density, @density_unit: its density; 0 until it is known
 * @closest: closest approaches as in the recipe; %NULL for those that vit_recipe_draft_suggest_closest() finds in
 *   @composition (with @start: none)
 * @n_moves: moves of the schedule
 * @seed: of the random numbers
 * @data: (element-type VitDataDraft): the data sets
 * @constraints: (element-type VitConstraintDraft): the constraints
 * @share: of each kind of move among the proposals, all 0 at first; that of displacements, which are what is left, is
 *   not read
 *
 * A recipe in the making.
 */
typedef struct
{
  char *start;
  char *composition;
  gsize n_atoms;
  double density;
  VitDensityUnit density_unit;
  char *closest;
  gint64 n_moves;
  guint64 seed;
  GPtrArray *data;
  GPtrArray *constraints;
  double share[VIT_N_MOVE_KINDS];
} VitRecipeDraft;

/* 10,000 atoms, 6 million moves, seed 1, and neither data sets nor constraints. */
VitRecipeDraft *vit_recipe_draft_new (void);
void vit_recipe_draft_free (VitRecipeDraft *self);

/* A data set of weight 1 that is read as it is found, with the σ of vit_data_kind_get_schedule() for two elements;
 * EXAFS with k² χ(k), S0² of 1, filtered to the first shell, 1.5–3.5 Å. */
VitDataDraft *vit_data_draft_new (VitDataKind kind);
void vit_data_draft_free (VitDataDraft *self);

/**
 * vit_data_kind_get_schedule:
 * @n_elements: number of elements in the sample
 *
 * Returns: the σ that the shipped recipes were found to do best with (README.md): one element starts hotter.
 */
VitSchedule vit_data_kind_get_schedule (VitDataKind kind, int n_elements);

/* "X-ray S(q)", "Neutron S(q)", "Cu K EXAFS", "g(r)", "g(r) Cu-Zr", "PDF G(r)", "S(q) Cu-Zr": what a data set is called
 * unless the user names it (free with g_free()). */
char *vit_data_draft_make_name (const VitDataDraft *self);

/**
 * vit_recipe_draft_suggest_closest:
 * @n, @elements: the elements of the sample, shape (n)
 *
 * Two thirds of the sum of the covalent radii, rounded to 0.1 Å: the shipped recipes have these values within 0.1 Å.
 * They are below the foot of the first peak of g(r), as limits near it jam the start.
 *
 * Returns: "Cu-Cu 1.8, Cu-Zr 2.1, Zr-Zr 2.3" (free with g_free())
 */
char *vit_recipe_draft_suggest_closest (int n, const VitElement *const *elements);

/**
 * vit_recipe_draft_get_number_density:
 *
 * Returns: atoms per Å³ of the random start; 0 as long as composition, atoms or density are missing or wrong.
 */
double vit_recipe_draft_get_number_density (const VitRecipeDraft *self);

/**
 * vit_recipe_draft_check:
 *
 * Whether nothing is missing and it all goes together, as far as that can be said without opening a file. Errors:
 * %VIT_ERROR_INPUT that say what is expected, with the name of the data set that it is about.
 */
gboolean vit_recipe_draft_check (const VitRecipeDraft *self, GError **error);

/**
 * vit_recipe_draft_write:
 * @path: where to; replaced as a whole
 *
 * Writes a recipe for people to read and change, that vit_recipe_read() reads to the same. Paths in it are absolute.
 * Errors: as vit_recipe_draft_check(); those of GIO.
 */
gboolean vit_recipe_draft_write (const VitRecipeDraft *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRecipeDraft, vit_recipe_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitDataDraft, vit_data_draft_free)
