/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coordination.h"

#include <math.h>

static void
count_neighbours (VitCoordination *self, const VitNeighbourList *list)
{
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      const VitNeighbour *neighbour = vit_neighbour_list_get (list, i);
      gsize n = vit_neighbour_list_count (list, i);
      int *count = self->count + i * (gsize) self->n_species;

      for (gsize k = 0; k < n; k++)
        count[self->species[neighbour[k].atom]]++;
      self->total[i] = (int) n;
      self->largest = MAX (self->largest, self->total[i]);
    }
}

static void
compute_means (VitCoordination *self, const VitConfiguration *configuration)
{
  gint64 sum[VIT_MAX_SPECIES][VIT_MAX_SPECIES] = { 0 };

  for (gsize i = 0; i < self->n_atoms; i++)
    for (int b = 0; b < self->n_species; b++)
      sum[self->species[i]][b] += self->count[i * (gsize) self->n_species + (gsize) b];
  for (int a = 0; a < self->n_species; a++)
    {
      self->fraction[a] = vit_configuration_get_fraction (configuration, a);
      for (int b = 0; b < self->n_species; b++)
        {
          self->partial[a][b] = (double) sum[a][b] / (double) vit_configuration_get_count (configuration, a);
          self->mean[a] += self->partial[a][b];
        }
      self->mean_all += self->fraction[a] * self->mean[a];
    }
}

VitCoordination *
vit_coordination_new (const VitConfiguration *configuration, const VitNeighbourList *list)
{
  VitCoordination *self = g_new0 (VitCoordination, 1);

  self->n_atoms = list->n_atoms;
  self->n_species = vit_configuration_get_n_species (configuration);
  self->species = g_memdup2 (vit_configuration_get_species (configuration), self->n_atoms);
  self->count = g_new0 (int, self->n_atoms *(gsize) self->n_species);
  self->total = g_new0 (int, self->n_atoms);
  count_neighbours (self, list);
  compute_means (self, configuration);
  return self;
}

void
vit_coordination_free (VitCoordination *self)
{
  if (self == NULL)
    return;
  g_free (self->species);
  g_free (self->count);
  g_free (self->total);
  g_free (self);
}

void
vit_coordination_get_values (const VitCoordination *self, int a, int b, double *value)
{
  for (gsize i = 0; i < self->n_atoms; i++)
    if (a >= 0 && self->species[i] != a)
      value[i] = NAN;
    else
      value[i] = b < 0 ? self->total[i] : self->count[i * (gsize) self->n_species + (gsize) b];
}

void
vit_coordination_get_distribution (const VitCoordination *self, int species, gsize *n)
{
  for (int z = 0; z <= self->largest; z++)
    n[z] = 0;
  for (gsize i = 0; i < self->n_atoms; i++)
    if (species < 0 || self->species[i] == species)
      n[self->total[i]]++;
}

double
vit_coordination_get_warren_cowley (const VitCoordination *self, int a, int b)
{
  return self->mean[a] > 0 ? 1 - self->partial[a][b] / (self->mean[a] * self->fraction[b]) : NAN;
}

double
vit_coordination_get_mean_warren_cowley (const VitCoordination *self, int a, int b)
{
  return self->mean_all > 0 ? 1 - self->partial[a][b] / (self->fraction[b] * self->mean_all) : NAN;
}

double
vit_coordination_get_cargill_spaepen (const VitCoordination *self, int a, int b)
{
  double at_random = self->fraction[b] * self->mean[a] * self->mean[b] / self->mean_all;

  return self->mean[a] > 0 && self->mean[b] > 0 ? self->partial[a][b] / at_random - 1 : NAN;
}
