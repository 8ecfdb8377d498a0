/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots.h"
#include "data-term.h"
#include "error.h"
#include "figure-view.h"
#include "live-figures.h"
#include "print-text.h"
#include "value-term.h"

#include <glib/gi18n.h>

/* Height of a plot that is as wide as the panel, and of one that is half as wide. */
#define WIDE_HEIGHT 210
#define HALF_HEIGHT 165

typedef enum
{
  PLOT_CURVE,
  PLOT_VALUE,
  PLOT_R_SPACE,
  PLOT_PARTIAL_RDF,
  PLOT_TOTAL_RDF,
  PLOT_ANALYSIS,
} PlotKind;

/**
 * Plot:
 * @kind, @live, @index: what is drawn; of an analysis which; of which term or element
 * @shown, @wide: whether it is shown, and over both columns
 * @card, @view: its widgets
 */
typedef struct
{
  VitPlots *owner;
  PlotKind kind;
  VitLiveKind live;
  int index;
  char *title;
  gboolean shown;
  gboolean wide;
  GtkWidget *card;
  VitFigureView *view;
  GtkWidget *message;
} Plot;

struct _VitPlots
{
  GtkWidget parent;

  VitStudy *study;
  VitAnalyser *analyser;
  GPtrArray *plots; /* in the order of the grid */
  Plot *selected;
  int selected_category;
  guint clock;

  GtkWidget *box;
  GtkGrid *grid;
  GtkWidget *choices;
  GtkLabel *age;
};

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitPlots, vit_plots, GTK_TYPE_WIDGET)

static void
plot_free (gpointer data)
{
  Plot *plot = data;

  g_free (plot->title);
  g_clear_object (&plot->card);
  g_free (plot);
}

static VitFigure *
make_figure (VitPlots *self, const Plot *plot)
{
  const VitFit *fit = vit_study_get_fit (self->study);
  const VitSnapshot *snapshot = vit_study_get_shown (self->study);
  VitAnalysis *model = vit_analyser_get_model (self->analyser), *target = vit_analyser_get_target (self->analyser);
  g_autoptr (VitHistory) history = plot->kind == PLOT_VALUE ? vit_study_get_history (self->study) : NULL;

  switch (plot->kind)
    {
    case PLOT_CURVE:
      return vit_live_curve_figure (fit, snapshot, plot->index);
    case PLOT_VALUE:
      return vit_live_value_figure (fit, history, plot->index);
    case PLOT_R_SPACE:
      return vit_live_r_space_figure (fit, snapshot, plot->index);
    case PLOT_PARTIAL_RDF:
    case PLOT_TOTAL_RDF:
      return vit_live_rdf_figure (fit, snapshot, target, plot->kind == PLOT_PARTIAL_RDF);
    default:
      return model != NULL ? vit_live_analysis_figure (plot->live, model, target, plot->index) : NULL;
    }
}

/* Why there is nothing to see. */
static const char *
explain_absence (VitPlots *self, const Plot *plot)
{
  if (vit_analyser_get_error (self->analyser) != NULL)
    return vit_analyser_get_error (self->analyser);
  if (plot->kind == PLOT_ANALYSIS && plot->live == VIT_LIVE_ENERGY && vit_analyser_get_model (self->analyser) != NULL)
    return _ ("No potential is known for these elements");
  return _ ("Being analysed…");
}

static void
draw (VitPlots *self, Plot *plot)
{
  VitFigure *figure = make_figure (self, plot);

  gtk_widget_set_visible (plot->message, figure == NULL);
  if (figure == NULL)
    {
      g_autofree char *text = g_strdup_printf ("<b>%s</b>\n%s", plot->title, explain_absence (self, plot));

      gtk_label_set_markup (GTK_LABEL (plot->message), text);
    }
  vit_figure_view_set_figure (plot->view, figure);
}

static void
draw_all (VitPlots *self, gboolean analysed)
{
  for (guint k = 0; k < self->plots->len; k++)
    {
      Plot *plot = self->plots->pdata[k];

      if (plot->shown && (plot->kind == PLOT_ANALYSIS) == analysed)
        draw (self, plot);
    }
}

static void ensure_card (Plot *plot);

