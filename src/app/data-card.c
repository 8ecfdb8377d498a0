/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-card-private.h"

#include "file-dialog.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (VitDataCard, vit_data_card, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

VitDataKind
vit_data_card_get_kind (VitDataCard *self)
{
  return (VitDataKind) MIN (adw_combo_row_get_selected (self->kind_row), VIT_DATA_PARTIAL_SQ);
}

void
vit_data_card_update_figure (VitDataCard *self)
{
  g_clear_pointer (&self->figure, vit_figure_free);
  if (self->preview != NULL && self->preview->curve != NULL)
    self->figure = vit_curve_preview_draw (self->preview, vit_data_card_get_kind (self),
                                           (int) adw_combo_row_get_selected (self->weight_row), self->density);
  gtk_widget_set_visible (self->plot_row, self->figure != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->plot));
}

static void
changed (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  vit_data_card_update_defaults (self);
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
  vit_data_card_read_file (self);
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
  vit_data_card_update_figure (self);
  changed (self);
}

static void
on_edge (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  vit_data_card_check_feff (self);
  changed (self);
}

static void
show_weights (VitDataCard *self)
{
  gboolean total = vit_data_kind_get_curve (vit_data_card_get_kind (self)) == VIT_CURVE_RDF
                   && vit_data_card_get_pair (self) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->weights_row), total);
}

/* A file of all partials has a column for each pair. */
static void
on_pair (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  show_weights (self);
  vit_data_card_read_file (self);
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
  gtk_widget_set_visible (GTK_WIDGET (self->pair_row), vit_data_kind_has_pair (kind));
  vit_data_card_show_edges (self);
  show_weights (self);
  self->updating++;
  adw_combo_row_set_selected (self->form_row, 0);
  self->updating--;
  vit_data_card_show_choices (self);
  vit_data_card_update_figure (self);
}

static void
on_kind (VitDataCard *self)
{
  if (self->updating > 0)
    return;
  update_kind (self);
  vit_data_card_read_file (self);
  vit_data_card_check_feff (self);
  changed (self);
}

void
vit_data_card_set_kind (VitDataCard *self, VitDataKind kind)
{
  adw_combo_row_set_selected (self->kind_row, (guint) kind);
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
  vit_data_card_guess_edge (self);
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
  vit_data_card_check_feff (self);
  changed (self);
}

const char *
vit_data_card_get_feff (VitDataCard *self)
{
  return self->feff;
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
      vit_data_card_show_edges (self);
      vit_data_card_check_feff (self);
    }
  if ((other_density && vit_data_kind_get_curve (vit_data_card_get_kind (self)) == VIT_CURVE_RDF)
      || (other_elements && vit_data_kind_has_pair (vit_data_card_get_kind (self))))
    vit_data_card_read_file (self);
  vit_data_card_update_defaults (self);
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
  GtkFileChooserAction action = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = vit_file_dialog_end (dialog, response);

  if (path != NULL && action == GTK_FILE_CHOOSER_ACTION_OPEN)
    vit_data_card_set_file (self, path);
  else if (path != NULL)
    vit_data_card_set_feff (self, path);
}

static void
choose (VitDataCard *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, _ ("_Open"), _ ("_Cancel"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file_response), self, 0);
  vit_file_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_choose_file (VitDataCard *self)
{
  choose (self, _ ("Data file"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
on_choose_feff (VitDataCard *self)
{
  choose (self, _ ("Folder of FEFF paths"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
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
  BIND (weights_row);
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
  BIND (fitted);
  BIND (filter_row);
  BIND (s02_row);
  BIND (sigma_row);
  BIND (factor_row);
  BIND_CALLBACK (on_remove);
  BIND_CALLBACK (on_choose_file);
  BIND_CALLBACK (on_choose_feff);
  BIND_CALLBACK (on_kind);
  BIND_CALLBACK (on_edge);
  BIND_CALLBACK (on_pair);
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
  adw_action_row_set_subtitle (self->file_row, _ ("S(q), χ(k) or g(r) in columns"));
  adw_action_row_set_subtitle (self->feff_row, _ ("Folder with feffNNNN.dat of each pair"));
  vit_data_card_set_choices (self, self->x_row, self->x_columns, (const char *const[]){ _ ("Detect"), NULL }, 0);
  vit_data_card_set_choices (self, self->y_row, self->y_columns, (const char *const[]){ _ ("Detect"), NULL }, 0);
  update_kind (self);
  vit_data_card_show_edges (self);
  self->updating--;
  vit_data_card_update_defaults (self);
}

VitDataCard *
vit_data_card_new (void)
{
  return g_object_new (VIT_TYPE_DATA_CARD, NULL);
}
