/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-folder.h"

#include "folder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static char *folder;
static GStringChunk *paths;

const char *
vit_test_folder_make (const char *name)
{
  g_autofree char *template = g_strdup_printf ("vitrum-%s-XXXXXX", name);
  g_autoptr (GError) error = NULL;

  g_assert_null (folder);
  folder = g_dir_make_tmp (template, &error);
  g_assert_no_error (error);
  paths = g_string_chunk_new (1024);
  return folder;
}

const char *
vit_test_folder_path (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_string_chunk_insert_const (paths, path);
}

const char *
vit_test_folder_write (const char *name, const char *text)
{
  return vit_test_folder_write_bytes (name, text, -1);
}

const char *
vit_test_folder_write_bytes (const char *name, const char *text, gssize length)
{
  const char *path = vit_test_folder_path (name);
  g_autofree char *parent = g_path_get_dirname (path);
  gsize n = length >= 0 ? (gsize) length : strlen (text);
  g_autoptr (GError) error = NULL;
  FILE *file;

  vit_folder_make (parent, 0700, &error);
  g_assert_no_error (error);
  /* Thousands of damaged files are written: the file system waits for one that is replaced, and g_file_set_contents ()
   * for room on the disk. */
  g_unlink (path);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (text, 1, n, file), ==, n);
  g_assert_cmpint (fclose (file), ==, 0);
  return path;
}

void
vit_test_folder_remove (void)
{
  vit_folder_remove (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&paths, g_string_chunk_free);
}
