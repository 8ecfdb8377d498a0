/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour-grid.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static VitFixedPoint
random_point (GRand *rand)
{
  return (VitFixedPoint){ { (gint32) g_rand_int (rand), (gint32) g_rand_int (rand), (gint32) g_rand_int (rand) } };
}

static VitAtoms *
random_atoms (const VitCell *cell, gsize n, guint32 seed)
{
  g_autoptr (VitConfiguration) configuration = vit_test_configuration_random (cell, "Cu2Zr", n, 0, seed);

  return vit_atoms_new (configuration);
}

/* The box that holds each atom, or a failure where it is in none, in two, or not as the atoms have it. */
static int *
find_boxes (const VitNeighbourGrid *grid, const VitAtoms *atoms)
{
  int *box_of = g_new (int, atoms->n_atoms);
  gsize found = 0;

  memset (box_of, -1, atoms->n_atoms * sizeof *box_of);
  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (grid); box++)
    {
      VitAtomSpan span = vit_neighbour_grid_span (grid, box);

      g_assert_cmpuint (span.n, <=, (gsize) grid->capacity);
      for (gsize k = 0; k < span.n; k++)
        {
          gint32 atom = span.atom[k];

          g_assert_true (atom >= 0 && (gsize) atom < atoms->n_atoms);
          g_assert_cmpint (box_of[atom], ==, -1);
          box_of[atom] = box;
          g_assert_cmpint (span.species[k], ==, atoms->species[atom]);
          g_assert_cmpint (grid->slot[atom], ==, box * grid->capacity + (int) k);
          for (int a = 0; a < 3; a++)
            g_assert_cmpint (span.f[a][k], ==, atoms->f[a][atom]);
        }
      found += span.n;
    }
  g_assert_cmpuint (found, ==, atoms->n_atoms);
  return box_of;
}

static void
assert_as_new (const VitNeighbourGrid *grid, const VitAtoms *atoms, double edge)
{
  g_autoptr (VitNeighbourGrid) fresh = vit_neighbour_grid_new (atoms, edge);
  g_autofree int *kept = find_boxes (grid, atoms), *anew = find_boxes (fresh, atoms);

  g_assert_cmpmem (kept, atoms->n_atoms * sizeof *kept, anew, atoms->n_atoms * sizeof *anew);
}

static void
test_moves (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (30, 33, 36), vit_test_cell_triclinic (30, 33, 36) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    {
      g_autoptr (VitAtoms) atoms = random_atoms (&cells[c], 1500, 1);
      g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 4);
      g_autoptr (GRand) rand = g_rand_new_with_seed (2);

      assert_as_new (grid, atoms, 4);
      for (int i = 0; i < 20000; i++)
        {
          gsize atom = (gsize) g_rand_int_range (rand, 0, 1500);
          VitFixedPoint to = random_point (rand);

          /* Half of the moves are short: they stay in their box or go next door. */
          if (i % 2)
            for (int a = 0; a < 3; a++)
              to.f[a] = vit_fixed_add (atoms->f[a][atom], to.f[a] / 64);
          vit_atoms_set (atoms, atom, to);
          vit_neighbour_grid_move (grid, atom, to);
        }
      assert_as_new (grid, atoms, 4);
    }
}

/* All atoms are moved into one box, which outgrows its room several times, and out again. */
static void
test_overflow (void)
{
  VitCell cell = vit_test_cell_triclinic (30, 33, 36);
  g_autoptr (VitAtoms) atoms = random_atoms (&cell, 1000, 3);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  int capacity = grid->capacity;
  gsize fullest = 0;

  for (gsize i = 0; i < 1000; i++)
    {
      VitFixedPoint to = random_point (rand);

      for (int a = 0; a < 3; a++)
        to.f[a] = (gint32) 0x40000000 + to.f[a] / 1000;
      vit_atoms_set (atoms, i, to);
      vit_neighbour_grid_move (grid, i, to);
    }
  assert_as_new (grid, atoms, 5);
  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (grid); box++)
    fullest = MAX (fullest, vit_neighbour_grid_span (grid, box).n);
  g_assert_cmpuint (fullest, ==, 1000);
  g_assert_cmpint (grid->capacity, >, 4 * capacity);
  g_assert_cmpint (grid->capacity % VIT_LANES, ==, 0);
  for (gsize i = 0; i < 1000; i++)
    {
      VitFixedPoint to = random_point (rand);

      vit_atoms_set (atoms, i, to);
      vit_neighbour_grid_move (grid, i, to);
    }
  assert_as_new (grid, atoms, 5);
}

