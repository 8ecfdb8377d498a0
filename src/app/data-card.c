/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-card.h"

#include "curve-form.h"
#include "curve-preview.h"
#include "feff-file.h"
#include "text-file.h"

#include <glib/gstdio.h>
#include <string.h>

/* Larger files are read on another thread; this much takes some 30 ms. */
#define LARGEST_READ_AT_ONCE (1 << 20)

struct _VitDataCard
{
  AdwPreferencesGroup parent;
  AdwActionRow *file_row, *feff_row;
  GtkImage *file_image;
  GtkWidget *plot_row;
  GtkDrawingArea *plot;
  AdwComboRow *kind_row, *edge_row, *pair_row, *form_row, *unit_row, *x_row, *y_row, *weight_row;
  GtkStringList *edges, *pairs, *forms, *units, *x_columns, *y_columns;
  AdwExpanderRow *reading_row, *fit_row;
  GtkEditable *name_row, *range_row, *filter_row, *s02_row, *sigma_row, *factor_row;

  char *file, *feff;
  VitComposition composition;
  double density;
  VitCurvePreview *preview;
  VitFigure *figure;
  GCancellable *reading, *checking; /* what is under way on another thread */
  char *feff_problem;
  char *entry_problem;
  gboolean named, sigma_set; /* by the user */
  int updating;              /* changes that are not the user's are under way */
};

G_DEFINE_FINAL_TYPE (VitDataCard, vit_data_card, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a thread is told, and what it found. */
typedef struct
{
  char *path;
  VitCurveKind kind;
  VitColumnOptions options;
  VitComposition composition;
  char *edge;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->edge);
  g_free (job);
}

static void
set_error_style (gpointer widget, gboolean wrong)
{
  /* Of a row with a button only the words are red. */
  const char *class = ADW_IS_ACTION_ROW (widget) ? "problem" : "error";

  if (wrong)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static const char *
get_selected_text (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* Other choices, of which that at @selected is taken. Only what differs is exchanged: a row whose choice is exchanged
 * says that another was made. */
static void
set_choices (VitDataCard *self, AdwComboRow *row, GtkStringList *list, const char *const *texts, guint selected)
{
  guint n = g_strv_length ((char **) texts);

  self->updating++;
  for (guint i = 0; i < n; i++)
    {
      const char *old = gtk_string_list_get_string (list, i);

      if (g_strcmp0 (old, texts[i]) != 0)
        gtk_string_list_splice (list, i, old != NULL ? 1 : 0, (const char *const[]){ texts[i], NULL });
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > n)
    gtk_string_list_splice (list, n, g_list_model_get_n_items (G_LIST_MODEL (list)) - n, NULL);
  selected = selected < n ? selected : 0;
  if (n > 0 && adw_combo_row_get_selected (row) != selected)
    adw_combo_row_set_selected (row, selected);
  self->updating--;
}

VitDataKind
vit_data_card_get_kind (VitDataCard *self)
{
  return (VitDataKind) MIN (adw_combo_row_get_selected (self->kind_row), VIT_DATA_RDF);
}

/* Forms of the curve's kind, the first of which is "found from the file". */
static VitCurveForm
first_form (VitCurveKind kind)
{
  return kind == VIT_CURVE_EXAFS ? VIT_FORM_CHI : kind == VIT_CURVE_RDF ? VIT_FORM_G : VIT_FORM_S;
}

static void
show_choices (VitDataCard *self)
{
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  const VitCurve *curve = self->preview != NULL ? self->preview->curve : NULL;
  const char *inverse = kind == VIT_CURVE_RDF ? "" : "⁻¹";
  g_autofree char *found = NULL, *found_unit = NULL, *angstrom = g_strconcat ("Å", inverse, NULL),
                  *nanometres = g_strconcat ("nm", inverse, NULL), *note = NULL;
  guint form = adw_combo_row_get_selected (self->form_row), unit = adw_combo_row_get_selected (self->unit_row);
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();

  found = curve != NULL && form == 0 ? g_strdup_printf ("Detected: %s", vit_curve_form_title (curve->form))
                                     : g_strdup ("Detect");
  found_unit = curve != NULL && unit == 0
                   ? g_strdup_printf ("Detected: %s", strstr (curve->note, " in nm") != NULL ? nanometres : angstrom)
                   : g_strdup ("Detect");
  g_ptr_array_add (forms, found);
  for (int f = first_form (kind); f <= VIT_FORM_K3_CHI && vit_curve_form_kind ((VitCurveForm) f) == kind; f++)
    g_ptr_array_add (forms, (gpointer) vit_curve_form_title ((VitCurveForm) f));
  g_ptr_array_add (forms, NULL);
  set_choices (self, self->form_row, self->forms, (const char *const *) forms->pdata, form);
  set_choices (self, self->unit_row, self->units, (const char *const[]){ found_unit, angstrom, nanometres, NULL },
               unit);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->x_row), kind == VIT_CURVE_EXAFS ? "Column of k"
                                                                    : kind == VIT_CURVE_RDF ? "Column of r"
                                                                                            : "Column of q");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->y_row), "Column of the curve");
  if (curve != NULL && strstr (curve->note, ": ") != NULL)
    note = g_strdup (strstr (curve->note, ": ") + 2);
  if (note != NULL)
    *note = g_ascii_toupper (*note);
  adw_expander_row_set_subtitle (self->reading_row, note != NULL ? note : "");
}

