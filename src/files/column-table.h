/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text-file.h"

/**
 * VitColumnTable:
 * @file: the file, after its first row
 * @header: (element-type utf8): the title and comment lines before the first row, borrowed from @file
 * @n_columns: fields of the first row, which all rows must have
 *
 * A text file of columns of numbers, opened: the header is read, the rows are not. A first line with a single whole
 * number is the number of points (RMC++, RMCProfile) and is checked against the rows when they are read.
 */
typedef struct
{
  VitTextFile *file;
  GPtrArray *header;
  int n_columns;
  char *first_row;
  gint64 announced; /* number of points that the file says it has; -1 if it says none */
  int announced_line;
} VitColumnTable;

/**
 * vit_column_table_open:
 * @path: columns separated by white space, commas or semicolons; lines that begin with # ! % ; or * are comments
 *
 * Errors: those of vit_text_file_open(); %VIT_ERROR_INPUT "path:line: …" if there is no row of numbers, it has less
 * than two columns, decimal commas or empty fields.
 */
VitColumnTable *vit_column_table_open (const char *path, GError **error);
void vit_column_table_free (VitColumnTable *self);

/**
 * vit_column_table_read:
 * @x_column, @y_column: columns, counted from 1
 * @x, @y: (element-type double): empty arrays, to which the two columns are appended, x rising
 * @reversed: (out): whether the file had x falling, and was turned round
 *
 * Reads the rows. Only the two columns must be finite numbers. Errors: %VIT_ERROR_INPUT "path:line: expected …, found
 * …" for a changed number of columns, text, NaN, x that is neither strictly rising nor strictly falling, a wrong number
 * of points, fewer than 3 points.
 */
gboolean vit_column_table_read (VitColumnTable *self, int x_column, int y_column, GArray *x, GArray *y,
                                gboolean *reversed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitColumnTable, vit_column_table_free)
