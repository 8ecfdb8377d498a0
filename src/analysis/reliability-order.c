/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print-text.h"
#include "reliability-private.h"

#include <math.h>

#define NAME "Local order"

/* What the distance of distributions may be above the level that chance keeps below in 95 of 100 cases; and the level
 * from which there are too few atoms to tell anything. */
#define GOOD_EXCESS 0.0
#define POOR_EXCESS 0.05
#define TOO_FEW 0.25
/* Part of the faces that have five edges: glasses made by molecular dynamics have 0.50 to 0.57, RMC models from S(q)
 * and EXAFS 0.46 to 0.49, random packings 0.24 to 0.27. */
#define GOOD_FIVEFOLD 0.50
#define POOR_FIVEFOLD 0.375

/* By how much distributions are further apart than chance explains. */
static double
excess (VitDifference difference)
{
  return fmax (0, difference.distance - difference.noise);
}

static const VitOrderComparison *
find_worst (const VitComparison *comparison)
{
  const VitOrderComparison *worst = &comparison->order[0];

  for (int k = 1; k < comparison->n_orders; k++)
    if (excess (comparison->order[k].polyhedra) > excess (worst->polyhedra))
      worst = &comparison->order[k];
  return worst;
}

/* "⟨0,0,12,0⟩ 3.1 ± 0.3 % instead of 15.9 ± 0.6 %; faces with five edges …", of the target's most frequent index. */
static char *
describe (const VitComparison *comparison, const VitOrderComparison *order)
{
  const VitProfile *profiles[] = { comparison->model, comparison->target };
  VitVoronoiIndex frequent = g_array_index (order->classes, VitVoronoiClass, 0).index;
  g_autofree char *index = vit_voronoi_index_format (frequent);
  char *part[2], *fivefold[2], *text;

  for (int k = 0; k < 2; k++)
    {
      VitVoronoiSample sample = vit_profile_sample (profiles[k], order->element);

      part[k] = vit_check_percent (vit_profile_fraction (profiles[k], order->element, frequent));
      fivefold[k] = vit_check_percent (vit_voronoi_statistics (&sample).faces[5 - VIT_VORONOI_MIN_EDGES]);
    }
  text = g_strdup_printf ("%s %s %% instead of %s %%; faces with five edges %s %% instead of %s %%", index, part[0],
                          part[1], fivefold[0], fivefold[1]);
  for (int k = 0; k < 2; k++)
    {
      g_free (part[k]);
      g_free (fivefold[k]);
    }
  return text;
}

/* Round the element that differs most. */
static VitCheck *
compare (const VitComparison *comparison)
{
  static const char *const meanings[] = {
    "Neighbours are packed round the atoms as in the target.",
    "Polyhedra differ a little from what is expected; look at them one by one.",
    "The packing round the atoms is not that of the target: data of this kind leave it open, and RMC then takes the "
    "most "
    "random packing. Do not draw conclusions from polyhedra; add an energy term or data on the local order.",
  };
  const VitOrderComparison *worst = find_worst (comparison);
  const VitDifference *difference = &worst->polyhedra;
  VitCheckState state = vit_check_judge (excess (*difference), GOOD_EXCESS, POOR_EXCESS);
  gboolean too_few = state == VIT_CHECK_PASSED && difference->noise > TOO_FEW;
  g_autofree char *details = describe (comparison, worst);
  char *finding
      = vit_print_text ("%sPolyhedra round %s: total-variation distance %.3f ± %.3f (two samples of one glass: up "
                        "to %.3f); %s.",
                        too_few ? "Too few atoms to tell. " : "", vit_check_centre (comparison->model, worst->element),
                        difference->distance, difference->error, difference->noise, details);

  return vit_check_new (
      NAME, too_few ? VIT_CHECK_NONE : state, difference->distance, finding,
      "passed if the distance is what chance gives in 95 of 100 cases, doubtful up to 0.05 above that", meanings);
}

/* Without a target: by how it looks. */
static VitCheck *
judge (const VitProfile *model)
{
  static const char *const meanings[] = {
    "As much five-fold symmetry as metallic glasses made by molecular dynamics have (50 to 57 % in those shipped).",
    "Less five-fold symmetry than metallic glasses made by molecular dynamics have (50 to 57 %), as is typical of RMC "
    "models: the packing is probably more random than in the sample.",
    "Polyhedra are nearer to a random packing (25 %) than to a metallic glass (50 to 57 %); or this is a crystal.",
  };
  VitVoronoiSample sample = vit_profile_sample (model, VIT_ALL_SPECIES);
  VitEstimate fivefold = vit_voronoi_statistics (&sample).faces[5 - VIT_VORONOI_MIN_EDGES];
  g_autofree char *text = vit_check_percent (fivefold);

  return vit_check_new (NAME, vit_check_judge (-fivefold.value, -GOOD_FIVEFOLD, -POOR_FIVEFOLD), fivefold.value,
                        vit_print_text ("%s %% of the faces have five edges.", text),
                        "passed from 50 %, doubtful from 37.5 % (for close-packed metallic glasses)", meanings);
}

VitCheck *
vit_check_order (const VitEvidence *evidence)
{
  return evidence->comparison != NULL ? compare (evidence->comparison) : judge (evidence->model);
}
