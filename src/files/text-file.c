/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-file.h"

#include "error.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

struct _VitTextFile
{
  char *path;
  char *text; /* NUL-terminated */
  gsize size;
  char *next; /* start of the next line; NULL after the last */
  int line_number;
};

static gboolean
unpack (const char *path, char **text, gsize *size, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (*text, (gssize) *size, NULL);
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) unpacked = g_converter_input_stream_new (memory, G_CONVERTER (gzip));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, unpacked, G_OUTPUT_STREAM_SPLICE_NONE, NULL, error) < 0
      || !g_output_stream_write_all (out, "", 1, NULL, NULL, error) || !g_output_stream_close (out, NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  g_free (*text);
  *size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)) - 1;
  *text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
  return TRUE;
}

VitTextFile *
vit_text_file_open (const char *path, GError **error)
{
  g_autoptr (VitTextFile) self = g_new0 (VitTextFile, 1);

  self->path = g_strdup (path);
  if (!g_file_get_contents (path, &self->text, &self->size, error))
    return NULL;
  if (self->size >= 2 && memcmp (self->text, "\x1f\x8b", 2) == 0 && !unpack (path, &self->text, &self->size, error))
    return NULL;
  if (self->size == 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected text, found an empty file", path);
      return NULL;
    }
  if (memchr (self->text, '\0', self->size) != NULL)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected text, found a binary file", path);
      return NULL;
    }
  /* The byte order mark that Windows editors put before UTF-8. */
  self->next = self->text + (g_str_has_prefix (self->text, "\xef\xbb\xbf") ? 3 : 0);
  return g_steal_pointer (&self);
}

VitTextFile *
vit_text_file_new (const char *path, const char *text)
{
  VitTextFile *self = g_new0 (VitTextFile, 1);

  self->path = g_strdup (path);
  self->text = self->next = g_strdup (text);
  self->size = strlen (text);
  return self;
}

void
vit_text_file_close (VitTextFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

char *
vit_text_file_next (VitTextFile *self)
{
  char *line = self->next, *end;

  if (line == NULL || line == self->text + self->size)
    return NULL;

  end = memchr (line, '\n', self->size - (gsize) (line - self->text));
  if (end != NULL)
    {
      self->next = end + 1;
      *end = '\0';
      if (end > line && end[-1] == '\r')
        end[-1] = '\0';
    }
  else
    {
      self->next = NULL;
      g_strchomp (line);
    }
  self->line_number++;
  return line;
}

VitTextMark
vit_text_file_get_mark (const VitTextFile *self)
{
  return (VitTextMark){ self->next, self->line_number };
}

void
vit_text_file_seek (VitTextFile *self, const VitTextMark *mark)
{
  self->next = mark->next;
  self->line_number = mark->line_number;
}

gsize
vit_text_file_skip (VitTextFile *self, gsize n)
{
  const char *stop = self->text + self->size;
  gsize skipped = 0;

  for (; skipped < n && self->next != NULL && self->next < stop; skipped++)
    {
      char *end = memchr (self->next, '\n', (gsize) (stop - self->next));

      self->next = end != NULL ? end + 1 : NULL;
      self->line_number++;
    }
  return skipped;
}

void
vit_text_file_skip_blank (VitTextFile *self)
{
  while (self->next != NULL && self->next < self->text + self->size)
    {
      const char *c = self->next + strspn (self->next, " \t\r\v\f");

      if (*c != '\n' && *c != '\0')
        return;
      vit_text_file_skip (self, 1);
    }
}

int
vit_text_file_get_line_number (const VitTextFile *self)
{
  return self->line_number;
}

const char *
vit_text_file_get_path (const VitTextFile *self)
{
  return self->path;
}

const char *
vit_text_file_get_text (const VitTextFile *self)
{
  return self->next;
}

static void
set_error_valist (const VitTextFile *self, int line_number, GError **error, const char *format, va_list arguments)
{
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  /* What was found may be Latin-1, or cut within a character; whoever shows the message relies on UTF-8. */
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s:%d: %s", self->path, MAX (line_number, 1), valid);
}

gboolean
vit_text_file_set_error (const VitTextFile *self, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_error_valist (self, self->line_number, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

gboolean
vit_text_file_set_error_at (const VitTextFile *self, int line_number, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_error_valist (self, line_number, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
is_separator (char c)
{
  return c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\v' || c == '\f';
}

int
vit_split_fields (char *line, char **fields, int max)
{
  int n = 0;

  for (char *c = line; *c != '\0';)
    {
      while (is_separator (*c))
        c++;
      if (*c == '\0')
        break;
      if (n < max)
        fields[n] = c;
      n++;
      while (*c != '\0' && !is_separator (*c))
        c++;
      if (*c != '\0')
        *c++ = '\0';
    }
  return n;
}

gboolean
vit_parse_double (const char *text, double *value)
{
  char buffer[64], *end;
  double number;

  if (strpbrk (text, "dD") != NULL && strlen (text) < sizeof buffer)
    {
      g_strlcpy (buffer, text, sizeof buffer);
      for (char *c = buffer; *c != '\0'; c++)
        if (*c == 'd' || *c == 'D')
          *c = 'e';
      text = buffer;
    }
  /* Hexadecimal, "inf" and "nan" are numbers to strtod, but never to a person. */
  if (*text == '\0' || strspn (text, "+-.0123456789eE") != strlen (text))
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || end == text || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

gboolean
vit_parse_integer (const char *text, gint64 *value)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
}
