/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The temporary folder of a test program, for the files that its tests write. There is one at a time; its paths are
 * absolute and belong to it, until it is removed. A file that cannot be written fails the test. */

/* Makes the folder, whose name begins with "vitrum-@name-". Returns: its path. */
const char *vit_test_folder_make (const char *name);

/* Path of a file in it, there or not; @name may have folders in it ("run/path.dat"). */
const char *vit_test_folder_path (const char *name);

/* Writes a file anew, and the folders of its name. Returns: its path. */
const char *vit_test_folder_write (const char *name, const char *text);

/* The same for a text that may hold zeros, of @length bytes or to its end if below 0. */
const char *vit_test_folder_write_bytes (const char *name, const char *text, gssize length);

/* With all that is in it. */
void vit_test_folder_remove (void);
