/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms-view.h"
#include "plots.h"
#include "study.h"

/* A study at work: settings on the left, the atoms in the middle with the history under them, plots on the right. */
#define VIT_TYPE_STUDY_VIEW (vit_study_view_get_type ())
G_DECLARE_FINAL_TYPE (VitStudyView, vit_study_view, VIT, STUDY_VIEW, GtkWidget)

/* It fills itself, a part at a time between which the window answers, and is whole when it emits "filled".
 * @plots: (nullable) (array zero-terminated=1): the layout of the plots, see vit_plots_get_layout() */
GtkWidget *vit_study_view_new (VitStudy *study, const char *const *plots);

VitAtomsView *vit_study_view_get_atoms (VitStudyView *self);
VitPlots *vit_study_view_get_plots (VitStudyView *self);
VitAnalyser *vit_study_view_get_analyser (VitStudyView *self);

/* Gives the keyboard to "settings", "atoms", "history" or "plots". */
void vit_study_view_focus (VitStudyView *self, const char *panel);

/* The panels at the sides. */
void vit_study_view_set_panels (VitStudyView *self, gboolean settings, gboolean plots);

/**
 * VitStudyPanes:
 * @settings: width of the settings
 * @plots: where the plots begin, from the end of the settings
 * @history: where the history begins, from above
 *
 * Where the panes end, pixels; −1 where they do by themselves.
 */
typedef struct
{
  int settings;
  int plots;
  int history;
} VitStudyPanes;

void vit_study_view_get_panes (VitStudyView *self, VitStudyPanes *panes);
void vit_study_view_set_panes (VitStudyView *self, const VitStudyPanes *panes);

/* Shows two views whose cameras move together: the model, and what it is compared with. */
void vit_study_view_set_compare (VitStudyView *self, gboolean compare);

/* Displacements are measured from where the atoms were at a checkpoint, read in the background; 0: at the start. */
void vit_study_view_measure_from (VitStudyView *self, gint64 checkpoint);
