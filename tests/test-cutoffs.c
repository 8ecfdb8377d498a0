/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cutoffs.h"
#include "error.h"
#include "neighbour-list.h"
#include "test-crystals.h"
#include "test-support.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
choose (const VitConfiguration *configuration, double *cutoff)
{
  g_autoptr (GError) error = NULL;

  vit_cutoffs_choose (configuration, NULL, cutoff, &error);
  g_assert_no_error (error);
  for (int pair = 0; pair < vit_n_pairs (vit_configuration_get_n_species (configuration)); pair++)
    g_test_message ("cut-off %d: %.3f Å", pair, cutoff[pair]);
}

static void
assert_within (double value, double low, double high)
{
  g_assert_cmpfloat (value, >=, low);
  g_assert_cmpfloat (value, <=, high);
}

/* Ranges in which the curves in tests/reference/…-gr.csv are lowest. Zr-Zr has its minimum at 3.9 Å and a shoulder
   behind it, up to 4.3 Å. */
static void
test_glasses (void)
{
  static const double range[][2] = { { 3.2, 3.6 }, { 3.6, 3.9 }, { 3.8, 4.1 } };
  static const char *const names[] = { "data/glasses/cu64zr36.xyz", "data/glasses/cu50zr50.xyz" };
  g_autoptr (VitConfiguration) ta = vit_test_configuration_read ("data/glasses/ta.xyz");
  double cutoff[VIT_MAX_PAIRS];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (VitConfiguration) glass = vit_test_configuration_read (names[i]);
      int cu = vit_configuration_find_species (glass, 29), zr = vit_configuration_find_species (glass, 40);

      choose (glass, cutoff);
      assert_within (cutoff[vit_pair_index (2, cu, cu)], range[0][0], range[0][1]);
      assert_within (cutoff[vit_pair_index (2, cu, zr)], range[1][0], range[1][1]);
      assert_within (cutoff[vit_pair_index (2, zr, zr)], range[2][0], range[2][1]);
    }
  choose (ta, cutoff);
  assert_within (cutoff[0], 3.9, 4.2);
}

/* The atoms in one corner of the glass. Where the new faces meet, pairs are missing or too close: only more noise. */
static VitConfiguration *
cut_out (const VitConfiguration *glass, double edge)
{
  const double (*position)[3] = vit_configuration_get_positions (glass);
  const guint8 *species = vit_configuration_get_species (glass);
  gsize n = vit_configuration_get_n_atoms (glass), kept = 0;
  g_autofree guint8 *atoms = g_new (guint8, n);
  g_autofree double (*inside)[3] = g_malloc_n (n, sizeof *inside);
  VitCell cell = vit_test_cell_orthogonal (edge, edge, edge);
  g_autoptr (GError) error = NULL;
  VitConfiguration *result;

  for (gsize i = 0; i < n; i++)
    if (position[i][0] < edge && position[i][1] < edge && position[i][2] < edge)
      {
        atoms[kept] = (guint8) vit_configuration_get_element (glass, species[i])->z;
        memcpy (inside[kept++], position[i], sizeof *inside);
      }
  result = vit_configuration_new (&cell, kept, atoms, (const double (*)[3]) inside, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_few_atoms (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (VitConfiguration) part = cut_out (glass, 20 + 2 * i);
      int cu = vit_configuration_find_species (part, 29), zr = 1 - cu;
      double cutoff[VIT_MAX_PAIRS];

      choose (part, cutoff);
      /* 500 to 1100 atoms, of which a third are Zr: the minima of such curves scatter by 0.1 Å. */
      assert_within (cutoff[vit_pair_index (2, cu, cu)], 3.3, 3.7);
      assert_within (cutoff[vit_pair_index (2, cu, zr)], 3.6, 4.0);
      assert_within (cutoff[vit_pair_index (2, zr, zr)], 3.7, 4.2);
    }
}

static void
test_crystals (void)
{
  static const struct
  {
    VitTestLattice lattice;
    double first, second; /* distances of the first two shells, units of a */
    gsize neighbours;
  } crystals[] = { { VIT_TEST_SIMPLE_CUBIC, 1, M_SQRT2, 6 },
                   { VIT_TEST_BCC, 0.8660254037844386, 1, 8 },
                   { VIT_TEST_FCC, M_SQRT1_2, 1, 12 },
                   { VIT_TEST_DIAMOND, 0.4330127018922193, M_SQRT1_2, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (crystals); i++)
    {
      double a = 2.8 / crystals[i].first, cutoff;
      g_autoptr (VitConfiguration) crystal = vit_test_crystal (crystals[i].lattice, a, 5, 0, 1);
      g_autoptr (VitNeighbourList) list = NULL;

      choose (crystal, &cutoff);
      /* Shells of other heights fall below 1 % at distances that differ by less than 0.1 Å. */
      g_assert_cmpfloat_with_epsilon (cutoff, a * (crystals[i].first + crystals[i].second) / 2, 0.05);
      list = vit_neighbour_list_new (crystal, &cutoff, NULL);
      for (gsize atom = 0; atom < list->n_atoms; atom++)
        g_assert_cmpuint (vit_neighbour_list_count (list, atom), ==, crystals[i].neighbours);
    }
}

/* Displacements as at room temperature: the valley of fcc has filled a little, but has not moved. */
static void
test_warm_crystal (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 8, 0.15, 3);
  double cutoff;

  choose (crystal, &cutoff);
  assert_within (cutoff, 2.95, 3.2);
}

/* A few pairs much too close, as reverse Monte Carlo leaves them: their peak, at 1.5 Å, is none of the structure. */
static void
test_stray_pairs (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 8, 0.1, 3);
  gsize n = vit_configuration_get_n_atoms (crystal);
  double cutoff;

  for (gsize i = 0; i < n; i += 12)
    {
      const double (*position)[3] = vit_configuration_get_positions (crystal);
      double moved[3];

      for (int c = 0; c < 3; c++)
        moved[c] = position[i + 1][c] + (position[i][c] - position[i + 1][c]) * 1.5 / 2.55;
      vit_configuration_set_position (crystal, i, moved);
    }
  choose (crystal, &cutoff);
  assert_within (cutoff, 2.95, 3.2);
}

