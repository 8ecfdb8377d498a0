/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bond-angles.h"
#include "bond-order.h"
#include "clusters.h"
#include "coordination.h"
#include "eam-energy.h"
#include "pair-histogram.h"
#include "voronoi-classes.h"

/* Bins of g(r), Å, and of angles, degrees. */
#define VIT_PROFILE_BIN 0.02
#define VIT_PROFILE_ANGLE 2.0

/**
 * VitProfileOptions:
 * @n_elements, @elements: the elements in the order in which they are to be shown
 * @cutoff: cut-offs between them (vit_pair_index()), Å
 * @voronoi: thresholds of the tessellation; radii by element
 * @eam: (nullable): a potential
 * @go_on: (nullable): asked with @data between the stages; FALSE with an error ends the analysis with that error
 */
typedef struct
{
  int n_elements;
  const VitElement *elements[VIT_MAX_SPECIES];
  double cutoff[VIT_MAX_PAIRS];
  VitVoronoiOptions voronoi;
  const VitEam *eam;
  gboolean (*go_on) (gpointer data, GError **error);
  gpointer data;
} VitProfileOptions;

/**
 * VitProfile:
 * @configuration: the atoms, not owned
 * @n_elements, @elements: in the order of the options
 * @species: species that each element has in this configuration
 * @cutoff: of neighbours, for each pair of species here, Å
 * @distance: the shortest distance of each pair of species, Å; infinite if none is nearer than the sum of the covalent
 *   radii
 * @blocks: sub-volumes, to tell errors by
 * @histogram: g(r) in double precision
 * @neighbours, @coordination, @angles: within the cut-offs
 * @close: pairs nearer than the sum of their covalent radii, whatever the cut-offs
 * @mixing_cutoff, @mixing: one cut-off for all pairs, the largest, and the coordination within it: for chemical order
 * @order: q4 and q6, within the cut-offs
 * @voronoi: polyhedra
 * @icosahedra: connections of the ⟨0,0,12,0⟩ polyhedra, networks by interpenetration
 * @energy: (nullable): %NULL without a potential
 *
 * All that is known about the atoms of one configuration. Two configurations of the same elements, whatever their order
 * there, can be compared by going through the elements of the options.
 */
typedef struct
{
  const VitConfiguration *configuration;
  int n_elements;
  const VitElement *elements[VIT_MAX_SPECIES];
  int species[VIT_MAX_SPECIES];
  double cutoff[VIT_MAX_PAIRS];
  double distance[VIT_MAX_PAIRS];
  VitBlocks *blocks;
  VitPairHistogram *histogram;
  VitNeighbourList *neighbours;
  VitNeighbourList *close;
  VitCoordination *coordination;
  double mixing_cutoff;
  VitCoordination *mixing;
  VitBondAngles *angles;
  VitBondOrder *order[2];
  VitVoronoi *voronoi;
  VitClusters *icosahedra;
  VitEamEnergy *energy;
} VitProfile;

/**
 * vit_profile_options_init:
 * @reference: the configuration whose elements, in their order, are to be shown, and whose g(r) gives the cut-offs
 * @cutoffs: (nullable): cut-offs that somebody wants, as for vit_cutoffs_parse()
 *
 * Errors: those of vit_cutoffs_choose().
 */
gboolean vit_profile_options_init (VitProfileOptions *self, const VitConfiguration *reference, const char *cutoffs,
                                   GError **error);

/**
 * vit_profile_new:
 * @configuration: kept, not owned
 *
 * Errors: %VIT_ERROR_INPUT if its elements are others than those of the options; those of vit_neighbour_list_new(),
 * vit_voronoi_new(), vit_eam_energy_new() and of @go_on.
 */
VitProfile *vit_profile_new (const VitConfiguration *configuration, const VitProfileOptions *options, GError **error);
void vit_profile_free (VitProfile *self);

/* The pair that two elements of the options have in this configuration. */
static inline int
vit_profile_pair (const VitProfile *self, int a, int b)
{
  return vit_pair_index (self->n_elements, self->species[a], self->species[b]);
}

/* The species that an element of the options has in this configuration; %VIT_ALL_SPECIES stays what it is. */
static inline int
vit_profile_species (const VitProfile *self, int element)
{
  return element == VIT_ALL_SPECIES ? VIT_ALL_SPECIES : self->species[element];
}

/* Whether an atom is of an element, or all are asked for. */
gboolean vit_profile_has_atom (const VitProfile *self, int element, gsize atom);

/* The atoms of an element, or all if it is %VIT_ALL_SPECIES, as a sample for their polyhedra. */
VitVoronoiSample vit_profile_sample (const VitProfile *self, int element);

/* Coordination numbers 0 … @n_classes − 1 (the last: or more) of the atoms of an element, or of all. */
VitDistribution *vit_profile_coordination (const VitProfile *self, int element, int n_classes);

/* Bond angles at the atoms of an element, or at all, in the bins of @angles. */
VitDistribution *vit_profile_angles (const VitProfile *self, int element);

/* Mean over the atoms of an element, or of all, of a number for each atom. */
VitEstimate vit_profile_mean (const VitProfile *self, int element, const double *value);

/* Mean potential energy, eV an atom; NaN without a potential. */
VitEstimate vit_profile_energy (const VitProfile *self, int element);

/* Part of the atoms of an element, or of all, that have a Voronoi index. */
VitEstimate vit_profile_fraction (const VitProfile *self, int element, VitVoronoiIndex index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitProfile, vit_profile_free)
