/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-data.h"

#include "configuration-file-private.h"
#include "lammps-dump.h"

#include <string.h>

/* How many lines from the top a file is looked at to find its format. */
#define SNIFF_LINES 60

/* Far more than anybody has, few enough to take memory for before they are seen. */
#define MAX_TYPES 10000

/* The columns of an atom line, counted from 0: id, then these, then three image flags or none. */
typedef struct
{
  const char *name;
  int type;
  int x;
} AtomStyle;

static const AtomStyle styles[] = {
  { "atomic", 1, 2 }, { "charge", 1, 3 }, { "molecular", 2, 3 }, { "bond", 2, 3 }, { "angle", 2, 3 }, { "full", 2, 4 },
};

/* What is known of an atom type. */
typedef struct
{
  const VitElement *commented; /* the element named behind the mass */
  const VitElement *labelled;  /* the element that the label is */
  const char *mass_text;
  double mass;
  int mass_line; /* 0: it has no mass */
} AtomType;

typedef struct
{
  VitTextFile *file;
  VitLammpsBox box;
  gsize n_atoms;
  int n_types;
  AtomType *types;    /* shape (n_types) */
  GHashTable *labels; /* label to number of the type, counted from 1 */
  VitAtomList atoms;
  int *type_of; /* type of each atom, counted from 0, in the order of the file */
} Reader;

/* Ends the line at its comment, takes white space off its ends. Returns: (nullable): the comment. */
static char *
strip_comment (char **line)
{
  char *hash = strchr (*line, '#');

  if (hash != NULL)
    *hash = '\0';
  *line = g_strstrip (*line);
  return hash != NULL ? g_strstrip (hash + 1) : NULL;
}

static gboolean
ends_with (char **fields, int n, const char *a, const char *b)
{
  return n > 2 && strcmp (fields[n - 2], a) == 0 && strcmp (fields[n - 1], b) == 0;
}

gboolean
vit_lammps_data_sniff (const char *text)
{
  for (int i = 0; i < SNIFF_LINES && text != NULL; i++)
    {
      const char *end = strchr (text, '\n');
      g_autofree char *copy
          = g_strndup (text, end != NULL ? MIN ((gsize) (end - text), 200) : MIN (strlen (text), 200));
      char *line = copy, *fields[4];
      double number;
      int n;

      strip_comment (&line);
      if (strcmp (line, "Masses") == 0 || strcmp (line, "Atoms") == 0)
        return TRUE;
      n = vit_split_fields (line, fields, 4);
      if ((n == 2 && strcmp (fields[1], "atoms") == 0 && vit_parse_double (fields[0], &number))
          || (n == 4 && ends_with (fields, n, "xlo", "xhi")))
        return TRUE;
      text = end != NULL ? end + 1 : NULL;
    }
  return FALSE;
}

