/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outliers.h"
#include "print-text.h"
#include "reliability-private.h"

#include <math.h>

/* R² from which a fitted curve is called good, and from which poor (the paper's own fits are above 0.99). */
#define GOOD_FIT 0.99
#define POOR_FIT 0.95
/* What R² of curves that were not fitted may lack. The partial g(r) of RMC models from S(q) and EXAFS come to 0.5 to
 * 0.95. */
#define GOOD_PARTIAL 0.05
#define POOR_PARTIAL 0.20
/* The same for measured data that were held back: their noise is not known. */
#define GOOD_HELD_BACK 0.95
#define POOR_HELD_BACK 0.80
/* Energy above that of the target, eV an atom: kT at room temperature, and four times as much. */
#define GOOD_ENERGY 0.025
#define POOR_ENERGY 0.1
/* Energy above the minimum that the model relaxes to: a glass at 300 K is 3/2 kT = 0.039 eV above its own. */
#define GOOD_RELAXATION 0.06
#define POOR_RELAXATION 0.15
/* Part of the atoms that are outliers. */
#define GOOD_OUTLIERS 0.001
#define POOR_OUTLIERS 0.01

const char *
vit_check_state_name (VitCheckState state)
{
  static const char *const names[] = { "passed", "doubtful", "failed", "not checked" };

  return names[state];
}

static void
check_free (gpointer data)
{
  VitCheck *check = data;

  g_free (check->finding);
  g_free (check);
}

VitCheck *
vit_check_new (const char *name, VitCheckState state, double value, char *finding, const char *threshold,
               const char *const meanings[3])
{
  VitCheck *check = g_new (VitCheck, 1);

  *check = (VitCheck){ .name = name,
                       .state = state,
                       .value = value,
                       .finding = finding,
                       .threshold = threshold,
                       .meaning = state == VIT_CHECK_NONE ? "" : meanings[state] };
  return check;
}

VitCheck *
vit_check_new_none (const char *name, const char *what_it_takes)
{
  return vit_check_new (name, VIT_CHECK_NONE, NAN, g_strdup (what_it_takes), "", NULL);
}

VitCheckState
vit_check_judge (double value, double good, double poor)
{
  if (isnan (value))
    return VIT_CHECK_NONE;
  return value <= good ? VIT_CHECK_PASSED : value <= poor ? VIT_CHECK_DOUBTFUL : VIT_CHECK_FAILED;
}

char *
vit_check_percent (VitEstimate estimate)
{
  return isnan (estimate.error) ? vit_print_text ("%.1f", 100 * estimate.value)
                                : vit_print_text ("%.1f ± %.1f", 100 * estimate.value, 100 * estimate.error);
}

const char *
vit_check_centre (const VitProfile *profile, int element)
{
  return element == VIT_ALL_SPECIES ? "all atoms" : profile->elements[element]->symbol;
}

static const VitAgreement *
find_lowest (const GArray *agreements)
{
  const VitAgreement *worst = &g_array_index (agreements, VitAgreement, 0);

  for (guint k = 1; k < agreements->len; k++)
    if (g_array_index (agreements, VitAgreement, k).r2 < worst->r2)
      worst = &g_array_index (agreements, VitAgreement, k);
  return worst;
}

static VitCheck *
check_fitted (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "The model shows what was measured. That is needed, and says little about where the atoms are: many structures do.",
    "The fit is close but not complete: let it run longer or with smaller σ, unless noise in the data is what is left.",
    "The model does not show what was measured, unless noise in the data is what is left. Otherwise nothing else in "
    "this "
    "report says much about the sample.",
  };
  const char *name = "Fitted data";
  const VitAgreement *worst;

  if (evidence->fitted == NULL || evidence->fitted->len == 0)
    return vit_check_new_none (name, "Not known what was fitted: give the recipe.");
  worst = find_lowest (evidence->fitted);
  return vit_check_new (name, vit_check_judge (1 - worst->r2, 1 - GOOD_FIT, 1 - POOR_FIT), worst->r2,
                        evidence->fitted->len == 1 ? vit_print_text ("R² = %.4f of %s.", worst->r2, worst->name)
                                                   : vit_print_text ("The lowest R² of %u data sets is %.4f, of %s.",
                                                                     evidence->fitted->len, worst->r2, worst->name),
                        "passed from R² = 0.99, doubtful from 0.95", meanings);
}

