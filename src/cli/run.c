/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "agreement.h"
#include "data-term.h"
#include "error.h"
#include "fit.h"
#include "folder.h"
#include "result-files.h"
#include "session.h"
#include "value-term.h"

#include <stdio.h>
#include <string.h>

/* The R² below which the program says that a term will not get there by more moves. */
#define WANTED_R2 0.99

typedef struct
{
  char *out;
  char *seed;
  char *moves;
  gboolean quiet;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->out);
  g_free (self->seed);
  g_free (self->moves);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* "data/recipes/ta.ini" → "ta-result". */
static char *
default_folder (const char *recipe)
{
  g_autofree char *name = g_path_get_basename (recipe);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strconcat (name, "-result", NULL);
}

static void
print_moves (const VitAnnealer *annealer, double seconds)
{
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  double all = (double) MAX (counts->attempted, 1);

  printf ("\n%.2f million moves in %.1f s: %.0f attempted/s, %.0f fully evaluated/s\n",
          (double) counts->attempted / 1e6, seconds, (double) counts->attempted / seconds,
          (double) counts->evaluated / seconds);
  printf ("accepted %.1f %%; rejected as too close %.1f %%", 100 * (double) counts->accepted / all,
          100 * (double) counts->too_close / all);
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      printf (", by %s %.1f %%", term->name, 100 * (double) term->rejected / all);
    }
  printf ("\n");
  if (counts->blocks > 0)
    printf ("%" G_GINT64_FORMAT " blocks of %" G_GINT64_FORMAT " moves, %.1f %% of them undone by slow terms\n",
            counts->blocks, vit_annealer_get_settings (annealer)->block,
            100 * (double) counts->undone / (double) counts->blocks);
}

/* Only where there are others than displacements. */
static void
print_kinds (const VitAnnealer *annealer)
{
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);

  if (counts->kinds[VIT_MOVE_DISPLACEMENT].attempted == counts->attempted)
    return;
  printf ("\n");
  vit_cli_print_cell ("kind of move", -20);
  for (const char *const *title = (const char *const[]){ "attempted", "accepted", "gain in χ²", NULL }; *title != NULL;
       title++)
    vit_cli_print_cell (*title, 11);
  printf ("\n");
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    {
      const VitMoveCounts *of = &counts->kinds[kind];

      if (of->attempted > 0)
        printf ("%-20s %10" G_GINT64_FORMAT " %8.2f %% %10.4g\n", vit_move_kind_to_string ((VitMoveKind) kind),
                of->attempted, 100 * (double) of->accepted / (double) of->attempted, of->gain);
    }
}

static void
print_constraints (const VitAnnealer *annealer)
{
  gboolean begun = FALSE;

  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);
      const VitQuantity *quantity = vit_value_term_get_quantity (term);

      if (quantity == NULL)
        continue;
      if (!begun)
        {
          printf ("\n");
          vit_cli_print_cell ("constraint", -20);
          for (const char *const *title = (const char *const[]){ "value", "χ²", NULL }; *title != NULL; title++)
            vit_cli_print_cell (*title, 11);
          printf ("\n");
          begun = TRUE;
        }
      vit_cli_print_cell (term->name, -20);
      printf (" %10.5g %10.4g  %s%s\n", vit_value_term_get_value (term), term->delta2 * vit_term_get_factor (term),
              quantity->unit, term->disabled ? ", watched only" : "");
    }
}

static void
print_table (const VitAnnealer *annealer)
{
  vit_cli_print_cell ("fitted", -20);
  for (const char *const *title = (const char *const[]){ "R²", "δ²", "σ", "χ²", NULL }; *title != NULL; title++)
    vit_cli_print_cell (*title, 11);
  printf ("\n");
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      if (vit_data_term_get_observable (term) == NULL || term->disabled)
        continue;
      vit_cli_print_cell (term->name, -20);
      printf (" %10.5f %10.4g %10.3g %10.4g\n", vit_data_term_get_r2 (term), term->delta2, term->sigma,
              term->delta2 * vit_term_get_factor (term));
    }
}

/* @begun: (inout): whether there was one before */
static void
print_unfitted_row (const char *name, double r2, gboolean *begun)
{
  if (!*begun)
    {
      printf ("\n");
      vit_cli_print_cell ("not fitted", -20);
      vit_cli_print_cell ("R²", 11);
      printf ("\n");
    }
  *begun = TRUE;
  vit_cli_print_cell (name, -20);
  printf (" %10.5f\n", r2);
}

/* Data sets that were only watched, and how the model compares with the target. */
static void
print_unfitted (const VitAnnealer *annealer, const GArray *unfitted)
{
  gboolean begun = FALSE;

  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      if (term->disabled && vit_data_term_get_observable (term) != NULL)
        print_unfitted_row (term->name, vit_data_term_get_r2 (term), &begun);
    }
  for (guint i = 0; unfitted != NULL && i < unfitted->len; i++)
    {
      const VitAgreement *agreement = &g_array_index (unfitted, VitAgreement, i);

      if (g_str_has_prefix (agreement->name, "g(r)"))
        print_unfitted_row (agreement->name, agreement->r2, &begun);
    }
}

