/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-files.h"

#include "eam-file.h"
#include "text-file.h"

#include <string.h>

/* What divides words and commands. */
#define DIVIDERS " \t;"

/* Returns: the path of the file that a word names, %NULL if it names none. */
static char *
find_file (const char *word, const char *folder)
{
  g_autofree char *path = g_path_is_absolute (word) ? g_strdup (word) : g_build_filename (folder, word, NULL);
  double value;

  if (strpbrk (word, "./") == NULL || vit_parse_double (word, &value))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_free (path);
      path = vit_potential_find (word, NULL);
    }
  /* LAMMPS runs in another folder. */
  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_canonicalize_filename (path, NULL) : NULL;
}

/* As LAMMPS reads it: blanks divide words, # begins a comment, $ a variable, & at the end goes on in the next line. */
static char *
quote (const char *path)
{
  const char *mark = strchr (path, '"') != NULL ? "'" : "\"";

  return strpbrk (path, " \t#$&\"'") != NULL ? g_strconcat (mark, path, mark, NULL) : g_strdup (path);
}

char *
vit_lammps_files_replace (const char *text, const char *folder, VitFileNamer namer, gpointer data, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize blank = strspn (text, DIVIDERS), length = strcspn (text + blank, DIVIDERS);
      g_autofree char *word = g_strndup (text + blank, length), *path = find_file (word, folder), *name = NULL;

      if (path != NULL)
        name = namer != NULL ? namer (path, data, error) : quote (path);
      if (path != NULL && name == NULL)
        return NULL;
      g_string_append_len (out, text, (gssize) blank);
      g_string_append (out, name != NULL ? name : word);
      text += blank + length;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