static void
show_columns (VitDataCard *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) "Detect");
  for (char **name = self->preview->columns; *name != NULL; name++)
    g_ptr_array_add (names, *name);
  g_ptr_array_add (names, NULL);
  set_choices (self, self->x_row, self->x_columns, (const char *const *) names->pdata,
               adw_combo_row_get_selected (self->x_row));
  set_choices (self, self->y_row, self->y_columns, (const char *const *) names->pdata,
               adw_combo_row_get_selected (self->y_row));
}

static void
update_figure (VitDataCard *self)
{
  g_clear_pointer (&self->figure, vit_figure_free);
  if (self->preview != NULL && self->preview->curve != NULL)
    self->figure = vit_curve_preview_draw (self->preview, vit_data_kind_get_curve (vit_data_card_get_kind (self)),
                                           (int) adw_combo_row_get_selected (self->weight_row));
  gtk_widget_set_visible (self->plot_row, self->figure != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->plot));
}

/* Takes what was read (transfer full). */
static void
take_preview (VitDataCard *self, VitCurvePreview *preview)
{
  g_autofree char *words
      = vit_curve_preview_describe (preview, vit_data_kind_get_curve (vit_data_card_get_kind (self)));
  g_autofree char *text = NULL;

  g_clear_pointer (&self->preview, vit_curve_preview_free);
  self->preview = preview;
  text = g_markup_escape_text (words, -1);
  adw_action_row_set_subtitle (self->file_row, text);
  set_error_style (self->file_row, preview->curve == NULL);
  gtk_image_set_from_icon_name (self->file_image,
                                preview->curve != NULL ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->file_image), TRUE);
  show_columns (self);
  show_choices (self);
  if (preview->curve == NULL && *preview->columns != NULL)
    adw_expander_row_set_expanded (self->reading_row, TRUE);
  update_figure (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;

  g_task_return_pointer (task, vit_curve_preview_new (job->path, job->kind, &job->options),
                         (GDestroyNotify) vit_curve_preview_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  VitDataCard *self = VIT_DATA_CARD (source);
  VitCurvePreview *preview = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Overtaken by another one, or the card is gone. */
  if (preview == NULL)
    return;
  take_preview (self, preview);
  g_signal_emit (self, signals[CHANGED], 0);
}

static VitColumnOptions
get_options (VitDataCard *self)
{
  guint form = adw_combo_row_get_selected (self->form_row), unit = adw_combo_row_get_selected (self->unit_row);
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  VitColumnOptions options = { VIT_FORM_DETECT, -1, 0, 0, self->density };

  if (form != 0 && form != GTK_INVALID_LIST_POSITION)
    options.form = (VitCurveForm) ((guint) first_form (kind) + form - 1);
  if (unit != 0 && unit != GTK_INVALID_LIST_POSITION)
    options.nanometres = unit == 2;
  if (adw_combo_row_get_selected (self->x_row) != GTK_INVALID_LIST_POSITION)
    options.x_column = (int) adw_combo_row_get_selected (self->x_row);
  if (adw_combo_row_get_selected (self->y_row) != GTK_INVALID_LIST_POSITION)
    options.y_column = (int) adw_combo_row_get_selected (self->y_row);
  return options;
}

static void
read_file (VitDataCard *self)
{
  VitCurveKind kind = vit_data_kind_get_curve (vit_data_card_get_kind (self));
  VitColumnOptions options = get_options (self);
  g_autoptr (GTask) task = NULL;
  GStatBuf status;
  Job *job;

  if (self->file == NULL)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (g_stat (self->file, &status) != 0 || status.st_size <= LARGEST_READ_AT_ONCE)
    {
      take_preview (self, vit_curve_preview_new (self->file, kind, &options));
      return;
    }
  adw_action_row_set_subtitle (self->file_row, "Reading…");
  g_clear_pointer (&self->preview, vit_curve_preview_free);
  update_figure (self);
  self->reading = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->file);
  job->kind = kind;
  job->options = options;
  task = g_task_new (self, self->reading, on_read, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* FEFF paths of the edge to each element of the sample. */
static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  const VitElement *absorber = NULL;
  g_autofree char *edge = NULL;
  GError *error = NULL;

  if (!vit_edge_parse (job->edge, &absorber, &edge))
    absorber = NULL;
  for (int i = 0; i < job->composition.n && absorber != NULL && error == NULL; i++)
    {
      GPtrArray *paths = vit_feff_folder_read (job->path, absorber->z, job->composition.element[i]->z, edge, &error);

      if (paths != NULL)
        g_ptr_array_unref (paths);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  VitDataCard *self = VIT_DATA_CARD (source);

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->feff_problem, g_free);
  self->feff_problem = error != NULL ? g_strdup (error->message) : NULL;
  text = error != NULL ? g_markup_escape_text (error->message, -1) : g_markup_escape_text (self->feff, -1);
  adw_action_row_set_subtitle (self->feff_row, text);
  set_error_style (self->feff_row, error != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
check_feff (VitDataCard *self)
{
  const char *edge = get_selected_text (self->edge_row);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_pointer (&self->feff_problem, g_free);
  if (self->feff == NULL || edge == NULL || vit_data_card_get_kind (self) != VIT_DATA_EXAFS)
    return;
  self->feff_problem = g_strdup ("the FEFF paths are being read");
  self->checking = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->feff);
  job->edge = g_strdup (edge);
  job->composition = self->composition;
  task = g_task_new (self, self->checking, on_checked, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, check_in_thread);
}

static gboolean
parse_two (GtkEditable *entry, double value[2])
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (entry));
  char *field[2];

  return vit_split_fields (text, field, 2) == 2 && vit_parse_double (field[0], &value[0])
         && vit_parse_double (field[1], &value[1]);
}

