/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-line.h"

#include "text-file.h"

#include <string.h>

#define BLANKS VIT_LINE_BLANKS
#define SEPARATORS VIT_LINE_BLANKS ",;\""

char *
vit_quote_text (const char *text)
{
  g_autofree char *start = g_strndup (text, 24);
  g_autofree char *valid = g_utf8_make_valid (start, -1);

  return g_strconcat (valid, strlen (text) > 24 ? "…" : "", NULL);
}

gboolean
vit_line_is_comment (const char *line)
{
  return strchr ("#!%;*", *line) != NULL;
}

gboolean
vit_field_is_number (const char *field, gsize length)
{
  static const char *const words[] = { "nan", "nanq", "inf", "infinity" };
  char text[64];
  double value;

  if (length >= sizeof text)
    return FALSE;
  memcpy (text, field, length);
  text[length] = '\0';
  if (vit_parse_double (text, &value) || strstr (text, ".#") != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text + (*text == '-' || *text == '+'), words[i]) == 0)
      return TRUE;
  return FALSE;
}

void
vit_line_cut_comment (char *line)
{
  for (char *c = strpbrk (line, "#!"); c != NULL; c = strpbrk (c + 1, "#!"))
    if (c == line || strchr (SEPARATORS, c[-1]) != NULL)
      {
        *c = '\0';
        return;
      }
}

void
vit_line_blank_separators (char *line)
{
  for (char *c = strpbrk (line, ";\""); c != NULL; c = strpbrk (c + 1, ";\""))
    *c = ' ';
}

VitLineLook
vit_line_look (const char *line)
{
  VitLineLook look = { 0, TRUE, TRUE };

  for (const char *c = line + strspn (line, SEPARATORS); *c != '\0';)
    {
      gsize length = strcspn (c, SEPARATORS);
      gboolean number;

      if (*c == '#' || *c == '!')
        break;
      number = vit_field_is_number (c, length);
      look.numbers = look.numbers && number;
      if (look.n_fields == 0 ? !number : !number && strchr ("+-.0123456789*", *c) == NULL)
        look.broken = FALSE;
      look.n_fields++;
      c += length;
      c += strspn (c, SEPARATORS);
    }
  look.numbers = look.numbers && look.n_fields > 0;
  return look;
}

gboolean
vit_line_has_decimal_commas (const char *line)
{
  const char *outer = strchr (line, ';') != NULL ? ";" : BLANKS;
  int n_pieces = 0, n_commas = 0;

  for (const char *c = line + strspn (line, BLANKS); *c != '\0';)
    {
      gsize length = strcspn (c, outer);
      const char *comma = memchr (c, ',', length);

      n_pieces++;
      if (comma != NULL)
        {
          const char *end = c + length, *behind = comma + 1;

          if (comma == c || !g_ascii_isdigit (comma[-1]) || behind == end || !g_ascii_isdigit (*behind)
              || memchr (behind, ',', (gsize) (end - behind)) != NULL || memchr (c, '.', length) != NULL)
            return FALSE;
          n_commas++;
        }
      c += length;
      c += strspn (c, *outer == ';' ? "; \t" : BLANKS);
    }
  return n_commas > 0 && n_pieces > 1;
}

gboolean
vit_line_has_empty_field (const char *line)
{
  gboolean after_mark = TRUE;

  for (const char *c = line; *c != '\0'; c++)
    if (*c == ',' || *c == ';')
      {
        if (after_mark)
          return TRUE;
        after_mark = TRUE;
      }
    else if (strchr (BLANKS, *c) == NULL)
      after_mark = FALSE;
  return FALSE;
}

gboolean
vit_line_is_row_of_stars (const char *line)
{
  return line[0] == '*' && line[1] == '*' && vit_line_look (line + strspn (line, "*")).numbers;
}
