/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plots that a study can have, and what each of them draws. */
#include "data-term.h"
#include "plots-private.h"
#include "value-term.h"

#include <glib/gi18n.h>

void
vit_plot_free (VitPlot *self)
{
  g_free (self->id);
  g_free (self->title);
  g_clear_object (&self->card);
  g_free (self);
}

static VitFigure *
make_figure (const VitPlot *plot)
{
  VitPlots *self = plot->owner;
  const VitFit *fit = vit_study_get_fit (self->study);
  const VitSnapshot *snapshot = vit_study_get_shown (self->study);
  VitAnalysis *model = vit_analyser_get_model (self->analyser), *target = vit_analyser_get_target (self->analyser);
  gboolean over_run = plot->kind == VIT_PLOT_VALUE || plot->kind == VIT_PLOT_HISTORY;
  g_autoptr (VitHistory) history = over_run ? vit_study_get_history (self->study) : NULL;

  switch (plot->kind)
    {
    case VIT_PLOT_CURVE:
      return vit_live_curve_figure (fit, snapshot, plot->index);
    case VIT_PLOT_VALUE:
      return vit_live_value_figure (fit, history, plot->index);
    case VIT_PLOT_HISTORY:
      return vit_live_history_figure (fit, history, plot->title);
    case VIT_PLOT_R_SPACE:
      return vit_live_r_space_figure (fit, snapshot, plot->index);
    case VIT_PLOT_PARTIAL_RDF:
    case VIT_PLOT_TOTAL_RDF:
      return vit_live_rdf_figure (fit, snapshot, target, plot->kind == VIT_PLOT_PARTIAL_RDF);
    default:
      return model != NULL ? vit_live_analysis_figure (plot->live, model, target, plot->index) : NULL;
    }
}

/* Why there is nothing to see. */
static const char *
explain_absence (const VitPlot *plot)
{
  VitAnalyser *analyser = plot->owner->analyser;

  if (plot->kind == VIT_PLOT_HISTORY)
    return _ ("The history of χ² appears here once the run has begun.");
  if (vit_analyser_get_error (analyser) != NULL)
    return vit_analyser_get_error (analyser);
  if (plot->kind == VIT_PLOT_ANALYSIS && plot->live == VIT_LIVE_ENERGY && vit_analyser_get_model (analyser) != NULL)
    return _ ("No potential is known for these elements");
  return _ ("Being analysed…");
}

void
vit_plot_draw (VitPlot *self)
{
  VitFigure *figure = make_figure (self);

  gtk_widget_set_visible (self->message, figure == NULL);
  if (figure == NULL)
    {
      g_autofree char *text = g_strdup_printf ("<b>%s</b>\n%s", self->title, explain_absence (self));

      gtk_label_set_markup (GTK_LABEL (self->message), text);
    }
  vit_figure_view_set_figure (self->view, figure);
}

/* @id, @title: (transfer full) */
static void
add (VitPlots *self, VitPlotKind kind, int index, gboolean shown, gboolean wide, char *id, char *title)
{
  VitPlot *plot = g_new (VitPlot, 1);

  *plot = (VitPlot){
    .owner = self, .kind = kind, .index = index, .shown = shown, .wide = wide, .rank = -1, .id = id, .title = title
  };
  g_ptr_array_add (self->plots, plot);
}

/* A plot of a term of the fit, called as the term is. @title: (nullable) (transfer full): its own if it has one */
static void
add_term (VitPlots *self, VitPlotKind kind, int term, gboolean shown, gboolean wide, const char *what, char *title)
{
  const char *name = vit_annealer_get_term (vit_study_get_fit (self->study)->annealer, term)->name;

  add (self, kind, term, shown, wide, g_strdup_printf ("%s %s", what, name), title != NULL ? title : g_strdup (name));
}

VitPlot *
vit_plot_new_absent (VitPlots *owner, const char *text, int rank)
{
  VitPlot *self = g_new (VitPlot, 1);

  *self = (VitPlot){ .owner = owner, .kind = VIT_PLOT_ABSENT, .id = g_strdup (text), .rank = rank };
  return self;
}

