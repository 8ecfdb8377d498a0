/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-figures.h"
#include "agreement.h"
#include "data-term.h"
#include "rdf-figures.h"
#include "report-figures.h"
#include "timeline-draw.h"
#include "value-term.h"

#include <glib/gi18n.h>
#include <math.h>

/* Å; further out there is only noise. */
#define R_SPACE_END 6.0

VitFigure *
vit_live_curve_figure (const VitFit *fit, const VitSnapshot *snapshot, int term)
{
  const VitTerm *of = vit_annealer_get_term (fit->annealer, term);
  const VitObservable *observable = vit_data_term_get_observable (of);
  VitFittedCurve curve;

  if (observable == NULL)
    return NULL;
  curve = (VitFittedCurve){ .name = of->name,
                            .x_name = observable->x_name,
                            .y_name = observable->y_name,
                            .n = observable->n_points,
                            .x = observable->x,
                            .model = snapshot->terms[term].curve,
                            .target = (double *) vit_data_term_get_target (of),
                            .r2 = snapshot->terms[term].r2 };
  return vit_report_curve_figure (&curve);
}

/* A dashed line at the value that is wanted. Free atoms, from which energies count without a target, are far off. */
static void
add_wanted (VitFigure *figure, const VitTerm *of, double end)
{
  const double x[] = { 0, end };
  double wanted = vit_value_term_get_wanted (of);
  gboolean thermal = vit_value_term_get_form (of) == VIT_VALUE_BOLTZMANN;

  if (thermal && wanted == 0)
    return;
  vit_figure_add_line (figure, thermal ? _ ("reference") : _ ("wanted"), 2, x, (const double[]){ wanted, wanted },
                       VIT_PLOT_COLOUR_TARGET, VIT_LINE_DASHED);
}

VitFigure *
vit_live_value_figure (const VitFit *fit, const VitHistory *history, int term)
{
  const VitTerm *of = vit_annealer_get_term (fit->annealer, term);
  const VitQuantity *quantity = vit_value_term_get_quantity (of);
  gsize n = vit_history_get_n_rows (history), n_known = 0;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1);
  g_autofree char *label = *quantity->unit != '\0' ? g_strdup_printf ("%s (%s)", quantity->symbol, quantity->unit)
                                                   : g_strdup (quantity->symbol);
  VitFigure *figure;

  for (gsize row = 0; row < n; row++)
    {
      double value = vit_history_get_term (history, row, term)->r2_or_value;

      x[n_known] = (double) vit_history_get_row (history, row)->moves / 1e6;
      y[n_known] = value;
      n_known += isfinite (value) ? 1 : 0;
    }
  if (n_known == 0)
    return NULL;
  figure = vit_figure_new ();
  vit_figure_set_title (figure, of->name);
  vit_figure_set_label (figure, VIT_AXIS_X, _ ("million moves"));
  vit_figure_set_label (figure, VIT_AXIS_Y, label);
  vit_figure_add_line (figure, "model", n_known, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  add_wanted (figure, of, x[n_known - 1]);
  return figure;
}

VitFigure *
vit_live_history_figure (const VitFit *fit, const VitHistory *history, const char *title)
{
  gsize n = vit_history_get_n_rows (history);
  int n_terms = vit_history_get_n_terms (history);
  g_autofree const char **names = g_new (const char *, n_terms);
  VitFigure *figure;

  if (n == 0)
    return NULL;
  for (int t = 0; t < n_terms; t++)
    names[t] = vit_annealer_get_term (fit->annealer, t)->name;
  figure = vit_timeline_new_figure (history, names, (double) MAX (vit_history_get_row (history, n - 1)->moves, 1));
  vit_figure_set_title (figure, title);
  return figure;
}

static const VitRecipeData *
find_exafs (const VitFit *fit, int term)
{
  const char *name = vit_annealer_get_term (fit->annealer, term)->name;

  for (guint k = 0; k < fit->recipe->data->len; k++)
    {
      const VitRecipeData *data = fit->recipe->data->pdata[k];

      if (data->kind == VIT_DATA_EXAFS && g_str_equal (data->name, name))
        return data;
    }
  return NULL;
}

gboolean
vit_live_has_r_space (const VitFit *fit, int term)
{
  return find_exafs (fit, term) != NULL;
}

/* |χ(R)| up to R_SPACE_END, of as many values as vit_fourier_filter_get_n_r() says at most. Returns: how many */
static gsize
get_magnitude (VitFourierFilter *filter, const double *chi, double *r, double *magnitude)
{
  gsize n = vit_fourier_filter_get_n_r (filter);
  double step = vit_fourier_filter_get_r_step (filter);
  g_autofree double *imaginary = g_new (double, n);
  gsize shown = MIN (n, (gsize) (R_SPACE_END / step));

  vit_fourier_filter_forward (filter, chi, magnitude, imaginary);
  for (gsize m = 0; m < shown; m++)
    {
      r[m] = (double) m * step;
      magnitude[m] = hypot (magnitude[m], imaginary[m]);
    }
  return shown;
}

