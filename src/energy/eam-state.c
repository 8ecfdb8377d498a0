/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-state.h"

#include "eam-search.h"

#include <math.h>

#define PERIOD 4294967296.0 /* 2³² */
#define HARD 1e4            /* eV; the energy of a pair that only atoms on top of each other have */

/* A sum of energies of pairs, eV. Those of atoms on top of each other, through which a swap passes, come to 10¹⁵ eV in
 * some tables and would eat the digits of the rest: they are summed apart, and are none where there is no such pair. */
typedef struct
{
  double soft;
  double hard;
  double n_hard;
} PairSum;

/* An atom that a move changes, and what it would have then. */
typedef struct
{
  gint32 atom;
  gint32 element; /* in the potential */
  double r_old;   /* from the moved atom, Å */
  double r_new;
  double density;
  double embedding;
} Change;

struct _VitEamState
{
  const VitEam *eam;
  const VitAtoms *atoms;
  int element[VIT_MAX_SPECIES];
  double metric[6]; /* the triangular cell (xx, yx, yy, zx, zy, zz) over 2³², Å */

  PairSum *sum;      /* the energy, embedding in its soft part; the two below follow it in memory */
  double *density;   /* ρ of each atom */
  double *embedding; /* F(ρ) of each atom, eV */

  PairSum delta; /* of the proposal */
  int n_changes;
  Change *change;
  gsize room;
  VitEamSearch search;
};

static void
init_metric (VitEamState *self)
{
  double t[3][3];
  int k = 0;

  vit_cell_triangular (&self->atoms->cell, t);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column <= row; column++)
      self->metric[k++] = t[row][column] / PERIOD;
}

VitEamState *
vit_eam_state_new (const VitEam *eam, const VitElement *const *elements, const VitAtoms *atoms,
                   const VitNeighbourGrid *grid, GError **error)
{
  g_autoptr (VitEamState) self = g_new0 (VitEamState, 1);

  if (!vit_eam_find_elements (eam, atoms->n_species, elements, self->element, error)
      || !vit_eam_check_cell (eam, &atoms->cell, error))
    return NULL;
  self->eam = eam;
  self->atoms = atoms;
  init_metric (self);
  self->sum = g_malloc0 (sizeof (PairSum) + 2 * atoms->n_atoms * sizeof (double));
  self->density = (double *) (self->sum + 1);
  self->embedding = self->density + atoms->n_atoms;
  vit_eam_search_init (&self->search, &atoms->cell, grid, eam->cutoff);
  vit_eam_state_rebuild (self);
  return g_steal_pointer (&self);
}

void
vit_eam_state_free (VitEamState *self)
{
  if (self == NULL)
    return;
  g_free (self->sum);
  g_free (self->change);
  vit_eam_search_clear (&self->search);
  g_free (self);
}

/* Counts a pair: @sign 1 adds it, −1 takes it away. */
static inline void
count (PairSum *sum, double energy, int sign)
{
  if (G_LIKELY (energy < HARD))
    {
      sum->soft += sign * energy;
      return;
    }
  sum->hard += sign * energy;
  sum->n_hard += sign;
}

static PairSum
get_proposed_sum (const VitEamState *self)
{
  PairSum sum = { self->sum->soft + self->delta.soft, self->sum->hard + self->delta.hard,
                  self->sum->n_hard + self->delta.n_hard };

  if (sum.n_hard == 0)
    sum.hard = 0;
  return sum;
}

double
vit_eam_state_get_energy (const VitEamState *self)
{
  return self->sum->soft + self->sum->hard;
}

double
vit_eam_state_get_proposed_energy (const VitEamState *self)
{
  PairSum sum = get_proposed_sum (self);

  return sum.soft + sum.hard;
}

double *
vit_eam_state_get_sums (VitEamState *self, gsize *n)
{
  *n = sizeof (PairSum) / sizeof (double) + 2 * self->atoms->n_atoms;
  return &self->sum->soft;
}

/* Squared distance, Å². */
static inline double
square (const VitEamState *self, VitFixedPoint a, VitFixedPoint b)
{
  const double *m = self->metric;
  double f[3];

  for (int i = 0; i < 3; i++)
    f[i] = vit_fixed_subtract (b.f[i], a.f[i]);

  double x = f[0] * m[0] + f[1] * m[1] + f[2] * m[3], y = f[1] * m[2] + f[2] * m[4], z = f[2] * m[5];

  return x * x + y * y + z * z;
}

/* One change for each candidate, and one for the moved atom. */
static void
reserve (VitEamState *self)
{
  if (self->room > self->search.room)
    return;
  self->room = self->search.room + 1;
  g_free (self->change);
  self->change = g_new (Change, self->room);
}

/* Finds who is changed, and how far from the moved atom they are before and after. */
static void
find_changes (VitEamState *self, gsize atom, VitFixedPoint old, VitFixedPoint point)
{
  const VitEam *eam = self->eam;
  int own = self->element[self->atoms->species[atom]], n = vit_eam_search_find (&self->search, atom, old, point);

  reserve (self);
  for (int k = 0; k < n; k++)
    {
      const VitEamCandidate *near = &self->search.candidate[k];
      Change *change = &self->change[k];
      const double *pair;

      change->atom = near->atom;
      change->element = self->element[near->species];
      change->r_old = sqrt (square (self, old, near->point));
      change->r_new = sqrt (square (self, point, near->point));
      pair = vit_eam_get_pair (eam, own, change->element);
      vit_eam_prefetch (eam, pair, change->r_old);
      vit_eam_prefetch (eam, pair, change->r_new);
    }
  self->n_changes = n + 1;
}

