/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atoms.h"

#include <math.h>

#define PERIOD 4294967296.0 /* 2³² */

static gint32 *
aligned_array (gsize n)
{
  gsize padded = (n + VIT_LANES - 1) / VIT_LANES * VIT_LANES;

  return g_aligned_alloc0 (padded, sizeof (gint32), 64);
}

VitAtoms *
vit_atoms_new (const VitConfiguration *configuration)
{
  VitAtoms *self = g_new0 (VitAtoms, 1);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);

  self->cell = *vit_configuration_get_cell (configuration);
  self->n_atoms = vit_configuration_get_n_atoms (configuration);
  self->n_species = vit_configuration_get_n_species (configuration);
  for (int s = 0; s < self->n_species; s++)
    self->count[s] = vit_configuration_get_count (configuration, s);
  self->species = aligned_array (self->n_atoms);
  for (int a = 0; a < 3; a++)
    self->f[a] = aligned_array (self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double fractional[3];

      vit_cell_to_fractional (&self->cell, position[i], fractional);
      vit_atoms_set (self, i, vit_fixed_point_from_fractional (fractional));
      self->species[i] = species[i];
    }
  return self;
}

void
vit_atoms_free (VitAtoms *self)
{
  if (self == NULL)
    return;
  for (int a = 0; a < 3; a++)
    g_aligned_free (self->f[a]);
  g_aligned_free (self->species);
  g_free (self);
}

void
vit_atoms_store (const VitAtoms *self, VitConfiguration *configuration)
{
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double position[3];

      vit_fixed_point_to_fractional (vit_atoms_get (self, i), position);
      vit_cell_to_cartesian (&self->cell, position, position);
      vit_configuration_set_position (configuration, i, position);
    }
}

VitFixedPoint
vit_fixed_point_from_fractional (const double fractional[3])
{
  VitFixedPoint point;

  for (int a = 0; a < 3; a++)
    point.f[a] = (gint32) (guint32) (gint64) rint ((fractional[a] - floor (fractional[a])) * PERIOD);
  return point;
}

void
vit_fixed_point_to_fractional (VitFixedPoint point, double fractional[3])
{
  for (int a = 0; a < 3; a++)
    fractional[a] = (guint32) point.f[a] / PERIOD;
}

void
vit_fixed_point_vector (const VitCell *cell, VitFixedPoint from, VitFixedPoint to, double vector[3])
{
  for (int a = 0; a < 3; a++)
    vector[a] = vit_fixed_subtract (to.f[a], from.f[a]) / PERIOD;
  vit_cell_to_cartesian (cell, vector, vector);
}
