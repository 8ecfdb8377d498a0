/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "angle-observable.h"

#include "angle-bins.h"
#include "bond-lists.h"
#include "neighbour-cutoffs.h"

#include <math.h>
#include <string.h>

/* One of the two legs of an angle. */
typedef struct
{
  double u[3]; /* unit vector from the centre; 0 for an atom at the place of the centre, which has no direction */
  gint32 species;
} Leg;

typedef struct
{
  VitObservable parent;
  gboolean is_centre[VIT_MAX_SPECIES];
  gboolean is_end[VIT_MAX_SPECIES];
  gboolean is_wanted[VIT_MAX_SPECIES][VIT_MAX_SPECIES]; /* pairs of ends */
  VitNeighbourCutoffs cutoffs;
  VitAngleBins *bins;
  double *scale;       /* of one angle in each bin, shape (bins) */
  VitBondLists *bonds; /* of each centre with the atoms that may be ends */
  GArray *legs;        /* at one centre */
  gint32 *counts;      /* change of the angles in each bin, shape (bins) */
  double *change;      /* padded */
  /* The last proposal: the atom, its neighbours after it, and the centres that win or lose it as a neighbour. */
  gint32 atom;
  GArray *own;
  GArray *won;
  GArray *lost;
} AngleObservable;

static Leg
make_leg (const VitAtoms *atoms, VitFixedPoint centre, VitFixedPoint end, gint32 species)
{
  Leg leg = { .species = species };
  double square, scale;

  vit_fixed_point_vector (&atoms->cell, centre, end, leg.u);
  square = leg.u[0] * leg.u[0] + leg.u[1] * leg.u[1] + leg.u[2] * leg.u[2];
  scale = square > 0 ? 1 / sqrt (square) : 0;
  for (int axis = 0; axis < 3; axis++)
    leg.u[axis] *= scale;
  return leg;
}

static gboolean
has_direction (const Leg *leg)
{
  return leg->u[0] != 0 || leg->u[1] != 0 || leg->u[2] != 0;
}

static void
add_angle (const AngleObservable *self, const Leg *b, const Leg *c, gint32 by, gint32 *counts)
{
  double cosine = b->u[0] * c->u[0] + b->u[1] * c->u[1] + b->u[2] * c->u[2];

  counts[vit_angle_bins_find (self->bins, cosine)] += by;
}

/* Collects legs from @centre to the atoms of a list; without direction they are left out. */
static void
collect_legs (AngleObservable *self, const VitAtoms *atoms, VitFixedPoint centre, gint32 n, const gint32 *list)
{
  g_array_set_size (self->legs, 0);
  for (gint32 k = 0; k < n; k++)
    {
      gsize atom = (gsize) list[k];
      Leg leg = make_leg (atoms, centre, vit_atoms_get (atoms, atom), atoms->species[atom]);

      if (has_direction (&leg))
        g_array_append_val (self->legs, leg);
    }
}

/* All angles at a centre at @centre whose neighbours are those of a list. */
static void
add_centre (AngleObservable *self, const VitAtoms *atoms, VitFixedPoint centre, gint32 n, const gint32 *list, gint32 by,
            gint32 *counts)
{
  const Leg *leg;

  collect_legs (self, atoms, centre, n, list);
  leg = (const Leg *) (void *) self->legs->data;
  for (guint i = 0; i < self->legs->len; i++)
    for (guint j = 0; j < i; j++)
      if (self->is_wanted[leg[i].species][leg[j].species])
        add_angle (self, &leg[i], &leg[j], by, counts);
}

static void
find_bonds (AngleObservable *self, const VitModel *model)
{
  const VitAtoms *atoms = model->atoms;
  g_autoptr (VitPairDistances) search = vit_neighbour_cutoffs_new_search (&self->cutoffs, model);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      const float *cutoff = self->cutoffs.r[atoms->species[i]];
      const VitNearPairs *near;

      vit_bond_lists_clear (self->bonds, i);
      if (!self->is_centre[atoms->species[i]])
        continue;
      vit_pair_distances_begin (search, i, vit_atoms_get (atoms, i));
      near = vit_pair_distances_get_near (search);
      for (int k = 0; k < near->n; k++)
        if (self->is_end[near->species[k]] && near->r_old[k] < cutoff[near->species[k]])
          vit_bond_lists_add (self->bonds, i, near->atom[k]);
    }
}

