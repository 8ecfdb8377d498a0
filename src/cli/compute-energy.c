/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "compute-energy-lammps.h"
#include "configuration-file.h"
#include "eam-energy.h"
#include "error.h"
#include "potential.h"
#include "relax.h"

/* Where relaxing stops: largest force, eV/Å, and number of steps. */
#define RELAXED_FORCE 0.01
#define MAX_STEPS 3000

static VitTable *
tabulate_atoms (const VitCliAnalysis *analysis, const VitEamEnergy *energy)
{
  VitTable *table
      = vit_table_new ("atoms", "atom", "element", "energy_eV", "force_x_eV_A", "force_y_eV_A", "force_z_eV_A", NULL);

  for (gsize i = 0; i < energy->n_atoms; i++)
    if (vit_cli_analysis_has_atom (analysis, i))
      {
        vit_cli_analysis_add_atom (analysis, table, i);
        vit_table_add_number (table, energy->energy[i]);
        for (int a = 0; a < 3; a++)
          vit_table_add_number (table, energy->force[i][a]);
      }
  return table;
}

static VitTable *
tabulate_mean (const VitCliAnalysis *analysis, const VitEamEnergy *energy, const char *potential)
{
  VitTable *table = vit_table_new ("energy", "potential", "centre", "atoms", "mean_eV", "error_eV", "total_eV",
                                   "pressure_GPa", NULL);
  g_autoptr (VitBlocks) blocks = vit_blocks_new (analysis->configuration);
  g_autofree double *value = g_new (double, energy->n_atoms);
  gsize n = 0;
  VitEstimate mean;

  for (gsize i = 0; i < energy->n_atoms; i++)
    {
      gboolean counts = vit_cli_analysis_has_atom (analysis, i);

      value[i] = counts ? energy->energy[i] : NAN;
      n += counts ? 1 : 0;
    }
  mean = vit_blocks_mean_by_species (blocks, analysis->configuration, value);
  vit_table_add_text (table, potential);
  vit_table_add_text (table, vit_cli_species_name (analysis->configuration, analysis->species));
  vit_table_add_number (table, (double) n);
  vit_table_add_number (table, mean.value);
  vit_table_add_number (table, mean.error);
  vit_table_add_number (table, mean.value * (double) n);
  vit_table_add_number (table, energy->pressure * VIT_GPA_PER_EV_A3);
  return table;
}

/* @out: (nullable): where to write the relaxed atoms */
static VitTable *
tabulate_relaxed (const VitCliAnalysis *analysis, const VitEam *eam, const char *out, GError **error)
{
  VitTable *table = vit_table_new ("relaxed", "centre", "mean_eV", "steps", "largest_force_eV_A", NULL);
  g_autoptr (VitConfiguration) relaxed = NULL;
  g_autoptr (VitRelaxation) relaxation = vit_relaxation_new (eam, analysis->configuration, error);
  int steps = 0;

  if (relaxation == NULL)
    {
      vit_table_free (table);
      return NULL;
    }
  for (; vit_relaxation_get_largest_force (relaxation) > RELAXED_FORCE && steps < MAX_STEPS; steps++)
    vit_relaxation_step (relaxation);
  relaxed = vit_configuration_copy (analysis->configuration);
  vit_relaxation_store (relaxation, relaxed);
  if (out != NULL && !vit_configuration_write (relaxed, out, VIT_FORMAT_EXTENDED_XYZ, "relaxed by vitrum-cli", error))
    {
      vit_table_free (table);
      return NULL;
    }
  vit_table_add_text (table, "all");
  vit_table_add_number (table, vit_relaxation_get_energy (relaxation)
                                   / (double) vit_configuration_get_n_atoms (analysis->configuration));
  vit_table_add_number (table, steps);
  vit_table_add_number (table, vit_relaxation_get_largest_force (relaxation));
  return table;
}

