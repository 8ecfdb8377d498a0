/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/**
 * VitJobs:
 *
 * What is being done that takes a while: a row for each job, with a button that cancels it. Nothing is seen of a job
 * that ends soon. Signal "changed", without arguments: a job was begun, cancelled or ended.
 */
#define VIT_TYPE_JOBS (vit_jobs_get_type ())
G_DECLARE_FINAL_TYPE (VitJobs, vit_jobs, VIT, JOBS, GtkWidget)

/**
 * VitJob:
 *
 * One of them. The program does not end before it has ended; it is cancelled when the window is closed, unless it is to
 * be kept. Counted references, so that a thread can have one.
 */
typedef struct _VitJob VitJob;

/* @what: (nullable): what is being done; %NULL if it is shown elsewhere. Owned by the caller until vit_job_end(). */
VitJob *vit_jobs_begin (VitJobs *self, const char *what);

/* Whether there is something to cancel, and cancels all of it. */
gboolean vit_jobs_can_cancel (VitJobs *self);
void vit_jobs_cancel (VitJobs *self);

/* Cancels all that is not to be kept, and shows no more of them: the window is closed. */
void vit_jobs_abandon (VitJobs *self);

GCancellable *vit_job_get_cancellable (VitJob *self);
void vit_job_cancel (VitJob *self);

/* It goes on to its end when the window is closed: what it does was asked for to be there afterwards. */
void vit_job_keep (VitJob *self);

/* Says what it is at now, from any thread. */
void vit_job_say (VitJob *self, const char *stage);

/* Its thread has ended. Drops the reference. */
void vit_job_end (VitJob *self);
