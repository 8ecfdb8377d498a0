/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "configuration.h"

#include "error.h"

#include <math.h>

struct _VitConfiguration
{
  VitCell cell;
  gsize n_atoms;
  int n_species;
  const VitElement *element[VIT_MAX_SPECIES];
  gsize count[VIT_MAX_SPECIES];
  guint8 *species;
  double (*position)[3];
};

static gboolean
add_atom (VitConfiguration *self, gsize atom, int z, GError **error)
{
  int species = vit_configuration_find_species (self, z);

  if (species < 0)
    {
      const VitElement *element = vit_element_by_number (z);

      if (element == NULL)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "atom %" G_GSIZE_FORMAT ": no element has number %d",
                       atom + 1, z);
          return FALSE;
        }
      if (self->n_species == VIT_MAX_SPECIES)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected at most %d elements, found one more (%s)",
                       VIT_MAX_SPECIES, element->symbol);
          return FALSE;
        }
      species = self->n_species++;
      self->element[species] = element;
    }
  self->species[atom] = (guint8) species;
  self->count[species]++;
  return TRUE;
}

VitConfiguration *
vit_configuration_new (const VitCell *cell, gsize n_atoms, const guint8 *atomic_numbers, const double (*positions)[3],
                       GError **error)
{
  g_autoptr (VitConfiguration) self = g_new0 (VitConfiguration, 1);

  if (n_atoms == 0)
    {
      g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, "expected at least one atom, found none");
      return NULL;
    }

  self->cell = *cell;
  self->n_atoms = n_atoms;
  self->species = g_new (guint8, n_atoms);
  self->position = g_memdup2 (positions, n_atoms * sizeof *positions);
  for (gsize i = 0; i < n_atoms; i++)
    {
      if (!add_atom (self, i, atomic_numbers[i], error))
        return NULL;
      for (int a = 0; a < 3; a++)
        if (!isfinite (positions[i][a]))
          {
            g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                         "atom %" G_GSIZE_FORMAT ": its position is not a finite number", i + 1);
            return NULL;
          }
    }
  return g_steal_pointer (&self);
}

VitConfiguration *
vit_configuration_copy (const VitConfiguration *self)
{
  VitConfiguration *copy = g_memdup2 (self, sizeof *self);

  copy->species = g_memdup2 (self->species, self->n_atoms * sizeof *self->species);
  copy->position = g_memdup2 (self->position, self->n_atoms * sizeof *self->position);
  return copy;
}

void
vit_configuration_free (VitConfiguration *self)
{
  if (self == NULL)
    return;
  g_free (self->species);
  g_free (self->position);
  g_free (self);
}

const VitCell *
vit_configuration_get_cell (const VitConfiguration *self)
{
  return &self->cell;
}

gsize
vit_configuration_get_n_atoms (const VitConfiguration *self)
{
  return self->n_atoms;
}

int
vit_configuration_get_n_species (const VitConfiguration *self)
{
  return self->n_species;
}

const guint8 *
vit_configuration_get_species (const VitConfiguration *self)
{
  return self->species;
}

gboolean
vit_configuration_is_of_species (const VitConfiguration *self, gsize atom, int species)
{
  return species == VIT_ALL_SPECIES || self->species[atom] == species;
}

const double (*vit_configuration_get_positions (const VitConfiguration *self))[3]
{
  return (const double (*)[3]) self->position;
}

const VitElement *
vit_configuration_get_element (const VitConfiguration *self, int species)
{
  return self->element[species];
}

gsize
vit_configuration_get_count (const VitConfiguration *self, int species)
{
  return self->count[species];
}

int
vit_configuration_find_species (const VitConfiguration *self, int atomic_number)
{
  for (int s = 0; s < self->n_species; s++)
    if (self->element[s]->z == atomic_number)
      return s;
  return -1;
}

double
vit_configuration_get_density (const VitConfiguration *self)
{
  return (double) self->n_atoms / self->cell.volume;
}

double
vit_configuration_get_n_pairs (const VitConfiguration *self, int a, int b)
{
  double n_a = (double) self->count[a], n_b = (double) self->count[b];

  return a == b ? n_a * (n_a - 1) / 2 : n_a * n_b;
}

double
vit_configuration_get_fraction (const VitConfiguration *self, int species)
{
  return (double) self->count[species] / (double) self->n_atoms;
}

void
vit_configuration_set_position (VitConfiguration *self, gsize atom, const double position[3])
{
  for (int a = 0; a < 3; a++)
    self->position[atom][a] = position[a];
}