/* Two alike species take their two cut-offs from the same distances. */
static void
test_random_alloy (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 6, 0.1, 3);
  g_autoptr (VitConfiguration) alloy = vit_test_random_alloy (crystal, 43, 5);
  double cutoff[3];

  choose (alloy, cutoff);
  for (int pair = 0; pair < 3; pair++)
    assert_within (cutoff[pair], 2.85, 3.3);
}

static void
test_one_atom_of_a_kind (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 5, 0.05, 3);
  g_autoptr (VitConfiguration) alloy = vit_test_random_alloy (crystal, 1, 5);
  int zr = vit_configuration_find_species (alloy, 40);
  double cutoff[3];

  choose (alloy, cutoff);
  g_assert_cmpfloat (cutoff[vit_pair_index (2, zr, zr)], ==, 0);
  assert_within (cutoff[vit_pair_index (2, zr, 1 - zr)], 2.8, 3.4);
}

static void
test_ideal_gas (void)
{
  VitCell cell = vit_test_cell_orthogonal (25, 25, 25);

  for (guint32 seed = 0; seed < 10; seed++)
    {
      g_autoptr (VitConfiguration) gas = vit_test_configuration_random (&cell, "Cu90Zr10", 1000, 0, seed);
      g_autoptr (GError) error = NULL;
      double cutoff[3] = { -1, -1, -1 };

      g_assert_false (vit_cutoffs_choose (gas, NULL, cutoff, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
      g_assert_nonnull (strstr (error->message, "give a cut-off"));
      g_assert_cmpfloat (cutoff[0], ==, -1);
    }
}

static void
test_error_names_the_pair (void)
{
  g_autoptr (VitConfiguration) crystal = vit_test_crystal (VIT_TEST_FCC, 3.61, 5, 0.05, 3);
  g_autoptr (VitConfiguration) alloy = vit_test_random_alloy (crystal, 2, 5);
  g_autoptr (GError) error = NULL;
  double cutoff[3];

  g_assert_false (vit_cutoffs_choose (alloy, NULL, cutoff, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
  g_assert_nonnull (strstr (error->message, "g(r) of Zr-Zr"));
  g_clear_error (&error);
  g_assert_true (vit_cutoffs_choose (alloy, "Zr-Zr=3.1", cutoff, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (cutoff[2], ==, 3.1);
  assert_within (cutoff[0], 2.9, 3.2);
}

static void
test_parser (void)
{
  static const struct
  {
    const char *text;
    double cutoff[3]; /* Cu-Cu, Cu-Zr, Zr-Zr; −1: as it was */
  } cases[] = { { NULL, { -1, -1, -1 } },
                { "", { -1, -1, -1 } },
                { "  ", { -1, -1, -1 } },
                { "3.6", { 3.6, 3.6, 3.6 } },
                { " 4 ", { 4, 4, 4 } },
                { "0", { 0, 0, 0 } },
                { "Cu-Cu=3.4,Cu-Zr=3.8", { 3.4, 3.8, -1 } },
                { "Zr-Cu = 3.8 , Zr-Zr = 4.3", { -1, 3.8, 4.3 } },
                { "Zr - Zr=44e-1", { -1, -1, 4.4 } } };
  g_autoptr (VitConfiguration) b2 = vit_test_crystal (VIT_TEST_B2, 3.2, 4, 0, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      double cutoff[3] = { -1, -1, -1 };

      g_assert_true (vit_cutoffs_parse (cases[i].text, b2, cutoff, &error));
      g_assert_no_error (error);
      for (int pair = 0; pair < 3; pair++)
        g_assert_cmpfloat (cutoff[pair], ==, cases[i].cutoff[pair]);
    }
}

static void
test_parser_in_other_locale (void)
{
  vit_test_set_comma_locale ();
  test_parser ();
  setlocale (LC_ALL, "C");
}

static void
test_bad_text (void)
{
  static const struct
  {
    const char *text, *named;
  } cases[] = { { "3,4", "\"3\"" },
                { "-3", "\"-3\"" },
                { "nan", "\"nan\"" },
                { "0x3", "\"0x3\"" },
                { "1e999", "\"1e999\"" },
                { "3.4 Å", "\"3.4 Å\"" },
                { "Cu-Cu", "\"Cu-Cu\"" },
                { "Cu-Cu=", "has no distance" },
                { "Cu-Cu=3=4", "is no pair with its distance" },
                { "Cu-Cu=3.4,", "\"\"" },
                { "Cu-Cu=3.4;Cu-Zr=3.8", "Cu-Cu=3.4;Cu-Zr=3.8" },
                { "Cu-Ag=3", "\"Cu-Ag=3\": is no pair of these atoms" },
                { "Cu-Xx=3", "is no pair of these atoms" },
                { "Cu=3", "is no pair of these atoms" },
                { "Cu-Zr-Cu=3", "is no pair of these atoms" },
                { "Cu-Zr=3.8, Zr-Cu=3.9", "for the second time" },
                { "Cu-Cu=3.4,Cu-Zr=-1", "\"Cu-Zr=-1\": has no distance" } };
  g_autoptr (VitConfiguration) b2 = vit_test_crystal (VIT_TEST_B2, 3.2, 4, 0, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      double cutoff[3] = { -1, -1, -1 };

      g_assert_false (vit_cutoffs_parse (cases[i].text, b2, cutoff, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].named));
      g_assert_nonnull (strstr (error->message, "Cu-Cu, Cu-Zr, Zr-Zr"));
      for (int pair = 0; pair < 3; pair++)
        g_assert_cmpfloat (cutoff[pair], ==, -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cutoffs/glasses-have-the-minima-that-are-read-off-their-curves", test_glasses);
  g_test_add_func ("/cutoffs/a-glass-of-few-atoms-has-nearly-the-same", test_few_atoms);
  g_test_add_func ("/cutoffs/crystals-have-them-between-their-shells", test_crystals);
  g_test_add_func ("/cutoffs/a-warm-crystal-has-it-in-its-valley", test_warm_crystal);
  g_test_add_func ("/cutoffs/stray-pairs-in-front-are-passed-over", test_stray_pairs);
  g_test_add_func ("/cutoffs/a-minority-of-43-atoms-is-enough", test_random_alloy);
  g_test_add_func ("/cutoffs/a-single-atom-has-no-neighbours-of-its-kind", test_one_atom_of_a_kind);
  g_test_add_func ("/cutoffs/an-ideal-gas-has-none", test_ideal_gas);
  g_test_add_func ("/cutoffs/error-names-the-pair-which-can-then-be-given", test_error_names_the_pair);
  g_test_add_func ("/cutoffs/text-sets-the-pairs-that-it-names", test_parser);
  g_test_add_func ("/cutoffs/text-is-the-same-with-a-decimal-comma", test_parser_in_other_locale);
  g_test_add_func ("/cutoffs/bad-text-is-refused-and-named", test_bad_text);
  return g_test_run ();
}
