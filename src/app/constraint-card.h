/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "constraint-draft.h"

#include <adwaita.h>

/**
 * VitConstraintCard:
 *
 * A constraint of a new fit: what it is about, and the value or the temperature that is wanted. What is wrong is said
 * at its row, in the words of the recipe's reader. Signals: `changed` after every change; `remove` when the user asks
 * for that.
 */
#define VIT_TYPE_CONSTRAINT_CARD (vit_constraint_card_get_type ())
G_DECLARE_FINAL_TYPE (VitConstraintCard, vit_constraint_card, VIT, CONSTRAINT_CARD, AdwPreferencesGroup)

VitConstraintCard *vit_constraint_card_new (void);

void vit_constraint_card_set_kind (VitConstraintCard *self, VitConstraintKind kind);

/* The elements, which pairs, centres and potentials are of; with n = 0 if they are not known. */
void vit_constraint_card_set_sample (VitConstraintCard *self, const VitComposition *composition);

/* Takes a file of a potential, beside those that are offered. */
void vit_constraint_card_set_potential (VitConstraintCard *self, const char *path);

/* The constraint as it stands (free with vit_constraint_draft_free()). */
VitConstraintDraft *vit_constraint_card_make_draft (VitConstraintCard *self);

/* What is missing or wrong; %NULL if nothing is. */
const char *vit_constraint_card_get_problem (VitConstraintCard *self);
