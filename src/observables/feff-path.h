/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitFeffPath:
 * @absorber, @scatterer: atomic numbers
 * @edge: "K", "L1" … of the absorber, or "" if the file does not say
 * @reff: half of the path length, Å
 * @n: number of rows
 * @k: photoelectron wave number from the Fermi level, Å⁻¹, rising, shape (n); as all columns below
 * @phase_c: real[2phc], twice the phase of the central atom, radians
 * @amplitude: mag[feff]
 * @phase: phase[feff], radians
 * @reduction: red factor
 * @lambda: mean free path, Å
 * @real_p: real part of the complex wave number, Å⁻¹
 *
 * One single-scattering path of FEFF: the content of a feffNNNN.dat.
 */
typedef struct
{
  int absorber;
  int scatterer;
  char edge[4];
  double reff;
  int n;
  double *k;
  double *phase_c;
  double *amplitude;
  double *phase;
  double *reduction;
  double *lambda;
  double *real_p;
} VitFeffPath;

/* An empty path with room for @n rows. */
VitFeffPath *vit_feff_path_new (int n);
void vit_feff_path_free (VitFeffPath *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitFeffPath, vit_feff_path_free)
