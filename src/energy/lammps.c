/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps.h"

#include "error.h"
#include "lammps-process.h"

#include <string.h>

struct _VitLammps
{
  double timeout;
  double edge[3][3]; /* of the cell, lower triangular, as LAMMPS wants it, Å */
  gsize n_atoms;
  char *box; /* commands before there are atoms, each ended by NUL */
  gsize box_size;
  char *potential; /* and those behind */
  gsize potential_size;
  gint32 *type;   /* of each atom, then @x: one message */
  double (*x)[3]; /* Å */
  double energy;
  gboolean known;            /* the energy is that of @x */
  VitLammpsProcess *process; /* NULL: it has failed, or was not started yet */
  int failures;              /* in a row */
  GError *last;
};

char **
vit_lammps_split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

static void G_GNUC_PRINTF (2, 3) add_command (GString *commands, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (commands, format, arguments);
  va_end (arguments);
  g_string_append_c (commands, '\0');
}

/* Locales with a decimal comma must not be asked. */
static void
add_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, " %s", g_ascii_dtostr (buffer, sizeof buffer, value));
}

static void
add_box (GString *commands, const double edge[3][3], gboolean orthogonal, int n_types)
{
  g_autoptr (GString) sizes = g_string_new (orthogonal ? "block" : "prism");

  for (int a = 0; a < 3; a++)
    {
      g_string_append (sizes, " 0");
      add_number (sizes, edge[a][a]);
    }
  for (int k = 0; k < 3 && !orthogonal; k++)
    add_number (sizes, k == 0 ? edge[1][0] : edge[2][k - 1]);
  add_command (commands, "region vitrum %s units box", sizes->str);
  add_command (commands, "create_box %d vitrum", n_types);
}

static void
add_mass (GString *commands, int type, double mass)
{
  g_autoptr (GString) number = g_string_new (NULL);

  add_number (number, mass);
  add_command (commands, "mass %d%s", type, number->str);
}

/* The symbols that end "* * file Cu Zr", as potentials of many elements have them. Returns: %NULL if there are none. */
static char **
find_symbols (const char *const *pair_coeff)
{
  for (; pair_coeff != NULL && *pair_coeff != NULL; pair_coeff++)
    {
      g_auto (GStrv) words = vit_lammps_split (*pair_coeff);
      guint n = g_strv_length (words), first = n;

      if (n < 2 || !g_str_equal (words[0], "*") || !g_str_equal (words[1], "*"))
        continue;
      while (first > 2 && vit_element_by_symbol (words[first - 1], -1) != NULL)
        first--;
      /* The word NULL is a type that this potential is not for: which one is not said. */
      if (first < n && !g_str_equal (words[first - 1], "NULL"))
        return g_strdupv (words + first);
    }
  return NULL;
}

/* The elements of the atom types. Returns: how many, or 0 for an error. */
static int
find_types (const VitLammpsSetup *setup, int n_species, const VitElement *const *species, const VitElement **types,
            int max, GError **error)
{
  g_auto (GStrv) symbols
      = setup->elements != NULL ? g_strdupv ((char **) setup->elements) : find_symbols (setup->pair_coeff);
  int n = 0;

  for (; symbols == NULL ? n < n_species : symbols[n] != NULL; n++)
    {
      if (n == max)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected at most %d elements", max);
          return 0;
        }
      types[n] = symbols == NULL ? species[n] : vit_element_by_symbol (symbols[n], -1);
      if (types[n] == NULL)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "elements: expected the symbol of an element, found \"%s\"",
                       symbols[n]);
          return 0;
        }
    }
  if (n == 0)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "elements: expected the symbols of the atom types, found none");
  return n;
}

/* The atom type, from 1, of each species. */
static gboolean
match_types (int n_types, const VitElement *const *types, int n_species, const VitElement *const *species, gint32 *type,
             GError **error)
{
  for (int s = 0; s < n_species; s++)
    {
      type[s] = 0;
      for (int t = 0; t < n_types && type[s] == 0; t++)
        if (types[t]->z == species[s]->z)
          type[s] = t + 1;
      if (type[s] == 0)
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "the sample has %s, which is none of the potential's atom types (elements)", species[s]->symbol);
          return FALSE;
        }
    }
  return TRUE;
}

/* A command of LAMMPS is one line. */
static gboolean
check_text (const char *name, const char *text, GError **error)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && *c != '\t')
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected one line", name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
write_potential (VitLammps *self, const VitLammpsSetup *setup, GError **error)
{
  g_autoptr (GString) commands = g_string_new (NULL);

  if (!check_text ("pair-style", setup->pair_style, error))
    return FALSE;
  add_command (commands, "pair_style %s", setup->pair_style);
  for (const char *const *text = setup->pair_coeff; text != NULL && *text != NULL; text++)
    {
      if (!check_text ("pair-coeff", *text, error))
        return FALSE;
      add_command (commands, "pair_coeff %s", *text);
    }
  /* Neighbours are looked for at every energy, so that none need be kept ahead; in a random start there may be many. */
  add_command (commands, "neighbor 0.0 bin");
  add_command (commands, "neigh_modify one 20000 page 400000");
  add_command (commands, "thermo_style custom step pe");
  add_command (commands, "thermo_modify norm no");
  self->potential_size = commands->len;
  self->potential = g_string_free (g_steal_pointer (&commands), FALSE);
  return TRUE;
}