static void
print_fit (const VitFit *fit, const VitHistory *history, const GArray *unfitted)
{
  const VitAnnealer *annealer = fit->annealer;

  print_table (annealer);
  print_constraints (annealer);
  print_kinds (annealer);
  print_unfitted (annealer, unfitted);
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (annealer, t);

      if (!term->disabled && vit_data_term_get_r2 (term) < WANTED_R2 && vit_history_is_in_equilibrium (history, t))
        printf (
            "\n%s has come to equilibrium at σ = %.3g with R² = %.4f: more moves will not improve it; a smaller σ or a "
            "larger weight will.\n",
            term->name, term->sigma, vit_data_term_get_r2 (term));
    }
}

static GArray *
compare_with_target (const VitFit *fit)
{
  VitRange range = { 0.6, 20, 0.05 };
  g_autofree double *q = vit_range_get_points (&range);
  VitAgreementOptions options
      = { .bin = fit->recipe->bin, .r_max = fit->recipe->r_max, .n = vit_range_get_n (&range), .q = q };
  g_autoptr (VitConfiguration) model = vit_fit_get_configuration (fit);

  return fit->target != NULL ? vit_agreement_compare (model, fit->target, &options, NULL) : NULL;
}

static gboolean
save (const VitFit *fit, const VitHistory *history, const GArray *unfitted, double seconds, const char *folder,
      GError **error)
{
  guint n = unfitted != NULL ? unfitted->len : 0;
  g_autofree const char **names = g_new (const char *, n + 1);
  g_autofree double *r2 = g_new (double, n + 1);
  VitResult result = { .fit = fit,
                       .history = history,
                       .seconds = seconds,
                       .finished = vit_annealer_get_progress (fit->annealer) >= 1,
                       .n_unfitted = n,
                       .unfitted_names = names,
                       .unfitted_r2 = r2 };

  for (guint i = 0; i < n; i++)
    {
      names[i] = g_array_index (unfitted, VitAgreement, i).name;
      r2[i] = g_array_index (unfitted, VitAgreement, i).r2;
    }
  return vit_result_write (&result, folder, error);
}

static int
run_fit (VitFit *fit, const char *folder)
{
  g_autoptr (VitHistory) history = vit_history_new (vit_annealer_get_n_terms (fit->annealer));
  g_autoptr (GArray) unfitted = NULL;
  VitCliSession session = { .fit = fit, .history = history };
  GError *error = NULL, *numeric = NULL;

  for (guint i = 0; i < fit->notes->len; i++)
    fprintf (stderr, "%s\n", (const char *) fit->notes->pdata[i]);
  vit_runner_options_init (&session.options);
  vit_cli_session_run (&session, &numeric);

  /* Whatever ended the run, what it reached is kept. */
  unfitted = compare_with_target (fit);
  if (!save (fit, history, unfitted, session.seconds, folder, &error))
    {
      g_clear_error (&numeric);
      return vit_cli_fail (error);
    }
  print_fit (fit, history, unfitted);
  print_moves (fit->annealer, session.seconds);
  printf ("written to %s\n", folder);
  if (numeric != NULL)
    return vit_cli_fail (numeric);
  return vit_cli_session_end (&session);
}

int
vit_cli_run (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "Folder for the results (NAME-result)", "DIR" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options.seed, "Seed of the random numbers instead of the recipe's", "N" },
    { "moves", 0, 0, G_OPTION_ARG_STRING, &options.moves, "Moves of the whole schedule instead of the recipe's", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitRecipe) recipe = NULL;
  g_autoptr (VitFit) fit = NULL;
  g_autofree char *folder = NULL;
  GError *error = NULL;

  /* A project is gone on with. */
  for (int k = 1; k < argc; k++)
    if (g_str_has_suffix (argv[k], ".vitrum"))
      return vit_cli_resume (argc, argv);
  if (!vit_cli_parse (
          entries, "RECIPE|FILE.vitrum", 1,
          "Anneals a model until it shows what the recipe's data show; goes on with a project (see resume).", &argc,
          &argv))
    return VIT_CLI_BAD_INPUT;
  recipe = vit_recipe_read (argv[1], &error);
  if (recipe == NULL)
    return vit_cli_fail (error);
  if (!vit_cli_option_schedule (options.seed, options.moves, &recipe->settings))
    return VIT_CLI_BAD_INPUT;
  folder = options.out != NULL ? g_strdup (options.out) : default_folder (argv[1]);
  fit = vit_fit_new (g_steal_pointer (&recipe), &error);
  if (fit == NULL)
    return vit_cli_fail (error);
  /* A folder that cannot be made must not cost a night's run. */
  if (!vit_folder_make (folder, 0777, &error))
    return vit_cli_fail (error);
  return run_fit (fit, folder);
}
