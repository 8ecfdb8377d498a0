/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-file-private.h"

#include "column-line.h"
#include "element.h"

/* Numbers and words of an element's line ("29 63.55 3.615 fcc"): files have two to five. */
#define ELEMENT_WORDS_MIN 2
#define ELEMENT_WORDS_MAX 5

static gboolean
read_title (VitEamScan *scan, GError **error)
{
  for (int i = 0; i < 3; i++)
    {
      const char *line = vit_text_file_next (scan->file);

      if (line == NULL)
        return vit_text_file_set_error (scan->file, error, "expected 3 lines of comment, found the end of the file");
      if (i == 0 && strstr (line, "UNITS: real") != NULL)
        return vit_text_file_set_error (scan->file, error, "expected units metal (eV, Å), found real");
    }
  return TRUE;
}

/* "2 Cu Zr" */
static gboolean
read_elements (VitEamScan *scan, VitEamTables *tables, GError **error)
{
  char *line = vit_eam_scan_line (scan, "the elements (such as “2 Cu Zr”)", error), *field[VIT_EAM_MAX_ELEMENTS + 1];
  gint64 count;
  int n;

  if (line == NULL)
    return FALSE;
  n = vit_split_fields (line, field, VIT_EAM_MAX_ELEMENTS + 1);
  if (!vit_parse_integer (field[0], &count) || count < 1 || count > VIT_EAM_MAX_ELEMENTS)
    {
      g_autofree char *found = vit_quote_text (field[0]);

      return vit_text_file_set_error (scan->file, error,
                                      "expected the number of elements (1 to %d) and their symbols, found “%s”",
                                      VIT_EAM_MAX_ELEMENTS, found);
    }
  if (n != count + 1)
    return vit_text_file_set_error (scan->file, error, "expected %d elements, found %d", (int) count, n - 1);
  tables->n_elements = (int) count;
  for (int a = 0; a < tables->n_elements; a++)
    {
      const VitElement *element = vit_element_by_symbol (field[a + 1], -1);

      if (element == NULL)
        {
          g_autofree char *found = vit_quote_text (field[a + 1]);

          return vit_text_file_set_error (scan->file, error, "expected the symbol of an element, found “%s”", found);
        }
      for (int b = 0; b < a; b++)
        if (tables->z[b] == element->z)
          return vit_text_file_set_error (scan->file, error, "expected every element once, found %s twice",
                                          element->symbol);
      tables->z[a] = element->z;
    }
  return TRUE;
}

/* Words from the next line on, comments left out. */
static gsize
count_words (const char *text)
{
  gsize n = 0;
  gboolean inside = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      gboolean blank = g_ascii_isspace (*c) || *c == ',';

      if (*c == '#')
        {
          c += strcspn (c, "\n");
          blank = TRUE;
          if (*c == '\0')
            break;
        }
      n += !blank && !inside;
      inside = !blank;
    }
  return n;
}

/* Whether ρ depends on both elements. The counts of the two formats differ by at least two tables. */
static gboolean
find_format (const VitEamScan *scan, const VitEamTables *tables, gboolean *finnis_sinclair, GError **error)
{
  gsize n = (gsize) tables->n_elements, n_r = (gsize) tables->n_r, n_rho = (gsize) tables->n_rho;
  const char *text = vit_text_file_get_text (scan->file);
  gsize words = text != NULL ? count_words (text) : 0;
  gsize alloy = n * (n_rho + n_r) + n * (n + 1) / 2 * n_r, fs = alloy + n * (n - 1) * n_r;

  if (words < alloy)
    return vit_text_file_set_error (scan->file, error,
                                    "expected at least %" G_GSIZE_FORMAT
                                    " numbers below this line, found %" G_GSIZE_FORMAT " and the end of the file",
                                    alloy, words);
  if (words >= alloy + ELEMENT_WORDS_MIN * n && words <= alloy + ELEMENT_WORDS_MAX * n)
    *finnis_sinclair = FALSE;
  else if (words >= fs + ELEMENT_WORDS_MIN * n && words <= fs + ELEMENT_WORDS_MAX * n)
    *finnis_sinclair = TRUE;
  else
    *finnis_sinclair = g_str_has_suffix (vit_text_file_get_path (scan->file), ".fs");
  return TRUE;
}

