/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bond-lists.h"

#include <string.h>

/* A shell of neighbours in a dense metal, with room for a random start. */
#define CAPACITY 24

VitBondLists *
vit_bond_lists_new (gsize n_atoms)
{
  VitBondLists *self = g_new0 (VitBondLists, 1);

  self->n_atoms = n_atoms;
  self->capacity = CAPACITY;
  self->n = g_new0 (gint32, n_atoms);
  self->atom = g_new (gint32, n_atoms * self->capacity);
  return self;
}

void
vit_bond_lists_free (VitBondLists *self)
{
  if (self == NULL)
    return;
  g_free (self->n);
  g_free (self->atom);
  g_free (self);
}

static void
grow (VitBondLists *self)
{
  gsize capacity = 2 * self->capacity;
  gint32 *wide = g_new (gint32, self->n_atoms * capacity);

  for (gsize i = 0; i < self->n_atoms; i++)
    memcpy (wide + i * capacity, vit_bond_lists_get (self, i), (gsize) self->n[i] * sizeof *wide);
  g_free (self->atom);
  self->atom = wide;
  self->capacity = capacity;
}

void
vit_bond_lists_add (VitBondLists *self, gsize atom, gint32 neighbour)
{
  if ((gsize) self->n[atom] == self->capacity)
    grow (self);
  self->atom[atom * self->capacity + (gsize) self->n[atom]++] = neighbour;
}

void
vit_bond_lists_remove (VitBondLists *self, gsize atom, gint32 neighbour)
{
  gint32 *list = self->atom + atom * self->capacity;
  gint32 last = --self->n[atom];

  for (gint32 k = 0; k < last; k++)
    if (list[k] == neighbour)
      {
        list[k] = list[last];
        return;
      }
}
