/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-text.h"
#include "print-text.h"
#include "stall-meter.h"
#include "workbench-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (VitWorkbench, vit_workbench, ADW_TYPE_APPLICATION_WINDOW)

void
vit_workbench_say (VitWorkbench *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  /* The window was closed before its task was done. */
  if (self->closed)
    return;
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, 4);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
vit_workbench_complain (VitWorkbench *self, const char *heading, const char *text)
{
  GtkWidget *dialog;

  if (self->closed)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "3 min left" */
static char *
describe_time_left (const VitSnapshot *snapshot, double moves_per_second)
{
  double seconds = ((double) snapshot->n_moves - (double) snapshot->counts.attempted) / moves_per_second;

  if (snapshot->progress >= 1)
    return g_strdup (_ ("finished"));
  if (!(moves_per_second > 0))
    return g_strdup ("");
  if (seconds < 90)
    return g_strdup_printf (_ ("%.0f s left"), seconds);
  if (seconds < 90 * 60)
    return g_strdup_printf (_ ("%.0f min left"), seconds / 60);
  return g_strdup_printf (_ ("%.1f h left"), seconds / 3600);
}

static void
show_progress (VitWorkbench *self)
{
  const VitSnapshot *live = vit_study_get_live (self->study);
  gboolean running = vit_study_get_status (self->study) == VIT_RUNNER_RUNNING;
  double speed = vit_study_get_moves_per_second (self->study);
  g_autofree char *left = running || live->progress >= 1 ? describe_time_left (live, speed) : g_strdup (_ ("paused"));
  g_autofree char *count = vit_number_text_count ((gint64) speed / 100 * 100);
  g_autofree char *text = running && speed > 0 ? g_strdup_printf (_ ("%s moves/s"), count)
                                               : vit_print_text ("%.0f %%", 100 * MIN (1, live->progress));

  gtk_progress_bar_set_fraction (self->progress, MIN (1, live->progress));
  gtk_progress_bar_set_text (self->progress, text);
  gtk_label_set_text (self->time_left, left);
}

void
vit_workbench_update_header (VitWorkbench *self)
{
  gboolean running, any = self->study != NULL;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->run, any);
  gtk_widget_set_visible (self->step, any);
  gtk_widget_set_visible (self->compare, any);
  gtk_widget_set_visible (self->progress_box, any);
  if (!any)
    {
      adw_window_title_set_title (self->title, "Vitrum");
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), "Vitrum");
      return;
    }
  running = vit_study_get_status (self->study) == VIT_RUNNER_RUNNING;
  subtitle = vit_print_text (_ ("%.2f M moves · branch %d%s"),
                             (double) vit_study_get_live (self->study)->counts.attempted / 1e6,
                             (int) vit_study_get_branch (self->study),
                             vit_study_is_read_only (self->study)  ? _ (" · read-only")
                             : vit_study_is_untitled (self->study) ? _ (" · no name")
                                                                   : "");
  adw_window_title_set_title (self->title, vit_study_get_name (self->study));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), vit_study_get_name (self->study));
  adw_button_content_set_label (self->run_content, running ? _ ("Pause") : _ ("Run"));
  adw_button_content_set_icon_name (self->run_content,
                                    running ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  show_progress (self);
}

static void
on_changed (VitStudy *study, VitWorkbench *self)
{
  vit_workbench_update_header (self);
  vit_workbench_update_actions (self);
}

static void
on_problem (VitStudy *study, VitWorkbench *self)
{
  const char *problem = vit_study_get_problem (study);
  g_autofree char *failure = vit_runner_get_failure (vit_study_get_runner (study));

  if (failure != NULL)
    vit_workbench_complain (self, _ ("The run has stopped"), failure);
  else if (problem != NULL)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("%s\n\nThe run goes on in memory. Free some room, or save the project elsewhere."), problem);

      vit_workbench_complain (self, _ ("The project could not be written"), text);
    }
  else
    vit_workbench_say (self, _ ("The project is written again"));
}

static void
on_unreadable (VitStudy *study, const char *reason, VitWorkbench *self)
{
  vit_workbench_complain (self, _ ("This checkpoint cannot be read"), reason);
}

static void
drop_study (VitWorkbench *self)
{
  if (self->study == NULL)
    return;
  vit_workbench_remember_view (self);
  g_signal_handlers_disconnect_by_data (self->study, self);
  adw_bin_set_child (self->study_bin, NULL);
  self->view = NULL;
  /* Others may have it still, but it has an end here. */
  vit_study_close (self->study);
  g_clear_object (&self->study);
}

