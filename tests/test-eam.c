/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-energy.h"
#include "eam-state.h"
#include "error.h"
#include "test-eam-support.h"
#include "test-support.h"

#include <math.h>

#define N_MOVES 10000

static VitEamEnergy *
energy_of (const VitEam *eam, const VitConfiguration *configuration)
{
  g_autoptr (GError) error = NULL;
  VitEamEnergy *energy = vit_eam_energy_new (eam, configuration, &error);

  g_assert_no_error (error);
  return energy;
}

/* LAMMPS printed 9 decimals; means are of LAMMPS, too. */
static void
assert_glass (const char *glass, const char *reference, const char *potential, double mean)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_read (glass);
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  g_autoptr (VitEamEnergy) energy = energy_of (eam, configuration);

  g_assert_cmpfloat_with_epsilon (energy->total / (double) energy->n_atoms, mean, 1e-6);
  if (reference != NULL)
    {
      g_autoptr (VitTestTable) table = vit_test_table_read (reference, 1);

      g_assert_cmpuint (table->n, ==, energy->n_atoms);
      g_assert_cmpfloat (vit_test_largest_difference (table->n, table->column[0], energy->energy), <, 2e-9);
    }
}

static void
test_glasses (void)
{
  assert_glass ("data/glasses/ta.xyz", "tests/reference/ta-energy.csv", "CuTa.eam.alloy", -7.847039);
  assert_glass ("data/glasses/cu64zr36.xyz", "tests/reference/cu64zr36-energy.csv", "CuZr_mm.eam.fs", -4.388121);
  assert_glass ("data/glasses/cu50zr50.xyz", NULL, "CuZr_mm.eam.fs", -4.818770);
}

/* LAMMPS's pair_eam.cpp, interpolate(): seven coefficients a point, points counted from 1. */
static void
lammps_spline (int n, double delta, const double *f, double (*spline)[7])
{
  for (int m = 1; m <= n; m++)
    spline[m][6] = f[m - 1];
  spline[1][5] = spline[2][6] - spline[1][6];
  spline[2][5] = 0.5 * (spline[3][6] - spline[1][6]);
  spline[n - 1][5] = 0.5 * (spline[n][6] - spline[n - 2][6]);
  spline[n][5] = spline[n][6] - spline[n - 1][6];
  for (int m = 3; m <= n - 2; m++)
    spline[m][5] = ((spline[m - 2][6] - spline[m + 2][6]) + 8.0 * (spline[m + 1][6] - spline[m - 1][6])) / 12.0;
  for (int m = 1; m <= n - 1; m++)
    {
      spline[m][4] = 3.0 * (spline[m + 1][6] - spline[m][6]) - 2.0 * spline[m][5] - spline[m + 1][5];
      spline[m][3] = spline[m][5] + spline[m + 1][5] - 2.0 * (spline[m + 1][6] - spline[m][6]);
    }
  for (int m = 1; m <= n; m++)
    {
      spline[m][2] = spline[m][5] / delta;
      spline[m][1] = 2.0 * spline[m][4] / delta;
      spline[m][0] = 3.0 * spline[m][3] / delta;
    }
}

static double
lammps_value (int n, double delta, double (*spline)[7], double x, double *slope)
{
  double p = x / delta + 1;
  int m = MAX (1, MIN ((int) p, n - 1));
  const double *c = spline[m];

  p = MIN (p - m, 1);
  *slope = (c[0] * p + c[1]) * p + c[2];
  return ((c[3] * p + c[4]) * p + c[5]) * p + c[6];
}

#define N_POINTS 12

