/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-packing.h"

#include "error.h"
#include "neighbour-grid.h"

#include <gsl/gsl_rng.h>
#include <math.h>

#define MAX_SWEEPS 2000

typedef struct
{
  VitAtoms *atoms;
  VitNeighbourGrid *grid;
  const double *closest;
  double reach;
  VitAtomSpan *spans;
  gsl_rng *rng;
  double worst; /* deepest overlap of the sweep, Å */
} Packing;

/* Adds to @push what takes the atom at @point half way (and a little more) out of its overlap with another. */
static void
push_from (Packing *self, gint32 species, VitFixedPoint point, gint32 other_species, VitFixedPoint other,
           double push[3])
{
  double limit = self->closest[vit_pair_index (self->atoms->n_species, species, other_species)];
  double vector[3], r;

  vit_fixed_point_vector (&self->atoms->cell, other, point, vector);
  r = sqrt (vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
  if (r >= limit)
    return;
  self->worst = fmax (self->worst, limit - r);
  for (int a = 0; a < 3; a++)
    {
      /* Two atoms at the same place part in a random direction. */
      double direction = r > 1e-6 ? vector[a] / r : gsl_rng_uniform (self->rng) - 0.5;

      push[a] += direction * (0.55 * (limit - r) + 1e-4);
    }
}

static void
relax (Packing *self, gsize atom)
{
  VitFixedPoint point = vit_atoms_get (self->atoms, atom), step;
  double push[3] = { 0 };
  int n = vit_neighbour_grid_collect (self->grid, point, point, self->reach, self->spans);

  for (int s = 0; s < n; s++)
    for (gsize k = 0; k < self->spans[s].n; k++)
      {
        const VitAtomSpan *span = &self->spans[s];
        VitFixedPoint other = { { span->f[0][k], span->f[1][k], span->f[2][k] } };

        if (span->atom[k] != (gint32) atom)
          push_from (self, self->atoms->species[atom], point, span->species[k], other, push);
      }
  if (push[0] == 0 && push[1] == 0 && push[2] == 0)
    return;
  vit_cell_to_fractional (&self->atoms->cell, push, push);
  step = vit_fixed_point_from_fractional (push);
  for (int a = 0; a < 3; a++)
    point.f[a] = vit_fixed_add (point.f[a], step.f[a]);
  vit_atoms_set (self->atoms, atom, point);
  vit_neighbour_grid_move (self->grid, atom, point);
}

static gboolean
push_apart (Packing *self, GError **error)
{
  for (int sweep = 0; sweep < MAX_SWEEPS; sweep++)
    {
      self->worst = 0;
      for (gsize i = 0; i < self->atoms->n_atoms; i++)
        relax (self, i);
      if (self->worst == 0)
        return TRUE;
    }
  g_set_error (
      error, VIT_ERROR, VIT_ERROR_RANGE,
      "the closest approaches cannot be met at this density: after %d sweeps two atoms are still %.2g Å too near; "
      "lower the closest approaches or the density",
      MAX_SWEEPS, self->worst);
  return FALSE;
}

static VitConfiguration *
scatter (const VitCell *cell, gsize n_atoms, const guint8 *atomic_numbers, gsl_rng *rng, GError **error)
{
  g_autofree double (*position)[3] = g_malloc_n (n_atoms, sizeof *position);

  for (gsize i = 0; i < n_atoms; i++)
    {
      for (int a = 0; a < 3; a++)
        position[i][a] = gsl_rng_uniform (rng);
      vit_cell_to_cartesian (cell, position[i], position[i]);
    }
  return vit_configuration_new (cell, n_atoms, atomic_numbers, (const double (*)[3]) position, error);
}

VitConfiguration *
vit_random_packing (const VitCell *cell, gsize n_atoms, const guint8 *atomic_numbers, const double *closest,
                    guint64 seed, GError **error)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  g_autoptr (VitConfiguration) configuration = NULL;

  gsl_rng_set (rng, (unsigned long) seed);
  configuration = scatter (cell, n_atoms, atomic_numbers, rng, error);
  if (configuration != NULL && closest != NULL)
    {
      Packing packing = { .atoms = vit_atoms_new (configuration), .closest = closest, .rng = rng };
      gboolean packed = TRUE;

      for (int pair = 0; pair < vit_n_pairs (packing.atoms->n_species); pair++)
        packing.reach = fmax (packing.reach, closest[pair]);
      if (packing.reach > 0)
        {
          packing.grid = vit_neighbour_grid_new (packing.atoms, fmax (packing.reach, 4));
          packing.spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (packing.grid));
          packed = push_apart (&packing, error);
        }
      vit_atoms_store (packing.atoms, configuration);
      vit_neighbour_grid_free (packing.grid);
      vit_atoms_free (packing.atoms);
      g_free (packing.spans);
      if (!packed)
        g_clear_pointer (&configuration, vit_configuration_free);
    }
  gsl_rng_free (rng);
  return g_steal_pointer (&configuration);
}
