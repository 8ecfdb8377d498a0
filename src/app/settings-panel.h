/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study.h"

#include <gtk/gtk.h>

/* What the fit is asked to do: a card for each term, and the moves. What is changed acts on the running engine. */
#define VIT_TYPE_SETTINGS_PANEL (vit_settings_panel_get_type ())
G_DECLARE_FINAL_TYPE (VitSettingsPanel, vit_settings_panel, VIT, SETTINGS_PANEL, GtkWidget)

void vit_settings_panel_set_study (VitSettingsPanel *self, VitStudy *study);

/* Makes the next of its cards. Returns: whether there are more to be made */
gboolean vit_settings_panel_fill (VitSettingsPanel *self);

/* Shows the last snapshot. */
void vit_settings_panel_update (VitSettingsPanel *self);
