/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "snapshot.h"

/**
 * VitProgress:
 *
 * Shows on standard error how a run goes: on a terminal a line that is drawn over, five times a second; else a line for
 * every tenth of the run.
 */
typedef struct _VitProgress VitProgress;

VitProgress *vit_progress_new (void);
void vit_progress_free (VitProgress *self);

/* Shows a state if it is time to. */
void vit_progress_update (VitProgress *self, const VitSnapshot *snapshot);

/* Shows the last state and leaves its line. */
void vit_progress_finish (VitProgress *self, const VitSnapshot *snapshot);

/* Seconds since it was made. */
double vit_progress_get_seconds (const VitProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitProgress, vit_progress_free)
