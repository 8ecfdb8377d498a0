/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pair-histogram.h"

/**
 * vit_cutoffs_first_minimum:
 * @histogram: counted pairs
 * @pair: a pair of species (vit_pair_index())
 *
 * The first minimum of g_αβ(r) after its first maximum, which ends the shell of nearest neighbours. g(r) is the count
 * over the expected count, both smoothed by a Gaussian of 0.1 Å (wider, up to 0.3 Å, if that shows no minimum). Maximum
 * and minimum must differ by three standard errors of their (Poisson) counts, so that noise has none, and the maximum
 * must be a tenth of the highest, so that a few stray pairs in front are passed over. The place is that of a parabola
 * through ±0.15 Å, or the middle of the valley if g(r) falls below a hundredth of the maximum there, as in crystals.
 *
 * A perfect body-centred crystal has its first minimum between the shells of 8 and 6 neighbours.
 *
 * Returns: r, Å; NaN if there is no minimum before the end of the histogram.
 */
double vit_cutoffs_first_minimum (const VitPairHistogram *histogram, int pair);

/**
 * vit_cutoffs_find:
 * @histogram: counted pairs of @configuration
 * @configuration: names the species
 * @cutoff: (inout): cut-offs, shape (pairs), Å; those that are NaN are set to the first minimum of g(r)
 *
 * A pair of species without any pair of atoms (one atom only) gets 0. Errors: %VIT_ERROR_NUMERIC if g(r) of a pair has
 * no minimum.
 */
gboolean vit_cutoffs_find (const VitPairHistogram *histogram, const VitConfiguration *configuration, double *cutoff,
                           GError **error);

/**
 * vit_cutoffs_parse:
 * @text: (nullable): "3.6" for all pairs, or "Cu-Cu=3.4, Cu-Zr=3.8"; empty or %NULL for nothing
 * @configuration: names the species
 * @cutoff: (inout): cut-offs, shape (pairs), Å; only those of pairs that @text names are set
 *
 * The text is the same in every locale. 0 means that a pair has no neighbours. Errors: %VIT_ERROR_INPUT if it is not
 * such a list, or names a pair twice or one that the configuration has not.
 */
gboolean vit_cutoffs_parse (const char *text, const VitConfiguration *configuration, double *cutoff, GError **error);

/**
 * vit_cutoffs_choose:
 * @configuration: the atoms
 * @text: (nullable): cut-offs that somebody wants, as for vit_cutoffs_parse()
 * @cutoff: (out caller-allocates): cut-offs as vit_neighbour_list_new() takes them, shape (pairs), Å
 *
 * The cut-offs in @text, and for the other pairs the first minimum of g(r) up to 10 Å (or the largest sphere in the
 * cell). Errors: those of vit_cutoffs_parse(), vit_cutoffs_find() and vit_pair_histogram_new().
 */
gboolean vit_cutoffs_choose (const VitConfiguration *configuration, const char *text, double *cutoff, GError **error);