static VitFixedPoint *
get_points (const VitAtoms *atoms)
{
  VitFixedPoint *points = g_new (VitFixedPoint, atoms->n_atoms);

  for (gsize i = 0; i < atoms->n_atoms; i++)
    points[i] = vit_atoms_get (atoms, i);
  return points;
}

/* Box by box and slot by slot the same, whatever the room of the boxes. */
static void
assert_same_order (const VitNeighbourGrid *a, const VitNeighbourGrid *b)
{
  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (a); box++)
    {
      VitAtomSpan x = vit_neighbour_grid_span (a, box), y = vit_neighbour_grid_span (b, box);

      g_assert_cmpmem (x.atom, x.n * sizeof *x.atom, y.atom, y.n * sizeof *y.atom);
    }
}

/* A grid with a history, which shows in its order, and another of the same atoms that takes it over and goes on. */
static void
test_order (void)
{
  VitCell cell = vit_test_cell_triclinic (30, 33, 36);
  g_autoptr (VitAtoms) atoms = random_atoms (&cell, 1000, 3);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5), other = vit_neighbour_grid_new (atoms, 5);
  g_autofree gint32 *order = g_new (gint32, 1000);
  g_autofree VitFixedPoint *points = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  int capacity = grid->capacity;

  for (int i = 0; i < 4000; i++)
    {
      gsize atom = (gsize) g_rand_int_range (rand, 0, 1000);
      VitFixedPoint to = random_point (rand);

      /* For a while all crowd in one corner. */
      for (int a = 0; a < 3 && i < 2000; a++)
        to.f[a] = 0x20000000 + to.f[a] / 16;
      vit_atoms_set (atoms, atom, to);
      vit_neighbour_grid_move (grid, atom, to);
    }
  g_assert_cmpint (grid->capacity, >, capacity);
  vit_neighbour_grid_get_order (grid, order);
  points = get_points (atoms);
  g_assert_true (vit_neighbour_grid_is_order (other, points, order));
  vit_neighbour_grid_set_order (other, atoms, order);
  g_assert_cmpint (other->capacity, <, grid->capacity);
  for (int i = 0; i < 4000; i++)
    {
      gsize atom = (gsize) g_rand_int_range (rand, 0, 1000);
      VitFixedPoint to = random_point (rand);

      assert_same_order (grid, other);
      vit_atoms_set (atoms, atom, to);
      vit_neighbour_grid_move (grid, atom, to);
      vit_neighbour_grid_move (other, atom, to);
    }
  assert_as_new (other, atoms, 5);
}

static void
test_wrong_orders (void)
{
  VitCell cell = vit_test_cell_orthogonal (30, 33, 36);
  g_autoptr (VitAtoms) atoms = random_atoms (&cell, 1000, 3);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5);
  g_autofree gint32 *order = g_new (gint32, 1000);
  g_autofree VitFixedPoint *points = get_points (atoms);
  static const gint32 wrong[] = { -1, 1000, G_MAXINT32, G_MININT32 };
  gint32 first;

  vit_neighbour_grid_get_order (grid, order);
  first = order[0];
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      order[0] = wrong[i];
      g_assert_false (vit_neighbour_grid_is_order (grid, points, order));
    }
  /* One of them twice; the first and the last changed over. */
  order[0] = order[1];
  g_assert_false (vit_neighbour_grid_is_order (grid, points, order));
  order[0] = order[999];
  order[999] = first;
  g_assert_false (vit_neighbour_grid_is_order (grid, points, order));
  order[999] = order[0];
  order[0] = first;
  g_assert_true (vit_neighbour_grid_is_order (grid, points, order));
  points[first].f[0] = ~points[first].f[0];
  g_assert_false (vit_neighbour_grid_is_order (grid, points, order));
}

/* All atoms of a large model on one place would need room for them in each of its boxes: 300 GB. */
static void
test_crowded_orders (void)
{
  VitCell cell = vit_test_cell_orthogonal (200, 200, 200);
  g_autoptr (VitAtoms) atoms = random_atoms (&cell, 200000, 3);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 5);
  g_autofree gint32 *order = g_new (gint32, 200000);
  g_autofree VitFixedPoint *points = g_new0 (VitFixedPoint, 200000);

  for (gint32 i = 0; i < 200000; i++)
    order[i] = i;
  g_assert_false (vit_neighbour_grid_is_order (grid, points, order));
}

