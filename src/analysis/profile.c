/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"
#include "cutoffs.h"
#include "error.h"

#include <math.h>
#include <string.h>

gboolean
vit_profile_options_init (VitProfileOptions *self, const VitConfiguration *reference, const char *cutoffs,
                          GError **error)
{
  VitProfileOptions options = { .n_elements = vit_configuration_get_n_species (reference) };

  for (int e = 0; e < options.n_elements; e++)
    options.elements[e] = vit_configuration_get_element (reference, e);
  vit_voronoi_options_init (&options.voronoi, reference);
  if (!vit_cutoffs_choose (reference, cutoffs, options.cutoff, error))
    return FALSE;
  *self = options;
  return TRUE;
}

static gboolean
match_elements (VitProfile *self, const VitProfileOptions *options, GError **error)
{
  gboolean same = vit_configuration_get_n_species (self->configuration) == options->n_elements;

  self->n_elements = options->n_elements;
  for (int e = 0; e < options->n_elements; e++)
    {
      self->elements[e] = options->elements[e];
      self->species[e] = vit_configuration_find_species (self->configuration, options->elements[e]->z);
      same = same && self->species[e] >= 0;
    }
  if (!same)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected a configuration of the same elements");
  return same;
}

/* Pairs nearer than the sum of their covalent radii, and the nearest of each kind. */
static gboolean
find_close_pairs (VitProfile *self, GError **error)
{
  const guint8 *species = vit_configuration_get_species (self->configuration);
  double limit = vit_cell_inscribed_radius (vit_configuration_get_cell (self->configuration));
  double radius[VIT_MAX_PAIRS];

  for (int a = 0; a < self->n_elements; a++)
    for (int b = a; b < self->n_elements; b++)
      {
        int pair = vit_profile_pair (self, a, b);

        radius[pair] = fmin (limit, self->elements[a]->radius + self->elements[b]->radius);
        self->distance[pair] = INFINITY;
      }
  self->close = vit_neighbour_list_new (self->configuration, radius, error);
  if (self->close == NULL)
    return FALSE;
  for (gsize i = 0; i < self->close->n_atoms; i++)
    for (gsize k = 0; k < vit_neighbour_list_count (self->close, i); k++)
      {
        const VitNeighbour *neighbour = &vit_neighbour_list_get (self->close, i)[k];
        double *distance = &self->distance[vit_pair_index (self->n_elements, species[i], species[neighbour->atom])];

        *distance = fmin (*distance, neighbour->r);
      }
  return TRUE;
}

/* Coordination within one cut-off, the largest, for all pairs: with it a random mixture has no chemical order, whatever
 * the sizes of the atoms. */
static gboolean
find_mixing (VitProfile *self, GError **error)
{
  double cutoff[VIT_MAX_PAIRS];
  g_autoptr (VitNeighbourList) list = NULL;

  for (int pair = 0; pair < vit_n_pairs (self->n_elements); pair++)
    self->mixing_cutoff = fmax (self->mixing_cutoff, self->cutoff[pair]);
  for (int pair = 0; pair < vit_n_pairs (self->n_elements); pair++)
    cutoff[pair] = self->mixing_cutoff;
  list = vit_neighbour_list_new (self->configuration, cutoff, error);
  if (list == NULL)
    return FALSE;
  self->mixing = vit_coordination_new (self->configuration, list);
  return TRUE;
}

static gboolean
go_on (const VitProfileOptions *options, GError **error)
{
  return options->go_on == NULL || options->go_on (options->data, error);
}

static gboolean
find_neighbours (VitProfile *self, const VitProfileOptions *options, GError **error)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (self->configuration);

  for (int a = 0; a < self->n_elements; a++)
    for (int b = a; b < self->n_elements; b++)
      self->cutoff[vit_profile_pair (self, a, b)] = options->cutoff[vit_pair_index (self->n_elements, a, b)];
  self->histogram = vit_pair_histogram_new (atoms, VIT_PROFILE_BIN, 0, error);
  if (self->histogram == NULL)
    return FALSE;
  vit_pair_histogram_count_exact (self->histogram, self->configuration);
  if (!go_on (options, error))
    return FALSE;
  self->neighbours = vit_neighbour_list_new (self->configuration, self->cutoff, error);
  if (self->neighbours == NULL)
    return FALSE;
  if (!find_close_pairs (self, error) || !find_mixing (self, error))
    return FALSE;
  self->coordination = vit_coordination_new (self->configuration, self->neighbours);
  self->angles = vit_bond_angles_new (self->n_elements, VIT_PROFILE_ANGLE, NULL);
  vit_bond_angles_add_all (self->angles, self->neighbours, vit_configuration_get_species (self->configuration));
  for (int k = 0; k < 2; k++)
    self->order[k] = vit_bond_order_new (self->neighbours, k == 0 ? 4 : 6, 0, NULL, error);
  return self->order[1] != NULL;
}

