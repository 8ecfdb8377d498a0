/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-energy.h"

#include "eam-pairs.h"

#include <string.h>

VitEamEnergy *
vit_eam_energy_new (const VitEam *eam, const VitConfiguration *configuration, GError **error)
{
  g_autoptr (VitEamPairs) pairs = vit_eam_pairs_new (eam, configuration, 0, error);
  VitEamEnergy *self;
  VitEamSums sums;

  if (pairs == NULL)
    return NULL;
  vit_eam_sums_init (&sums, pairs->n_atoms);
  vit_eam_pairs_compute (pairs, &sums);
  self = g_new (VitEamEnergy, 1);
  *self = (VitEamEnergy){
    .n_atoms = pairs->n_atoms,
    .total = sums.total,
    .energy = sums.energy,
    .density = sums.density,
    .force = sums.force,
    .pressure
    = (sums.virial[0] + sums.virial[1] + sums.virial[2]) / (3 * vit_configuration_get_cell (configuration)->volume),
  };
  memcpy (self->virial, sums.virial, sizeof self->virial);
  return self;
}

void
vit_eam_energy_free (VitEamEnergy *self)
{
  if (self == NULL)
    return;
  g_free (self->energy);
  g_free (self->density);
  g_free (self->force);
  g_free (self);
}
