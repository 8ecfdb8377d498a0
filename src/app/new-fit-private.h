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
  GtkWidget *empty_group, *create_button;
  GtkBox *cards;

  GPtrArray *data; /* (element-type VitDataCard), borrowed from @cards */
  char *start;     /* path of the configuration */
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

/* Words beside the entries of the sample. */
void vit_new_fit_show_composition (VitNewFit *self);
void vit_new_fit_show_density (VitNewFit *self, const VitRecipeDraft *draft);
