/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that others can read: asked for in a dialog or by path on D-Bus, written on other threads. */
#include "configuration-file.h"
#include "error.h"
#include "figure-view.h"
#include "file-dialog.h"
#include "folder.h"
#include "report-document.h"
#include "result-files.h"
#include "workbench-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Pixels of a picture of the atoms, unless the view is larger. */
#define PICTURE_SIZE 2400

/* What a thread writes. */
typedef struct
{
  char *path;
  VitJob *job;
  GPtrArray *figures; /* (element-type VitFigureExport) (nullable): of plots */
  VitStudy *study;
  VitProject *project;
  VitSnapshot *snapshot;
  VitHistory *history;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  vit_snapshot_unref (export->snapshot);
  vit_history_free (export->history);
  g_clear_pointer (&export->figures, g_ptr_array_unref);
  g_object_unref (export->study);
  g_free (export);
}

/* GLib writes a file beside the one that is wanted, of which nobody has heard. */
static void
complain_of_writing (VitWorkbench *self, const char *path, const GError *error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    text = g_strdup_printf (_ ("%s cannot be made: there is no such folder. Choose another one."), path);
  else if (g_access (folder, W_OK) != 0)
    text = g_strdup_printf (_ ("%s cannot be made: nothing may be written into its folder. Choose another one."), path);
  else
    text = g_strdup (error->message);
  vit_workbench_complain (self, _ ("This could not be written"), text);
}

/* Says that a file was written, or why not; nothing if nobody wants it any more. */
static void
announce (VitWorkbench *self, const char *path, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), path);

  if (error == NULL)
    vit_workbench_say (self, text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain_of_writing (self, path, error);
}

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  VitWorkbench *self = VIT_WORKBENCH (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  vit_study_end_reading (export->study);
  g_task_propagate_boolean (G_TASK (result), &error);
  vit_job_end (export->job);
  announce (self, export->path, error);
}

/* @what: what the window says is being done; @figures: (transfer full) (nullable) */
static void
start_export (VitWorkbench *self, const char *path, const char *what, GPtrArray *figures, GTaskThreadFunc write)
{
  VitJob *job = vit_jobs_begin (self->jobs, what);
  g_autoptr (GTask) task = g_task_new (self, vit_job_get_cancellable (job), exported, NULL);
  Export *export = g_new0 (Export, 1);

  export->job = job;
  export->figures = figures;
  export->path = g_strdup (path);
  export->study = g_object_ref (self->study);
  export->project = vit_study_get_project (self->study);
  vit_study_begin_reading (self->study);
  export->snapshot = vit_snapshot_ref (vit_study_get_shown (self->study));
  export->history = vit_study_get_history (self->study);
  g_task_set_task_data (task, export, export_free);
  /* A file that was written in spite of it is said to be. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write);
}

static VitConfiguration *
get_model (const Export *export)
{
  VitConfiguration *model = vit_configuration_copy (vit_study_get_fit (export->study)->start);

  vit_snapshot_store (export->snapshot, model);
  return model;
}

static void
end_task (GTask *task, gboolean good, GError *error)
{
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_model (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  g_autoptr (VitConfiguration) model = get_model (export);
  VitFileFormat format;
  GError *error = NULL;
  gboolean good;

  if (!vit_file_format_from_name (export->path, &format))
    {
      g_set_error (&error, VIT_ERROR, VIT_ERROR_INPUT,
                   _ ("%s: expected a name that ends in .xyz (extended XYZ), .data or .dump (LAMMPS)"), export->path);
      end_task (task, FALSE, error);
      return;
    }
  good = !g_cancellable_set_error_if_cancelled (cancellable, &error)
         && vit_configuration_write (model, export->path, format, "exported by vitrum", &error);
  end_task (task, good, error);
}

/* The project as files in a folder of its own, with the model beside them: what the report reads. */
static char *
unpack (const Export *export, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "model.xyz", NULL) : NULL;
  g_autoptr (GPtrArray) files = folder != NULL ? vit_project_read_files (export->project, error) : NULL;
  g_autoptr (VitConfiguration) model = get_model (export);

  if (files != NULL && vit_unpack (files, folder, error)
      && vit_configuration_write (model, path, VIT_FORMAT_EXTENDED_XYZ, "vitrum", error))
    return g_steal_pointer (&folder);
  if (folder != NULL)
    vit_folder_remove (folder);
  return NULL;
}

/* What vit_report_new() says, for translators. */
G_GNUC_UNUSED static const char *const stages[]
    = { N_ ("reading"),        N_ ("analysing the model"), N_ ("analysing the target"),
        N_ ("comparing them"), N_ ("relaxing the model"),  N_ ("judging") };

static void
say_stage (const char *what, gpointer job)
{
  vit_job_say (job, _ (what));
}

