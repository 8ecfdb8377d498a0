/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fitted-data.h"
#include "comparison.h"
#include "data-term.h"
#include "fit.h"
#include "sq-observable.h"

#include <math.h>

static void
curve_free (gpointer data)
{
  VitFittedCurve *curve = data;

  g_free (curve->name);
  g_free (curve->x_name);
  g_free (curve->y_name);
  g_free (curve->x);
  g_free (curve->model);
  g_free (curve->target);
  g_strfreev (curve->rdf);
  g_free (curve);
}

static VitFittedCurve *
curve_new (const VitObservable *observable, const char *name, gboolean is_fitted)
{
  VitFittedCurve *curve = g_new0 (VitFittedCurve, 1);

  curve->name = g_strdup (name);
  curve->x_name = g_strdup (observable->x_name);
  curve->y_name = g_strdup (observable->y_name);
  curve->n = observable->n_points;
  curve->x = g_memdup2 (observable->x, curve->n * sizeof *curve->x);
  curve->model = g_new (double, curve->n);
  curve->r2 = curve->delta2 = NAN;
  curve->is_fitted = is_fitted;
  return curve;
}

static void
compare (VitFittedCurve *curve)
{
  curve->r2 = vit_r_squared (curve->n, curve->model, curve->target);
  curve->delta2 = vit_delta_squared (curve->n, curve->model, curve->target);
}

/* The term of a data set: the annealer keeps them in the order in which it asks them. */
static const VitTerm *
find_term (const VitAnnealer *annealer, const char *name)
{
  int t = 0;

  while (!g_str_equal (vit_annealer_get_term (annealer, t)->name, name))
    t++;
  return vit_annealer_get_term (annealer, t);
}

/* How a comparison calls the g(r) that a data set is. */
static char **
rdf_names (const VitRecipeData *data)
{
  g_auto (GStrv) parts = NULL;

  if (vit_data_kind_get_curve (data->kind) != VIT_CURVE_RDF || data->weights != VIT_RDF_WEIGHTS_ATOMS)
    return NULL;
  parts = g_strsplit (data->pair, "-", 2);
  if (g_strv_length (parts) < 2)
    return g_strdupv ((char *[]){ (char *) "g(r) total", NULL });
  g_strstrip (parts[0]);
  g_strstrip (parts[1]);
  {
    g_autofree char *first = g_strdup_printf ("g(r) %s-%s", parts[0], parts[1]);
    g_autofree char *second = g_strdup_printf ("g(r) %s-%s", parts[1], parts[0]);

    return g_strdupv ((char *[]){ first, second, NULL });
  }
}

GPtrArray *
vit_fitted_data_from_recipe (const char *recipe_path, const char *model, VitConfiguration **target, char **target_path,
                             GError **error)
{
  VitRecipe *recipe = vit_recipe_read (recipe_path, error);
  g_autoptr (VitFit) fit = NULL;
  GPtrArray *curves;

  if (recipe == NULL)
    return NULL;
  g_free (recipe->start);
  recipe->start = g_strdup (model);
  fit = vit_fit_new (recipe, error);
  if (fit == NULL)
    return NULL;
  curves = g_ptr_array_new_with_free_func (curve_free);
  *target_path = NULL;
  for (guint k = 0; k < fit->recipe->data->len; k++)
    {
      const VitRecipeData *data = fit->recipe->data->pdata[k];
      const VitTerm *term = find_term (fit->annealer, data->name);
      VitFittedCurve *curve = curve_new (vit_data_term_get_observable (term), term->name, data->fitted);

      vit_data_term_get_curve (term, curve->model);
      curve->target = g_memdup2 (vit_data_term_get_target (term), curve->n * sizeof *curve->target);
      compare (curve);
      curve->rdf = rdf_names (data);
      if (*target_path == NULL)
        *target_path = g_strdup (data->target);
      g_ptr_array_add (curves, curve);
    }
  *target = g_steal_pointer (&fit->target);
  return curves;
}

static VitFittedCurve *
compute_xray (const VitConfiguration *configuration, GError **error)
{
  const VitModelNeeds needs = { .histogram = TRUE, .bin = VIT_PROFILE_BIN };
  g_autoptr (VitModel) model = vit_model_new (configuration, &needs, vit_vector_target (), error);
  g_autoptr (VitObservable) observable = NULL;
  double q[VIT_COMPARISON_N_Q];
  VitFittedCurve *curve;

  if (model == NULL)
    return NULL;
  for (int k = 0; k < VIT_COMPARISON_N_Q; k++)
    q[k] = VIT_COMPARISON_Q_LOW + k * VIT_COMPARISON_Q_STEP;
  observable = vit_sq_observable_new (model, VIT_RADIATION_XRAY, VIT_WINDOW_NONE, VIT_COMPARISON_N_Q, q, error);
  if (observable == NULL)
    return NULL;
  curve = curve_new (observable, "X-ray S(q)", FALSE);
  vit_observable_compute_curve (observable, model, curve->model);
  return curve;
}

GPtrArray *
vit_fitted_data_xray (const VitConfiguration *model, const VitConfiguration *target, GError **error)
{
  VitFittedCurve *curve = compute_xray (model, error), *of_target = NULL;
  GPtrArray *curves;

  if (curve == NULL)
    return NULL;
  if (target != NULL)
    {
      of_target = compute_xray (target, error);
      if (of_target == NULL)
        {
          curve_free (curve);
          return NULL;
        }
      curve->target = g_steal_pointer (&of_target->model);
      compare (curve);
      curve_free (of_target);
    }
  curves = g_ptr_array_new_with_free_func (curve_free);
  g_ptr_array_add (curves, curve);
  return curves;
}
