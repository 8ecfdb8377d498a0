/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moves.h"

VitFixedPoint
vit_move_displace (const VitAtoms *atoms, gsize atom, double step, gsl_rng *rng)
{
  double displacement[3];
  VitFixedPoint to = vit_atoms_get (atoms, atom), shift;

  for (int a = 0; a < 3; a++)
    displacement[a] = step * (2 * gsl_rng_uniform (rng) - 1);
  vit_cell_to_fractional (&atoms->cell, displacement, displacement);
  shift = vit_fixed_point_from_fractional (displacement);
  for (int a = 0; a < 3; a++)
    to.f[a] = vit_fixed_add (to.f[a], shift.f[a]);
  return to;
}
