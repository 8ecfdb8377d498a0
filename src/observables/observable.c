/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observable.h"

#include <string.h>

void
vit_observable_free (VitObservable *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->x_name);
  g_free (self->y_name);
  g_free (self->x);
  self->kind->free (self);
}

void
vit_observable_init (VitObservable *self, const VitObservableKind *kind, gsize n_points, const double *x)
{
  self->kind = kind;
  self->n_points = n_points;
  self->n_coordinates = n_points;
  self->x = g_memdup2 (x, n_points * sizeof *x);
}

void
vit_observable_copy_to_curve (const VitObservable *self, const double *coordinates, double *curve)
{
  memcpy (curve, coordinates, self->n_points * sizeof *curve);
}

double
vit_observable_copy_from_curve (const VitObservable *self, const double *curve, double *coordinates)
{
  memcpy (coordinates, curve, self->n_points * sizeof *curve);
  return 0;
}

void
vit_observable_compute_curve (VitObservable *self, const VitModel *model, double *curve)
{
  g_autofree double *coordinates = g_new (double, self->n_coordinates);

  self->kind->compute (self, model, coordinates);
  self->kind->to_curve (self, coordinates, curve);
}
