/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis-options.h"
#include "cli.h"
#include "project.h"

static VitTable *
list_checkpoints (const GPtrArray *checkpoints)
{
  VitTable *table = vit_table_new ("checkpoints", "checkpoint", "branch", "parent", "moves", "chi2", "reason", "note",
                                   "created", "state_bytes", NULL);

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
  return table;
}

static VitTable *
list_comments (const GPtrArray *comments)
{
  VitTable *table = vit_table_new ("comments", "checkpoint", "created", "comment", NULL);

  for (guint k = 0; k < comments->len; k++)
    {
      const VitProjectComment *comment = comments->pdata[k];

      vit_table_add_number (table, (double) comment->checkpoint);
      vit_table_add_text (table, comment->created != NULL ? comment->created : "");
      vit_table_add_text (table, comment->text != NULL ? comment->text : "");
    }
  return table;
}

static int
add_comment (const char *path, gint64 at, const char *text)
{
  GError *error = NULL;
  g_autoptr (VitProject) project = vit_project_open (path, FALSE, &error);

  if (project == NULL || !vit_project_add_comment (project, at, text, &error))
    return vit_cli_fail (error);
  return VIT_CLI_DONE;
}

int
vit_cli_log (int argc, char **argv)
{
  gboolean as_json = FALSE;
  g_autofree char *comment = NULL;
  gint64 at = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    { "comment", 0, 0, G_OPTION_ARG_STRING, &comment, "Write a comment into the project instead", "TEXT" },
    { "at", 0, 0, G_OPTION_ARG_INT64, &at, "What the comment is about (the whole project)", "CHECKPOINT" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitProject) project = NULL;
  g_autoptr (GPtrArray) checkpoints = NULL, comments = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (
          entries, "FILE.vitrum", 1,
          "Prints the history of a project: its checkpoints, at which of them branches begin, and comments.", &argc,
          &argv))
    return VIT_CLI_BAD_INPUT;
  if (at != 0 && comment == NULL)
    return vit_cli_usage ("--at: expected --comment with it");
  if (comment != NULL)
    return add_comment (argv[1], at, comment);
  project = vit_project_open (argv[1], TRUE, &error);
  if (project != NULL && (checkpoints = vit_project_list_checkpoints (project, &error)) != NULL)
    comments = vit_project_list_comments (project, &error);
  if (comments == NULL)
    return vit_cli_fail (error);
  {
    g_autoptr (VitTable) of_checkpoints = list_checkpoints (checkpoints), of_comments = list_comments (comments);
    VitTable *tables[] = { of_checkpoints, of_comments };

    vit_cli_print_tables (as_json, comments->len > 0 ? 2 : 1, tables);
  }
  return VIT_CLI_DONE;
}
