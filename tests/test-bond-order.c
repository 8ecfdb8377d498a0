/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bond-order.h"
#include "error.h"
#include "test-crystals.h"
#include "test-support.h"

#include <gsl/gsl_sf_legendre.h>
#include <math.h>
#include <string.h>

/* Sums of some ten products of numbers near 1, l = 12 with coefficients up to 1e4. */
#define ROUNDING 1e-10

static VitBondOrder *
order_new (const VitNeighbourList *list, int l, int nearest, const double *weight)
{
  g_autoptr (GError) error = NULL;
  VitBondOrder *order = vit_bond_order_new (list, l, nearest, weight, &error);

  g_assert_no_error (error);
  return order;
}

/* Computed by tests/reference/make-order.py --crystals, as in the papers; given to 7 decimals. */
static const struct
{
  VitTestLattice lattice;
  double a, cutoff;
  gsize neighbours;
  double q4, w4, q6, w6;
} crystals[] = {
  { VIT_TEST_FCC, 3.61, 3.0, 12, 0.1909407, -0.1593174, 0.5745243, -0.0131606 },
  { VIT_TEST_HCP, 2.8, 3.2, 12, 0.0972222, 0.1340970, 0.4847617, -0.0124420 },
  { VIT_TEST_BCC, 3.2, 3.0, 8, 0.5091751, -0.1593174, 0.6285394, 0.0131606 },
  { VIT_TEST_BCC, 3.2, 3.8, 14, 0.0363696, 0.1593174, 0.5106882, 0.0131606 },
  { VIT_TEST_SIMPLE_CUBIC, 3.0, 3.5, 6, 0.7637626, 0.1593174, 0.3535534, 0.0131606 },
  { VIT_TEST_DIAMOND, 5.4, 3.0, 4, 0.5091751, -0.1593174, 0.6285394, 0.0131606 },
};

static void
assert_textbook (const VitConfiguration *configuration, gsize i)
{
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (configuration, crystals[i].cutoff);
  g_autoptr (VitBondOrder) four = order_new (list, 4, 0, NULL), six = order_new (list, 6, 0, NULL);

  for (gsize atom = 0; atom < list->n_atoms; atom++)
    {
      g_assert_cmpuint (vit_neighbour_list_count (list, atom), ==, crystals[i].neighbours);
      g_assert_cmpfloat_with_epsilon (four->q[atom], crystals[i].q4, 1e-7);
      g_assert_cmpfloat_with_epsilon (four->w[atom], crystals[i].w4, 1e-7);
      g_assert_cmpfloat_with_epsilon (six->q[atom], crystals[i].q6, 1e-7);
      g_assert_cmpfloat_with_epsilon (six->w[atom], crystals[i].w6, 1e-7);
      /* All atoms have the same surroundings, or inverted ones, which are the same to even l. In diamond a rotation
         by 90° is an inversion of the tetrahedron, and the same holds. */
      g_assert_cmpfloat_with_epsilon (four->q_average[atom], four->q[atom], ROUNDING);
      g_assert_cmpfloat_with_epsilon (six->q_average[atom], six->q[atom], ROUNDING);
      g_assert_cmpfloat_with_epsilon (six->w_average[atom], six->w[atom], ROUNDING);
    }
}

static void
test_crystals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (crystals); i++)
    {
      g_autoptr (VitConfiguration) crystal = vit_test_crystal (crystals[i].lattice, crystals[i].a, 5, 0, 1);

      assert_textbook (crystal, i);
    }
}

static void
test_turned_crystals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (crystals); i++)
    {
      g_autoptr (VitConfiguration) crystal = vit_test_crystal (crystals[i].lattice, crystals[i].a, 5, 0, 1);
      g_autoptr (VitConfiguration) sheared = vit_test_sheared (crystal),
                                   rotated = vit_test_rotated (sheared, 1 + (guint32) i);

      assert_textbook (sheared, i);
      assert_textbook (rotated, i);
    }
}

static void
test_icosahedron (void)
{
  g_autoptr (VitConfiguration) cluster = vit_test_icosahedron (2.8);
  g_autoptr (VitConfiguration) rotated = vit_test_rotated (cluster, 2);
  const VitConfiguration *both[] = { cluster, rotated };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (both[i], 2.85);
      g_autoptr (VitBondOrder) four = order_new (list, 4, 0, NULL), six = order_new (list, 6, 0, NULL);

      g_assert_cmpfloat_with_epsilon (four->q[0], 0, ROUNDING);
      g_assert_true (isnan (four->w[0]));
      g_assert_cmpfloat_with_epsilon (six->q[0], 0.6633250, 1e-7);
      g_assert_cmpfloat_with_epsilon (six->w[0], -0.1697539, 1e-7);
      /* One neighbour: q = 1, and w is the symbol (l l l; 0 0 0). */
      g_assert_cmpfloat_with_epsilon (six->q[1], 1, ROUNDING);
      g_assert_cmpfloat_with_epsilon (six->w[1], -0.0930595, 1e-7);
    }
}

