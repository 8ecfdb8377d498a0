/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-table.h"

#include <math.h>

char *
vit_csv_table_to_string (gsize n_rows, gsize n_columns, const char *const *names, const double *const *columns)
{
  GString *text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize c = 0; c < n_columns; c++)
    g_string_append_printf (text, "%s%s", c > 0 ? "," : "", names[c]);
  g_string_append_c (text, '\n');
  for (gsize row = 0; row < n_rows; row++)
    {
      for (gsize c = 0; c < n_columns; c++)
        {
          if (c > 0)
            g_string_append_c (text, ',');
          if (!isnan (columns[c][row]))
            g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.9g", columns[c][row]));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

gboolean
vit_csv_table_write (const char *path, gsize n_rows, gsize n_columns, const char *const *names,
                     const double *const *columns, GError **error)
{
  g_autofree char *text = vit_csv_table_to_string (n_rows, n_columns, names, columns);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}
