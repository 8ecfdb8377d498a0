/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "annealer.h"
#include "configuration.h"
#include "model.h"

/* Exit status: all well; something failed while it ran; the call or a file is wrong; stopped by SIGINT or SIGTERM. */
enum
{
  VIT_CLI_DONE = 0,
  VIT_CLI_FAILED = 1,
  VIT_CLI_BAD_INPUT = 2,
  VIT_CLI_INTERRUPTED = 130,
};

/**
 * VitCommand:
 * @name: how it is called
 * @summary: what it does, in a line
 * @run: runs it with its own arguments (argv[0] is the name to show in messages); gives the exit status
 *
 * One subcommand. A new one is a new file and a line in the table of main.c or compute.c.
 */
typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} VitCommand;

int vit_cli_compute (int argc, char **argv);
int vit_cli_compute_rdf (int argc, char **argv);
int vit_cli_compute_sq (int argc, char **argv);
int vit_cli_compute_exafs (int argc, char **argv);
int vit_cli_compute_voronoi (int argc, char **argv);
int vit_cli_compute_coordination (int argc, char **argv);
int vit_cli_compute_angles (int argc, char **argv);
int vit_cli_compute_order (int argc, char **argv);
int vit_cli_compute_clusters (int argc, char **argv);
int vit_cli_compute_energy (int argc, char **argv);
int vit_cli_compare (int argc, char **argv);
int vit_cli_picture (int argc, char **argv);
int vit_cli_report (int argc, char **argv);
int vit_cli_run (int argc, char **argv);
int vit_cli_balance (int argc, char **argv);
int vit_cli_new (int argc, char **argv);
int vit_cli_resume (int argc, char **argv);
int vit_cli_log (int argc, char **argv);
int vit_cli_export (int argc, char **argv);
int vit_cli_check (int argc, char **argv);
int vit_cli_compact (int argc, char **argv);

/**
 * vit_cli_dispatch:
 * @commands: (array zero-terminated=1): a table of commands
 * @purpose: what they are for, for the help
 *
 * Runs the command that argv[1] names, or prints the help.
 */
int vit_cli_dispatch (const VitCommand *commands, const char *purpose, int argc, char **argv);

/**
 * vit_cli_parse:
 * @entries: options
 * @arguments: names of the arguments that follow, as in a usage line: "CONFIG", "MODEL TARGET"
 * @n_arguments: how many there must be
 * @summary: for the help
 * @argc, @argv: (inout): only the arguments are left, from argv[1] on
 *
 * Returns: whether the call is right; if not, the error was printed and the exit status is %VIT_CLI_BAD_INPUT.
 */
gboolean vit_cli_parse (const GOptionEntry *entries, const char *arguments, int n_arguments, const char *summary,
                        int *argc, char ***argv);

/* Prints an error (transfer full) on standard error. Returns: the exit status that it stands for. */
int vit_cli_fail (GError *error);

/* The same for a message about the call itself. Returns %VIT_CLI_BAD_INPUT. */
int vit_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * vit_cli_option_double:
 * @text: (nullable): value of an option as given; %NULL leaves @value as it is
 *
 * Parses a number with a decimal point in any locale. Returns: whether it is one within the limits; else a message was
 * printed.
 */
gboolean vit_cli_option_double (const char *option, const char *text, double low, double high, double *value);

/* Parses --seed and --moves (nullable: kept as they are), whole numbers. Returns: whether they are; else a message was
 * printed. */
gboolean vit_cli_option_schedule (const char *seed_text, const char *moves_text, VitAnnealerSettings *settings);

/* A configuration and its pair histogram in double precision. NULL: the error was printed, and *status is set. */
VitPairHistogram *vit_cli_read_histogram (const char *path, double bin, double r_max, VitConfiguration **configuration,
                                          int *status);

/* Prints a cell of a table, filled up with blanks to a width in characters; to the left if the width is negative. */
void vit_cli_print_cell (const char *text, int width);

/* Prints comma-separated columns on standard output (see vit_table_to_csv()). */
void vit_cli_print_columns (gsize n_rows, const GPtrArray *names, const GPtrArray *columns);

/* "CuZr", the symbols of a pair of species. Free with g_free(). */
char *vit_cli_pair_name (const VitConfiguration *configuration, int pair);