static const char *
symbol_of (const VitEamTables *tables, int a)
{
  return vit_element_by_number (tables->z[a])->symbol;
}

/* "29 63.55 3.615 fcc", of which only the mass has to be a number. */
static gboolean
read_element_line (VitEamScan *scan, const VitEamTables *tables, int a, GError **error)
{
  g_autofree char *what = g_strdup_printf ("a line “Z mass lattice structure” of %s", symbol_of (tables, a));
  char *line = vit_eam_scan_line (scan, what, error), *field[2];
  g_autofree char *found = line != NULL ? vit_quote_text (line) : NULL;
  int n = line != NULL ? vit_split_fields (line, field, 2) : 0;
  double mass;

  if (line == NULL)
    return FALSE;
  if (n >= ELEMENT_WORDS_MIN && n <= ELEMENT_WORDS_MAX && vit_parse_double (field[1], &mass))
    return TRUE;
  return vit_text_file_set_error (scan->file, error, "expected %s, found “%s”", what, found);
}

static gboolean
read_block (VitEamScan *scan, VitEamTables *tables, int a, gboolean finnis_sinclair, GError **error)
{
  const char *symbol = symbol_of (tables, a);
  gsize n = (gsize) tables->n_elements, n_r = (gsize) tables->n_r;
  g_autofree char *what_f = g_strdup_printf ("values of F(ρ) of %s", symbol);

  if (!read_element_line (scan, tables, a, error)
      || !vit_eam_scan_values (scan, what_f, tables->n_rho, tables->embedding + (gsize) a * (gsize) tables->n_rho,
                               error))
    return FALSE;
  for (gsize b = 0; b < n; b++)
    {
      double *density = tables->density + ((gsize) a * n + b) * n_r;
      g_autofree char *what = g_strdup_printf ("values of ρ(r) of %s", symbol);

      if (b > 0 && !finnis_sinclair)
        memcpy (density, density - n_r, n_r * sizeof *density);
      else if (!vit_eam_scan_values (scan, what, tables->n_r, density, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_tables (VitEamScan *scan, VitEamTables *tables, gboolean finnis_sinclair, GError **error)
{
  for (int a = 0; a < tables->n_elements; a++)
    if (!read_block (scan, tables, a, finnis_sinclair, error))
      return FALSE;
  for (int a = 0; a < tables->n_elements; a++)
    for (int b = 0; b <= a; b++)
      {
        g_autofree char *what
            = g_strdup_printf ("values of r φ(r) of %s–%s", symbol_of (tables, a), symbol_of (tables, b));
        double *pair = tables->pair + (gsize) vit_pair_index (tables->n_elements, a, b) * (gsize) tables->n_r;

        if (!vit_eam_scan_values (scan, what, tables->n_r, pair, error))
          return FALSE;
      }
  return vit_eam_scan_end (scan, error);
}

VitEam *
vit_eam_setfl_read (const char *path, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree double *embedding = NULL, *density = NULL, *pair = NULL;
  VitEamScan scan = { .file = file };
  VitEamTables tables = { .name = name };
  VitEamGrid grid;
  gboolean finnis_sinclair = FALSE;
  gsize n;

  if (file == NULL || !read_title (&scan, error) || !read_elements (&scan, &tables, error)
      || !vit_eam_scan_grid (&scan, &grid, error))
    return NULL;
  tables.n_rho = grid.n_rho;
  tables.d_rho = grid.d_rho;
  tables.rho_max = (grid.n_rho - 1) * grid.d_rho;
  tables.n_r = grid.n_r;
  tables.d_r = grid.d_r;
  tables.cutoff = grid.cutoff;
  if (!find_format (&scan, &tables, &finnis_sinclair, error))
    return NULL;
  n = (gsize) tables.n_elements;
  tables.embedding = embedding = g_new (double, n *(gsize) grid.n_rho);
  tables.density = density = g_new (double, n *n *(gsize) grid.n_r);
  tables.pair = pair = g_new (double, (gsize) vit_n_pairs (tables.n_elements) * (gsize) grid.n_r);
  if (!read_tables (&scan, &tables, finnis_sinclair, error))
    return NULL;
  return vit_eam_new (&tables, error);
}
