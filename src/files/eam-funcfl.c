/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-file-private.h"

#include "column-line.h"
#include "element.h"
#include "error.h"

#include <math.h>

/* Hartree × Bohr, eV Å, as files of this kind and LAMMPS have always had it. */
#define HARTREE_BOHR (27.2 * 0.529)

/* One file: an element. */
typedef struct
{
  char *name;
  int z;
  VitEamGrid grid;
  double *embedding; /* F(ρ), eV */
  double *charge;    /* Z(r), the effective charge */
  double *density;   /* ρ(r) */
} Element;

static void
element_free (gpointer data)
{
  Element *self = data;

  g_free (self->name);
  g_free (self->embedding);
  g_free (self->charge);
  g_free (self->density);
  g_free (self);
}

/* "29 63.55 3.615 FCC" */
static gboolean
read_element_line (VitEamScan *scan, Element *self, GError **error)
{
  char *line = vit_eam_scan_line (scan, "a line “Z mass lattice structure”", error), *field[2];
  int n = line != NULL ? vit_split_fields (line, field, 2) : 0;
  double mass;
  gint64 z;

  if (line == NULL)
    return FALSE;
  if (n < 2 || !vit_parse_integer (field[0], &z) || !vit_parse_double (field[1], &mass))
    return vit_text_file_set_error (scan->file, error, "expected a line “Z mass lattice structure”, found another");
  if (z < 1 || z > 150 || vit_element_by_number ((int) z) == NULL)
    return vit_text_file_set_error (scan->file, error,
                                    "expected the atomic number of an element, found %" G_GINT64_FORMAT, z);
  self->z = (int) z;
  return TRUE;
}

static Element *
read_element (const char *path, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  Element *self;
  VitEamScan scan = { .file = file };

  if (file == NULL)
    return NULL;
  self = g_new0 (Element, 1);
  self->name = g_path_get_basename (path);
  vit_text_file_next (file);
  if (read_element_line (&scan, self, error) && vit_eam_scan_grid (&scan, &self->grid, error))
    {
      self->embedding = g_new (double, self->grid.n_rho);
      self->charge = g_new (double, self->grid.n_r);
      self->density = g_new (double, self->grid.n_r);
      if (vit_eam_scan_values (&scan, "values of F(ρ)", self->grid.n_rho, self->embedding, error)
          && vit_eam_scan_values (&scan, "values of Z(r)", self->grid.n_r, self->charge, error)
          && vit_eam_scan_values (&scan, "values of ρ(r)", self->grid.n_r, self->density, error)
          && vit_eam_scan_end (&scan, error))
        return self;
    }
  element_free (self);
  return NULL;
}

/* Four-point Lagrange interpolation, as LAMMPS brings a file to the common grid; it goes on beyond the last point by at
 * most one step. */
static double
interpolate (int n, double step, const double *f, double x)
{
  double at = fmin (x / step, n);
  int k = CLAMP ((int) at, 1, n - 3);
  double p = fmin (at - k, 2);

  return -p * (p - 1) * (p - 2) / 6 * f[k - 1] + (p * p - 1) * (p - 2) / 2 * f[k] - p * (p + 1) * (p - 2) / 2 * f[k + 1]
         + p * (p * p - 1) / 6 * f[k + 2];
}

/* The coarsest steps and the farthest ends. LAMMPS counts steps, not points, so that the last point is left out, but F
 * is constant up to it. */
static void
find_grid (const GPtrArray *elements, VitEamTables *tables)
{
  double r_max = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const VitEamGrid *grid = &((const Element *) elements->pdata[i])->grid;

      tables->d_rho = fmax (tables->d_rho, grid->d_rho);
      tables->d_r = fmax (tables->d_r, grid->d_r);
      tables->rho_max = fmax (tables->rho_max, (grid->n_rho - 1) * grid->d_rho);
      r_max = fmax (r_max, (grid->n_r - 1) * grid->d_r);
      tables->cutoff = fmax (tables->cutoff, grid->cutoff);
    }
  tables->n_rho = (int) (tables->rho_max / tables->d_rho + 0.5);
  tables->n_r = (int) (r_max / tables->d_r + 0.5);
}

static void
fill_tables (const GPtrArray *elements, VitEamTables *tables)
{
  gsize n = elements->len, n_rho = (gsize) tables->n_rho, n_r = (gsize) tables->n_r;
  g_autofree double *charge = g_new (double, n *n_r);

  for (gsize a = 0; a < n; a++)
    {
      const Element *element = elements->pdata[a];
      const VitEamGrid *grid = &element->grid;

      for (gsize m = 0; m < n_rho; m++)
        tables->embedding[a * n_rho + m]
            = interpolate (grid->n_rho, grid->d_rho, element->embedding, (double) m * tables->d_rho);
      for (gsize m = 0; m < n_r; m++)
        {
          double r = (double) m * tables->d_r, density = interpolate (grid->n_r, grid->d_r, element->density, r);

          charge[a * n_r + m] = interpolate (grid->n_r, grid->d_r, element->charge, r);
          for (gsize b = 0; b < n; b++)
            tables->density[(a * n + b) * n_r + m] = density;
        }
    }
  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b <= a; b++)
      {
        double *pair = tables->pair + (gsize) vit_pair_index ((int) n, (int) a, (int) b) * n_r;

        for (gsize m = 0; m < n_r; m++)
          pair[m] = HARTREE_BOHR * charge[a * n_r + m] * charge[b * n_r + m];
      }
}

static gboolean
read_elements (const char *const *paths, GPtrArray *elements, VitEamTables *tables, GString *name, GError **error)
{
  for (int i = 0; paths[i] != NULL; i++)
    {
      Element *element = i < VIT_EAM_MAX_ELEMENTS ? read_element (paths[i], error) : NULL;

      if (i == VIT_EAM_MAX_ELEMENTS)
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected at most %d funcfl files", VIT_EAM_MAX_ELEMENTS);
      if (element == NULL)
        return FALSE;
      g_ptr_array_add (elements, element);
      tables->z[i] = element->z;
      g_string_append_printf (name, "%s%s", i > 0 ? " + " : "", element->name);
    }
  tables->n_elements = (int) elements->len;
  tables->name = name->str;
  return TRUE;
}

VitEam *
vit_eam_funcfl_read (const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (element_free);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree double *embedding = NULL, *density = NULL, *pair = NULL;
  VitEamTables tables = { 0 };
  gsize n;

  if (!read_elements (paths, elements, &tables, name, error))
    return NULL;
  find_grid (elements, &tables);
  n = (gsize) tables.n_elements;
  tables.embedding = embedding = g_new (double, n *(gsize) tables.n_rho);
  tables.density = density = g_new (double, n *n *(gsize) tables.n_r);
  tables.pair = pair = g_new (double, (gsize) vit_n_pairs (tables.n_elements) * (gsize) tables.n_r);
  fill_tables (elements, &tables);
  return vit_eam_new (&tables, error);
}
