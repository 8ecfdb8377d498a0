/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour-grid.h"
#include "test-support.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static VitConfiguration *
new_alloy (gsize n_atoms, gboolean triclinic)
{
  double edge = cbrt ((double) n_atoms / 0.06);
  VitCell cell = triclinic ? vit_test_cell_triclinic (edge, edge, 1.2 * edge)
                           : vit_test_cell_orthogonal (edge, edge, 1.2 * edge);

  return vit_test_configuration_random (&cell, "Cu64Zr36", n_atoms, 1.8, 4);
}

static VitFixedPoint
random_point (gsl_rng *rng)
{
  VitFixedPoint point;

  for (int a = 0; a < 3; a++)
    point.f[a] = (gint32) (guint32) (gsl_rng_uniform (rng) * 4294967296.0);
  return point;
}

/* Every atom is in one box, with its species and its place, and knows its slot. */
static void
check_content (const VitNeighbourGrid *grid, const VitAtoms *atoms)
{
  g_autofree int *seen = g_new0 (int, atoms->n_atoms);

  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (grid); box++)
    {
      VitAtomSpan span = vit_neighbour_grid_span (grid, box);

      for (gsize k = 0; k < span.n; k++)
        {
          gsize atom = (gsize) span.atom[k];

          seen[atom]++;
          g_assert_cmpint (span.species[k], ==, atoms->species[atom]);
          for (int a = 0; a < 3; a++)
            g_assert_cmpint (span.f[a][k], ==, atoms->f[a][atom]);
          g_assert_cmpint (grid->slot[atom], ==, box * grid->capacity + (int) k);
        }
    }
  for (gsize i = 0; i < atoms->n_atoms; i++)
    g_assert_cmpint (seen[i], ==, 1);
}

static double
distance (const VitAtoms *atoms, VitFixedPoint a, VitFixedPoint b)
{
  double v[3];

  vit_fixed_point_vector (&atoms->cell, a, b, v);
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* Whatever brute force finds within the radius of either point is in the boxes, and no box comes twice. */
static void
check_collect (const VitNeighbourGrid *grid, const VitAtoms *atoms, VitFixedPoint a, VitFixedPoint b, double radius)
{
  g_autofree VitAtomSpan *spans = g_new (VitAtomSpan, vit_neighbour_grid_get_n_boxes (grid));
  g_autofree int *seen = g_new0 (int, atoms->n_atoms);
  int n = vit_neighbour_grid_collect (grid, a, b, radius, spans);

  g_assert_cmpint (n, <=, vit_neighbour_grid_get_n_boxes (grid));
  for (int s = 0; s < n; s++)
    for (gsize k = 0; k < spans[s].n; k++)
      seen[spans[s].atom[k]]++;
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (atoms, i);

      g_assert_cmpint (seen[i], <=, 1);
      if (distance (atoms, a, point) <= radius || distance (atoms, b, point) <= radius)
        g_assert_cmpint (seen[i], ==, 1);
      if (vit_neighbour_grid_is_covered (grid, radius))
        g_assert_cmpint (seen[i], ==, 1);
    }
}

static void
test_moves (void)
{
  g_autoptr (VitConfiguration) alloy = new_alloy (1200, TRUE);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (alloy);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);

  for (int move = 0; move < 20000; move++)
    {
      gsize atom = gsl_rng_uniform_int (rng, atoms->n_atoms);
      VitFixedPoint to = random_point (rng);

      vit_atoms_set (atoms, atom, to);
      vit_neighbour_grid_move (grid, atom, to);
    }
  check_content (grid, atoms);
  gsl_rng_free (rng);
}

static void
test_overflow (void)
{
  g_autoptr (VitConfiguration) alloy = new_alloy (1200, FALSE);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (alloy);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5);
  int capacity = grid->capacity;

  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint corner = { { (gint32) i, 5, -7 } };

      vit_atoms_set (atoms, i, corner);
      vit_neighbour_grid_move (grid, i, corner);
    }
  g_assert_cmpint (grid->capacity, >, capacity);
  check_content (grid, atoms);
}

static void
test_collect (gconstpointer data)
{
  static const double edges[] = { 3, 5, 8, 11, 40 }; /* many boxes to one */
  g_autoptr (VitConfiguration) alloy = new_alloy (800, GPOINTER_TO_INT (data));
  g_autoptr (VitAtoms) atoms = vit_atoms_new (alloy);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);

  for (gsize e = 0; e < G_N_ELEMENTS (edges); e++)
    {
      g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, edges[e]);

      check_content (grid, atoms);
      for (int trial = 0; trial < 150; trial++)
        {
          VitFixedPoint a = random_point (rng), b = trial % 3 == 0 ? random_point (rng) : a;
          double limit = vit_cell_inscribed_radius (&atoms->cell);

          b.f[trial % 3] = vit_fixed_add (b.f[trial % 3], 40000000 * (trial % 5 - 2));
          check_collect (grid, atoms, a, b, limit * gsl_rng_uniform_pos (rng));
        }
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbour-grid/is the same after 20,000 moves as if made anew", test_moves);
  g_test_add_func ("/neighbour-grid/a box that overflows makes room", test_overflow);
  g_test_add_data_func ("/neighbour-grid/finds all neighbours, orthogonal cell", GINT_TO_POINTER (FALSE), test_collect);
  g_test_add_data_func ("/neighbour-grid/finds all neighbours, triclinic cell", GINT_TO_POINTER (TRUE), test_collect);
  return g_test_run ();
}
