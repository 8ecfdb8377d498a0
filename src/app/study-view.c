/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-view-private.h"

#include "number-text.h"
#include "print-text.h"

#include <glib/gi18n.h>

/* A new analysis no sooner than so long after the last one was asked for, while the engine runs, µs. */
#define ANALYSIS_INTERVAL (4 * G_USEC_PER_SEC)
/* Plots and history are drawn again after so many looks at the engine (10 Hz); on software OpenGL. */
#define LOOKS_SOFTWARE 2

enum
{
  FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitStudyView, vit_study_view, GTK_TYPE_WIDGET)

/* Whether two views stand beside each other. */
static gboolean
is_beside (VitStudyView *self)
{
  return self->comparing && !gtk_toggle_button_get_active (self->overlay);
}

const VitProjectCheckpoint *
vit_study_view_find_checkpoint (VitStudyView *self, gint64 checkpoint)
{
  const GPtrArray *checkpoints = vit_study_get_checkpoints (self->study);

  return checkpoints != NULL && checkpoint > 0 ? vit_project_find_checkpoint (checkpoints, checkpoint) : NULL;
}

char *
vit_study_view_describe (VitStudyView *self, gint64 checkpoint, gint64 moves)
{
  return vit_print_text (is_beside (self) ? _ ("checkpoint %d\n%.2f M moves") : _ ("checkpoint %d, %.2f million moves"),
                         (int) checkpoint, (double) moves / 1e6);
}

void
vit_study_view_show_atoms (VitStudyView *self)
{
  VitSnapshot *snapshot = vit_study_get_shown (self->study);
  VitConfiguration *configuration = vit_configuration_copy (vit_study_get_fit (self->study)->start);
  gint64 checkpoint = vit_study_get_shown_checkpoint (self->study);
  g_autofree char *caption = NULL;

  vit_snapshot_store (snapshot, configuration);
  if (checkpoint != 0)
    caption = vit_study_view_describe (self, checkpoint, snapshot->counts.attempted);
  else if (is_beside (self))
    caption = g_strdup (_ ("model"));
  vit_atoms_view_set_atoms (self->atoms, configuration, vit_analyser_get_model (self->analyser), caption);
}

static void
show_history (VitStudyView *self)
{
  g_autoptr (VitHistory) history = vit_study_get_history (self->study);
  const VitSnapshot *live = vit_study_get_live (self->study);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *chi2 = vit_number_text_short (live->chi2);
  g_autofree char *text = vit_print_text (_ ("χ² %s · %.2f of %.4g million moves"), chi2,
                                          (double) live->counts.attempted / 1e6, (double) live->n_moves / 1e6);

  for (int t = 0; t < live->n_terms; t++)
    g_ptr_array_add (names, live->terms[t].name);
  vit_timeline_set_history (self->timeline, history, (const char *const *) names->pdata, live->n_moves);
  vit_timeline_set_now (self->timeline, live->counts.attempted);
  gtk_label_set_text (self->history_text, text);
}

/* Asks for an analysis of what is shown if it is another model, and time. */
static void
analyse (VitStudyView *self)
{
  VitSnapshot *snapshot = vit_study_get_shown (self->study);
  gint64 now = g_get_monotonic_time ();
  gboolean running = vit_study_get_status (self->study) == VIT_RUNNER_RUNNING;

  if (snapshot->counts.attempted == self->analysed_moves || vit_analyser_is_busy (self->analyser)
      || (running && now - self->analysed < ANALYSIS_INTERVAL))
    return;
  self->analysed = now;
  self->analysed_moves = snapshot->counts.attempted;
  vit_analyser_request (self->analyser, snapshot);
}

static void
on_changed (VitStudy *study, VitStudyView *self)
{
  guint every = vit_atoms_view_is_software (self->atoms) && vit_study_get_status (study) == VIT_RUNNER_RUNNING
                    ? LOOKS_SOFTWARE
                    : 1;

  vit_settings_panel_update (self->settings);
  analyse (self);
  if (++self->looks % every != 0)
    return;
  show_history (self);
  if (vit_study_get_shown_checkpoint (study) != 0)
    return;
  vit_study_view_show_atoms (self);
  vit_plots_update (self->plots);
}

