/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/**
 * VitTable:
 *
 * A table of texts and numbers, filled cell by cell from left to right, to be written as comma-separated values or
 * JSON.
 */
typedef struct _VitTable VitTable;

/**
 * vit_table_new:
 * @name: what it holds; its name in JSON
 * @...: names of the columns, with units ("volume_A3"), ended by %NULL
 */
VitTable *vit_table_new (const char *name, ...) G_GNUC_NULL_TERMINATED;

/**
 * vit_table_new_numbers:
 * @names: (array length=n_columns): names of the columns, with units
 * @columns: (array length=n_columns): columns of @n_rows numbers
 *
 * A table of numbers from whole columns.
 */
VitTable *vit_table_new_numbers (const char *name, gsize n_rows, gsize n_columns, const char *const *names,
                                 const double *const *columns);
void vit_table_free (VitTable *self);

/* One more column, before the first cell is filled. */
void vit_table_add_column (VitTable *self, const char *name);

/* The next cell. NaN is an empty field in CSV, null in JSON. */
void vit_table_add_text (VitTable *self, const char *text);
void vit_table_add_number (VitTable *self, double value);

gsize vit_table_get_n_rows (const VitTable *self);

/**
 * vit_table_to_csv:
 *
 * Nine significant digits and a decimal point in every locale; texts with commas in quotation marks. The first line has
 * the names of the columns. Free with g_free().
 */
char *vit_table_to_csv (const VitTable *self);

/* Replaces the file as a whole. Errors: those of GIO. */
gboolean vit_table_write_csv (const VitTable *self, const char *path, GError **error);

/**
 * vit_table_to_json:
 * @builder: inside an object
 *
 * Adds a member of the table's name: an array with an object for each row.
 */
void vit_table_to_json (const VitTable *self, JsonBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitTable, vit_table_free)
