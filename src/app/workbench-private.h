/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs.h"
#include "welcome.h"
#include "window-state.h"
#include "workbench.h"

/* Shared by the files workbench*.c. */

struct _VitWorkbench
{
  AdwApplicationWindow parent;

  gboolean closed;    /* tasks may hold it still */
  VitStudy *study;    /* %NULL on the start page */
  VitStudyView *view; /* of the study */
  VitJob *opening;    /* while a study is being read and its view is filled */
  VitStudy *next;     /* it was read; what is shown stays until its view is whole */
  VitStudyView *next_view;
  gboolean run_next;    /* as soon as it is shown */
  char *opening_path;   /* what is being opened */
  gboolean is_unlisted; /* not to be found among the recent files */
  VitWindowState *state;

  AdwToastOverlay *toasts;
  GtkWidget *open;
  AdwWindowTitle *title;
  GtkWidget *run;
  AdwButtonContent *run_content;
  GtkWidget *step;
  GtkWidget *compare;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkLabel *time_left;
  GtkStack *pages;
  VitWelcome *welcome;
  AdwStatusPage *loading;
  GtkSpinner *spinner;
  AdwBin *study_bin;
  VitJobs *jobs;
};

/* Actions of the window, and those of saving and exporting. */
void vit_workbench_add_actions (VitWorkbench *self);
void vit_workbench_add_save_actions (VitWorkbench *self);
void vit_workbench_add_export_actions (VitWorkbench *self);

/* Exports the plots of the view that somebody chooses to. */
void vit_workbench_connect_plots (VitWorkbench *self);

/* Which actions there are to be had now. */
void vit_workbench_update_actions (VitWorkbench *self);

void vit_workbench_say (VitWorkbench *self, const char *text);
/* A dialog: something could not be done. */
void vit_workbench_complain (VitWorkbench *self, const char *heading, const char *text);

void vit_workbench_add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns);
/* Shows a dialog (transfer full) that asks for a file, and closes it with the window. */
void vit_workbench_ask (VitWorkbench *self, GtkFileChooserNative *dialog, GCallback response);
/* The state of an action that is on or off. */
gboolean vit_workbench_get_switch (GActionGroup *actions, const char *name);
/* Gives the state of the window's switches to a new view. */
void vit_workbench_apply_switches (VitWorkbench *self);

/* Makes a new window, and a new view of a study, as the user left the last one. */
void vit_workbench_restore (VitWorkbench *self);
void vit_workbench_restore_view (VitWorkbench *self);

/* Remembers the view, which is about to go, and how the window is left. */
void vit_workbench_remember_view (VitWorkbench *self);
void vit_workbench_remember (VitWorkbench *self);

void vit_workbench_start_page (VitWorkbench *self);
/* Opens a file that nobody keeps: a demo, or what New Fit made. */
void vit_workbench_open_unlisted (VitWorkbench *self, const char *path);
/* Shows name, place and state of the study in the header. */
void vit_workbench_update_header (VitWorkbench *self);
