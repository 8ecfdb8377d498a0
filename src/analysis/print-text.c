/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print-text.h"

char *
vit_print_text (const char *format, ...)
{
  GString *text = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, format);
  g_string_vprintf (text, format, arguments);
  va_end (arguments);
  for (gsize k = 0; k + 1 < text->len; k++)
    if (text->str[k] == '-' && g_ascii_isdigit (text->str[k + 1]) && (k == 0 || !g_ascii_isalnum (text->str[k - 1])))
      {
        g_string_erase (text, (gssize) k, 1);
        g_string_insert (text, (gssize) k, "−");
      }
  return g_string_free (text, FALSE);
}
