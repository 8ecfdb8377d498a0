/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "picture-private.h"

#include <math.h>
#include <stdlib.h>

typedef struct
{
  const VitConfiguration *configuration;
  const VitProfile *profile;
  const VitPictureOptions *options;
  gsize n;
  VitSceneColour *colour;
} Task;

gboolean
vit_picture_need_profile (const VitConfiguration *configuration, const VitProfile *profile, const char *what,
                          GError **error)
{
  if (profile != NULL && profile->voronoi->n_atoms == vit_configuration_get_n_atoms (configuration))
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: the atoms have not been analysed", what);
  return FALSE;
}

double
vit_picture_nearest (const VitCell *cell, const double from[3], const double to[3], double vector[3])
{
  double f[3];

  for (int k = 0; k < 3; k++)
    f[k] = to[k] - from[k];
  vit_cell_to_fractional (cell, f, f);
  for (int k = 0; k < 3; k++)
    f[k] -= rint (f[k]);
  vit_cell_to_cartesian (cell, f, vector);
  return sqrt (vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
}

double
vit_picture_displacement (const VitConfiguration *configuration, const VitConfiguration *reference, gsize atom)
{
  double vector[3];

  return vit_picture_nearest (vit_configuration_get_cell (configuration),
                              vit_configuration_get_positions (reference)[atom],
                              vit_configuration_get_positions (configuration)[atom], vector);
}

static VitPictureLegend *
colour_elements (const Task *task)
{
  VitPictureLegend *legend = vit_picture_legend_new ("");
  const guint8 *species = vit_configuration_get_species (task->configuration);

  for (int s = 0; s < vit_configuration_get_n_species (task->configuration); s++)
    {
      const VitElement *element = vit_configuration_get_element (task->configuration, s);

      if (!task->options->hidden[s])
        vit_picture_legend_add (legend, vit_picture_element_colour (element), "%s", element->symbol);
    }
  for (gsize i = 0; i < task->n; i++)
    task->colour[i] = vit_picture_element_colour (vit_configuration_get_element (task->configuration, species[i]));
  return legend;
}

static VitPictureLegend *
colour_classes (const Task *task)
{
  const VitVoronoi *voronoi = task->profile->voronoi;
  g_autoptr (GArray) classes = vit_voronoi_classes (voronoi, task->configuration, task->options->index_species);
  VitPictureLegend *legend = vit_picture_legend_new ("Voronoi index");
  guint n = MIN (classes->len, VIT_PICTURE_PALETTE);

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *name = vit_voronoi_index_format (g_array_index (classes, VitVoronoiClass, k).index);

      vit_picture_legend_add (legend, vit_picture_palette_colour (k), "%s", name);
    }
  if (classes->len > n)
    vit_picture_legend_add (legend, VIT_PICTURE_GREY, "other");
  for (gsize i = 0; i < task->n; i++)
    {
      task->colour[i] = VIT_PICTURE_GREY;
      for (guint k = 0; k < n; k++)
        if (vit_voronoi_index_equal (voronoi->index[i], g_array_index (classes, VitVoronoiClass, k).index))
          task->colour[i] = vit_picture_palette_colour (k);
    }
  return legend;
}

static VitPictureLegend *
colour_clusters (const Task *task)
{
  const VitClusters *clusters = task->profile->icosahedra;
  VitPictureLegend *legend = vit_picture_legend_new ("Networks of icosahedra");
  gsize n = MIN (clusters->n_networks, VIT_PICTURE_PALETTE);

  for (gsize i = 0; i < task->n; i++)
    task->colour[i] = VIT_PICTURE_GREY;
  for (gsize k = 0; k < n; k++)
    vit_picture_legend_add (legend, vit_picture_palette_colour ((guint) k), "%" G_GSIZE_FORMAT " icosahedra",
                            clusters->size[k]);
  if (clusters->n_networks > n)
    vit_picture_legend_add (legend, VIT_PICTURE_GREY, "smaller");
  for (gsize c = 0; c < clusters->n_centres; c++)
    if (clusters->network[c] < n)
      task->colour[clusters->centre[c]] = vit_picture_palette_colour ((guint) clusters->network[c]);
  return legend;
}

