/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moves.h"

#include <gsl/gsl_randist.h>
#include <math.h>

const char *
vit_move_kind_to_string (VitMoveKind kind)
{
  static const char *const names[] = { "displacement", "swap", "cluster", "biased" };

  return names[kind];
}

static VitFixedPoint
add_vector (const VitCell *cell, VitFixedPoint point, const double vector[3])
{
  double fractional[3];
  VitFixedPoint shift;

  vit_cell_to_fractional (cell, vector, fractional);
  shift = vit_fixed_point_from_fractional (fractional);
  for (int a = 0; a < 3; a++)
    point.f[a] = vit_fixed_add (point.f[a], shift.f[a]);
  return point;
}

static void
draw_shift (double step, gsl_rng *rng, double shift[3])
{
  for (int a = 0; a < 3; a++)
    shift[a] = step * (2 * gsl_rng_uniform (rng) - 1);
}

VitFixedPoint
vit_move_displace (const VitAtoms *atoms, gsize atom, double step, gsl_rng *rng)
{
  double shift[3];

  draw_shift (step, rng, shift);
  return add_vector (&atoms->cell, vit_atoms_get (atoms, atom), shift);
}

/* Any atom of a species, all alike. */
static gsize
draw_atom (const VitAtoms *atoms, int species, gsl_rng *rng)
{
  gsize atom;

  do
    atom = gsl_rng_uniform_int (rng, atoms->n_atoms);
  while (atoms->species[atom] != species);
  return atom;
}

gboolean
vit_move_swap (const VitAtoms *atoms, const gboolean *pairs, gsl_rng *rng, VitMoveStep steps[2])
{
  int first[VIT_MAX_PAIRS], second[VIT_MAX_PAIRS], n = 0, drawn;

  for (int a = 0; a < atoms->n_species; a++)
    for (int b = a + 1; b < atoms->n_species; b++)
      if (pairs[vit_pair_index (atoms->n_species, a, b)] && atoms->count[a] > 0 && atoms->count[b] > 0)
        {
          first[n] = a;
          second[n++] = b;
        }
  if (n == 0)
    return FALSE;
  drawn = n > 1 ? (int) gsl_rng_uniform_int (rng, (unsigned long) n) : 0;
  steps[0].atom = draw_atom (atoms, first[drawn], rng);
  steps[1].atom = draw_atom (atoms, second[drawn], rng);
  steps[0].from = steps[1].to = vit_atoms_get (atoms, steps[0].atom);
  steps[1].from = steps[0].to = vit_atoms_get (atoms, steps[1].atom);
  return TRUE;
}

/* Turns a vector about an axis of length 1 (Rodrigues). */
static void
turn (const double axis[3], double angle, double v[3])
{
  double c = cos (angle), s = sin (angle), along = axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2];
  double across[3]
      = { axis[1] * v[2] - axis[2] * v[1], axis[2] * v[0] - axis[0] * v[2], axis[0] * v[1] - axis[1] * v[0] };

  for (int a = 0; a < 3; a++)
    v[a] = c * v[a] + s * across[a] + (1 - c) * along * axis[a];
}

/* The neighbours of the proposal that are within the radius, and whether they are the same before and after. */
static int
find_members (VitModel *model, double radius, VitMoveStep *steps)
{
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);
  int n = 1;

  for (int i = 0; i < near->n; i++)
    {
      if (near->r_old[i] >= radius)
        continue;
      if (n == VIT_MAX_CLUSTER)
        return 0;
      steps[n++].atom = (gsize) near->atom[i];
    }
  return n;
}

static gboolean
is_member (const VitMoveStep *steps, int n, gsize atom)
{
  for (int i = 1; i < n; i++)
    if (steps[i].atom == atom)
      return TRUE;
  return FALSE;
}

/* Those who go along keep their distance to the atom; nobody else may come within it. */
static gboolean
meets_others (VitModel *model, double radius, const VitMoveStep *steps, int n)
{
  const VitNearPairs *near = vit_pair_distances_get_near (model->distances);

  for (int i = 0; i < near->n; i++)
    if (near->r_new[i] < radius && !is_member (steps, n, (gsize) near->atom[i]))
      return TRUE;
  return FALSE;
}

int
vit_move_cluster (VitModel *model, double radius, double step, gsl_rng *rng, VitMoveStep *steps)
{
  const VitCell *cell = &model->atoms->cell;
  gsize centre = gsl_rng_uniform_int (rng, model->atoms->n_atoms);
  VitFixedPoint from = vit_atoms_get (model->atoms, centre), to;
  double shift[3], axis[3], angle;
  int n;

  draw_shift (step, rng, shift);
  gsl_ran_dir_3d (rng, &axis[0], &axis[1], &axis[2]);
  angle = step / radius * (2 * gsl_rng_uniform (rng) - 1);
  to = add_vector (cell, from, shift);
  vit_model_propose (model, centre, to);
  n = find_members (model, radius, steps);
  if (n == 0 || meets_others (model, radius, steps, n))
    return 0;
  steps[0] = (VitMoveStep){ centre, from, to };
  for (int i = 1; i < n; i++)
    {
      double vector[3];

      steps[i].from = vit_atoms_get (model->atoms, steps[i].atom);
      vit_fixed_point_vector (cell, from, steps[i].from, vector);
      turn (axis, angle, vector);
      steps[i].to = add_vector (cell, to, vector);
    }
  return n;
}

void
vit_move_biased (VitModel *model, const VitPairBias *bias, gsize atom, double step, gsl_rng *rng, double *log_ratio)
{
  const VitAtoms *atoms = model->atoms;
  VitFixedPoint from = vit_atoms_get (atoms, atom), to;
  double variance = step * step / 3, there[3], back[3], shift[3], log_there = 0, log_back = 0;

  vit_model_propose (model, atom, from);
  vit_pair_bias_drift (bias, atoms, vit_pair_distances_get_near (model->distances), atoms->species[atom], FALSE, from,
                       variance, there);
  for (int a = 0; a < 3; a++)
    shift[a] = there[a] + gsl_ran_gaussian_ziggurat (rng, sqrt (variance));
  to = add_vector (&atoms->cell, from, shift);
  vit_model_propose (model, atom, to);
  vit_pair_bias_drift (bias, atoms, vit_pair_distances_get_near (model->distances), atoms->species[atom], TRUE, to,
                       variance, back);
  for (int a = 0; a < 3; a++)
    {
      log_there -= (shift[a] - there[a]) * (shift[a] - there[a]) / (2 * variance);
      log_back -= (shift[a] + back[a]) * (shift[a] + back[a]) / (2 * variance);
    }
  *log_ratio = log_back - log_there;
}