static void
angle_compute (VitObservable *parent, const VitModel *model, double *coordinates)
{
  AngleObservable *self = (AngleObservable *) parent;
  const VitAtoms *atoms = model->atoms;

  find_bonds (self, model);
  memset (coordinates, 0, parent->n_points * sizeof *coordinates);
  /* Atom by atom: the counts of one fit into 32 bits. */
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      if (self->bonds->n[i] < 2)
        continue;
      memset (self->counts, 0, parent->n_points * sizeof *self->counts);
      add_centre (self, atoms, vit_atoms_get (atoms, i), self->bonds->n[i], vit_bond_lists_get (self->bonds, i), 1,
                  self->counts);
      for (gsize k = 0; k < parent->n_points; k++)
        coordinates[k] += self->counts[k];
    }
  for (gsize k = 0; k < parent->n_points; k++)
    coordinates[k] *= self->scale[k];
}

/* The angles at the neighbour @centre that have the moved atom as one end: those before go, those after come. */
static void
change_at_neighbour (AngleObservable *self, VitModel *model, gint32 centre, gboolean was, gboolean is)
{
  const VitAtoms *atoms = model->atoms;
  VitFixedPoint place = vit_atoms_get (atoms, (gsize) centre);
  gint32 species = atoms->species[self->atom];
  Leg old = make_leg (atoms, place, vit_atoms_get (atoms, (gsize) self->atom), species);
  Leg new_ = make_leg (atoms, place, vit_pair_distances_get_point (model->distances), species);
  const gint32 *list = vit_bond_lists_get (self->bonds, (gsize) centre);

  was = was && has_direction (&old);
  is = is && has_direction (&new_);
  for (gint32 k = 0; k < self->bonds->n[centre]; k++)
    {
      gsize end = (gsize) list[k];
      Leg other;

      if (list[k] == self->atom || !self->is_wanted[species][atoms->species[end]])
        continue;
      other = make_leg (atoms, place, vit_atoms_get (atoms, end), atoms->species[end]);
      if (!has_direction (&other))
        continue;
      if (was)
        add_angle (self, &old, &other, -1, self->counts);
      if (is)
        add_angle (self, &new_, &other, 1, self->counts);
    }
}

static void
change_at_neighbours (AngleObservable *self, VitModel *model, const VitNearPairs *near, gint32 species)
{
  const float *cutoff = self->cutoffs.r[species];

  for (int k = 0; k < near->n; k++)
    {
      gboolean was = near->r_old[k] < cutoff[near->species[k]], is = near->r_new[k] < cutoff[near->species[k]];

      if (!(was || is) || !self->is_centre[near->species[k]])
        continue;
      change_at_neighbour (self, model, near->atom[k], was, is);
      if (was != is)
        g_array_append_val (is ? self->won : self->lost, near->atom[k]);
    }
}

/* The angles at the moved atom itself. */
static void
change_at_atom (AngleObservable *self, VitModel *model, const VitNearPairs *near, gint32 species)
{
  const VitAtoms *atoms = model->atoms;
  gsize atom = (gsize) self->atom;
  const float *cutoff = self->cutoffs.r[species];

  for (int k = 0; k < near->n; k++)
    if (self->is_end[near->species[k]] && near->r_new[k] < cutoff[near->species[k]])
      g_array_append_val (self->own, near->atom[k]);
  add_centre (self, atoms, vit_atoms_get (atoms, atom), self->bonds->n[atom], vit_bond_lists_get (self->bonds, atom),
              -1, self->counts);
  add_centre (self, atoms, vit_pair_distances_get_point (model->distances), (gint32) self->own->len,
              (const gint32 *) (void *) self->own->data, 1, self->counts);
}

static const double *
angle_change (VitObservable *parent, VitModel *model)
{
  AngleObservable *self = (AngleObservable *) parent;
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);
  gint32 species = vit_pair_distances_get_species (model->distances);

  self->atom = (gint32) vit_pair_distances_get_atom (model->distances);
  g_array_set_size (self->own, 0);
  g_array_set_size (self->won, 0);
  g_array_set_size (self->lost, 0);
  memset (self->counts, 0, parent->n_points * sizeof *self->counts);
  if (self->is_end[species])
    change_at_neighbours (self, model, near, species);
  if (self->is_centre[species])
    change_at_atom (self, model, near, species);
  for (gsize k = 0; k < parent->n_points; k++)
    self->change[k] = self->counts[k] * self->scale[k];
  return self->change;
}

