/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-labels.h"

#include "element.h"

#include <string.h>

/* What columns are called. A name of %VIT_FORM_DETECT only says that the column is such a curve: people write "S(q)"
 * over S(q) − 1 and over q[S(q) − 1], too. For χ(k) the name is all there is: the curve seldom tells the power of k. */
static const struct
{
  VitCurveKind kind;
  const char *name; /* as canonical() gives it */
  VitCurveForm form;
} known[] = {
  { VIT_CURVE_SQ, "s(q)", VIT_FORM_DETECT },
  { VIT_CURVE_SQ, "sq", VIT_FORM_DETECT },
  { VIT_CURVE_SQ, "s", VIT_FORM_DETECT },
  { VIT_CURVE_SQ, "s(q)-1", VIT_FORM_S_MINUS_1 },
  { VIT_CURVE_SQ, "sq-1", VIT_FORM_S_MINUS_1 },
  { VIT_CURVE_SQ, "s-1", VIT_FORM_S_MINUS_1 },
  { VIT_CURVE_SQ, "q(s(q)-1)", VIT_FORM_Q_S_MINUS_1 },
  { VIT_CURVE_SQ, "q(sq-1)", VIT_FORM_Q_S_MINUS_1 },
  { VIT_CURVE_SQ, "q(s-1)", VIT_FORM_Q_S_MINUS_1 },
  { VIT_CURVE_SQ, "f(q)", VIT_FORM_DETECT },
  { VIT_CURVE_SQ, "fq", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "g(r)", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "gr", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "g", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "g(r)-1", VIT_FORM_G_MINUS_1 },
  { VIT_CURVE_RDF, "h(r)", VIT_FORM_G_MINUS_1 },
  { VIT_CURVE_RDF, "G(r)", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "Gr", VIT_FORM_DETECT },
  { VIT_CURVE_RDF, "G", VIT_FORM_DETECT },
  { VIT_CURVE_EXAFS, "chi", VIT_FORM_CHI },
  { VIT_CURVE_EXAFS, "chik", VIT_FORM_K_CHI },
  { VIT_CURVE_EXAFS, "kchi", VIT_FORM_K_CHI },
  { VIT_CURVE_EXAFS, "chik1", VIT_FORM_K_CHI },
  { VIT_CURVE_EXAFS, "k1chi", VIT_FORM_K_CHI },
  { VIT_CURVE_EXAFS, "chik2", VIT_FORM_K2_CHI },
  { VIT_CURVE_EXAFS, "k2chi", VIT_FORM_K2_CHI },
  { VIT_CURVE_EXAFS, "chik3", VIT_FORM_K3_CHI },
  { VIT_CURVE_EXAFS, "k3chi", VIT_FORM_K3_CHI },
};

static char *
replace_all (char *text, const char *old, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_free (text);
  return g_strjoinv (with, parts);
}

/* One way of writing for names that differ in marks only: "k^2*chi(k)", "k²·χ(k)", "K2_CHI" → "k2chi". */
static char *
canonical (const char *name, VitCurveKind kind)
{
  static const char *const marks[][2] = { { "*", "" },  { "·", "" },  { "_", "" },  { "−", "-" }, { "²", "2" },
                                          { "³", "3" }, { "[", "(" }, { "]", ")" }, { "^", "" },  { "χ", "chi" } };
  char *text = kind == VIT_CURVE_RDF ? g_strdup (name) : g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    text = replace_all (text, marks[i][0], marks[i][1]);
  return kind == VIT_CURVE_EXAFS ? replace_all (text, "(k)", "") : text;
}

static int
look_up (const char *name, VitCurveKind kind)
{
  g_autofree char *text = canonical (name, kind);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].kind == kind && g_str_equal (known[i].name, text))
      return (int) i;
  return -1;
}

int
vit_column_labels_find_x (const VitColumnLabels *self, VitCurveKind kind)
{
  const char *symbol = kind == VIT_CURVE_SQ ? "q" : kind == VIT_CURVE_RDF ? "r" : "k";

  for (int i = 0; i < self->n; i++)
    if (g_ascii_strcasecmp (self->names[i], symbol) == 0)
      return i + 1;
  return 0;
}

int
vit_column_labels_find_y (const VitColumnLabels *self, VitCurveKind kind, VitCurveForm wanted)
{
  int best = 0, best_rank = G_MAXINT;

  for (int i = 0; i < self->n; i++)
    {
      int rank = look_up (self->names[i], kind);

      if (rank < 0)
        continue;
      if (wanted != VIT_FORM_DETECT && known[rank].form == wanted)
        return i + 1;
      if (rank < best_rank)
        {
          best = i + 1;
          best_rank = rank;
        }
    }
  return best;
}

/* "Cu-Zr" of "g_CuZr", "S(Cu-Zr)", "Cu_Zr"; %NULL if there are not just two elements behind an S, g or h at most. */
static char *
read_pair (const char *name)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^[sSgGhH]?[^A-Za-z0-9]*([A-Z][a-z]?)[^A-Za-z0-9]*([A-Z][a-z]?)([^A-Za-z]|$)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *a = NULL, *b = NULL;

  if (!g_regex_match (regex, name, 0, &match))
    return NULL;
  a = g_match_info_fetch (match, 1);
  b = g_match_info_fetch (match, 2);
  if (vit_element_by_symbol (a, -1) == NULL || vit_element_by_symbol (b, -1) == NULL)
    return NULL;
  return g_strdup_printf ("%s-%s", a, b);
}

int
vit_column_labels_find_pair (const VitColumnLabels *self, const char *pair, gboolean *others)
{
  g_auto (GStrv) part = g_strsplit (pair, "-", 2);
  g_autofree char *turned = g_strdup_printf ("%s-%s", part[1], part[0]);

  *others = FALSE;
  for (int i = 0; i < self->n; i++)
    {
      g_autofree char *found = read_pair (self->names[i]);

      if (found != NULL && (g_str_equal (found, pair) || g_str_equal (found, turned)))
        return i + 1;
      *others = *others || found != NULL;
    }
  return 0;
}

VitCurveForm
vit_column_labels_get_form (const VitColumnLabels *self, int column, VitCurveKind kind, gboolean *weak)
{
  const char *name = self->names[column - 1];
  int found = look_up (name, kind);

  *weak = FALSE;
  if (found < 0)
    return VIT_FORM_DETECT;
  if (g_str_equal (known[found].name, "chik") && strpbrk (name, "*^") == NULL && strstr (name, "·") == NULL)
    {
      /* Athena writes chi, chik, chik2 and chik3 side by side; beside one of those the name is clear. */
      *weak = TRUE;
      for (int i = 0; i < self->n; i++)
        if (i != column - 1 && look_up (self->names[i], kind) >= 0)
          *weak = FALSE;
    }
  return known[found].form;
}