/* A potential of noise: nothing in it is smooth, so that every coefficient counts. */
static VitEam *
noise_eam (double *embedding, double *density, double *pair)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  VitEamTables tables = { .name = "noise",
                          .n_elements = 1,
                          .z = { 29 },
                          .cutoff = 2.5,
                          .n_rho = N_POINTS,
                          .d_rho = 0.7,
                          .rho_max = (N_POINTS - 1) * 0.7,
                          .n_r = N_POINTS,
                          .d_r = 0.2,
                          .embedding = embedding,
                          .density = density,
                          .pair = pair };
  g_autoptr (GError) error = NULL;
  VitEam *eam;

  for (int m = 0; m < N_POINTS; m++)
    {
      embedding[m] = g_rand_double_range (rand, -1, 1);
      density[m] = g_rand_double_range (rand, 0, 1);
      pair[m] = g_rand_double_range (rand, -1, 1);
    }
  eam = vit_eam_new (&tables, &error);
  g_assert_no_error (error);
  return eam;
}

/* Rounding of a few products of numbers near 1. */
#define ROUNDING 1e-12

static void
test_interpolation (void)
{
  double f[3][N_POINTS], spline[3][N_POINTS + 1][7], rho_max = (N_POINTS - 1) * 0.7, end, at_end;
  g_autoptr (VitEam) eam = noise_eam (f[0], f[1], f[2]);

  for (int k = 0; k < 3; k++)
    lammps_spline (N_POINTS, k == 0 ? 0.7 : 0.2, f[k], spline[k]);
  at_end = lammps_value (N_POINTS, 0.7, spline[0], rho_max, &end);
  for (double rho = -3; rho < 12; rho += 0.0137)
    {
      double slope, by_lammps, expected = lammps_value (N_POINTS, 0.7, spline[0], rho, &by_lammps);
      double value = vit_eam_embedding (eam, 0, rho, &slope);

      if (rho > rho_max)
        expected = at_end + end * (rho - rho_max);
      /* Below 0 the cubic grows. */
      g_assert_cmpfloat_with_epsilon (value, expected, ROUNDING * fmax (1, fabs (expected)));
      g_assert_cmpfloat_with_epsilon (slope, by_lammps, ROUNDING * fmax (1, fabs (by_lammps)));
    }
  for (double r = 0.2; r < 2.5; r += 0.00313)
    {
      VitEamPair slope, look = vit_eam_look_up_slopes (eam, vit_eam_get_pair (eam, 0, 0), r, &slope);
      double by_r, density = lammps_value (N_POINTS, 0.2, spline[1], r, &by_r);

      g_assert_cmpfloat_with_epsilon (look.density[0], density, ROUNDING);
      g_assert_cmpfloat_with_epsilon (slope.density[1], by_r, 10 * ROUNDING);
      g_assert_cmpfloat_with_epsilon (look.energy, lammps_value (N_POINTS, 0.2, spline[2], r, &by_r) / r,
                                      10 * ROUNDING);
      g_assert_cmpfloat_with_epsilon (slope.energy, (by_r - look.energy) / r, 100 * ROUNDING);
    }
}

static VitConfiguration *
random_alloy (gboolean triclinic, const char *composition, double closest)
{
  VitCell cell = triclinic ? vit_test_cell_triclinic (26, 24, 26) : vit_test_cell_orthogonal (22, 20, 24);

  return vit_test_configuration_random (&cell, composition, 600, closest, 11);
}

/* The error of the central difference: h² E‴/6, with E‴ of some 100 eV/Å³ and jumps at the points of the table, is
 * below 1e-6 eV/Å at h = 1e-4 Å; rounding of E (5e-13 eV) over 2h below 1e-8. */
