/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reliability.h"
#include "outliers.h"
#include "print-text.h"

#include <math.h>

/* R² from which a fitted curve is called good, and from which poor (the paper's own fits are above 0.99). */
#define GOOD_FIT 0.99
#define POOR_FIT 0.95
/* R² of curves that were not fitted. The partial g(r) of RMC models from S(q) and EXAFS come to 0.5 to 0.95. */
#define GOOD_PARTIAL 0.95
#define POOR_PARTIAL 0.80
/* Distance of distributions in units of what chance alone keeps below in 95 of 100 cases. */
#define DOUBTFUL_DISTANCE 1.5
/* Part of the faces that have five edges: glasses made by molecular dynamics have 0.50 to 0.57, RMC models from S(q)
 * and EXAFS 0.46 to 0.49, random packings 0.24 to 0.27. */
#define GOOD_FIVEFOLD 0.50
#define POOR_FIVEFOLD 0.40
/* Difference of Warren–Cowley parameters; a tenth is a strong preference. */
#define GOOD_ORDER 0.02
#define POOR_ORDER 0.05
/* Cargill–Spaepen parameter below which elements mix at random: 0.10 to 0.15 in the Cu-Zr glasses shipped, below 0.01
 * in RMC models of them from S(q) and EXAFS. */
#define LEAST_ORDER 0.03
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

/* A check whose value is to be small. */
static VitCheckState
judge (double value, double good, double poor)
{
  if (isnan (value))
    return VIT_CHECK_NONE;
  return value <= good ? VIT_CHECK_PASSED : value <= poor ? VIT_CHECK_DOUBTFUL : VIT_CHECK_FAILED;
}

static VitCheck *
not_checked (const char *name, const char *what_it_takes)
{
  VitCheck *check = g_new0 (VitCheck, 1);

  check->name = name;
  check->state = VIT_CHECK_NONE;
  check->value = NAN;
  check->finding = g_strdup (what_it_takes);
  check->threshold = "";
  check->meaning = "";
  return check;
}

/* The worst of some agreements. */
static const VitAgreement *
find_worst (const GArray *agreements, gboolean partial_only)
{
  const VitAgreement *worst = NULL;

  for (guint k = 0; k < agreements->len; k++)
    {
      const VitAgreement *agreement = &g_array_index (agreements, VitAgreement, k);

      if (partial_only && !g_str_has_prefix (agreement->name, "g(r) "))
        continue;
      if (worst == NULL || agreement->r2 < worst->r2)
        worst = agreement;
    }
  return worst;
}

static VitCheck *
check_fitted (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "The model shows what was measured. That is needed, and says little about where the atoms are: many structures do.",
    "The fit is close but not complete: let it run longer, or with smaller σ, before judging the structure.",
    "The model does not show what was measured. Nothing else in this report says much about the sample.",
  };
  const char *name = "Fitted data";
  const VitAgreement *worst;
  VitCheck *check;

  if (evidence->fitted == NULL || evidence->fitted->len == 0)
    return not_checked (name, "Not known what was fitted: give the recipe.");
  worst = find_worst (evidence->fitted, FALSE);
  check = g_new0 (VitCheck, 1);
  check->name = name;
  check->value = worst->r2;
  check->state = judge (1 - worst->r2, 1 - GOOD_FIT, 1 - POOR_FIT);
  check->finding = evidence->fitted->len == 1 ? vit_print_text ("R² = %.4f of %s.", worst->r2, worst->name)
                                              : vit_print_text ("The lowest R² of %u data sets is %.4f, of %s.",
                                                                evidence->fitted->len, worst->r2, worst->name);
  check->threshold = "passed from R² = 0.99, doubtful from 0.95";
  check->meaning = meanings[check->state];
  return check;
}

