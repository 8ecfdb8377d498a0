/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feff-path.h"

VitFeffPath *
vit_feff_path_new (int n)
{
  VitFeffPath *self = g_new0 (VitFeffPath, 1);
  double *column = g_new0 (double, 7 * (gsize) n);

  self->n = n;
  self->k = column;
  self->phase_c = column + n;
  self->amplitude = column + 2 * n;
  self->phase = column + 3 * n;
  self->reduction = column + 4 * n;
  self->lambda = column + 5 * n;
  self->real_p = column + 6 * n;
  return self;
}

void
vit_feff_path_free (VitFeffPath *self)
{
  if (self == NULL)
    return;
  g_free (self->k);
  g_free (self);
}
