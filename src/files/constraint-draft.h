/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "composition.h"
#include "recipe-constraint.h"

/**
 * VitConstraintDraft:
 * @kind: what it is about
 * @form: how its value enters χ²; an energy is one at a temperature
 * @name: what it is called; unlike all others
 * @potential: of an energy: an embedded-atom file, by path or by name
 * @pair: of coordination and chemical order: "Cu-Zr"
 * @cutoff: of both: "3.6" or "Cu-Cu 3.2, Cu-Zr 3.6", Å
 * @class, @centre: of a Voronoi class: "0,0,12,0", and "Cu" or "all"
 * @wanted: the value, for all forms but that of a temperature
 * @schedule: σ, or the temperature, K: "1500 300"
 * @weight: w
 * @watched: whether it is not fitted
 *
 * A constraint of a recipe to be written: all as it stands in a recipe, so that the recipe's reader judges it. Texts
 * that do not belong to the kind are not read.
 */
typedef struct
{
  VitConstraintKind kind;
  VitValueForm form;
  char *name;
  char *potential;
  char *pair;
  char *cutoff;
  char *class;
  char *centre;
  char *wanted;
  char *schedule;
  char *weight;
  gboolean watched;
} VitConstraintDraft;

/**
 * vit_constraint_draft_new:
 * @composition: (nullable): the sample, whose first elements it is of
 *
 * A constraint of weight 1 with σ that are usual, an energy from 1500 to 300 K. What nobody can guess is left out: the
 * potential, or the value.
 */
VitConstraintDraft *vit_constraint_draft_new (VitConstraintKind kind, const VitComposition *composition);
void vit_constraint_draft_free (VitConstraintDraft *self);

/* "energy", "Cu-Zr coordination", "Cu-Zr order", "0,0,12,0 round Cu": what it is called unless the user names it (free
 * with g_free()). */
char *vit_constraint_draft_make_name (const VitConstraintDraft *self);

/**
 * vit_constraint_draft_suggest_cutoff:
 * @pair: "Cu-Zr"
 * @composition: the sample
 *
 * 1.2 times the sum of the covalent radii of each pair that counts, rounded to 0.1 Å: within 0.3 Å of the first minima
 * of g(r) of the glasses shipped.
 *
 * Returns: "3.7", for chemical order "Cu-Cu 3.2, Cu-Zr 3.7"; %NULL if the pair is not of the sample (free with
 * g_free()).
 */
char *vit_constraint_draft_suggest_cutoff (VitConstraintKind kind, const char *pair, const VitComposition *composition);

/**
 * vit_constraint_draft_check:
 * @composition: the sample; n = 0 if its elements are not known
 * @field: (out) (optional): what is wrong: "name", "potential", "pair", "cutoff", "class", "centre", "wanted",
 *   "schedule" or "weight"; %NULL if nothing is
 *
 * Whether the recipe's reader takes it, and whether it goes with the sample. Errors: %VIT_ERROR_INPUT in the words of
 * the reader, without the name of a file.
 */
gboolean vit_constraint_draft_check (const VitConstraintDraft *self, const VitComposition *composition,
                                     const char **field, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitConstraintDraft, vit_constraint_draft_free)
