/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model.h"

#include "error.h"

#include <math.h>
#include <string.h>

/* Boxes of about 7 Å hold some 20 atoms of a metal: enough for vector code, few enough beyond the radius. */
#define BOX_EDGE 7.0

VitModel *
vit_model_new (const VitConfiguration *configuration, const VitModelNeeds *needs, VitVectorTarget target,
               GError **error)
{
  g_autoptr (VitModel) self = g_new0 (VitModel, 1);
  double limit = vit_cell_inscribed_radius (vit_configuration_get_cell (configuration));

  if (!(needs->near_radius <= limit))
    {
      g_set_error (
          error, VIT_ERROR, VIT_ERROR_RANGE,
          "neighbours are needed up to %g Å, but the largest sphere in the cell has a radius of %.4f Å; use a larger "
          "cell or a shorter cut-off",
          needs->near_radius, limit);
      return NULL;
    }

  self->n_species = vit_configuration_get_n_species (configuration);
  for (int s = 0; s < self->n_species; s++)
    self->elements[s] = vit_configuration_get_element (configuration, s);
  self->kernel = vit_distance_kernel_get (target);
  self->near_radius = needs->near_radius;
  self->atoms = vit_atoms_new (configuration);
  self->grid = vit_neighbour_grid_new (self->atoms, fmax (BOX_EDGE, needs->near_radius));
  if (needs->histogram)
    {
      self->histogram = vit_pair_histogram_new (self->atoms, needs->bin, needs->r_max, error);
      if (self->histogram == NULL)
        return NULL;
      vit_pair_histogram_count (self->histogram, self->atoms, self->grid, self->kernel);
    }
  self->distances = vit_pair_distances_new (self->atoms, self->grid, needs->near_radius, needs->bin,
                                            self->histogram ? self->histogram->n_bins : 0, self->kernel);
  return g_steal_pointer (&self);
}

void
vit_model_free (VitModel *self)
{
  if (self == NULL)
    return;
  vit_pair_distances_free (self->distances);
  vit_pair_histogram_free (self->histogram);
  vit_neighbour_grid_free (self->grid);
  vit_atoms_free (self->atoms);
  g_free (self);
}

void
vit_model_propose (VitModel *self, gsize atom, VitFixedPoint point)
{
  vit_pair_distances_begin (self->distances, atom, point);
}

void
vit_model_commit (VitModel *self)
{
  gsize atom = vit_pair_distances_get_atom (self->distances);
  VitFixedPoint point = vit_pair_distances_get_point (self->distances);

  if (self->histogram != NULL)
    vit_pair_histogram_move (self->histogram, self->atoms->species[atom],
                             vit_pair_distances_get_change (self->distances),
                             vit_pair_distances_get_stride (self->distances));
  vit_atoms_set (self->atoms, atom, point);
  vit_neighbour_grid_move (self->grid, atom, point);
}

gboolean
vit_model_rebuild (VitModel *self)
{
  VitPairHistogram *histogram = self->histogram;
  g_autofree gint64 *before = NULL;
  gsize size;

  if (histogram == NULL)
    return TRUE;
  size = (gsize) histogram->n_pairs * (gsize) histogram->n_bins * sizeof *before;
  before = g_memdup2 (histogram->count, size);
  vit_pair_histogram_count (histogram, self->atoms, self->grid, self->kernel);
  return memcmp (before, histogram->count, size) == 0;
}

gboolean
vit_model_place (VitModel *self, const VitFixedPoint *points, const gint32 *order)
{
  if (!vit_neighbour_grid_is_order (self->grid, points, order))
    return FALSE;
  for (gsize i = 0; i < self->atoms->n_atoms; i++)
    vit_atoms_set (self->atoms, i, points[i]);
  vit_neighbour_grid_set_order (self->grid, self->atoms, order);
  if (self->histogram != NULL)
    vit_pair_histogram_count (self->histogram, self->atoms, self->grid, self->kernel);
  return TRUE;
}
