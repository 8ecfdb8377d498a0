/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-figures.h"
#include "print-text.h"
#include "rdf-figures.h"

#include <gsl/gsl_sort.h>
#include <math.h>

#define ENERGY_BINS 60

/* What is shown: the target, if there is one, and the model. */
typedef struct
{
  const VitProfile *profile;
  const char *name;
  VitPlotColour colour;
} Side;

static int
get_sides (const VitReport *report, Side sides[2])
{
  int n = 0;

  if (report->target != NULL)
    sides[n++] = (Side){ report->target, "target", VIT_PLOT_COLOUR_TARGET };
  sides[n++] = (Side){ report->model, "model", VIT_PLOT_COLOUR_MODEL };
  return n;
}

static char *
describe_element (const VitReport *report, int element, const char *before)
{
  if (report->model->n_elements == 1)
    return g_strdup_printf ("%s %s", before, report->model->elements[0]->symbol);
  return element == VIT_ALL_SPECIES ? g_strdup_printf ("%s all atoms", before)
                                    : g_strdup_printf ("%s %s", before, report->model->elements[element]->symbol);
}

/* Names that files have ("q_1/A") as a figure has them. */
static char *
axis_label (const char *name)
{
  static const struct
  {
    const char *name, *label;
  } labels[] = {
    { "q_1/A", "q (Å⁻¹)" },
    { "k_1/A", "k (Å⁻¹)" },
    { "r_A", "r (Å)" },
    { "S", "S(q)" },
    { "g", "g(r)" },
    { "G_A^-2", "G(r) (Å⁻²)" },
    { "neighbours", "number of neighbours" },
    { "fraction", "fraction of atoms" },
    { "angle_degree", "angle (°)" },
    { "angles_per_degree", "angles per centre and degree" },
    { "chi", "χ(k)" },
    { "k1_chi_A^-1", "k χ(k) (Å⁻¹)" },
    { "k2_chi_A^-2", "k² χ(k) (Å⁻²)" },
    { "k3_chi_A^-3", "k³ χ(k) (Å⁻³)" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (labels); k++)
    if (g_str_equal (labels[k].name, name))
      return g_strdup (labels[k].label);
  return g_strdup (name);
}

/* Bars in per cent. */
static void
add_fractions (VitFigure *figure, const Side *side, gsize n, const VitEstimate *fraction)
{
  g_autofree double *value = g_new (double, n), *error = g_new (double, n);

  for (gsize k = 0; k < n; k++)
    {
      value[k] = 100 * fraction[k].value;
      error[k] = 100 * fraction[k].error;
    }
  vit_figure_add_bars (figure, side->name, n, value, error, side->colour);
}

VitFigure *
vit_report_curve_figure (const VitFittedCurve *curve)
{
  VitFigure *figure = vit_figure_new ();
  g_autofree char *x = axis_label (curve->x_name), *y = axis_label (curve->y_name);

  vit_figure_set_title (figure, curve->name);
  vit_figure_set_label (figure, VIT_AXIS_X, x);
  vit_figure_set_label (figure, VIT_AXIS_Y, y);
  if (curve->target != NULL)
    {
      vit_figure_add_side (figure, VIT_PLOT_COLOUR_TARGET, "target", curve->n, curve->x, curve->target);
      vit_figure_set_residual (figure, curve->n, curve->x, curve->model, curve->target);
      vit_figure_annotate_r2 (figure, curve->r2);
    }
  vit_figure_add_side (figure, VIT_PLOT_COLOUR_MODEL, "model", curve->n, curve->x, curve->model);
  return figure;
}

static VitRdfSide
rdf_side (const VitProfile *profile)
{
  return (VitRdfSide){ profile->histogram, profile->species };
}

VitFigure *
vit_report_total_rdf_figure (const VitReport *report)
{
  VitRdfSide model = rdf_side (report->model), target;
  double r2 = report->comparison != NULL ? vit_comparison_get_r2 (report->comparison, "g(r) total") : NAN;

  if (report->target != NULL)
    target = rdf_side (report->target);
  return vit_rdf_total_figure (&model, report->target != NULL ? &target : NULL, r2);
}

VitFigure *
vit_report_partial_rdf_figure (const VitReport *report)
{
  int n = report->model->n_elements, pair = 0;
  const VitElement *const *elements = report->model->elements;
  VitRdfSide model = rdf_side (report->model), target;
  double r2[VIT_MAX_PAIRS];

  if (report->target != NULL)
    target = rdf_side (report->target);
  for (int a = 0; a < n && report->comparison != NULL; a++)
    for (int b = a; b < n; b++)
      {
        g_autofree char *name = g_strdup_printf ("g(r) %s-%s", elements[a]->symbol, elements[b]->symbol);

        r2[pair++] = vit_comparison_get_r2 (report->comparison, name);
      }
  return vit_rdf_partial_figure (n, elements, &model, report->target != NULL ? &target : NULL,
                                 report->comparison != NULL ? r2 : NULL);
}

VitFigure *
vit_report_polyhedra_figure (const VitReport *report, int element)
{
  VitFigure *figure = vit_figure_new ();
  Side sides[2];
  int n_sides = get_sides (report, sides);
  VitVoronoiSample first = vit_profile_sample (sides[0].profile, element);
  g_autoptr (GArray) classes = vit_voronoi_classes (first.voronoi, first.configuration, first.species);
  guint n = MIN (classes->len, VIT_COMPARISON_SHOWN);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = describe_element (report, element, "Polyhedra round");

  for (guint c = 0; c < n; c++)
    g_ptr_array_add (labels, vit_voronoi_index_format (g_array_index (classes, VitVoronoiClass, c).index));
  vit_figure_set_title (figure, title);
  vit_figure_set_label (figure, VIT_AXIS_Y, "fraction (%)");
  vit_figure_set_categories (figure, n, (const char *const *) labels->pdata);
  for (int s = 0; s < n_sides; s++)
    {
      VitVoronoiSample sample = vit_profile_sample (sides[s].profile, element);
      g_autoptr (VitDistribution) distribution = vit_voronoi_distribution (&sample, classes);
      VitEstimate fraction[VIT_COMPARISON_SHOWN];

      for (guint c = 0; c < n; c++)
        fraction[c] = vit_distribution_fraction (distribution, (int) c);
      add_fractions (figure, &sides[s], n, fraction);
    }
  return figure;
}

/* From the lowest energy to the one that one in 200 atoms is above: RMC models have a long tail. */
static void
find_energy_range (const Side *sides, int n_sides, int element, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (int s = 0; s < n_sides; s++)
    {
      const VitProfile *profile = sides[s].profile;
      g_autofree double *energy = g_new (double, profile->energy->n_atoms);
      gsize n = 0;

      for (gsize i = 0; i < profile->energy->n_atoms; i++)
        if (vit_profile_has_atom (profile, element, i))
          energy[n++] = profile->energy->energy[i];
      gsl_sort (energy, 1, n);
      *low = fmin (*low, energy[0]);
      *high = fmax (*high, energy[n - 1 - n / 200]);
    }
  /* Atoms that are all alike, as in a crystal. */
  if (*high - *low < 1e-3)
    {
      *low -= 0.05;
      *high += 0.05;
    }
}

VitFigure *
vit_report_energy_figure (const VitReport *report, int element)
{
  VitFigure *figure = vit_figure_new ();
  g_autofree char *title = describe_element (report, element, "Potential energy of");
  double edges[ENERGY_BINS + 1], low, high;
  Side sides[2];
  int n_sides = get_sides (report, sides);

  vit_figure_set_title (figure, title);
  vit_figure_set_label (figure, VIT_AXIS_X, "energy of an atom (eV)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "density (1/eV)");
  find_energy_range (sides, n_sides, element, &low, &high);
  for (int k = 0; k <= ENERGY_BINS; k++)
    edges[k] = low + (high - low) * k / ENERGY_BINS;
  for (int s = 0; s < n_sides; s++)
    {
      const VitProfile *profile = sides[s].profile;
      double density[ENERGY_BINS] = { 0 }, n = 0, mean = vit_profile_energy (profile, element).value;
      g_autofree char *label = vit_print_text ("%.3f eV", mean);

      for (gsize i = 0; i < profile->energy->n_atoms; i++)
        if (vit_profile_has_atom (profile, element, i))
          {
            int bin = (int) floor ((profile->energy->energy[i] - low) / (high - low) * ENERGY_BINS);

            n++;
            if (bin >= 0 && bin < ENERGY_BINS)
              density[bin]++;
          }
      for (int k = 0; k < ENERGY_BINS; k++)
        density[k] /= n * (high - low) / ENERGY_BINS;
      vit_figure_add_steps (figure, sides[s].name, ENERGY_BINS, edges, density, sides[s].colour);
      vit_figure_add_reference (figure, VIT_AXIS_X, mean, label, sides[s].colour);
    }
  return figure;
}

VitFigure *
vit_report_angle_figure (const VitReport *report, int element)
{
  VitFigure *figure = vit_figure_new ();
  g_autofree char *title = describe_element (report, element, "Bond angles at");
  Side sides[2];
  int n_sides = get_sides (report, sides);

  vit_figure_set_title (figure, title);
  vit_figure_set_label (figure, VIT_AXIS_X, "angle (°)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "density (1/°)");
  vit_figure_set_range (figure, VIT_AXIS_X, 0, 180);
  vit_figure_set_include_zero (figure, VIT_AXIS_Y, TRUE);
  for (int s = 0; s < n_sides; s++)
    {
      const VitProfile *profile = sides[s].profile;
      int n = profile->angles->n_bins;
      g_autofree double *angle = g_new (double, n), *density = g_new (double, n);

      for (int k = 0; k < n; k++)
        angle[k] = vit_bond_angles_get_angle (profile->angles, k);
      vit_bond_angles_get_density (profile->angles, vit_profile_species (profile, element), -1, VIT_BOND_ANGLE_DENSITY,
                                   density);
      vit_figure_add_side (figure, sides[s].colour, sides[s].name, (gsize) n, angle, density);
    }
  return figure;
}

VitFigure *
vit_report_coordination_figure (const VitReport *report, int element)
{
  VitFigure *figure = vit_figure_new ();
  g_autofree char *title = describe_element (report, element, "Coordination of");
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  VitDistribution *distributions[2];
  Side sides[2];
  int n_sides = get_sides (report, sides), n = 0, first = -1, last = 0;

  for (int s = 0; s < n_sides; s++)
    n = MAX (n, sides[s].profile->coordination->largest + 1);
  for (int s = 0; s < n_sides; s++)
    {
      distributions[s] = vit_profile_coordination (sides[s].profile, element, n);
      for (int k = 0; k < n; k++)
        if (vit_distribution_fraction (distributions[s], k).value > 0.002)
          {
            first = first < 0 ? k : MIN (first, k);
            last = MAX (last, k);
          }
    }
  for (int k = first; k <= last; k++)
    g_ptr_array_add (labels, g_strdup_printf ("%d", k));
  vit_figure_set_title (figure, title);
  vit_figure_set_label (figure, VIT_AXIS_X, "neighbours within the cut-offs");
  vit_figure_set_label (figure, VIT_AXIS_Y, "fraction (%)");
  vit_figure_set_categories (figure, labels->len, (const char *const *) labels->pdata);
  for (int s = 0; s < n_sides; s++)
    {
      g_autofree VitEstimate *fraction = g_new (VitEstimate, labels->len);

      for (int k = first; k <= last; k++)
        fraction[k - first] = vit_distribution_fraction (distributions[s], k);
      add_fractions (figure, &sides[s], labels->len, fraction);
      vit_distribution_free (distributions[s]);
    }
  return figure;
}

VitFigure *
vit_report_face_figure (const VitReport *report)
{
  static const char *const labels[] = { "3", "4", "5", "6", "7", "8" };
  VitFigure *figure = vit_figure_new ();
  Side sides[2];
  int n_sides = get_sides (report, sides);

  vit_figure_set_title (figure, "Faces of the Voronoi cells");
  vit_figure_set_label (figure, VIT_AXIS_X, "edges");
  vit_figure_set_label (figure, VIT_AXIS_Y, "fraction (%)");
  vit_figure_set_categories (figure, G_N_ELEMENTS (labels), labels);
  for (int s = 0; s < n_sides; s++)
    {
      VitVoronoiSample sample = vit_profile_sample (sides[s].profile, VIT_ALL_SPECIES);
      VitVoronoiStatistics statistics = vit_voronoi_statistics (&sample);

      add_fractions (figure, &sides[s], G_N_ELEMENTS (labels), statistics.faces);
    }
  return figure;
}

VitFigure *
vit_report_link_figure (const VitReport *report)
{
  VitFigure *figure = vit_figure_new ();
  static const char *const labels[VIT_N_LINKS] = { "vertex", "edge", "face", "inside" };
  Side sides[2];
  int n_sides = get_sides (report, sides);

  vit_figure_set_title (figure, "How icosahedra are connected");
  vit_figure_set_label (figure, VIT_AXIS_X, "what they share; inside: interpenetrating");
  vit_figure_set_label (figure, VIT_AXIS_Y, "per icosahedron");
  vit_figure_set_range (figure, VIT_AXIS_Y, 0, NAN);
  vit_figure_set_categories (figure, VIT_N_LINKS, labels);
  for (int s = 0; s < n_sides; s++)
    {
      const VitClusters *icosahedra = sides[s].profile->icosahedra;
      double value[VIT_N_LINKS];

      for (int k = 0; k < VIT_N_LINKS; k++)
        value[k] = icosahedra->n_centres > 0 ? 2.0 * (double) icosahedra->count[k] / (double) icosahedra->n_centres : 0;
      vit_figure_add_bars (figure, sides[s].name, VIT_N_LINKS, value, NULL, sides[s].colour);
    }
  return figure;
}

VitFigure *
vit_report_network_figure (const VitReport *report)
{
  static const char *const labels[] = { "1", "2–4", "5–9", "10–19", "20–49", "50 +" };
  static const gsize last[] = { 1, 4, 9, 19, 49, G_MAXSIZE };
  VitFigure *figure = vit_figure_new ();
  Side sides[2];
  int n_sides = get_sides (report, sides);

  vit_figure_set_title (figure, "Networks of icosahedra");
  vit_figure_set_label (figure, VIT_AXIS_X, "interpenetrating icosahedra in the network");
  vit_figure_set_label (figure, VIT_AXIS_Y, "icosahedra (%)");
  vit_figure_set_range (figure, VIT_AXIS_Y, 0, NAN);
  vit_figure_set_categories (figure, G_N_ELEMENTS (labels), labels);
  for (int s = 0; s < n_sides; s++)
    {
      const VitClusters *icosahedra = sides[s].profile->icosahedra;
      double value[G_N_ELEMENTS (labels)] = { 0 };

      for (gsize k = 0; k < icosahedra->n_networks; k++)
        {
          gsize class = 0;

          while (icosahedra->size[k] > last[class])
            class ++;
          value[class] += 100.0 * (double) icosahedra->size[k] / (double) icosahedra->n_centres;
        }
      vit_figure_add_bars (figure, sides[s].name, G_N_ELEMENTS (labels), value, NULL, sides[s].colour);
    }
  return figure;
}