static void
on_shown (VitStudy *study, VitStudyView *self)
{
  gint64 checkpoint = vit_study_get_shown_checkpoint (study);

  gtk_widget_set_visible (self->rewind, checkpoint != 0);
  gtk_widget_set_visible (self->back, checkpoint != 0);
  vit_timeline_set_shown (self->timeline, checkpoint);
  vit_study_view_update_measure (self);
  self->analysed_moves = -1;
  analyse (self);
  vit_study_view_show_atoms (self);
  vit_plots_update (self->plots);
}

static void
on_analysed (VitAnalyser *analyser, VitStudyView *self)
{
  vit_plots_update_analysis (self->plots);
  vit_study_view_show_atoms (self);
  /* What was asked for meanwhile. */
  analyse (self);
}

static void
on_checkpoint_selected (VitTimeline *timeline, gint64 checkpoint, VitStudyView *self)
{
  vit_study_show (self->study, checkpoint);
}

static void
on_polyhedra_selected (VitPlots *plots, VitStudyView *self)
{
  VitVoronoiIndex index;
  int species;

  if (vit_plots_get_selection (plots, &species, &index))
    vit_atoms_view_set_highlight (self->atoms, &index, species);
  else
    vit_atoms_view_set_highlight (self->atoms, NULL, 0);
}

static void
on_checkpoints (VitStudy *study, VitStudyView *self)
{
  vit_timeline_set_checkpoints (self->timeline, vit_study_get_checkpoints (study), vit_study_get_branch (study));
}

static void
on_map (VitStudyView *self)
{
  vit_plots_update (self->plots);
}

static void
vit_study_view_dispose (GObject *object)
{
  VitStudyView *self = VIT_STUDY_VIEW (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->analyser != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->analyser, self);
      vit_analyser_stop (self->analyser);
    }
  if (self->study != NULL)
    g_signal_handlers_disconnect_by_data (self->study, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_STUDY_VIEW);
  g_clear_object (&self->settings);
  g_clear_object (&self->plots);
  g_clear_object (&self->analyser);
  g_clear_object (&self->study);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->layout, g_strfreev);
  self->atoms = NULL;
  self->other = NULL;
  G_OBJECT_CLASS (vit_study_view_parent_class)->dispose (object);
}

static void
vit_study_view_init (VitStudyView *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
vit_study_view_class_init (VitStudyViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_study_view_dispose;
  signals[FILLED]
      = g_signal_new ("filled", VIT_TYPE_STUDY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (VIT_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/study-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, outer);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, inner);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, middle);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, views);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, overlay);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, other_choice);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, history_text);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, measure);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, rewind);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, back);
  gtk_widget_class_bind_template_child (widget_class, VitStudyView, timeline);
}

/* Steps in which the view is filled. Each returns whether it has more to do. */

static gboolean
make_atoms (VitStudyView *self)
{
  self->atoms = g_object_new (VIT_TYPE_ATOMS_VIEW, NULL);
  gtk_box_append (self->views, GTK_WIDGET (self->atoms));
  vit_study_view_measure_from (self, 0);
  return FALSE;
}

static gboolean
make_settings (VitStudyView *self)
{
  self->settings = g_object_ref_sink (g_object_new (VIT_TYPE_SETTINGS_PANEL, NULL));
  vit_settings_panel_set_study (self->settings, self->study);
  return FALSE;
}

static gboolean
fill_settings (VitStudyView *self)
{
  return vit_settings_panel_fill (self->settings);
}

static gboolean
make_plots (VitStudyView *self)
{
  self->plots = g_object_ref_sink (g_object_new (VIT_TYPE_PLOTS, NULL));
  vit_plots_set_layout (self->plots, (const char *const *) self->layout);
  vit_plots_set_study (self->plots, self->study, self->analyser);
  return FALSE;
}

static gboolean
fill_plots (VitStudyView *self)
{
  return vit_plots_fill (self->plots);
}

