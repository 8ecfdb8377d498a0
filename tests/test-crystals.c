/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-crystals.h"

#include "test-support.h"

#include <math.h>
#include <string.h>

#define CU 29
#define ZR 40

typedef struct
{
  int n;
  double edge[3]; /* in units of a */
  guint8 atom[8];
  double fraction[8][3];
} Basis;

static const Basis bases[] = {
  [VIT_TEST_SIMPLE_CUBIC] = { 1, { 1, 1, 1 }, { CU }, { { 0, 0, 0 } } },
  [VIT_TEST_BCC] = { 2, { 1, 1, 1 }, { CU, CU }, { { 0, 0, 0 }, { 0.5, 0.5, 0.5 } } },
  [VIT_TEST_FCC]
  = { 4, { 1, 1, 1 }, { CU, CU, CU, CU }, { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } } },
  [VIT_TEST_HCP] = { 4,
                     { 1, 1.7320508075688772, 1.6329931618554521 },
                     { CU, CU, CU, CU },
                     { { 0, 0, 0 }, { 0.5, 0.5, 0 }, { 0.5, 5.0 / 6, 0.5 }, { 0, 1.0 / 3, 0.5 } } },
  [VIT_TEST_DIAMOND] = { 8,
                         { 1, 1, 1 },
                         { CU, CU, CU, CU, CU, CU, CU, CU },
                         { { 0, 0, 0 },
                           { 0, 0.5, 0.5 },
                           { 0.5, 0, 0.5 },
                           { 0.5, 0.5, 0 },
                           { 0.25, 0.25, 0.25 },
                           { 0.25, 0.75, 0.75 },
                           { 0.75, 0.25, 0.75 },
                           { 0.75, 0.75, 0.25 } } },
  [VIT_TEST_B2] = { 2, { 1, 1, 1 }, { CU, ZR }, { { 0, 0, 0 }, { 0.5, 0.5, 0.5 } } },
};

static VitConfiguration *
new_configuration (const VitCell *cell, gsize n, const guint8 *atoms, double (*position)[3])
{
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_new (cell, n, atoms, (const double (*)[3]) position, &error);

  g_assert_no_error (error);
  return configuration;
}

VitConfiguration *
vit_test_crystal (VitTestLattice lattice, double a, int n, double amplitude, guint32 seed)
{
  const Basis *basis = &bases[lattice];
  double edge[3] = { a * basis->edge[0], a * basis->edge[1], a * basis->edge[2] };
  VitCell cell = vit_test_cell_orthogonal (n * edge[0], n * edge[1], n * edge[2]);
  gsize n_atoms = (gsize) (n * n * n * basis->n);
  g_autofree guint8 *atoms = g_new (guint8, n_atoms);
  g_autofree double (*position)[3] = g_malloc_n (n_atoms, sizeof *position);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < n_atoms; i++)
    {
      int site = (int) i % basis->n, box = (int) i / basis->n, index[3] = { box % n, box / n % n, box / (n * n) };

      atoms[i] = basis->atom[site];
      for (int c = 0; c < 3; c++)
        position[i][c]
            = (index[c] + basis->fraction[site][c]) * edge[c] + amplitude * g_rand_double_range (rand, -1, 1);
    }
  return new_configuration (&cell, n_atoms, atoms, position);
}

VitConfiguration *
vit_test_icosahedron (double r)
{
  VitCell cell = vit_test_cell_orthogonal (10 * r, 10 * r, 10 * r);
  double golden = (1 + sqrt (5)) / 2, scale = r / sqrt (1 + golden * golden), position[13][3];
  guint8 atoms[13] = { CU };

  for (int i = 0; i < 13; i++)
    for (int c = 0; c < 3; c++)
      position[i][c] = 5 * r;
  for (int i = 0; i < 12; i++)
    {
      int axis = i / 4;

      atoms[i + 1] = ZR;
      position[i + 1][axis] += (i % 2 == 0 ? 1 : -1) * scale;
      position[i + 1][(axis + 1) % 3] += (i / 2 % 2 == 0 ? 1 : -1) * golden * scale;
    }
  return new_configuration (&cell, 13, atoms, position);
}

static VitConfiguration *
transform (const VitConfiguration *configuration, const double cell_matrix[3][3], const double rotation[3][3])
{
  VitCell cell = vit_test_cell (cell_matrix);
  gsize n = vit_configuration_get_n_atoms (configuration);
  const double (*from)[3] = vit_configuration_get_positions (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  g_autofree guint8 *atoms = g_new (guint8, n);
  g_autofree double (*position)[3] = g_malloc0_n (n, sizeof *position);

  for (gsize i = 0; i < n; i++)
    {
      atoms[i] = (guint8) vit_configuration_get_element (configuration, species[i])->z;
      for (int c = 0; c < 3; c++)
        for (int d = 0; d < 3; d++)
          position[i][c] += rotation[c][d] * from[i][d];
    }
  return new_configuration (&cell, n, atoms, position);
}

VitConfiguration *
vit_test_rotated (const VitConfiguration *configuration, guint32 seed)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double q[4], norm = 0, rotation[3][3], matrix[3][3] = { 0 };

  for (int k = 0; k < 4; k++)
    {
      q[k] = g_rand_double_range (rand, -1, 1);
      norm += q[k] * q[k];
    }
  /* The rotation of a unit quaternion (w, x, y, z). */
  for (int c = 0; c < 3; c++)
    for (int d = 0; d < 3; d++)
      {
        int e = 3 - c - d;
        double cross = c == d ? 0 : ((d - c + 3) % 3 == 1 ? -1 : 1) * q[0] * q[e + 1];

        rotation[c][d]
            = c == d ? 2 * (q[0] * q[0] + q[c + 1] * q[c + 1]) / norm - 1 : 2 * (q[c + 1] * q[d + 1] + cross) / norm;
      }
  for (int v = 0; v < 3; v++)
    for (int c = 0; c < 3; c++)
      for (int d = 0; d < 3; d++)
        matrix[v][c] += rotation[c][d] * cell->matrix[v][d];
  return transform (configuration, (const double (*)[3]) matrix, (const double (*)[3]) rotation);
}

VitConfiguration *
vit_test_sheared (const VitConfiguration *configuration)
{
  static const double unity[3][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
  double matrix[3][3];

  memcpy (matrix, vit_configuration_get_cell (configuration)->matrix, sizeof matrix);
  for (int v = 1; v < 3; v++)
    for (int c = 0; c < 3; c++)
      matrix[v][c] += matrix[v - 1][c];
  return transform (configuration, (const double (*)[3]) matrix, unity);
}

VitConfiguration *
vit_test_random_alloy (const VitConfiguration *configuration, gsize n_zr, guint32 seed)
{
  gsize n = vit_configuration_get_n_atoms (configuration);
  g_autofree guint8 *atoms = g_new (guint8, n);
  g_autofree double (*position)[3] = g_malloc_n (n, sizeof *position);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  memset (atoms, CU, n);
  memcpy (position, vit_configuration_get_positions (configuration), n * sizeof *position);
  while (n_zr > 0)
    {
      gsize i = (gsize) g_rand_int_range (rand, 0, (gint32) n);

      n_zr -= atoms[i] == CU;
      atoms[i] = ZR;
    }
  return new_configuration (vit_configuration_get_cell (configuration), n, atoms, position);
}
