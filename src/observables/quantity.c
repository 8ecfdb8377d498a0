/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quantity.h"

void
vit_quantity_free (VitQuantity *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->unit);
  self->kind->free (self);
}

double
vit_quantity_get_value (const VitQuantity *self)
{
  return self->kind->get_value (self);
}
