/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * vit_csv_table_to_string:
 * @names: (array length=n_columns): names of the columns with their units
 * @columns: (array length=n_columns): columns of @n_rows numbers
 *
 * Comma-separated columns with nine significant digits and a decimal point in every locale; the first line has the
 * names. NaN is an empty field. Free with g_free().
 */
char *vit_csv_table_to_string (gsize n_rows, gsize n_columns, const char *const *names, const double *const *columns);

/* Replaces the file as a whole. Errors: those of GIO. */
gboolean vit_csv_table_write (const char *path, gsize n_rows, gsize n_columns, const char *const *names,
                              const double *const *columns, GError **error);
