/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Shows a file chooser before the window that it belongs to. */
void vit_file_dialog_show (GtkNativeDialog *dialog);

/* Closes one (transfer full) that nobody answers any more. */
void vit_file_dialog_drop (GtkNativeDialog *dialog);

/**
 * vit_file_dialog_end:
 * @dialog: (transfer full): a file chooser
 * @response: what it was closed with
 *
 * Returns: the path that was chosen, %NULL if none was or the file has none (free with g_free()).
 */
char *vit_file_dialog_end (GtkNativeDialog *dialog, int response);
