/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the file formats of configurations share; nobody else includes it. */

#include "configuration.h"
#include "text-file.h"

/* Fields of one atom line that are kept; columns behind them can only be counted. */
#define VIT_MAX_FIELDS 256

/**
 * VitAtomList:
 * @file: where the atoms come from, for error messages
 * @line: number of the line before the first atom; atom i stands on line @line + 1 + i
 * @stop: (nullable): what a line begins with that is no atom any more
 * @n: number of atoms
 * @atomic_number: Z, shape (n)
 * @position: Cartesian positions as in the file, Å, shape (n, 3)
 * @id: (nullable): what the file numbers its atoms by, shape (n)
 *
 * Atoms while they are read. Everything that it refuses is an error that names file and line.
 */
typedef struct
{
  const VitTextFile *file;
  int line;
  const char *stop;
  gsize n;
  guint8 *atomic_number;
  double (*position)[3];
  gint64 *id;

  int n_elements;
  const VitElement *element[VIT_MAX_SPECIES]; /* in the order of first appearance */
} VitAtomList;

/**
 * vit_atom_list_init:
 * @self: (out): a list that was cleared or is all zero
 * @file: the next line is that of the first atom
 * @n: number of atoms that the file claims
 * @stop: (nullable) (transfer none): what a line begins with that is no atom any more
 * @has_ids: whether there will be ids
 *
 * Takes memory only if the file has that many lines left; otherwise the error says how many atoms there are.
 */
gboolean vit_atom_list_init (VitAtomList *self, VitTextFile *file, gsize n, const char *stop, gboolean has_ids,
                             GError **error);
void vit_atom_list_clear (VitAtomList *self);

/* Passes over @n lines of atoms. Errors: as vit_atom_list_init(). */
gboolean vit_atom_lines_skip (VitTextFile *file, gsize n, const char *stop, GError **error);

/* The next line of @file, that of atom @i; an error if it is empty or no atom. */
char *vit_atom_list_next_line (const VitAtomList *self, VitTextFile *file, gsize i, GError **error);

gboolean vit_atom_list_set_symbol (VitAtomList *self, gsize i, const char *symbol, GError **error);
gboolean vit_atom_list_set_element (VitAtomList *self, gsize i, const VitElement *element, GError **error);
gboolean vit_atom_list_set_position (VitAtomList *self, gsize i, char *const fields[3], GError **error);
gboolean vit_atom_list_set_id (VitAtomList *self, gsize i, const char *field, GError **error);

/**
 * vit_atom_list_finish:
 * @cell: the cell
 * @origin: corner of the cell, Å; the positions are shifted so that it comes to lie at 0
 *
 * Sorts by the ids, if there are any. Errors: an id twice; those of vit_configuration_new().
 */
VitConfiguration *vit_atom_list_finish (VitAtomList *self, const VitCell *cell, const double origin[3], GError **error);

/* The number of atoms that @text claims, a whole number of at least 1. */
gboolean vit_parse_n_atoms (const VitTextFile *file, const char *text, gsize *n, GError **error);

/* vit_cell_init(), its error with the path and @line. */
gboolean vit_cell_init_at (VitCell *cell, const double matrix[3][3], const VitTextFile *file, int line, GError **error);

/* Appends a number in a printf format for a double, with a point in any locale. */
void vit_append_number (GString *out, const char *format, double value);

/* Appends three numbers with 10 digits after the point, each with a blank before it. */
void vit_append_position (GString *out, const double position[3]);

/* Appends a comment as one line: line ends and other control characters become blanks. */
void vit_append_comment (GString *out, const char *comment);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VitAtomList, vit_atom_list_clear)
