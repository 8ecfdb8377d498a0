/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coordination-quantity.h"

#include "neighbour-cutoffs.h"

#include <string.h>

typedef struct
{
  VitQuantity parent;
  int centre; /* a, or all */
  gboolean is_neighbour[VIT_MAX_SPECIES];
  VitNeighbourCutoffs cutoffs;
  int n_species;
  double n_centres;
  double fraction;               /* c_b for chemical order; 0: the mean coordination number is meant */
  gint64 bonds[VIT_MAX_SPECIES]; /* from atoms a to those of each species */
  gint64 proposed[VIT_MAX_SPECIES];
} CoordinationQuantity;

static gboolean
is_centre (const CoordinationQuantity *self, int species)
{
  return self->centre == VIT_ALL_SPECIES || self->centre == species;
}

static double
to_value (const CoordinationQuantity *self, const gint64 *bonds)
{
  gint64 with = 0, all = 0;

  for (int s = 0; s < self->n_species; s++)
    {
      all += bonds[s];
      with += self->is_neighbour[s] ? bonds[s] : 0;
    }
  if (self->fraction == 0)
    return (double) with / self->n_centres;
  return all > 0 ? 1 - (double) with / ((double) all * self->fraction) : 0;
}

static double
coordination_get_value (const VitQuantity *quantity)
{
  const CoordinationQuantity *self = (const CoordinationQuantity *) quantity;

  return to_value (self, self->bonds);
}

static double
coordination_compute (VitQuantity *quantity, const VitModel *model, GError **error)
{
  CoordinationQuantity *self = (CoordinationQuantity *) quantity;
  const VitAtoms *atoms = model->atoms;
  g_autoptr (VitPairDistances) search = vit_neighbour_cutoffs_new_search (&self->cutoffs, model);

  memset (self->bonds, 0, sizeof self->bonds);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      const float *cutoff = self->cutoffs.r[atoms->species[i]];
      const VitNearPairs *near;

      if (!is_centre (self, atoms->species[i]))
        continue;
      vit_pair_distances_begin (search, i, vit_atoms_get (atoms, i));
      near = vit_pair_distances_get_near (search);
      for (int k = 0; k < near->n; k++)
        self->bonds[near->species[k]] += near->r_old[k] < cutoff[near->species[k]];
    }
  return coordination_get_value (quantity);
}

static double
coordination_propose (VitQuantity *quantity, VitModel *model)
{
  CoordinationQuantity *self = (CoordinationQuantity *) quantity;
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);
  gint32 species = vit_pair_distances_get_species (model->distances);
  const float *cutoff = self->cutoffs.r[species];

  memcpy (self->proposed, self->bonds, sizeof self->bonds);
  for (int k = 0; k < near->n; k++)
    {
      gint32 other = near->species[k];
      int by = (near->r_new[k] < cutoff[other]) - (near->r_old[k] < cutoff[other]);

      /* A bond has two ends, and counts from each that is a centre. */
      if (by != 0 && is_centre (self, species))
        self->proposed[other] += by;
      if (by != 0 && is_centre (self, other))
        self->proposed[species] += by;
    }
  return to_value (self, self->proposed);
}

static void
coordination_commit (VitQuantity *quantity)
{
  CoordinationQuantity *self = (CoordinationQuantity *) quantity;

  memcpy (self->bonds, self->proposed, sizeof self->bonds);
}

/* Whole numbers follow from the atoms. */
static double *
coordination_get_sums (VitQuantity *quantity, gsize *n)
{
  *n = 0;
  return NULL;
}

static void
coordination_free (VitQuantity *quantity)
{
  g_free (quantity);
}

static const VitQuantityKind coordination_kind = {
  .compute = coordination_compute,
  .propose = coordination_propose,
  .commit = coordination_commit,
  .get_value = coordination_get_value,
  .get_sums = coordination_get_sums,
  .free = coordination_free,
};

static CoordinationQuantity *
new_quantity (const VitModel *model, const VitCoordinationOptions *options, GError **error)
{
  CoordinationQuantity *self = g_new0 (CoordinationQuantity, 1);

  if (!vit_neighbour_cutoffs_init (&self->cutoffs, model, options->cutoff, error))
    {
      g_free (self);
      return NULL;
    }
  self->parent.kind = &coordination_kind;
  self->parent.unit = g_strdup ("");
  self->centre = options->centre;
  self->n_species = model->n_species;
  for (int s = 0; s < model->n_species; s++)
    {
      self->is_neighbour[s] = options->neighbour == VIT_ALL_SPECIES || options->neighbour == s;
      self->n_centres += is_centre (self, s) ? (double) model->atoms->count[s] : 0;
    }
  return self;
}

static const char *
get_symbol (const VitModel *model, int species)
{
  return species == VIT_ALL_SPECIES ? "all" : model->elements[species]->symbol;
}

VitQuantity *
vit_coordination_quantity_new (const VitModel *model, const VitCoordinationOptions *options, GError **error)
{
  CoordinationQuantity *self = new_quantity (model, options, error);

  if (self == NULL)
    return NULL;
  self->parent.symbol = "Z";
  self->parent.name = g_strdup_printf ("Mean %s–%s coordination", get_symbol (model, options->centre),
                                       get_symbol (model, options->neighbour));
  return &self->parent;
}

VitQuantity *
vit_chemical_order_quantity_new (const VitModel *model, const VitCoordinationOptions *options, GError **error)
{
  CoordinationQuantity *self = new_quantity (model, options, error);

  if (self == NULL)
    return NULL;
  self->parent.symbol = "α";
  self->parent.name = g_strdup_printf ("Warren–Cowley α of %s–%s", get_symbol (model, options->centre),
                                       get_symbol (model, options->neighbour));
  self->fraction = (double) model->atoms->count[options->neighbour] / (double) model->atoms->n_atoms;
  return &self->parent;
}
