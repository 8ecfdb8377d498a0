/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "configuration-file.h"
#include "cutoffs.h"
#include "json-text.h"

#include <stdio.h>
#include <string.h>

static const GOptionEntry no_more = G_OPTION_ENTRY_NULL;

static void
append_entries (GArray *all, const GOptionEntry *entries)
{
  for (; entries->long_name != NULL; entries++)
    g_array_append_val (all, *entries);
}

static gboolean
find_centre (VitCliAnalysis *self)
{
  const VitElement *element;

  self->species = VIT_ALL_SPECIES;
  if (self->centre == NULL)
    return TRUE;
  element = vit_element_by_symbol (self->centre, -1);
  if (element != NULL)
    self->species = vit_configuration_find_species (self->configuration, element->z);
  if (self->species >= 0)
    return TRUE;
  vit_cli_usage ("--centre: the configuration has no \"%s\"", self->centre);
  return FALSE;
}

gboolean
vit_cli_analysis_parse (VitCliAnalysis *self, const GOptionEntry *entries, VitCliAnalysisParts parts,
                        const char *summary, int *argc, char ***argv, int *status)
{
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, "Print JSON", NULL },
    { "centre", 0, 0, G_OPTION_ARG_STRING, &self->centre, "Count only atoms of this element", "ELEMENT" },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry of_atoms[] = {
    { "per-atom", 0, 0, G_OPTION_ARG_NONE, &self->per_atom, "Print a line for each atom", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry of_voronoi[] = {
    { "radical", 0, 0, G_OPTION_ARG_NONE, &self->radical, "Weigh atoms with their covalent radii (Laguerre)", NULL },
    { "min-area", 0, 0, G_OPTION_ARG_STRING, &self->relative_area, "Drop faces below this part of their cell's surface",
      "PART" },
    { "min-edge", 0, 0, G_OPTION_ARG_STRING, &self->edge_length, "Do not count edges shorter than this", "Å" },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry of_cutoffs[] = {
    { "cutoff", 0, 0, G_OPTION_ARG_STRING, &self->cutoff_text,
      "Cut-offs, Å: one for all, or Cu-Cu=3.4,Cu-Zr=3.8 (first minimum of each partial g(r))", "CUTOFFS" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));
  double area = 0, edge = 0;
  GError *error = NULL;

  if (entries != NULL)
    append_entries (all, entries);
  append_entries (all, common);
  if (!(parts & VIT_CLI_NO_ATOMS))
    append_entries (all, of_atoms);
  if (parts & VIT_CLI_VORONOI)
    append_entries (all, of_voronoi);
  if (parts & VIT_CLI_CUTOFFS)
    append_entries (all, of_cutoffs);
  g_array_append_val (all, no_more);
  *status = VIT_CLI_BAD_INPUT;
  if (!vit_cli_parse ((const GOptionEntry *) (void *) all->data, "CONFIG", 1, summary, argc, argv)
      || !vit_cli_option_double ("--min-area", self->relative_area, 0, 0.5, &area)
      || !vit_cli_option_double ("--min-edge", self->edge_length, 0, 10, &edge))
    return FALSE;
  self->path = (*argv)[1];
  self->configuration = vit_configuration_read (self->path, &error);
  if (self->configuration == NULL)
    {
      *status = vit_cli_fail (error);
      return FALSE;
    }
  vit_voronoi_options_init (&self->voronoi_options, self->configuration);
  self->voronoi_options.radical = self->radical;
  self->voronoi_options.relative_area = area;
  self->voronoi_options.edge_length = edge;
  return find_centre (self);
}

void
vit_cli_analysis_clear (VitCliAnalysis *self)
{
  g_free (self->centre);
  g_free (self->relative_area);
  g_free (self->edge_length);
  g_free (self->cutoff_text);
  vit_configuration_free (self->configuration);
}

VitNeighbourList *
vit_cli_analysis_list (VitCliAnalysis *self, int *status)
{
  GError *error = NULL;
  VitNeighbourList *list = NULL;

  if (vit_cutoffs_choose (self->configuration, self->cutoff_text, self->cutoff, &error))
    list = vit_neighbour_list_new (self->configuration, self->cutoff, &error);
  if (list == NULL)
    {
      g_prefix_error (&error, "%s: ", self->path);
      *status = vit_cli_fail (error);
    }
  return list;
}

gboolean
vit_cli_analysis_has_atom (const VitCliAnalysis *self, gsize atom)
{
  return vit_configuration_is_of_species (self->configuration, atom, self->species);
}

const char *
vit_cli_species_name (const VitConfiguration *configuration, int species)
{
  return species == VIT_ALL_SPECIES ? "all" : vit_configuration_get_element (configuration, species)->symbol;
}

void
vit_cli_analysis_add_atom (const VitCliAnalysis *self, VitTable *table, gsize atom)
{
  vit_table_add_number (table, (double) atom + 1);
  vit_table_add_text (
      table, vit_cli_species_name (self->configuration, vit_configuration_get_species (self->configuration)[atom]));
}

void
vit_cli_print_tables (gboolean as_json, gsize n, VitTable *const *tables)
{
  if (as_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();
      g_autofree char *text = NULL;

      json_builder_begin_object (json);
      for (gsize k = 0; k < n; k++)
        vit_table_to_json (tables[k], json);
      json_builder_end_object (json);
      text = vit_json_to_text (json);
      fputs (text, stdout);
      return;
    }
  for (gsize k = 0; k < n; k++)
    {
      g_autofree char *text = vit_table_to_csv (tables[k]);

      if (k > 0)
        putchar ('\n');
      fputs (text, stdout);
    }
}
