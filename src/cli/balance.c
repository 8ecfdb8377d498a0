/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "balance.h"

#include "analysis-options.h"
#include "cli.h"
#include "fit.h"

#include <math.h>
#include <stdio.h>

/* Four times as many as in the window, where nobody waits for them: means within some 2 %. */
#define N_PROPOSALS (4 * VIT_BALANCE_PROPOSALS)

static void
print_text (const VitAnnealer *annealer, const VitTermChange *changes, const double *weights)
{
  static const char *const titles[] = { "|Δδ²|", "±", "σ", "|Δχ²|", "weight", "suggested" };

  vit_cli_print_cell ("data set", -20);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    vit_cli_print_cell (titles[i], 11);
  printf ("\n");
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      vit_cli_print_cell (term->name, -20);
      printf (" %10.3g %10.1g %10.3g %10.3g %10.4g %10.4g\n", changes[t].mean, changes[t].error, term->sigma,
              vit_term_change_get_chi2 (&changes[t], term), term->weight, weights[t]);
    }
}

static void
print_json (const VitAnnealer *annealer, const VitTermChange *changes, const double *weights)
{
  g_autoptr (VitTable) table = vit_table_new ("terms", "name", "mean_change", "mean_change_error", "sigma",
                                              "mean_chi2_change", "weight", "suggested_weight", NULL);

  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      vit_table_add_text (table, term->name);
      vit_table_add_number (table, changes[t].mean);
      vit_table_add_number (table, changes[t].error);
      vit_table_add_number (table, term->sigma);
      vit_table_add_number (table, vit_term_change_get_chi2 (&changes[t], term));
      vit_table_add_number (table, term->weight);
      vit_table_add_number (table, weights[t]);
    }
  vit_cli_print_tables (TRUE, 1, &table);
}

static int
balance (const VitFit *fit, gint64 n_moves, gboolean as_json)
{
  int n = vit_annealer_get_n_terms (fit->annealer);
  g_autofree VitTermChange *changes = g_new (VitTermChange, n);
  g_autofree double *weights = g_new (double, n);
  GError *error = NULL;

  for (guint i = 0; i < fit->notes->len; i++)
    fprintf (stderr, "%s\n", (const char *) fit->notes->pdata[i]);
  if (!vit_annealer_run (fit->annealer, n_moves, &error))
    return vit_cli_fail (error);
  if (vit_annealer_measure_balance (fit->annealer, N_PROPOSALS, changes) == 0)
    fprintf (stderr,
             "vitrum-cli: every move brings atoms closer than the recipe allows: there is nothing to balance\n");
  vit_balance_suggest (fit->annealer, changes, weights);
  if (as_json)
    print_json (fit->annealer, changes, weights);
  else
    print_text (fit->annealer, changes, weights);
  return VIT_CLI_DONE;
}

int
vit_cli_balance (int argc, char **argv)
{
  g_autofree char *moves_text = NULL;
  gboolean as_json = FALSE;
  double moves = 0;
  const GOptionEntry entries[] = {
    { "moves", 0, 0, G_OPTION_ARG_STRING, &moves_text, "Moves of the recipe's schedule to make first (0)", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitRecipe) recipe = NULL;
  g_autoptr (VitFit) fit = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (entries, "RECIPE", 1,
                      "Prints how much a move changes each data set, and weights with which none drowns the others.",
                      &argc, &argv))
    return VIT_CLI_BAD_INPUT;
  if (!vit_cli_option_double ("--moves", moves_text, 0, 1e12, &moves))
    return VIT_CLI_BAD_INPUT;
  if (moves != rint (moves))
    return vit_cli_usage ("--moves: expected a whole number, found %g", moves);
  recipe = vit_recipe_read (argv[1], &error);
  if (recipe == NULL)
    return vit_cli_fail (error);
  fit = vit_fit_new (g_steal_pointer (&recipe), &error);
  if (fit == NULL)
    return vit_cli_fail (error);
  return balance (fit, (gint64) moves, as_json);
}
