/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edits.h"
#include "hold.h"
#include "study.h"

/* Shared by the files study*.c. */

/**
 * VitStudyParts:
 * @project, @fit: the project, and its fit where the last checkpoint left it
 * @history: how it came there
 * @checkpoints: all of them
 * @options: for the runner
 *
 * What is read of a project before there is a study.
 */
typedef struct
{
  VitProject *project;
  VitFit *fit;
  VitHistory *history;
  GPtrArray *checkpoints;
  VitRunnerOptions options;
} VitStudyParts;

void vit_study_parts_free (VitStudyParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitStudyParts, vit_study_parts_free)

struct _VitStudy
{
  GObject parent;

  VitProject *project;
  int n_readers;       /* tasks that read the project */
  VitProject *retired; /* where it was before it was saved elsewhere; closed when no task reads it any more */
  VitFit *fit;
  VitRunner *runner;
  gboolean untitled;
  gboolean saving; /* under another name: checkpoints wait in memory meanwhile */
  VitHold *saver;  /* while it is saved */
  char *name;

  VitSnapshot *live;
  VitHistory *before; /* what led to where the runner began or was put back to */
  guint poll;         /* source that looks for news; 0 while nothing is awaited */
  char *problem;

  GPtrArray *checkpoints;
  gint64 checkpoints_read; /* µs */
  gboolean reading_checkpoints;

  gint64 shown_checkpoint;
  gint64 wanted_checkpoint; /* to be shown, being read */
  VitSnapshot *shown;
  VitFit *viewer; /* a fit of its own, to look at checkpoints with; used by one task at a time */
  gboolean viewing;

  VitEdits *edits;
};

enum
{
  VIT_STUDY_CHANGED,
  VIT_STUDY_CHECKPOINTS,
  VIT_STUDY_SHOWN,
  VIT_STUDY_PROBLEM,
  VIT_STUDY_EDITED,
  VIT_STUDY_N_SIGNALS,
};

void vit_study_emit (VitStudy *self, int signal);

/* What a project at a path is called. Free with g_free(). */
char *vit_study_make_name (const char *path, gboolean untitled);

/* Makes a study of parts (transfer full). */
VitStudy *vit_study_new_of_parts (VitStudyParts *parts, gboolean untitled);

/* Reads the list of checkpoints again, in the background. */
void vit_study_read_checkpoints (VitStudy *self);

/* The folder where projects without a name of their own are kept. Free with g_free(). */
char *vit_study_untitled_folder (void);
