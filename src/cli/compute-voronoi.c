/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"

/* Names of face orders: n3 … n9, then all above. */
static char *
order_name (const char *prefix, int k)
{
  return g_strdup_printf (k == VIT_VORONOI_ORDERS - 1 ? "%s%d+" : "%s%d", prefix, k + VIT_VORONOI_MIN_EDGES);
}

static void
add_order_columns (VitTable *table, const char *prefix)
{
  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    {
      g_autofree char *name = order_name (prefix, k);

      vit_table_add_column (table, name);
    }
}

static VitTable *
tabulate_atoms (const VitCliAnalysis *analysis, const VitVoronoi *voronoi)
{
  VitTable *table = vit_table_new ("atoms", "atom", "element", NULL);

  add_order_columns (table, "n");
  vit_table_add_column (table, "coordination");
  vit_table_add_column (table, "volume_A3");
  for (gsize i = 0; i < voronoi->n_atoms; i++)
    if (vit_cli_analysis_has_atom (analysis, i))
      {
        vit_cli_analysis_add_atom (analysis, table, i);
        for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
          vit_table_add_number (table, voronoi->index[i].n[k]);
        vit_table_add_number (table, (double) vit_voronoi_count (voronoi, i));
        vit_table_add_number (table, voronoi->volume[i]);
      }
  return table;
}

static VitTable *
tabulate_faces (const VitCliAnalysis *analysis, const VitVoronoi *voronoi)
{
  VitTable *table = vit_table_new ("faces", "atom", "neighbour", "edges", "area_A2", NULL);

  for (gsize i = 0; i < voronoi->n_atoms; i++)
    for (gsize f = 0; vit_cli_analysis_has_atom (analysis, i) && f < vit_voronoi_count (voronoi, i); f++)
      {
        const VitVoronoiFace *face = &vit_voronoi_get (voronoi, i)[f];

        vit_table_add_number (table, (double) i + 1);
        vit_table_add_number (table, face->atom + 1);
        vit_table_add_number (table, face->n_edges);
        vit_table_add_number (table, face->area);
      }
  return table;
}

static VitTable *
tabulate_statistics (const VitVoronoiSample *sample)
{
  VitTable *table = vit_table_new ("statistics", "centre", "atoms", "coordination", "coordination_error", "volume_A3",
                                   "volume_error_A3", NULL);
  VitVoronoiStatistics statistics = vit_voronoi_statistics (sample);

  add_order_columns (table, "faces_");
  vit_table_add_column (table, "faces_5_error");
  vit_table_add_text (table, vit_cli_species_name (sample->configuration, sample->species));
  vit_table_add_number (table, (double) statistics.n);
  vit_table_add_number (table, statistics.coordination.value);
  vit_table_add_number (table, statistics.coordination.error);
  vit_table_add_number (table, statistics.volume.value);
  vit_table_add_number (table, statistics.volume.error);
  for (int k = 0; k < VIT_VORONOI_ORDERS; k++)
    vit_table_add_number (table, statistics.faces[k].value);
  vit_table_add_number (table, statistics.faces[5 - VIT_VORONOI_MIN_EDGES].error);
  return table;
}

static VitTable *
tabulate_classes (const VitVoronoiSample *sample)
{
  VitTable *table = vit_table_new ("classes", "index", "atoms", "fraction", "error", NULL);
  g_autoptr (GArray) classes = vit_voronoi_classes (sample->voronoi, sample->configuration, sample->species);
  g_autoptr (VitDistribution) distribution = vit_voronoi_distribution (sample, classes);

  for (guint c = 0; c < classes->len; c++)
    {
      const VitVoronoiClass *class = &g_array_index (classes, VitVoronoiClass, c);
      g_autofree char *index = vit_voronoi_index_format (class->index);
      VitEstimate fraction = vit_distribution_fraction (distribution, (int) c);

      vit_table_add_text (table, index);
      vit_table_add_number (table, (double) class->count);
      vit_table_add_number (table, fraction.value);
      vit_table_add_number (table, fraction.error);
    }
  return table;
}

int
vit_cli_compute_voronoi (int argc, char **argv)
{
  g_auto (VitCliAnalysis) analysis = { 0 };
  gboolean faces = FALSE;
  const GOptionEntry entries[] = {
    { "faces", 0, 0, G_OPTION_ARG_NONE, &faces, "Print a line for each face: who is whose neighbour", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitVoronoi) voronoi = NULL;
  g_autoptr (VitBlocks) blocks = NULL;
  g_autoptr (VitTable) first = NULL, second = NULL;
  GError *error = NULL;
  int status;

  if (!vit_cli_analysis_parse (&analysis, entries, VIT_CLI_VORONOI,
                               "Prints the Voronoi polyhedra: how often each index occurs, most frequent first.", &argc,
                               &argv, &status))
    return status;
  voronoi = vit_voronoi_new (analysis.configuration, &analysis.voronoi_options, &error);
  if (voronoi == NULL)
    {
      g_prefix_error (&error, "%s: ", argv[1]);
      return vit_cli_fail (error);
    }
  if (analysis.per_atom)
    first = tabulate_atoms (&analysis, voronoi);
  if (faces)
    second = tabulate_faces (&analysis, voronoi);
  if (!analysis.per_atom && !faces)
    {
      VitVoronoiSample sample
          = { voronoi, analysis.configuration, blocks = vit_blocks_new (analysis.configuration), analysis.species };

      first = tabulate_statistics (&sample);
      second = tabulate_classes (&sample);
    }
  if (first == NULL)
    first = g_steal_pointer (&second);
  vit_cli_print_tables (analysis.as_json, second != NULL ? 2 : 1, (VitTable *[]){ first, second });
  return VIT_CLI_DONE;
}
