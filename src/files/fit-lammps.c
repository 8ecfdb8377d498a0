/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit-lammps.h"

#include "lammps-quantity.h"

static VitLammps *
start_lammps (const VitRecipeConstraint *constraint, const VitAtoms *atoms, const VitElement *const *elements,
              GError **error)
{
  const VitLammpsSetup setup = { .pair_style = constraint->pair_style,
                                 .pair_coeff = (const char *const *) constraint->pair_coeff,
                                 .elements = (const char *const *) constraint->elements };

  return vit_lammps_new (&setup, atoms, elements, error);
}

/* Energy of the target, eV an atom. */
static gboolean
compute_target (const VitRecipeConstraint *constraint, const VitConfiguration *target, double *energy, GError **error)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (target);
  g_autoptr (VitLammps) lammps = NULL;
  const VitElement *elements[VIT_MAX_SPECIES];

  for (int s = 0; s < atoms->n_species; s++)
    elements[s] = vit_configuration_get_element (target, s);
  lammps = start_lammps (constraint, atoms, elements, error);
  if (lammps == NULL)
    return FALSE;
  *energy = vit_lammps_get_energy (lammps) / (double) atoms->n_atoms;
  return TRUE;
}

VitTerm *
vit_fit_lammps_new_term (const VitRecipeConstraint *constraint, const VitModel *model, const VitConfiguration *target,
                         GError **error)
{
  gboolean open = constraint->form == VIT_VALUE_BOLTZMANN && !constraint->reference_given;
  gsize n_atoms = model->atoms->n_atoms;
  double wanted = constraint->wanted;
  VitLammps *lammps;

  if (open && target != NULL && !compute_target (constraint, target, &wanted, error))
    return NULL;
  lammps = start_lammps (constraint, model->atoms, model->elements, error);
  if (lammps == NULL)
    return NULL;
  if (open && target == NULL)
    wanted = vit_lammps_get_energy (lammps) / (double) n_atoms;
  return vit_value_term_new (vit_lammps_quantity_new (lammps, n_atoms), constraint->form, wanted, n_atoms);
}
