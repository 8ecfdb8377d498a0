/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "new-fit-private.h"
#include "row-style.h"

#include "configuration-file.h"
#include "text-file.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The shipped recipes were found to need that many (README.md). */
#define MOVES_PER_ATOM 600

gboolean
vit_new_fit_starts_from_file (VitNewFit *self)
{
  return adw_combo_row_get_selected (self->start_row) == 1;
}

VitComposition
vit_new_fit_get_composition (VitNewFit *self)
{
  VitComposition composition = { 0 };

  if (!vit_new_fit_starts_from_file (self))
    {
      if (!vit_composition_parse (&composition, gtk_editable_get_text (self->composition_row), NULL))
        composition.n = 0;
      return composition;
    }
  if (self->configuration == NULL)
    return composition;
  composition.n = vit_configuration_get_n_species (self->configuration);
  for (int s = 0; s < composition.n; s++)
    {
      composition.element[s] = vit_configuration_get_element (self->configuration, s);
      composition.count[s] = (double) vit_configuration_get_count (self->configuration, s);
    }
  return composition;
}

/* A decimal comma is what many keyboards have. */
double
vit_new_fit_get_density (VitNewFit *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->density_row)));
  double value;

  g_strdelimit (text, ",", '.');
  return vit_parse_double (text, &value) && value > 0 ? value : 0;
}

double
vit_new_fit_get_number_density (VitNewFit *self, const VitRecipeDraft *draft)
{
  if (!vit_new_fit_starts_from_file (self))
    return vit_recipe_draft_get_number_density (draft);
  return self->configuration == NULL ? 0
                                     : (double) vit_configuration_get_n_atoms (self->configuration)
                                           / vit_configuration_get_cell (self->configuration)->volume;
}

/* "64 % Cu · 36 % Zr", or what is wrong. */
void
vit_new_fit_show_composition (VitNewFit *self)
{
  const char *text = gtk_editable_get_text (self->composition_row);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VitComposition composition;
  double total = 0;

  if (*text != '\0' && vit_composition_parse (&composition, text, &error))
    {
      for (int i = 0; i < composition.n; i++)
        total += composition.count[i];
      for (int i = 0; i < composition.n; i++)
        g_string_append_printf (words, "%s%.3g %% %s", i > 0 ? " · " : "", 100 * composition.count[i] / total,
                                composition.element[i]->symbol);
    }
  else if (error != NULL)
    g_string_append (words, strrchr (error->message, ':') + 2);
  gtk_label_set_text (self->composition_label, words->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->composition_label), error != NULL ? error->message : NULL);
  vit_row_set_error_style (self->composition_row, error != NULL);
  vit_row_set_error_style (self->composition_label, error != NULL);
}

/* The density in the units that were not chosen, and the size of the cell. */
void
vit_new_fit_show_density (VitNewFit *self, const VitRecipeDraft *draft)
{
  gboolean given = *gtk_editable_get_text (self->density_row) != '\0';
  double rho = vit_recipe_draft_get_number_density (draft);
  VitComposition composition = vit_new_fit_get_composition (self);
  g_autofree char *text = NULL, *cell = NULL, *moves = NULL;

  vit_row_set_error_style (self->density_row, given && vit_new_fit_get_density (self) == 0);
  if (given && vit_new_fit_get_density (self) == 0)
    text = g_strdup (_ ("a number above zero"));
  else if (rho > 0 && self->unit == VIT_DENSITY_NUMBER)
    text = g_strdup_printf (_ ("= %.4g g/cm³"), rho / vit_composition_number_density (&composition, 1));
  else if (rho > 0)
    text = g_strdup_printf (_ ("= %.4g Å⁻³"), rho);
  gtk_label_set_text (self->density_label, text != NULL ? text : "");
  if (rho > 0)
    cell = g_strdup_printf (_ ("In a cube of %.1f Å"), cbrt ((double) draft->n_atoms / rho));
  adw_action_row_set_subtitle (self->atoms_row, cell != NULL ? cell : _ ("10,000 are usual"));
  moves = g_strdup_printf (_ ("About %.3g per atom; some %d are needed"),
                           (double) draft->n_moves
                               / (double) (vit_new_fit_starts_from_file (self) && self->configuration != NULL
                                               ? vit_configuration_get_n_atoms (self->configuration)
                                               : draft->n_atoms),
                           MOVES_PER_ATOM);
  adw_action_row_set_subtitle (self->moves_row, moves);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  VitConfiguration *configuration = vit_configuration_read (path, &error);

  if (configuration == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, configuration, (GDestroyNotify) vit_configuration_free);
}

/* "10,000 atoms of Cu and Zr in a cell of 164,600 Å³" */
static char *
describe_configuration (const VitConfiguration *configuration)
{
  g_autoptr (GString) elements = g_string_new (NULL);

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    g_string_append_printf (elements, "%s%" G_GSIZE_FORMAT " %s", s > 0 ? ", " : "",
                            vit_configuration_get_count (configuration, s),
                            vit_configuration_get_element (configuration, s)->symbol);
  return g_strdup_printf (_ ("%s; %.4f atoms/Å³"), elements->str,
                          (double) vit_configuration_get_n_atoms (configuration)
                              / vit_configuration_get_cell (configuration)->volume);
}

static void
on_start_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *words = NULL, *text = NULL;
  VitNewFit *self = VIT_NEW_FIT (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->start_problem, g_free);
  self->configuration = configuration;
  if (error != NULL)
    self->start_problem = g_strdup (error->message);
  words = configuration != NULL ? describe_configuration (configuration) : g_strdup (error->message);
  text = g_markup_escape_text (words, -1);
  adw_action_row_set_subtitle (self->file_row, text);
  vit_row_set_error_style (self->file_row, error != NULL);
  vit_new_fit_update (self);
}

void
vit_new_fit_set_start (VitNewFit *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path), *title = g_markup_escape_text (name, -1);
  g_autoptr (GTask) task = NULL;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->configuration, vit_configuration_free);
  g_free (self->start);
  self->start = g_strdup (path);
  g_free (self->start_problem);
  self->start_problem = g_strdup (_ ("the configuration is being read"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), title);
  adw_action_row_set_subtitle (self->file_row, _ ("Reading…"));
  vit_row_set_error_style (self->file_row, FALSE);
  adw_combo_row_set_selected (self->start_row, 1);
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_start_read, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_in_thread);
  vit_new_fit_update (self);
}