static void
add_magnitudes (VitFigure *figure, VitFourierFilter *filter, const double *of_target, const double *of_model)
{
  gsize most = vit_fourier_filter_get_n_r (filter), n;
  g_autofree double *r = g_new (double, most), *target = g_new (double, most), *model = g_new (double, most);

  get_magnitude (filter, of_target, r, target);
  n = get_magnitude (filter, of_model, r, model);
  vit_figure_add_side (figure, VIT_PLOT_COLOUR_TARGET, "target", n, r, target);
  vit_figure_add_side (figure, VIT_PLOT_COLOUR_MODEL, "model", n, r, model);
  vit_figure_set_residual (figure, n, r, model, target);
}

VitFigure *
vit_live_r_space_figure (const VitFit *fit, const VitSnapshot *snapshot, int term)
{
  const VitRecipeData *data = find_exafs (fit, term);
  const VitTerm *of = vit_annealer_get_term (fit->annealer, term);
  const VitObservable *observable = vit_data_term_get_observable (of);
  double step = observable->x[1] - observable->x[0];
  VitRange range = { observable->x[0], observable->x[observable->n_points - 1], step };
  VitFourierWindow k_window = data->k_window, r_window = data->r_window;
  g_autoptr (VitFourierFilter) filter = NULL;
  g_autoptr (VitFigure) figure = vit_figure_new ();
  g_autofree char *title = g_strdup_printf (_ ("%s, R space"), of->name);
  g_autofree char *label = g_strdup_printf ("|χ(R)| (Å⁻%s)", data->k_weight == 1   ? "²"
                                                             : data->k_weight == 2 ? "³"
                                                                                   : "⁴");

  if (!data->filtered)
    {
      vit_default_filter (&range, &k_window, &r_window);
      r_window = (VitFourierWindow){ .low = 1, .high = R_SPACE_END, .d = 0.5, .sill = VIT_SILL_HANNING };
    }
  filter = vit_fourier_filter_new (&k_window, &r_window, step, (gsize) lround (observable->x[0] / step),
                                   observable->n_points, NULL);
  if (filter == NULL)
    return NULL;
  vit_figure_set_title (figure, title);
  vit_figure_set_label (figure, VIT_AXIS_X, _ ("R (Å), without phase shift"));
  vit_figure_set_label (figure, VIT_AXIS_Y, label);
  add_magnitudes (figure, filter, vit_data_term_get_target (of), snapshot->terms[term].curve);
  return g_steal_pointer (&figure);
}

VitFigure *
vit_live_rdf_figure (const VitFit *fit, const VitSnapshot *snapshot, const VitAnalysis *target, gboolean partial)
{
  const VitModel *model = vit_annealer_get_model (fit->annealer);
  VitPairHistogram histogram;
  int n_elements = vit_configuration_get_n_species (fit->start), species[VIT_MAX_SPECIES];
  const VitElement *elements[VIT_MAX_SPECIES];
  VitRdfSide of_model = { &histogram, species }, of_target;
  double r2[VIT_MAX_PAIRS];
  gboolean comparable;

  if (snapshot->histogram == NULL)
    return NULL;
  histogram = *model->histogram;
  histogram.count = snapshot->histogram;
  for (int s = 0; s < n_elements; s++)
    {
      species[s] = s;
      elements[s] = vit_configuration_get_element (fit->start, s);
    }
  /* The profile has bins of 0.02 Å; a recipe can have others, and then there is no R² to be said. */
  comparable = target != NULL && fabs (histogram.bin - target->profile->histogram->bin) < 1e-9;
  if (target != NULL)
    {
      for (int e = 0; e < n_elements; e++)
        {
          elements[e] = target->profile->elements[e];
          species[e] = vit_configuration_find_species (fit->start, elements[e]->z);
        }
      of_target = (VitRdfSide){ target->profile->histogram, target->profile->species };
    }
  if (!partial)
    return vit_rdf_total_figure (&of_model, target != NULL ? &of_target : NULL,
                                 comparable ? vit_rdf_total_r2 (&of_model, &of_target) : NAN);
  if (comparable)
    vit_rdf_partial_r2 (n_elements, &of_model, &of_target, r2);
  return vit_rdf_partial_figure (n_elements, elements, &of_model, target != NULL ? &of_target : NULL,
                                 comparable ? r2 : NULL);
}

VitFigure *
vit_live_analysis_figure (VitLiveKind kind, const VitAnalysis *model, const VitAnalysis *target, int element)
{
  const VitReport report = { .model = model->profile, .target = target != NULL ? target->profile : NULL };

  switch (kind)
    {
    case VIT_LIVE_POLYHEDRA:
      return vit_report_polyhedra_figure (&report, element);
    case VIT_LIVE_COORDINATION:
      return vit_report_coordination_figure (&report, element);
    case VIT_LIVE_ANGLES:
      return vit_report_angle_figure (&report, element);
    case VIT_LIVE_ENERGY:
      return model->profile->energy != NULL && (target == NULL || target->profile->energy != NULL)
                 ? vit_report_energy_figure (&report, element)
                 : NULL;
    case VIT_LIVE_FACES:
      return vit_report_face_figure (&report);
    case VIT_LIVE_LINKS:
      return vit_report_link_figure (&report);
    default:
      return vit_report_network_figure (&report);
    }
}
