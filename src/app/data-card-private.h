/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "curve-preview.h"
#include "data-card.h"

/* Shared by the files data-card*.c. */

struct _VitDataCard
{
  AdwPreferencesGroup parent;
  AdwActionRow *file_row, *feff_row;
  GtkImage *file_image;
  GtkWidget *plot_row;
  GtkDrawingArea *plot;
  AdwComboRow *kind_row, *edge_row, *pair_row, *weights_row, *form_row, *unit_row, *x_row, *y_row, *weight_row;
  GtkStringList *edges, *pairs, *forms, *units, *x_columns, *y_columns;
  AdwExpanderRow *reading_row, *fit_row;
  GtkEditable *name_row, *range_row, *filter_row, *s02_row, *sigma_row, *factor_row;
  GtkSwitch *fitted;

  char *file, *feff;
  VitComposition composition;
  double density;
  VitCurvePreview *preview;
  VitFigure *figure;
  GCancellable *reading, *checking; /* what is under way on another thread */
  char *feff_problem;
  char *entry_problem;
  gboolean named, sigma_set; /* by the user */
  int updating;              /* changes that are not the user's are under way */
};

/* Other choices in a row, of which that at @selected is taken. */
void vit_data_card_set_choices (VitDataCard *self, AdwComboRow *row, GtkStringList *list, const char *const *texts,
                                guint selected);

/* Choices that the kind of data, the columns of the file and the elements of the sample allow. */
void vit_data_card_show_choices (VitDataCard *self);
void vit_data_card_show_columns (VitDataCard *self);
void vit_data_card_show_edges (VitDataCard *self);

/* The pair that is chosen, "Cu-Zr"; NULL for the total, and where no data set is of a pair. */
const char *vit_data_card_get_pair (VitDataCard *self);

/* Takes the edge that the name of the file speaks of. */
void vit_data_card_guess_edge (VitDataCard *self);

/* How the choices say that the file is to be read. */
VitColumnOptions vit_data_card_get_options (VitDataCard *self);

/* Reads the file, checks the folder of FEFF paths; on another thread if that takes long. */
void vit_data_card_read_file (VitDataCard *self);
void vit_data_card_check_feff (VitDataCard *self);

/* Shows name and σ as they would be, unless the user gave others, and what follows from the entries. */
void vit_data_card_update_defaults (VitDataCard *self);

/* Draws the preview again. */
void vit_data_card_update_figure (VitDataCard *self);
