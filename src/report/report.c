/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"
#include "configuration-file.h"
#include "potential.h"
#include "relax.h"

#include <math.h>

/* The model is relaxed until it falls by less than this in so many steps, eV an atom. */
#define RELAXED_FALL 1e-4
#define STEPS_BETWEEN 20
#define MAX_STEPS 2000

static gboolean
go_on (gpointer cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Says what comes next, unless nobody wants it any more. */
static gboolean
begin (const VitReportOptions *options, const char *what, GError **error)
{
  if (!go_on (options->cancellable, error))
    return FALSE;
  if (options->progress != NULL)
    options->progress (what, options->data);
  return TRUE;
}

static gboolean
read_configurations (VitReport *self, const VitReportOptions *options, GError **error)
{
  self->configurations[0] = vit_configuration_read (options->model, error);
  if (self->configurations[0] == NULL)
    return FALSE;
  if (options->target == NULL)
    return TRUE;
  self->configurations[1] = vit_configuration_read (options->target, error);
  return self->configurations[1] != NULL;
}

static gboolean
read_curves (VitReport *self, const VitReportOptions *options, GError **error)
{
  g_autoptr (VitConfiguration) target = NULL;
  g_autofree char *path = NULL;

  if (options->recipe == NULL)
    self->curves = vit_fitted_data_xray (self->configurations[0], self->configurations[1], error);
  else
    self->curves = vit_fitted_data_from_recipe (options->recipe, options->model, &target, &path, error);
  if (self->configurations[1] == NULL && target != NULL)
    {
      self->configurations[1] = g_steal_pointer (&target);
      self->target_path = g_steal_pointer (&path);
    }
  return self->curves != NULL;
}

/* A potential that suits, if there is one, it can be had, and the cells are large enough for it; else the reason why
 * not. */
static void
find_potential (VitReport *self)
{
  const char *known = vit_potential_suggest (self->configurations[0]);
  g_autoptr (VitEam) eam = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean good = FALSE;

  if (known != NULL)
    eam = vit_potential_read ((const char *const[]){ known, NULL }, &reason);
  if (eam != NULL)
    good = vit_eam_check_cell (eam, vit_configuration_get_cell (self->configurations[0]), &reason)
           && (self->configurations[1] == NULL
               || vit_eam_check_cell (eam, vit_configuration_get_cell (self->configurations[1]), &reason));
  if (good)
    self->eam = g_steal_pointer (&eam);
  else
    self->no_potential = g_strdup (reason != NULL ? reason->message : "no potential is known for these elements");
}

/* One that somebody asked for must be there; "none" asks for none. */
static gboolean
read_potential (VitReport *self, const VitReportOptions *options, GError **error)
{
  if (options->potentials == NULL)
    find_potential (self);
  else if (g_str_equal (options->potentials[0], "none"))
    self->no_potential = g_strdup ("none was wanted");
  else if ((self->eam = vit_potential_read (options->potentials, error)) == NULL)
    return FALSE;
  if (self->eam != NULL)
    self->potential = g_strdup (self->eam->name);
  return TRUE;
}

static VitProfile *
make_profile (const VitConfiguration *configuration, const VitProfileOptions *profile_options, const char *path,
              GError **error)
{
  VitProfile *profile = vit_profile_new (configuration, profile_options, error);

  if (profile == NULL)
    g_prefix_error (error, "%s: ", path);
  return profile;
}

static gboolean
analyse (VitReport *self, const VitReportOptions *options, GError **error)
{
  const VitConfiguration *reference = self->configurations[self->configurations[1] != NULL ? 1 : 0];
  const char *path = self->target_path != NULL ? self->target_path : options->model;
  VitProfileOptions profile_options;

  if (!vit_profile_options_init (&profile_options, reference, options->cutoffs, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  profile_options.voronoi.radical = options->radical;
  profile_options.voronoi.relative_area = options->relative_area;
  profile_options.voronoi.edge_length = options->edge_length;
  profile_options.eam = self->eam;
  profile_options.go_on = go_on;
  profile_options.data = options->cancellable;
  if (!begin (options, "analysing the model", error))
    return FALSE;
  self->model = make_profile (self->configurations[0], &profile_options, options->model, error);
  if (self->model == NULL)
    return FALSE;
  if (self->configurations[1] == NULL)
    return TRUE;
  if (!begin (options, "analysing the target", error))
    return FALSE;
  self->target = make_profile (self->configurations[1], &profile_options, path, error);
  if (self->target == NULL || !begin (options, "comparing them", error))
    return FALSE;
  self->comparison = vit_comparison_new (self->model, self->target, error);
  return self->comparison != NULL;
}

static gboolean
relax (VitReport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (VitRelaxation) relaxation = vit_relaxation_new (self->eam, self->configurations[0], error);
  double n_atoms = (double) vit_configuration_get_n_atoms (self->configurations[0]), fall = INFINITY;

  if (relaxation == NULL)
    return FALSE;
  self->relaxed_energy = vit_relaxation_get_energy (relaxation) / n_atoms;
  for (int step = 0; step < MAX_STEPS && fall > RELAXED_FALL; step += STEPS_BETWEEN)
    {
      double energy;

      for (int k = 0; k < STEPS_BETWEEN; k++)
        vit_relaxation_step (relaxation);
      energy = vit_relaxation_get_energy (relaxation) / n_atoms;
      fall = self->relaxed_energy - energy;
      self->relaxed_energy = fmin (self->relaxed_energy, energy);
      if (!go_on (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
check (VitReport *self)
{
  g_autoptr (GArray) fitted = g_array_new (FALSE, FALSE, sizeof (VitAgreement));
  g_autoptr (GArray) held_back = g_array_new (FALSE, FALSE, sizeof (VitAgreement));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  VitEvidence evidence = { .model = self->model,
                           .comparison = self->comparison,
                           .fitted = fitted,
                           .held_back = held_back,
                           .relaxed_energy = self->relaxed_energy };

  for (guint k = 0; k < self->curves->len; k++)
    {
      const VitFittedCurve *curve = self->curves->pdata[k];

      const VitAgreement agreement = { curve->name, curve->r2, curve->delta2 };

      if (curve->is_fitted)
        g_array_append_val (fitted, agreement);
      else if (self->recipe_path != NULL)
        g_array_append_val (held_back, agreement);
      for (char **name = curve->rdf; curve->is_fitted && name != NULL && *name != NULL; name++)
        g_ptr_array_add (names, *name);
    }
  g_ptr_array_add (names, NULL);
  evidence.fitted_names = (const char *const *) names->pdata;
  self->checks = vit_reliability_check (&evidence);
  self->outliers = vit_outliers_find (self->model, self->target);
}

VitReport *
vit_report_new (const VitReportOptions *options, GError **error)
{
  g_autoptr (VitReport) self = g_new0 (VitReport, 1);

  self->model_path = g_strdup (options->model);
  self->target_path = g_strdup (options->target);
  self->recipe_path = g_strdup (options->recipe);
  self->relaxed_energy = NAN;
  if (!begin (options, "reading", error) || !read_configurations (self, options, error)
      || !read_curves (self, options, error) || !read_potential (self, options, error)
      || !analyse (self, options, error))
    return NULL;
  if (self->eam != NULL && self->target == NULL
      && (!begin (options, "relaxing the model", error) || !relax (self, options->cancellable, error)))
    return NULL;
  if (!begin (options, "judging", error))
    return NULL;
  check (self);
  return g_steal_pointer (&self);
}

void
vit_report_free (VitReport *self)
{
  if (self == NULL)
    return;
  g_free (self->model_path);
  g_free (self->target_path);
  g_free (self->recipe_path);
  g_free (self->potential);
  g_free (self->no_potential);
  vit_comparison_free (self->comparison);
  vit_profile_free (self->model);
  vit_profile_free (self->target);
  g_clear_pointer (&self->curves, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->outliers, g_array_unref);
  for (int k = 0; k < 2; k++)
    vit_configuration_free (self->configurations[k]);
  vit_eam_free (self->eam);
  g_free (self);
}