static gboolean
parse_range (GtkEditable *entry, VitRange *range, gboolean *given)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  *given = *text != '\0';
  return !*given || vit_range_parse (text, range);
}

/* Reads an entry's outcome: its style, and whether it counts. */
static void
judge (VitDataCard *self, GtkEditable *entry, gboolean right, const char *expected)
{
  set_error_style (entry, !right);
  if (!right && self->entry_problem == NULL && gtk_widget_get_visible (GTK_WIDGET (entry)))
    self->entry_problem = g_strdup (expected);
}

VitDataDraft *
vit_data_card_make_draft (VitDataCard *self)
{
  VitDataDraft *draft = vit_data_draft_new (vit_data_card_get_kind (self));
  const char *pair = get_selected_text (self->pair_row);
  double two[2] = { draft->schedule.start, draft->schedule.end };
  gboolean right;

  g_clear_pointer (&self->entry_problem, g_free);
  draft->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  draft->file = g_strdup (self->file);
  draft->columns = get_options (self);
  judge (self, self->range_row, parse_range (self->range_row, &draft->range, &draft->range_given),
         "a range such as 0.6:20");
  judge (self, self->sigma_row, parse_two (self->sigma_row, two) && two[0] > 0 && two[1] > 0,
         "two σ above zero, such as 0.01 0.001");
  draft->schedule.start = two[0];
  draft->schedule.end = two[1];
  right = vit_parse_double (gtk_editable_get_text (self->factor_row), &draft->weight) && draft->weight >= 0;
  judge (self, self->factor_row, right, "a weight of 0 or more");
  if (draft->kind == VIT_DATA_RDF && pair != NULL && adw_combo_row_get_selected (self->pair_row) > 0)
    draft->pair = g_strdup (pair);
  if (draft->kind != VIT_DATA_EXAFS)
    return draft;
  draft->edge = g_strdup (get_selected_text (self->edge_row));
  draft->feff = g_strdup (self->feff);
  draft->k_weight = (int) adw_combo_row_get_selected (self->weight_row);
  judge (self, self->filter_row, parse_range (self->filter_row, &draft->filter, &draft->filtered),
         "a range of R such as 1.5:3.5");
  right = parse_two (self->s02_row, two);
  judge (self, self->s02_row, right, "S0² and the shift of E0, such as 0.9 1.5");
  draft->s02 = right ? two[0] : 1;
  draft->e0_shift = right ? two[1] : 0;
  return draft;
}

