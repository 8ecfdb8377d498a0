/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute-energy-lammps.h"

#include "cli.h"
#include "lammps-files.h"
#include "lammps.h"

/* The commands of all options --pair-coeff, each of which may hold several. */
static char **
split_commands (char **options)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (; options != NULL && *options != NULL; options++)
    {
      g_autofree char *text = vit_lammps_files_replace (*options, ".", NULL, NULL, NULL);
      g_auto (GStrv) commands = g_strsplit (text, ";", -1);

      for (gsize i = 0; commands[i] != NULL; i++)
        g_strv_builder_add (all, g_strstrip (commands[i]));
    }
  return g_strv_builder_end (all);
}

VitTable *
vit_cli_tabulate_lammps (const VitConfiguration *configuration, const VitCliLammps *options, GError **error)
{
  g_autofree char *style = vit_lammps_files_replace (options->pair_style, ".", NULL, NULL, NULL);
  g_auto (GStrv) coeff = split_commands (options->pair_coeff);
  g_auto (GStrv) types = options->elements != NULL ? vit_lammps_split (options->elements) : NULL;
  const VitLammpsSetup setup
      = { .pair_style = style, .pair_coeff = (const char *const *) coeff, .elements = (const char *const *) types };
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitLammps) lammps = NULL;
  const VitElement *elements[VIT_MAX_SPECIES];
  VitTable *table;

  for (int s = 0; s < atoms->n_species; s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  lammps = vit_lammps_new (&setup, atoms, elements, error);
  if (lammps == NULL)
    return NULL;
  table = vit_table_new ("energy", "pair_style", "atoms", "mean_eV", "total_eV", NULL);
  vit_table_add_text (table, options->pair_style);
  vit_table_add_number (table, (double) atoms->n_atoms);
  vit_table_add_number (table, vit_lammps_get_energy (lammps) / (double) atoms->n_atoms);
  vit_table_add_number (table, vit_lammps_get_energy (lammps));
  return table;
}
