/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-json.h"
#include "json-text.h"
#include "table.h"

static void
add_estimate (JsonBuilder *json, const char *name, VitEstimate estimate)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  vit_json_add_number (json, "value", estimate.value);
  vit_json_add_number (json, "error", estimate.error);
  json_builder_end_object (json);
}

static void
add_difference (JsonBuilder *json, const char *name, VitDifference difference)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  vit_json_add_number (json, "distance", difference.distance);
  vit_json_add_number (json, "error", difference.error);
  vit_json_add_number (json, "chance", difference.noise);
  json_builder_end_object (json);
}

static void
add_table (JsonBuilder *json, VitTable *table)
{
  vit_table_to_json (table, json);
  vit_table_free (table);
}

static void
add_checks (JsonBuilder *json, const VitReport *report)
{
  VitTable *table = vit_table_new ("checks", "name", "state", "value", "finding", "threshold", "meaning", NULL);

  for (guint k = 0; k < report->checks->len; k++)
    {
      const VitCheck *check = report->checks->pdata[k];

      vit_table_add_text (table, check->name);
      vit_table_add_text (table, vit_check_state_name (check->state));
      vit_table_add_number (table, check->value);
      vit_table_add_text (table, check->finding);
      vit_table_add_text (table, check->threshold);
      vit_table_add_text (table, check->meaning);
    }
  add_table (json, table);
}

static void
add_curves (JsonBuilder *json, const VitReport *report)
{
  VitTable *curves = vit_table_new ("curves", "name", "fitted", "points", "R2", "delta2", NULL);

  for (guint k = 0; k < report->curves->len; k++)
    {
      const VitFittedCurve *curve = report->curves->pdata[k];

      vit_table_add_text (curves, curve->name);
      vit_table_add_text (curves, curve->is_fitted ? "yes" : "no");
      vit_table_add_number (curves, (double) curve->n);
      vit_table_add_number (curves, curve->r2);
      vit_table_add_number (curves, curve->delta2);
    }
  add_table (json, curves);
  if (report->comparison != NULL)
    {
      VitTable *agreement = vit_table_new ("agreement", "name", "R2", "delta2", NULL);

      for (guint k = 0; k < report->comparison->agreement->len; k++)
        {
          const VitAgreement *curve = &g_array_index (report->comparison->agreement, VitAgreement, k);

          vit_table_add_text (agreement, curve->name);
          vit_table_add_number (agreement, curve->r2);
          vit_table_add_number (agreement, curve->delta2);
        }
      add_table (json, agreement);
    }
}

static const char *
element_name (const VitProfile *profile, int element)
{
  return element == VIT_ALL_SPECIES ? "all" : profile->elements[element]->symbol;
}

/* The atoms of one element, or all, of one configuration. */
static void
add_centre (JsonBuilder *json, const VitProfile *profile, int element)
{
  VitVoronoiSample sample = vit_profile_sample (profile, element);
  VitVoronoiStatistics statistics = vit_voronoi_statistics (&sample);
  g_autoptr (GArray) classes = vit_voronoi_classes (sample.voronoi, sample.configuration, sample.species);
  g_autoptr (VitDistribution) distribution = vit_voronoi_distribution (&sample, classes);

  json_builder_set_member_name (json, element_name (profile, element));
  json_builder_begin_object (json);
  vit_json_add_number (json, "atoms", (double) statistics.n);
  add_estimate (json, "icosahedra", vit_profile_fraction (profile, element, VIT_ICOSAHEDRON));
  add_estimate (json, "five-edged faces", statistics.faces[5 - VIT_VORONOI_MIN_EDGES]);
  add_estimate (json, "three-edged faces", statistics.faces[0]);
  add_estimate (json, "Voronoi coordination", statistics.coordination);
  add_estimate (json, "effective classes", vit_distribution_effective_classes (distribution));
  vit_json_add_number (json, "classes", classes->len);
  add_estimate (json, "energy", vit_profile_energy (profile, element));
  add_estimate (json, "q4", vit_profile_mean (profile, element, profile->order[0]->q));
  add_estimate (json, "q6", vit_profile_mean (profile, element, profile->order[1]->q));
  json_builder_end_object (json);
}

static void
add_pairs (JsonBuilder *json, const VitProfile *profile)
{
  VitTable *table = vit_table_new ("pairs", "centre", "neighbour", "cutoff_A", "shortest_A", "coordination", "error",
                                   "warren_cowley", "warren_cowley_mean", "cargill_spaepen", NULL);
  g_autofree double *value = g_new (double, profile->blocks->n_atoms);

  for (int a = 0; a < profile->n_elements; a++)
    for (int b = 0; b < profile->n_elements; b++)
      {
        int of_a = profile->species[a], of_b = profile->species[b], pair = vit_profile_pair (profile, a, b);
        VitEstimate mean;

        vit_coordination_get_values (profile->coordination, of_a, of_b, value);
        mean = vit_blocks_mean (profile->blocks, value);
        vit_table_add_text (table, profile->elements[a]->symbol);
        vit_table_add_text (table, profile->elements[b]->symbol);
        vit_table_add_number (table, profile->cutoff[pair]);
        vit_table_add_number (table, profile->distance[pair]);
        vit_table_add_number (table, mean.value);
        vit_table_add_number (table, mean.error);
        vit_table_add_number (table, vit_coordination_get_warren_cowley (profile->mixing, of_a, of_b));
        vit_table_add_number (table, vit_coordination_get_mean_warren_cowley (profile->mixing, of_a, of_b));
        vit_table_add_number (table, vit_coordination_get_cargill_spaepen (profile->mixing, of_a, of_b));
      }
  add_table (json, table);
}

