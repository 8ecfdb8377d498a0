/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit-neighbourhood.h"

#include "angle-observable.h"
#include "closest-approach.h"
#include "configuration-file.h"
#include "coordination-quantity.h"
#include "coordination.h"
#include "cutoffs.h"
#include "error.h"
#include "neighbourhood-file.h"
#include "recipe-constraint.h"
#include "voronoi-quantity.h"

#include <math.h>
#include <string.h>

#define DEFAULT_BINS 36 /* 5° */
#define BEYOND 4        /* points behind the largest coordination number of a target */
/* Minima of g(r), as those of the analysis (cutoffs.h). */
#define R_MAX 10.0
#define BIN 0.02

/* What is prepared: the sample, and the targets read so far, by their paths. */
typedef struct
{
  VitRecipe *recipe;
  const VitConfiguration *start;
  const char *first_target;
  GHashTable *targets;
  GPtrArray *notes;
} Preparation;

static const VitConfiguration *
get_target (Preparation *self, const char *path, GError **error)
{
  VitConfiguration *target = g_hash_table_lookup (self->targets, path);

  if (target != NULL)
    return target;
  target = vit_configuration_read (path, error);
  if (target != NULL)
    g_hash_table_insert (self->targets, g_strdup (path), target);
  return target;
}

static char *
list_elements (const VitNeighbourhood *neighbourhood)
{
  const char *symbols[VIT_MAX_SPECIES + 1] = { NULL };

  for (int s = 0; s < neighbourhood->n_elements; s++)
    symbols[s] = neighbourhood->element[s]->symbol;
  return g_strjoinv (", ", (char **) symbols);
}

static gboolean
set_elements (VitNeighbourhood *neighbourhood, const VitConfiguration *start, GError **error)
{
  const VitElement *wanted[] = { neighbourhood->centre, neighbourhood->end[0], neighbourhood->end[1] };

  neighbourhood->n_elements = vit_configuration_get_n_species (start);
  for (int s = 0; s < neighbourhood->n_elements; s++)
    neighbourhood->element[s] = vit_configuration_get_element (start, s);
  for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
    if (wanted[k] != NULL && vit_configuration_find_species (start, wanted[k]->z) < 0)
      {
        g_autofree char *elements = list_elements (neighbourhood);

        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected elements of the sample (%s), found %s", elements,
                     wanted[k]->symbol);
        return FALSE;
      }
  return TRUE;
}

/* The first minimum of the partial g(r) of a target. */
static gboolean
find_minimum (const VitConfiguration *target, const VitElement *a, const VitElement *b, double *cutoff, GError **error)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (target);
  double r_max = fmin (R_MAX, vit_cell_inscribed_radius (vit_configuration_get_cell (target)));
  g_autoptr (VitPairHistogram) histogram = vit_pair_histogram_new (atoms, BIN, r_max, error);
  int first = vit_configuration_find_species (target, a->z), second = vit_configuration_find_species (target, b->z);

  if (histogram == NULL)
    return FALSE;
  *cutoff = NAN;
  if (first >= 0 && second >= 0)
    {
      vit_pair_histogram_count_exact (histogram, target);
      *cutoff = vit_cutoffs_first_minimum (histogram,
                                           vit_pair_index (vit_configuration_get_n_species (target), first, second));
    }
  if (isnan (*cutoff))
    g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC,
                 "cutoff: the target's g(r) of %s-%s has no first minimum to take: give one", a->symbol, b->symbol);
  return !isnan (*cutoff);
}

static gboolean
find_cutoff (const VitConfiguration *target, const VitElement *a, const VitElement *b, double limit, double *cutoff,
             GError **error)
{
  if (isnan (*cutoff) && target == NULL)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                 "expected cutoff, in Å, of %s-%s: there is no target whose g(r) has a first minimum", a->symbol,
                 b->symbol);
  else if (isnan (*cutoff) && !find_minimum (target, a, b, cutoff, error))
    return FALSE;
  else if (!(*cutoff > 0 && *cutoff <= limit))
    g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                 "cutoff: expected %s-%s above 0 and up to the radius of the largest sphere in the cell, %.4f Å, found "
                 "%g Å",
                 a->symbol, b->symbol, limit, *cutoff);
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_cutoffs (VitNeighbourhood *neighbourhood, const VitConfiguration *start, const VitConfiguration *target,
             GError **error)
{
  double limit = vit_cell_inscribed_radius (vit_configuration_get_cell (start));
  int n = neighbourhood->n_elements;

  if (!vit_pair_lengths_parse ("cutoff", neighbourhood->cutoff_text, NAN, n, neighbourhood->element,
                               neighbourhood->cutoff, error))
    return FALSE;
  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      {
        const VitElement *first = neighbourhood->element[a], *second = neighbourhood->element[b];
        double *cutoff = &neighbourhood->cutoff[vit_pair_index (n, a, b)];

        if (!vit_neighbourhood_needs (neighbourhood, first, second))
          *cutoff = 0;
        else if (!find_cutoff (target, first, second, limit, cutoff, error))
          return FALSE;
      }
  return TRUE;
}

