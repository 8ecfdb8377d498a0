/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "configuration-file.h"

#include "configuration-file-private.h"
#include "error.h"
#include "extended-xyz.h"
#include "lammps-data.h"
#include "lammps-dump.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *suffixes[3];
  gboolean (*sniff) (const char *text);
  VitConfiguration *(*read) (VitTextFile *file, GError **error);
  void (*write) (const VitConfiguration *configuration, const char *comment, GString *out);
} VitFormatKind;

static const VitFormatKind formats[] = {
  [VIT_FORMAT_EXTENDED_XYZ]
  = { "Extended XYZ", { ".xyz", ".extxyz" }, vit_extended_xyz_sniff, vit_extended_xyz_read, vit_extended_xyz_write },
  [VIT_FORMAT_LAMMPS_DATA]
  = { "LAMMPS data", { ".data", ".lmp" }, vit_lammps_data_sniff, vit_lammps_data_read, vit_lammps_data_write },
  [VIT_FORMAT_LAMMPS_DUMP]
  = { "LAMMPS dump", { ".dump", ".lammpstrj" }, vit_lammps_dump_sniff, vit_lammps_dump_read, vit_lammps_dump_write },
};

/* The formats from the most to the least particular beginning: any file that begins with a number may be XYZ. */
static const VitFileFormat sniff_order[] = { VIT_FORMAT_LAMMPS_DUMP, VIT_FORMAT_LAMMPS_DATA, VIT_FORMAT_EXTENDED_XYZ };

VitConfiguration *
vit_configuration_read (const char *path, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);

  if (file == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (sniff_order); i++)
    if (formats[sniff_order[i]].sniff (vit_text_file_get_text (file)))
      return formats[sniff_order[i]].read (file, error);
  vit_text_file_set_error (file, error,
                           "expected extended XYZ (a number of atoms), LAMMPS data (“100 atoms”) or a LAMMPS dump "
                           "(“ITEM: TIMESTEP”), found “%.40s”",
                           g_strchug (vit_text_file_next (file)));
  return NULL;
}

