/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "potential.h"
#include "eam-file.h"
#include "error.h"

#include <string.h>

typedef struct
{
  const char *name;
  int z[2];
} Known;

/* Potentials of the package lammps-data that the glasses shipped were made with. */
static const Known known[] = {
  { "CuZr_mm.eam.fs", { 29, 40 } },
  { "CuTa.eam.alloy", { 29, 73 } },
};

VitEam *
vit_potential_read (const char *const *names, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (; *names != NULL; names++)
    {
      char *path = NULL;

      if (**names == '\0')
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected the name of a potential file, found nothing");
      else
        path = vit_potential_find (*names, error);

      if (path == NULL)
        return NULL;
      g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  return vit_eam_file_read ((const char *const *) paths->pdata, error);
}

static gboolean
holds_all (const char *path, int n, const VitElement *const *elements)
{
  const VitElement *held[VIT_EAM_MAX_ELEMENTS];
  int n_held = vit_eam_file_get_elements (path, held);

  for (int k = 0; k < n; k++)
    if (!vit_element_is_among (elements[k], n_held, held))
      return FALSE;
  return n > 0;
}

static gboolean
is_known (const char *name)
{
  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    if (g_str_equal (known[k].name, name))
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(char *const *) a, *second = *(char *const *) b;

  return is_known (first) != is_known (second) ? is_known (second) - is_known (first) : strcmp (first, second);
}

char **
vit_potential_list (int n, const VitElement *const *elements)
{
  g_auto (GStrv) folders = vit_potential_get_folders ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GDir) folder = *folders[i] != '\0' ? g_dir_open (folders[i], 0, NULL) : NULL;
      const char *name;

      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);

          if (holds_all (path, n, elements) && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_strdup (name));
        }
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static gboolean
suits (const Known *potential, const VitConfiguration *configuration)
{
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    {
      int z = vit_configuration_get_element (configuration, s)->z;

      if (z != potential->z[0] && z != potential->z[1])
        return FALSE;
    }
  return TRUE;
}

const char *
vit_potential_suggest (const VitConfiguration *configuration)
{
  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    if (suits (&known[k], configuration))
      return known[k].name;
  return NULL;
}
