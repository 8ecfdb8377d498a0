/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ini-file.h"
#include "recipe-neighbourhood.h"
#include "schedule.h"
#include "value-term.h"

/* The kinds of constraint that a recipe knows. */
typedef enum
{
  VIT_CONSTRAINT_ENERGY,
  VIT_CONSTRAINT_COORDINATION,
  VIT_CONSTRAINT_CHEMICAL_ORDER,
  VIT_CONSTRAINT_VORONOI_CLASS,
} VitConstraintKind;

/**
 * VitRecipeConstraint:
 * @group: name of the group in the recipe: "constraint energy"
 * @name: what it is called: "energy"
 * @kind: what it is about
 * @form, @wanted: how the number enters χ², and what it is compared with (vit_value_term_new()); for an energy at a
 *   temperature what energies count from, eV/atom
 * @reference_given: whether the recipe says what energies count from
 * @weight, @schedule: of the term
 * @fitted: whether moves are judged by it; else it is only watched
 * @potential: of an energy: embedded-atom files (array zero-terminated=1), by path or by name (vit_potential_find())
 * @neighbourhood: of coordination, chemical order and Voronoi classes: of whom
 * @pair_style, @pair_coeff, @elements: of an energy by LAMMPS, instead of @potential: see #VitLammpsSetup; files by
 * path. %NULL without
 *
 * One group [constraint NAME]: a number of the model that is to be something.
 */
typedef struct
{
  char *group;
  char *name;
  VitConstraintKind kind;
  VitValueForm form;
  double wanted;
  gboolean reference_given;
  double weight;
  gboolean fitted;
  VitSchedule schedule;
  char **potential;
  VitNeighbourhood neighbourhood;
  char *pair_style;
  char **pair_coeff;
  char **elements;
} VitRecipeConstraint;

/* Reads one group [constraint NAME] of a recipe. Errors: as vit_recipe_read(). */
VitRecipeConstraint *vit_recipe_constraint_read (const VitIniFile *ini, const char *group, GError **error);
void vit_recipe_constraint_free (VitRecipeConstraint *self);

/* Names of files, divided by blanks or commas, as a key of a recipe has them: those that are there beside the recipe as
 * their paths, others as they are written, to be looked for. %NULL if there is no such key; free with g_strfreev(). */
char **vit_recipe_get_files (const VitIniFile *ini, const char *group, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitRecipeConstraint, vit_recipe_constraint_free)