static void
write_report (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;
  g_autofree char *folder = unpack (export, &error);
  g_autofree char *model = folder != NULL ? g_build_filename (folder, "model.xyz", NULL) : NULL;
  g_autofree char *recipe = folder != NULL ? g_build_filename (folder, VIT_PACK_RECIPE, NULL) : NULL;
  const VitReportOptions options
      = { .model = model, .recipe = recipe, .progress = say_stage, .data = export->job, .cancellable = cancellable };
  g_autoptr (VitReport) report = folder != NULL ? vit_report_new (&options, &error) : NULL;
  gboolean good = FALSE;

  if (report != NULL)
    {
      g_autoptr (VitDocument) document = vit_report_document_new (report);

      good = !g_cancellable_set_error_if_cancelled (cancellable, &error)
             && vit_document_save (document, export->path, &error);
    }
  if (folder != NULL)
    vit_folder_remove (folder);
  end_task (task, good, error);
}

/* The curves as `vitrum-cli export --curves` writes them, from a fit of its own put where the snapshot was taken. */
static void
write_curves (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;
  g_autofree char *folder = unpack (export, &error);
  g_autofree char *model = folder != NULL ? g_build_filename (folder, "model.xyz", NULL) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, VIT_PACK_RECIPE, NULL) : NULL;
  VitRecipe *recipe = folder != NULL ? vit_recipe_read (path, &error) : NULL;
  g_autoptr (VitFit) fit = NULL;
  gboolean good = FALSE;

  if (recipe != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_free (recipe->start);
      recipe->start = g_strdup (model);
      fit = vit_fit_new (recipe, &error);
    }
  if (fit != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      VitResult result = { .fit = fit, .history = export->history, .finished = export->snapshot->progress >= 1 };

      good = vit_result_write (&result, export->path, &error);
    }
  if (folder != NULL)
    vit_folder_remove (folder);
  end_task (task, good, error);
}

static void
write_figures (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;
  gboolean good = TRUE;

  for (guint k = 0; good && k < export->figures->len; k++)
    {
      const VitFigureExport *figure = export->figures->pdata[k];

      good = !g_cancellable_set_error_if_cancelled (cancellable, &error)
             && vit_figure_export_file (figure->shared->figure, figure->path, figure->width, figure->height, &error);
    }
  end_task (task, good, error);
}

/* All into a folder. */
static void
write_plots (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;

  if (vit_folder_make (export->path, 0777, &error))
    write_figures (task, source, data, cancellable);
  else
    g_task_return_error (task, error);
}

/* The kinds of export. */
typedef struct
{
  const char *action;
  const char *title;
  const char *ending; /* of the name that is proposed; %NULL: a folder */
  void (*export) (VitWorkbench *self, const char *path);
} Kind;

static void
export_model (VitWorkbench *self, const char *path)
{
  start_export (self, path, _ ("Exporting the model"), NULL, write_model);
}

static void
export_curves (VitWorkbench *self, const char *path)
{
  start_export (self, path, _ ("Exporting curves"), NULL, write_curves);
}

static void
export_report (VitWorkbench *self, const char *path)
{
  start_export (self, path, _ ("Reliability report"), NULL, write_report);
}

static void
export_plots (VitWorkbench *self, const char *path)
{
  start_export (self, path, _ ("Exporting plots"), vit_plots_list_exports (vit_study_view_get_plots (self->view), path),
                write_plots);
}

static void
on_export_chosen (VitPlots *plots, VitFigureView *view, const char *path, VitWorkbench *self)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_figure_export_free);

  g_ptr_array_add (figures, vit_figure_view_new_export (view, path));
  start_export (self, path, _ ("Exporting a plot"), figures, write_figures);
}

void
vit_workbench_connect_plots (VitWorkbench *self)
{
  g_signal_connect_object (vit_study_view_get_plots (self->view), "export-chosen", G_CALLBACK (on_export_chosen), self,
                           0);
}

/* A picture of the atoms on its way. */
typedef struct
{
  VitWorkbench *window;
  VitJob *job;
  char *path;
} Picture;

static void
picture_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Picture *picture = data;
  g_autoptr (VitWorkbench) self = picture->window;
  g_autofree char *path = picture->path;
  g_autoptr (GError) error = NULL;

  vit_atoms_view_save_finish (VIT_ATOMS_VIEW (source), result, &error);
  vit_job_end (picture->job);
  announce (self, path, error);
}

