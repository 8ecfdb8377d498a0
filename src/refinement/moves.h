/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"

#include <gsl/gsl_rng.h>

/**
 * vit_move_displace:
 * @atom: an atom
 * @step: largest displacement along x, y and z, Å
 *
 * Returns: a random place for the atom, evenly distributed in a cube of twice @step round where it is. Takes three
 * random numbers. The proposal is symmetric, as the Metropolis rule needs it.
 */
VitFixedPoint vit_move_displace (const VitAtoms *atoms, gsize atom, double step, gsl_rng *rng);