static void
write_box (VitLammps *self, gboolean orthogonal, int n_types, const VitElement *const *types)
{
  static const char *const first[]
      = { "units metal", "atom_style atomic", "atom_modify map array", "boundary p p p", "box tilt large" };
  GString *commands = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    add_command (commands, "%s", first[i]);
  add_box (commands, self->edge, orthogonal, n_types);
  for (int t = 0; t < n_types; t++)
    add_mass (commands, t + 1, types[t]->mass);
  self->box_size = commands->len;
  self->box = g_string_free (commands, FALSE);
}

/* Writes the positions in the cell as LAMMPS has it; until LAMMPS is asked, the energy is of others if any moved. */
static void
place_atoms (VitLammps *self, const VitAtoms *atoms)
{
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      double f[3], x[3];

      vit_fixed_point_to_fractional (vit_atoms_get (atoms, i), f);
      for (int b = 0; b < 3; b++)
        x[b] = f[0] * self->edge[0][b] + f[1] * self->edge[1][b] + f[2] * self->edge[2][b];
      self->known = self->known && memcmp (x, self->x[i], sizeof x) == 0;
      memcpy (self->x[i], x, sizeof x);
    }
}

static gboolean
ask_for_nothing (VitLammps *self, VitLammpsMessage request, const void *data, gsize size, GError **error)
{
  return vit_lammps_process_ask (self->process, request, data, size, VIT_LAMMPS_DONE, NULL, 0, error);
}

static gboolean
start (VitLammps *self, GError **error)
{
  gsize types_size = self->n_atoms * sizeof (gint32), x_size = self->n_atoms * sizeof *self->x;
  g_autofree char *atoms = g_malloc (types_size + x_size);

  memcpy (atoms, self->type, types_size);
  memcpy (atoms + types_size, self->x, x_size);
  self->process = vit_lammps_process_new (self->timeout, error);
  return self->process != NULL && ask_for_nothing (self, VIT_LAMMPS_COMMANDS, self->box, self->box_size, error)
         && ask_for_nothing (self, VIT_LAMMPS_ATOMS, atoms, types_size + x_size, error)
         && ask_for_nothing (self, VIT_LAMMPS_COMMANDS, self->potential, self->potential_size, error);
}

static gboolean
ask_energy (VitLammps *self, GError **error)
{
  double energy;

  if ((self->process == NULL && !start (self, error))
      || !vit_lammps_process_ask (self->process, VIT_LAMMPS_ENERGY, self->x, self->n_atoms * sizeof *self->x,
                                  VIT_LAMMPS_VALUE, &energy, sizeof energy, error))
    return FALSE;
  if (!isfinite (energy))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC, "LAMMPS has no finite energy for these atoms");
      return FALSE;
    }
  self->energy = energy;
  self->known = TRUE;
  return TRUE;
}

gboolean
vit_lammps_compute (VitLammps *self, const VitAtoms *atoms, double *energy, GError **error)
{
  g_return_val_if_fail (atoms->n_atoms == self->n_atoms, FALSE);

  if (self->failures < 2)
    {
      place_atoms (self, atoms);
      g_clear_error (&self->last);
      if (self->known || ask_energy (self, &self->last))
        {
          self->failures = 0;
          *energy = self->energy;
          return TRUE;
        }
      self->failures++;
      g_clear_pointer (&self->process, vit_lammps_process_free);
    }
  g_propagate_error (error, g_error_copy (self->last));
  return FALSE;
}

/* Atom types of the elements, and the commands that tell of both. */
static gboolean
set_up (VitLammps *self, const VitLammpsSetup *setup, const VitAtoms *atoms, const VitElement *const *elements,
        GError **error)
{
  const VitElement *types[64];
  gint32 type[VIT_MAX_SPECIES];
  int n_types = find_types (setup, atoms->n_species, elements, types, G_N_ELEMENTS (types), error);

  if (n_types == 0 || !match_types (n_types, types, atoms->n_species, elements, type, error)
      || !write_potential (self, setup, error))
    return FALSE;
  vit_cell_triangular (&atoms->cell, self->edge);
  write_box (self, atoms->cell.orthogonal, n_types, types);
  self->type = g_new (gint32, self->n_atoms);
  for (gsize i = 0; i < self->n_atoms; i++)
    self->type[i] = type[atoms->species[i]];
  return TRUE;
}

VitLammps *
vit_lammps_new (const VitLammpsSetup *setup, const VitAtoms *atoms, const VitElement *const *elements, GError **error)
{
  g_autoptr (VitLammps) self = g_new0 (VitLammps, 1);
  double energy;

  self->timeout = setup->timeout > 0 ? setup->timeout : VIT_LAMMPS_TIMEOUT;
  self->n_atoms = atoms->n_atoms;
  self->x = g_malloc (self->n_atoms * sizeof *self->x);
  if (!set_up (self, setup, atoms, elements, error) || !vit_lammps_compute (self, atoms, &energy, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_lammps_free (VitLammps *self)
{
  if (self == NULL)
    return;
  vit_lammps_process_free (self->process);
  g_clear_error (&self->last);
  g_free (self->box);
  g_free (self->potential);
  g_free (self->type);
  g_free (self->x);
  g_free (self);
}

double
vit_lammps_get_energy (const VitLammps *self)
{
  return self->energy;
}

int
vit_lammps_get_process_id (const VitLammps *self)
{
  return self->process != NULL ? vit_lammps_process_get_id (self->process) : 0;
}