static void
export_picture (VitWorkbench *self, const char *path)
{
  VitAtomsView *atoms = vit_study_view_get_atoms (self->view);
  double aspect
      = gtk_widget_get_width (GTK_WIDGET (atoms)) / (double) MAX (1, gtk_widget_get_height (GTK_WIDGET (atoms)));
  int width = aspect >= 1 ? PICTURE_SIZE : (int) (PICTURE_SIZE * aspect);
  int height = aspect >= 1 ? (int) (PICTURE_SIZE / aspect) : PICTURE_SIZE;
  Picture *picture = g_new (Picture, 1);

  *picture = (Picture){ g_object_ref (self), vit_jobs_begin (self->jobs, _ ("Picture of the atoms")), g_strdup (path) };
  vit_atoms_view_save_async (atoms, path, width, height, vit_job_get_cancellable (picture->job), picture_saved,
                             picture);
}

static const Kind kinds[] = {
  { "export-model", N_ ("Export the Model"), ".xyz", export_model },
  { "export-curves", N_ ("Export Curves into a Folder"), NULL, export_curves },
  { "export-plots", N_ ("Export Plots into a Folder"), NULL, export_plots },
  { "export-picture", N_ ("Save a Picture of the Atoms"), ".png", export_picture },
  { "export-report", N_ ("Save the Reliability Report"), "-report.pdf", export_report },
};

/* The formats of a model: a choice in the dialog, which the ending of the name makes unless another is chosen. */
static void
offer_formats (GtkFileChooser *dialog)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new (), labels = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_ptr_array_add (endings, (gpointer) "");
  g_ptr_array_add (labels, g_strdup (_ ("As the name ends")));
  for (VitFileFormat format = 0; (name = vit_file_format_get_name (format)) != NULL; format++)
    {
      const char *ending = vit_file_format_get_ending (format);

      g_ptr_array_add (endings, (gpointer) ending);
      g_ptr_array_add (labels, g_strdup_printf ("%s (%s)", name, ending));
    }
  g_ptr_array_add (endings, NULL);
  g_ptr_array_add (labels, NULL);
  gtk_file_chooser_add_choice (dialog, "format", _ ("Format"), (const char **) endings->pdata,
                               (const char **) labels->pdata);
  gtk_file_chooser_set_choice (dialog, "format", "");
}

/* Returns: @path, if a format was chosen with its ending. */
static char *
end_as_chosen (const char *path, const char *ending)
{
  VitFileFormat format;
  const char *dot = strrchr (path, '.');

  if (ending == NULL || *ending == '\0' || g_str_has_suffix (path, ending))
    return g_strdup (path);
  if (dot == NULL || !vit_file_format_from_name (path, &format))
    return g_strconcat (path, ending, NULL);
  return g_strdup_printf ("%.*s%s", (int) (dot - path), path, ending);
}

static void
export_response (GtkNativeDialog *dialog, int response, VitWorkbench *self)
{
  const Kind *kind = g_object_get_data (G_OBJECT (dialog), "kind");
  g_autofree char *format = g_strdup (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), "format"));
  g_autofree char *path = vit_file_dialog_end (dialog, response);
  g_autofree char *ended = path != NULL ? end_as_chosen (path, format) : NULL;

  if (path == NULL || self->study == NULL)
    return;
  /* The dialog asked about the name that was typed. */
  if (!g_str_equal (path, ended) && g_file_test (ended, G_FILE_TEST_EXISTS))
    {
      g_autofree char *text = g_strdup_printf (_ ("%s is there already. Give its full name to replace it."), ended);

      vit_workbench_complain (self, _ ("This could not be written"), text);
      return;
    }
  kind->export(self, ended);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VitWorkbench *self = data;
  const char *path = parameter != NULL ? g_variant_get_string (parameter, NULL) : "";
  const Kind *kind = kinds;
  GtkFileChooserNative *dialog;

  /* A script may ask on the start page. */
  if (self->study == NULL)
    return;
  while (!g_str_has_prefix (g_action_get_name (G_ACTION (action)), kind->action))
    kind++;
  /* A script gives the path. */
  if (*path != '\0')
    {
      kind->export(self, path);
      return;
    }
  dialog = gtk_file_chooser_native_new (_ (kind->title), GTK_WINDOW (self),
                                        kind->ending != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                             : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                        _ ("_Save"), _ ("_Cancel"));
  if (kind->ending != NULL)
    {
      g_autofree char *name = g_strconcat (vit_study_get_name (self->study), kind->ending, NULL);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    }
  if (kind->export == export_model)
    offer_formats (GTK_FILE_CHOOSER (dialog));
  g_object_set_data (G_OBJECT (dialog), "kind", (gpointer) kind);
  vit_workbench_ask (self, dialog, G_CALLBACK (export_response));
}

void
vit_workbench_add_export_actions (VitWorkbench *self)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *to_path = g_strconcat (kinds[k].action, "-path", NULL);
      const GActionEntry entries[] = { { .name = kinds[k].action, .activate = on_export },
                                       { .name = to_path, .activate = on_export, .parameter_type = "s" } };

      g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
    }
}
