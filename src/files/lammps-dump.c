/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-dump.h"

#include "configuration-file-private.h"

#include <string.h>

typedef enum
{
  SEEN_COUNT = 1 << 0,
  SEEN_BOX = 1 << 1,
  SEEN_ATOMS = 1 << 2,
} Seen;

/* One frame: the atoms follow behind the mark, whose line is that of ITEM: ATOMS. */
typedef struct
{
  Seen seen;
  gsize n_atoms;
  VitLammpsBox box;
  char *columns;
  VitTextMark atoms;
} Frame;

/* Where the fields of an atom line are, counted from 0; -1: there is none. */
typedef struct
{
  int n;
  int element;
  int id;
  int position[3];
  gboolean scaled;
} Columns;

gboolean
vit_lammps_box_get_cell (const VitLammpsBox *self, const VitTextFile *file, VitCell *cell, GError **error)
{
  const double *low = self->low, *high = self->high;
  const double matrix[3][3] = { { high[0] - low[0], 0, 0 },
                                { self->tilt[0], high[1] - low[1], 0 },
                                { self->tilt[1], self->tilt[2], high[2] - low[2] } };

  for (int a = 0; a < 3; a++)
    if (!(matrix[a][a] > 0))
      return vit_text_file_set_error_at (file, self->line[a], error,
                                         "expected %clo below %chi, found no length between", "xyz"[a], "xyz"[a]);
  return vit_cell_init_at (cell, matrix, file, self->line[2], error);
}

gboolean
vit_lammps_box_fit (VitLammpsBox *self, const VitCell *cell, double fit[3][3])
{
  const double (*m)[3] = cell->matrix;
  gboolean fits = m[0][1] == 0 && m[0][2] == 0 && m[1][2] == 0 && m[0][0] > 0 && m[1][1] > 0 && m[2][2] > 0;

  if (fits)
    memcpy (fit, m, sizeof cell->matrix);
  else
    vit_cell_triangular (cell, fit);
  *self = (VitLammpsBox){ .high = { fit[0][0], fit[1][1], fit[2][2] }, .tilt = { fit[1][0], fit[2][0], fit[2][1] } };
  return !fits;
}

void
vit_lammps_box_turn (const VitCell *cell, const double fit[3][3], const double in[3], double out[3])
{
  double f[3];

  vit_cell_to_fractional (cell, in, f);
  for (int j = 0; j < 3; j++)
    out[j] = f[0] * fit[0][j] + f[1] * fit[1][j] + f[2] * fit[2][j];
}

/* How far the bounds of a dump lie outside low and high: the box around a tilted cell. */
static void
bound_shift (const double tilt[3], double low[3], double high[3])
{
  double xy = tilt[0], xz = tilt[1], yz = tilt[2];

  low[0] = MIN (MIN (0, xy), MIN (xz, xy + xz));
  high[0] = MAX (MAX (0, xy), MAX (xz, xy + xz));
  low[1] = MIN (0, yz);
  high[1] = MAX (0, yz);
  low[2] = high[2] = 0;
}

gboolean
vit_lammps_dump_sniff (const char *text)
{
  return g_str_has_prefix (text + strspn (text, " \t\r\n"), "ITEM:");
}

/* The flags behind ITEM: BOX BOUNDS: xy xz yz if the box is tilted, then pp for each periodic direction. */
static gboolean
parse_box_flags (const VitTextFile *file, char *flags, gboolean *tilted, GError **error)
{
  char *fields[8];
  int n = vit_split_fields (flags, fields, G_N_ELEMENTS (fields));

  *tilted = FALSE;
  for (int i = 0; i < MIN (n, (int) G_N_ELEMENTS (fields)); i++)
    if (strcmp (fields[i], "xy") == 0)
      *tilted = TRUE;
    else if (strcmp (fields[i], "abc") == 0)
      return vit_text_file_set_error (file, error,
                                      "expected a box with xy xz yz, found a general triclinic one: "
                                      "write the dump without “triclinic/general yes”");
    else if (strcmp (fields[i], "xz") != 0 && strcmp (fields[i], "yz") != 0 && strcmp (fields[i], "pp") != 0)
      return vit_text_file_set_error (file, error,
                                      "expected the boundaries pp pp pp, found “%.40s”: only fully periodic models are "
                                      "supported",
                                      fields[i]);
  return TRUE;
}

