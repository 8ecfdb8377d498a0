/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eam-file-private.h"

#include "column-line.h"

#include <math.h>

#define BLANKS " \t\r\v\f,"

/* The next word of @self->rest, NUL-terminated; %NULL at the end of the line. */
static char *
next_word (VitEamScan *self)
{
  char *word;

  if (self->rest == NULL)
    return NULL;
  word = self->rest + strspn (self->rest, BLANKS);
  if (*word == '\0')
    {
      self->rest = NULL;
      return NULL;
    }
  self->rest = word + strcspn (word, BLANKS);
  if (*self->rest != '\0')
    *self->rest++ = '\0';
  return word;
}

static char *
next_line (VitEamScan *self)
{
  char *line;

  while ((line = vit_text_file_next (self->file)) != NULL)
    {
      line[strcspn (line, "#")] = '\0';
      line += strspn (line, BLANKS);
      if (*line != '\0')
        return line;
    }
  return NULL;
}

static gboolean
set_found (VitEamScan *self, const char *what, const char *word, GError **error)
{
  g_autofree char *found = word != NULL ? vit_quote_text (word) : NULL;

  return vit_text_file_set_error (self->file, error, "expected %s, found %s%s%s", what, word != NULL ? "“" : "",
                                  word != NULL ? found : "the end of the file", word != NULL ? "”" : "");
}

char *
vit_eam_scan_line (VitEamScan *self, const char *what, GError **error)
{
  char *word = next_word (self), *line;

  if (word != NULL)
    {
      set_found (self, what, word, error);
      return NULL;
    }
  line = next_line (self);
  if (line == NULL)
    set_found (self, what, NULL, error);
  return line;
}

gboolean
vit_eam_scan_values (VitEamScan *self, const char *what, int n, double *value, GError **error)
{
  for (int i = 0; i < n; i++)
    {
      char *word = next_word (self);

      while (word == NULL && (self->rest = next_line (self)) != NULL)
        word = next_word (self);
      if (word == NULL)
        return vit_text_file_set_error (self->file, error, "expected %d %s, found %d and the end of the file", n, what,
                                        i);
      if (!vit_parse_double (word, &value[i]))
        {
          g_autofree char *found = vit_quote_text (word);

          return vit_text_file_set_error (self->file, error, "expected %d %s, found %d and “%s”, which is no number", n,
                                          what, i, found);
        }
      if (!(fabs (value[i]) <= VIT_EAM_LARGEST))
        return vit_text_file_set_error (self->file, error, "expected %s, found %g, which is no energy or density", what,
                                        value[i]);
    }
  return TRUE;
}

static gboolean
parse_count (VitEamScan *self, const char *what, const char *text, int *n, GError **error)
{
  gint64 number;

  if (vit_parse_integer (text, &number) && number >= 5 && number <= VIT_EAM_MAX_POINTS)
    {
      *n = (int) number;
      return TRUE;
    }

  g_autofree char *found = vit_quote_text (text);

  return vit_text_file_set_error (self->file, error, "expected 5 to %d points of %s, found “%s”", VIT_EAM_MAX_POINTS,
                                  what, found);
}

static gboolean
parse_positive (VitEamScan *self, const char *what, const char *text, double *value, GError **error)
{
  if (vit_parse_double (text, value) && *value > 1e-12 && *value < 1e12)
    return TRUE;

  g_autofree char *found = vit_quote_text (text);

  return vit_text_file_set_error (self->file, error, "expected %s above 0, found “%s”", what, found);
}

gboolean
vit_eam_scan_grid (VitEamScan *self, VitEamGrid *grid, GError **error)
{
  char *line = vit_eam_scan_line (self, "5 numbers (n_rho d_rho n_r d_r cutoff)", error), *field[5];
  int n;

  if (line == NULL)
    return FALSE;
  n = vit_split_fields (line, field, 5);
  if (n != 5)
    return vit_text_file_set_error (self->file, error, "expected 5 numbers (n_rho d_rho n_r d_r cutoff), found %d", n);
  return parse_count (self, "F(ρ)", field[0], &grid->n_rho, error)
         && parse_positive (self, "a step of ρ", field[1], &grid->d_rho, error)
         && parse_count (self, "ρ(r)", field[2], &grid->n_r, error)
         && parse_positive (self, "a step of r", field[3], &grid->d_r, error)
         && parse_positive (self, "a cut-off", field[4], &grid->cutoff, error);
}

gboolean
vit_eam_scan_end (VitEamScan *self, GError **error)
{
  char *word = next_word (self);

  while (word == NULL && (self->rest = next_line (self)) != NULL)
    word = next_word (self);
  return word == NULL || set_found (self, "the end of the file", word, error);
}
