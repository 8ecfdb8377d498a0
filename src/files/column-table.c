/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-table.h"

#include "column-line.h"

#include <string.h>

#define MAX_COLUMNS 256

static gboolean
check_first_row (const VitColumnTable *self, const char *line, GError **error)
{
  if (vit_line_has_decimal_commas (line))
    {
      g_autofree char *found = vit_quote_text (line);

      return vit_text_file_set_error (self->file, error, "expected a point as the decimal mark, found commas in “%s”",
                                      found);
    }
  if (vit_line_has_empty_field (line))
    return vit_text_file_set_error (self->file, error, "expected a number in every column, found an empty one");
  if (self->n_columns < 2)
    return vit_text_file_set_error (self->file, error, "expected at least 2 columns, found %d", self->n_columns);
  if (self->n_columns > MAX_COLUMNS)
    return vit_text_file_set_error (self->file, error, "expected at most %d columns, found %d", MAX_COLUMNS,
                                    self->n_columns);
  return TRUE;
}

/* Takes a lone whole number in the header as the number of points. */
static gboolean
take_announcement (VitColumnTable *self, const char *line)
{
  g_autofree char *text = g_strstrip (g_strdup (line));

  if (self->announced >= 0 || !vit_parse_integer (text, &self->announced) || self->announced < 0)
    return FALSE;
  self->announced_line = vit_text_file_get_line_number (self->file);
  return TRUE;
}

/* Goes through the header to the first row. */
static gboolean
find_first_row (VitColumnTable *self, GError **error)
{
  VitLineLook before = { 0 };
  char *line;

  while ((line = vit_text_file_next (self->file)) != NULL)
    {
      VitLineLook look;

      if (vit_text_file_get_line_number (self->file) == 1 && g_str_has_prefix (line, "\xef\xbb\xbf"))
        line += 3;
      line += strspn (line, VIT_LINE_BLANKS);
      look = vit_line_look (line);
      if (*line == '\0' || vit_line_is_comment (line) || !look.numbers)
        {
          before = *line == '\0' || vit_line_is_comment (line) ? (VitLineLook){ 0 } : look;
          g_ptr_array_add (self->header, line);
          continue;
        }
      if (look.n_fields == 1 && take_announcement (self, line))
        continue;
      if (before.broken && before.n_fields == look.n_fields)
        {
          g_autofree char *found = vit_quote_text (self->header->pdata[self->header->len - 1]);

          return vit_text_file_set_error_at (self->file, vit_text_file_get_line_number (self->file) - 1, error,
                                             "expected %d columns of numbers, found “%s”", look.n_fields, found);
        }
      vit_line_cut_comment (line);
      self->n_columns = look.n_fields;
      self->first_row = line;
      return check_first_row (self, line, error);
    }
  return vit_text_file_set_error (self->file, error, "expected rows of numbers, found none in the file");
}

VitColumnTable *
vit_column_table_open (const char *path, GError **error)
{
  g_autoptr (VitColumnTable) self = g_new0 (VitColumnTable, 1);

  self->header = g_ptr_array_new ();
  self->announced = -1;
  self->file = vit_text_file_open (path, error);
  if (self->file == NULL || !find_first_row (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_column_table_free (VitColumnTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->header);
  g_clear_pointer (&self->file, vit_text_file_close);
  g_free (self);
}

static gboolean
parse_field (const VitColumnTable *self, const char *field, int column, double *value, GError **error)
{
  g_autofree char *found = NULL;

  if (vit_parse_double (field, value))
    return TRUE;
  found = vit_quote_text (field);
  return vit_text_file_set_error (self->file, error, "expected a %s in column %d, found “%s”",
                                  vit_field_is_number (field, strlen (field)) ? "finite number" : "number", column,
                                  found);
}

/* Only x and y are parsed; the other columns must still be numbers (or NaN), lest a torn line pass. */
static gboolean
parse_row (const VitColumnTable *self, char *line, const int columns[2], double *x, double *y, GError **error)
{
  char *fields[MAX_COLUMNS];
  g_autofree char *found = NULL;
  int n;

  vit_line_cut_comment (line);
  if (strchr (line, ',') != NULL && vit_line_has_decimal_commas (line))
    return vit_text_file_set_error (self->file, error, "expected a point as the decimal mark, found commas");
  vit_line_blank_separators (line);
  n = vit_split_fields (line, fields, MAX_COLUMNS);
  if (n > 0 && !vit_field_is_number (fields[0], strlen (fields[0])) && n != self->n_columns)
    {
      found = vit_quote_text (fields[0]);
      return vit_text_file_set_error (self->file, error, "expected %d columns of numbers, found “%s”", self->n_columns,
                                      found);
    }
  if (n != self->n_columns)
    return vit_text_file_set_error (self->file, error, "expected %d columns, found %d", self->n_columns, n);
  for (int i = 0; i < n; i++)
    if (i + 1 != columns[0] && i + 1 != columns[1] && !vit_field_is_number (fields[i], strlen (fields[i])))
      {
        double ignored;

        return parse_field (self, fields[i], i + 1, &ignored, error);
      }
  return parse_field (self, fields[columns[0] - 1], columns[0], x, error)
         && parse_field (self, fields[columns[1] - 1], columns[1], y, error);
}

static gboolean
check_order (const VitColumnTable *self, const GArray *x, double value, GError **error)
{
  const double *all = (const double *) x->data;
  gboolean falling = x->len >= 2 && all[1] < all[0];
  double last;

  if (x->len == 0)
    return TRUE;
  last = all[x->len - 1];
  if (x->len == 1 ? value != last : falling ? value < last : value > last)
    return TRUE;
  return vit_text_file_set_error (self->file, error, "expected the first coordinate to %s, found %g after %g",
                                  falling ? "fall as before" : "rise", value, last);
}

static void
reverse (GArray *array)
{
  double *v = (double *) array->data;

  for (guint i = 0, j = array->len - 1; i < j; i++, j--)
    {
      double kept = v[i];

      v[i] = v[j];
      v[j] = kept;
    }
}

static gboolean
check_count (const VitColumnTable *self, guint n, GError **error)
{
  if (n < 3)
    return vit_text_file_set_error (self->file, error, "expected at least 3 points, found %u", n);
  if (self->announced < 0 || self->announced == n)
    return TRUE;
  return vit_text_file_set_error_at (self->file, self->announced_line, error,
                                     "expected %" G_GINT64_FORMAT " rows, as this line says, found %u", self->announced,
                                     n);
}

gboolean
vit_column_table_read (VitColumnTable *self, int x_column, int y_column, GArray *x, GArray *y, gboolean *reversed,
                       GError **error)
{
  const int columns[2] = { x_column, y_column };

  g_return_val_if_fail (MIN (x_column, y_column) >= 1 && MAX (x_column, y_column) <= self->n_columns, FALSE);

  for (char *line = self->first_row; line != NULL; line = vit_text_file_next (self->file))
    {
      double row[2];

      line += strspn (line, VIT_LINE_BLANKS);
      if (*line == '\0' || (vit_line_is_comment (line) && !vit_line_is_row_of_stars (line)))
        continue;
      if (!parse_row (self, line, columns, &row[0], &row[1], error) || !check_order (self, x, row[0], error))
        return FALSE;
      g_array_append_val (x, row[0]);
      g_array_append_val (y, row[1]);
    }
  if (!check_count (self, x->len, error))
    return FALSE;
  *reversed = g_array_index (x, double, 1) < g_array_index (x, double, 0);
  if (*reversed)
    {
      reverse (x);
      reverse (y);
    }
  return TRUE;
}
