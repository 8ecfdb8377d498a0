/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "outliers.h"
#include "reliability.h"
#include "test-eam-support.h"
#include "test-support.h"

#include <math.h>
#include <string.h>

static VitProfile *
make_profile (const VitConfiguration *configuration, const VitConfiguration *reference, const VitEam *eam)
{
  g_autoptr (GError) error = NULL;
  VitProfileOptions options;
  VitProfile *profile;

  vit_profile_options_init (&options, reference, NULL, &error);
  g_assert_no_error (error);
  options.eam = eam;
  profile = vit_profile_new (configuration, &options, &error);
  g_assert_no_error (error);
  return profile;
}

static const VitCheck *
find_check (const GPtrArray *checks, const char *name)
{
  for (guint k = 0; k < checks->len; k++)
    if (g_str_equal (((const VitCheck *) checks->pdata[k])->name, name))
      return checks->pdata[k];
  g_assert_not_reached ();
}

static VitCheckState
state_of (const GPtrArray *checks, const char *name)
{
  return find_check (checks, name)->state;
}

/* The atoms of the last species first, so that species change places, moved by 10 Å, some out of the cell. */
static VitConfiguration *
in_other_order (const VitConfiguration *configuration)
{
  gsize n = vit_configuration_get_n_atoms (configuration);
  const double (*from)[3] = vit_configuration_get_positions (configuration);
  g_autofree guint8 *z = g_new (guint8, n);
  g_autofree double (*position)[3] = g_malloc_n (n, sizeof *position);
  g_autoptr (GError) error = NULL;
  VitConfiguration *other;
  gsize i = 0;

  for (int s = vit_configuration_get_n_species (configuration) - 1; s >= 0; s--)
    for (gsize j = 0; j < n; j++)
      if (vit_configuration_get_species (configuration)[j] == s)
        {
          z[i] = (guint8) vit_configuration_get_element (configuration, s)->z;
          for (int a = 0; a < 3; a++)
            position[i][a] = from[j][a] + 10;
          i++;
        }
  other = vit_configuration_new (vit_configuration_get_cell (configuration), n, z, (const double (*)[3]) position,
                                 &error);
  g_assert_no_error (error);
  return other;
}

static void
test_target_itself (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitConfiguration) other = in_other_order (glass);
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitProfile) target = make_profile (glass, glass, eam), model = make_profile (other, glass, eam);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitComparison) comparison = vit_comparison_new (model, target, &error);
  VitEvidence evidence = { .model = model, .comparison = comparison, .relaxed_energy = NAN };
  g_autoptr (GPtrArray) checks = vit_reliability_check (&evidence);

  g_assert_no_error (error);
  g_assert_cmpint (vit_configuration_find_species (glass, 29), !=, vit_configuration_find_species (other, 29));
  g_assert_cmpint (state_of (checks, "Fitted data"), ==, VIT_CHECK_NONE);
  g_assert_cmpint (state_of (checks, "Data not fitted"), ==, VIT_CHECK_PASSED);
  g_assert_cmpfloat_with_epsilon (find_check (checks, "Data not fitted")->value, 1, 1e-6);
  g_assert_cmpint (state_of (checks, "Local order"), ==, VIT_CHECK_PASSED);
  g_assert_cmpfloat_with_epsilon (find_check (checks, "Local order")->value, 0, 1e-9);
  g_assert_cmpint (state_of (checks, "Chemistry"), ==, VIT_CHECK_PASSED);
  g_assert_cmpfloat_with_epsilon (find_check (checks, "Chemistry")->value, 0, 1e-9);
  g_assert_cmpint (state_of (checks, "Potential energy"), ==, VIT_CHECK_PASSED);
  g_assert_cmpfloat_with_epsilon (find_check (checks, "Potential energy")->value, 0, 1e-8);
  g_assert_cmpint (state_of (checks, "Outliers"), ==, VIT_CHECK_PASSED);
  /* All elements and each: distances are zero, though blocks lie elsewhere. */
  g_assert_cmpint (comparison->n_orders, ==, 3);
  for (int k = 0; k < 3; k++)
    {
      g_assert_cmpfloat_with_epsilon (comparison->order[k].coordination.distance, 0, 1e-9);
      g_assert_cmpfloat_with_epsilon (comparison->order[k].angles.distance, 0, 1e-9);
      g_assert_cmpfloat (comparison->order[k].polyhedra.noise, >, 0);
    }
}

