/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-labels.h"

#include <string.h>

/* Labels stand at the end of a header; of a long one only the end is looked at. */
#define MAX_HEADER_LINES 50

void
vit_column_labels_free (VitColumnLabels *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->names);
  g_strfreev (self->units);
  g_free (self);
}

/* A copy without comment and quotation marks, in which what stands in brackets is of one piece with the word before it:
 * "# q (1/A), S(q) - 1" → "q(1/A), S(q) - 1". */
static char *
join_brackets (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line + strspn (line, "#!%;* \t"), -1);
  GString *out = g_string_new (NULL);
  int depth = 0;

  for (const char *c = valid; *c != '\0'; c++)
    {
      if (g_str_equal (c, "@#"))
        break;
      if (*c == '"')
        continue;
      if (*c == '(' || *c == '[')
        {
          if (depth == 0)
            while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
              g_string_truncate (out, out->len - 1);
          depth++;
        }
      else if (depth > 0 && (*c == ')' || *c == ']'))
        depth--;
      if (depth > 0 && g_ascii_isspace (*c))
        continue;
      g_string_append_c (out, depth > 0 && strchr (",;", *c) != NULL ? '_' : *c);
    }
  return g_string_free (out, FALSE);
}

static char *
without_blanks (const char *text)
{
  char *copy = g_strdup (text), *end = copy;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      *end++ = *c;
  *end = '\0';
  return copy;
}

/* The pieces of @line at @separator (a regular expression), if there are @n and none is empty. */
static char **
split_exactly (const char *line, const char *separator, int n)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));
  g_auto (GStrv) pieces = g_regex_split_simple (separator, stripped, 0, 0);

  if ((int) g_strv_length (pieces) != n)
    return NULL;
  for (int i = 0; i < n; i++)
    {
      char *piece = without_blanks (pieces[i]);

      g_free (pieces[i]);
      pieces[i] = piece;
      if (*piece == '\0')
        return NULL;
    }
  return g_steal_pointer (&pieces);
}

/* The underscore before a unit that a name ends in, as in "k2_chi_A^-2"; %NULL if there is none. */
static char *
find_last_unit (char *name)
{
  static const char *const units[] = { "A^-", "nm^-", "1/A", "1/nm" };
  char *mark = strrchr (name, '_');

  for (gsize i = 0; mark != NULL && i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (mark + 1, units[i]))
      return mark;
  return NULL;
}

/* Cuts a unit off the name: "q(1/A)", "r/nm", "k_1/A", "k2_chi_A^-2"; not the argument of "S(q)", nor the bracket of
 * "q[S(q)-1]". */
static char *
take_unit (char *name)
{
  gsize length = strlen (name);
  char *open = strpbrk (name, "(["), *mark;
  char *unit;

  /* Of several on one level, as in "chi(k)(A^-2)", the last. */
  for (char *next = open; next != NULL; next = strpbrk (next + 1, "(["))
    if (next > open && strchr (")]", next[-1]) != NULL)
      open = next;
  if (open != NULL && open > name && strchr (")]", name[length - 1]) != NULL)
    {
      gboolean argument = strlen (open) == 3 && strchr ("qkrQKR", open[1]) != NULL;

      if (argument || strchr ("sSgG", open[1]) != NULL)
        return g_strdup ("");
      unit = g_strndup (open + 1, strlen (open) - 2);
      *open = '\0';
      return unit;
    }
  mark = length > 0 ? find_last_unit (name + 1) : NULL;
  if (mark != NULL)
    {
      unit = g_strdup (mark + 1);
      *mark = '\0';
      return unit;
    }
  mark = length > 0 ? strpbrk (name + 1, "_/") : NULL;
  if (mark != NULL && mark == name + 1 && strchr ("1aAn\xc3", mark[1]) != NULL) /* 0xc3 begins Å */
    {
      unit = g_strdup (mark + 1);
      *mark = '\0';
      return unit;
    }
  return g_strdup ("");
}

static VitColumnLabels *
labels_of_line (const char *line, int n_columns)
{
  static const char *const separators[] = { "[,;]", "\\t+", "[ \\t]{2,}", "[ \\t]+" };
  g_autofree char *joined = join_brackets (line);

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      char **names = split_exactly (joined, separators[i], n_columns);
      VitColumnLabels *self;

      if (names == NULL)
        continue;
      self = g_new0 (VitColumnLabels, 1);
      self->n = n_columns;
      self->names = names;
      self->units = g_new0 (char *, n_columns + 1);
      for (int j = 0; j < n_columns; j++)
        self->units[j] = take_unit (names[j]);
      return self;
    }
  return NULL;
}

static guint
first_line (const GPtrArray *header)
{
  return header->len > MAX_HEADER_LINES ? header->len - MAX_HEADER_LINES : 0;
}

VitColumnLabels *
vit_column_labels_find (const GPtrArray *header, int n_columns, VitCurveKind kind)
{
  for (guint i = header->len; i-- > first_line (header);)
    {
      const char *line = header->pdata[i];
      g_autoptr (VitColumnLabels) labels = NULL;

      /* A line of kilobytes is no list of names. */
      if (strlen (line) > 4096)
        continue;
      labels = labels_of_line (line, n_columns);
      /* A title may happen to have as many words as there are columns. */
      if (labels != NULL
          && (vit_column_labels_find_x (labels, kind) > 0 || vit_column_label_is_foreign (labels->names[0])))
        return g_steal_pointer (&labels);
    }
  return NULL;
}

gboolean
vit_column_label_is_foreign (const char *name)
{
  static const char *const foreign[]
      = { "e", "energy", "2theta", "twotheta", "two_theta", "tth", "2th", "theta", "2θ" };

  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (g_ascii_strcasecmp (name, foreign[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains_any (const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

int
vit_header_length_unit (const GPtrArray *header, const VitColumnLabels *labels, int x_column, VitCurveKind kind)
{
  static const char *const nm[] = { "nm-1", "nm^-1", "1/nm", "nm⁻¹", "nm^{-1}", "nm**-1", "nm−1", "nm^(-1)", "/nm" };
  static const char *const angstrom[]
      = { "å-1",        "å^-1",        "1/å", "å⁻¹",   "å^{-1}", "a^-1",  "a^{-1}", "a^(-1)",
          "1/angstrom", "angstrom^-1", "a⁻¹", "a**-1", "ang^-1", "(1/a)", "[1/a]" };
  gboolean says_nm = FALSE, says_angstrom = FALSE;

  if (labels != NULL && *labels->units[x_column - 1] != '\0')
    {
      g_autofree char *unit = g_utf8_strdown (labels->units[x_column - 1], -1);

      says_nm = strstr (unit, "nm") != NULL;
      says_angstrom = !says_nm && (strstr (unit, "a") != NULL || strstr (unit, "å") != NULL);
    }
  if (says_nm || says_angstrom || kind == VIT_CURVE_RDF)
    return says_nm == says_angstrom ? -1 : says_nm;
  /* A length in the text may be a wavelength, but an inverse length is a q or a k. */
  for (guint i = first_line (header); i < header->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (header->pdata[i], -1);
      g_autofree char *line = g_utf8_strdown (valid, -1);

      says_nm = says_nm || contains_any (line, nm, G_N_ELEMENTS (nm));
      says_angstrom = says_angstrom || contains_any (line, angstrom, G_N_ELEMENTS (angstrom));
    }
  return says_nm == says_angstrom ? -1 : says_nm;
}
