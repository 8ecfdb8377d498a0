/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outliers.h"

#include <math.h>

/* Extremes of a finite sample are not those of the next: cells may have one face fewer or more. */
#define FACES_MARGIN 1
/* Å; what thermal motion may bring two atoms nearer than in one snapshot of the target. */
#define MARGIN 0.05
/* The nearest pairs of the glasses shipped are at 0.75 to 0.85 times the sum of the radii. */
#define LEAST_OF_RADII 0.7
/* Atoms of the glasses shipped have 10 to 19 faces. */
#define LEAST_FACES 9
#define MOST_FACES 20

typedef struct
{
  double distance[VIT_MAX_PAIRS]; /* by species of the model */
  gsize least[VIT_MAX_SPECIES];
  gsize most[VIT_MAX_SPECIES];
} Limits;

static void
take_faces (const VitProfile *target, int element, gsize *least, gsize *most)
{
  const guint8 *species = vit_configuration_get_species (target->configuration);

  *least = G_MAXSIZE;
  *most = 0;
  for (gsize i = 0; i < target->voronoi->n_atoms; i++)
    if (species[i] == target->species[element])
      {
        *least = MIN (*least, vit_voronoi_count (target->voronoi, i));
        *most = MAX (*most, vit_voronoi_count (target->voronoi, i));
      }
}

static Limits
find_limits (const VitProfile *model, const VitProfile *target)
{
  Limits limits = { 0 };

  for (int a = 0; a < model->n_elements; a++)
    {
      gsize *least = &limits.least[model->species[a]], *most = &limits.most[model->species[a]];

      *least = LEAST_FACES;
      *most = MOST_FACES;
      if (target != NULL)
        {
          take_faces (target, a, least, most);
          *least -= MIN (*least, FACES_MARGIN);
          *most += FACES_MARGIN;
        }
      for (int b = a; b < model->n_elements; b++)
        {
          double known = target != NULL ? target->distance[vit_profile_pair (target, a, b)] - MARGIN : INFINITY;

          limits.distance[vit_profile_pair (model, a, b)]
              = isfinite (known) ? known : LEAST_OF_RADII * (model->elements[a]->radius + model->elements[b]->radius);
        }
    }
  return limits;
}

GArray *
vit_outliers_find (const VitProfile *model, const VitProfile *target)
{
  GArray *outliers = g_array_new (FALSE, FALSE, sizeof (VitOutlier));
  const guint8 *species = vit_configuration_get_species (model->configuration);
  Limits limits = find_limits (model, target);

  for (gsize i = 0; i < model->voronoi->n_atoms; i++)
    {
      gsize faces = vit_voronoi_count (model->voronoi, i);
      VitOutlier outlier
          = { .atom = i, .odd_faces = faces < limits.least[species[i]] || faces > limits.most[species[i]] };

      for (gsize k = 0; k < vit_neighbour_list_count (model->close, i); k++)
        {
          const VitNeighbour *neighbour = &vit_neighbour_list_get (model->close, i)[k];
          int pair = vit_pair_index (model->n_elements, species[i], species[neighbour->atom]);

          outlier.too_close = outlier.too_close || neighbour->r < limits.distance[pair];
        }
      if (outlier.too_close || outlier.odd_faces)
        g_array_append_val (outliers, outlier);
    }
  return outliers;
}