static void
reader_clear (Reader *self)
{
  g_free (self->types);
  g_hash_table_unref (self->labels);
  vit_atom_list_clear (&self->atoms);
  g_free (self->type_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
parse_header_numbers (Reader *self, char **fields, double *numbers, int n, GError **error)
{
  for (int i = 0; i < n; i++)
    if (!vit_parse_double (fields[i], &numbers[i]))
      return vit_text_file_set_error (self->file, error, "expected a finite number, found “%.40s”", fields[i]);
  return TRUE;
}

static gboolean
parse_n_types (Reader *self, const char *field, GError **error)
{
  gint64 number;

  if (self->types != NULL)
    return vit_text_file_set_error (self->file, error, "expected the number of atom types once, found it again");
  if (!vit_parse_integer (field, &number) || number < 1 || number > MAX_TYPES)
    return vit_text_file_set_error (self->file, error, "expected a number of atom types from 1 to %d, found “%.40s”",
                                    MAX_TYPES, field);
  self->n_types = (int) number;
  self->types = g_new0 (AtomType, number);
  return TRUE;
}

/* One line before the first section. What it does not know (“20 bonds”) does not matter here. */
static gboolean
parse_header_line (Reader *self, char *line, GError **error)
{
  char *fields[6];
  int n;

  if (!g_ascii_isdigit (*line) && strchr ("+-.", *line) == NULL)
    return vit_text_file_set_error (self->file, error, "expected a header line or a section, found “%.40s”", line);
  n = vit_split_fields (line, fields, 6);
  if (n == 2 && strcmp (fields[1], "atoms") == 0)
    return vit_parse_n_atoms (self->file, fields[0], &self->n_atoms, error);
  if (n == 3 && ends_with (fields, n, "atom", "types"))
    return parse_n_types (self, fields[0], error);
  if (n == 6 && strcmp (fields[3], "xy") == 0)
    return parse_header_numbers (self, fields, self->box.tilt, 3, error);
  for (int a = 0; a < 3; a++)
    {
      const char low[] = { "xyz"[a], 'l', 'o', '\0' }, high[] = { "xyz"[a], 'h', 'i', '\0' };
      double bounds[2];

      if (n != 4 || !ends_with (fields, n, low, high))
        continue;
      if (!parse_header_numbers (self, fields, bounds, 2, error))
        return FALSE;
      self->box.low[a] = bounds[0];
      self->box.high[a] = bounds[1];
      self->box.line[a] = vit_text_file_get_line_number (self->file);
    }
  return TRUE;
}

/* The number of a type counted from 0, from its number in the file or its label. */
static gboolean
parse_type (Reader *self, const char *field, int *type, GError **error)
{
  gint64 number;

  if (!vit_parse_integer (field, &number))
    number = GPOINTER_TO_INT (g_hash_table_lookup (self->labels, field));
  if (number < 1 || number > self->n_types)
    return vit_text_file_set_error (self->file, error, "expected an atom type from 1 to %d, found “%.40s”",
                                    self->n_types, field);
  *type = (int) number - 1;
  return TRUE;
}

static gboolean
parse_mass (Reader *self, char **fields, const char *comment, GError **error)
{
  AtomType *type;
  int number = 0;

  if (!parse_type (self, fields[0], &number, error))
    return FALSE;
  type = &self->types[number];
  if (!vit_parse_double (fields[1], &type->mass) || type->mass <= 0)
    return vit_text_file_set_error (self->file, error, "expected a mass above 0, found “%.40s”", fields[1]);
  type->mass_text = fields[1];
  type->mass_line = vit_text_file_get_line_number (self->file);
  if (comment != NULL)
    type->commented = vit_element_by_symbol (comment, (gssize) strcspn (comment, " \t,;:"));
  return TRUE;
}

static gboolean
parse_label (Reader *self, char **fields, const char *comment, GError **error)
{
  int number = 0;

  if (!parse_type (self, fields[0], &number, error))
    return FALSE;
  g_hash_table_insert (self->labels, fields[1], GINT_TO_POINTER (number + 1));
  self->types[number].labelled = vit_element_by_symbol (fields[1], -1);
  return TRUE;
}

/* A section with one line of two fields for each type. */
static gboolean
read_type_section (Reader *self, const char *section,
                   gboolean (*parse) (Reader *, char **fields, const char *comment, GError **), GError **error)
{
  if (self->types == NULL)
    return vit_text_file_set_error (self->file, error, "expected a line “N atom types” before %s, found none", section);
  vit_text_file_skip_blank (self->file);
  for (int t = 0; t < self->n_types; t++)
    {
      char *line = vit_text_file_next (self->file), *fields[2], *comment;
      int n;

      comment = line != NULL ? strip_comment (&line) : NULL;
      n = line != NULL ? vit_split_fields (line, fields, 2) : 0;
      if (n == 0)
        return vit_text_file_set_error (self->file, error, "expected %d lines in %s, found %d", self->n_types, section,
                                        t);
      if (n != 2)
        return vit_text_file_set_error (self->file, error, "expected 2 columns in %s, found %d", section, n);
      if (!parse (self, fields, comment, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_style (const Reader *self, const char *hint, const AtomStyle **style, GError **error)
{
  *style = NULL;
  if (hint == NULL || *hint == '\0')
    return TRUE;
  for (gsize s = 0; s < G_N_ELEMENTS (styles); s++)
    if (strcmp (hint, styles[s].name) == 0)
      *style = &styles[s];
  return *style != NULL
         || vit_text_file_set_error (self->file, error,
                                     "expected atom style atomic, charge, molecular or full, found “%.40s”", hint);
}

/* Without a hint the number of columns decides between atomic and charge, the first two. */
static gboolean
fit_style (const Reader *self, const AtomStyle **style, int n_columns, GError **error)
{
  for (const AtomStyle *s = styles; s < styles + 2 && *style == NULL; s++)
    if (n_columns == s->x + 3 || n_columns == s->x + 6)
      *style = s;
  if (*style == NULL)
    return vit_text_file_set_error (self->file, error,
                                    "expected 5 or 8 columns (atomic) or 6 or 9 (charge), found %d: name another atom "
                                    "style behind Atoms, as in “Atoms # full”",
                                    n_columns);
  if (n_columns != (*style)->x + 3 && n_columns != (*style)->x + 6)
    return vit_text_file_set_error (self->file, error, "expected %d or %d columns of atom style %s, found %d",
                                    (*style)->x + 3, (*style)->x + 6, (*style)->name, n_columns);
  return TRUE;
}

static gboolean
read_atom_lines (Reader *self, const AtomStyle *style, GError **error)
{
  int n_columns = 0;

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      char *fields[10], *line = vit_atom_list_next_line (&self->atoms, self->file, i, error);
      int n;

      if (line == NULL)
        return FALSE;
      strip_comment (&line);
      n = vit_split_fields (line, fields, G_N_ELEMENTS (fields));
      if (i == 0)
        {
          if (!fit_style (self, &style, n, error))
            return FALSE;
          n_columns = n;
        }
      if (n != n_columns)
        return vit_text_file_set_error (self->file, error, "expected %d columns, found %d", n_columns, n);
      if (!vit_atom_list_set_id (&self->atoms, i, fields[0], error)
          || !parse_type (self, fields[style->type], &self->type_of[i], error)
          || !vit_atom_list_set_position (&self->atoms, i, &fields[style->x], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_atoms (Reader *self, const char *hint, GError **error)
{
  const AtomStyle *style;

  if (self->type_of != NULL)
    return vit_text_file_set_error (self->file, error, "expected one section Atoms, found a second");
  if (self->n_atoms == 0)
    return vit_text_file_set_error (self->file, error, "expected a line “N atoms” before Atoms, found none");
  if (self->types == NULL)
    return vit_text_file_set_error (self->file, error, "expected a line “N atom types” before Atoms, found none");
  for (int a = 0; a < 3; a++)
    if (self->box.line[a] == 0)
      return vit_text_file_set_error (self->file, error, "expected a line “… %clo %chi” before Atoms, found none",
                                      "xyz"[a], "xyz"[a]);
  if (!find_style (self, hint, &style, error))
    return FALSE;
  vit_text_file_skip_blank (self->file);
  if (!vit_atom_list_init (&self->atoms, self->file, self->n_atoms, NULL, TRUE, error))
    return FALSE;
  self->type_of = g_new (int, self->n_atoms);
  return read_atom_lines (self, style, error);
}

/* Behind the last line of a section that is read stands another section or nothing. */
static gboolean
check_section_end (Reader *self, const char *section, GError **error)
{
  const char *next;

  vit_text_file_skip_blank (self->file);
  next = vit_text_file_get_mark (self->file).next;
  next = next != NULL ? next + strspn (next, " \t") : "";
  if (*next == '\0' || *next == '#' || g_ascii_isupper (*next))
    return TRUE;
  return vit_text_file_set_error (self->file, error,
                                  "expected a section or the end of the file behind %s, found “%.40s”", section,
                                  g_strstrip (vit_text_file_next (self->file)));
}

/* Reads the section that @line names if it is one of the three that matter. */
static gboolean
read_section (Reader *self, const char *line, const char *comment, GError **error)
{
  if (strcmp (line, "Masses") == 0)
    return read_type_section (self, "Masses", parse_mass, error) && check_section_end (self, "Masses", error);
  if (strcmp (line, "Atom Type Labels") == 0)
    return read_type_section (self, "Atom Type Labels", parse_label, error)
           && check_section_end (self, "Atom Type Labels", error);
  if (strcmp (line, "Atoms") == 0)
    return read_atoms (self, comment, error) && check_section_end (self, "Atoms", error);
  return TRUE;
}

static gboolean
read_sections (Reader *self, GError **error)
{
  gboolean in_header = TRUE;
  char *line;

  vit_text_file_next (self->file); /* the title */
  while ((line = vit_text_file_next (self->file)) != NULL)
    {
      char *comment = strip_comment (&line);

      if (g_ascii_isupper (*line))
        {
          in_header = FALSE;
          if (!read_section (self, line, comment, error))
            return FALSE;
        }
      else if (in_header && *line != '\0' && !parse_header_line (self, line, error))
        return FALSE;
    }
  if (self->type_of == NULL)
    return vit_text_file_set_error (self->file, error, "expected a section Atoms, found the end of the file");
  return TRUE;
}

static const VitElement *
find_element (const Reader *self, int number, gsize atom, GError **error)
{
  const AtomType *type = &self->types[number];
  const VitElement *element = type->commented != NULL ? type->commented : type->labelled;

  if (element == NULL && type->mass_line > 0)
    element = vit_element_by_mass (type->mass);
  if (element == NULL && type->mass_line > 0)
    vit_text_file_set_error_at (self->file, type->mass_line, error,
                                "expected the mass of an element, found %.40s: add the symbol, as in “%d %.40s # Cu”",
                                type->mass_text, number + 1, type->mass_text);
  else if (element == NULL)
    vit_text_file_set_error_at (self->file, self->atoms.line + 1 + (int) atom, error,
                                "expected an element for atom type %d, found neither its mass nor its label: add it to "
                                "a section Masses, as in “%d 63.546 # Cu”",
                                number + 1, number + 1);
  return element;
}

static gboolean
set_elements (Reader *self, GError **error)
{
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      const VitElement *element = find_element (self, self->type_of[i], i, error);

      if (element == NULL || !vit_atom_list_set_element (&self->atoms, i, element, error))
        return FALSE;
    }
  return TRUE;
}

VitConfiguration *
vit_lammps_data_read (VitTextFile *file, GError **error)
{
  g_auto (Reader) self = { .file = file, .labels = g_hash_table_new (g_str_hash, g_str_equal) };
  VitCell cell;

  if (!read_sections (&self, error) || !vit_lammps_box_get_cell (&self.box, file, &cell, error)
      || !set_elements (&self, error))
    return NULL;
  return vit_atom_list_finish (&self.atoms, &cell, self.box.low, error);
}

static void
append_header (GString *out, const VitConfiguration *configuration, const VitLammpsBox *box, const char *comment)
{
  g_string_append (out, "# ");
  vit_append_comment (out, comment != NULL ? comment : "written by Vitrum");
  g_string_append_printf (out, "\n\n%" G_GSIZE_FORMAT " atoms\n%d atom types\n\n",
                          vit_configuration_get_n_atoms (configuration),
                          vit_configuration_get_n_species (configuration));
  for (int a = 0; a < 3; a++)
    {
      vit_append_number (out, "%.15g", box->low[a]);
      g_string_append_c (out, ' ');
      vit_append_number (out, "%.15g", box->high[a]);
      g_string_append_printf (out, " %clo %chi\n", "xyz"[a], "xyz"[a]);
    }
  if (box->tilt[0] != 0 || box->tilt[1] != 0 || box->tilt[2] != 0)
    {
      for (int a = 0; a < 3; a++)
        {
          vit_append_number (out, "%.15g", box->tilt[a]);
          g_string_append_c (out, ' ');
        }
      g_string_append (out, "xy xz yz\n");
    }
  g_string_append (out, "\nMasses\n\n");
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    {
      const VitElement *element = vit_configuration_get_element (configuration, s);

      g_string_append_printf (out, "%d ", s + 1);
      vit_append_number (out, "%.10g", element->mass);
      g_string_append_printf (out, " # %s\n", element->symbol);
    }
}

void
vit_lammps_data_write (const VitConfiguration *configuration, const char *comment, GString *out)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const guint8 *species = vit_configuration_get_species (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);
  VitLammpsBox box;
  double fit[3][3], x[3];
  gboolean turned = vit_lammps_box_fit (&box, cell, fit);

  append_header (out, configuration, &box, comment);
  g_string_append (out, "\nAtoms # atomic\n\n");
  for (gsize i = 0; i < n; i++)
    {
      memcpy (x, position[i], sizeof x);
      if (turned)
        vit_lammps_box_turn (cell, (const double (*)[3]) fit, x, x);
      g_string_append_printf (out, "%" G_GSIZE_FORMAT " %d", i + 1, species[i] + 1);
      vit_append_position (out, x);
      g_string_append_c (out, '\n');
    }
}
