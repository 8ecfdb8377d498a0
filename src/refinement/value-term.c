/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value-term.h"

#include <math.h>

typedef struct
{
  VitTerm parent;
  VitQuantity *quantity;
  VitValueForm form;
  double wanted;
  double n_atoms;
  gboolean built;
} ValueTerm;

static double
to_delta2 (const ValueTerm *self, double value)
{
  double off = value - self->wanted;

  switch (self->form)
    {
    case VIT_VALUE_AT_LEAST:
      off = fmin (off, 0);
      break;
    case VIT_VALUE_AT_MOST:
      off = fmax (off, 0);
      break;
    case VIT_VALUE_BOLTZMANN:
      return 2 * self->n_atoms * off / VIT_BOLTZMANN;
    case VIT_VALUE_EQUAL:
    default:
      break;
    }
  return off * off;
}

/* ∂δ²/∂value */
static double
get_slope (const ValueTerm *self)
{
  double off = vit_quantity_get_value (self->quantity) - self->wanted;

  switch (self->form)
    {
    case VIT_VALUE_BOLTZMANN:
      return 2 * self->n_atoms / VIT_BOLTZMANN;
    case VIT_VALUE_AT_LEAST:
      return 2 * fmin (off, 0);
    case VIT_VALUE_AT_MOST:
      return 2 * fmax (off, 0);
    case VIT_VALUE_EQUAL:
    default:
      return 2 * off;
    }
}

static void
value_add_response (VitTerm *term, const VitModel *model, int n, const double *r, double *response)
{
  ValueTerm *self = (ValueTerm *) term;

  if (self->quantity->kind->add_response != NULL)
    self->quantity->kind->add_response (self->quantity, model, get_slope (self), n, r, response);
}

static double
value_rebuild (VitTerm *term, const VitModel *model)
{
  ValueTerm *self = (ValueTerm *) term;
  double before = self->built ? vit_quantity_get_value (self->quantity) : 0;
  double value = self->quantity->kind->compute (self->quantity, model, NULL);

  term->delta2 = to_delta2 (self, value);
  if (!self->built)
    {
      self->built = TRUE;
      return 0;
    }
  return fabs (value - before) / fmax (1, fabs (value));
}

static double
value_propose (VitTerm *term, VitModel *model)
{
  ValueTerm *self = (ValueTerm *) term;

  return to_delta2 (self, self->quantity->kind->propose (self->quantity, model));
}

static void
value_commit (VitTerm *term)
{
  ValueTerm *self = (ValueTerm *) term;

  self->quantity->kind->commit (self->quantity);
  term->delta2 = to_delta2 (self, vit_quantity_get_value (self->quantity));
}

/* A slow term: once in a block of moves, from scratch. */
static gboolean
value_ask (VitTerm *term, const VitModel *model, GError **error)
{
  ValueTerm *self = (ValueTerm *) term;
  double value = self->quantity->kind->compute (self->quantity, model, error);

  if (isnan (value))
    return FALSE;
  term->delta2 = to_delta2 (self, value);
  return TRUE;
}

static void
value_free (VitTerm *term)
{
  ValueTerm *self = (ValueTerm *) term;

  vit_quantity_free (self->quantity);
  g_free (self);
}

static double *
value_get_sums (VitTerm *term, gsize *n)
{
  ValueTerm *self = (ValueTerm *) term;

  return self->quantity->kind->get_sums (self->quantity, n);
}

/* An energy may lower χ², so that nothing can be rejected before it is asked: it comes first. */
static const VitTermKind energy_kind = { .cost = 0,
                                         .is_temperature = TRUE,
                                         .rebuild = value_rebuild,
                                         .propose = value_propose,
                                         .commit = value_commit,
                                         .add_response = value_add_response,
                                         .free = value_free,
                                         .get_sums = value_get_sums };
static const VitTermKind value_kind = { .cost = 5,
                                        .rebuild = value_rebuild,
                                        .propose = value_propose,
                                        .commit = value_commit,
                                        .add_response = value_add_response,
                                        .free = value_free,
                                        .get_sums = value_get_sums };
static const VitTermKind slow_energy_kind
    = { .cost = 100, .is_temperature = TRUE, .ask = value_ask, .free = value_free, .get_sums = value_get_sums };
static const VitTermKind slow_value_kind
    = { .cost = 100, .ask = value_ask, .free = value_free, .get_sums = value_get_sums };

VitTerm *
vit_value_term_new (VitQuantity *quantity, VitValueForm form, double wanted, gsize n_atoms)
{
  ValueTerm *self = g_new0 (ValueTerm, 1);

  if (quantity->kind->propose == NULL)
    self->parent.kind = form == VIT_VALUE_BOLTZMANN ? &slow_energy_kind : &slow_value_kind;
  else
    self->parent.kind = form == VIT_VALUE_BOLTZMANN ? &energy_kind : &value_kind;
  self->parent.name = g_strdup (quantity->name);
  self->parent.weight = 1;
  self->parent.sigma = 1;
  self->quantity = quantity;
  self->form = form;
  self->wanted = wanted;
  self->n_atoms = (double) n_atoms;
  return &self->parent;
}

static const ValueTerm *
value_term (const VitTerm *term)
{
  return term->kind->free == value_free ? (const ValueTerm *) term : NULL;
}

VitQuantity *
vit_value_term_get_quantity (const VitTerm *term)
{
  const ValueTerm *self = value_term (term);

  return self != NULL ? self->quantity : NULL;
}

VitValueForm
vit_value_term_get_form (const VitTerm *term)
{
  return value_term (term)->form;
}

double
vit_value_term_get_wanted (const VitTerm *term)
{
  return value_term (term)->wanted;
}

double
vit_value_term_get_value (const VitTerm *term)
{
  return vit_quantity_get_value (value_term (term)->quantity);
}