static void
angle_commit (VitObservable *parent)
{
  AngleObservable *self = (AngleObservable *) parent;

  vit_bond_lists_clear (self->bonds, (gsize) self->atom);
  for (guint k = 0; k < self->own->len; k++)
    vit_bond_lists_add (self->bonds, (gsize) self->atom, g_array_index (self->own, gint32, k));
  for (guint k = 0; k < self->won->len; k++)
    vit_bond_lists_add (self->bonds, (gsize) g_array_index (self->won, gint32, k), self->atom);
  for (guint k = 0; k < self->lost->len; k++)
    vit_bond_lists_remove (self->bonds, (gsize) g_array_index (self->lost, gint32, k), self->atom);
}

static void
angle_free (VitObservable *parent)
{
  AngleObservable *self = (AngleObservable *) parent;

  vit_angle_bins_free (self->bins);
  vit_bond_lists_free (self->bonds);
  g_free (self->scale);
  g_free (self->counts);
  g_aligned_free (self->change);
  g_array_unref (self->legs);
  g_array_unref (self->own);
  g_array_unref (self->won);
  g_array_unref (self->lost);
  g_free (self);
}

static const VitObservableKind angle_kind = {
  .id = "bond-angles",
  .is_near = TRUE,
  .compute = angle_compute,
  .change = angle_change,
  .to_curve = vit_observable_copy_to_curve,
  .from_curve = vit_observable_copy_from_curve,
  .commit = angle_commit,
  .free = angle_free,
};

static gboolean
is_of (int wanted, int species)
{
  return wanted == VIT_ALL_SPECIES || wanted == species;
}

/* Which species are centres, and which pairs of species ends of a wanted angle. Returns: number of centres. */
static double
init_species (AngleObservable *self, const VitModel *model, const VitAngleOptions *options)
{
  double n_centres = 0;

  for (int b = 0; b < model->n_species; b++)
    {
      self->is_centre[b] = is_of (options->centre, b);
      n_centres += self->is_centre[b] ? (double) model->atoms->count[b] : 0;
      for (int c = 0; c < model->n_species; c++)
        {
          self->is_wanted[b][c] = (is_of (options->pair[0], b) && is_of (options->pair[1], c))
                                  || (is_of (options->pair[0], c) && is_of (options->pair[1], b));
          self->is_end[b] |= self->is_wanted[b][c];
        }
    }
  return n_centres;
}

static const char *
get_symbol (const VitModel *model, int species)
{
  return species == VIT_ALL_SPECIES ? "all" : model->elements[species]->symbol;
}

VitObservable *
vit_angle_observable_new (const VitModel *model, const VitAngleOptions *options, GError **error)
{
  VitNeighbourCutoffs cutoffs;
  AngleObservable *self;
  gsize n = (gsize) options->n_bins + 1;
  g_autofree double *x = g_new (double, n);
  double n_centres;

  if (!vit_neighbour_cutoffs_init (&cutoffs, model, options->cutoff, error))
    return NULL;
  for (gsize k = 0; k < n; k++)
    x[k] = 180.0 * (double) k / options->n_bins;
  self = g_new0 (AngleObservable, 1);
  self->cutoffs = cutoffs;
  vit_observable_init (&self->parent, &angle_kind, n, x);
  self->parent.name = g_strdup_printf ("%s–%s–%s angles", get_symbol (model, options->pair[0]),
                                       get_symbol (model, options->centre), get_symbol (model, options->pair[1]));
  self->parent.x_name = g_strdup ("angle_degree");
  self->parent.y_name = g_strdup ("angles_per_degree");
  n_centres = init_species (self, model, options);
  self->bins = vit_angle_bins_new (options->n_bins);
  self->scale = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    self->scale[k] = 1 / (n_centres * vit_angle_bins_get_width (self->bins, (int) k));
  self->bonds = vit_bond_lists_new (model->atoms->n_atoms);
  self->counts = g_new0 (gint32, n);
  self->change = g_aligned_alloc0 ((n + VIT_LANES - 1) / VIT_LANES * VIT_LANES, sizeof (double), 64);
  self->legs = g_array_new (FALSE, FALSE, sizeof (Leg));
  self->own = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->won = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->lost = g_array_new (FALSE, FALSE, sizeof (gint32));
  return &self->parent;
}
