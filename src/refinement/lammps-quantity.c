/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-quantity.h"

typedef struct
{
  VitQuantity parent;
  VitLammps *lammps;
  double energy; /* eV */
  double n_atoms;
} LammpsQuantity;

static double
lammps_compute (VitQuantity *quantity, const VitModel *model, GError **error)
{
  LammpsQuantity *self = (LammpsQuantity *) quantity;

  if (!vit_lammps_compute (self->lammps, model->atoms, &self->energy, error))
    return NAN;
  return self->energy / self->n_atoms;
}

static double
lammps_get_value (const VitQuantity *quantity)
{
  const LammpsQuantity *self = (const LammpsQuantity *) quantity;

  return self->energy / self->n_atoms;
}

/* With it a restored state has its value, though LAMMPS was not asked again. */
static double *
lammps_get_sums (VitQuantity *quantity, gsize *n)
{
  *n = 1;
  return &((LammpsQuantity *) quantity)->energy;
}

static void
lammps_free (VitQuantity *quantity)
{
  LammpsQuantity *self = (LammpsQuantity *) quantity;

  vit_lammps_free (self->lammps);
  g_free (self);
}

static const VitQuantityKind lammps_kind
    = { .compute = lammps_compute, .get_value = lammps_get_value, .get_sums = lammps_get_sums, .free = lammps_free };

VitQuantity *
vit_lammps_quantity_new (VitLammps *lammps, gsize n_atoms)
{
  LammpsQuantity *self = g_new0 (LammpsQuantity, 1);

  self->parent.kind = &lammps_kind;
  self->parent.name = g_strdup ("Potential energy");
  self->parent.symbol = "E";
  self->parent.unit = g_strdup ("eV/atom");
  self->lammps = lammps;
  self->energy = vit_lammps_get_energy (lammps);
  self->n_atoms = (double) n_atoms;
  return &self->parent;
}
