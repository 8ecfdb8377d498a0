/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "configuration.h"

/* The largest number of elements in one potential. */
#define VIT_EAM_MAX_ELEMENTS 16

/* Values of the tables beyond this are no potential: sums over them would not stay finite. */
#define VIT_EAM_LARGEST 1e30

/**
 * VitEamTables:
 * @name: of the potential, for messages ("CuTa.eam.alloy")
 * @n_elements, @z: atomic numbers of the elements, each once
 * @cutoff: atoms nearer than this are neighbours, Å
 * @n_rho, @d_rho: the embedding functions are given at ρ = 0, d_rho … (n_rho − 1) d_rho; at least 5 points
 * @rho_max: F goes on in a straight line from here; at or beyond the last point, between which and here it is constant
 * @n_r, @d_r: the functions of the distance are given at r = 0, d_r … (n_r − 1) d_r, Å; at least 5 points
 * @embedding: F_a(ρ), eV, shape (n_elements, n_rho)
 * @density: what an atom of a adds to ρ at an atom of b, shape (n_elements a, n_elements b, n_r)
 * @pair: r φ_ab(r), eV Å, shape (pairs by vit_pair_index(), n_r)
 *
 * A potential as files have it: the functions at even steps.
 */
typedef struct
{
  const char *name;
  int n_elements;
  int z[VIT_EAM_MAX_ELEMENTS];
  double cutoff;
  int n_rho;
  double d_rho;
  double rho_max;
  int n_r;
  double d_r;
  double *embedding;
  double *density;
  double *pair;
} VitEamTables;

/**
 * VitEam:
 * @name, @n_elements, @z, @cutoff, @n_rho, @d_rho, @rho_max, @n_r, @d_r: as in #VitEamTables
 * @embedding: value and slope of F_a at each point, eV and eV a step, shape (n_elements, n_rho, 2)
 * @pair: at each point of the distance for elements a ≤ b: ρ at a of b, ρ at b of a, r φ; then their slopes a step;
 *   shape (pairs, n_r, 6)
 *
 * An embedded-atom potential (Daw and Baskes, Phys. Rev. B 29, 6443 (1984); with ρ_ab that depends on both elements,
 * Finnis and Sinclair, Phil. Mag. A 50, 45 (1984)):
 *
 *     E = Σ_i F_a(i)(ρ_i) + ½ Σ_i Σ_{j≠i} φ_ab(r_ij),   ρ_i = Σ_{j≠i} ρ_a(i)b(j)(r_ij)
 *
 * The tables are interpolated as LAMMPS does it (pair_eam.cpp): cubic Hermite with slopes from four points, two at the
 * ends. Its seven coefficients a step follow from the values and slopes at both ends; these need a third of the memory,
 * which is what a look-up waits for. Read it directly; immutable.
 */
typedef struct
{
  char *name;
  int n_elements;
  int z[VIT_EAM_MAX_ELEMENTS];
  double cutoff;
  int n_rho;
  double d_rho;
  double rho_max;
  int n_r;
  double d_r;
  double *embedding;
  double *pair;
} VitEam;

/**
 * VitEamPair:
 * @density: ρ at the atom of the first element and at the atom of the second
 * @energy: φ, eV
 *
 * What two atoms give each other; or the derivatives of it, per Å.
 */
typedef struct
{
  double density[2];
  double energy;
} VitEamPair;

/**
 * vit_eam_new:
 *
 * Errors: %VIT_ERROR_INPUT for a count, a step or a cut-off that is no good, an unknown element or one that is there
 * twice, and values beyond %VIT_EAM_LARGEST.
 */
VitEam *vit_eam_new (const VitEamTables *tables, GError **error);
void vit_eam_free (VitEam *self);

/**
 * vit_eam_find_elements:
 * @n_species, @elements: the species of a configuration
 * @index: (out): the element in the potential of each species, shape (n_species)
 *
 * Errors: %VIT_ERROR_INPUT if the potential lacks one: "CuTa.eam.alloy has Cu and Ta, but the configuration holds Zr".
 */
gboolean vit_eam_find_elements (const VitEam *self, int n_species, const VitElement *const *elements, int *index,
                                GError **error);

/* The same for the species of a configuration. */
gboolean vit_eam_find_species (const VitEam *self, const VitConfiguration *configuration, int *index, GError **error);