void
vit_workbench_start_page (VitWorkbench *self)
{
  drop_study (self);
  vit_welcome_refresh (self->welcome);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->welcome));
  vit_workbench_update_header (self);
  vit_workbench_update_actions (self);
}

static void
show_study (VitWorkbench *self)
{
  VitStudy *study = self->study;

  adw_bin_set_child (self->study_bin, GTK_WIDGET (self->view));
  vit_workbench_apply_switches (self);
  vit_workbench_restore_view (self);
  vit_workbench_connect_plots (self);
  g_signal_connect (study, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (study, "shown", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (study, "edited", G_CALLBACK (vit_workbench_update_actions), self);
  g_signal_connect (study, "problem", G_CALLBACK (on_problem), self);
  g_signal_connect (study, "unreadable", G_CALLBACK (on_unreadable), self);
  on_changed (study, self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->study_bin));
  for (guint k = 0; k < vit_study_get_fit (study)->notes->len; k++)
    vit_workbench_say (self, vit_study_get_fit (study)->notes->pdata[k]);
  if (vit_study_is_read_only (study))
    vit_workbench_say (self, _ ("Opened read-only: another program has it, or it may not be written"));
}

static void
drop_next (VitWorkbench *self)
{
  if (self->next == NULL)
    return;
  vit_study_close (self->next);
  g_clear_object (&self->next_view);
  g_clear_object (&self->next);
  g_clear_pointer (&self->opening, vit_job_end);
}

/* Nothing was opened: back to what was there before. */
static void
stay (VitWorkbench *self)
{
  if (self->study != NULL)
    gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->study_bin));
  else
    vit_workbench_start_page (self);
}

static void
on_filled (VitStudyView *view, VitWorkbench *self)
{
  gboolean cancelled = g_cancellable_is_cancelled (vit_job_get_cancellable (self->opening));

  gtk_spinner_stop (self->spinner);
  if (cancelled)
    {
      drop_next (self);
      stay (self);
      return;
    }
  g_clear_pointer (&self->opening, vit_job_end);
  drop_study (self);
  self->study = g_steal_pointer (&self->next);
  self->view = self->next_view;
  show_study (self);
  if (self->run_next)
    vit_study_start (self->study);
  /* The window holds it now. */
  g_clear_object (&self->next_view);
}

static void
take_study (VitWorkbench *self, VitStudy *study)
{
  g_autofree char *uri = g_filename_to_uri (self->opening_path, NULL, NULL);

  /* Projects without a name have a list of their own. */
  if (uri != NULL && !self->is_unlisted
      && (!vit_study_is_untitled (study) || !g_str_equal (self->opening_path, vit_study_get_path (study))))
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  vit_workbench_remember_view (self);
  self->next = g_object_ref (study);
  self->next_view
      = g_object_ref_sink (VIT_STUDY_VIEW (vit_study_view_new (study, (const char *const *) self->state->plots)));
  g_signal_connect (self->next_view, "filled", G_CALLBACK (on_filled), self);
}

static void
complain_of_opening (VitWorkbench *self, const char *message)
{
  g_autofree char *text = g_strdup_printf (
      "%s\n\n%s", message,
      vit_study_can_open (self->opening_path)
          ? _ ("What was open is as it was. Nothing was written to this file.")
          : _ ("Measured data and configurations go into a new fit: press Ctrl+N and drop them there."));

  vit_workbench_complain (self, _ ("This could not be opened"), text);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VitWorkbench) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VitStudy) study = vit_study_open_finish (result, &error);

  if (self->closed)
    {
      g_clear_pointer (&self->opening, vit_job_end);
      return;
    }
  if (study != NULL)
    {
      take_study (self, study);
      return;
    }
  gtk_spinner_stop (self->spinner);
  g_clear_pointer (&self->opening, vit_job_end);
  stay (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain_of_opening (self, error->message);
}

static void
open_path (VitWorkbench *self, const char *path, gboolean unlisted, gboolean run)
{
  GCancellable *cancellable;

  if (self->opening != NULL)
    return;
  self->is_unlisted = unlisted;
  self->run_next = run;
  g_free (self->opening_path);
  self->opening_path = g_canonicalize_filename (path, NULL);
  self->opening = vit_jobs_begin (self->jobs, NULL);
  cancellable = vit_job_get_cancellable (self->opening);
  gtk_spinner_start (self->spinner);
  adw_status_page_set_title (self->loading, _ ("Preparing the fit…"));
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->loading));
  if (g_str_has_suffix (path, ".ini"))
    vit_study_new_async (path, cancellable, opened, g_object_ref (self));
  else
    vit_study_open_async (path, cancellable, opened, g_object_ref (self));
}

