/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "configuration-file.h"
#include "error.h"
#include "table.h"
#include "text-file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int
vit_cli_dispatch (const VitCommand *commands, const char *purpose, int argc, char **argv)
{
  gboolean help
      = argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"));

  if (argc > 1 && !help)
    {
      for (const VitCommand *command = commands; command->name != NULL; command++)
        if (g_str_equal (command->name, argv[1]))
          {
            g_autofree char *name = g_strconcat (argv[0], " ", argv[1], NULL);

            argv[1] = name;
            return command->run (argc - 1, argv + 1);
          }
      g_set_prgname (argv[0]);
      return vit_cli_usage ("no command \"%s\"; see %s --help", argv[1], argv[0]);
    }

  fprintf (help ? stdout : stderr, "Usage: %s COMMAND …\n\n%s\n\n", argv[0], purpose);
  for (const VitCommand *command = commands; command->name != NULL; command++)
    fprintf (help ? stdout : stderr, "  %-13s %s\n", command->name, command->summary);
  fprintf (help ? stdout : stderr, "\n%s COMMAND --help describes a command.\n", argv[0]);
  return help ? VIT_CLI_DONE : VIT_CLI_BAD_INPUT;
}

gboolean
vit_cli_parse (const GOptionEntry *entries, const char *arguments, int n_arguments, const char *summary, int *argc,
               char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;

  /* Messages then say "vitrum-cli compute sq", not the program alone. */
  g_set_prgname ((*argv)[0]);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      vit_cli_usage ("%s", error->message);
      return FALSE;
    }
  if (*argc != n_arguments + 1)
    {
      vit_cli_usage ("expected %s, found %d arguments; see --help", arguments, *argc - 1);
      return FALSE;
    }
  return TRUE;
}

int
vit_cli_fail (GError *error)
{
  gboolean input = (error->domain == VIT_ERROR && error->code != VIT_ERROR_NUMERIC) || error->domain == G_FILE_ERROR;

  fprintf (stderr, "vitrum-cli: %s\n", error->message);
  g_error_free (error);
  return input ? VIT_CLI_BAD_INPUT : VIT_CLI_FAILED;
}

int
vit_cli_usage (const char *format, ...)
{
  va_list arguments;

  fprintf (stderr, "%s: ", g_get_prgname ());
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  return VIT_CLI_BAD_INPUT;
}

gboolean
vit_cli_option_double (const char *option, const char *text, double low, double high, double *value)
{
  double number;

  if (text == NULL)
    return TRUE;
  if (!vit_parse_double (text, &number) || number < low || number > high)
    {
      vit_cli_usage ("%s: expected a number from %g to %g, found \"%s\"", option, low, high, text);
      return FALSE;
    }
  *value = number;
  return TRUE;
}

gboolean
vit_cli_option_schedule (const char *seed_text, const char *moves_text, VitAnnealerSettings *settings)
{
  double seed = (double) settings->seed, moves = (double) settings->n_moves;

  if (!vit_cli_option_double ("--seed", seed_text, 1, G_MAXUINT32, &seed)
      || !vit_cli_option_double ("--moves", moves_text, 1, 1e12, &moves))
    return FALSE;
  if (seed != rint (seed) || moves != rint (moves))
    {
      vit_cli_usage ("--seed, --moves: expected whole numbers, found %g and %g", seed, moves);
      return FALSE;
    }
  settings->seed = (guint64) seed;
  settings->n_moves = (gint64) moves;
  return TRUE;
}

VitPairHistogram *
vit_cli_read_histogram (const char *path, double bin, double r_max, VitConfiguration **configuration, int *status)
{
  GError *error = NULL;
  g_autoptr (VitConfiguration) read = vit_configuration_read (path, &error);
  g_autoptr (VitAtoms) atoms = read != NULL ? vit_atoms_new (read) : NULL;
  VitPairHistogram *histogram = atoms != NULL ? vit_pair_histogram_new (atoms, bin, r_max, &error) : NULL;

  if (histogram == NULL)
    {
      if (read != NULL)
        g_prefix_error (&error, "%s: ", path);
      *status = vit_cli_fail (error);
      return NULL;
    }
  vit_pair_histogram_count_exact (histogram, read);
  *configuration = g_steal_pointer (&read);
  return histogram;
}

void
vit_cli_print_cell (const char *text, int width)
{
  /* printf counts bytes, and R² has three. */
  int blanks = ABS (width) - (int) g_utf8_strlen (text, -1);

  if (width < 0)
    printf ("%s%*s", text, MAX (blanks, 0), "");
  else
    printf ("%*s%s", MAX (blanks, 0), "", text);
}

void
vit_cli_print_columns (gsize n_rows, const GPtrArray *names, const GPtrArray *columns)
{
  g_autoptr (VitTable) table = vit_table_new_numbers (
      "columns", n_rows, columns->len, (const char *const *) names->pdata, (const double *const *) columns->pdata);
  g_autofree char *text = vit_table_to_csv (table);

  fputs (text, stdout);
}

char *
vit_cli_pair_name (const VitConfiguration *configuration, int pair)
{
  int a, b;

  vit_pair_species (vit_configuration_get_n_species (configuration), pair, &a, &b);
  return g_strconcat (vit_configuration_get_element (configuration, a)->symbol,
                      vit_configuration_get_element (configuration, b)->symbol, NULL);
}
