/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rdf-figures.h"
#include "agreement.h"
#include "print-text.h"

#include <math.h>

/* Å; where g(r) of a glass has become 1. */
#define RDF_END 12.0
/* Distance of partial g(r) one above the other. */
#define RDF_OFFSET 2.5

void
vit_figure_annotate_r2 (VitFigure *figure, double r2)
{
  g_autofree char *text = vit_print_text ("R² = %.4f", r2);

  vit_figure_set_annotation (figure, text, VIT_CORNER_TITLE,
                             r2 > 0.99 ? VIT_PLOT_COLOUR_AGREEMENT : VIT_PLOT_COLOUR_RESIDUAL);
}

void
vit_figure_add_side (VitFigure *figure, VitPlotColour side, const char *name, gsize n, const double *x, const double *y)
{
  if (side == VIT_PLOT_COLOUR_TARGET)
    vit_figure_add_points (figure, name, n, x, y, NULL, side);
  else
    vit_figure_add_line (figure, name, n, x, y, side, VIT_LINE_SOLID);
}

/* As many bins as end before RDF_END, @r: (out): their middles; free with g_free(). */
static gsize
get_distances (const VitPairHistogram *histogram, double **r)
{
  gsize n = (gsize) MIN (histogram->n_bins, RDF_END / histogram->bin);

  *r = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    (*r)[k] = ((double) k + 0.5) * histogram->bin;
  return n;
}

/* Adds g + @offset up to RDF_END. */
static void
add_rdf (VitFigure *figure, VitPlotColour colour, const char *name, const VitPairHistogram *histogram, const double *g,
         double offset)
{
  g_autofree double *r = NULL, *y = NULL;
  gsize n = get_distances (histogram, &r);

  y = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    y[k] = g[k] + offset;
  vit_figure_add_side (figure, colour, name, n, r, y);
}

static double *
get_total (const VitRdfSide *side)
{
  double *g = g_new (double, side->histogram->n_bins);

  vit_pair_histogram_get_total_g (side->histogram, g);
  return g;
}

static double *
get_partial (const VitRdfSide *side, int a, int b)
{
  double *g = g_new (double, side->histogram->n_bins);

  vit_pair_histogram_get_g (side->histogram,
                            vit_pair_index (side->histogram->n_species, side->species[a], side->species[b]), g);
  return g;
}

/* The difference of two g(r), as far as both reach. */
static void
set_residual (VitFigure *figure, const VitRdfSide *model, const VitRdfSide *target, const double *g,
              const double *of_target)
{
  g_autofree double *r = NULL;
  gsize n = get_distances (model->histogram, &r);

  /* A recipe can have other bins than the profile of a target. */
  if (fabs (model->histogram->bin - target->histogram->bin) < 1e-9)
    vit_figure_set_residual (figure, MIN (n, (gsize) target->histogram->n_bins), r, g, of_target);
}

VitFigure *
vit_rdf_total_figure (const VitRdfSide *model, const VitRdfSide *target, double r2)
{
  VitFigure *figure = vit_figure_new ();
  g_autofree double *g = get_total (model);

  vit_figure_set_title (figure, "Total g(r)");
  vit_figure_set_label (figure, VIT_AXIS_X, "r (Å)");
  vit_figure_set_label (figure, VIT_AXIS_Y, "g(r)");
  if (target != NULL)
    {
      g_autofree double *of_target = get_total (target);

      add_rdf (figure, VIT_PLOT_COLOUR_TARGET, "target", target->histogram, of_target, 0);
      set_residual (figure, model, target, g, of_target);
    }
  add_rdf (figure, VIT_PLOT_COLOUR_MODEL, "model", model->histogram, g, 0);
  if (isfinite (r2))
    vit_figure_annotate_r2 (figure, r2);
  return figure;
}

VitFigure *
vit_rdf_partial_figure (int n_elements, const VitElement *const *elements, const VitRdfSide *model,
                        const VitRdfSide *target, const double *r2)
{
  VitFigure *figure = vit_figure_new ();
  int pair = 0;

  vit_figure_set_title (figure, "Partial g(r)");
  vit_figure_set_label (figure, VIT_AXIS_X, "r (Å)");
  vit_figure_set_label (figure, VIT_AXIS_Y, n_elements > 1 ? "g(r), each raised by 2.5" : "g(r)");
  for (int a = 0; a < n_elements; a++)
    for (int b = a; b < n_elements; b++, pair++)
      {
        double offset = RDF_OFFSET * pair;
        g_autofree double *g = get_partial (model, a, b);
        g_autofree char *name = g_strdup_printf ("%s-%s", elements[a]->symbol, elements[b]->symbol);
        g_autofree char *label = r2 != NULL ? vit_print_text ("%s  R² = %.3f", name, r2[pair]) : g_strdup (name);

        if (target != NULL)
          {
            g_autofree double *of_target = get_partial (target, a, b);

            add_rdf (figure, VIT_PLOT_COLOUR_TARGET, pair == 0 ? "target" : NULL, target->histogram, of_target, offset);
          }
        add_rdf (figure, VIT_PLOT_COLOUR_MODEL, pair == 0 ? "model" : NULL, model->histogram, g, offset);
        vit_figure_add_reference (figure, VIT_AXIS_Y, offset, label, VIT_PLOT_COLOUR_MUTED);
      }
  return figure;
}

double
vit_rdf_total_r2 (const VitRdfSide *model, const VitRdfSide *target)
{
  g_autofree double *g = get_total (model), *of_target = get_total (target);

  return vit_r_squared ((gsize) MIN (model->histogram->n_bins, target->histogram->n_bins), g, of_target);
}

void
vit_rdf_partial_r2 (int n_elements, const VitRdfSide *model, const VitRdfSide *target, double *r2)
{
  gsize n = (gsize) MIN (model->histogram->n_bins, target->histogram->n_bins);
  int pair = 0;

  for (int a = 0; a < n_elements; a++)
    for (int b = a; b < n_elements; b++)
      {
        g_autofree double *g = get_partial (model, a, b), *of_target = get_partial (target, a, b);

        r2[pair++] = vit_r_squared (n, g, of_target);
      }
}