/* What R² lacks to what two samples of one structure have. */
static double
lacking (const VitComparison *comparison, const VitAgreement *agreement)
{
  return fmax (0, vit_comparison_get_chance (comparison, agreement->name) - agreement->r2);
}

/* Of the partial g(r) that were not fitted (of one element: the total) the one that lacks most; %NULL if there is none.
 */
static const VitAgreement *
find_worst_partial (const VitEvidence *evidence)
{
  const VitComparison *comparison = evidence->comparison;
  gboolean partial = comparison->target->n_elements > 1;
  const VitAgreement *worst = NULL;

  for (guint k = 0; k < comparison->agreement->len; k++)
    {
      const VitAgreement *agreement = &g_array_index (comparison->agreement, VitAgreement, k);
      gboolean total = g_str_equal (agreement->name, "g(r) total");

      if (!g_str_has_prefix (agreement->name, "g(r) ") || partial == total)
        continue;
      if (evidence->fitted_names != NULL && g_strv_contains (evidence->fitted_names, agreement->name))
        continue;
      if (worst == NULL || lacking (comparison, agreement) > lacking (comparison, worst))
        worst = agreement;
    }
  return worst;
}

/* Without a target: what was measured as well, and kept from the fit. */
static VitCheck *
check_held_back (const VitEvidence *evidence, const char *name)
{
  static const char *const meanings[] = {
    "The model shows what it was not told: it can be believed in what these data see.",
    "The data that were fitted determine what was held back only roughly.",
    "The data that were fitted do not determine what was held back. Fit it as well, and hold back something else.",
  };
  const VitAgreement *worst;

  if (evidence->held_back == NULL || evidence->held_back->len == 0)
    return vit_check_new_none (
        name, "Needs a target. With measured data: hold one data set back (fitted = no in the recipe).");
  worst = find_lowest (evidence->held_back);
  return vit_check_new (name, vit_check_judge (1 - worst->r2, 1 - GOOD_HELD_BACK, 1 - POOR_HELD_BACK), worst->r2,
                        evidence->held_back->len == 1
                            ? vit_print_text ("R² = %.4f of %s.", worst->r2, worst->name)
                            : vit_print_text ("The lowest R² of %u data sets held back is %.4f, of %s.",
                                              evidence->held_back->len, worst->r2, worst->name),
                        "passed from R² = 0.95, doubtful from 0.80", meanings);
}

static VitCheck *
check_unfitted (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "Distances between the elements are what they should be, also where the fit did not see them.",
    "The total is right, the distances between single elements only roughly: the data do not tell them apart.",
    "The data that were fitted do not determine the distances between the elements. More data sets would: neutrons, "
    "another edge, partial g(r).",
  };
  const char *name = "Data not fitted";
  const VitAgreement *worst;
  double chance, total;

  if (evidence->comparison == NULL)
    return check_held_back (evidence, name);
  worst = find_worst_partial (evidence);
  if (worst == NULL)
    return vit_check_new_none (name, "Every partial g(r) was fitted.");
  chance = vit_comparison_get_chance (evidence->comparison, worst->name);
  total = vit_comparison_get_r2 (evidence->comparison, "g(r) total");
  return vit_check_new (
      name, vit_check_judge (lacking (evidence->comparison, worst), GOOD_PARTIAL, POOR_PARTIAL), worst->r2,
      evidence->model->n_elements == 1
          ? vit_print_text ("g(r) has R² = %.4f (two samples of one glass: %.4f).", total, chance)
          : vit_print_text ("%s has R² = %.3f (two samples of one glass: %.3f), the total g(r) %.4f.", worst->name,
                            worst->r2, chance, total),
      "passed if no partial g(r) lacks more than 0.05 of what two samples of one glass have, doubtful up to 0.20",
      meanings);
}

