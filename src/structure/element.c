/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "element.h"

#include "structure-resources.h"

#include <math.h>
#include <string.h>
#include <xraylib/xraylib.h>

#define N_ELEMENTS 96

static VitElement table[N_ELEMENTS];

static void
parse_row (const char *row)
{
  g_auto (GStrv) field = g_strsplit (row, ",", 0);
  int z = (int) g_ascii_strtoll (field[0], NULL, 10);
  guint64 rgb = g_ascii_strtoull (field[5] + 1, NULL, 16);
  VitElement *self = &table[z - 1];

  self->z = z;
  g_strlcpy (self->symbol, field[1], sizeof self->symbol);
  g_strlcpy (self->name, field[2], sizeof self->name);
  self->mass = g_ascii_strtod (field[3], NULL);
  self->radius = g_ascii_strtod (field[4], NULL);
  for (int c = 0; c < 3; c++)
    self->colour[c] = (double) (rgb >> (16 - 8 * c) & 0xff) / 255;
  self->neutron_length = g_str_equal (field[6], "-") ? NAN : g_ascii_strtod (field[6], NULL);
}

static const VitElement *
elements (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      g_autoptr (GBytes) bytes
          = g_resource_lookup_data (vit_structure_get_resource (), "/vitrum/elements.csv", 0, NULL);
      g_auto (GStrv) row = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", 0);

      for (gsize i = 0; row[i] != NULL; i++)
        if (g_ascii_isdigit (row[i][0]))
          parse_row (row[i]);
      g_once_init_leave (&ready, 1);
    }
  return table;
}

const VitElement *
vit_element_by_number (int z)
{
  return z >= 1 && z <= N_ELEMENTS ? &elements ()[z - 1] : NULL;
}

const VitElement *
vit_element_by_symbol (const char *symbol, gssize length)
{
  const VitElement *all = elements ();
  gsize n = length < 0 ? strlen (symbol) : (gsize) length;

  for (int i = 0; i < N_ELEMENTS; i++)
    if (strlen (all[i].symbol) == n && strncmp (all[i].symbol, symbol, n) == 0)
      return &all[i];
  return NULL;
}

const VitElement *
vit_element_by_mass (double mass)
{
  const VitElement *all = elements (), *nearest = NULL;
  double best = 0.3, second = INFINITY;

  for (int i = 0; i < N_ELEMENTS; i++)
    {
      double distance = fabs (all[i].mass - mass);

      if (distance < best)
        {
          second = nearest ? best : INFINITY;
          best = distance;
          nearest = &all[i];
        }
      else if (distance < second)
        second = distance;
    }
  return second - best < 0.02 ? NULL : nearest;
}

gboolean
vit_element_is_among (const VitElement *self, int n, const VitElement *const *elements)
{
  for (int k = 0; k < n; k++)
    if (elements[k] == self)
      return TRUE;
  return FALSE;
}

double
vit_element_xray_form_factor (const VitElement *self, double q)
{
  return FF_Rayl (self->z, q / (4 * G_PI), NULL);
}
