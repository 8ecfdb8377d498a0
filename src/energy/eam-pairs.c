/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-pairs.h"

#include "eam-search.h"

#include <math.h>
#include <string.h>

/* Atoms at one place have no direction to part in: they are taken to be this far apart along x, Å. */
#define NOWHERE 1e-12

/* A pair: the second atom, and the periods that lie between the two. */
typedef struct
{
  gint32 atom;
  gint32 image;
} Partner;

/* A pair within the cut-off. The slopes are over r, so that times the vector they are forces. */
typedef struct
{
  gint32 atom;
  double vector[3];
  double slope[2]; /* of ρ at the first and at the second atom */
  double energy_slope;
} Near;

void
vit_eam_sums_init (VitEamSums *self, gsize n_atoms)
{
  *self = (VitEamSums){ .density = g_new0 (double, n_atoms),
                        .energy = g_new0 (double, n_atoms),
                        .force = g_malloc0_n (n_atoms, sizeof *self->force) };
}

void
vit_eam_sums_clear (VitEamSums *self)
{
  g_clear_pointer (&self->density, g_free);
  g_clear_pointer (&self->energy, g_free);
  g_clear_pointer (&self->force, g_free);
}

static void
wrap_positions (VitEamPairs *self)
{
  const VitCell *cell = vit_configuration_get_cell (self->configuration);

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double *x = self->position[i];

      double *fraction = self->fraction[i];

      vit_cell_to_fractional (cell, x, fraction);
      for (int a = 0; a < 3; a++)
        fraction[a] -= floor (fraction[a]);
      vit_cell_to_cartesian (cell, fraction, x);
      vit_configuration_set_position (self->configuration, i, x);
    }
}

/* Both atoms are in the cell, so that no more than one period lies between them along any axis. */
static inline gint32
find_image (const double from[3], const double to[3])
{
  gint32 image = 0;

  for (int a = 2; a >= 0; a--)
    image = 3 * image + 1 + (to[a] - from[a] < -0.5) - (to[a] - from[a] > 0.5);
  return image;
}

static void
find_partners (VitEamPairs *self, gsize i, const VitAtoms *atoms, VitEamSearch *search)
{
  VitFixedPoint point = vit_atoms_get (atoms, i);
  int n = vit_eam_search_find (search, i, point, point);

  for (int k = 0; k < n; k++)
    {
      gint32 j = search->candidate[k].atom;

      if (j > (gint32) i)
        {
          Partner partner = { j, find_image (self->fraction[i], self->fraction[j]) };

          g_array_append_val (self->partners, partner);
        }
    }
  self->start[i + 1] = self->partners->len;
}

static void
find_pairs (VitEamPairs *self)
{
  double radius = self->eam->cutoff + self->skin;
  g_autoptr (VitAtoms) atoms = NULL;
  g_autoptr (VitNeighbourGrid) grid = NULL;
  VitEamSearch search;

  wrap_positions (self);
  memcpy (self->origin, self->position, self->n_atoms * sizeof *self->origin);
  atoms = vit_atoms_new (self->configuration);
  grid = vit_neighbour_grid_new (atoms, radius);
  vit_eam_search_init (&search, &atoms->cell, grid, radius);
  g_array_set_size (self->partners, 0);
  for (gsize i = 0; i < self->n_atoms; i++)
    find_partners (self, i, atoms, &search);
  vit_eam_search_clear (&search);
}

