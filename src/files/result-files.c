/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-files.h"

#include "configuration-file.h"
#include "data-term.h"
#include "folder.h"
#include "json-text.h"
#include "pair-histogram.h"
#include "table.h"
#include "value-term.h"

static gboolean
write_curve (const VitTerm *term, const char *folder, GError **error)
{
  const VitObservable *observable = vit_data_term_get_observable (term);
  g_autofree double *curve = NULL;
  g_autofree char *slug = vit_data_name_to_file_name (term->name), *file = g_strconcat (slug, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *target_name = NULL, *model_name = NULL;
  g_autoptr (VitTable) table = NULL;

  if (observable == NULL)
    return TRUE;
  curve = g_new (double, observable->n_points);
  vit_data_term_get_curve (term, curve);
  target_name = g_strconcat (observable->y_name, "_target", NULL);
  model_name = g_strconcat (observable->y_name, "_model", NULL);
  table = vit_table_new_numbers (term->name, observable->n_points, 3,
                                 (const char *const[]){ observable->x_name, target_name, model_name },
                                 (const double *const[]){ observable->x, vit_data_term_get_target (term), curve });
  return vit_table_write_csv (table, path, error);
}

static gboolean
write_history (const VitResult *self, const char *folder, GError **error)
{
  int n_terms = vit_history_get_n_terms (self->history);
  g_autoptr (VitTable) table = vit_table_new ("history", "moves", "chi2", "step_A", "acceptance", NULL);
  g_autofree char *path = g_build_filename (folder, "history.csv", NULL);

  for (int t = 0; t < n_terms; t++)
    {
      const VitTerm *term = vit_annealer_get_term (self->fit->annealer, t);
      gboolean is_value = vit_value_term_get_quantity (term) != NULL;
      const char *const names[] = { "sigma", "delta2", "chi2", is_value ? "value" : "R2", NULL };
      g_autofree char *slug = vit_data_name_to_file_name (term->name);

      for (const char *const *name = names; *name != NULL; name++)
        {
          g_autofree char *column = g_strdup_printf ("%s_%s", *name, slug);

          vit_table_add_column (table, column);
        }
    }
  for (gsize row = 0; row < vit_history_get_n_rows (self->history); row++)
    {
      const VitHistoryRow *whole = vit_history_get_row (self->history, row);

      vit_table_add_number (table, (double) whole->moves);
      vit_table_add_number (table, whole->chi2);
      vit_table_add_number (table, whole->step);
      vit_table_add_number (table, whole->acceptance);
      for (int t = 0; t < n_terms; t++)
        {
          const VitHistoryTerm *term = vit_history_get_term (self->history, row, t);

          vit_table_add_number (table, term->sigma);
          vit_table_add_number (table, term->delta2);
          vit_table_add_number (table, term->chi2);
          vit_table_add_number (table, term->r2_or_value);
        }
    }
  return vit_table_write_csv (table, path, error);
}

/* Adds columns of the total and partial g(r) of one configuration. */
static gboolean
add_rdfs (const VitConfiguration *configuration, const VitRecipe *recipe, double r_max, const char *suffix,
          GPtrArray *names, GPtrArray *columns, gsize *n, GError **error)
{
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitPairHistogram) histogram = vit_pair_histogram_new (atoms, recipe->bin, r_max, error);

  if (histogram == NULL)
    return FALSE;
  vit_pair_histogram_count_exact (histogram, configuration);
  *n = (gsize) histogram->n_bins;
  if (columns->len == 0)
    {
      double *r = g_new (double, *n);

      for (int k = 0; k < histogram->n_bins; k++)
        r[k] = (k + 0.5) * histogram->bin;
      g_ptr_array_add (names, g_strdup ("r_A"));
      g_ptr_array_add (columns, r);
    }
  for (int pair = -1; pair < histogram->n_pairs; pair++)
    {
      double *g = g_new (double, *n);
      int a, b;

      if (pair < 0)
        {
          vit_pair_histogram_get_total_g (histogram, g);
          g_ptr_array_add (names, g_strdup_printf ("g_total%s", suffix));
        }
      else
        {
          vit_pair_histogram_get_g (histogram, pair, g);
          vit_pair_species (histogram->n_species, pair, &a, &b);
          g_ptr_array_add (names, g_strdup_printf ("g_%s%s%s", vit_configuration_get_element (configuration, a)->symbol,
                                                   vit_configuration_get_element (configuration, b)->symbol, suffix));
        }
      g_ptr_array_add (columns, g);
    }
  return TRUE;
}

static gboolean
write_rdfs (const VitResult *self, const VitConfiguration *model, const char *folder, GError **error)
{
  const VitRecipe *recipe = self->fit->recipe;
  const VitConfiguration *target = self->fit->target;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (folder, "gr.csv", NULL);
  double r_max = vit_cell_inscribed_radius (vit_configuration_get_cell (model));
  g_autoptr (VitTable) table = NULL;
  gsize n = 0;

  if (target != NULL)
    r_max = MIN (r_max, vit_cell_inscribed_radius (vit_configuration_get_cell (target)));
  if (recipe->r_max > 0)
    r_max = MIN (r_max, recipe->r_max);
  if (r_max < recipe->bin)
    return TRUE;
  if (!add_rdfs (model, recipe, r_max, "_model", names, columns, &n, error)
      || (target != NULL && !add_rdfs (target, recipe, r_max, "_target", names, columns, &n, error)))
    return FALSE;
  table = vit_table_new_numbers ("g(r)", n, columns->len, (const char *const *) names->pdata,
                                 (const double *const *) columns->pdata);
  return vit_table_write_csv (table, path, error);
}