/* Fails: says what is wrong with the configuration @path, or by itself. */
static int
fail (GError *error, const char *path)
{
  if (error->domain == VIT_ERROR)
    g_prefix_error (&error, "%s: ", path);
  return vit_cli_fail (error);
}

/* The energy of all atoms by LAMMPS: no more is asked of it. */
static int
print_lammps (const VitCliAnalysis *analysis, const VitCliLammps *lammps, gboolean more)
{
  g_autoptr (VitTable) table = NULL;
  GError *error = NULL;

  if (more || analysis->per_atom || analysis->species != VIT_ALL_SPECIES)
    return vit_cli_usage ("--pair-style: expected none of --potential, --relax, --out, --per-atom and --centre; LAMMPS "
                          "gives the energy of all atoms");
  if (lammps->pair_style == NULL)
    return vit_cli_usage ("expected --pair-style, too");
  table = vit_cli_tabulate_lammps (analysis->configuration, lammps, &error);
  if (table == NULL)
    return fail (error, analysis->path);
  vit_cli_print_tables (analysis->as_json, 1, &table);
  return VIT_CLI_DONE;
}

int
vit_cli_compute_energy (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  g_auto (GStrv) potentials = NULL;
  g_autofree char *out = NULL, *pair_style = NULL, *elements = NULL;
  g_auto (GStrv) pair_coeff = NULL;
  gboolean relax = FALSE;
  const GOptionEntry entries[] = {
    { "potential", 0, 0, G_OPTION_ARG_STRING_ARRAY, &potentials,
      "Embedded-atom potential: file, or name in $LAMMPS_POTENTIALS; for funcfl once for each element", "FILE" },
    { "pair-style", 0, 0, G_OPTION_ARG_STRING, &pair_style,
      "Instead: any pair style of LAMMPS, units metal, with its arguments", "STYLE" },
    { "pair-coeff", 0, 0, G_OPTION_ARG_STRING_ARRAY, &pair_coeff,
      "Its coefficients; once for each pair_coeff, or several divided by ;", "COEFF" },
    { "elements", 0, 0, G_OPTION_ARG_STRING, &elements,
      "Elements of its atom types (else those that end a --pair-coeff, else in the order of the sample)", "SYMBOLS" },
    { "relax", 0, 0, G_OPTION_ARG_NONE, &relax, "Say also what the atoms relax to in this cell", NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Write the relaxed atoms as extended XYZ", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitEam) eam = NULL;
  g_autoptr (VitEamEnergy) energy = NULL;
  g_autoptr (VitTable) first = NULL, second = NULL;
  GError *error = NULL;
  int status;

  if (!vit_cli_analysis_parse (&analysis, entries, 0,
                               "Prints the potential energy and the pressure of the atoms at rest.", &argc, &argv,
                               &status))
    return status;
  if (pair_style != NULL || pair_coeff != NULL || elements != NULL)
    return print_lammps (&analysis, &(VitCliLammps){ pair_style, pair_coeff, elements },
                         potentials != NULL || relax || out != NULL);
  if (potentials == NULL)
    {
      const char *known = vit_potential_suggest (analysis.configuration);

      if (known == NULL)
        return vit_cli_usage ("no potential is known for these elements; give one by --potential");
      potentials = g_strdupv ((char *[]){ (char *) known, NULL });
    }
  eam = vit_potential_read ((const char *const *) potentials, &error);
  if (eam == NULL)
    return vit_cli_fail (error);
  energy = vit_eam_energy_new (eam, analysis.configuration, &error);
  if (energy != NULL && (relax || out != NULL))
    second = tabulate_relaxed (&analysis, eam, out, &error);
  if (error != NULL)
    return fail (error, argv[1]);
  first = analysis.per_atom ? tabulate_atoms (&analysis, energy) : tabulate_mean (&analysis, energy, eam->name);
  vit_cli_print_tables (analysis.as_json, second != NULL ? 2 : 1, (VitTable *[]){ first, second });
  return VIT_CLI_DONE;
}