static void
assert_forces (gboolean triclinic, const char *composition, const char *potential)
{
  const double h = 1e-4;
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  g_autoptr (VitConfiguration) configuration = random_alloy (triclinic, composition, 2.1);
  g_autoptr (VitEamEnergy) energy = energy_of (eam, configuration);
  double sum[3] = { 0 };

  for (gsize i = 0; i < energy->n_atoms; i++)
    for (int a = 0; a < 3; a++)
      sum[a] += energy->force[i][a];
  for (int a = 0; a < 3; a++)
    g_assert_cmpfloat_with_epsilon (sum[a], 0, 1e-9);

  for (gsize i = 0; i < energy->n_atoms; i += 67)
    for (int a = 0; a < 3; a++)
      {
        const double *x = vit_configuration_get_positions (configuration)[i];
        double old[3] = { x[0], x[1], x[2] }, to[3] = { x[0], x[1], x[2] }, e[2];

        for (int side = 0; side < 2; side++)
          {
            to[a] = old[a] + (side == 0 ? h : -h);
            vit_configuration_set_position (configuration, i, to);

            g_autoptr (VitEamEnergy) moved = energy_of (eam, configuration);

            e[side] = moved->total;
          }
        vit_configuration_set_position (configuration, i, old);
        g_assert_cmpfloat_with_epsilon (energy->force[i][a], (e[1] - e[0]) / (2 * h),
                                        1e-5 * fmax (1, fabs (energy->force[i][a])));
      }
}

static void
test_forces (void)
{
  assert_forces (FALSE, "Cu64Zr36", "CuZr_mm.eam.fs");
  assert_forces (TRUE, "Cu64Zr36", "CuZr_mm.eam.fs");
  assert_forces (TRUE, "Cu50Ta50", "CuTa.eam.alloy");
}

static double
scaled_energy (const VitEam *eam, const VitConfiguration *configuration, double scale)
{
  gsize n = vit_configuration_get_n_atoms (configuration);
  VitCell cell = *vit_configuration_get_cell (configuration);
  g_autofree guint8 *z = g_new (guint8, n);
  g_autofree double (*x)[3] = g_malloc_n (n, sizeof *x);
  g_autoptr (GError) error = NULL;

  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      cell.matrix[a][b] *= scale;
  cell = vit_test_cell (cell.matrix);
  for (gsize i = 0; i < n; i++)
    {
      z[i]
          = (guint8) vit_configuration_get_element (configuration, vit_configuration_get_species (configuration)[i])->z;
      for (int a = 0; a < 3; a++)
        x[i][a] = scale * vit_configuration_get_positions (configuration)[i][a];
    }

  g_autoptr (VitConfiguration) scaled = vit_configuration_new (&cell, n, z, x, &error);
  g_autoptr (VitEamEnergy) energy = energy_of (eam, scaled);

  return energy->total;
}

static void
test_pressure (void)
{
  for (int triclinic = 0; triclinic < 2; triclinic++)
    {
      const double h = 1e-5;
      g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
      g_autoptr (VitConfiguration) configuration = random_alloy (triclinic, "Cu64Zr36", 2.1);
      g_autoptr (VitEamEnergy) energy = energy_of (eam, configuration);
      double volume = vit_configuration_get_cell (configuration)->volume;
      double rise = scaled_energy (eam, configuration, 1 + h) - scaled_energy (eam, configuration, 1 - h);
      /* dV = 3 V h. */
      double expected = -rise / (2 * h * 3 * volume);

      g_assert_cmpfloat_with_epsilon (energy->pressure, expected, 1e-6 * fabs (expected) + 1e-8);
    }
}

