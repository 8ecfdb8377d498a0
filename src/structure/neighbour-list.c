/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour-list.h"
#include "error.h"
#include "neighbour-grid.h"

#include <math.h>
#include <stdlib.h>

/* Boxes are asked for a little more than the cut-off, because the grid has rounded the positions (to 1e-8 Å). */
#define ROUNDING 1e-6

static gboolean
check_cutoffs (const VitConfiguration *configuration, const double *cutoff, double *largest, GError **error)
{
  double limit = vit_cell_inscribed_radius (vit_configuration_get_cell (configuration));

  *largest = 0;
  for (int pair = 0; pair < vit_n_pairs (vit_configuration_get_n_species (configuration)); pair++)
    {
      if (!isfinite (cutoff[pair]) || cutoff[pair] < 0)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "expected a cut-off of 0 or more, found %g Å", cutoff[pair]);
          return FALSE;
        }
      *largest = MAX (*largest, cutoff[pair]);
    }
  if (*largest > limit)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "the cell is too small for a cut-off of %.4g Å: the largest sphere in it has a radius of %.4g Å",
                   *largest, limit);
      return FALSE;
    }
  return TRUE;
}

static int
by_distance (const void *a, const void *b)
{
  const VitNeighbour *first = a, *second = b;

  if (first->r != second->r)
    return first->r < second->r ? -1 : 1;
  return first->atom - second->atom;
}

/* The nearest image of a vector. */
static void
wrap (const VitCell *cell, double vector[3])
{
  vit_cell_to_fractional (cell, vector, vector);
  for (int a = 0; a < 3; a++)
    vector[a] -= rint (vector[a]);
  vit_cell_to_cartesian (cell, vector, vector);
}

static void
append_neighbours (GArray *list, const VitConfiguration *configuration, const double *cutoff, gsize i,
                   const VitAtomSpan *spans, int n_spans)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  int n_species = vit_configuration_get_n_species (configuration);
  guint first = list->len;

  for (int s = 0; s < n_spans; s++)
    for (gsize k = 0; k < spans[s].n; k++)
      {
        gsize j = (gsize) spans[s].atom[k];
        VitNeighbour found = { .atom = (int) j };

        if (j == i)
          continue;
        for (int a = 0; a < 3; a++)
          found.vector[a] = position[j][a] - position[i][a];
        wrap (cell, found.vector);
        found.r = sqrt (found.vector[0] * found.vector[0] + found.vector[1] * found.vector[1]
                        + found.vector[2] * found.vector[2]);
        if (found.r < cutoff[vit_pair_index (n_species, species[i], species[j])])
          g_array_append_val (list, found);
      }
  qsort (&g_array_index (list, VitNeighbour, first), list->len - first, sizeof (VitNeighbour), by_distance);
}

VitNeighbourList *
vit_neighbour_list_new (const VitConfiguration *configuration, const double *cutoff, GError **error)
{
  g_autoptr (VitAtoms) atoms = NULL;
  g_autoptr (VitNeighbourGrid) grid = NULL;
  g_autofree VitAtomSpan *spans = NULL;
  g_autoptr (GArray) list = NULL;
  VitNeighbourList *self;
  double largest;

  if (!check_cutoffs (configuration, cutoff, &largest, error))
    return NULL;
  self = g_new0 (VitNeighbourList, 1);
  self->n_atoms = vit_configuration_get_n_atoms (configuration);
  self->start = g_new0 (gsize, self->n_atoms + 1);
  list = g_array_sized_new (FALSE, FALSE, sizeof (VitNeighbour), (guint) (16 * self->n_atoms));
  if (largest > 0)
    {
      atoms = vit_atoms_new (configuration);
      grid = vit_neighbour_grid_new (atoms, largest / 2);
      spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));
    }
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      if (largest > 0)
        {
          VitFixedPoint centre = vit_atoms_get (atoms, i);
          int n_spans = vit_neighbour_grid_collect (grid, centre, centre, largest + ROUNDING, spans);

          append_neighbours (list, configuration, cutoff, i, spans, n_spans);
        }
      self->start[i + 1] = list->len;
    }
  self->neighbour = (VitNeighbour *) (void *) g_array_free (g_steal_pointer (&list), FALSE);
  return self;
}

void
vit_neighbour_list_free (VitNeighbourList *self)
{
  if (self == NULL)
    return;
  g_free (self->start);
  g_free (self->neighbour);
  g_free (self);
}