static void
test_random_packing (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitConfiguration) packing
      = vit_test_configuration_random (vit_configuration_get_cell (glass), "Cu64Zr36", 10000, 2.1, 1);
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitProfile) target = make_profile (glass, glass, eam), model = make_profile (packing, glass, eam);
  g_autoptr (VitComparison) comparison = vit_comparison_new (model, target, NULL);
  VitEvidence evidence = { .model = model, .comparison = comparison, .relaxed_energy = NAN },
              alone = { .model = model, .relaxed_energy = NAN };
  g_autoptr (GPtrArray) checks = vit_reliability_check (&evidence), without = vit_reliability_check (&alone);

  g_assert_cmpint (state_of (checks, "Data not fitted"), ==, VIT_CHECK_FAILED);
  g_assert_cmpint (state_of (checks, "Local order"), ==, VIT_CHECK_FAILED);
  g_assert_cmpint (state_of (checks, "Chemistry"), ==, VIT_CHECK_FAILED);
  g_assert_cmpint (state_of (checks, "Potential energy"), ==, VIT_CHECK_FAILED);
  g_assert_cmpint (state_of (without, "Local order"), ==, VIT_CHECK_FAILED);
  /* Neighbours at random. */
  g_assert_cmpint (state_of (without, "Chemistry"), ==, VIT_CHECK_DOUBTFUL);
  g_assert_cmpint (state_of (without, "Potential energy"), ==, VIT_CHECK_NONE);
  g_assert_cmpint (state_of (without, "Data not fitted"), ==, VIT_CHECK_NONE);
}

static void
test_thresholds_of_fits (void)
{
  VitCell cell = vit_test_cell_orthogonal (24, 24, 24);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Cu64Zr36", 700, 2.1, 1);
  VitProfileOptions options = { .n_elements = 2, .cutoff = { 3.5, 3.8, 4.2 } };
  g_autoptr (VitProfile) profile = NULL;
  const struct
  {
    double r2[2];
    VitCheckState state;
  } cases[] = { { { 0.999, 0.99 }, VIT_CHECK_PASSED },
                { { 0.98, 0.999 }, VIT_CHECK_DOUBTFUL },
                { { 0.999, 0.94 }, VIT_CHECK_FAILED } };

  for (int e = 0; e < 2; e++)
    options.elements[e] = vit_configuration_get_element (atoms, e);
  profile = vit_profile_new (atoms, &options, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GArray) fitted = g_array_new (FALSE, FALSE, sizeof (VitAgreement));
      VitEvidence evidence = { .model = profile, .fitted = fitted, .relaxed_energy = NAN };
      g_autoptr (GPtrArray) checks = NULL;

      for (int i = 0; i < 2; i++)
        g_array_append_val (fitted, ((VitAgreement){ (char *) (i == 0 ? "S(q)" : "EXAFS"), cases[k].r2[i], 0 }));
      checks = vit_reliability_check (&evidence);
      g_assert_cmpint (state_of (checks, "Fitted data"), ==, cases[k].state);
      g_assert_nonnull (
          strstr (find_check (checks, "Fitted data")->finding, cases[k].r2[0] < cases[k].r2[1] ? "S(q)" : "EXAFS"));
    }
}