void
vit_workbench_open (VitWorkbench *self, const char *path)
{
  open_path (self, path, FALSE, FALSE);
}

void
vit_workbench_open_unlisted (VitWorkbench *self, const char *path)
{
  open_path (self, path, TRUE, FALSE);
}

void
vit_workbench_open_and_run (VitWorkbench *self, const char *path)
{
  open_path (self, path, TRUE, TRUE);
}

gboolean
vit_workbench_is_empty (VitWorkbench *self)
{
  return self->study == NULL && self->opening == NULL;
}

static void
on_jobs (VitWorkbench *self)
{
  if (self->opening != NULL && g_cancellable_is_cancelled (vit_job_get_cancellable (self->opening)))
    adw_status_page_set_title (self->loading, _ ("Cancelling…"));
  vit_workbench_update_actions (self);
}

static gboolean
on_file_drop (GtkDropTarget *target, const GValue *value, double x, double y, VitWorkbench *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  if (vit_study_can_open (path))
    vit_workbench_open (self, path);
  else
    vit_workbench_say (self, _ ("Drop a project (.vitrum) or a recipe (.ini); data files go into New Fit"));
  return TRUE;
}

/* All ends here and now: tasks that hold the window would let it live on. It is out of sight before that. */
static gboolean
vit_workbench_close_request (GtkWindow *window)
{
  VitWorkbench *self = VIT_WORKBENCH (window);

  if (GTK_WINDOW_CLASS (vit_workbench_parent_class)->close_request (window))
    return TRUE;
  vit_workbench_remember (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->closed = TRUE;
  vit_jobs_abandon (self->jobs);
  drop_next (self);
  drop_study (self);
  return FALSE;
}

static void
vit_workbench_dispose (GObject *object)
{
  VitWorkbench *self = VIT_WORKBENCH (object);

  self->closed = TRUE;
  drop_next (self);
  if (self->study != NULL && self->study_bin != NULL)
    drop_study (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_WORKBENCH);
  G_OBJECT_CLASS (vit_workbench_parent_class)->dispose (object);
}

static void
vit_workbench_finalize (GObject *object)
{
  vit_window_state_free (VIT_WORKBENCH (object)->state);
  g_free (VIT_WORKBENCH (object)->opening_path);
  G_OBJECT_CLASS (vit_workbench_parent_class)->finalize (object);
}

/* Not before: what a window is made with, such as that it is not maximised, comes after init. */
static void
vit_workbench_constructed (GObject *object)
{
  G_OBJECT_CLASS (vit_workbench_parent_class)->constructed (object);
  vit_workbench_restore (VIT_WORKBENCH (object));
}

/* Adwaita gives the arrow of a split button no name. */
static void
name_arrow (GtkWidget *widget, const char *name)
{
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !GTK_IS_POPOVER (child);
       child = gtk_widget_get_next_sibling (child))
    name_arrow (child, name);
}

static void
vit_workbench_init (VitWorkbench *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  vit_stall_meter_watch (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  name_arrow (self->open, _ ("New fits and demos"));
  vit_workbench_add_actions (self);
  vit_workbench_add_save_actions (self);
  vit_workbench_add_export_actions (self);
  g_signal_connect_swapped (self->jobs, "changed", G_CALLBACK (on_jobs), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_file_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  vit_workbench_start_page (self);
}

static void
vit_workbench_class_init (VitWorkbenchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = vit_workbench_constructed;
  G_OBJECT_CLASS (class)->dispose = vit_workbench_dispose;
  G_OBJECT_CLASS (class)->finalize = vit_workbench_finalize;
  GTK_WINDOW_CLASS (class)->close_request = vit_workbench_close_request;
  g_type_ensure (VIT_TYPE_WELCOME);
  g_type_ensure (VIT_TYPE_JOBS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/workbench.ui");
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, toasts);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, open);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, title);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, run);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, run_content);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, step);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, compare);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, progress_box);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, progress);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, time_left);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, pages);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, welcome);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, loading);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, spinner);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, study_bin);
  gtk_widget_class_bind_template_child (widget_class, VitWorkbench, jobs);
}

VitWorkbench *
vit_workbench_new (AdwApplication *application)
{
  return g_object_new (VIT_TYPE_WORKBENCH, "application", application, NULL);
}