static void
add_term (JsonBuilder *json, const VitResult *self, int index)
{
  const VitTerm *term = vit_annealer_get_term (self->fit->annealer, index);

  json_builder_begin_object (json);
  vit_json_add_text (json, "name", term->name);
  json_builder_set_member_name (json, "fitted");
  json_builder_add_boolean_value (json, !term->disabled);
  vit_json_add_number (json, "delta2", term->delta2);
  if (vit_data_term_get_observable (term) != NULL)
    vit_json_add_number (json, "R2", vit_data_term_get_r2 (term));
  if (vit_value_term_get_quantity (term) != NULL)
    vit_json_add_number (json, "value", vit_value_term_get_value (term));
  vit_json_add_number (json, "sigma", term->sigma);
  vit_json_add_number (json, "weight", term->weight);
  vit_json_add_number (json, "chi2", term->delta2 * vit_term_get_factor (term));
  vit_json_add_integer (json, "asked", term->asked);
  vit_json_add_integer (json, "rejected", term->rejected);
  json_builder_set_member_name (json, "equilibrium");
  json_builder_add_boolean_value (json, vit_history_is_in_equilibrium (self->history, index));
  json_builder_end_object (json);
}

static void
add_kind (JsonBuilder *json, const char *name, const VitMoveCounts *counts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  vit_json_add_integer (json, "attempted", counts->attempted);
  vit_json_add_integer (json, "accepted", counts->accepted);
  vit_json_add_number (json, "gain", counts->gain);
  json_builder_end_object (json);
}

static gboolean
write_summary (const VitResult *self, const char *folder, GError **error)
{
  const VitAnnealer *annealer = self->fit->annealer;
  const VitAnnealerCounts *counts = vit_annealer_get_counts (annealer);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *path = g_build_filename (folder, "summary.json", NULL), *text = NULL;

  json_builder_begin_object (json);
  vit_json_add_text (json, "recipe", self->fit->recipe->path);
  json_builder_set_member_name (json, "finished");
  json_builder_add_boolean_value (json, self->finished);
  vit_json_add_integer (json, "atoms", (gint64) vit_configuration_get_n_atoms (self->fit->start));
  vit_json_add_integer (json, "seed", (gint64) self->fit->recipe->settings.seed);
  vit_json_add_number (json, "seconds", self->seconds);
  json_builder_set_member_name (json, "moves");
  json_builder_begin_object (json);
  vit_json_add_integer (json, "attempted", counts->attempted);
  vit_json_add_integer (json, "too_close", counts->too_close);
  vit_json_add_integer (json, "evaluated", counts->evaluated);
  vit_json_add_integer (json, "accepted", counts->accepted);
  vit_json_add_integer (json, "blocks", counts->blocks);
  vit_json_add_integer (json, "undone_blocks", counts->undone);
  json_builder_set_member_name (json, "kinds");
  json_builder_begin_object (json);
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    add_kind (json, vit_move_kind_to_string ((VitMoveKind) kind), &counts->kinds[kind]);
  json_builder_end_object (json);
  json_builder_end_object (json);
  vit_json_add_number (json, "chi2", vit_annealer_get_chi2 (annealer));
  vit_json_add_number (json, "worst_rebuild", counts->worst_rebuild);
  json_builder_set_member_name (json, "data");
  json_builder_begin_array (json);
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    add_term (json, self, t);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "not_fitted_R2");
  json_builder_begin_object (json);
  for (gsize i = 0; i < self->n_unfitted; i++)
    vit_json_add_number (json, self->unfitted_names[i], self->unfitted_r2[i]);
  json_builder_end_object (json);
  json_builder_end_object (json);

  text = vit_json_to_text (json);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

gboolean
vit_result_write (const VitResult *self, const char *folder, GError **error)
{
  const VitAnnealer *annealer = self->fit->annealer;
  g_autoptr (VitConfiguration) model = vit_fit_get_configuration (self->fit);
  g_autofree char *xyz = g_build_filename (folder, "model.xyz", NULL);
  g_autofree char *comment = g_strdup_printf ("RMC model after %" G_GINT64_FORMAT " moves of %s",
                                              vit_annealer_get_counts (annealer)->attempted, self->fit->recipe->path);

  if (!vit_folder_make (folder, 0777, error))
    return FALSE;
  if (!vit_configuration_write (model, xyz, VIT_FORMAT_EXTENDED_XYZ, comment, error))
    return FALSE;
  for (int t = 0; t < vit_annealer_get_n_terms (annealer); t++)
    if (!write_curve (vit_annealer_get_term (annealer, t), folder, error))
      return FALSE;
  return write_history (self, folder, error) && write_rdfs (self, model, folder, error)
         && write_summary (self, folder, error);
}