static void
add_curves (VitPlots *self, const VitFit *fit)
{
  int n = vit_annealer_get_n_terms (fit->annealer);

  /* S(q) first, over both columns; the annealer asks it last. */
  for (int pass = 0; pass < 2; pass++)
    for (int t = 0; t < n; t++)
      if (vit_data_term_get_observable (vit_annealer_get_term (fit->annealer, t)) != NULL
          && vit_live_has_r_space (fit, t) == (pass == 1))
        add_term (self, VIT_PLOT_CURVE, t, TRUE, pass == 0, "curve", NULL);
  for (int t = 0; t < n; t++)
    if (vit_live_has_r_space (fit, t))
      add_term (self, VIT_PLOT_R_SPACE, t, FALSE, FALSE, "r-space",
                g_strdup_printf (_ ("%s, R space"), vit_annealer_get_term (fit->annealer, t)->name));
}

/* Of constraints, and of an energy that is watched. */
static void
add_values (VitPlots *self, const VitFit *fit)
{
  for (int t = 0; t < vit_annealer_get_n_terms (fit->annealer); t++)
    if (vit_value_term_get_quantity (vit_annealer_get_term (fit->annealer, t)) != NULL)
      add_term (self, VIT_PLOT_VALUE, t, TRUE, FALSE, "value", NULL);
}

static void
add_analysis (VitPlots *self, VitLiveKind kind, int index, gboolean shown, char *id, char *title)
{
  add (self, VIT_PLOT_ANALYSIS, index, shown, kind == VIT_LIVE_POLYHEDRA, id, title);
  ((VitPlot *) self->plots->pdata[self->plots->len - 1])->live = kind;
}

/* One plot for each element, and one for all atoms of an alloy. */
static void
add_elements (VitPlots *self, VitLiveKind kind, const char *id, const char *what, int n_shown)
{
  const VitFit *fit = vit_study_get_fit (self->study);
  const VitConfiguration *reference = fit->target != NULL ? fit->target : fit->start;
  int n = vit_configuration_get_n_species (reference);

  for (int e = 0; e < n; e++)
    {
      const char *symbol = vit_configuration_get_element (reference, e)->symbol;

      add_analysis (self, kind, e, e < n_shown, g_strdup_printf ("%s %s", id, symbol),
                    g_strdup_printf ("%s %s", what, symbol));
    }
  if (n > 1)
    add_analysis (self, kind, VIT_ALL_SPECIES, FALSE, g_strdup_printf ("%s all", id),
                  g_strdup_printf (_ ("%s all atoms"), what));
}

void
vit_plots_add_all (VitPlots *self)
{
  add_curves (self, vit_study_get_fit (self->study));
  add (self, VIT_PLOT_HISTORY, 0, FALSE, TRUE, g_strdup ("history"), g_strdup (_ ("χ² history")));
  add (self, VIT_PLOT_PARTIAL_RDF, 0, TRUE, TRUE, g_strdup ("partial-rdf"), g_strdup (_ ("Partial g(r)")));
  add (self, VIT_PLOT_TOTAL_RDF, 0, FALSE, TRUE, g_strdup ("total-rdf"), g_strdup (_ ("Total g(r)")));
  add_elements (self, VIT_LIVE_POLYHEDRA, "polyhedra", _ ("Polyhedra round"), 1);
  add_values (self, vit_study_get_fit (self->study));
  add_elements (self, VIT_LIVE_COORDINATION, "coordination", _ ("Coordination of"), 0);
  add_elements (self, VIT_LIVE_ANGLES, "angles", _ ("Bond angles at"), 1);
  add_elements (self, VIT_LIVE_ENERGY, "energy", _ ("Potential energy of"), 1);
  add_analysis (self, VIT_LIVE_FACES, 0, FALSE, g_strdup ("faces"), g_strdup (_ ("Faces of the Voronoi cells")));
  add_analysis (self, VIT_LIVE_LINKS, 0, FALSE, g_strdup ("links"), g_strdup (_ ("How icosahedra are connected")));
  add_analysis (self, VIT_LIVE_NETWORKS, 0, FALSE, g_strdup ("networks"), g_strdup (_ ("Networks of icosahedra")));
}