/* By the species of any configuration of the same elements. */
static void
get_cutoffs (const VitNeighbourhood *neighbourhood, int n_species, const VitElement *const *elements, double *cutoff)
{
  int at[VIT_MAX_SPECIES] = { 0 };

  for (int s = 0; s < n_species; s++)
    for (int e = 0; e < neighbourhood->n_elements; e++)
      if (neighbourhood->element[e] == elements[s])
        at[s] = e;
  for (int a = 0; a < n_species; a++)
    for (int b = a; b < n_species; b++)
      cutoff[vit_pair_index (n_species, a, b)]
          = neighbourhood->cutoff[vit_pair_index (neighbourhood->n_elements, at[a], at[b])];
}

static int
find_species (const VitConfiguration *configuration, const VitElement *element)
{
  return element == NULL ? VIT_ALL_SPECIES : vit_configuration_find_species (configuration, element->z);
}

/* Largest number of neighbours in a target. One of other elements is refused later, by name. */
static gboolean
find_largest (VitNeighbourhood *neighbourhood, const VitConfiguration *target, GError **error)
{
  const VitElement *elements[VIT_MAX_SPECIES];
  double cutoff[VIT_MAX_PAIRS];
  g_autofree double *count = g_new (double, vit_configuration_get_n_atoms (target));
  g_autoptr (VitNeighbourList) list = NULL;
  g_autoptr (VitCoordination) coordination = NULL;
  double largest = 0;

  for (int s = 0; s < vit_configuration_get_n_species (target); s++)
    elements[s] = vit_configuration_get_element (target, s);
  get_cutoffs (neighbourhood, vit_configuration_get_n_species (target), elements, cutoff);
  list = vit_neighbour_list_new (target, cutoff, error);
  if (list == NULL)
    return FALSE;
  coordination = vit_coordination_new (target, list);
  vit_coordination_get_values (coordination, find_species (target, neighbourhood->centre),
                               find_species (target, neighbourhood->end[0]), count);
  for (gsize i = 0; i < list->n_atoms; i++)
    largest = fmax (largest, isnan (count[i]) ? 0 : count[i]);
  neighbourhood->n_bins = (int) largest + BEYOND;
  return TRUE;
}

static gboolean
set_points (Preparation *self, VitNeighbourhood *neighbourhood, const VitRecipeData *data,
            const VitConfiguration *target, GError **error)
{
  gboolean angles = neighbourhood->kind == VIT_NEIGHBOURHOOD_ANGLES;
  double area = 0;

  if (data->file == NULL && !angles)
    return find_largest (neighbourhood, target, error);
  if (data->file == NULL)
    {
      if (neighbourhood->n_bins == 0)
        neighbourhood->n_bins = DEFAULT_BINS;
      return TRUE;
    }
  neighbourhood->curve = angles ? vit_angle_file_read (data->file, &neighbourhood->n_bins, error)
                                : vit_coordination_file_read (data->file, &neighbourhood->n_bins, error);
  if (neighbourhood->curve == NULL)
    return FALSE;
  for (int k = 0; angles && k <= neighbourhood->n_bins; k++)
    area += neighbourhood->curve[k] * 180 / neighbourhood->n_bins * (k == 0 || k == neighbourhood->n_bins ? 0.5 : 1);
  if (angles && fabs (area - 1) < 0.02)
    g_ptr_array_add (self->notes,
                     g_strdup_printf ("%s: its area is %.3f; what is compared is the number of angles for each centre "
                                      "and degree, whose area is the number of angles at one centre",
                                      data->file, area));
  return TRUE;
}

