/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the model is compared with: the target or a checkpoint, beside it or over it. */
#include "print-text.h"
#include "study-view-private.h"

#include <glib/gi18n.h>

static void
on_camera (VitAtomsView *view, VitStudyView *self)
{
  VitAtomsView *other = view == self->atoms ? self->other : self->atoms;
  const VitCamera *camera = vit_atoms_view_get_camera (view);

  if (self->comparing && camera != NULL)
    vit_atoms_view_set_camera (other, camera);
}

/* Most fits are never compared: the second view is made when it is wanted. */
static void
make_other (VitStudyView *self)
{
  if (self->other != NULL)
    return;
  self->other = g_object_new (VIT_TYPE_ATOMS_VIEW, "visible", FALSE, NULL);
  gtk_box_append (self->views, GTK_WIDGET (self->other));
  g_signal_connect (self->other, "camera-changed", G_CALLBACK (on_camera), self);
}

/* What is chosen: a checkpoint, 0 for the target or nothing. */
static gint64
get_choice (VitStudyView *self)
{
  guint choice = gtk_drop_down_get_selected (self->other_choice);

  return choice < self->choices->len ? g_array_index (self->choices, gint64, choice) : 0;
}

static char *
describe_choice (VitStudyView *self)
{
  const VitProjectCheckpoint *checkpoint = vit_study_view_find_checkpoint (self, get_choice (self));

  return checkpoint != NULL ? vit_study_view_describe (self, checkpoint->id, checkpoint->moves)
                            : g_strdup (_ ("target"));
}

void
vit_study_view_measure_other (VitStudyView *self)
{
  /* The target's atoms were nowhere before. */
  if (get_choice (self) == 0)
    vit_atoms_view_set_reference (self->other, NULL, NULL);
  else
    vit_atoms_view_copy_reference (self->other, self->atoms);
}

/* Shows what the model is compared with beside it, or over it. @configuration: (transfer full) */
static void
show_other (VitStudyView *self, VitConfiguration *configuration, VitAnalysis *analysis)
{
  g_autofree char *caption = describe_choice (self);
  gboolean over = gtk_toggle_button_get_active (self->overlay);

  gtk_widget_set_visible (GTK_WIDGET (self->other), !over);
  vit_atoms_view_set_compact (self->atoms, !over);
  vit_atoms_view_set_overlay (self->atoms, over ? vit_configuration_copy (configuration) : NULL);
  vit_study_view_measure_other (self);
  vit_atoms_view_set_atoms (self->other, configuration, analysis, caption);
  vit_study_view_show_atoms (self);
}

static void
read_other (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VitStudyView) self = data;
  g_autoptr (GError) error = NULL;
  gint64 checkpoint;
  g_autoptr (VitConfiguration) configuration
      = vit_study_read_model_finish (VIT_STUDY (source), result, &checkpoint, &error);

  /* Meanwhile the view may have been closed, the comparison ended, or something else chosen. */
  if (self->study == NULL || !self->comparing || checkpoint != get_choice (self))
    return;
  if (configuration == NULL)
    g_signal_emit_by_name (source, "unreadable", error->message);
  else
    show_other (self, g_steal_pointer (&configuration), NULL);
}

static void
on_other_choice (VitStudyView *self)
{
  const VitConfiguration *target = vit_study_get_fit (self->study)->target;
  gint64 checkpoint = get_choice (self);

  if (!self->comparing)
    return;
  if (checkpoint != 0)
    vit_study_read_model_async (self->study, checkpoint, read_other, g_object_ref (self));
  else if (target != NULL)
    show_other (self, vit_configuration_copy (target), vit_analyser_get_target (self->analyser));
}

static void
fill_choices (VitStudyView *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const GPtrArray *checkpoints = vit_study_get_checkpoints (self->study);
  gint64 zero = 0;

  g_array_set_size (self->choices, 0);
  if (vit_study_get_fit (self->study)->target != NULL)
    {
      gtk_string_list_append (list, _ ("Target"));
      g_array_append_val (self->choices, zero);
    }
  for (guint k = 0; checkpoints != NULL && k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];
      g_autofree char *text = vit_print_text (_ ("Checkpoint %d, %.2f million moves"), (int) checkpoint->id,
                                              (double) checkpoint->moves / 1e6);

      if (!checkpoint->has_state)
        continue;
      gtk_string_list_append (list, text);
      g_array_append_val (self->choices, checkpoint->id);
    }
  gtk_drop_down_set_model (self->other_choice, G_LIST_MODEL (list));
}

static void
on_options (VitAtomsView *view, VitStudyView *self)
{
  if (self->comparing)
    vit_atoms_view_follow (self->other, self->atoms);
}

void
vit_study_view_set_compare (VitStudyView *self, gboolean compare)
{
  const VitCamera *camera = vit_atoms_view_get_camera (self->atoms);

  self->comparing = compare;
  make_other (self);
  gtk_widget_set_visible (self->compare_bar, compare);
  if (!compare)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->other), FALSE);
      vit_atoms_view_set_compact (self->atoms, FALSE);
      vit_atoms_view_set_overlay (self->atoms, NULL);
    }
  else
    {
      fill_choices (self);
      on_other_choice (self);
      on_options (self->atoms, self);
      if (camera != NULL)
        vit_atoms_view_set_camera (self->other, camera);
    }
  vit_study_view_show_atoms (self);
}

void
vit_study_view_connect_compare (VitStudyView *self)
{
  g_signal_connect_swapped (self->other_choice, "notify::selected", G_CALLBACK (on_other_choice), self);
  g_signal_connect_swapped (self->overlay, "toggled", G_CALLBACK (on_other_choice), self);
  g_signal_connect (self->atoms, "camera-changed", G_CALLBACK (on_camera), self);
  g_signal_connect (self->atoms, "options-changed", G_CALLBACK (on_options), self);
}