static VitCheck *
check_unfitted (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "Curves that the fit did not see come out right: distances between the elements are what they should be.",
    "The total is right, the distances between single elements only roughly: the data do not tell them apart.",
    "The data that were fitted do not determine the distances between the elements. More data sets would: neutrons, "
    "another edge, partial g(r).",
  };
  const char *name = "Data not fitted";
  const VitAgreement *worst;
  double total;
  VitCheck *check;

  if (evidence->comparison == NULL)
    return not_checked (name, "Needs a target. With measured data: leave one data set out of the fit and compare it.");
  worst = find_worst (evidence->comparison->agreement, TRUE);
  total = vit_comparison_get_r2 (evidence->comparison, "g(r) total");
  check = g_new0 (VitCheck, 1);
  check->name = name;
  check->value = worst->r2;
  check->state
      = MAX (judge (1 - worst->r2, 1 - GOOD_PARTIAL, 1 - POOR_PARTIAL), judge (1 - total, 1 - GOOD_FIT, 1 - POOR_FIT));
  check->finding
      = evidence->model->n_elements == 1
            ? vit_print_text ("g(r) has R² = %.4f.", total)
            : vit_print_text ("g(r) total has R² = %.4f; the lowest R² is %.3f, of %s.", total, worst->r2, worst->name);
  check->threshold = "passed from 0.95 for each partial g(r) and 0.99 for the total, doubtful from 0.80 and 0.95";
  check->meaning = meanings[check->state];
  return check;
}

static const char *
name_of (const VitProfile *profile, int element)
{
  return element == VIT_ALL_SPECIES ? "all atoms" : profile->elements[element]->symbol;
}

static const char *const order_meanings[] = {
  "Neighbours are packed round the atoms as in the target.",
  "Polyhedra differ a little from what is expected; look at them one by one.",
  "The packing round the atoms is not that of the target: data of this kind leave it open, and RMC then takes the most "
  "random packing. Do not draw conclusions from polyhedra; add an energy term or data on the local order.",
};

/* Against the target: the order round the element that differs most. */
static VitCheck *
compare_order (const VitComparison *comparison)
{
  const VitVoronoiIndex icosahedron = { { 0, 0, 12, 0 } };
  const VitOrderComparison *worst = &comparison->order[0];
  VitVoronoiSample samples[2];
  VitEstimate fivefold[2], icosahedra[2];
  VitCheck *check = g_new0 (VitCheck, 1);

  for (int k = 1; k < comparison->n_orders; k++)
    if (comparison->order[k].polyhedra.distance / comparison->order[k].polyhedra.noise
        > worst->polyhedra.distance / worst->polyhedra.noise)
      worst = &comparison->order[k];
  samples[0] = vit_profile_sample (comparison->model, worst->element);
  samples[1] = vit_profile_sample (comparison->target, worst->element);
  for (int k = 0; k < 2; k++)
    {
      fivefold[k] = vit_voronoi_statistics (&samples[k]).faces[5 - VIT_VORONOI_MIN_EDGES];
      icosahedra[k]
          = vit_profile_fraction (k == 0 ? comparison->model : comparison->target, worst->element, icosahedron);
    }
  check->value = worst->polyhedra.distance;
  check->state = judge (worst->polyhedra.distance / worst->polyhedra.noise, 1, DOUBTFUL_DISTANCE);
  check->finding = vit_print_text (
      "Polyhedra round %s: total-variation distance %.3f ± %.3f (by chance up to %.3f); ⟨0,0,12,0⟩ %.1f ± %.1f %% "
      "instead of %.1f ± %.1f %%; faces with five edges %.1f ± %.1f %% instead of %.1f ± %.1f %%.",
      name_of (comparison->model, worst->element), worst->polyhedra.distance, worst->polyhedra.error,
      worst->polyhedra.noise, 100 * icosahedra[0].value, 100 * icosahedra[0].error, 100 * icosahedra[1].value,
      100 * icosahedra[1].error, 100 * fivefold[0].value, 100 * fivefold[0].error, 100 * fivefold[1].value,
      100 * fivefold[1].error);
  check->threshold = "passed if the distance is what chance gives, doubtful up to 1.5 times that";
  check->meaning = order_meanings[check->state];
  return check;
}

