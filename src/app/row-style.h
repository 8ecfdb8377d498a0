/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Shows that what is in a row or an entry is wrong, or right again. */
void vit_row_set_error_style (gpointer widget, gboolean wrong);

/* The same of a row of preferences, which says what is wrong: a combo row below its title, an entry row in it.
 * @problem: (nullable) */
void vit_row_set_problem (AdwPreferencesRow *row, const char *title, const char *problem);

/* Other choices in a row, of which that at @selected is taken. Only what differs is exchanged. */
void vit_combo_row_set_choices (AdwComboRow *row, GtkStringList *list, const char *const *texts, guint selected);

/* The choice that is taken, of a row of strings; NULL for none. Owned by the row. */
const char *vit_combo_row_get_text (AdwComboRow *row);