static VitCheck *
check_energy (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "The atoms are where forces between them could hold them.",
    "The energy is higher than that of a glass: the structure is strained.",
    "Far too much energy: at room temperature the atoms would not stay where they are. Add an energy term, or relax "
    "the "
    "model and see whether it still fits.",
  };
  const char *name = "Potential energy";
  const VitComparison *comparison = evidence->comparison;
  VitEstimate energy = vit_profile_energy (evidence->model, VIT_ALL_SPECIES);
  double reference
      = comparison != NULL ? vit_profile_energy (comparison->target, VIT_ALL_SPECIES).value : evidence->relaxed_energy;
  double above = energy.value - reference;

  if (isnan (energy.value))
    return vit_check_new_none (name, "Needs a potential for these elements (--potential).");
  if (comparison != NULL && !vit_comparison_is_same_material (comparison))
    return vit_check_new_none (name, VIT_OTHER_MATERIAL);
  if (isnan (reference))
    return vit_check_new_none (name, "Needs a target, or the model relaxed.");
  return vit_check_new (
      name,
      comparison != NULL ? vit_check_judge (above, GOOD_ENERGY, POOR_ENERGY)
                         : vit_check_judge (above, GOOD_RELAXATION, POOR_RELAXATION),
      above,
      vit_print_text ("%.4f ± %.4f eV an atom, %.4f %s %s (%.4f).", energy.value, energy.error, fabs (above),
                      above < 0 ? "below" : "above",
                      comparison != NULL ? "the target" : "the minimum that the model itself relaxes to", reference),
      comparison != NULL ? "passed up to 0.025 eV an atom (kT at room temperature), doubtful up to 0.1"
                         : "passed up to 0.06 eV an atom (thermal motion at 300 K: 0.04), doubtful up to 0.15",
      meanings);
}

static VitCheck *
check_outliers (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "No atom, or hardly any, is in an impossible place.",
    "Some atoms have neighbours that none should have; they weigh little in the data, but much in the energy.",
    "Many atoms have neighbours that none should have. Raise the closest approaches, or add an energy term.",
  };
  const VitProfile *target = evidence->comparison != NULL ? evidence->comparison->target : NULL;
  g_autoptr (GArray) outliers = vit_outliers_find (evidence->model, target);
  gsize n = vit_configuration_get_n_atoms (evidence->model->configuration), close = 0, faces = 0;
  double part = (double) outliers->len / (double) n;

  for (guint k = 0; k < outliers->len; k++)
    {
      const VitOutlier *outlier = &g_array_index (outliers, VitOutlier, k);

      close += outlier->too_close ? 1 : 0;
      faces += outlier->odd_faces ? 1 : 0;
    }
  return vit_check_new ("Outliers", vit_check_judge (part, GOOD_OUTLIERS, POOR_OUTLIERS), part,
                        vit_print_text ("%.2f %% of the atoms: %" G_GSIZE_FORMAT " have a neighbour nearer than any in "
                                        "%s, %" G_GSIZE_FORMAT " have Voronoi cells of too few or too many faces.",
                                        100 * part, close, target != NULL ? "the target" : "a glass", faces),
                        "passed up to 0.1 % of the atoms, doubtful up to 1 %", meanings);
}

GPtrArray *
vit_reliability_check (const VitEvidence *evidence)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (check_free);

  g_ptr_array_add (checks, check_fitted (evidence));
  g_ptr_array_add (checks, check_unfitted (evidence));
  g_ptr_array_add (checks, vit_check_order (evidence));
  g_ptr_array_add (checks, vit_check_chemistry (evidence));
  g_ptr_array_add (checks, check_energy (evidence));
  g_ptr_array_add (checks, check_outliers (evidence));
  return checks;
}
