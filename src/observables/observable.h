/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"

/**
 * VitObservable:
 * @kind: its methods
 * @name: what it is, to show: "X-ray S(q)", "Cu K EXAFS"
 * @x_name, @y_name: names of the axes with units, for files and plots: "q_1/A", "S"
 * @n_points, @x: the points of its curve, rising
 * @n_coordinates: numbers in which it is kept; may be fewer than points (see below)
 *
 * Something that an experiment shows, computed from the model from scratch or changed by one move.
 *
 * Every observable here is a sum over pairs of atoms, so that its curve is linear in the coordinates that are kept. If
 * its points are fewer degrees of freedom than there are points (filtered EXAFS: 20 of 240), the coordinates are those
 * of an orthonormal basis, so that sums of squared differences are the same in both.
 */
typedef struct _VitObservable VitObservable;

/**
 * VitObservableKind:
 * @id: short name: "exafs"
 * @is_near: whether it needs near neighbours only (VitModelNeeds.near_radius), so that it is asked before those that
 * need the distances to all atoms
 * @compute: coordinates from scratch, shape (n_coordinates)
 * @change: their change by the proposed move; padded by zeros to a multiple of 16, 64-byte aligned, valid until the
 * next call
 * @to_curve: curve from coordinates
 * @from_curve: coordinates nearest to a curve. Returns: the sum of squares that they cannot reach
 * @commit: (nullable): makes the last proposal that change() was asked for the state of what the observable itself
 * keeps of the model, before or after the model moves; %NULL for one that keeps nothing
 * @add_response: (nullable): adds to @response, shape (n_pairs, @n), what Σ_c @weights[c] times coordinate c would
 * change by with one pair more at each distance @r, as a smooth function. %NULL: it is no sum over pairs
 * @free: frees all of it
 */
typedef struct
{
  const char *id;
  gboolean is_near;
  void (*compute) (VitObservable *self, const VitModel *model, double *coordinates);
  const double *(*change) (VitObservable *self, VitModel *model);
  void (*to_curve) (const VitObservable *self, const double *coordinates, double *curve);
  double (*from_curve) (const VitObservable *self, const double *curve, double *coordinates);
  void (*commit) (VitObservable *self);
  void (*add_response) (const VitObservable *self, const VitModel *model, const double *weights, int n, const double *r,
                        double *response);
  void (*free) (VitObservable *self);
} VitObservableKind;

struct _VitObservable
{
  const VitObservableKind *kind;
  char *name;
  char *x_name;
  char *y_name;
  gsize n_points;
  double *x;
  gsize n_coordinates;
};

/* Frees the common part and then the whole by its kind. */
void vit_observable_free (VitObservable *self);

/* Copies @x and sets the common part; for implementations. Frees nothing that was set before. */
void vit_observable_init (VitObservable *self, const VitObservableKind *kind, gsize n_points, const double *x);

/* to_curve() and from_curve() of observables whose coordinates are the points of the curve. */
void vit_observable_copy_to_curve (const VitObservable *self, const double *coordinates, double *curve);
double vit_observable_copy_from_curve (const VitObservable *self, const double *curve, double *coordinates);

/**
 * vit_observable_compute_curve:
 * @curve: (out caller-allocates): the curve of @model from scratch, shape (n_points)
 */
void vit_observable_compute_curve (VitObservable *self, const VitModel *model, double *curve);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitObservable, vit_observable_free)
