/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "profile.h"
#include "study.h"

/**
 * VitAnalysis:
 * @configuration: the atoms
 * @profile: all that is known about them
 * @moves: of the snapshot; -1 for the target
 * @time: when the snapshot was taken, µs of g_get_monotonic_time()
 *
 * What the atoms were at one moment. Counted references; never changed once it is made.
 */
typedef struct
{
  VitConfiguration *configuration;
  VitProfile *profile;
  gint64 moves;
  gint64 time;
} VitAnalysis;

VitAnalysis *vit_analysis_ref (VitAnalysis *self);
void vit_analysis_unref (VitAnalysis *self);

/**
 * VitAnalyser:
 *
 * Analyses snapshots on a thread of low priority, so that neither the window nor the engine waits for it. Signal
 * "analysed": there is a newer analysis, or an error.
 */
#define VIT_TYPE_ANALYSER (vit_analyser_get_type ())
G_DECLARE_FINAL_TYPE (VitAnalyser, vit_analyser, VIT, ANALYSER, GObject)

/* The study gives elements and target, which are copied. */
VitAnalyser *vit_analyser_new (VitStudy *study);

/* Lets the thread end when it has done what it is at; nobody waits for it. No more signals. */
void vit_analyser_stop (VitAnalyser *self);

/* Analyses a snapshot; of several that wait the last one only. */
void vit_analyser_request (VitAnalyser *self, VitSnapshot *snapshot);
gboolean vit_analyser_is_busy (VitAnalyser *self);

/* The last analysis, that of the target, and what went wrong; all nullable. */
VitAnalysis *vit_analyser_get_model (VitAnalyser *self);
VitAnalysis *vit_analyser_get_target (VitAnalyser *self);
const char *vit_analyser_get_error (VitAnalyser *self);

/* The potential that energies are computed with; %NULL if none is known. */
const char *vit_analyser_get_potential (VitAnalyser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitAnalysis, vit_analysis_unref)