static gboolean
connect (VitStudyView *self)
{
  g_signal_connect (self->study, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->study, "shown", G_CALLBACK (on_shown), self);
  g_signal_connect (self->study, "checkpoints", G_CALLBACK (on_checkpoints), self);
  g_signal_connect (self->analyser, "analysed", G_CALLBACK (on_analysed), self);
  g_signal_connect (self->timeline, "checkpoint-selected", G_CALLBACK (on_checkpoint_selected), self);
  g_signal_connect (self->plots, "polyhedra-selected", G_CALLBACK (on_polyhedra_selected), self);
  vit_study_view_connect_compare (self);
  g_signal_connect_swapped (self, "map", G_CALLBACK (on_map), self);
  return FALSE;
}

static gboolean
show_study (VitStudyView *self)
{
  on_checkpoints (self->study, self);
  show_history (self);
  vit_study_view_show_atoms (self);
  analyse (self);
  return FALSE;
}

static gboolean
tell (VitStudyView *self)
{
  g_signal_emit (self, signals[FILLED], 0);
  return FALSE;
}

/* To come on the screen is work as well; the side panels do it in rounds of their own, before the next frame. */
static gboolean
attach_settings (VitStudyView *self)
{
  gtk_paned_set_start_child (self->outer, GTK_WIDGET (self->settings));
  return FALSE;
}

static gboolean
attach_plots (VitStudyView *self)
{
  gtk_paned_set_end_child (self->inner, GTK_WIDGET (self->plots));
  return FALSE;
}

/* A part at a time, between which the window answers. */
static gboolean
fill (gpointer data)
{
  static gboolean (*const steps[]) (VitStudyView *)
      = { make_atoms, make_settings, fill_settings, make_plots,      fill_plots,
          connect,    show_study,    tell,          attach_settings, attach_plots };
  /* Who hears that it is filled may drop it. */
  g_autoptr (VitStudyView) self = g_object_ref (data);

  if (!steps[self->n_filled](self))
    self->n_filled++;
  if (self->filling != 0 && self->n_filled < (int) G_N_ELEMENTS (steps))
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

GtkWidget *
vit_study_view_new (VitStudy *study, const char *const *plots)
{
  VitStudyView *self = g_object_new (VIT_TYPE_STUDY_VIEW, NULL);

  self->study = g_object_ref (study);
  self->layout = g_strdupv ((char **) plots);
  self->analyser = vit_analyser_new (study);
  self->analysed_moves = -1;
  self->filling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill, self, NULL);
  return GTK_WIDGET (self);
}

VitAtomsView *
vit_study_view_get_atoms (VitStudyView *self)
{
  return self->atoms;
}

VitPlots *
vit_study_view_get_plots (VitStudyView *self)
{
  return self->plots;
}

VitAnalyser *
vit_study_view_get_analyser (VitStudyView *self)
{
  return self->analyser;
}

void
vit_study_view_set_panels (VitStudyView *self, gboolean settings, gboolean plots)
{
  gtk_widget_set_visible (GTK_WIDGET (self->settings), settings);
  gtk_widget_set_visible (GTK_WIDGET (self->plots), plots);
}

static int
get_position (GtkPaned *paned)
{
  gboolean chosen;

  g_object_get (paned, "position-set", &chosen, NULL);
  return chosen ? gtk_paned_get_position (paned) : -1;
}

void
vit_study_view_get_panes (VitStudyView *self, VitStudyPanes *panes)
{
  *panes = (VitStudyPanes){ get_position (self->outer), get_position (self->inner), get_position (self->middle) };
}

void
vit_study_view_set_panes (VitStudyView *self, const VitStudyPanes *panes)
{
  if (panes->settings >= 0)
    gtk_paned_set_position (self->outer, panes->settings);
  if (panes->plots >= 0)
    gtk_paned_set_position (self->inner, panes->plots);
  if (panes->history >= 0)
    gtk_paned_set_position (self->middle, panes->history);
}

void
vit_study_view_focus (VitStudyView *self, const char *panel)
{
  if (g_str_equal (panel, "atoms"))
    vit_atoms_view_focus (self->atoms);
  else if (g_str_equal (panel, "history"))
    gtk_widget_grab_focus (GTK_WIDGET (self->timeline));
  else
    gtk_widget_child_focus (g_str_equal (panel, "plots") ? GTK_WIDGET (self->plots) : GTK_WIDGET (self->settings),
                            GTK_DIR_TAB_FORWARD);
}