const char *
vit_data_card_get_problem (VitDataCard *self)
{
  if (self->file != NULL && (self->preview == NULL || self->preview->curve == NULL))
    return self->preview != NULL ? self->preview->problem : "the file is being read";
  if (vit_data_card_get_kind (self) == VIT_DATA_EXAFS && self->feff_problem != NULL)
    return self->feff_problem;
  return self->entry_problem;
}

/* Name and σ as they would be, unless the user gave others. */
static void
update_defaults (VitDataCard *self)
{
  g_autoptr (VitDataDraft) draft = vit_data_card_make_draft (self);
  VitSchedule schedule = vit_data_kind_get_schedule (draft->kind, self->composition.n == 0 ? 2 : self->composition.n);
  g_autofree char *name = vit_data_draft_make_name (draft), *title = NULL, *summary = NULL, *subtitle = NULL;
  char start[G_ASCII_DTOSTR_BUF_SIZE], end[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *sigma = g_strdup_printf ("%s %s", g_ascii_formatd (start, sizeof start, "%g", schedule.start),
                                            g_ascii_formatd (end, sizeof end, "%g", schedule.end));

  self->updating++;
  if (!self->named && g_strcmp0 (gtk_editable_get_text (self->name_row), name) != 0)
    gtk_editable_set_text (self->name_row, name);
  if (!self->sigma_set && g_strcmp0 (gtk_editable_get_text (self->sigma_row), sigma) != 0)
    gtk_editable_set_text (self->sigma_row, sigma);
  self->updating--;
  title = g_markup_escape_text (gtk_editable_get_text (self->name_row), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  summary = g_strdup_printf ("Range %s · σ %s · weight %s",
                             *gtk_editable_get_text (self->range_row) != '\0' ? gtk_editable_get_text (self->range_row)
                                                                              : "of the file",
                             gtk_editable_get_text (self->sigma_row), gtk_editable_get_text (self->factor_row));
  subtitle = g_markup_escape_text (summary, -1);
  adw_expander_row_set_subtitle (self->fit_row, subtitle);
}

static void
changed (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  update_defaults (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_change (VitDataCard *self)
{
  changed (self);
}

static void
on_name (VitDataCard *self)
{
  if (self->updating == 0)
    self->named = *gtk_editable_get_text (self->name_row) != '\0';
  changed (self);
}

static void
on_sigma (VitDataCard *self)
{
  self->sigma_set = self->sigma_set || self->updating == 0;
  changed (self);
}

static void
on_reading (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  read_file (self);
  changed (self);
}

/* Of the two columns none is given by itself. */
static void
complete_columns (VitDataCard *self, AdwComboRow *given, AdwComboRow *other)
{
  guint column = adw_combo_row_get_selected (given);

  if (self->updating > 0)
    return;
  self->updating++;
  if (column == 0)
    adw_combo_row_set_selected (other, 0);
  else if (adw_combo_row_get_selected (other) == 0)
    adw_combo_row_set_selected (other, column == 1 ? 2 : 1);
  self->updating--;
  on_reading (self);
}

static void
on_x_column (VitDataCard *self)
{
  complete_columns (self, self->x_row, self->y_row);
}

static void
on_y_column (VitDataCard *self)
{
  complete_columns (self, self->y_row, self->x_row);
}

static void
on_k_weight (VitDataCard *self)
{
  update_figure (self);
  changed (self);
}

static void
on_edge (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  check_feff (self);
  changed (self);
}

static void
update_kind (VitDataCard *self)
{
  VitDataKind kind = vit_data_card_get_kind (self);
  gboolean exafs = kind == VIT_DATA_EXAFS;

  gtk_widget_set_visible (GTK_WIDGET (self->edge_row), exafs);
  gtk_widget_set_visible (GTK_WIDGET (self->feff_row), exafs);
  gtk_widget_set_visible (GTK_WIDGET (self->weight_row), exafs);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_row), exafs);
  gtk_widget_set_visible (GTK_WIDGET (self->s02_row), exafs);
  gtk_widget_set_visible (GTK_WIDGET (self->pair_row), kind == VIT_DATA_RDF);
  self->updating++;
  adw_combo_row_set_selected (self->form_row, 0);
  self->updating--;
  show_choices (self);
  update_figure (self);
}

static void
on_kind (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  update_kind (self);
  read_file (self);
  check_feff (self);
  changed (self);
}

void
vit_data_card_set_kind (VitDataCard *self, VitDataKind kind)
{
  adw_combo_row_set_selected (self->kind_row, (guint) kind);
}

/* The edge that the name of the file speaks of: "cu_k.chi", "ZrK.dat". */
static void
guess_edge (VitDataCard *self)
{
  g_autofree char *base = g_path_get_basename (self->file), *name = g_ascii_strdown (base, -1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->edges));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *edge = g_ascii_strdown (gtk_string_list_get_string (self->edges, i), -1);
      g_auto (GStrv) part = g_strsplit (edge, "-", 2);
      g_autofree char *pattern = g_strdup_printf ("(^|[^a-z])%s([^a-z]|%s([^a-z]|$)|$)", part[0], part[1]);

      if (g_regex_match_simple (pattern, name, 0, 0))
        {
          adw_combo_row_set_selected (self->edge_row, i);
          return;
        }
    }
}