/* @data: (nullable): the data set that speaks of it; %NULL for a constraint */
static gboolean
prepare (Preparation *self, VitNeighbourhood *neighbourhood, const VitRecipeData *data, const char *group,
         GError **error)
{
  const char *path = data != NULL && data->target != NULL ? data->target : self->first_target;
  const VitConfiguration *target = NULL;
  gboolean curve = data != NULL && data->target != NULL && neighbourhood->kind == VIT_NEIGHBOURHOOD_PAIR;
  int line = neighbourhood->element_line;

  if (neighbourhood->kind == VIT_NEIGHBOURHOOD_NONE)
    return TRUE;
  if (path != NULL && neighbourhood->kind != VIT_NEIGHBOURHOOD_VORONOI
      && (curve || neighbourhood->cutoff_text == NULL || strchr (neighbourhood->cutoff_text, '-') != NULL))
    target = get_target (self, path, error);
  else
    path = NULL;
  if (path != NULL && target == NULL)
    return FALSE;
  if (set_elements (neighbourhood, self->start, error))
    {
      line = neighbourhood->cutoff_line;
      if (neighbourhood->kind == VIT_NEIGHBOURHOOD_VORONOI
          || (set_cutoffs (neighbourhood, self->start, target, error)
              && (data == NULL || set_points (self, neighbourhood, data, target, error))))
        return TRUE;
    }
  g_prefix_error (error, "%s:%d: [%s]: ", self->recipe->path, line, group);
  return FALSE;
}

gboolean
vit_fit_neighbourhoods_prepare (VitRecipe *recipe, const VitConfiguration *start, GPtrArray *notes, GError **error)
{
  g_autoptr (GHashTable) targets
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) vit_configuration_free);
  Preparation self = { recipe, start, NULL, targets, notes };

  for (guint i = 0; i < recipe->data->len; i++)
    {
      const VitRecipeData *data = recipe->data->pdata[i];

      if (self.first_target == NULL)
        self.first_target = data->target;
    }
  for (guint i = 0; i < recipe->data->len; i++)
    {
      VitRecipeData *data = recipe->data->pdata[i];

      if (!prepare (&self, &data->neighbourhood, data, data->group, error))
        return FALSE;
    }
  for (guint i = 0; i < recipe->constraints->len; i++)
    {
      VitRecipeConstraint *constraint = recipe->constraints->pdata[i];

      if (!prepare (&self, &constraint->neighbourhood, NULL, constraint->group, error))
        return FALSE;
    }
  return TRUE;
}

static int
find_in_model (const VitModel *model, const VitElement *element)
{
  for (int s = 0; s < model->n_species; s++)
    if (model->elements[s] == element)
      return s;
  return VIT_ALL_SPECIES;
}

static VitCoordinationOptions
get_coordination_options (const VitNeighbourhood *neighbourhood, const VitModel *model)
{
  VitCoordinationOptions options = { .centre = find_in_model (model, neighbourhood->centre),
                                     .neighbour = find_in_model (model, neighbourhood->end[0]),
                                     .n_max = neighbourhood->n_bins };

  get_cutoffs (neighbourhood, model->n_species, model->elements, options.cutoff);
  return options;
}

VitObservable *
vit_fit_neighbourhood_new_observable (const VitNeighbourhood *neighbourhood, const VitModel *model, GError **error)
{
  VitCoordinationOptions options = get_coordination_options (neighbourhood, model);
  VitAngleOptions angles = { .centre = options.centre,
                             .pair = { options.neighbour, find_in_model (model, neighbourhood->end[1]) },
                             .n_bins = neighbourhood->n_bins };

  if (neighbourhood->kind != VIT_NEIGHBOURHOOD_ANGLES)
    return vit_coordination_observable_new (model, &options, error);
  get_cutoffs (neighbourhood, model->n_species, model->elements, angles.cutoff);
  return vit_angle_observable_new (model, &angles, error);
}

VitQuantity *
vit_fit_neighbourhood_new_quantity (const VitNeighbourhood *neighbourhood, const VitModel *model, GError **error)
{
  VitCoordinationOptions options = get_coordination_options (neighbourhood, model);

  switch (neighbourhood->kind)
    {
    case VIT_NEIGHBOURHOOD_VORONOI:
      return vit_voronoi_quantity_new (model, neighbourhood->class, options.centre);
    case VIT_NEIGHBOURHOOD_ORDER:
      return vit_chemical_order_quantity_new (model, &options, error);
    case VIT_NEIGHBOURHOOD_NONE:
    case VIT_NEIGHBOURHOOD_ANGLES:
    case VIT_NEIGHBOURHOOD_PAIR:
    default:
      return vit_coordination_quantity_new (model, &options, error);
    }
}
