/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbourhood-file.h"

#include "error.h"
#include "text-file.h"

#include <math.h>
#include <string.h>

#define MOST_NEIGHBOURS 1000
#define MOST_ROWS 2000
#define BEYOND 4 /* points behind the last one of a file */

typedef struct
{
  double x, y;
  int line;
} Row;

/* All rows of two numbers (element-type Row). */
static GArray *
read_rows (VitTextFile *file, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  char *line, *field[2];

  while ((line = vit_text_file_next (file)) != NULL)
    {
      Row row = { .line = vit_text_file_get_line_number (file) };

      g_strstrip (line);
      if (*line == '\0' || strchr ("#!%;*", *line) != NULL)
        continue;
      if (vit_split_fields (line, field, 2) != 2 || !vit_parse_double (field[0], &row.x)
          || !vit_parse_double (field[1], &row.y))
        {
          vit_text_file_set_error (file, error, "expected two numbers");
          return NULL;
        }
      if (rows->len == MOST_ROWS)
        {
          vit_text_file_set_error (file, error, "expected at most %d rows", MOST_ROWS);
          return NULL;
        }
      g_array_append_val (rows, row);
    }
  if (rows->len < 2)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected at least 2 rows of two numbers, found %u",
                   vit_text_file_get_path (file), rows->len);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

double *
vit_coordination_file_read (const char *path, int *n_max, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  g_autoptr (GArray) rows = file != NULL ? read_rows (file, error) : NULL;
  g_autofree double *fraction = g_new0 (double, MOST_NEIGHBOURS + BEYOND + 1);
  int last = -1;
  double sum = 0;

  if (rows == NULL)
    return NULL;
  for (guint k = 0; k < rows->len; k++)
    {
      const Row *row = &g_array_index (rows, Row, k);
      gboolean good = FALSE;

      if (!(row->x > last && row->x <= MOST_NEIGHBOURS && row->x == rint (row->x)))
        vit_text_file_set_error_at (file, row->line, error,
                                    "expected a number of neighbours, whole and rising from 0, found %g", row->x);
      else if (!(row->y >= 0 && row->y <= 1 + 1e-9))
        vit_text_file_set_error_at (file, row->line, error, "expected a fraction from 0 to 1, found %g", row->y);
      else
        good = TRUE;
      if (!good)
        return NULL;
      last = (int) row->x;
      fraction[last] = row->y;
      sum += row->y;
    }
  if (fabs (sum - 1) > 0.02)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected fractions that add up to 1, found %g", path, sum);
      return NULL;
    }
  *n_max = last + BEYOND;
  return g_memdup2 (fraction, ((gsize) *n_max + 1) * sizeof *fraction);
}

double *
vit_angle_file_read (const char *path, int *n_bins, GError **error)
{
  g_autoptr (VitTextFile) file = vit_text_file_open (path, error);
  g_autoptr (GArray) rows = file != NULL ? read_rows (file, error) : NULL;
  int n = *n_bins > 0 ? *n_bins : rows != NULL ? (int) rows->len - 1 : 0;
  g_autofree double *density = g_new0 (double, (gsize) n + 1);
  double sum = 0;

  if (rows == NULL)
    return NULL;
  for (guint k = 0; k < rows->len; k++)
    {
      const Row *row = &g_array_index (rows, Row, k);
      double angle = 180.0 * k / n;
      gboolean good = FALSE;

      if ((int) k > n || fabs (row->x - angle) > 0.05 * 180 / n)
        vit_text_file_set_error_at (file, row->line, error,
                                    "expected angles from 0 to 180 degrees in %d even steps, found %g", n, row->x);
      else if (!(row->y >= 0))
        vit_text_file_set_error_at (file, row->line, error, "expected a density of 0 or more, found %g", row->y);
      else
        good = TRUE;
      if (!good)
        return NULL;
      density[k] = row->y;
      sum += row->y;
    }
  if ((int) rows->len != n + 1 || sum == 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "%s: expected %d densities from 0 to 180 degrees, not all of them 0, found %u", path, n + 1,
                   rows->len);
      return NULL;
    }
  *n_bins = n;
  return g_steal_pointer (&density);
}