void
vit_data_card_set_file (VitDataCard *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path), *title = g_markup_escape_text (name, -1);

  g_free (self->file);
  self->file = g_strdup (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), title);
  self->updating++;
  vit_data_card_set_kind (self, vit_data_kind_guess (path));
  adw_combo_row_set_selected (self->unit_row, 0);
  adw_combo_row_set_selected (self->x_row, 0);
  adw_combo_row_set_selected (self->y_row, 0);
  guess_edge (self);
  self->updating--;
  on_kind (self);
}

const char *
vit_data_card_get_file (VitDataCard *self)
{
  return self->file;
}

void
vit_data_card_set_feff (VitDataCard *self, const char *path)
{
  g_autofree char *name = g_filename_display_name (path), *text = g_markup_escape_text (name, -1);

  g_free (self->feff);
  self->feff = g_strdup (path);
  adw_action_row_set_subtitle (self->feff_row, text);
  check_feff (self);
  changed (self);
}

const char *
vit_data_card_get_feff (VitDataCard *self)
{
  return self->feff;
}

/* Edges that laboratories measure: K up to 40 keV, L3 from 4 keV on. */
static void
show_edges (VitDataCard *self)
{
  g_autoptr (GPtrArray) edges = g_ptr_array_new_with_free_func (g_free),
                        pairs = g_ptr_array_new_with_free_func (g_free);
  const VitComposition *composition = &self->composition;
  const char *old = get_selected_text (self->edge_row), *old_pair = get_selected_text (self->pair_row);
  guint selected = 0, selected_pair = 0;

  g_ptr_array_add (pairs, g_strdup ("Total"));
  for (int i = 0; i < composition->n; i++)
    {
      const VitElement *element = composition->element[i];

      if (element->z < 58)
        g_ptr_array_add (edges, g_strdup_printf ("%s-K", element->symbol));
      if (element->z >= 50)
        g_ptr_array_add (edges, g_strdup_printf ("%s-L3", element->symbol));
      for (int j = i; j < composition->n; j++)
        g_ptr_array_add (pairs, g_strdup_printf ("%s-%s", element->symbol, composition->element[j]->symbol));
    }
  for (guint i = 0; i < edges->len; i++)
    if (g_strcmp0 (edges->pdata[i], old) == 0)
      selected = i;
  for (guint i = 0; i < pairs->len; i++)
    if (g_strcmp0 (pairs->pdata[i], old_pair) == 0)
      selected_pair = i;
  g_ptr_array_add (edges, NULL);
  g_ptr_array_add (pairs, NULL);
  set_choices (self, self->edge_row, self->edges, (const char *const *) edges->pdata, selected);
  set_choices (self, self->pair_row, self->pairs, (const char *const *) pairs->pdata, selected_pair);
  if (old == NULL && self->file != NULL)
    {
      self->updating++;
      guess_edge (self);
      self->updating--;
    }
}