/* 4 × @n³ atoms of fcc copper. */
static VitConfiguration *
fcc_copper (double a, int n)
{
  static const double site[4][3] = { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
  VitCell cell = vit_test_cell_orthogonal (n * a, n * a, n * a);
  gsize n_atoms = (gsize) (4 * n * n * n);
  g_autofree guint8 *z = g_new (guint8, n_atoms);
  g_autofree double (*x)[3] = g_malloc_n (n_atoms, sizeof *x);
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration;

  for (gsize i = 0; i < n_atoms; i++)
    {
      int box = (int) i / 4, at[3] = { box % n, box / n % n, box / n / n };

      z[i] = 29;
      for (int k = 0; k < 3; k++)
        x[i][k] = (at[k] + site[i % 4][k]) * a;
    }
  configuration = vit_configuration_new (&cell, n_atoms, z, (const double (*)[3]) x, &error);
  g_assert_no_error (error);
  return configuration;
}

/* Foiles, Baskes and Daw 1986: a = 3.615 Å, sublimation energy 3.54 eV; in balance, all atoms alike. */
static void
test_copper (void)
{
  g_autoptr (VitConfiguration) copper = fcc_copper (3.615, 3);
  g_autoptr (VitEam) eam = vit_test_eam ("Cu_u3.eam");
  g_autoptr (VitEamEnergy) energy = energy_of (eam, copper);

  g_assert_cmpfloat_with_epsilon (energy->total / 108, -3.54, 0.002);
  g_assert_cmpfloat_with_epsilon (energy->pressure * VIT_GPA_PER_EV_A3, 0, 0.1);
  for (gsize i = 0; i < energy->n_atoms; i++)
    {
      g_assert_cmpfloat_with_epsilon (energy->energy[i], energy->energy[0], 1e-10);
      for (int a = 0; a < 3; a++)
        g_assert_cmpfloat_with_epsilon (energy->force[i][a], 0, 1e-10);
    }
}

/* The atoms, their grid and the state, as an engine has them. */
typedef struct
{
  VitEam *eam;
  VitConfiguration *configuration;
  VitAtoms *atoms;
  VitNeighbourGrid *grid;
  VitEamState *state;
} Engine;

static void
engine_init (Engine *self, VitConfiguration *configuration, const char *potential)
{
  const VitElement *elements[VIT_MAX_SPECIES];
  g_autoptr (GError) error = NULL;

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  self->eam = vit_test_eam (potential);
  self->configuration = configuration;
  self->atoms = vit_atoms_new (configuration);
  self->grid = vit_neighbour_grid_new (self->atoms, 4);
  self->state = vit_eam_state_new (self->eam, elements, self->atoms, self->grid, &error);
  g_assert_no_error (error);
}

static void
engine_clear (Engine *self)
{
  vit_eam_state_free (self->state);
  vit_neighbour_grid_free (self->grid);
  vit_atoms_free (self->atoms);
  vit_configuration_free (self->configuration);
  vit_eam_free (self->eam);
}

static double
engine_energy (Engine *self)
{
  g_autoptr (VitEamEnergy) energy = NULL;

  vit_atoms_store (self->atoms, self->configuration);
  energy = energy_of (self->eam, self->configuration);
  return energy->total;
}

static void
engine_commit (Engine *self, gsize atom, VitFixedPoint to)
{
  vit_eam_state_commit (self->state);
  vit_atoms_set (self->atoms, atom, to);
  vit_neighbour_grid_move (self->grid, atom, to);
}

/* Both see the same fixed-point positions, stored without loss, so that only rounding is between them: of E (some
 * 2,500 eV, 5e-13 each time) and of the sums of changes, over 10,000 moves. The first comparison is with positions
 * before they were rounded to 1e-8 Å. */
static void
assert_moves (gboolean triclinic)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  Engine engine;
  int accepted = 0;

  engine_init (&engine, random_alloy (triclinic, "Cu64Zr36", 2.1), "CuZr_mm.eam.fs");
  {
    g_autoptr (VitEamEnergy) unrounded = energy_of (engine.eam, engine.configuration);

    g_assert_cmpfloat_with_epsilon (vit_eam_state_get_energy (engine.state), unrounded->total, 1e-5);
  }
  for (int move = 0; move < N_MOVES; move++)
    {
      gsize atom = (gsize) g_rand_int_range (rand, 0, (gint32) engine.atoms->n_atoms);
      VitFixedPoint to = vit_test_random_place (engine.atoms, atom, move % 50 == 0 ? 8 : 0.3, rand);
      double delta = vit_eam_state_propose (engine.state, atom, to);
      double before = vit_eam_state_get_energy (engine.state);
      gboolean check = move % 100 == 0;

      if (check)
        g_assert_cmpfloat_with_epsilon (before, engine_energy (&engine), 1e-8);
      if (delta > 20 || g_rand_boolean (rand))
        continue;
      engine_commit (&engine, atom, to);
      accepted++;
      g_assert_cmpfloat_with_epsilon (vit_eam_state_get_energy (engine.state), before + delta, 1e-9);
      if (check)
        g_assert_cmpfloat_with_epsilon (before + delta, engine_energy (&engine), 1e-8);
    }
  g_assert_cmpint (accepted, >, N_MOVES / 4);
  g_assert_cmpfloat (vit_eam_state_rebuild (engine.state), <, 1e-8);
  engine_clear (&engine);
}

