/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "coordination.h"

static VitTable *
tabulate_pairs (const VitCliAnalysis *analysis, const VitCoordination *coordination)
{
  const VitConfiguration *configuration = analysis->configuration;
  VitTable *table = vit_table_new ("pairs", "centre", "neighbour", "cutoff_A", "coordination", "error", "warren_cowley",
                                   "warren_cowley_mean", "cargill_spaepen", NULL);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (configuration);
  g_autofree double *value = g_new (double, coordination->n_atoms);
  int n = coordination->n_species;

  for (int a = 0; a < n; a++)
    for (int b = 0; b < n; b++)
      {
        VitEstimate mean;

        if (analysis->species != VIT_ALL_SPECIES && analysis->species != a)
          continue;
        vit_coordination_get_values (coordination, a, b, value);
        mean = vit_blocks_mean (blocks, value);
        vit_table_add_text (table, vit_cli_species_name (configuration, a));
        vit_table_add_text (table, vit_cli_species_name (configuration, b));
        vit_table_add_number (table, analysis->cutoff[vit_pair_index (n, a, b)]);
        vit_table_add_number (table, mean.value);
        vit_table_add_number (table, mean.error);
        vit_table_add_number (table, vit_coordination_get_warren_cowley (coordination, a, b));
        vit_table_add_number (table, vit_coordination_get_mean_warren_cowley (coordination, a, b));
        vit_table_add_number (table, vit_coordination_get_cargill_spaepen (coordination, a, b));
      }
  return table;
}

static VitTable *
tabulate_distribution (const VitCliAnalysis *analysis, const VitCoordination *coordination)
{
  VitTable *table = vit_table_new ("distribution", "coordination", "atoms", "fraction", NULL);
  g_autofree gsize *n = g_new (gsize, coordination->largest + 1);
  gsize all = 0;

  vit_coordination_get_distribution (coordination, analysis->species, n);
  for (int k = 0; k <= coordination->largest; k++)
    all += n[k];
  for (int k = 0; k <= coordination->largest; k++)
    {
      vit_table_add_number (table, k);
      vit_table_add_number (table, (double) n[k]);
      vit_table_add_number (table, (double) n[k] / (double) all);
    }
  return table;
}

static VitTable *
tabulate_atoms (const VitCliAnalysis *analysis, const VitCoordination *coordination)
{
  VitTable *table = vit_table_new ("atoms", "atom", "element", "coordination", NULL);
  int n = coordination->n_species;

  for (int b = 0; b < n; b++)
    vit_table_add_column (table, vit_cli_species_name (analysis->configuration, b));
  for (gsize i = 0; i < coordination->n_atoms; i++)
    if (vit_cli_analysis_has_atom (analysis, i))
      {
        vit_cli_analysis_add_atom (analysis, table, i);
        vit_table_add_number (table, coordination->total[i]);
        for (int b = 0; b < n; b++)
          vit_table_add_number (table, coordination->count[i * (gsize) n + (gsize) b]);
      }
  return table;
}

int
vit_cli_compute_coordination (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  g_autoptr (VitNeighbourList) list = NULL;
  g_autoptr (VitCoordination) coordination = NULL;
  g_autoptr (VitTable) first = NULL, second = NULL;
  int status;

  if (!vit_cli_analysis_parse (
          &analysis, NULL, VIT_CLI_CUTOFFS,
          "Prints partial coordination numbers and chemical order: Warren–Cowley parameters, 1 − Z_ab/(c_b Z_a) "
          "and with the mean coordination of all atoms (negative for preferred neighbours), and "
          "Cargill–Spaepen's (the opposite sign, corrected for the coordination of each element). With "
          "one cut-off for all pairs (--cutoff 3.8) they are 0 for a random mixture.",
          &argc, &argv, &status)
      || (list = vit_cli_analysis_list (&analysis, &status)) == NULL)
    return status;
  coordination = vit_coordination_new (analysis.configuration, list);
  if (analysis.per_atom)
    first = tabulate_atoms (&analysis, coordination);
  else
    {
      first = tabulate_pairs (&analysis, coordination);
      second = tabulate_distribution (&analysis, coordination);
    }
  vit_cli_print_tables (analysis.as_json, second != NULL ? 2 : 1, (VitTable *[]){ first, second });
  return VIT_CLI_DONE;
}
