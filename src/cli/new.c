/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "project.h"

#include <stdio.h>

int
vit_cli_new (int argc, char **argv)
{
  g_autofree char *seed = NULL, *moves = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "Seed of the random numbers instead of the recipe's", "N" },
    { "moves", 0, 0, G_OPTION_ARG_STRING, &moves, "Moves of the whole schedule instead of the recipe's", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitProject) project = NULL;
  g_autoptr (GPtrArray) settings = g_ptr_array_new ();
  GError *error = NULL;
  VitAnnealerSettings checked = { 0 };

  if (!vit_cli_parse (entries, "RECIPE FILE.vitrum", 2,
                      "Makes a project: the recipe and all files that it names, in one file.", &argc, &argv)
      || !vit_cli_option_schedule (seed, moves, &checked))
    return VIT_CLI_BAD_INPUT;
  for (int k = 0; k < 2; k++)
    if ((k == 0 ? seed : moves) != NULL)
      {
        g_ptr_array_add (settings, (char *) (k == 0 ? "seed" : "moves"));
        g_ptr_array_add (settings, k == 0 ? seed : moves);
      }
  g_ptr_array_add (settings, NULL);
  project = vit_project_create (argv[2], argv[1], (const char *const *) settings->pdata, &error);
  if (project == NULL)
    return vit_cli_fail (error);
  printf ("%s is ready: vitrum-cli run %s\n", argv[2], argv[2]);
  return VIT_CLI_DONE;
}
