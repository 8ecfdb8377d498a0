/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dialog.h"

/* s: longer than GTK needs to list a folder. */
#define KEPT 10

static gboolean
let_go (gpointer dialog)
{
  g_object_unref (dialog);
  return G_SOURCE_REMOVE;
}

static void
on_visible (GtkNativeDialog *dialog, GParamSpec *pspec, gpointer data)
{
  if (!gtk_native_dialog_get_visible (dialog))
    g_timeout_add_seconds (KEPT, let_go, dialog);
}

/* GTK 4.8 comes back to a file chooser that was freed while it listed its folder, and crashes. So it lives on for a
 * while, unseen, after it was closed. */
void
vit_file_dialog_show (GtkNativeDialog *dialog)
{
  g_object_ref (dialog);
  g_signal_connect (dialog, "notify::visible", G_CALLBACK (on_visible), NULL);
  gtk_native_dialog_set_modal (dialog, TRUE);
  gtk_native_dialog_show (dialog);
}

void
vit_file_dialog_drop (GtkNativeDialog *dialog)
{
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

char *
vit_file_dialog_end (GtkNativeDialog *dialog, int response)
{
  g_autoptr (GtkNativeDialog) owned = dialog;
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (owned)) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}
