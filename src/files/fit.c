/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit.h"

#include "closest-approach.h"
#include "configuration-file.h"
#include "error.h"
#include "fit-constraint.h"
#include "fit-data.h"
#include "fit-neighbourhood.h"
#include "random-packing.h"
#include "recipe-moves.h"

#include <math.h>
#include <string.h>

/* A target configuration, read once for all data sets that name it. */
typedef struct
{
  VitConfiguration *configuration;
  VitModel *model;
} Target;

static void
target_free (Target *self)
{
  vit_configuration_free (self->configuration);
  vit_model_free (self->model);
  g_free (self);
}

static void
get_elements (const VitConfiguration *configuration, const VitElement **elements)
{
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    elements[s] = vit_configuration_get_element (configuration, s);
}

/* Names the recipe in an error that names no file of its own. Returns: %FALSE. */
static gboolean
in_recipe (const VitRecipe *recipe, GError **error)
{
  g_prefix_error (error, "%s: ", recipe->path);
  return FALSE;
}

/* Z of each atom of a random start, species after species, and its cell. */
static guint8 *
choose_atoms (const VitRecipe *recipe, VitCell *cell, gsize *n_atoms, GError **error)
{
  g_autoptr (VitConfiguration) like = NULL;
  guint8 *atoms, *next;

  if (recipe->like == NULL)
    {
      *cell = recipe->cell;
      *n_atoms = recipe->n_atoms;
      atoms = g_new (guint8, *n_atoms);
      if (!vit_composition_get_atoms (&recipe->composition, *n_atoms, atoms, error) && !in_recipe (recipe, error))
        g_clear_pointer (&atoms, g_free);
      return atoms;
    }
  like = vit_configuration_read (recipe->like, error);
  if (like == NULL)
    return NULL;
  *cell = *vit_configuration_get_cell (like);
  *n_atoms = vit_configuration_get_n_atoms (like);
  next = atoms = g_new (guint8, *n_atoms);
  for (int s = 0; s < vit_configuration_get_n_species (like); s++)
    {
      gsize count = vit_configuration_get_count (like, s);

      memset (next, vit_configuration_get_element (like, s)->z, count);
      next += count;
    }
  return atoms;
}

static VitConfiguration *
new_random_start (const VitRecipe *recipe, GError **error)
{
  const VitElement *elements[VIT_MAX_SPECIES];
  double closest[VIT_MAX_PAIRS];
  VitCell cell;
  gsize n_atoms;
  int n_species = 0;
  VitConfiguration *start = NULL;
  g_autofree guint8 *atoms = choose_atoms (recipe, &cell, &n_atoms, error);

  if (atoms == NULL)
    return NULL;
  for (gsize i = 0; i < n_atoms; i++)
    if (i == 0 || atoms[i] != atoms[i - 1])
      elements[n_species++] = vit_element_by_number (atoms[i]);
  if (vit_closest_approach_parse (recipe->closest, n_species, elements, closest, error))
    start = vit_random_packing (&cell, n_atoms, atoms, closest, recipe->settings.seed, error);
  if (start == NULL)
    in_recipe (recipe, error);
  return start;
}

static VitModelNeeds
find_needs (const VitRecipe *recipe, int n_species, const double *closest)
{
  VitModelNeeds needs = { .bin = recipe->bin, .r_max = recipe->r_max };

  if (recipe->settings.share[VIT_MOVE_BIASED] > 0)
    needs.near_radius = VIT_BIAS_RADIUS;
  if (recipe->settings.share[VIT_MOVE_CLUSTER] > 0)
    needs.near_radius = fmax (needs.near_radius, recipe->settings.cluster_radius);
  for (int pair = 0; pair < vit_n_pairs (n_species); pair++)
    needs.near_radius = fmax (needs.near_radius, closest[pair]);
  for (guint i = 0; i < recipe->data->len; i++)
    {
      const VitRecipeData *data = recipe->data->pdata[i];

      if (data->kind == VIT_DATA_EXAFS)
        needs.near_radius = fmax (needs.near_radius, data->cutoff);
      else if (vit_data_kind_get_curve (data->kind) == VIT_CURVE_OWN)
        needs.near_radius = fmax (needs.near_radius, vit_neighbourhood_get_longest (&data->neighbourhood));
      else
        needs.histogram = TRUE;
    }
  for (guint i = 0; i < recipe->constraints->len; i++)
    needs.near_radius = fmax (needs.near_radius, vit_fit_constraint_get_near_radius (recipe->constraints->pdata[i]));
  return needs;
}

