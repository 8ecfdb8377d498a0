/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-document.h"
#include "print-text.h"
#include "report-figures.h"

#include <math.h>
#include <string.h>

#define TITLE "Can this model be believed?"

static void
add_figure_row (VitDocument *document, VitFigure *first, VitFigure *second, double height, const char *caption)
{
  VitFigure *figures[] = { first, second };

  vit_document_add_figures (document, second != NULL ? 2 : 1, figures, height, caption);
}

/* "Cu6400 Zr3600" */
static char *
describe_composition (const VitProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (int e = 0; e < profile->n_elements; e++)
    g_string_append_printf (text, "%s%s %" G_GSIZE_FORMAT, e > 0 ? ", " : "", profile->elements[e]->symbol,
                            vit_configuration_get_count (profile->configuration, profile->species[e]));
  return g_string_free (text, FALSE);
}

static void
add_source_row (VitDocumentTable *table, const char *what, const char *path, const VitProfile *profile)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL, *detail = NULL;

  if (profile != NULL)
    {
      g_autofree char *composition = describe_composition (profile);

      detail
          = vit_print_text ("%s; %.5f atoms/Å³", composition, vit_configuration_get_density (profile->configuration));
    }
  vit_document_table_add_row (table, (VitDocumentCell[]){ { .text = what }, { .text = name }, { .text = detail } });
}

static void
add_sources (VitDocument *document, const VitReport *report)
{
  VitDocumentTable *table = vit_document_table_new (3, (const char *const[]){ "", "File", "Atoms" }, NULL);

  add_source_row (table, "Model", report->model_path, report->model);
  if (report->target != NULL)
    add_source_row (table, "Target", report->target_path, report->target);
  if (report->recipe_path != NULL)
    add_source_row (table, "Recipe", report->recipe_path, NULL);
  if (report->potential != NULL)
    add_source_row (table, "Potential", report->potential, NULL);
  vit_document_add_table (document, table);
}

static VitDocumentMark
mark_of (VitCheckState state)
{
  return (const VitDocumentMark[]){ VIT_MARK_PASS, VIT_MARK_UNSURE, VIT_MARK_FAIL, VIT_MARK_NONE }[state];
}

static VitPlotColour
colour_of (VitCheckState state)
{
  return (const VitPlotColour[]){ VIT_PLOT_COLOUR_AGREEMENT, VIT_PLOT_COLOUR_FOREGROUND, VIT_PLOT_COLOUR_RESIDUAL,
                                  VIT_PLOT_COLOUR_MUTED }[state];
}

static VitDocumentCell
state_cell (VitCheckState state)
{
  return (
      VitDocumentCell){ .text = vit_check_state_name (state), .colour = colour_of (state), .mark = mark_of (state) };
}

/* The answer, first of all. */
static void
add_verdict (VitDocument *document, const VitReport *report)
{
  VitDocumentTable *table
      = vit_document_table_new (3, (const char *const[]){ "Check point", "Result", "Finding" }, NULL);

  for (guint k = 0; k < report->checks->len; k++)
    {
      const VitCheck *check = report->checks->pdata[k];

      vit_document_table_add_row (
          table, (VitDocumentCell[]){ { .text = check->name }, state_cell (check->state), { .text = check->finding } });
    }
  vit_document_add_table (document, table);
}

/* Two in a row; of an odd number the first, S(q) mostly, has a row to itself. */
static void
add_curves (VitDocument *document, const VitReport *report)
{
  guint n = report->curves->len;

  vit_document_add_heading (document, report->recipe_path != NULL ? "What was fitted" : "What X-rays would see");
  for (guint k = 0; k < n; k += (n - k) % 2 == 1 ? 1 : 2)
    add_figure_row (document, vit_report_curve_figure (report->curves->pdata[k]),
                    (n - k) % 2 == 0 ? vit_report_curve_figure (report->curves->pdata[k + 1]) : NULL, 60, NULL);
  vit_document_add_paragraph (document,
                              report->recipe_path != NULL
                                  ? "The model beside the data that it was fitted to; below each the difference."
                                  : "No recipe was given: it is not known what was fitted.");
}

