/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term.h"

void
vit_term_free (VitTerm *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  self->kind->free (self);
}
