/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-quantity.h"

#include "eam-state.h"

typedef struct
{
  VitQuantity parent;
  VitEam *eam;
  VitEamState *state;
  double n_atoms;
} EamQuantity;

static double
get_value (const EamQuantity *self)
{
  return vit_eam_state_get_energy (self->state) / self->n_atoms;
}

static double
eam_compute (VitQuantity *quantity, const VitModel *model, GError **error)
{
  EamQuantity *self = (EamQuantity *) quantity;

  vit_eam_state_rebuild (self->state);
  return get_value (self);
}

static double
eam_propose (VitQuantity *quantity, VitModel *model)
{
  EamQuantity *self = (EamQuantity *) quantity;

  vit_eam_state_propose (self->state, vit_pair_distances_get_atom (model->distances),
                         vit_pair_distances_get_point (model->distances));
  return vit_eam_state_get_proposed_energy (self->state) / self->n_atoms;
}

static void
eam_commit (VitQuantity *quantity)
{
  vit_eam_state_commit (((EamQuantity *) quantity)->state);
}

static double *
eam_get_sums (VitQuantity *quantity, gsize *n)
{
  return vit_eam_state_get_sums (((EamQuantity *) quantity)->state, n);
}

static void
eam_add_response (const VitQuantity *quantity, const VitModel *model, double weight, int n, const double *r,
                  double *response)
{
  const EamQuantity *self = (const EamQuantity *) quantity;

  vit_eam_state_add_pair_energy (self->state, weight / self->n_atoms, n, r, response);
}

static void
eam_free (VitQuantity *quantity)
{
  EamQuantity *self = (EamQuantity *) quantity;

  vit_eam_state_free (self->state);
  vit_eam_free (self->eam);
  g_free (self);
}

static double
eam_get_value (const VitQuantity *quantity)
{
  return get_value ((const EamQuantity *) quantity);
}

static const VitQuantityKind eam_kind = { .compute = eam_compute,
                                          .propose = eam_propose,
                                          .commit = eam_commit,
                                          .get_value = eam_get_value,
                                          .get_sums = eam_get_sums,
                                          .add_response = eam_add_response,
                                          .free = eam_free };

VitQuantity *
vit_eam_quantity_new (VitEam *eam, const VitModel *model, GError **error)
{
  g_autoptr (VitEam) owned = eam;
  VitEamState *state = vit_eam_state_new (eam, model->elements, model->atoms, model->grid, error);
  EamQuantity *self;

  if (state == NULL)
    return NULL;
  self = g_new0 (EamQuantity, 1);
  self->parent.kind = &eam_kind;
  self->parent.name = g_strdup ("Potential energy");
  self->parent.symbol = "E";
  self->parent.unit = g_strdup ("eV/atom");
  self->eam = g_steal_pointer (&owned);
  self->state = state;
  self->n_atoms = (double) model->atoms->n_atoms;
  return &self->parent;
}