/* Puts the cards where they belong: wide ones over both columns, two halves side by side, a single half over both. */
static void
arrange (VitPlots *self)
{
  GtkWidget *child;
  int row = 0, column = 0;
  Plot *before = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint k = 0; k < self->plots->len; k++)
    {
      Plot *plot = self->plots->pdata[k];

      if (!plot->shown)
        continue;
      ensure_card (plot);
      if (column == 1 && plot->wide)
        {
          gtk_grid_remove (self->grid, before->card);
          gtk_grid_attach (self->grid, before->card, 0, row, 2, 1);
          column = 0;
          row++;
        }
      gtk_grid_attach (self->grid, plot->card, column, row, plot->wide ? 2 : 1, 1);
      gtk_widget_set_size_request (plot->card, -1, plot->wide ? WIDE_HEIGHT : HALF_HEIGHT);
      if (plot->wide || column == 1)
        row++;
      column = plot->wide ? 0 : 1 - column;
      before = plot;
    }
  if (column == 1)
    {
      gtk_grid_remove (self->grid, before->card);
      gtk_grid_attach (self->grid, before->card, 0, row, 2, 1);
    }
}

static void
on_choice (GtkCheckButton *button, Plot *plot)
{
  plot->shown = gtk_check_button_get_active (button);
  arrange (plot->owner);
  if (plot->shown)
    draw (plot->owner, plot);
}

static void
on_wide (GtkButton *button, Plot *plot)
{
  plot->wide = !plot->wide;
  arrange (plot->owner);
}

static void
on_bar (VitFigureView *view, int category, Plot *plot)
{
  VitPlots *self = plot->owner;
  gboolean same = self->selected == plot && self->selected_category == category;

  if (plot->live != VIT_LIVE_POLYHEDRA || plot->kind != PLOT_ANALYSIS)
    return;
  if (self->selected != NULL)
    vit_figure_view_set_selected_bar (self->selected->view, -1);
  /* The second click lets go. */
  self->selected = same ? NULL : plot;
  self->selected_category = category;
  if (!same)
    vit_figure_view_set_selected_bar (view, category);
  g_signal_emit (self, signals[SELECTED], 0);
}

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, Plot *plot)
{
  return gdk_content_provider_new_typed (G_TYPE_POINTER, plot);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, Plot *plot)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (plot->card);

  gtk_drag_source_set_icon (source, picture, 20, 20);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Plot *onto)
{
  VitPlots *self = onto->owner;
  Plot *plot = g_value_get_pointer (value);
  guint from, to;

  if (plot == onto || !g_ptr_array_find (self->plots, plot, &from) || !g_ptr_array_find (self->plots, onto, &to))
    return FALSE;
  g_ptr_array_steal_index (self->plots, from);
  g_ptr_array_insert (self->plots, (int) to, plot);
  arrange (self);
  return TRUE;
}

static GtkWidget *
make_handle (Plot *plot)
{
  GtkWidget *handle = gtk_button_new_from_icon_name ("view-dual-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  g_autofree char *label = g_strdup_printf (_ ("%s: width; drag to move"), plot->title);

  gtk_widget_add_css_class (handle, "flat");
  gtk_widget_add_css_class (handle, "plot-handle");
  gtk_widget_set_tooltip_text (handle, _ ("Half or full width; drag to move"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_halign (handle, GTK_ALIGN_START);
  gtk_widget_set_valign (handle, GTK_ALIGN_END);
  g_signal_connect (handle, "clicked", G_CALLBACK (on_wide), plot);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag), plot);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), plot);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  return handle;
}

static void
make_card (Plot *plot)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_POINTER, GDK_ACTION_COPY);

  plot->view = VIT_FIGURE_VIEW (vit_figure_view_new ());
  plot->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (plot->message), TRUE);
  gtk_label_set_justify (GTK_LABEL (plot->message), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (plot->message, "dim-label");
  gtk_widget_set_can_target (plot->message, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (plot->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), plot->message);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_handle (plot));
  gtk_widget_add_css_class (overlay, "card");
  gtk_widget_add_css_class (overlay, "plot-card");
  g_signal_connect (plot->view, "bar-activated", G_CALLBACK (on_bar), plot);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), plot);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (target));
  plot->card = g_object_ref_sink (overlay);
}

