/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coordination-observable.h"

#include "neighbour-cutoffs.h"

#include <string.h>

/* An atom that gains or loses a neighbour. */
typedef struct
{
  gint32 atom;
  gint32 by;
} Change;

typedef struct
{
  VitObservable parent;
  gboolean is_centre[VIT_MAX_SPECIES];
  gboolean is_neighbour[VIT_MAX_SPECIES];
  VitNeighbourCutoffs cutoffs;
  double n_centres;
  gint32 n_max;
  gint32 *count;  /* neighbours of each atom that is a centre, shape (n_atoms) */
  GArray *moves;  /* of the last proposal */
  gint32 *counts; /* change of the number of atoms with each count, shape (n_max + 1) */
  double *change; /* the same over the number of centres, padded */
} CoordinationObservable;

/* Neighbours of all centres from scratch; others have none. */
static void
count_all (const CoordinationObservable *self, const VitModel *model, gint32 *count)
{
  const VitAtoms *atoms = model->atoms;
  g_autoptr (VitPairDistances) search = vit_neighbour_cutoffs_new_search (&self->cutoffs, model);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      const float *cutoff = self->cutoffs.r[atoms->species[i]];
      const VitNearPairs *near;

      count[i] = 0;
      if (!self->is_centre[atoms->species[i]])
        continue;
      vit_pair_distances_begin (search, i, vit_atoms_get (atoms, i));
      near = vit_pair_distances_get_near (search);
      for (int k = 0; k < near->n; k++)
        count[i] += self->is_neighbour[near->species[k]] && near->r_old[k] < cutoff[near->species[k]];
    }
}

static void
coordination_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  CoordinationObservable *self = (CoordinationObservable *) parent;

  count_all (self, model, self->count);
  memset (coordinates, 0, parent->n_points * sizeof *coordinates);
  for (gsize i = 0; i < model->atoms->n_atoms; i++)
    if (self->is_centre[model->atoms->species[i]])
      coordinates[MIN (self->count[i], self->n_max)] += 1;
  for (gsize n = 0; n < parent->n_points; n++)
    coordinates[n] /= self->n_centres;
}

static void
note (CoordinationObservable *self, gint32 atom, gint32 by)
{
  Change change = { atom, by };

  self->counts[MIN (self->count[atom], self->n_max)]--;
  self->counts[MIN (self->count[atom] + by, self->n_max)]++;
  g_array_append_val (self->moves, change);
}

static const double *
coordination_change (VitObservable *parent, VitModel *model)
{
  CoordinationObservable *self = (CoordinationObservable *) parent;
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);
  gint32 species = vit_pair_distances_get_species (model->distances), own = 0;
  const float *cutoff = self->cutoffs.r[species];

  g_array_set_size (self->moves, 0);
  memset (self->counts, 0, parent->n_points * sizeof *self->counts);
  for (int k = 0; k < near->n; k++)
    {
      gint32 other = near->species[k];
      int by = (near->r_new[k] < cutoff[other]) - (near->r_old[k] < cutoff[other]);

      if (by == 0)
        continue;
      if (self->is_centre[species] && self->is_neighbour[other])
        own += by;
      if (self->is_centre[other] && self->is_neighbour[species])
        note (self, near->atom[k], by);
    }
  if (own != 0)
    note (self, (gint32) vit_pair_distances_get_atom (model->distances), own);
  for (gsize n = 0; n < parent->n_points; n++)
    self->change[n] = self->counts[n] / self->n_centres;
  return self->change;
}

static void
coordination_commit (VitObservable *parent)
{
  CoordinationObservable *self = (CoordinationObservable *) parent;

  for (guint k = 0; k < self->moves->len; k++)
    {
      const Change *change = &g_array_index (self->moves, Change, k);

      self->count[change->atom] += change->by;
    }
  g_array_set_size (self->moves, 0);
}

static void
coordination_free (VitObservable *parent)
{
  CoordinationObservable *self = (CoordinationObservable *) parent;

  g_free (self->count);
  g_array_unref (self->moves);
  g_free (self->counts);
  g_aligned_free (self->change);
  g_free (self);
}

static const VitObservableKind coordination_kind = {
  .id = "coordination",
  .is_near = TRUE,
  .compute = coordination_compute,
  .change = coordination_change,
  .to_curve = vit_observable_copy_to_curve,
  .from_curve = vit_observable_copy_from_curve,
  .commit = coordination_commit,
  .free = coordination_free,
};

/* What a pair of species is about: who is counted, and round whom. */
static gboolean
init_species (CoordinationObservable *self, const VitModel *model, const VitCoordinationOptions *options,
              GError **error)
{
  for (int s = 0; s < model->n_species; s++)
    {
      self->is_centre[s] = options->centre == VIT_ALL_SPECIES || options->centre == s;
      self->is_neighbour[s] = options->neighbour == VIT_ALL_SPECIES || options->neighbour == s;
      self->n_centres += self->is_centre[s] ? (double) model->atoms->count[s] : 0;
    }
  return vit_neighbour_cutoffs_init (&self->cutoffs, model, options->cutoff, error);
}

static const char *
get_symbol (const VitModel *model, int species)
{
  return species == VIT_ALL_SPECIES ? "all" : model->elements[species]->symbol;
}

VitObservable *
vit_coordination_observable_new (const VitModel *model, const VitCoordinationOptions *options, GError **error)
{
  CoordinationObservable *self = g_new0 (CoordinationObservable, 1);
  gsize n = (gsize) options->n_max + 1;
  g_autofree double *x = g_new (double, n);

  if (!init_species (self, model, options, error))
    {
      g_free (self);
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    x[i] = (double) i;
  vit_observable_init (&self->parent, &coordination_kind, n, x);
  self->parent.name = g_strdup_printf ("%s–%s coordination", get_symbol (model, options->centre),
                                       get_symbol (model, options->neighbour));
  self->parent.x_name = g_strdup ("neighbours");
  self->parent.y_name = g_strdup ("fraction");
  self->n_max = options->n_max;
  self->count = g_new0 (gint32, model->atoms->n_atoms);
  self->moves = g_array_new (FALSE, FALSE, sizeof (Change));
  self->counts = g_new0 (gint32, n);
  self->change = g_aligned_alloc0 ((n + VIT_LANES - 1) / VIT_LANES * VIT_LANES, sizeof (double), 64);
  return &self->parent;
}
