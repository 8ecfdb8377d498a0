/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-private.h"

#include <math.h>

static void
add (GPtrArray *rows, const char *name, char *text)
{
  g_ptr_array_add (rows, g_strdup (name));
  g_ptr_array_add (rows, text);
}

/* "7 Cu, 5 Zr". */
static char *
list_species (const VitConfiguration *configuration, const gsize *count)
{
  GString *text = g_string_new (NULL);

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    if (count[s] > 0)
      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT " %s", text->len > 0 ? ", " : "", count[s],
                              vit_configuration_get_element (configuration, s)->symbol);
  return g_string_free (text, FALSE);
}

static void
add_polyhedron (GPtrArray *rows, const VitConfiguration *configuration, const VitVoronoi *voronoi, gsize atom)
{
  gsize count[VIT_MAX_SPECIES] = { 0 };
  const guint8 *species = vit_configuration_get_species (configuration);

  for (gsize f = 0; f < vit_voronoi_count (voronoi, atom); f++)
    count[species[vit_voronoi_get (voronoi, atom)[f].atom]]++;
  add (rows, "Voronoi index", vit_voronoi_index_format (voronoi->index[atom]));
  add (rows, "Neighbours", list_species (configuration, count));
  add (rows, "Cell volume", g_strdup_printf ("%.2f Å³", voronoi->volume[atom]));
}

GPtrArray *
vit_picture_describe_atom (const VitConfiguration *configuration, const VitProfile *profile,
                           const VitConfiguration *reference, const char *since, gsize atom)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  const VitElement *element
      = vit_configuration_get_element (configuration, vit_configuration_get_species (configuration)[atom]);
  const double *x = vit_configuration_get_positions (configuration)[atom];

  add (rows, "Atom", g_strdup_printf ("%s %" G_GSIZE_FORMAT, element->symbol, atom + 1));
  if (vit_picture_need_profile (configuration, profile, "", NULL))
    {
      add_polyhedron (rows, configuration, profile->voronoi, atom);
      add (rows, "Within cut-offs", g_strdup_printf ("%d", profile->coordination->total[atom]));
      if (profile->energy != NULL)
        add (rows, "Energy",
             g_strdup_printf ("%s%.3f eV", profile->energy->energy[atom] < 0 ? "−" : "",
                              fabs (profile->energy->energy[atom])));
    }
  if (reference != NULL && vit_configuration_get_n_atoms (reference) == vit_configuration_get_n_atoms (configuration))
    add (rows, "Moved",
         g_strdup_printf ("%.2f Å%s%s", vit_picture_displacement (configuration, reference, atom),
                          since != NULL ? " since " : "", since != NULL ? since : ""));
  add (rows, "Position", g_strdup_printf ("%.2f, %.2f, %.2f Å", x[0], x[1], x[2]));
  return rows;
}