VitEamPairs *
vit_eam_pairs_new (const VitEam *eam, const VitConfiguration *configuration, double skin, GError **error)
{
  g_autoptr (VitEamPairs) self = g_new0 (VitEamPairs, 1);
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  int index[VIT_MAX_SPECIES];

  if (!vit_eam_find_species (eam, configuration, index, error) || !vit_eam_check_cell (eam, cell, error))
    return NULL;
  self->eam = eam;
  self->configuration = vit_configuration_copy (configuration);
  self->n_atoms = vit_configuration_get_n_atoms (configuration);
  self->position = g_memdup2 (vit_configuration_get_positions (configuration), self->n_atoms * sizeof *self->position);
  self->skin = CLAMP (vit_cell_inscribed_radius (cell) - eam->cutoff, 0, skin);
  for (int image = 0; image < 27; image++)
    for (int a = 0; a < 3; a++)
      self->shift[image][a] = (image % 3 - 1) * cell->matrix[0][a] + (image / 3 % 3 - 1) * cell->matrix[1][a]
                              + (image / 9 - 1) * cell->matrix[2][a];
  self->element = g_new (guint8, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    self->element[i] = (guint8) index[species[i]];
  self->start = g_new0 (gsize, self->n_atoms + 1);
  self->near_start = g_new0 (gsize, self->n_atoms + 1);
  self->fraction = g_malloc_n (self->n_atoms, sizeof *self->fraction);
  self->origin = g_malloc_n (self->n_atoms, sizeof *self->origin);
  self->slope = g_new (double, self->n_atoms);
  self->partners = g_array_new (FALSE, FALSE, sizeof (Partner));
  self->near = g_array_new (FALSE, FALSE, sizeof (Near));
  find_pairs (self);
  return g_steal_pointer (&self);
}

void
vit_eam_pairs_free (VitEamPairs *self)
{
  if (self == NULL)
    return;
  vit_configuration_free (self->configuration);
  g_free (self->position);
  g_free (self->element);
  g_free (self->start);
  g_free (self->near_start);
  g_free (self->fraction);
  g_free (self->origin);
  g_free (self->slope);
  g_clear_pointer (&self->partners, g_array_unref);
  g_clear_pointer (&self->near, g_array_unref);
  g_free (self);
}

void
vit_eam_pairs_update (VitEamPairs *self)
{
  double limit = self->skin * self->skin / 4;

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      const double *x = self->position[i], *from = self->origin[i];
      double step[3] = { x[0] - from[0], x[1] - from[1], x[2] - from[2] };

      if (!(step[0] * step[0] + step[1] * step[1] + step[2] * step[2] < limit))
        {
          find_pairs (self);
          return;
        }
    }
}

/* Adds up ρ and φ, and keeps what the forces need. */
static void
find_near (VitEamPairs *self, VitEamSums *sums)
{
  const VitEam *eam = self->eam;
  double limit = eam->cutoff * eam->cutoff;

  g_array_set_size (self->near, self->partners->len);
  gsize found = 0;
  Near *near = (Near *) (void *) self->near->data;

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      const double *from = self->position[i];

      for (gsize k = self->start[i]; k < self->start[i + 1]; k++)
        {
          const Partner *partner = &g_array_index (self->partners, Partner, k);
          const double *to = self->position[partner->atom], *shift = self->shift[partner->image];
          double x = to[0] - from[0] + shift[0], y = to[1] - from[1] + shift[1], z = to[2] - from[2] + shift[2];
          double r2 = x * x + y * y + z * z;
          int a = self->element[i], b = self->element[partner->atom];
          VitEamPair look, slope;

          if (r2 >= limit)
            continue;
          if (r2 == 0)
            {
              x = NOWHERE;
              r2 = x * x;
            }
          double r = sqrt (r2), inverse = 1 / r;

          look = vit_eam_look_up_slopes (eam, vit_eam_get_pair (eam, a, b), r, &slope);
          sums->density[i] += look.density[a > b];
          sums->density[partner->atom] += look.density[a <= b];
          sums->energy[i] += look.energy / 2;
          sums->energy[partner->atom] += look.energy / 2;
          near[found++] = (Near){ .atom = partner->atom,
                                  .vector = { x, y, z },
                                  .slope = { slope.density[a > b] * inverse, slope.density[a <= b] * inverse },
                                  .energy_slope = slope.energy * inverse };
        }
      self->near_start[i + 1] = found;
    }
}

static void
add_force (const double vector[3], double pull, double on[3], double from[3], double virial[6])
{
  static const int rows[6][2] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 1, 2 }, { 0, 2 }, { 0, 1 } };

  for (int a = 0; a < 3; a++)
    {
      on[a] += pull * vector[a];
      from[a] -= pull * vector[a];
    }
  for (int v = 0; v < 6; v++)
    virial[v] -= pull * vector[rows[v][0]] * vector[rows[v][1]];
}

void
vit_eam_pairs_compute (VitEamPairs *self, VitEamSums *sums)
{
  gsize n = self->n_atoms;

  memset (sums->density, 0, n * sizeof *sums->density);
  memset (sums->energy, 0, n * sizeof *sums->energy);
  memset (sums->force, 0, n * sizeof *sums->force);
  memset (sums->virial, 0, sizeof sums->virial);
  sums->total = 0;

  find_near (self, sums);
  for (gsize i = 0; i < n; i++)
    {
      sums->energy[i] += vit_eam_embedding (self->eam, self->element[i], sums->density[i], &self->slope[i]);
      sums->total += sums->energy[i];
    }
  for (gsize i = 0; i < n; i++)
    for (gsize k = self->near_start[i]; k < self->near_start[i + 1]; k++)
      {
        const Near *near = &g_array_index (self->near, Near, k);
        double pull = self->slope[i] * near->slope[0] + self->slope[near->atom] * near->slope[1] + near->energy_slope;

        add_force (near->vector, pull, sums->force[i], sums->force[near->atom], sums->virial);
      }
}
