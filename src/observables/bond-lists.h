/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitBondLists:
 * @n_atoms: number of atoms
 * @capacity: room of each list
 * @n: neighbours of each atom, shape (n_atoms)
 * @atom: the neighbours, in no order, shape (n_atoms, capacity)
 *
 * Who is neighbour to whom, kept up to date move by move. Read it directly; change it by the functions below.
 */
typedef struct
{
  gsize n_atoms;
  gsize capacity;
  gint32 *n;
  gint32 *atom;
} VitBondLists;

VitBondLists *vit_bond_lists_new (gsize n_atoms);
void vit_bond_lists_free (VitBondLists *self);

/* Empties the list of one atom. */
static inline void
vit_bond_lists_clear (VitBondLists *self, gsize atom)
{
  self->n[atom] = 0;
}

/* Adds a neighbour to the list of @atom. If the list is full all are laid out anew, with more room. */
void vit_bond_lists_add (VitBondLists *self, gsize atom, gint32 neighbour);

/* Takes a neighbour that is there out of the list of @atom. */
void vit_bond_lists_remove (VitBondLists *self, gsize atom, gint32 neighbour);

static inline const gint32 *
vit_bond_lists_get (const VitBondLists *self, gsize atom)
{
  return self->atom + atom * self->capacity;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitBondLists, vit_bond_lists_free)