static const Target *
get_target (GHashTable *targets, const char *path, const VitModelNeeds *needs, GError **error)
{
  Target *target = g_hash_table_lookup (targets, path);

  if (target != NULL)
    return target;
  target = g_new0 (Target, 1);
  target->configuration = vit_configuration_read (path, error);
  if (target->configuration != NULL)
    target->model = vit_model_new (target->configuration, needs, vit_vector_target (), error);
  if (target->model == NULL)
    {
      if (target->configuration != NULL)
        g_prefix_error (error, "%s: ", path);
      target_free (target);
      return NULL;
    }
  g_hash_table_insert (targets, g_strdup (path), target);
  return target;
}

static gboolean
add_terms (VitFit *self, const VitModelNeeds *needs, GError **error)
{
  g_autoptr (GHashTable) targets
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) target_free);
  const VitModel *model = vit_annealer_get_model (self->annealer);

  for (guint i = 0; i < self->recipe->data->len; i++)
    {
      const VitRecipeData *data = self->recipe->data->pdata[i];
      const Target *target = NULL;
      VitTerm *term;

      if (data->target != NULL && (target = get_target (targets, data->target, needs, error)) == NULL)
        return FALSE;
      if (target != NULL && self->target == NULL)
        self->target = vit_configuration_copy (target->configuration);
      term = vit_fit_data_new_term (data, self->recipe, model, target != NULL ? target->model : NULL, self->notes,
                                    error);
      if (term == NULL)
        return FALSE;
      term->disabled = !data->fitted;
      vit_annealer_add_term (self->annealer, term);
    }
  return TRUE;
}

static gboolean
add_constraints (VitFit *self, GError **error)
{
  for (guint i = 0; i < self->recipe->constraints->len; i++)
    {
      const VitRecipeConstraint *constraint = self->recipe->constraints->pdata[i];
      VitTerm *term
          = vit_fit_constraint_new_term (constraint, vit_annealer_get_model (self->annealer), self->target, error);

      if (term == NULL)
        return in_recipe (self->recipe, error);
      term->disabled = !constraint->fitted;
      vit_annealer_add_term (self->annealer, term);
    }
  return TRUE;
}

static gboolean
build (VitFit *self, GError **error)
{
  VitRecipe *recipe = self->recipe;
  const VitElement *elements[VIT_MAX_SPECIES];
  VitModelNeeds needs;
  VitModel *model;

  self->start
      = recipe->start != NULL ? vit_configuration_read (recipe->start, error) : new_random_start (recipe, error);
  if (self->start == NULL)
    return FALSE;
  get_elements (self->start, elements);
  if (!vit_closest_approach_parse (recipe->closest, vit_configuration_get_n_species (self->start), elements,
                                   recipe->settings.closest, error)
      || !vit_swap_pairs_parse (recipe->swap_pairs, vit_configuration_get_n_species (self->start), elements,
                                recipe->settings.swap, error))
    return in_recipe (recipe, error);
  if (!vit_fit_neighbourhoods_prepare (recipe, self->start, self->notes, error))
    return FALSE;
  needs = find_needs (recipe, vit_configuration_get_n_species (self->start), recipe->settings.closest);
  model = vit_model_new (self->start, &needs, vit_vector_target (), error);
  if (model == NULL)
    return in_recipe (recipe, error);
  self->annealer = vit_annealer_new (model, &recipe->settings);
  if (!add_terms (self, &needs, error) || !add_constraints (self, error))
    return FALSE;
  vit_annealer_prepare (self->annealer);
  /* No move: so that slow terms, too, say where the model starts. */
  return vit_annealer_run (self->annealer, 0, error) || in_recipe (recipe, error);
}

VitFit *
vit_fit_new (VitRecipe *recipe, GError **error)
{
  g_autoptr (VitFit) self = g_new0 (VitFit, 1);

  self->recipe = recipe;
  self->notes = g_ptr_array_new_with_free_func (g_free);
  if (!build (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_fit_free (VitFit *self)
{
  if (self == NULL)
    return;
  vit_recipe_free (self->recipe);
  vit_configuration_free (self->start);
  vit_configuration_free (self->target);
  vit_annealer_free (self->annealer);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

VitConfiguration *
vit_fit_get_configuration (const VitFit *self)
{
  VitConfiguration *configuration = vit_configuration_copy (self->start);

  vit_atoms_store (vit_annealer_get_model (self->annealer)->atoms, configuration);
  return configuration;
}