/* That no atom would be neighbour to two images of another. Errors: %VIT_ERROR_RANGE. */
gboolean vit_eam_check_cell (const VitEam *self, const VitCell *cell, GError **error);

/**
 * vit_eam_embedding:
 * @element: index of an element in the potential
 * @rho: density, any number
 * @slope: (out) (optional): F′, eV per unit of density
 *
 * F as LAMMPS has it: linear beyond @rho_max with the slope of the last point; below 0 the cubic of the first step.
 *
 * Returns: F(ρ), eV.
 */
static inline double
vit_eam_embedding (const VitEam *self, int element, double rho, double *slope)
{
  double step = rho / self->d_rho;
  int m = (int) CLAMP (step, 0, self->n_rho - 2);
  const double *node = self->embedding + 2 * ((gsize) element * (gsize) self->n_rho + (gsize) m);
  double p = MIN (step - m, 1), rise = node[2] - node[0];
  double c2 = 3 * rise - 2 * node[1] - node[3], c3 = node[1] + node[3] - 2 * rise;
  double value = node[0] + p * (node[1] + p * (c2 + p * c3));
  double derivative = (node[1] + p * (2 * c2 + 3 * p * c3)) / self->d_rho;

  if (slope != NULL)
    *slope = derivative;
  return rho > self->rho_max ? value + derivative * (rho - self->rho_max) : value;
}

/* The tables of two elements, and whether they stand in the other order there. */
static inline const double *
vit_eam_get_pair (const VitEam *self, int a, int b)
{
  return self->pair + 6 * (gsize) self->n_r * (gsize) vit_pair_index (self->n_elements, a, b);
}

/**
 * vit_eam_look_up:
 * @pair: vit_eam_get_pair()
 * @r: distance below the cut-off, Å
 *
 * φ is r φ over r down to one step of the table; below it goes on in a straight line, so that atoms on top of each
 * other have a finite energy.
 *
 * Returns: densities and energy; the first element is the one of lower index in the potential.
 */
static inline VitEamPair
vit_eam_look_up (const VitEam *self, const double *pair, double r)
{
  double step = r / self->d_r;
  int m = MIN ((int) step, self->n_r - 2);
  const double *node = pair + 6 * m;
  double p = MIN (step - m, 1), q = 1 - p;
  double h1 = p * p * (3 - 2 * p), h0 = 1 - h1, s0 = p * q * q, s1 = -p * p * q;
  VitEamPair look = { .density = { h0 * node[0] + h1 * node[6] + s0 * node[3] + s1 * node[9],
                                   h0 * node[1] + h1 * node[7] + s0 * node[4] + s1 * node[10] },
                      .energy = h0 * node[2] + h1 * node[8] + s0 * node[5] + s1 * node[11] };

  if (G_LIKELY (m > 0))
    look.energy /= r;
  else
    look.energy = (node[8] + (node[11] - node[8]) * (step - 1)) / self->d_r;
  return look;
}

/* Asks for what vit_eam_look_up() will read: the tables are larger than the nearer caches. */
static inline void
vit_eam_prefetch (const VitEam *self, const double *pair, double r)
{
  const double *node = pair + 6 * MIN ((int) (r / self->d_r), self->n_r - 2);

  __builtin_prefetch (node);
  __builtin_prefetch (node + 11);
}

/* The same with the derivatives by r, per Å. */
static inline VitEamPair
vit_eam_look_up_slopes (const VitEam *self, const double *pair, double r, VitEamPair *slope)
{
  VitEamPair look = vit_eam_look_up (self, pair, r);
  double step = r / self->d_r, scale = 1 / self->d_r;
  int m = MIN ((int) step, self->n_r - 2);
  const double *node = pair + 6 * m;
  double p = MIN (step - m, 1);
  double h = 6 * p * (1 - p) * scale, s0 = (1 + p * (3 * p - 4)) * scale, s1 = p * (3 * p - 2) * scale;

  for (int i = 0; i < 2; i++)
    slope->density[i] = h * (node[6 + i] - node[i]) + s0 * node[3 + i] + s1 * node[9 + i];
  if (G_LIKELY (m > 0))
    slope->energy = (h * (node[8] - node[2]) + s0 * node[5] + s1 * node[11] - look.energy) / r;
  else
    slope->energy = (node[11] - node[8]) * scale * scale;
  return look;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitEam, vit_eam_free)
