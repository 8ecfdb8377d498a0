/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "project.h"

#include <stdio.h>

int
vit_cli_check (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (VitProject) project = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (entries, "FILE.vitrum", 1, "Looks whether a project is whole.", &argc, &argv))
    return VIT_CLI_BAD_INPUT;
  project = vit_project_open (argv[1], TRUE, &error);
  if (project != NULL)
    problems = vit_project_check (project, &error);
  if (problems == NULL)
    return vit_cli_fail (error);
  for (guint k = 0; k < problems->len; k++)
    printf ("%s\n", (const char *) problems->pdata[k]);
  if (problems->len == 0)
    printf ("%s is whole\n", argv[1]);
  return problems->len == 0 ? VIT_CLI_DONE : VIT_CLI_FAILED;
}

int
vit_cli_compact (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (VitProject) project = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (entries, "FILE.vitrum", 1, "Gives back the room of checkpoints that were thinned out.", &argc,
                      &argv))
    return VIT_CLI_BAD_INPUT;
  project = vit_project_open (argv[1], FALSE, &error);
  if (project == NULL || !vit_project_compact (project, &error))
    return vit_cli_fail (error);
  return VIT_CLI_DONE;
}
