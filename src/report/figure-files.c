/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-files.h"
#include "folder.h"
#include "recipe.h"
#include "report-figures.h"

/* A column of a journal is 85 mm wide; bars of twelve polyhedra need both. */
#define NARROW 85.0
#define WIDE 176.0
#define HEIGHT 62.0
#define HIGH 90.0 /* several curves one above the other */
#define DPI 300.0

typedef struct
{
  const char *folder;
  const char *suffix;
  const VitPlotTheme *theme;
  GError **error;
} Writer;

/* @figure: (transfer full) */
static gboolean
write_figure (const Writer *writer, const char *name, VitFigure *figure, double width, double height)
{
  g_autoptr (VitFigure) owned = figure;
  g_autofree char *file = g_strconcat (name, ".", writer->suffix, NULL);
  g_autofree char *path = g_build_filename (writer->folder, file, NULL);
  double scale = writer->theme->font_size / vit_plot_theme_print.font_size;

  /* Themes for the screen have larger letters: the figure then is larger too. */
  return vit_figure_save (owned, path, VIT_FIGURE_BY_SUFFIX, scale * width, scale * height, DPI, writer->theme,
                          writer->error);
}

static gboolean
write_element (const Writer *writer, const VitReport *report, const char *what, int element, double width,
               VitFigure *(*draw) (const VitReport *report, int element))
{
  const VitElement *const *elements = report->model->elements;
  g_autofree char *symbol
      = element == VIT_ALL_SPECIES ? g_strdup ("all") : g_ascii_strdown (elements[element]->symbol, -1);
  g_autofree char *name = g_strconcat (what, "-", symbol, NULL);

  return write_figure (writer, name, draw (report, element), width, HEIGHT);
}

static gboolean
write_elements (const Writer *writer, const VitReport *report)
{
  for (int e = report->model->n_elements > 1 ? VIT_ALL_SPECIES : 0; e < report->model->n_elements; e++)
    if (!write_element (writer, report, "polyhedra", e, WIDE, vit_report_polyhedra_figure)
        || !write_element (writer, report, "angles", e, NARROW, vit_report_angle_figure)
        || !write_element (writer, report, "coordination", e, NARROW, vit_report_coordination_figure)
        || (report->model->energy != NULL
            && !write_element (writer, report, "energy", e, NARROW, vit_report_energy_figure)))
      return FALSE;
  return TRUE;
}

gboolean
vit_report_write_figures (const VitReport *report, const char *folder, const char *suffix, const VitPlotTheme *theme,
                          GError **error)
{
  Writer writer = { folder, suffix, theme, error };

  if (!vit_folder_make (folder, 0777, error))
    return FALSE;
  for (guint k = 0; k < report->curves->len; k++)
    {
      const VitFittedCurve *curve = report->curves->pdata[k];
      g_autofree char *name = vit_data_name_to_file_name (curve->name);

      if (!write_figure (&writer, name, vit_report_curve_figure (curve), NARROW, HEIGHT))
        return FALSE;
    }
  return write_figure (&writer, "rdf-total", vit_report_total_rdf_figure (report), NARROW, HEIGHT)
         && write_figure (&writer, "rdf-partial", vit_report_partial_rdf_figure (report), NARROW, HIGH)
         && write_figure (&writer, "faces", vit_report_face_figure (report), NARROW, HEIGHT)
         && write_figure (&writer, "links", vit_report_link_figure (report), NARROW, HEIGHT)
         && write_figure (&writer, "networks", vit_report_network_figure (report), NARROW, HEIGHT)
         && write_elements (&writer, report);
}
