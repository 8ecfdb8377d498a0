/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings-panel.h"
#include "study-view.h"
#include "timeline.h"

/* Shared by the files study-view*.c. */

struct _VitStudyView
{
  GtkWidget parent;

  VitStudy *study;
  VitAnalyser *analyser;
  guint filling; /* source that fills the panels, one after the other */
  int n_filled;
  char **layout; /* of the plots */
  guint looks;
  gint64 analysed; /* when an analysis was last asked for, µs */
  gint64 analysed_moves;
  GArray *choices; /* of what is compared: checkpoints, 0 for the target */
  gboolean comparing;
  gint64 since;     /* displacements are measured from this checkpoint, 0 for the start */
  gint64 measuring; /* the same, as soon as it is read */

  GtkPaned *outer;
  GtkPaned *inner;
  GtkPaned *middle;
  VitSettingsPanel *settings;
  GtkBox *views;
  VitAtomsView *atoms;
  GtkWidget *compare_bar;
  GtkToggleButton *overlay;
  VitAtomsView *other; /* %NULL before the first comparison */
  GtkDropDown *other_choice;
  GtkLabel *history_text;
  GtkWidget *measure;
  GtkWidget *rewind;
  GtkWidget *back;
  VitTimeline *timeline;
  VitPlots *plots;
};

/* Shows the model that is looked at, with what is known about it. */
void vit_study_view_show_atoms (VitStudyView *self);

/* The checkpoint of a number; %NULL for 0, and if there is none. */
const VitProjectCheckpoint *vit_study_view_find_checkpoint (VitStudyView *self, gint64 checkpoint);

/* The caption of a checkpoint; in two lines if views stand beside each other. */
char *vit_study_view_describe (VitStudyView *self, gint64 checkpoint, gint64 moves);

/* Connects the controls of what the model is compared with. */
void vit_study_view_connect_compare (VitStudyView *self);

/* Takes over what displacements are measured from: in the second view, unless it shows another model than the fit's. */
void vit_study_view_measure_other (VitStudyView *self);

/* Another checkpoint is shown, or measured from: what the button does that chooses it. */
void vit_study_view_update_measure (VitStudyView *self);
