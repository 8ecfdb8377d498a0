/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini-file.h"

#include "error.h"
#include "text-file.h"

#include <math.h>
#include <string.h>

struct _VitIniFile
{
  char *path;
  GKeyFile *file;
  GHashTable *lines; /* "group\nkey" or "group\n" → line number */
};

static char *
line_key (const char *group, const char *key)
{
  return g_strconcat (group, "\n", key, NULL);
}

/* Notes where a group or key stands. Returns: whether it is there for the first time. */
static gboolean
note_line (VitIniFile *self, const char *group, const char *key, int line)
{
  return g_hash_table_insert (self->lines, line_key (group, key), GINT_TO_POINTER (line));
}

/* What GKeyFile allows as the name of a group or a key. */
static gboolean
is_name (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '[' || *c == ']' || g_ascii_iscntrl (*c))
      return FALSE;
  return *text != '\0';
}

/* "[group]", with or without a comment behind. Returns: its name, or %NULL if @line is none. */
static char *
parse_group (const char *line)
{
  const char *end = strchr (line, ']'), *rest = end != NULL ? end + 1 : NULL;
  g_autofree char *name = NULL;

  if (*line != '[' || end == NULL)
    return NULL;
  while (g_ascii_isspace (*rest))
    rest++;
  name = g_strndup (line + 1, (gsize) (end - line - 1));
  return (*rest == '\0' || (*rest == '#' && rest > end + 1)) && is_name (name) ? g_steal_pointer (&name) : NULL;
}

/* Appends the line to @plain, free of all that GKeyFile might read otherwise. */
static gboolean
scan_line (VitIniFile *self, const VitTextFile *text, char *line, char **group, GString *plain, GError **error)
{
  int number = vit_text_file_get_line_number (text);
  g_autofree char *key = NULL;
  char *name, *equals;

  g_strstrip (line);
  if (*line == '\0' || *line == '#' || *line == ';')
    return TRUE;
  name = parse_group (line);
  if (name != NULL)
    {
      g_free (*group);
      *group = name;
      g_string_append_printf (plain, "[%s]\n", name);
      if (!note_line (self, *group, "", number))
        return vit_text_file_set_error (text, error, "expected each group once, found [%s] again", *group);
      return TRUE;
    }
  equals = strchr (line, '=');
  if (equals != NULL)
    key = g_strchomp (g_strndup (line, (gsize) (equals - line)));
  if (key == NULL || !is_name (key))
    return vit_text_file_set_error (text, error, "expected [group], key = value or # comment, found \"%.60s\"", line);
  if (*group == NULL)
    return vit_text_file_set_error (text, error, "expected a [group] before the first key");
  g_string_append_printf (plain, "%s=%s\n", key, equals + 1);
  if (!note_line (self, *group, key, number))
    return vit_text_file_set_error (text, error, "expected each key once in its group, found \"%s\" again", key);
  return TRUE;
}

static VitIniFile *
read_text (VitTextFile *text, GError **error)
{
  const char *path = vit_text_file_get_path (text);
  g_autoptr (VitIniFile) self = g_new0 (VitIniFile, 1);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *group = NULL;
  GError *local = NULL;
  char *line;

  self->path = g_strdup (path);
  self->file = g_key_file_new ();
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((line = vit_text_file_next (text)) != NULL)
    if (!scan_line (self, text, line, &group, plain, error))
      return NULL;
  if (!g_key_file_load_from_data (self->file, plain->str, plain->len, G_KEY_FILE_NONE, &local))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: %s", path, local->message);
      g_error_free (local);
      return NULL;
    }
  return g_steal_pointer (&self);
}

VitIniFile *
vit_ini_file_read (const char *path, GError **error)
{
  g_autoptr (VitTextFile) text = vit_text_file_open (path, error);

  return text != NULL ? read_text (text, error) : NULL;
}

VitIniFile *
vit_ini_file_parse (const char *path, const char *content, GError **error)
{
  g_autoptr (VitTextFile) text = vit_text_file_new (path, content);

  return read_text (text, error);
}

