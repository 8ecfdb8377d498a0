/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <gsl/gsl_errno.h>
#include <locale.h>
#include <stdio.h>

static const VitCommand commands[] = {
  { "run", "anneal a model after a recipe", vit_cli_run },
  { "compute", "what a configuration would show: rdf, sq, exafs", vit_cli_compute },
  { "compare", "R² of a model's curves against a target's", vit_cli_compare },
  { NULL, NULL, NULL },
};

int
main (int argc, char **argv)
{
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
  return vit_cli_dispatch (commands, "Reverse Monte Carlo modelling of metallic glasses.", argc, argv);
}
