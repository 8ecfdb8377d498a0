/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "potential.h"
#include "eam-file.h"
#include "error.h"

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