gboolean
vit_configuration_write (const VitConfiguration *self, const char *path, VitFileFormat format, const char *comment,
                         GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (format < G_N_ELEMENTS (formats), FALSE);
  formats[format].write (self, comment, out);
  return g_file_set_contents_full (path, out->str, (gssize) out->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

const char *
vit_file_format_get_name (VitFileFormat format)
{
  return format < G_N_ELEMENTS (formats) ? formats[format].name : NULL;
}

const char *
vit_file_format_get_ending (VitFileFormat format)
{
  return format < G_N_ELEMENTS (formats) ? formats[format].suffixes[0] : NULL;
}

gboolean
vit_file_format_from_name (const char *path, VitFileFormat *format)
{
  g_autofree char *name = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    for (const char *const *suffix = formats[i].suffixes; *suffix != NULL; suffix++)
      if (g_str_has_suffix (name, *suffix))
        {
          *format = (VitFileFormat) i;
          return TRUE;
        }
  return FALSE;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r\v\f")] == '\0';
}

static gboolean
set_too_few (const VitTextFile *file, gsize expected, gsize found, GError **error)
{
  return vit_text_file_set_error (file, error, "expected %" G_GSIZE_FORMAT " atoms, found %" G_GSIZE_FORMAT, expected,
                                  found);
}

gboolean
vit_atom_lines_skip (VitTextFile *file, gsize n, const char *stop, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *line = vit_text_file_get_mark (file).next;

      if (line == NULL || *line == '\n' || *line == '\r' || (stop != NULL && g_str_has_prefix (line, stop))
          || vit_text_file_skip (file, 1) == 0)
        return set_too_few (file, n, i, error);
    }
  return TRUE;
}

gboolean
vit_atom_list_init (VitAtomList *self, VitTextFile *file, gsize n, const char *stop, gboolean has_ids, GError **error)
{
  VitTextMark first = vit_text_file_get_mark (file);

  /* More lines than bytes there cannot be: a claim beyond ends here, before it takes memory. */
  if (!vit_atom_lines_skip (file, n, stop, error))
    return FALSE;
  vit_text_file_seek (file, &first);

  self->file = file;
  self->line = first.line_number;
  self->stop = stop;
  self->n = n;
  self->atomic_number = g_try_new0 (guint8, n);
  self->position = g_try_malloc_n (n, sizeof *self->position);
  self->id = has_ids ? g_try_new (gint64, n) : NULL;
  if (self->atomic_number == NULL || self->position == NULL || (has_ids && self->id == NULL))
    return vit_text_file_set_error (file, error, "not enough memory for %" G_GSIZE_FORMAT " atoms", n);
  return TRUE;
}

void
vit_atom_list_clear (VitAtomList *self)
{
  g_clear_pointer (&self->atomic_number, g_free);
  g_clear_pointer (&self->position, g_free);
  g_clear_pointer (&self->id, g_free);
}

char *
vit_atom_list_next_line (const VitAtomList *self, VitTextFile *file, gsize i, GError **error)
{
  char *line = vit_text_file_next (file);

  if (line != NULL && !is_blank (line) && (self->stop == NULL || !g_str_has_prefix (line, self->stop)))
    return line;
  set_too_few (file, self->n, i, error);
  return NULL;
}

gboolean
vit_atom_list_set_element (VitAtomList *self, gsize i, const VitElement *element, GError **error)
{
  int e = 0;

  while (e < self->n_elements && self->element[e] != element)
    e++;
  if (e == VIT_MAX_SPECIES)
    return vit_text_file_set_error_at (self->file, self->line + 1 + (int) i, error,
                                       "expected at most %d elements, found one more, %s", VIT_MAX_SPECIES,
                                       element->symbol);
  if (e == self->n_elements)
    self->element[self->n_elements++] = element;
  self->atomic_number[i] = (guint8) element->z;
  return TRUE;
}

gboolean
vit_atom_list_set_symbol (VitAtomList *self, gsize i, const char *symbol, GError **error)
{
  const VitElement *element = NULL;

  /* Nearly always one of those already met: much faster than the whole table. */
  for (int e = 0; e < self->n_elements && element == NULL; e++)
    if (strcmp (self->element[e]->symbol, symbol) == 0)
      element = self->element[e];
  if (element == NULL)
    element = vit_element_by_symbol (symbol, -1);
  if (element == NULL)
    return vit_text_file_set_error_at (self->file, self->line + 1 + (int) i, error,
                                       "expected the symbol of an element, found “%.40s”", symbol);
  return vit_atom_list_set_element (self, i, element, error);
}

gboolean
vit_atom_list_set_position (VitAtomList *self, gsize i, char *const fields[3], GError **error)
{
  for (int a = 0; a < 3; a++)
    if (!vit_parse_double (fields[a], &self->position[i][a]))
      return vit_text_file_set_error_at (self->file, self->line + 1 + (int) i, error,
                                         "expected a finite number as %c, found “%.40s”", "xyz"[a], fields[a]);
  return TRUE;
}

gboolean
vit_atom_list_set_id (VitAtomList *self, gsize i, const char *field, GError **error)
{
  if (!vit_parse_integer (field, &self->id[i]))
    return vit_text_file_set_error_at (self->file, self->line + 1 + (int) i, error,
                                       "expected a whole number as id, found “%.40s”", field);
  return TRUE;
}

typedef struct
{
  gint64 id;
  gsize index;
} IdIndex;

static int
compare_ids (const void *left, const void *right)
{
  const IdIndex *a = left, *b = right;

  if (a->id != b->id)
    return a->id < b->id ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

static gboolean
sort_by_id (VitAtomList *self, GError **error)
{
  g_autofree IdIndex *order = g_new (IdIndex, self->n);
  guint8 *number = g_new (guint8, self->n);
  double (*position)[3] = g_malloc_n (self->n, sizeof *position);
  gboolean success = TRUE;

  for (gsize i = 0; i < self->n; i++)
    order[i] = (IdIndex){ self->id[i], i };
  qsort (order, self->n, sizeof *order, compare_ids);

  for (gsize i = 0; i < self->n && success; i++)
    {
      gsize from = order[i].index;

      number[i] = self->atomic_number[from];
      memcpy (position[i], self->position[from], sizeof *position);
      if (i > 0 && order[i].id == order[i - 1].id)
        success
            = vit_text_file_set_error_at (self->file, self->line + 1 + (int) from, error,
                                          "expected every id once, found %" G_GINT64_FORMAT " again (first on line %d)",
                                          order[i].id, self->line + 1 + (int) order[i - 1].index);
    }

  g_free (self->atomic_number);
  g_free (self->position);
  self->atomic_number = number;
  self->position = position;
  return success;
}

VitConfiguration *
vit_atom_list_finish (VitAtomList *self, const VitCell *cell, const double origin[3], GError **error)
{
  VitConfiguration *configuration;

  if (self->id != NULL && !sort_by_id (self, error))
    return NULL;
  for (gsize i = 0; i < self->n; i++)
    for (int a = 0; a < 3; a++)
      self->position[i][a] -= origin[a];
  configuration
      = vit_configuration_new (cell, self->n, self->atomic_number, (const double (*)[3]) self->position, error);
  if (configuration == NULL)
    g_prefix_error (error, "%s:%d: ", vit_text_file_get_path (self->file), self->line + 1);
  return configuration;
}

gboolean
vit_parse_n_atoms (const VitTextFile *file, const char *text, gsize *n, GError **error)
{
  gint64 number;

  if (!vit_parse_integer (text, &number))
    return vit_text_file_set_error (file, error, "expected a number of atoms, found “%.40s”", text);
  if (number < 1)
    return vit_text_file_set_error (file, error, "expected at least one atom, found %" G_GINT64_FORMAT, number);
  *n = (gsize) number;
  return TRUE;
}

gboolean
vit_cell_init_at (VitCell *cell, const double matrix[3][3], const VitTextFile *file, int line, GError **error)
{
  if (vit_cell_init (cell, matrix, error))
    return TRUE;
  g_prefix_error (error, "%s:%d: ", vit_text_file_get_path (file), line);
  return FALSE;
}

void
vit_append_number (GString *out, const char *format, double value)
{
  char buffer[400]; /* 1.8e308 with its 10 digits after the point fits */

  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

void
vit_append_position (GString *out, const double position[3])
{
  for (int a = 0; a < 3; a++)
    {
      g_string_append_c (out, ' ');
      vit_append_number (out, "%.10f", position[a]);
    }
}

void
vit_append_comment (GString *out, const char *comment)
{
  for (const char *c = comment; *c != '\0'; c++)
    g_string_append_c (out, g_ascii_iscntrl (*c) ? ' ' : *c);
}
