/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"

/**
 * VitQuantity:
 * @kind: its methods
 * @name: what it is, to show: "potential energy"
 * @symbol: the same for an axis: "E"; static
 * @unit: "eV/atom"; "" for a pure number
 *
 * One number that the model has, such as a mean coordination number or the potential energy, from scratch and, unless
 * it is slow, by the change of one move.
 */
typedef struct _VitQuantity VitQuantity;

/**
 * VitQuantityKind:
 * @compute: computes everything from scratch. Returns: the value, NaN with @error set if that cannot be done
 * @propose: the value after the proposed move; %NULL for a quantity that is slow: it is asked for by compute() alone,
 *   once in many moves
 * @commit: makes the last proposal the state, before or after the model moves; %NULL if @propose is
 * @get_value: the value as of the last compute() or commit()
 * @get_sums: the numbers, @n of them, that commit() keeps up to date and from which the value follows; they are written
 *   back by who restores a saved state (see #VitTermKind). Whatever else is kept must follow from the model alone
 * @add_response: (nullable): adds to @response, shape (n_pairs, @n), @weight times what the value would change by with
 * one pair more at each distance @r. %NULL: not known
 * @free: frees all of it
 */
typedef struct
{
  double (*compute) (VitQuantity *self, const VitModel *model, GError **error);
  double (*propose) (VitQuantity *self, VitModel *model);
  void (*commit) (VitQuantity *self);
  double (*get_value) (const VitQuantity *self);
  double *(*get_sums) (VitQuantity *self, gsize *n);
  void (*add_response) (const VitQuantity *self, const VitModel *model, double weight, int n, const double *r,
                        double *response);
  void (*free) (VitQuantity *self);
} VitQuantityKind;

struct _VitQuantity
{
  const VitQuantityKind *kind;
  char *name;
  const char *symbol;
  char *unit;
};

/* Frees the common part and then the whole by its kind. */
void vit_quantity_free (VitQuantity *self);

/* The value as of the last compute() or commit(). */
double vit_quantity_get_value (const VitQuantity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitQuantity, vit_quantity_free)