static void
add_distances (VitDocument *document, const VitReport *report)
{
  gboolean alloy = report->model->n_elements > 1;

  vit_document_add_heading (document, "Distances between atoms");
  add_figure_row (document, vit_report_total_rdf_figure (report), alloy ? vit_report_partial_rdf_figure (report) : NULL,
                  76,
                  alloy ? "The total g(r) weighs all pairs of atoms alike; X-rays weigh heavy elements more." : NULL);
}

static void
add_local_order (VitDocument *document, const VitReport *report)
{
  int n = report->model->n_elements;

  vit_document_add_heading (document, "Voronoi polyhedra");
  if (n > 1)
    for (int e = 0; e < n; e++)
      add_figure_row (document, vit_report_polyhedra_figure (report, e), NULL, 49, NULL);
  else
    add_figure_row (document, vit_report_polyhedra_figure (report, VIT_ALL_SPECIES), NULL, 60, NULL);
  add_figure_row (
      document, vit_report_face_figure (report), NULL, 35,
      report->target != NULL
          ? "The most frequent polyhedra of the target ⟨n3,n4,n5,n6⟩; then the faces by their number of edges. "
            "Error bars are standard errors, told from sub-volumes."
          : "The most frequent polyhedra ⟨n3,n4,n5,n6⟩; then the faces by their number of edges.");
}

/* "0.159 ± 0.006" */
static char *
format_estimate (VitEstimate estimate, int decimals)
{
  return isnan (estimate.value) ? g_strdup ("–")
                                : vit_print_text ("%.*f ± %.*f", decimals, estimate.value, decimals, estimate.error);
}

static void
add_differences (VitDocument *document, const VitReport *report)
{
  static const char *const headings[] = { "Distribution", "round", "Distance", "By chance up to", "" };
  static const VitDocumentAlign alignments[]
      = { VIT_ALIGN_LEFT, VIT_ALIGN_LEFT, VIT_ALIGN_RIGHT, VIT_ALIGN_RIGHT, VIT_ALIGN_LEFT };
  VitDocumentTable *table;

  if (report->comparison == NULL)
    return;
  table = vit_document_table_new (G_N_ELEMENTS (headings), headings, alignments);
  for (int k = 0; k < report->comparison->n_orders; k++)
    {
      const VitOrderComparison *order = &report->comparison->order[k];
      const VitDifference differences[] = { order->polyhedra, order->coordination, order->angles };
      static const char *const names[] = { "Voronoi polyhedra", "Coordination numbers", "Bond angles" };

      for (int d = 0; d < 3; d++)
        {
          g_autofree char *distance
              = format_estimate ((VitEstimate){ differences[d].distance, differences[d].error }, 3);
          g_autofree char *noise = vit_print_text ("%.3f", differences[d].noise);
          gboolean differs = differences[d].distance > differences[d].noise;

          vit_document_table_add_row (
              table, (VitDocumentCell[]){ { .text = names[d] },
                                          { .text = order->element == VIT_ALL_SPECIES
                                                        ? "all"
                                                        : report->model->elements[order->element]->symbol },
                                          { .text = distance },
                                          { .text = noise },
                                          { .text = differs ? "differs" : "the same, as far as can be told",
                                            .colour = differs ? VIT_PLOT_COLOUR_RESIDUAL : VIT_PLOT_COLOUR_MUTED } });
        }
    }
  vit_document_add_paragraph (
      document, "Total-variation distance of distributions, model against target: 0 if they are equal, 1 if "
                "they have nothing in common. Two samples of one glass come out apart too: the level that such "
                "distances keep below in 95 of 100 cases comes from drawing sub-volumes of the one, then of the "
                "other, at random.");
  vit_document_add_table (document, table);
}

