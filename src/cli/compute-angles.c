/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "bond-angles.h"
#include "cli.h"

/* A column for each centre and pair of neighbours: "Cu-Zr-Zr" has the centre first, as "all" has. */
static void
add_columns (const VitCliAnalysis *analysis, const VitBondAngles *angles, VitBondAngleForm form, GPtrArray *names,
             GPtrArray *columns)
{
  for (int centre = 0; centre < angles->n_species; centre++)
    for (int pair = -1; pair < angles->n_pairs; pair++)
      {
        const char *centre_name = vit_cli_species_name (analysis->configuration, centre);
        g_autofree char *pair_name = pair < 0 ? g_strdup ("all") : vit_cli_pair_name (analysis->configuration, pair);
        double *density = g_new (double, angles->n_bins);

        if (analysis->species != VIT_ALL_SPECIES && analysis->species != centre)
          {
            g_free (density);
            continue;
          }
        vit_bond_angles_get_density (angles, centre, pair, form, density);
        g_ptr_array_add (names, g_strdup_printf ("%s_centre_%s", centre_name, pair_name));
        g_ptr_array_add (columns, density);
      }
}

int
vit_cli_compute_angles (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  g_autofree char *bin_text = NULL;
  gboolean solid = FALSE;
  const GOptionEntry entries[] = {
    { "bin", 0, 0, G_OPTION_ARG_STRING, &bin_text, "Width of a bin, degrees; 180 is a whole number of them (1)", "°" },
    { "solid", 0, 0, G_OPTION_ARG_NONE, &solid, "Per solid angle: 1 for neighbours without correlation", NULL },
    G_OPTION_ENTRY_NULL,
  };
  double bin = 1;
  g_autoptr (VitNeighbourList) list = NULL;
  g_autoptr (VitBondAngles) angles = NULL;
  g_autoptr (VitTable) table = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  double *degrees;
  int status;

  if (!vit_cli_analysis_parse (
          &analysis, entries, VIT_CLI_CUTOFFS | VIT_CLI_NO_ATOMS,
          "Prints the distributions of bond angles for each element in the centre and each pair of "
          "neighbours, per degree.",
          &argc, &argv, &status))
    return status;
  if (!vit_cli_option_double ("--bin", bin_text, 0.01, 90, &bin))
    return VIT_CLI_BAD_INPUT;
  if ((list = vit_cli_analysis_list (&analysis, &status)) == NULL)
    return status;
  angles = vit_bond_angles_new (vit_configuration_get_n_species (analysis.configuration), bin, &error);
  if (angles == NULL)
    {
      g_prefix_error (&error, "--bin: ");
      return vit_cli_fail (error);
    }
  vit_bond_angles_add_all (angles, list, vit_configuration_get_species (analysis.configuration));
  degrees = g_new (double, angles->n_bins);
  for (int k = 0; k < angles->n_bins; k++)
    degrees[k] = k * angles->width;
  g_ptr_array_add (names, g_strdup ("angle_degrees"));
  g_ptr_array_add (columns, degrees);
  add_columns (&analysis, angles, solid ? VIT_BOND_ANGLE_SOLID : VIT_BOND_ANGLE_DENSITY, names, columns);
  table = vit_table_new_numbers ("angles", (gsize) angles->n_bins, columns->len, (const char *const *) names->pdata,
                                 (const double *const *) columns->pdata);
  vit_cli_print_tables (analysis.as_json, 1, (VitTable *[]){ table });
  return VIT_CLI_DONE;
}
