/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "configuration-file.h"
#include "error.h"
#include "project.h"
#include "result-files.h"

/* Puts the fit's annealer where a checkpoint left it, the last one if @id is 0. */
static gboolean
restore (VitProject *project, VitFit *fit, gint64 id, VitHistory *history, GError **error)
{
  g_autoptr (GPtrArray) checkpoints = vit_project_list_checkpoints (project, error);
  const VitProjectCheckpoint *found;

  if (checkpoints == NULL)
    return FALSE;
  found = vit_project_find_checkpoint (checkpoints, id);
  if (found != NULL)
    return vit_project_go_back (project, found, fit->annealer, history, error);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: there is no checkpoint %" G_GINT64_FORMAT,
               vit_project_get_path (project), id);
  return FALSE;
}

int
vit_cli_export (int argc, char **argv)
{
  g_autofree char *config = NULL, *curves = NULL;
  gint64 from = 0;
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &config, "Write the atoms; the format by the name (.xyz, .data, .dump)",
      "FILE" },
    { "curves", 0, 0, G_OPTION_ARG_FILENAME, &curves, "Write curves, g(r), history and summary, as run does it",
      "FOLDER" },
    { "from", 0, 0, G_OPTION_ARG_INT64, &from, "Of this checkpoint (the last one)", "CHECKPOINT" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitProject) project = NULL;
  g_autoptr (VitFit) fit = NULL;
  g_autoptr (VitHistory) history = NULL;
  VitFileFormat format = VIT_FORMAT_EXTENDED_XYZ;
  GError *error = NULL;

  if (!vit_cli_parse (entries, "FILE.vitrum", 1, "Writes what a project holds in files of their own.", &argc, &argv))
    return VIT_CLI_BAD_INPUT;
  if (config == NULL && curves == NULL)
    return vit_cli_usage ("expected --config FILE or --curves FOLDER");
  if (config != NULL && !vit_file_format_from_name (config, &format))
    return vit_cli_usage ("--config: expected a name that ends in .xyz, .data or .dump, found \"%s\"", config);
  if (from < 0)
    return vit_cli_usage ("--from: expected the number of a checkpoint, found %" G_GINT64_FORMAT, from);
  project = vit_project_open (argv[1], TRUE, &error);
  if (project != NULL)
    fit = vit_project_new_fit (project, &error);
  if (fit == NULL)
    return vit_cli_fail (error);
  history = vit_history_new (vit_annealer_get_n_terms (fit->annealer));
  if (!restore (project, fit, from, history, &error))
    return vit_cli_fail (error);
  if (config != NULL)
    {
      g_autoptr (VitConfiguration) model = vit_fit_get_configuration (fit);

      if (!vit_configuration_write (model, config, format, "exported by vitrum-cli", &error))
        return vit_cli_fail (error);
    }
  if (curves != NULL)
    {
      VitResult result = { .fit = fit, .history = history, .finished = vit_annealer_get_progress (fit->annealer) >= 1 };

      if (!vit_result_write (&result, curves, &error))
        return vit_cli_fail (error);
    }
  return VIT_CLI_DONE;
}
