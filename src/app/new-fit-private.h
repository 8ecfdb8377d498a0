/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"
#include "new-fit.h"
#include "recipe-draft.h"

/* Shared by the files new-fit*.c. */

struct _VitNewFit
{
  AdwWindow parent;
  AdwComboRow *start_row;
  AdwActionRow *file_row, *atoms_row, *moves_row;
  GtkEditable *composition_row, *density_row;
  GtkLabel *composition_label, *density_label, *status;
  GtkDropDown *unit_choice;
  GtkAdjustment *atoms, *moves, *seed;
  GtkAdjustment *swap_share, *cluster_share, *biased_share;
  AdwExpanderRow *kinds_row;
  GtkWidget *empty_group, *create_button;
  GtkBox *cards, *constraint_cards;

  GPtrArray *data;        /* (element-type VitDataCard), borrowed from @cards */
  GPtrArray *constraints; /* (element-type VitConstraintCard), borrowed from @constraint_cards */
  char *start;            /* path of the configuration */
  VitConfiguration *configuration;
  char *start_problem;
  GCancellable *reading;
  VitDensityUnit unit; /* that the density is shown in */
  char *problem;
};

/* Shows what follows from the entries: of the sample, of the data, and what is missing. */
void vit_new_fit_update (VitNewFit *self);

/* Whether atoms come from a file, not from a composition. */
gboolean vit_new_fit_starts_from_file (VitNewFit *self);

/* Reads the configuration to start from, on another thread. */
void vit_new_fit_set_start (VitNewFit *self, const char *path);

/* The elements of the sample; none if they are not known. */
VitComposition vit_new_fit_get_composition (VitNewFit *self);

/* The density that was entered, in the unit that was chosen; 0 if it is none. */
double vit_new_fit_get_density (VitNewFit *self);

/* Atoms/Å³ of the sample; 0 if they are not known. */
double vit_new_fit_get_number_density (VitNewFit *self, const VitRecipeDraft *draft);

/* Adds a constraint, an energy to begin with. */
void vit_new_fit_add_constraint (VitNewFit *self);

/* Constraints and shares of the kinds of moves, as they stand. */
void vit_new_fit_draft_constraints (VitNewFit *self, VitRecipeDraft *draft);

/* What is wrong with the first constraint that something is wrong with; NULL if all are well (free with g_free()). */
char *vit_new_fit_find_constraint_problem (VitNewFit *self, const VitRecipeDraft *draft);

/* The elements for the constraints, and words beside the kinds of moves. */
void vit_new_fit_show_constraints (VitNewFit *self, const VitComposition *composition);

/* Words beside the entries of the sample. */
void vit_new_fit_show_composition (VitNewFit *self);
void vit_new_fit_show_density (VitNewFit *self, const VitRecipeDraft *draft);
