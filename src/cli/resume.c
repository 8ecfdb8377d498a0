/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "data-term.h"
#include "session.h"
#include "value-term.h"

#include <stdio.h>

static int
finish (VitCliSession *session, gboolean good, GError *numeric)
{
  const VitAnnealerCounts *counts = vit_annealer_get_counts (session->fit->annealer);
  int status;

  for (int t = 0; t < vit_annealer_get_n_terms (session->fit->annealer); t++)
    {
      const VitTerm *term = vit_annealer_get_term (session->fit->annealer, t);

      vit_cli_print_cell (term->name, -20);
      if (vit_value_term_get_quantity (term) != NULL)
        printf (" %.5g %s\n", vit_value_term_get_value (term), vit_value_term_get_quantity (term)->unit);
      else
        printf (" R² %.5f\n", vit_data_term_get_r2 (term));
    }
  printf ("%.2f million moves in %s\n", (double) counts->attempted / 1e6, vit_project_get_path (session->project));
  if (!good)
    return vit_cli_fail (numeric);
  status = vit_cli_session_end (session);
  return session->unsaved != NULL ? VIT_CLI_FAILED : status;
}

/* Goes on from a checkpoint, or from the last one if @from is 0. */
static int
go_on (VitProject *project, gint64 from, double interval)
{
  g_autoptr (VitFit) fit = NULL;
  g_autoptr (VitHistory) history = NULL;
  g_autoptr (GPtrArray) checkpoints = NULL;
  const VitProjectCheckpoint *checkpoint;
  VitCliSession session = { .project = project };
  GError *error = NULL;
  gboolean good;
  int status;

  session.fit = fit = vit_project_new_fit (project, &error);
  if (fit != NULL)
    checkpoints = vit_project_list_checkpoints (project, &error);
  if (checkpoints == NULL)
    return vit_cli_fail (error);
  checkpoint = vit_project_find_checkpoint (checkpoints, from);
  if (from > 0 && checkpoint == NULL)
    return vit_cli_usage ("--from: there is no checkpoint %" G_GINT64_FORMAT "; see vitrum-cli log", from);
  session.history = history = vit_history_new (vit_annealer_get_n_terms (fit->annealer));
  vit_runner_options_init (&session.options);
  session.options.checkpoint_interval = interval;
  if (checkpoint != NULL)
    {
      if (!vit_project_go_back (project, checkpoint, fit->annealer, history, &error))
        return vit_cli_fail (error);
      vit_project_continue (checkpoints, checkpoint, &session.options);
    }
  if (vit_annealer_get_progress (fit->annealer) >= 1)
    {
      printf ("the run has come to its end; export it, or go on from an earlier checkpoint (--from)\n");
      return VIT_CLI_DONE;
    }
  good = vit_cli_session_run (&session, &error);
  status = finish (&session, good, error);
  g_free (session.unsaved);
  return status;
}

int
vit_cli_resume (int argc, char **argv)
{
  g_autofree char *interval_text = NULL, *room_text = NULL;
  gint64 from = 0;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_INT64, &from, "Go on from this checkpoint, as a branch (the last one)", "CHECKPOINT" },
    { "checkpoint", 0, 0, G_OPTION_ARG_STRING, &interval_text, "Time between checkpoints, s (30)", "SECONDS" },
    { "room", 0, 0, G_OPTION_ARG_STRING, &room_text,
      "Room for checkpoints, kept as a setting of the file; old ones are thinned out to fit (1000)", "MB" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitProject) project = NULL;
  GError *error = NULL;
  double interval = 30, room = 0;

  if (!vit_cli_parse (entries, "FILE.vitrum", 1, "Goes on with a project, to the end of its schedule.", &argc, &argv)
      || !vit_cli_option_double ("--checkpoint", interval_text, 0, 1e6, &interval)
      || !vit_cli_option_double ("--room", room_text, 1e-3, 1e6, &room))
    return VIT_CLI_BAD_INPUT;
  if (from < 0)
    return vit_cli_usage ("--from: expected the number of a checkpoint, found %" G_GINT64_FORMAT, from);
  project = vit_project_open (argv[1], FALSE, &error);
  if (project == NULL || (room_text != NULL && !vit_project_set_number (project, "max_bytes", room * 1e6, &error)))
    return vit_cli_fail (error);
  return go_on (project, from, interval);
}