/* Without a target: by how it looks. */
static VitCheck *
judge_order (const VitProfile *model)
{
  static const char *const meanings[] = {
    "As much five-fold symmetry as metallic glasses made by molecular dynamics have (50 to 57 % in those shipped).",
    "Less five-fold symmetry than metallic glasses made by molecular dynamics have (50 to 57 %), as is typical of RMC "
    "models: the packing is probably more random than in the sample.",
    "Polyhedra are nearer to a random packing (25 %) than to a metallic glass (50 to 57 %).",
  };
  VitVoronoiSample sample = vit_profile_sample (model, VIT_ALL_SPECIES);
  VitEstimate fivefold = vit_voronoi_statistics (&sample).faces[5 - VIT_VORONOI_MIN_EDGES];
  VitCheck *check = g_new0 (VitCheck, 1);

  check->value = fivefold.value;
  check->state = judge (-fivefold.value, -GOOD_FIVEFOLD, -POOR_FIVEFOLD);
  check->finding
      = vit_print_text ("%.1f ± %.1f %% of the faces have five edges.", 100 * fivefold.value, 100 * fivefold.error);
  check->threshold = "passed from 50 %, doubtful from 40 % (for close-packed metallic glasses)";
  check->meaning = meanings[check->state];
  return check;
}

static VitCheck *
check_order (const VitEvidence *evidence)
{
  VitCheck *check = evidence->comparison != NULL ? compare_order (evidence->comparison) : judge_order (evidence->model);

  check->name = "Local order";
  return check;
}

static double
warren_cowley (const VitProfile *profile, int a, int b)
{
  return vit_coordination_get_mean_warren_cowley (profile->coordination, profile->species[a], profile->species[b]);
}

/* The Cargill–Spaepen parameter furthest from 0, with one cut-off for all pairs: where each pair has its own, the
 * parameter of a random mixture is not 0. */
static double
find_largest_order (const VitProfile *model)
{
  double cutoff[VIT_MAX_PAIRS], largest = 0;
  int n = model->n_elements;
  g_autoptr (VitNeighbourList) list = NULL;
  g_autoptr (VitCoordination) coordination = NULL;

  for (int pair = 0; pair < vit_n_pairs (n); pair++)
    largest = fmax (largest, model->cutoff[pair]);
  for (int pair = 0; pair < vit_n_pairs (n); pair++)
    cutoff[pair] = largest;
  list = vit_neighbour_list_new (model->configuration, cutoff, NULL);
  coordination = vit_coordination_new (model->configuration, list);
  largest = 0;
  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      {
        double eta = vit_coordination_get_cargill_spaepen (coordination, a, b);

        if (fabs (eta) > fabs (largest))
          largest = eta;
      }
  return largest;
}

/* Without a target: whether there is any order at all. */
static VitCheck *
judge_chemistry (const VitProfile *model)
{
  VitCheck *check = not_checked ("Chemistry", "");
  double largest = find_largest_order (model);

  g_free (check->finding);
  check->value = fabs (largest);
  if (fabs (largest) < LEAST_ORDER)
    {
      check->state = VIT_CHECK_DOUBTFUL;
      check->finding
          = vit_print_text ("Elements mix at random: no Cargill–Spaepen parameter is larger than %+.3f.", largest);
      check->threshold = "doubtful below 0.03; in the Cu-Zr glasses made by molecular dynamics it is 0.10 to 0.15";
      check->meaning = "Alloys seldom mix at random. RMC does, wherever the data leave the chemistry open.";
    }
  else
    check->finding
        = vit_print_text ("Needs a target: the composition alone does not say how elements should mix. The largest "
                          "Cargill–Spaepen parameter is %+.3f (0 for a random mixture).",
                          largest);
  return check;
}

