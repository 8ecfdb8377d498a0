/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour-cutoffs.h"

#include "error.h"

#include <math.h>

#define HAIR 1e-6

gboolean
vit_neighbour_cutoffs_init (VitNeighbourCutoffs *self, const VitModel *model, const double *cutoff, GError **error)
{
  self->longest = 0;
  for (int a = 0; a < model->n_species; a++)
    for (int b = 0; b < model->n_species; b++)
      {
        double r = cutoff[vit_pair_index (model->n_species, a, b)];

        if (!(r >= 0 && r <= model->near_radius + 1e-9))
          {
            g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "cutoff: expected %s–%s from 0 to %g Å, found %g Å",
                         model->elements[a]->symbol, model->elements[b]->symbol, model->near_radius, r);
            return FALSE;
          }
        self->r[a][b] = (float) fmin (r, model->near_radius * (1 - HAIR));
        self->longest = fmaxf (self->longest, self->r[a][b]);
      }
  return TRUE;
}

VitPairDistances *
vit_neighbour_cutoffs_new_search (const VitNeighbourCutoffs *self, const VitModel *model)
{
  return vit_pair_distances_new (model->atoms, model->grid, fmin (self->longest * (1 + 2 * HAIR), model->near_radius),
                                 0, 0, model->kernel);
}
