/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dialog.h"

char *
vit_file_dialog_end (GtkNativeDialog *dialog, int response)
{
  g_autoptr (GtkNativeDialog) owned = dialog;
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (owned)) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}
