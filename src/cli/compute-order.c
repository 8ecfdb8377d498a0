/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "bond-order.h"
#include "cli.h"

#define N_DEGREES 2
#define N_VALUES 4

static const int degrees[N_DEGREES] = { 4, 6 };

static const double *
values_of (const VitBondOrder *order, int k)
{
  return (const double *[N_VALUES]){ order->q, order->w, order->q_average, order->w_average }[k];
}

static char *
name_of (int l, int k)
{
  static const char *const forms[N_VALUES] = { "q%d", "w%d", "q%d_averaged", "w%d_averaged" };
  g_auto (GStrv) parts = g_strsplit (forms[k], "%d", 2);

  return g_strdup_printf ("%s%d%s", parts[0], l, parts[1]);
}

static VitTable *
tabulate_atoms (const VitCliAnalysis *analysis, VitBondOrder *const *orders)
{
  VitTable *table = vit_table_new ("atoms", "atom", "element", NULL);

  for (int d = 0; d < N_DEGREES; d++)
    for (int k = 0; k < N_VALUES; k++)
      {
        g_autofree char *name = name_of (degrees[d], k);

        vit_table_add_column (table, name);
      }
  for (gsize i = 0; i < orders[0]->n_atoms; i++)
    if (vit_cli_analysis_has_atom (analysis, i))
      {
        vit_cli_analysis_add_atom (analysis, table, i);
        for (int d = 0; d < N_DEGREES; d++)
          for (int k = 0; k < N_VALUES; k++)
            vit_table_add_number (table, values_of (orders[d], k)[i]);
      }
  return table;
}

static VitTable *
tabulate_means (const VitCliAnalysis *analysis, VitBondOrder *const *orders)
{
  VitTable *table = vit_table_new ("bond order", "quantity", "mean", "error", NULL);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (analysis->configuration);
  g_autofree double *value = g_new (double, orders[0]->n_atoms);

  for (int d = 0; d < N_DEGREES; d++)
    for (int k = 0; k < N_VALUES; k++)
      {
        g_autofree char *name = name_of (degrees[d], k);
        VitEstimate mean;

        for (gsize i = 0; i < orders[d]->n_atoms; i++)
          value[i] = vit_cli_analysis_has_atom (analysis, i) ? values_of (orders[d], k)[i] : NAN;
        mean = vit_blocks_mean (blocks, value);
        vit_table_add_text (table, name);
        vit_table_add_number (table, mean.value);
        vit_table_add_number (table, mean.error);
      }
  return table;
}

int
vit_cli_compute_order (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  int nearest = 0, status;
  const GOptionEntry entries[] = {
    { "nearest", 0, 0, G_OPTION_ARG_INT, &nearest, "Use this many nearest neighbours, not all within the cut-offs",
      "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitNeighbourList) list = NULL;
  g_autoptr (VitTable) table = NULL;
  VitBondOrder *orders[N_DEGREES] = { NULL };
  GError *error = NULL;

  if (!vit_cli_analysis_parse (
          &analysis, entries, VIT_CLI_CUTOFFS,
          "Prints Steinhardt's bond-orientational order q4, w4, q6, w6, and the forms averaged over "
          "neighbours (Lechner, Dellago).",
          &argc, &argv, &status)
      || (list = vit_cli_analysis_list (&analysis, &status)) == NULL)
    return status;
  if (nearest < 0)
    return vit_cli_usage ("--nearest: expected 1 or more, found %d", nearest);
  for (int d = 0; d < N_DEGREES && error == NULL; d++)
    orders[d] = vit_bond_order_new (list, degrees[d], nearest, NULL, &error);
  if (error == NULL)
    {
      table = analysis.per_atom ? tabulate_atoms (&analysis, orders) : tabulate_means (&analysis, orders);
      vit_cli_print_tables (analysis.as_json, 1, &table);
      status = VIT_CLI_DONE;
    }
  else
    {
      g_prefix_error (&error, "%s: ", argv[1]);
      status = vit_cli_fail (error);
    }
  for (int d = 0; d < N_DEGREES; d++)
    vit_bond_order_free (orders[d]);
  return status;
}
