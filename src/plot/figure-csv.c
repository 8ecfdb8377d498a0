/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>
#include <string.h>

/* One column: numbers or texts. */
typedef struct
{
  char *name;
  gsize n;
  const double *values;
  char *const *texts;
} Column;

static void
column_clear (Column *self)
{
  g_free (self->name);
}

/* The columns so far; @x is the last of an x axis. */
typedef struct
{
  GArray *columns;
  const double *x;
  gsize n_x;
} Sheet;

static void
add_column (Sheet *sheet, const char *prefix, const char *name, const char *suffix, gsize n, const double *values)
{
  Column column = { g_strconcat (prefix, name, suffix, NULL), n, values, NULL };

  g_array_append_val (sheet->columns, column);
}

/* A layer at the x of the layer before it shares its column. */
static void
add_x (Sheet *sheet, const char *prefix, const char *name, gsize n, const double *x)
{
  if (sheet->x != NULL && sheet->n_x == n && memcmp (sheet->x, x, n * sizeof *x) == 0)
    return;
  add_column (sheet, prefix, name, "", n, x);
  sheet->x = x;
  sheet->n_x = n;
}

static void
add_layer (Sheet *sheet, const char *prefix, const VitFigure *self, const VitLayer *layer)
{
  const char *x_label = self->axes[VIT_AXIS_X].label, *y_label = self->axes[VIT_AXIS_Y].label;
  const char *name = layer->name != NULL ? layer->name : y_label != NULL ? y_label : "y";

  if (x_label == NULL)
    x_label = "x";
  if (layer->kind == VIT_LAYER_STEPS && layer->n > 0)
    {
      add_column (sheet, prefix, x_label, " from", layer->n, layer->x);
      add_column (sheet, prefix, x_label, " to", layer->n, layer->x + 1);
      sheet->x = NULL;
    }
  else if (layer->x != NULL)
    add_x (sheet, prefix, x_label, layer->n, layer->x);
  add_column (sheet, prefix, name, layer->kind == VIT_LAYER_BAND ? " from" : "", layer->n, layer->y);
  if (layer->extra != NULL)
    add_column (sheet, prefix, name, layer->kind == VIT_LAYER_BAND ? " to" : " error", layer->n, layer->extra);
}

static void
add_figure (Sheet *sheet, const char *prefix, const VitFigure *self)
{
  if (self->n_categories > 0)
    {
      const char *label = self->axes[VIT_AXIS_X].label;
      Column column = { g_strconcat (prefix, label != NULL ? label : "category", NULL), self->n_categories, NULL,
                        self->categories };

      g_array_append_val (sheet->columns, column);
    }
  for (guint i = 0; i < self->layers->len; i++)
    add_layer (sheet, prefix, self, vit_figure_get_layer (self, i));
  if (self->residual != NULL && self->residual->n > 0)
    {
      add_x (sheet, prefix, self->axes[VIT_AXIS_X].label != NULL ? self->axes[VIT_AXIS_X].label : "x",
             self->residual->n, self->residual->x);
      add_column (sheet, prefix, "model − target", "", self->residual->n, self->residual->y);
    }
  sheet->x = NULL;
  if (self->inset != NULL)
    {
      g_autofree char *inner = g_strconcat (prefix, "inset: ", NULL);

      add_figure (sheet, inner, self->inset);
    }
}

static void
append_field (GString *out, const char *text)
{
  if (strpbrk (text, ",\"\n\r") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

static void
append_columns (GArray *columns, GString *out)
{
  gsize n_rows = 0;

  for (guint c = 0; c < columns->len; c++)
    {
      const Column *column = &g_array_index (columns, Column, c);

      if (c > 0)
        g_string_append_c (out, ',');
      append_field (out, column->name);
      n_rows = MAX (n_rows, column->n);
    }
  g_string_append_c (out, '\n');
  for (gsize row = 0; row < n_rows; row++)
    {
      for (guint c = 0; c < columns->len; c++)
        {
          const Column *column = &g_array_index (columns, Column, c);
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];

          if (c > 0)
            g_string_append_c (out, ',');
          if (row >= column->n)
            continue;
          if (column->texts != NULL)
            append_field (out, column->texts[row]);
          else if (!isnan (column->values[row]))
            g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.10g", column->values[row]));
        }
      g_string_append_c (out, '\n');
    }
}

void
vit_figure_write_csv (const VitFigure *self, GString *out)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  Sheet sheet = { .columns = columns };

  g_array_set_clear_func (columns, (GDestroyNotify) column_clear);
  add_figure (&sheet, "", self);
  append_columns (columns, out);
}
