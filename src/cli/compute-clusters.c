/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "clusters.h"

static gboolean
parse_link (const char *text, VitLink *link)
{
  for (int k = 0; k < VIT_N_LINKS; k++)
    if (g_str_equal (text, vit_link_name (k)))
      {
        *link = k;
        return TRUE;
      }
  vit_cli_usage ("--link: expected vertex, edge, face or interpenetrating, found \"%s\"", text);
  return FALSE;
}

static VitTable *
tabulate_links (const VitClusters *clusters)
{
  VitTable *table = vit_table_new ("links", "link", "pairs", "per_polyhedron", NULL);

  for (int k = 0; k < VIT_N_LINKS; k++)
    {
      vit_table_add_text (table, vit_link_name (k));
      vit_table_add_number (table, (double) clusters->count[k]);
      /* A pair belongs to two polyhedra. */
      vit_table_add_number (table, 2.0 * (double) clusters->count[k] / (double) clusters->n_centres);
    }
  return table;
}

static VitTable *
tabulate_networks (const VitClusters *clusters)
{
  VitTable *table = vit_table_new ("networks", "size", "networks", NULL);

  for (gsize first = 0, next; first < clusters->n_networks; first = next)
    {
      for (next = first; next < clusters->n_networks && clusters->size[next] == clusters->size[first];)
        next++;
      vit_table_add_number (table, (double) clusters->size[first]);
      vit_table_add_number (table, (double) (next - first));
    }
  return table;
}

static VitTable *
tabulate_summary (const VitClusters *clusters, const VitCliAnalysis *analysis)
{
  VitTable *table = vit_table_new ("summary", "polyhedra", "networks", "largest", "atoms_in_them", "fraction", NULL);

  vit_table_add_number (table, (double) clusters->n_centres);
  vit_table_add_number (table, (double) clusters->n_networks);
  vit_table_add_number (table, clusters->n_networks > 0 ? (double) clusters->size[0] : 0);
  vit_table_add_number (table, (double) clusters->n_atoms);
  vit_table_add_number (table,
                        (double) clusters->n_atoms / (double) vit_configuration_get_n_atoms (analysis->configuration));
  return table;
}

static VitTable *
tabulate_atoms (const VitClusters *clusters, const VitCliAnalysis *analysis)
{
  VitTable *table = vit_table_new ("atoms", "atom", "element", "network", "size", NULL);

  for (gsize c = 0; c < clusters->n_centres; c++)
    {
      vit_cli_analysis_add_atom (analysis, table, clusters->centre[c]);
      vit_table_add_number (table, (double) clusters->network[c] + 1);
      vit_table_add_number (table, (double) clusters->size[clusters->network[c]]);
    }
  return table;
}

int
vit_cli_compute_clusters (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  g_autofree char *index_text = NULL, *link_text = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_STRING, &index_text, "Voronoi index of the polyhedra (0,0,12,0: icosahedra)",
      "N3,N4,N5,N6" },
    { "link", 0, 0, G_OPTION_ARG_STRING, &link_text,
      "Loosest connection that makes a network: vertex, edge, face, interpenetrating (default)", "LINK" },
    G_OPTION_ENTRY_NULL,
  };
  VitVoronoiIndex index = VIT_ICOSAHEDRON;
  VitLink link = VIT_LINK_INTERPENETRATING;
  g_autoptr (VitVoronoi) voronoi = NULL;
  g_autoptr (VitClusters) clusters = NULL;
  g_autofree gboolean *is_centre = NULL;
  g_autoptr (VitTable) first = NULL, second = NULL, third = NULL;
  GError *error = NULL;
  int status;

  if (!vit_cli_analysis_parse (&analysis, entries, VIT_CLI_VORONOI,
                               "Prints how icosahedra (or polyhedra of another index) are connected, and the sizes of "
                               "the networks that they form.",
                               &argc, &argv, &status))
    return status;
  if (index_text != NULL && !vit_voronoi_index_parse (index_text, &index, &error))
    {
      g_prefix_error (&error, "--index: ");
      return vit_cli_fail (error);
    }
  if (link_text != NULL && !parse_link (link_text, &link))
    return VIT_CLI_BAD_INPUT;
  voronoi = vit_voronoi_new (analysis.configuration, &analysis.voronoi_options, &error);
  if (voronoi == NULL)
    {
      g_prefix_error (&error, "%s: ", argv[1]);
      return vit_cli_fail (error);
    }
  is_centre = g_new (gboolean, voronoi->n_atoms);
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    is_centre[i] = vit_cli_analysis_has_atom (&analysis, i) && vit_voronoi_index_equal (voronoi->index[i], index);
  clusters = vit_clusters_new (voronoi, is_centre, link);
  if (analysis.per_atom)
    first = tabulate_atoms (clusters, &analysis);
  else
    {
      first = tabulate_summary (clusters, &analysis);
      second = tabulate_links (clusters);
      third = tabulate_networks (clusters);
    }
  vit_cli_print_tables (analysis.as_json, second != NULL ? 3 : 1, (VitTable *[]){ first, second, third });
  return VIT_CLI_DONE;
}
