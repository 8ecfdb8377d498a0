/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "observable.h"

/* The pair of species that stands for the total. */
#define VIT_RDF_TOTAL -1

/**
 * VitRdfWeights:
 * @VIT_RDF_WEIGHTS_ATOMS: c_α c_β: every pair of atoms counts alike
 * @VIT_RDF_WEIGHTS_XRAY: c_α c_β f_α f_β/⟨f⟩² with f at q = 0, the number of electrons
 * @VIT_RDF_WEIGHTS_NEUTRON: c_α c_β b_α b_β/⟨b⟩² with the bound coherent length b
 *
 * What a pair of species counts for in a total. The sum over both orders of all pairs is 1. What a diffraction
 * experiment shows is the sum with the weights of its radiation; those of X-rays fall with q, which makes
 * %VIT_RDF_WEIGHTS_XRAY an approximation (Faber–Ziman weights at q = 0, as usual in the analysis of G(r)).
 */
typedef enum
{
  VIT_RDF_WEIGHTS_ATOMS,
  VIT_RDF_WEIGHTS_XRAY,
  VIT_RDF_WEIGHTS_NEUTRON,
} VitRdfWeights;

/* "atoms", "xray", "neutron". FALSE if @text is none of them. */
gboolean vit_rdf_weights_from_string (const char *text, VitRdfWeights *weights);
const char *vit_rdf_weights_to_string (VitRdfWeights weights);

/**
 * vit_rdf_pair_weights:
 * @elements: the element of each species
 * @pair: a pair of species, which then has the weight 1 and all others 0, or %VIT_RDF_TOTAL
 * @weights: of the total
 * @of_pair: (out caller-allocates): w_αβ, both orders of an unlike pair together, shape (n_pairs); the sum is 1
 *
 * Errors: as vit_scattering_weights().
 */
gboolean vit_rdf_pair_weights (const VitPairHistogram *histogram, const VitElement *const *elements, int pair,
                               VitRdfWeights weights, double *of_pair, GError **error);

/**
 * vit_rdf_sum:
 * @of_pair: w_αβ, shape (n_pairs)
 * @reduced: whether to give G(r), not g(r)
 * @y: (out caller-allocates): at the centres of the bins, shape (n_bins)
 *
 * g(r) = Σ_αβ w_αβ g_αβ(r), or the reduced pair distribution function G(r) = 4πρr [g(r) − 1], Å⁻², ρ the number
 * density of all atoms, also for the G of one pair. There is no broadening by the end of the data in q.
 */
void vit_rdf_sum (const VitPairHistogram *histogram, const double *of_pair, gboolean reduced, double *y);

/**
 * VitRdfOptions:
 * @pair: a pair of species, or %VIT_RDF_TOTAL
 * @weights: of the total; of no meaning for a pair
 * @reduced: G(r) instead of g(r)
 * @r_low, @r_high: range, Å: bins whose centre is in it
 */
typedef struct
{
  int pair;
  VitRdfWeights weights;
  gboolean reduced;
  double r_low;
  double r_high;
} VitRdfOptions;

/**
 * vit_rdf_observable_new_full:
 * @model: the model; it must have a histogram
 *
 * A partial or total g(r) or G(r), as vit_rdf_sum() gives it, at the centres of the bins of the histogram. Errors:
 * %VIT_ERROR_RANGE if no bin is in the range; as vit_rdf_pair_weights().
 */
VitObservable *vit_rdf_observable_new_full (const VitModel *model, const VitRdfOptions *options, GError **error);

/* The same for g(r), of which the total is weighted by atoms. */
VitObservable *vit_rdf_observable_new (const VitModel *model, int pair, double r_low, double r_high, GError **error);
