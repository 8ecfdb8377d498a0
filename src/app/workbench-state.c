/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window is found again as it was left: between what is on the screen and what is kept of it. */
#include "workbench-private.h"

static void
set_switch (VitWorkbench *self, const char *name, gboolean on)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), name, g_variant_new_boolean (on));
}

void
vit_workbench_restore (VitWorkbench *self)
{
  const VitWindowState *state = self->state = vit_window_state_read ();

  if (state->width > 0 && state->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), state->width, state->height);
  if (state->maximised)
    gtk_window_maximize (GTK_WINDOW (self));
  set_switch (self, "settings-panel", state->settings_panel);
  set_switch (self, "plots-panel", state->plots_panel);
}

void
vit_workbench_restore_view (VitWorkbench *self)
{
  vit_study_view_set_panes (self->view, &self->state->panes);
  vit_atoms_view_set_look (vit_study_view_get_atoms (self->view), &self->state->look);
}

void
vit_workbench_remember_view (VitWorkbench *self)
{
  if (self->view == NULL)
    return;
  vit_study_view_get_panes (self->view, &self->state->panes);
  vit_atoms_view_get_look (vit_study_view_get_atoms (self->view), &self->state->look);
  g_strfreev (self->state->plots);
  self->state->plots = vit_plots_get_layout (vit_study_view_get_plots (self->view));
}

void
vit_workbench_remember (VitWorkbench *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  VitWindowState *state = self->state;

  vit_workbench_remember_view (self);
  gtk_window_get_default_size (GTK_WINDOW (self), &state->width, &state->height);
  state->maximised = gtk_window_is_maximized (GTK_WINDOW (self));
  /* Two views that are compared hide the settings; what was before is known. */
  if (!vit_workbench_get_switch (G_ACTION_GROUP (self), "compare"))
    state->settings_panel = vit_workbench_get_switch (G_ACTION_GROUP (self), "settings-panel");
  state->plots_panel = vit_workbench_get_switch (G_ACTION_GROUP (self), "plots-panel");
  if (application != NULL)
    state->dark = vit_workbench_get_switch (G_ACTION_GROUP (application), "dark");
  vit_window_state_write (state);
}