static void
add_energy (VitDocument *document, const VitReport *report)
{
  vit_document_add_heading (document, "Potential energy");
  if (report->model->energy == NULL)
    {
      g_autofree char *text = vit_print_text ("Not computed: %s.", report->no_potential);

      vit_document_add_paragraph (document, text);
      return;
    }
  add_figure_row (
      document, vit_report_energy_figure (report, VIT_ALL_SPECIES), NULL, 52,
      "Distribution over the atoms, without the half per cent of highest energy; vertical lines are means of all.");
  for (int e = 0; e < report->model->n_elements && report->model->n_elements > 1; e += 2)
    add_figure_row (document, vit_report_energy_figure (report, e),
                    e + 1 < report->model->n_elements ? vit_report_energy_figure (report, e + 1) : NULL, 50, NULL);
}

static void
add_neighbours (VitDocument *document, const VitReport *report)
{
  int n = report->model->n_elements;
  g_autoptr (GString) cutoffs = g_string_new ("Neighbours are atoms nearer than");

  vit_document_add_heading (document, "Bond angles and coordination");
  for (int a = 0; a < n; a++)
    for (int b = a; b < n; b++)
      g_string_append_printf (cutoffs, " %s-%s %.2f Å%s", report->model->elements[a]->symbol,
                              report->model->elements[b]->symbol,
                              report->model->cutoff[vit_profile_pair (report->model, a, b)], a == n - 1 ? "." : ",");
  for (int e = 0; e < n; e++)
    add_figure_row (document, vit_report_angle_figure (report, n > 1 ? e : VIT_ALL_SPECIES),
                    vit_report_coordination_figure (report, n > 1 ? e : VIT_ALL_SPECIES), 47, NULL);
  vit_document_add_paragraph (document, cutoffs->str);
}

/* Z, α and η of a pair, each of the model and, beside it, of the target. */
static void
add_chemistry_row (VitDocumentTable *table, const VitReport *report, int a, int b)
{
  const VitProfile *profiles[] = { report->model, report->target };
  int n_profiles = report->target != NULL ? 2 : 1;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  VitDocumentCell cells[7] = { { .text = NULL } };

  g_ptr_array_add (
      texts, vit_print_text ("%s round %s", report->model->elements[b]->symbol, report->model->elements[a]->symbol));
  for (int quantity = 0; quantity < 3; quantity++)
    for (int s = 0; s < n_profiles; s++)
      {
        const VitProfile *profile = profiles[s];
        const VitCoordination *coordination = profile->coordination;
        int of_a = profile->species[a], of_b = profile->species[b];
        g_autofree double *value = g_new (double, profile->blocks->n_atoms);

        vit_coordination_get_values (coordination, of_a, of_b, value);
        g_ptr_array_add (
            texts, quantity == 0 ? format_estimate (vit_blocks_mean (profile->blocks, value), 2)
                   : quantity == 1
                       ? vit_print_text ("%+.3f", vit_coordination_get_mean_warren_cowley (profile->mixing, of_a, of_b))
                       : vit_print_text ("%+.3f", vit_coordination_get_cargill_spaepen (profile->mixing, of_a, of_b)));
      }
  for (guint k = 0; k < texts->len; k++)
    cells[k].text = texts->pdata[k];
  vit_document_table_add_row (table, cells);
}

static void
add_chemistry (VitDocument *document, const VitReport *report)
{
  static const char *const with_target[]
      = { "", "Z, model", "Z, target", "α, model", "α, target", "η, model", "η, target" };
  static const char *const alone[] = { "", "Z", "α", "η" };
  static const VitDocumentAlign alignments[] = { VIT_ALIGN_LEFT,  VIT_ALIGN_RIGHT, VIT_ALIGN_RIGHT, VIT_ALIGN_RIGHT,
                                                 VIT_ALIGN_RIGHT, VIT_ALIGN_RIGHT, VIT_ALIGN_RIGHT };
  g_autofree char *text = NULL;
  VitDocumentTable *table;

  if (report->model->n_elements == 1)
    return;
  vit_document_add_heading (document, "Chemistry");
  table = report->target != NULL ? vit_document_table_new (G_N_ELEMENTS (with_target), with_target, alignments)
                                 : vit_document_table_new (G_N_ELEMENTS (alone), alone, alignments);
  for (int a = 0; a < report->model->n_elements; a++)
    for (int b = 0; b < report->model->n_elements; b++)
      add_chemistry_row (table, report, a, b);
  vit_document_add_table (document, table);
  text = vit_print_text (
      "Z: mean number of neighbours within the cut-offs. α (Warren–Cowley, 1 − Z/(c ⟨Z⟩)) and η "
      "(Cargill–Spaepen, the opposite sign, corrected for the coordination of each element) count all pairs "
      "nearer than %.2f Å, so that both are 0 if elements mix at random. Negative α, positive η: they "
      "prefer each other.",
      report->model->mixing_cutoff);
  vit_document_add_paragraph (document, text);
}

