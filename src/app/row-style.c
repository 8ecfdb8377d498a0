/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-style.h"

void
vit_row_set_error_style (gpointer widget, gboolean wrong)
{
  /* Of a row with a button only the words are red. */
  const char *class = ADW_IS_ACTION_ROW (widget) ? "problem" : "error";

  if (wrong)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

void
vit_row_set_problem (AdwPreferencesRow *row, const char *title, const char *problem)
{
  g_autofree char *words = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;
  g_autofree char *whole = problem != NULL ? g_strdup_printf ("%s: %s", title, words) : g_strdup (title);

  vit_row_set_error_style (row, problem != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), problem);
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problem != NULL ? words : "");
  else
    adw_preferences_row_set_title (row, whole);
}

void
vit_combo_row_set_choices (AdwComboRow *row, GtkStringList *list, const char *const *texts, guint selected)
{
  guint n = g_strv_length ((char **) texts);

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
}

const char *
vit_combo_row_get_text (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}
