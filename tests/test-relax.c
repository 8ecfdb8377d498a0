/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-energy.h"
#include "relax.h"
#include "test-eam-support.h"
#include "test-support.h"

#include <math.h>

static VitRelaxation *
relaxation_of (const VitEam *eam, const VitConfiguration *configuration)
{
  g_autoptr (GError) error = NULL;
  VitRelaxation *relaxation = vit_relaxation_new (eam, configuration, &error);

  g_assert_no_error (error);
  return relaxation;
}

/* Steps until no force is above @tolerance; no step may raise the energy by more than @rise eV an atom. */
static int
run (VitRelaxation *relaxation, double tolerance, int n, double rise)
{
  double last = vit_relaxation_get_energy (relaxation);
  int steps = 0;

  for (; steps < n && vit_relaxation_get_largest_force (relaxation) > tolerance; steps++)
    {
      vit_relaxation_step (relaxation);
      g_assert_true (isfinite (vit_relaxation_get_energy (relaxation)));
      g_assert_cmpfloat (vit_relaxation_get_energy (relaxation), <, last + rise);
      last = vit_relaxation_get_energy (relaxation);
    }
  g_assert_cmpfloat (vit_relaxation_get_largest_force (relaxation), <=, tolerance);
  return steps;
}

/* What the relaxation says is what a computation from scratch says of its atoms; positions go through the cell. */
static void
assert_consistent (const VitEam *eam, const VitRelaxation *relaxation, VitConfiguration *configuration)
{
  g_autoptr (VitEamEnergy) energy = NULL;
  double largest = 0;

  vit_relaxation_store (relaxation, configuration);
  energy = vit_eam_energy_new (eam, configuration, NULL);
  for (gsize i = 0; i < energy->n_atoms; i++)
    largest = fmax (largest, sqrt (energy->force[i][0] * energy->force[i][0] + energy->force[i][1] * energy->force[i][1]
                                   + energy->force[i][2] * energy->force[i][2]));
  g_assert_cmpfloat_with_epsilon (energy->total, vit_relaxation_get_energy (relaxation), 1e-8);
  g_assert_cmpfloat_with_epsilon (largest, vit_relaxation_get_largest_force (relaxation), 1e-8);
}

/* An ideal gas, in which atoms lie on top of each other, comes to rest as a glass: below −4 eV an atom. */
static void
assert_gas_relaxes (gboolean triclinic)
{
  VitCell cell = triclinic ? vit_test_cell_triclinic (22, 20, 22) : vit_test_cell_orthogonal (20, 20, 20);
  gsize n = (gsize) (cell.volume * 0.06);
  g_autoptr (VitConfiguration) gas = vit_test_configuration_random (&cell, "Cu64Zr36", n, 0, 8);
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitRelaxation) relaxation = NULL;
  double first;
  int steps;

  vit_configuration_set_position (gas, 1, vit_configuration_get_positions (gas)[0]);
  relaxation = relaxation_of (eam, gas);
  first = vit_relaxation_get_energy (relaxation);
  /* A pair that flies apart may lift its neighbours on the way. */
  steps = run (relaxation, 0.01, 5000, G_MAXDOUBLE);
  g_test_message ("%.4g to %.4f eV/atom in %d steps", first / (double) n,
                  vit_relaxation_get_energy (relaxation) / (double) n, steps);
  g_assert_cmpfloat (vit_relaxation_get_energy (relaxation) / (double) n, <, -4.2);
  assert_consistent (eam, relaxation, gas);
}

static void
test_gas_orthogonal (void)
{
  assert_gas_relaxes (FALSE);
}

static void
test_gas_triclinic (void)
{
  assert_gas_relaxes (TRUE);
}

/* Displaced by up to 0.3 Å fcc copper goes back: the energy of the perfect crystal, to the square of the force left. */
static void
test_crystal (void)
{
  static const double site[4][3] = { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
  VitCell cell = vit_test_cell_orthogonal (4 * 3.615, 4 * 3.615, 4 * 3.615);
  g_autoptr (VitEam) eam = vit_test_eam ("Cu_u3.eam");
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GError) error = NULL;
  guint8 z[256];
  double x[256][3];

  for (int i = 0; i < 256; i++)
    {
      int box = i / 4, at[3] = { box % 4, box / 4 % 4, box / 16 };

      z[i] = 29;
      for (int k = 0; k < 3; k++)
        x[i][k] = (at[k] + site[i % 4][k]) * 3.615 + g_rand_double_range (rand, -0.3, 0.3);
    }

  g_autoptr (VitConfiguration) crystal = vit_configuration_new (&cell, 256, z, x, &error);
  g_autoptr (VitRelaxation) relaxation = relaxation_of (eam, crystal);
  int steps = run (relaxation, 1e-4, 1000, 0.05 * 256);

  g_test_message ("%d steps, %.6f eV/atom", steps, vit_relaxation_get_energy (relaxation) / 256);
  g_assert_cmpfloat_with_epsilon (vit_relaxation_get_energy (relaxation) / 256, -3.54, 0.002);
  assert_consistent (eam, relaxation, crystal);
}

/* The glass at 300 K goes to its inherent structure: lower by about 3/2 kT = 0.04 eV, never far up on the way. */
static void
test_glass (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitRelaxation) relaxation = relaxation_of (eam, glass);
  double first = vit_relaxation_get_energy (relaxation) / 1e4, last;

  run (relaxation, 0.05, 300, 0.001 * 1e4);
  last = vit_relaxation_get_energy (relaxation) / 1e4;
  g_assert_cmpfloat (last, <, first - 0.03);
  g_assert_cmpfloat (last, >, first - 0.05);
  assert_consistent (eam, relaxation, glass);
}

static void
test_single_atom (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  g_autoptr (VitConfiguration) one = vit_test_configuration_random (&cell, "Cu", 1, 0, 1);
  g_autoptr (VitEam) eam = vit_test_eam ("Cu_u3.eam");
  g_autoptr (VitRelaxation) relaxation = relaxation_of (eam, one);
  double x = vit_configuration_get_positions (one)[0][0];

  for (int i = 0; i < 10; i++)
    vit_relaxation_step (relaxation);
  g_assert_cmpfloat (vit_relaxation_get_largest_force (relaxation), ==, 0);
  vit_relaxation_store (relaxation, one);
  g_assert_cmpfloat_with_epsilon (vit_configuration_get_positions (one)[0][0], x, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relax/an-ideal-gas-comes-to-rest", test_gas_orthogonal);
  g_test_add_func ("/relax/an-ideal-gas-comes-to-rest-in-a-triclinic-cell", test_gas_triclinic);
  g_test_add_func ("/relax/a-disturbed-crystal-heals", test_crystal);
  g_test_add_func ("/relax/a-glass-goes-to-its-inherent-structure", test_glass);
  g_test_add_func ("/relax/a-single-atom-stays", test_single_atom);
  return g_test_run ();
}