/* q_l² = Σ_jk P_l(cos θ_jk) / n², by the addition theorem. */
static void
test_addition_theorem (void)
{
  VitCell cell = vit_test_cell_triclinic (16, 17, 18);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu64Zr36", 200, 1.5, 5);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 4);

  for (int l = 2; l <= VIT_BOND_ORDER_MAX_L; l += 2)
    {
      g_autoptr (VitBondOrder) order = order_new (list, l, 0, NULL);

      for (gsize i = 0; i < 200; i++)
        {
          const VitNeighbour *v = vit_neighbour_list_get (list, i);
          gsize n = vit_neighbour_list_count (list, i);
          double sum = 0;

          for (gsize j = 0; j < n; j++)
            for (gsize k = 0; k < n; k++)
              {
                double cosine = 0;

                for (int a = 0; a < 3; a++)
                  cosine += v[j].vector[a] * v[k].vector[a] / (v[j].r * v[k].r);
                sum += gsl_sf_legendre_Pl (l, CLAMP (cosine, -1, 1));
              }
          g_assert_cmpfloat_with_epsilon (order->q[i] * order->q[i], sum / (double) (n * n), ROUNDING);
        }
    }
}

static void
test_rotation (void)
{
  VitCell cell = vit_test_cell_triclinic (16, 17, 18);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu64Zr36", 200, 1.5, 5);
  g_autoptr (VitConfiguration) rotated = vit_test_rotated (atoms, 3);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 4),
                               rotated_list = vit_test_neighbour_list (rotated, 4);

  for (int l = 2; l <= VIT_BOND_ORDER_MAX_L; l += 2)
    {
      g_autoptr (VitBondOrder) a = order_new (list, l, 0, NULL), b = order_new (rotated_list, l, 0, NULL);

      g_assert_cmpfloat (vit_test_largest_difference (200, a->q, b->q), <, ROUNDING);
      g_assert_cmpfloat (vit_test_largest_difference (200, a->w, b->w), <, ROUNDING);
      g_assert_cmpfloat (vit_test_largest_difference (200, a->q_average, b->q_average), <, ROUNDING);
      /* Averaged moments are as small as 0.02, and their cubes are divided by them. */
      g_assert_cmpfloat (vit_test_largest_difference (200, a->w_average, b->w_average), <, 100 * ROUNDING);
    }
}

static void
test_nearest (void)
{
  g_autoptr (VitConfiguration) bcc = vit_test_crystal (VIT_TEST_BCC, 3.2, 4, 0, 1);
  g_autoptr (VitNeighbourList) eight = vit_test_neighbour_list (bcc, 3), all = vit_test_neighbour_list (bcc, 4.8);
  g_autoptr (VitBondOrder) expected = order_new (eight, 6, 0, NULL), nearest = order_new (all, 6, 8, NULL);
  g_autoptr (VitBondOrder) fourteen = order_new (all, 4, 14, NULL);
  gsize n = expected->n_atoms;

  g_assert_cmpfloat (vit_test_largest_difference (n, nearest->q, expected->q), <, ROUNDING);
  g_assert_cmpfloat (vit_test_largest_difference (n, nearest->w_average, expected->w_average), <, ROUNDING);
  g_assert_cmpfloat_with_epsilon (fourteen->q[7], 0.0363696, 1e-7);
}

/* Both shells of bcc have cubic moments, of opposite sign for l = 4 (0.509175, 0.763763) and of the same for l = 6. */
static void
test_weights (void)
{
  g_autoptr (VitConfiguration) bcc = vit_test_crystal (VIT_TEST_BCC, 3.2, 4, 0, 1);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (bcc, 3.8);
  gsize size = list->start[list->n_atoms];
  g_autofree double *weight = g_new (double, size);
  g_autoptr (VitBondOrder) plain = order_new (list, 4, 0, NULL);

  for (gsize k = 0; k < size; k++)
    weight[k] = 2.5;
  {
    g_autoptr (VitBondOrder) equal = order_new (list, 4, 0, weight);

    g_assert_cmpfloat (vit_test_largest_difference (list->n_atoms, equal->q, plain->q), <, ROUNDING);
  }
  for (gsize k = 0; k < size; k++)
    weight[k] = list->neighbour[k].r < 3 ? 3 : 1;
  {
    g_autoptr (VitBondOrder) four = order_new (list, 4, 0, weight), six = order_new (list, 6, 0, weight);

    g_assert_cmpfloat_with_epsilon (four->q[3], (24 * 0.5091751 - 6 * 0.7637626) / 30, 1e-7);
    g_assert_cmpfloat_with_epsilon (six->q[3], (24 * 0.6285394 + 6 * 0.3535534) / 30, 1e-7);
    g_assert_cmpfloat_with_epsilon (six->q_average[3], six->q[3], ROUNDING);
  }
  for (gsize k = 0; k < size; k++)
    weight[k] = 0;
  {
    g_autoptr (VitBondOrder) none = order_new (list, 4, 0, weight);

    g_assert_true (isnan (none->q[0]) && isnan (none->w[0]));
  }
}

