/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair-distances.h"

#include <math.h>
#include <string.h>

struct _VitPairDistances
{
  const VitAtoms *atoms;
  const VitNeighbourGrid *grid;
  const VitDistanceKernel *kernel;
  VitMetric metric;     /* in Å */
  VitMetric bin_metric; /* in bins */
  double near_radius;
  double r_max;
  gboolean everywhere; /* r_max reaches into all boxes */
  int n_bins;
  int stride;

  gsize atom;
  VitFixedPoint old;
  VitFixedPoint new;
  gboolean have_near;
  gboolean have_change;

  VitNearPairs near;
  int near_room;
  gint32 *change;
  VitAtomSpan *spans;
};

/* Length of the longest difference of two positions whose fractions lie within ±½: one half of a diagonal of the cell.
 */
static double
longest_difference (const VitCell *cell)
{
  double longest = 0;

  for (int corner = 0; corner < 4; corner++)
    {
      double v[3] = { 0.5, corner & 1 ? -0.5 : 0.5, corner & 2 ? -0.5 : 0.5 };

      vit_cell_to_cartesian (cell, v, v);
      longest = fmax (longest, sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
    }
  return longest;
}

VitPairDistances *
vit_pair_distances_new (const VitAtoms *atoms, const VitNeighbourGrid *grid, double near_radius, double bin, int n_bins,
                        const VitDistanceKernel *kernel)
{
  VitPairDistances *self = g_new0 (VitPairDistances, 1);

  self->atoms = atoms;
  self->grid = grid;
  self->kernel = kernel;
  self->near_radius = near_radius;
  vit_metric_init (&self->metric, &atoms->cell, 1);
  self->spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));
  if (n_bins > 0)
    {
      double longest = longest_difference (&atoms->cell);

      vit_metric_init (&self->bin_metric, &atoms->cell, bin);
      self->r_max = n_bins * bin;
      self->n_bins = n_bins;
      self->everywhere = vit_neighbour_grid_is_covered (grid, self->r_max);
      /* Far pairs keep bins of their own: in one common bin the additions would wait for each other, which takes twice
       * the time. With a short r_max few are that far, and short rows are cleared faster. */
      self->stride = ((int) (fmin (longest, 3 * self->r_max + 10) / bin) + 2 + 15) / 16 * 16;
      self->stride = MAX (self->stride, n_bins + 1);
      self->change = g_aligned_alloc0 ((gsize) self->stride * (gsize) atoms->n_species, sizeof (gint32), 64);
    }
  return self;
}

static void
free_near (VitNearPairs *near)
{
  g_free (near->species);
  g_free (near->atom);
  g_free (near->r_old);
  g_free (near->r_new);
}

void
vit_pair_distances_free (VitPairDistances *self)
{
  if (self == NULL)
    return;
  free_near (&self->near);
  g_aligned_free (self->change);
  g_free (self->spans);
  g_free (self);
}

void
vit_pair_distances_begin (VitPairDistances *self, gsize atom, VitFixedPoint point)
{
  self->atom = atom;
  self->old = vit_atoms_get (self->atoms, atom);
  self->new = point;
  self->have_near = FALSE;
  self->have_change = FALSE;
}

gsize
vit_pair_distances_get_atom (const VitPairDistances *self)
{
  return self->atom;
}

gint32
vit_pair_distances_get_species (const VitPairDistances *self)
{
  return self->atoms->species[self->atom];
}

VitFixedPoint
vit_pair_distances_get_point (const VitPairDistances *self)
{
  return self->new;
}

/* Room for all atoms of the boxes, found or not: the kernel stores before it knows. */
static void
reserve (VitPairDistances *self, int room)
{
  if (room <= self->near_room)
    return;
  self->near_room = 2 * room;
  free_near (&self->near);
  self->near.species = g_new (gint32, self->near_room);
  self->near.atom = g_new (gint32, self->near_room);
  self->near.r_old = g_new (float, self->near_room);
  self->near.r_new = g_new (float, self->near_room);
}

/* The moved atom is found among its own neighbours. */
static void
take_out (VitNearPairs *near, gint32 atom)
{
  for (int i = 0; i < near->n; i++)
    if (near->atom[i] == atom)
      {
        int last = --near->n;

        near->species[i] = near->species[last];
        near->atom[i] = near->atom[last];
        near->r_old[i] = near->r_old[last];
        near->r_new[i] = near->r_new[last];
        return;
      }
}

const VitNearPairs *
vit_pair_distances_get_near (VitPairDistances *self)
{
  gsize room = 0;
  int n;

  if (self->have_near)
    return &self->near;
  self->have_near = TRUE;

  n = vit_neighbour_grid_collect (self->grid, self->old, self->new, self->near_radius, self->spans);
  for (int s = 0; s < n; s++)
    room += self->spans[s].n;
  reserve (self, (int) room + 1);
  self->kernel->near (&self->metric, (gsize) n, self->spans, self->old, self->new,
                      (float) (self->near_radius * self->near_radius), &self->near);
  take_out (&self->near, (gint32) self->atom);
  return &self->near;
}

const gint32 *
vit_pair_distances_get_change (VitPairDistances *self)
{
  VitAtomSpan all = vit_atoms_get_span (self->atoms);
  const gint32 species[VIT_LANES] = { self->atoms->species[self->atom] };
  const gint32 place[3][VIT_LANES] = { { self->old.f[0] }, { self->old.f[1] }, { self->old.f[2] } };
  /* The moved atom itself is among all: its "pair" with itself goes from @old to @old and @new to @old. It is taken
   * back by one atom more, at @old, with the signs changed. */
  const VitAtomSpan itself = { .n = 1, .f = { place[0], place[1], place[2] }, .species = species };

  if (self->have_change)
    return self->change;
  self->have_change = TRUE;

  /* What lies beyond n_bins is never read. */
  for (int species_row = 0; species_row < self->atoms->n_species; species_row++)
    memset (self->change + species_row * self->stride, 0, (gsize) self->n_bins * sizeof *self->change);
  if (self->everywhere)
    self->kernel->change (&self->bin_metric, 1, &all, self->old, self->new, self->stride, self->change);
  else
    {
      int n = vit_neighbour_grid_collect (self->grid, self->old, self->new, self->r_max, self->spans);

      self->kernel->change (&self->bin_metric, (gsize) n, self->spans, self->old, self->new, self->stride,
                            self->change);
    }
  self->kernel->change (&self->bin_metric, 1, &itself, self->new, self->old, self->stride, self->change);
  return self->change;
}

int
vit_pair_distances_get_stride (const VitPairDistances *self)
{
  return self->stride;
}
