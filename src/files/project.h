/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fit.h"
#include "project-pack.h"
#include "runner.h"

#include <gio/gio.h>

/**
 * VitProject:
 *
 * A .vitrum file: everything that an interactive session needs to go on, here or elsewhere (src/files/project.sql says
 * how it is laid out). An SQLite database, so that a crash or a power cut at any moment leaves what was written before.
 * While it is open, a second file NAME-wal stands beside it; a file that was closed well is one file.
 *
 * One program at a time writes to it; others may read. All functions may be called from several threads.
 */
typedef struct _VitProject VitProject;

/**
 * vit_project_create:
 * @path: of the new file; it must not be there yet
 * @recipe, @settings: as for vit_pack_recipe()
 *
 * Makes a project with the recipe and all its files. Errors: those of vit_pack_recipe() and vit_fit_new(), of GIO, and
 * G_FILE_ERROR_EXIST.
 */
VitProject *vit_project_create (const char *path, const char *recipe, const char *const *settings, GError **error);

/**
 * vit_project_open:
 * @read_only: to look only
 *
 * Errors: of GIO; %VIT_ERROR_INPUT for a file that is no project, is damaged so that it cannot be opened, or is of a
 * newer version than this program knows; G_FILE_ERROR_AGAIN "… is open in PROGRAM (process N on HOST) since TIME". A
 * file of an older version is brought up to date; a copy as it was is left as NAME.vN.backup.
 */
VitProject *vit_project_open (const char *path, gboolean read_only, GError **error);

/* Closes it; what cannot be tidied up is left to whoever opens it next. */
void vit_project_close (VitProject *self);

const char *vit_project_get_path (const VitProject *self);
gboolean vit_project_is_read_only (const VitProject *self);

/* A setting: "checkpoint_interval" (s), "max_bytes" … @fallback if it is not set. */
double vit_project_get_number (VitProject *self, const char *key, double fallback);
gboolean vit_project_set_number (VitProject *self, const char *key, double value, GError **error);

/* The files in it (element-type VitPackedFile). Errors: %VIT_ERROR_INPUT for a checksum that does not hold. */
GPtrArray *vit_project_read_files (VitProject *self, GError **error);

/* The fit that the recipe describes, at its start. Errors: as above, and those of vit_fit_new(). */
VitFit *vit_project_new_fit (VitProject *self, GError **error);

/**
 * VitProjectCheckpoint:
 * @id, @branch, @moves, @chi2: as in #VitCheckpoint
 * @parent: checkpoint at which its branch began; 0 for the first branch
 * @reason, @note, @created: why, what was changed (nullable), when
 * @has_state: whether one can go back to it; else it was thinned out
 * @size: of its state, bytes
 */
typedef struct
{
  gint64 id;
  gint64 branch;
  gint64 parent;
  gint64 moves;
  double chi2;
  char *reason;
  char *note;
  char *created;
  gboolean has_state;
  gint64 size;
} VitProjectCheckpoint;

/* All checkpoints (element-type VitProjectCheckpoint) in the order of their numbers. */
GPtrArray *vit_project_list_checkpoints (VitProject *self, GError **error);

/* Of such a list: the checkpoint of a number, or the last that one can go back to if it is 0. %NULL if there is none.
 */
const VitProjectCheckpoint *vit_project_find_checkpoint (const GPtrArray *checkpoints, gint64 id);

/* The state of a checkpoint. Errors: %VIT_ERROR_INPUT if there is none, or its checksum does not hold. */
GBytes *vit_project_read_state (VitProject *self, gint64 id, GError **error);

/**
 * vit_project_read_history:
 * @branch: a branch
 * @until: moves
 *
 * Returns: the history that led to @until on @branch: rows of the branches that it came from up to where they were
 * left, then its own.
 */
VitHistory *vit_project_read_history (VitProject *self, gint64 branch, gint64 until, GError **error);

/**
 * vit_project_go_back:
 * @annealer: of a fit of this project
 * @history: a history
 *
 * Puts the annealer into the state of a checkpoint, and appends the history that led there. Errors: those of
 * vit_project_read_state(), vit_annealer_restore() and vit_project_read_history().
 */
gboolean vit_project_go_back (VitProject *self, const VitProjectCheckpoint *checkpoint, VitAnnealer *annealer,
                              VitHistory *history, GError **error);

/**
 * vit_project_continue:
 * @checkpoints: all
 * @from: the one that was gone back to
 * @options: gets the numbers of the runner that goes on there
 *
 * The runner goes on with the branch if @from is the newest checkpoint of it, else it begins a branch.
 */
void vit_project_continue (const GPtrArray *checkpoints, const VitProjectCheckpoint *from, VitRunnerOptions *options);

/* Keeps checkpoints here (#VitCheckpointSink). The project must outlive the runner. */
VitCheckpointSink vit_project_get_sink (VitProject *self);

/**
 * VitProjectComment:
 * @checkpoint: what it is about; 0 for the whole project
 * @created, @text: when it was written, and what
 *
 * What somebody wanted to remember.
 */
typedef struct
{
  gint64 checkpoint;
  char *created;
  char *text;
} VitProjectComment;

/* Adds a comment to a checkpoint, or to the whole (0). Errors: %VIT_ERROR_INPUT if there is no such checkpoint. */
gboolean vit_project_add_comment (VitProject *self, gint64 checkpoint, const char *text, GError **error);

/* All comments (element-type VitProjectComment), the oldest first. */
GPtrArray *vit_project_list_comments (VitProject *self, GError **error);

/**
 * vit_project_check:
 *
 * Looks at everything: pages of the database, checksums, who refers to whom.
 *
 * Returns: (element-type utf8): what is wrong; empty if nothing is.
 */
GPtrArray *vit_project_check (VitProject *self, GError **error);

/* Gives the room back that was thinned out. */
gboolean vit_project_compact (VitProject *self, GError **error);

/* Copies all of it to another file, also if its own was removed meanwhile. It must not be there yet; after an error a
 * part of it may be. @cancellable: (nullable) */
gboolean vit_project_save_as (VitProject *self, const char *path, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitProject, vit_project_close)
