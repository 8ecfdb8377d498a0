/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bond-angles.h"

#include "error.h"

#include <math.h>

#define DEGREES (180 / G_PI)

VitBondAngles *
vit_bond_angles_new (int n_species, double width, GError **error)
{
  double bins = 180 / width;
  VitBondAngles *self;

  if (!(width >= 0.01 && width <= 180) || fabs (bins - rint (bins)) > 1e-9 * bins)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "bins of %g degrees: expected a width that divides 180 degrees into whole bins, such as 1 or 2",
                   width);
      return NULL;
    }
  self = g_new0 (VitBondAngles, 1);
  self->n_species = n_species;
  self->n_pairs = vit_n_pairs (n_species);
  self->n_bins = (int) rint (bins) + 1;
  self->width = width;
  self->count = g_new0 (gint64, (gsize) (n_species * self->n_pairs) * (gsize) self->n_bins);
  return self;
}

void
vit_bond_angles_free (VitBondAngles *self)
{
  if (self == NULL)
    return;
  g_free (self->count);
  g_free (self);
}

static gint64 *
get_row (const VitBondAngles *self, int centre, int pair)
{
  return self->count + (gsize) (centre * self->n_pairs + pair) * (gsize) self->n_bins;
}

static int
find_bin (const VitBondAngles *self, const VitNeighbour *b, const VitNeighbour *c)
{
  double dot = b->vector[0] * c->vector[0] + b->vector[1] * c->vector[1] + b->vector[2] * c->vector[2];
  /* Rounding takes the cosine of 0 and 180 degrees beyond 1. */
  double cosine = CLAMP (dot / (b->r * c->r), -1.0, 1.0);

  return MIN ((int) (acos (cosine) * DEGREES / self->width + 0.5), self->n_bins - 1);
}

void
vit_bond_angles_add_atom (VitBondAngles *self, const VitNeighbourList *list, const guint8 *species, gsize atom)
{
  const VitNeighbour *neighbour = vit_neighbour_list_get (list, atom);
  gsize n = vit_neighbour_list_count (list, atom);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      {
        const VitNeighbour *b = &neighbour[i], *c = &neighbour[j];
        int pair = vit_pair_index (self->n_species, species[b->atom], species[c->atom]);

        if (b->r > 0 && c->r > 0)
          get_row (self, species[atom], pair)[find_bin (self, b, c)]++;
      }
}

void
vit_bond_angles_add_all (VitBondAngles *self, const VitNeighbourList *list, const guint8 *species)
{
  for (gsize i = 0; i < list->n_atoms; i++)
    vit_bond_angles_add_atom (self, list, species, i);
}

void
vit_bond_angles_add (VitBondAngles *self, const VitBondAngles *other)
{
  gsize size = (gsize) (self->n_species * self->n_pairs) * (gsize) self->n_bins;

  for (gsize k = 0; k < size; k++)
    self->count[k] += other->count[k];
}

gint64
vit_bond_angles_get_counts (const VitBondAngles *self, int centre, int pair, gint64 *count)
{
  gint64 sum = 0;

  for (int k = 0; k < self->n_bins; k++)
    count[k] = 0;
  for (int a = 0; a < self->n_species; a++)
    for (int p = 0; p < self->n_pairs; p++)
      if ((centre < 0 || centre == a) && (pair < 0 || pair == p))
        for (int k = 0; k < self->n_bins; k++)
          {
            count[k] += get_row (self, a, p)[k];
            sum += get_row (self, a, p)[k];
          }
  return sum;
}

/* Of one bin: its width in degrees, or its part of the sphere. */
static double
get_measure (const VitBondAngles *self, VitBondAngleForm form, int k)
{
  double low = fmax ((k - 0.5) * self->width, 0), high = fmin ((k + 0.5) * self->width, 180);

  return form == VIT_BOND_ANGLE_DENSITY ? high - low : (cos (low / DEGREES) - cos (high / DEGREES)) / 2;
}

gint64
vit_bond_angles_get_density (const VitBondAngles *self, int centre, int pair, VitBondAngleForm form, double *density)
{
  g_autofree gint64 *count = g_new (gint64, (gsize) self->n_bins);
  gint64 sum = vit_bond_angles_get_counts (self, centre, pair, count);

  for (int k = 0; k < self->n_bins; k++)
    density[k] = sum > 0 ? (double) count[k] / ((double) sum * get_measure (self, form, k)) : 0;
  return sum;
}
