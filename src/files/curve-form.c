/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve-form.h"

#include <math.h>
#include <string.h>

/* One line a form, in the order of VitCurveForm. */
static const struct
{
  const char *name;  /* in a recipe */
  const char *title; /* on the screen */
  VitCurveKind kind;
  int power;
} forms[] = {
  [VIT_FORM_DETECT] = { "detect", "detect", VIT_CURVE_SQ, 0 },
  [VIT_FORM_S] = { "S(q)", "S(q)", VIT_CURVE_SQ, 0 },
  [VIT_FORM_S_MINUS_1] = { "S(q)-1", "S(q) − 1", VIT_CURVE_SQ, 0 },
  [VIT_FORM_Q_S_MINUS_1] = { "q[S(q)-1]", "q[S(q) − 1]", VIT_CURVE_SQ, 1 },
  [VIT_FORM_G] = { "g(r)", "g(r)", VIT_CURVE_RDF, 0 },
  [VIT_FORM_G_MINUS_1] = { "g(r)-1", "g(r) − 1", VIT_CURVE_RDF, 0 },
  [VIT_FORM_PDF] = { "G(r)", "G(r) = 4πρr[g(r) − 1]", VIT_CURVE_RDF, 1 },
  [VIT_FORM_CHI] = { "chi(k)", "χ(k)", VIT_CURVE_EXAFS, 0 },
  [VIT_FORM_K_CHI] = { "k*chi(k)", "kχ(k)", VIT_CURVE_EXAFS, 1 },
  [VIT_FORM_K2_CHI] = { "k^2*chi(k)", "k²χ(k)", VIT_CURVE_EXAFS, 2 },
  [VIT_FORM_K3_CHI] = { "k^3*chi(k)", "k³χ(k)", VIT_CURVE_EXAFS, 3 },
};

const char *
vit_curve_form_to_string (VitCurveForm form)
{
  g_return_val_if_fail ((guint) form < G_N_ELEMENTS (forms), "detect");
  return forms[form].name;
}

/* Without blanks, and with the minus sign of typography made a hyphen. */
static char *
squeeze (const char *text)
{
  g_autofree char *all = g_strdup (text);
  g_auto (GStrv) parts = NULL;
  char *end = all;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      *end++ = *c;
  *end = '\0';
  parts = g_strsplit (all, "−", -1);
  return g_strjoinv ("-", parts);
}

gboolean
vit_curve_form_from_string (const char *text, VitCurveForm *form)
{
  g_autofree char *squeezed = squeeze (text);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      /* The capital tells G(r) from g(r), and nothing elsewhere. */
      gboolean exact = i == VIT_FORM_G || i == VIT_FORM_G_MINUS_1 || i == VIT_FORM_PDF;

      if (exact ? strcmp (squeezed, forms[i].name) == 0 : g_ascii_strcasecmp (squeezed, forms[i].name) == 0)
        {
          *form = (VitCurveForm) i;
          return TRUE;
        }
    }
  return FALSE;
}

VitCurveKind
vit_curve_form_kind (VitCurveForm form)
{
  return forms[form].kind;
}

const char *
vit_curve_kind_symbol (VitCurveKind kind)
{
  return kind == VIT_CURVE_SQ ? "q" : kind == VIT_CURVE_RDF ? "r" : "k";
}

const char *
vit_curve_form_title (VitCurveForm form)
{
  return forms[form].title;
}

int
vit_curve_form_power (VitCurveForm form)
{
  return forms[form].power;
}

double
vit_curve_form_plain (VitCurveForm form, double density, double x, double y)
{
  switch (form)
    {
    case VIT_FORM_S_MINUS_1:
    case VIT_FORM_G_MINUS_1:
      return 1 + y;
    case VIT_FORM_Q_S_MINUS_1:
      return 1 + y / x;
    case VIT_FORM_PDF:
      return 1 + y / (4 * G_PI * density * x);
    case VIT_FORM_K_CHI:
      return y / x;
    case VIT_FORM_K2_CHI:
      return y / (x * x);
    case VIT_FORM_K3_CHI:
      return y / (x * x * x);
    case VIT_FORM_S:
    case VIT_FORM_G:
    case VIT_FORM_CHI:
    case VIT_FORM_DETECT:
    default:
      return y;
    }
}