/* Whether any image of a fixed-point difference is within the radius. */
static gboolean
is_near (const VitCell *cell, const VitAtoms *atoms, gsize atom, VitFixedPoint point, double radius)
{
  double f[3];

  for (int a = 0; a < 3; a++)
    f[a] = vit_fixed_subtract (atoms->f[a][atom], point.f[a]) / 4294967296.0;
  for (int image = 0; image < 125; image++)
    {
      double x[3] = { f[0] + image % 5 - 2, f[1] + image / 5 % 5 - 2, f[2] + image / 25 - 2 };

      vit_cell_to_cartesian (cell, x, x);
      if (x[0] * x[0] + x[1] * x[1] + x[2] * x[2] < radius * radius)
        return TRUE;
    }
  return FALSE;
}

/* A direction for a place just inside of the radius: along a normal of the faces, where the reach of boxes ends, or
 * any. */
static void
direction (const VitCell *cell, int i, GRand *rand, double out[3])
{
  double length = 0;

  for (int c = 0; c < 3; c++)
    out[c] = i < 6 ? (i % 2 ? 1 : -1) * cell->inverse[c][i / 2] : g_rand_double_range (rand, -1, 1);
  for (int c = 0; c < 3; c++)
    length += out[c] * out[c];
  for (int c = 0; c < 3; c++)
    out[c] /= sqrt (length);
}

/* Places 1e-5 Å inside of the radius around @centre lie in boxes that were collected, whether an atom is there or not.
 */
static void
check_reach (const VitCell *cell, const VitNeighbourGrid *grid, GHashTable *boxes, VitFixedPoint centre, double radius,
             GRand *rand)
{
  for (int i = 0; i < 20; i++)
    {
      double x[3];
      VitFixedPoint step;
      int box = 0;

      direction (cell, i, rand, x);
      for (int c = 0; c < 3; c++)
        x[c] *= radius - 1e-5;
      vit_cell_to_fractional (cell, x, x);
      step = vit_fixed_point_from_fractional (x);
      for (int a = 0; a < 3; a++)
        box = box * grid->n[a] + (int) ((guint32) vit_fixed_add (centre.f[a], step.f[a]) / 4294967296.0 * grid->n[a]);
      g_assert_true (g_hash_table_contains (boxes, grid->atom + box * grid->capacity));
    }
}

/* Every atom near @a or @b is in one of the spans, each atom in at most one. Returns: the fraction of boxes collected.
 */
static double
check_collect (const VitCell *cell, const VitAtoms *atoms, const VitNeighbourGrid *grid, VitFixedPoint a,
               VitFixedPoint b, double radius, GRand *rand)
{
  int n_boxes = vit_neighbour_grid_get_n_boxes (grid), n;
  g_autofree VitAtomSpan *spans = g_new (VitAtomSpan, n_boxes);
  g_autofree gboolean *seen = g_new0 (gboolean, atoms->n_atoms);
  g_autoptr (GHashTable) boxes = g_hash_table_new (NULL, NULL);

  n = vit_neighbour_grid_collect (grid, a, b, radius, spans);
  g_assert_cmpint (n, <=, n_boxes);
  for (int s = 0; s < n; s++)
    {
      g_assert_true (g_hash_table_add (boxes, (gpointer) spans[s].atom));
      for (gsize k = 0; k < spans[s].n; k++)
        {
          g_assert_false (seen[spans[s].atom[k]]);
          seen[spans[s].atom[k]] = TRUE;
        }
    }
  check_reach (cell, grid, boxes, a, radius, rand);
  check_reach (cell, grid, boxes, b, radius, rand);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    if (!seen[i])
      {
        g_assert_false (is_near (cell, atoms, i, a, radius));
        g_assert_false (is_near (cell, atoms, i, b, radius));
      }
  return (double) n / n_boxes;
}

/* Cells with 1, 2, 3 and more boxes along each axis, all radii up to the inscribed sphere and beyond; places near the
 * borders of the cell; @b near @a, far away, and the same. */
