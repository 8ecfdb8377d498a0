/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "neighbour-list.h"
#include "table.h"
#include "voronoi-classes.h"

/* What the commands that analyse a configuration have in common. */

/**
 * VitCliAnalysisParts:
 * @VIT_CLI_VORONOI: it has the options of the tessellation
 * @VIT_CLI_CUTOFFS: it has cut-offs
 * @VIT_CLI_NO_ATOMS: it has nothing to print for each atom
 */
typedef enum
{
  VIT_CLI_VORONOI = 1 << 0,
  VIT_CLI_CUTOFFS = 1 << 1,
  VIT_CLI_NO_ATOMS = 1 << 2,
} VitCliAnalysisParts;

/**
 * VitCliAnalysis:
 * @as_json, @per_atom: how to print
 * @centre: symbol of the element whose atoms count, or %NULL
 * @relative_area, @edge_length: thresholds of the tessellation, as given
 * @radical: whether it is weighed with radii
 * @cutoff_text: cut-offs as given, or %NULL
 * @path, @configuration: the configuration
 * @species: that of @centre, or %VIT_ALL_SPECIES
 * @voronoi_options: from the above
 * @cutoff: what vit_cli_analysis_list() took, Å, shape (pairs)
 *
 * Zero it, and free what it holds with vit_cli_analysis_clear().
 */
typedef struct
{
  gboolean as_json;
  gboolean per_atom;
  char *centre;
  char *relative_area;
  char *edge_length;
  gboolean radical;
  char *cutoff_text;
  const char *path;
  VitConfiguration *configuration;
  int species;
  VitVoronoiOptions voronoi_options;
  double cutoff[VIT_MAX_PAIRS];
} VitCliAnalysis;

/**
 * vit_cli_analysis_parse:
 * @entries: (nullable): options of the command's own, ended by a null entry
 * @parts: what else it has
 * @summary: for the help
 *
 * Parses the call and reads the configuration. Returns: whether all is well; else a message was printed and *status is
 * set.
 */
gboolean vit_cli_analysis_parse (VitCliAnalysis *self, const GOptionEntry *entries, VitCliAnalysisParts parts,
                                 const char *summary, int *argc, char ***argv, int *status);
void vit_cli_analysis_clear (VitCliAnalysis *self);

/* Neighbours within the cut-offs: those given, else the first minima of the partial g(r). NULL: a message was printed.
 */
VitNeighbourList *vit_cli_analysis_list (VitCliAnalysis *self, int *status);

/* Whether an atom counts. */
gboolean vit_cli_analysis_has_atom (const VitCliAnalysis *self, gsize atom);

/* Adds "atom" (from 1) and "element" to a row. */
void vit_cli_analysis_add_atom (const VitCliAnalysis *self, VitTable *table, gsize atom);

/* "all", or the symbol of a species. */
const char *vit_cli_species_name (const VitConfiguration *configuration, int species);

/* Prints tables, in JSON as members of one object, in CSV one below the other with a blank line between. */
void vit_cli_print_tables (gboolean as_json, gsize n, VitTable *const *tables);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VitCliAnalysis, vit_cli_analysis_clear)
