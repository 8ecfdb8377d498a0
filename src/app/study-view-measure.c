/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Since when displacements are measured: the start of the fit, or a checkpoint. */
#include "study-view-private.h"

#include <glib/gi18n.h>

/* The state of the start is a checkpoint as well: the first. */
static gboolean
is_start (VitStudyView *self, gint64 checkpoint)
{
  const VitProjectCheckpoint *found = vit_study_view_find_checkpoint (self, checkpoint);

  return checkpoint == 0 || (found != NULL && found->moves == 0);
}

/* What is shown is what is measured from, or may be, or one goes back to the start. */
static gint64
get_choice (VitStudyView *self)
{
  gint64 shown = vit_study_get_shown_checkpoint (self->study);

  return is_start (self, shown) || shown == self->since ? 0 : shown;
}

void
vit_study_view_update_measure (VitStudyView *self)
{
  gint64 choice = get_choice (self);
  const char *text
      = choice != 0 ? _ ("Measure displacements from this checkpoint") : _ ("Measure displacements from the start");

  gtk_widget_set_visible (self->measure, choice != self->since);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->measure), "x", choice);
  gtk_widget_set_tooltip_text (self->measure, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->measure), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
set_reference (VitStudyView *self, gint64 checkpoint, const VitConfiguration *reference)
{
  g_autofree char *since = checkpoint != 0 ? g_strdup_printf (_ ("checkpoint %d"), (int) checkpoint) : NULL;

  self->since = checkpoint;
  vit_atoms_view_set_reference (self->atoms, reference, since != NULL ? since : _ ("the start"));
  if (self->other != NULL)
    vit_study_view_measure_other (self);
  vit_study_view_update_measure (self);
}

static void
read_reference (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VitStudyView) self = data;
  g_autoptr (GError) error = NULL;
  gint64 checkpoint;
  g_autoptr (VitConfiguration) reference
      = vit_study_read_model_finish (VIT_STUDY (source), result, &checkpoint, &error);

  /* Meanwhile the view may have been closed, or something else chosen. */
  if (self->study == NULL || checkpoint != self->measuring)
    return;
  if (reference == NULL)
    g_signal_emit_by_name (source, "unreadable", error->message);
  else
    set_reference (self, checkpoint, reference);
}

void
vit_study_view_measure_from (VitStudyView *self, gint64 checkpoint)
{
  self->measuring = is_start (self, checkpoint) ? 0 : checkpoint;
  if (self->measuring != 0)
    vit_study_read_model_async (self->study, self->measuring, read_reference, g_object_ref (self));
  else
    set_reference (self, 0, vit_study_get_fit (self->study)->start);
}
