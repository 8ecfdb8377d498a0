/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "rdf-observable.h"

static void
add_column (GPtrArray *names, GPtrArray *columns, gsize n, char *name)
{
  g_ptr_array_add (names, name);
  g_ptr_array_add (columns, g_new (double, n));
}

/* Adds the total (@pair: %VIT_RDF_TOTAL) or one partial curve. */
static gboolean
add_curve (const VitConfiguration *configuration, const VitPairHistogram *histogram, int pair, VitRdfWeights weights,
           gboolean reduced, GPtrArray *names, GPtrArray *columns, GError **error)
{
  const VitElement *elements[VIT_MAX_SPECIES];
  double of_pair[VIT_MAX_PAIRS];
  g_autofree char *of = pair != VIT_RDF_TOTAL              ? vit_cli_pair_name (configuration, pair)
                        : weights == VIT_RDF_WEIGHTS_ATOMS ? g_strdup ("total")
                                                           : g_strdup (vit_rdf_weights_to_string (weights));

  for (int s = 0; s < histogram->n_species; s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  if (!vit_rdf_pair_weights (histogram, elements, pair, weights, of_pair, error))
    return FALSE;
  add_column (names, columns, (gsize) histogram->n_bins,
              reduced ? g_strconcat ("G_", of, "_A^-2", NULL) : g_strconcat ("g_", of, NULL));
  vit_rdf_sum (histogram, of_pair, reduced, columns->pdata[columns->len - 1]);
  return TRUE;
}

int
vit_cli_compute_rdf (int argc, char **argv)
{
  g_autofree char *bin_text = NULL, *r_max_text = NULL, *weights_text = NULL;
  gboolean reduced = FALSE;
  const GOptionEntry entries[] = {
    { "reduced", 0, 0, G_OPTION_ARG_NONE, &reduced, "G(r) = 4πρr [g(r) − 1] in place of g(r)", NULL },
    { "weights", 0, 0, G_OPTION_ARG_STRING, &weights_text,
      "What pairs count for in the total: atoms (default), xray or neutron", "KIND" },
    { "bin", 0, 0, G_OPTION_ARG_STRING, &bin_text, "Width of a bin, Å (0.02)", "Å" },
    { "rmax", 0, 0, G_OPTION_ARG_STRING, &r_max_text, "End, Å (the largest sphere in the cell)", "Å" },
    G_OPTION_ENTRY_NULL,
  };
  double bin = 0.02, r_max = 0;
  VitRdfWeights weights = VIT_RDF_WEIGHTS_ATOMS;
  g_autoptr (VitConfiguration) configuration = NULL;
  g_autoptr (VitPairHistogram) histogram = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  int status;

  if (!vit_cli_parse (entries, "CONFIG", 1,
                      "Prints the total and the partial pair distribution functions: g(r) or G(r).", &argc, &argv)
      || !vit_cli_option_double ("--bin", bin_text, 1e-4, 10, &bin)
      || !vit_cli_option_double ("--rmax", r_max_text, 1e-3, 1e4, &r_max))
    return VIT_CLI_BAD_INPUT;
  if (weights_text != NULL && !vit_rdf_weights_from_string (weights_text, &weights))
    return vit_cli_usage ("--weights: expected atoms, xray or neutron, found \"%s\"", weights_text);
  histogram = vit_cli_read_histogram (argv[1], bin, r_max, &configuration, &status);
  if (histogram == NULL)
    return status;

  add_column (names, columns, (gsize) histogram->n_bins, g_strdup ("r_A"));
  for (int k = 0; k < histogram->n_bins; k++)
    ((double *) columns->pdata[0])[k] = (k + 0.5) * bin;
  for (int pair = VIT_RDF_TOTAL; pair < histogram->n_pairs; pair++)
    if (!add_curve (configuration, histogram, pair, weights, reduced, names, columns, &error))
      return vit_cli_fail (error);
  vit_cli_print_columns ((gsize) histogram->n_bins, names, columns);
  return VIT_CLI_DONE;
}
