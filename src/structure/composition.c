/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"

#include "error.h"

#include <string.h>

/* Avogadro's number times 10⁻²⁴ cm³/Å³, from the SI of 2019. */
#define AVOGADRO_PER_CUBIC_ANGSTROM 0.602214076

static gboolean
parse_error (const char *text, const char *what, GError **error)
{
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected a composition such as Cu64Zr36, found \"%s\": %s", text,
               what);
  return FALSE;
}

static gboolean
add (VitComposition *self, const VitElement *element, double count, const char *text, GError **error)
{
  if (element == NULL)
    return parse_error (text, "no such element", error);
  if (count <= 0 || count > 1e9)
    return parse_error (text, "an amount is not above zero, or beyond all measure", error);
  if (self->n == VIT_MAX_SPECIES)
    return parse_error (text, "more than 8 elements", error);
  if (vit_element_is_among (element, self->n, self->element))
    return parse_error (text, "an element comes twice", error);
  self->element[self->n] = element;
  self->count[self->n++] = count;
  return TRUE;
}

gboolean
vit_composition_parse (VitComposition *self, const char *text, GError **error)
{
  VitComposition result = { 0 };

  for (const char *c = text;;)
    {
      gssize length = 1;
      double count = 1;

      while (g_ascii_isspace (*c))
        c++;
      if (*c == '\0')
        break;
      if (!g_ascii_isupper (*c))
        return parse_error (text, "an element starts with a capital letter", error);
      while (g_ascii_islower (c[length]))
        length++;

      const VitElement *element = vit_element_by_symbol (c, length);

      c += length;
      while (g_ascii_isspace (*c))
        c++;
      if (g_ascii_isdigit (*c) || *c == '.')
        count = g_ascii_strtod (c, (char **) &c);
      if (!add (&result, element, count, text, error))
        return FALSE;
    }
  if (result.n == 0)
    return parse_error (text, "it is empty", error);
  *self = result;
  return TRUE;
}

gboolean
vit_composition_get_atoms (const VitComposition *self, gsize n_atoms, guint8 *atoms, GError **error)
{
  gsize count[VIT_MAX_SPECIES], assigned = 0;
  double remainder[VIT_MAX_SPECIES], total = 0;

  for (int i = 0; i < self->n; i++)
    total += self->count[i];
  for (int i = 0; i < self->n; i++)
    {
      double share = self->count[i] / total * (double) n_atoms;

      count[i] = (gsize) (share + 1e-9);
      remainder[i] = share - (double) count[i];
      assigned += count[i];
    }
  for (; assigned < n_atoms; assigned++)
    {
      int most = 0;

      for (int i = 1; i < self->n; i++)
        if (remainder[i] > remainder[most])
          most = i;
      count[most]++;
      remainder[most] -= 1;
    }
  for (int i = 0; i < self->n; i++)
    {
      if (count[i] == 0)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "of %" G_GSIZE_FORMAT " atoms none would be %s", n_atoms,
                       self->element[i]->symbol);
          return FALSE;
        }
      memset (atoms, self->element[i]->z, count[i]);
      atoms += count[i];
    }
  return TRUE;
}

double
vit_composition_number_density (const VitComposition *self, double mass_density)
{
  double mass = 0, total = 0;

  for (int i = 0; i < self->n; i++)
    {
      mass += self->count[i] * self->element[i]->mass;
      total += self->count[i];
    }
  return mass_density * AVOGADRO_PER_CUBIC_ANGSTROM * total / mass;
}