void
vit_data_card_set_sample (VitDataCard *self, const VitComposition *composition, double density)
{
  gboolean other_elements = composition->n != self->composition.n;
  gboolean other_density = density != self->density;

  for (int i = 0; i < MIN (composition->n, self->composition.n); i++)
    other_elements = other_elements || composition->element[i] != self->composition.element[i];
  self->composition = *composition;
  self->density = density;
  if (other_elements)
    {
      show_edges (self);
      check_feff (self);
    }
  if (other_density && vit_data_card_get_kind (self) == VIT_DATA_RDF)
    read_file (self);
  update_defaults (self);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VitDataCard *self = data;
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (area)));
  VitPlotTheme theme = adw_style_manager_get_dark (style) ? vit_plot_theme_dark : vit_plot_theme_light;

  theme.background.alpha = 0; /* the card's */
  if (self->figure != NULL)
    vit_figure_draw (self->figure, cr, width, height, &theme);
}

static void
on_file_response (GtkNativeDialog *dialog, int response, VitDataCard *self)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_OPEN)
    vit_data_card_set_file (self, path);
  else if (path != NULL)
    vit_data_card_set_feff (self, path);
  g_object_unref (dialog);
}

static void
choose (VitDataCard *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, "_Open", "_Cancel");

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_choose_file (VitDataCard *self)
{
  choose (self, "Data file", GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
on_choose_feff (VitDataCard *self)
{
  choose (self, "Folder of FEFF paths", GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
on_remove (VitDataCard *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
vit_data_card_dispose (GObject *object)
{
  VitDataCard *self = VIT_DATA_CARD (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  self->updating++;
  G_OBJECT_CLASS (vit_data_card_parent_class)->dispose (object);
}

static void
vit_data_card_finalize (GObject *object)
{
  VitDataCard *self = VIT_DATA_CARD (object);

  g_clear_object (&self->reading);
  g_clear_object (&self->checking);
  g_free (self->file);
  g_free (self->feff);
  g_free (self->feff_problem);
  g_free (self->entry_problem);
  vit_curve_preview_free (self->preview);
  vit_figure_free (self->figure);
  G_OBJECT_CLASS (vit_data_card_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget, VitDataCard, name)
#define BIND_CALLBACK(name) gtk_widget_class_bind_template_callback (widget, name)

static void
bind_template (GtkWidgetClass *widget)
{
  gtk_widget_class_set_template_from_resource (widget, "/org/vitrum/Vitrum/data-card.ui");
  BIND (file_row);
  BIND (file_image);
  BIND (feff_row);
  BIND (plot_row);
  BIND (plot);
  BIND (kind_row);
  BIND (edge_row);
  BIND (edges);
  BIND (pair_row);
  BIND (pairs);
  BIND (reading_row);
  BIND (form_row);
  BIND (forms);
  BIND (unit_row);
  BIND (units);
  BIND (x_row);
  BIND (x_columns);
  BIND (y_row);
  BIND (y_columns);
  BIND (fit_row);
  BIND (name_row);
  BIND (range_row);
  BIND (weight_row);
  BIND (filter_row);
  BIND (s02_row);
  BIND (sigma_row);
  BIND (factor_row);
  BIND_CALLBACK (on_remove);
  BIND_CALLBACK (on_choose_file);
  BIND_CALLBACK (on_choose_feff);
  BIND_CALLBACK (on_kind);
  BIND_CALLBACK (on_edge);
  BIND_CALLBACK (on_change);
  BIND_CALLBACK (on_reading);
  BIND_CALLBACK (on_x_column);
  BIND_CALLBACK (on_y_column);
  BIND_CALLBACK (on_name);
  BIND_CALLBACK (on_k_weight);
  BIND_CALLBACK (on_sigma);
}

static void
vit_data_card_class_init (VitDataCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vit_data_card_dispose;
  G_OBJECT_CLASS (class)->finalize = vit_data_card_finalize;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[CHANGED]
      = g_signal_new ("changed", VIT_TYPE_DATA_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", VIT_TYPE_DATA_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vit_data_card_init (VitDataCard *self)
{
  self->updating++;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->plot, draw, self, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           self->plot, G_CONNECT_SWAPPED);
  adw_action_row_set_subtitle (self->file_row, "S(q), χ(k) or g(r) in columns");
  adw_action_row_set_subtitle (self->feff_row, "Folder with feffNNNN.dat of each pair");
  set_choices (self, self->x_row, self->x_columns, (const char *const[]){ "Detect", NULL }, 0);
  set_choices (self, self->y_row, self->y_columns, (const char *const[]){ "Detect", NULL }, 0);
  update_kind (self);
  show_edges (self);
  self->updating--;
  update_defaults (self);
}

VitDataCard *
vit_data_card_new (void)
{
  return g_object_new (VIT_TYPE_DATA_CARD, NULL);
}