static VitCheck *
check_chemistry (const VitEvidence *evidence)
{
  static const char *const meanings[] = {
    "Elements have each other as neighbours as often as in the target.",
    "Who is neighbour to whom differs a little from the target.",
    "Who is neighbour to whom is not as in the target: X-rays see elements of similar weight as one. Neutrons or an "
    "edge of each element would help.",
  };
  const char *name = "Chemistry";
  const VitComparison *comparison = evidence->comparison;
  int n = evidence->model->n_elements, worst_a = 0, worst_b = 0;
  double worst = -1;
  VitCheck *check;

  if (n == 1)
    return not_checked (name, "There is only one element.");
  if (comparison == NULL)
    return judge_chemistry (evidence->model);
  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      {
        double difference = fabs (warren_cowley (comparison->model, a, b) - warren_cowley (comparison->target, a, b));

        if (difference > worst)
          {
            worst = difference;
            worst_a = a;
            worst_b = b;
          }
      }
  check = g_new0 (VitCheck, 1);
  check->name = name;
  check->value = worst;
  check->state = judge (worst, GOOD_ORDER, POOR_ORDER);
  check->finding
      = vit_print_text ("Warren–Cowley parameter of %s-%s: %+.3f instead of %+.3f.", name_of (evidence->model, worst_a),
                        name_of (evidence->model, worst_b), warren_cowley (comparison->model, worst_a, worst_b),
                        warren_cowley (comparison->target, worst_a, worst_b));
  check->threshold = "passed if no pair differs by more than 0.02, doubtful up to 0.05";
  check->meaning = meanings[check->state];
  return check;
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
  VitEstimate energy = vit_profile_energy (evidence->model, VIT_ALL_SPECIES),
              reference = { evidence->relaxed_energy, 0 };
  gboolean relaxed = evidence->comparison == NULL;
  VitCheck *check;

  if (isnan (energy.value))
    return not_checked (name, "Needs a potential for these elements (--potential).");
  if (!relaxed)
    reference = vit_profile_energy (evidence->comparison->target, VIT_ALL_SPECIES);
  if (isnan (reference.value))
    return not_checked (name, "Needs a target, or the model relaxed.");
  check = g_new0 (VitCheck, 1);
  check->name = name;
  check->value = energy.value - reference.value;
  check->state = judge (check->value, relaxed ? GOOD_RELAXATION : GOOD_ENERGY, relaxed ? POOR_RELAXATION : POOR_ENERGY);
  check->finding
      = vit_print_text ("%.4f ± %.4f eV an atom, %.4f above %s (%.4f).", energy.value, energy.error, check->value,
                        relaxed ? "the minimum that the model itself relaxes to" : "the target", reference.value);
  check->threshold = relaxed ? "passed up to 0.06 eV an atom (thermal motion at 300 K: 0.04), doubtful up to 0.15"
                             : "passed up to 0.025 eV an atom (kT at room temperature), doubtful up to 0.1";
  check->meaning = meanings[check->state];
  return check;
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
  VitCheck *check = g_new0 (VitCheck, 1);

  for (guint k = 0; k < outliers->len; k++)
    {
      const VitOutlier *outlier = &g_array_index (outliers, VitOutlier, k);

      close += outlier->too_close ? 1 : 0;
      faces += outlier->odd_faces ? 1 : 0;
    }
  check->name = "Outliers";
  check->value = (double) outliers->len / (double) n;
  check->state = judge (check->value, GOOD_OUTLIERS, POOR_OUTLIERS);
  check->finding = vit_print_text ("%.2f %% of the atoms: %" G_GSIZE_FORMAT " have a neighbour nearer than any in %s, "
                                   "%" G_GSIZE_FORMAT " have fewer or more neighbours.",
                                   100 * check->value, close, target != NULL ? "the target" : "a glass", faces);
  check->threshold = "passed up to 0.1 % of the atoms, doubtful up to 1 %";
  check->meaning = meanings[check->state];
  return check;
}

GPtrArray *
vit_reliability_check (const VitEvidence *evidence)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (check_free);

  g_ptr_array_add (checks, check_fitted (evidence));
  g_ptr_array_add (checks, check_unfitted (evidence));
  g_ptr_array_add (checks, check_order (evidence));
  g_ptr_array_add (checks, check_chemistry (evidence));
  g_ptr_array_add (checks, check_energy (evidence));
  g_ptr_array_add (checks, check_outliers (evidence));
  return checks;
}