void
vit_ini_file_free (VitIniFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_key_file_free (self->file);
  g_hash_table_unref (self->lines);
  g_free (self);
}

const char *
vit_ini_file_get_path (const VitIniFile *self)
{
  return self->path;
}

char **
vit_ini_file_get_groups (const VitIniFile *self)
{
  return g_key_file_get_groups (self->file, NULL);
}

int
vit_ini_file_get_line (const VitIniFile *self, const char *group, const char *key)
{
  g_autofree char *own = line_key (group, key), *whole = line_key (group, "");
  int line = GPOINTER_TO_INT (g_hash_table_lookup (self->lines, own));

  return line > 0 ? line : GPOINTER_TO_INT (g_hash_table_lookup (self->lines, whole));
}

gboolean
vit_ini_file_set_error (const VitIniFile *self, const char *group, const char *key, GError **error, const char *format,
                        ...)
{
  g_autofree char *message = NULL;
  int line = vit_ini_file_get_line (self, group, key != NULL ? key : "");
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s:%d: %s", self->path, MAX (line, 1), message);
  return FALSE;
}

gboolean
vit_ini_file_check_keys (const VitIniFile *self, const char *group, const char *const *allowed, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (allowed, keys[i]))
      {
        g_autofree char *list = g_strjoinv (", ", (char **) allowed);

        return vit_ini_file_set_error (self, group, keys[i], error, "expected one of %s in [%s], found \"%s\"", list,
                                       group, keys[i]);
      }
  return TRUE;
}

gboolean
vit_ini_file_has (const VitIniFile *self, const char *group, const char *key)
{
  return g_key_file_has_key (self->file, group, key, NULL);
}

char *
vit_ini_file_get_string (const VitIniFile *self, const char *group, const char *key)
{
  char *value = g_key_file_get_value (self->file, group, key, NULL);

  for (char *c = value; c != NULL && *c != '\0'; c++)
    if (*c == '#' && (c == value || g_ascii_isspace (c[-1])))
      {
        *c = '\0';
        break;
      }
  if (value != NULL && *g_strstrip (value) == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

char *
vit_ini_file_get_path_value (const VitIniFile *self, const char *group, const char *key)
{
  g_autofree char *value = vit_ini_file_get_string (self, group, key), *folder = NULL;

  if (value == NULL || g_path_is_absolute (value))
    return g_steal_pointer (&value);
  folder = g_path_get_dirname (self->path);
  return g_str_equal (folder, ".") ? g_steal_pointer (&value) : g_build_filename (folder, value, NULL);
}

gboolean
vit_ini_file_get_double (const VitIniFile *self, const char *group, const char *key, double low, double high,
                         double *value, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (self, group, key);
  double number;

  if (!vit_ini_file_has (self, group, key))
    return TRUE;
  if (text == NULL || !vit_parse_double (text, &number) || number < low || number > high)
    return vit_ini_file_set_error (self, group, key, error, "%s: expected a number from %g to %g, found \"%s\"", key,
                                   low, high, text != NULL ? text : "");
  *value = number;
  return TRUE;
}

gboolean
vit_ini_file_get_integer (const VitIniFile *self, const char *group, const char *key, gint64 low, gint64 high,
                          gint64 *value, GError **error)
{
  double number = (double) *value;

  if (!vit_ini_file_get_double (self, group, key, (double) low, (double) high, &number, error))
    return FALSE;
  if (number != rint (number))
    return vit_ini_file_set_error (self, group, key, error, "%s: expected a whole number, found %g", key, number);
  *value = (gint64) number;
  return TRUE;
}

gboolean
vit_ini_file_get_boolean (const VitIniFile *self, const char *group, const char *key, gboolean *value, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (self, group, key);

  if (!vit_ini_file_has (self, group, key))
    return TRUE;
  *value = g_strcmp0 (text, "yes") == 0;
  return *value || g_strcmp0 (text, "no") == 0
         || vit_ini_file_set_error (self, group, key, error, "%s: expected yes or no, found \"%s\"", key,
                                    text != NULL ? text : "");
}
