/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voronoi-quantity.h"

#include "voronoi-classes.h"

#include <math.h>

typedef struct
{
  VitQuantity parent;
  VitVoronoiIndex index;
  int centre;
  double value;
} VoronoiQuantity;

/* The atoms of a model as the tessellation takes them. Species come in the order of the model: it was made from a
 * configuration with the atoms in this order. */
static VitConfiguration *
make_configuration (const VitModel *model, GError **error)
{
  const VitAtoms *atoms = model->atoms;
  g_autofree guint8 *z = g_new (guint8, atoms->n_atoms);
  g_autofree double (*position)[3] = g_malloc (atoms->n_atoms * sizeof *position);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      z[i] = (guint8) model->elements[atoms->species[i]]->z;
      vit_fixed_point_to_fractional (vit_atoms_get (atoms, i), position[i]);
      vit_cell_to_cartesian (&atoms->cell, position[i], position[i]);
    }
  return vit_configuration_new (&atoms->cell, atoms->n_atoms, z, (const double (*)[3]) position, error);
}

static double
voronoi_compute (VitQuantity *quantity, const VitModel *model, GError **error)
{
  VoronoiQuantity *self = (VoronoiQuantity *) quantity;
  g_autoptr (VitConfiguration) configuration = make_configuration (model, error);
  g_autoptr (VitVoronoi) voronoi = configuration != NULL ? vit_voronoi_new (configuration, NULL, error) : NULL;
  gsize all = 0, with = 0;

  if (voronoi == NULL)
    return NAN;
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    if (vit_configuration_is_of_species (configuration, i, self->centre))
      {
        all++;
        with += vit_voronoi_index_equal (voronoi->index[i], self->index);
      }
  self->value = (double) with / (double) all;
  return self->value;
}

static double
voronoi_get_value (const VitQuantity *quantity)
{
  return ((const VoronoiQuantity *) quantity)->value;
}

/* The atoms may have moved since it was computed, so that the value does not follow from where they are. */
static double *
voronoi_get_sums (VitQuantity *quantity, gsize *n)
{
  *n = 1;
  return &((VoronoiQuantity *) quantity)->value;
}

static void
voronoi_free (VitQuantity *quantity)
{
  g_free (quantity);
}

static const VitQuantityKind voronoi_kind = {
  .compute = voronoi_compute,
  .get_value = voronoi_get_value,
  .get_sums = voronoi_get_sums,
  .free = voronoi_free,
};

VitQuantity *
vit_voronoi_quantity_new (const VitModel *model, VitVoronoiIndex index, int centre)
{
  VoronoiQuantity *self = g_new0 (VoronoiQuantity, 1);
  g_autofree char *name = vit_voronoi_index_format (index);

  self->parent.kind = &voronoi_kind;
  self->parent.name = g_strdup_printf ("Fraction of %s%s%s", name, centre == VIT_ALL_SPECIES ? "" : " round ",
                                       centre == VIT_ALL_SPECIES ? "" : model->elements[centre]->symbol);
  self->parent.symbol = "fraction";
  self->parent.unit = g_strdup ("");
  self->index = index;
  self->centre = centre;
  return &self->parent;
}
