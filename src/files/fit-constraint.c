/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit-constraint.h"

#include "eam-energy.h"
#include "eam-quantity.h"
#include "fit-lammps.h"
#include "fit-neighbourhood.h"
#include "potential.h"

double
vit_fit_constraint_get_near_radius (const VitRecipeConstraint *constraint)
{
  /* An energy searches by itself, to the end of the potential. */
  return constraint->kind == VIT_CONSTRAINT_ENERGY ? 0 : vit_neighbourhood_get_longest (&constraint->neighbourhood);
}

/* What energies count from, eV/atom: as the recipe says, as the target has it, or as the model starts. */
static gboolean
find_reference (const VitRecipeConstraint *constraint, const VitEam *eam, const VitConfiguration *target,
                double *reference, GError **error)
{
  g_autoptr (VitEamEnergy) energy = NULL;

  *reference = constraint->wanted;
  if (constraint->form != VIT_VALUE_BOLTZMANN || constraint->reference_given || target == NULL)
    return TRUE;
  energy = vit_eam_energy_new (eam, target, error);
  if (energy == NULL)
    return FALSE;
  *reference = energy->total / (double) energy->n_atoms;
  return TRUE;
}

static VitTerm *
new_energy (const VitRecipeConstraint *constraint, const VitModel *model, const VitConfiguration *target,
            GError **error)
{
  VitEam *eam = vit_potential_read ((const char *const *) constraint->potential, error);
  gboolean thermal = constraint->form == VIT_VALUE_BOLTZMANN;
  double reference = 0;
  VitQuantity *quantity;

  if (eam == NULL)
    return NULL;
  if (!find_reference (constraint, eam, target, &reference, error))
    {
      vit_eam_free (eam);
      return NULL;
    }
  quantity = vit_eam_quantity_new (eam, model, error);
  if (quantity == NULL)
    return NULL;
  if (thermal && !constraint->reference_given && target == NULL)
    reference = quantity->kind->compute (quantity, model, NULL);
  return vit_value_term_new (quantity, constraint->form, reference, model->atoms->n_atoms);
}

static VitTerm *
new_of_neighbourhood (const VitRecipeConstraint *constraint, const VitModel *model, GError **error)
{
  VitQuantity *quantity = vit_fit_neighbourhood_new_quantity (&constraint->neighbourhood, model, error);

  if (quantity == NULL)
    return NULL;
  return vit_value_term_new (quantity, constraint->form, constraint->wanted, model->atoms->n_atoms);
}

static VitTerm *
new_term (const VitRecipeConstraint *constraint, const VitModel *model, const VitConfiguration *target, GError **error)
{
  if (constraint->kind != VIT_CONSTRAINT_ENERGY)
    return new_of_neighbourhood (constraint, model, error);
  if (constraint->pair_style != NULL)
    return vit_fit_lammps_new_term (constraint, model, target, error);
  return new_energy (constraint, model, target, error);
}

VitTerm *
vit_fit_constraint_new_term (const VitRecipeConstraint *constraint, const VitModel *model,
                             const VitConfiguration *target, GError **error)
{
  VitTerm *term = new_term (constraint, model, target, error);

  if (term == NULL)
    {
      g_prefix_error (error, "[%s]: ", constraint->group);
      return NULL;
    }
  g_free (term->name);
  term->name = g_strdup (constraint->name);
  term->weight = constraint->weight;
  term->schedule = constraint->schedule;
  return term;
}