static void
test_moves_orthogonal (void)
{
  assert_moves (FALSE);
}

static void
test_moves_triclinic (void)
{
  assert_moves (TRUE);
}

static void
assert_all_finite (const VitEamEnergy *energy)
{
  g_assert_true (isfinite (energy->total) && isfinite (energy->pressure));
  for (gsize i = 0; i < energy->n_atoms; i++)
    {
      g_assert_true (isfinite (energy->energy[i]) && isfinite (energy->density[i]));
      for (int a = 0; a < 3; a++)
        g_assert_true (isfinite (energy->force[i][a]));
    }
}

/* Many atoms on one place, and pairs at all distances down to 0: finite in every potential that is there. */
static void
test_close_atoms (void)
{
  static const char *const potential[] = { "CuZr_mm.eam.fs", "CuTa.eam.alloy", "Cu_u3.eam", "Cu_mishin1.eam.alloy" };
  static const double gap[] = { 0, 1e-300, 1e-12, 1e-6, 1e-4, 1e-3, 0.01, 0.1, 0.5, 1 };

  for (gsize p = 0; p < G_N_ELEMENTS (potential); p++)
    for (gsize g = 0; g < G_N_ELEMENTS (gap); g++)
      {
        Engine engine;
        VitConfiguration *copper = fcc_copper (3.615, 5);
        const double (*x)[3] = vit_configuration_get_positions (copper);

        for (gsize i = 1; i < 30; i++)
          vit_configuration_set_position (copper, i, (double[]){ x[0][0] + gap[g], x[0][1], x[0][2] });
        engine_init (&engine, copper, potential[p]);

        g_autoptr (VitEamEnergy) energy = energy_of (engine.eam, copper);

        assert_all_finite (energy);
        for (gsize i = 40; i < 60; i++)
          {
            VitFixedPoint to = vit_atoms_get (engine.atoms, i % 2 == 0 ? 0 : 100);

            g_assert_true (isfinite (vit_eam_state_propose (engine.state, i, to)));
            engine_commit (&engine, i, to);
          }
        g_assert_cmpfloat_with_epsilon (vit_eam_state_get_energy (engine.state), engine_energy (&engine),
                                        1e-9 * fabs (vit_eam_state_get_energy (engine.state)));
        engine_clear (&engine);
      }
}

/* Two atoms at one place still part: the forces on them are opposite and not 0. */
static void
test_coincident_atoms_part (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) pair
      = vit_configuration_new (&cell, 2, (guint8[]){ 29, 40 }, (const double[][3]){ { 1, 2, 3 }, { 1, 2, 3 } }, &error);
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitEamEnergy) energy = energy_of (eam, pair);

  g_assert_cmpfloat (energy->force[0][0], <, -1);
  g_assert_cmpfloat_with_epsilon (energy->force[0][0] + energy->force[1][0], 0, 1e-9);
}

/* The state fails as the energy from scratch does. */
static void
assert_no_state (const VitEam *eam, const VitConfiguration *configuration, const GError *expected)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 7);
  const VitElement *elements[VIT_MAX_SPECIES];
  g_autoptr (GError) error = NULL;

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  g_assert_null (vit_eam_state_new (eam, elements, atoms, grid, &error));
  g_assert_error (error, VIT_ERROR, expected->code);
  g_assert_cmpstr (error->message, ==, expected->message);
}

