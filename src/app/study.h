/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "project.h"
#include "snapshot.h"

#include <gio/gio.h>

/**
 * VitStudy:
 *
 * What a window works on: a project, the fit in it, and the runner that anneals it. Lives on the main thread and never
 * waits there: files are read on other threads, the engine has its own.
 *
 * Signals, without arguments but for the last:
 * - "changed": there is a newer snapshot or another status; at most ten times a second
 * - "checkpoints": the list of checkpoints is another one
 * - "shown": another state is looked at: a checkpoint, or the live model again
 * - "problem": something went wrong or well again that vit_study_get_problem() says
 * - "edited": a setting was changed, or a change taken back; the engine follows
 * - "unreadable": a checkpoint that was to be looked at or gone back to cannot be read; with the reason (const char *)
 */
#define VIT_TYPE_STUDY (vit_study_get_type ())
G_DECLARE_FINAL_TYPE (VitStudy, vit_study, VIT, STUDY, GObject)

/**
 * vit_study_open_async:
 * @path: a project
 * @recipe: (nullable): the recipe to make the project of first
 *
 * Opens a project where it was left. One made of a recipe is untitled: kept in a folder of the user's own until it is
 * saved under a name.
 */
void vit_study_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void vit_study_new_async (const char *recipe, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Whether a file is one of either kind, by its name. */
gboolean vit_study_can_open (const char *path);

/* Ends both. Errors: those of vit_project_create(), vit_project_open() and vit_project_new_fit(). */
VitStudy *vit_study_open_finish (GAsyncResult *result, GError **error);

/* Copies the project to another file and goes on there; where it was if that is cancelled or goes wrong. Errors: of GIO
 * and SQLite. */
void vit_study_save_as_async (VitStudy *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data);
gboolean vit_study_save_as_finish (VitStudy *self, GAsyncResult *result, GError **error);

/* Ends the engine, which keeps where it is, though others may hold the study still. The program lives until it has. */
void vit_study_close (VitStudy *self);

/* Makes a checkpoint now (Save of a project that has a name). */
void vit_study_save (VitStudy *self);

const char *vit_study_get_path (VitStudy *self);
/* "Cu64Zr36": of the file, or of the recipe if it has no file of its own yet. */
const char *vit_study_get_name (VitStudy *self);
gboolean vit_study_is_untitled (VitStudy *self);
gboolean vit_study_is_read_only (VitStudy *self);

/* The fit; its annealer belongs to the engine's thread, only what never changes may be read: names, points, targets. */
const VitFit *vit_study_get_fit (VitStudy *self);

/* The engine. */
void vit_study_start (VitStudy *self);
void vit_study_pause (VitStudy *self);
void vit_study_step (VitStudy *self, gint64 n_moves);
VitRunnerStatus vit_study_get_status (VitStudy *self);
double vit_study_get_moves_per_second (VitStudy *self);
gint64 vit_study_get_branch (VitStudy *self);

/* The last snapshot of the engine; owned by the study. */
const VitSnapshot *vit_study_get_live (VitStudy *self);

/* What is looked at: a checkpoint's snapshot, or the live one. */
VitSnapshot *vit_study_get_shown (VitStudy *self);
/* Its number, 0 for the live model. */
gint64 vit_study_get_shown_checkpoint (VitStudy *self);
/* Looks at a checkpoint, 0 for the live model again; read in the background. */
void vit_study_show (VitStudy *self, gint64 checkpoint);
/* Puts the engine where the checkpoint that is looked at was: what comes next is a branch. */
void vit_study_rewind (VitStudy *self);

/* Reads the model of a checkpoint (transfer full), whatever is looked at. @checkpoint: (out): which one it was.
 * Errors: those of vit_project_read_state(). */
void vit_study_read_model_async (VitStudy *self, gint64 checkpoint, GAsyncReadyCallback callback, gpointer data);
VitConfiguration *vit_study_read_model_finish (VitStudy *self, GAsyncResult *result, gint64 *checkpoint,
                                               GError **error);

/* χ² of each term over the whole way to here (transfer full). */
VitHistory *vit_study_get_history (VitStudy *self);
/* (element-type VitProjectCheckpoint): never changed, but replaced by another list. */
GPtrArray *vit_study_get_checkpoints (VitStudy *self);

/* The settings, with undo: each change of one control is one step, however many values it went through. */
void vit_study_set_weight (VitStudy *self, int term, double weight);

/* Of all terms that are on, as one step. @weights: shape (n_terms); those that are not above zero stay */
void vit_study_set_weights (VitStudy *self, const double *weights);
void vit_study_set_enabled (VitStudy *self, int term, gboolean enabled);
void vit_study_set_schedule (VitStudy *self, int term, const VitSchedule *schedule);
void vit_study_set_step_size (VitStudy *self, double step);
void vit_study_set_share (VitStudy *self, VitMoveKind kind, double share);
void vit_study_set_n_moves (VitStudy *self, gint64 n_moves);
gboolean vit_study_can_undo (VitStudy *self);
gboolean vit_study_can_redo (VitStudy *self);
void vit_study_undo (VitStudy *self);
void vit_study_redo (VitStudy *self);

/* The runner, for what has no function here; wake the study after a command. */
VitRunner *vit_study_get_runner (VitStudy *self);
/* Looks for news of the engine until it is idle. */
void vit_study_wake (VitStudy *self);
VitProject *vit_study_get_project (VitStudy *self);
/* A task that reads the project begins, or has ended; until then the file is not closed when the study is saved under
 * another name. */
void vit_study_begin_reading (VitStudy *self);
void vit_study_end_reading (VitStudy *self);

/* What is wrong with the engine or the disk; %NULL if all is well. */
const char *vit_study_get_problem (VitStudy *self);
