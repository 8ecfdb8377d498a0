/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair-bias.h"

#include <math.h>
#include <string.h>

#define STEP 0.05 /* Å */

VitPairBias *
vit_pair_bias_new (int n_species, double radius)
{
  VitPairBias *self = g_new0 (VitPairBias, 1);

  self->n_species = n_species;
  self->n_pairs = vit_n_pairs (n_species);
  self->n = (int) floor (radius / STEP);
  self->d_r = STEP;
  self->force = g_new0 (double, (gsize) self->n_pairs *(gsize) self->n);
  return self;
}

void
vit_pair_bias_free (VitPairBias *self)
{
  if (self == NULL)
    return;
  g_free (self->force);
  g_free (self);
}

/* −du/dr by central differences; none at the ends. */
static void
differentiate (const VitPairBias *self, const double *potential)
{
  for (int pair = 0; pair < self->n_pairs && self->n > 1; pair++)
    {
      const double *u = potential + pair * self->n;
      double *force = self->force + pair * self->n;

      force[0] = force[self->n - 1] = 0;
      for (int k = 1; k < self->n - 1; k++)
        force[k] = (u[k - 1] - u[k + 1]) / (2 * self->d_r);
    }
}

void
vit_pair_bias_update (VitPairBias *self, const VitModel *model, guint n_terms, VitTerm *const *terms)
{
  gsize size = (gsize) self->n_pairs * (gsize) self->n;
  g_autofree double *r = g_new (double, self->n), *potential = g_new0 (double, size), *one = g_new (double, size);

  for (int k = 0; k < self->n; k++)
    r[k] = k * self->d_r;
  for (guint t = 0; t < n_terms; t++)
    {
      double factor = vit_term_get_factor (terms[t]);

      if (terms[t]->kind->add_response == NULL || !(factor > 0))
        continue;
      memset (one, 0, size * sizeof *one);
      terms[t]->kind->add_response (terms[t], model, self->n, r, one);
      for (gsize i = 0; i < size; i++)
        potential[i] += factor * one[i];
    }
  differentiate (self, potential);
}

static double
force_at (const VitPairBias *self, int pair, double r)
{
  double place = r / self->d_r;
  int k = (int) place;
  const double *force = self->force + pair * self->n;

  if (k >= self->n - 1)
    return 0;
  return force[k] + (place - k) * (force[k + 1] - force[k]);
}

void
vit_pair_bias_drift (const VitPairBias *self, const VitAtoms *atoms, const VitNearPairs *near, int species,
                     gboolean at_new, VitFixedPoint point, double variance, double drift[3])
{
  const float *distance = at_new ? near->r_new : near->r_old;
  double length, longest = sqrt (variance);

  memset (drift, 0, 3 * sizeof *drift);
  for (int i = 0; i < near->n; i++)
    {
      double r = distance[i], v[3], force;

      if (!(r > 0.1) || r >= self->n * self->d_r)
        continue;
      force = force_at (self, vit_pair_index (self->n_species, species, near->species[i]), r);
      vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, (gsize) near->atom[i]), point, v);
      for (int a = 0; a < 3; a++)
        drift[a] += force * v[a] / r;
    }
  for (int a = 0; a < 3; a++)
    drift[a] *= variance / 4;
  length = sqrt (drift[0] * drift[0] + drift[1] * drift[1] + drift[2] * drift[2]);
  if (length > longest)
    for (int a = 0; a < 3; a++)
      drift[a] *= longest / length;
}