static void
add_icosahedra (JsonBuilder *json, const VitProfile *profile)
{
  const VitClusters *icosahedra = profile->icosahedra;

  json_builder_set_member_name (json, "networks of icosahedra");
  json_builder_begin_object (json);
  vit_json_add_number (json, "icosahedra", (double) icosahedra->n_centres);
  vit_json_add_number (json, "networks", (double) icosahedra->n_networks);
  vit_json_add_number (json, "largest", icosahedra->n_networks > 0 ? (double) icosahedra->size[0] : 0);
  vit_json_add_number (json, "atoms in them", (double) icosahedra->n_atoms);
  for (int k = 0; k < VIT_N_LINKS; k++)
    vit_json_add_number (json, vit_link_name (k), (double) icosahedra->count[k]);
  json_builder_end_object (json);
}

static void
add_profile (JsonBuilder *json, const char *name, const VitProfile *profile)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  vit_json_add_number (json, "atoms", (double) vit_configuration_get_n_atoms (profile->configuration));
  vit_json_add_number (json, "density_1/A3", vit_configuration_get_density (profile->configuration));
  json_builder_set_member_name (json, "centres");
  json_builder_begin_object (json);
  add_centre (json, profile, VIT_ALL_SPECIES);
  for (int e = 0; e < profile->n_elements && profile->n_elements > 1; e++)
    add_centre (json, profile, e);
  json_builder_end_object (json);
  add_pairs (json, profile);
  vit_json_add_number (json, "chemical order cutoff_A", profile->mixing_cutoff);
  add_icosahedra (json, profile);
  if (profile->energy != NULL)
    vit_json_add_number (json, "pressure_GPa", profile->energy->pressure * VIT_GPA_PER_EV_A3);
  json_builder_end_object (json);
}

/* The most frequent polyhedra of the target in both. */
static void
add_order (JsonBuilder *json, const VitReport *report, const VitOrderComparison *order)
{
  VitTable *table = vit_table_new ("polyhedra", "index", "target", "target_error", "model", "model_error", NULL);

  for (guint c = 0; c < MIN (order->classes->len, VIT_COMPARISON_SHOWN); c++)
    {
      g_autofree char *index = vit_voronoi_index_format (g_array_index (order->classes, VitVoronoiClass, c).index);
      VitEstimate target = vit_distribution_fraction (order->target_classes, (int) c);
      VitEstimate model = vit_distribution_fraction (order->model_classes, (int) c);

      vit_table_add_text (table, index);
      vit_table_add_number (table, target.value);
      vit_table_add_number (table, target.error);
      vit_table_add_number (table, model.value);
      vit_table_add_number (table, model.error);
    }
  json_builder_set_member_name (json, element_name (report->model, order->element));
  json_builder_begin_object (json);
  add_difference (json, "Voronoi classes", order->polyhedra);
  add_difference (json, "coordination", order->coordination);
  add_difference (json, "angles", order->angles);
  add_table (json, table);
  json_builder_end_object (json);
}

static void
add_outliers (JsonBuilder *json, const VitReport *report)
{
  VitTable *table = vit_table_new ("outliers", "atom", "too_close", "odd_faces", NULL);

  for (guint k = 0; k < report->outliers->len; k++)
    {
      const VitOutlier *outlier = &g_array_index (report->outliers, VitOutlier, k);

      vit_table_add_number (table, (double) outlier->atom + 1);
      vit_table_add_text (table, outlier->too_close ? "yes" : "no");
      vit_table_add_text (table, outlier->odd_faces ? "yes" : "no");
    }
  add_table (json, table);
}

char *
vit_report_to_json (const VitReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  vit_json_add_text (json, "model file", report->model_path);
  vit_json_add_text (json, "target file", report->target_path);
  vit_json_add_text (json, "recipe file", report->recipe_path);
  vit_json_add_text (json, "potential", report->potential);
  add_checks (json, report);
  add_curves (json, report);
  add_profile (json, "model", report->model);
  if (report->target != NULL)
    add_profile (json, "target", report->target);
  if (report->comparison != NULL)
    {
      json_builder_set_member_name (json, "differences");
      json_builder_begin_object (json);
      for (int k = 0; k < report->comparison->n_orders; k++)
        add_order (json, report, &report->comparison->order[k]);
      json_builder_end_object (json);
    }
  if (report->target == NULL)
    vit_json_add_number (json, "relaxed energy_eV", report->relaxed_energy);
  add_outliers (json, report);
  json_builder_end_object (json);
  return vit_json_to_text (json);
}