/* Most plots are never shown; what they need is made when they are. */
static void
ensure_card (Plot *plot)
{
  if (plot->card == NULL)
    make_card (plot);
}

static Plot *
add (VitPlots *self, PlotKind kind, int index, gboolean shown, gboolean wide, char *title)
{
  Plot *plot = g_new0 (Plot, 1);
  GtkWidget *choice = gtk_check_button_new_with_label (title);

  *plot = (Plot){ .owner = self, .kind = kind, .index = index, .shown = shown, .wide = wide, .title = title };
  g_ptr_array_add (self->plots, plot);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), shown);
  g_signal_connect (choice, "toggled", G_CALLBACK (on_choice), plot);
  gtk_box_append (GTK_BOX (self->choices), choice);
  return plot;
}

static void
add_curves (VitPlots *self, const VitFit *fit)
{
  int n = vit_annealer_get_n_terms (fit->annealer), n_exafs = 0;

  /* S(q) first, over both columns; the annealer asks it last. */
  for (int pass = 0; pass < 2; pass++)
    for (int t = 0; t < n; t++)
      if (vit_data_term_get_observable (vit_annealer_get_term (fit->annealer, t)) != NULL
          && vit_live_has_r_space (fit, t) == (pass == 1))
        {
          add (self, PLOT_CURVE, t, TRUE, pass == 0, g_strdup (vit_annealer_get_term (fit->annealer, t)->name));
          n_exafs += pass;
        }
  for (int t = 0; t < n; t++)
    if (vit_value_term_get_quantity (vit_annealer_get_term (fit->annealer, t)) != NULL)
      add (self, PLOT_VALUE, t, TRUE, FALSE, g_strdup (vit_annealer_get_term (fit->annealer, t)->name));
  for (int t = 0; t < n && n_exafs > 0; t++)
    if (vit_live_has_r_space (fit, t))
      add (self, PLOT_R_SPACE, t, FALSE, FALSE,
           g_strdup_printf (_ ("%s, R space"), vit_annealer_get_term (fit->annealer, t)->name));
}

/* One plot for each element, and one for all atoms of an alloy. */
static void
add_analysis (VitPlots *self, VitLiveKind kind, const char *what, int n_shown)
{
  const VitFit *fit = vit_study_get_fit (self->study);
  const VitConfiguration *reference = fit->target != NULL ? fit->target : fit->start;
  int n = vit_configuration_get_n_species (reference);

  for (int e = 0; e < n; e++)
    add (self, PLOT_ANALYSIS, e, e < n_shown, kind == VIT_LIVE_POLYHEDRA,
         g_strdup_printf ("%s %s", what, vit_configuration_get_element (reference, e)->symbol))
        ->live
        = kind;
  if (n > 1)
    add (self, PLOT_ANALYSIS, VIT_ALL_SPECIES, FALSE, kind == VIT_LIVE_POLYHEDRA,
         g_strdup_printf (_ ("%s all atoms"), what))
        ->live
        = kind;
}

static void
add_all (VitPlots *self)
{
  add_curves (self, vit_study_get_fit (self->study));
  add (self, PLOT_PARTIAL_RDF, 0, TRUE, TRUE, g_strdup (_ ("Partial g(r)")));
  add (self, PLOT_TOTAL_RDF, 0, FALSE, TRUE, g_strdup (_ ("Total g(r)")));
  add_analysis (self, VIT_LIVE_POLYHEDRA, _ ("Polyhedra round"), 1);
  add_analysis (self, VIT_LIVE_COORDINATION, _ ("Coordination of"), 0);
  add_analysis (self, VIT_LIVE_ANGLES, _ ("Bond angles at"), 1);
  add_analysis (self, VIT_LIVE_ENERGY, _ ("Potential energy of"), 1);
  add (self, PLOT_ANALYSIS, 0, FALSE, FALSE, g_strdup (_ ("Faces of the Voronoi cells")))->live = VIT_LIVE_FACES;
  add (self, PLOT_ANALYSIS, 0, FALSE, FALSE, g_strdup (_ ("How icosahedra are connected")))->live = VIT_LIVE_LINKS;
  add (self, PLOT_ANALYSIS, 0, FALSE, FALSE, g_strdup (_ ("Networks of icosahedra")))->live = VIT_LIVE_NETWORKS;
}

