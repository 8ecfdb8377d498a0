/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "recipe.h"
#include "structure-factor.h"

typedef struct
{
  char *q;
  char *radiation;
  char *bin;
  char *r_max;
  char *window;
  gboolean partials;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->q);
  g_free (self->radiation);
  g_free (self->bin);
  g_free (self->r_max);
  g_free (self->window);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse_radiation (const char *text, VitRadiation *radiation)
{
  if (text == NULL || g_str_equal (text, "xray"))
    *radiation = VIT_RADIATION_XRAY;
  else if (g_str_equal (text, "neutron"))
    *radiation = VIT_RADIATION_NEUTRON;
  else
    {
      vit_cli_usage ("--radiation: expected xray or neutron, found \"%s\"", text);
      return FALSE;
    }
  return TRUE;
}

static int
print (const VitConfiguration *configuration, const VitPairHistogram *histogram, const Options *options,
       VitRadiation radiation, VitWindow window, const VitRange *range)
{
  gsize n = vit_range_get_n (range), size = (gsize) histogram->n_pairs * n;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free), columns = g_ptr_array_new ();
  g_autofree double *q = vit_range_get_points (range), *partials = g_new (double, size),
                    *weights = g_new (double, size), *total = g_new (double, n);
  const VitElement *elements[VIT_MAX_SPECIES];
  GError *error = NULL;

  for (int s = 0; s < histogram->n_species; s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  if (!vit_scattering_weights (histogram, elements, radiation, n, q, weights, &error))
    return vit_cli_fail (error);
  vit_structure_factor_partials (histogram, window, n, q, partials);
  vit_structure_factor_total (histogram->n_pairs, n, weights, partials, total);
  g_ptr_array_add (names, g_strdup ("q_1/A"));
  g_ptr_array_add (columns, q);
  g_ptr_array_add (names, g_strdup (radiation == VIT_RADIATION_XRAY ? "S_xray" : "S_neutron"));
  g_ptr_array_add (columns, total);
  for (int pair = 0; pair < histogram->n_pairs && options->partials; pair++)
    {
      g_autofree char *pair_name = vit_cli_pair_name (configuration, pair);

      g_ptr_array_add (names, g_strconcat ("S_", pair_name, NULL));
      g_ptr_array_add (columns, partials + (gsize) pair * n);
    }
  vit_cli_print_columns (n, names, columns);
  return VIT_CLI_DONE;
}

int
vit_cli_compute_sq (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "q", 0, 0, G_OPTION_ARG_STRING, &options.q, "Wave numbers, Å⁻¹ (0.6:20:0.05)", "LOW:HIGH:STEP" },
    { "radiation", 0, 0, G_OPTION_ARG_STRING, &options.radiation, "xray (default) or neutron", "KIND" },
    { "partials", 0, 0, G_OPTION_ARG_NONE, &options.partials, "Also the partial S(q)", NULL },
    { "bin", 0, 0, G_OPTION_ARG_STRING, &options.bin, "Width of a bin of g(r), Å (0.02)", "Å" },
    { "rmax", 0, 0, G_OPTION_ARG_STRING, &options.r_max, "End of g(r), Å (the largest sphere in the cell)", "Å" },
    { "window", 0, 0, G_OPTION_ARG_STRING, &options.window, "Factor on g(r) − 1: none (default), cosine or lorch",
      "KIND" },
    G_OPTION_ENTRY_NULL,
  };
  VitRange range = { 0.6, 20, 0.05 };
  VitRadiation radiation;
  VitWindow window = VIT_WINDOW_NONE;
  double bin = 0.02, r_max = 0;
  g_autoptr (VitConfiguration) configuration = NULL;
  g_autoptr (VitPairHistogram) histogram = NULL;
  int status;

  if (!vit_cli_parse (entries, "CONFIG", 1, "Prints the total structure factor (Faber–Ziman).", &argc, &argv)
      || !parse_radiation (options.radiation, &radiation)
      || !vit_cli_option_double ("--bin", options.bin, 1e-4, 10, &bin)
      || !vit_cli_option_double ("--rmax", options.r_max, 1e-3, 1e4, &r_max))
    return VIT_CLI_BAD_INPUT;
  if (options.q != NULL && (!vit_range_parse (options.q, &range) || range.step == 0))
    return vit_cli_usage ("--q: expected LOW:HIGH:STEP with 0 ≤ LOW < HIGH, found \"%s\"", options.q);
  if (options.window != NULL && !vit_window_from_string (options.window, &window))
    return vit_cli_usage ("--window: expected none, cosine or lorch, found \"%s\"", options.window);
  histogram = vit_cli_read_histogram (argv[1], bin, r_max, &configuration, &status);
  if (histogram == NULL)
    return status;
  return print (configuration, histogram, &options, radiation, window, &range);
}
