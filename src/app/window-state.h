/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study-view.h"

/**
 * VitWindowState:
 * @width, @height: of the window when it is not maximised, pixels; 0 for the size that it comes with
 * @settings_panel, @plots_panel: whether the panels at the sides are shown
 * @panes: where they end
 * @look: how the atoms are drawn
 * @plots: (nullable): the layout of the plots, see vit_plots_get_layout()
 *
 * How the user left the window, to find it so again. It is the user's, in a file of his: a project is seen by each of
 * its readers as he likes it.
 */
typedef struct
{
  int width;
  int height;
  gboolean maximised;
  gboolean dark;
  gboolean settings_panel;
  gboolean plots_panel;
  VitStudyPanes panes;
  VitAtomsLook look;
  char **plots;
} VitWindowState;

/* As the user left it last; what is not known, or makes no sense, is as it comes. */
VitWindowState *vit_window_state_read (void);
void vit_window_state_free (VitWindowState *self);

/* Keeps it, at once or not at all. */
void vit_window_state_write (const VitWindowState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitWindowState, vit_window_state_free)