static gboolean
read_box (VitTextFile *file, char *flags, Frame *frame, GError **error)
{
  double low[3], high[3];
  gboolean tilted;

  frame->box = (VitLammpsBox){ 0 };
  if (!parse_box_flags (file, flags, &tilted, error))
    return FALSE;
  for (int a = 0; a < 3; a++)
    {
      char *fields[3], *line = vit_text_file_next (file);
      double numbers[3] = { 0, 0, 0 };
      int wanted = tilted ? 3 : 2;
      int n = line != NULL ? vit_split_fields (line, fields, 3) : 0;

      if (n != wanted)
        return vit_text_file_set_error (file, error, "expected %d numbers for the bounds along %c, found %d", wanted,
                                        "xyz"[a], n);
      for (int i = 0; i < n; i++)
        if (!vit_parse_double (fields[i], &numbers[i]))
          return vit_text_file_set_error (file, error, "expected a finite number as bound, found “%.40s”", fields[i]);
      frame->box.low[a] = numbers[0];
      frame->box.high[a] = numbers[1];
      frame->box.tilt[a] = numbers[2];
      frame->box.line[a] = vit_text_file_get_line_number (file);
    }
  bound_shift (frame->box.tilt, low, high);
  for (int a = 0; a < 3; a++)
    {
      frame->box.low[a] -= low[a];
      frame->box.high[a] -= high[a];
    }
  frame->seen |= SEEN_BOX;
  return TRUE;
}

static gboolean
read_count (VitTextFile *file, Frame *frame, GError **error)
{
  char *line = vit_text_file_next (file);

  if (!vit_parse_n_atoms (file, line != NULL ? g_strstrip (line) : "", &frame->n_atoms, error))
    return FALSE;
  frame->seen |= SEEN_COUNT;
  return TRUE;
}

static gboolean
skip_atoms (VitTextFile *file, char *columns, Frame *frame, GError **error)
{
  if (!(frame->seen & SEEN_COUNT))
    return vit_text_file_set_error (file, error, "expected ITEM: NUMBER OF ATOMS before ITEM: ATOMS, found none");
  if (!(frame->seen & SEEN_BOX))
    return vit_text_file_set_error (file, error, "expected ITEM: BOX BOUNDS before ITEM: ATOMS, found none");
  frame->seen |= SEEN_ATOMS;
  frame->columns = columns;
  frame->atoms = vit_text_file_get_mark (file);
  return vit_atom_lines_skip (file, frame->n_atoms, "ITEM:", error);
}

/* Reads one ITEM: and what follows it. The first item behind the atoms of a frame starts the next. */
static gboolean
read_item (VitTextFile *file, char *line, Frame *frame, GError **error)
{
  char *item = line + strlen ("ITEM:");

  item += strspn (item, " \t");
  if (frame->seen & SEEN_ATOMS)
    frame->seen = 0;
  if (g_str_has_prefix (item, "NUMBER OF ATOMS"))
    return read_count (file, frame, error);
  if (g_str_has_prefix (item, "BOX BOUNDS"))
    return read_box (file, item + strlen ("BOX BOUNDS"), frame, error);
  if (g_str_has_prefix (item, "ATOMS"))
    return skip_atoms (file, item + strlen ("ATOMS"), frame, error);
  /* TIMESTEP, TIME, UNITS: one line each. */
  vit_text_file_skip (file, 1);
  return TRUE;
}

static gboolean
find_last_frame (VitTextFile *file, Frame *frame, GError **error)
{
  char *line;

  while (vit_text_file_skip_blank (file), (line = vit_text_file_next (file)) != NULL)
    {
      line += strspn (line, " \t");
      if (!g_str_has_prefix (line, "ITEM:"))
        return vit_text_file_set_error (file, error, "expected ITEM: or the end of the file, found “%.40s”", line);
      if (!read_item (file, line, frame, error))
        return FALSE;
    }
  if (!(frame->seen & SEEN_ATOMS))
    return vit_text_file_set_error (file, error, "expected ITEM: ATOMS, found the end of the file");
  vit_text_file_seek (file, &frame->atoms);
  return TRUE;
}

static int
find_field (char **fields, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (strcmp (fields[i], name) == 0)
      return i;
  return -1;
}