static gboolean
show_age (gpointer data)
{
  VitPlots *self = data;
  VitAnalysis *model = vit_analyser_get_model (self->analyser);
  g_autofree char *text = NULL;

  if (model == NULL)
    text = g_strdup (vit_analyser_is_busy (self->analyser) ? _ ("analysing…") : "");
  else if (model->moves == vit_study_get_shown (self->study)->counts.attempted)
    text = g_strdup (_ ("analysis up to date"));
  else
    text = vit_print_text (_ ("analysis %d s old"), (int) ((g_get_monotonic_time () - model->time) / G_USEC_PER_SEC));
  gtk_label_set_text (self->age, text);
  return G_SOURCE_CONTINUE;
}

void
vit_plots_set_study (VitPlots *self, VitStudy *study, VitAnalyser *analyser)
{
  g_set_object (&self->study, study);
  g_set_object (&self->analyser, analyser);
  add_all (self);
  arrange (self);
  vit_plots_update (self);
  vit_plots_update_analysis (self);
  self->clock = g_timeout_add_seconds (1, show_age, self);
}

void
vit_plots_update (VitPlots *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    draw_all (self, FALSE);
}

void
vit_plots_update_analysis (VitPlots *self)
{
  draw_all (self, TRUE);
  draw_all (self, FALSE);
  show_age (self);
}

gboolean
vit_plots_get_selection (VitPlots *self, int *species, VitVoronoiIndex *index)
{
  VitAnalysis *target, *model;
  const VitProfile *first;
  VitVoronoiSample sample;
  g_autoptr (GArray) classes = NULL;

  if (self->selected == NULL)
    return FALSE;
  target = vit_analyser_get_target (self->analyser);
  model = vit_analyser_get_model (self->analyser);
  /* As the figure orders them. */
  first = (target != NULL ? target : model)->profile;
  sample = vit_profile_sample (first, self->selected->index);
  classes = vit_voronoi_classes (sample.voronoi, sample.configuration, sample.species);
  if ((guint) self->selected_category >= classes->len)
    return FALSE;
  *index = g_array_index (classes, VitVoronoiClass, self->selected_category).index;
  *species = vit_profile_species (model->profile, self->selected->index);
  return TRUE;
}

void
vit_plots_clear_selection (VitPlots *self)
{
  if (self->selected == NULL)
    return;
  vit_figure_view_set_selected_bar (self->selected->view, -1);
  self->selected = NULL;
  g_signal_emit (self, signals[SELECTED], 0);
}

GPtrArray *
vit_plots_list_exports (VitPlots *self, const char *folder)
{
  static const char *const suffixes[] = { "pdf", "csv" };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_figure_export_free);

  for (guint k = 0; k < self->plots->len; k++)
    for (gsize s = 0; s < G_N_ELEMENTS (suffixes); s++)
      {
        const Plot *plot = self->plots->pdata[k];
        g_autofree char *name = vit_data_name_to_file_name (plot->title);
        g_autofree char *path = g_strdup_printf ("%s/%s.%s", folder, name, suffixes[s]);
        VitFigureExport *export
            = plot->shown && plot->view != NULL ? vit_figure_view_new_export (plot->view, path) : NULL;

        if (export != NULL)
          g_ptr_array_add (list, export);
      }
  return list;
}

static void
vit_plots_dispose (GObject *object)
{
  VitPlots *self = VIT_PLOTS (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_PLOTS);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  g_clear_object (&self->study);
  g_clear_object (&self->analyser);
  G_OBJECT_CLASS (vit_plots_parent_class)->dispose (object);
}

static void
vit_plots_init (VitPlots *self)
{
  self->plots = g_ptr_array_new_with_free_func (plot_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
vit_plots_class_init (VitPlotsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_plots_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/plots.ui");
  gtk_widget_class_bind_template_child (widget_class, VitPlots, box);
  gtk_widget_class_bind_template_child (widget_class, VitPlots, grid);
  gtk_widget_class_bind_template_child (widget_class, VitPlots, choices);
  gtk_widget_class_bind_template_child (widget_class, VitPlots, age);
  signals[SELECTED]
      = g_signal_new ("polyhedra-selected", VIT_TYPE_PLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
