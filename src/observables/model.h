/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pair-distances.h"
#include "pair-histogram.h"

/**
 * VitModel:
 * @n_species, @elements: the species
 * @atoms: the atoms
 * @grid: their neighbour grid
 * @histogram: their pair histogram; %NULL if none was asked for
 * @distances: distances of the proposed move
 * @kernel: vector code in use
 * @near_radius: Å
 *
 * The atoms that are refined, with everything that is kept up to date move by move and shared by all observables. Read
 * it directly; change it by vit_model_propose() and vit_model_commit().
 */
typedef struct
{
  int n_species;
  const VitElement *elements[VIT_MAX_SPECIES];
  VitAtoms *atoms;
  VitNeighbourGrid *grid;
  VitPairHistogram *histogram;
  VitPairDistances *distances;
  const VitDistanceKernel *kernel;
  double near_radius;
} VitModel;

/**
 * VitModelNeeds:
 * @near_radius: radius of near neighbours, Å; 0 for none
 * @histogram: whether a pair histogram is needed
 * @bin: width of its bins, Å
 * @r_max: its end, Å; 0 for the largest sphere in the cell
 */
typedef struct
{
  double near_radius;
  gboolean histogram;
  double bin;
  double r_max;
} VitModelNeeds;

/**
 * vit_model_new:
 * @target: vector code to use, one that this processor runs
 *
 * Errors: %VIT_ERROR_RANGE if a radius is larger than the largest sphere in the cell.
 */
VitModel *vit_model_new (const VitConfiguration *configuration, const VitModelNeeds *needs, VitVectorTarget target,
                         GError **error);
void vit_model_free (VitModel *self);

/* Proposes to move @atom to @point. Nothing moves; distances are computed when an observable asks. */
void vit_model_propose (VitModel *self, gsize atom, VitFixedPoint point);

/* Moves the atom of the last proposal: atoms, grid and histogram. */
void vit_model_commit (VitModel *self);

/* Counts the histogram from scratch. Returns: whether it is equal to the one kept up to date, to the last count. */
gboolean vit_model_rebuild (VitModel *self);

/**
 * vit_model_place:
 * @points: places of all atoms, shape (n_atoms)
 * @order: their order in the grid (vit_neighbour_grid_get_order())
 *
 * Puts all atoms at once where they were in another model of the same atoms and needs, and counts the histogram: the
 * two then are equal in everything that later moves can see. A proposal that was under way is void. Returns: %FALSE,
 * and all stays, if @order is not one of these places.
 */
gboolean vit_model_place (VitModel *self, const VitFixedPoint *points, const gint32 *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitModel, vit_model_free)