static gboolean
find_position (char **fields, Columns *columns)
{
  static const struct
  {
    const char *name[3];
    gboolean scaled;
  } kinds[] = {
    { { "x", "y", "z" }, FALSE },
    { { "xu", "yu", "zu" }, FALSE },
    { { "xs", "ys", "zs" }, TRUE },
    { { "xsu", "ysu", "zsu" }, TRUE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gboolean complete = TRUE;

      for (int a = 0; a < 3; a++)
        {
          columns->position[a] = find_field (fields, columns->n, kinds[k].name[a]);
          complete = complete && columns->position[a] >= 0;
        }
      columns->scaled = kinds[k].scaled;
      if (complete)
        return TRUE;
    }
  return FALSE;
}

static gboolean
parse_columns (const VitTextFile *file, char *text, Columns *columns, GError **error)
{
  g_autofree char *found = g_strstrip (g_strdup (text));
  char *fields[VIT_MAX_FIELDS];

  columns->n = vit_split_fields (text, fields, VIT_MAX_FIELDS);
  if (columns->n > VIT_MAX_FIELDS)
    return vit_text_file_set_error (file, error, "expected at most %d columns, found %d", VIT_MAX_FIELDS, columns->n);
  if (!find_position (fields, columns))
    return vit_text_file_set_error (file, error,
                                    "expected columns x y z, xu yu zu, xs ys zs or xsu ysu zsu, found “%.80s”", found);
  columns->id = find_field (fields, columns->n, "id");
  columns->element = find_field (fields, columns->n, "element");
  if (columns->element < 0)
    return vit_text_file_set_error (file, error,
                                    "expected a column element, found “%.80s”: write the dump with the column element "
                                    "and “dump_modify … element” with the symbols of the types",
                                    found);
  return TRUE;
}

static gboolean
read_atoms (VitTextFile *file, const Columns *columns, VitAtomList *atoms, GError **error)
{
  const int *p = columns->position;

  for (gsize i = 0; i < atoms->n; i++)
    {
      char *fields[VIT_MAX_FIELDS];
      char *line = vit_atom_list_next_line (atoms, file, i, error);
      int n;

      if (line == NULL)
        return FALSE;
      n = vit_split_fields (line, fields, VIT_MAX_FIELDS);
      if (n != columns->n)
        return vit_text_file_set_error (file, error, "expected %d columns, found %d", columns->n, n);
      if (!vit_atom_list_set_symbol (atoms, i, fields[columns->element], error)
          || !vit_atom_list_set_position (atoms, i, (char *[]){ fields[p[0]], fields[p[1]], fields[p[2]] }, error)
          || (columns->id >= 0 && !vit_atom_list_set_id (atoms, i, fields[columns->id], error)))
        return FALSE;
    }
  return TRUE;
}

VitConfiguration *
vit_lammps_dump_read (VitTextFile *file, GError **error)
{
  static const double zero[3];
  g_auto (VitAtomList) atoms = { 0 };
  Frame frame = { 0 };
  Columns columns = { 0 };
  VitCell cell;

  if (!find_last_frame (file, &frame, error) || !parse_columns (file, frame.columns, &columns, error)
      || !vit_lammps_box_get_cell (&frame.box, file, &cell, error)
      || !vit_atom_list_init (&atoms, file, frame.n_atoms, "ITEM:", columns.id >= 0, error)
      || !read_atoms (file, &columns, &atoms, error))
    return NULL;
  for (gsize i = 0; i < atoms.n && columns.scaled; i++)
    vit_cell_to_cartesian (&cell, atoms.position[i], atoms.position[i]);
  return vit_atom_list_finish (&atoms, &cell, columns.scaled ? zero : frame.box.low, error);
}

static void
append_box (GString *out, const VitLammpsBox *box)
{
  static const double orthogonal[3];
  double low[3], high[3];
  gboolean tilted = memcmp (box->tilt, orthogonal, sizeof orthogonal) != 0;

  bound_shift (box->tilt, low, high);
  g_string_append (out, tilted ? "ITEM: BOX BOUNDS xy xz yz pp pp pp\n" : "ITEM: BOX BOUNDS pp pp pp\n");
  for (int a = 0; a < 3; a++)
    {
      vit_append_number (out, "%.15g", box->low[a] + low[a]);
      g_string_append_c (out, ' ');
      vit_append_number (out, "%.15g", box->high[a] + high[a]);
      if (tilted)
        {
          g_string_append_c (out, ' ');
          vit_append_number (out, "%.15g", box->tilt[a]);
        }
      g_string_append_c (out, '\n');
    }
}

void
vit_lammps_dump_write (const VitConfiguration *configuration, const char *comment, GString *out)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);
  VitLammpsBox box;
  double fit[3][3], x[3];
  gboolean turned = vit_lammps_box_fit (&box, cell, fit);

  g_string_append_printf (out, "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n%" G_GSIZE_FORMAT "\n", n);
  append_box (out, &box);
  g_string_append (out, "ITEM: ATOMS id type element x y z\n");
  for (gsize i = 0; i < n; i++)
    {
      memcpy (x, position[i], sizeof x);
      if (turned)
        vit_lammps_box_turn (cell, (const double (*)[3]) fit, x, x);
      g_string_append_printf (out, "%" G_GSIZE_FORMAT " %d %s", i + 1, species[i] + 1,
                              vit_configuration_get_element (configuration, species[i])->symbol);
      vit_append_position (out, x);
      g_string_append_c (out, '\n');
    }
}
