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
  VitConfiguration *reference; /* the start, for displacements */

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
  GtkWidget *rewind;
  GtkWidget *back;
  VitTimeline *timeline;
  VitPlots *plots;
};

/* Shows the model that is looked at, with what is known about it. */
void vit_study_view_show_atoms (VitStudyView *self);

/* Connects the controls of what the model is compared with. */
void vit_study_view_connect_compare (VitStudyView *self);
