/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *text; /* NULL for a number */
  double value;
} Cell;

struct _VitTable
{
  char *name;
  GPtrArray *columns;
  GArray *cells;
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

VitTable *
vit_table_new (const char *name, ...)
{
  VitTable *self = g_new0 (VitTable, 1);
  va_list columns;

  self->name = g_strdup (name);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  va_start (columns, name);
  for (const char *column = va_arg (columns, const char *); column != NULL; column = va_arg (columns, const char *))
    vit_table_add_column (self, column);
  va_end (columns);
  return self;
}

VitTable *
vit_table_new_numbers (const char *name, gsize n_rows, gsize n_columns, const char *const *names,
                       const double *const *columns)
{
  VitTable *self = vit_table_new (name, NULL);

  for (gsize c = 0; c < n_columns; c++)
    vit_table_add_column (self, names[c]);
  for (gsize row = 0; row < n_rows; row++)
    for (gsize c = 0; c < n_columns; c++)
      vit_table_add_number (self, columns[c][row]);
  return self;
}

void
vit_table_free (VitTable *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

void
vit_table_add_column (VitTable *self, const char *name)
{
  g_return_if_fail (self->cells->len == 0);
  g_ptr_array_add (self->columns, g_strdup (name));
}

void
vit_table_add_text (VitTable *self, const char *text)
{
  g_array_append_val (self->cells, ((Cell){ g_strdup (text), 0 }));
}

void
vit_table_add_number (VitTable *self, double value)
{
  g_array_append_val (self->cells, ((Cell){ NULL, value }));
}

gsize
vit_table_get_n_rows (const VitTable *self)
{
  return self->cells->len / self->columns->len;
}

static const Cell *
get_cell (const VitTable *self, gsize row, gsize column)
{
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

static void
append_text (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    g_string_append_printf (csv, *text == '"' ? "\"%c" : "%c", *text);
  g_string_append_c (csv, '"');
}

char *
vit_table_to_csv (const VitTable *self)
{
  GString *csv = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint c = 0; c < self->columns->len; c++)
    {
      g_string_append (csv, c > 0 ? "," : "");
      append_text (csv, self->columns->pdata[c]);
    }
  g_string_append_c (csv, '\n');
  for (gsize row = 0; row < vit_table_get_n_rows (self); row++)
    {
      for (gsize c = 0; c < self->columns->len; c++)
        {
          const Cell *cell = get_cell (self, row, c);

          g_string_append (csv, c > 0 ? "," : "");
          if (cell->text != NULL)
            append_text (csv, cell->text);
          else if (!isnan (cell->value))
            g_string_append (csv, g_ascii_formatd (buffer, sizeof buffer, "%.9g", cell->value));
        }
      g_string_append_c (csv, '\n');
    }
  return g_string_free (csv, FALSE);
}

gboolean
vit_table_write_csv (const VitTable *self, const char *path, GError **error)
{
  g_autofree char *text = vit_table_to_csv (self);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

void
vit_table_to_json (const VitTable *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, self->name);
  json_builder_begin_array (builder);
  for (gsize row = 0; row < vit_table_get_n_rows (self); row++)
    {
      json_builder_begin_object (builder);
      for (gsize c = 0; c < self->columns->len; c++)
        {
          const Cell *cell = get_cell (self, row, c);

          json_builder_set_member_name (builder, self->columns->pdata[c]);
          if (cell->text != NULL)
            json_builder_add_string_value (builder, cell->text);
          else if (cell->value == rint (cell->value) && fabs (cell->value) < 1e15)
            json_builder_add_int_value (builder, (gint64) cell->value);
          else if (isfinite (cell->value))
            json_builder_add_double_value (builder, cell->value);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