static void
check_cell (const VitCell *cell, guint32 seed)
{
  static const double edges[] = { 2.1, 3, 4.5, 7, 100 };
  g_autoptr (VitAtoms) atoms = random_atoms (cell, 250, seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double limit = vit_cell_inscribed_radius (cell), least = 1;

  for (gsize e = 0; e < G_N_ELEMENTS (edges); e++)
    {
      g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, edges[e]);

      for (int axis = 0; axis < 3; axis++)
        g_assert_true (grid->n[axis] == 1 || cell->width[axis] / grid->n[axis] >= edges[e]);
      for (int i = 0; i < 120; i++)
        {
          VitFixedPoint a = random_point (rand), b = random_point (rand);
          double radius = limit * g_rand_double_range (rand, 0.02, 1.3);

          for (int axis = 0; axis < 3; axis++)
            {
              if (i % 3 == 1) /* near the border, on either side */
                a.f[axis] /= 1 << 10;
              if (i % 5 != 0) /* a move of a tenth of the cell or less */
                b.f[axis] = vit_fixed_add (a.f[axis], b.f[axis] / (i % 5 == 1 ? 10 : 100));
              if (i % 7 == 0) /* exactly on a face, where a box begins */
                a.f[axis] = 0;
            }
          if (i % 11 == 0)
            b = a;
          least = fmin (least, check_collect (cell, atoms, grid, a, b, radius, rand));
        }
    }
  /* It would be no use if it always returned all of them. */
  g_assert_cmpfloat (least, <, cell->width[0]> 15 ? 0.1 : 1.01);
}

static void
test_collect_orthogonal (void)
{
  VitCell cells[] = { vit_test_cell_orthogonal (17, 19, 21), vit_test_cell_orthogonal (30, 6, 5),
                      vit_test_cell_orthogonal (4, 4.5, 5), vit_test_cell_orthogonal (6, 9.1, 13) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    check_cell (&cells[c], (guint32) c + 1);
}

static void
test_collect_triclinic (void)
{
  static const double skewed[3][3] = { { 10, 0, 0 }, { 8, 9, 0 }, { -7, 6, 11 } };
  VitCell cells[] = { vit_test_cell_triclinic (22, 24, 23), vit_test_cell_triclinic (30, 7, 8),
                      vit_test_cell_triclinic (5, 6, 5.5), vit_test_cell (skewed) };

  for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
    check_cell (&cells[c], (guint32) c + 11);
}

/* Boxes at the corners of the reach are left out where the axes are at right angles: about π/6 of a cube is a sphere.
 */
static void
test_collect_is_tight (void)
{
  VitCell cell = vit_test_cell_orthogonal (60, 60, 60);
  g_autoptr (VitAtoms) atoms = random_atoms (&cell, 500, 9);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 2);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  double sum = 0;

  for (int i = 0; i < 50; i++)
    {
      VitFixedPoint point = random_point (rand);

      sum += check_collect (&cell, atoms, grid, point, point, 10, rand) / 50;
    }
  /* A sphere of 10 Å with a rind of boxes of 2 Å: at most that of 10 + 2√3 Å. */
  g_assert_cmpfloat (sum, <, 4 * G_PI / 3 * pow (10 + 2 * sqrt (3), 3) / cell.volume);
  g_assert_cmpfloat (sum, >, 4 * G_PI / 3 * 1000 / cell.volume);
}

static void
test_one_atom (void)
{
  VitCell cell = vit_test_cell_orthogonal (5, 5, 5);
  const guint8 z = 29;
  const double x[1][3] = { { -0.001, 4.999, 7 } };
  g_autoptr (VitConfiguration) configuration = vit_configuration_new (&cell, 1, &z, x, NULL);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitNeighbourGrid) grid = vit_neighbour_grid_new (atoms, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  g_assert_cmpint (vit_neighbour_grid_get_n_boxes (grid), ==, 125);
  assert_as_new (grid, atoms, 1);
  for (int i = 0; i < 100; i++)
    {
      VitFixedPoint to = random_point (rand);

      vit_atoms_set (atoms, 0, to);
      vit_neighbour_grid_move (grid, 0, to);
      check_collect (&cell, atoms, grid, to, random_point (rand), 1.5, rand);
    }
  assert_as_new (grid, atoms, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbour-grid/after 20000 moves it is as a new one", test_moves);
  g_test_add_func ("/neighbour-grid/a box may hold all atoms", test_overflow);
  g_test_add_func ("/neighbour-grid/an order is taken over", test_order);
  g_test_add_func ("/neighbour-grid/what is no order is found", test_wrong_orders);
  g_test_add_func ("/neighbour-grid/an order that fills the memory is found", test_crowded_orders);
  g_test_add_func ("/neighbour-grid/no near atom is missed in orthogonal cells", test_collect_orthogonal);
  g_test_add_func ("/neighbour-grid/no near atom is missed in triclinic cells", test_collect_triclinic);
  g_test_add_func ("/neighbour-grid/few boxes are collected in vain", test_collect_is_tight);
  g_test_add_func ("/neighbour-grid/one atom in many boxes", test_one_atom);
  return g_test_run ();
}
