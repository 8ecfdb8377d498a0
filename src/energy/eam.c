/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam.h"

#include "error.h"

#include <math.h>

#define MIN_POINTS 5
#define MAX_POINTS 10000000

static gboolean
check_grid (const VitEamTables *tables, const char *what, int n, double step, GError **error)
{
  if (n >= MIN_POINTS && n <= MAX_POINTS && step > 0 && isfinite (step))
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
               "%s: expected at least %d points of %s at steps above 0, found %d at steps of %g", tables->name,
               MIN_POINTS, what, n, step);
  return FALSE;
}

static gboolean
check_elements (const VitEamTables *tables, GError **error)
{
  if (tables->n_elements < 1 || tables->n_elements > VIT_EAM_MAX_ELEMENTS)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected 1 to %d elements, found %d", tables->name,
                   VIT_EAM_MAX_ELEMENTS, tables->n_elements);
      return FALSE;
    }
  for (int a = 0; a < tables->n_elements; a++)
    {
      const VitElement *element = vit_element_by_number (tables->z[a]);

      if (element == NULL)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected the atomic number of an element, found %d",
                       tables->name, tables->z[a]);
          return FALSE;
        }
      for (int b = 0; b < a; b++)
        if (tables->z[b] == tables->z[a])
          {
            g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected every element once, found %s twice",
                         tables->name, element->symbol);
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
check_values (const VitEamTables *tables, const char *what, const double *value, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!(fabs (value[i]) <= VIT_EAM_LARGEST))
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected finite values of %s, found %g", tables->name,
                     what, value[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_tables (const VitEamTables *tables, GError **error)
{
  gsize n = (gsize) tables->n_elements, n_r = (gsize) tables->n_r;

  if (!check_elements (tables, error) || !check_grid (tables, "F(ρ)", tables->n_rho, tables->d_rho, error)
      || !check_grid (tables, "ρ(r)", tables->n_r, tables->d_r, error))
    return FALSE;
  if (!(tables->cutoff > 0 && isfinite (tables->cutoff)))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a cut-off above 0 Å, found %g", tables->name,
                   tables->cutoff);
      return FALSE;
    }
  if (!(tables->rho_max >= (tables->n_rho - 1) * tables->d_rho && isfinite (tables->rho_max)))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "%s: expected the end of F(ρ) at or beyond its last point, found %g", tables->name, tables->rho_max);
      return FALSE;
    }
  return check_values (tables, "F(ρ)", tables->embedding, n * (gsize) tables->n_rho, error)
         && check_values (tables, "ρ(r)", tables->density, n * n * n_r, error)
         && check_values (tables, "r φ(r)", tables->pair, (gsize) vit_n_pairs (tables->n_elements) * n_r, error);
}

/* Values and slopes a step go to @value[0], @value[stride] … and @slope[0], @slope[stride] … . */
static void
fill (int n, const double *f, gsize stride, double *value, double *slope)
{
  for (int m = 0; m < n; m++)
    {
      gsize at = (gsize) m * stride;

      value[at] = f[m];
      if (m == 0)
        slope[at] = f[1] - f[0];
      else if (m == n - 1)
        slope[at] = f[n - 1] - f[n - 2];
      else if (m == 1 || m == n - 2)
        slope[at] = 0.5 * (f[m + 1] - f[m - 1]);
      else
        slope[at] = (f[m - 2] - f[m + 2] + 8 * (f[m + 1] - f[m - 1])) / 12;
    }
}

VitEam *
vit_eam_new (const VitEamTables *tables, GError **error)
{
  int n = tables->n_elements;
  gsize n_rho = (gsize) tables->n_rho, n_r = (gsize) tables->n_r;
  VitEam *self;

  if (!check_tables (tables, error))
    return NULL;
  self = g_new0 (VitEam, 1);
  *self = (VitEam){ .name = g_strdup (tables->name),
                    .n_elements = n,
                    .cutoff = tables->cutoff,
                    .n_rho = tables->n_rho,
                    .d_rho = tables->d_rho,
                    .rho_max = tables->rho_max,
                    .n_r = tables->n_r,
                    .d_r = tables->d_r,
                    .embedding = g_new (double, 2 * (gsize) n * n_rho),
                    .pair = g_new (double, 6 * (gsize) vit_n_pairs (n) * n_r) };
  for (int a = 0; a < n; a++)
    {
      double *node = self->embedding + 2 * (gsize) a * n_rho;

      self->z[a] = tables->z[a];
      fill (tables->n_rho, tables->embedding + (gsize) a * n_rho, 2, node, node + 1);
    }
  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      {
        gsize pair = (gsize) vit_pair_index (n, a, b);
        double *node = self->pair + 6 * pair * n_r;

        fill (tables->n_r, tables->density + (gsize) (b * n + a) * n_r, 6, node, node + 3);
        fill (tables->n_r, tables->density + (gsize) (a * n + b) * n_r, 6, node + 1, node + 4);
        fill (tables->n_r, tables->pair + pair * n_r, 6, node + 2, node + 5);
      }
  return self;
}

void
vit_eam_free (VitEam *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->embedding);
  g_free (self->pair);
  g_free (self);
}

/* "Cu", "Cu and Zr", "Ni, Al and H". */
static char *
name_elements (const VitEam *self)
{
  GString *text = g_string_new (NULL);

  for (int a = 0; a < self->n_elements; a++)
    {
      if (a > 0)
        g_string_append (text, a == self->n_elements - 1 ? " and " : ", ");
      g_string_append (text, vit_element_by_number (self->z[a])->symbol);
    }
  return g_string_free (text, FALSE);
}

gboolean
vit_eam_find_elements (const VitEam *self, int n_species, const VitElement *const *elements, int *index, GError **error)
{
  int found[VIT_MAX_SPECIES];

  for (int s = 0; s < n_species; s++)
    {
      found[s] = -1;
      for (int a = 0; a < self->n_elements; a++)
        if (self->z[a] == elements[s]->z)
          found[s] = a;
      if (found[s] < 0)
        {
          g_autofree char *names = name_elements (self);

          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s has %s, but the configuration holds %s", self->name,
                       names, elements[s]->symbol);
          return FALSE;
        }
    }
  for (int s = 0; s < n_species; s++)
    index[s] = found[s];
  return TRUE;
}

gboolean
vit_eam_find_species (const VitEam *self, const VitConfiguration *configuration, int *index, GError **error)
{
  const VitElement *elements[VIT_MAX_SPECIES];
  int n_species = vit_configuration_get_n_species (configuration);

  for (int s = 0; s < n_species; s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  return vit_eam_find_elements (self, n_species, elements, index, error);
}

gboolean
vit_eam_check_cell (const VitEam *self, const VitCell *cell, GError **error)
{
  double limit = vit_cell_inscribed_radius (cell);

  if (self->cutoff <= limit)
    return TRUE;
  g_set_error (
      error, VIT_ERROR, VIT_ERROR_RANGE,
      "the cell is too small for %s with its cut-off of %.4g Å: the largest sphere in it has a radius of %.4g Å",
      self->name, self->cutoff, limit);
  return FALSE;
}
