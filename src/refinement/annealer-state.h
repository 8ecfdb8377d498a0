/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"

/**
 * vit_annealer_save:
 *
 * Everything that later moves depend on: places of the atoms and their order in the grid, random numbers, counts, step,
 * settings, and of each term its weight, schedule and sums, some 17 bytes an atom. Nothing of the annealer changes, so
 * that a run that is saved now and then has the same bits as one that is not. The layout is in annealer-state.c; the
 * history is not part of it.
 *
 * Returns: (transfer full): the state, for vit_annealer_restore()
 */
GBytes *vit_annealer_save (const VitAnnealer *self);

/**
 * vit_annealer_restore:
 * @self: an annealer made from the same recipe (vit_fit_new()), prepared; where its run is does not matter
 * @state: a state from vit_annealer_save()
 *
 * Puts the annealer into the saved state. From there the run goes on, on the same kind of processor, to the last bit as
 * it would have gone on without a break. Settings, weights and schedules are those of the state.
 *
 * Takes as long as a rebuild: the curves of the restored atoms are computed from scratch, to see that the state belongs
 * to these data.
 *
 * Errors: %VIT_ERROR_INPUT if the state is damaged, of another version of the program, of other atoms, cell, terms or
 * data. The annealer then is what it was.
 */
gboolean vit_annealer_restore (VitAnnealer *self, GBytes *state, GError **error);