static void
test_errors (void)
{
  g_autoptr (VitEam) eam = vit_test_eam ("CuTa.eam.alloy");
  g_autoptr (VitConfiguration) alloy = random_alloy (FALSE, "Cu64Zr36", 0);
  VitCell small = vit_test_cell_orthogonal (12, 20, 20);
  g_autoptr (VitConfiguration) tight = vit_test_configuration_random (&small, "Ta", 20, 0, 1);
  g_autoptr (GError) lacking = NULL, narrow = NULL;

  g_assert_null (vit_eam_energy_new (eam, alloy, &lacking));
  g_assert_error (lacking, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_cmpstr (lacking->message, ==, "CuTa.eam.alloy has Cu and Ta, but the configuration holds Zr");

  g_assert_null (vit_eam_energy_new (eam, tight, &narrow));
  g_assert_error (narrow, VIT_ERROR, VIT_ERROR_RANGE);
  g_assert_cmpstr (narrow->message, ==,
                   "the cell is too small for CuTa.eam.alloy with its cut-off of 6.395 Å: the largest sphere in it has "
                   "a radius of 6 Å");
  assert_no_state (eam, alloy, lacking);
  assert_no_state (eam, tight, narrow);
}

static void
test_bad_tables (void)
{
  double value[3][N_POINTS] = { 0 };
  const VitEamTables good = { .name = "t",
                              .n_elements = 1,
                              .z = { 29 },
                              .cutoff = 2,
                              .n_rho = N_POINTS,
                              .d_rho = 1,
                              .rho_max = N_POINTS,
                              .n_r = N_POINTS,
                              .d_r = 0.2,
                              .embedding = value[0],
                              .density = value[1],
                              .pair = value[2] };

  for (int bad = 0; bad < 9; bad++)
    {
      g_autoptr (GError) error = NULL;
      VitEamTables tables = good;

      tables.n_elements = bad == 0 ? 0 : bad == 1 ? VIT_EAM_MAX_ELEMENTS + 1 : bad == 2 ? 2 : 1;
      tables.z[1] = 29;
      tables.z[0] = bad == 3 ? 0 : 29;
      tables.cutoff = bad == 4 ? NAN : 2;
      tables.n_rho = bad == 5 ? 4 : N_POINTS;
      tables.d_r = bad == 6 ? 0 : 0.2;
      tables.rho_max = bad == 8 ? N_POINTS - 1.1 : N_POINTS;
      value[2][3] = bad == 7 ? INFINITY : 0;
      g_assert_null (vit_eam_new (&tables, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eam/energies-of-the-glasses-are-those-of-lammps", test_glasses);
  g_test_add_func ("/eam/tables-are-interpolated-as-lammps-does", test_interpolation);
  g_test_add_func ("/eam/forces-are-the-gradient-and-cancel", test_forces);
  g_test_add_func ("/eam/pressure-is-the-derivative-by-volume", test_pressure);
  g_test_add_func ("/eam/fcc-copper-has-its-cohesive-energy", test_copper);
  g_test_add_func ("/eam/moves-agree-with-scratch-in-an-orthogonal-cell", test_moves_orthogonal);
  g_test_add_func ("/eam/moves-agree-with-scratch-in-a-triclinic-cell", test_moves_triclinic);
  g_test_add_func ("/eam/atoms-on-top-of-each-other-have-a-finite-energy", test_close_atoms);
  g_test_add_func ("/eam/coincident-atoms-part", test_coincident_atoms_part);
  g_test_add_func ("/eam/a-lacking-element-and-a-small-cell-are-errors", test_errors);
  g_test_add_func ("/eam/bad-tables-are-errors", test_bad_tables);
  return g_test_run ();
}