static void
add_medium_range (VitDocument *document, const VitReport *report)
{
  const VitClusters *model = report->model->icosahedra;
  g_autoptr (GString) text = g_string_new (NULL);

  vit_document_add_heading (document, "Medium-range order");
  g_string_append_printf (text,
                          "The model has %" G_GSIZE_FORMAT
                          " icosahedra ⟨0,0,12,0⟩, which with their shells hold %.0f %% of "
                          "the atoms; the largest network of interpenetrating ones has %" G_GSIZE_FORMAT ".",
                          model->n_centres, 100.0 * (double) model->n_atoms / (double) report->model->voronoi->n_atoms,
                          model->n_networks > 0 ? model->size[0] : 0);
  if (report->target != NULL)
    {
      const VitClusters *target = report->target->icosahedra;

      g_string_append_printf (
          text, " The target has %" G_GSIZE_FORMAT ", which hold %.0f %%; its largest network has %" G_GSIZE_FORMAT ".",
          target->n_centres, 100.0 * (double) target->n_atoms / (double) report->target->voronoi->n_atoms,
          target->n_networks > 0 ? target->size[0] : 0);
    }
  vit_document_add_paragraph (document, text->str);
  add_figure_row (document, vit_report_link_figure (report), vit_report_network_figure (report), 52, NULL);
}

static void
add_check_points (VitDocument *document, const VitReport *report)
{
  VitDocumentTable *table = vit_document_table_new (2, (const char *const[]){ "Check point", "Result" }, NULL);

  vit_document_add_page_break (document);
  vit_document_add_heading (document, "Check points");
  for (guint k = 0; k < report->checks->len; k++)
    {
      const VitCheck *check = report->checks->pdata[k];
      VitDocumentCell state = state_cell (check->state);
      const struct
      {
        const char *what, *text;
      } rows[] = { { "found", check->finding }, { "threshold", check->threshold }, { "meaning", check->meaning } };

      state.strong = TRUE;
      vit_document_table_add_row (table, (VitDocumentCell[]){ { .text = check->name, .strong = TRUE }, state });
      for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
        if (rows[r].text[0] != '\0')
          vit_document_table_add_row (table,
                                      (VitDocumentCell[]){ { .text = rows[r].what, .colour = VIT_PLOT_COLOUR_MUTED },
                                                           { .text = rows[r].text } });
    }
  vit_document_add_table (document, table);
  vit_document_add_paragraph (
      document, "Thresholds are conventions. They were chosen by what glasses made by molecular dynamics and "
                "reverse Monte Carlo models of them show; a model that passes all of them may still be wrong.");
}

VitDocument *
vit_report_document_new (const VitReport *report)
{
  VitDocument *document = vit_document_new (TITLE);

  vit_document_add_title (document, "Reliability report of a reverse Monte Carlo model, by Vitrum");
  add_sources (document, report);
  add_verdict (document, report);
  add_curves (document, report);
  add_distances (document, report);
  add_local_order (document, report);
  add_differences (document, report);
  add_energy (document, report);
  add_neighbours (document, report);
  add_chemistry (document, report);
  add_medium_range (document, report);
  add_check_points (document, report);
  return document;
}