static gboolean
find_polyhedra (VitProfile *self, const VitProfileOptions *options, GError **error)
{
  VitVoronoiOptions voronoi = options->voronoi;
  g_autofree gboolean *is_centre = NULL;

  for (int e = 0; e < self->n_elements; e++)
    voronoi.radius[self->species[e]] = options->voronoi.radius[e];
  self->voronoi = vit_voronoi_new (self->configuration, &voronoi, error);
  if (self->voronoi == NULL)
    return FALSE;
  is_centre = g_new (gboolean, self->voronoi->n_atoms);
  for (gsize i = 0; i < self->voronoi->n_atoms; i++)
    is_centre[i] = vit_voronoi_index_equal (self->voronoi->index[i], VIT_ICOSAHEDRON);
  self->icosahedra = vit_clusters_new (self->voronoi, is_centre, VIT_LINK_INTERPENETRATING);
  return TRUE;
}

VitProfile *
vit_profile_new (const VitConfiguration *configuration, const VitProfileOptions *options, GError **error)
{
  g_autoptr (VitProfile) self = g_new0 (VitProfile, 1);

  self->configuration = configuration;
  if (!match_elements (self, options, error))
    return NULL;
  self->blocks = vit_blocks_new (configuration);
  if (!find_neighbours (self, options, error) || !go_on (options, error) || !find_polyhedra (self, options, error)
      || !go_on (options, error))
    return NULL;
  if (options->eam != NULL)
    {
      self->energy = vit_eam_energy_new (options->eam, configuration, error);
      if (self->energy == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
vit_profile_free (VitProfile *self)
{
  if (self == NULL)
    return;
  vit_blocks_free (self->blocks);
  vit_pair_histogram_free (self->histogram);
  vit_neighbour_list_free (self->neighbours);
  vit_neighbour_list_free (self->close);
  vit_coordination_free (self->coordination);
  vit_coordination_free (self->mixing);
  vit_bond_angles_free (self->angles);
  for (int k = 0; k < 2; k++)
    vit_bond_order_free (self->order[k]);
  vit_voronoi_free (self->voronoi);
  vit_clusters_free (self->icosahedra);
  vit_eam_energy_free (self->energy);
  g_free (self);
}

gboolean
vit_profile_has_atom (const VitProfile *self, int element, gsize atom)
{
  return vit_configuration_is_of_species (self->configuration, atom, vit_profile_species (self, element));
}

VitVoronoiSample
vit_profile_sample (const VitProfile *self, int element)
{
  return (VitVoronoiSample){ self->voronoi, self->configuration, self->blocks, vit_profile_species (self, element) };
}

VitDistribution *
vit_profile_coordination (const VitProfile *self, int element, int n_classes)
{
  VitDistribution *distribution = vit_distribution_new (self->blocks->n_blocks, n_classes);

  for (gsize i = 0; i < self->blocks->n_atoms; i++)
    if (vit_profile_has_atom (self, element, i))
      vit_distribution_add (distribution, self->blocks->block[i], MIN (self->coordination->total[i], n_classes - 1), 1);
  return distribution;
}

VitDistribution *
vit_profile_angles (const VitProfile *self, int element)
{
  VitDistribution *distribution = vit_distribution_new (self->blocks->n_blocks, self->angles->n_bins);
  const guint8 *species = vit_configuration_get_species (self->configuration);
  g_autoptr (VitBondAngles) angles = vit_bond_angles_new (self->n_elements, self->angles->width, NULL);
  g_autofree gint64 *count = g_new (gint64, self->angles->n_bins);
  gsize size = (gsize) (angles->n_species * angles->n_pairs * angles->n_bins);

  for (gsize i = 0; i < self->blocks->n_atoms; i++)
    if (vit_profile_has_atom (self, element, i))
      {
        memset (angles->count, 0, size * sizeof *angles->count);
        vit_bond_angles_add_atom (angles, self->neighbours, species, i);
        vit_bond_angles_get_counts (angles, species[i], -1, count);
        for (int k = 0; k < angles->n_bins; k++)
          if (count[k] > 0)
            vit_distribution_add (distribution, self->blocks->block[i], k, (double) count[k]);
      }
  return distribution;
}

VitEstimate
vit_profile_mean (const VitProfile *self, int element, const double *value)
{
  g_autofree double *counted = g_new (double, self->blocks->n_atoms);

  for (gsize i = 0; i < self->blocks->n_atoms; i++)
    counted[i] = vit_profile_has_atom (self, element, i) ? value[i] : NAN;
  return vit_blocks_mean_by_species (self->blocks, self->configuration, counted);
}

VitEstimate
vit_profile_energy (const VitProfile *self, int element)
{
  return self->energy != NULL ? vit_profile_mean (self, element, self->energy->energy) : (VitEstimate){ NAN, NAN };
}

VitEstimate
vit_profile_fraction (const VitProfile *self, int element, VitVoronoiIndex index)
{
  g_autofree double *value = g_new (double, self->blocks->n_atoms);

  for (gsize i = 0; i < self->blocks->n_atoms; i++)
    value[i] = vit_voronoi_index_equal (self->voronoi->index[i], index) ? 1 : 0;
  return vit_profile_mean (self, element, value);
}
