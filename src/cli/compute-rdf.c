/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

int
vit_cli_compute_rdf (int argc, char **argv)
{
  g_autofree char *bin_text = NULL, *r_max_text = NULL;
  const GOptionEntry entries[] = {
    { "bin", 0, 0, G_OPTION_ARG_STRING, &bin_text, "Width of a bin, Å (0.02)", "Å" },
    { "rmax", 0, 0, G_OPTION_ARG_STRING, &r_max_text, "End, Å (the largest sphere in the cell)", "Å" },
    G_OPTION_ENTRY_NULL,
  };
  double bin = 0.02, r_max = 0;
  g_autoptr (VitConfiguration) configuration = NULL;
  g_autoptr (VitPairHistogram) histogram = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  int status;

  if (!vit_cli_parse (entries, "CONFIG", 1, "Prints the total g(r) (weighted by concentrations) and the partial g(r).",
                      &argc, &argv)
      || !vit_cli_option_double ("--bin", bin_text, 1e-4, 10, &bin)
      || !vit_cli_option_double ("--rmax", r_max_text, 1e-3, 1e4, &r_max))
    return VIT_CLI_BAD_INPUT;
  histogram = vit_cli_read_histogram (argv[1], bin, r_max, &configuration, &status);
  if (histogram == NULL)
    return status;

  n = (gsize) histogram->n_bins;
  g_ptr_array_add (names, g_strdup ("r_A"));
  g_ptr_array_add (columns, g_new (double, n));
  for (gsize k = 0; k < n; k++)
    ((double *) columns->pdata[0])[k] = ((double) k + 0.5) * bin;
  g_ptr_array_add (names, g_strdup ("g_total"));
  g_ptr_array_add (columns, g_new (double, n));
  vit_pair_histogram_get_total_g (histogram, columns->pdata[1]);
  for (int pair = 0; pair < histogram->n_pairs; pair++)
    {
      g_autofree char *pair_name = vit_cli_pair_name (configuration, pair);

      g_ptr_array_add (names, g_strconcat ("g_", pair_name, NULL));
      g_ptr_array_add (columns, g_new (double, n));
      vit_pair_histogram_get_g (histogram, pair, columns->pdata[columns->len - 1]);
    }
  vit_cli_print_columns (n, names, columns);
  return VIT_CLI_DONE;
}
