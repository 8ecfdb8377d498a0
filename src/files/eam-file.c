/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-file.h"

#include "eam-file-private.h"
#include "error.h"

#include <stdio.h>

#define DEBIAN_FOLDER "/usr/share/lammps/potentials"

static int
count_numbers (char *line, gboolean *all)
{
  char *field[8];
  int n = vit_split_fields (line, field, 8), numbers = 0;

  for (int i = 0; i < MIN (n, 8); i++)
    {
      double value;

      numbers += vit_parse_double (field[i], &value);
    }
  *all = numbers == n;
  return numbers;
}

/* Whether it is funcfl: "29 63.55 3.615 FCC" in line 2, five numbers in line 3. In setfl both are comments. A file that
 * looks like neither is what its name says. */
static gboolean
is_funcfl (const char *path, gboolean *funcfl, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  char *line[3];
  gboolean all, grid;

  if (file == NULL)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      line[i] = vit_text_file_next (file);
      if (line[i] == NULL)
        return vit_text_file_set_error (file, error,
                                        "expected a potential (setfl or funcfl), found the end of the file");
    }
  grid = count_numbers (line[2], &all) == 5 && all;
  *funcfl = g_str_has_suffix (path, ".eam") || (grid && count_numbers (line[1], &all) >= 2);
  return TRUE;
}

VitEam *
vit_eam_file_read (const char *const *paths, GError **error)
{
  gboolean funcfl = FALSE;

  if (paths[0] == NULL)
    {
      g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, "expected the file of a potential, found none");
      return NULL;
    }
  for (int i = 0; paths[i] != NULL; i++)
    {
      if (!is_funcfl (paths[i], &funcfl, error))
        return NULL;
      if (!funcfl && (i > 0 || paths[1] != NULL))
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "%s: expected a funcfl file, one for each element; a setfl file holds all elements and comes "
                       "alone",
                       paths[i]);
          return NULL;
        }
    }
  return funcfl ? vit_eam_funcfl_read (paths, error) : vit_eam_setfl_read (paths[0], error);
}

/* "29 63.55 3.615 FCC", or "2 Cu Zr" */
static int
read_elements (char *line, gboolean funcfl, const VitElement **elements)
{
  char *field[1 + VIT_EAM_MAX_ELEMENTS];
  int n = vit_split_fields (line, field, G_N_ELEMENTS (field));
  gint64 number;

  if (n < 2 || !vit_parse_integer (field[0], &number))
    return 0;
  if (funcfl)
    {
      elements[0] = vit_element_by_number ((int) CLAMP (number, 0, 200));
      return elements[0] != NULL ? 1 : 0;
    }
  if (number != n - 1 || number > VIT_EAM_MAX_ELEMENTS)
    return 0;
  for (int k = 0; k < number; k++)
    {
      elements[k] = vit_element_by_symbol (field[1 + k], -1);
      if (elements[k] == NULL)
        return 0;
    }
  return (int) number;
}

int
vit_eam_file_get_elements (const char *path, const VitElement **elements)
{
  gboolean funcfl = g_str_has_suffix (path, ".eam");
  FILE *file = funcfl || g_str_has_suffix (path, ".eam.alloy") || g_str_has_suffix (path, ".eam.fs") ? fopen (path, "r")
                                                                                                     : NULL;
  char line[1024];
  int n = 0;

  if (file == NULL)
    return 0;
  for (int number = 1; number <= (funcfl ? 2 : 4) && fgets (line, sizeof line, file) != NULL; number++)
    if (number == (funcfl ? 2 : 4))
      n = read_elements (g_strchomp (line), funcfl, elements);
  fclose (file);
  return n;
}

char **
vit_potential_get_folders (void)
{
  const char *variable = g_getenv ("LAMMPS_POTENTIALS");
  g_autofree char *list = g_strconcat (variable != NULL ? variable : "", ":" DEBIAN_FOLDER, NULL);

  return g_strsplit (list, ":", 0);
}

char *
vit_potential_find (const char *name, GError **error)
{
  g_auto (GStrv) folders = vit_potential_get_folders ();
  g_autoptr (GString) looked = g_string_new (NULL);

  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return g_strdup (name);
  for (int i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (*folders[i] == '\0')
        continue;
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
      g_string_append_printf (looked, "%s%s", looked->len > 0 ? ", " : "", folders[i]);
    }
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
               "%s: expected a potential, found no such file, nor one in %s (LAMMPS_POTENTIALS names more folders; "
               "Debian's package lammps-data holds the potentials of LAMMPS)",
               name, looked->str);
  return NULL;
}