static int
compare (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The range that all but a few of the numbers lie in: @tail is the part beyond each end. */
static void
find_range (gsize n, const double *value, double tail, double *low, double *high)
{
  g_autofree double *sorted = g_memdup2 (value, n * sizeof *value);
  gsize beyond = (gsize) (tail * (double) n);

  qsort (sorted, n, sizeof *sorted, compare);
  *low = sorted[beyond];
  *high = sorted[n - 1 - beyond];
}

static VitPictureLegend *
colour_range (const Task *task, const char *title, const double *value, double tail)
{
  VitPictureLegend *legend = vit_picture_legend_new (title);

  legend->has_range = TRUE;
  find_range (task->n, value, tail, &legend->low, &legend->high);
  if (!isnan (task->options->low))
    legend->low = task->options->low;
  if (!isnan (task->options->high))
    legend->high = task->options->high;
  for (gsize i = 0; i < task->n; i++)
    {
      double width = legend->high - legend->low;

      task->colour[i] = vit_picture_range_colour (width != 0 ? (value[i] - legend->low) / width : 0.5);
    }
  return legend;
}

static VitPictureLegend *
colour_coordination (const Task *task)
{
  g_autofree double *value = g_new (double, task->n);

  for (gsize i = 0; i < task->n; i++)
    value[i] = task->profile->coordination->total[i];
  return colour_range (task, "Neighbours", value, 0.001);
}

static VitPictureLegend *
colour_fivefold (const Task *task)
{
  const VitVoronoi *voronoi = task->profile->voronoi;
  g_autofree double *value = g_new (double, task->n);

  for (gsize i = 0; i < task->n; i++)
    value[i] = voronoi->index[i].n[5 - VIT_VORONOI_MIN_EDGES] / (double) MAX (vit_voronoi_count (voronoi, i), 1);
  return colour_range (task, "Five-edged faces", value, 0);
}

static VitPictureLegend *
colour_energy (const Task *task, GError **error)
{
  if (task->profile->energy != NULL)
    return colour_range (task, "Potential energy / eV", task->profile->energy->energy, 0.01);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "colour by energy: there is no potential");
  return NULL;
}

static VitPictureLegend *
colour_displacement (const Task *task, GError **error)
{
  const VitConfiguration *reference = task->options->reference;
  const char *since = task->options->since;
  g_autofree char *title
      = since != NULL ? g_strdup_printf ("Displacement since %s / Å", since) : g_strdup ("Displacement / Å");
  g_autofree double *value = g_new (double, task->n);

  if (reference == NULL || vit_configuration_get_n_atoms (reference) != task->n)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "colour by displacement: %s",
                   reference == NULL ? "there is no reference" : "the reference has another number of atoms");
      return NULL;
    }
  for (gsize i = 0; i < task->n; i++)
    value[i] = vit_picture_displacement (task->configuration, reference, i);
  return colour_range (task, title, value, 0.01);
}

VitPictureLegend *
vit_picture_colour_atoms (const VitConfiguration *configuration, const VitProfile *profile,
                          const VitPictureOptions *options, VitSceneColour *colour, GError **error)
{
  Task task = { configuration, profile, options, vit_configuration_get_n_atoms (configuration), colour };
  g_autofree char *what = g_strdup_printf ("colour by %s", vit_colour_by_name (options->colour));

  if (options->colour == VIT_COLOUR_DISPLACEMENT)
    return colour_displacement (&task, error);
  if (options->colour == VIT_COLOUR_ELEMENT)
    return colour_elements (&task);
  if (!vit_picture_need_profile (configuration, profile, what, error))
    return NULL;
  switch (options->colour)
    {
    case VIT_COLOUR_CLASS:
      return colour_classes (&task);
    case VIT_COLOUR_COORDINATION:
      return colour_coordination (&task);
    case VIT_COLOUR_FIVEFOLD:
      return colour_fivefold (&task);
    case VIT_COLOUR_CLUSTER:
      return colour_clusters (&task);
    case VIT_COLOUR_ENERGY:
    case VIT_COLOUR_ELEMENT:
    case VIT_COLOUR_DISPLACEMENT:
    case VIT_N_COLOURS:
    default:
      return colour_energy (&task, error);
    }
}
