/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feff-table.h"

#include "text-file.h"

#include <string.h>

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Length of the exponent at @text, 0 if there is none there. */
static gsize
exponent_length (const char *text)
{
  gsize digits;

  if (*text != '\0' && strchr ("eEdD", *text) != NULL)
    {
      gsize sign = text[1] == '+' || text[1] == '-';

      digits = count_digits (text + 1 + sign);
      return digits > 0 ? 1 + sign + digits : 0;
    }
  /* Fortran drops the letter of an exponent of three digits; a number run together with this one would have a point. */
  if (*text == '+' || *text == '-')
    {
      digits = count_digits (text + 1);
      return digits == 3 && text[4] != '.' ? 4 : 0;
    }
  return 0;
}

/* Length of the number at @text, 0 if there is none, and where its exponent begins. */
static gsize
number_length (const char *text, gsize *exponent)
{
  gsize length = *text == '+' || *text == '-', digits = count_digits (text + length);

  length += digits;
  if (text[length] == '.')
    {
      gsize decimals = count_digits (text + length + 1);

      length += 1 + decimals;
      digits += decimals;
    }
  *exponent = length;
  return digits > 0 ? length + exponent_length (text + length) : 0;
}

static gboolean
scan_number (const char **text, double *value)
{
  char buffer[64];
  gsize exponent, length = number_length (*text, &exponent), end = 0;

  if (length == 0 || length + 2 > sizeof buffer)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (i == exponent && ((*text)[i] == '+' || (*text)[i] == '-'))
        buffer[end++] = 'e';
      buffer[end++] = (*text)[i];
    }
  buffer[end] = '\0';
  if (!vit_parse_double (buffer, value))
    return FALSE;
  *text += length;
  return TRUE;
}

int
vit_feff_scan_numbers (const char *text, double *values, int max, const char **rest)
{
  int n = 0;

  for (;; n++)
    {
      double value;

      text += strspn (text, " \t\r\v\f,");
      *rest = text;
      if (!scan_number (&text, &value))
        return n;
      /* "2x" is a word, but "1.2-3.4" are two numbers. */
      if (*text != '\0' && strchr (" \t\r\v\f,+-.", *text) == NULL)
        return n;
      if (n < max)
        values[n] = value;
    }
}
