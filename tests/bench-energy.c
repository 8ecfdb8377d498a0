/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Speed of embedded-atom energies on the glasses, single thread: one move, all forces, a relaxation. Run it by
 * "meson test --benchmark -v". */

#include "eam-energy.h"
#include "eam-state.h"
#include "lammps.h"
#include "relax.h"
#include "test-eam-support.h"
#include "test-support.h"

#include <stdio.h>

#define MOVES 20000
#define ROUNDS 5
#define BOX_EDGE 7.0 /* Å, as the engine's grid */

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* µs of each proposal, and of each commit with the move; the best of some rounds (the machine is shared). */
static void
bench_moves (const char *glass_name, const char *potential)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read (glass_name);
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (glass);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, MAX (BOX_EDGE, eam->cutoff));
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const VitElement *elements[VIT_MAX_SPECIES];
  double propose = G_MAXDOUBLE, commit = G_MAXDOUBLE, rebuild, sum = 0;

  for (int s = 0; s < vit_configuration_get_n_species (glass); s++)
    elements[s] = vit_configuration_get_element (glass, s);

  g_autoptr (VitEamState) state = vit_eam_state_new (eam, elements, atoms, grid, NULL);
  g_autofree VitFixedPoint *to = g_new (VitFixedPoint, MOVES);
  g_autofree gsize *atom = g_new (gsize, MOVES);

  for (int i = 0; i < MOVES; i++)
    {
      atom[i] = (gsize) g_rand_int_range (rand, 0, (gint32) atoms->n_atoms);
      to[i] = vit_test_random_place (atoms, atom[i], 0.17, rand);
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      double start = now ();

      for (int i = 0; i < MOVES; i++)
        sum += vit_eam_state_propose (state, atom[i], to[i]);
      propose = MIN (propose, now () - start);
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      double start = now ();

      for (int i = 0; i < MOVES; i++)
        {
          VitFixedPoint old = vit_atoms_get (atoms, atom[i]), new_ = round % 2 == 0 ? to[i] : old;

          vit_eam_state_propose (state, atom[i], new_);
          vit_eam_state_commit (state);
          vit_atoms_set (atoms, atom[i], new_);
          vit_neighbour_grid_move (grid, atom[i], new_);
        }
      commit = MIN (commit, now () - start);
    }
  rebuild = now ();
  vit_eam_state_rebuild (state);
  rebuild = now () - rebuild;
  printf ("# %s, %" G_GSIZE_FORMAT " atoms, cut-off %.2f Å (mean ΔE %.3f eV)\n", eam->name, atoms->n_atoms, eam->cutoff,
          sum / MOVES / ROUNDS);
  printf ("#   one move proposed              %6.2f µs\n", propose / MOVES * 1e6);
  printf ("#   one move proposed and made     %6.2f µs\n", commit / MOVES * 1e6);
  printf ("#   all densities from scratch     %6.1f ms\n", rebuild * 1e3);
}

static void
bench_energy (const char *glass_name, const char *potential)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read (glass_name);
  double start = now ();
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  double read = now () - start;
  g_autoptr (VitEamEnergy) energy = NULL;

  start = now ();
  energy = vit_eam_energy_new (eam, glass, NULL);
  printf ("#   file read                      %6.1f ms\n", read * 1e3);
  printf ("#   energies and forces            %6.1f ms\n", (now () - start) * 1e3);
}

/* Every atom displaced at random: about as disordered as a model from data alone. */
static void
bench_relax (const char *glass_name, const char *potential, double step)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read (glass_name);
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (VitRelaxation) relaxation = NULL;
  gsize n = vit_configuration_get_n_atoms (glass);
  double start = now (), first;
  int steps = 0;

  for (gsize i = 0; i < n; i++)
    {
      double x[3];

      for (int a = 0; a < 3; a++)
        x[a] = vit_configuration_get_positions (glass)[i][a] + g_rand_double_range (rand, -step, step);
      vit_configuration_set_position (glass, i, x);
    }
  relaxation = vit_relaxation_new (eam, glass, NULL);
  first = vit_relaxation_get_energy (relaxation);
  for (double tolerance = 1; tolerance > 0.005; tolerance /= 10)
    {
      for (; steps < 5000 && vit_relaxation_get_largest_force (relaxation) > tolerance; steps++)
        vit_relaxation_step (relaxation);
      printf ("#   relaxed from ±%.1f Å, %.4f to %.4f eV/atom, force below %.2f eV/Å: %4d steps, %5.1f s\n", step,
              first / (double) n, vit_relaxation_get_energy (relaxation) / (double) n, tolerance, steps,
              now () - start);
    }
}

/* LAMMPS in its own process: the first energy with its start, and one of those that follow, all atoms moved. */
static void
bench_lammps (const char *glass_name, const char *style, const char *coeff)
{
  const VitLammpsSetup setup = { .pair_style = style, .pair_coeff = (const char *const[]){ coeff, NULL } };
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read (glass_name);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (glass);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  const VitElement *elements[VIT_MAX_SPECIES];
  double start = now (), first, best = G_MAXDOUBLE, energy;
  g_autoptr (VitLammps) lammps = NULL;

  for (int s = 0; s < atoms->n_species; s++)
    elements[s] = vit_configuration_get_element (glass, s);
  lammps = vit_lammps_new (&setup, atoms, elements, &error);
  if (lammps == NULL)
    {
      printf ("# %s: %s\n", style, error->message);
      return;
    }
  first = now () - start;
  for (int round = 0; round < ROUNDS; round++)
    {
      for (gsize i = 0; i < atoms->n_atoms; i++)
        vit_atoms_set (atoms, i, vit_test_random_place (atoms, i, 0.05, rand));
      start = now ();
      vit_lammps_compute (lammps, atoms, &energy, NULL);
      best = MIN (best, now () - start);
    }
  printf ("# LAMMPS, %s, %" G_GSIZE_FORMAT " atoms\n", style, atoms->n_atoms);
  printf ("#   started, first energy          %6.1f ms\n", first * 1e3);
  printf ("#   one energy                     %6.1f ms, %.2f µs an atom\n", best * 1e3,
          best * 1e6 / (double) atoms->n_atoms);
}

int
main (void)
{
  static const char *const cases[][2] = {
    { "data/glasses/cu64zr36.xyz", "CuZr_mm.eam.fs" },
    { "data/glasses/ta.xyz", "CuTa.eam.alloy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      bench_moves (cases[i][0], cases[i][1]);
      bench_energy (cases[i][0], cases[i][1]);
      bench_relax (cases[i][0], cases[i][1], 0.5);
    }
  bench_lammps ("data/glasses/cu64zr36.xyz", "eam/fs", "* * /usr/share/lammps/potentials/CuZr_mm.eam.fs Cu Zr");
  bench_lammps ("data/glasses/ta.xyz", "kim SNAP_ThompsonSwilerTrott_2015_Ta__MO_359768485367_000", "* * Ta");
  bench_relax ("data/glasses/cu64zr36.xyz", "CuZr_mm.eam.fs", 30);
  return 0;
}
