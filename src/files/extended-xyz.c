/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extended-xyz.h"

#include "configuration-file-private.h"

#include <string.h>

/* One frame: the atoms follow behind the mark, whose line is that of the comment. */
typedef struct
{
  gsize n_atoms;
  char *comment;
  VitTextMark atoms;
} Frame;

/* What the comment line says. Columns are counted from 0. */
typedef struct
{
  gboolean has_lattice;
  double lattice[3][3];
  double origin[3];
  int species;
  int position;
  int n_columns; /* 0: as many as the first atom has */
} Header;

gboolean
vit_extended_xyz_sniff (const char *text)
{
  const char *first = text + strspn (text, " \t\r\n");
  const char *second = strchr (first, '\n');
  const char *end;

  if (g_ascii_isdigit (*first) || *first == '-' || *first == '+')
    return TRUE;
  if (second == NULL)
    return FALSE;
  end = strchr (second + 1, '\n');
  if (end == NULL)
    end = second + strlen (second);
  return g_strstr_len (second, end - second, "Lattice=") != NULL
         || g_strstr_len (second, end - second, "Properties=") != NULL;
}

static gboolean
find_last_frame (VitTextFile *file, Frame *frame, GError **error)
{
  for (gboolean first = TRUE;; first = FALSE)
    {
      char *line;
      gint64 number;

      vit_text_file_skip_blank (file);
      line = vit_text_file_next (file);
      if (line == NULL && !first)
        break;
      line = line != NULL ? g_strstrip (line) : "";
      if (!first && !vit_parse_integer (line, &number))
        return vit_text_file_set_error (
            file, error,
            "expected the end of the file or another frame after the last of %" G_GSIZE_FORMAT " atoms, found “%.40s”",
            frame->n_atoms, line);
      if (!vit_parse_n_atoms (file, line, &frame->n_atoms, error))
        return FALSE;
      frame->comment = vit_text_file_next (file);
      if (frame->comment == NULL)
        return vit_text_file_set_error (file, error,
                                        "expected a comment line with Lattice=\"…\", found the end of the file");
      frame->atoms = vit_text_file_get_mark (file);
      if (!vit_atom_lines_skip (file, frame->n_atoms, NULL, error))
        return FALSE;
    }
  vit_text_file_seek (file, &frame->atoms);
  return TRUE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

/* Takes "…" or '…' off the cursor, undoing the backslashes in place. */
static char *
take_quoted (char **cursor)
{
  char quote = **cursor, *start = *cursor + 1, *in = start, *out = start;

  while (*in != '\0' && *in != quote)
    {
      if (*in == '\\' && in[1] != '\0')
        in++;
      *out++ = *in++;
    }
  *cursor = *in != '\0' ? in + 1 : in;
  *out = '\0';
  return start;
}

/* Takes a word, or everything within {…} or […]. */
static char *
take_word (char **cursor)
{
  char *start = *cursor, *c = start;
  int depth = 0;

  for (; *c != '\0' && (depth > 0 || !is_space (*c)); c++)
    if (*c == '[' || *c == '{')
      depth++;
    else if (*c == ']' || *c == '}')
      depth--;
  *cursor = *c != '\0' ? c + 1 : c;
  *c = '\0';
  return start;
}

/* The next key=value of a comment line; a key alone has the value "". */
static gboolean
next_pair (char **cursor, char **key, char **value)
{
  char *c = *cursor, *key_end;

  while (is_space (*c))
    c++;
  if (*c == '\0')
    return FALSE;
  *key = c;
  while (*c != '\0' && *c != '=' && !is_space (*c))
    c++;
  key_end = c;
  while (is_space (*c))
    c++;
  if (*c == '=')
    {
      do
        c++;
      while (is_space (*c));
      *value = *c == '"' || *c == '\'' ? take_quoted (&c) : take_word (&c);
      *key_end = '\0';
    }
  else
    {
      *key_end = '\0';
      *value = key_end;
    }
  *cursor = c;
  return TRUE;
}

static gboolean
parse_numbers (const VitTextFile *file, const char *key, char *value, double *numbers, int n, GError **error)
{
  char *fields[9];
  int found;

  g_strdelimit (value, "[]{}", ' ');
  found = vit_split_fields (value, fields, 9);
  if (found != n)
    return vit_text_file_set_error (file, error, "expected %d numbers in %s, found %d", n, key, found);
  for (int i = 0; i < n; i++)
    if (!vit_parse_double (fields[i], &numbers[i]))
      return vit_text_file_set_error (file, error, "expected a finite number in %s, found “%.40s”", key, fields[i]);
  return TRUE;
}

static gboolean
check_periodic (const VitTextFile *file, char *value, GError **error)
{
  char *fields[3];
  int n;

  g_strdelimit (value, "[]{}", ' ');
  n = vit_split_fields (value, fields, 3);
  if (n != 1 && n != 3)
    return vit_text_file_set_error (file, error, "expected pbc=\"T T T\", found %d values", n);
  for (int i = 0; i < n; i++)
    if (g_ascii_strcasecmp (fields[i], "F") == 0 || g_ascii_strcasecmp (fields[i], "false") == 0
        || strcmp (fields[i], "0") == 0)
      return vit_text_file_set_error (
          file, error, "expected pbc=\"T T T\", found “%s”: only fully periodic models are supported", fields[i]);
    else if (g_ascii_strcasecmp (fields[i], "T") != 0 && g_ascii_strcasecmp (fields[i], "true") != 0
             && strcmp (fields[i], "1") != 0)
      return vit_text_file_set_error (file, error, "expected T in pbc, found “%.40s”", fields[i]);
  return TRUE;
}

/* Properties=species:S:1:pos:R:3:… : triples of a name, a type, and a number of columns. */
static gboolean
parse_properties (const VitTextFile *file, Header *header, const char *value, GError **error)
{
  g_auto (GStrv) part = g_strsplit (value, ":", 0);
  guint n_parts = g_strv_length (part);
  gint64 n = 0;

  header->species = header->position = -1;
  if (n_parts % 3 != 0)
    return vit_text_file_set_error (file, error, "expected Properties=name:type:columns:…, found “%.60s”", value);
  for (guint i = 0; i < n_parts; i += 3)
    {
      gint64 columns;

      if (!vit_parse_integer (part[i + 2], &columns) || columns < 1 || columns > VIT_MAX_FIELDS)
        return vit_text_file_set_error (file, error,
                                        "expected a number of columns from 1 to %d in Properties, found “%.40s”",
                                        VIT_MAX_FIELDS, part[i + 2]);
      if (strcmp (part[i], "species") == 0 && strcmp (part[i + 1], "S") == 0 && columns == 1)
        header->species = (int) n;
      else if (strcmp (part[i], "pos") == 0 && strcmp (part[i + 1], "R") == 0 && columns == 3)
        header->position = (int) n;
      n += columns;
      if (n > VIT_MAX_FIELDS)
        return vit_text_file_set_error (file, error, "expected at most %d columns in Properties, found more",
                                        VIT_MAX_FIELDS);
    }
  if (header->species < 0 || header->position < 0)
    return vit_text_file_set_error (file, error, "expected species:S:1 and pos:R:3 in Properties, found “%.60s”",
                                    value);
  header->n_columns = (int) n;
  return TRUE;
}

static gboolean
parse_comment (const VitTextFile *file, char *comment, Header *header, GError **error)
{
  char *key, *value;
  gboolean valid = TRUE;

  while (valid && next_pair (&comment, &key, &value))
    if (g_ascii_strcasecmp (key, "Lattice") == 0)
      valid = header->has_lattice = parse_numbers (file, "Lattice", value, &header->lattice[0][0], 9, error);
    else if (g_ascii_strcasecmp (key, "Origin") == 0)
      valid = parse_numbers (file, "Origin", value, header->origin, 3, error);
    else if (g_ascii_strcasecmp (key, "pbc") == 0)
      valid = check_periodic (file, value, error);
    else if (g_ascii_strcasecmp (key, "Properties") == 0)
      valid = parse_properties (file, header, value, error);
  if (valid && !header->has_lattice)
    return vit_text_file_set_error (file, error,
                                    "expected Lattice=\"ax ay az bx by bz cx cy cz\" in the comment line, found none: "
                                    "only periodic models are supported");
  return valid;
}

static gboolean
read_atoms (VitTextFile *file, const Header *header, VitAtomList *atoms, GError **error)
{
  int n_columns = header->n_columns;

  for (gsize i = 0; i < atoms->n; i++)
    {
      char *fields[VIT_MAX_FIELDS];
      char *line = vit_atom_list_next_line (atoms, file, i, error);
      int n;

      if (line == NULL)
        return FALSE;
      n = vit_split_fields (line, fields, VIT_MAX_FIELDS);
      if (n_columns == 0)
        n_columns = MAX (n, 4);
      if (n != n_columns)
        return vit_text_file_set_error (file, error, "expected %d columns, found %d", n_columns, n);
      if (!vit_atom_list_set_symbol (atoms, i, fields[header->species], error)
          || !vit_atom_list_set_position (atoms, i, &fields[header->position], error))
        return FALSE;
    }
  return TRUE;
}

VitConfiguration *
vit_extended_xyz_read (VitTextFile *file, GError **error)
{
  g_auto (VitAtomList) atoms = { 0 };
  Frame frame;
  Header header = { .species = 0, .position = 1 };
  VitCell cell;

  if (!find_last_frame (file, &frame, error) || !parse_comment (file, frame.comment, &header, error)
      || !vit_cell_init_at (&cell, (const double (*)[3]) header.lattice, file, frame.atoms.line_number, error)
      || !vit_atom_list_init (&atoms, file, frame.n_atoms, NULL, FALSE, error)
      || !read_atoms (file, &header, &atoms, error))
    return NULL;
  return vit_atom_list_finish (&atoms, &cell, header.origin, error);
}

static void
append_quoted (GString *out, const char *key, const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  vit_append_comment (line, text);
  g_string_append_printf (out, " %s=\"", key);
  for (const char *c = line->str; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

void
vit_extended_xyz_write (const VitConfiguration *configuration, const char *comment, GString *out)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);

  g_string_append_printf (out, "%" G_GSIZE_FORMAT "\nLattice=\"", n);
  for (int i = 0; i < 9; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      vit_append_number (out, "%.15g", cell->matrix[i / 3][i % 3]);
    }
  g_string_append (out, "\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"");
  if (comment != NULL)
    append_quoted (out, "comment", comment);
  g_string_append_c (out, '\n');
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (out, vit_configuration_get_element (configuration, species[i])->symbol);
      vit_append_position (out, position[i]);
      g_string_append_c (out, '\n');
    }
}
