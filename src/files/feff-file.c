/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feff-file.h"

#include "column-line.h"
#include "element.h"
#include "feff-table.h"
#include "text-file.h"

#include <math.h>
#include <string.h>

#define N_COLUMNS 7
#define MIN_ROWS 10
#define MAX_POTENTIALS 64

/* What the lines before the table say. */
typedef struct
{
  int z_of_potential[MAX_POTENTIALS]; /* from the lines "Abs" and "Pot n"; 0: not said */
  char edge[4];
  double reff;
  int z[2]; /* of the absorber and the scatterer */
} FeffHeader;

static gboolean
starts_with_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (text, word, length) == 0 && g_ascii_isspace (text[length]);
}

/* "Z=29" or "Z= 8" anywhere in @text; 0 if it is not there. */
static int
find_z (const char *text)
{
  const char *mark = strstr (text, "Z=");
  double z;
  const char *rest;

  if (mark == NULL || vit_feff_scan_numbers (mark + 2, &z, 1, &rest) < 1 || !(z >= 1 && z <= 150))
    return 0;
  return (int) z;
}

/* The word before "shell" or "edge" ("K  shell", "L3 shell"), if it is the name of one. */
static void
find_edge (const char *text, char edge[4])
{
  const char *end = strstr (text, "shell"), *start;

  if (end == NULL)
    end = strstr (text, "edge");
  if (end == NULL)
    return;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  for (start = end; start > text && g_ascii_isalnum (start[-1]); start--)
    ;
  if (start == end || end - start > 2 || strchr ("KLMN", *start) == NULL
      || (end - start == 2 && !g_ascii_isdigit (start[1])))
    return;
  g_strlcpy (edge, start, (gsize) (end - start) + 1);
}

/* Potential lines; a title may begin like one, so that later lines win. */
static void
take_header_line (FeffHeader *header, const char *line)
{
  const char *rest;
  double ipot;

  if (starts_with_word (line, "Abs") && find_z (line) > 0)
    {
      header->z_of_potential[0] = find_z (line);
      find_edge (line, header->edge);
    }
  else if (starts_with_word (line, "Pot") && vit_feff_scan_numbers (line + 3, &ipot, 1, &rest) == 1 && ipot >= 1
           && ipot < MAX_POTENTIALS)
    header->z_of_potential[(int) ipot] = find_z (rest);
}

/* Goes to the line "2 12.000 2.5500 2.6325 -5.52780 nleg, deg, reff, rnrmav(bohr), edge". */
static gboolean
read_path_line (VitTextFile *file, FeffHeader *header, GError **error)
{
  char *line;

  while ((line = vit_text_file_next (file)) != NULL)
    {
      double values[5];
      const char *rest;

      line += strspn (line, VIT_LINE_BLANKS "#");
      if (vit_feff_scan_numbers (line, values, 5, &rest) < 3 || !g_str_has_prefix (rest, "nleg"))
        {
          take_header_line (header, line);
          continue;
        }
      if (values[0] != 2)
        return vit_text_file_set_error (file, error, "expected a path of 2 legs (single scattering), found %g",
                                        values[0]);
      if (!(values[2] > 0.5 && values[2] < 100))
        return vit_text_file_set_error (file, error, "expected reff above 0.5 Å, found %g", values[2]);
      header->reff = values[2];
      return TRUE;
    }
  return vit_text_file_set_error (file, error, "expected a line “nleg, deg, reff …”, found the end of the file");
}

static gboolean
is_table_header (const char *line)
{
  return strstr (line, "real[2") != NULL || strstr (line, "mag[feff]") != NULL;
}

/* An atom: "x y z ipot Z label". Only the Z is wanted. */
static gboolean
read_atom (VitTextFile *file, const FeffHeader *header, const char *line, int *z, GError **error)
{
  double values[5];
  const char *rest;
  int n = vit_feff_scan_numbers (line, values, 5, &rest);

  if (n < 4)
    {
      g_autofree char *found = vit_quote_text (line);

      return vit_text_file_set_error (file, error, "expected an atom “x y z ipot Z”, found “%s”", found);
    }
  if (n >= 5 && values[4] >= 1 && values[4] <= 150)
    *z = (int) values[4];
  else if (values[3] >= 0 && values[3] < MAX_POTENTIALS)
    *z = header->z_of_potential[(int) values[3]];
  if (vit_element_by_number (*z) == NULL)
    return vit_text_file_set_error (file, error, "expected the atomic number of an element, found %g",
                                    n >= 5 ? values[4] : 0);
  return TRUE;
}