/* tests/reference/make-order.py computes these in Python, and prints ten decimals. */
static void
test_reference (void)
{
  g_autoptr (VitTestTable) table = vit_test_table_read ("tests/reference/cu64zr36-order.csv", 8);
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (GError) error = NULL;
  g_autoptr (VitNeighbourList) list = vit_neighbour_list_new (glass, (double[]){ 3.5, 3.8, 4.3 }, &error);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (VitBondOrder) four = order_new (list, 4, 0, NULL), six = order_new (list, 6, 0, NULL);
  const double *computed[]
      = { four->q, four->w, six->q, six->w, four->q_average, four->w_average, six->q_average, six->w_average };

  g_assert_no_error (error);
  g_test_message ("l = 4 and 6 of %" G_GSIZE_FORMAT " atoms with %.1f neighbours: %.3f s", list->n_atoms,
                  (double) list->start[list->n_atoms] / (double) list->n_atoms,
                  (double) (g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpuint (table->n, ==, 200);
  for (gsize c = 0; c < 8; c++)
    g_assert_cmpfloat (vit_test_largest_difference (table->n, computed[c], table->column[c]), <, 1e-9);
}

static void
test_no_neighbours (void)
{
  VitCell cell = vit_test_cell_orthogonal (20, 20, 20);
  const double position[][3] = { { 1, 1, 1 }, { 3, 1, 1 }, { 10, 10, 10 }, { 15, 15, 15 }, { 15, 15, 15 } };
  g_autoptr (VitConfiguration) atoms
      = vit_configuration_new (&cell, 5, (guint8[]){ 29, 29, 29, 29, 29 }, position, NULL);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (atoms, 3);
  g_autoptr (VitBondOrder) order = order_new (list, 6, 0, NULL);

  g_assert_cmpfloat_with_epsilon (order->q[0], 1, ROUNDING);
  g_assert_cmpfloat_with_epsilon (order->q_average[1], 1, ROUNDING);
  for (int i = 2; i < 5; i++)
    {
      g_assert_true (isnan (order->q[i]) && isnan (order->w[i]));
      g_assert_true (isnan (order->q_average[i]) && isnan (order->w_average[i]));
    }
}

static void
test_bad_requests (void)
{
  g_autoptr (VitConfiguration) fcc = vit_test_crystal (VIT_TEST_FCC, 3.61, 3, 0, 1);
  g_autoptr (VitNeighbourList) list = vit_test_neighbour_list (fcc, 3);
  gsize size = list->start[list->n_atoms];
  g_autofree double *weight = g_new0 (double, size);
  static const int degrees[] = { -2, 0, 3, 14 };
  static const double bad[] = { -1e-3, NAN, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (degrees); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_bond_order_new (list, degrees[i], 0, NULL, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
  for (int nearest = -1; nearest <= 13; nearest += 14)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vit_bond_order_new (list, 6, nearest, NULL, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      weight[size - 1] = bad[i];
      g_assert_null (vit_bond_order_new (list, 6, 0, weight, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bond-order/crystals-have-their-textbook-values", test_crystals);
  g_test_add_func ("/bond-order/turned-and-sheared-crystals-have-the-same", test_turned_crystals);
  g_test_add_func ("/bond-order/icosahedron-has-no-q4-and-the-lowest-w6", test_icosahedron);
  g_test_add_func ("/bond-order/every-degree-obeys-the-addition-theorem", test_addition_theorem);
  g_test_add_func ("/bond-order/rotation-of-random-atoms-changes-nothing", test_rotation);
  g_test_add_func ("/bond-order/nearest-neighbours-can-be-counted-off", test_nearest);
  g_test_add_func ("/bond-order/weights-mix-shells-as-by-hand", test_weights);
  g_test_add_func ("/bond-order/a-glass-has-the-values-of-an-independent-program", test_reference);
  g_test_add_func ("/bond-order/atoms-without-neighbours-have-no-value", test_no_neighbours);
  g_test_add_func ("/bond-order/bad-requests-are-refused", test_bad_requests);
  return g_test_run ();
}
