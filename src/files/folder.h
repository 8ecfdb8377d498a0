/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * vit_folder_make:
 * @mode: rights of what is made, less those of the umask
 *
 * Makes a folder and those above it, as far as they are not there. Errors: those of GFileError, "path: …".
 */
gboolean vit_folder_make (const char *path, int mode, GError **error);

/* Removes a folder with all that is in it, as far as that can be done; what links lead to stays. */
void vit_folder_remove (const char *path);