/* Measured data, some of them held back. */
static void
test_held_back_decides_without_a_target (void)
{
  const struct
  {
    double r2[2];
    VitCheckState state;
  } cases[] = { { { 0.97, 0.95 }, VIT_CHECK_PASSED },
                { { 0.99, 0.85 }, VIT_CHECK_DOUBTFUL },
                { { -3, 0.99 }, VIT_CHECK_FAILED } };
  VitCell cell = vit_test_cell_orthogonal (24, 24, 24);
  g_autoptr (VitConfiguration) atoms = vit_test_configuration_random (&cell, "Ta", 700, 2.1, 1);
  const VitProfileOptions options = { .n_elements = 1, .elements = { vit_element_by_number (73) }, .cutoff = { 4 } };
  g_autoptr (VitProfile) profile = vit_profile_new (atoms, &options, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GArray) held_back = g_array_new (FALSE, FALSE, sizeof (VitAgreement));
      VitEvidence evidence = { .model = profile, .held_back = held_back, .relaxed_energy = NAN };
      g_autoptr (GPtrArray) checks = vit_reliability_check (&evidence);

      g_assert_cmpint (state_of (checks, "Data not fitted"), ==, VIT_CHECK_NONE);
      g_clear_pointer (&checks, g_ptr_array_unref);
      for (int i = 0; i < 2; i++)
        g_array_append_val (held_back, ((VitAgreement){ (char *) (i == 0 ? "S(q)" : "EXAFS"), cases[k].r2[i], 0 }));
      checks = vit_reliability_check (&evidence);
      g_assert_cmpint (state_of (checks, "Data not fitted"), ==, cases[k].state);
      g_assert_cmpint (state_of (checks, "Fitted data"), ==, VIT_CHECK_NONE);
      g_assert_nonnull (
          strstr (find_check (checks, "Data not fitted")->finding, cases[k].r2[0] < cases[k].r2[1] ? "S(q)" : "EXAFS"));
    }
}

static void
test_relaxation_decides_without_a_target (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitProfile) model = make_profile (glass, glass, eam);
  const struct
  {
    double relaxed;
    VitCheckState state;
  } cases[] = { { -4.43, VIT_CHECK_PASSED }, { -4.5, VIT_CHECK_DOUBTFUL }, { -4.6, VIT_CHECK_FAILED } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      VitEvidence evidence = { .model = model, .relaxed_energy = cases[k].relaxed };
      g_autoptr (GPtrArray) checks = vit_reliability_check (&evidence);

      g_assert_cmpint (state_of (checks, "Potential energy"), ==, cases[k].state);
      /* The glass has −4.388121 eV an atom (LAMMPS). */
      g_assert_cmpfloat_with_epsilon (find_check (checks, "Potential energy")->value, -4.388121 - cases[k].relaxed,
                                      1e-6);
      g_assert_cmpint (state_of (checks, "Local order"), ==, VIT_CHECK_PASSED);
    }
}

static void
test_outliers (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitConfiguration) spoilt = vit_configuration_copy (glass);
  g_autoptr (VitProfile) target = make_profile (glass, glass, NULL), model = NULL;
  const double *at = vit_configuration_get_positions (glass)[17];
  g_autoptr (GArray) none = vit_outliers_find (target, target), found = NULL, without = NULL;
  gboolean both = FALSE;

  vit_configuration_set_position (spoilt, 4000, (double[]){ at[0] + 0.6, at[1] + 0.6, at[2] });
  model = make_profile (spoilt, glass, NULL);
  found = vit_outliers_find (model, target);
  without = vit_outliers_find (model, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint k = 0; k + 1 < found->len; k++)
    for (guint l = k + 1; l < found->len; l++)
      both = both
             || (g_array_index (found, VitOutlier, k).atom == 17 && g_array_index (found, VitOutlier, l).atom == 4000);
  g_assert_true (both);
  /* Those two and some neighbours whose cells changed, no others. */
  g_assert_cmpuint (found->len, <, 20);
  g_assert_cmpuint (without->len, >=, 2);
  g_assert_cmpuint (without->len, <, 20);
}

static void
test_other_elements (void)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitConfiguration) ta = vit_test_configuration_read ("data/glasses/ta.xyz");
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (GError) error = NULL;
  VitProfileOptions options;

  g_assert_true (vit_profile_options_init (&options, glass, NULL, &error));
  g_assert_null (vit_profile_new (ta, &options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (vit_profile_options_init (&options, ta, NULL, &error));
  options.eam = eam;
  g_assert_null (vit_profile_new (ta, &options, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "Ta"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reliability/the-target-itself-in-another-order-passes", test_target_itself);
  g_test_add_func ("/reliability/a-random-packing-fails", test_random_packing);
  g_test_add_func ("/reliability/the-worst-fit-decides", test_thresholds_of_fits);
  g_test_add_func ("/reliability/held-back-data-decide-without-a-target", test_held_back_decides_without_a_target);
  g_test_add_func ("/reliability/without-a-target-relaxation-decides", test_relaxation_decides_without_a_target);
  g_test_add_func ("/reliability/outliers-are-found", test_outliers);
  g_test_add_func ("/reliability/other-elements-are-refused", test_other_elements);
  return g_test_run ();
}
