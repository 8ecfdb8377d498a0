/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <stdio.h>

static const VitCommand commands[] = {
  { "run", "anneal a model after a recipe", vit_cli_run },
  { "balance", "weights with which no data set of a recipe drowns the others", vit_cli_balance },
  { "new", "make a project: a recipe and all its files in one file", vit_cli_new },
  { "resume", "go on with a project, from any of its checkpoints", vit_cli_resume },
  { "log", "the checkpoints of a project", vit_cli_log },
  { "export", "what a project holds, in files of their own", vit_cli_export },
  { "check", "whether a project is whole", vit_cli_check },
  { "compact", "make a project smaller", vit_cli_compact },
  { "compute", "what a configuration would show and is: rdf, sq, exafs, voronoi …", vit_cli_compute },
  { "report", "what the structure is, and whether to believe it: PDF and JSON", vit_cli_report },
  { "picture", "the atoms as a picture: by element, polyhedron, energy …", vit_cli_picture },
  { "compare", "R² of a model's curves against a target's", vit_cli_compare },
  { NULL, NULL, NULL },
};

int
main (int argc, char **argv)
{
  int status;

  /* Texts in the user's language and letters; numbers always with a point, also in messages. */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  gsl_set_error_handler_off ();

  argv[0] = (char *) "vitrum-cli";
  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      printf ("vitrum-cli %s\n", VITRUM_VERSION);
      return VIT_CLI_DONE;
    }
  status = vit_cli_dispatch (commands, "Reverse Monte Carlo modelling of metallic glasses.", argc, argv);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fprintf (stderr, "vitrum-cli: standard output: %s\n", g_strerror (errno));
      return status == VIT_CLI_DONE ? VIT_CLI_FAILED : status;
    }
  return status;
}