/* ρ of each after the move, and the change of Σ φ. */
static void
change_pairs (VitEamState *self, gsize atom)
{
  const VitEam *eam = self->eam;
  double density = 0;
  PairSum delta = { 0 };
  int own = self->element[self->atoms->species[atom]], n = self->n_changes - 1;

  for (int k = 0; k < n; k++)
    {
      Change *near = &self->change[k];
      const double *pair = vit_eam_get_pair (eam, own, near->element);
      double change = 0;

      if (near->r_old < eam->cutoff)
        {
          VitEamPair look = vit_eam_look_up (eam, pair, near->r_old);

          change -= look.density[own <= near->element];
          count (&delta, look.energy, -1);
        }
      if (near->r_new < eam->cutoff)
        {
          VitEamPair look = vit_eam_look_up (eam, pair, near->r_new);

          change += look.density[own <= near->element];
          density += look.density[own > near->element];
          count (&delta, look.energy, 1);
        }
      near->density = self->density[near->atom] + change;
    }
  self->change[n] = (Change){ .atom = (gint32) atom, .element = own, .density = density };
  self->delta = delta;
}

double
vit_eam_state_propose (VitEamState *self, gsize atom, VitFixedPoint point)
{
  find_changes (self, atom, vit_atoms_get (self->atoms, atom), point);
  change_pairs (self, atom);
  for (int k = 0; k < self->n_changes; k++)
    {
      Change *change = &self->change[k];

      change->embedding = vit_eam_embedding (self->eam, change->element, change->density, NULL);
      self->delta.soft += change->embedding - self->embedding[change->atom];
    }
  return self->delta.soft + self->delta.hard;
}

/* F′ at the mean density of the atoms of each species. */
static void
find_slopes (const VitEamState *self, double *slope)
{
  double sum[VIT_MAX_SPECIES] = { 0 };

  for (gsize i = 0; i < self->atoms->n_atoms; i++)
    sum[self->atoms->species[i]] += self->density[i];
  for (int s = 0; s < self->atoms->n_species; s++)
    vit_eam_embedding (self->eam, self->element[s], sum[s] / (double) MAX (1, self->atoms->count[s]), &slope[s]);
}

void
vit_eam_state_add_pair_energy (const VitEamState *self, double weight, int n, const double *r, double *response)
{
  double slope[VIT_MAX_SPECIES];
  int n_species = self->atoms->n_species;

  find_slopes (self, slope);
  for (int a = 0; a < n_species; a++)
    for (int b = a; b < n_species; b++)
      {
        const double *pair = vit_eam_get_pair (self->eam, self->element[a], self->element[b]);
        gboolean in_order = self->element[a] <= self->element[b];
        double *out = response + vit_pair_index (n_species, a, b) * n;

        for (int k = 0; k < n && r[k] < self->eam->cutoff; k++)
          {
            VitEamPair look = vit_eam_look_up (self->eam, pair, r[k]);

            out[k] += weight
                      * (look.energy + slope[a] * look.density[in_order ? 0 : 1]
                         + slope[b] * look.density[in_order ? 1 : 0]);
          }
      }
}

void
vit_eam_state_commit (VitEamState *self)
{
  for (int k = 0; k < self->n_changes; k++)
    {
      const Change *change = &self->change[k];

      self->density[change->atom] = change->density;
      self->embedding[change->atom] = change->embedding;
    }
  *self->sum = get_proposed_sum (self);
  self->n_changes = 0;
  self->delta = (PairSum){ 0 };
}

double
vit_eam_state_rebuild (VitEamState *self)
{
  const VitEam *eam = self->eam;
  double before = vit_eam_state_get_energy (self), limit = eam->cutoff * eam->cutoff;

  *self->sum = (PairSum){ 0 };
  for (gsize i = 0; i < self->atoms->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (self->atoms, i);
      int own = self->element[self->atoms->species[i]], n = vit_eam_search_find (&self->search, i, point, point);
      double density = 0;

      for (int k = 0; k < n; k++)
        {
          const VitEamCandidate *near = &self->search.candidate[k];
          int element = self->element[near->species];
          double r2 = square (self, point, near->point);
          VitEamPair look;

          if (r2 >= limit)
            continue;
          look = vit_eam_look_up (eam, vit_eam_get_pair (eam, own, element), sqrt (r2));
          density += look.density[own > element];
          if (near->atom > (gint32) i)
            count (self->sum, look.energy, 1);
        }
      self->density[i] = density;
      self->embedding[i] = vit_eam_embedding (eam, own, density, NULL);
      self->sum->soft += self->embedding[i];
    }
  self->n_changes = 0;
  self->delta = (PairSum){ 0 };
  return fabs (vit_eam_state_get_energy (self) - before);
}
