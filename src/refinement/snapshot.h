/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

#include <stdatomic.h>

/**
 * VitSnapshotTerm:
 * @name: what it is
 * @enabled: whether it counts
 * @weight, @schedule, @sigma: w, the schedule of σ, and σ now
 * @delta2, @chi2: δ² and w δ²/σ²
 * @r2: R² of a data term, else NaN
 * @value: of a value term, in its quantity's unit, else NaN
 * @slow: whether it is asked about blocks of moves only
 * @asked, @rejected: proposals (of a slow term: blocks) that reached it, and that it rejected
 * @n_points, @curve: the model's curve, shape (n_points); %NULL for a term without one
 */
typedef struct
{
  char *name;
  gboolean enabled;
  double weight;
  VitSchedule schedule;
  double sigma;
  double delta2;
  double chi2;
  double r2;
  double value;
  gboolean slow;
  gint64 asked;
  gint64 rejected;
  gsize n_points;
  double *curve;
} VitSnapshotTerm;

/**
 * VitSnapshot:
 * @counts, @n_moves, @progress, @chi2, @step, @acceptance: of the annealer
 * @share: of each kind of move among the proposals, displacements too
 * @can_make: whether a kind of move can be proposed
 * @block: moves between one asking of the slow terms and the next
 * @n_terms, @terms: in the annealer's order
 * @n_atoms, @points: where the atoms are, shape (n_atoms)
 * @histogram: pairs of atoms at each distance, shape (n_pairs, n_bins) of the model's histogram; %NULL without one
 *
 * The annealer at one moment, never changed once it is made: any thread may read it as long as it holds a reference.
 */
typedef struct
{
  VitAnnealerCounts counts;
  gint64 n_moves;
  double progress;
  double chi2;
  double step;
  double acceptance;
  double share[VIT_N_MOVE_KINDS];
  gboolean can_make[VIT_N_MOVE_KINDS];
  gint64 block;
  int n_terms;
  VitSnapshotTerm *terms;
  gsize n_atoms;
  VitFixedPoint *points;
  gint64 *histogram;

  /*< private >*/
  atomic_int references;
} VitSnapshot;

/* Copies what the annealer holds now; takes about 0.1 ms for 10,000 atoms. */
VitSnapshot *vit_snapshot_new (const VitAnnealer *annealer);
VitSnapshot *vit_snapshot_ref (VitSnapshot *self);
void vit_snapshot_unref (VitSnapshot *self);

/* Moves the atoms of a configuration, the annealer's start or a copy of it, to where they are in the snapshot. */
void vit_snapshot_store (const VitSnapshot *self, VitConfiguration *configuration);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitSnapshot, vit_snapshot_unref)
