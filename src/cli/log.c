/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "project.h"

int
vit_cli_log (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitProject) project = NULL;
  g_autoptr (GPtrArray) checkpoints = NULL;
  g_autoptr (VitTable) table = vit_table_new ("checkpoints", "checkpoint", "branch", "parent", "moves", "chi2",
                                              "reason", "note", "created", "state_bytes", NULL);
  GError *error = NULL;

  if (!vit_cli_parse (entries, "FILE.vitrum", 1,
                      "Prints the history of a project: its checkpoints, and at which of them branches begin.", &argc,
                      &argv))
    return VIT_CLI_BAD_INPUT;
  project = vit_project_open (argv[1], TRUE, &error);
  if (project != NULL)
    checkpoints = vit_project_list_checkpoints (project, &error);
  if (checkpoints == NULL)
    return vit_cli_fail (error);
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];

      vit_table_add_number (table, (double) checkpoint->id);
      vit_table_add_number (table, (double) checkpoint->branch);
      vit_table_add_number (table, (double) checkpoint->parent);
      vit_table_add_number (table, (double) checkpoint->moves);
      vit_table_add_number (table, checkpoint->chi2);
      vit_table_add_text (table, checkpoint->reason != NULL ? checkpoint->reason : "");
      vit_table_add_text (table, checkpoint->note != NULL ? checkpoint->note : "");
      vit_table_add_text (table, checkpoint->created != NULL ? checkpoint->created : "");
      vit_table_add_number (table, checkpoint->has_state ? (double) checkpoint->size : 0);
    }
  vit_cli_print_tables (as_json, 1, &table);
  return VIT_CLI_DONE;
}
