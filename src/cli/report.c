/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "figure-files.h"
#include "report-document.h"
#include "report-json.h"

#include <stdio.h>
#include <unistd.h>

static void
show_progress (const char *what, gpointer data)
{
  const gboolean *quiet = data;

  if (!*quiet)
    fprintf (stderr, "%s …\n", what);
}

static void
print_checks (const VitReport *report)
{
  for (guint k = 0; k < report->checks->len; k++)
    {
      const VitCheck *check = report->checks->pdata[k];

      vit_cli_print_cell (check->name, -18);
      vit_cli_print_cell (vit_check_state_name (check->state), -12);
      printf ("%s\n", check->finding);
    }
}

/* Where to write what; NULL: not at all. */
typedef struct
{
  char *pdf;
  char *json;
  char *figures;
  char *format;
  gboolean dark;
} Output;

static void
output_clear (Output *self)
{
  g_free (self->pdf);
  g_free (self->json);
  g_free (self->figures);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

static gboolean
write_files (const VitReport *report, const Output *output, GError **error)
{
  if (output->pdf != NULL)
    {
      g_autoptr (VitDocument) document = vit_report_document_new (report);

      if (!vit_document_save (document, output->pdf, error))
        return FALSE;
    }
  if (output->json != NULL)
    {
      g_autofree char *text = vit_report_to_json (report);

      if (!g_file_set_contents_full (output->json, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error))
        return FALSE;
    }
  return output->figures == NULL
         || vit_report_write_figures (report, output->figures, output->format != NULL ? output->format : "svg",
                                      output->dark ? &vit_plot_theme_dark : &vit_plot_theme_print, error);
}

int
vit_cli_report (int argc, char **argv)
{
  g_autofree char *target = NULL, *recipe = NULL, *cutoffs = NULL, *area = NULL, *edge = NULL;
  g_auto (GStrv) potentials = NULL;
  g_auto (Output) output = { NULL };
  gboolean quiet = FALSE, radical = FALSE;
  const GOptionEntry entries[] = {
    { "target", 0, 0, G_OPTION_ARG_FILENAME, &target, "Configuration that the model is to be compared with", "CONFIG" },
    { "recipe", 0, 0, G_OPTION_ARG_FILENAME, &recipe, "Recipe that was fitted; names the target too if it has one",
      "RECIPE" },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &output.pdf, "Write the report with its figures", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &output.json, "Write all its numbers", "FILE" },
    { "figures", 0, 0, G_OPTION_ARG_FILENAME, &output.figures, "Write each figure as a file of its own", "FOLDER" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &output.format, "Of these files: svg (default), png, pdf, or csv (the data)",
      "FORMAT" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &output.dark, "Draw them light on dark", NULL },
    { "potential", 0, 0, G_OPTION_ARG_STRING_ARRAY, &potentials,
      "Embedded-atom potential: file, or name in $LAMMPS_POTENTIALS; for funcfl once for each element; none: no "
      "energies",
      "FILE" },
    { "cutoff", 0, 0, G_OPTION_ARG_STRING, &cutoffs,
      "Cut-offs, Å: one for all, or Cu-Cu=3.4,Cu-Zr=3.8 (first minimum of each partial g(r))", "CUTOFFS" },
    { "radical", 0, 0, G_OPTION_ARG_NONE, &radical, "Weigh atoms with their covalent radii (Laguerre)", NULL },
    { "min-area", 0, 0, G_OPTION_ARG_STRING, &area, "Drop Voronoi faces below this part of their cell's surface",
      "PART" },
    { "min-edge", 0, 0, G_OPTION_ARG_STRING, &edge, "Do not count edges of Voronoi faces shorter than this", "Å" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Do not say what is being done", NULL },
    G_OPTION_ENTRY_NULL,
  };
  VitReportOptions options = { .progress = show_progress, .data = &quiet };
  g_autoptr (VitReport) report = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (
          entries, "MODEL", 1,
          "Says what the structure of MODEL is, and whether to believe it: prints check points, and writes a "
          "report.",
          &argc, &argv)
      || !vit_cli_option_double ("--min-area", area, 0, 0.5, &options.relative_area)
      || !vit_cli_option_double ("--min-edge", edge, 0, 10, &options.edge_length))
    return VIT_CLI_BAD_INPUT;
  if (output.format != NULL
      && !g_strv_contains ((const char *const[]){ "svg", "png", "pdf", "csv", NULL }, output.format))
    return vit_cli_usage ("--format: expected svg, png, pdf or csv, found \"%s\"", output.format);
  options.model = argv[1];
  options.target = target;
  options.recipe = recipe;
  options.potentials = (const char *const *) potentials;
  options.cutoffs = cutoffs;
  options.radical = radical;
  quiet = quiet || !isatty (STDERR_FILENO);
  report = vit_report_new (&options, &error);
  if (report == NULL || !write_files (report, &output, &error))
    return vit_cli_fail (error);
  print_checks (report);
  return VIT_CLI_DONE;
}
