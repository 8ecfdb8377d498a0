/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots-private.h"
#include "print-text.h"

#include <glib/gi18n.h>

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitPlots, vit_plots, GTK_TYPE_WIDGET)

static void
draw_all (VitPlots *self, gboolean analysed)
{
  for (guint k = 0; k < self->plots->len; k++)
    {
      VitPlot *plot = self->plots->pdata[k];

      if (plot->shown && (plot->kind == VIT_PLOT_ANALYSIS) == analysed)
        vit_plot_draw (plot);
    }
}

void
vit_plots_select (VitPlots *self, VitPlot *plot, int category)
{
  gboolean same = self->selected == plot && self->selected_category == category;

  if (plot->live != VIT_LIVE_POLYHEDRA || plot->kind != VIT_PLOT_ANALYSIS)
    return;
  if (self->selected != NULL)
    vit_figure_view_set_selected_bar (self->selected->view, -1);
  /* The second click lets go. */
  self->selected = same ? NULL : plot;
  self->selected_category = category;
  if (!same)
    vit_figure_view_set_selected_bar (plot->view, category);
  g_signal_emit (self, signals[SELECTED], 0);
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
  vit_plots_add_all (self);
  vit_plots_fill_menu (self);
  vit_plots_apply_layout (self);
}

gboolean
vit_plots_fill (VitPlots *self)
{
  if (vit_plots_make_next_card (self))
    return TRUE;
  vit_plots_arrange (self);
  vit_plots_update (self);
  vit_plots_update_analysis (self);
  self->clock = g_timeout_add_seconds (1, show_age, self);
  return FALSE;
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
    {
      const VitPlot *plot = self->plots->pdata[k];
      g_autofree char *name = NULL;

      if (!plot->shown || plot->view == NULL)
        continue;
      name = vit_data_name_to_file_name (plot->title);
      for (gsize s = 0; s < G_N_ELEMENTS (suffixes); s++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%s.%s", folder, name, suffixes[s]);
          VitFigureExport *export = vit_figure_view_new_export (plot->view, path);

          if (export != NULL)
            g_ptr_array_add (list, export);
        }
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
  g_clear_pointer (&self->layout, g_ptr_array_unref);
  g_clear_object (&self->study);
  g_clear_object (&self->analyser);
  G_OBJECT_CLASS (vit_plots_parent_class)->dispose (object);
}

static void
vit_plots_init (VitPlots *self)
{
  self->plots = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_plot_free);
  self->layout = g_ptr_array_new_with_free_func (g_free);
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
  g_signal_new ("export-chosen", VIT_TYPE_PLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                VIT_TYPE_FIGURE_VIEW, G_TYPE_STRING);
  signals[SELECTED]
      = g_signal_new ("polyhedra-selected", VIT_TYPE_PLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