/* The two atoms, and the line over the table. */
static gboolean
read_atoms (VitTextFile *file, FeffHeader *header, GError **error)
{
  int n = 0;
  char *line;

  while ((line = vit_text_file_next (file)) != NULL)
    {
      line += strspn (line, VIT_LINE_BLANKS "#");
      if (is_table_header (line))
        return n == 2 || vit_text_file_set_error (file, error, "expected 2 atoms before the table, found %d", n);
      if (*line == '\0' || (*line == 'x' && strstr (line, "pot") != NULL))
        continue;
      if (n == 2)
        break;
      if (!read_atom (file, header, line, &header->z[n], error))
        return FALSE;
      n++;
    }
  return vit_text_file_set_error (file, error, "expected the header of the table “k real[2*phc] mag[feff] …”, found %s",
                                  line == NULL ? "the end of the file" : "another line");
}

static gboolean
parse_row (VitTextFile *file, const char *line, double values[N_COLUMNS], GError **error)
{
  const char *rest;
  int n = vit_feff_scan_numbers (line, values, N_COLUMNS, &rest);

  if (*rest != '\0')
    {
      gsize length = strcspn (rest, VIT_LINE_BLANKS ",");
      g_autofree char *word = g_strndup (rest, length);
      g_autofree char *found = vit_quote_text (word);

      return vit_text_file_set_error (file, error, "expected a %s in column %d, found “%s”",
                                      vit_field_is_number (rest, length) ? "finite number" : "number", n + 1, found);
    }
  if (n != N_COLUMNS)
    return vit_text_file_set_error (file, error, "expected %d columns, found %d", N_COLUMNS, n);
  return TRUE;
}

static gboolean
check_row (VitTextFile *file, const GArray *rows, const double values[N_COLUMNS], GError **error)
{
  guint n = rows->len / N_COLUMNS;
  double last = n > 0 ? g_array_index (rows, double, (n - 1) * N_COLUMNS) : -1;

  if (values[0] < 0)
    return vit_text_file_set_error (file, error, "expected k from 0 on, found %g", values[0]);
  if (values[0] <= last)
    return vit_text_file_set_error (file, error, "expected k to rise, found %g after %g", values[0], last);
  if (values[5] <= 0)
    return vit_text_file_set_error (file, error, "expected a mean free path above 0, found %g", values[5]);
  return TRUE;
}

/* Rows of N_COLUMNS values, one after the other. */
static gboolean
read_table (VitTextFile *file, GArray *rows, GError **error)
{
  char *line;

  while ((line = vit_text_file_next (file)) != NULL)
    {
      double values[N_COLUMNS];

      line += strspn (line, VIT_LINE_BLANKS);
      if (*line == '\0')
        continue;
      if (!parse_row (file, line, values, error) || !check_row (file, rows, values, error))
        return FALSE;
      g_array_append_vals (rows, values, N_COLUMNS);
    }
  if (rows->len < MIN_ROWS * N_COLUMNS)
    return vit_text_file_set_error (file, error, "expected at least %d rows, found %u and the end of the file",
                                    MIN_ROWS, rows->len / N_COLUMNS);
  return TRUE;
}

static VitFeffPath *
build_path (const FeffHeader *header, const GArray *rows)
{
  int n = (int) (rows->len / N_COLUMNS);
  VitFeffPath *self = vit_feff_path_new (n);
  double *const columns[N_COLUMNS]
      = { self->k, self->phase_c, self->amplitude, self->phase, self->reduction, self->lambda, self->real_p };

  self->absorber = header->z[0];
  self->scatterer = header->z[1];
  self->reff = header->reff;
  g_strlcpy (self->edge, header->edge, sizeof self->edge);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < N_COLUMNS; j++)
      columns[j][i] = g_array_index (rows, double, i *N_COLUMNS + j);
  return self;
}

VitFeffPath *
vit_feff_path_read (const char *path, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  FeffHeader header = { 0 };

  if (file == NULL || !read_path_line (file, &header, error) || !read_atoms (file, &header, error)
      || !read_table (file, rows, error))
    return NULL;
  return build_path (&header, rows);
}
